"""``kg validate``: a store or RDF files against the shapes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.exits import Exit

if TYPE_CHECKING:
    from kg.validation.report import Language


@click.command("validate")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of issues.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], lang: Language, as_json: bool) -> None:
    """Check RDF files (.ttl, .trig, .nt, .nq, .jsonld, .rdf), or the whole store, against the shapes.

    \b
    Examples:
      kg validate
      kg validate graph.ttl --lang id

    \b
    Exit codes: 0 it conforms, perhaps with warnings; 1 it does not; 2 could not run.
    """
    if files:
        from kg.validation import validate_files

        report = validate_files(files)
    else:
        from kg.pipeline import validate_store
        from kg.store import Store

        with Store.open(ctx.obj, read_only=True) as store:
            report = validate_store(store)
    if as_json:
        issues = [{"sentence": issue.sentence(lang), **asdict(issue)} for issue in report.issues]
        click.echo(json.dumps({"conforms": report.conforms, "issues": issues}, ensure_ascii=False, indent=2))
    else:
        for issue in report.issues:
            click.echo(f"{issue.severity}: {issue.sentence(lang)}")
    violations = sum(issue.severity == "violation" for issue in report.issues)
    verdict = "It conforms" if report.conforms else "It does not conform"
    click.echo(f"{verdict}: {violations} violations, {len(report.issues) - violations} warnings.", err=True)
    ctx.exit(Exit.DONE if report.conforms else Exit.FAILED_CHECK)
