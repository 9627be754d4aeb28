"""Reading the tables of ``data/gazetteer`` row by row, so that every complaint names file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from kg.errors import ResourceError
from kg.gazetteer.folding import fold

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table and where it stands."""

    file: str
    line: int
    cells: tuple[str, ...]

    def wrong(self, what: str) -> ResourceError:
        """The error to raise where something is wrong with this row."""
        return ResourceError(f"data/gazetteer/{self.file}, line {self.line}: {what}. Correct that row.")

    def one_of(self, value: str, literal: object) -> None:
        """Insist that a cell holds one of the values of a ``Literal`` type.

        Raises:
            ResourceError: where it does not.
        """
        allowed: tuple[str, ...] = get_args(literal)
        if value not in allowed:
            raise self.wrong(f"{value!r} is none of {', '.join(allowed)}")

    def key(self, surface: str) -> str:
        """The folded form of a name in this row.

        Raises:
            ResourceError: where the name is empty or has spaces around it.
        """
        key = fold(surface)
        if not key or surface != surface.strip():
            raise self.wrong(f"{surface!r} is no name: it is empty or has spaces around it")
        return key


def rows(folder: Path, file: str, header: str) -> Iterator[Row]:
    """The rows below the header of one table, each as wide as ``header``, the comma-separated names of the columns.

    Raises:
        ResourceError: where the file is missing, is no CSV in UTF-8, has other columns or a row of another width.
    """
    columns = header.split(",")
    try:
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            if next(reader, []) != columns:
                raise Row(file, 1, ()).wrong(f"the columns must be {header}")
            for cells in reader:
                row = Row(file, reader.line_num, tuple(cells))
                if len(cells) != len(columns):
                    raise row.wrong(f"{len(cells)} columns, not {len(columns)}")
                yield row
    except FileNotFoundError:
        raise ResourceError(f"data/gazetteer/{file} is missing. Install the package again.") from None
    except (csv.Error, UnicodeDecodeError) as problem:
        raise ResourceError(f"data/gazetteer/{file} cannot be read as CSV in UTF-8: {problem}. Correct it.") from None


def enter(table: dict[str, _T], row: Row, surface: str, value: _T) -> None:
    """Put a surface into a table in which every surface denotes one thing.

    Raises:
        ResourceError: where it already denotes another.
    """
    if table.setdefault(row.key(surface), value) != value:
        raise row.wrong(f"{surface!r} already denotes something else")


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, separated by ``|``."""
    return tuple(cell.split("|")) if cell else ()
