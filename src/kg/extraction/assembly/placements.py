"""Positions and scores in a list, where no award is given: "masuk 25 besar", "peringkat ke-4 se-Jawa Timur"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.listed import KINDS, listed
from kg.extraction.assembly.standings import class_before, part_of_index, scored, standing
from kg.extraction.candidates.modality import MODALITIES
from kg.extraction.candidates.paired_places import Pair, paired
from kg.extraction.candidates.parties import modifies
from kg.extraction.candidates.placed_tables import in_tables
from kg.extraction.candidates.positions import (
    is_index,
    list_name,
    owners,
    ranked,
    year_behind,
    year_beside,
    year_in_name,
    year_near,
    year_of_list,
    year_of_measure,
)
from kg.extraction.candidates.rank_series import in_series
from kg.extraction.candidates.ranked_lists import Standing, bare_scores, in_lines, in_order, side_by_side
from kg.extraction.candidates.scopes import scope, scope_of_list, scope_where_named
from kg.extraction.candidates.sub_scores import sub_scores
from kg.extraction.candidates.surroundings import score_after
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.mentions.areas import narrow
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.facts import Area, Placement
from kg.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Conferral

_POSITIONS = words("positions")
_OUTSIDE = words("no-position")
_NATIONWIDE = words("national") - {"indonesia"}
_COUNTED = words("counted-areas")
_SHARES = words("shares")
_SPORTS = words("sports-tables")
_PERCENT = words("percent")
_MEASURED = 40  # tokens from the name of an instrument to a percentage that is its score
_WHERE = words("where") | {"ke"}
_OF_INDICES = words("places-of-indices")
_KINDS_RANKED = {**KINDS, "provinsi": "province"}
_LISTS = words("indices") | words("calls-lists") | words("counted-areas") | words("smart-words")
_AREAS_OR_HEADS = frozenset((Kind.AREA, Kind.OFFICE))
_MEASURED_KINDS = frozenset(("TOP", "RANK", "SCORE"))
_MEASURES = frozenset((Kind.TOP, Kind.RANK, Kind.SCORE))
_PODIUM = 3  # so many places of an award are won
_AWARDS = words("awards-in-general") | words("award-stems")


def placements(reading: Reading, conferrals: list[Conferral], listed_winners: list[Candidate]) -> Iterator[Placement]:
    """Every position and score; a score printed beside an award makes a placement with the award's name and rank."""
    doc = reading.doc
    ranks = {(e.span.start, e.span.end) for c in conferrals if c.rank for e in c.rank.evidence}
    about: tuple[Sentence, Mention] | None = None  # the area that the sentences before speak of
    made: list[Placement] = []
    entries = _entries(reading)
    in_entries = {each.rank[1] for each in entries if each.rank}
    for s in doc.body():
        topic = _topic(reading, *about) if about is not None and (s.numbers or s.says(_MEASURED_KINDS)) else None
        series = side_by_side(reading, s)
        pairs = paired(reading, s)
        taken = in_entries | {m.first for m in series.values()} | {p.score[1].first for p in pairs.values() if p.score}
        for m in s.mentions[:MOST_MENTIONS] if s.says(_MEASURED_KINDS) else ():
            if (
                _tells(reading, s, m)
                and (doc.of(m).span.start, doc.of(m).span.end) not in ranks
                and m.first not in taken
            ):
                made += _of_owners(reading, s, m, topic, conferrals, pairs.get(m.first))
        made += _by_rule(reading, s)
        made += _following(reading, s, topic)
        made += _without_words(reading, s, series, topic, conferrals)
        about = _about(reading, s) or about
    lines = [p for each in entries if (p := standing(reading, each, conferrals))]
    known = {p.area.evidence for p in lines}
    made += lines
    made += (p for w in listed_winners if (p := listed(reading, w, conferrals)) and p.area.evidence not in known)
    conferred = {c.award.value for c in conferrals if c.award is not None}
    edition = year_of_measure(reading)
    for p in _joined([p for p in _once(made) if not _won(p, conferred)]):
        yield p if p.year is not None or edition is None else replace(p, year=edition)


def _entries(reading: Reading) -> list[Standing]:
    """The rows of tables whose header says what they hold, and the lines of other lists."""
    tables = list(in_tables(reading))
    rows = {each.sentence.first for each in tables}
    return [*tables, *(each for each in in_lines(reading) if each.sentence.first not in rows), *sub_scores(reading)]


def _once(made: list[Placement]) -> Iterator[Placement]:
    """Each number told once: a score that a list or an order gives is not read again as a bare one."""
    told = {p.score.evidence for p in made if p.score and (p.rank or p.rule != "position")}
    for p in made:
        bare = p.rule == "position" and p.rank is None and p.top is None
        if not (bare and p.score is not None and p.score.evidence in told):
            yield p


