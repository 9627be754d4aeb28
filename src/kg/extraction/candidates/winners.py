"""Winners given as lists: bulleted, numbered, in tables, "Kategori: A, B, C" line by line, and ranked in prose."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.parties import within_province
from kg.extraction.candidates.rankings import ranked_in_prose
from kg.extraction.candidates.tables import cells, columns, row
from kg.extraction.candidates.winner import Winner, agency_or_work, label, score_after
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs")
_HEADLINE_WINNERS = words("winners-of-headline")
_NO_WINNERS = words("nominees")
_ORDERED = words("in-order")
_PLACES_ANNOUNCED = words("places-announced")
_INDICES = words("indices")
_NO_ENTRY = words("no-entry")
_ACCORDING = words("according-to")


def winners(reading: Reading) -> Iterator[Winner]:
    """Every recipient on every list of winners."""
    doc = reading.doc
    blocks: dict[int, list[Sentence]] = {}
    for s in doc.body():
        blocks.setdefault(s.block, []).append(s)
    order = list(blocks)
    by_place = any(_by_place(reading, s) for s in doc.body()) or _begins_again(reading, blocks)
    intro: list[Sentence] = []
    heading: Sentence | None = None
    header: Sentence | None = None  # the first row of a table
    for at, number in enumerate(order):
        sentences = blocks[number]
        first = sentences[0]
        if (areas := row(reading, sentences)) is not None:
            header = header if areas else first
            if not areas:
                continue
            if header is not None and (scores := list(columns(reading, first, header))):
                yield from scores
            elif (opens := _opening(reading, intro, heading)) is not None:
                yield from cells(reading, first, opens, heading)
            continue
        header = None
        item = first.kind is BlockKind.ITEM or _line(reading, sentences)
        if item and _heads_a_list(reading, first, blocks[order[at + 1]][0] if at + 1 < len(order) else None):
            heading = first
            continue
        if not item:
            following = blocks[order[at + 1]][0] if at + 1 < len(order) else None
            text_ends = doc.tokens[sentences[-1].last - 1].text == ":"
            short = len(sentences) == 1 and first.last - first.first <= 8
            listed = following is not None and (
                following.kind is BlockKind.ITEM
                or _line(reading, blocks[order[at + 1]])
                or row(reading, blocks[order[at + 1]]) is not None
            )
            if (
                short
                and listed
                and (text_ends or not any(m.kind is Kind.CUE and any(c.voice for c in m.value) for m in first.mentions))
            ):
                heading = first
                continue
            brief = len(sentences) <= 2 and sentences[-1].last - first.first <= 24
            intro = (
                (intro + sentences)[-6:]
                if intro and intro[-1].block == (order[at - 1] if at else -1) and brief
                else sentences
            )
            heading = None
            yield from ranked_in_prose(reading, sentences)
            continue
        opens = _opening(reading, intro, heading)
        if opens is None and (index := _index(reading, intro)) is not None:
            for w in _item(reading, sentences, index, intro, heading):
                w.awarded = False
                if (
                    w.number is None
                    and doc.tokens[first.first].kind == "number"
                    and doc.tokens[first.first].text.isdigit()
                ):
                    w.number = int(doc.tokens[first.first].text)
                yield w
        if opens is not None:
            yield from _item(reading, sentences, opens, intro, heading, by_place=by_place)


def _by_place(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence says that lists are in the order of places: "disusun menurut peringkat"."""
    words = [t.lower for t in reading.doc.tokens[s.first : s.last]]
    return "diurutkan" in words or any(a in _ACCORDING and b in _PLACES_ANNOUNCED for a, b in pairwise(words))


def _begins_again(reading: Reading, blocks: dict[int, list[Sentence]]) -> bool:
    """Whether numbered lists under several headings each begin with 1: the places of each category."""
    tokens = reading.doc.tokens
    ones = 0
    for (_, above), (_, below) in pairwise(blocks.items()):
        first = tokens[below[0].first]
        headed = above[0].kind is not BlockKind.ITEM and len(above) == 1 and above[0].last - above[0].first <= 8
        ones += headed and below[0].kind is BlockKind.ITEM and first.text == "1"
    return ones > 1


