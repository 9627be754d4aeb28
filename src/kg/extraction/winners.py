"""Winners given as lists: bulleted, numbered, "Kategori: A, B, C" line by line, and ranked enumerations in prose."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.act import GENERIC, SUPERLATIVE
from kg.extraction.document import Kind, Mention, Sentence
from kg.extraction.parties import within_province
from kg.extraction.rules import words
from kg.language.numbers import decimal, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.reading import Reading

_WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs")
_HEADLINE_WINNERS = words("winners-of-headline")
_NO_WINNERS = words("nominees")
_ORDERED = words("in-order")
_NEXT = words("next-in-order")
_CLAUSE_ENDS = words("clause-ends")
_FOLLOWED = words("followed-by")
_BELOW = words("stands-below")
_LOWER = words("lower")
_FIRST_OF_ORDER = words("first-of-order")
_PLACES_ANNOUNCED = words("places-announced")
_INDICES = words("indices")
_LABEL_WORDS = words("label-words")
_FIRST_PLACES = words("first-places")
_SCORES_IN_BRACKETS = words("scores-in-brackets")
_NO_ENTRY = words("no-entry")
_NO_PLACE_IN_ORDER = words("no-place-in-order")
_SAME = words("that") | {"sama"}
_ACCORDING = words("according-to")
_IN_ROLE = words("in-role")
_TOPMOST = words("topmost")
_OWNED = words("made-by")


@dataclass(slots=True)
class Winner:
    """A recipient on a list with what the list says of it; ``intro`` is the sentence that opens the list."""

    recipient: Mention
    sentence: Sentence
    intro: Sentence
    category: Mention | None = None
    rank: Mention | None = None
    number: int | None = None  # the rank by counting on
    score: tuple[Decimal, Mention] | None = None
    hint: str | None = None
    awarded: bool = True  # else a list of positions: an index without a prize
    list: Mention | None = None  # the list that a column of a table is of


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
        if (row := _row(reading, sentences)) is not None:
            header = header if row else first
            if not row:
                continue
            if header is not None and (scores := list(_columns(reading, first, header))):
                yield from scores
            elif (opens := _opening(reading, intro, heading)) is not None:
                yield from _cells(reading, first, opens, heading)
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
                or _row(reading, blocks[order[at + 1]]) is not None
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
            yield from _enumerated(reading, sentences)
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


def _row(reading: Reading, sentences: list[Sentence]) -> bool | None:
    """Whether a paragraph is the row of a table with an area in it; ``None`` where it is no row."""
    s = sentences[0]
    tokens = reading.doc.tokens
    bars = sum(tokens[i].text == "|" for i in range(s.first, sentences[-1].last))
    area = any(m.kind is Kind.AREA for m in s.mentions)
    placed = bars == 1 and area and tokens[s.first + 1].text == "|" and _place_of(tokens[s.first].text) is not None
    return area if bars >= 2 or placed else None


def _place_of(text: str) -> int | None:
    """The place that the cell of a table tells, in Arabic or Roman figures."""
    if text.isdigit():
        return int(text) if int(text) < 100 else None
    return ordinal(text, roman=True) if text.isupper() else None


def _columns(reading: Reading, s: Sentence, header: Sentence) -> Iterator[Winner]:
    """The scores of a row under the lists that the table's first row names: "Daerah | IKDD 2023 | IKDD 2024"."""
    doc = reading.doc
    area = next(m for m in s.mentions if m.kind is Kind.AREA)
    names = _cells_of(reading, header)
    cells = _cells_of(reading, s)
    if len(names) != len(cells):
        return
    for (first, last), (top, bottom) in zip(cells, names, strict=True):
        named = next((m for m in header.mentions if m.kind is Kind.AWARD and top <= m.first < bottom), None)
        if named is None or last - first != 1 or doc.tokens[first].kind != "number":
            continue
        value = decimal(doc.tokens[first].text)
        if value is not None:
            score = (value, Mention(Kind.SCORE, first, last, value))
            yield Winner(area, s, header, None, None, None, score, None, awarded=False, list=named)


def _cells_of(reading: Reading, s: Sentence) -> list[tuple[int, int]]:
    """Where each cell of a row begins and ends, with or without bars at the row's ends."""
    tokens = reading.doc.tokens
    bars = [i for i in range(s.first, s.last) if tokens[i].text == "|"]
    ends = [s.first - 1, *bars, s.last]
    return [(a + 1, b) for a, b in pairwise(ends) if a + 1 < b]


