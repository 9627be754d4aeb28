"""The marks with which newsrooms close a story: initials, "(*)", advertorial marks, credits of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.article import Span
from kg.gazetteer import fold
from kg.reading.newsroom import newsroom

_BRACKETED = re.compile(r"[(\[]([^()\[\]]{1,70})[)\]]\s*[.*]*\Z")
_STARS = re.compile(r"\s*(?:\*{1,5}|#+|/\*|-30-)\Z")
_BARE = re.compile(r"[-–—/*#|\s]*\b(adv(?:e?r?torial|etorial)?|pariwara)\b\.?\Z", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"”’»*)\]]{0,3}\Z")
_PARTS = re.compile(r"[\w.']+(?:\s+[\w.']+)*")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"[^\W\d_]{1,5}")


@dataclass(frozen=True, slots=True)
class Closing:
    """The marks at the end of a paragraph: where the paragraph itself ends, and each mark in order."""

    end: int
    marks: tuple[Span, ...]


def closing_marks(text: str, start: int, end: int, *, last: bool) -> Closing:
    """The marks at the end of ``text[start:end]``; of a paragraph that is not the ``last``, only unmistakable ones.

    >>> text = "Peserta pulang. (Adv/yos) ***"
    >>> closing = closing_marks(text, 0, len(text), last=True)
    >>> text[: closing.end], [text[mark.start : mark.end] for mark in closing.marks]
    ('Peserta pulang.', ['(Adv/yos)', '***'])
    """
    marks: list[Span] = []
    while (mark := _last_mark(text, start, end, last)) is not None:
        marks.append(mark)
        end = mark.start
        while end > start and text[end - 1].isspace():
            end -= 1
    return Closing(end, tuple(reversed(marks)))


def is_mark(line: str) -> bool:
    """Whether a whole line is a mark.

    >>> [is_mark(line) for line in ("[HMS | RIR | RWT | ADV]", "(*)", "ADV", "ADV/Diskominfo", "Advokat Bontang")]
    [True, True, True, True, False]
    """
    if len(line) > 90:
        return False
    if closed := _BRACKETED.fullmatch(line):
        return _is_signature(closed.group(1), last=True)
    words = fold(line).strip("-–—/*#| .[]()")
    if not any(c.isalnum() for c in line):
        return bool(line) and set(line) <= set("*#()[]/ ")
    head = re.split(r"\s*[/|:–—-]\s*", words, maxsplit=1)[0]
    return len(line) <= 60 and head in newsroom()["advertorial.words"]


def advertorial_words(text: str, start: int, end: int) -> Span | None:
    """The word in a mark that says that the story is paid for.

    >>> advertorial_words("[HMS | RIR | RWT | ADV]", 0, 23)
    Span(start=19, end=22)
    """
    for word in _WORD.finditer(text, start, end):
        if fold(word.group()) in newsroom()["advertorial.words"]:
            return Span(word.start(), word.end())
    return None


def initials(text: str, start: int, end: int) -> list[Span]:
    """The initials of those who made the story, in a mark.

    >>> mark = "[HMS | RIR | RWT | ADV]"
    >>> [mark[span.start : span.end] for span in initials(mark, 0, len(mark))]
    ['HMS', 'RIR', 'RWT']
    """
    not_people = newsroom()["initials.not_people"]
    return [
        Span(part.start(), part.end())
        for part in _PARTS.finditer(text, start, end)
        if _INITIALS.fullmatch(part.group()) and fold(part.group()) not in not_people
    ]


def _last_mark(text: str, start: int, end: int, last: bool) -> Span | None:
    if stars := _STARS.search(text, max(start, end - 8), end):
        first = stars.start() + len(stars.group()) - len(stars.group().lstrip())
        if first > start and (_ENDED.search(text, start, stars.start()) or stars.group()[:1].isspace()):
            return Span(first, end)
    if closed := _BRACKETED.search(text, max(start, end - 80), end):
        before = text[start : closed.start()].rstrip()
        if before and _may_close(before, closed.group(1), last):
            return Span(closed.start(), end)
    if last and (bare := _BARE.search(text, max(start, end - 24), end)):
        word = bare.start(1)
        shouted = text[word : bare.end(1)].isupper() or bare.group().lstrip()[:1] in "-–—/*#|"
        if shouted and _ENDED.search(text[start : bare.start()]):
            return Span(word, end)
    return None


def _may_close(before: str, inside: str, last: bool) -> bool:
    """Whether a bracket at a paragraph's end is a mark, not a part of its last sentence."""
    if _ENDED.search(before):
        return _is_signature(inside, last=last)
    return last and _is_certain(inside)


def _is_certain(inside: str) -> bool:
    parts = [fold(part) for part in _PARTS.findall(inside)]
    return not parts or (
        any(part in newsroom()["initials.not_people"] for part in parts) and all(len(part) <= 12 for part in parts)
    )


def _is_signature(inside: str, *, last: bool) -> bool:
    if _is_certain(inside):
        return True
    if inside[-1] in ".!?" and len(inside.split()) > 4:
        return False
    parts = _PARTS.findall(inside)
    short = all(_INITIALS.fullmatch(part) or part.isdigit() for part in parts)
    if short and any(c.isalpha() for c in inside):
        return last or inside.islower() or len(parts) > 1
    return last and any(c.isalpha() for c in inside) and len(inside.split()) <= 8
