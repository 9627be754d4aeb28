"""``kg query``: ask a named query, a file, or what comes on stdin."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kg.cli import presenting
from kg.cli.bounded import no_longer_than, within
from kg.cli.telling import put
from kg.errors import QueryError
from kg.limits import MEBIBYTE, PATH, QUERY, VALUE, Limits

if TYPE_CHECKING:
    from kg.questions import Answer, Question, Quotation, Row
    from kg.store import Store, Term

_ARTICLE = re.compile(r"https://w3id\.org/smartcity-kg/id/article/[0-9a-f]+")


@click.command("query")
@click.argument("query", metavar="NAME|FILE|-", callback=no_longer_than(PATH))
@click.option(
    "-p",
    "--parameter",
    "parameters",
    multiple=True,
    metavar="KEY=VALUE",
    callback=no_longer_than(VALUE),
    help="A value for the query.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "md", "turtle"]),
    help="How to print it. [default: table; turtle for CONSTRUCT and DESCRIBE]",
)
@click.option("--evidence", is_flag=True, help="The words of the articles under each row.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    default=QUERY.seconds,
    show_default=True,
    metavar="SECONDS",
    help="How long it may take.",
)
@click.option(
    "--memory",
    type=click.IntRange(64, 1_048_576),
    default=QUERY.memory // MEBIBYTE,
    show_default=True,
    metavar="MIB",
    help="How much memory it may use, its rows included.",
)
@click.pass_obj
def command(
    store: Path,
    *,
    query: str,
    parameters: tuple[str, ...],
    format_: str | None,
    evidence: bool,
    timeout: float,
    memory: int,
) -> None:
    """Ask a named query ('kg queries' lists them), a file with SPARQL, or stdin (-).

    It runs in a process of its own that has no network, and is ended at --timeout or --memory. A query that would ask
    another server (SERVICE) is refused; so are updates, and files of more than a mebibyte.

    \b
    Examples:
      kg query conferrals
      kg query awards-by-year -p year=2019 --format csv
      kg query handovers -p area=Bontang --evidence
      kg query handovers --timeout 120 --memory 4096
      echo 'SELECT * { ?city a sc:City ; sc:name ?name } LIMIT 3' | kg query -
    """
    given = _parameters(parameters)
    asked = _asked(query)
    printed, rows = within(
        Limits(seconds=timeout, memory=memory * MEBIBYTE),
        asked.source,
        "Narrow it (a LIMIT, fewer patterns that share no variable), or allow it more: --timeout, --memory.",
        _answered,
        store,
        asked,
        given,
        format_,
        evidence,
        presenting.width(),
    )
    # A program gets cells as they are, whatever a terminal would make of them.
    if format_ == "csv":
        put(printed.encode())
    else:
        click.echo(printed, nl=False)
    if rows == 0 and not printed:
        click.echo("No rows.", err=True)


class _Text(NamedTuple):
    """The SPARQL of a stranger, not yet parsed."""

    sparql: str
    name: str
    source: str


def _asked(query: str) -> Question | _Text:
    """A query of the project, or a text that is let go on: it is parsed where it runs, in a process of its own."""
    from kg.questions import named, refuse_nesting, text_from, text_of
    from kg.store import refuse_service

    if query == "-":
        text = _Text(text_from(sys.stdin.buffer, "stdin"), "stdin", "stdin")
    elif query.endswith((".rq", ".sparql")) or "/" in query:
        file = Path(query)
        told = f"{file.parent.name}/{file.name}" if file.parent.name else file.name
        text = _Text(text_of(file), file.stem, told)
    else:
        return named(query)
    refuse_nesting(text.sparql, text.source)
    try:
        refuse_service(text.sparql)
    except QueryError as error:
        raise QueryError(f"{text.source}: {error}") from None
    return text


def _answered(
    folder: Path, asked: Question | _Text, given: dict[str, str], format_: str | None, evidence: bool, width: int
) -> tuple[str, int | None]:
    """The answer as it is printed, and how many rows it has, None where it is no table."""
    from kg.questions import ask, parse
    from kg.store import Store

    question = parse(*asked) if isinstance(asked, _Text) else asked
    with Store.open(folder, read_only=True) as opened:
        if question.form != "SELECT":
            if format_ not in (None, "turtle") or evidence:
                raise QueryError(f"{question.form} gives no table: --format turtle is what it can be printed as.")
            return _without_rows(opened, question, given), None
        if format_ == "turtle":
            raise QueryError("SELECT gives a table, no graph: --format table, csv, json or md.")
        answer = ask(opened, question, given, evidence=evidence)
        return _printed(opened, answer, given, format_ or "table", evidence, width), len(answer.rows)


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
    from pyoxigraph import QueryBoolean

    from kg.exporting import turtle
    from kg.mappers import Quad
    from kg.questions import bind

    terms = bind(question, given)
    try:
        if question.form == "ASK":
            answer = store.query(question.sparql, terms)
            if not isinstance(answer, QueryBoolean):
                raise QueryError("An ASK query is needed here.")
            return "true\n" if answer else "false\n"
        triples = store.construct(question.sparql, terms)
    except QueryError as error:
        raise QueryError(f"{question.source}: {error}") from None
    return turtle(Quad(str(each.subject), str(each.predicate), str(each.object), "") for each in triples)


def _printed(store: Store, answer: Answer, given: dict[str, str], format_: str, evidence: bool, width: int) -> str:
    rows = [["" if term is None else term.value for term in row.values] for row in answer.rows]
    match format_:
        case "csv" | "md":
            columns = list(answer.columns)
            if evidence:
                columns.append("evidence")
                rows = [[*cells, " | ".join(quoted(store, row))] for cells, row in zip(rows, answer.rows, strict=True)]
            if format_ == "csv":
                numbers = [[*map(is_number, row.values), False] for row in answer.rows]
                return presenting.comma_separated(columns, rows, numbers)
            return presenting.markdown(columns, rows)
        case "json":
            return json.dumps(_data(store, answer, given, evidence), ensure_ascii=False, indent=2) + "\n"
    if not rows:
        return ""
    # A person reads file names more easily than hashes.
    rows = [[file_of(store, cell) if _ARTICLE.fullmatch(cell) else cell for cell in row] for row in rows]
    notes = [quoted(store, row) for row in answer.rows] if evidence else []
    return presenting.table(answer.columns, rows, width, notes)


def is_number(term: Term | None) -> bool:
    """Whether a value is a number, which a spreadsheet may take as it is."""
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
