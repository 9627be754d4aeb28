"""Lists as the page lays them out: entries with their marker, the headings above them, and the words that lead to them.

Only the layout is read here; what a list is of is decided later, once for the whole list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.structure.inline_lists import bracketed, labelled, numbered, tells
from kg.extraction.structure.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.structure.document import Document, Sentence

_LONGEST_LINE = 16
"""A line of more words than this is prose, whatever stands at its end; one that begins with a label may be longer."""
_LONGEST_LABELLED = 80
_WIDEST_ROW = 80
_ORNAMENTS = frozenset("*#_=~")
_NAMED = 0.8
"""The share of words with a capital from which on a line is one of names."""
_ENDS = frozenset(".!?…")
_JOINTS = frozenset(("–", "—", "-", "→", "➡", "➜", "⇒", "=", "…", ">", "»", "~"))


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries that stand below one another under the same headings.

    ``path`` holds the headings above the entries, outermost first; ``lead`` the sentences before the whole list;
    ``inline`` tells that a paragraph holds them.
    """

    entries: tuple[Line, ...]
    path: tuple[Line, ...]
    lead: tuple[Sentence, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    number: int
    sentences: tuple[Sentence, ...]

    @property
    def first(self) -> int:
        return self.sentences[0].first

    @property
    def last(self) -> int:
        return self.sentences[-1].last


def listings(doc: Document) -> list[Listing]:
    """Every list of the article, in order."""
    found: list[Listing] = []
    region: list[Line] = []
    told: list[Line] = []  # labels and what they label, in paragraphs one after the other
    lead: tuple[Sentence, ...] = ()
    told_lead: tuple[Sentence, ...] = ()
    after = -2
    for block in _blocks(doc):
        line = _line(doc, block)
        if line is not None:
            region.append(line)
            continue
        found += _grouped(doc, region, lead)
        region = []
        brief = block.last - block.first <= 30
        inside = _inside(doc, block, lead)
        labels = [] if inside else labelled(doc, block.sentences)
        if told and not labels:
            found += _of_labels(doc, told, told_lead)
            told = []
        if labels and not told:
            told_lead = (*lead[-2:], *(s for s in block.sentences if s.first <= labels[0].first))
        found += inside
        told += labels
        lead = (*lead[-4:], *block.sentences) if lead and brief and after == block.number - 1 else block.sentences
        after = block.number
    return found + _of_labels(doc, told, told_lead) + list(_grouped(doc, region, lead))


def _inside(doc: Document, block: _Block, lead: tuple[Sentence, ...]) -> list[Listing]:
    """The lists that a paragraph holds as numbered entries, or as prizes with their winners in brackets."""
    found: list[Listing] = []
    lines = numbered(doc, block.first, block.last)
    if lines:
        before = tuple(s for s in block.sentences if s.first < lines[0].first)
        found += (replace(each, inline=True) for each in _grouped(doc, lines, (*lead[-1:], *before)))
        return found
    for at, s in enumerate(block.sentences):
        if pairs := bracketed(doc, s):
            found.append(Listing(tuple(pairs), (), (*block.sentences[max(at - 1, 0) : at], s), inline=True))
    return found


def _of_labels(doc: Document, told: Sequence[Line], lead: tuple[Sentence, ...]) -> list[Listing]:
    """The labels of running text as one list; one alone only where it says that something was won."""
    return [Listing(tuple(told), (), lead, inline=True)] if len(told) > 1 or (told and tells(doc, told[0])) else []


def _blocks(doc: Document) -> Iterator[_Block]:
    for number, sentences in groupby(doc.body(), key=lambda s: s.block):
        yield _Block(number, tuple(sentences))


def _line(doc: Document, block: _Block) -> Line | None:
    """The block as a line of a list, or ``None`` where it is prose."""
    tokens = doc.tokens
    first, last = block.first, block.last
    barred = any("|" in s.features for s in block.sentences)
    bars = sum(t.text == "|" for t in tokens[first : min(last, first + _WIDEST_ROW)]) if barred else 0
    if bars and _bars_join(doc, first, last):
        return Line(first, last, block.number, "")
    if bars >= 2 or (
        bars == 1
        and [t.text for t in tokens[first + 1 : first + 2]] == ["|"]
        and block.sentences[0].kind is not BlockKind.ITEM
    ):
        return Line(first, last, block.number, "|")
    if block.sentences[0].kind is BlockKind.ITEM:
        start, marker, number = _marker(doc, first, last)
        return Line(start, last, block.number, marker, number) if start < last else None
    while first < last - 1 and tokens[first].text in _ORNAMENTS:
        first += 1
    while last > first + 1 and tokens[last - 1].text in _ORNAMENTS:
        last -= 1
    if (counted := _counted(doc, first, last)) is not None:
        return Line(first + 2, last, block.number, "1", counted)
    line = Line(first, last, block.number, "")
    whole = len(block.sentences) == 1
    longest = _LONGEST_LABELLED if whole and (_labelled(doc, line) or _names(doc, line)) else _LONGEST_LINE
    if last - first > longest or tokens[last - 1].text in _ENDS or doc.quoted[first]:
        return None
    return line


def _bars_join(doc: Document, first: int, last: int) -> bool:
    """Whether bars only part the names behind a label, and no cells: "Kota: Bogor | Serang | Tegal"."""
    marks = (i for i in range(first, min(last, first + _LONGEST_LINE)) if doc.tokens[i].text in ":|")
    label = next(marks, last)
    return first < label < last - 1 and doc.tokens[label].text == ":"


def _counted(doc: Document, first: int, last: int) -> int | None:
    """The number that a dash parts from the rest of a line: "10 - Tegal (5,82)"."""
    token = doc.tokens[first]
    place = token.kind == "number" and token.text.isdigit() and len(token.text) < 3
    if not place or last - first < 3 or last - first > _LONGEST_LINE:
        return None
    parted = joint_at(doc, first + 1, last) == first + 2 and doc.tokens[first + 2].kind == "word"
    return int(token.text) if parted and doc.tokens[first + 2].capital else None


def _marker(doc: Document, first: int, last: int) -> tuple[int, str, int | None]:
    """The token behind the marker that opens an entry, the marker's kind, and its number."""
    tokens = doc.tokens
    i = first
    if tokens[i].text == "(" and i + 2 < last and tokens[i + 2].text == ")":
        i += 1
    token = tokens[i]
    following = tokens[i + 1].text if i + 1 < last else ""
    if token.kind == "number" and token.text.isdigit() and len(token.text) < 4:
        end = i + 2 if following in {".", ")"} else i + 1
        return end, "1", int(token.text)
    if token.kind == "word" and len(token.text) == 1 and following in {".", ")"}:
        return i + 2, "a", ord(token.lower) - ord("a") + 1
    while i < last and tokens[i].kind == "mark" and tokens[i].text not in '“"‘(':
        i += 1
    return i, tokens[first].text, None


def _grouped(doc: Document, region: Sequence[Line], lead: tuple[Sentence, ...]) -> Iterator[Listing]:
    """The lines between two paragraphs of prose as lists: which head, and which are entries below a head."""
    heads = _heads(doc, region)
    path: list[Line] = []
    entries: list[Line] = []
    for at, line in enumerate(region):
        if at not in heads:
            entries.append(line)
            continue
        if entries:
            yield Listing(tuple(entries), tuple(path), lead)
            path = _above(doc, path, line)
            entries = []
        path.append(line)  # right below another heading it is one within it
    if entries and (len(entries) > 1 or path or entries[0].marker):
        yield Listing(tuple(entries), tuple(path), lead)


def _above(doc: Document, path: Sequence[Line], line: Line) -> list[Line]:
    """The headings that stay above a new one after entries: those above the last one of its kind."""
    kind = (line.marker, doc.tokens[line.last - 1].text == ":")
    alike = [k for k, h in enumerate(path) if (h.marker, doc.tokens[h.last - 1].text == ":") == kind]
    return list(path[: alike[-1]]) if alike else list(path[:-1])


def _heads(doc: Document, region: Sequence[Line]) -> frozenset[int]:
    """Which lines of a region are headings.

    A line without a marker heads the marked lines below it; among two kinds of markers, the one whose lines are
    followed by those of the other; among lines without any, the one before labelled lines, or that ends in a colon.
    Lines that are alike in their parts are entries: "Peringkat 1 – Bali (99)", "Peringkat 2 – Jawa Barat (97)".
    """
    found: set[int] = set()
    marked = any(line.marker for line in region)
    outer = _outer_marker(region)
    rows = _rows(doc, region)
    for at, (line, following) in enumerate(pairwise(region)):
        if doc.tokens[line.last - 1].text == ":":
            if following.marker != line.marker or not line.marker:
                found.add(at)
        elif at in rows or _labelled(doc, line) or line.marker == "|" or (not line.marker and _names(doc, line)):
            continue
        elif not line.marker:
            if marked or at + 1 in rows or _labelled(doc, following):
                found.add(at)
        elif (line.marker == outer and following.marker != outer) or (
            not following.marker and (at + 1 in rows or _labelled(doc, following))
        ):
            found.add(at)
    return frozenset(found)


def _rows(doc: Document, region: Sequence[Line]) -> frozenset[int]:
    """The lines without a marker that stand below one another with the same mark between their two parts."""
    joints = [None if line.marker else _joint(doc, line) for line in region]
    pairs = (at for at, (a, b) in enumerate(pairwise(joints)) if a is not None and a == b)
    return frozenset(i for at in pairs for i in (at, at + 1))


def _joint(doc: Document, line: Line) -> str | None:
    """The mark between the two parts of a line: a dash, an arrow, dots, or the bracket that ends it."""
    tokens = doc.tokens
    for i in range(line.first + 1, line.last - 1):
        if (end := joint_at(doc, i, line.last)) > i:
            return doc.words(i, end)
    return "(" if tokens[line.last - 1].text == ")" and line.last - line.first > 3 else None


def joint_at(doc: Document, i: int, last: int) -> int:
    """Where a mark ends that stands with blanks around it between two parts of a line; ``i`` itself if none begins."""
    tokens = doc.tokens
    end = i
    while end < last and tokens[end].text == ".":
        end += 1  # "RSUD X ... predikat A"
    if end == i and tokens[i].text in _JOINTS:
        end = i + 1
    while end < last and tokens[end].text in ("\ufe0f", ">"):
        end += 1
    apart = i > 0 and end < last and tokens[i - 1].end < tokens[i].start and tokens[end - 1].end < tokens[end].start
    return end if apart and (end - i > 1 or tokens[i].text != ".") else i


def _outer_marker(region: Sequence[Line]) -> str | None:
    """The marker of headings, where lines with one marker are each followed by lines with another."""
    kinds = list(dict.fromkeys(line.marker for line in region if line.marker))
    if len(kinds) < 2:
        return None
    first = kinds[0]
    runs = [marker for marker, _ in groupby(line.marker for line in region)]
    alone = all(len(list(lines)) == 1 for marker, lines in groupby(region, key=lambda x: x.marker) if marker == first)
    return first if alone and runs.count(first) == len([m for m in runs if m not in {first, ""}]) else None


def _names(doc: Document, line: Line) -> bool:
    """Whether a line holds names one after the other and hardly anything else: "Bekasi, Cimahi, Mataram, Semarang"."""
    tokens = doc.tokens[line.first : line.last]
    told = [t for t in tokens if t.kind == "word"]
    return sum(t.text in ",;" for t in tokens) >= 2 and sum(t.capital for t in told) >= _NAMED * len(told)


def _labelled(doc: Document, line: Line) -> bool:
    """Whether a line is a label and what it labels: "Juara 1: Dinas Perhubungan"."""
    tokens = doc.tokens
    return any(tokens[i].text in ":|" for i in range(line.first + 1, min(line.first + 12, line.last - 1)))
