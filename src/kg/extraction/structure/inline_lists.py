"""Lists that a paragraph holds: "1. … 2. …" in one line, "Label: recipient" sentences, "category (recipient), …".

Where a page's line breaks were lost, or a newsreader reads a list aloud, the entries stand in running text. As with the
lists of whole lines, only the layout is read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.structure.document import Kind
from kg.extraction.structure.lines import Line
from kg.language.tokens import OPENING_QUOTES, STRAIGHT_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.structure.document import Document, Sentence

_QUOTES = OPENING_QUOTES | STRAIGHT_QUOTES
_LONGEST_LABEL = 14
_LONGEST_MARKER = 2  # characters of "a", "12" or "("
_LONGEST_QUESTION = 8
_BEFORE_MARKER = frozenset(":,;.)")
_APART = frozenset(",;:")
_TOLD = (Kind.RANK, Kind.CATEGORY)
_PRIZES = (Kind.RANK, Kind.CATEGORY, Kind.AWARD)


def numbered(doc: Document, first: int, last: int) -> list[Line]:
    """The entries that stand in one paragraph behind "1.", "2." … or "a.", "b." …; none where the count breaks off."""
    starts: list[tuple[int, int, str, int]] = []  # where the marker begins, where the entry does, kind, number
    expected = {"1": 1, "a": 1}
    for i in range(first, last - 2):
        if len(doc.tokens[i].text) > _LONGEST_MARKER:
            continue
        found = _marker_at(doc, first, i)
        if found is None or found[2] != expected[found[1]]:
            continue
        behind, kind, number = found
        starts.append((i, behind, kind, number))
        expected[kind] = number + 1
        if kind == "1":
            expected["a"] = 1
    counted = [number for *_, kind, number in starts if kind == starts[0][2]] if starts else []
    if len(counted) < 2:
        return []
    block = doc.sentence_at(first).block
    ends = [begin for begin, *_ in starts[1:]] + [last]
    entries = (
        Line(behind, _trimmed(doc, behind, end), block, kind, number)
        for (_, behind, kind, number), end in zip(starts, ends, strict=True)
    )
    return [line for line in entries if line.first < line.last]


def _marker_at(doc: Document, first: int, i: int) -> tuple[int, str, int] | None:
    """The marker that a token begins within a paragraph: where the entry begins, its kind and number."""
    tokens = doc.tokens
    opened = tokens[i].text == "("
    at = i + opened
    token, behind = tokens[at], tokens[at + 1]
    if behind.text not in ((")",) if opened else (".", ")")) or doc.quoted[i]:
        return None
    if i > first and not opened and tokens[i - 1].text not in _BEFORE_MARKER:
        return None
    following = tokens[at + 2] if at + 2 < len(tokens) else None
    if following is None or following.kind != "word" or following.start == behind.end == token.start + 1:
        return None
    if token.kind == "number" and token.text.isdigit() and len(token.text) < 3:
        return at + 2, "1", int(token.text)
    if token.kind == "word" and len(token.text) == 1 and token.text.isascii() and token.text.isalpha():
        return at + 2, "a", ord(token.lower) - ord("a") + 1
    return None


def _trimmed(doc: Document, first: int, last: int) -> int:
    """Where an entry ends without the marks behind it; a colon stays, for it leads to what follows."""
    while last > first and (doc.tokens[last - 1].text in ",;." or doc.tokens[last - 1].lower in {"dan", "serta"}):
        last -= 1
    return last


def labelled(doc: Document, sentences: Sequence[Sentence]) -> list[Line]:
    """The labels of a paragraph with what they label: "Pelayanan Publik: Puskesmas X.", "Terbaik II? Kabupaten Y."."""
    found: list[Line] = []
    for s, following in zip(sentences, (*sentences[1:], None), strict=False):  # none of none
        if doc.quoted[s.first]:
            continue
        if following is not None and _asks(doc, s):
            found.append(Line(s.first, following.last, s.block, "?"))
        else:
            found += _at_colons(doc, s)
    return found


def tells(doc: Document, line: Line) -> bool:
    """Whether a label alone says that something was won: it holds a place or a category."""
    end = next((i for i in range(line.first, line.last) if doc.tokens[i].text in ":?("), line.last)
    return any(m.kind in _TOLD and line.first <= m.first < end for m in doc.sentence_at(line.first).mentions)


def _asks(doc: Document, s: Sentence) -> bool:
    """Whether a short question asks who got a place or won in a category: "Juara kedua?"."""
    if doc.tokens[s.last - 1].text != "?" or s.last - s.first > _LONGEST_QUESTION:
        return False
    asked = any(m.kind in _TOLD for m in s.mentions)
    named = any(m.kind in (Kind.AREA, Kind.OFFICE, Kind.PERSON, Kind.BODY) for m in s.mentions)
    return asked and not named


def _at_colons(doc: Document, s: Sentence) -> Iterator[Line]:
    """What the colons of a sentence join: "kota: Bogor; kabupaten: Sleman, Bantul"."""
    if ":" not in s.features:
        return
    tokens = doc.tokens
    colons = [i for i in range(s.first + 1, s.last - 1) if tokens[i].text == ":" and not doc.quoted[i]]
    colons = [i for i in colons if not (tokens[i - 1].kind == tokens[i + 1].kind == "number")]
    starts = []
    for at, colon in enumerate(colons):
        before = colons[at - 1] if at else s.first - 1
        apart = [i for i in range(colon - 1, before, -1) if tokens[i].text in _APART]
        starts.append(
            s.first if not at and colon - s.first <= _LONGEST_LABEL else apart[0] + 1 if apart else before + 1
        )
    for start, colon, end in zip(starts, colons, [*starts[1:], s.last], strict=False):
        last = _trimmed(doc, colon + 1, end)
        if 0 < colon - start <= _LONGEST_LABEL and last > colon + 1 and tokens[colon + 1].text not in _QUOTES:
            yield Line(start, last, s.block, ":")


def bracketed(doc: Document, s: Sentence) -> list[Line]:
    """Prizes that a sentence names with whoever got them in brackets: "Kategori A (Dinas X), Kategori B (Dinas Y)"."""
    tokens = doc.tokens
    if "(" not in s.features or sum(tokens[i].text == "(" for i in range(s.first, s.last)) < 2:
        return []
    found: list[Line] = []
    prizes = [m for m in s.mentions if m.kind in _PRIZES and not doc.quoted[m.first]]
    for m, following in zip(prizes, (*prizes[1:], None), strict=False):  # none of none
        end = following.first if following is not None else s.last
        opened = next((i for i in range(m.last, end) if tokens[i].text == "("), None)
        if opened is None or any(tokens[i].text in _APART for i in range(m.last, opened)):
            continue
        closed = next((i for i in range(opened, end) if tokens[i].text == ")"), None)
        names = tokens[opened + 1].capital and tokens[opened + 1].kind == "word"
        if closed is not None and names and any(m.kind not in _PRIZES for m in s.mentions if opened < m.first < closed):
            found.append(Line(m.first, closed + 1, s.block, "("))
    return found if len(found) > 1 else []
