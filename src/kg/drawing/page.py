"""One HTML file that holds picture, sentences and script, and asks nothing of any network."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kg.drawing.document import document
from kg.drawing.wording import kind_name, phrase, relation_name
from kg.harmless import page_json, xml_text

if TYPE_CHECKING:
    from kg.drawing.document import Picture
    from kg.drawing.palette import Theme
    from kg.drawing.wording import Language

# Nothing may be loaded: even a browser that would cannot.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'none'"
_TEMPLATE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}</style>
</head>
<body class="{theme_class}">
<main>
{picture}</main>
<aside>
<div class="tools">
<input id="search" type="search" placeholder="{search}" aria-label="{search}">
<button id="in" aria-label="{closer}">+</button>
<button id="out" aria-label="{further}">−</button>
<button id="fit">{fit}</button>
<button id="theme">{theme}</button>
</div>
<div id="told" aria-live="polite"></div>
</aside>
<script type="application/json" id="data">{data}</script>
<script>
{script}</script>
</body>
</html>
"""


def page(picture: Picture, language: Language = "en", theme: Theme = "auto") -> str:
    """The picture as a page: pan and zoom, search, kinds switched off and on, sentences at a click."""
    folder = Path(__file__).parent
    return _TEMPLATE.format(
        language=language,
        policy=_POLICY,
        theme_class="" if theme == "auto" else theme,
        title=xml_text(escape(picture.title)),
        style=(folder / "page.css").read_text("utf-8"),
        search=escape(phrase("search", language)),
        theme=escape(phrase("theme", language)),
        fit=escape(phrase("fit", language)),
        closer=escape(phrase("closer", language)),
        further=escape(phrase("further", language)),
        picture=document(picture, theme),
        data=_data(picture, language),
        script=(folder / "page.js").read_text("utf-8"),
    )


def _data(picture: Picture, language: Language) -> str:
    """What the script needs, as JSON that can stand in HTML."""
    network = picture.network
    numbers = {iri: number for number, iri in enumerate(network.nodes)}
    data = {
        "nodes": [
            {"label": each.label, "kind": kind_name(each.kind, language), "of": each.kind}
            for each in network.nodes.values()
        ],
        "edges": [
            {
                "source": numbers[edge.source],
                "target": numbers[edge.target],
                "name": relation_name(edge.relation, language),
                "detail": edge.detail,
                "passages": [{"file": each.file, "sentence": each.sentence} for each in edge.passages],
            }
            for edge in network.edges
        ],
        "hint": phrase("hint", language),
        "none": phrase("none", language),
    }
    return page_json(data)
