"""Lines that their own first words give away: links, captions, bylines, date lines, rubrics, boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.article import Span
from kg.gazetteer import fold
from kg.language.dates import DateMention, find_dates
from kg.reading.newsroom import newsroom

_BEFORE = r"[\s\[(>*»•#_|–—-]*"
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\b|\b\d+\s+(?:jam|menit|hari|views?|kali)\b|[+-]\d\d:?\d\d\b")
_LETTERS = re.compile(r"[^\W\d_][\w.'’&-]*")
_URL = re.compile(r"[\[(<]*https?://\S+")
_QUOTE = re.compile(r"[“\"].{12,}[”\"]")
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\.?\Z")
_KICKER = re.compile(r"[A-Z][A-Z'’ -]{3,40}\s?[:–—-]\s+[A-Z]")
_CREDITS = re.compile(r"[^\s|,/()\[\]:;–—](?:[^|,/()\[\]:;–—]*[^\s|,/()\[\]:;–—])?")
_COPYRIGHT = re.compile(
    r"(?:copyright|hak cipta|©|\(c\))[\s:©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?\s*)?(?:by\s+|oleh\s+)?",
    re.IGNORECASE,
)
_PUBLISHED_AT = re.compile(
    r"(?:artikel|berita)\s+ini\s+(?:telah|sudah)\s+(?:tayang|terbit|dimuat)\s+di\s+", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s+(?:\d{4}|all rights? reserved|dengan judul|berjudul|pada)\b.*|\s*[,|;].*|\.(?:\s.*)?\Z",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date, perhaps with a time, an outlet, a town or a name beside it.

    ``day`` is ``None`` where the date is that of a later change, or relative ("2 jam lalu").
    """

    day: DateMention | None
    labelled: bool
    outlet: Span | None
    place: Span | None


def is_link(line: str) -> bool:
    """Whether the line leads to another story.

    >>> [is_link(line) for line in ("Baca juga: Bontang Raih Adipura", "BACA: Trofi", "Baca tulis itu penting.")]
    [True, True, False]
    """
    return bool(_URL.fullmatch(line) or (_links().match(line) and len(line) <= 300))


def is_bare_link(line: str) -> bool:
    """Whether the line is only the label, so that the links stand on the next lines."""
    found = _links().match(line)
    return found is not None and not any(c.isalnum() for c in line[found.end() :])


def is_boilerplate(line: str) -> bool:
    """Whether the line belongs to the page, not to the story.

    >>> lines = ("ADVERTISEMENT", "COPYRIGHT © NUSAWARTA", "#bontang #adipura", "Iklan itu dicabut.")
    >>> [is_boilerplate(line) for line in lines]
    [True, True, True, False]
    """
    if len(line) > 300:
        return False
    folded = fold(line[:80]).strip("#*|-–—>»[] ")
    return (
        folded.startswith(_boilerplate())
        or folded.rstrip(":.") in newsroom()["labels.boilerplate_alone"]
        or (line.startswith("#") and all(word.startswith("#") and len(word) > 1 for word in line.split()))
    )


def is_caption(line: str, *, headed: bool) -> bool:
    """Whether the line describes a picture; ``headed`` where it stands between the headline and the story.

    >>> is_caption("Foto: Wali Kota bersama panitia. (ist)", headed=False)
    True
    >>> is_caption("Warga berfoto di Balai Kota, Senin (5/5). (Dok. Humas)", headed=True)
    True
    """
    if len(line) > 450:
        return False
    if _captions().match(line) and (":" in line[:40] or len(line) <= 200):
        return True
    if headed and len(line) <= 300 and _credited().search(line):
        return True
    bracket = _CREDIT.search(line)
    if bracket and not _QUOTE.search(line):
        credit = fold(bracket.group(1))
        if any(
            credit == word or credit.startswith((word + ":", word + " ", word + "/"))
            for word in newsroom()["labels.credit"]
        ):
            return credit not in ("ist", "ist.", "istimewa") or headed or len(line) <= 250
        if headed and _KICKER.match(line) and (line[: bracket.start()].rstrip()[-1:] in ".!?" or "/" in credit):
            return not newsroom().is_place(re.split(r"\s*[:–—-]\s", line, maxsplit=1)[0])
    return False


