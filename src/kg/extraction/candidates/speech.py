"""Whether somebody speaks in a sentence: a verb of speaking counts where a speaker stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.coreference.registry import speaks
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Mention, Sentence

_PRONOUNS = words("pronouns")
_SOFTENERS = words("softeners")
_SPEECH = frozenset(("<say-direct>", "<say-indirect>"))
_NEAR = 3


def speech_in(reading: Reading, s: Sentence) -> Mention | None:
    """The verb of speaking of a sentence that has a speaker: "kata Neni", "ujarnya", "Ia menyebut".

    "Demikian hasil X" and "disusun menurut peringkat" tell of nobody who speaks.
    """
    for m in s.of(Kind.CUE) if s.says(_SPEECH) else ():
        if speaks(m) and not reading.doc.quoted[m.first] and _spoken(reading, s, m):
            return m
    return None


def _spoken(reading: Reading, s: Sentence, cue: Mention) -> bool:
    tokens = reading.doc.tokens
    if any(c.anaphoric for c in cue.value):
        return True
    around = range(max(cue.first - _NEAR, s.first), min(cue.last + _NEAR, s.last))
    if any(tokens[i].lower in _PRONOUNS for i in around) or any(reading.doc.quoted[i] for i in around):
        return True
    return any(
        (m.kind in (Kind.OFFICE, Kind.PERSON) or (m.kind is Kind.NAME and reading.people.at(m) is not None))
        and (0 <= m.first - cue.last <= 2 or 0 <= cue.first - m.last <= 2)
        for m in s.mentions
    )
