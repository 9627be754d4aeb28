"""Ranked enumerations in prose: "peringkat kedua sampai kelima berturut-turut diraih A, B, C"."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.surroundings import agency_or_work, class_hint, score_after
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs")
_NO_WINNERS = words("nominees")
_NEXT = words("next-in-order")
_CLAUSE_ENDS = words("clause-ends")
_FOLLOWED = words("followed-by")
_BELOW = words("stands-below")
_LOWER = words("lower")
_FIRST_OF_ORDER = words("first-of-order")
_NO_PLACE_IN_ORDER = words("no-place-in-order")
_SAME = words("that") | {"sama"}
_IN_ROLE = words("in-role")
_TOPMOST = words("topmost")
_OWNED = words("made-by")


def ranked(reading: Reading) -> Iterator[Candidate]:
    """Every rank that prose counts on."""
    prose = (s for s in reading.doc.body() if s.kind is not BlockKind.ITEM)
    for _, sentences in groupby(prose, key=lambda s: s.block):
        yield from ranked_in_prose(reading, list(sentences))


def ranked_in_prose(reading: Reading, sentences: list[Sentence]) -> Iterator[Candidate]:
    """Ranks that count on in prose: "peringkat kedua sampai kelima berturut-turut diraih A, B, C"."""
    doc = reading.doc
    for s in sentences:
        if doc.quoted[s.first]:
            continue
        words = [t.lower for t in doc.tokens[s.first : s.last]]
        areas = [
            m for m in s.mentions if m.kind is Kind.AREA and doc.tokens[m.first - 1].lower not in _NO_PLACE_IN_ORDER
        ]
        areas = [_own_work(reading, s, m) or m for m in areas]
        if (pairs := _with_places(reading, s, areas)) and not set(words) & _NO_WINNERS:
            yield from pairs
            continue
        below = "bawahnya" in words and bool(_BELOW.intersection(words))
        if areas and _BELOW.intersection(words) and _behind(reading, s, areas[0]):
            areas, below = areas[1:], True  # "Di bawah Kota Magelang, secara berurutan, ada …"
        if (
            len(areas) < 2
            or set(words) & _NO_WINNERS
            or not (below or set(words) & (_WINNERS | _TOPMOST) or any(m.kind is Kind.RANK for m in s.mentions))
        ):
            continue
        first_winner = any(a in _FIRST_OF_ORDER and b.startswith("pertama") for a, b in pairwise(words))
        counting = bool(set(words) & {"berturut-turut"}) or any(
            a == "urutan" and b.startswith(("penerima", "pemenang")) for a, b in pairwise(words)
        )
        ranks = [m for m in s.mentions if m.kind is Kind.RANK and m.value.number]
        counting = counting or any(_up_to(reading, m.last, s.last) for m in ranks[:1])
        followed = bool(ranks) and bool(set(words) & _FOLLOWED) and len(ranks) == 1
        if not counting and not followed and not below and not (first_winner and set(words) & _NEXT):
            continue
        start = ranks[0].value.number if ranks else _last_place(sentences, s) + 1 if below else 1
        if (
            len(ranks) == 1 and not below and not counting
        ):  # "dimenangi A, lalu B di posisi kedua": the rank is that of B
            beside = [k for k, a in enumerate(areas) if 0 < ranks[0].first - a.last <= 2]
            start -= beside[0] if beside else 0
        if followed and not any(x.lower in _FOLLOWED for x in doc.tokens[areas[0].first : s.last]):
            start += 1  # "Kota itu menempati peringkat pertama, disusul Palu": the first is not named
        unnumbered = any(m.kind is Kind.RANK and m.value.word == "harapan" for m in s.mentions)
        own = [m for m in s.mentions if m.kind is Kind.CATEGORY]
        own += [
            m
            for x in sentences
            for m in x.mentions
            if x.last == s.first and m.kind is Kind.CATEGORY and x.last - x.first < 8
        ]
        if not own and any(a == "kategori" and b in _SAME for a, b in pairwise(words)):
            own = [m for x in doc.body() if x.last <= s.first for m in x.mentions if m.kind is Kind.CATEGORY][-1:]
        category = own[0] if own else None
        counted = 0
        for position, area in enumerate(areas):
            if ranks and position and _apart(reading, s, areas[position - 1], area, ranks):
                break  # "…, disusul B dan C, adapun D bertengger di posisi ke-12"
            told = next(
                (m for m in reversed(own) if position and areas[position - 1].last <= m.first < area.first), None
            )
            if told is not None and told is not category:
                category, counted, start = told, 0, 1  # "…, sedangkan pada kategori kabupaten berturut-turut D, E, F"
            counted += 1
            yield Candidate(
                area,
                s,
                s,
                category,
                None,
                None if unnumbered else start + counted - 1,
                score_after(reading, area, s.last),
                reading.hint(s) or class_hint(reading, category),
                awarded=not _only_an_index(reading, s),
            )


def _last_place(sentences: list[Sentence], s: Sentence) -> int:
    """The place told last before a sentence of the paragraph, else the first: "Posisi kedua A. Di bawahnya ada B"."""
    told = [m.value.number for x in sentences if x.last <= s.first for m in x.mentions if m.kind is Kind.RANK]
    return next((number for number in reversed(told) if number), 1)


def _own_work(reading: Reading, s: Sentence, area: Mention) -> Mention | None:
    """The work that an area only owns: "diraih aplikasi Sipakat milik Pemkab Aceh Tengah"."""
    tokens = reading.doc.tokens
    before = next((m for m in reversed(s.mentions) if m.last < area.first), None)
    owned = before is not None and before.last == area.first - 1 and tokens[area.first - 1].lower in _OWNED
    return before if before is not None and owned and agency_or_work(reading, before) else None


def _behind(reading: Reading, s: Sentence, area: Mention) -> bool:
    """Whether others stand below an area: "di belakang Madiun ada Kota Batu"."""
    before = [t.lower for t in reading.doc.tokens[max(area.first - 2, s.first) : area.first]]
    return len(before) == 2 and before[0] == "di" and before[1] in _LOWER


def _with_places(reading: Reading, s: Sentence, areas: list[Mention]) -> list[Candidate]:
    """Winners of one prize, each with its place behind it: "dimenangi A sebagai peringkat pertama, B sebagai …"."""
    tokens = reading.doc.tokens
    ranks = {m.first: m for m in s.mentions if m.kind is Kind.RANK and m.value.number}
    category = next((m for m in s.mentions if m.kind is Kind.CATEGORY and areas and m.last <= areas[0].first), None)
    found = [
        Candidate(area, s, s, category, ranks[area.last + 1], hint=reading.hint(s) or class_hint(reading, category))
        for area in areas
        if area.last + 1 in ranks and tokens[area.last].lower in _IN_ROLE
    ]
    won = any(
        m.kind is Kind.CUE and any(c.sense == "receive" and c.voice == "passive" for c in m.value) for m in s.mentions
    )
    return found if won and len(found) == len(areas) > 1 and not _only_an_index(reading, s) else []


def _apart(reading: Reading, s: Sentence, before: Mention, area: Mention, ranks: list[Mention]) -> bool:
    """Whether another clause with a rank of its own begins between two areas."""
    gap = {t.lower for t in reading.doc.tokens[before.last : area.first]}
    return bool(gap & _CLAUSE_ENDS) and any(0 < m.first - area.last <= 4 for m in ranks)


def _up_to(reading: Reading, i: int, limit: int) -> bool:
    """Whether a rank is the first of several: "posisi ketiga hingga kelima"."""
    tokens = reading.doc.tokens
    return i + 1 < limit and tokens[i].lower in ("hingga", "sampai") and ordinal(tokens[i + 1].text) is not None


def _only_an_index(reading: Reading, s: Sentence) -> bool:
    """Whether the paragraph spoke of an index last, or the article of nothing else: an index gives no prizes."""
    awards = list(reading.doc.mentions(Kind.AWARD))
    here = [m for m in awards if m.first < s.last and reading.doc.sentence_at(m.first).block == s.block]
    names = [reading.in_full(str(m.value)).casefold() for m in here[-1:] or awards]
    return bool(names) and all(name.startswith(("indeks", "index")) for name in names)
