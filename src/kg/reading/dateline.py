"""The dateline: outlet, town and day before the dash with which a story opens ("SOLO, KABAR LONTAR - …")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from kg.article import Span
from kg.gazetteer import fold
from kg.language.dates import DateMention, find_dates
from kg.reading.newsroom import Newsroom, newsroom

LONGEST: Final = 110
"""No dateline is longer than this many characters."""

# the dash, or what stands for it
_END = re.compile(
    r"[.,]?[ \t\xa0]*(?:-{2,}|[–—―−]+|[|│‖]+|(?<=[\s.)\]])-|-(?=\s|$)|(?<=[A-Z]{3})-(?=[A-Z][a-z])|[:;](?=\s)"
    r"|(?<=[A-Z]{3}[ \t\xa0])[Il](?=[ \t\xa0]+[A-Z])"  # a letter for the bar: "JAKARTA I Pemerintah …"
    r"|(?<=[a-z])-(?=\.?[A-Z][a-z]))"  # behind a web name: "kabarlontar.co-Warga …"
    r"[ \t\xa0]*[-.]?[ \t\xa0]*"
    r"|\.[ \t\xa0]+(?=[A-Z“\"])"  # after a web name, or after a day in brackets
)
_CUT = re.compile(
    r"\s+[-–—]+\s+|(?<=[a-z])-(?=[A-Z][a-z]+[A-Z])|(?<=[A-Z]{3})-(?=[A-Z][A-Za-z]+\.[a-z])|(?<=[^\W\d_]{4})\.\s+(?=[A-Z])|\s*[,|•·/–—]\s*|\s*:(?=[(\[])|\s*(?=[(\[])|(?<=[)\]])\s*"
)
_OPENS = re.compile(r"""["“”„«»‘’'(\[]*[\w]""")
_WEB_NAME_FIRST = re.compile(r"(\S+\.\w+),\s+(?=[A-Z])")
_BRACKET_SECOND = re.compile(r"([^(),.]{3,40}?)[ ,]*\(([^()]{2,30})\)\s+(?=[A-Z“\"])")
# the reporter's line, run together with the dateline: "Laporan Wartawan X, Y X.COM, JAKARTA - …"
_REPORT = re.compile(r"laporan\s(?:[^\n]{5,90}?)\s(?=[A-Z][\w-]*(?:\.\w{2,4}){1,2},\s+[A-Z]{3,})", re.IGNORECASE)
_NEXT_NAME = re.compile(r"\s+(?=[A-Z“\"])")
_SPACED = re.compile(r"\w[\w'’-]*")
_TIME = re.compile(r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s*(?:WIB|WITA|WIT))?|WIB|WITA|WIT")
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|malam|pagi|siang|sore|tanggal)[\s,]*", re.IGNORECASE
)
_INITIALS = re.compile(r"[A-Z][A-Z0-9.& -]{0,14}")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The parts of a dateline, each by its place in the text; ``end`` is where the story itself begins."""

    end: int
    outlet: Span | None = None
    place: Span | None = None
    day: DateMention | None = None


@dataclass(frozen=True, slots=True)
class _Segment:
    span: Span
    words: str
    bracketed: bool
    kind: str  # outlet, place, name, initials


def find_dateline(text: str, start: int, end: int, *, alone: bool = False) -> Dateline | None:
    """The dateline at the head of the paragraph ``text[start:end]``, if it has one.

    ``alone`` asks for more where nothing tells the paragraph from a headline ("Bontang - Samarinda Kini Terhubung").

    >>> text = "SURAKARTA, KABAR LONTAR - Kota Pekalongan naik panggung."
    >>> found = find_dateline(text, 0, len(text))
    >>> text[found.place.start : found.place.end], text[found.outlet.start : found.outlet.end], text[found.end :][:4]
    ('SURAKARTA', 'KABAR LONTAR', 'Kota')
    """
    if text.startswith("|", start):
        return None  # the row of a table
    room = newsroom()
    if report := _REPORT.match(text, start, end):
        start = report.end()
    head = min(end, start + LONGEST)
    best: Dateline | None = None
    for mark in _END.finditer(text, start + 1, head):
        parsed = _parse(room, text, Span(start, mark.start()), sure=best is not None)
        parsed = parsed and replace(parsed, end=mark.end())
        if parsed and _may_open(room, text, parsed, mark.group().strip(), end):
            best = parsed
    best = best or _without_dash(room, text, start, head)
    if best and alone and not _is_story(room, text, best, end):
        return None
    return best


def _may_open(room: Newsroom, text: str, found: Dateline, mark: str, end: int) -> bool:
    """Whether what follows the ``mark`` can begin a story, given how sure the part before it is."""
    if found.end >= end:
        return True
    opening = _OPENS.match(text, found.end, end)
    domain = found.outlet is not None and room.is_domain(text[found.outlet.start : found.outlet.end])
    if not opening or (opening.group()[-1].islower() and not domain):
        return False
    town = text[found.place.start : found.place.end] if found.place else ""
    if mark == "-" and text[found.end - 1] not in " \t\xa0" and text[found.end - 2].islower() and not domain:
        return False
    if mark == ".":
        return found.place is not None and (domain or found.day is not None or (town.isupper() and room.is_place(town)))
    if mark[:1] in ":;":
        return (
            domain or (town.isupper() and room.is_place(town)) or (found.outlet is not None and found.place is not None)
        )
    return not (found.outlet is None and found.day is None and _is_route(room, text, found.end, end))


def _is_route(room: Newsroom, text: str, start: int, end: int) -> bool:
    """Whether the dash joins towns ("Bontang - Samarinda kini terhubung …", "Kota Manado - Kota Tomohon - …")."""
    words = text[start:end][:60].split()[:6]
    if any(fold(word).strip(",.") in room["places.route"] for word in words):
        return True
    joined = _CUT.search(text, start, min(end, start + 50))
    return (
        joined is not None and joined.group().strip() in ("-", "–", "—") and room.is_place(text[start : joined.start()])
    )


def _is_story(room: Newsroom, text: str, found: Dateline, end: int) -> bool:
    if (
        found.outlet is not None
        and room.is_domain(text[found.outlet.start : found.outlet.end])
        and found.place is not None
    ):
        return True
    return end - found.end >= 50 and text[end - 1] in '.!?”")*]'


def _parse(room: Newsroom, text: str, before: Span, *, sure: bool) -> Dateline | None:
    """The parts before one dash; ``sure`` forbids unknown names, because a shorter dateline was found already."""
    start = before.start
    words = text[start : before.end]
    days = find_dates(words) if any(c.isdigit() for c in words) else []
    for day in days:
        words = words[: day.span.start] + "," * (day.span.end - day.span.start) + words[day.span.end :]
    segments: list[_Segment] = []
    at, dashed = 0, False
    for cut in [*_CUT.finditer(words), None]:
        stop = cut.start() if cut else len(words)
        segment = _segment(room, words, at, stop)
        if segment is None:
            return None
        if segment.words:
            segments.append(replace(segment, span=Span(segment.span.start + start, segment.span.end + start)))
        dashed = dashed or (cut is not None and bool(segments) and cut.group().strip() in ("-", "–", "—", "|"))
        at = cut.end() if cut else stop
    if not segments or len(segments) > 4 or len(days) > 1:
        return None
    made = _arrange(room, segments, text)
    if made is None or (dashed and made.outlet is None and not days):
        return None
    if sure and not _signed_twice(segments, dashed=dashed):
        return None
    if not days:
        return made
    return replace(made, day=_moved(days[0], start))


def _signed_twice(segments: list[_Segment], *, dashed: bool) -> bool:
    """Whether a longer dateline may hold an unknown name, as in "Makassar – Detakpos – …": one word between dashes."""
    unknown = [each for each in segments if each.kind in ("name", "initials")]
    if not unknown:
        return True
    alone = len(unknown) == 1 and len(segments) == 2 and segments[0].kind == "place"
    return dashed and alone and " " not in unknown[0].words and len(unknown[0].words) > 4


def _moved(day: DateMention, by: int) -> DateMention:
    return replace(day, span=Span(day.span.start + by, day.span.end + by))


def _segment(room: Newsroom, words: str, start: int, end: int) -> _Segment | None:
    """One part; without words for a weekday, a time or a rubric; ``None`` where it can be no part of a dateline."""
    raw = words[start:end]
    bracketed = raw.startswith(("(", "["))
    inner = raw.strip(" \t\xa0()[].*_\"'“”")
    if _TIME.fullmatch(inner) or _WEEKDAY.fullmatch(inner) or (inner.isdigit() and len(inner) <= 2):
        inner = ""
    at = start + raw.find(inner) if inner else start
    span = Span(at, at + len(inner))
    if not inner:
        return _Segment(span, "", bracketed, "")
    if inner[0].isupper() and (room.is_place(inner) or room.is_misspelt_place(inner)):
        return _Segment(span, inner, bracketed, "place")
    if room.is_outlet(inner):
        return _Segment(span, inner, bracketed, "outlet")
    if next(iter(fold(inner).split()), "") in room["labels.desks"] or fold(inner) in room["labels.rubrics"]:
        return _Segment(span, "", bracketed, "")
    if _INITIALS.fullmatch(inner) and len(inner.split()) <= 2 and (bracketed or len(inner) <= 12):
        return _Segment(span, inner, bracketed, "initials")
    if len(inner.split()) <= (3 if bracketed else 4) and room.is_name(inner):
        return _Segment(span, inner, bracketed, "name")
    return None


def _arrange(room: Newsroom, segments: list[_Segment], text: str) -> Dateline | None:
    """Who is who: newsrooms write town, region and outlet in any order, and not every town is in the gazetteer."""
    outlets = [each for each in segments if each.kind == "outlet"]
    places = [each for each in segments if each.kind == "place" and not each.bracketed]
    unknown = [each for each in segments if each.kind in ("name", "initials")]
    if outlets:
        return _beside_outlet(segments, outlets, unknown)
    if not places:
        return _named_again(room, segments, text)
    if not unknown:
        return Dateline(0, None, places[0].span)
    if len(unknown) > 1 or segments[-1].kind == "place":
        return _town_and_region(room, segments[0], places[-1]) if len(unknown) == 1 else None
    return _beside_initials(segments[0], places[0], unknown[0])


def _beside_outlet(segments: list[_Segment], outlets: list[_Segment], unknown: list[_Segment]) -> Dateline | None:
    """A newsroom that is known, and the first place or name beside it as the town."""
    outside = [each for each in segments if not each.bracketed and each.kind != "outlet"]
    if (
        len(outlets) > 1
        or any(each.bracketed for each in unknown)
        or len(outside) > 3
        or not all(map(_is_town, unknown))
    ):
        return None
    town = next(iter(outside), None) or next((each for each in segments if each.kind == "place"), None)
    return Dateline(0, outlets[0].span, town.span if town else None)


def _town_and_region(room: Newsroom, first: _Segment, place: _Segment) -> Dateline | None:
    """A name that the gazetteer lacks before a place: a town and its region, or else a newsroom and its town."""
    if first.kind not in ("name", "initials") or first.bracketed or not _is_town(first):
        return None
    return Dateline(0, None, first.span) if room.is_region(place.words) else Dateline(0, first.span, place.span)


def _beside_initials(first: _Segment, place: _Segment, unknown: _Segment) -> Dateline | None:
    """A place, and what is a newsroom by the way in which it is written."""
    in_capitals = first.words.isupper() and (  # "SIAK, Riau Terkini Pagi – …", "PALU, TADULAKO HARI INI - …"
        not unknown.words.isupper() or (first.kind == "place" and " " in unknown.words)
    )
    signs = unknown.kind == "initials" or unknown.bracketed or _is_signature(unknown.words) or in_capitals
    return Dateline(0, unknown.span, place.span) if signs else None


def _is_town(segment: _Segment) -> bool:
    """Whether an unknown name can be a town's: words, no figures."""
    return all(c.isalpha() or c in " '’.-" for c in segment.words) and len(segment.words) > 2


