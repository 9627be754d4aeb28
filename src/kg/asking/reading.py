"""A question as a row of items: words that belong together, each with everything that they may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.asking.linking import Linker
from kg.asking.names import Meaning
from kg.language.dates import find_dates
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from kg.asking.names import Names

#: What neither asks nor narrows; what is not known.
NOTHING, UNKNOWN = "nothing", "unknown"
_SPECIAL = re.compile(
    r"(?P<iri><?https?://[^\s<>\"]+>?|\b[a-z]+:[a-z0-9][a-z0-9._/-]*[a-z0-9])|(?P<file>[\w.-]+\.(?:txt|md|html?|jsonl|warc)\b)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """Words of the question as they are written, where they lie in it, and what they may mean."""

    written: str
    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def concepts(self) -> frozenset[str]:
        """The concepts of all meanings."""
        return frozenset(meaning.concept for meaning in self.meanings)


@dataclass(frozen=True, slots=True)
class Reading:
    """A question's items in their order, and the language that it is asked in."""

    text: str
    items: tuple[Item, ...]
    language: str

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that mean nothing known."""
        return tuple(item.written for item in self.items if UNKNOWN in item.concepts)


def read(text: str, names: Names, language: str | None = None) -> Reading:
    """What the words of a question may mean, with the names of a store; the language is told by its words."""
    words: list[_Word] = []
    for special in (*_SPECIAL.finditer(text), None):
        start = words[-1].end if words else 0
        stop = special.start() if special else len(text)
        words += [each for each in _words(text, start, stop) if not words or each.start >= words[-1].end]
        if special:
            kind = special.lastgroup or "iri"
            value = special.group().strip("<>").rstrip("?.,")
            words.append(_Word(value, special.start(), special.start() + len(special.group()), kind))
    linker = Linker(tuple(each.folded for each in words), names)
    days = {found.span.start: found for found in find_dates(text) if found.start and found.precision == "day"}
    items: list[Item] = []
    i = 0
    while i < len(words):
        first = words[i]
        if first.kind:
            items.append(Item(first.folded, first.start, first.end, (Meaning(first.kind, first.folded, first.folded),)))
            i += 1
            continue
        day = days.get(first.start)
        if day is not None:
            end = next((k for k in range(i, len(words)) if words[k].start >= day.span.end), len(words))
            value = str(day.start)
            items.append(Item(day.surface, day.span.start, day.span.end, (Meaning("day", value, value),)))
            i = end
            continue
        end, groups = linker.at(i)
        start, stop = first.start, words[end - 1].end
        items += [Item(text[start:stop], start, stop, meanings) for meanings in groups]
        i = end
    return Reading(text, tuple(items), language or linker.language())


def with_topic(reading: Reading) -> Reading | None:
    """The same question with all that follows "about" as one topic, a year at the end apart; None without "about"."""
    items = reading.items
    at = next((i for i, item in enumerate(items) if "about" in item.concepts), None)
    if at is None or at + 1 == len(items):
        return None
    end = len(items)
    if "year" in items[-1].concepts:
        end -= 1
        while end > at + 1 and items[end - 1].concepts == {NOTHING}:
            end -= 1
    if end == at + 1:
        return None
    start, stop = items[at + 1].start, items[end - 1].end
    topic = reading.text[start:stop]
    item = Item(topic, start, stop, (Meaning("topic", topic, topic),))
    rest = tuple(each for each in items[end:] if each.concepts != {NOTHING})
    return replace(reading, items=(*items[: at + 1], item, *rest))


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int
    kind: str = ""  # "iri" or "file", which are read whole


def _words(text: str, start: int, stop: int) -> list[_Word]:
    found = []
    for token in tokenize(text, start, stop):
        if token.kind != "mark":
            word = token.lower.replace("ʼ", "'").replace("`", "'")
            found.append(_Word(word.removesuffix("'s") if len(word) > 4 else word, token.start, token.end))
    return found
