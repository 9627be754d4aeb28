"""The smart-city dimensions by the words that newsrooms use for them, read from ``dimensions.toml``."""

from __future__ import annotations

import tomllib

from kg import resources

_READ = tomllib.loads(resources.path("data/language/id/dimensions.toml").read_text("utf-8"))
_MARKS: tuple[str, ...] = tuple(_READ.pop("marks"))
_WORDS: dict[str, tuple[str, ...]] = {name: (*told["smart"], *told["other"]) for name, told in _READ.items()}
#: What follows "smart" in a dimension's name.
DIMENSION_WORDS = frozenset(word for told in _READ.values() for word in told["smart"])


def dimension_of(category: str) -> str | None:
    """The smart-city dimension that a category names.

    >>> dimension_of("Tata Kelola Pintar"), dimension_of('dimensi "smart society"'), dimension_of("kota kecil")
    ('governance', 'society', None)
    """
    low = category.casefold()
    smart = any(w in low for w in _MARKS) or len(low.split()) <= 1
    if not smart:
        return None
    found = [d for d, words in _WORDS.items() if any(w in low for w in words)]
    return found[0] if len(found) == 1 else None
