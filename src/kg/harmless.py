r"""Strangers' words, written so that what shows them runs nothing of them: terminals, spreadsheets, pages, XML.

A headline, a quote or a file's name may hold what a terminal takes for a command, a spreadsheet for a formula, a
browser for the end of a script. Nothing is taken away that can be told in another way.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a terminal obeys (C0 and C1 controls, but for tab and line feed), what turns text round so that it reads as
# something else, and halves of surrogate pairs, which no output can hold.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What spreadsheets take for a formula, also behind blanks and quotation marks and in wide letters; and what makes them
# move on to a next cell.
_RUN = re.compile("[\\s\ufeff\u200b'\"‘’“”]*[=+\\-@＝＋－＠|%−]|'*[\t\r\n\x00]")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
# What XML 1.0 has no way to hold (https://www.w3.org/TR/xml/#charsets).
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_PAGES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def visible(text: str) -> str:
    r"""The text for a terminal: what it would obey instead of show is written as ``\u001b``.

    JSON and Turtle read that back as what it was.

    >>> print(visible("Kota\x1b[2J Bontang"))
    Kota\u001b[2J Bontang
    """
    return _OBEYED.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def cell(text: str, numeric: bool = False) -> str:
    """The text as a cell of CSV: with an apostrophe before it where a spreadsheet would run it.

    Args:
        text: what the cell says.
        numeric: whether it stands among numbers; a number among them stays one.

    >>> cell("=1+1"), cell("-5"), cell("-5", numeric=True), cell("Kota Bontang")
    ("'=1+1", "'-5", '-5', 'Kota Bontang')
    """
    if not _RUN.match(text) or (numeric and _NUMBER.fullmatch(text)):
        return text
    return f"'{text}"


def cell_text(cell: str) -> str:
    """What a cell says, without the apostrophe that :func:`cell` put before it.

    >>> cell_text("'=1+1"), cell_text("'Aisyiyah"), cell_text("-5")
    ('=1+1', "'Aisyiyah", '-5')
    """
    return cell[1:] if cell.startswith("'") and _RUN.match(cell[1:]) else cell


def csv_line(cells: Iterable[str]) -> str:
    r"""Cells as a line of CSV without its end; one that holds any line end is quoted, which the csv module may forget.

    >>> print(csv_line(["Bontang", 'Kota "Taman", 2019', ""]))
    Bontang,"Kota ""Taman"", 2019",
    """
    line = ",".join('"' + each.replace('"', '""') + '"' if re.search('[",\r\n]', each) else each for each in cells)
    return line or '""'


def xml_text(text: str) -> str:
    r"""The text without the characters that XML 1.0 forbids; ``U+FFFD`` stands for each.

    >>> xml_text("Kota\x1b Bontang")
    'Kota� Bontang'
    """
    return _NOT_IN_XML.sub("\ufffd", text)


def page_json(data: Any, indent: int | None = None) -> str:  # noqa: ANN401  whatever JSON can hold
    r"""JSON that can stand in a ``<script>`` of a page: nothing in it ends the script or begins a tag.

    >>> print(page_json({"name": "</script><b>"}))
    {"name": "\u003c/script\u003e\u003cb\u003e"}
    """
    return visible(json.dumps(data, ensure_ascii=False, indent=indent).translate(_IN_PAGES))


def markdown_cell(text: str) -> str:
    r"""The text as a cell of a Markdown table: no pipe ends it, no image is fetched, no tag is one.

    >>> print(markdown_cell("a|b ![](http://x/)"))
    a\|b !\[\](http://x/)
    """
    text = re.sub(r"[\\`*\[\]]", lambda found: f"\\{found[0]}", " ".join(text.splitlines()))
    return visible(text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|"))
