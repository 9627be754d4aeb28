"""``kg export``: write the graph to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from kg.errors import KgError

_FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
_EXTENSIONS = {f".{name}": name for name in _FORMATS} | {".json": "jsonld", ".xml": "rdf", ".turtle": "ttl"}


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="The format. [default: by the file's extension]")
@click.option("--evidence/--no-evidence", default=True, show_default=True, help="The words behind the facts too.")
@click.pass_obj
def command(store: Path, file: Path, format_: str | None, evidence: bool) -> None:
    """Write the graph to FILE, or to stdout (-, with --format).

    ttl, nt and rdf hold one graph; trig, nq and jsonld keep each article's graph apart. The same store gives the same
    bytes, and of the reference only what the articles speak of is written.

    \b
    Examples:
      kg export graph.ttl
      kg export facts.trig --no-evidence
      kg export - --format nq | sort | sha256sum
    """
    from kg.exporting import Format, export, selected
    from kg.store import Store

    chosen = format_ or _EXTENSIONS.get(file.suffix.lower())
    if chosen not in get_args(Format):
        what = f"{file}: the extension {file.suffix!r} names no format"
        if str(file) == "-":
            what = "stdout has no extension"
        raise KgError(f"{what}. Choose one with --format: {', '.join(_FORMATS)}.")
    with Store.open(store, read_only=True) as opened:
        quads = selected(opened, evidence)
    content = export(quads, chosen)  # type: ignore[arg-type]
    if str(file) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        file.write_bytes(content)
    except OSError as error:
        raise KgError(f"{file} cannot be written: {error.strerror}. Choose another file.") from None
    if sys.stderr.isatty():
        click.echo(f"Wrote {file}: {len(quads):,} statements.", err=True)
