"""Words that stand alone with a capital: how a person is called again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.people import person_words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_OPENS = frozenset(".?!…“„«‘\"'")  # behind these a capital may only begin a sentence, within a quotation too


def called_alone(doc: Document, stop: frozenset[str], phrases: Phrases) -> frozenset[str]:
    """Capitalised words that stand alone in a sentence or beside a verb of speaking: how a person is called again."""
    found = set()
    tokens = doc.tokens
    for s in doc.sentences:
        for i in range(s.first, s.last):
            t = tokens[i]
            if (
                not (t.capital and t.kind == "word" and len(t.text) > 2)
                or t.lower in stop
                or s.kind is BlockKind.HEADLINE
            ):
                continue
            after = tokens[i + 1] if i + 1 < s.last else None
            if after is not None and after.capital:
                continue
            before = tokens[i - 1] if i > s.first and tokens[i - 1].text not in _OPENS else None
            opened = i - 1 == s.first or (i - 2 >= s.first and tokens[i - 2].text in _OPENS)
            introduced_by = before is not None and (
                before.lower in person_words().honorifics or (opened and before.lower in stop)
            )
            if before is not None and before.capital and not introduced_by:
                continue
            if before is None and not (
                after and any(c.sense.startswith("say") or c.voice for c in phrases.lexicon.cues.get(after.lower, ()))
            ):
                continue
            place = t.lower in phrases.areas.entries and t.lower not in doc.told_persons
            if not place and t.lower not in phrases.cues.entries:
                found.add(t.lower)
    return frozenset(found)
