"""Recipients told one after the other in prose: in one breath, in the order of their places, or a category each.

"Kategori kota kecil: Magelang, disusul Madiun, lalu Bontang", "Ketiganya ialah Bintan, Sanggau, dan Sambas", "Bintan di
kelas kabupaten kecil, Bantul di kelas kabupaten sedang". Verbs weigh, none is needed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.candidate import Candidate
from kg.extraction.candidates.enumerations import Run, enumerations, holder_before
from kg.extraction.candidates.groups import group_told
from kg.extraction.candidates.run_reasons import Case, gives, reasons_of, stands
from kg.extraction.candidates.surroundings import class_hint, score_after
from kg.extraction.coreference.award_names import has_index_as_head
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.coreference.context import Reading

_TITLED = words("titles-of-areas") | words("classes")
_TITLE_ENDS = words("title-ends") | words("that")
_MOST = frozenset(("paling", "sangat"))
_ORDER = words("run-order")
_THEN = words("run-then")
_BELOW = words("run-below")
_AFTER = words("run-after")
_THAT = words("that")
_COUNTED = words("counted")
_MEMBERS = words("members-of-group")
_TOPMOST = words("winner-of-run")
_TOPMOST_PLACE = words("topmost")
_UP_TO = ("hingga", "sampai")
_PRIZES = GENERIC | words("winners") | words("prize-words")
_PARAGRAPHS_BACK = 3


@dataclass(frozen=True, slots=True)
class _Told:
    """The winners told last in a paragraph: whom, in which category, and the place reached."""

    candidates: tuple[Candidate, ...]
    category: Mention | None
    place: int


def runs_of(reading: Reading, awards: bool) -> Iterator[Candidate]:
    """The candidates that prose enumerates; ``awards`` tells that the article gives awards at all."""
    whole = (each for each in reading.listings if not each.inline)
    listed = {entry.block for listing in whole for entry in (*listing.entries, *listing.path)}
    prose = (s for s in reading.doc.body() if s.kind is not BlockKind.ITEM and s.block not in listed)
    for _, sentences in groupby(prose, key=lambda s: s.block):
        told: _Told | None = None
        previous: Sentence | None = None
        group: Mention | None = None
        for s in sentences:
            if reading.doc.quoted[s.first] or len(s.mentions) > MOST_MENTIONS:
                previous = s
                continue
            found, told = _of_sentence(reading, s, previous, told, group, awards)
            yield from found
            previous, group = s, group_told(reading, s) or group


def _of_sentence(
    reading: Reading, s: Sentence, previous: Sentence | None, told: _Told | None, group: Mention | None, awards: bool
) -> tuple[list[Candidate], _Told | None]:
    found: list[Candidate] = []
    runs = enumerations(reading, s)
    paired = _paired(s, runs)
    for run in runs:
        below = _goes_below(reading, s, run)
        before = told if below or _counts(reading, s, run) else None
        if below and before is None and previous is not None:
            before = _last_named(reading, previous)
        category = paired.get(run.first) or _category(s, run, runs) or (before.category if before else None)
        category = category or (group_told(reading, s) if run is runs[0] else None)
        counts = _counts(reading, s, run)
        category = category or (group if below or counts else None)
        if category is None:
            counted = previous if previous is not None and _counts(reading, s, run) else None
            category = title_in(reading, s.first, s.last) or (
                title_in(reading, counted.first, counted.last) if counted else None
            )
        named = previous if counts and previous is not None and _names_award(previous) else None
        goes_on = before is not None or (counts and (group is not None or named is not None))
        case = Case(reading, s, previous, run, category, below, goes_on, run.first in paired, awards)
        reasons = reasons_of(case)
        if not stands(reasons):
            continue
        if below and before is not None and before.place == 0:
            given = awards and not _only_an_index(reading, s)
            found += [
                replace(c, number=1, awarded=given, category=c.category or category or group) for c in before.candidates
            ]
            before = replace(before, place=1)
        places = _places(reading, s, run, below=below, before=before)
        if len(run.members) == 1 and not below and run.first not in paired and not case.bare:
            continue  # a verb must tell of a single one
        given = awards or gives(reasons)
        category = category or group
        made = [
            Candidate(
                member,
                s,
                named or s,
                category,
                number=place,
                score=score_after(reading, member, s.last),
                hint=reading.hint(s) or class_hint(reading, category),
                awarded=given and not _only_an_index(reading, s),
                rule="run",
                reasons=reasons,
                acceptor=holder_before(reading, s, member) or (member if member.kind is Kind.OFFICE else None),
            )
            for member, place in zip(run.members, places, strict=True)
            if not (member.kind is Kind.BODY and member.value.kind == "ministry")
        ]
        found += made
        told = _Told(tuple(made), category, places[-1] or 0) if made else told
    if not runs:
        told = None if told is None or _ends_telling(reading, s) else told
    return found, told


def _category(s: Sentence, run: Run, runs: Sequence[Run]) -> Mention | None:
    """The category of a run: the nearest before it with no other run between, else one right behind it."""
    own = [m for m in s.mentions if m.kind is Kind.CATEGORY]
    before = [m for m in own if run.start <= m.first and m.last <= run.first]
    if before:
        return before[-1]
    behind = [m for m in own if run.last <= m.first < run.end]
    if behind and (run is runs[-1] or behind[0].first - run.last <= 6):
        return behind[0]
    shared = [m for m in own if m.last <= run.first]
    return shared[-1] if shared and len(own) == 1 else None


def title_in(reading: Reading, first: int, last: int) -> Mention | None:
    """The title among tokens that tells what was won: "gelar provinsi terinovatif", "kota besar paling cerdas"."""
    tokens = reading.doc.tokens
    for i in range(first, last):
        if tokens[i].lower not in _TITLED or tokens[i].capital:
            continue
        end = i + 1
        while end < last and tokens[end].kind == "word" and tokens[end].lower not in _TITLE_ENDS and end - i < 7:
            end += 1
            told = tokens[end - 1].lower
            superlative = told.startswith("ter") and len(told) > 6 and told not in _TOPMOST
            if superlative or tokens[end - 2].lower in _MOST:
                return Mention(Kind.CATEGORY, i, end, reading.doc.words(i, end))
    return None


def _paired(s: Sentence, runs: Sequence[Run]) -> dict[int, Mention]:
    """The category of each run where a sentence tells them by turns: "Batu di kelas kota kecil, Bogor di kelas …"."""
    own = [m for m in s.mentions if m.kind is Kind.CATEGORY]
    if len(own) < 2 or not runs:
        return {}
    turns = sorted([(r.first, "run", r) for r in runs] + [(m.first, "category", m) for m in own], key=lambda x: x[0])
    kinds = [kind for _, kind, _ in turns]
    if any(a == b for a, b in pairwise(kinds)) or abs(len(runs) - len(own)) > 1:
        return {}
    if kinds[0] == "category" and len(own) >= len(runs):
        return {r.first: m for r, m in zip(runs, own, strict=False)}
    return {r.first: m for r, m in zip(runs, own, strict=False)} if len(own) == len(runs) else {}


def _goes_below(reading: Reading, s: Sentence, run: Run) -> bool:
    """Whether a run stands below whoever was named before the sentence: "Menyusul di belakangnya Madiun, Bontang"."""
    tokens = reading.doc.tokens
    own = [tokens[i].lower for i in range(run.start, run.first)]
    told = bool(_BELOW & set(own)) or any(a in _AFTER and b in _THAT for a, b in pairwise(own))
    return run.start == s.first and told and not any(m.kind is Kind.RANK for m in s.mentions)


def _counts(reading: Reading, s: Sentence, run: Run) -> bool:
    """Whether a run names those whom the sentence before counted: "Ketiganya ialah Bintan, Sanggau, dan Sambas"."""
    tokens = reading.doc.tokens
    return run.start == s.first and bool({tokens[i].lower for i in range(s.first, run.first)} & (_COUNTED | _MEMBERS))


def _names_award(s: Sentence) -> bool:
    return any(m.kind is Kind.AWARD for m in s.mentions)


def _last_named(reading: Reading, s: Sentence) -> _Told | None:
    """The member named last in a sentence, as the one below whom others follow."""
    runs = enumerations(reading, s)
    if not runs or len(runs[-1].members) != 1:
        return None
    category = _category(s, runs[-1], runs)
    hint = reading.hint(s) or class_hint(reading, category)
    winner = Candidate(runs[-1].members[0], s, s, category, hint=hint, rule="run")
    return _Told((winner,), category, 0)


def _ends_telling(reading: Reading, s: Sentence) -> bool:
    return any(m.kind in (Kind.AREA, Kind.OFFICE) for m in s.mentions)


def _places(reading: Reading, s: Sentence, run: Run, *, below: bool, before: _Told | None) -> list[int | None]:
    """The places of a run's members, counted on from a rank or from whoever stands above; ``None`` where unordered."""
    tokens = reading.doc.tokens
    ranks = [m for m in s.mentions if m.kind is Kind.RANK and m.value.number]
    ahead = [m for m in ranks if run.start <= m.first and m.last <= run.first]
    around = {tokens[i].lower for i in range(run.start, run.last)}
    ordered = bool(around & _ORDER)
    top = {tokens[i].lower for i in range(run.start, run.first)} & _TOPMOST
    if below:
        start = (before.place if before else 1) + 1
        return [start + k for k in range(len(run.members))]
    if ahead:
        rank = ahead[-1]
        counted = tokens[rank.last].lower in _UP_TO and ordinal(tokens[rank.last + 1].text) is not None
        counted = counted or (tokens[rank.last].lower in _UP_TO and rank.last < run.first)
        ordered = ordered or counted or bool(around & _THEN)
        if len(run.members) == 1 or ordered:
            return [rank.value.number + k for k in range(len(run.members))]
        return [None] * len(run.members)
    behind = [m for m in ranks if run.last <= m.first < run.end and m.first - run.last <= 3]
    if behind and len(run.members) == 1:
        return [behind[0].value.number]
    if (ordered or (top and around & _THEN)) and len(run.members) > 1:
        return [1 + k for k in range(len(run.members))]
    if len(run.members) == 1 and top & _TOPMOST_PLACE:
        return [1]
    return [None] * len(run.members)


def _only_an_index(reading: Reading, s: Sentence) -> bool:
    """Whether the paragraph spoke of an index last, or the article of nothing else, and nobody tells of prizes."""
    awards = list(reading.doc.mentions(Kind.AWARD))
    here = [m for m in awards if m.first < s.last and reading.doc.sentence_at(m.first).block == s.block]
    names = [reading.in_full(str(m.value)) for m in here[-1:] or awards]
    index = bool(names) and all(has_index_as_head(name) for name in names)
    return index and not _prizes_told(reading, s)


def _prizes_told(reading: Reading, s: Sentence) -> bool:
    """Whether the sentence, or one of the two paragraphs before it, speaks of prizes or winners."""
    doc = reading.doc
    return any(
        doc.tokens[i].lower in _PRIZES and not doc.quoted[i]
        for x in doc.body()
        if 0 <= s.block - x.block <= _PARAGRAPHS_BACK
        for i in range(x.first, x.last)
    )
