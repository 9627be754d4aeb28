"""``kg query``: ask a named query, a file, or what comes on stdin."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import presenting
from kg.cli.telling import put
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.questions import Answer, Question, Quotation, Row
    from kg.store import Store, Term

_ARTICLE = re.compile(r"https://w3id\.org/smartcity-kg/id/article/[0-9a-f]+")


@click.command("query")
@click.argument("query", metavar="NAME|FILE|-")
@click.option("-p", "--parameter", "parameters", multiple=True, metavar="KEY=VALUE", help="A value for the query.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "md", "turtle"]),
    help="How to print it. [default: table; turtle for CONSTRUCT and DESCRIBE]",
)
@click.option("--evidence", is_flag=True, help="The words of the articles under each row.")
@click.pass_obj
def command(store: Path, query: str, parameters: tuple[str, ...], format_: str | None, evidence: bool) -> None:
    """Ask a named query ('kg queries' lists them), a file with SPARQL, or stdin (-).

    \b
    Examples:
      kg query conferrals
      kg query awards-by-year -p year=2019 --format csv
      kg query handovers -p area=Bontang --evidence
      echo 'SELECT * { ?city a sc:City ; sc:name ?name } LIMIT 3' | kg query -
    """
    from kg.store import Store

    question = _question(query)
    given = _parameters(parameters)
    with Store.open(store, read_only=True) as opened:
        if question.form != "SELECT":
            if format_ not in (None, "turtle") or evidence:
                raise QueryError(f"{question.form} gives no table: --format turtle is what it can be printed as.")
            click.echo(_without_rows(opened, question, given), nl=False)
            return
        if format_ == "turtle":
            raise QueryError("SELECT gives a table, no graph: --format table, csv, json or md.")
        from kg.questions import ask

        answer = ask(opened, question, given, evidence=evidence)
        printed = _printed(opened, answer, given, format_ or "table", evidence)
        # A program gets cells as they are, whatever a terminal would make of them.
        if format_ == "csv":
            put(printed.encode())
        else:
            click.echo(printed, nl=False)


def _question(query: str) -> Question:
    from kg.questions import named, parse, read

    if query == "-":
        return parse(sys.stdin.read(), "stdin", "stdin")
    if query.endswith((".rq", ".sparql")) or "/" in query:
        return read(Path(query))
    return named(query)


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise click.UsageError(f"-p takes key=value, not {each!r}. For example: -p area=Bontang")
        if name in values:
            raise click.UsageError(f"-p {name} is given twice.")
        values[name] = value
    return values


def _without_rows(store: Store, question: Question, given: dict[str, str]) -> str:
    from kg.exporting import turtle
    from kg.mappers import Quad
    from kg.questions import bind

    terms = bind(question, given)
    if question.form == "ASK":
        return "true\n" if store.query(question.sparql, terms) else "false\n"
    triples = store.construct(question.sparql, terms)
    return turtle(Quad(str(each.subject), str(each.predicate), str(each.object), "") for each in triples)


def _printed(store: Store, answer: Answer, given: dict[str, str], format_: str, evidence: bool) -> str:
    rows = [["" if term is None else term.value for term in row.values] for row in answer.rows]
    match format_:
        case "csv" | "md":
            columns = list(answer.columns)
            if evidence:
                columns.append("evidence")
                rows = [[*cells, " | ".join(quoted(store, row))] for cells, row in zip(rows, answer.rows, strict=True)]
            if format_ == "csv":
                numbers = [[*map(_is_number, row.values), False] for row in answer.rows]
                return presenting.comma_separated(columns, rows, numbers)
            return presenting.markdown(columns, rows)
        case "json":
            return json.dumps(_data(store, answer, given, evidence), ensure_ascii=False, indent=2) + "\n"
    if not rows:
        click.echo("No rows.", err=True)
        return ""
    # A person reads file names more easily than hashes.
    rows = [[file_of(store, cell) if _ARTICLE.fullmatch(cell) else cell for cell in row] for row in rows]
    notes = [quoted(store, row) for row in answer.rows] if evidence else []
    return presenting.table(answer.columns, rows, presenting.width(), notes)


def _is_number(term: Term | None) -> bool:
    from kg.mappers.terms import XSD

    datatype = getattr(term, "datatype", None)
    return datatype is not None and datatype.value.removeprefix(XSD) in ("integer", "decimal", "double", "float")


def _data(store: Store, answer: Answer, given: dict[str, str], evidence: bool) -> dict[str, Any]:
    from kg.questions import plain

    rows: list[dict[str, Any]] = []
    for row in answer.rows:
        values = dict(zip(answer.columns, map(plain, row.values), strict=True))
        words = [quotation_data(store, each) for each in row.evidence]
        rows.append(values | ({"evidence": words} if evidence else {}))
    return {"query": answer.question.name, "parameters": given, "columns": list(answer.columns), "rows": rows}


def quotation_data(store: Store, each: Quotation) -> dict[str, Any]:
    """A quotation as JSON, with the name of its article's file."""
    return {
        "property": each.property,
        "quote": each.quote,
        "start": each.start,
        "end": each.end,
        "article": each.article,
        "file": file_of(store, each.article),
        "rule": each.rule,
    }


def quoted(store: Store, row: Row) -> list[str]:
    """The words of a row, one line a span: which roles they state, the words, file and place."""
    spans: dict[tuple[str, int, int, str], list[str]] = {}
    for each in row.evidence:
        spans.setdefault((each.article, each.start, each.end, each.quote), []).append(each.property)
    return [
        f"{', '.join(dict.fromkeys(roles))}: “{' '.join(quote.split())}” ({file_of(store, article)}:{start}–{end})"
        for (article, start, end, quote), roles in spans.items()
    ]


def file_of(store: Store, article: str) -> str:
    """The name of an article's file; of several, the first."""
    from kg.mappers.terms import ID

    names = store.files(article.removeprefix(f"{ID}article/"))
    return names[0] if names else presenting.short(article)
