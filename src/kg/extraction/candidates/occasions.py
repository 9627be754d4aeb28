"""Which sentences speak of the occasion on which the article's awards were given, each with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.candidate import Reason
from kg.extraction.candidates.speech import speech_in
from kg.extraction.candidates.weighing import Scales
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Mention, Sentence

_ANNOUNCED = words("announced")
_CEREMONIES = words("ceremonies")
_HANDING_OVER = words("handing-over")
_STEMS = words("awarding-stems")
_PAST = Wording.of(words("of-earlier-years"))
_OTHER_GATHERING = words("other-gathering")
_OPENS = words("opens-contest")
_OCCASION = words("gatherings") | words("occasions") | words("occasions-by-noun")
_WHERE_AND_WHEN = words("where-and-when")
_ASKED = words("asked-where-and-when")
_CAME_TOGETHER = words("came-together")
_CONVEYED = words("conveyed")
_HOSTS = words("host-told")
_PRIZES = GENERIC | words("awards-in-general") | words("awards-when-referred")
_THAT = words("that")
_WHILE = words("while-getting")
_GETS = words("gets")
_AT = words("where")
_EARLY = 4
_WHEN_OR_WHERE = frozenset(("DATE", "VENUE", "AREA"))
_NAMED = frozenset(("AWARD", "EVENT"))
_HOLDS = frozenset(("<hold>",))
_PLANS = frozenset(("<planned>",))


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sentence with the reasons why it speaks of the occasion, or does not."""

    sentence: Sentence
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> float:
        """The sum of the reasons."""
        return Scales.load("occasion").weight(self.reasons)

    def told_by(self, name: str) -> bool:
        """Whether a reason is among them."""
        return any(reason.name == name for reason in self.reasons)


def occasions(reading: Reading, acts: Collection[int], lists: Collection[int]) -> list[Occasion]:
    """The sentences of the body that reach the line, in order.

    Args:
        reading: the article.
        acts: the first tokens of the sentences that give awards now.
        lists: the first tokens of the sentences that lead to a list of winners, or hold one.
    """
    line = Scales.load("occasion").line
    body = list(reading.doc.body())
    days = frozenset(chain.from_iterable(_days(reading, s) for s in body if s.first in acts))
    found: list[Occasion] = []
    for number, s in enumerate(body):
        near = any(
            other.first in acts and abs(other.block - s.block) <= 1
            for other in body[max(number - 1, 0) : number + 2]
            if other is not s
        )
        before = body[number - 1] if number else None
        reasons = _reasons(reading, s, number, acts, lists, near=near)
        if not _of_another_day(reading, s, days):
            reasons += _whereabouts(reading, s, before, found[-1] if found else None)
        occasion = Occasion(s, reasons)
        if occasion.weight >= line:
            found.append(occasion)
    return found


def _days(reading: Reading, s: Sentence) -> set[date]:
    """The days that a sentence tells outside of quotations."""
    told = (reading.day(m).start for m in s.mentions if m.kind is Kind.DATE and not reading.doc.quoted[m.first])
    return {day for day in told if day is not None}


def _of_another_day(reading: Reading, s: Sentence, days: frozenset[date]) -> bool:
    """Whether a sentence tells a day, and the sentences that give the awards tell another one."""
    return bool(days and (own := _days(reading, s)) and days.isdisjoint(own))


def _whereabouts(reading: Reading, s: Sentence, before: Sentence | None, last: Occasion | None) -> tuple[Reason, ...]:
    """The reasons of a sentence that tells a day, a building or a town of something told elsewhere."""
    if not s.says(_WHEN_OR_WHERE):
        return ()
    tokens = reading.doc.tokens
    own = [m for m in s.mentions if not reading.doc.quoted[m.first]]
    day = next((m for m in own if m.kind is Kind.DATE), None)
    building = next((m for m in own if m.kind is Kind.VENUE), None)
    here = building or next((m for m in own if m.kind is Kind.AREA and tokens[m.first - 1].lower in _AT), None)
    somewhere = day or here
    if somewhere is None or s.first == somewhere.first == s.last - 1:
        return ()
    found: list[Reason] = []
    opening = {t.lower for t in tokens[s.first : min(s.first + 3, s.last)]}
    labelled = s.last - s.first > 2 and tokens[s.first + 1].text == ":" and tokens[s.first].lower in _ASKED
    if opening & _WHERE_AND_WHEN or labelled or (before is not None and _asks(reading, before)):
        found.append(Reason("where-and-when", s.first, somewhere.last))
    if last is not None and last.sentence is before and before.block == s.block and _of_giving(last):
        found.append(Reason("beside-giving", s.first, s.last))
    if day is not None and here is not None:
        if building is not None:
            found.append(Reason("day-and-building", day.first, day.last))
        if not any(m.kind is Kind.CUE and {c.sense for c in m.value} != {"occupy"} for m in own):
            found.append(Reason("only-where", s.first, s.last))
        at = next((i for i in range(s.first, s.last) if tokens[i].lower in _CAME_TOGETHER), None)
        if at is not None:
            found.append(Reason("came-together", at, at + 1))
    return tuple(found)


def _of_giving(o: Occasion) -> bool:
    """Whether a sentence speaks of the giving itself, of which the next one may tell where and when."""
    return o.told_by("announced") or o.told_by("handing-over") or (o.told_by("ceremony") and o.told_by("held"))


