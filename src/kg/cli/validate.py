"""``kg validate``: a store or RDF files against the shapes, kg's or anybody's."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kg.cli.bounded import throughout
from kg.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.validation import Report, Verdict
    from kg.validation.report import Language

T = TypeVar("T")


@click.command("validate")
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--shapes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Other shapes than kg's own; the verdict is pySHACL's.",
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with the articles' texts, under any names: every quote has to stand there in its place.",
)
@click.option("--base", metavar="IRI", default="", help="The IRI that relative ones in the files start from.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of issues.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    shapes: Path | None,
    texts: Path | None,
    base: str,
    lang: Language,
    as_json: bool,
) -> None:
    """Check RDF files (.ttl, .trig, .nt, .nq, .jsonld, .rdf), or the whole store, against the shapes.

    Positions and quotes of a file's evidence are held against each other, and with --texts against the articles.
    Files are parsed within limits of size, time and memory, and nothing is fetched.

    \b
    Examples:
      kg validate
      kg validate graph.ttl --lang id
      kg validate graph.nq --texts kg-store/articles
      kg validate graph.ttl --shapes shapes.ttl

    \b
    Exit codes: 0 it conforms, perhaps with warnings; 1 it does not; 2 could not run.
    """
    if not files and (shapes or texts or base):
        raise click.UsageError("--shapes, --texts and --base are for files: name them.")
    if shapes and texts:
        raise click.UsageError("--texts goes with kg's own shapes: leave out --shapes, or validate twice.")
    if shapes:
        from kg.validation import validate_against

        verdict = _confined(validate_against, (*files, shapes), files, shapes, base)
        ctx.exit(_told_verdict(verdict, lang, as_json))
    if files:
        from kg.checking import validate_rdf

        report = _confined(validate_rdf, files, files, base, texts)
    else:
        report = throughout(ctx.obj, _report)
    ctx.exit(_told_report(report, lang, as_json))


def _report(folder: Path) -> Report:
    """Of the store in a folder."""
    from kg.checking import validate_store
    from kg.store import Store

    with Store.open(folder, read_only=True) as store:
        return validate_store(store)


def _confined(work: Callable[..., T], files: tuple[Path, ...], *arguments: object) -> T:
    """What the work on files of strangers gives, within what files of their size may take."""
    from kg.confinement import Exceeded, confined
    from kg.errors import KgError
    from kg.limits import RDF_FILE, parsing

    names = ", ".join(map(str, files))
    size = sum(min(path.stat().st_size, RDF_FILE) for path in files)
    try:
        return confined(work, *arguments, limits=parsing(size))
    except Exceeded as error:
        raise KgError(f"{names}: it could not be checked: {error}. Split it, or take out what makes it so.") from None
    except KgError:
        raise
    except Exception as error:
        what = " ".join(str(error).split())[:300]
        raise KgError(
            f"{names}: kg failed on it, by a fault of its own: {type(error).__name__} ({what}). "
            "Report it, with the file."
        ) from None


def _told_report(report: Report, lang: Language, as_json: bool) -> Exit:
    if as_json:
        issues = [{"sentence": issue.sentence(lang), **asdict(issue)} for issue in report.issues]
        click.echo(json.dumps({"conforms": report.conforms, "issues": issues}, ensure_ascii=False, indent=2))
    else:
        for issue in report.issues:
            click.echo(f"{issue.severity}: {issue.sentence(lang)}")
    violations = sum(issue.severity == "violation" for issue in report.issues)
    return _summed_up(report.conforms, violations, len(report.issues))


def _told_verdict(verdict: Verdict, lang: Language, as_json: bool) -> Exit:
    if as_json:
        results = [asdict(each) | {"messages": dict(each.messages)} for each in verdict.findings]
        click.echo(json.dumps({"conforms": verdict.conforms, "results": results}, ensure_ascii=False, indent=2))
    else:
        for each in verdict.findings:
            click.echo(f"{each.severity.lower()}: {each.sentence(lang)}")
    violations = sum(each.severity == "Violation" for each in verdict.findings)
    return _summed_up(verdict.conforms, violations, len(verdict.findings))


def _summed_up(conforms: bool, violations: int, total: int) -> Exit:
    said = "It conforms" if conforms else "It does not conform"
    click.echo(f"{said}: {violations} violations, {total - violations} warnings.", err=True)
    return Exit.DONE if conforms else Exit.FAILED_CHECK