def _heads_a_list(reading: Reading, s: Sentence, following: Sentence | None) -> bool:
    """Whether a line with a letter is the heading of the lines below it: "B. Smart Living"."""
    tokens = reading.doc.tokens
    lettered = s.last - s.first > 2 and len(tokens[s.first].text) == 1 and tokens[s.first + 1].text in ".)"
    named = any(m.kind in (Kind.AREA, Kind.BODY, Kind.RANK) for m in s.mentions)
    below = following is not None and any(m.kind in (Kind.AREA, Kind.BODY) for m in following.mentions)
    return lettered and tokens[s.first].capital and not named and below and s.last - s.first <= 9


def _index(reading: Reading, intro: list[Sentence]) -> Sentence | None:
    """The sentence that makes a list one of positions: "Berikut sepuluh besarnya"."""
    for s in reversed(intro):
        words = {t.lower for t in reading.doc.tokens[s.first : s.last]}
        if words & _PLACES_ANNOUNCED and not words & _NO_WINNERS:
            return s
    return None


def _line(reading: Reading, sentences: list[Sentence]) -> bool:
    """Whether a paragraph is an entry of a list without a bullet: a short label, a colon, areas, no verb."""
    doc = reading.doc
    s = sentences[0]
    if len(sentences) != 1:
        return False
    colon = next((i for i in range(s.first, min(s.first + 8, s.last)) if doc.tokens[i].text == ":"), None)
    if colon is None or colon == s.last - 1:
        return False
    verbs = any(
        m.kind is Kind.CUE and any(c.voice for c in m.value) and any(c.sense not in ("occupy",) for c in m.value)
        for m in s.mentions
    )
    return not verbs and any(m.kind in (Kind.AREA, Kind.CATEGORY) and m.first > colon for m in s.mentions)


def _opening(reading: Reading, intro: list[Sentence], heading: Sentence | None) -> Sentence | None:
    """The sentence that makes a list one of winners, or ``None`` where the list is of something else."""
    doc = reading.doc
    for s in [heading] if heading else []:
        words = {t.lower for t in doc.tokens[s.first : s.last]}
        if words & _NO_WINNERS:
            return None
    for s in reversed(intro):
        words = {t.lower for t in doc.tokens[s.first : s.last]}
        if words & _NO_WINNERS or ("peserta" in words and s is intro[-1]):
            return None
        index = any(m.kind is Kind.AWARD and doc.tokens[m.first].lower in _INDICES for m in s.mentions)
        if words & (_WINNERS - {"terbaik"} if index else _WINNERS) or (
            any(m.kind is Kind.AWARD for m in s.mentions) and not index
        ):
            return s
    for s in (x for x in doc.sentences if x.kind is BlockKind.HEADLINE):
        words = {t.lower for t in doc.tokens[s.first : s.last]}
        if words & _HEADLINE_WINNERS and not words & _NO_WINNERS and intro:
            return s
    if heading is not None and {t.lower for t in doc.tokens[heading.first : heading.last]} & _WINNERS:
        return heading
    return None


