"""What the awards of one ceremony share: day, gathering, building, town and the body that gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.act import GENERIC
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.coreference.registry import speaks
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.facts import Organization

if TYPE_CHECKING:
    from datetime import date

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.coreference.context import Reading

_AWARD_IN_EVENT = re.compile(
    r"(?:awarding|penganugerahan|penghargaan)\s+((?!night|ceremony|dan |untuk ).+)$"
    r"|^(?:malam|puncak|malam puncak)\s+(.*\b(?:awards?|anugerah|prize)\b.*)$",
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


@dataclass(slots=True)
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


def ceremony(reading: Reading, acts: list[Awarding]) -> Ceremony:
    """The ceremony that the awarding acts of an article belong to."""
    doc = reading.doc
    made = Ceremony()
    current = [a for a in acts if not a.past]
    act_sentences = {a.sentence.first for a in current}
    about = [s for s in doc.body() if _about(reading, s, act_sentences)]
    made.award = main_award(reading, current)
    for s in about:  # the day on which an award is given, before that on which a gathering is held
        if s.first in act_sentences or any(doc.tokens[i].lower in _ANNOUNCED for i in range(s.first, s.last)):
            made.date = made.date or _day(reading, s, current)
    for s in about:
        made.date = made.date or _day(reading, s, current)
        if made.venue is None:
            made.venue, made.place = _where(reading, s, made.place)
        if made.event is None:
            event = next(
                (m for m in s.mentions if m.kind is Kind.EVENT and not doc.quoted[m.first] and _own(doc, m)), None
            )
            if event:
                made.event = reading.text_role(event, "ceremony-event")
    if made.place is None:
        for s in about:
            made.place = made.place or _town(reading, s)
    if made.event is None and made.award is not None:
        made.event = _award_held(reading, about, made.award)
    of_award = [a for a in acts if _of_award(reading, a, made)]
    made.grantors = _grantors(reading, about, of_award, made.award)
    return made


def _own(doc: Document, m: Mention) -> bool:
    """Whether a gathering is the ceremony itself, not one that it coincides with."""
    before = {t.lower for t in doc.tokens[max(m.first - 2, 0) : m.first]}
    return not before & _OTHER_GATHERING


def _of_award(reading: Reading, act: Awarding, made: Ceremony) -> bool:
    """Whether an act gives the award that the article is about, not one of another time or name."""
    if act.past or made.award is None:
        return not act.past
    names = [bare_name(reading.in_full(p.award.value)) for p in act.prizes if p.award]
    main = set(bare_name(reading.in_full(made.award.value)).split())
    return not names or any(set(n.split()) <= main or main <= set(n.split()) for n in names)


def _about(reading: Reading, s: Sentence, act_sentences: set[int]) -> bool:
    """Whether a sentence speaks of the ceremony: an award given in it, or a gathering or award held."""
    if s.first in act_sentences:
        return True
    doc = reading.doc
    leads_to = s.last in act_sentences and doc.sentence_at(s.last).block == s.block
    if leads_to and {Kind.EVENT, Kind.VENUE} <= {m.kind for m in s.mentions if not doc.quoted[m.first]}:
        return True  # "Pekan Inovasi X di Gedung Y ditutup dengan kemenangan Palu. Kota itu keluar sebagai juara …"
    named = any(
        (m.kind is Kind.AWARD or (m.kind is Kind.EVENT and any(stem in m.value.casefold() for stem in _AWARDING)))
        and not doc.quoted[m.first]
        for m in s.mentions
    )
    held = any(m.kind is Kind.CUE and any(c.sense == "hold" for c in m.value) for m in s.mentions)
    lower = {doc.tokens[i].lower for i in range(s.first, s.last)}
    spoken = any(m.kind is Kind.CUE and speaks(m) for m in s.mentions)
    if spoken and not held and not {Kind.EVENT, Kind.VENUE} <= {m.kind for m in s.mentions if not doc.quoted[m.first]}:
        return False
    return named or (held and bool(lower & _CEREMONIES)) or bool(lower & _HANDING_OVER)


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

        def key(m: Mention) -> str:
            return bare_name(reading.in_full(m.value))

        counts: dict[str, int] = {}
        for m in named:
            counts[key(m)] = counts.get(key(m), 0) + 1
        editions = {
            k: max(
                (int(y) for m in named if key(m) == k for y in re.findall(r"(?:19|20)\d\d", m.value)),
                default=0,
            )
            for k in counts
        }
        best = max(
            counts,
            key=lambda k: (counts[k], editions[k], -next(i for i, m in enumerate(named) if key(m) == k)),
        )
        alike = [m for m in named if key(m) == best]
        chosen = next((m for m in alike if re.search(r"\d{4}", m.value)), alike[0])
        return reading.text_role(chosen, "award-named")
    for m in doc.mentions(Kind.EVENT):
        if (role := _award_in(reading, m)) is not None:
            return role
    programme = next(iter(doc.mentions(Kind.PROGRAMME)), None)
    return reading.text_role(programme, "award-of-programme") if programme and acts else None


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


def _day(reading: Reading, s: Sentence, acts: list[Awarding]) -> Role[date] | None:
    spoken = next((m for m in s.mentions if m.kind is Kind.CUE and speaks(m)), None)
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


def _where(reading: Reading, s: Sentence, place: Role[str] | None) -> tuple[Role[str] | None, Role[str] | None]:
    """Building and town: "di Balai Sudirman, Jakarta"."""
    doc = reading.doc
    for at, m in enumerate(s.mentions):
        if m.kind is Kind.VENUE and not doc.quoted[m.first]:
            town = town_after(reading, s, at)
            return reading.text_role(m, "venue"), town or place
    for at, m in enumerate(s.mentions):  # "di Anjong Mon Lama, Banda Aceh": a name that a town follows
        if (
            m.kind is Kind.NAME
            and m.first > s.first
            and doc.tokens[m.first - 1].lower in _AT
            and not doc.quoted[m.first]
        ):
            named = s.mentions[at + 1] if at + 1 < len(s.mentions) else None
            if named and named.kind is Kind.AREA and [t.text for t in doc.tokens[m.last : named.first]] == [","]:
                return Role(doc.words(m.first, m.last), (doc.of(m),), "venue"), _place(reading, named)
    return None, place


def town_after(reading: Reading, s: Sentence, at: int) -> Role[str] | None:
    """The town that stands beside a building: at its end, or after a comma and perhaps a street."""
    doc = reading.doc
    m = s.mentions[at]
    for following in s.mentions[at + 1 : at + 4]:
        gap = doc.tokens[m.last : following.first]
        if following.kind is Kind.AREA and _province(reading, following):
            continue
        if (
            following.kind is Kind.AREA
            and len(gap) <= 7
            and all(t.text in ",." or t.capital or t.lower in _AT for t in gap)
        ):
            return _place(reading, following)
        if following.kind not in (Kind.NAME, Kind.CUE, Kind.AREA, Kind.VENUE):
            break
        if following.kind is Kind.NAME and len(gap) <= 1 and gap and gap[0].text == ",":
            nearby = s.mentions[s.mentions.index(following) + 1 : s.mentions.index(following) + 2]
            if not (nearby and nearby[0].kind is Kind.AREA and nearby[0].first - following.last <= 1) and doc.tokens[
                following.first
            ].lower not in ("jalan", "jl"):
                return Role(doc.words(following.first, following.last), (doc.of(following),), "place")
    return None


def _place(reading: Reading, m: Mention) -> Role[str]:
    """A town by its bare name: "Kota Surakarta" is held "di Surakarta"."""
    return Role(m.value.name, (reading.doc.of(m),), "place")


def _province(reading: Reading, m: Mention) -> bool:
    """Whether an area is a province, where no town is meant; Jakarta is both."""
    areas = reading.phrases.gazetteer.areas
    return all(areas[code].kind == "province" for code in m.value.codes) and "jakarta" not in m.value.name.lower()


def _town(reading: Reading, s: Sentence) -> Role[str] | None:
    doc = reading.doc
    if any(m.kind is Kind.CUE and speaks(m) for m in s.mentions):
        return None  # where somebody spoke is not where the award was given
    for m in s.mentions:
        if (
            m.kind is Kind.AREA
            and doc.tokens[m.first - 1].lower in _AT
            and not m.value.government
            and not _province(reading, m)
            and m.first > s.first
            and not doc.quoted[m.first]
        ):
            if doc.tokens[m.first - 2].lower in _WHOSE_HOME and m.first - 2 >= s.first:
                continue
            return _place(reading, m)
    return None


def _award_held(reading: Reading, about: list[Sentence], award: Role[str]) -> Role[str] | None:
    """The award as the name of its own ceremony, where the text says that it was held or names it beside "pada"."""
    doc = reading.doc
    years = set(_YEARS.findall(award.value))
    for s in about:
        for m in s.mentions:
            if m.kind is Kind.AWARD and bare_name(m.value) == bare_name(award.value):
                other_year = years and not years.intersection(_YEARS.findall(m.value) or years)
                if other_year or _to_come(s):
                    continue
                held = any(c.kind is Kind.CUE and any(x.sense == "hold" for x in c.value) for c in s.mentions)
                before = doc.tokens[m.first - 1].lower if m.first > s.first else ""
                if before in _GATHERS or (held and before not in GENERIC):
                    return reading.text_role(m, "award-as-event")
    ajang = any(doc.tokens[i].lower in _AWARD_HELD for s in about for i in range(s.first, s.last))
    named = bool(set(award.value.casefold().split()) & reading.phrases.lexicon.heads["award"])
    return award if ajang or (named and any(_spoken_of_as_held(reading, s) for s in about)) else None


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


def _of_another(reading: Reading, s: Sentence, award: Role[str] | None) -> bool:
    """Whether a sentence names awards, and all of them other ones."""
    named = [set(bare_name(reading.in_full(m.value)).split()) for m in s.mentions if m.kind is Kind.AWARD]
    main = set(bare_name(reading.in_full(award.value)).split()) if award else set()
    return bool(main and named) and not any(name <= main or main <= name for name in named)


def _grantors(
    reading: Reading, about: list[Sentence], acts: list[Awarding], award: Role[str] | None
) -> tuple[Role[Organization], ...]:
    """The bodies that give: named in an awarding act, beside "dari" or "oleh", or as who holds the award's ceremony."""
    for a in acts:
        if a.grantors and not a.past:
            return joined(reading, a.sentence, a.grantors[0], "grantor")
    for s in about:
        for m in s.mentions:
            if m.kind is Kind.BODY and not reading.doc.quoted[m.first]:
                if _of_another(reading, s, award):
                    continue
                before = reading.doc.tokens[m.first - 1].lower if m.first > s.first else ""
                cue = next((c for c in s.mentions if c.kind is Kind.CUE and c.last == m.first), None)
                held = cue and any(c.sense == "hold" for c in cue.value)
                if held or (before in _GIVEN_BY and m.value.area is None):
                    return joined(reading, s, m, "grantor")
        if holder := _holder(reading, s, award):
            return joined(reading, s, holder, "grantor")
        for rule, matches in Rules.load("conferral-grantor").everywhere(reading.doc, s):
            return tuple(
                Role(_named_giver(reading, m), (reading.doc.of(m),), rule.name) for m in matches[0].mentions("grantor")
            )
    tokens = reading.doc.tokens
    for s in reading.doc.body():  # "Penghargaan tingkat nasional dari X itu ditujukan bagi …"
        words = {t.lower for t in tokens[s.first : s.last]}
        if _of_another_year(reading, s, award):
            continue
        for m in s.mentions:
            near = {t.lower for t in tokens[max(m.first - 6, s.first) : m.first]}
            if (
                (
                    ((m.kind is Kind.BODY and m.value.area is None) or (m.kind is Kind.AREA and m.value.government))
                    and tokens[m.first - 1].lower in ("dari", "oleh")
                    and near & GENERIC
                )
                and not reading.doc.quoted[m.first]
                and not words & _ANOTHER_TIME
            ):
                return joined(reading, s, m, "grantor")
    return ()


