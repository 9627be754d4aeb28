"""Areas in the text: "Kota Bontang", "Pemkab Siak", "Jabar", "Kota Taman", or a bare, perhaps ambiguous "Semarang"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words
from kg.facts import Area

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_EACH = ("city", "regency", "province")
KINDS = {word: kind for kind in _EACH for word in words(f"kind-{kind}")}
GOVERNMENTS: dict[str, str | None] = {word: kind for kind in _EACH for word in words(f"government-{kind}")}
GOVERNMENTS |= dict.fromkeys(words("government-of-any-kind"))
_ENGLISH = {"city": "city", "municipality": "city", "regency": "regency", "district": "regency", "province": "province"}
_ENGLISH_OFFICES = words("before-offices", "en")
DIRECTIONS = words("directions")
_SAID_BY = words("speaks-alone")


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What a surface may denote: candidate codes, the kind that words decide, whether the government is meant."""

    name: str
    codes: tuple[str, ...]
    kind: str | None = None
    government: bool = False
    nickname: str | None = None


def area_at(doc: Document, phrases: Phrases, i: int, limit: int) -> tuple[int, AreaReading] | None:
    """The area that begins at token ``i``: (token after it, reading)."""
    tokens = doc.tokens
    token = tokens[i]
    kind: str | None = None
    government = False
    j = i
    if token.lower == "pemerintah" and i + 1 < limit and tokens[i + 1].lower in (*KINDS, "daerah"):
        kind, government, j = KINDS.get(tokens[i + 1].lower), True, i + 2
    elif token.lower in GOVERNMENTS:
        kind, government, j = GOVERNMENTS[token.lower], True, i + 1
    else:
        whole = phrases.areas.match(tokens, i, limit)
        if whole and token.capital and (whole[0] - i > 1 or token.lower not in KINDS):
            return _bare(doc, phrases, i, limit, whole)
        if token.lower in KINDS and (token.capital or token.lower != "kab"):
            kind, j = KINDS[token.lower], i + 1
        else:
            return None
    if j < limit and tokens[j].text == "." and tokens[j].start == tokens[j - 1].end:
        j += 1
    if j + 2 < limit and tokens[j].text == "(" and tokens[j + 2].text == ")" and tokens[j + 1].lower in GOVERNMENTS:
        j += 3  # "Pemerintah Kabupaten (Pemkab) Bojonegoro"
    elif j + 2 < limit and tokens[j].text == "/":
        return None
    if government and j < limit and tokens[j].lower in KINDS:
        kind, j = KINDS[tokens[j].lower], j + 1
    found = phrases.areas.match(tokens, j, limit) if j < limit and tokens[j].capital else None
    if found is None:
        return None
    end, codes = found
    return end, AreaReading(doc.words(j, end), narrow(phrases, codes, kind), kind, government)


def _bare(
    doc: Document, phrases: Phrases, i: int, limit: int, whole: tuple[int, tuple[str, ...]]
) -> tuple[int, AreaReading] | None:
    end, codes = whole
    tokens = doc.tokens
    kind = _ENGLISH.get(tokens[end].lower) if end < limit else None
    if kind and tokens[end].capital and not (end + 1 < limit and tokens[end + 1].capital):
        return end + 1, AreaReading(doc.words(i, end), narrow(phrases, codes, kind), kind)  # "Kupang City"
    surface = " ".join(t.lower for t in tokens[i:end])
    if end < limit and tokens[end].capital and tokens[end].lower in DIRECTIONS:
        return None  # "Bontang Utara" is another place
    if surface in doc.told_persons:
        return None
    if surface in phrases.gazetteer.ordinary_words:
        after = end < limit and tokens[end].capital and tokens[end].lower not in _ENGLISH_OFFICES
        if surface in doc.told_areas and not after:
            return end, AreaReading(doc.words(i, end), codes)
        joined = i > 0 and tokens[i - 1].capital and tokens[i - 1].lower not in phrases.lexicon.function_words
        neighbours = joined or after
        opens = i == 0 or tokens[i - 1].text in '.!?“"' or tokens[i - 1].end < tokens[i].start - 1
        numbered = i >= 2 and tokens[i - 1].text in ".)" and tokens[i - 2].kind == "number"
        if (neighbours or opens) and not numbered:
            return None
    nickname = doc.words(i, end) if surface in phrases.gazetteer.nicknames else None
    return end, AreaReading(doc.words(i, end), codes, None, False, nickname)


