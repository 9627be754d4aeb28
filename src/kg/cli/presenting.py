"""Rows as text: a table for the terminal, CSV, Markdown. What is unset is empty."""

from __future__ import annotations

import shutil
import sys
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from kg.harmless import cell, csv_line, markdown_cell, visible
from kg.mappers.terms import ID, SC

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROWEST = 9
_GAP = "  "


def short(value: str) -> str:
    """An IRI of ours as a person types it: ``area:64.74``; anything else as it is."""
    if value.startswith(ID):
        return value[len(ID) :].replace("/", ":", 1)
    return f"sc:{value[len(SC) :]}" if value.startswith(SC) else value


def width() -> int:
    """How wide the terminal is; 100 where the output goes elsewhere."""
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100


def comma_separated(
    columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[Sequence[bool]] = ()
) -> str:
    """CSV with a header line; what a spreadsheet would run is made harmless, see :func:`kg.harmless.cell`.

    ``numbers`` tells of each cell, row by row, whether it is a number.
    """
    lines = [csv_line(map(cell, columns))]
    for row, among in zip_longest(rows, numbers, fillvalue=()):
        lines.append(csv_line(cell(each, bool(number)) for each, number in zip_longest(row, among[: len(row)])))
    return "".join(f"{line}\n" for line in lines)


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    cells = [[markdown_cell(each) for each in line] for line in (columns, *rows)]
    cells.insert(1, ["---"] * len(columns))
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    within: int,
    notes: Sequence[Sequence[str]] = (),
) -> str:
    """A table no wider than ``within``: long cells are folded, and where even that is too wide, each row is a list.

    ``notes`` are lines to stand under each row.
    """
    used = [i for i, _ in enumerate(columns) if any(row[i] for row in rows)] or list(range(len(columns)))
    columns = [columns[i] for i in used]
    rows = [[visible(short(row[i])) for i in used] for row in rows]
    widths = _widths([list(column) for column in zip(columns, *rows, strict=True)], within)
    if widths is None:
        return _lists(columns, rows, within, notes)
    lines = _folded(columns, widths)
    lines.append(_GAP.join("─" * size for size in widths))
    for number, row in enumerate(rows):
        lines += _folded(row, widths)
        lines += _noted(notes, number, within)
    return "\n".join(lines) + "\n"


def _widths(cells: Sequence[Sequence[str]], within: int) -> list[int] | None:
    """How wide each column may be; None where some would have to be too narrow to read."""
    widths = [max(map(len, column)) for column in cells]
    # No column gets narrower than its longest word, up to a point: "Komunikasi" in two halves is no word.
    least = [
        min(size, max(_NARROWEST, *(min(len(word), 24) for cell in column for word in cell.split() or [""])))
        for column, size in zip(cells, widths, strict=True)
    ]
    room = within - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: (widths[i] - least[i], -i))
        if widths[widest] <= least[widest]:
            return None
        widths[widest] -= 1
    return widths


def _folded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [textwrap.wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    filled = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        _GAP.join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()
        for parts in zip(*filled, strict=True)
    ]


def _lists(columns: Sequence[str], rows: Sequence[Sequence[str]], within: int, notes: Sequence[Sequence[str]]) -> str:
    name_width = max(map(len, columns)) + len(_GAP)
    lines = []
    for number, row in enumerate(rows):
        lines.append(f"── {number + 1} ".ljust(min(within, 60), "─"))
        for name, each in zip(columns, row, strict=True):
            if each:
                lines += textwrap.wrap(
                    each, within, initial_indent=name.ljust(name_width), subsequent_indent=" " * name_width
                )
        lines += _noted(notes, number, within)
    return "\n".join(lines) + "\n"


def _noted(notes: Sequence[Sequence[str]], number: int, within: int) -> list[str]:
    if number >= len(notes):
        return []
    return [
        line
        for note in notes[number]
        for line in textwrap.wrap(note, within, initial_indent="  · ", subsequent_indent="    ", drop_whitespace=True)
    ]
