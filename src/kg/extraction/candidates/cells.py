"""The parts of a list's entry: which of them names who gets something, and what the others tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extraction.candidates.parties import is_unit, within_province
from kg.extraction.candidates.surroundings import agency_or_work, label
from kg.extraction.mentions.areas import KINDS
from kg.extraction.mentions.offices import AREA_KINDS
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading
    from kg.language.tokens import Token

_NO_ENTRY = words("no-entry")
_SCORES_IN_BRACKETS = words("scores-in-brackets")
_WITHIN_NAMES = words("within-names") | words("conjunctions")
_JOINED = words("conjunctions") | frozenset(",;|•·/")
_MOST_WORDS = 12
"""A name on a list has no more words than this."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Tokens ``first`` to ``last`` of an entry, and the mark that stands before them (":", "–", "(" or none)."""

    first: int
    last: int
    mark: str


@dataclass(frozen=True, slots=True)
class Filling:
    """What an entry tells: recipients with who accepted for them, category, rank, score."""

    recipients: tuple[tuple[Mention, Mention | None], ...]
    category: Mention | None = None
    ranks: tuple[Mention, ...] = ()
    score: tuple[Decimal, Mention] | None = None

    def rank_of(self, reading: Reading, recipient: Mention) -> Mention | None:
        """The rank of one recipient: the one right before or in brackets behind it, else the entry's only one."""
        tokens = reading.doc.tokens
        behind = (m for m in self.ranks if m.first == recipient.last + 1 and tokens[recipient.last].text == "(")
        before = (m for m in self.ranks if 0 <= recipient.first - m.last <= 2)
        alone = self.ranks[0] if len(self.ranks) == 1 and len(self.recipients) == 1 else None
        return next(behind, None) or next(before, None) or alone


def filling_of(
    reading: Reading, cells: Sequence[Cell], left: bool, *, freely: bool, known: bool, lives: bool
) -> Filling | None:
    """The roles of an entry's parts.

    ``left`` tells that who gets something stands in the first of them, ``freely`` that any name may be one, ``known``
    that most entries of the list begin with a known one, so that what stands in brackets only says where it lies,
    ``lives`` that the second part does.
    """
    plain = [c for c in cells if c.mark != "("]
    brackets = [c for c in cells if c.mark == "("]
    if not plain:
        return None
    if _of_province(reading, plain):
        plain = plain[1:]  # "Lampung: Kabupaten Way Kanan, Kota Metro"
    chosen = plain[0] if left or len(plain) == 1 else plain[1]
    labelled = freely and not left and chosen.mark == ":" and bool(recipients_of(reading, chosen, strict=False))
    if len(plain) > 1 and not lives and not labelled and not recipients_of(reading, chosen, strict=True):
        chosen = next((c for c in plain if recipients_of(reading, c, strict=True)), chosen)
    named = recipients_of(reading, chosen, strict=not freely)
    others = [c for c in plain if c is not chosen]
    inside = next((r for c in brackets if (r := recipients_of(reading, c, strict=True))), ())
    if inside and not others and not known and (not named or not recipients_of(reading, chosen, strict=True)):
        named, others = inside, [chosen]  # "Top Digital Implementation (Diskominfo Kota Madiun)"
    if not named:
        return None
    mentions = [m for c in (*plain, *brackets) for m in mentions_of(reading, c)]
    score = next((found for c in (*brackets, *others) if (found := score_of(reading, c))), None)
    category = next((m for c in others if not score_of(reading, c) and (m := _category(reading, c))), None)
    category = category or next(
        (m for m in mentions if m.kind is Kind.CATEGORY and not any(r is m for r, _ in named)), None
    )
    return Filling(named, category, tuple(m for m in mentions if m.kind is Kind.RANK), score)


def _of_province(reading: Reading, plain: Sequence[Cell]) -> bool:
    """Whether the first part of an entry is the province of all the areas in the second."""
    if len(plain) != 2 or plain[1].mark != ":":
        return False
    label = [m for m in mentions_of(reading, plain[0]) if m.kind is Kind.AREA]
    inside = [m for m in mentions_of(reading, plain[1]) if m.kind is Kind.AREA]
    areas = reading.phrases.gazetteer.areas
    if len(label) != 1 or not inside or label[0].last < plain[0].last - 1:
        return False
    return all(any(areas[c].parent in label[0].value.codes for c in m.value.codes) for m in inside)


def recipients_of(reading: Reading, cell: Cell, *, strict: bool) -> tuple[tuple[Mention, Mention | None], ...]:
    """Who a part of an entry names, each with the person who accepted.

    ``strict`` asks for what is known to be an area, a body or a holder of an office of one; else any name will do.
    """
    doc = reading.doc
    mentions = mentions_of(reading, cell)
    opening = next((m for m in mentions if m.kind is not Kind.CUE), None)
    start = cell.first
    while opening is not None and opening.kind in (Kind.RANK, Kind.CATEGORY) and opening.first == start:
        start = opening.last
        opening = next((m for m in mentions if m.first >= start and m.kind is not Kind.CUE), None)
    while start < cell.last and _titles(doc.tokens, start):
        start += 1  # "dr Helvy Yuliana Saragih"
    areas = [m for m in mentions if m.kind is Kind.AREA and doc.tokens[m.first - 1].lower not in _NO_ENTRY]
    areas = [m for at, m in enumerate(areas) if not within_province(reading, areas[at - 1] if at else None, m)]
    if opening is not None and opening.first == start:
        if opening.kind is Kind.AREA and areas:
            return tuple((m, None) for m in areas)
        if opening.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME) and (found := _holder(reading, mentions)):
            return (found,)
        if opening.kind in (Kind.PERSON, Kind.NAME, Kind.OFFICE) and reading.people.at(opening):
            return ((opening, None),)
        if _gets(reading, opening):
            return tuple((m, None) for m in _several(reading, mentions, opening, cell))
    if areas and (opening is None or opening.kind is Kind.AREA):
        return tuple((m, None) for m in areas)
    if strict or start >= cell.last or not doc.tokens[start].capital:
        return ()
    last = cell.last
    while last > start and doc.tokens[last - 1].kind == "mark":
        last -= 1
    ends = reading.phrases.lexicon.function_words - _WITHIN_NAMES
    comma = next((i for i in range(start, last) if doc.tokens[i].text in ",;(" or doc.tokens[i].text in ends), last)
    if not 0 < comma - start <= _MOST_WORDS:
        return ()
    return ((Mention(Kind.NAME, start, comma, doc.words(start, comma)), None),)


