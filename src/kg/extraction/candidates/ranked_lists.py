"""Areas ranked or scored without a position word beside each: in the lines of a list, in an order, by bare numbers.

"Kab. Lebak | 92,6", "Kota Besar: 1. Denpasar (61,70)", "Sleman memimpin dengan skor 77,1, disusul Sidoarjo 75,4",
"smart society dan smart living membukukan 3,33". What such a number means is settled by what stands around it: words
of scores or an index in the sentence or the lead of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.surroundings import label
from kg.extraction.mentions.areas import KINDS
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.language.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_BEFORE_SCORES = frozenset("|:(–—-;\t=.…→")
_DECIMALS = re.compile(r"\d{1,3}(?:,\d{1,4}|\.\d{1,2})")
_AWARDED = words("winners") | words("awards-in-general") | words("nominees") | {"juara"}
_FOLLOWED = words("followed-by") | words("next-in-order") | words("follows-in-order")
_LEADS = words("leads-the-order")
_AFTER = words("after-scores")
_PERCENT = words("percent")
_POINTS = words("points")
_SCORING = words("leads-to-score")
_POSITIONS = words("positions")
_SCORES = words("score-words") | words("columns-of-scores")
_CONTEXT = words("score-words") | words("indices") | words("positions")
_NO_OWNER = words("no-owner-of-place")
_ANNOUNCES = words("announces-list")
_ENDS = words("meanwhile")
_FEWEST = 3  # entries that show an order
_TOLD = 300
"""Tokens from the lead on in which it is told that numbers behind the areas are scores."""
_LINE = 14  # tokens of a list's line
_HEADING = 8  # tokens of a heading within a list
_YEAR = 4  # digits of a year, which is no score
_NEAR = 60  # tokens before a sentence in which scores or an index were spoken of


@dataclass(frozen=True, slots=True)
class Standing:
    """An area, where it stands, and the words that say so; ``hint`` is the kind of area that the list ranks."""

    area: Mention
    sentence: Sentence
    lead: Sentence
    rank: tuple[int, int, int] | None = None  # the place and the tokens that tell it
    score: tuple[Decimal, Mention] | None = None
    category: Mention | None = None
    hint: str | None = None
    by_score: bool = False  # the numbers of the list go down with its scores: they are places


def in_lines(reading: Reading) -> Iterator[Standing]:
    """The entries of lists of scores or places, one a line, with the heading above them and the lead of the list."""
    for _, entries in groupby(_in_lines(reading), key=lambda each: (each.lead.first, each.category)):
        together = list(entries)
        falling = _falling(together)
        if len(together) > 1 or together[0].score is not None:  # a numbered line alone heads a section
            yield from (replace(each, by_score=falling) for each in together)


def _falling(entries: list[Standing]) -> bool:
    """Whether numbered lines stand in the order of their scores."""
    told = [(each.rank[0], each.score[0]) for each in entries if each.rank and each.score]
    if len(told) < _FEWEST or len(told) < len(entries):
        return False
    return all(b[0] == a[0] + 1 and b[1] <= a[1] for a, b in pairwise(told)) and told[0][0] == 1


def _in_lines(reading: Reading) -> Iterator[Standing]:
    """The entries themselves."""
    doc = reading.doc
    lead: Sentence | None = next((s for s in doc.sentences if s.kind is BlockKind.HEADLINE), None)
    heading: tuple[Sentence, Mention | None] | None = None
    for _, group in groupby(doc.body(), key=lambda s: s.block):
        block = list(group)
        first, last = block[0].first, block[-1].last
        short = last - first <= _LINE or block[0].kind is BlockKind.ITEM
        areas = [m for s in block for m in s.mentions if m.kind is Kind.AREA]
        if not short or (
            lead is not None and last - first <= _LINE and doc.tokens[last - 1].text in ":;" and not areas
        ):
            lead, heading = block[-1], None
        elif lead is not None and areas:
            found = _entry(reading, block, areas[0], lead, heading)
            if found is not None:
                yield found
        elif _ANNOUNCES & {t.lower for t in doc.tokens[first:last]}:
            lead, heading = block[-1], None  # "Inilah sepuluh kota penerima beserta skornya"
        elif _unbracketed(doc, first, last) - first <= _HEADING:
            heading = (block[-1], label(reading, first, last))
            lead = lead or block[-1]


def _unbracketed(doc: Document, first: int, last: int) -> int:
    """Where a line's remark in brackets begins: "C. Kabupaten (tanpa urutan, sebab nilainya sama)"."""
    return next((i for i in range(first + 1, last) if doc.tokens[i].text == "("), last)


