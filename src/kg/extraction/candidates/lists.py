"""Lists read as what they are: the layout gives the entries, the words above tell once of what they are a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.cells import Cell, Filling, filling_of, recipients_of, score_of
from kg.extraction.candidates.entries import lives, located, may_get, parts_of, recipients_left
from kg.extraction.candidates.purposes import WINNERS, Purpose, purpose_of
from kg.extraction.candidates.surroundings import class_hint, label, score_after
from kg.extraction.candidates.tables import table
from kg.extraction.mentions.areas import KINDS
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.extraction.structure.lists import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lines import Line

_ANNOUNCES = words("announces-list")
_EQUALS = words("equals")
_NO_LABELS = words("no-labels")
_SCORES = words("score-words")
_ORDERED = words("in-order")
_PLACES_ANNOUNCED = words("places-announced")
_ACCORDING = words("according-to")
_FEWEST_SCORES = 3
_FEWEST_PLACES = 2  # a line alone ranks nobody: "1. Medan turun, Makassar naik" heads a section


def listed_candidates(reading: Reading) -> Iterator[Candidate]:
    """Every entry of every list."""
    for listing in reading.listings:
        yield from _entries(reading, listing)


def _entries(reading: Reading, listing: Listing) -> Iterator[Candidate]:
    """The candidates of one list, its columns settled for all its entries together."""
    doc = reading.doc
    if len(listing.entries) == 1 and not listing.path and not listing.inline:
        return  # a numbered heading is no list
    announcing = [h for h in listing.path if _announces(reading, h)]
    headings = [h for h in listing.path if h not in announcing]
    lead = [*listing.lead, *(doc.sentence_at(h.first) for h in announcing)]
    entries = tuple(e for e in listing.entries if may_get(reading, e, parts_of(reading, e)))
    if not entries or any(doc.tokens[h.first].lower in _NO_LABELS for h in listing.path):
        return
    listing = replace(listing, entries=entries)
    columns = _Columns.of(reading, listing)
    purpose = purpose_of(reading, listing, lead, headings, columns.named)
    if listing.entries[0].marker == "|":
        opens = purpose.intro if purpose is not None and purpose.awarded else None
        yield from table(reading, listing.entries, opens, _Above.of(reading, lead, headings).category)
        return
    if purpose is None or (not purpose.awarded and len(listing.entries) < _FEWEST_PLACES):
        return
    order = not purpose.awarded or _ordered(reading, lead, headings, listing)
    order = order or _by_score(reading, listing, columns.parts)
    hint = _hint(reading, headings) or reading.hint(purpose.intro)
    above = _Above.of(reading, [s for s in lead if s.last <= listing.entries[0].first], headings)
    scored = any(t.lower in _SCORES for s in lead[-2:] for t in doc.tokens[s.first : s.last])
    alone = listing.inline and len(listing.entries) == 1
    for at, (entry, parts) in enumerate(zip(listing.entries, columns.parts, strict=True)):
        if _heads(reading, entry, parts):
            above = replace(above, category=label(reading, entry.first, entry.last))
            continue
        filling = columns.filling(reading, at, freely=purpose.awarded)
        if above.recipient is not None and not (filling and any(m.kind is Kind.AREA for m, _ in filling.recipients)):
            filling = Filling(((above.recipient, None),), _whole(reading, entry))
        if filling is None or (alone and any(m.kind is Kind.OFFICE for m, _ in filling.recipients)):
            continue
        yield from _candidates(reading, entry, filling, purpose, above, order, hint, scored)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The entries of a list as parts, and what most of them tell of who stands where."""

    parts: tuple[tuple[Cell, ...], ...]
    places: tuple[Mention | None, ...]  # the names whose place stands beside them
    left: bool
    known: int
    known_left: bool
    living: int

    @staticmethod
    def of(reading: Reading, listing: Listing) -> _Columns:
        parts = tuple(parts_of(reading, entry) for entry in listing.entries)
        first = sum(bool(recipients_of(reading, cells[0], strict=True)) for cells in parts if cells)
        return _Columns(
            parts,
            tuple(located(reading, cells) for cells in parts),
            recipients_left(reading, parts),
            sum(any(recipients_of(reading, c, strict=True) for c in cells) for cells in parts),
            2 * first >= len(parts),
            sum(lives(reading, cells) for cells in parts),
        )

    @property
    def placed(self) -> bool:
        """Whether most entries are names with the place where their bearers lie."""
        return 2 * sum(place is not None for place in self.places) > len(self.parts)

    @property
    def named(self) -> int:
        """How many entries name somebody who may get something."""
        return max(self.known, self.living, sum(place is not None for place in self.places))

    def filling(self, reading: Reading, at: int, *, freely: bool) -> Filling | None:
        """The roles of an entry's parts; ``freely`` tells that any name may be who gets something."""
        half = len(self.parts)
        found = filling_of(
            reading,
            self.parts[at],
            self.left,
            freely=freely and 2 * self.named >= half,
            known=self.known_left,
            lives=2 * self.living > half,
        )
        place = self.places[at] if self.placed else None
        if place is None:
            return found
        return replace(found, recipients=((place, None),)) if found is not None else Filling(((place, None),))


