"""Positions and scores that a list prints: beside its winners, or in an index without a prize."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.positions import as_in_the_lead, is_index, of_smaller_unit, year_in_name
from kg.extraction.candidates.scopes import scope_of_lead, scope_of_list
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.structure.document import Kind
from kg.facts import Placement

if TYPE_CHECKING:
    from kg.article import Evidence
    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Conferral

KINDS = {"kota": "city", "kabupaten": "regency"}


def listed(reading: Reading, w: Candidate, conferrals: list[Conferral]) -> Placement | None:
    """The position or score of a list's entry; beside an award it has the award's name and rank."""
    evidence = reading.doc.of(w.recipient)
    if of_smaller_unit(reading, w.sentence, w.recipient):
        return None
    conferral = next((c for c in conferrals if evidence in c.recipient.evidence), None)
    if not w.awarded:
        return _positioned(reading, w, evidence)
    if conferral is None or w.score is None:
        return None
    value, mention = w.score
    area = reading_of(w.recipient)
    if area is None:
        return None
    return Placement(
        Role(reading.area(area, w.hint), (evidence,), "scored"),
        conferral.award,
        "scored",
        conferral.category,
        conferral.rank,
        None,
        Role(value, (reading.doc.of(mention),), "score"),
        None,
        conferral.year,
    )


def _positioned(reading: Reading, w: Candidate, evidence: Evidence) -> Placement | None:
    """An entry of an index without a prize: rank by its number, score in brackets."""
    doc = reading.doc
    area = reading_of(w.recipient)
    named = [w.list] if w.list else [m for m in doc.mentions(Kind.AWARD, Kind.PROGRAMME) if m.first < w.recipient.first]
    if area is None or not named or (w.number is None and w.rank is None and w.score is None):
        return None
    indices = [m for m in named if is_index(reading.in_full(str(m.value)))]
    name = reading.text_role(named[-1] if w.list else as_in_the_lead(reading, indices or named), "list-named-before")
    rank = Role(w.rank.value.number, (doc.of(w.rank),), "rank") if w.rank else None
    if rank is None and w.number:
        rank = Role(w.number, (doc.evidence(w.sentence.first, w.sentence.first + 1),), "rank-by-number")
    score = Role(w.score[0], (doc.of(w.score[1]),), "score") if w.score else None
    hint = w.hint or KINDS.get(
        doc.tokens[named[-1].first + 1].lower if doc.tokens[named[-1].first].lower in ("indeks", "index") else ""
    )
    return Placement(
        Role(reading.area(area, hint), (evidence,), "listed"),
        name,
        "listed",
        None,
        rank,
        None,
        score,
        scope_of_list(reading, name) or scope_of_lead(reading, w.intro),
        year_in_name(reading, name),
    )
