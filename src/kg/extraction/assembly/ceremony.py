"""What the awards of one ceremony share: day, gathering, building, town and the body that gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.grantors import grantors
from kg.extraction.candidates.occasions import Occasion, heads_a_part, occasions, while_getting
from kg.extraction.candidates.single_occasion import (
    fullest,
    gathering_behind,
    live,
    of_gathering,
    only_building,
    only_day,
)
from kg.extraction.candidates.speech import speech_in
from kg.extraction.candidates.whereabouts import town as town_of
from kg.extraction.candidates.whereabouts import town_after, where
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.facts import Organization

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.candidates.candidate import Candidate
from kg.extraction.coreference.context import Reading

_AWARD_IN_EVENT = re.compile(
    r"(?:awarding|penganugerahan|penghargaan)\s+((?!night|ceremony|dan |untuk ).+)$"
    r"|^(?:malam puncak|malam|puncak)\s+(.*\b(?:awards?|anugerah|prize)\b.*)$",
    re.IGNORECASE,
)
_AT = words("where")
_IN_YEARS = words("before-year")
_DAYTIMES = words("daytimes")
_AWARDING = words("awarding-stems")
_GIVEN_BY = words("given-by")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_JOINED = words("joined-givers")
_ANNOUNCED = words("announced")
_OTHER_GATHERING = words("other-gathering")
_CEREMONIES = GENERIC | words("ceremonies")
_HANDING_OVER = words("handing-over")
_WHOSE_HOME = words("whose-home")
_GATHERS = words("gathers")
_AWARD_HELD = words("award-held")
_AWARDS = words("awards-in-general")
_THAT = words("that")
_OCCASION = words("occasion-of-award")
_ANOTHER_TIME = words("another-time")
_STAGES = words("stages-of-awards")
_MADE_BY = words("made-by-bodies")
_NIGHTS = words("award-held") | words("occasions") | _STAGES


@dataclass(frozen=True, slots=True)
class Ceremony:
    """The shared roles; each ``None`` or empty where the text leaves it unsaid."""

    date: Role[date] | None = None
    event: Role[str] | None = None
    venue: Role[str] | None = None
    place: Role[str] | None = None
    grantors: tuple[Role[Organization], ...] = ()
    award: Role[str] | None = None

    @property
    def year(self) -> int | None:
        """The year of the ceremony."""
        return self.date.value.year if self.date else None


def ceremony(reading: Reading, acts: list[Awarding], listed: Sequence[Candidate] = ()) -> Ceremony:
    """The occasion that the awards of an article belong to: each of its roles by the words with the best reasons."""
    current = [a for a in acts if not a.past]
    act_sentences = {a.sentence.first for a in current}
    lists = {c.intro.first for c in listed if c.awarded}
    about = occasions(reading, act_sentences, lists)
    sentences = [o.sentence for o in about]
    leading = [o.sentence for o in sorted(about, key=lambda o: -_leading(o))]
    award = main_award(reading, current)
    date = next((day for s in leading if (day := ceremony_day(reading, s, current))), None)
    venue, town = next((found for s in leading if (found := where(reading, s))[0] is not None), (None, None))
    event = _event(reading, leading)
    if town is None:
        town = next((named for s in leading if (named := town_of(reading, s))), None)
    if event is None and award is not None:
        event = _award_held(reading, sentences, award)
    if date is None:
        date = _day_told_elsewhere(reading, event)
    if venue is None and town is None:
        venue, town = _building_told_elsewhere(reading, event)
    of_award = [a for a in acts if _of_award(reading, a, award)]
    taken = frozenset(c.recipient.first for c in listed if c.awarded)
    return Ceremony(date, event, venue, town, grantors(reading, sentences, of_award, award, taken), award)


def _day_told_elsewhere(reading: Reading, event: Role[str] | None) -> Role[date] | None:
    """The day of an occasion whose own sentences tell none: of the gathering by name, else the only one told."""
    day = of_gathering(reading, event.value, Kind.DATE) if event is not None else None
    day = day or only_day(reading)
    if day is not None:
        return reading.date(day, "ceremony-day")
    published = reading.doc.article.published
    return replace(published, rule="ceremony-day") if published is not None and live(reading) else None


def _building_told_elsewhere(reading: Reading, event: Role[str] | None) -> tuple[Role[str] | None, Role[str] | None]:
    """The building and the town of such an occasion, likewise."""
    named = of_gathering(reading, event.value, Kind.VENUE) if event is not None else None
    found = (reading.doc.sentence_at(named.first), named) if named is not None else only_building(reading)
    if found is None:
        return None, None
    s, m = found
    return reading.text_role(m, "venue"), town_after(reading, s, s.mentions.index(m))


def _leading(o: Occasion) -> float:
    """How far an occasion's sentence leads: those that give or announce an award before those that only name it."""
    return 10 * (o.told_by("act") or o.told_by("announced")) + min(o.weight, 5)


