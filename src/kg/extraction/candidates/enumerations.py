"""Areas, bodies and holders of offices that one sentence names in one breath: "Bintan, Sanggau, dan Sambas"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.candidates.parties import is_unit, within_province
from kg.extraction.candidates.surroundings import agency_or_work
from kg.extraction.mentions.offices import AREA_KINDS
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_JOINTS = words("run-joints")
_ORDER = words("run-order")
_THEN = words("run-then")
_ORDINALS = words("ordinals")
_SMALLER = words("local-units")
_LIES = words("lies-in")
_NEAR = 60  # tokens before a sentence in which villages or schools were spoken of
_LONGEST_GAP = 9
_MEMBERS = frozenset((Kind.AREA, Kind.OFFICE, Kind.BODY, Kind.NAME))
_BETWEEN = _JOINTS | _ORDER | _THEN | _ORDINALS
_TERM = 6  # tokens within brackets behind an office: the years of a term


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and the token after the words that tell where its bearer lies."""

    name: Mention
    last: int


@dataclass(frozen=True, slots=True)
class Run:
    """Members of one enumeration, with the words before it that belong to it: from ``start`` on."""

    members: tuple[Mention, ...]
    start: int
    end: int

    @property
    def first(self) -> int:
        """The first token of the first member."""
        return self.members[0].first

    @property
    def last(self) -> int:
        """The token after the last member."""
        return self.members[-1].last


def enumerations(reading: Reading, s: Sentence) -> list[Run]:
    """The enumerations of a sentence, single members among them."""
    groups: list[list[Mention]] = []
    places = placed_names(reading, s)
    for m in _with_places(s, places):
        known = m.first in places
        if reading.doc.quoted[m.first] or not (known or _member(reading, s, m)):
            continue
        before = groups[-1][-1] if groups else None
        if before is not None and (within_province(reading, before, m) or _lies_in(reading, before, m)):
            continue
        if before is not None and _joined(reading, s, before, m, places.get(before.first)):
            groups[-1].append(m)
        else:
            groups.append([m])
    starts = [s.first, *(group[-1].last for group in groups)]
    ends = [*(group[0].first for group in groups[1:]), s.last]
    return [Run(tuple(g), a, b) for g, a, b in zip(groups, starts, ends, strict=False)]


def placed_names(reading: Reading, s: Sentence) -> dict[int, Placed]:
    """The names that say behind them where their bearers lie, by first token: "Tipang (Humbang Hasundutan)".

    Only where units within areas were just spoken of; else a name before brackets is that of a person.
    """
    tokens = reading.doc.tokens
    if not any(tokens[i].lower in _SMALLER for i in range(max(s.first - _NEAR, 0), s.last)):
        return {}
    found: dict[int, Placed] = {}
    areas = {m.first: m for m in s.mentions if m.kind is Kind.AREA}
    for m in s.mentions:
        named = m.kind in (Kind.NAME, Kind.PERSON, Kind.AREA) and not getattr(m.value, "kind", None)
        opened = m.last < s.last - 1 and tokens[m.last].text == "("
        place = areas.get(m.last + 1) if named and m.last < s.last - 1 else None
        if place is None or not (opened or tokens[m.last].lower in _LIES):
            continue
        end = place.last
        if opened:
            end = next(
                (i + 1 for i in range(place.last, min(s.last, place.last + _TERM)) if tokens[i].text == ")"), end
            )
        found[m.first] = Placed(Mention(Kind.NAME, m.first, m.last, reading.doc.words(m.first, m.last)), end)
    return found


def _with_places(s: Sentence, places: dict[int, Placed]) -> list[Mention]:
    """The mentions of a sentence, with names in place of what they were read as, and nothing of where these lie."""
    within = {i for each in places.values() for i in range(each.name.last, each.last)}
    return [places[m.first].name if m.first in places else m for m in s.mentions if m.first not in within]


def _member(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a mention may receive an award or hold a place; a government that holds the gathering does not."""
    if m.kind not in _MEMBERS:
        return False
    if m.kind is Kind.AREA:
        if not m.value.government:
            return True
        return not any(c.last == m.first and any(x.sense == "hold" for x in c.value) for c in s.of(Kind.CUE))
    if m.kind is Kind.OFFICE:  # "Bupati Malang Rendra Kresna": the area, or whoever holds it
        held = m.value.holder is not None or holder_before(reading, s, m) is not None
        return held and m.value.behind in AREA_KINDS and reading_of(m) is not None
    return m.kind is Kind.BODY or agency_or_work(reading, m) or is_unit(reading, m)


def holder_before(reading: Reading, s: Sentence, m: Mention) -> Mention | None:
    """The person in whose brackets an area or an office of one stands: "Ridwan Kamil (Bandung)"."""
    tokens = reading.doc.tokens
    if m.kind not in (Kind.AREA, Kind.OFFICE) or m.first < 2 or tokens[m.first - 1].text != "(":
        return None
    named = (x for x in s.mentions if x.last == m.first - 1 and x.kind in (Kind.PERSON, Kind.NAME, Kind.OFFICE))
    return next((x for x in named if reading.people.at(x) is not None), None)


def _lies_in(reading: Reading, before: Mention, m: Mention) -> bool:
    """Whether an area only tells where what stands before it lies: "Desa Taro, Kabupaten Gianyar"."""
    gap = [t.text for t in reading.doc.tokens[before.last : m.first]]
    return m.kind is Kind.AREA and before.kind is not Kind.AREA and gap in ([","], ["("], [])


def _closed(reading: Reading, before: Mention, m: Mention) -> int:
    """The token after the bracket that closes behind a member: "(Bupati Sleman 2018-2023)"."""
    tokens = reading.doc.tokens
    end = next((i for i in range(before.last, min(m.first, before.last + _TERM)) if tokens[i].text == ")"), before.last)
    return end + 1


def _joined(reading: Reading, s: Sentence, before: Mention, m: Mention, place: Placed | None = None) -> bool:
    """Whether one member follows another with nothing but joints, words of order, ranks and brackets between them."""
    tokens = reading.doc.tokens
    person = holder_before(reading, s, m)
    first = person.first if person is not None else m.first
    last = (
        place.last
        if place is not None
        else before.last
        if holder_before(reading, s, before) is None
        else _closed(reading, before, m)
    )
    if first - last > _LONGEST_GAP or first <= last:
        return False
    measures = {
        i
        for x in s.mentions
        if x.kind in (Kind.RANK, Kind.SCORE) and last <= x.first < first
        for i in range(x.first, x.last)
    }
    depth = 0
    for i in range(last, first):
        token = tokens[i]
        depth += (token.text == "(") - (token.text == ")")
        if depth or token.text == ")" or i in measures or token.kind == "number":
            continue
        if token.lower in {"yang", "dari"}:
            ahead = tokens[i + 1].lower in _ORDINALS if token.lower == "yang" else tokens[i - 1].lower == "mulai"
            if not ahead:
                return False
        elif token.lower not in _BETWEEN:
            return False
    return depth == 0
