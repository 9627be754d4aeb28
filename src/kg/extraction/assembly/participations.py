"""Areas that take part in a programme, by the rules of ``participation.toml``; what was said before fills gaps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Role
from kg.extraction.candidates.joining import NAMES_PROGRAMME, Joining, joinings, listed_from, programme_at
from kg.extraction.candidates.members import counted_members, entries, grown, number_counted, told_members
from kg.extraction.candidates.modality import TOLD
from kg.extraction.candidates.parties import within_province
from kg.extraction.candidates.positions import year_in_name
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.mentions.names import label
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rule, Rules, words
from kg.extraction.rules.matching import Match
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Participation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_REACH = {"denied": 4}  # how many words further on a denial still holds
_PLACES = words("places")
_AREAS_OR_HEADS = frozenset((Kind.AREA, Kind.OFFICE))
_NEAR = 2  # blocks that a programme is still spoken of in
_LEAD = 16  # tokens before the members of areas counted before
_JOINED, _SIGNED = "takes-part", "signs-for"
_LEADS = words("equals") | words("for-example") | words("names-members") | {":"}
_NOT_DENIED = words("not-denied")
_HEADS = words("programme-heads")
_SMALLER = words("smaller")
_SIGNINGS = words("signings")
_CONTRACTS = words("contracts") | words("joins-names")
_CHOSEN = words("chosen-areas")
_AREA_NOUNS = words("area-nouns")
_AWARDED = words("awards-in-general") | words("winners") | words("nominees")
_QUOTES = str.maketrans("", "", '“”"‘’')


@dataclass(frozen=True, slots=True)
class _Before:
    """What the sentences before have spoken of."""

    area: Mention | None = None  # the last one that was not only a place
    programme: Role[str] | None = None  # the last one that areas were said to take part in
    block: int = 0  # where that was said
    named: Role[str] | None = None  # the programme named last, whoever takes part
    named_block: int = 0
    counted: bool = False  # areas were said to take part and counted, and none of them named
    year: Role[int] | None = None  # the year in which it was said to be


class _Stated(NamedTuple):
    """Areas that a sentence says to take part in a programme."""

    rule: str
    programme: Role[str]
    areas: list[Mention]
    counted: bool = False  # none of them is named: others will be, or the one spoken of before is meant

    @property
    def says(self) -> bool:
        """Whether anybody takes part, named or counted."""
        return bool(self.areas) or self.counted


def participations(reading: Reading) -> Iterator[Participation]:
    """Every area with the programme it takes part in, as its words state it; each pair once."""
    doc = reading.doc
    before = _Before()
    made: dict[tuple[tuple[str, ...], str], Participation] = {}
    for s in doc.body():
        ruled, framed = _by_rules(reading, s, before), _by_frames(reading, s, before)
        before = _with_said(before, s, [*ruled, *framed])
        if ruled:  # one sentence, one programme
            framed = [each._replace(programme=ruled[0].programme) for each in framed]
        said = [*ruled, *(each for each in framed if each.says)]
        if said:
            before = replace(before, year=_year(reading, s, said[-1]))
        continued = [] if said else _continued(reading, s, before)
        told = said or continued or _named_as_members(reading, s, before)
        for stated in _with_counted(reading, s, told):
            year = _year(reading, s, stated)
            if year is None and continued:  # the list goes on, and the year with it
                earlier = [p for p in made.values() if p.programme.value == stated.programme.value]
                year = earlier[-1].year if earlier else before.year
            year = year or _year_of_fellows(stated, made)
            for area in stated.areas:
                if (where := reading_of(area)) is None or _only_where(reading, s, area):
                    continue
                value = reading.area(where, reading.hint(s))
                role = Role(value, (doc.of(area),), stated.rule)
                key = (value.codes, bare_name(stated.programme.value))
                if key not in made or (made[key].year is None and year is not None):
                    made[key] = Participation(role, stated.programme, stated.rule, year)
        before = _with_named(reading, s, before)
    yield from made.values()


def _year_of_fellows(stated: _Stated, made: Mapping[tuple[tuple[str, ...], str], Participation]) -> Role[int] | None:
    """The year of an area already known to take part, where it is told again among others: they joined together."""
    name = bare_name(stated.programme.value)
    keys = ((where.codes, name) for m in stated.areas if (where := reading_of(m)) is not None)
    return next((made[key].year for key in keys if key in made and made[key].year is not None), None)


def _only_where(reading: Reading, s: Sentence, area: Mention) -> bool:
    """Whether an area only says in which province the one before it lies: "Kabupaten Sumedang, Jawa Barat"."""
    at = s.mentions.index(area) if area in s.mentions else 0
    return at > 0 and within_province(reading, s.mentions[at - 1], area)


def _with_said(before: _Before, s: Sentence, said: list[_Stated]) -> _Before:
    """What was spoken of before, and what a sentence says of taking part."""
    for stated in said:
        before = replace(before, counted=stated.counted)
        if stated.says:
            before = replace(before, programme=stated.programme, block=s.block)
    return before


def _with_named(reading: Reading, s: Sentence, before: _Before) -> _Before:
    """What was spoken of before, and what a sentence is about and names."""
    topic, named = _topic(reading, s), _named_last(reading, s)
    if topic is not None:
        before = replace(before, area=topic)
    return before if named is None else replace(before, named=named, named_block=s.block)


def _named_last(reading: Reading, s: Sentence) -> Role[str] | None:
    """The last programme that a sentence names."""
    if not (s.says(NAMES_PROGRAMME) or s.says(_SIGNINGS)):
        return None
    found = None
    i = s.first
    while i < s.last:
        named = programme_at(reading.doc, s, i)
        found = named or found
        i = max(named[1], i + 1) if named else i + 1
    for m in s.mentions:  # "Arunika Village Connect, program pendampingan …"
        called = [t.lower for t in reading.doc.tokens[m.last : m.last + 2]]
        if m.kind in (Kind.NAME, Kind.EVENT) and called[:1] == [","] and called[1:] and called[1] in _HEADS:
            found = (m.first, m.last)
        if m.kind in (Kind.NAME, Kind.EVENT, Kind.BODY) and (signed := _signed(reading.doc, m)) is not None:
            found = signed
    return _programme_named(reading, found, "programme-named-before") if found else None


def _signed(doc: Document, m: Mention) -> tuple[int, int] | None:
    """What the name of a signing says to be signed for: "Penandatanganan Komitmen Replikasi X"."""
    told = [t.lower for t in doc.tokens[m.first : m.last]]
    at = 1
    while told[0] in _SIGNINGS and at < len(told) and told[at] in _CONTRACTS:
        at += 1
    end = m.last + (m.last < len(doc.tokens) and doc.tokens[m.last].kind == "number")  # "… Tahun 2022"
    return (m.first + at, end) if at > 1 and m.last - m.first - at > 1 else None


def _programme_named(reading: Reading, place: tuple[int, int], rule: str) -> Role[str]:
    """The programme that tokens name, quotation marks and bracketed abbreviations left out of its label."""
    told = label(reading.doc, *place).translate(_QUOTES).strip()
    full = reading.in_full(told)
    return Role(full, (reading.doc.evidence(*place),), rule, "" if full == told else f"{told} → {full}")


def _by_rules(reading: Reading, s: Sentence, before: _Before) -> list[_Stated]:
    """What the rules of ``participation.toml`` find in a sentence."""
    found: list[_Stated] = []
    spoken_of = before.programme
    for rule, match in _holding(reading, s, before):
        spoken_of = _programme(reading, rule, match, spoken_of)
        if spoken_of is None:
            continue
        named = [m for m in match.mentions("area") if not reading.doc.quoted[m.first]]
        if not named and not _SMALLER.isdisjoint(t.lower for t in reading.doc.tokens[s.first : _at(match)]):
            continue  # "Sekitar 40 ribu penduduk tercatat sebagai peserta program itu"
        areas = named or ([before.area] if before.area else [])
        found.append(_Stated(rule.name, spoken_of, areas, counted=not named))
    return found


def _by_frames(reading: Reading, s: Sentence, before: _Before) -> list[_Stated]:
    """What the frames of taking part find: the first that says that anybody does, behind those that do not."""
    found: list[_Stated] = []
    if reading.doc.tokens[s.last - 1].text == "?":
        return found
    for frame in joinings(reading, s):
        programme = _programme_of(reading, s, frame, before)
        if programme is None or _undone_at(reading, s, frame.first) is not None:
            continue
        areas = [m for m in frame.areas if not reading.doc.quoted[m.first]]
        if frame.topic and before.area:
            areas.insert(0, before.area)
        areas += entries(reading, s) if frame.opens else ()
        found.append(_Stated(_SIGNED if frame.signs else _JOINED, programme, areas, not areas and frame.opens))
        if found[-1].says:
            break
    return found


def _programme_of(reading: Reading, s: Sentence, frame: Joining, before: _Before) -> Role[str] | None:
    """The programme of a frame: named by it, else the one named last, shortly before."""
    if frame.programme is not None:
        return _programme_named(reading, frame.programme, _SIGNED if frame.signs else _JOINED)
    return before.named if s.block - before.named_block <= _NEAR else None


def _continued(reading: Reading, s: Sentence, before: _Before) -> list[_Stated]:
    """The members of areas that were counted in the sentence before: "Ke-50 daerah itu meliputi A, B, dan C"."""
    if before.programme is not None and _opens_members(reading, s):
        return [_Stated(_JOINED, before.programme, list(entries(reading, s)))]
    if not before.counted or before.programme is None or s.block - before.block > 1:
        return []
    tokens = reading.doc.tokens
    lead = next((i for i in range(s.first, min(s.first + _LEAD, s.last)) if tokens[i].lower in _LEADS), None)
    members = listed_from(reading, s, lead + 1) if lead is not None else []
    if len(members) < 2 and tokens[s.last - 1].text in ":;":
        members = list(entries(reading, s))
    enough = len(members) > 1 or (len(members) == 1 and tokens[s.first].lower in _AREA_NOUNS)
    return [_Stated(_JOINED, before.programme, members)] if enough else []


def _named_as_members(reading: Reading, s: Sentence, before: _Before) -> list[_Stated]:
    """The members that a sentence names in its predicate, or that it says a programme to have grown by."""
    if (found := told_members(reading, s)) is not None and _undone_at(reading, s, found.joins) is None:
        near = before.named if s.block - before.named_block <= _NEAR else None
        programme = _programme_named(reading, found.programme, _JOINED) if found.programme else before.programme or near
        return [_Stated(_JOINED, programme, found.areas)] if programme is not None else []
    if (place := grown(reading, s)) is not None:
        return [_Stated(_JOINED, _programme_named(reading, place, _JOINED), [], counted=True)]
    return []


def _with_counted(reading: Reading, s: Sentence, told: list[_Stated]) -> list[_Stated]:
    """What a sentence states, with the areas that the next paragraphs name where it only counts them."""
    if not told or any(each.areas for each in told) or (number := number_counted(reading, s)) is None:
        return told
    return [each._replace(areas=counted_members(reading, s, number)) for each in told]


def _opens_members(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence opens a list of the areas chosen: "Adapun daerah yang terpilih adalah sebagai berikut:"."""
    awards = s.of(Kind.AWARD) or s.says(_AWARDED)
    return reading.doc.tokens[s.last - 1].text == ":" and s.says(_CHOSEN) and s.says(_AREA_NOUNS) and not awards


