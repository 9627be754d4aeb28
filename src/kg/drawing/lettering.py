"""How wide a text will be, and where its lines break."""

from __future__ import annotations

#: In ems of DejaVu Sans, which is wider than the other common sans-serifs: what fits in it fits in them.
_WIDTHS = {
    0.33: " ',.IJijl|·",
    0.42: "!()-/:;[\\]frt",
    0.52: '"*_`“”–',
    0.60: "?FLcksvxyz",
    0.64: "$0123456789EPSTYabdeghnopqu{}",
    0.70: "ABCKRVXZ",
    0.79: "&DGHNOQU",
    0.84: "#+<=>^w~≤→×",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
#: Bold letters are wider.
BOLD = 1.12


def text_width(text: str, size: float = 12.0, weight: float = 1.0) -> float:
    """About how wide a text is, rather too wide than too narrow.

    >>> round(text_width("Kota Bontang"), 1)
    84.6
    """
    return sum(_WIDTH.get(character, 1.0) for character in text) * size * weight


def label_lines(label: str, longest: int = 24, most: int = 3) -> tuple[str, ...]:
    """The label in at most so many lines of about equal length; what is too long ends in an ellipsis.

    >>> label_lines("Kementerian Komunikasi dan Informatika")
    ('Kementerian Komunikasi', 'dan Informatika')
    """
    import textwrap

    lines = textwrap.wrap(label, longest, break_long_words=True) or [label]
    if len(lines) > most:
        return (*lines[: most - 1], shortened(lines[most - 1] + "…" * longest, longest))
    for narrower in range(max(len(label) // len(lines), 8), longest):
        balanced = textwrap.wrap(label, narrower, break_long_words=False)
        if len(balanced) == len(lines) and max(map(len, balanced)) <= narrower:
            return tuple(balanced)
    return tuple(lines)


def shortened(text: str, longest: int) -> str:
    """The text, ended with an ellipsis where it is longer.

    >>> shortened("Penghargaan", 8)
    'Penghar…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip(" …,-") + "…"
