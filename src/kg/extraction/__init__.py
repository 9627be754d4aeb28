"""From an article to its facts: mentions, then one extractor a fact type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts import Facts

if TYPE_CHECKING:
    from kg.article import Article
    from kg.facts import Fact


def extract(article: Article) -> Facts:
    """All that the article states, and the near misses.

    >>> from kg.reading import read_text
    >>> facts = extract(read_text("Judul\\n\\nBONTANG - Wali Kota Bontang Neni Moerniaeni hadir.", "a.txt"))
    >>> [(f.person.value.name, f.role.value, f.body.value.label) for f in facts.facts]
    [('Neni Moerniaeni', 'Wali Kota', 'Kota Bontang')]
    """
    from kg.extraction.conferrals import conferrals
    from kg.extraction.events import events
    from kg.extraction.near_misses import near_misses
    from kg.extraction.participations import participations
    from kg.extraction.phrases import Phrases
    from kg.extraction.placements import placements
    from kg.extraction.programmes import programmes
    from kg.extraction.reading import Reading
    from kg.extraction.scanner import read
    from kg.extraction.statements import statements
    from kg.extraction.tenures import tenures

    phrases = Phrases.load()
    reading = Reading.of(read(article, phrases), phrases)
    awarded, scored, ceremony = conferrals(reading)
    facts: tuple[Fact, ...] = (
        *awarded,
        *placements(reading, awarded, scored),
        *participations(reading),
        *tenures(reading),
        *events(reading, ceremony),
        *statements(reading),
        *programmes(reading),
    )
    return Facts(article, facts, near_misses(reading, facts))
