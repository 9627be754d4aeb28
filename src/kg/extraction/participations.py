"""Areas that take part in a programme: "resmi menjadi bagian dari …", "satu dari 40 daerah dalam …", "peserta …"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.document import Kind, Mention, Sentence
from kg.extraction.modality import MODALITIES
from kg.extraction.scanner import reading_of
from kg.facts import Participation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.reading import Reading

# Phrases that make an area a participant; what follows (or the gathering of the article) is the programme.
_JOINS = (
    ("bagian", "dari"),
    ("tergabung", "dalam"),
    ("tergabung", "di"),
    ("bergabung", "dalam"),
    ("bergabung", "dengan"),
    ("bergabung", "ke"),
    ("terpilih", "mengikuti"),
    ("terpilih", "dalam"),
    ("terpilih", "untuk"),
    ("terpilih", "menjadi", "peserta"),
    ("terdaftar", "sebagai", "peserta"),
    ("menjadi", "peserta"),
    ("sebagai", "peserta"),
    ("peserta", "gerakan"),
    ("peserta", "program"),
    ("ikut", "serta", "dalam"),
    ("ikut", "dalam"),
    ("daerah", "dalam"),
    ("daerah", "peserta"),
    ("ikut", "program"),
    ("mengikuti", "program"),
    ("mengikuti", "gerakan"),
    ("lolos", "ke"),
    ("masuk", "program"),
    ("masuk", "dalam", "program"),
    ("lokasi", "percontohan"),
    ("percontohan",),
    ("kota", "dalam"),
    ("kabupaten", "dalam"),
    ("bagian", "program"),
    ("peserta",),
    ("piloting",),
    ("pilot", "project"),
)
_FIRSTS = frozenset(phrase[0] for phrase in _JOINS)


def participations(reading: Reading) -> Iterator[Participation]:
    """Every area with the programme it takes part in, as its words state it."""
    doc = reading.doc
    seen: set[tuple[tuple[str, ...], str]] = set()
    topic: Mention | None = None
    going_on: Role[str] | None = None  # the programme whose participants the next sentences may list
    for s in doc.body():
        words = [t.lower for t in doc.tokens[s.first : s.last]]
        areas = [m for m in s.mentions if m.kind is Kind.AREA and not doc.quoted[m.first]]
        starts = [i for i, word in enumerate(words) if word in _FIRSTS and not doc.quoted[s.first + i]]
        joined = next(
            (s.first + i for phrase in _JOINS for i in starts if tuple(words[i : i + len(phrase)]) == phrase), None
        )
        if joined is None and going_on is not None and len(areas) > 1 and "ada" in words:
            for area in areas:
                if doc.tokens[area.first - 1].lower not in ("di", "dari") and (reading_ := reading_of(area)):
                    value = reading.area(reading_, reading.hint(s))
                    if (value.codes, going_on.value.casefold()) not in seen:
                        seen.add((value.codes, going_on.value.casefold()))
                        yield Participation(
                            Role(value, (doc.of(area),), "takes-part"),
                            going_on,
                            "takes-part",
                            _year(reading, s, going_on),
                        )
        if joined is not None and not _blocked(reading, s, joined):
            programme = _programme(reading, s, joined)
            if programme is None and going_on is not None and doc.tokens[joined].lower == "peserta" and len(areas) > 1:
                programme = going_on
            if programme is not None:
                going_on = programme
            if programme is not None:
                for area in _participants(reading, s, areas, joined, topic):
                    reading_ = reading_of(area)
                    if reading_ is None:
                        continue
                    value = reading.area(reading_, reading.hint(s))
                    key = (value.codes, programme.value.casefold())
                    if key not in seen:
                        seen.add(key)
                        yield Participation(
                            Role(value, (doc.of(area),), "takes-part"),
                            programme,
                            "takes-part",
                            _year(reading, s, programme),
                        )
        mains = [
            m
            for m in s.mentions
            if (m.kind is Kind.AREA or (m.kind is Kind.OFFICE and m.value.area))
            and doc.tokens[m.first - 1].lower not in ("di", "dari", "ke", "se")
        ]
        topic = mains[0] if mains and not doc.quoted[mains[0].first] else topic


def _blocked(reading: Reading, s: Sentence, at: int) -> bool:
    if reading.doc.tokens[s.last - 1].text == "?":
        return True
    return any(
        m.kind is Kind.CUE
        and m.last <= at
        and any(c.sense in MODALITIES for c in m.value)
        and at - m.last <= 4
        and reading.doc.tokens[m.first].lower not in ("dapat", "bisa")
        for m in s.mentions
    )


def _programme(reading: Reading, s: Sentence, at: int) -> Role[str] | None:
    """The programme after the phrase, else in the sentence; "gerakan itu" is the one named before."""
    doc = reading.doc
    named = [
        m
        for m in s.mentions
        if m.kind in (Kind.PROGRAMME, Kind.EVENT, Kind.AWARD) and m.first >= at and isinstance(m.value, str)
    ]
    if (
        named
        and named[0].first - at <= 14
        and (named[0].kind is not Kind.AWARD or doc.tokens[named[0].first].lower in ("gerakan", "program"))
    ):
        return reading.text_role(named[0], "programme-named")
    after = [t.lower for t in doc.tokens[at : min(at + 6, s.last)]]
    if any(
        a in ("gerakan", "program", "kegiatan") and b in ("itu", "tersebut", "ini")
        for a, b in itertools.pairwise(after)
    ):
        earlier = [m for m in doc.mentions(Kind.PROGRAMME) if m.first < at]
        return reading.text_role(earlier[-1], "programme-named-before") if earlier else None
    words = doc.tokens[at : s.last]
    if after[0] in ("terpilih",) and len(words) > 2:
        end = at + 2
        while (
            end < s.last
            and doc.tokens[end].kind == "word"
            and doc.tokens[end].lower
            not in ("di", "bersama", "yang", "dan", "pada", "karena", "dari", "oleh", "lantaran", "setelah")
        ):
            end += 1
        if end > at + 3 and doc.tokens[at + 1].lower in ("mengikuti",):
            return Role(doc.words(at + 2, end), (doc.evidence(at + 2, end),), "programme-described")
    return None


def _participants(reading: Reading, s: Sentence, areas: list[Mention], at: int, topic: Mention | None) -> list[Mention]:
    """The areas before the phrase, those listed after it ("antara lain A, B, dan C"), else the one spoken of before."""
    doc = reading.doc
    listing = next(
        (
            i
            for i in range(at, s.last - 1)
            if doc.tokens[i].lower in ("antara", "yakni", "yaitu", "adalah", "ialah", "meliputi", ":")
        ),
        None,
    )
    taking = [
        m for m in areas if m.last <= at and doc.tokens[m.first - 1].lower not in ("di", "dari", "asal", "ke", "pada")
    ]
    listed = [
        m
        for m in areas
        if listing is not None and m.first > listing and doc.tokens[m.first - 1].lower not in ("di", "dari")
    ]
    if listed:
        besides = [m for m in areas if m.last <= at and doc.tokens[m.first - 1].lower in ("samping", "selain")]
        return [*besides, *taking, *listed]
    if taking:
        return taking[:1] if len(taking) == 1 or doc.tokens[taking[1].first - 1].text not in ",dan" else taking
    after = [
        m
        for m in areas
        if m.first > at and doc.tokens[m.first - 1].lower not in ("di", "dari", "asal", "ke", "pada", "se")
    ]
    if doc.tokens[s.first].lower in ("sebagai",) and after:
        return after[:1]
    return [topic] if topic else []


def _year(reading: Reading, s: Sentence, programme: Role[str]) -> Role[int] | None:
    from kg.extraction.placements import _year as in_name

    year = in_name(reading, programme)
    if year:
        return year
    tokens = reading.doc.tokens
    for i in range(s.first, s.last - 1):
        if (
            tokens[i].lower in ("pada", "sejak", "tahun")
            and tokens[i + 1].kind == "number"
            and len(tokens[i + 1].text) == 4
        ):
            return reading.year_in(i + 1, i + 2, "year-beside")
    if any(tokens[i].lower == "tahun" and tokens[i + 1].lower == "ini" for i in range(s.first, s.last - 1)):
        for m in reading.doc.mentions(Kind.DATE):
            day = reading.day(m)
            if day.start:
                return Role(day.start.year, (reading.doc.of(m),), "this-year", "tahun ini")
    return None
