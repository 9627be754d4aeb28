"""Which bodies give an award: named beside the act, as its source, as who holds the gathering."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, governor
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Organization

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.extraction.mentions.bodies import BodyReading

_GIVEN_BY = words("given-by")
_JOINED = words("joined-givers")
_ANOTHER_TIME = words("another-time")
_IN_YEARS = words("before-year")
_FROM_ANYBODY = words("from-anybody")
_ANYWHERE = frozenset(
    (
        "comes-from",
        "prizes-come-from",
        "as-host",
        "its-host",
        "has-the-occasion",
        "in-this-case",
        "announces-it",
        "prepares-award",
    )
)
_JURIES = words("jury-words")
_TITLES = words("titles-follow")
_PRIZE_BEFORE = 12  # tokens between a prize and "dari"
_OUTLETS = words("outlets") | words("bodies-by-noun")
_BETWEEN = words("between-giver-and-verb")
_PASSIVE = frozenset((sense, "passive") for sense in ("give", "hand", "reward"))
_HOLD = frozenset(("hold", voice) for voice in ("active", "bare", "nominal", ""))


def grantors(
    reading: Reading, about: list[Sentence], acts: list[Awarding], award: Role[str] | None, taken: frozenset[int]
) -> tuple[Role[Organization], ...]:
    """The bodies that give: named in an awarding act, beside "dari" or "oleh", or as who holds the award's ceremony."""
    ways = chain(
        _of_acts(reading, acts, taken),
        chain.from_iterable(_of_occasion(reading, s, award, taken) for s in about),
        chain.from_iterable(_of_prizes(reading, s, award, taken) for s in reading.doc.body()),
        chain.from_iterable(_by_rules(reading, s, _ANYWHERE) for s in reading.doc.body()),
    )
    given = {reading.organization(m.value).name for a in acts for m in a.recipients if m.kind is Kind.BODY}
    return next((found for found in ways if given.isdisjoint(role.value.name for role in found)), ())


def _of_acts(reading: Reading, acts: list[Awarding], taken: frozenset[int]) -> Iterator[tuple[Role[Organization], ...]]:
    """Those that awarding acts name."""
    for a in acts:
        given = next((m for m in a.grantors if m.first not in taken and _may_have_given(reading, a, m)), None)
        if given is not None and not a.past:
            yield joined(reading, a.sentence, given, "grantor")


def _may_have_given(reading: Reading, act: Awarding, m: Mention) -> bool:
    """Whether a party of an act gives: no jury, not whose work it is, no government that only houses the occasion."""
    before = governor(reading.doc, m)
    if reading.doc.tokens[m.first].lower in _JURIES:
        return False
    if before in _FROM_ANYBODY:
        return _after_prize(reading, act.sentence, m, before)
    return m.kind is Kind.BODY or m.first <= act.trigger.last


def _of_occasion(
    reading: Reading, s: Sentence, award: Role[str] | None, taken: frozenset[int]
) -> Iterator[tuple[Role[Organization], ...]]:
    """Those that a sentence about the occasion names: who gives, by their words, else who holds it, else by a rule."""
    for m in s.mentions:
        body = m.kind is Kind.BODY and not reading.doc.quoted[m.first]
        if body and m.first not in taken and not _of_another(reading, s, award) and _gives(reading, s, m):
            yield joined(reading, s, m, "grantor")
    if named := _named(reading, s):
        yield (Role(Organization(reading.doc.words(named.first, named.last)), (reading.doc.of(named),), "grantor"),)
    if holder := _holder(reading, s, award):
        yield joined(reading, s, holder, "grantor")
    yield from _by_rules(reading, s)


def _by_rules(
    reading: Reading, s: Sentence, only: frozenset[str] | None = None
) -> Iterator[tuple[Role[Organization], ...]]:
    """Those that the rules of who gives find in a sentence."""
    for rule, matches in Rules.load("conferral-grantor").everywhere(reading.doc, s):
        found = [m for m in matches[0].mentions("grantor") if not reading.doc.quoted[m.first]]
        if found and (only is None or rule.name in only):
            yield tuple(Role(_named_giver(reading, m), (reading.doc.of(m),), rule.name) for m in found)


