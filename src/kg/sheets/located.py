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
        Fault: where the text is no JSON, or an object has a key twice.
    """
    lines = _lines_of_objects(text)

    def located(pairs: list[tuple[str, Any]]) -> Located:
        made = Located(next(lines), pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise Fault(made.line, f'"{twice}" is there twice')
        return made

    try:
        value: object = json.loads(text, object_pairs_hook=located)
    except json.JSONDecodeError as error:
        raise Fault(error.lineno, f"no JSON at column {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise Fault(1, "it is nested too deeply, or holds a number of thousands of digits") from None
    return value


def refuse_unfit(value: object, line: int = 1) -> None:
    """Nothing, where the texts of a JSON value hold what an article can hold.

    Raises:
        Fault: where one holds a control character or half of a surrogate pair.
    """
    if isinstance(value, str):
        if found := _UNFIT.search(value):
            raise Fault(line, f"a text holds the character {found[0]!a}, which no article can hold")
    elif isinstance(value, list):
        for each in value:
            refuse_unfit(each, line)
    elif isinstance(value, Located):
        for each in (*value, *value.values()):
            refuse_unfit(each, value.line)


def _lines_of_objects(text: str) -> Iterator[int]:
    """The lines where the objects begin, in the order in which they end, which is that of the parser's calls."""
    ends = [found.start() for found in re.finditer("\n", text)]
    begun: list[int] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            begun.append(bisect_right(ends, token.start()) + 1)
        elif token[0] == "}" and begun:
            yield begun.pop()