def byline(line: str) -> tuple[bool, Span | None]:
    """Whether the line says who made the text, and the outlet that it names (offsets into the line).

    >>> byline("Laporan Wartawan Warta Timur, Nur Ilham")
    (True, Span(start=17, end=28))
    >>> byline("Wartawan: Apa targetnya tahun depan?")
    (False, None)
    """
    room = newsroom()
    if len(line) > 160:
        return False, None
    if found := _reports().match(line):
        first, comma, rest = found.group(1), found.group(2), found.group(3)
        outlet = Span(found.start(1), found.end(1))
        if comma and room.is_name(first.strip()) and not room.is_place(rest.strip()):
            return True, outlet
        if room.is_name(first.strip()) or all(w[:1].isupper() for w in line.split()[:4]):
            return True, outlet if room.is_outlet(first.strip()) else None
    if found := _bylines().match(line):
        label, rest = fold(found.group(1)), line[found.end() :].strip()
        colon = ":" in found.group() or "|" in found.group() or "/" in found.group()
        words = rest.split()
        named = (
            0 < len(words) <= 9
            and rest[-1:] not in "?!"
            and all(
                word[0].isupper()
                or not word[0].isalpha()
                or fold(word) in ("dan", "tim", "bin", "binti", "editor", "reporter")
                for word in words
            )
        )
        if colon and (
            named or (label not in room["labels.byline_speakers"] and len(words) <= 9 and rest[-1:] not in "?!.")
        ):
            return True, _outlet_among(line, found.end())
        if named and len(words) <= 5 and rest[-1:] != ".":
            if room.is_outlet(rest):
                return True, Span(len(line) - len(rest), len(line))
            if label in ("oleh", "by", "penulis", "editor", "pewarta", "written by"):
                return True, None
    return fold(line).strip(" .-–—:|") in room["labels.byline_alone"], None


def _outlet_among(line: str, start: int) -> Span | None:
    """The outlet among the credits of a line, which are apart by bars, commas, slashes or brackets."""
    for part in _CREDITS.finditer(line, start):
        if newsroom().is_outlet(part.group()):
            return Span(part.start(), part.end())
    return None


def is_rubric(line: str) -> bool:
    """Whether the line names a section of the paper, a town that the story is filed under, or a path of sections.

    >>> [is_rubric(line) for line in ("Bontang", "Home » Daerah", "SIARAN PERS", "Bontang Raih Adipura")]
    [True, True, True, False]
    """
    if len(line) > 80:
        return False
    room = newsroom()
    folded = fold(line).strip(" #*:|-–—[]().")
    if folded in room["labels.rubrics"] or room.is_place(folded):
        return True
    parts = [part.strip() for part in re.split(r"\s*[»>›|/\\→,•·]\s*|\s+[-–—]\s+", folded) if part.strip()]
    if len(parts) < 2:
        return False
    return (parts[0] in room["labels.breadcrumb"] and len(line) <= 60) or all(
        part in room["labels.rubrics"] or room.is_place(part) for part in parts
    )


def date_line(text: str, start: int, end: int) -> DateLine | None:
    """The line ``text[start:end]`` as a date line, if it is one.

    >>> line = "Selasa, 24 Oktober 2023 | Jurnal Sawo"
    >>> found = date_line(line, 0, len(line))
    >>> str(found.day.start), line[found.outlet.start : found.outlet.end]
    ('2023-10-24', 'Jurnal Sawo')
    """
    line = text[start:end]
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return None
    room = newsroom()
    days = find_dates(text, start, end)
    times = [Span(t.start() + start, t.end() + start) for t in _TIME.finditer(line)]
    if not days and not (times and re.search(r"\b(?:lalu|WIB|WITA|WIT)\b", line)):
        return None
    rest = line
    for span in [day.span for day in days] + times:
        rest = rest[: span.start - start] + "\0" * (span.end - span.start) + rest[span.end - start :]
    labels, names = _sorted_out(rest)
    chosen = next((day for day in days if not _is_update(line[: day.span.start - start])), None)
    labelled = "published" in labels
    if not names:
        return DateLine(chosen, labelled, None, None)
    first, last = names[0].start(), names[-1].end()
    name = rest[first:last]
    if "\0" in name or len(name) > 60:
        return None
    where = Span(start + first, start + last)
    apart = (
        bool(re.search(r"[|•·/\n–—]|\s-\s", rest[:first] if first > rest.find("\0") else rest[last:]))
        or bool(times)
        or bool(labels)
    )
    if room.is_beside_date(name):
        return DateLine(chosen, labelled, where, None)
    if (
        room.is_place(name)
        and name[0].isupper()
        and rest[last:].lstrip()[:1] in (",", "(", "|", "•", "/", "–", "-", "\0", "")
    ):
        return DateLine(chosen, labelled, None, where)
    if (
        apart
        and len(names) <= 5
        and room.is_name(name)
        and (not days or days[0].precision != "day" or days[0].problem or len(names) <= 4)
    ):
        return DateLine(chosen, labelled, None, None)
    return None


