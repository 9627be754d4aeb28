"""Areas that take part in a programme, read as a frame: words of taking part, the programme near them, who it is.

The rules of ``participation.toml`` name whole constructions; the frame asks for less. Words that say taking part stand
right before the programme, with nothing between but what such phrases are made of ("terpilih sebagai salah satu role
model dalam program X"), or refer to one named shortly before. Who takes part is the subject before them, what
"bersama" or "yakni" adds behind them, or the lines of a list that the sentence opens.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.candidates.parties import modifies
from kg.extraction.mentions.areas import GOVERNMENTS
from kg.extraction.mentions.offices import AREA_KINDS
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.language.numbers import begins_number, ordinal
from kg.language.phrases import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document

_HEADS = words("programme-heads")
_GAP = words("joining-gap")
_THAT = words("that") | words("same-or-like")
_PLACES = words("places")
_LEADS = words("equals") | words("for-example")
_WITH = words("together-with")
_JOINTS = words("joints")
_OWN = words("own-area")
_AREA_NOUNS = words("area-nouns")
_ENDS = words("clause-ends")
_CONTRACTS = words("contracts")
_SIGNED = words("signed")
_JOINING = words("joining")
_PASSIVE = words("joining-passive")
_WIDELY = words("all-over")
_SMALLER = words("smaller") | words("somebody")
_END_OF_NAME = words("ends-programme")
_OPEN, _CLOSE = '“"‘(', '”"’)'
_FARTHEST = 14  # tokens between the words of taking part and the programme
_TOPICS = words("topics-of-programmes")
_EVALUATIONS = words("evaluations")
_PILOTS = words("pilots")
NAMES_PROGRAMME = _HEADS | {"PROGRAMME", "AWARD"}  # a sentence without any of these names none
_SUBJECT = 24  # tokens between the subject and the words of taking part
_LONGEST = 14  # tokens of a programme's name
_BACK = 4  # sentences in which a group of areas was named


@dataclass(frozen=True, slots=True)
class Joining:
    """One frame: where its words stand, the programme's (or ``None``: the one spoken of), and the areas.

    ``topic`` where the subject is the area spoken of before ("kabupaten ini"), ``opens`` where members follow.
    """

    first: int
    programme: tuple[int, int] | None
    areas: tuple[Mention, ...]
    topic: bool = False
    opens: bool = False
    signs: bool = False


def joinings(reading: Reading, s: Sentence) -> Iterator[Joining]:
    """The frames of a sentence, the first that names its programme before those that only refer to one."""
    if len(s.mentions) > MOST_MENTIONS:
        return
    yield from _joined(reading, s)
    yield from _contracts(reading, s)


def joins_at(doc: Document, i: int, limit: int) -> bool:
    """Whether words of taking part begin at a token."""
    return not doc.quoted[i] and index_of(_JOINING).match(doc.tokens, i, limit) is not None


def _joined(reading: Reading, s: Sentence) -> Iterator[Joining]:
    """ "A dan B terpilih sebagai peserta program X", "program X diikuti A dan B"."""
    doc = reading.doc
    index = index_of(_JOINING)
    i = s.first if s.says(index.openings) else s.last
    while i < s.last:
        opens = doc.tokens[i].lower in index.openings
        found = index.match(doc.tokens, i, s.last) if opens else None
        if found is None or doc.quoted[i]:
            i += 1
            continue
        target = _target(doc, s, i, found[0])
        if target is not None:
            programme, after = target
            yield _frame(reading, s, i, programme, after)
            i = after
        else:
            i = found[0]


def _frame(reading: Reading, s: Sentence, at: int, programme: tuple[int, int] | None, after: int) -> Joining:
    """The frame with who takes part: before its words, else behind the programme."""
    before, topic = _subject(reading, s, at)
    behind = _members(reading, s, after)
    opens = _opens_list(reading, s) or (not before and not topic and not behind and _counts_areas(reading, s, at))
    return Joining(at, programme, (*before, *behind), topic, opens)


def _target(doc: Document, s: Sentence, cue: int, i: int) -> tuple[tuple[int, int] | None, int] | None:
    """The programme that words of taking part lead to, with the token after it; its words ``None`` where "itu"."""
    tokens = doc.tokens
    k = i
    for k in range(i, min(i + _FARTHEST, s.last)):
        if (named := programme_at(doc, s, k) or _evaluation(doc, s, k)) is not None:
            return named, named[1]
        low = tokens[k].lower
        if k > cue and tokens[k - 1].lower in _PILOTS and tokens[k].capital and not _an_area(s, k):
            return (k, _end_of_name(doc, s, k)), _end_of_name(doc, s, k)
        if low in _HEADS and k + 1 < s.last and tokens[k + 1].lower in _THAT:
            return None, k + 2
        if low not in _GAP and tokens[k].kind != "number" and not (tokens[k].text in "()" and k > i):
            break
    said = [t.lower for t in tokens[cue : k + 1]]
    if said[0] == "mengikutinya" or ("peserta" in said and "terpilih" in said):
        return None, i
    return None


def _an_area(s: Sentence, i: int) -> bool:
    """Whether an area or somebody in office begins at a token."""
    return any(m.first == i and m.kind in (Kind.AREA, Kind.OFFICE, Kind.PERSON) for m in s.mentions)


def programme_at(doc: Document, s: Sentence, i: int) -> tuple[int, int] | None:
    """The tokens of the programme's name that begins at a token, by its kind or by the noun before it."""
    tokens = doc.tokens
    m = s.by_first.get(i)
    if m is not None and (m.kind is Kind.PROGRAMME or (m.kind is Kind.AWARD and tokens[i].lower in _HEADS)):
        return (i, _goes_on(doc, s, m.last)) if m.last - i > 1 or tokens[i].lower not in _HEADS else None
    if tokens[i].lower not in _HEADS:
        return None
    first = i + 1
    while first < s.last and tokens[first].lower in words("kinds-of-programmes") and not tokens[first].capital:
        first += 1
    end = _end_of_name(doc, s, first)
    return ((i if tokens[i].capital else first), end) if _is_name(doc, first, end) else None


