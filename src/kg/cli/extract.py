"""``kg extract``: the facts and near misses of articles, without storing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.dates import date_format
from kg.cli.exits import Exit, written
from kg.cli.limiting import limit_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.article import Evidence
    from kg.facts import Facts
    from kg.limits import Intake


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
@limit_option
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
    limits: Intake,
) -> None:
    """Show what articles state, each role with its words, and what they nearly state, with the reason.

    \b
    Examples:
      kg extract berita.txt
      kg extract berita.txt --explain --lang id
      kg extract data/articles -o sheet.json

    \b
    Exit codes: 0 done; 2 could not run; 3 done, but some inputs were refused.
    """
    from kg.errors import Refused
    from kg.pipeline import extracted
    from kg.sheets import sheet_text

    refused = 0
    sheets = []
    for sheet in extracted(sources, limits, date_order):
        if isinstance(sheet, Refused):
            refused += 1
            click.echo(f"refused: {sheet}" + (f"\n{sheet.trace}" if traceback and sheet.trace else ""), err=True)
        elif as_json or output:
            sheets.append(sheet)
        else:
            click.echo("\n".join(_lines(sheet.facts, explain, lang)))
    if as_json or output:
        text = sheet_text(sheets)
        if as_json:
            click.echo(text, nl=False)
        if output:
            written(output, text.encode())
            click.echo(f"Wrote the facts of {len(sheets)} articles to {output}.", err=True)
    ctx.exit(Exit.SOME_REFUSED if refused else Exit.DONE)


# For a person

_SAID = {
    "rule": {"en": "rule", "id": "aturan"},
    "near miss": {"en": "Near miss", "id": "Nyaris"},
    "candidates": {"en": "candidates", "id": "calon"},
    "nothing": {"en": "No facts.", "id": "Tidak ada fakta."},
    "or": {"en": "or", "id": "atau"},
    "also": {"en": "also", "id": "juga"},
    "not named": {"en": "not named", "id": "tidak disebut namanya"},
    "yes": {"en": "yes", "id": "ya"},
    "no": {"en": "no", "id": "tidak"},
    "by hand": {"en": "changed by a person in a fact sheet", "id": "diubah orang dalam lembar fakta"},
}


def _lines(facts: Facts, explain: bool, lang: str) -> Iterator[str]:
    from kg.extraction.rules.derivations import explanation
    from kg.facts import BY_HAND, roles
    from kg.notes import told

    say = {name: texts[lang] for name, texts in _SAID.items()}

    def meaning(rule: str) -> str:
        return say["by hand"] if rule == BY_HAND else explanation(rule, lang)

    article = facts.article
    yield f"{article.file}: {article.headline.value}" if article.headline else article.file
    for fact in facts.facts:
        yield f"\n  {type(fact).__name__} ({fact.rule})"
        if explain:
            yield f"    {say['rule']} {fact.rule}: {meaning(fact.rule)}"
        for name, role in roles(fact):
            yield f"    {name}: {_shown(role.value, say)} — {_words(role.evidence)}"
            if explain:
                meant = meaning(role.rule) if role.rule != fact.rule else ""
                how = "; ".join(filter(None, (meant, told(role.note, lang))))
                yield f"      {say['rule']} {role.rule}" + (f": {how}" if how else "")
    for miss in facts.near_misses:
        yield f"\n  {say['near miss']} ({miss.fact_type}, {miss.reason})"
        yield f"    {miss.message_id if lang == 'id' else miss.message_en} — {_words(miss.evidence)}"
        if miss.candidates:
            yield f"    {say['candidates']}: {_candidates(miss.candidates)}"
    if not facts.facts and not facts.near_misses:
        yield f"\n  {say['nothing']}"
    yield ""


def _candidates(codes: tuple[str, ...]) -> str:
    from kg.gazetteer import Gazetteer

    areas = Gazetteer.load().areas
    return ", ".join(f"{areas[code].label} ({code})" for code in codes)


def _words(evidence: tuple[Evidence, ...]) -> str:
    return " … ".join(f"“{' '.join(each.quote.split())}”" for each in evidence)


def _shown(value: object, say: Mapping[str, str]) -> str:
    """A value as a person reads it: "Kota Bontang (64.74)", "Neni Moerniaeni (also: Bunda Neni)"."""
    from kg.facts import Area, Office, Organization, Person, Work

    match value:
        case Area():
            codes = f" {say['or']} ".join(value.codes)
            return f"{value.label} ({codes})"
        case Person():
            return value.name + (f" ({say['also']}: {', '.join(value.variants)})" if value.variants else "")
        case Organization():
            return value.name + (f" ({value.acronym})" if value.acronym else "")
        case Work():
            return value.name
        case Office():
            return f"{value.title} ({say['not named']})"
        case bool():
            return say["yes" if value else "no"]
        case _:
            return " ".join(str(value).split())