def _holding(reading: Reading, s: Sentence, before: _Before) -> list[tuple[Rule, Match]]:
    """The first rule that holds in a sentence, with each of its matches that nothing undoes."""
    doc = reading.doc
    if doc.tokens[s.last - 1].text == "?":
        return []
    undone: list[tuple[Match, str]] = []
    for rule, matches in Rules.load("participation").everywhere(doc, s):
        if rule.after and (before.programme is None or s.block - before.block > 1):
            continue
        stated = [match for match in matches if not doc.quoted[_at(match)]]
        if held := [(rule, match) for match in stated if _undone(reading, s, match) is None]:
            return held
        undone += [(match, reason) for match in stated if (reason := _undone(reading, s, match))]
    for match, reason in undone[:1]:
        told_id, told_en = TOLD[reason]
        reading.miss(
            "participation",
            reason,
            (doc.evidence(match.first, match.last),),
            f"Bukan keikutsertaan: {told_id}.",
            f"Does not take part: {told_en}.",
        )
    return []


def _at(match: Match) -> int:
    """The token at which the words of taking part begin."""
    return next((found.first for found in match.places("joins")), match.first)


def _undone(reading: Reading, s: Sentence, match: Match) -> str | None:
    """What undoes the words of taking part: a denial, plan or hope in the same breath before them."""
    return _undone_at(reading, s, _at(match))