def _event(reading: Reading, sentences: Sequence[Sentence]) -> Role[str] | None:
    doc = reading.doc
    for s in sentences:
        for m in s.mentions:
            if m.kind is Kind.EVENT and not doc.quoted[m.first] and _own(doc, m) and not heads_a_part(m, s):
                return reading.text_role(fullest(reading, m), "ceremony-event")
    named = next((found for s in sentences if (found := gathering_behind(reading, s)) is not None), None)
    return Role(doc.words(*named), (doc.evidence(*named),), "ceremony-event") if named is not None else None


def _own(doc: Document, m: Mention) -> bool:
    """Whether a gathering is the ceremony itself, not one that it coincides with."""
    before = {t.lower for t in doc.tokens[max(m.first - 2, 0) : m.first]}
    return not before & _OTHER_GATHERING and doc.tokens[m.first - 1].lower not in _MADE_BY


def _of_award(reading: Reading, act: Awarding, award: Role[str] | None) -> bool:
    """Whether an act gives the award that the article is about, not one of another time or name."""
    if act.past or award is None:
        return not act.past
    names = [bare_name(reading.in_full(p.award.value)) for p in act.prizes if p.award]
    main = set(bare_name(reading.in_full(award.value)).split())
    return not names or any(set(n.split()) <= main or main <= set(n.split()) for n in names)


def main_award(reading: Reading, acts: list[Awarding]) -> Role[str] | None:
    """The award that the article is about: named in an awarding act, else in a gathering's name, else anywhere."""
    doc = reading.doc
    named: list[Mention] = [p.award for a in acts for p in a.prizes if p.award]
    body = [m for s in doc.body() for m in s.mentions if m.kind is Kind.AWARD and not doc.quoted[m.first]]
    named += body or list(doc.mentions(Kind.AWARD))
    if not any(p.award for a in acts for p in a.prizes):
        # No act names its award: the gathering at which it was given says more than any other award of the article.
        paragraphs = {a.sentence.block for a in acts}
        for m in (m for s in doc.body() if s.block in paragraphs for m in s.mentions if m.kind is Kind.EVENT):
            if (role := _award_in(reading, m)) is not None:
                return role
    if named:
        names: dict[str, list[Mention]] = {}  # in the order in which the article tells them
        for m in named:
            names.setdefault(bare_name(reading.in_full(m.value)), []).append(m)
        alike = max(names.values(), key=lambda each: (len(each), _latest(each)))
        chosen = next((m for m in alike if re.search(r"\d{4}", m.value)), alike[0])
        if len(alike) == 1 and not _sure(chosen) and (held := _of_gatherings(reading)) is not None:
            return held  # what is named once and says nothing of an award may be anything
        return reading.text_role(chosen, "award-named")
    if (held := _of_gatherings(reading)) is not None:
        return held
    programme = next(iter(doc.mentions(Kind.PROGRAMME)), None)
    return reading.text_role(programme, "award-of-programme") if programme and acts else None


def _latest(named: list[Mention]) -> int:
    """The latest edition among names of one award."""
    return max((int(y) for m in named for y in re.findall(r"(?:19|20)\d\d", m.value)), default=0)


def _sure(m: Mention) -> bool:
    """Whether a name says that it is an award's, or holds an edition."""
    name = str(m.value).casefold()
    return any(stem in name for stem in _AWARDING) or bool(_YEARS.search(name))


def _of_gatherings(reading: Reading) -> Role[str] | None:
    """The award within the name of a gathering."""
    roles = (_award_in(reading, m) for m in reading.doc.mentions(Kind.EVENT))
    return next((role for role in roles if role is not None), None)


def _award_in(reading: Reading, m: Mention) -> Role[str] | None:
    """The award in a gathering's name: "Presidential Lecture dan Awarding X", "Malam Penghargaan X"."""
    found = _AWARD_IN_EVENT.search(m.value)
    if found is None:
        return None
    doc = reading.doc
    name = found.group(1) or found.group(2)
    start = doc.tokens[m.first].start + m.value.find(name)
    if doc.article.text[start : start + len(name)] == name:
        return Role(name, (doc.article.evidence(start, start + len(name)),), "award-in-event")
    return Role(name, (doc.of(m),), "award-in-event")