def _of_another_year(reading: Reading, s: Sentence, award: Role[str] | None) -> bool:
    """Whether a sentence tells of a year that is not the award's: "Pada 2021, kota itu juga menerima …"."""
    named = re.search(r"\b(?:19|20)\d\d\b", award.value) if award else None
    told = {t.text for t in reading.doc.tokens[s.first : s.last] if t.kind == "number" and len(t.text) == 4}
    opening = {t.lower for t in reading.doc.tokens[s.first : s.first + 3]}
    return bool(named and told and named.group() not in told and opening & _IN_YEARS)


def _holder(reading: Reading, s: Sentence, award: Role[str] | None) -> Mention | None:
    """Who holds the award's ceremony, by the rules of events: "Majelis X menggelar Anugerah Y"."""
    named = {bare_name(str(m.value)) for m in s.mentions if m.kind is Kind.AWARD}
    held = any(m.kind is Kind.CUE and any(c.sense == "hold" for c in m.value) for m in s.mentions)
    if award is None or not held or bare_name(award.value) not in named or _of_another(reading, s, award):
        return None
    for _, matches in Rules.load("event").everywhere(reading.doc, s):
        for m in matches[0].mentions("organizer"):
            if m.kind is Kind.BODY or m.value.government:
                return m
    return None