def _undone_at(reading: Reading, s: Sentence, at: int) -> str | None:
    """The same for words of taking part that begin at a token."""
    doc = reading.doc
    for m in s.of(Kind.CUE):
        if any(doc.tokens[i].text == "," for i in range(m.last, at)):
            continue
        if m.last < s.last and doc.tokens[m.last].lower in _NOT_DENIED:
            continue  # "belum lama": it did happen
        for cue in m.value:
            if cue.sense in TOLD and 0 <= at - m.last <= _REACH.get(cue.sense, 8):
                return str(cue.sense)
    return None


def _programme(reading: Reading, rule: Rule, match: Match, spoken_of: Role[str] | None) -> Role[str] | None:
    """The programme that the match names, describes or refers to."""
    doc = reading.doc
    for mention in match.mentions("programme"):
        return reading.text_role(mention, rule.name)
    for found in match.places("programme"):
        return Role(doc.words(found.first, found.last), (doc.evidence(found.first, found.last),), rule.name)
    if match.places("it"):
        earlier = [m for m in doc.mentions(Kind.PROGRAMME) if m.first < match.first]
        return reading.text_role(earlier[-1], "programme-named-before") if earlier else spoken_of
    return spoken_of


def _topic(reading: Reading, s: Sentence) -> Mention | None:
    """The area that a sentence is about: the first one, or the area of the first office, unless it is only a place."""
    doc = reading.doc
    mains = (
        m
        for m in s.mentions
        if m.kind in _AREAS_OR_HEADS
        and (m.kind is Kind.AREA or m.value.area)
        and doc.tokens[m.first - 1].lower not in _PLACES
    )
    first = next(mains, None)
    return first if first is not None and not doc.quoted[first.first] else None