def named_publisher(line: str) -> Span | None:
    """The outlet in a copyright line, or in "Artikel ini telah tayang di …" (offsets into the line).

    >>> line = "COPYRIGHT © NUSAWARTA 2023"
    >>> found = named_publisher(line)
    >>> line[found.start : found.end]
    'NUSAWARTA'
    """
    room = newsroom()
    for pattern in (_COPYRIGHT, _PUBLISHED_AT):
        if found := pattern.search(line):
            name = _TAIL.sub("", line[found.end() :].strip()).strip(" .,;:|-–—\"'[]()")
            if name and len(name) <= 40 and (room.is_name(name) or room.is_domain(name)):
                start = line.index(name, found.end())
                return Span(start, start + len(name))
    return None


def _sorted_out(rest: str) -> tuple[set[str], list[re.Match[str]]]:
    """Which labels stand among the words of a date line, and the words that are none."""
    room = newsroom()
    labels: set[str] = set()
    names: list[re.Match[str]] = []
    for word in _LETTERS.finditer(rest):
        folded = fold(word.group()).strip(".")
        if not names and folded in room["labels.published"]:
            labels.add("published")
        elif folded in room["labels.updated"] or folded in ("terakhir", "last"):
            labels.add("updated")
        elif folded in room["labels.date_fillers"] or folded in room["labels.byline"]:
            labels.add("filler")
        elif re.fullmatch(r"senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|pon|wage|kliwon|legi|pahing", folded):
            continue
        else:
            names.append(word)
    return labels, names


def _is_update(before: str) -> bool:
    words = [fold(word.group()).strip(".") for word in _LETTERS.finditer(before)][-3:]
    room = newsroom()
    return any(word in room["labels.updated"] for word in words) and not (
        words and words[-1] in room["labels.published"]
    )


@cache
def _links() -> re.Pattern[str]:
    room = newsroom()
    return re.compile(
        rf"{_BEFORE}(?:(?:{_any(room['labels.link'])})(?![\w])|(?:{_any(room['labels.link_with_colon'])})\s*(?::|>|»))",
        re.IGNORECASE,
    )


@cache
def _boilerplate() -> tuple[str, ...]:
    return tuple(sorted(newsroom()["labels.boilerplate"]))


@cache
def _captions() -> re.Pattern[str]:
    words = _any(newsroom()["labels.caption"])
    return re.compile(
        rf"[\[(*_\s]*(?:(?:{words})\s*(?:[/(][^:]{{1,40}})?\s*[:|–—]\s*\S|(?:{words})\s+-\s+\S|ilustrasi\s[^.]{{3,120}}\Z|dok\.\s)",
        re.IGNORECASE,
    )


@cache
def _credited() -> re.Pattern[str]:
    """The credit behind the last sentence of a caption, without brackets: "… di alun-alun. Foto: Ist"."""
    return re.compile(rf"[.!)]\s+(?:{_any(newsroom()['labels.credit'])})\s*:\s*[^.:]{{2,40}}\Z", re.IGNORECASE)


@cache
def _bylines() -> re.Pattern[str]:
    return re.compile(rf"[\[(*_|\s–—-]*({_any(newsroom()['labels.byline'])})(?:\s*[:|/]\s*|\s+(?=\S))", re.IGNORECASE)


@cache
def _reports() -> re.Pattern[str]:
    return re.compile(
        rf"laporan\s+(?:{_any(newsroom()['labels.reporters'])})\s*:?\s+([^,:|]{{2,40}}?)(?:(,\s*)(.{{2,60}})|\Z)",
        re.IGNORECASE,
    )


def _any(words: frozenset[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word))
    )
