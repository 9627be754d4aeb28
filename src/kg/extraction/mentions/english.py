"""Offices in English: they stand behind their area or body and before the name, "Sleman Regent Bagas Wiratmoko"."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, of_kind
from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.people import name_at
from kg.extraction.mentions.phrases import RoleReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.phrases import PhraseIndex

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_FILE = "data/language/en/roles.toml"
_WITHIN = words("within-names", "en")
_AGENCIES = words("agencies", "en")
_KIND_WORDS = words("kinds", "en")


def english_office(
    doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], before: list[Mention]
) -> Mention | None:
    """The English office at token ``i`` with the area or body before it and the name after it, where they are there."""
    tokens = doc.tokens
    found = english_roles().match(tokens, i, limit)
    if found is None:
        return None
    end: int = found[0]
    role: RoleReading = found[1]
    name = name_at(doc, end, limit, stop) if end < limit and tokens[end].capital else None
    if role.behind in AREA_KINDS:
        ahead = _area_before(doc, i, before)
        if ahead is None and end + 1 < limit and tokens[end].lower == "of":  # "Regent of Sleman Bagas Wiratmoko"
            behind = area_at(doc, phrases, end + 1, limit)
            if behind is not None:
                ahead = i, behind[1]
                end = behind[0] + (behind[0] < limit and tokens[behind[0]].text == ",")
                name = name_at(doc, end, limit, stop) if end < limit and tokens[end].capital else None
        if ahead is None:
            return None
        first, area = ahead
        reading = OfficeReading(
            role.role, role.behind, first, end, False, None, of_kind(area, phrases, role.behind), name, role.role
        )
        return Mention(Kind.OFFICE, i, name.after if name else end, reading)
    first = _run_before(doc, i, before[0].first if before else i)
    if name is None or first == i:
        return None
    fixed = "Kepala Dinas" if role.role == "Kepala" and tokens[i - 1].lower in _AGENCIES else role.role
    body = BodyReading(doc.words(first, i), "agency" if fixed == "Kepala Dinas" else "organization")
    return Mention(
        Kind.OFFICE, i, name.after, OfficeReading(fixed, role.behind, first, end, False, body, None, name, fixed)
    )


@cache
def english_roles() -> PhraseIndex:
    """The offices of ``roles.toml``, read once."""
    index = PhraseIndex()
    for behind, table in tomllib.loads(resources.path(_FILE).read_text("utf-8")).items():
        for role, surfaces in table.items():
            for surface in surfaces:
                index.add(surface, RoleReading(role, behind))
    return index.freeze()


def _area_before(doc: Document, i: int, before: list[Mention]) -> tuple[int, AreaReading] | None:
    """The area that ends at ``i``, a kind word between them skipped: "Sleman", "Bontang city"."""
    if not before:
        return None
    last = before[-1]
    gap = [t.lower for t in doc.tokens[last.last : i]]
    if last.kind is Kind.AREA and all(word in _KIND_WORDS for word in gap) and len(gap) <= 1:
        return last.first, last.value
    return None


def _run_before(doc: Document, i: int, first: int) -> int:
    """Where the capitalised words begin that end at ``i``: "Communications and Information Agency"."""
    tokens = doc.tokens
    k = i
    while k > max(first, i - 10) and tokens[k - 1].kind == "word":
        if not tokens[k - 1].capital and not (tokens[k - 1].lower in _WITHIN and k < i):
            break
        k -= 1
    while k < i and (not tokens[k].capital or tokens[k].lower in _WITHIN or tokens[k].lower in KINDS):
        k += 1
    return k
