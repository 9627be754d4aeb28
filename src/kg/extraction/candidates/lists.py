"""Lists read as what they are: the layout gives the entries, the words above tell once of what they are a list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.cells import Cell, Filling, filling_of, mentions_of, recipients_of, score_of
from kg.extraction.candidates.surroundings import class_hint, label, score_after
from kg.extraction.candidates.tables import table
from kg.extraction.coreference.award_names import has_index_as_head as is_index
from kg.extraction.mentions.areas import KINDS
from kg.extraction.mentions.people import names_nobody
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.extraction.structure.lists import Line, Listing, listings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.coreference.context import Reading

_WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs")
_HEADLINE_WINNERS = words("winners-of-headline")
_NO_WINNERS = words("nominees")
_ANNOUNCES = words("announces-list")
_EQUALS = words("equals")
_NO_LABELS = words("no-labels")
_WON_PLACES = words("winning")
_PARTNERS = words("partners")
_WINNER_NOUNS = words("winners") | words("winner-of-run")
_BETWEEN_PARTS = words("between-parts")
_ORDERED = words("in-order")
_PLACES_ANNOUNCED = words("places-announced")
_ACCORDING = words("according-to")
_FEWEST_SCORES = 3
_INDICES = words("indices")
_BEST_OF_ALL = {word for word in SUPERLATIVE if word.startswith("ter")}
_SCORED = words("places-announced") | words("score-words")
_SEPARATORS = frozenset(":–—-|→➡➜⇒")
_FEWEST_PLACES = 2  # a line alone ranks nobody: "1. Medan turun, Makassar naik" heads a section


@dataclass(frozen=True, slots=True)
class _Purpose:
    """What a list is of: awards or only positions, the sentence that says so, and the award named beside it."""

    intro: Sentence
    awarded: bool
    award: Mention | None = None


def listed_candidates(reading: Reading) -> Iterator[Candidate]:
    """Every entry of every list."""
    doc = reading.doc
    for listing in listings(doc):
        yield from _entries(reading, listing)


def _entries(reading: Reading, listing: Listing) -> Iterator[Candidate]:
    """The candidates of one list, its columns settled for all its entries together."""
    doc = reading.doc
    if len(listing.entries) == 1 and not listing.path:
        return  # a numbered heading is no list
    announcing = [h for h in listing.path if _announces(reading, h)]
    headings = [h for h in listing.path if h not in announcing]
    lead = [*listing.lead, *(doc.sentence_at(h.first) for h in announcing)]
    purpose = _purpose_of(reading, lead, headings) or _by_entries(reading, listing)
    if listing.entries[0].marker == "|":
        opens = purpose.intro if purpose is not None and purpose.awarded else None
        yield from table(reading, listing.entries, opens, _Above.of(reading, lead, headings).category)
        return
    if purpose is None or (not purpose.awarded and len(listing.entries) < _FEWEST_PLACES):
        return
    cells = [_cells(reading, entry) for entry in listing.entries]
    left = _recipients_left(reading, cells)
    known = sum(any(recipients_of(reading, c, strict=True) for c in parts) for parts in cells)
    known_left = 2 * sum(bool(recipients_of(reading, parts[0], strict=True)) for parts in cells if parts) >= len(cells)
    lives = sum(_lives(reading, parts) for parts in cells)
    named_freely = purpose.awarded and 2 * max(known, lives) >= len(cells)
    order = not purpose.awarded or _ordered(reading, lead, headings, listing) or _by_score(reading, listing, cells)
    hint = _hint(reading, headings) or reading.hint(purpose.intro)
    above = _Above.of(reading, lead, headings)
    for entry, parts in zip(listing.entries, cells, strict=True):
        if reading.doc.tokens[entry.first].lower in _NO_LABELS:
            continue
        if _heads(reading, entry, parts):
            above = replace(above, category=label(reading, entry.first, entry.last))
            continue
        filling = filling_of(reading, parts, left, freely=named_freely, known=known_left, lives=2 * lives > len(cells))
        if above.recipient is not None and not (filling and any(m.kind is Kind.AREA for m, _ in filling.recipients)):
            filling = Filling(((above.recipient, None),), _whole(reading, entry))
        if filling is None:
            continue
        yield from _candidates(reading, entry, filling, purpose, above, order, hint)


def _heads(reading: Reading, entry: Line, parts: Sequence[Cell]) -> bool:
    """Whether a line without a marker only heads those below it: "Juara Favorit Pilihan Pembaca"."""
    named = any(recipients_of(reading, c, strict=True) for c in parts)
    return not entry.marker and len(parts) == 1 and not named


def _candidates(
    reading: Reading,
    entry: Line,
    filling: Filling,
    purpose: _Purpose,
    above: _Above,
    order: bool,
    hint: str | None,
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
            score_after(reading, recipient, entry.last) or (None if several else filling.score),
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
    return (bool(own & _ANNOUNCES) and (opens or bool(own & _WINNERS))) or (opens and (told or bool(own & _EQUALS)))


def _purpose_of(reading: Reading, lead: Sequence[Sentence], headings: Sequence[Line]) -> _Purpose | None:
    """What a list is of, and the award that is named nearest above it."""
    purpose = _spoken_of(reading, lead, headings)
    if purpose is None or not purpose.awarded:
        return purpose
    headline = [x for x in reading.doc.sentences if x.kind is BlockKind.HEADLINE]
    named = (m for s in (purpose.intro, *reversed(lead), *headline) for m in s.mentions if m.kind is Kind.AWARD)
    return replace(purpose, award=next(named, None))


def _by_entries(reading: Reading, listing: Listing) -> _Purpose | None:
    """A list whose entries themselves say who won: "Juara 1: Desa Wisata Carangsari"."""
    doc = reading.doc
    sentences = [doc.sentence_at(entry.first) for entry in listing.entries]
    won = [any(m.kind is Kind.RANK and m.value.word in _WON_PLACES for m in s.mentions) for s in sentences]
    if 2 * sum(won) <= len(won):
        return None
    spoken = [*listing.lead[-1:], *(doc.sentence_at(h.first) for h in listing.path[-1:]), sentences[0]]
    return _Purpose(spoken[0], True)


def _spoken_of(reading: Reading, lead: Sequence[Sentence], headings: Sequence[Line]) -> _Purpose | None:
    """What a list is of, by its headings, the sentences before it, and where these only announce it, the article."""
    doc = reading.doc

    def told(first: int, last: int) -> set[str]:
        return {t.lower for t in doc.tokens[first:last]}

    above = set().union(*(told(h.first, h.last) for h in headings)) if headings else set()
    if above & _NO_WINNERS:
        return None
    for s in reversed(lead):
        own = told(s.first, s.last)
        if own & _NO_WINNERS or (s is lead[-1] and own & _PARTNERS and not own & _WINNER_NOUNS):
            return None
        if _of_awards(reading, s, own):
            return _Purpose(s, True)
        if s is lead[-1] and doc.tokens[s.last - 1].text == ":" and not own & (_ANNOUNCES | _PLACES_ANNOUNCED):
            return None  # "Penyelenggaraannya menggandeng:": a list of something else
    for s in (x for x in doc.sentences if x.kind is BlockKind.HEADLINE):
        own = told(s.first, s.last)
        if own & _HEADLINE_WINNERS and not own & _NO_WINNERS:
            return _Purpose(s, True)
    if above & _WINNERS:
        return _Purpose(doc.sentence_at(headings[0].first), True)
    for s in reversed(lead):
        own = told(s.first, s.last)
        if own & _PLACES_ANNOUNCED:
            return _Purpose(s, False)
    return _announced_before(reading, lead) if lead else None


def _of_awards(reading: Reading, s: Sentence, own: set[str]) -> bool:
    """Whether a sentence speaks of winners or of an award that is no index; "skor tertinggi" tells of neither."""
    named = [m for m in s.mentions if m.kind is Kind.AWARD]
    index = any(_index(reading, m) for m in named)
    ranking = index or (not named and bool(own & _SCORED) and _after_index(reading, s))
    if own & (_WINNERS - _BEST_OF_ALL if ranking else _WINNERS):
        return True
    return bool(named) and not index


def _after_index(reading: Reading, s: Sentence) -> bool:
    """Whether an index is what was named last before a sentence, and no award."""
    named = [m for m in reading.doc.mentions(Kind.AWARD) if m.first < s.first]
    return bool(named) and is_index(reading.in_full(str(named[-1].value)))


def _index(reading: Reading, m: Mention) -> bool:
    """Whether an award is an index by its name in full."""
    name = reading.in_full(str(m.value))
    return is_index(name) or name.casefold().split()[0] in _INDICES


def _announced_before(reading: Reading, lead: Sequence[Sentence]) -> _Purpose | None:
    """A list that is only announced ("Rinciannya begini:") is of the awards that the article spoke of last."""
    doc = reading.doc
    own = {t.lower for t in doc.tokens[lead[-1].first : lead[-1].last]}
    if not own & _ANNOUNCES:
        return None
    for s in reversed([x for x in doc.body() if x.last <= lead[0].first][-12:]):
        before = {t.lower for t in doc.tokens[s.first : s.last]}
        if before & _NO_WINNERS:
            return None
        if _of_awards(reading, s, before):
            return _Purpose(s, True)
    return None


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
    by_place = "diurutkan" in own or any(a in _ACCORDING and b in _PLACES_ANNOUNCED for a, b in pairwise(own))
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


def _cells(reading: Reading, entry: Line) -> tuple[Cell, ...]:
    """An entry cut at its colons, dashes and bars, then what stands in its brackets; each part with its mark."""
    tokens = reading.doc.tokens
    plain: list[Cell] = []
    brackets: list[Cell] = []
    start, mark, opened = entry.first, "", -1
    for i in range(entry.first, entry.last):
        text = tokens[i].text
        if text == "(":
            opened = i
        elif text == ")" and opened >= 0:
            if i > opened + 1:
                brackets.append(Cell(opened + 1, i, "("))
            opened = -1
        elif opened < 0 and i > start and _separates(reading, entry, i):
            plain.append(Cell(start, i, mark))
            start, mark = i + 1, text
        elif opened < 0 and text in _SEPARATORS and (text in ":|→➡➜⇒" or tokens[i - 1].end < tokens[i].start):
            start, mark = i + 1, text
    if start < entry.last:
        plain.append(Cell(start, entry.last, mark))
    return (*plain, *brackets)


def _separates(reading: Reading, entry: Line, i: int) -> bool:
    """Whether a mark or a word stands between the parts of an entry: "Top Leader untuk Gubernur X", "Smart City: Y"."""
    tokens = reading.doc.tokens
    text = tokens[i].text
    if text in _SEPARATORS:
        return text in ":|→➡➜⇒" or tokens[i - 1].end < tokens[i].start
    return tokens[i].lower in _BETWEEN_PARTS and bool(
        recipients_of(reading, Cell(i + 1, entry.last, text), strict=True) if i + 1 < entry.last else ()
    )


def _lives(reading: Reading, cells: Sequence[Cell]) -> bool:
    """Whether an entry names somebody and where they live: "Wasito – Kabupaten Kendal, Jawa Tengah"."""
    plain = [c for c in cells if c.mark != "("]
    if len(plain) < 2:
        return False
    who, where = plain[0], plain[1]
    known = reading.phrases.lexicon.vocabulary
    named = [t for t in reading.doc.tokens[who.first : who.last] if t.text[:1].isalpha()]
    if all(not t.capital or t.lower in known or names_nobody(t.lower) for t in named):
        return False  # "Pelayanan Publik – Kabupaten Kendal, Jawa Tengah" names a prize
    if any(m.kind in (Kind.RANK, Kind.CATEGORY, Kind.AWARD) for m in mentions_of(reading, who)):
        return False
    areas = reading.phrases.gazetteer.areas
    inside = [m for m in mentions_of(reading, where) if m.kind is Kind.AREA]
    province = any(all(areas[c].kind == "province" for c in m.value.codes) for m in inside)
    return province and len(inside) > 1 and len(recipients_of(reading, where, strict=True)) == 1


def _recipients_left(reading: Reading, entries: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the entries of a list begin with who gets something, settled by most of them."""
    left = right = lives = 0
    for parts in entries:
        cells = [c for c in parts if c.mark != "("]
        if len(cells) < 2:
            continue
        left += bool(recipients_of(reading, cells[0], strict=True))
        lived = _lives(reading, cells)
        right += bool(recipients_of(reading, cells[1], strict=True)) and not lived
        lives += lived
    if lives > left + right:
        return True
    return left > right or (left == right and left > 0)


def _whole(reading: Reading, entry: Line) -> Mention | None:
    """An entry as the category of the area that its heading names."""
    return label(reading, entry.first, entry.last) if entry.last - entry.first <= 14 else None