def _entry(
    reading: Reading,
    block: list[Sentence],
    area: Mention,
    lead: Sentence,
    heading: tuple[Sentence, Mention | None] | None,
) -> Standing | None:
    """What a line says of its area: the number before it, the score behind it."""
    doc = reading.doc
    first, last = block[0].first, block[-1].last
    number = _place_before(block[0], doc, area)
    counted = number is not None
    begins = number[2] if number else first
    bare = area.first - begins <= 2
    told = {t.lower for t in doc.tokens[lead.first : lead.last]}
    whole = bool(
        _SCORES.intersection(
            t.lower.removesuffix("nya") for t in doc.tokens[lead.first : min(first, lead.first + _TOLD)]
        )
    )
    scores = [
        (i, value) for i in range(area.last, last) if (value := _score_at(doc, i, last, area.last, whole)) is not None
    ]
    if not bare or len(scores) > 1 or last - area.last > _LINE:
        return None
    category = heading[1] if heading else None
    hint = _kind_of(doc, heading[0]) if heading else None
    score = (scores[0][1], Mention(Kind.SCORE, scores[0][0], scores[0][0] + 1, scores[0][1])) if scores else None
    ranked = counted and not told & _AWARDED and bool(told & _CONTEXT)
    if score is None and not ranked:
        return None
    return Standing(area, block[0], lead, number, score, category, hint or reading.hint(lead))


def _place_before(s: Sentence, doc: Document, area: Mention) -> tuple[int, int, int] | None:
    """The place that opens a line: "3. Bali", "3) Bali", "Peringkat 3 – Bali", with the tokens that tell it."""
    first = s.first
    opening = doc.tokens[first]
    if opening.kind == "number" and opening.text.isdigit() and area.first - first <= 4:
        marked = first + 1 < s.last and doc.tokens[first + 1].text in ".)-–—"
        return (int(opening.text), first, first + 1) if marked else None
    m = next((m for m in s.mentions if m.kind is Kind.RANK and m.first - first <= 1 and m.last <= area.first), None)
    told = m is not None and m.value.number and m.value.word in _POSITIONS
    return (m.value.number, m.first, m.last) if m is not None and told else None


def _score_at(doc: Document, i: int, limit: int, after: int, whole: bool) -> Decimal | None:
    """The score that a number in a line is: alone at its end, in brackets, or in a cell of its own.

    A ``whole`` number in brackets is one where scores were spoken of.
    """
    token = doc.tokens[i]
    if token.kind != "number":
        return None
    before = doc.tokens[i - 1].text
    celled = before in _BEFORE_SCORES or i == after or doc.tokens[i - 1].lower in words("scores-in-brackets")
    digits = token.text.isdigit() and len(token.text) < _YEAR
    plain = _DECIMALS.fullmatch(token.text) is not None or (digits and (before == "|" or (whole and before == "(")))
    value = decimal(token.text.replace(".", ",")) if plain and celled else None
    ends = i + 1 >= limit or doc.tokens[i + 1].kind == "mark" or doc.tokens[i + 1].lower in words("units-of-scores")
    return Decimal(value) if value is not None and ends else None


def _kind_of(doc: Document, heading: Sentence) -> str | None:
    """The kind of area that a heading speaks of: "Kota Besar" heads cities."""
    kinds = {KINDS[t.lower] for t in doc.tokens[heading.first : heading.last] if t.lower in KINDS}
    return kinds.pop() if len(kinds) == 1 else None


def in_order(reading: Reading, s: Sentence) -> Iterator[Standing]:
    """The places of areas told in their order: "Sleman memimpin dengan skor 77,1, disusul Sidoarjo 75,4 dan Badung"."""
    if len(s.of(Kind.AREA)) < 2:
        return
    doc = reading.doc
    tokens = doc.tokens
    areas = [m for m in s.mentions[:MOST_MENTIONS] if m.kind is Kind.AREA and not doc.quoted[m.first]]
    areas = [m for m in areas if tokens[m.first - 1].lower not in _NO_OWNER]
    told = {t.lower for t in tokens[s.first : s.last]}
    if len(areas) < 2 or told & _AWARDED:
        return
    places = {m.first: m.value.number for m in s.mentions if m.kind is Kind.RANK and m.value.number}
    start = _starts(reading, s, areas, places)
    if start is None:
        return
    number = start
    for position, area in enumerate(areas):
        until = areas[position + 1].first if position + 1 < len(areas) else s.last
        if position:
            gap = [t.lower for t in tokens[areas[position - 1].last : area.first]]
            if _ENDS.intersection(gap) or (position == 1 and _FOLLOWED.isdisjoint(gap) and start == 1):
                return
            number += 1
        score = next((x for i in range(area.last, until) if (x := number_beside(doc, i, s.last)) is not None), None)
        yield Standing(area, s, s, (number, area.first, area.last), score, _class_before(s, area))


