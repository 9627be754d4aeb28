"""Positions and scores in a list, where no award is given: "masuk 25 besar", "peringkat ke-4 se-Jawa Timur"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.assembly.listed import KINDS, listed
from kg.extraction.candidates.modality import MODALITIES
from kg.extraction.candidates.parties import modifies
from kg.extraction.candidates.positions import list_name, owners, ranked, scope, year_beside, year_in_name
from kg.extraction.candidates.surroundings import score_after
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


def placements(reading: Reading, conferrals: list[Conferral], scored: list[Candidate]) -> Iterator[Placement]:
    """Every position and score; a score printed beside an award makes a placement with the award's name and rank."""
    doc = reading.doc
    ranks = {(e.span.start, e.span.end) for c in conferrals if c.rank for e in c.rank.evidence}
    topic: Role[Area] | None = None
    made: list[Placement] = []
    for s in doc.body():
        for m in s.mentions[:MOST_MENTIONS]:
            if not _tells(reading, s, m) or (doc.of(m).span.start, doc.of(m).span.end) in ranks:
                continue
            for area in owners(reading, s, m, topic):
                own = [c for c in conferrals if c.rank and c.recipient.value == area.value]
                own = [c for c in own if c.rank and s.first <= doc.token_at(c.rank.evidence[0].span.start) < s.last]
                if m.kind is Kind.RANK and own:
                    continue  # the rank of an award, told in other words
                made.append(_placement(reading, s, m, area, own[0] if own else None))
        made += _by_rule(reading, s)
        named = [m for m in s.mentions if m.kind in (Kind.AREA, Kind.OFFICE) and reading_of(m)]
        first = next((m for m in named if not _only_provinces(reading, m)), named[0] if named else None)
        if first is not None and not doc.quoted[first.first] and (where := reading_of(first)):
            topic = Role(reading.area(where, reading.hint(s)), (doc.of(first),), "topic")
    for w in scored:
        placement = listed(reading, w, conferrals)
        if placement:
            made.append(placement)
    yield from _joined(made)


def _only_provinces(reading: Reading, m: Mention) -> bool:
    """Whether a mention is of a province: "Di luar Jawa dan Bali, lompatan terbesar dicatat Kota Kendari"."""
    where = reading_of(m)
    areas = reading.phrases.gazetteer.areas
    return where is not None and all(areas[code].kind == "province" for code in where.codes)


def _tells(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a mention tells a position or a score, and it is one that is held."""
    if m.kind not in (Kind.TOP, Kind.RANK, Kind.SCORE) or reading.doc.quoted[m.first] or _blocked(reading, s, m):
        return False
    if m.kind is Kind.SCORE:
        return ranked(reading, s, m) is None
    return m.kind is Kind.TOP or bool(m.value.number and m.value.word in _POSITIONS)


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
    if m.kind is Kind.SCORE and "rata-rata" in {t.lower for t in tokens[max(s.first, m.first - 8) : m.first]}:
        return True  # nobody's own
    if tokens[m.first - 1].lower == "dari" and year_beside(reading, s, m) is None:
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
    classes = [x for x in s.mentions if x.kind is Kind.CATEGORY]
    classes = [x for x in classes if x.first >= m.last] or [x for x in classes if x.last <= m.first][-1:]
    category = Role(classes[0].value, (doc.of(classes[0]),), "category") if classes else None
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
    extent = scope(reading, s, m)
    if name is None:
        name = Role(doc.words(m.first, m.last), here, "position-only")
    year = year_beside(reading, s, m)
    if year is not None and name.rule in ("list-named", "list-named-before"):
        name = _without_edition(name, year.value)
    year = year or year_in_name(reading, name)
    return Placement(area, name, "position", category, rank, top, score, extent, year)


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
    return KINDS.get(named[1]) if len(named) > 1 and named[0] in ("indeks", "index") else None


def _joined(made: list[Placement]) -> Iterator[Placement]:
    """Rank and score of one area in one sentence are one placement; a position told twice is one."""
    kept: list[Placement] = []
    for p in made:
        twin = next(
            (
                k
                for k in kept
                if k.area.value == p.area.value
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
