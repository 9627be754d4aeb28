"""Who handed an award over and who accepted it: acts complete the records that they speak of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.recipients import office_area
from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.parties import area_offices
from kg.extraction.mentions.offices import OfficeReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind
from kg.facts import Office

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from kg.extraction.assembly.records import Record
    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.facts import Person

_OF_ALL = words("of-all")
_HANDING = ("hand", "receive", "give")


def told_by_act(
    reading: Reading, act: Awarding, before: Sequence[Record], made: Sequence[Record]
) -> tuple[Record, ...]:
    """The records made before and those that an act made, with who handed over and who accepted by its words.

    An act speaks of its own records. One that made none speaks of those that it counts ("Ketiganya diterima X") or
    refers to ("Trofi itu diserahkan Y"); one that made some and counts speaks of both.
    """
    current = [r for r in before if not r.past]
    counted = frozenset(_counted(reading, act, current) if act.plural else ())
    meant = made or (counted if act.plural else _referred_to(act, current))
    presenter = _presenter(reading, act)
    presented = counted.union(meant if act.sense in _HANDING else ())
    accepted = _acceptors(reading, act, meant)
    taker = accepted.get(made[0]) if made and act.plural else None

    def completed(r: Record) -> Record:
        by = r.presenter or (presenter if r in presented else None)
        to = r.acceptor or accepted.get(r) or (taker if r in counted else None)
        return r if (by, to) == (r.presenter, r.acceptor) else replace(r, presenter=by, acceptor=to)

    spoken_of = counted.union(meant)
    return tuple(completed(r) if r in spoken_of else r for r in (*before, *made))


def told_apart(reading: Reading, acts: Sequence[Awarding], records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with who handed over by acts that stand apart from them: before all of them, or of all awards."""
    for act in acts:
        records = _announced(reading, act, records)
    return _of_whole(reading, acts, records)


def _acceptors(reading: Reading, act: Awarding, meant: Collection[Record]) -> dict[Record, Role[Person]]:
    """Who accepted each record: the office-holder of its area, else the first, where only one can be meant."""
    known = [(m, person) for m in act.acceptors if (person := reading.people.at(m))]
    roles = [(m, reading.people.role(person, m, act.rule)) for m, person in known]
    own = {
        area.value: role
        for m, role in reversed(roles)
        if m.kind is Kind.OFFICE and (area := office_area(reading, m, act.rule))
    }
    one = act.plural or len({r.recipient.value for r in meant}) == 1
    alone = roles[0][1] if roles and one else None
    return {r: role for r in meant if (role := own.get(r.recipient.value, alone))}


def _referred_to(act: Awarding, current: Sequence[Record]) -> Sequence[Record]:
    """The records of an award that an act names or refers to: those of a rank that it names, near it, or all."""
    if not act.generic and not act.prizes:
        return ()
    ranked = {p.rank.value.number for p in act.prizes if p.rank and not p.award and not p.category}
    of_rank = [r for r in current if r.rank and r.rank.value in ranked]
    if of_rank and len(act.prizes) == 1:  # "Trofi bagi para juara pertama diserahkan X"
        return of_rank
    return [r for r in current if r.block == act.sentence.block] or current


def _counted(reading: Reading, act: Awarding, current: Sequence[Record]) -> Sequence[Record]:
    """The awards that "Ketiganya" or "keempat trofi" counts: a set of that size, else the accepting area's own.

    More awards than the word counts are never meant; fewer are, for one of them may have been missed.
    """
    stands_for = {a.value for m in area_offices(act) if (a := office_area(reading, m, "acceptor"))}
    own = [r for r in current if r.recipient.value in stands_for]
    if act.number is None:  # "menerima semuanya": all that are theirs, else all
        return own or current
    near = [r for r in current if r.block == act.sentence.block]
    exact = next((group for group in (own, near, current) if _awards_in(group) == act.number), None)
    return exact or own or (current if _awards_in(current) < act.number else [])


def _awards_in(records: Sequence[Record]) -> int:
    """How many awards records speak of: those told apart by category or rank, where any are."""
    return sum(not r.general for r in records) or len(records)


def _announced(reading: Reading, act: Awarding, records: Sequence[Record]) -> Sequence[Record]:
    """Who handed over several awards that the article names only afterwards: "X menyerahkan ketiga penghargaan itu"."""
    known = [r for r in records if r.of_ceremony]
    after = {r for r in known if r.act is not None and r.act.first >= act.last}
    if act.plural and act.presenters and after and len(after) == len(known):
        return _handed_over(records, _presenter(reading, act), after.__contains__)
    return records


def _of_whole(reading: Reading, acts: Sequence[Awarding], records: Sequence[Record]) -> tuple[Record, ...]:
    """Who hands over what is spoken of as a whole: "X membagikan penghargaan kepada para pemenang", "… hadiahnya"."""
    giving = [a for a in acts if a.presenters and not a.past and a.sense in _HANDING]
    named = {by.value for a in giving if (by := _presenter(reading, a)) is not None}
    whole = [a for a in giving if not a.recipients and not a.prizes and not area_offices(a) and _of_all(a)]
    if len(named) == 1 and whole:
        return _handed_over(records, _presenter(reading, whole[0]), lambda r: r.of_ceremony)
    return tuple(records)


def _handed_over(
    records: Sequence[Record], by: Role[Person | Office] | None, meant: Callable[[Record], bool]
) -> tuple[Record, ...]:
    """The records, each that is meant handed over by somebody where nobody is known yet."""
    return tuple(replace(r, presenter=by) if by and r.presenter is None and meant(r) else r for r in records)


def _of_all(act: Awarding) -> bool:
    """Whether an act is about all awards: "kepada para pemenang", "seluruh penghargaan", "hadiahnya"."""
    told = set(act.words.values())
    return bool(told & _OF_ALL) or any(w.endswith("nya") and w.removesuffix("nya") in GENERIC for w in told)


def _presenter(reading: Reading, act: Awarding) -> Role[Person | Office] | None:
    for m in act.presenters:
        known = reading.people.at(m)
        if known is None and isinstance(m.value, OfficeReading):
            known = reading.people.holder(m.value)
            if known is None and m.value.body is not None:
                return Role(Office(m.value.title), (reading.doc.of(m),), act.rule)
            if known is None and m.value.area is not None:
                evidence = reading.doc.evidence(m.value.role_first, m.value.role_last)
                return Role(Office(evidence.quote), (evidence,), act.rule)
        if known:
            return reading.people.role(known, m, act.rule)
    return None
