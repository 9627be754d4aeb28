"""What makes an act no fact: words of denial, plan, hope, proposal, nomination or rumour that govern its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.act import GENERIC
from kg.extraction.document import Kind
from kg.extraction.rules import words

if TYPE_CHECKING:
    from kg.extraction.act import Awarding
    from kg.extraction.document import Document, Mention, Sentence
    from kg.extraction.reading import Reading

MODALITIES = ("denied", "planned", "hoped", "proposed", "nominated", "souvenir", "other")
_ONLY_NOT = words("only-not")


def modality(doc: Document, s: Sentence, trigger: Mention, first: int, last: int) -> str | None:
    """What makes the act no fact: a word of denial, plan, hope, proposal or nomination that governs the verb."""
    tokens = doc.tokens
    if tokens[s.last - 1].text == "?":
        return "denied"
    happened = any(t.lower == "akhirnya" for t in tokens[s.first : trigger.first])
    for m in s.mentions:
        if m.kind is not Kind.CUE:
            continue
        sense: str | None = next((c.sense for c in m.value if c.sense in MODALITIES or c.sense == "rumour"), None)
        if sense is None:
            continue
        if sense in ("souvenir",) and trigger.last <= m.first <= last:
            return "denied"
        if sense == "rumour":
            if m.first < trigger.first or tokens[m.first].lower in ("palsu", "hoaks", "hoax"):
                return "denied"
            continue
        if sense == "other":
            low, high = sorted((m.first, trigger.first))
            named = any(t.lower in GENERIC for t in tokens[low:high])  # "menerima piagam dan dana"
            if first <= m.first < last and high - low <= 4 and not named:
                return "denied"
            continue
        if sense == "hoped" and happened:
            continue
        if sense == "nominated" and first <= m.first <= last:
            return sense
        if not (first <= m.first < trigger.first):
            continue
        gap = tokens[m.last : trigger.first]
        if sense == "denied" and (
            len(gap) > 4
            or any(t.text == "," for t in gap)
            or (any(t.lower in _ONLY_NOT for t in gap) and tokens[m.first].lower not in ("hampir", "nyaris"))
        ):
            continue
        if sense in ("planned", "hoped", "proposed") and (len(gap) > 8 or any(t.text == "," for t in gap)):
            continue
        if (
            tokens[m.first].lower
            in ("dapat", "bisa", "mampu", "sebelum", "siap", "yakin", "layak", "patut", "menyiapkan")
            and len(gap) > 2
        ):
            continue
        return sense
    return None


def miss(reading: Reading, made: Awarding, modality: str) -> None:
    """Note an act that was none."""
    words = {
        "denied": ("disangkal", "denied"),
        "planned": ("baru direncanakan", "planned"),
        "hoped": ("baru diharapkan", "hoped for"),
        "proposed": ("baru diusulkan", "proposed"),
        "nominated": ("baru nominasi", "nominated"),
        "souvenir": ("cendera mata", "a souvenir"),
    }
    evidence = reading.doc.evidence(made.first, made.last)
    reason = "denied" if modality == "souvenir" else modality
    reading.miss(
        "conferral",
        reason,
        (evidence,),
        f"Bukan penganugerahan: {words[modality][0]}.",
        f"No award was given: {words[modality][1]}.",
    )
