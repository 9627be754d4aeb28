"""The smart-city dimensions by the words that newsrooms use for them."""

from __future__ import annotations

DIMENSIONS = {
    "governance": ("governance", "government", "tata kelola", "pemerintahan"),
    "branding": ("branding", "citra"),
    "economy": ("economy", "ekonomi"),
    "living": ("living", "kualitas hidup", "kehidupan"),
    "society": ("society", "people", "sosial", "masyarakat"),
    "environment": ("environment", "lingkungan"),
    "mobility": ("mobility", "mobilitas"),
}


def dimension_of(category: str) -> str | None:
    """The smart-city dimension that a category names.

    >>> dimension_of("Tata Kelola Pintar"), dimension_of('dimensi "smart society"'), dimension_of("kota kecil")
    ('governance', 'society', None)
    """
    low = category.casefold()
    smart = any(w in low for w in ("smart", "pintar", "cerdas", "dimensi")) or len(low.split()) <= 1
    if not smart:
        return None
    found = [d for d, words in DIMENSIONS.items() if any(w in low for w in words)]
    return found[0] if len(found) == 1 else None
