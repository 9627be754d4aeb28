"""The class that a paragraph turns to: "Pindah ke kelompok pemerintah kota.", "Di tingkat provinsi, …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import KINDS
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_TURNS = words("turns-to-group")
_GROUPS = words("words-for-groups")
_OF_GOVERNMENT = words("governments-of-groups")
_OTHERS = words("groups-of-others")
_FURTHEST = 6
"""So many words a sentence has at most before the group that it turns to."""
_AGAIN = words("group-again")
_THAT = words("that")


def group_told(reading: Reading, s: Sentence) -> Mention | None:
    """The class of which a sentence tells, for those after it: its last category, or whom it turns to."""
    own = [m for m in s.mentions if m.kind is Kind.CATEGORY and not reading.doc.quoted[m.first]]
    return own[-1] if own else _turned_to(reading, s)


def same_group(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence says that it goes on about the class told before: "di kelompok tersebut"."""
    tokens = reading.doc.tokens
    return any(
        tokens[i].lower in _AGAIN and tokens[i + 1].lower in _THAT for i in range(s.first, min(s.last, len(tokens)) - 1)
    )


def _turned_to(reading: Reading, s: Sentence) -> Mention | None:
    tokens = reading.doc.tokens
    if tokens[s.first].lower not in _TURNS:
        return None
    for i in range(s.first + 1, min(s.first + _FURTHEST, s.last - 1)):
        grouped = tokens[i].lower in _GROUPS
        first = i + (grouped and tokens[i].lower != "tingkat")
        end = first + (tokens[first].lower == "tingkat")
        governed = end < s.last and tokens[end].lower in _OF_GOVERNMENT
        end += governed
        named = end < s.last and tokens[end].lower in (KINDS if governed or grouped else ())
        named = named or (grouped and end < s.last and tokens[end].lower in _OTHERS)
        if named and end + 1 < s.last and tokens[end + 1].text in ",?.:":
            return Mention(Kind.CATEGORY, first, end + 1, reading.doc.words(first, end + 1))
    return None
