"""One awarding act of a sentence, as mentions: who gets, who gives, what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extraction.structure.document import Document, Mention, Sentence

GENERIC = words("awards-in-general")
SUPERLATIVE = words("superlatives")
_BETWEEN = words("between-governor-and-party")


@dataclass(frozen=True, slots=True)
class Prize:
    """One award as a sentence names it: name, category, rank, each as the mention that says it, or ``None``."""

    award: Mention | None = None
    category: Mention | None = None
    rank: Mention | None = None


@dataclass(frozen=True, slots=True)
class Awarding:
    """One awarding act of a sentence: mentions only, no values yet."""

    sentence: Sentence
    trigger: Mention
    sense: str
    voice: str
    first: int
    last: int
    recipients: tuple[Mention, ...] = ()
    acceptors: tuple[Mention, ...] = ()
    presenters: tuple[Mention, ...] = ()
    grantors: tuple[Mention, ...] = ()
    prizes: tuple[Prize, ...] = ()
    generic: bool = False  # "penghargaan itu", "trofinya": the award is one spoken of before
    number: int | None = None  # how many awards "keempat trofi", "Ketiganya" speaks of; None for "seluruh"
    plural: bool = False  # "keempat trofi itu", "Ketiganya"
    past: bool = False
    same_occasion: bool = False
    words: Mapping[int, str] = field(default_factory=dict)  # lower-case words of the sentence by token
    pronoun: bool = False  # "ia menerima": the person spoken of before
    rule: str = ""  # the rule that found the parties
    whole: bool = False  # a rule that read the sentence to its end
    counts: bool = False  # a rule whose recipients have the ranks of their order
    topic: bool = False  # the recipient is "kota itu", the one spoken of before


def governor(doc: Document, m: Mention) -> str:
    """The word that governs a mention: the one before it, past a bullet of adverbs."""
    i = m.first - 1
    while i > 0 and doc.tokens[i].lower in _BETWEEN:
        i -= 1
    return doc.tokens[i].lower if i >= 0 else ""
