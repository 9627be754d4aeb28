"""JSON whose objects know the line that they begin in, so that an error can name it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Fault(Exception):  # noqa: N818 - what is wrong with a sheet, told with its line in a refusal
    """Something that a sheet may not say, and the line where it says it."""

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(line, reason)

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class Located(dict[str, Any]):
    """A JSON object with the number of the line in which it begins, from 1 up."""

    def __init__(self, line: int, pairs: list[tuple[str, Any]]) -> None:
        self.line = line
        super().__init__(pairs)


def parse(text: str) -> object:
    r"""The value that a JSON text holds.

    >>> parse('[\n {"a": 1},\n {}]')[1].line
    3

    Raises:
        Fault: where the text is no JSON, an object has a key twice, or a text holds what no article can: a control
            character, or half of a surrogate pair.
    """
    lines = _lines_of_objects(text)

    def located(pairs: list[tuple[str, Any]]) -> Located:
        made = Located(next(lines), pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Fault(made.line, f'"{twice}" is there twice')
        for name, value in pairs:
            if unfit := _unfit(name) or _unfit(value):
                raise Fault(made.line, f'"{name}" holds the character {unfit!a}, which no article can hold')
        return made

    try:
        value: object = json.loads(text, object_pairs_hook=located)
    except json.JSONDecodeError as error:
        raise Fault(error.lineno, f"no JSON at column {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise Fault(1, "it is nested too deeply, or holds a number of thousands of digits") from None
    return value


def _unfit(value: object) -> str | None:
    """A character that is no text's, in a text or a list of texts."""
    if isinstance(value, str):
        found = _UNFIT.search(value)
        return found[0] if found else None
    return next(filter(None, map(_unfit, value)), None) if isinstance(value, list) else None


def _lines_of_objects(text: str) -> Iterator[int]:
    """The lines where the objects begin, in the order in which they end, which is that of the parser's calls."""
    ends = [found.start() for found in re.finditer("\n", text)]
    begun: list[int] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            begun.append(bisect_right(ends, token.start()) + 1)
        elif token[0] == "}" and begun:
            yield begun.pop()
