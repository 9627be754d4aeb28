"""The names of one article, long and short: "Indeks Kota Cerdas Indonesia (IKCI) 2018" tells what "IKCI 2019" is.

A short name stands in brackets behind the long one, before it ("IKCI (Indeks Kota …)"), or a word joins the two
("Rating Kota Cerdas Indonesia atau RKCI"). That the letters of the short one begin the words of the long one tells how
far back the long one reaches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.mentions.initials import SHORT, letters_of, letters_within
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extraction.structure.document import Document, Mention

_JOINTS = words("joins-abbreviations")
_JOINS = words("tells-abbreviations")
_EXPLAINS = words("explains-abbreviations")
_BEFORE_EDITION = words("before-editions")
_WITHIN = words("within-names") | words("conjunctions")
_NAMED = (Kind.AWARD, Kind.EVENT, Kind.PROGRAMME, Kind.BODY)
_MOST_JOINTS = 6
_LONGEST_SHORT = 3
"""A short name of more words than this is a remark."""
_EDITION = re.compile(r"\W*\b(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_MARKS = re.compile(r"[-–—/&]+")
_ORDINAL = re.compile(r"(?:ke-?)?\d+|[IVX]+")


@dataclass(frozen=True, slots=True)
class NamesTable:
    """Which long name each short one of an article stands for.

    ``longs`` maps the short to the long, without edition; no long one begins with a short one.
    """

    longs: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(doc: Document) -> NamesTable:
        """The table of an article; every token is looked at a bounded number of times."""
        longs: dict[str, str] = {}
        for short, long in _told(doc):
            _add(longs, short, long)
        for m in tuple(doc.mentions(Kind.NAME, Kind.BODY)):
            name = " ".join(doc.words(m.first, m.last).split())
            explained = [word in longs for word in name.split()]
            if len(explained) > 1 and all(explained) and name not in longs:
                longs[name] = NamesTable(longs).full(name)  # "PIKKC ITB", where both are explained
        return NamesTable(longs)

    def full(self, name: str) -> str:
        """A name that is a short one, or several, in full, with its edition; any other as it is.

        >>> table = NamesTable({"IKCI": "Indeks Kota Cerdas Indonesia", "RTD": "Rating Transformasi"})
        >>> table.full("IKCI 2018"), table.full("RTD - IKCI 2021"), table.full("IKCI Summit")
        ('Indeks Kota Cerdas Indonesia 2018', 'Rating Transformasi - Indeks Kota Cerdas Indonesia 2021', 'IKCI Summit')
        """
        if not self.longs:
            return name
        told = name.split()
        for size in range(min(len(told), _LONGEST_SHORT), 0, -1):
            long = self.longs.get(" ".join(told[:size]))
            if long is None:
                continue
            rest = told[size:]
            if rest and rest[0].casefold().rstrip("s") == long.split()[-1].casefold().rstrip("s"):
                rest = rest[1:]  # "IGA Award", where IGA is the Innovative Government Award
            if all(_piece(self.longs, word) for word in rest):
                return " ".join((long, *(self.longs.get(word, word) for word in rest)))
        return name

    def same(self, one: str, other: str) -> bool:
        """Whether two names mean one thing; an edition that only one of them tells makes no difference.

        >>> table = NamesTable({"IKCI": "Indeks Kota Cerdas Indonesia"})
        >>> table.same("IKCI", "Indeks Kota Cerdas Indonesia 2018"), table.same("IKCI 2015", "IKCI 2018")
        (True, False)
        """
        (a, of_a), (b, of_b) = (_apart(self.full(name)) for name in (one, other))
        return a == b and (not of_a or not of_b or of_a == of_b)


def _apart(name: str) -> tuple[str, frozenset[str]]:
    """A name without case and edition, and its editions."""
    bare = " ".join(re.findall(r"\w+", _EDITION.sub(" ", name).casefold()))
    return bare, frozenset(_EDITION.findall(name))


def _piece(longs: Mapping[str, str], word: str) -> bool:
    """Whether a word is explained, or only says which edition a name is of."""
    plain = _MARKS.fullmatch(word) or _ORDINAL.fullmatch(word) or word.casefold() in _BEFORE_EDITION
    return word in longs or bool(plain)


def _add(longs: dict[str, str], short: str, long: str) -> None:
    """Know a short name; the first explanation holds, and none goes round in a circle."""
    first, blank, rest = " ".join(_EDITION.sub("", long).split()).partition(" ")
    long = f"{longs.get(first, first)}{blank}{rest}"
    begins = long.split()[:1]
    if not begins or short in longs or begins == short.split()[:1]:
        return
    if not any(other == short or other.startswith(f"{short} ") for other in longs.values()):
        longs[short] = long


def _told(doc: Document) -> list[tuple[str, str]]:
    """Every pair of short and long name that the article tells, in its order."""
    found = []
    ends = {m.last: m for m in doc.mentions(*_NAMED)}
    around = {k: m for m in doc.mentions(*_NAMED) for k in range(m.first, m.last) if doc.tokens[k].text == "("}
    for sentence in doc.sentences:
        for i in range(sentence.first, sentence.last - 1):
            token = doc.tokens[i]
            if token.text == "(" and i > sentence.first:
                pair = _bracket(doc, i, sentence.first, sentence.last, ends.get(i) or around.get(i))
            elif token.kind == "word" and token.capital and SHORT.fullmatch(token.text):
                pair = _joined(doc, i, sentence.first) or _explained(doc, i, sentence.last)
            elif token.lower in _JOINS and SHORT.fullmatch(doc.tokens[i + 1].text):
                pair = _joined(doc, i + 1, sentence.first)
            else:
                continue
            if pair:
                found.append(pair)
    return found


def _bracket(doc: Document, i: int, first: int, limit: int, named: Mention | None) -> tuple[str, str] | None:
    """What the bracket at ``i`` explains: the name before it, or the short name before it by what stands inside."""
    tokens = doc.tokens
    close = next((k for k in range(i + 1, min(i + 14, limit)) if tokens[k].text == ")"), None)
    if close is None or close == i + 1:
        return None
    inside = [k for k in range(i + 1, close) if tokens[k].text not in "“”\"'"]
    if not inside:
        return None
    if SHORT.fullmatch(tokens[i - 1].text) and len(inside) > 1:
        begins = _forwards(doc, tokens[i - 1].text, inside[0], close)
        return (tokens[i - 1].text, doc.words(inside[0], close)) if begins == close else None
    words_inside = [k for k in inside if tokens[k].kind != "mark"]
    if not 0 < len(words_inside) <= _LONGEST_SHORT or not SHORT.fullmatch(tokens[inside[0]].text):
        return None
    short = doc.words(inside[0], inside[-1] + 1)
    begins = _backwards(doc, short, i, first)
    if begins is None and len(words_inside) > 1 and all(tokens[k].text.isupper() for k in words_inside):
        begins = _run_back(doc, short, i, first)
    if begins is None and named is not None:
        begins = next((k for k in range(named.first, i) if tokens[k].capital), None)
    return (short, doc.words(begins, i)) if begins is not None else None


def _run_back(doc: Document, short: str, end: int, first: int) -> int | None:
    """Where the run of capitals begins that several short names stand for together: "(RTDI - RKCI)"."""
    begins = None
    for k in range(end - 1, max(first, end - len(short)) - 1, -1):
        token = doc.tokens[k]
        if token.kind != "word" or not (token.capital or token.lower in _WITHIN):
            break
        if token.capital and token.text[0] == short[0]:
            begins = k
    return begins


def _joined(doc: Document, i: int, first: int) -> tuple[str, str] | None:
    """ "Rating Kota Cerdas Indonesia atau RKCI", "…, yang biasa disingkat RKCI"."""
    tokens = doc.tokens
    start = i
    while start > first and i - start < _MOST_JOINTS and tokens[start - 1].lower in _JOINTS:
        start -= 1
    if start == first or not any(tokens[k].lower in _JOINS for k in range(start, i)):
        return None
    begins = _backwards(doc, tokens[i].text, start, first)
    return (tokens[i].text, doc.words(begins, start)) if begins is not None else None


def _explained(doc: Document, i: int, limit: int) -> tuple[str, str] | None:
    """ "IKCI, kependekan dari Indeks Kota Cerdas Indonesia", "IKCI atau Indeks Kota Cerdas Indonesia"."""
    tokens = doc.tokens
    start = i + 1
    while start < limit and start - i <= _MOST_JOINTS and tokens[start].lower in _JOINTS | _EXPLAINS:
        start += 1
    between = {tokens[k].lower for k in range(i + 1, start)}
    if start == limit or not between & (_JOINS | _EXPLAINS):
        return None
    end = _forwards(doc, tokens[i].text, start, limit)
    return (tokens[i].text, doc.words(start, end)) if end is not None else None


def _backwards(doc: Document, short: str, end: int, first: int) -> int | None:
    """Where the long name before ``end`` begins, whose words hold the letters of the short one in their order.

    Its first letter begins a capitalised word; a letter may stand within a word only if its word has begun one before.
    """
    letters = letters_of(short)
    best: tuple[int, int] | None = None
    for start in range(end - 1, max(first, end - len(letters) - 5) - 1, -1):
        token = doc.tokens[start]
        if token.kind == "mark" and token.text not in ",&/-–":
            break
        if not token.capital or not token.lower.startswith(letters[:1]) or token.text == short or end - start < 2:
            continue
        cost = letters_within(doc, start, end, letters)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, start
    return best[1] if best else None


def _forwards(doc: Document, short: str, start: int, limit: int) -> int | None:
    """The token after the long name that begins at ``start`` and holds the letters of the short one."""
    letters = letters_of(short)
    if not doc.tokens[start].capital:
        return None
    for end in range(start + 2, min(limit, start + len(letters) + 5) + 1):
        if doc.tokens[end - 1].kind == "mark" and doc.tokens[end - 1].text not in ",&/-–":
            return None
        if doc.tokens[end - 1].capital and letters_within(doc, start, end, letters) is not None:
            return end
    return None
