"""Several awards of one recipient: "Dua penghargaan itu adalah X dan Y", a list of what a city won, one a year.

The entries name prizes instead of winners; the winner is whom the acts before them name, or whom the article is about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.cells import recipients_of
from kg.extraction.candidates.entries import lives, located, parts_of
from kg.extraction.candidates.parties import area_offices
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.language.numbers import cardinal, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lines import Line
    from kg.extraction.structure.lists import Listing

_NO_WINNERS = words("nominees") | words("lists-of-else") | words("aims-of-lists")
_PRIZES = GENERIC | words("counted-prizes")
_EQUALS = words("equals") | words("run-elements") | {":"}
_STEMS = words("awarding-stems") | words("award-stems-of-lists")
_OPENS = words("opens-prize") | words("category-words")
_ENDS = words("ends-prize") | words("category-ends")
_JOINTS = words("conjunctions")
_BACK = 3
"""So many paragraphs back may the winner stand."""
_OTHERS = words("one-and-other")
Winner = tuple[Mention, Mention | None]
"""Who got the prizes, and the person who took them."""
_LONGEST = 14
"""So many words has the name of a prize at most."""
_YEAR = 4
_MOST = 12


def series(reading: Reading, acts: Sequence[Awarding]) -> Iterator[Candidate]:
    """The prizes that lists and sentences tell of one recipient."""
    for listing in reading.listings:
        if not listing.inline or listing.entries[0].marker in "1a":
            yield from _of_list(reading, listing, acts)
    for s in reading.doc.body():
        if not reading.doc.quoted[s.first]:
            yield from _of_sentence(reading, s, acts)


def _of_list(reading: Reading, listing: Listing, acts: Sequence[Awarding]) -> Iterator[Candidate]:
    """The entries of a list that names prizes and hardly anybody who got them."""
    doc, entries = reading.doc, listing.entries
    if len(entries) < 2 or entries[0].marker == "|" or _of_else(reading, listing):
        return
    parts = [parts_of(reading, e) for e in entries]
    named = sum(any(recipients_of(reading, c, strict=True) for c in cells if c.mark != "(") for cells in parts)
    named += sum(lives(reading, cells) or located(reading, cells) is not None for cells in parts)
    prizes = [_prize(reading, doc.sentence_at(e.first), e.first, e.last) for e in entries]
    if 4 * named > len(entries) or 2 * sum(_sure(reading, e) for e in entries) < len(entries):
        return
    winner = _winner(reading, acts, entries[0].first)
    alone = winner is None  # nothing told of one award that all of these could be categories of
    winner = winner or _spoken_of(reading, listing)
    if winner is None:
        return
    latest = max((int(doc.tokens[y.first].text) for _, y in prizes if y is not None), default=0)
    for entry, (prize, year) in zip(entries, prizes, strict=True):
        if prize is not None:
            earlier = year is not None and int(doc.tokens[year.first].text) < latest
            named_award = replace(prize, kind=Kind.AWARD) if alone else prize
            yield _candidate(winner, doc.sentence_at(entry.first), named_award, year, past=earlier)


def _spoken_of(reading: Reading, listing: Listing) -> Winner | None:
    """The only area that the sentences before a list name, where they speak of prizes."""
    tokens = reading.doc.tokens
    if not any(tokens[i].lower in GENERIC for s in listing.lead for i in range(s.first, s.last)):
        return None
    named = [m for s in listing.lead for m in s.mentions if m.kind is Kind.AREA and not reading.doc.quoted[m.first]]
    return (named[-1], None) if named and len({m.value.codes for m in named}) == 1 else None


def _of_else(reading: Reading, listing: Listing) -> bool:
    """Whether what leads to a list, or heads it, says that it is of no prizes that were won."""
    tokens = reading.doc.tokens
    spans = [*((s.first, s.last) for s in listing.lead[-2:]), *((h.first, h.last) for h in listing.path)]
    return any(tokens[i].lower in _NO_WINNERS for first, last in spans for i in range(first, last))


def _sure(reading: Reading, e: Line) -> bool:
    """Whether an entry names a prize by its words."""
    own = reading.doc.sentence_at(e.first).mentions
    told = any(m.kind in (Kind.AWARD, Kind.CATEGORY) and e.first <= m.first < e.last for m in own)
    return told or any(t.lower in _PRIZES for t in reading.doc.tokens[e.first : e.last])


def _winner(reading: Reading, acts: Sequence[Awarding], at: int) -> Winner | None:
    """Whom the last act before a token names as the only winner, or by whose office it was taken, and who took it."""
    block = reading.doc.sentence_at(at).block
    for act in reversed([a for a in acts if a.sentence.first < at]):
        if block - act.sentence.block > _BACK:
            return None
        if act.recipients or area_offices(act):
            return _of_act(act)
    return None


def _of_act(act: Awarding) -> Winner | None:
    """The only winner of an act, with whoever alone took the award."""
    found = [*act.recipients] or area_offices(act)
    return (found[0], act.acceptors[0] if len(act.acceptors) == 1 else None) if len(found) == 1 else None


def _prize(reading: Reading, s: Sentence, first: int, last: int) -> tuple[Mention | None, Mention | None]:
    """The prize that tokens name, and the year before it: "2012 – Sertifikat Adipura"."""
    tokens = reading.doc.tokens
    year = None
    if tokens[first].kind == "number" and len(tokens[first].text) == _YEAR and tokens[first].text.isdigit():
        year = Mention(Kind.DATE, first, first + 1)
        first += 1
    while first < last and (tokens[first].kind == "mark" and tokens[first].text not in '“"'):
        first += 1
    classed = first < last and tokens[first].lower in words("category-words")
    while first < last - 1 and tokens[first].lower in _OPENS:
        first += 1
    end = first
    while end < last and (end == first or not _ends(reading, first, end)):
        end += 1
    while end > first and tokens[end - 1].kind == "mark":
        end -= 1
    if not 0 < end - first <= _LONGEST:
        return None, year
    text = reading.doc.words(first, end)
    award = not classed and any(stem in text.casefold() for stem in _STEMS)
    return Mention(Kind.AWARD if award else Kind.CATEGORY, first, end, text), year


def _ends(reading: Reading, first: int, i: int) -> bool:
    """Whether the name of a prize ends before a token."""
    tokens = reading.doc.tokens
    token = tokens[i]
    if token.kind == "mark":
        return token.text not in '-/&“"”'
    if token.lower in _JOINTS or token.lower == "dengan":
        return i + 1 >= len(tokens) or (tokens[first].capital and not tokens[i + 1].capital)
    return token.lower in _ENDS and not token.capital


def _candidate(winner: Winner, s: Sentence, prize: Mention, year: Mention | None, *, past: bool = False) -> Candidate:
    own = [m for m in s.mentions if m.first >= prize.last]
    award = prize if prize.kind is Kind.AWARD else None
    category = prize if award is None else next((m for m in own if m.kind is Kind.CATEGORY), None)
    rank = next((m for m in own if m.kind is Kind.RANK), None) if s.kind is BlockKind.ITEM else None
    who, taker = winner
    return Candidate(who, s, s, category, rank, award=award, acceptor=taker, rule="series", year=year, past=past)


def _of_sentence(reading: Reading, s: Sentence, acts: Sequence[Awarding]) -> Iterator[Candidate]:
    """The prizes that a sentence counts and names: "Dua penghargaan itu adalah X dan Y"."""
    counted = _counted(reading, s)
    items = _items(reading, counted[1], s.last) if counted is not None else _one_and_other(reading, s)
    number = counted[0] if counted is not None else 2
    if len(items) != number or any(_names_somebody(reading, s, a) for a, _ in items):
        return
    own = next((a for a in acts if a.sentence.first == s.first and a.recipients), None)
    if own is not None and len(own.prizes) >= len(items):
        return  # its verb tells the same
    winner = _of_act(own) if own is not None else _winner(reading, acts, s.first)
    prizes = [_prize(reading, s, a, b)[0] for a, b in items]
    if winner is None or any(p is None for p in prizes):
        return
    for prize in prizes:
        if prize is not None:
            yield replace(_candidate(winner, s, prize, None), rank=None)


def _names_somebody(reading: Reading, s: Sentence, first: int) -> bool:
    """Whether an item begins with an area, a body or a holder of an office, and so names no prize."""
    m = s.by_first.get(first)
    known = reading.people.at(m) if m is not None else None
    return m is not None and (m.kind in (Kind.AREA, Kind.OFFICE, Kind.BODY) or bool(known and known.offices))


def _counted(reading: Reading, s: Sentence) -> tuple[int, int] | None:
    """How many prizes a sentence announces, and where it begins to name them."""
    tokens = reading.doc.tokens
    awarded = any(m.kind is Kind.CUE and any(c.sense == "receive" and c.voice for c in m.value) for m in s.mentions)
    for i in range(s.first, s.last - 2):
        noun = tokens[i + 1].lower
        if noun not in _PRIZES or (noun not in GENERIC and not awarded):
            continue
        told = cardinal([tokens[i].lower])
        number = told[0] if told else ordinal(tokens[i].lower)
        if number is None or not 1 < number < _MOST:
            continue
        at = next((k for k in range(i + 2, min(i + 2 + _LONGEST, s.last)) if tokens[k].lower in _EQUALS), None)
        if at is not None:
            at += 1
            while at < s.last and tokens[at].lower in _EQUALS:
                at += 1
            return number, at
    return None


def _one_and_other(reading: Reading, s: Sentence) -> list[tuple[int, int]]:
    """The two prizes of "Yang satu X, yang lainnya Y"."""
    tokens = reading.doc.tokens
    starts = [
        i + 2
        for i in range(s.first, s.last - 2)
        if tokens[i].lower == "yang" and tokens[i + 1].lower in _OTHERS and tokens[i + 2].capital
    ]
    if len(starts) != 2 or starts[0] != s.first + 2:
        return []
    end = next((i for i in range(starts[0], starts[1]) if tokens[i].text in ",;"), starts[1] - 2)
    return [(starts[0], end), (starts[1], s.last - (tokens[s.last - 1].text in ".!"))]


def _items(reading: Reading, first: int, last: int) -> list[tuple[int, int]]:
    """The spans between the joints of a series; where semicolons part it, they alone do."""
    tokens = reading.doc.tokens
    while last > first and tokens[last - 1].text in ".!?":
        last -= 1
    marks = [i for i in range(first, last) if tokens[i].text == ";"]
    if not marks:
        marks = [i for i in range(first, last) if tokens[i].text == ","]
        joints = [i for i in range((marks[-1] if marks else first) + 1, last) if tokens[i].lower in _JOINTS]
        marks += [i for i in joints[:1] if not marks or i > marks[-1] + 1 or i == marks[-1] + 1]
    starts = [first, *(i + 1 for i in marks)]
    ends = [*marks, last]
    spans = []
    for a, b in zip(starts, ends, strict=True):
        begin = a
        while begin < b and (tokens[begin].lower in _JOINTS or tokens[begin].text in ",;"):
            begin += 1
        if begin < b:
            spans.append((begin, b))
    return spans