def _cells(reading: Reading, s: Sentence, opens: Sentence, heading: Sentence | None) -> Iterator[Winner]:
    """The cells of a row: a whole number is the rank, a decimal the score, words that are no area the category."""
    doc = reading.doc
    area = next(m for m in s.mentions if m.kind is Kind.AREA)
    number, score, category = None, None, None
    for first, last in _cells_of(reading, s):
        cell = doc.tokens[first:last]
        if len(cell) == 1 and number is None and (place := _place_of(cell[0].text)) is not None:
            number = place
        elif len(cell) == 1 and cell[0].kind == "number":
            if (value := decimal(cell[0].text)) is not None:
                score = (value, Mention(Kind.SCORE, first, last, value))
        elif not first <= area.first < last and any(t.kind == "word" for t in cell):
            category = category or Mention(Kind.CATEGORY, first, last, doc.words(first, last))
    if category is None and heading is not None:
        category = _label(reading, heading.first, heading.last)
    yield Winner(area, s, opens, category, None, number, score)


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
    heading_category = _label(reading, heading.first, heading.last) if heading and not heading_area else None
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
        category = _label(reading, start, colon)
        if tokens[start].lower == "kota" and hint is None:
            hint = "city"
        elif tokens[start].lower == "kabupaten" and hint is None:
            hint = "regency"
    else:
        category = categories[0] if categories else None
    if category is None or heading_category is not None:
        category = category or heading_category or (shared_category if not ordered or len(intro) > 0 else None)
    recipients = [m for at, m in enumerate(areas) if not within_province(reading, areas[at - 1] if at else None, m)]
    recipients = recipients or [m for m in mentions if _agency_or_work(reading, m)]
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


def _agency_or_work(reading: Reading, m: Mention) -> bool:
    """Whether a mention is an agency or an application, which may receive an award as an area does."""
    if m.kind is Kind.BODY:
        return getattr(m.value, "kind", "") == "agency"
    return m.kind is Kind.NAME and reading.doc.words(m.first, m.last) in reading.works


def _label(reading: Reading, first: int, last: int) -> Mention | None:
    """The words before a colon as a category, rank words and a marker left out."""
    tokens = reading.doc.tokens
    if last - first > 2 and len(tokens[first].text) == 1 and tokens[first + 1].text in ".)":
        first += 2  # "B. Smart Living"
    while first < last and (tokens[first].lower in _LABEL_WORDS or tokens[first].kind != "word"):
        if tokens[first].lower == "dimensi":
            break
        first += 1
    while last > first and tokens[last - 1].kind == "mark":
        last -= 1
    if last <= first or tokens[first].lower in _FIRST_PLACES:
        return None
    return Mention(Kind.CATEGORY, first, last, reading.doc.words(first, last))


def _rest(reading: Reading, first: int, last: int) -> Mention | None:
    return _label(reading, first, last) if last - first <= 8 else None


def score_after(reading: Reading, area: Mention, last: int) -> tuple[Decimal, Mention] | None:
    """The score in brackets after a recipient: "Surabaya (67,03)"."""
    tokens = reading.doc.tokens
    i = area.last
    if i < last and tokens[i].text in "(–-:":
        i += 1
    elif not (i < last and "," in tokens[i].text and tokens[i].kind == "number"):
        return None
    if i < last:
        while i < last and tokens[i].lower in _SCORES_IN_BRACKETS:
            i += 1
        if i < last and tokens[i].kind == "number":
            value = decimal(tokens[i].text)
            if (value is not None and "," in tokens[i].text) or "." in tokens[i].text:
                return (value, Mention(Kind.SCORE, i, i + 1, value)) if value is not None else None
    return None


def _enumerated(reading: Reading, sentences: list[Sentence]) -> Iterator[Winner]:
    """Ranks that count on in prose: "peringkat kedua sampai kelima berturut-turut diraih A, B, C"."""
    doc = reading.doc
    for s in sentences:
        if doc.quoted[s.first]:
            continue
        words = [t.lower for t in doc.tokens[s.first : s.last]]
        areas = [
            m for m in s.mentions if m.kind is Kind.AREA and doc.tokens[m.first - 1].lower not in _NO_PLACE_IN_ORDER
        ]
        areas = [_own_work(reading, s, m) or m for m in areas]
        if (pairs := _with_places(reading, s, areas)) and not set(words) & _NO_WINNERS:
            yield from pairs
            continue
        below = "bawahnya" in words and bool(_BELOW.intersection(words))
        if areas and _BELOW.intersection(words) and _behind(reading, s, areas[0]):
            areas, below = areas[1:], True  # "Di bawah Kota Magelang, secara berurutan, ada …"
        if (
            len(areas) < 2
            or set(words) & _NO_WINNERS
            or not (below or set(words) & (_WINNERS | _TOPMOST) or any(m.kind is Kind.RANK for m in s.mentions))
        ):
            continue
        first_winner = any(a in _FIRST_OF_ORDER and b.startswith("pertama") for a, b in pairwise(words))
        counting = bool(set(words) & {"berturut-turut"}) or any(
            a == "urutan" and b.startswith(("penerima", "pemenang")) for a, b in pairwise(words)
        )
        ranks = [m for m in s.mentions if m.kind is Kind.RANK and m.value.number]
        counting = counting or any(_up_to(reading, m.last, s.last) for m in ranks[:1])
        followed = bool(ranks) and bool(set(words) & _FOLLOWED) and len(ranks) == 1
        if not counting and not followed and not below and not (first_winner and set(words) & _NEXT):
            continue
        start = ranks[0].value.number if ranks else 2 if below else 1
        if (
            len(ranks) == 1 and not below and not counting
        ):  # "dimenangi A, lalu B di posisi kedua": the rank is that of B
            beside = [k for k, a in enumerate(areas) if 0 < ranks[0].first - a.last <= 2]
            start -= beside[0] if beside else 0
        if followed and not any(x.lower in _FOLLOWED for x in doc.tokens[areas[0].first : s.last]):
            start += 1  # "Kota itu menempati peringkat pertama, disusul Palu": the first is not named
        unnumbered = any(m.kind is Kind.RANK and m.value.word == "harapan" for m in s.mentions)
        own = [m for m in s.mentions if m.kind is Kind.CATEGORY]
        own += [
            m
            for x in sentences
            for m in x.mentions
            if x.last == s.first and m.kind is Kind.CATEGORY and x.last - x.first < 8
        ]
        if not own and any(a == "kategori" and b in _SAME for a, b in pairwise(words)):
            own = [m for x in doc.body() if x.last <= s.first for m in x.mentions if m.kind is Kind.CATEGORY][-1:]
        category = own[0] if own else None
        counted = 0
        for position, area in enumerate(areas):
            if ranks and position and _apart(reading, s, areas[position - 1], area, ranks):
                break  # "…, disusul B dan C, adapun D bertengger di posisi ke-12"
            told = next(
                (m for m in reversed(own) if position and areas[position - 1].last <= m.first < area.first), None
            )
            if told is not None and told is not category:
                category, counted, start = told, 0, 1  # "…, sedangkan pada kategori kabupaten berturut-turut D, E, F"
            counted += 1
            yield Winner(
                area,
                s,
                s,
                category,
                None,
                None if unnumbered else start + counted - 1,
                score_after(reading, area, s.last),
                reading.hint(s) or _class_hint(reading, category),
                awarded=not _only_an_index(reading, s),
            )


