"""Tables: CSV as RFC 4180 has it, described as CSV on the Web asks, and Parquet. One table a view, typed by its header.

https://www.w3.org/TR/tabular-metadata/, https://parquet.apache.org/.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.harmless import cell, csv_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CSVW = {
    "string": "string",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "boolean": "boolean",
    "iri": "anyURI",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a name, a title a language, and columns of a type ("integer", "date", …).

    A cell is the text of an RDF term ("2022-11-09", "true"), or None where it is unset.
    """

    name: str
    titles: Mapping[str, str]
    columns: Mapping[str, str]
    rows: Sequence[Sequence[str | None]]


def csv_file(table: Table) -> bytes:
    """The table as CSV: UTF-8, a header line, an unset cell empty; a cell that a spreadsheet would run, made harmless.

    How, and how to read it back, tells :func:`kg.harmless.cell`.
    """
    numeric = [kind in ("integer", "decimal") for kind in table.columns.values()]
    lines = [csv_line(map(cell, table.columns))]
    lines += [csv_line(cell(each or "", among) for each, among in zip(row, numeric, strict=True)) for row in table.rows]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace")


def csv_metadata(tables: Sequence[Table]) -> bytes:
    """The CSVW description of these tables, each in a file ``<name>.csv`` beside it."""
    described = [
        {
            "url": f"{table.name}.csv",
            "dc:title": _texts(table.titles),
            "tableSchema": {
                "columns": [
                    {"name": name, "titles": name, "datatype": _CSVW[kind]} for name, kind in table.columns.items()
                ],
            },
        }
        for table in tables
    ]
    body: dict[str, Any] = described[0] if len(described) == 1 else {"tables": described}
    content = {"@context": "http://www.w3.org/ns/csvw", **body, "dc:license": {"@id": "https://spdx.org/licenses/MIT"}}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def csv_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """One file a table, and ``csv-metadata.json``, where a reader of CSV on the Web looks for it."""
    return {f"{table.name}.csv": csv_file(table) for table in tables} | {"csv-metadata.json": csv_metadata(tables)}


def parquet_files(tables: Sequence[Table]) -> dict[str, bytes]:
    """One Parquet file a table. Days, whole numbers and truth values are such; decimals are double floats.

    Raises:
        KgError: where pyarrow is not installed.
    """
    return {f"{table.name}.parquet": parquet_file(table) for table in tables}


def parquet_file(table: Table) -> bytes:
    """The table as Parquet. Raises as :func:`parquet_files` does."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise KgError(
            "Parquet needs pyarrow, which is not installed. Install it with: pip install 'smartcity-kg[parquet]'. "
            "The same tables can be had without it: --format csv"
        ) from None
    from datetime import date

    kinds: dict[str, tuple[Any, Any]] = {
        "string": (pa.string(), str),
        "iri": (pa.string(), str),
        "integer": (pa.int64(), int),
        "decimal": (pa.float64(), float),
        "boolean": (pa.bool_(), lambda text: text in ("true", "1")),
        "date": (pa.date32(), date.fromisoformat),
    }
    arrays, fields = [], []
    for number, (name, kind) in enumerate(table.columns.items()):
        type_, read = kinds[kind]
        cells = [row[number] for row in table.rows]
        arrays.append(pa.array([None if each is None else read(each) for each in cells], type_))
        fields.append(pa.field(name, type_))
    titles = {f"title-{language}": text for language, text in table.titles.items()}
    out = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=pa.schema(fields, metadata=titles)), out)
    return out.getvalue()


def _texts(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]
