"""What the rules of the model reader mean, as ``kg extract --explain`` tells it."""

from __future__ import annotations

from typing import Final

from kg.facts import BY_BOTH, BY_MODEL
from kg.proposing.grounding import DERIVED, QUOTED

_TOLD: Final = {
    BY_MODEL: {
        "en": "proposed by a language model, found in the text",
        "id": "diusulkan model bahasa, ditemukan dalam teks",
    },
    BY_BOTH: {
        "en": "proposed by a language model, found in the text, and found by the rules too",
        "id": "diusulkan model bahasa, ditemukan dalam teks, dan ditemukan juga oleh aturan",
    },
    QUOTED: {"en": "the words as they stand", "id": "kata-kata sebagaimana adanya"},
    DERIVED: {"en": "what follows from the words", "id": "yang mengikuti dari kata-katanya"},
}


def told_rule(rule: str, language: str) -> str:
    """What a rule of the model reader means; "" for one that is none.

    >>> told_rule("quoted", "id"), told_rule("receive-active", "en")
    ('kata-kata sebagaimana adanya', '')
    """
    return _TOLD.get(rule, {}).get(language, "")
