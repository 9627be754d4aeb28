"""Which awards were handed over or accepted by whom, where no act told it of them: what the whole article leaves open.

Somebody stands beside words of handing over in a sentence of their own, "Penyerahan dilakukan X", or an act names who
hands over and none of its records. Where only one person of the article hands over, all awards of the occasion are
meant, unless the words name some of them; several persons divide them in ways that only a reader can tell.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Role
from kg.extraction.assembly.recipients import office_area
from kg.extraction.candidates.handing import Hand, hands
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind
from kg.facts import Area, Office, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.extraction.assembly.records import Record
    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Mention, Sentence

_RULE = "beside-handing-over"
_PLACES = words("places")
_APPOSITION = words("between-hand-and-person") | words("branches")
_TO = words("marks") - words("places")
_PARTIES = (Kind.AREA, Kind.OFFICE, Kind.PERSON, Kind.BODY, Kind.NAME)
_OF_ALL = words("of-all")
_APPOSED = 6  # tokens between an office and its holder


class _Giver(NamedTuple):
    """Who hands over, with the sentence that says so and the recipients that it names."""

    who: Role[Person | Office]
    sentence: Sentence
    mention: Mention


def handed(reading: Reading, acts: Sequence[Awarding], records: Sequence[Record]) -> tuple[Record, ...]:
    """The records, completed by who handed over and who accepted."""
    if not any(r.of_ceremony and not (r.presenter and r.acceptor) for r in records):
        return tuple(records)
    found = list(hands(reading))
    for hand in found:
        if not hand.gives:
            records = _accepted(reading, hand, records)
    return _given(reading, acts, found, records)


def _given(
    reading: Reading, acts: Sequence[Awarding], found: Sequence[Hand], records: Sequence[Record]
) -> tuple[Record, ...]:
    """The records with the one person of the article who hands over, where there is but one."""
    givers = [
        _Giver(who, h.sentence, h.person) for h in found if h.gives and (who := _giver(reading, h.person, h.sentence))
    ]
    for act in acts:
        if not act.past and act.sense in ("hand", "give", "receive") and (act.generic or act.prizes):
            behind = (m for m in act.presenters if (act.voice == "passive") is (m.first >= act.trigger.last))
            givers += [_Giver(who, act.sentence, m) for m in behind if (who := _giver(reading, m, act.sentence))]
    known = {g.who.value for g in givers} | {r.presenter.value for r in records if r.presenter}
    if len(known) != 1 or not givers:
        return tuple(records)
    accepting = {h.sentence.first: h.person for h in found if not h.gives}
    accepting |= {a.sentence.first: a.acceptors[0] for a in acts if a.acceptors}
    meant: set[Record] = set()
    for g in givers:
        meant.update(_meant(reading, g, accepting, records))
    return tuple(replace(r, presenter=givers[0].who) if r.presenter is None and r in meant else r for r in records)


def _meant(
    reading: Reading, giver: _Giver, accepting: Mapping[int, Mention], records: Sequence[Record]
) -> Collection[Record]:
    """The records that a sentence of handing over means: those that it tells apart in any way, else all."""
    s = giver.sentence
    current = [r for r in records if r.of_ceremony and not isinstance(r.recipient.value, Person)]
    ranks = {m.value.number for m in s.mentions if m.kind is Kind.RANK}
    ways = (
        [r for r in current if _told_in(reading, r, s)],
        [r for r in current if r.recipient.value in _areas(reading, s, giver.mention)],
        [r for r in current if r.rank is not None and r.rank.value in ranks],
    )
    if (own := next((way for way in ways if way), None)) is not None:
        return own
    if (acceptor := accepting.get(s.first) or _aimed_at(reading, s)) is not None:
        known = reading.people.at(acceptor)
        own = [r for r in current if known is not None and r.acceptor and r.acceptor.value == known.person()]
        return own or (current if len({r.recipient.value for r in current}) == 1 else ())
    if reading.doc.tokens[s.first].lower in _TO and _OF_ALL.isdisjoint(s.features):
        return ()  # "Untuk dua rombongan terakhir, tugas itu beralih ke X"
    before = reading.doc.sentence_at(s.first - 1) if s.first else s
    if before.block == s.block and _another_award(reading, before, current):
        return ()
    if before.block == s.block and before.first in accepting:
        areas = _areas(
            reading, before, giver.mention
        )  # "Penghargaan untuk Jatim disambut Y. Menteri X sendiri yang memberikannya"
        return [r for r in current if r.recipient.value in areas] or current
    return current


def _another_award(reading: Reading, s: Sentence, records: Sequence[Record]) -> bool:
    """Whether a sentence names awards, and none of those that the records are of."""
    named = {bare_name(reading.in_full(m.value)) for m in s.mentions if m.kind is Kind.AWARD}
    known = {bare_name(r.award.value) for r in records if r.award is not None}
    return bool(named and known) and named.isdisjoint(known)


def _aimed_at(reading: Reading, s: Sentence) -> Mention | None:
    """Somebody to whom a sentence says that it was given: "Untuk HSS, piagam beralih … ke tangan Bupati X"."""
    return next((m for m in s.mentions if m.kind in _PARTIES and reading.doc.tokens[m.first - 1].lower in _TO), None)


def _areas(reading: Reading, s: Sentence, giver: Mention) -> Collection[object]:
    """The areas that a sentence names as those who may be given something, or whose office-holder it names."""
    tokens = reading.doc.tokens
    others = [m for m in s.mentions if not giver.first <= m.first < giver.last]
    named = (m for m in others if m.kind is Kind.AREA and tokens[m.first - 1].lower not in _PLACES | {","})
    offices = (office_area(reading, m, _RULE) for m in others if m.kind is Kind.OFFICE)
    return {reading.area(m.value) for m in named} | {role.value for role in offices if role is not None}


def _told_in(reading: Reading, r: Record, s: Sentence) -> bool:
    """Whether a record's recipient stands in a sentence."""
    tokens = reading.doc.tokens
    return tokens[s.first].start <= r.order < tokens[s.last - 1].end


