"""Lines in parts: what a paper, a station or a page sets over its story, with bars, slashes or dots between.

"MERAPI | Kamis Legi, 27 Desember 2018", "LONTAR FM / WARTA SORE / 3 OKTOBER 2023 / 17.00 WITA", "Penghargaan ● 23 Mei
2023 ● Admin Kominfo", "Tim detikcom - detikNews"; and at the very end the paper behind initials: "– as/Patroli.co".
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.article import Span
from kg.gazetteer import fold
from kg.language.dates import DateMention, find_dates
from kg.reading.labels import DateLine
from kg.reading.newsroom import newsroom

_PART = re.compile(r"(?:(?!\s[-–—/]\s)[^|│•●·»\n])+")
_EDGES = " \t\xa0()[]*_-–—:/"
_CLOCK = re.compile(r"[\s,]*(?:pukul\s+)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:WIB|WITA|WIT|UTC|GMT)?", re.IGNORECASE)
_SIGNED = re.compile(r"[–—(\[]\s*(?:[\w.]{1,12}\s*/\s*){0,3}([\w-]+(?:\.\w+)+)\s*[)\]]?\s*\Z")
_CREDITED = re.compile(r"[(\[]([^()\[\]]{3,60})[)\]]\s*\Z")
_WEEKDAYS = frozenset(("", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"))
_LONGEST = 120
_MOST_WORDS = 5


def parts(text: str, start: int, end: int) -> list[Span]:
    """The parts of the line ``text[start:end]``, without blanks and brackets around them.

    >>> line = "MERAPI | Kamis Legi, 27 Desember 2018"
    >>> [line[part.start : part.end] for part in parts(line, 0, len(line))]
    ['MERAPI', 'Kamis Legi, 27 Desember 2018']
    """
    if end - start > _LONGEST:
        return []
    found = []
    for part in _PART.finditer(text, start, end):
        if words := part.group().strip(_EDGES):
            first = text.index(words, part.start())
            found.append(Span(first, first + len(words)))
    return found


def dated_parts(text: str, start: int, end: int) -> DateLine | None:
    """A line of short parts of which one is a date: the day, and the outlet where one of the others names it.

    >>> line = "By Editorial Team | September 23, 2024 | City & Government"
    >>> str(dated_parts(line, 0, len(line)).day.start)
    '2024-09-23'
    """
    spans = parts(text, start, end)
    if not 2 <= len(spans) <= 5 or text[end - 1] in '.!?"”':
        return None
    days = [(part, day) for part in spans if (day := _whole_date(text, part))]
    if len(days) != 1:
        return None
    others = [part for part in spans if part is not days[0][0]]
    if any(len(text[part.start : part.end].split()) > _MOST_WORDS for part in others):
        return None
    room = newsroom()
    outlet = next((part for part in others if room.is_beside_date(text[part.start : part.end])), None)
    place = next((part for part in others if room.is_place(text[part.start : part.end])), None)
    labelled = _first(text, days[0][0]).strip(":") in room["labels.published"]
    return DateLine(days[0][1], labelled, outlet, place)


def masthead(text: str, start: int, end: int) -> Span | None:
    """The outlet in a line that opens a text: the name before the date or the edition, which no headline bears.

    >>> lines = ("GOVTECH BRIEF | edisi November 2017", "BERITA KOTA | Selasa, 5 Mei 2020", "LINI MASA | Hari Kedua")
    >>> [(found := masthead(line, 0, len(line))) and line[: found.end] for line in lines]
    ['GOVTECH BRIEF', 'BERITA KOTA', None]
    """
    room = newsroom()
    spans = parts(text, start, end)
    if len(spans) < 2:
        return None
    dated = any(_whole_date(text, part) or _first(text, part) in room["labels.edition"] for part in spans[1:])
    name = text[spans[0].start : spans[0].end]
    if not dated or len(name.split()) > _MOST_WORDS or not room.is_name(name) or room.is_place(name):
        return None
    if fold(name) in room["labels.rubrics"] and fold(name) not in room["outlets.known"]:
        return None
    return spans[0]


def outlet_part(text: str, start: int, end: int) -> Span | None:
    """The part of a line that names an outlet by itself, the last that does: "Tim detikcom - detikNews"."""
    spans = parts(text, start, end)
    if len(spans) < 2:
        return None
    room = newsroom()
    return next((part for part in reversed(spans) if room.is_outlet(text[part.start : part.end])), None)


def signed_outlet(text: str, start: int, end: int) -> Span | None:
    """The web name with which the last line is signed: "(red/kabarlontar.id)", "– as/Patroli.co".

    >>> line = "Sekian dari kami. – as/Patroli.co"
    >>> found = signed_outlet(line, 0, len(line))
    >>> line[found.start : found.end]
    'Patroli.co'
    """
    room = newsroom()
    found = _SIGNED.search(text, max(start, end - 60), end)
    if found is not None and room.is_domain(found.group(1)):
        return Span(found.start(1), found.end(1))
    credited = _CREDITED.search(text, max(start, end - 70), end)
    if credited is None:
        return None
    last = re.split(r"[/|]", credited.group(1))[-1].strip()
    if last == credited.group(1).strip() or not room.is_outlet(last):
        return None
    return Span(at := text.index(last, credited.start(1)), at + len(last))


def _first(text: str, part: Span) -> str:
    """The first word of a part, folded; empty where it holds only signs that are none."""
    return next(iter(fold(text[part.start : part.end]).split()), "")


def _whole_date(text: str, part: Span) -> DateMention | None:
    """The date that a part is, with or without a time behind it."""
    words = text[part.start : part.end]
    for day in find_dates(words):
        before = fold(words[: day.span.start]).strip(" ,.:")
        rest = _CLOCK.sub("", words[day.span.end :])
        told = before in _WEEKDAYS or before in newsroom()["labels.published"]
        if day.start is not None and told and not any(c.isalnum() for c in rest):
            return replace(day, span=Span(day.span.start + part.start, day.span.end + part.start))
    return None
