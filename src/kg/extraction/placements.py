"""Positions and scores in a list, where no award is given: "masuk 25 besar", "peringkat ke-4 se-Jawa Timur"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.areas import narrow
from kg.extraction.ceremony import bare_name
from kg.extraction.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.extraction.measures import CATEGORY_WORDS
from kg.extraction.modality import MODALITIES
from kg.extraction.parties import modifies
from kg.extraction.rules import Rules, words
from kg.extraction.scanner import reading_of
from kg.facts import Area, Placement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.article import Evidence
    from kg.extraction.reading import Reading
    from kg.extraction.winners import Winner
    from kg.facts import Conferral

_ENDS = words("list-ends")
_POSITIONS = words("positions")
_KINDS = {"kota": "city", "kabupaten": "regency"}


def placements(reading: Reading, conferrals: list[Conferral], scored: list[Winner]) -> Iterator[Placement]:
    """Every position and score; a score printed beside an award makes a placement with the award's name and rank."""
    doc = reading.doc
    taken = {(e.span.start, e.span.end) for c in conferrals if c.rank for e in c.rank.evidence}
    topic: tuple[Role[Area], Sentence] | None = None
    made: list[Placement] = []
    for s in doc.body():
        areas = [m for m in s.mentions if m.kind in (Kind.AREA, Kind.OFFICE) and reading_of(m)]
        for m in s.mentions[:MOST_MENTIONS]:
            if m.kind not in (Kind.TOP, Kind.RANK, Kind.SCORE) or (doc.quoted[m.first] and m.kind is not Kind.TOP):
                continue
            if doc.quoted[m.first] or _blocked(reading, s, m):
                continue
            evidence = doc.of(m)
            if m.kind is Kind.SCORE and _ranked(reading, s, m) is not None:
                continue
            if m.kind is Kind.RANK and (
                (evidence.span.start, evidence.span.end) in taken
                or m.value.word not in _POSITIONS
                or not m.value.number
            ):
                continue
            area = _area(reading, s, areas, m) or (topic[0] if topic else None)
            if area is None:
                continue
            conferral = next(
                (
                    c
                    for c in conferrals
                    if c.rank
                    and c.recipient.value == area.value
                    and s.first <= _token(reading, c.rank.evidence[0].span.start) < s.last
                ),
                None,
            )
            made.append(_placement(reading, s, m, area, conferral))
        made += _by_rule(reading, s)
        if areas and not doc.quoted[areas[0].first]:
            first = reading_of(areas[0])
            if first:
                topic = (Role(reading.area(first, reading.hint(s)), (doc.of(areas[0]),), "topic"), s)
    for w in scored:
        placement = _scored(reading, w, conferrals)
        if placement:
            made.append(placement)
    yield from _joined(made)


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


def _token(reading: Reading, start: int) -> int:
    return reading.doc.token_at(start)