def _item(
    reading: Reading,
    sentences: list[Sentence],
    opens: Sentence,
    intro: list[Sentence],
    heading: Sentence | None,
    *,
    by_place: bool = False,
) -> Iterator[Winner]:
    doc = reading.doc
    tokens = doc.tokens
    s = sentences[0]
    last = sentences[-1].last
    mentions = [m for x in sentences for m in x.mentions]
    start = s.first
    if tokens[start].kind in ("number", "mark") or (len(tokens[start].text) == 1):
        while start < last and (
            tokens[start].kind in ("number", "mark")
            or (len(tokens[start].text) == 1 and start + 1 < last and tokens[start + 1].text in ".)")
        ):
            start += 1
    colon = next(
        (
            i
            for i in range(start, min(start + 14, last))
            if tokens[i].text in ":" or (tokens[i].text in "–—-" and i > start)
        ),
        None,
    )
    areas = [m for m in mentions if m.kind is Kind.AREA and tokens[m.first - 1].lower not in _NO_ENTRY]
    categories = [m for m in mentions if m.kind is Kind.CATEGORY]
    ranks = [m for m in mentions if m.kind is Kind.RANK]
    shared_rank = next((m for x in intro[-2:] for m in x.mentions if m.kind is Kind.RANK), None)
    words = {t.lower for x in intro[-2:] for t in tokens[x.first : x.last]}
    ordered = by_place or bool(words & _ORDERED) or {"nomor", "peringkat"} <= words
    leading = doc.tokens[s.first]
    counted = (
        int(leading.text)
        if ordered and leading.kind == "number" and leading.text.isdigit() and int(leading.text) < 100
        else None
    )
    hint = reading.hint(opens)
    shared_category = next((m for x in reversed(intro) for m in x.mentions if m.kind is Kind.CATEGORY), None)
    heading_area = next((m for m in heading.mentions if m.kind is Kind.AREA), None) if heading else None
    heading_category = label(reading, heading.first, heading.last) if heading and not heading_area else None
    heading_rank = next((m for m in heading.mentions if m.kind is Kind.RANK), None) if heading else None
    if heading_area is not None and not areas:
        named_here: list[Mention | None] = [*categories] or [_rest(reading, start, last)]
        for named in named_here:
            if named:
                yield Winner(heading_area, s, opens, named, ranks[0] if ranks else None)
        return
    if colon is not None and areas and any(m.last <= colon for m in areas) and not any(m.first > colon for m in areas):
        after: list[Mention | None] = [m for m in categories if m.first > colon]
        if not after and not ranks:
            after = [_rest(reading, colon + 1, last)]
        for area in areas:
            for each in after or [None]:
                yield Winner(area, s, opens, each, ranks[0] if ranks else None)
        return
    category: Mention | None = None
    if colon is not None and areas and areas[0].first > colon:
        category = label(reading, start, colon)
        if tokens[start].lower == "kota" and hint is None:
            hint = "city"
        elif tokens[start].lower == "kabupaten" and hint is None:
            hint = "regency"
    else:
        category = categories[0] if categories else None
    if category is None or heading_category is not None:
        category = category or heading_category or (shared_category if not ordered or len(intro) > 0 else None)
    recipients = [m for at, m in enumerate(areas) if not within_province(reading, areas[at - 1] if at else None, m)]
    recipients = recipients or [m for m in mentions if agency_or_work(reading, m)]
    if colon is not None and (named := _named_in_place(reading, mentions, colon + 1, last)) is not None:
        recipients = [named]
    for position, area in enumerate(recipients):
        rank = (
            next((m for m in ranks if m.first == area.last + 1 and tokens[area.last].text == "("), None)
            or next((m for m in ranks if m.last <= area.first and area.first - m.last <= 3), None)
            or (ranks[0] if len(recipients) == len(ranks) == 1 else None)
            or heading_rank
            or (shared_rank if not ordered else None)
        )
        number = position + 1 if ordered and len(recipients) > 1 else counted
        yield Winner(area, s, opens, category, rank, number, score_after(reading, area, last), hint)


def _named_in_place(reading: Reading, mentions: list[Mention], i: int, limit: int) -> Mention | None:
    """Who is named with its place or office in brackets: "Aplikasi Terfavorit: Parit Kite (Kabupaten X)"."""
    tokens = reading.doc.tokens
    m = next((m for m in mentions if m.first == i and m.kind in (Kind.NAME, Kind.PERSON)), None)
    return m if m is not None and m.last < limit and tokens[m.last].text == "(" else None


def _rest(reading: Reading, first: int, last: int) -> Mention | None:
    return label(reading, first, last) if last - first <= 8 else None