def told_areas(doc: Document, phrases: Phrases) -> frozenset[str]:
    """The names to which an article gives the kind of area: a "Bone" beside "Kabupaten Bone" is no person."""
    tokens = doc.tokens
    found: set[str] = set()
    for i in range(1, len(tokens)):
        if not tokens[i].capital or not (tokens[i - 1].lower in KINDS or tokens[i - 1].lower in GOVERNMENTS):
            continue
        head = i > 1 and phrases.roles.match(tokens, i - 2, i)  # "Wali Kota Bima Arya" need not be of Bima
        if not (head and head[0] == i):
            whole = phrases.areas.match(tokens, i, len(tokens))
            if whole:
                found.add(" ".join(t.lower for t in tokens[i : whole[0]]))
    return frozenset(found)


def told_persons(doc: Document, phrases: Phrases) -> frozenset[str]:
    """The names of areas, and verbs, that an article calls a person by: "kata Bima", "Wali Kota Bogor Bima Arya"."""
    tokens = doc.tokens
    found: set[str] = set()
    for i in range(1, len(tokens)):
        if not tokens[i].capital:
            continue
        surface = tokens[i].lower
        if surface in person_words().namesakes and all(t.capital and t.kind == "word" for t in tokens[i : i + 2]):
            found.add(surface)  # "Ganjar" of "Ganjar Pranowo"
        if surface not in phrases.areas.entries or surface in doc.told_areas:
            continue
        whole = phrases.areas.match(tokens, i, len(tokens))
        if whole is None or whole[0] != i + 1:
            continue
        before = tokens[i - 1]
        said = before.lower in _SAID_BY and not before.capital
        if said or before.lower in person_words().honorifics or _behind_head_of_area(doc, phrases, i):
            found.add(surface)
    return frozenset(found)


def _behind_head_of_area(doc: Document, phrases: Phrases, i: int) -> bool:
    """Whether a name follows that of an area which follows its head's office: "Bima" in "Wali Kota Bogor Bima Arya"."""
    tokens = doc.tokens
    for k in range(max(0, i - 3), i):
        whole = phrases.areas.match(tokens, k, i)
        if whole and whole[0] == i and k and tokens[k].capital and tokens[i + 1 : i + 2] and tokens[i + 1].capital:
            return any(
                (role := phrases.roles.match(tokens, j, k)) is not None and role[0] == k and role[1].behind in _EACH
                for j in range(max(0, k - 3), k)
            )
    return False


def narrow(phrases: Phrases, codes: tuple[str, ...], kind: str | None) -> tuple[str, ...]:
    """The candidates of one kind; all of them where none is."""
    if kind is None:
        return codes
    if kind == "municipal":  # "kabupaten/kota": any but a province
        return tuple(c for c in codes if phrases.gazetteer.areas[c].kind != "province") or codes
    return tuple(c for c in codes if phrases.gazetteer.areas[c].kind == kind) or codes


def settle(phrases: Phrases, reading: AreaReading, decided: dict[str, set[str]], hint: str | None = None) -> Area:
    """The area that a reading denotes in its document.

    ``decided`` maps a bare name to the codes that other words of the article decide it to be; ``hint`` is the kind that
    the neighbourhood speaks of ("lima kota"). Where neither decides, the area stays ambiguous.
    """
    codes = reading.codes
    if len(codes) > 1:
        known = decided.get(reading.name.lower(), set()) & set(codes)
        if hint:
            codes = narrow(phrases, codes, hint)
        if len(codes) > 1 and len(known) == 1:
            codes = tuple(known)
    codes = tuple(sorted(codes))
    label = phrases.gazetteer.areas[codes[0]].label if len(codes) == 1 else reading.name
    return Area(codes, label)


def of_kind(reading: AreaReading, phrases: Phrases, kind: str) -> AreaReading:
    """The same surface read as an area of one kind: "Bupati Pekalongan" is the regency's."""
    return replace(reading, codes=narrow(phrases, reading.codes, kind), kind=kind)
