"""``kg queries``: the catalogue."""

from __future__ import annotations

import json

import click

from kg.cli import presenting


@click.command("queries")
@click.option("--json", "as_json", is_flag=True, help="The whole headers as JSON.")
def command(as_json: bool) -> None:
    """List the named queries: what each answers, and which parameters it takes (optional ones in brackets).

    \b
    Examples:
      kg queries
      kg queries --json
    """
    from kg.questions import catalogue

    questions = catalogue()
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