def _heads(reading: Reading, entry: Line, parts: Sequence[Cell]) -> bool:
    """Whether a line without a marker only heads those below it: "Juara Favorit Pilihan Pembaca"."""
    named = any(recipients_of(reading, c, strict=True) for c in parts)
    return not entry.marker and len(parts) == 1 and not named


def _candidates(
    reading: Reading,
    entry: Line,
    filling: Filling,
    purpose: Purpose,
    above: _Above,
    order: bool,
    hint: str | None,
    scored: bool,
) -> Iterator[Candidate]:
    s = reading.doc.sentence_at(entry.first)
    category = filling.category or above.category
    several = len(filling.recipients) > 1
    for place, (recipient, acceptor) in enumerate(filling.recipients, 1):
        rank = filling.rank_of(reading, recipient) or (None if order else above.rank)
        number = place if order and several else entry.number if order else None
        yield Candidate(
            recipient,
            s,
            purpose.intro,
            category,
            rank,
            number if rank is None else None,
            score_after(reading, recipient, entry.last, bare=scored) or (None if several else filling.score),
            hint or class_hint(reading, category),
            awarded=purpose.awarded,
            award=purpose.award,
            acceptor=acceptor,
        )


@dataclass(frozen=True, slots=True)
class _Above:
    """What the headings and the lead say of all entries: a category, a rank, or the one area that got them all."""

    category: Mention | None = None
    rank: Mention | None = None
    recipient: Mention | None = None

    @staticmethod
    def of(reading: Reading, lead: Sequence[Sentence], headings: Sequence[Line]) -> _Above:
        doc = reading.doc
        inside = [m for h in headings for m in doc.sentence_at(h.first).mentions]
        area = next((m for m in reversed(inside) if m.kind is Kind.AREA and m.value.kind), None)
        area = area or next(
            (m for h in headings for m in doc.sentence_at(h.first).mentions if m.kind is Kind.AREA and _is(m, h)), None
        )
        rank = next((m for m in reversed(inside) if m.kind is Kind.RANK), None)
        category = None
        if headings and area is None:
            own = doc.sentence_at(headings[-1].first).mentions
            category = next((m for m in own if m.kind is Kind.CATEGORY), None)
            category = category or label(reading, headings[-1].first, headings[-1].last)
        for s in reversed(lead[-2:]):
            if category is None:
                category = next((m for m in s.mentions if m.kind is Kind.CATEGORY), None)
            rank = rank or next((m for m in s.mentions if m.kind is Kind.RANK), None)
        return _Above(category, rank, area)


def _is(m: Mention, line: Line) -> bool:
    """Whether a mention is all that a line holds."""
    return m.first == line.first and line.last - m.last <= 1


def _announces(reading: Reading, line: Line) -> bool:
    """Whether a line leads to the list and is no heading: "Berikut daftar pemenangnya:", "X menggandeng:"."""
    tokens = reading.doc.tokens
    own = {t.lower for t in tokens[line.first : line.last]}
    opens = tokens[line.last - 1].text in ":;"
    told = any(
        m.kind is Kind.CUE and any(c.voice in ("active", "passive") and c.sense != "occupy" for c in m.value)
        for m in reading.doc.sentence_at(line.first).mentions
    )
    return (bool(own & _ANNOUNCES) and (opens or bool(own & WINNERS))) or (opens and (told or bool(own & _EQUALS)))


def _hint(reading: Reading, headings: Sequence[Line]) -> str | None:
    """The kind of area that the headings name: "KABUPATEN", "Kategori Kota Sedang"."""
    for h in reversed(headings):
        kinds = {KINDS[t.lower] for t in reading.doc.tokens[h.first : h.last] if t.lower in KINDS}
        if len(kinds) == 1:
            return kinds.pop()
    return None


def _ordered(reading: Reading, lead: Sequence[Sentence], headings: Sequence[Line], listing: Listing) -> bool:
    """Whether the numbers of the entries are places: the words above say so, or each heading's list begins anew."""
    tokens = reading.doc.tokens
    spans = [*((s.first, s.last) for s in lead[-2:]), *((h.first, h.last) for h in headings)]
    own = [t.lower for first, last in spans for t in tokens[first:last]]
    down = len(listing.entries) > 1 and all(
        a.number is not None and b.number == a.number - 1 for a, b in pairwise(listing.entries)
    )  # a countdown
    by_place = down or "diurutkan" in own or any(a in _ACCORDING and b in _PLACES_ANNOUNCED for a, b in pairwise(own))
    again = (
        bool(headings) and bool(listing.entries) and listing.entries[0].number == 1 and listing.entries[0].marker == "1"
    )
    return by_place or bool(_ORDERED.intersection(own)) or {"nomor", "peringkat"} <= set(own) or again


def _by_score(reading: Reading, listing: Listing, cells: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the numbers of the entries are places because the scores beside them fall from one to the next."""
    if any(entry.marker != "1" for entry in listing.entries) or len(listing.entries) < _FEWEST_SCORES:
        return False
    scores = [score for parts in cells for c in parts if (score := score_of(reading, c)) is not None]
    values = [value for value, _ in scores]
    return len(values) == len(cells) and values == sorted(values, reverse=True)


def _whole(reading: Reading, entry: Line) -> Mention | None:
    """An entry as the category of the area that its heading names."""
    return label(reading, entry.first, entry.last) if entry.last - entry.first <= 14 else None
