"""``kg extract``: the facts and near misses of articles, without storing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.dates import date_format
from kg.cli.exits import Exit, written
from kg.cli.limiting import limit_option
from kg.cli.reader_options import Progress, reader_of_rules, reader_options
from kg.cli.values import SAID, shown, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.reader_options import Reading
    from kg.facts import Facts
    from kg.limits import Intake
    from kg.sheets import Sheet


@click.command("extract")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@date_format
@click.option("--explain", is_flag=True, help="The rule behind each role, and how its value came from the words.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="As a fact sheet, which is JSON: each role with value, rule, words and offsets.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a fact sheet, to correct and to build from.",
)
@click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    default="en",
    show_default=True,
    help="Language of what is explained.",
)
@click.option("--traceback", is_flag=True, help="Where in its code kg failed on an article, for a report.")
@click.option(
    "--requests",
    type=click.Path(file_okay=False, path_type=Path),
    help="Ask nobody: write what a model would be asked to this folder, one JSON file an article.",
)
@limit_option
@reader_options("both")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sources: tuple[Path, ...],
    date_order: str | None,
    explain: bool,
    as_json: bool,
    output: Path | None,
    lang: str,
    traceback: bool,
    requests: Path | None,
    limits: Intake,
    reading: Reading,
) -> None:
    """Show what articles state, each role with its words, and what they nearly state, with the reason.

    With --reader both, two readings are held against each other: what both found, what one alone found, and the roles
    in which they differ.

    \b
    Examples:
      kg extract berita.txt
      kg extract berita.txt --explain --lang id
      kg extract data/articles -o sheet.json
      kg extract berita.txt --reader both --answers answers

    \b
    Exit codes: 0 done; 2 could not run; 3 done, but some inputs were refused.
    """
    if requests is not None:
        ctx.exit(_write_requests(sources, requests, reading))
    if reading.name == "both":
        ctx.exit(_compare(sources, limits, date_order, reading, as_json, lang))
    from kg.errors import Refused
    from kg.pipeline import extracted
    from kg.sheets import sheet_text

    refused = 0
    sheets: list[Sheet] = []
    progress = Progress(reading, sources)
    for sheet in extracted(sources, limits, date_order, reading.reader, reading.jobs):
        if isinstance(sheet, Refused):
            refused += 1
            click.echo(f"refused: {sheet}" + (f"\n{sheet.trace}" if traceback and sheet.trace else ""), err=True)
        elif as_json or output:
            sheets.append(sheet)
            progress.tell(sheet.article.file)
        else:
            click.echo("\n".join(_lines(sheet.facts, explain, lang)))
    progress.clear()
    if as_json or output:
        text = sheet_text(sheets)
        if as_json:
            click.echo(text, nl=False)
        if output:
            written(output, text.encode())
            click.echo(f"Wrote the facts of {len(sheets)} articles to {output}.", err=True)
    ctx.exit(Exit.SOME_REFUSED if refused else Exit.DONE)


def _compare(
    sources: tuple[Path, ...], limits: Intake, date_order: str | None, reading: Reading, as_json: bool, lang: str
) -> Exit:
    """Show what two readers found."""
    import json

    from kg.cli.comparing import comparison, comparison_data
    from kg.errors import Refused
    from kg.pipeline import extracted

    refused, found = 0, []
    by_model = extracted(sources, limits, date_order, reading.reader, reading.jobs)
    for model, rules in zip(by_model, extracted(sources, limits, date_order, reader_of_rules()), strict=True):
        refusal = next((each for each in (model, rules) if isinstance(each, Refused)), None)
        if isinstance(model, Refused) or isinstance(rules, Refused):
            refused += 1
            click.echo(f"refused: {refusal}", err=True)
        elif as_json:
            found.append(comparison_data(model.facts, rules.facts))
        else:
            click.echo("\n".join(comparison(model.facts, rules.facts, lang)))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    return Exit.SOME_REFUSED if refused else Exit.DONE


def _write_requests(sources: tuple[Path, ...], folder: Path, reading: Reading) -> Exit:
    """Write what a model would be asked."""
    import json

    from kg.errors import KgError, Refused
    from kg.pipeline import extracted

    if reading.model is None:
        raise KgError("--requests tells what a model is asked: add --reader model --answers DIR --model NAME.")
    refused = 0
    for sheet in extracted(sources):
        if isinstance(sheet, Refused):
            refused += 1
            click.echo(f"refused: {sheet}", err=True)
            continue
        for number, made in enumerate(reading.model.requests(sheet.article)):
            part = f".{number + 1}" if number else ""
            file = folder / f"{Path(sheet.article.file).stem}{part}.request.json"
            folder.mkdir(parents=True, exist_ok=True)
            written(file, (json.dumps(made.data, ensure_ascii=False, indent=1) + "\n").encode())
    click.echo(f"Wrote the requests to {folder}.", err=True)
    return Exit.SOME_REFUSED if refused else Exit.DONE


# For a person

_SAID = SAID | {
    "rule": {"en": "rule", "id": "aturan"},
    "near miss": {"en": "Near miss", "id": "Nyaris"},
    "candidates": {"en": "candidates", "id": "calon"},
    "nothing": {"en": "No facts.", "id": "Tidak ada fakta."},
    "by hand": {"en": "changed by a person in a fact sheet", "id": "diubah orang dalam lembar fakta"},
}


def _lines(facts: Facts, explain: bool, lang: str) -> Iterator[str]:
    from kg.extraction.rules.derivations import explanation
    from kg.facts import BY_HAND, roles
    from kg.notes import told
    from kg.proposing.rules_told import told_rule

    say = {name: texts[lang] for name, texts in _SAID.items()}

    def meaning(rule: str) -> str:
        return say["by hand"] if rule == BY_HAND else explanation(rule, lang) or told_rule(rule, lang)

    article = facts.article
    yield f"{article.file}: {article.headline.value}" if article.headline else article.file
    for fact in facts.facts:
        yield f"\n  {type(fact).__name__} ({fact.rule})"
        if explain:
            yield f"    {say['rule']} {fact.rule}: {meaning(fact.rule)}"
        for name, role in roles(fact):
            yield f"    {name}: {shown(role.value, say)} — {words(role.evidence)}"
            if explain:
                meant = meaning(role.rule) if role.rule != fact.rule else ""
                how = "; ".join(filter(None, (meant, told(role.note, lang))))
                yield f"      {say['rule']} {role.rule}" + (f": {how}" if how else "")
    for miss in facts.near_misses:
        yield f"\n  {say['near miss']} ({miss.fact_type}, {miss.reason})"
        yield f"    {miss.message_id if lang == 'id' else miss.message_en} — {words(miss.evidence)}"
        if miss.candidates:
            yield f"    {say['candidates']}: {_candidates(miss.candidates)}"
    if not facts.facts and not facts.near_misses:
        yield f"\n  {say['nothing']}"
    yield ""


def _candidates(codes: tuple[str, ...]) -> str:
    from kg.gazetteer import Gazetteer

    areas = Gazetteer.load().areas
    return ", ".join(f"{areas[code].label} ({code})" for code in codes)