def _evaluation(doc: Document, s: Sentence, i: int) -> tuple[int, int] | None:
    """The evaluation of a programme that a name tells: "mengikuti Evaluasi Tahap II Smart City 2024"."""
    if doc.tokens[i].lower not in _EVALUATIONS or not doc.tokens[i].capital:
        return None
    end = _end_of_name(doc, s, i)
    return (i, end) if not _TOPICS.isdisjoint(t.lower for t in doc.tokens[i:end]) else None


def _is_name(doc: Document, first: int, end: int) -> bool:
    """Whether words behind the noun for a programme name one: with a capital or digits, or telling what it is about."""
    own = [t for t in doc.tokens[first:end] if t.kind in ("word", "number")]
    if not own or own[0].lower in _THAT:
        return False
    if any(t.capital and t.kind == "word" for t in own):
        return True
    return len(own) > 1 and not _TOPICS.isdisjoint(t.lower for t in own)


def _end_of_name(doc: Document, s: Sentence, first: int) -> int:
    """Where a programme's name ends: before a body, a verb, a small word or a mark that is none of a name's."""
    tokens, end, limit = doc.tokens, first, s.last
    others = {m.first for m in s.mentions if m.kind in (Kind.BODY, Kind.OFFICE, Kind.DATE)}
    while end < min(first + _LONGEST, limit) and end not in others:
        token = tokens[end]
        if token.kind == "mark":
            if token.text in _OPEN and (close := _closed(doc, end, limit)):
                end = close
                continue
            if token.text not in "-&/":
                break
        elif token.lower in _END_OF_NAME:
            break
        end += 1
    return end


def _closed(doc: Document, i: int, limit: int) -> int | None:
    """The token after a short bracket or quotation that opens at ``i`` and holds a part of a name."""
    tokens = doc.tokens
    close = next((k for k in range(i + 1, min(i + 8, limit)) if tokens[k].text in _CLOSE), None)
    inside = tokens[i + 1 : close] if close else []
    return close + 1 if close and inside and (inside[0].capital or inside[0].kind == "number") else None


def _goes_on(doc: Document, s: Sentence, i: int) -> int:
    """Where a name ends that goes on behind quotation marks or brackets: "Program KaTa (Kabupaten/Kota) Kreatif"."""
    if i >= s.last or doc.tokens[i].text not in _OPEN or (close := _closed(doc, i, s.last)) is None:
        return i
    if doc.tokens[i].text != "(":
        return close
    return _end_of_name(doc, s, close) if close < s.last and doc.tokens[close].capital else i