def _blocked(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether the position is wished for, planned or denied; a place among the nominees counts."""
    tokens = reading.doc.tokens
    if tokens[s.last - 1].text == "?" or tokens[m.first - 1].lower == "luar":
        return True  # "di luar sepuluh besar"
    if tokens[m.first - 1].lower == "dari" and _year_beside(reading, s, m) is None:
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


def _area(reading: Reading, s: Sentence, areas: list[Mention], m: Mention) -> Role[Area] | None:
    """The area that the position is of: the last before it that no preposition takes away."""
    doc = reading.doc
    before = [
        a
        for a in areas
        if a.last <= m.first
        and not modifies(reading, a)
        and doc.tokens[a.first - 1].lower not in words("no-owner-of-place")
    ]
    same_clause = [a for a in before if words("meanwhile").isdisjoint(t.lower for t in doc.tokens[a.last : m.first])]
    kota_itu = any(a.lower in words("own-area") for a in doc.tokens[s.first : m.first])
    chosen = same_clause[-1] if same_clause else None
    if chosen is None:
        after = [a for a in areas if a.first >= m.last]
        passive = any(
            c.kind is Kind.CUE and any(x.voice == "passive" for x in c.value) for c in s.mentions if c.first >= m.last
        )
        chosen = after[0] if after and (passive or m.kind is Kind.SCORE) else None
    if chosen is None:
        return None
    reading_ = reading_of(chosen)
    assert reading_ is not None
    return Role(
        reading.area(reading_, reading.hint(s)),
        (doc.of(chosen),),
        "position" if not kota_itu else "position-of-own-city",
    )


def _placement(reading: Reading, s: Sentence, m: Mention, area: Role[Area], conferral: Conferral | None) -> Placement:
    doc = reading.doc
    here = (doc.of(m),)
    rank = Role(m.value.number, here, "rank") if m.kind is Kind.RANK else None
    top = Role(m.value, here, "upper-bound") if m.kind is Kind.TOP else None
    score = Role(m.value, here, "score") if m.kind is Kind.SCORE else None
    for x in s.mentions if rank else ():
        if x.kind is Kind.SCORE and _ranked(reading, s, x) is m:
            score = Role(x.value, (doc.of(x),), "score")
    name = _list_name(reading, s, m)
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
            "an index of cities",
        )
    scope = _scope(reading, s, m)
    if name is None:
        name = Role(doc.words(m.first, m.last), here, "position-only")
    year = _year_beside(reading, s, m)
    if year is not None and name.rule == "list-named-before":
        name = _without_edition(name, year.value)
    year = year or year_in_name(reading, name)
    return Placement(area, name, "position", category, rank, top, score, scope, year)


def _ranked(reading: Reading, s: Sentence, score: Mention) -> Mention | None:
    """The rank that a score in brackets belongs to: "peringkat ketiga (skor 77,35)"."""
    tokens = reading.doc.tokens
    opened = next((i for i in range(score.first - 1, max(score.first - 4, s.first), -1) if tokens[i].text == "("), None)
    return next((m for m in s.mentions if m.kind is Kind.RANK and m.last == opened), None)


def _without_edition(name: Role[str], year: int) -> Role[str]:
    """The list that was named before, without its edition where the sentence tells another year."""
    import re

    told = re.search(r"\b(?:19|20)\d\d\b", name.value)
    if told is None or int(told.group()) == year:
        return name
    bare = " ".join(name.value.replace(told.group(), "").split())
    return Role(bare, name.evidence, name.rule, f"{name.value} → {bare}: the sentence tells {year}") if bare else name


def _award_near(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """The award of the sentence, else the last one named before it."""
    named = [x for x in s.mentions if x.kind is Kind.AWARD]
    named = named or [x for x in reading.doc.mentions(Kind.AWARD) if x.first < m.first][-1:]
    return reading.text_role(named[0], "list-of-nominees") if named else None


def _kind_of_list(name: Role[str] | None) -> str | None:
    """The kind of area that a list ranks by its name: "Indeks Kota Cerdas" ranks cities."""
    named = name.value.casefold().split() if name else []
    return _KINDS.get(named[1]) if len(named) > 1 and named[0] in ("indeks", "index") else None


def _list_name(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """What the list is of: words right after "25 besar", an award or index in the sentence, else in the one before."""
    doc = reading.doc
    tokens = doc.tokens
    i = m.last
    if (
        i + 2 < s.last
        and tokens[i].lower == "dari"
        and tokens[i + 1].kind == "number"
        and any(tokens[k].lower in ("pada", "dalam") for k in range(i + 2, min(i + 5, s.last)))
    ):
        i = next(k for k in range(i + 2, s.last) if tokens[k].lower in ("pada", "dalam"))  # "dari 98 daerah pada X"
    if (
        i < s.last
        and tokens[i].lower in ("dari",)
        and m.kind is Kind.RANK
        and i + 1 < s.last
        and tokens[i + 1].kind == "number"
    ):
        i += 2
    if i < s.last and tokens[i].lower in ("dalam", "pada", "untuk"):
        i += 1
    end = i
    verbs = {m.first for m in s.mentions if m.kind is Kind.CUE and any(c.voice for c in m.value) and m.first > i}
    while (
        end < s.last
        and end not in verbs
        and tokens[end].lower not in CATEGORY_WORDS
        and tokens[end].lower not in _ENDS
        and tokens[end].kind in ("word", "number")
        and not tokens[end].lower.startswith("se-")
    ):
        end += 1
    if (
        m.kind is not Kind.SCORE
        and end > i
        and end - i <= 9
        and not (end - i == 1 and tokens[i].lower in {"nasional", *words("that")})
    ):
        text = doc.words(i, end)
        if not any(x.kind is Kind.CUE and x.first == i and any(c.voice for c in x.value) for x in s.mentions):
            nominee = tokens[i].lower == "nominasi"
            if nominee and end == i + 1 and (award := _award_near(reading, s, m)) is not None:
                return Role(
                    f"{text} {award.value}", (doc.evidence(i, end), *award.evidence), "list-of-nominees", award.note
                )
            return Role(text, (doc.evidence(i, end),), "list-after-position" if not nominee else "list-of-nominees")
    around = [x for x in s.mentions if x.kind in (Kind.AWARD, Kind.PROGRAMME)]
    if around:
        return reading.text_role(around[0], "list-named")
    earlier = [x for x in doc.mentions(Kind.AWARD, Kind.PROGRAMME) if x.first < m.first]
    return reading.text_role(_as_in_the_lead(reading, earlier), "list-named-before") if earlier else None


def _as_in_the_lead(reading: Reading, named: list[Mention]) -> Mention:
    """The list spoken of last, as it was named first: an edition named in passing is not the one spoken of."""
    names = [bare_name(reading.in_full(str(x.value))) for x in named]
    return named[names.index(names[-1])]


def _scope(reading: Reading, s: Sentence, m: Mention) -> Role[str] | None:
    """How wide the list is: "se-Jawa Timur", "di Indonesia", "tingkat nasional" is left out."""
    tokens = reading.doc.tokens
    for i in range(m.last, min(m.last + 16, s.last)):
        low = tokens[i].lower
        if low.startswith("se-") and tokens[i].text[3:4].isupper():
            end = i + 1
            while end < s.last and tokens[end].capital and tokens[end].kind == "word":
                end += 1
            start = tokens[i].start + 3
            evidence = reading.doc.article.evidence(start, tokens[end - 1].end)
            return Role(evidence.quote, (evidence,), "scope")
        if low == "di" and i + 1 < s.last and tokens[i + 1].capital and tokens[i + 1].lower in words("wide-scopes"):
            end = i + 2
            while end < s.last and tokens[end].capital and tokens[end].kind == "word":
                end += 1
            return Role(reading.doc.words(i + 1, end), (reading.doc.evidence(i + 1, end),), "scope")
    return None


def _year_beside(reading: Reading, s: Sentence, m: Mention) -> Role[int] | None:
    """The year that the clause itself gives: "pada 2022 masih berada di peringkat ke-37", "posisi kedua tahun 2024"."""
    tokens = reading.doc.tokens
    after = m.last
    if after < s.last and tokens[after].text == "(":  # "peringkat ketiga (skor 77,35) pada 2023"
        after = next((i + 1 for i in range(after, min(after + 6, s.last)) if tokens[i].text == ")"), after)
    if (
        after + 1 < s.last
        and tokens[after].lower in ("pada", "tahun")
        and (at := after + (2 if tokens[after + 1].lower == "tahun" else 1)) < s.last
        and tokens[at].kind == "number"
        and len(tokens[at].text) == 4
    ):
        return reading.year_in(at, at + 1, "year-beside")
    before = [x for x in s.mentions if x.kind in (Kind.RANK, Kind.TOP) and x.last <= m.first]
    start = before[-1].last if before and m.kind is not Kind.SCORE else s.first
    for i in range(max(start, m.first - 7), m.first - 1):
        if i and tokens[i - 1].text == ")":
            continue  # it is the year of what stands in the brackets before it
        if tokens[i].lower in ("pada", "tahun") and tokens[i + 1].kind == "number" and len(tokens[i + 1].text) == 4:
            return reading.year_in(i + 1, i + 2, "year-beside")
    return None


def year_in_name(reading: Reading, name: Role[str]) -> Role[int] | None:
    """The year that the words of a name hold: "Gerakan Menuju Smart City 2022"."""
    import re

    for e in name.evidence:
        found = re.search(r"\b(19|20)\d\d\b", e.quote)
        if found:
            start = e.span.start + found.start()
            return Role(int(found.group()), (reading.doc.article.evidence(start, start + 4),), "year-in-name")
    return None


def _scored(reading: Reading, w: Winner, conferrals: list[Conferral]) -> Placement | None:
    evidence = reading.doc.of(w.recipient)
    conferral = next((c for c in conferrals if evidence in c.recipient.evidence), None)
    if not w.awarded:
        return _positioned(reading, w, evidence)
    if conferral is None or w.score is None:
        return None
    value, mention = w.score
    area = reading_of(w.recipient)
    if area is None:
        return None
    return Placement(
        Role(reading.area(area, w.hint), (evidence,), "scored"),
        conferral.award,
        "scored",
        conferral.category,
        conferral.rank,
        None,
        Role(value, (reading.doc.of(mention),), "score"),
        None,
        conferral.year,
    )


def _positioned(reading: Reading, w: Winner, evidence: Evidence) -> Placement | None:
    """An entry of an index without a prize: rank by its number, score in brackets."""
    doc = reading.doc
    area = reading_of(w.recipient)
    named = [w.list] if w.list else [m for m in doc.mentions(Kind.AWARD, Kind.PROGRAMME) if m.first < w.recipient.first]
    if area is None or not named or (w.number is None and w.rank is None and w.score is None):
        return None
    name = reading.text_role(named[-1], "list-named-before")
    rank = Role(w.rank.value.number, (doc.of(w.rank),), "rank") if w.rank else None
    if rank is None and w.number:
        rank = Role(w.number, (doc.evidence(w.sentence.first, w.sentence.first + 1),), "rank-by-number")
    score = Role(w.score[0], (doc.of(w.score[1]),), "score") if w.score else None
    hint = w.hint or _KINDS.get(
        doc.tokens[named[-1].first + 1].lower if doc.tokens[named[-1].first].lower in ("indeks", "index") else ""
    )
    return Placement(
        Role(reading.area(area, hint), (evidence,), "listed"),
        name,
        "listed",
        None,
        rank,
        None,
        score,
        None,
        year_in_name(reading, name),
    )


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
                and (k.score is None or p.score is None)
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
