"""Conferrals in the making: which recipient of an act or a list gets which of its prizes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.editions import apart, of_another_year, year_behind, years_in_series
from kg.extraction.assembly.recipients import on_list
from kg.extraction.candidates.act import Awarding, Prize
from kg.extraction.candidates.prizes import title_of_somebody
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.facts import Area, Person
from kg.notes import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.assembly.ceremony import Ceremony
    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Office, Recipient

_NEXT = words("next-in-order")
_FOLLOWED = words("followed-by")
_EACH = "masing-masing"


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A conferral in the making. Two that say the same stay two until they are merged, so each equals only itself."""

    recipient: Role[Recipient]
    rule: str
    order: int
    block: int
    award: Role[str] | None = None
    category: Role[str] | None = None
    rank: Role[int] | None = None
    presenter: Role[Person | Office] | None = None
    acceptor: Role[Person] | None = None
    act: Awarding | None = None
    year: Role[int] | None = None
    past: bool = False
    apart: bool = False

    @property
    def general(self) -> bool:
        """Whether neither category nor rank tells this award from another."""
        return self.category is None and self.rank is None

    @property
    def of_ceremony(self) -> bool:
        """Whether it was given on the occasion that the article is about."""
        return not self.past and not self.apart


def records_of(
    reading: Reading, act: Awarding, recipients: Sequence[Role[Recipient]], shared: Ceremony
) -> tuple[Record, ...]:
    """One record a recipient and prize of an awarding act."""
    prizes = act.prizes or [Prize()]
    pairs = _pairs(reading, act, recipients, prizes)
    in_order = len(prizes) == 1 and len(recipients) > 1 and (act.counts or bool(set(act.words.values()) & _NEXT))
    first = len(pairs) == 1 and _followed(act)
    past = act.past or of_another_year(reading, act, shared)
    several = len(prizes) > 1
    made = tuple(
        Record(
            recipient,
            act.rule,
            recipient.evidence[0].span.start,
            act.sentence.block,
            award=reading.text_role(prize.award, act.rule) if prize.award else None,
            category=reading.text_role(prize.category, "category") if prize.category else None,
            rank=_rank(reading, recipient, prize, position if in_order else 0, first=first),
            act=act,
            year=year_behind(reading, prize) if several else None,
            past=past,
            apart=apart(reading, act, prize, shared),
        )
        for position, (recipient, prize) in enumerate(pairs)
    )
    if any(r.year is not None for r in made):
        return tuple(replace(r, past=r.past or _earlier(r.year, shared)) for r in made)
    years = years_in_series(reading, act) if len(made) == 1 else []
    return tuple(replace(r, year=y, past=_earlier(y, shared)) for r in made for y in years) or made


def _earlier(year: Role[int] | None, shared: Ceremony) -> bool:
    """Whether a year is before that of the ceremony, as far as it is told."""
    return year is not None and (not shared.year or year.value < shared.year)


def _pairs(
    reading: Reading, act: Awarding, recipients: Sequence[Role[Recipient]], prizes: Sequence[Prize]
) -> list[tuple[Role[Recipient], Prize]]:
    """Who gets what: each its own where the words part them so, else all of them everything that they can be given."""
    if len(recipients) == len(prizes) > 1:
        each = any(t.lower == _EACH for t in reading.doc.tokens[act.first : act.last])
        if each or _alternating(reading, recipients, prizes):
            return list(zip(recipients, prizes, strict=True))
    return [
        (recipient, prize)
        for recipient, prize in product(recipients, prizes)
        if not (isinstance(recipient.value, Area) and title_of_somebody(act, prize))
    ]


def _alternating(reading: Reading, recipients: Sequence[Role[Recipient]], prizes: Sequence[Prize]) -> bool:
    """Whether each recipient is followed by its own prize: "kepada A untuk bidang X dan B untuk bidang Y"."""
    named = [m for p in prizes if (m := p.category or p.rank or p.award)]
    starts = [reading.doc.tokens[m.first].start for m in named]
    if len(starts) < len(prizes):
        return False
    places = [
        place
        for recipient, start in zip(recipients, starts, strict=True)
        for place in (recipient.evidence[0].span.start, start)
    ]
    return places == sorted(places)


def _rank(
    reading: Reading, recipient: Role[Recipient], prize: Prize, position: int, *, first: bool
) -> Role[int] | None:
    """The rank that a prize names, counted on for whoever stands later in an order; the first, where others follow."""
    if prize.rank is None:
        return Role(1, recipient.evidence, "rank-by-order", Note.of("counted-in-words")) if first else None
    number = prize.rank.value.number
    if number and position:
        return Role(number + position, recipient.evidence, "rank-by-order", Note.of("counted-in-words"))
    return _named_rank(reading, prize.rank)


def _named_rank(reading: Reading, rank: Mention) -> Role[int] | None:
    return Role(rank.value.number, (reading.doc.of(rank),), "rank") if rank.value.number else None


def _followed(act: Awarding) -> bool:
    """Whether others follow in the order: "menjadi juara X, disusul Kota Cimahi": the winner is the first."""
    after = [i for i in range(act.trigger.last, act.sentence.last) if act.words.get(i) in _FOLLOWED]
    areas = [m for m in act.sentence.mentions if after and m.kind is Kind.AREA and m.first > after[0]]
    return act.voice == "active" and act.sense in ("become", "receive") and bool(areas)


def listed_record(reading: Reading, w: Candidate, shared: Ceremony) -> Record:
    """The record of a winner on a list."""
    recipient = on_list(reading, w, shared.award)
    award = w.award or next((x for x in w.intro.mentions if x.kind is Kind.AWARD), None)
    return Record(
        recipient,
        w.rule,
        recipient.evidence[0].span.start,
        w.sentence.block,
        award=reading.text_role(award, "listed-award") if award else None,
        category=reading.text_role(w.category, "category") if w.category else None,
        rank=_listed_rank(reading, w),
        acceptor=None if w.past else _listed_acceptor(reading, w, recipient),
        year=reading.year_in(w.year.first, w.year.last, "year-beside") if w.year else None,
        past=w.past,
    )


def _listed_rank(reading: Reading, w: Candidate) -> Role[int] | None:
    """The rank that an entry names, else the one that it has by counting."""
    if w.rank and (named := _named_rank(reading, w.rank)):
        return named
    if w.number:
        return Role(w.number, (reading.doc.of(w.recipient),), "rank-by-order", Note.of("counted-in-list"))
    return None


def _listed_acceptor(reading: Reading, w: Candidate, recipient: Role[Recipient]) -> Role[Person] | None:
    """Who accepted for the recipient of an entry."""
    if w.acceptor is None or isinstance(recipient.value, Person):
        return None
    known = reading.people.at(w.acceptor)
    return reading.people.role(known, w.acceptor, w.rule) if known else None
