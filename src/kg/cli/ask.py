"""``kg ask``: a question in plain words."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import presenting
from kg.cli.bounded import no_longer_than, within
from kg.cli.query import file_of, quotation_data, quoted
from kg.limits import LOOKING, NAME

if TYPE_CHECKING:
    from kg.asking import Choice, Reply
    from kg.questions import Row
    from kg.store import Store

_ARTICLE = re.compile(r"https://w3id\.org/smartcity-kg/id/article/[0-9a-f]+")


@click.command("ask")
@click.argument("question", nargs=-1, required=True)
@click.option(
    "--about",
    default="",
    callback=no_longer_than(NAME),
    metavar="NAME",
    help="What a question without a subject is about.",
)
@click.option(
    "--language", type=click.Choice(["id", "en"]), help="The language of the answer. [default: the question's]"
)
@click.option("--sparql", is_flag=True, help="Show the query and its parameters first.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(
    store: Path, question: tuple[str, ...], about: str, language: str | None, sparql: bool, as_json: bool
) -> None:
    """Ask a question in Indonesian or English: a sentence, the rows, and under each the words that state it.

    Typing errors in names are forgiven. A question that is not understood as a whole is not answered: the nearest
    ones that can be are listed instead.

    \b
    Examples:
      kg ask "Siapa yang menyerahkan penghargaan kepada Bontang?"
      kg ask "Which cities won for smart governance?" --sparql
      kg ask "Kapan dan di mana?" --about Bontang
    """
    from kg.asking import refuse_long

    text = " ".join(" ".join(question).split())
    if not text:
        raise click.UsageError('The question is empty. For example: kg ask "Siapa wali kota Bontang?"')
    refuse_long(f"{text} {about}")
    told = within(
        LOOKING,
        "The question",
        "Ask for less at once.",
        _told,
        store,
        text,
        about,
        language,
        sparql,
        as_json,
        presenting.width(),
    )
    click.echo(told)


def _told(folder: Path, text: str, about: str, language: str | None, sparql: bool, as_json: bool, width: int) -> str:
    """The answer as it is printed."""
    from kg.asking import reply
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        answered = reply(opened, text, about, language)
        if as_json:
            return json.dumps(_data(opened, answered), ensure_ascii=False, indent=2)
        return "\n".join(_lines(opened, answered, sparql, width))


def _lines(store: Store, answered: Reply, sparql: bool, width: int) -> list[str]:
    taken = answered.understanding
    lines = []
    if taken.choice is not None:
        if sparql:
            lines += [*_sparql(taken.choice), ""]
        lines.append(f"{taken.choice.query}: {taken.choice.worded(taken.language)}")
    lines += [answered.sentence, *answered.notes]
    if answered.answer is not None and answered.answer.rows:
        # A person reads file names more easily than hashes.
        rows = [[_cell(store, term.value) if term else "" for term in row.values] for row in answered.answer.rows]
        words = [quoted(store, row) for row in answered.answer.rows]
        lines += ["", presenting.table(answered.answer.columns, rows, width, words).rstrip("\n")]
    return lines


def _cell(store: Store, value: str) -> str:
    return file_of(store, value) if _ARTICLE.fullmatch(value) else value


def _sparql(choice: Choice) -> list[str]:
    """How to ask the same again, the terms that are bound, and the text of the query."""
    from kg.questions import bind, named

    question = named(choice.query)
    given = [f"-p {name}={shlex.quote(presenting.short(value))}" for name, value in choice.parameters.items()]
    lines = [f"# kg query {' '.join([choice.query, *given])}"]
    lines += [f"# ?{name} = {term}" for name, term in bind(question, choice.parameters).items()]
    body = [line for line in question.sparql.strip().splitlines() if not line.startswith("#+")]
    return [*lines, *"\n".join(body).strip().splitlines()]


def _data(store: Store, answered: Reply) -> dict[str, Any]:
    taken, answer = answered.understanding, answered.answer
    choice = taken.choice
    rows = answer.rows if answer is not None else ()
    return {
        "question": taken.text,
        "understood": choice is not None,
        "query": choice.query if choice else None,
        "parameters": dict(choice.parameters) if choice else {},
        "answer": "\n".join([answered.sentence, *answered.notes]),
        "rows": [_values(answer.columns, row) for row in rows] if answer is not None else [],
        "evidence": [[quotation_data(store, each) for each in row.evidence] for row in rows],
    }


def _values(columns: tuple[str, ...], row: Row) -> dict[str, Any]:
    from kg.questions import plain

    return dict(zip(columns, map(plain, row.values), strict=True))
