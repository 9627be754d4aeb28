"""``kg queries``: the catalogue."""

from __future__ import annotations

import json
import re

import click

from kg.cli import presenting
from kg.errors import KgError

_ADDRESS = re.compile(r"https?://[^\s<>\"{}|^`\\]+")


@click.command("queries")
@click.option("--json", "as_json", is_flag=True, help="The whole headers as JSON.")
@click.option("--turtle", "as_turtle", is_flag=True, help="Headers and SPARQL as RDF (sh:SPARQLExecutable).")
@click.option("--target", metavar="URL", default="", help="With --turtle: a SPARQL endpoint that answers the queries.")
def command(as_json: bool, as_turtle: bool, target: str) -> None:
    """List the named queries: what each answers, and which parameters it takes (optional ones in brackets).

    \b
    Examples:
      kg queries
      kg queries --json
      kg queries --turtle > queries.ttl
    """
    from kg.questions import catalogue, turtle

    if as_json and as_turtle:
        raise KgError("--json and --turtle are two forms of the same list. Ask for one of them.")
    if target and not as_turtle:
        raise KgError("--target is written into Turtle only. Add --turtle.")
    if target and not _ADDRESS.fullmatch(target):
        raise KgError(f"--target {target!r} is no address of an endpoint, such as https://example.org/sparql.")
    questions = catalogue()
    if as_turtle:
        click.echo(turtle(questions, target), nl=False)
        return
    if as_json:
        data = [
            {
                "name": question.name,
                "title": question.titles,
                "question": question.questions,
                "parameters": [
                    {"name": each.name, "type": each.type, "optional": each.optional, "example": each.example}
                    for each in question.parameters
                ],
                "columns": [{"name": name, "type": type_} for name, type_ in question.columns.items()],
                "view": question.view,
                "tags": list(question.tags),
            }
            for question in questions
        ]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    rows = []
    for question in questions:
        takes = [f"[{each.name}]" if each.optional else each.name for each in question.parameters]
        rows.append([question.name, " ".join(takes), question.questions["en"]])
    click.echo(presenting.table(["query", "parameters", "answers"], rows, presenting.width()), nl=False)
