"""The area that a quote names: by its own words, else by those around it that tell city or regency."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.article import Span
from kg.extraction.mentions.areas import GOVERNMENTS, KINDS, AreaReading, area_at, narrow, of_kind
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.facts import Area
    from kg.language.tokens import Token
    from kg.proposing.deriving.ground import Ground

_BEFORE: Final = 24
"""Characters before a name in which the word that tells its kind may stand: "Pemerintah Kabupaten (Pemkab) Siak"."""
_JOINTS: Final = frozenset({"/", "dan", "serta", "maupun", "atau"})


class Named(NamedTuple):
    """An area, with the words that name it and those that tell which of several it is."""

    area: Area
    places: tuple[Span, ...]
    government: bool = False


def area_of(ground: Ground, place: Span, said: str = "area") -> Named | None:
    """The area that the words at a place name; None where they name none, or more than one.

    Args:
        ground: the article.
        place: where the words stand.
        said: what kind of area they are said to name. It decides between areas of one name only where words tell it.
    """
    found = reading_at(ground, place)
    if found is None:
        return None
    reading, where = found
    if len(reading.codes) > 1 and said not in ("area", reading.kind):
        narrowed = narrow(ground.phrases, reading.codes, said)
        told = next(_tell(ground, place, said), None)
        if len(narrowed) == 1 and told is not None:
            area = ground.reading.area(replace(reading, codes=narrowed, kind=said))
            return Named(area, (where, told), reading.government)
    doc, first, _ = ground.tokens(place)
    hint = ground.reading.hint(doc.sentence_at(first)) if doc.sentences else None
    return Named(ground.reading.area(reading, hint), (where,), reading.government)


def reading_at(ground: Ground, place: Span) -> tuple[AreaReading, Span] | None:
    """What the words at a place may name, with the word of the kind before them: the reading, and where it stands."""
    text = ground.article.text
    found = []
    for start in _starts(text, place):
        span = Span(start, place.end)
        doc = ground.alone(span)
        at = area_at(doc, ground.phrases, 0, len(doc.tokens)) if doc.tokens else None
        if at is None:
            continue
        end = doc.tokens[at[0] - 1].end
        if end > place.start:
            found.append((_of_office(ground, at[1], start), Span(start, end)))
    if not found:
        return None
    whole = [each for each in found if each[1].end == place.end] or found
    if len({each[0].codes for each in found if each[1].start >= place.start}) > 1 and len(whole) == len(found):
        first = [each for each in whole if each[1].start <= place.start]
        return first[0] if first else None
    return whole[0]


def _starts(text: str, place: Span) -> Iterator[int]:
    """Where an area's words may begin: at a word shortly before the place, then at each of its own."""
    begin = max(0, place.start - _BEFORE)
    for token in tokenize(text, begin, place.end):
        before = text[token.start : place.start]
        if token.start >= place.start or not any(mark in before for mark in '.,;:\n”“"' if mark != "."):
            yield token.start


def _of_office(ground: Ground, reading: AreaReading, start: int) -> AreaReading:
    """A name behind an office as the area of its kind: "Bupati Pekalongan"."""
    tokens = tokenize(ground.article.text, max(0, start - _BEFORE), start)
    for k in range(len(tokens)):
        role = ground.phrases.roles.match(tokens, k, len(tokens))
        if role and role[0] == len(tokens) and role[1].behind in ("city", "regency", "province"):
            return of_kind(reading, ground.phrases, role[1].behind)
    return reading


def _tell(ground: Ground, place: Span, kind: str) -> Iterator[Span]:
    """Words that tell a kind of area: in the paragraph of a place, in those before it, in the headline."""
    own = ground.anchors.paragraph(place)
    headline = ground.anchors.blocks[0].span if ground.anchors.blocks else None
    around = [own, *ground.anchors.headings(place), headline]
    for paragraph in filter(None, dict.fromkeys(around)):
        tokens = tokenize(ground.article.text, paragraph.start, paragraph.end)
        for k, token in enumerate(tokens):
            role = ground.phrases.roles.match(tokens, k, len(tokens))
            end = role[0] if role and role[1].behind == kind else k + 1
            told = end > k + 1 or (role and role[1].behind == kind)
            told = told or kind in (KINDS.get(token.lower), GOVERNMENTS.get(token.lower))
            if told and not _of_another(ground, tokens, k, end, place):
                yield Span(token.start, tokens[end - 1].end)


def _of_another(ground: Ground, tokens: Sequence[Token], first: int, end: int, place: Span) -> bool:
    """Whether words tell the kind of another area ("Kabupaten Siak"), or of all kinds ("kabupaten/kota")."""
    around = [t.lower for t in (*tokens[max(first - 1, 0) : first], *tokens[end : end + 1])]
    if any(word in _JOINTS for word in around) and _kinds(tokens, first, end) > 1:
        return True
    named = end < len(tokens) and tokens[end].capital and ground.phrases.areas.match(tokens, end, len(tokens))
    return bool(named) and tokens[end].text != ground.words(place).split()[0]


def _kinds(tokens: Sequence[Token], first: int, end: int) -> int:
    """How many kinds of areas stand right beside each other."""
    beside = (t.lower for t in (*tokens[max(first - 2, 0) : first], *tokens[first : end + 2]))
    return len({KINDS[word] for word in beside if word in KINDS})