def _year(reading: Reading, s: Sentence, stated: _Stated) -> Role[int] | None:
    """The year in the programme's name, else the one that the sentence gives by a rule of ``participation-year``."""
    doc = reading.doc
    if (named := year_in_name(reading, stated.programme)) is not None:
        return named
    if (before := _year_told_before(reading, s)) is not None:
        return before
    if stated.rule == _SIGNED and (signed := _day_signed(reading, s)) is not None:
        return signed
    for rule, matches in Rules.load("participation-year").everywhere(doc, s):
        for match in matches:
            for told in match.places("year"):
                if (year := reading.year_in(told.first, told.last, rule.name)) is not None:
                    return year
            if not match.places("year"):
                days = ((m, reading.day(m)) for m in doc.mentions(Kind.DATE))
                for mention, day in days:
                    if day.start:
                        return Role(day.start.year, (doc.of(mention),), rule.name, doc.words(match.first, match.last))
    return None


def _year_told_before(reading: Reading, s: Sentence) -> Role[int] | None:
    """The year of the sentence before: "Di tahun tersebut …"."""
    doc = reading.doc
    told = " ".join(t.lower for t in doc.tokens[s.first : s.last])
    if s.first == 0 or not any(phrase in told for phrase in words("in-that-year")):
        return None
    earlier = doc.sentence_at(s.first - 1)
    return reading.year_in(earlier.first, earlier.last, "year-told-before")


def _day_signed(reading: Reading, s: Sentence) -> Role[int] | None:
    """The year of the day on which was signed."""
    days = ((m, reading.day(m)) for m in s.mentions if m.kind is Kind.DATE)
    return next((Role(day.start.year, (reading.doc.of(m),), "year-of-signing") for m, day in days if day.start), None)