def _starts(reading: Reading, s: Sentence, areas: list[Mention], places: dict[int, int]) -> int | None:
    """The place of the first area of an order, or ``None`` where there is no order."""
    tokens = reading.doc.tokens
    followed = [i for i in range(areas[0].last, areas[1].first) if tokens[i].lower in _FOLLOWED]
    near = [t.lower for t in tokens[max(s.first, areas[0].first - 8) : areas[1].first]]
    before = [n for at, n in places.items() if at < areas[1].first]
    if followed and (before or _LEADS.intersection(near)):
        return before[0] if before else 1
    last = [n for at, n in places.items() if at > areas[-1].last]
    ordered = "berturut-turut" in near or any(t in words("in-order") | words("read-from-the-top") for t in near)
    if last and ordered and last[-1] == len(areas):
        return 1  # "dibaca dari atas: A, B, C, lalu D di urutan keempat"
    return None


def number_beside(doc: Document, i: int, limit: int, *, percent: bool = False) -> tuple[Decimal, Mention] | None:
    """A number with decimals as a score: "disusul Sidoarjo 75,4", "(74,1)"; as a share only where ``percent`` says."""
    token = doc.tokens[i]
    if token.kind != "number" or not _DECIMALS.fullmatch(token.text) or "," not in token.text:
        return None
    following = doc.tokens[i + 1] if i + 1 < limit else None
    share = following is not None and following.lower in _PERCENT
    if share and not percent:
        return None
    if following is not None and following.kind == "word" and following.lower not in _AFTER and not share:
        return None
    value = Decimal(decimal(token.text) or 0)
    return value, Mention(Kind.SCORE, i, i + 1, value)


def side_by_side(reading: Reading, s: Sentence) -> dict[int, Mention]:
    """Scores that stand in one series with as many areas before it, each score by the first token of its area.

    "diisi Baubau, Kendari, dan Tomohon dengan skor 69,2; 68,7; dan 66", "Palu dan Tual masing-masing 80,1 dan 79,4".
    """
    if len(s.of(Kind.AREA)) < 2 or len(s.numbers) < 2:
        return {}
    tokens = reading.doc.tokens
    scores: list[Mention] = []
    for i in range(s.first, s.last):
        token = tokens[i]
        plain: bool = token.kind == "number" and (
            _DECIMALS.fullmatch(token.text) is not None or (bool(scores) and token.text.isdigit())
        )
        if not plain or (scores and (i - scores[-1].last > 2 or not _joined(reading, scores[-1].last, i))):
            if len(scores) > 1:
                break
            if not plain:
                continue
            scores = []
        value = Decimal(decimal(token.text) or 0)
        scores.append(Mention(Kind.SCORE, i, i + 1, value))
    areas: list[Mention] = []
    for m in [x for x in s.mentions if x.kind is Kind.AREA and scores and x.last <= scores[0].first]:
        if areas and not _joined(reading, areas[-1].last, m.first):
            areas = []
        areas.append(m)
    if len(scores) < 2 or len(areas) != len(scores):
        return {}
    return {area.first: score for area, score in zip(areas, scores, strict=True)}


def _joined(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing but what joins a list stands between two tokens."""
    gap = {t.lower for t in reading.doc.tokens[first:last]}
    return bool(gap) and gap <= words("joints")


def _class_before(s: Sentence, area: Mention) -> Mention | None:
    """The category that a sentence names before an area."""
    return next((m for m in reversed(s.mentions) if m.kind is Kind.CATEGORY and m.last <= area.first), None)


def bare_scores(reading: Reading, s: Sentence) -> Iterator[Mention]:
    """Numbers that are scores by the verb or the area before them, where no word for a score stands beside.

    Whole ones need their unit, "130 poin"; a percentage counts where an instrument was just spoken of: "MCP … 95,77
    persen".
    """
    doc = reading.doc
    numbers = [i for i in s.numbers if i > s.first and not doc.quoted[i]]
    if not numbers:
        return
    known = {m.first for m in (*s.of(Kind.SCORE), *s.of(Kind.DATE))}
    measured = any(s.first - _NEAR // 2 < m.first < s.last for m in reading.instruments)
    read = ((i, number_beside(doc, i, s.last, percent=measured) or _points(doc, i, s.last)) for i in numbers)
    found = [(i, told[1]) for i, told in read if told is not None and i not in known]
    if not found:
        return
    context = {t.lower.removesuffix("nya") for t in doc.tokens[max(s.first - _NEAR, 0) : s.last]}
    if not (measured or context & _CONTEXT):
        return
    for i, score in found:
        before = doc.tokens[i - 1].lower
        opened = before == "(" and i + 1 < s.last and doc.tokens[i + 1].text in (")", "poin")
        beside = any(m.last == i - opened and m.kind is Kind.AREA for m in s.mentions)
        if before in _SCORING or beside:
            yield score


def _points(doc: Document, i: int, limit: int) -> tuple[Decimal, Mention] | None:
    """A whole number of points: "mengumpulkan 125 poin"."""
    text = doc.tokens[i].text
    if i + 1 >= limit or doc.tokens[i + 1].lower not in _POINTS or not text.isdigit() or len(text) >= _YEAR:
        return None
    if doc.tokens[i - 1].lower in words("changed-by") | words("far-apart"):
        return None
    return Decimal(text), Mention(Kind.SCORE, i, i + 1, Decimal(text))