def _of_owners(
    reading: Reading,
    s: Sentence,
    m: Mention,
    topic: Role[Area] | None,
    conferrals: list[Conferral],
    pair: Pair | None,
) -> Iterator[Placement]:
    """The placements that a position makes, one for each area that has it."""
    where = reading_of(pair.area) if pair else None
    if pair and where:
        own_area = Role(reading.area(where, reading.hint(s)), (reading.doc.of(pair.area),), "area-in-position")
        told = _placement(reading, s, m, own_area, None)
        if told.scope and told.scope.evidence == own_area.evidence:  # "posisi kesepuluh Lampung" is no place in Lampung
            told = replace(told, scope=scope_where_named(reading, told.list))
        score = Role(pair.score[0], (reading.doc.of(pair.score[1]),), "score") if pair.score else None
        yield replace(told, score=told.score or score)
        return
    for area in owners(reading, s, m, topic):
        own = [c for c in conferrals if c.rank and c.recipient.value == area.value]
        own = [c for c in own if c.rank and s.first <= reading.doc.token_at(c.rank.evidence[0].span.start) < s.last]
        if m.kind is not Kind.RANK or not own:  # else the rank of an award, told in other words
            yield _placement(reading, s, m, area, own[0] if own else None)


def _following(reading: Reading, s: Sentence, topic: Role[Area] | None) -> Iterator[Placement]:
    """The placements of ranks that go on without their word, in the list and of the width of the one before them."""
    for each in in_series(reading, s):
        if (each.area is not None and _blocked(reading, s, each.told)) or _blocked(reading, s, each.rank):
            continue
        if each.area is None:
            areas = owners(reading, s, each.told, topic)
        else:
            where = reading_of(each.area)
            areas = (
                [Role(reading.area(where, reading.hint(s)), (reading.doc.of(each.area),), "rank-by-order")]
                if where
                else []
            )
        for area in areas:
            told = _placement(reading, s, each.told, area, None)
            year = told.year if each.area is not None else year_behind(reading, s, each.rank)
            own = Role(each.rank.value.number, (reading.doc.of(each.rank),), "rank")
            name = told.list if each.area is not None else list_name(reading, s, each.told) or told.list
            yield replace(told, list=name, rank=own, score=None, year=year or year_in_name(reading, name))


def _without_words(
    reading: Reading, s: Sentence, series: dict[int, Mention], topic: Role[Area] | None, conferrals: list[Conferral]
) -> Iterator[Placement]:
    """The placements of a sentence that no position word tells: an order, bare numbers, a series of scores."""
    taken = {m.first for m in series.values()}
    told = [*in_order(reading, s)]
    if _of_a_body(reading, s, conferrals):
        return
    paired = ((m, series[m.first]) for m in s.mentions if m.first in series)
    told += [Standing(area, s, s, score=(score.value, score)) for area, score in paired]
    yield from (p for each in told if (p := standing(reading, each, conferrals)))
    for m in bare_scores(reading, s):
        if m.first not in taken and _own_score(reading, s, m):
            yield from scored(reading, s, m, topic, conferrals)


def _of_a_body(reading: Reading, s: Sentence, conferrals: list[Conferral]) -> bool:
    """Whether a sentence names a village, an agency or a work that got an award: its numbers are that one's."""
    first, last = reading.doc.tokens[s.first].start, reading.doc.tokens[s.last - 1].end
    bodies = (c.recipient for c in conferrals if not isinstance(c.recipient.value, Area))
    return any(first <= e.span.start < last for recipient in bodies for e in recipient.evidence)


def _about(reading: Reading, s: Sentence) -> tuple[Sentence, Mention] | None:
    """The area that a sentence is about, for the positions after it."""
    named = [m for m in s.mentions if m.kind in _AREAS_OR_HEADS and reading_of(m)]
    named = [m for m in named if m.kind is Kind.OFFICE or not _only_where(reading, s, m)]
    first = next((m for m in named if not _only_provinces(reading, m)), named[0] if named else None)
    return None if first is None or reading.doc.quoted[first.first] else (s, first)


def _topic(reading: Reading, s: Sentence, m: Mention) -> Role[Area] | None:
    """The area that the sentences before a position speak of."""
    where = reading_of(m)
    return Role(reading.area(where, reading.hint(s)), (reading.doc.of(m),), "topic") if where is not None else None