def _of_prizes(
    reading: Reading, s: Sentence, award: Role[str] | None, taken: frozenset[int]
) -> Iterator[tuple[Role[Organization], ...]]:
    """Those that a sentence tells its prizes to be of: "Penghargaan tingkat nasional dari X itu ditujukan bagi …"."""
    told = {t.lower for t in reading.doc.tokens[s.first : s.last]}
    if told & _ANOTHER_TIME or _of_another_year(reading, s, award):
        return
    for m in s.mentions:
        giver = (m.kind is Kind.BODY and m.value.area is None) or (m.kind is Kind.AREA and m.value.government)
        if giver and m.first not in taken and not reading.doc.quoted[m.first] and _prize_from(reading, s, m):
            yield joined(reading, s, m, "grantor")


def _prize_from(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a prize is told to be from somebody: "penghargaan tingkat nasional dari X", "piagam Kemendagri"."""
    tokens = reading.doc.tokens
    near = {t.lower for t in tokens[max(m.first - 6, s.first) : m.first]}
    return (tokens[m.first - 1].lower in ("dari", "oleh") and bool(near & GENERIC)) or _of_body(reading, m)


def _of_body(reading: Reading, m: Mention) -> bool:
    """Whether a prize is called after who gives it: "tiga penghargaan Pemerintah Provinsi X", "piagam Kemendagri"."""
    tokens = reading.doc.tokens
    before = tokens[m.first - 1]
    titled = before.lower in _TITLES or (m.last < len(tokens) and tokens[m.last].lower in SUPERLATIVE)
    return before.lower in GENERIC and not before.capital and not titled  # "predikat X", "piala TPID terbaik"


def _gives(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a body gives or holds: "digelar X", "ditaja bersama oleh X", "X menggelar", "besutan X"."""
    tokens = reading.doc.tokens
    before = tokens[m.first - 1].lower if m.first > s.first else ""
    if tokens[m.first].lower in _JURIES:
        return False
    anybody = before in _FROM_ANYBODY and (m.value.area is not None or not _after_prize(reading, s, m, before))
    if before in _GIVEN_BY and not anybody:
        return True
    start = m.first
    while start > s.first and tokens[start - 1].lower in _BETWEEN:
        start -= 1
    for c in s.mentions:
        if c.kind is not Kind.CUE:
            continue
        senses = {(x.sense, x.voice) for x in c.value}
        if c.last == start and ({("hold", "passive"), *_PASSIVE} & senses or (c.last == m.first and _HOLD & senses)):
            return True
        if c.first == m.last and ("hold", "active") in senses:
            return True
    return False


def _after_prize(reading: Reading, s: Sentence, m: Mention, before: str) -> bool:
    """Whether what is from somebody may be a prize or a verb's: not "perahu hias dari RSUD X", "aplikasi milik X"."""
    if before == "oleh":
        return True
    first = max(s.first, m.first - _PRIZE_BEFORE)
    near = {t.lower for t in reading.doc.tokens[first : m.first - 1]}
    if near & GENERIC:
        return True
    kinds = (Kind.AWARD, Kind.EVENT, Kind.CATEGORY, Kind.RANK, Kind.CUE, Kind.PROGRAMME)
    return any(x.kind in kinds and first <= x.first < m.first - 1 for x in s.mentions)


def _named(reading: Reading, s: Sentence) -> Mention | None:
    """A name of no known kind that gives: told more than once, or told to be a magazine, and no person's."""
    doc = reading.doc
    for m in s.mentions:
        if m.kind is not Kind.NAME or doc.quoted[m.first] or reading.people.at(m) is not None:
            continue
        behind = doc.tokens[m.last + 1].lower if m.last + 1 < s.last and doc.tokens[m.last].text == "," else ""
        holds = any(
            c.kind is Kind.CUE and c.first >= m.last and any((x.sense, x.voice) == ("hold", "active") for x in c.value)
            for c in s.mentions
        )
        if behind in _OUTLETS and holds:
            return m  # "It Works, majalah yang …, menghelat acara ini"
        given = any(
            c.kind is Kind.CUE and c.last == m.first and _PASSIVE & {(x.sense, x.voice) for x in c.value}
            for c in s.mentions
        )
        name = doc.words(m.first, m.last)
        if given and sum(doc.words(x.first, x.last) == name for x in doc.mentions(Kind.NAME)) > 1:
            return m  # "diserahkan Kompas"
    return None


def _of_another(reading: Reading, s: Sentence, award: Role[str] | None) -> bool:
    """Whether a sentence names awards, and all of them other ones."""
    named = [set(bare_name(reading.in_full(m.value)).split()) for m in s.mentions if m.kind is Kind.AWARD]
    main = set(bare_name(reading.in_full(award.value)).split()) if award else set()
    return bool(main and named) and not any(name <= main or main <= name for name in named)


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
