"""Who hands over and who accepts where no verb of awarding says it as its party: "Yang membagikan tak lain X".

The frame asks little: somebody beside words of handing over or of accepting, with nothing between but adverbs, in a
sentence that speaks of a prize. What is meant by it, the records decide (:mod:`kg.extraction.assembly.handed`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC
from kg.extraction.candidates.modality import modality
from kg.extraction.candidates.occasions import while_getting
from kg.extraction.candidates.speech import speech_in
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence
from kg.language.phrases import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_BETWEEN = words("between-hand-and-person")
_HANDED = words("handed-over-by")
_HANDS = words("hands-over")
_ACCEPTED = words("accepted-by")
_ACCEPTS = words("accepts")
_STAGE = words("comes-to-the-stage")
_DONE_BY = words("done-by-somebody")
_HANDING = words("handing-over-nouns")
_PAST = words("of-earlier-years")
_GAP = 8  # tokens between a person and the words of handing over
_PRIZE_KINDS = (Kind.AWARD, Kind.RANK, Kind.CATEGORY)


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who hands over (``gives``) or accepts, with the words that say so."""

    sentence: Sentence
    person: Mention
    gives: bool
    first: int
    last: int


def hands(reading: Reading) -> Iterator[Hand]:
    """Everybody in the body whom a frame of handing over or accepting holds, in order."""
    for s in reading.doc.body():
        if len(s.mentions) <= MOST_MENTIONS and _of_prizes(reading, s):
            yield from _framed(reading, s)
            yield from _speaks_while_getting(reading, s)


def _of_prizes(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence speaks of a prize or of coming to the stage, and of no earlier time."""
    tokens = reading.doc.tokens
    if tokens[s.last - 1].text == "?":
        return False
    told = s.features
    spoken = bool(told & (GENERIC | _HANDING)) or any(m.kind in _PRIZE_KINDS for m in s.mentions)
    known = any(
        tokens[i].lower in _HANDS | _ACCEPTS and (tokens[i].lower.endswith("nya") or tokens[i - 1].lower == "yang")
        for i in range(s.first, s.last)
    )
    text = f" {' '.join(t.lower for t in tokens[s.first : s.last])} "
    staged = any(f" {phrase} " in text for phrase in _STAGE)
    return (spoken or known or staged) and not any(f" {phrase} " in text for phrase in _PAST)


def _framed(reading: Reading, s: Sentence) -> Iterator[Hand]:
    """Those that stand beside words of handing over or accepting."""
    for m in s.mentions:
        if _somebody(reading, m):
            found = _before(reading, s, m) or _after(reading, s, m)
            if (
                found is not None
                and modality(reading.doc, s, Mention(Kind.CUE, found.first, found.last), s.first, s.last) is None
            ):
                yield found


def _somebody(reading: Reading, m: Mention) -> bool:
    """Whether a mention is a person, or an office that may stand for one."""
    if reading.doc.quoted[m.first] or m.kind not in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
        return False
    if reading.people.at(m) is not None:
        return True
    return m.kind is Kind.OFFICE and (m.value.body is not None or m.value.area is not None)


def _before(reading: Reading, s: Sentence, m: Mention) -> Hand | None:
    """Words that stand before somebody: "diserahkan langsung oleh X", "dari tangan X", "yang menyerahkan ialah X"."""
    tokens = reading.doc.tokens
    i, lowest = m.first, max(s.first, m.first - _GAP)
    while i > lowest:
        if (found := _ends_at(reading, s, i)) is not None:
            gives, first = found
            return Hand(s, m, gives, first, i)
        if tokens[i - 1].lower not in _BETWEEN:
            return None
        i -= 1
    return None


def _ends_at(reading: Reading, s: Sentence, end: int) -> tuple[bool, int] | None:
    """The words of handing over (true) or accepting (false) that end at a token, with where they begin."""
    tokens = reading.doc.tokens
    for first in range(max(end - 4, s.first), end):
        phrase = " ".join(t.lower for t in tokens[first:end])
        if phrase in _HANDED or (phrase in _HANDS and first > s.first - 1 and _relative(reading, s, first)):
            return True, first
        if phrase in _ACCEPTED or (phrase in _ACCEPTS | _STAGE and _relative(reading, s, first)):
            return False, first
        if phrase in _DONE_BY and not _HANDING.isdisjoint(t.lower for t in tokens[s.first : first]):
            return True, first
    return None


def _relative(reading: Reading, s: Sentence, at: int) -> bool:
    """Whether words say by a deed who somebody is: "Yang menyerahkan tak lain X", "Naik ke panggung adalah X"."""
    tokens = reading.doc.tokens
    opened = at == s.first or tokens[at - 1].text in ",;:"
    return tokens[at - 1].lower == "yang" if at > s.first and not opened else opened


def _after(reading: Reading, s: Sentence, m: Mention) -> Hand | None:
    """Words that stand behind somebody: "X sendiri yang menyerahkannya", "X maju ke panggung"."""
    tokens = reading.doc.tokens
    apposed = next((x for x in s.mentions if x.kind is Kind.OFFICE and 0 < x.first - m.last <= 2), m)
    if not all(t.lower in _BETWEEN for t in tokens[m.last : apposed.first]):
        apposed = m
    i, highest = apposed.last, min(s.last, apposed.last + _GAP)  # "Budi, sang bupati, naik panggung"
    while i < highest:
        for gives, phrases in ((True, _HANDS), (False, _ACCEPTS), (False, _STAGE)):
            found = index_of(phrases).match(tokens, i, s.last)
            if found is not None and _a_prize_behind(reading, s, i, found[0], stage=phrases is _STAGE):
                return Hand(s, m, gives, i, found[0])
        if tokens[i].lower not in _BETWEEN:
            return None
        i += 1
    return None


def _a_prize_behind(reading: Reading, s: Sentence, first: int, last: int, *, stage: bool) -> bool:
    """Whether what is handed over or accepted is the prize: the verb calls it back, or its object is one."""
    tokens = reading.doc.tokens
    if stage or tokens[last - 1].lower.endswith("nya") or tokens[first - 1].lower == "yang":
        return True
    near = range(last, min(last + 4, s.last))
    if any(tokens[i].lower in GENERIC for i in near):
        return True
    return any(m.kind is Kind.AWARD and m.first in near for m in s.mentions)


def _speaks_while_getting(reading: Reading, s: Sentence) -> Iterator[Hand]:
    """Who speaks when the award was given accepted it: "ujar X seusai menerima penghargaan"."""
    getting = while_getting(reading, s)
    spoken = speech_in(reading, s) if getting is not None else None
    if getting is None or spoken is None:
        return
    near = [m for m in s.mentions if abs(m.first - spoken.last) <= 2 or m.last == spoken.first]
    for m in near:
        if _somebody(reading, m) and m.last <= getting and reading.people.at(m) is not None:
            yield Hand(s, m, False, getting, getting + 2)
            return