def _gets(reading: Reading, m: Mention) -> bool:
    """Whether a mention is a body, a unit or a work, which may get something as an area does."""
    return m.kind is Kind.BODY or is_unit(reading, m) or agency_or_work(reading, m)


def _several(reading: Reading, mentions: Sequence[Mention], opening: Mention, cell: Cell) -> list[Mention]:
    """A body, and those that follow it in one breath: "Polda Jabar dan Polres Purwakarta"."""
    tokens = reading.doc.tokens
    found = [_widened(reading, opening, cell)]
    for m in (x for x in mentions if x.first >= found[0].last and x.kind is not Kind.CUE):
        gap = [t.lower for t in tokens[found[-1].last : m.first]]
        if not gap or not all(word in _JOINED for word in gap):
            break
        if _gets(reading, m):
            found.append(_widened(reading, m, cell))
        elif m.kind is Kind.NAME and gap == ["dan"] and len(found) == 1 and _one_body(reading, found[0], m):
            whole = Mention(Kind.NAME, found[0].first, m.last, reading.doc.words(found[0].first, m.last))
            return [whole]
        else:
            break
    return found


def _one_body(reading: Reading, m: Mention, behind: Mention) -> bool:
    """Whether a body without its area and the name behind "dan" are one: "Bappeda dan Litbang Provinsi Kaltara"."""
    if m.kind is not Kind.BODY or m.value.area is not None:
        return False
    last = reading.doc.tokens[behind.last - 1].text
    return any(t.lower in KINDS for t in reading.doc.tokens[behind.first : behind.last]) or last in reading.acronyms


def _titles(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token is a title before a person's name, with its dot."""
    return (tokens[i].lower in person_words().titles) or (
        tokens[i].text == "." and tokens[i - 1].lower in person_words().titles
    )


def _holder(reading: Reading, mentions: Sequence[Mention]) -> tuple[Mention, Mention | None] | None:
    """The area for which an office-holder stands, with the holder: "Hendrar Prihadi, Wali Kota Semarang"."""
    office = next((m for m in mentions if m.kind is Kind.OFFICE and m.value.area is not None), None)
    if office is None or office.value.behind not in AREA_KINDS:
        return None
    person = next((m for m in mentions if m is not office and reading.people.at(m)), office)
    return office, person if reading.people.at(person) else None


def _widened(reading: Reading, m: Mention, cell: Cell) -> Mention:
    """A name on a list up to where its part of the entry ends: "SMP Negeri 30", "RSUD dr. Saiful Anwar"."""
    tokens = reading.doc.tokens
    end = m.last
    while end < cell.last and (tokens[end].capital or tokens[end].kind == "number" or _part_of_title(tokens, end)):
        end += 1
    if end == m.last or m.kind not in (Kind.NAME, Kind.BODY) or (m.kind is Kind.BODY and m.value.area is not None):
        return m
    return Mention(Kind.NAME, m.first, end, reading.doc.words(m.first, end))


def _part_of_title(tokens: Sequence[Token], i: int) -> bool:
    """Whether a token belongs to a title within a name: "RSUD dr. Saiful Anwar"."""
    return tokens[i].lower in person_words().titles or (tokens[i].text == "." and tokens[i].start == tokens[i - 1].end)


def mentions_of(reading: Reading, cell: Cell) -> list[Mention]:
    """The mentions of a part, without those in its brackets."""
    s = reading.doc.sentence_at(cell.first)
    tokens = reading.doc.tokens
    closed = {
        i
        for opened in range(cell.first, cell.last)
        if tokens[opened].text == "("
        for i in range(opened, next((k for k in range(opened, cell.last) if tokens[k].text == ")"), cell.last))
    }
    found = []
    while s.first < cell.last:
        found += [m for m in s.mentions if cell.first <= m.first and m.last <= cell.last and m.first not in closed]
        if s.last >= len(tokens):
            break
        s = reading.doc.sentence_at(s.last)
    return found


def score_of(reading: Reading, cell: Cell) -> tuple[Decimal, Mention] | None:
    """The score that a part holds and nothing else: "67,03", "skor 61,70"."""
    tokens = reading.doc.tokens
    i = cell.first
    while i < cell.last and tokens[i].lower in _SCORES_IN_BRACKETS:
        i += 1
    if i >= cell.last or tokens[i].kind != "number" or not set(tokens[i].text) & set(",."):
        return None
    value = decimal(tokens[i].text)
    return (Decimal(value), Mention(Kind.SCORE, i, i + 1, value)) if value is not None else None


def _category(reading: Reading, cell: Cell) -> Mention | None:
    """The words of a part as a category; a rank alone is none."""
    if any(
        m.kind is Kind.RANK and m.first == cell.first and cell.last - m.last <= 1 for m in mentions_of(reading, cell)
    ):
        return None
    return label(reading, cell.first, cell.last) if cell.last - cell.first <= _MOST_WORDS + 2 else None