def _subject(reading: Reading, s: Sentence, at: int) -> tuple[list[Mention], bool]:
    """The areas that words of taking part are said of; or whether it is the area spoken of before."""
    doc = reading.doc
    tokens = doc.tokens
    start = next((i + 1 for i in range(at - 1, max(s.first, at - _SUBJECT) - 1, -1) if tokens[i].lower in _ENDS), None)
    start = max(s.first, at - _SUBJECT) if start is None else start
    inside = [m for m in s.mentions if start <= m.first and m.last <= at]
    own = [i for i in range(start, at) if tokens[i].lower in _OWN]
    offices = [m for m in inside if m.kind is Kind.OFFICE and area_of(m)]
    if own and offices and offices[-1].last <= own[-1]:
        return [offices[-1]], False
    said = {tokens[i].lower for i in range(start, at)}
    if (group := _group(reading, s, start, at)) is not None:
        return group, False
    governments = [i for i in range(start, at) if tokens[i].lower in GOVERNMENTS and _alone(s, i)]
    if (
        own
        or governments
        or any(tokens[i].lower in _AREA_NOUNS and tokens[i + 1].lower in words("that") for i in range(start, at))
    ):
        return [], True
    areas = [m for m in inside if m.kind is Kind.AREA and not _only_place(doc, m)]
    areas = [m for m in areas if not modifies(reading, m) and not _of_smaller(doc, m)]
    if areas:
        return _together(doc, inside, areas[-1]), False
    bare = not inside or all(m.kind in (Kind.CUE, Kind.DATE) for m in inside)
    return [], bare and at - start <= 6 and said.isdisjoint(_SMALLER) and not _counts_areas(reading, s, at)


def _alone(s: Sentence, i: int) -> bool:
    """Whether a word is part of no mention: "pemprov" without a name."""
    return not any(m.first <= i < m.last and m.kind is not Kind.CUE for m in s.mentions)


def _group(reading: Reading, s: Sentence, start: int, at: int) -> list[Mention] | None:
    """The areas that "ketiga daerah" or "keduanya" means: so many, named last."""
    tokens = reading.doc.tokens
    for i in range(start, at):
        low = tokens[i].lower
        counted = low in words("counted") or (
            low in words("ordinals") and i + 1 < at and tokens[i + 1].lower in _AREA_NOUNS
        )
        number = ordinal(low.removesuffix("nya")) if counted else None
        if number:
            return _named_last(reading, s, number)
    return None


def _named_last(reading: Reading, s: Sentence, number: int) -> list[Mention]:
    """The last areas named before a sentence, so many; none where fewer were named shortly before."""
    doc = reading.doc
    at = bisect_left(doc.sentences, s.first, key=lambda x: x.first)
    found: dict[tuple[str, ...], Mention] = {}
    for other in reversed(doc.sentences[max(at - _BACK, 0) : at]):
        for m in reversed(other.mentions):
            where = reading_of(m) if m.kind is Kind.AREA else None
            if where is not None and doc.tokens[m.first - 1].lower not in _PLACES:
                found.setdefault(where.codes, m)
        if len(found) >= number:
            break
    return list(found.values())[number - 1 :: -1] if len(found) == number else []


def _only_place(doc: Document, m: Mention) -> bool:
    """Whether an area only says where: "di Jawa", "di seluruh Provinsi Papua"."""
    i = m.first - 1
    while i > 0 and doc.tokens[i].lower in _WIDELY:
        i -= 1
    return doc.tokens[i].lower in _PLACES


def _of_smaller(doc: Document, m: Mention) -> bool:
    """Whether an area only says whose it is: "desa di Kabupaten X", "SMA Kota Y"."""
    return m.first > 0 and doc.tokens[m.first - 1].lower in _SMALLER


def _together(doc: Document, mentions: list[Mention], last: Mention) -> list[Mention]:
    """An area with those that are listed before it."""
    found = [last]
    for m in reversed([x for x in mentions if x.last <= last.first]):
        gap = {t.lower for t in doc.tokens[m.last : found[0].first]}
        if m.kind is not Kind.AREA or not gap or not gap <= _JOINTS | _WITH:
            break
        found.insert(0, m)
    return found


