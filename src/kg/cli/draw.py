"""``kg draw``: the graph as a picture."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.passages import sentence
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.drawing import Format
    from kg.drawing.wording import Language

_EXTENSIONS: dict[str, Format] = {".svg": "svg", ".html": "html", ".htm": "html", ".dot": "dot", ".gv": "dot"}


@click.command("draw")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--format", "format_", type=click.Choice(["svg", "html", "dot"]), help="[default: by the extension]")
@click.option("--around", "centre", metavar="IRI|NAME", help="Only this thing and what is linked to it.")
@click.option("--depth", type=click.IntRange(1), default=1, show_default=True, help="How many links away from it.")
@click.option("--most", type=click.IntRange(2, 2000), default=300, show_default=True, help="How many things at most.")
@click.option("--lang", "language", type=click.Choice(["en", "id"]), default="en", show_default=True)
@click.pass_obj
def command(
    store: Path, *, file: Path, format_: Format | None, centre: str | None, depth: int, most: int, language: Language
) -> None:
    """Draw the graph into FILE: svg, dot, or html, one file that works without a network.

    In the page a click on a thing or a line tells the sentences that state it. Beyond --most things the picture says
    how many it leaves out.

    \b
    Examples:
      kg draw graph.html
      kg draw bontang.svg --around "Kota Bontang" --depth 2
      kg draw - --format dot | neato -Tpdf -o graph.pdf
    """
    from kg.drawing import draw
    from kg.network import around, limited, network
    from kg.questions.describing import find, label
    from kg.store import Store

    chosen = format_ or _EXTENSIONS.get(file.suffix.lower())
    if chosen is None:
        what = (
            "stdout has no extension" if str(file) == "-" else f"{file}: the extension {file.suffix!r} names no format"
        )
        raise KgError(f"{what}. Choose one with --format: svg, html, dot.")
    title = ""
    with Store.open(store, read_only=True) as opened:
        picture = network(opened, sentence)
        if centre is not None:
            iri = find(opened, centre)
            picture, title = around(picture, iri, depth), label(opened, iri)
    picture = limited(picture, most)
    text = draw(picture, chosen, language, title)
    if str(file) == "-":
        sys.stdout.write(text)
        return
    try:
        file.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise KgError(f"{file} cannot be written: {error.strerror}. Choose another file.") from None
    if picture.hidden:
        click.echo(f"{file}: +{picture.hidden} more things not drawn. Draw them with a larger --most.", err=True)
