"""What newsrooms shorten a person's name to: its beginning, its end, its initials."""

from __future__ import annotations

_FEWEST_LETTERS = 3
"""Fewer letters of a word tell no name."""
_FEWEST_LEFT_OUT = 2


def short_for(short: str, name: str) -> bool:
    """Whether a lone word is short for a name: the beginning or the end of a word of it, or the name's initials.

    >>> short_for("Nur", "Siti Nurjanah"), short_for("Yanto", "Hariyanto"), short_for("RH", "Rina Hasan")
    (True, True, True)
    >>> short_for("Tasi", "Anastasia"), short_for("Budi", "Rina Hasan")
    (False, False)
    """
    words = [word.strip(".") for word in name.split()]
    if short.isupper() and 1 < len(short) == len(words):
        return short == "".join(word[:1] for word in words)
    word = short.lower()
    return len(word) >= _FEWEST_LETTERS and any(
        len(other) >= len(word) + _FEWEST_LEFT_OUT and (other.startswith(word) or other.endswith(word))
        for other in (each.lower() for each in words)
    )