def _members(reading: Reading, s: Sentence, after: int) -> list[Mention]:
    """Who is named behind the programme: "bersama A dan B", "yakni A, B", "yang diikuti A"."""
    tokens = reading.doc.tokens
    limit = next((i for i in range(after, s.last) if tokens[i].lower in ("yang", "oleh")), s.last)
    opened = next(
        (
            i + 1
            for i in range(after, min(after + 12, limit))
            if tokens[i].lower in _LEADS or tokens[i].lower in _WITH or tokens[i].text == ":"
        ),
        None,
    )
    if opened is None:
        passive = tokens[after - 1].lower in _PASSIVE or (after < s.last and tokens[after].lower in _PASSIVE)
        opened = after if passive else None
    return [] if opened is None else listed_from(reading, s, opened)


def listed_from(reading: Reading, s: Sentence, first: int) -> list[Mention]:
    """The areas of a series that begins shortly after a token."""
    doc = reading.doc
    found: list[Mention] = []
    for m in s.mentions:
        if m.first < first:
            continue
        gap = doc.tokens[(found[-1].last if found else first) : m.first]
        joined = len(gap) <= 3 and all(t.lower in _JOINTS or t.lower in ("oleh", "para") for t in gap)
        if m.kind not in (Kind.AREA, Kind.OFFICE) or area_of(m) is None or not (joined or (not found and not gap)):
            break
        found.append(m)
    return found


def area_of(m: Mention) -> object | None:
    """The area that a mention is, or that its office heads."""
    if m.kind is Kind.OFFICE and m.value.behind not in AREA_KINDS:
        return None
    return reading_of(m)


def _counts_areas(reading: Reading, s: Sentence, at: int) -> bool:
    """Whether the subject is areas that are counted and not named: "sebanyak 50 daerah"."""
    tokens = reading.doc.tokens
    return any(
        tokens[i].lower in _AREA_NOUNS
        and (tokens[i - 1].kind == "number" or begins_number(tokens[i - 1].lower))
        and tokens[i - 2].lower != "salah"
        for i in range(max(s.first + 1, at - _SUBJECT), min(at + _FARTHEST, s.last))
    )


def _opens_list(reading: Reading, s: Sentence) -> bool:
    """Whether a list follows a sentence."""
    return reading.doc.tokens[s.last - 1].text in ":;"


def _contracts(reading: Reading, s: Sentence) -> Iterator[Joining]:
    """ "Bupati X menandatangani MoU program Y", "nota kesepahaman itu diteken Pemda X"."""
    doc = reading.doc
    index = index_of(_SIGNED)
    if not (s.says(_CONTRACTS) and s.says(index.openings)):
        return
    signed = [i for i in range(s.first, s.last) if index.match(doc.tokens, i, s.last) and not doc.quoted[i]]
    about = [i for i in range(s.first, s.last) if doc.tokens[i].lower in _CONTRACTS]
    if not signed or not about:
        return
    at = signed[0]
    programme = next((p for i in range(s.first, s.last) if (p := programme_at(doc, s, i))), None)
    referred = any(doc.tokens[i + 1].lower in _THAT for i in about if i + 1 < s.last)
    if programme is None and not referred:
        return
    passive = doc.tokens[at].lower.startswith("di")
    side = [m for m in s.mentions if (m.first > at if passive else m.last <= at)]
    signers = [m for m in side if m.kind in (Kind.AREA, Kind.OFFICE) and area_of(m)]
    signers = [m for m in signers if doc.tokens[m.first - 1].lower not in _PLACES and not modifies(reading, m)]
    chosen = tuple(signers[:1] if passive else signers[-1:])
    if _parts_follow(doc, s):
        return
    yield Joining(at, programme, chosen, opens=_opens_list(reading, s), signs=True)


def _parts_follow(doc: Document, s: Sentence) -> bool:
    """Whether the next sentence says that villages or persons are those who take part."""
    if s.last >= len(doc.tokens):
        return False
    told = {t.lower for t in doc.tokens[s.last : doc.sentence_at(s.last).last]}
    return "peserta" in told and not told.isdisjoint(_SMALLER)
