"""``kg stats``: what is in the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(store: Path, as_json: bool) -> None:
    """Tell what is in the store: articles, facts and things by class, pieces of evidence, statements.

    \b
    Examples:
      kg stats
      kg --store my-store stats --json
    """
    from kg.store import Store

    with Store.open(store, read_only=True) as opened:
        facts = _by_class(opened, _CLASSES % "EXISTS")
        things = _by_class(opened, _AREAS) | _by_class(opened, _CLASSES % "NOT EXISTS")
        articles = len(opened.articles())
        evidence, triples = _number(opened, _EVIDENCE), _number(opened, _TRIPLES)
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
