"""``kg build``: read, extract, check and store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.dates import date_format, tell_open_days
from kg.cli.exits import Exit
from kg.cli.limiting import limit_option
from kg.cli.reader_options import Progress, reader_options

if TYPE_CHECKING:
    from kg.cli.reader_options import Reading
    from kg.limits import Intake
    from kg.outcomes import BuildResult
    from kg.validation.report import Language


@click.command("build")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of reports.")
@date_format
@click.option("--json", "as_json", is_flag=True, help="What became of each input, as JSON on stdout.")
@click.option("--traceback", is_flag=True, help="Where in its code kg failed on an article, for a report.")
@limit_option
@reader_options()
@click.pass_context
def command(
    ctx: click.Context,
    *,
    sources: tuple[Path, ...],
    lang: Language,
    date_order: str | None,
    as_json: bool,
    traceback: bool,
    limits: Intake,
    reading: Reading,
) -> None:
    """Read articles from files and folders, extract their facts, check them and store them.

    Building again changes nothing; an interrupted build goes on where it stopped. An article whose graph does not
    conform to the shapes is not stored, and the reason is told. The facts of a fact sheet (kg extract -o sheet.json)
    are stored as they stand in it. What reading its article gives too is kg's; all else counts as a person's, is
    marked so, and stays until another sheet of the article comes.

    A file that cannot be read, or takes more than the limits (kg build --limit help), is refused with the reason,
    and the others go on.

    \b
    Examples:
      kg build data/articles
      kg --store my-store build berita.txt arsip/ --lang id
      kg build crawl.warc.gz
      kg build export.jsonl --date-format MDY
      kg build sheet.json
      kg build berita/ --reader model --answers answers --endpoint http://localhost:11434/v1 --model NAME

    \b
    Exit codes: 0 done; 1 an article was not valid; 2 could not run; 3 done, but some inputs were refused.
    """
    from kg.errors import KgError
    from kg.pipeline import build
    from kg.store import Store

    progress = Progress(reading, sources)
    with Store.open(ctx.obj) as store:
        try:
            result = build(
                sources,
                store,
                date_order=date_order,
                told=lambda outcome: progress.tell(outcome.file),
                limits=limits,
                reader=reading.reader,
                jobs=reading.jobs,
            )
        except KeyboardInterrupt:
            progress.clear()
            raise KgError(
                f"Interrupted after {progress.count} articles. What is stored is whole. "
                "The same command goes on from there."
            ) from None
        progress.clear()
    _report(result, lang, traceback)
    if as_json:
        click.echo(json.dumps(_data(result, lang), ensure_ascii=False, indent=2))
    if not (result.stored or result.unchanged or result.invalid or result.refused):
        places = ", ".join(map(str, sources))
        kinds = ".txt, .md, .html, .jsonl, .warc or .json"
        raise KgError(f"There is no article in {places}. Give files or folders with {kinds}.")
    ctx.exit(Exit.FAILED_CHECK if result.invalid else Exit.SOME_REFUSED if result.refused else Exit.DONE)


def _report(result: BuildResult, lang: Language, traceback: bool) -> None:
    for refused in result.refused:
        click.echo(f"refused: {refused}" + (f"\n{refused.trace}" if traceback and refused.trace else ""), err=True)
    for stored in result.stored:
        for issue in stored.warnings:
            click.echo(f"{issue.severity}: {stored.file}: {issue.sentence(lang)}", err=True)
    tell_open_days([(each.file, each.open_day) for each in result.stored if each.open_day], lang)
    for invalid in result.invalid:
        for issue in invalid.report.issues:
            word = "not stored" if issue.severity == "violation" else issue.severity
            click.echo(f"{word}: {invalid.file}: {issue.sentence(lang)}", err=True)
    facts = sum(each.facts for each in result.stored)
    new, kept = (sum(each.corrected for each in some) for some in (result.stored, result.unchanged))
    healed = sum(each.healed for each in result.unchanged)
    notes = [f"{kept} as corrected in a fact sheet"] if kept else []
    notes += [f"{healed} with its text put back, which was missing or altered"] if healed else []
    parts = [
        f"{len(result.stored)} stored ({facts} facts" + (f", {new} as corrected in a fact sheet)" if new else ")"),
        f"{len(result.unchanged)} unchanged" + (f" ({'; '.join(notes)})" if notes else ""),
    ]
    parts += [f"{len(result.invalid)} not valid"] if result.invalid else []
    parts += [f"{len(result.refused)} refused"] if result.refused else []
    click.echo(", ".join(parts) + ".", err=True)


def _data(result: BuildResult, lang: Language) -> dict[str, Any]:
    return {
        "stored": [
            {
                "file": each.file,
                "article": each.article,
                "facts": each.facts,
                "near_misses": each.near_misses,
                "ambiguous_date": each.open_day.evidence.quote if each.open_day else None,
                "corrected": each.corrected,
            }
            for each in result.stored
        ],
        "unchanged": [
            {"file": each.file, "article": each.article, "corrected": each.corrected, "healed": each.healed}
            for each in result.unchanged
        ],
        "invalid": [
            {
                "file": each.file,
                "article": each.article,
                "issues": [issue.sentence(lang) for issue in each.report.issues if issue.severity == "violation"],
            }
            for each in result.invalid
        ],
        "refused": [{"file": each.file, "reason": each.reason, "advice": each.advice} for each in result.refused],
    }
