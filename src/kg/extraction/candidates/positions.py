"""What belongs to a position: whose it is, in which list, how wide that is, of which year, with which score."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.lists_described import described
from kg.extraction.candidates.parties import modifies, within_province
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.facts import Area

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading
    from kg.extraction.rules.matching import Match

_THAT = words("that")
_SCORE_WORDS = words("score-words")
_JOINTS = words("joints")
_NO_OWNER = words("no-owner-of-place") | {"selain"}
_GENERIC_LISTS = words("lists-in-general") | words("that") | {"yang", "sama"}
_TOGETHER = "others-in-position"  # the rule that adds areas to those found
_INDICES = words("indices")
_YEAR_MARKS = words("around-year")
_TELLS_YEAR = words("tells-year-of-score")
_LEADS_TO_SCORE = words("leads-to-score") | words("score-words") | words("equals") | {"yang"}
_UNITS = words("units-of-scores")
_UNITS_WITHIN = words("units-within-areas")
_AHEAD = 12  # tokens between a name and the year of its edition
_BESIDE = 6  # tokens between a number and its year
_SMALL_NAME = 5  # tokens of a village's name
_LONGEST = 9  # words in the name of a list
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def owners(reading: Reading, s: Sentence, m: Mention, topic: Role[Area] | None) -> list[Role[Area]]:
    """The areas that a position is of: the nearest before it that no preposition takes away, else one after the verb.

    An upper bound may have several: "A, B, dan C masuk 25 besar", "A masuk 25 besar bersama B". Where the sentence
    names none, or says "kota itu", it is the ``topic``, the area spoken of before.
    """
    rules = Rules.load("placement-area")
    before = rules.each(reading.doc, s, (s.first, m.last), nearest=True)
    after = rules.each(reading.doc, s, (m.first, s.last))
    found: list[tuple[Mention, str]] = []
    spoken_of: list[Role[Area]] = []
    for rule, match in chain(before, after):
        if match.places("topic"):
            if topic is not None and match.mentions("position")[0] is m and not found:
                spoken_of = [replace(topic, rule=rule.name)]
            continue
        area = match.mentions("area")[0]
        told = match.mentions("position")[0] is m and reading_of(area) is not None
        if (
            not told
            or modifies(reading, area)
            or _province_of_another(reading, s, area)
            or of_smaller_unit(reading, s, area)
        ):
            continue
        if rule.name == _TOGETHER:
            found += [(each, rule.name) for each in match.mentions("area") if found or spoken_of]
        elif len(match.mentions("area")) > 1 and not found:
            found = [(each, rule.name) for each in match.mentions("area")]
            spoken_of = []
        elif not found and not spoken_of:
            together = _listed_up_to(reading, s, area) if m.kind is Kind.TOP else [area]
            found += [(each, rule.name) for each in together]
        if m.kind is not Kind.TOP:
            break
    named = [
        Role(reading.area(where, reading.hint(s)), (reading.doc.of(area),), name)
        for area, name in found
        if (where := reading_of(area)) is not None
    ]
    return [*spoken_of, *named] or ([topic] if topic and not of_unit(reading, s, m) else [])


def _province_of_another(reading: Reading, s: Sentence, area: Mention) -> bool:
    """Whether an area only says where the one before it lies."""
    at = s.mentions.index(area)
    return at > 0 and within_province(reading, s.mentions[at - 1], area)


def _listed_up_to(reading: Reading, s: Sentence, area: Mention) -> list[Mention]:
    """An area with those that are listed before it: "A, B, dan C"."""
    tokens, found = reading.doc.tokens, [area]
    for m in reversed([x for x in s.mentions if x.last <= area.first]):
        gap = {t.lower for t in tokens[m.last : found[0].first]}
        if m.kind is not Kind.AREA or not gap or not gap <= _JOINTS or found[0].first - m.last > 2:
            break
        found.insert(0, m)
    opened = tokens[found[0].first - 1].lower if found[0].first > s.first else ""
    return [area] if opened in _NO_OWNER else found


def list_name(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """What the list is of: words right after "25 besar", an award or index in the sentence, else in the one before."""
    doc = reading.doc
    for rule, match in Rules.load("placement-list").holding(doc, s, (m.first, s.last)):
        named = match.places("list")
        if not named or match.mentions("position")[0] is not m:
            continue
        first, last = named[0].first, _end_of_name(reading, s, named[0].first, match.last)
        if last - first > 1 and doc.tokens[first].lower == "nasional":
            first += 1
        own = {t.lower for t in doc.tokens[first:last] if t.kind == "word"}
        if not own or own <= _GENERIC_LISTS or any(x.first == first and x.kind is Kind.AREA for x in s.mentions):
            continue
        if last - first > _LONGEST or (last - first == 1 and doc.tokens[first].lower in {"nasional", *_THAT}):
            continue
        evidence = doc.evidence(first, last)
        return _nominees(reading, s, m, first, last) or Role(doc.words(first, last), (evidence,), rule.name)
    around = [x for x in s.mentions if x.kind in (Kind.AWARD, Kind.PROGRAMME) and not _of_another(reading, s, m, x)]
    if around:
        return named_in_full(reading, around[0], "list-named")
    if measured := [x for x in reading.instruments if s.first <= x.first < s.last]:
        return named_in_full(reading, measured[0], "list-named")
    if m.kind is not Kind.SCORE and (told := described(reading, s, m)) is not None:
        return told
    if earlier := lists_before(reading, m.first):
        return named_in_full(reading, as_in_the_lead(reading, earlier), "list-named-before")
    shared = [x for x in s.mentions if x.kind is Kind.AWARD and is_index(str(x.value))]
    return named_in_full(reading, shared[-1], "list-named-before") if shared else None


def lists_before(reading: Reading, before: int) -> list[Mention]:
    """The awards, programmes and instruments that are named before a token; instruments only where they come last."""
    named, measured = (
        list(some[: bisect_left(some, before, key=lambda x: x.first)]) for some in (reading.lists, reading.instruments)
    )
    if named and (not measured or measured[-1].first < named[-1].first):
        return named
    return measured


def named_in_full(reading: Reading, mention: Mention, rule: str) -> Role[str]:
    """A list by its name, an abbreviation before its year spelled out as the article does: "IKCI 2018"."""
    named = reading.text_role(mention, rule)
    full = reading.in_full(named.value)
    return named if full == named.value else replace(named, value=full, note=f"{named.value} → {full}")


def ranked(reading: Reading, s: Sentence, score: Mention) -> Mention | None:
    """The rank that a score belongs to: "peringkat ketiga (skor 77,35)", "peringkat kedua dengan nilai 75,35"."""
    tokens = reading.doc.tokens
    for m in s.mentions:
        between = [t.lower for t in tokens[m.last : score.first]] if m.kind is Kind.RANK else []
        if between[:1] == ["dengan"] and 2 <= len(between) <= 3 and between[1] in _SCORE_WORDS:
            return m
    opened = next((i for i in range(score.first - 1, max(score.first - 4, s.first), -1) if tokens[i].text == "("), None)
    return next((m for m in s.mentions if m.kind is Kind.RANK and m.last == opened), None)


def _of_another(reading: Reading, s: Sentence, m: Mention, named: Mention) -> bool:
    """Whether a list is that of another position: "Skornya 82,14, naik dari 80,60 pada Indeks X 2023"."""
    others = (x for x in s.mentions if x.kind in (Kind.RANK, Kind.TOP, Kind.SCORE) and x is not m)
    others = (x for x in others if x.kind is not Kind.SCORE or ranked(reading, s, x) is not m)
    return any(0 <= named.first - x.last <= 1 for x in others)


def _end_of_name(reading: Reading, s: Sentence, first: int, last: int) -> int:
    """Where the words of a name end before a verb, a mark, or "se-Jawa Timur"."""
    tokens = reading.doc.tokens
    verbs = {x.first for x in s.mentions if x.kind is Kind.CUE and any(c.voice for c in x.value)}
    for i in range(first, last):
        if i in verbs or tokens[i].kind not in ("word", "number") or tokens[i].lower.startswith("se-"):
            return i
    return last


def _nominees(reading: Reading, s: Sentence, m: Mention, first: int, last: int) -> Role[str] | None:
    """The nominees of an award as a list: "masuk 10 besar nominasi"."""
    doc = reading.doc
    if doc.tokens[first].lower != "nominasi":
        return None
    evidence = doc.evidence(first, last)
    if last == first + 1 and (award := _award_near(reading, s, m)) is not None:
        return Role(f"{evidence.quote} {award.value}", (evidence, *award.evidence), "list-of-nominees", award.note)
    return Role(doc.words(first, last), (evidence,), "list-of-nominees")


def _award_near(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The award of the sentence, else the last one named before it."""
    named = [x for x in s.mentions if x.kind is Kind.AWARD]
    named = named or [x for x in reading.doc.mentions(Kind.AWARD) if x.first < m.first][-1:]
    return reading.text_role(named[0], "list-of-nominees") if named else None


