"""``kg draw``: the graph as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from kg.cli.bounded import no_longer_than, throughout
from kg.cli.exits import written
from kg.cli.passages import sentence
from kg.errors import KgError
from kg.limits import NAME

if TYPE_CHECKING:
    from kg.drawing import Format
    from kg.drawing.document import Picture
    from kg.drawing.palette import Theme
    from kg.drawing.wording import Language

Kind = Literal["graph", "timeline", "map", "ontology"]
_EXTENSIONS: dict[str, Format] = {
    ".svg": "svg",
    ".png": "png",
    ".html": "html",
    ".htm": "html",
    ".dot": "dot",
    ".gv": "dot",
}


@click.command("draw")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option(
    "--as",
    "kind",
    type=click.Choice(["graph", "timeline", "map", "ontology"]),
    default="graph",
    show_default=True,
    help="Things and their links; awards by year; the areas that received them; or the classes behind the graph.",
)
@click.option(
    "--format", "format_", type=click.Choice(["svg", "png", "html", "dot"]), help="[default: by the extension]"
)
@click.option(
    "--around",
    "centre",
    metavar="IRI|NAME",
    callback=no_longer_than(NAME),
    help="Only this thing and what is linked to it.",
)
@click.option("--depth", type=click.IntRange(1), default=1, show_default=True, help="How many links away from it.")
@click.option("--most", type=click.IntRange(2, 2000), default=300, show_default=True, help="How many things at most.")
@click.option("--lang", "language", type=click.Choice(["en", "id"]), default="en", show_default=True)
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    show_default=True,
    help="Auto follows the reader's screen; a png is light.",
)
@click.option(
    "--font", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="The font file to write a png with."
)
@click.pass_obj
def command(
    store: Path,
    *,
    file: Path,
    kind: Kind,
    format_: Format | None,
    centre: str | None,
    depth: int,
    most: int,
    language: Language,
    theme: Theme,
    font: Path | None,
) -> None:
    """Draw the graph into FILE: svg, png, dot, or html, one file that works without a network.

    In the page a click on a thing or a line tells the sentences that state it. Beyond --most things the picture says
    how many it leaves out.

    \b
    Examples:
      kg draw graph.html
      kg draw bontang.svg --around "Kota Bontang" --depth 2
      kg draw awards.svg --as timeline
      kg draw map.png --as map --theme dark
      kg draw ontology.svg --as ontology --lang id
      kg draw - --format dot | neato -Tpdf -o graph.pdf
    """
    from kg.drawing import draw

    chosen = format_ or _EXTENSIONS.get(file.suffix.lower())
    if chosen is None:
        what = (
            "stdout has no extension" if str(file) == "-" else f"{file}: the extension {file.suffix!r} names no format"
        )
        raise KgError(f"{what}. Choose one with --format: svg, png, html, dot.")
    if kind == "ontology" and centre is not None:
        raise KgError("--around chooses things of the graph, and the ontology has none. Leave it out.")
    picture = throughout(store, _picture, kind, centre, depth, most, language)
    data = draw(picture, chosen, language, theme, font)
    to_stdout = str(file) == "-"
    written(None if to_stdout else file, data)
    if picture.network.hidden and not to_stdout:
        click.echo(
            f"{file}: +{picture.network.hidden} more things not drawn. Draw them with a larger --most.", err=True
        )


def _picture(store: Path, kind: Kind, centre: str | None, depth: int, most: int, language: Language) -> Picture:
    from kg import drawing

    if kind == "ontology":
        return drawing.class_diagram(language)
    from kg.network import around, limited, network
    from kg.questions.describing import find, label
    from kg.store import Store

    title = ""
    with Store.open(store, read_only=True) as opened:
        part = network(opened, sentence)
        if centre is not None:
            iri = find(opened, centre)
            part, title = around(part, iri, depth), label(opened, iri)
    part = limited(part if kind == "graph" else drawing.awards(part), most)
    views = {"graph": drawing.graph, "timeline": drawing.timeline, "map": drawing.area_map}
    return views[kind](part, language, title)
