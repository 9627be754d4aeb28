"""What makes an act no fact: words of denial, plan, hope, proposal, nomination or rumour that govern its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Document, Mention, Sentence

MODALITIES = ("denied", "planned", "hoped", "proposed", "nominated", "souvenir", "other")
_NO_FACT = frozenset((*MODALITIES, "rumour"))
_ONLY_NOT = words("only-not")
_LOOSE = words("loose-hopes")
_FALSE = words("false")
_FAILS = words("fails")
#: What each makes of an act, in Indonesian and English.
TOLD = {
    "denied": ("disangkal", "denied"),
    "planned": ("baru direncanakan", "planned"),
    "hoped": ("baru diharapkan", "hoped for"),
    "proposed": ("baru diusulkan", "proposed"),
    "nominated": ("baru nominasi", "nominated"),
    "souvenir": ("cendera mata", "a souvenir"),
}


def modality(doc: Document, s: Sentence, trigger: Mention, first: int, last: int) -> str | None:
    """What makes the act no fact: a word of denial, plan, hope, proposal or nomination that governs the verb."""
    if doc.tokens[s.last - 1].text == "?":
        return "denied"
    for m in s.of(Kind.CUE):
        named = doc.tokens[m.first].capital and m.first > s.first and s.kind is not BlockKind.HEADLINE
        for cue in () if named else m.value:  # "Kota Layak Anak" deems nobody worthy
            if cue.sense in _NO_FACT and (reason := _reason(doc, s, trigger, (first, last), m, cue.sense)):
                return reason
    return None


def _reason(
    doc: Document, s: Sentence, trigger: Mention, clause: tuple[int, int], m: Mention, sense: str
) -> str | None:
    """Why a cue of this sense makes the act no fact, if it governs the verb."""
    first, last = clause
    if sense == "rumour":
        return "denied" if m.first < trigger.first or doc.tokens[m.first].lower in _FALSE else None
    if sense == "other":
        return "denied" if _something_else(doc, trigger, clause, m) else None
    if sense == "nominated":
        return sense if first <= m.first <= last else None
    if sense == "souvenir" and trigger.last <= m.first <= last:
        return "denied"
    if sense == "denied" and trigger.last <= m.first < last and doc.tokens[m.first].lower in _FAILS:
        return sense  # "mimpi X memboyong Adipura kandas"
    return sense if first <= m.first < trigger.first and _reaches(doc, s, trigger, m, sense) else None


def _reaches(doc: Document, s: Sentence, trigger: Mention, m: Mention, sense: str) -> bool:
    """Whether a word before the verb governs it: no more words stand between than its sense bridges, no comma."""
    gap = doc.tokens[m.last : trigger.first]
    comma = any(t.text == "," for t in gap)
    word = doc.tokens[m.first].lower
    if sense == "denied":
        only = any(t.lower in _ONLY_NOT for t in gap) and word not in ("hampir", "nyaris")
        none = bool(gap) and gap[0].lower == "ada"  # "tidak ada penghargaan apa pun yang diterima"
        return len(gap) <= (12 if none else 4) and not comma and not only
    if sense == "hoped" and any(t.lower == "akhirnya" for t in doc.tokens[s.first : trigger.first]):
        return False
    if sense in ("planned", "hoped", "proposed") and (len(gap) > 8 or comma):
        return False
    return word not in _LOOSE or len(gap) <= 1


def _something_else(doc: Document, trigger: Mention, clause: tuple[int, int], m: Mention) -> bool:
    """Whether what is received is not the award: "menerima usulan …", "Surat undangan X diterima …"."""
    first, last = clause
    low, high = sorted((m.first, trigger.first))
    if any(t.lower in GENERIC for t in doc.tokens[low:high]):  # "menerima piagam dan dana"
        return False
    opens_passive = m.first == first and any(c.voice == "passive" for c in trigger.value or ())
    return first <= m.first < last and (high - low <= 4 or opens_passive)


def miss(reading: Reading, made: Awarding, modality: str) -> None:
    """Note an act that was none."""
    told_id, told_en = TOLD[modality]
    reading.miss(
        "conferral",
        "denied" if modality == "souvenir" else modality,
        (reading.doc.evidence(made.first, made.last),),
        f"Bukan penganugerahan: {told_id}.",
        f"No award was given: {told_en}.",
    )
