"""The entries of a list cut into their parts, and how the parts of most entries tell which of them names somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.candidates.cells import Cell, mentions_of, recipients_of
from kg.extraction.candidates.parties import within_province
from kg.extraction.mentions.people import names_nobody
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.extraction.structure.lists import joint_at
from kg.language.tokens import OPENING_QUOTES, STRAIGHT_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lines import Line

_BETWEEN_PARTS = words("between-parts")
_JOINTS = words("run-joints") - words("entry-goes-on")
_NO_LABELS = words("no-labels")
_SEPARATORS = frozenset(":–—-|→➡➜⇒")
_ALWAYS = ":|→➡➜⇒"
_IN_TEXT = frozenset(":?(")
_QUOTES = OPENING_QUOTES | STRAIGHT_QUOTES
_OPENS = words("opens-label")
_WITHIN_LABELS = words("within-labels")
_LONGEST_CLASS = 9
_NESTED = 3  # a village that is called as an area is, its regency, its province
_LONGEST_PLACED = 7  # words of a name whose place stands beside it


def parts_of(reading: Reading, entry: Line) -> tuple[Cell, ...]:
    """An entry cut at its colons, dashes and bars, then what stands in its brackets; each part with its mark."""
    tokens = reading.doc.tokens
    plain: list[Cell] = []
    brackets: list[Cell] = []
    start, mark, opened = entry.first, "", -1
    i = entry.first
    while i < entry.last:
        text = tokens[i].text
        end = i + 1
        if text == "(":
            opened = i
        elif text == ")" and opened >= 0:
            if i > opened + 1:
                brackets.append(Cell(opened + 1, i, "("))
            opened = -1
        elif opened < 0 and not (text == "|" and mark == ":") and (end := _separates(reading, entry, i)) > i:
            if i > start:
                plain.append(Cell(start, i, mark))
            start, mark = end, text
        i = max(end, i + 1)
    if start < entry.last:
        plain.append(Cell(start, entry.last, mark))
    cells = (*plain, *brackets)
    return tuple(_brief(reading, c) for c in cells) if entry.marker in _IN_TEXT else cells


def _separates(reading: Reading, entry: Line, i: int) -> int:
    """Where a mark or a word between the parts of an entry ends: "Top Leader untuk Gubernur X", "Smart City: Y"."""
    tokens = reading.doc.tokens
    text = tokens[i].text
    if (end := joint_at(reading.doc, i, entry.last)) > i:
        return end
    if text in _ALWAYS or (text == "?" and entry.marker == "?"):
        return i + 1
    if text in _SEPARATORS:
        return i + 1 if i > entry.first and tokens[i - 1].end < tokens[i].start else i
    told = i > entry.first and tokens[i].lower in _BETWEEN_PARTS and i + 1 < entry.last
    return i + 1 if told and recipients_of(reading, Cell(i + 1, entry.last, text), strict=True) else i


def _brief(reading: Reading, cell: Cell) -> Cell:
    """A part in running text up to where its sentence goes on: "Puskesmas X, yang mengajak …", "Kota Y. Idenya …"."""
    if not cell.mark:
        return cell
    tokens = reading.doc.tokens
    ends = reading.phrases.lexicon.function_words - _JOINTS
    told = _all_in(reading, cell)
    verbs = {m.first for m in told if m.kind is Kind.CUE and any(c.voice for c in m.value)}
    named = {i for m in told if m.kind is not Kind.CUE for i in range(m.first, m.last)}
    depth = 0
    for i in range(cell.first, cell.last):
        depth += (tokens[i].text == "(") - (tokens[i].text == ")")
        goes_on = (tokens[i].lower in ends and i not in named) or i in verbs
        if depth <= 0 and i > cell.first and (goes_on or _ends_sentence(reading, i)):
            return Cell(cell.first, i, cell.mark)
    return cell


def _ends_sentence(reading: Reading, i: int) -> bool:
    s = reading.doc.sentence_at(i)
    return i == s.last - 1 and reading.doc.tokens[i].text in ".!?"


def may_get(reading: Reading, entry: Line, parts: Sequence[Cell]) -> bool:
    """Whether an entry may be a prize and who got it; "Penulis: X" is not, nor a label before speech."""
    tokens = reading.doc.tokens
    if tokens[entry.first].lower in _NO_LABELS:
        return False
    if any(c.mark == ":" and tokens[c.first].text in _QUOTES for c in parts[1:]):
        return False  # "Ketua X: “Penghargaan ini …”"
    return entry.marker not in _IN_TEXT or _labels(reading, entry, parts)


def _labels(reading: Reading, entry: Line, parts: Sequence[Cell]) -> bool:
    """Whether what stands before a mark in running text may name a prize: a category, a place, a name without verb."""
    tokens = reading.doc.tokens
    head = parts[0]
    if entry.marker == "?" and not any(recipients_of(reading, c, strict=True) for c in parts[1:2]):
        return False
    if len(parts) < 2 or tokens[head.last - 1].lower in _NO_LABELS:
        return False
    told = mentions_of(reading, head)
    speaks = any(m.kind is Kind.CUE and any(c.voice or c.sense == "say" for c in m.value) for m in told)
    if speaks or any(m.kind in (Kind.PERSON, Kind.OFFICE, Kind.AREA, Kind.DATE) for m in told):
        return False
    if any(m.kind in (Kind.RANK, Kind.CATEGORY) for m in told) and head.last - head.first <= _LONGEST_CLASS:
        return True
    named = range(head.first + (tokens[head.first].lower in _OPENS), head.last)
    plain = reading.phrases.lexicon.function_words - _WITHIN_LABELS
    told_so = any(tokens[i].lower in plain and not tokens[i].capital for i in named)
    return entry.marker != "?" and len(named) > 1 and not told_so


def located(reading: Reading, parts: Sequence[Cell]) -> Mention | None:
    """The name of an entry that says where its bearer lies: "Sukarame, Garut, Jawa Barat"; "Ara (Bulukumba)"."""
    doc = reading.doc
    if not parts or parts[0].mark == "(":
        return None
    cell = next((c for c in parts if c.mark != "(" and any(m.kind is Kind.AREA for m in _all_in(reading, c))), None)
    if cell is None:
        return None
    end = next((i for i in range(cell.first, cell.last) if doc.tokens[i].text in ",("), None)
    if end is None or not 0 < end - cell.first <= _LONGEST_PLACED or end + 1 >= cell.last:
        return None
    named = [t for t in doc.tokens[cell.first : end] if t.kind == "word"]
    areas = [m for m in _all_in(reading, cell) if m.kind is Kind.AREA]
    place = next((m for m in areas if m.first == end + 1), None)
    own = next((m for m in areas if m.first == cell.first), None)
    if place is None or not named or not all(t.capital for t in named):
        return None
    if own is not None and (own.value.kind or own.value.government or len(areas) < _NESTED):
        return None  # "Bontang, Palu" are two areas, "Karanganyar, Magelang, Jawa Tengah" is one village
    if not _only_places(reading, cell, end, areas):
        return None
    return Mention(Kind.NAME, cell.first, end, doc.words(cell.first, end))


def _only_places(reading: Reading, cell: Cell, start: int, areas: Sequence[Mention]) -> bool:
    """Whether nothing but at most two areas, one within the other, stands behind a name."""
    behind = [m for m in areas if m.first > start]
    covered = {i for m in behind for i in range(m.first, m.last)}
    last = behind[-1].last
    rest = [t for i, t in enumerate(reading.doc.tokens[start:last], start) if i not in covered and t.text not in ",()"]
    return not rest and (len(behind) == 1 or (len(behind) == 2 and within_province(reading, behind[0], behind[1])))


def _all_in(reading: Reading, cell: Cell) -> list[Mention]:
    """The mentions of a part, those in its brackets among them."""
    own = reading.doc.sentence_at(cell.first).mentions
    return [m for m in own if cell.first <= m.first and m.last <= cell.last]


def lives(reading: Reading, cells: Sequence[Cell]) -> bool:
    """Whether an entry names somebody and where they live: "Wasito – Kabupaten Kendal, Jawa Tengah"."""
    plain = [c for c in cells if c.mark != "("]
    if len(plain) < 2:
        return False
    who, where = plain[0], plain[1]
    known = reading.phrases.lexicon.vocabulary
    named = [t for t in reading.doc.tokens[who.first : who.last] if t.text[:1].isalpha()]
    if all(not t.capital or t.lower in known or names_nobody(t.lower) for t in named):
        return False  # "Pelayanan Publik – Kabupaten Kendal, Jawa Tengah" names a prize
    if any(m.kind in (Kind.RANK, Kind.CATEGORY, Kind.AWARD) for m in mentions_of(reading, who)):
        return False
    areas = reading.phrases.gazetteer.areas
    inside = [m for m in mentions_of(reading, where) if m.kind is Kind.AREA]
    province = any(all(areas[c].kind == "province" for c in m.value.codes) for m in inside)
    return province and len(inside) > 1 and len(recipients_of(reading, where, strict=True)) == 1


def recipients_left(reading: Reading, entries: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether the entries of a list begin with who gets something, settled by most of them."""
    left = right = living = 0
    for parts in entries:
        cells = [c for c in parts if c.mark != "("]
        if len(cells) < 2:
            continue
        left += bool(recipients_of(reading, cells[0], strict=True))
        lived = lives(reading, cells)
        right += bool(recipients_of(reading, cells[1], strict=True)) and not lived
        living += lived
    if living > left + right:
        return True
    return left > right or (left == right and left > 0)