def as_in_the_lead(reading: Reading, named: list[Mention]) -> Mention:
    """The list spoken of last, as it was named first: an edition named in passing is not the one spoken of."""
    names = [bare_name(reading.in_full(str(x.value))) for x in named]
    same = [x for x, name in zip(named, names, strict=True) if name == names[-1]]
    return next((x for x in same if _YEAR.search(str(x.value))), same[0])


def is_index(name: str) -> bool:
    """Whether a list ranks and scores, and confers nothing, by its name."""
    return bool(_INDICES.intersection(name.casefold().split()))


def year_beside(reading: Reading, s: Sentence, m: Mention) -> Role[int] | None:
    """The year that the clause itself gives: "pada 2022 masih berada di peringkat ke-37", "posisi kedua tahun 2024"."""
    tokens = reading.doc.tokens
    before = [x for x in s.mentions if x.kind in (Kind.RANK, Kind.TOP) and x.last <= m.first]
    start = before[-1].last if before and m.kind is not Kind.SCORE else s.first
    for span in ((m.first, s.last), (start, m.last)):
        for rule, match in Rules.load("placement-year").each(reading.doc, s, span):
            if match.mentions("position")[0] is not m:
                continue
            if match.places("now"):
                return _year_now(reading, match, rule.name)
            if match.places("before"):
                return _year_before(reading, s, m, match, rule.name)
            told = match.places("year")[0]
            edition = reading.year_in(told.first, told.last, rule.name)
            if edition is not None and (told.mention or len(tokens[told.first].text) == 4):
                return edition
    return None