def _accepted(reading: Reading, hand: Hand, records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with who accepted: of the person's area, of the same sentence, else of the only recipient."""
    known = reading.people.at(hand.person)
    if known is None:
        return tuple(records)
    open_ = [r for r in records if r.of_ceremony and r.acceptor is None and not isinstance(r.recipient.value, Person)]
    area = office_area(reading, hand.person, _RULE) if hand.person.kind is Kind.OFFICE else None
    value: object = (
        area.value
        if area is not None
        else next((reading.area(o.area) for o in known.offices if o.area is not None), None)
    )
    if value is None:
        value = _only_area(reading, hand)
    own = [r for r in open_ if r.recipient.value == value]
    here = [r for r in own or open_ if _told_in(reading, r, hand.sentence)]
    whole = {r.recipient.value for r in records if r.of_ceremony}
    if not own and len({r.recipient.value for r in here}) != 1:
        here = open_ if len(whole) == 1 and _may_stand_for(whole, value) else []
    if any(r.acceptor is not None and r.recipient.value == value for r in records) and not here:
        return tuple(records)
    meant = set(here or own)
    who = reading.people.role(known, hand.person, _RULE)
    return tuple(replace(r, acceptor=who) if r in meant else r for r in records)


def _only_area(reading: Reading, hand: Hand) -> object:
    """The one area that the sentence of somebody of none names, or the sentence before it in its paragraph."""
    s = hand.sentence
    before = reading.doc.sentence_at(s.first - 1) if s.first else s
    for each in (s, before):
        if each.block == s.block and (areas := _areas(reading, each, hand.person)):
            return next(iter(areas)) if len(areas) == 1 else None
    return None


def _may_stand_for(recipients: Collection[object], area: object) -> bool:
    """Whether somebody of an area, or of none that is told, may accept for the only recipient."""
    only = next(iter(recipients))
    return area is None or not isinstance(only, Area) or only == area


def _giver(reading: Reading, m: Mention, s: Sentence) -> Role[Person | Office] | None:
    """Who hands over: the person, also one named right behind an office, else the office as the text has it."""
    known = reading.people.at(m)
    if known is not None:
        return reading.people.role(known, m, _RULE)
    if m.kind is not Kind.OFFICE:
        return None
    if (known := reading.people.holder(m.value)) is not None:
        return reading.people.role(known, m, _RULE)
    behind = next((x for x in s.mentions if x.first >= m.last and x.kind in (Kind.PERSON, Kind.NAME)), None)
    if behind is not None and _apposed(reading, m, behind) and (known := reading.people.at(behind)) is not None:
        return reading.people.role(known, behind, _RULE)
    if m.value.body is not None:
        return Role(Office(m.value.title), (reading.doc.of(m),), _RULE)
    if m.value.area is None:
        return None
    evidence = reading.doc.evidence(m.value.role_first, m.value.role_last)
    return Role(Office(evidence.quote), (evidence,), _RULE)


def _apposed(reading: Reading, office: Mention, name: Mention) -> bool:
    """Whether a name stands so shortly behind an office that it is its holder's: "kepala X perwakilan Jambi Y"."""
    gap = reading.doc.tokens[office.last : name.first]
    return len(gap) <= _APPOSED and all(t.capital or t.lower in _APPOSITION for t in gap)