def _own_work(reading: Reading, s: Sentence, area: Mention) -> Mention | None:
    """The work that an area only owns: "diraih aplikasi Sipakat milik Pemkab Aceh Tengah"."""
    tokens = reading.doc.tokens
    before = next((m for m in reversed(s.mentions) if m.last < area.first), None)
    owned = before is not None and before.last == area.first - 1 and tokens[area.first - 1].lower in _OWNED
    return before if before is not None and owned and _agency_or_work(reading, before) else None


def _behind(reading: Reading, s: Sentence, area: Mention) -> bool:
    """Whether others stand below an area: "di belakang Madiun ada Kota Batu"."""
    before = [t.lower for t in reading.doc.tokens[max(area.first - 2, s.first) : area.first]]
    return len(before) == 2 and before[0] == "di" and before[1] in _LOWER


def _with_places(reading: Reading, s: Sentence, areas: list[Mention]) -> list[Winner]:
    """Winners of one prize, each with its place behind it: "dimenangi A sebagai peringkat pertama, B sebagai …"."""
    tokens = reading.doc.tokens
    ranks = {m.first: m for m in s.mentions if m.kind is Kind.RANK and m.value.number}
    category = next((m for m in s.mentions if m.kind is Kind.CATEGORY and areas and m.last <= areas[0].first), None)
    found = [
        Winner(area, s, s, category, ranks[area.last + 1], hint=reading.hint(s) or _class_hint(reading, category))
        for area in areas
        if area.last + 1 in ranks and tokens[area.last].lower in _IN_ROLE
    ]
    won = any(
        m.kind is Kind.CUE and any(c.sense == "receive" and c.voice == "passive" for c in m.value) for m in s.mentions
    )
    return found if won and len(found) == len(areas) > 1 and not _only_an_index(reading, s) else []


def _apart(reading: Reading, s: Sentence, before: Mention, area: Mention, ranks: list[Mention]) -> bool:
    """Whether another clause with a rank of its own begins between two areas."""
    gap = {t.lower for t in reading.doc.tokens[before.last : area.first]}
    return bool(gap & _CLAUSE_ENDS) and any(0 < m.first - area.last <= 4 for m in ranks)


def _up_to(reading: Reading, i: int, limit: int) -> bool:
    """Whether a rank is the first of several: "posisi ketiga hingga kelima"."""
    tokens = reading.doc.tokens
    return i + 1 < limit and tokens[i].lower in ("hingga", "sampai") and ordinal(tokens[i + 1].text) is not None


def _only_an_index(reading: Reading, s: Sentence) -> bool:
    """Whether the paragraph spoke of an index last, or the article of nothing else: an index gives no prizes."""
    awards = list(reading.doc.mentions(Kind.AWARD))
    here = [m for m in awards if m.first < s.last and reading.doc.sentence_at(m.first).block == s.block]
    names = [reading.in_full(str(m.value)).casefold() for m in here[-1:] or awards]
    return bool(names) and all(name.startswith(("indeks", "index")) for name in names)


def _class_hint(reading: Reading, category: Mention | None) -> str | None:
    if category is None:
        return None
    word = reading.doc.tokens[category.first].lower
    return {"kota": "city", "kabupaten": "regency"}.get(word)