def _only_where(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a name only says where something happened: "di Jakarta", and nobody speaks of that place."""
    return m.first > s.first and reading.doc.tokens[m.first - 1].lower in _WHERE


def _won(p: Placement, conferred: set[str]) -> bool:
    """Whether a place is that of a winner, one of the first of an award, or of no list of areas at all."""
    name = set(p.list.value.casefold().split())
    if name & _SPORTS:
        return True
    if p.area.rule == "topic" and p.list.rule == "list-after-position" and not name & (_AWARDS | _LISTS):
        return True  # "di mana kasih nomor satu": no list, and of no area
    if p.rank is None or p.score is not None or p.top is not None:
        return False
    if any(bare_name(p.list.value) == bare_name(award) for award in conferred) and is_index(p.list.value):
        return True
    given = any(bare_name(p.list.value) == bare_name(award) for award in conferred)
    named = (given or bool(_AWARDS & name)) and not is_index(p.list.value)
    return p.list.rule == "position-only" or (named and p.rank.value <= _PODIUM)


def _only_provinces(reading: Reading, m: Mention) -> bool:
    """Whether a mention is of a province: "Di luar Jawa dan Bali, lompatan terbesar dicatat Kota Kendari"."""
    where = reading_of(m)
    areas = reading.phrases.gazetteer.areas
    return where is not None and all(areas[code].kind == "province" for code in where.codes)


def _tells(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a mention tells a position or a score, and it is one that is held."""
    if m.kind not in _MEASURES or reading.doc.quoted[m.first] or _blocked(reading, s, m):
        return False
    if m.kind is Kind.SCORE:
        return ranked(reading, s, m) is None
    if m.kind is Kind.TOP or not m.value.number:
        return m.kind is Kind.TOP
    name = list_name(reading, s, m) if m.value.word in _OF_INDICES else None
    return m.value.word in _POSITIONS - _OF_INDICES or (name is not None and is_index(name.value))


def _by_rule(reading: Reading, s: Sentence) -> Iterator[Placement]:
    """First places that the rules of ``placement.toml`` find: "di puncak Indeks X"."""
    doc = reading.doc
    for rule, match in Rules.load("placement").holding(doc, s):
        area, named = match.mentions("area")[0], match.mentions("list")[0]
        first = match.places("first")[0]
        if _blocked(reading, s, Mention(Kind.RANK, first.first, first.last)) or modifies(reading, area):
            continue
        name = reading.text_role(named, rule.name)
        place = Role(reading.area(area.value, reading.hint(s)), (doc.of(area),), rule.name)
        rank = Role(1, (doc.evidence(first.first, first.last),), rule.name)
        yield Placement(place, name, rule.name, None, rank, None, None, None, year_in_name(reading, name))
        return


def _blocked(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether the position is wished for, planned or denied; a place among the nominees counts."""
    tokens = reading.doc.tokens
    if tokens[s.last - 1].text == "?" or tokens[m.first - 1].lower in _OUTSIDE:
        return True
    if m.kind is Kind.SCORE and not _own_score(reading, s, m):
        return True
    if tokens[m.first - 1].lower == "dari" and not (year_near(reading, s, m) or year_beside(reading, s, m)):
        return True  # "naik dari peringkat ke-90"; with its year it is a position that was held
    for c in s.mentions:
        if (
            c.kind is Kind.CUE
            and c.last <= m.first
            and any(x.sense in MODALITIES and x.sense not in ("nominated", "souvenir") for x in c.value)
        ):
            gap = reading.doc.tokens[c.last : m.first]
            if (
                len(gap) <= 6
                and words("next-clause").isdisjoint(t.lower for t in gap)
                and tokens[c.first].lower not in words("no-hopes-of-places")
            ):
                return True
    return False


def _own_score(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a number is somebody's score: no average, not that of the nation, and nothing that is counted."""
    tokens = reading.doc.tokens
    before = [t.lower.removesuffix("nya") for t in tokens[max(s.first, m.first - 8) : m.first]]
    if "rata-rata" in before or not _NATIONWIDE.isdisjoint(before[-2:]):
        return False
    following = tokens[m.last] if m.last < s.last else None
    measured = any(0 <= m.first - x.first < _MEASURED for x in reading.instruments)
    if following is not None and following.lower in (_SHARES - _PERCENT if measured else _SHARES):
        return False
    counts = following is not None and (following.capital or following.lower in _COUNTED) and following.kind == "word"
    return not (counts and tokens[m.first].text.isdigit())


def _placement(reading: Reading, s: Sentence, m: Mention, area: Role[Area], conferral: Conferral | None) -> Placement:
    doc = reading.doc
    here = (doc.of(m),)
    rank = Role(m.value.number, here, "rank") if m.kind is Kind.RANK else None
    top = Role(m.value, here, "upper-bound") if m.kind is Kind.TOP else None
    score = Role(m.value, here, "score") if m.kind is Kind.SCORE else None
    for x in s.mentions if rank else ():
        if x.kind is Kind.SCORE and ranked(reading, s, x) is m:
            score = Role(x.value, (doc.of(x),), "score")
    if rank and score is None and (printed := score_after(reading, m, s.last)):  # "di peringkat kedua (80,90)"
        score = Role(printed[0], (doc.of(printed[1]),), "score")
    name = list_name(reading, s, m)
    category = part_of_index(reading, s, m) if score else None
    category = category or _category(reading, s, m)
    if conferral is not None:
        name, category, rank = conferral.award, conferral.category, conferral.rank
    kind = _kind_of_list(name)
    if (
        kind
        and area.value.ambiguous
        and (narrowed := narrow(reading.phrases, area.value.codes, kind)) != area.value.codes
    ):
        area = Role(
            Area(narrowed, reading.phrases.gazetteer.areas[narrowed[0]].label),
            area.evidence,
            area.rule,
            Note.of("index-of-kind", kind=Note.of(kind)),
        )
    if name is None:
        name = Role(doc.words(m.first, m.last), here, "position-only")
    extent = scope(reading, s, m) or scope_of_list(reading, name) or scope_where_named(reading, name)
    year = (year_near(reading, s, m) if m.kind is Kind.SCORE else None) or year_beside(reading, s, m)
    if year is not None and name.rule in ("list-named", "list-named-before"):
        name = _without_edition(name, year.value)
    year = year or year_of_list(reading, name)
    return Placement(area, name, "position", category, rank, top, score, extent, year)


def _category(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The category that the sentence names after a position, else before it, else the sentence before in its block."""
    named = [x for x in s.mentions if x.kind is Kind.CATEGORY]
    classes = [x for x in named if x.first >= m.last] or [x for x in named if x.last <= m.first][-1:]
    return Role(classes[0].value, (reading.doc.of(classes[0]),), "category") if classes else class_before(reading, s)


def _without_edition(name: Role[str], year: int) -> Role[str]:
    """The list that was named before, without its edition where the sentence tells another year."""
    import re

    told = re.search(r"\b(?:19|20)\d\d\b", name.value)
    if told is None or int(told.group()) == year:
        return name
    bare = " ".join(name.value.replace(told.group(), "").split())
    note = Note.of("other-edition", name=name.value, bare=bare, year=year)
    return Role(bare, name.evidence, name.rule, note) if bare else name


def _kind_of_list(name: Role[str] | None) -> str | None:
    """The kind of area that a list ranks by its name: "Indeks Kota Cerdas" ranks cities."""
    named = name.value.casefold().split() if name else []
    if name is not None and name.rule in ("list-described", "list-described-before"):
        return next((_KINDS_RANKED[word] for word in named if word in _KINDS_RANKED), None)
    return KINDS.get(named[1]) if len(named) > 1 and named[0] in ("indeks", "index") else None


def _one_list(a: Role[str], b: Role[str]) -> bool:
    """Whether two positions may be of one list: not where both sentences name another."""
    if not {a.rule, b.rule} <= {"list-named", "list-of-nominees"}:
        return True
    return bare_name(a.value) == bare_name(b.value) or not (is_index(a.value) or is_index(b.value))


def _joined(made: list[Placement]) -> Iterator[Placement]:
    """Rank and score of one area in one sentence are one placement; a position told twice is one."""
    kept: list[Placement] = []
    for p in made:
        twin = next(
            (
                k
                for k in kept
                if k.area.value == p.area.value
                and _one_list(k.list, p.list)
                and (k.top is None or p.top is None or k.top.value == p.top.value)
                and (k.rank is None or p.rank is None or k.rank.value == p.rank.value)
                and (k.score is None or p.score is None or k.score.value == p.score.value)
                and (k.year is None or p.year is None or k.year.value == p.year.value)
                and ((p.top and k.top) or (p.rank and k.rank) or abs(_start(k) - _start(p)) < 250)
                and (k.category is None or p.category is None or k.category.value == p.category.value)
            ),
            None,
        )
        if twin is None or ((p.top is None) != (twin.top is None) and (p.rank or twin.rank)):
            kept.append(p)
            continue
        named = twin.list if twin.list.rule != "position-only" and not twin.list.rule.endswith("before") else p.list
        kept[kept.index(twin)] = Placement(
            twin.area,
            named,
            twin.rule,
            twin.category or p.category,
            twin.rank or p.rank,
            twin.top or p.top,
            twin.score or p.score,
            twin.scope or p.scope,
            twin.year or p.year,
        )
    yield from (p for p in kept if p.rank or p.top or (p.score and (p.list.rule != "position-only")))


def _start(p: Placement) -> int:
    role = p.rank or p.top or p.score or p.area
    return role.evidence[0].span.start
