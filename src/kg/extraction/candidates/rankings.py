"""Ranked enumerations in prose: "peringkat kedua sampai kelima berturut-turut diraih A, B, C"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.enumerations import placed_names
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


@dataclass(frozen=True, slots=True)
class _Order:
    """Areas that a sentence names in the order of their places, the place of the first, and the ranks it prints."""

    areas: list[Mention]
    start: int
    ranks: list[Mention]


def ranked(reading: Reading) -> Iterator[Candidate]:
    """Every rank that prose counts on."""
    prose = (s for s in reading.doc.body() if s.kind is not BlockKind.ITEM)
    for _, group in groupby(prose, key=lambda s: s.block):
        sentences = list(group)
        for s in sentences:
            if placed_names(reading, s):
                continue  # who has the places are units within areas
            if not reading.doc.quoted[s.first] and not s.says(_NO_WINNERS):
                yield from _of_sentence(reading, sentences, s)


def _of_sentence(reading: Reading, sentences: list[Sentence], s: Sentence) -> Iterator[Candidate]:
    """Ranks that count on: "peringkat kedua sampai kelima berturut-turut diraih A, B, C"."""
    tokens = reading.doc.tokens
    named = [m for m in s.mentions if m.kind is Kind.AREA and tokens[m.first - 1].lower not in _NO_PLACE_IN_ORDER]
    areas = [_own_work(reading, s, m) or m for m in named]
    if pairs := _with_places(reading, s, areas):
        yield from pairs
        return
    order = _order(reading, sentences, s, areas)
    if order is None:
        return
    unnumbered = any(m.kind is Kind.RANK and m.value.word == "harapan" for m in s.mentions)
    awarded = not _only_an_index(reading, s)
    for area, category, number in _counted_on(reading, s, order, _categories(reading, sentences, s)):
        yield Candidate(
            area,
            s,
            s,
            category,
            None,
            None if unnumbered else number,
            score_after(reading, area, s.last),
            reading.hint(s) or class_hint(reading, category),
            awarded=awarded,
        )


def _words(reading: Reading, s: Sentence) -> list[str]:
    return [t.lower for t in reading.doc.tokens[s.first : s.last]]


def _order(reading: Reading, sentences: list[Sentence], s: Sentence, areas: list[Mention]) -> _Order | None:
    """The order in which a sentence names winners, if its words tell one."""
    words = _words(reading, s)
    told = frozenset(words)
    below = "bawahnya" in told and bool(_BELOW & told)
    if areas and _BELOW & told and _behind(reading, s, areas[0]):
        areas, below = areas[1:], True  # "Di bawah Kota Magelang, secara berurutan, ada …"
    wins = below or bool(told & _WINNERS) or bool(told & _TOPMOST) or bool(s.of(Kind.RANK))
    if len(areas) < 2 or not wins:
        return None
    ranks = [m for m in s.mentions if m.kind is Kind.RANK and m.value.number]
    counting = _counts(words) or any(_up_to(reading, m.last, s.last) for m in ranks[:1])
    followed = len(ranks) == 1 and bool(told & _FOLLOWED)
    first_winner = any(a in _FIRST_OF_ORDER and b.startswith("pertama") for a, b in pairwise(words))
    if not (counting or followed or below or (first_winner and told & _NEXT)):
        return None
    start = ranks[0].value.number if ranks else _last_place(sentences, s) + 1 if below else 1
    if len(ranks) == 1 and not below and not counting:
        start -= _position_of(areas, ranks[0])
    if followed and not any(x.lower in _FOLLOWED for x in reading.doc.tokens[areas[0].first : s.last]):
        start += 1  # "Kota itu menempati peringkat pertama, disusul Palu": the first is not named
    return _Order(areas, start, ranks)


def _counts(words: list[str]) -> bool:
    """Whether words tell that places count on: "berturut-turut", "urutan pemenang"."""
    order = any(a == "urutan" and b.startswith(("penerima", "pemenang")) for a, b in pairwise(words))
    return "berturut-turut" in words or order


def _position_of(areas: list[Mention], rank: Mention) -> int:
    """The position of the area that a rank is beside: "dimenangi A, lalu B di posisi kedua" tells that of B."""
    return next((k for k, area in enumerate(areas) if 0 < rank.first - area.last <= 2), 0)


def _categories(reading: Reading, sentences: list[Sentence], s: Sentence) -> list[Mention]:
    """The categories of a sentence and of a short one before it, else the one spoken of: "pada kategori yang sama"."""
    leading = [x for x in sentences if x.last == s.first and x.last - x.first < 8]
    own = [m for x in (s, *leading) for m in x.mentions if m.kind is Kind.CATEGORY]
    if own or not any(a == "kategori" and b in _SAME for a, b in pairwise(_words(reading, s))):
        return own
    return [m for x in reading.doc.body() if x.last <= s.first for m in x.mentions if m.kind is Kind.CATEGORY][-1:]


def _counted_on(
    reading: Reading, s: Sentence, order: _Order, categories: list[Mention]
) -> Iterator[tuple[Mention, Mention | None, int]]:
    """The areas of an order, each with its category and place; another category counts from one."""
    category = categories[0] if categories else None
    number = order.start
    yield order.areas[0], category, number
    for before, area in pairwise(order.areas):
        if order.ranks and _apart(reading, s, before, area, order.ranks):
            return  # "…, disusul B dan C, adapun D bertengger di posisi ke-12"
        own = next((m for m in reversed(categories) if before.last <= m.first < area.first), category)
        number = number + 1 if own is category else 1
        category = own  # "…, sedangkan pada kategori kabupaten berturut-turut D, E, F"
        yield area, category, number


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
    if not s.of(Kind.RANK):
        return []
    ranks = {m.first: m for m in s.of(Kind.RANK) if m.value.number}
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
