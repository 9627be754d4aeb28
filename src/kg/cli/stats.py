"""``kg stats``: what is in the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.bounded import throughout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analysis.wording import Language
    from kg.network import Network
    from kg.store import Store

_CLASSES = """SELECT ?class (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  GRAPH ?article { ?thing a ?class . ?article a sc:Article }
  FILTER %s { ?thing sc:evidence ?words }
  FILTER(STRSTARTS(STR(?class), STR(sc:)) && ?class != sc:Article)
} GROUP BY ?class ORDER BY ?class"""
_AREAS = """PREFIX id: <https://w3id.org/smartcity-kg/id/>
SELECT ?class (COUNT(DISTINCT ?area) AS ?count) WHERE {
  GRAPH ?article { ?article a sc:Article . ?thing ?role ?area }
  GRAPH id:reference { ?area a ?class ; sc:code ?code }
} GROUP BY ?class ORDER BY ?class"""
_EVIDENCE = "SELECT (COUNT(DISTINCT ?evidence) AS ?count) WHERE { ?evidence a sc:Evidence }"
_TRIPLES = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } }"


@click.command("stats")
@click.option("--network", "as_network", is_flag=True, help="What the graph says as a whole: who shares, who bridges.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Rows a table, with --network.")
@click.option("--lang", "language", type=click.Choice(["en", "id"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(store: Path, *, as_network: bool, top: int, language: Language, as_json: bool) -> None:
    """Tell what is in the store: articles, facts and things by class, pieces of evidence, statements.

    With --network: which areas received awards in common, which things hold others together, how many things each is
    linked to, what hangs together, and the awards over the years.

    \b
    Examples:
      kg stats
      kg stats --network
      kg stats --network --lang id --top 5
      kg --store my-store stats --json
    """
    if as_network:
        _tell_network(store, top, language, as_json)
        return
    facts, things, articles, evidence, triples = throughout(store, _counted)
    if as_json:
        data = {"articles": articles, "facts": facts, "things": things, "evidence": evidence, "quads": triples}
        click.echo(json.dumps(data, indent=2))
        return
    lines = [("articles", articles), ("facts", sum(facts.values())), *_indented(facts)]
    lines += [("things", sum(things.values())), *_indented(things)]
    lines += [("evidence", evidence), ("quads, reference included", triples)]
    size = max(len(name) for name, _ in lines)
    for name, count in lines:
        click.echo(f"{name.ljust(size)}  {count:>8,}")


def _counted(folder: Path) -> tuple[dict[str, int], dict[str, int], int, int, int]:
    """Facts and things by class, articles, pieces of evidence, statements."""
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        facts = _by_class(opened, _CLASSES % "EXISTS")
        things = _by_class(opened, _AREAS) | _by_class(opened, _CLASSES % "NOT EXISTS")
        return facts, things, len(opened.articles()), _number(opened, _EVIDENCE), _number(opened, _TRIPLES)


def _network_of(folder: Path, top: int, language: Language) -> dict[str, Any]:
    from kg.network import network
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        return _measured(network(opened, lambda text, start, end: ""), top, language)


def _tell_network(store: Path, top: int, language: Language, as_json: bool) -> None:
    from kg.cli.presenting import table, width

    found = throughout(store, _network_of, top, language)
    if as_json:
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    for section, title in _SECTIONS.items():
        rows: Sequence[dict[str, Any]] = found[section]
        click.echo(f"{title[language]}\n")
        if not rows:
            click.echo(f"{_NOTHING[language]}\n")
            continue
        columns = [name for name in rows[0] if name not in _HIDDEN]
        cells = [[_cell(row[name]) for name in columns] for row in rows]
        notes = [[row["says"]] if "says" in row else [] for row in rows]
        click.echo(table(columns, cells, width(), notes))


_SECTIONS = {
    "shared": {"en": "AREAS WITH AWARDS IN COMMON", "id": "WILAYAH DENGAN PENGHARGAAN BERSAMA"},
    "bridges": {"en": "WHO BRIDGES WHOM", "id": "SIAPA MENGHUBUNGKAN SIAPA"},
    "linked": {"en": "MOST LINKED", "id": "PALING BANYAK TERHUBUNG"},
    "parts": {"en": "WHAT HANGS TOGETHER", "id": "APA YANG SALING TERHUBUNG"},
    "years": {"en": "OVER THE YEARS", "id": "DARI TAHUN KE TAHUN"},
}
_NOTHING = {"en": "Nothing.", "id": "Tidak ada."}
_HIDDEN = ("says", "iri", "one_iri", "other_iri", "awards_iri", "apart_iri")


def _measured(graph: Network, top: int, language: Language) -> dict[str, Any]:
    """What is measured of the network, as JSON knows it."""
    from kg import analysis

    measured = analysis.measures(graph)
    linked = sorted(measured, key=lambda iri: (-measured[iri].degree, graph.nodes[iri].label, iri))
    return {
        "things": len(graph.nodes),
        "links": len({frozenset((edge.source, edge.target)) for edge in graph.edges}),
        "shared": [
            {
                "one": each.one.label,
                "other": each.other.label,
                "awards": len(each.awards),
                "one_iri": each.one.iri,
                "other_iri": each.other.iri,
                "awards_iri": [award.iri for award in each.awards],
                "says": analysis.say_shared(each, language),
            }
            for each in analysis.shared_awards(graph)[:top]
        ],
        "bridges": [
            {
                "thing": each.thing.label,
                "kind": each.thing.kind,
                "betweenness": measured[each.thing.iri].betweenness,
                "apart": len(each.apart),
                "iri": each.thing.iri,
                "apart_iri": [node.iri for node in each.apart],
                "says": analysis.say_bridge(each, language),
            }
            for each in analysis.bridges(graph, top)
        ],
        "linked": [
            {"thing": graph.nodes[iri].label, "kind": graph.nodes[iri].kind, **measured[iri]._asdict(), "iri": iri}
            for iri in linked[:top]
        ],
        "parts": [
            {"part": each.number, "things": len(each.things), "says": analysis.say_part(each, language)}
            for each in analysis.parts(graph)[:top]
        ],
        "years": [{**each._asdict(), "says": analysis.say_year(each, language)} for each in analysis.years(graph)],
    }


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _by_class(store: Store, sparql: str) -> dict[str, int]:
    return {
        class_.value.rpartition("#")[2]: int(count.value)
        for class_, count in store.select(sparql).rows
        if class_ is not None and count is not None
    }


def _number(store: Store, sparql: str) -> int:
    ((count,),) = store.select(sparql).rows
    return int(count.value) if count is not None else 0


def _indented(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(f"  {name}", count) for name, count in counts.items()]