def joined(reading: Reading, s: Sentence, first: Mention, rule: str) -> tuple[Role[Organization], ...]:
    """A body and those joined to it: "Harian Kompas bersama ITB dan PGN"."""
    doc = reading.doc
    found = [first]
    for m in s.mentions[s.mentions.index(first) + 1 :]:
        gap = [t.lower for t in doc.tokens[found[-1].last : m.first]]
        if m.kind is Kind.BODY and m.value.area is None and gap and len(gap) <= 3 and set(gap) <= _JOINED | {"dengan"}:
            found.append(m)
        elif m.kind is not Kind.CUE:
            break
    return tuple(Role(giving_body(reading, m), (doc.of(m),), rule) for m in found)


def _named_giver(reading: Reading, m: Mention) -> Organization:
    """The body that a rule names, or the name that no noun tells to be a body's."""
    return giving_body(reading, m) if m.kind is Kind.BODY else Organization(reading.doc.words(m.first, m.last))


def giving_body(reading: Reading, m: Mention) -> Organization:
    """The body of a mention; a government that gives is "Pemerintah Provinsi Bali"."""
    if m.kind is Kind.AREA:
        area = reading.area(m.value)
        return Organization(f"Pemerintah {area.label}", "local-government", area)
    value: BodyReading = m.value
    return reading.organization(value)
