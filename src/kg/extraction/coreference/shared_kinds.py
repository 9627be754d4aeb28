"""The kind that an enumeration tells once for its members: "Kota Samarinda, Semarang, serta Jambi" are cities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import AreaReading, narrow
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document, Sentence

_JOINTS = words("joints") | words("run-order") | words("run-then") | frozenset("()|/")
_KINDS = frozenset(("city", "regency", "municipal"))
_LONGEST_GAP = 5


def with_kinds_shared(doc: Document, phrases: Phrases) -> Document:
    """The document with the areas of its enumerations narrowed to the kind told before them."""
    return replace(doc, sentences=[_shared(doc, phrases, s) for s in doc.sentences])


def _shared(doc: Document, phrases: Phrases, s: Sentence) -> Sentence:
    before: Mention | None = None
    kind: str | None = None
    changed: dict[int, Mention] = {}
    for m in s.mentions:
        if m.kind is not Kind.AREA:
            continue
        value: AreaReading = m.value
        follows = before is not None and _joined(doc, before, m)
        kind = value.kind if value.kind or not follows else kind
        if value.kind is None and follows and kind in _KINDS and len(value.codes) > 1:
            codes = narrow(phrases, value.codes, kind)
            if codes != value.codes:
                changed[m.first] = replace(m, value=replace(value, codes=codes))
        before = m
    return s.told([changed.get(m.first, m) for m in s.mentions]) if changed else s


def _joined(doc: Document, before: Mention, m: Mention) -> bool:
    """Whether nothing but joints, words of order and numbers stands between two areas."""
    if m.first - before.last > _LONGEST_GAP:
        return False
    gap = doc.tokens[before.last : m.first]
    return bool(gap) and all(t.kind == "number" or t.lower in _JOINTS for t in gap)