def year_near(reading: Reading, s: Sentence, m: Mention) -> Role[int] | None:
    """The year right beside a number: behind it, or before it as in "capaian 2021 yang sebesar 3,06"."""
    if (behind := year_behind(reading, s, m)) is not None:
        return behind
    tokens = reading.doc.tokens
    for i in range(max(m.first - _BESIDE, s.first + 1), m.first):
        gap = {t.lower for t in tokens[i + 1 : m.first]}
        if _is_year(tokens[i].text) and tokens[i - 1].lower in _TELLS_YEAR and gap <= _LEADS_TO_SCORE:
            return reading.year_in(i, i + 1, "year-beside")
    return None


def year_behind(reading: Reading, s: Sentence, m: Mention) -> Role[int] | None:
    """The year right behind a number: "3,06 (2021)", "73 pada 2013"."""
    tokens = reading.doc.tokens
    behind = [i for i in range(m.last, min(m.last + _BESIDE, s.last)) if _is_year(tokens[i].text)]
    if behind and all(tokens[i].lower in _YEAR_MARKS or tokens[i].lower in _UNITS for i in range(m.last, behind[0])):
        return reading.year_in(behind[0], behind[0] + 1, "year-beside")
    return None


def _is_year(text: str) -> bool:
    return len(text) == 4 and _YEAR.fullmatch(text) is not None


def of_smaller_unit(reading: Reading, s: Sentence, area: Mention) -> bool:
    """Whether an area only says where a village, a hospital or a council lies, whose the position is.

    "Desa Cibiru Wetan, Kabupaten Bandung (96,16)", "DPRD Kabupaten Lamongan": the nearest name before the area begins
    with a word for something smaller.
    """
    tokens = reading.doc.tokens
    i = area.first - 1
    if i >= s.first and tokens[i].text in ",(":
        i -= 1
    at = i
    while i >= s.first and at - i < _SMALL_NAME and (tokens[i].capital or tokens[i].text == "-"):
        if tokens[i].lower in _UNITS_WITHIN:
            return True
        i -= 1
    return False