def ceremony_day(reading: Reading, s: Sentence, acts: list[Awarding]) -> Role[date] | None:
    """The day that a sentence gives, the one in the clause of its awarding verb first; not a day of speaking."""
    spoken = speech_in(reading, s) if while_getting(reading, s) is None else None
    days = [m for m in s.mentions if m.kind is Kind.DATE and not reading.doc.quoted[m.first]]
    act = next((a for a in acts if a.sentence is s), None)
    if act is not None:  # the date in the clause of the awarding verb comes first
        days.sort(key=lambda m: not act.trigger.first <= m.first < act.last)
    for m in days:
        if spoken and abs(m.first - spoken.last) <= 6 and not any(a.sentence is s for a in acts):
            continue
        role = reading.date(m, "ceremony-day")
        if role:
            return role
    return _this_day(reading, s) if act is not None else None


def _this_day(reading: Reading, s: Sentence) -> Role[date] | None:
    """ "hari ini" and "malam ini" in a page that bears its date: a press release."""
    published = reading.doc.article.published
    tokens = reading.doc.tokens
    for i in range(s.first, s.last - 1):
        if tokens[i].lower in _DAYTIMES and tokens[i + 1].lower == "ini" and not reading.doc.quoted[i] and published:
            evidence = reading.doc.evidence(i, i + 2)
            return Role(published.value, (evidence, *published.evidence), "ceremony-day", published.note)
    return None


def _award_held(reading: Reading, about: list[Sentence], award: Role[str]) -> Role[str] | None:
    """The award as the name of its own ceremony, where the text says that it was held or names it beside "pada"."""
    doc = reading.doc
    years = set(_YEARS.findall(award.value))
    for s in about:
        for m in s.mentions:
            if m.kind is Kind.AWARD and (bare_name(m.value) == bare_name(award.value) or _staged(reading, s, m)):
                other_year = years and not years.intersection(_YEARS.findall(m.value) or years)
                if other_year or _to_come(s):
                    continue
                held = any(c.kind is Kind.CUE and any(x.sense == "hold" for x in c.value) for c in s.mentions)
                before = doc.tokens[m.first - 1].lower if m.first > s.first else ""
                if before in _GATHERS or (held and before not in GENERIC) or _called_gathering(doc, s, m):
                    return reading.text_role(m, "award-as-event")
    ajang = any(doc.tokens[i].lower in _AWARD_HELD for s in about for i in range(s.first, s.last))
    named = bool(set(award.value.casefold().split()) & reading.phrases.lexicon.heads["award"])
    called = any(stem in award.value.casefold() for stem in _AWARDING)
    return (
        award
        if (ajang and (named or called)) or (named and any(_spoken_of_as_held(reading, s) for s in about))
        else None
    )


def _staged(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether an award other than the one most told of is staged in a sentence: "X menggelar puncak Y Awards di Z"."""
    if not any(stem in str(m.value).casefold() for stem in _AWARDING):
        return False
    where_or_when = any(x.kind in (Kind.VENUE, Kind.DATE) and x.first >= m.last for x in s.mentions)
    before = reading.doc.tokens[m.first - 1].lower if m.first > s.first else ""
    holds = any(
        c.kind is Kind.CUE and 0 <= m.first - c.last <= 1 and any(x.sense == "hold" for x in c.value)
        for c in s.mentions
    )
    return where_or_when and (holds or before in _STAGES)


def _called_gathering(doc: Document, s: Sentence, m: Mention) -> bool:
    """Whether an award is called a gathering right behind its name: "Anugerah X, hajatan tahunan Y"."""
    behind = doc.tokens[m.last : min(m.last + 3, s.last)]
    return len(behind) > 1 and behind[0].text == "," and behind[1].lower in _NIGHTS


def _spoken_of_as_held(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence says of the award spoken of that it was held: "Anugerah ini diselenggarakan oleh …"."""
    tokens = reading.doc.tokens
    spoken = s.last - s.first > 2 and tokens[s.first].lower in _AWARDS and tokens[s.first + 1].lower in _THAT
    spoken = spoken or (s.last - s.first > 2 and tokens[s.first].lower in _OCCASION)
    return spoken and any(
        m.kind is Kind.CUE and m.first <= s.first + 3 and any(c.sense == "hold" for c in m.value) for m in s.mentions
    )


def _to_come(s: Sentence) -> bool:
    """Whether a sentence speaks of what is only planned."""
    return any(m.kind is Kind.CUE and any(c.sense == "planned" for c in m.value) for m in s.mentions)
