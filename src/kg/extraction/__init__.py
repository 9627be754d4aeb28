"""From an article to its facts: mentions, then one extractor a fact type."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.facts import Facts, roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.article import Article
    from kg.facts import Fact


def extract(article: Article) -> Facts:
    """All that the article states, and the near misses.

    >>> from kg.reading import read_text
    >>> facts = extract(read_text("Judul\\n\\nBONTANG - Wali Kota Bontang Neni Moerniaeni hadir.", "a.txt"))
    >>> [(f.person.value.name, f.role.value, f.body.value.label) for f in facts.facts]
    [('Neni Moerniaeni', 'Wali Kota', 'Kota Bontang')]
    """
    from kg.extraction.assembly.near_misses import undated
    from kg.extraction.structure.parts import parts

    found = [_read(part) for part in parts(article)]
    open_day = undated(article)
    if len(found) == 1:
        return replace(found[0], near_misses=(*open_day, *found[0].near_misses)) if open_day else found[0]
    facts = tuple(_once(fact for part in found for fact in part.facts))
    return Facts(article, facts, (*open_day, *(miss for part in found for miss in part.near_misses)))


def _read(article: Article) -> Facts:
    from kg.extraction.assembly.conferrals import conferrals
    from kg.extraction.assembly.events import events
    from kg.extraction.assembly.near_misses import near_misses
    from kg.extraction.assembly.participations import participations
    from kg.extraction.assembly.placements import placements
    from kg.extraction.assembly.programmes import programmes
    from kg.extraction.assembly.statements import statements
    from kg.extraction.assembly.tenures import tenures
    from kg.extraction.coreference.context import Reading
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.mentions.scanner import read

    phrases = Phrases.load()
    reading = Reading.of(read(article, phrases), phrases)
    awarded = conferrals(reading)
    facts: tuple[Fact, ...] = (
        *awarded.conferrals,
        *placements(reading, awarded.conferrals, awarded.listed),
        *participations(reading),
        *tenures(reading),
        *events(reading, awarded.ceremony),
        *statements(reading),
        *programmes(reading),
    )
    return Facts(article, facts, near_misses(reading, facts, awarded.acts))


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, those left out that an earlier part of the article stated with the same values."""
    seen = set()
    for fact in facts:
        stated = (type(fact), *((name, role.value) for name, role in roles(fact)))
        if stated not in seen:
            seen.add(stated)
            yield fact