def _conveyed(reading: Reading, s: Sentence) -> bool:
    """Whether what is conveyed is a prize, not words: "Apresiasi tersebut disampaikan langsung Menteri X"."""
    tokens = reading.doc.tokens
    opening = [t.lower for t in tokens[s.first : min(s.first + 5, s.last)]]
    return bool(opening) and opening[0] in _PRIZES and bool(_CONVEYED.intersection(opening[1:]))


def _asks(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence only asks where or when: "Kapan?", "The stage?"; not "Di mana sang wali kota?"."""
    tokens = reading.doc.tokens
    asked = {t.lower for t in tokens[s.first : s.last]}
    people = any(m.kind in (Kind.OFFICE, Kind.PERSON, Kind.AREA) for m in s.mentions)
    return "?" in asked and s.last - s.first <= 8 and not people and bool(asked & _ASKED)


def _reasons(
    reading: Reading, s: Sentence, number: int, acts: Collection[int], lists: Collection[int], *, near: bool
) -> tuple[Reason, ...]:
    doc = reading.doc
    tokens = doc.tokens
    found: list[Reason] = []

    def said(name: str, among: frozenset[str]) -> None:
        if not s.says(among):
            return
        at = next((i for i in range(s.first, s.last) if tokens[i].lower in among and not doc.quoted[i]), None)
        if at is not None:
            found.append(Reason(name, at, at + 1))

    def told(name: str, m: Mention | None) -> None:
        if m is not None:
            found.append(Reason(name, m.first, m.last))

    def own(kind: Kind) -> Iterator[Mention]:
        return (m for m in s.of(kind) if not doc.quoted[m.first])

    if s.first in acts:
        found.append(Reason("act", s.first, s.last))
    if s.first in lists:
        found.append(Reason("list", s.first, s.last))
    told("award-named", next(own(Kind.AWARD), None))
    told("gathering", next((m for m in own(Kind.EVENT) if not _beside_another(reading, m)), None))
    awarding = (m for m in own(Kind.EVENT) if any(stem in str(m.value).casefold() for stem in _STEMS))
    told("award-named", next(awarding, None) if not any(r.name == "award-named" for r in found) else None)
    said("announced", _ANNOUNCED)
    said("ceremony", _CEREMONIES)
    said("handing-over", _HANDING_OVER)
    said("prize", GENERIC)
    said("host", _HOSTS if any(not doc.quoted[m.first] for m in s.of(Kind.BODY)) else frozenset())
    # a gathering is opened when it is held
    said("opens", _OPENS if not any(r.name == "gathering" for r in found) else frozenset())
    cues = list(own(Kind.CUE))
    if s.says(_HOLDS):
        told("held", next((m for m in cues if any(c.sense == "hold" for c in m.value)), None))
    told("spoken", None if _conveyed(reading, s) else speech_in(reading, s))
    if s.says(_PLANS):
        told("planned", next((m for m in cues if any(c.sense == "planned" for c in m.value)), None))
    if s.says_phrase(tokens, _PAST):
        found.append(Reason("past", s.first, s.last))
    return (*found, *_around(reading, s, number, near=near))


def _around(reading: Reading, s: Sentence, number: int, *, near: bool) -> tuple[Reason, ...]:
    """The reasons of what a sentence refers to and of where it stands."""
    doc = reading.doc
    tokens = doc.tokens
    found: list[Reason] = []
    spoken_of = (i for i in range(s.first, s.last - 1) if tokens[i].lower in _OCCASION and tokens[i + 1].lower in _THAT)
    at = next(spoken_of, None) if s.says(_OCCASION) else None
    if at is not None and not doc.quoted[at]:
        found.append(Reason("at-occasion", at, at + 2))
    if (getting := while_getting(reading, s)) is not None:
        found.append(Reason("while-getting", getting, getting + 2))
    if near:
        found.append(Reason("near", s.first, s.last))
    if number < _EARLY:
        found.append(Reason("early", s.first, s.last))
    return tuple(found)


def while_getting(reading: Reading, s: Sentence) -> int | None:
    """Where a sentence tells that somebody spoke when the award was given: "ujarnya seusai menerima penghargaan"."""
    tokens, quoted = reading.doc.tokens, reading.doc.quoted
    for i in range(s.first, s.last - 2) if s.says(_WHILE) else ():
        got = tokens[i].lower in _WHILE and tokens[i + 1].lower in _GETS and not quoted[i]
        if got and any(tokens[k].lower in GENERIC for k in range(i + 2, min(i + 5, s.last))):
            return i
    return None


def _beside_another(reading: Reading, m: Mention) -> bool:
    """Whether a gathering is one that the occasion only coincides with."""
    before = {t.lower for t in reading.doc.tokens[max(m.first - 2, 0) : m.first]}
    return bool(before & _OTHER_GATHERING)


def heads_a_part(m: Mention, s: Sentence) -> bool:
    """Whether a gathering's name is a whole line, a heading rather than a name: "Sukabumi Buka Loket Malam"."""
    return (m.first, m.last) == (s.first, s.last) and s.kind is not BlockKind.ITEM


def held_awards(reading: Reading) -> bool:
    """Whether the article tells that a gathering which gives awards was held: "Anugerah X digelar di Jakarta"."""
    for s in reading.doc.body():
        if not (s.says(_HOLDS) and s.says(_NAMED)):
            continue
        own = [m for m in s.mentions if not reading.doc.quoted[m.first]]
        named = any(
            m.kind in (Kind.AWARD, Kind.EVENT) and any(stem in str(m.value).casefold() for stem in _STEMS) for m in own
        )
        senses = {c.sense for m in own if m.kind is Kind.CUE for c in m.value}
        if named and "hold" in senses and not senses & {"planned", "nominated", "hoped", "denied"}:
            return True
    return False
