"""The picture as PNG, drawn by resvg (the optional extra ``png``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.drawing.palette import FAMILIES, FONT
from kg.errors import KgError

if TYPE_CHECKING:
    from pathlib import Path

#: Dots for each unit of the SVG, so that small letters print well; less where the picture would be too large to open.
_ZOOM = 2.0
_MOST_DOTS = 60_000_000


def png(svg: str, width: float, height: float, font: Path | None = None) -> bytes:
    """An SVG document as PNG, twice as many dots as units.

    Args:
        svg: the document, in colours that do not depend on the reader.
        width: the document's width.
        height: the document's height.
        font: a font file (TrueType or OpenType) to write with, instead of a font of the machine.

    Raises:
        KgError: where resvg is not installed, or there is no font: resvg would leave out every word.
    """
    try:
        import resvg_py
    except ImportError:
        raise KgError(
            'png needs the package resvg-py: pip install "smartcity-kg[png]". svg and html need nothing.'
        ) from None
    zoom = min(_ZOOM, (_MOST_DOTS / max(width * height, 1.0)) ** 0.5)
    family = _family(font) if font else None

    def drawn(text: str) -> bytes:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=text,
                zoom=zoom,
                skip_system_fonts=font is not None,
                font_files=[str(font)] if font else None,
                sans_serif_family=family,
            )
        )

    if drawn(_probe("M")) == drawn(_probe("")):
        raise KgError(
            f"None of the fonts {', '.join(FAMILIES)} is on this machine, and without one a png has no words. "
            "Install one (DejaVu Sans is free), name a font file with --font, or draw svg or html."
        )
    return drawn(svg)


def _probe(text: str) -> str:
    families = FONT.replace('"', "'")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<text y="15" font-family="{families}">{text}</text></svg>'
    )


def _family(font: Path) -> str:
    """The family's name in a font file's ``name`` table (OpenType 1.9, "name — Naming Table").

    Raises:
        KgError: where the file is no font.
    """
    from struct import error, unpack_from

    try:
        data = font.read_bytes()
        tables = {
            data[at : at + 4]: unpack_from(">L", data, at + 8)[0]
            for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
        }
        start = tables[b"name"]
        _, count, strings = unpack_from(">3H", data, start)
        for at in range(start + 6, start + 6 + 12 * count, 12):
            platform, _, _, name, length, offset = unpack_from(">6H", data, at)
            if name == 1 and platform in {0, 3}:
                found = data[start + strings + offset : start + strings + offset + length].decode("utf-16-be")
                if found:
                    return found
    except (OSError, error, KeyError, UnicodeDecodeError):
        pass
    raise KgError(f"{font} is no TrueType or OpenType font. Name another file with --font.")