def of_unit(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a position is that of a village or an application: the last of what is named before it is no area."""
    tokens = reading.doc.tokens
    names = {
        i for x in s.mentions if x.kind in (Kind.AWARD, Kind.PROGRAMME, Kind.CATEGORY) for i in range(x.first, x.last)
    }
    areas = {x.last - 1 for x in s.mentions if x.kind is Kind.AREA}
    works = {x.first for x in s.mentions if x.kind is Kind.NAME and reading.doc.words(x.first, x.last) in reading.works}
    for i in range(m.first - 1, s.first - 1, -1):
        if i in areas:
            return False
        if i in works:
            return True
        named = tokens[i + 1].capital or tokens[i + 1].lower in _THAT
        if tokens[i].lower in _UNITS_WITHIN and named and i not in names:
            return True
    return False


def _year_now(reading: Reading, match: Match, rule: str) -> Role[int] | None:
    """The year of "tahun ini": that of the first day that the article gives."""
    days = [day.start.year for x in reading.doc.mentions(Kind.DATE) if (day := reading.day(x)).start]
    told = match.places("now")[0]
    return Role(days[0], (reading.doc.evidence(told.first, told.last),), rule) if days else None


def _year_before(reading: Reading, s: Sentence, m: Mention, match: Match, rule: str) -> Role[int] | None:
    """The year before that of the list, else before the first day that the article gives: "pada tahun sebelumnya"."""
    name = list_name(reading, s, m)
    edition = name and year_in_name(reading, name)
    days = [day.start.year for x in reading.doc.mentions(Kind.DATE) if (day := reading.day(x)).start]
    year = edition.value if edition else next(iter(days), None)
    told = match.places("before")[0]
    return Role(year - 1, (reading.doc.evidence(told.first, told.last),), rule) if year else None


def year_of_list(reading: Reading, name: Role[str]) -> Role[int] | None:
    """The year in a list's name, else the one that stands behind it: "Indeks X (IX) Kabupaten Y tahun 2017".

    A list named before without an edition has the one that the article tells elsewhere, if it tells of one only.
    """
    own = year_in_name(reading, name) or next(
        (year for e in name.evidence if (year := _year_after(reading, reading.doc.token_at(e.span.end)))), None
    )
    if own is not None or name.rule != "list-named-before":
        return own
    bare = bare_name(name.value)
    named = (*reading.lists, *reading.instruments)
    same = [m for m in named if bare_name(reading.in_full(str(m.value))) == bare]
    told = [y for m in same if (y := _year_told(reading, m)) is not None]
    return told[0] if len({y.value for y in told}) == 1 else None


def _year_told(reading: Reading, m: Mention) -> Role[int] | None:
    """The year that the name of a list holds or that stands behind it."""
    return year_in_name(reading, reading.text_role(m, "list-named")) or _year_after(reading, m.last)


def _year_after(reading: Reading, i: int) -> Role[int] | None:
    """The year at a token, behind a short name in brackets and the area that is measured."""
    doc = reading.doc
    s = doc.sentence_at(min(i, len(doc.tokens) - 1))
    if i + 3 < s.last and doc.tokens[i].text == "(" and doc.tokens[i + 2].text == ")":
        i += 3
        if _is_year(doc.tokens[i].text):
            return reading.year_in(i, i + 1, "year-beside")
    i = next((m.last for m in s.mentions if m.kind in (Kind.AREA, Kind.BODY) and m.first == i), i)
    if i + 1 >= s.last or doc.tokens[i].lower not in _YEAR_MARKS or not _is_year(doc.tokens[i + 1].text):
        return None
    return reading.year_in(i + 1, i + 2, "year-beside")


def year_in_name(reading: Reading, name: Role[str]) -> Role[int] | None:
    """The year that the words of a name hold: "Gerakan Menuju Smart City 2022"."""
    for e in name.evidence:
        found = _YEAR.search(e.quote)
        if found:
            start = e.span.start + found.start()
            return Role(int(found.group()), (reading.doc.article.evidence(start, start + 4),), "year-in-name")
    return None


def year_of_measure(reading: Reading) -> Role[int] | None:
    """The one edition of all that an article measures areas with: "Capaian MCP Pemprov X tahun 2022", and no other.

    A list that bears no year of its own is of that edition.
    """
    doc = reading.doc
    named = [m for m in doc.mentions(Kind.AWARD, Kind.PROGRAMME) if is_index(reading.in_full(str(m.value)))]
    told = [y for m in (*named, *reading.instruments) if (y := _year_told(reading, m) or _year_ahead(reading, m))]
    return told[0] if len({y.value for y in told}) == 1 else None


def _year_ahead(reading: Reading, m: Mention) -> Role[int] | None:
    """The year that the words behind a name end in: "Evaluasi SPBE pada Instansi Pusat dan Daerah Tahun 2023"."""
    doc = reading.doc
    s = doc.sentence_at(m.first)
    for i in range(m.last, min(m.last + _AHEAD, s.last - 1)):
        if doc.tokens[i].kind == "mark" and doc.tokens[i].text not in "()":
            return None
        if doc.tokens[i].lower in _YEAR_MARKS and _is_year(doc.tokens[i + 1].text):
            return reading.year_in(i + 1, i + 2, "year-beside")
    return None