def _is_signature(words: str) -> bool:
    """Whether an unknown name beside a town can be who signs ("Jakarta, Kominfo -"): one word, or two short ones."""
    return len(words) <= 20 and len(words.split()) <= 2 and all(c.isalnum() or c in " .&-" for c in words)


def _named_again(room: Newsroom, segments: list[_Segment], text: str) -> Dateline | None:
    """A town in capitals that no gazetteer knows counts beside a paper in brackets, where the text itself names it as
    a place again, and where its word can hardly be anything else.
    """
    first = segments[0]
    if first.bracketed or not first.words.isupper() or not _is_town(first) or len(first.words.split()) > 3:
        return None
    if len(segments) == 2 and segments[1].bracketed:
        return Dateline(0, segments[1].span, first.span)
    if len(segments) > 1:
        return None
    if room.like_a_town(first.words):
        return Dateline(0, None, first.span)
    town = re.escape(room.place_name(first.words))
    if re.search(rf"\b(?:di|ke|dari|asal|Kecamatan|Kota|Desa|Kabupaten|Distrik|Kelurahan)\s+{town}\b", text):
        return Dateline(0, None, first.span)
    return None


def _without_dash(room: Newsroom, text: str, start: int, end: int) -> Dateline | None:
    """Customs without a dash: "Liputan6.com, Jakarta Warga …", "Cilacap (3/1/2021). Warga …", "Palu (ANTARA) Warga"."""
    if opening := _WEB_NAME_FIRST.match(text, start, end):
        if room.is_domain(opening.group(1)):
            for place in _longest_place(room, text, opening.end(), end):
                if after := _NEXT_NAME.match(text, place.end, end):
                    return Dateline(after.end(), Span(opening.start(1), opening.end(1)), place)
        return None
    if bracket := _BRACKET_SECOND.match(text, start, end):
        town = Span(bracket.start(1), bracket.end(1))
        if not room.is_place(bracket.group(1)):
            return None
        if fold(bracket.group(2)) in room["outlets.known"]:
            return Dateline(bracket.end(), Span(bracket.start(2), bracket.end(2)), town)
    return None


def _longest_place(room: Newsroom, text: str, start: int, end: int) -> list[Span]:
    ends = [found.end() for found in _SPACED.finditer(text, start, min(end, start + 50))][:4]
    return [Span(start, stop) for stop in reversed(ends) if room.is_place(text[start:stop])]
