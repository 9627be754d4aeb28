"""``kg export``: write the graph to a file, in the form that another tool reads."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from kg.cli.bounded import no_longer_than, throughout
from kg.cli.exits import cannot_write, written
from kg.errors import KgError
from kg.files import write_all
from kg.limits import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.exporting.claims import Sentence
    from kg.exporting.network_files import Positions
    from kg.exporting.tables import Table
    from kg.mappers import Quad
    from kg.network import Network
    from kg.store import Store

_RDF = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
_SEVERAL = ("csv", "parquet", "neo4j")
_FORMATS = (
    *_RDF,
    "rdfxml",
    "csv",
    "parquet",
    "graphml",
    "gexf",
    "cypher",
    "neo4j",
    "schemaorg",
    "nanopub",
    "quickstatements",
)
_EXTENSIONS = {f".{name}": name for name in (*_RDF, "csv", "parquet", "graphml", "gexf", "cypher")} | {
    ".json": "jsonld",
    ".qs": "quickstatements",
    ".turtle": "ttl",
    ".xml": "rdf",
}
# Placing more things than this takes minutes; tools that draw so many place them better.
_MOST_PLACED = 1000

Files = dict[str, bytes]


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(_FORMATS), help="The format. [default: by the file's extension]")
@click.option("--evidence/--no-evidence", default=True, show_default=True, help="The words behind the facts too.")
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="FILE|IRI",
    callback=no_longer_than(NAME),
    help="Only this article; may be repeated.",
)
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="NAME|IRI",
    callback=no_longer_than(NAME),
    help="Only facts about this area, what lies within it and its bodies; may be repeated.",
)
@click.option(
    "--positions/--no-positions",
    default=True,
    show_default=True,
    help="graphml, gexf: where things stand in the picture. Without places and measures, one more article changes "
    "only its own lines.",
)
@click.option(
    "--measures/--no-measures",
    default=True,
    show_default=True,
    help="graphml, gexf: degree, betweenness, part and shared awards of each thing, as 'kg stats --network' has them.",
)
@click.option(
    "--items",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="quickstatements: a CSV file with the columns thing and item that names the Wikidata items of things.",
)
@click.pass_obj
def command(
    store: Path,
    *,
    file: Path,
    format_: str | None,
    evidence: bool,
    articles: tuple[str, ...],
    areas: tuple[str, ...],
    positions: bool,
    measures: bool,
    items: Path | None,
) -> None:
    """Write the graph to FILE, or to stdout (-, with --format).

    ttl, nt and rdf (or rdfxml) hold one graph; trig, nq and jsonld keep each article's graph apart. graphml and gexf
    hold the things and the links between them, for Gephi, yEd or networkx; cypher and neo4j hold everything, for
    Neo4j. csv and parquet hold one table a view: FILE is a folder, a .zip, or named after a view (conferrals.csv).
    schemaorg is JSON-LD for a web page, nanopub one nanopublication a fact, quickstatements a draft for Wikidata.

    The same store gives the same bytes, and of the reference only what the articles speak of is written. A whole graph
    comes with its description as a dataset (VoID, DCAT).

    \b
    Examples:
      kg export graph.ttl
      kg export facts.trig --no-evidence --article 01-bontang-2019.txt
      kg export bontang.gexf --area "Kota Bontang"
      kg export tables --format csv
      kg export - --format nq | sort | sha256sum
    """
    chosen = _format(file, format_)
    content, statements = throughout(
        store, _exported, chosen, file, articles, areas, evidence, positions, measures, items
    )
    if (articles or areas) and not statements:
        click.echo("Nothing in the store is stated about that: the export is empty.", err=True)
    written = _write(file, content)
    if sys.stderr.isatty() and written:
        click.echo(f"Wrote {written}: {statements:,} statements.", err=True)


def _exported(
    folder: Path,
    chosen: str,
    file: Path,
    articles: tuple[str, ...],
    areas: tuple[str, ...],
    evidence: bool,
    positions: bool,
    measures: bool,
    items: Path | None,
) -> tuple[bytes | Files, int]:
    """What goes into the file, and how many statements that are."""
    from kg.exporting import selected
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        ids = [_article(opened, name) for name in articles]
        quads = selected(opened, evidence, ids, [_area(name) for name in areas])
        content = _content(
            opened,
            quads,
            chosen,
            file,
            whole=not ids and not areas,
            evidence=evidence,
            positions=positions,
            measures=measures,
            items=items,
        )
        return content, len(quads)


def _format(file: Path, given: str | None) -> str:
    """The format asked for, or that of the extension.

    Raises:
        KgError: where neither names one, or a form of several files cannot go there.
    """
    chosen = given or _EXTENSIONS.get(file.suffix.lower())
    if chosen is None:
        what = f"{file}: the extension {file.suffix!r} names no format"
        if str(file) == "-":
            what = "stdout has no extension"
        elif file.is_dir() or not file.suffix:
            what = f"{file} is a folder's name, which tells no format"
        raise KgError(f"{what}. Choose one with --format: {', '.join(_FORMATS)}.")
    if chosen in _SEVERAL and str(file) == "-":
        raise KgError(f"{chosen} is several files, which stdout cannot hold. Name a folder or a .zip instead.")
    if chosen not in _SEVERAL and file.is_dir():
        raise KgError(f"{file} is a folder, and {chosen} is one file. Name a file, such as {file / 'graph'}.{chosen}.")
    return "rdf" if chosen == "rdfxml" else chosen


def _article(store: Store, name: str) -> str:
    """The id of the one article that is meant.

    Raises:
        KgError: where there is none, or several.
    """
    from kg.mappers import ID

    found = store.find(name.removeprefix("<").removesuffix(">").removeprefix(f"{ID}article/").removeprefix("article:"))
    if not found:
        raise KgError(f"--article {name!r}: no article has this name or id. 'kg query articles' lists them.")
    if len(found) > 1:
        raise KgError(f"--article {name!r} may be {' or '.join(found)}. Say which.")
    return found[0]


def _area(name: str) -> str:
    from kg.questions.parameters import area

    return area(name, f"--area {name!r}").value


def _content(
    store: Store,
    quads: list[Quad],
    chosen: str,
    file: Path,
    *,
    whole: bool,
    evidence: bool,
    positions: bool,
    measures: bool,
    items: Path | None,
) -> bytes | Files:
    from kg.exporting import Format, description, export, restricted

    if chosen in get_args(Format):
        return export([*quads, *(description(quads) if whole else [])], chosen)  # type: ignore[arg-type]
    match chosen:
        case "csv" | "parquet":
            found = tables(store if whole else restricted(store, quads), evidence)
            return _table_files(found, chosen, file)
        case "graphml" | "gexf":
            return _network(store if whole and evidence else restricted(store, quads), chosen, positions, measures)
        case "cypher":
            from kg.exporting.property_graph import cypher, property_graph

            return cypher(*property_graph(quads)).encode()
        case "neo4j":
            from kg.exporting.property_graph import admin_import, property_graph

            return admin_import(*property_graph(quads))
        case "schemaorg":
            from kg.exporting.schemaorg import schemaorg

            return schemaorg(quads, _sentences(store)).encode()
        case "nanopub":
            from kg.exporting.nanopublications import nanopublications

            return nanopublications(quads).encode()
        case _:
            from kg.exporting.quickstatements import items_from, quickstatements

            known = items_from(_read(items), items.name) if items else None
            return quickstatements(quads, _sentences(store), known).encode()


def tables(store: Store, evidence: bool) -> list[Table]:
    """The views, each with the fact of every row, and the table of the words behind the facts."""
    from kg.exporting.tables import Table
    from kg.questions import ask, catalogue

    found, words = [], set()
    for question in catalogue():
        if "view" not in question.tags:
            continue
        answer = ask(store, question, evidence=evidence)
        rows = [[*(None if term is None else term.value for term in row.values), row.fact] for row in answer.rows]
        found.append(Table(question.name, question.titles, question.columns | {"fact": "iri"}, rows))
        words |= {(row.fact or "", each) for row in answer.rows for each in row.evidence}
    if evidence:
        columns = {"fact": "iri", "article": "iri", "property": "string", "quote": "string", "start": "integer"}
        columns |= {"end": "integer", "rule": "string", "note": "string"}
        quoted: list[list[str | None]] = [
            [fact, q.article, q.property, q.quote, str(q.start), str(q.end), q.rule, q.note or None]
            for fact, q in sorted(words)
        ]
        titles = {"id": "Kata-kata di balik fakta", "en": "The words behind the facts"}
        found.append(Table("evidence", titles, columns, quoted))
    return found


def _table_files(found: Sequence[Table], chosen: str, file: Path) -> Files | bytes:
    """All tables, or the one that the file is named after."""
    from kg.exporting.tables import csv_file, csv_files, parquet_file, parquet_files

    if file.suffix.lower() != f".{chosen}" or file.is_dir():
        return csv_files(found) if chosen == "csv" else parquet_files(found)
    for table in found:
        if table.name == file.stem:
            return csv_file(table) if chosen == "csv" else parquet_file(table)
    names = ", ".join(table.name for table in found)
    raise KgError(
        f"{file}: a {chosen} file holds one table, and is named after it: {names}. For all of them name a folder or a "
        f".zip: kg export {file.with_suffix('')} --format {chosen}"
    )


def _network(store: Store, chosen: str, positions: bool, measures: bool) -> bytes:
    from kg.analysis import measures as measures_of
    from kg.cli.passages import sentence
    from kg.drawing.palette import LIGHT
    from kg.exporting.network_files import gexf, graphml
    from kg.network import network

    found = network(store, sentence)
    placed = _placed(found) if positions else None
    measured = {iri: each._asdict() for iri, each in measures_of(found).items()} if measures else None
    return (graphml if chosen == "graphml" else gexf)(found, LIGHT, placed, measured).encode()


def _placed(found: Network) -> Positions | None:
    from kg.drawing.layout import layout

    if len(found.nodes) > _MOST_PLACED:
        click.echo(f"{len(found.nodes):,} things are not placed: let the tool that opens them do it.", err=True)
        return None
    boxes, _, _ = layout(found)
    return {iri: (box.x, box.y) for iri, box in boxes.items()}


def _sentences(store: Store) -> Sentence:
    """What gives the sentence of an article that words stand in, each text read once."""
    from functools import cache

    from kg.cli.passages import sentence

    text = cache(store.text)
    return lambda article, start, end: sentence(text(article), start, end)


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{file} cannot be read as a table of items: {error}.") from None


def _write(file: Path, content: bytes | Files) -> str:
    """Put the content where it belongs, and tell where that is."""
    if isinstance(content, bytes) or file.suffix.lower() == ".zip":
        to_stdout = str(file) == "-"
        written(None if to_stdout else file, content if isinstance(content, bytes) else _zipped(content))
        return "" if to_stdout else str(file)
    try:
        file.mkdir(parents=True, exist_ok=True)
        write_all({file / name: part for name, part in content.items()})
    except OSError as error:
        raise cannot_write(file, error) from None
    return f"{len(content)} files in {file}"


def _zipped(files: Files) -> bytes:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            # A day of its own for each member would make other bytes each time.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
