"""``kg evaluate``: how exact the extraction is on articles whose facts are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.exits import Exit
from kg.cli.reader_options import Progress, reader_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.cli.reader_options import Reading
    from kg.evaluation import Counts, Evaluation, Miss
    from kg.outcomes import Outcome

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("articles", type=_FOLDER)
@click.argument("gold", type=_FOLDER)
@click.option("--details", is_flag=True, help="Every slot that is missed, wrong or spurious.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@reader_options()
@click.pass_context
def command(ctx: click.Context, *, articles: Path, gold: Path, details: bool, as_json: bool, reading: Reading) -> None:
    """Measure how exactly articles are read: precision, recall and F1 against gold facts, by view.

    ARTICLES is a folder of articles, GOLD a folder of JSON files of the same names with the facts that a careful
    reader takes from them. A fact is right where its key slots agree with a gold fact; of all slots, each filled one
    counts once. ALL counts the slots of all views together, MEAN is the mean of the views. The store is left alone.

    \b
    Examples:
      kg evaluate articles gold
      kg evaluate articles gold --details
      kg evaluate articles gold --json
      kg evaluate articles gold --reader model --answers answers

    \b
    Exit codes: 0 done; 1 an article was not valid; 2 could not run; 3 done, but some articles were refused. What
    was not stored has missed all its facts.
    """
    from kg.errors import Refused
    from kg.evaluation import evaluate
    from kg.outcomes import Invalid

    ends = {Exit.DONE}
    progress = Progress(reading, (articles,))

    def tell(outcome: Outcome) -> None:
        progress.tell(outcome.file)
        if isinstance(outcome, Refused):
            ends.add(Exit.SOME_REFUSED)
            click.echo(f"refused: {outcome}", err=True)
        elif isinstance(outcome, Invalid):
            ends.add(Exit.FAILED_CHECK)
            click.echo(f"not stored: {outcome.file}: it does not conform to the shapes; kg build tells why.", err=True)

    evaluation = evaluate(articles, gold, told=tell, reader=reading.reader, jobs=reading.jobs)
    progress.clear()
    if as_json:
        click.echo(json.dumps(_data(evaluation, details), ensure_ascii=False, indent=2))
    else:
        lines = [*(map(_line, evaluation.misses) if details else ()), *_table(evaluation)]
        click.echo("\n".join(lines))
    ctx.exit(next(each for each in (Exit.FAILED_CHECK, Exit.SOME_REFUSED, Exit.DONE) if each in ends))


def _table(evaluation: Evaluation) -> Iterator[str]:
    yield f"{'':14}  {'facts':^22}  {'slots':^22}"
    yield f"{'view':14}" + f"{'P':>8}{'R':>8}{'F1':>8}" * 2 + f"{'gold':>8}"
    for view, facts in evaluation.facts.items():
        yield _row(view, facts, evaluation.slots[view])
    yield _row("ALL", evaluation.all_facts, evaluation.all_slots) + f"   ({evaluation.articles} articles)"
    yield f"{'MEAN':14}{evaluation.mean_facts:24.3f}{evaluation.mean_slots:24.3f}"


def _row(name: str, facts: Counts, slots: Counts) -> str:
    figures = (each for counts in (facts, slots) for each in (counts.precision, counts.recall, counts.f1))
    return f"{name:14}" + "".join(f"{each:8.3f}" for each in figures) + f"{slots.expected:8}"


def _line(miss: Miss) -> str:
    if miss.slot is None:
        return f"{miss.article} {miss.view}: spurious fact {json.dumps(miss.found, ensure_ascii=False)}"
    gold, found = (json.dumps(each, ensure_ascii=False) for each in (miss.gold, miss.found))
    whole = " (its fact is missed)" if miss.whole_fact else ""
    match miss.kind:
        case "missed":
            return f"{miss.article} {miss.view}.{miss.slot}: missed {gold}{whole}"
        case "wrong":
            return f"{miss.article} {miss.view}.{miss.slot}: wrong {found}, gold {gold}"
        case "spurious":
            return f"{miss.article} {miss.view}.{miss.slot}: spurious {found}"


def _data(evaluation: Evaluation, details: bool) -> dict[str, Any]:
    def figures(counts: Counts) -> dict[str, float]:
        return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1, **counts._asdict()}

    views = {
        view: {"facts": figures(facts), "slots": figures(evaluation.slots[view])}
        for view, facts in evaluation.facts.items()
    }
    data: dict[str, Any] = {
        "articles": evaluation.articles,
        "views": views,
        "all": {"facts": figures(evaluation.all_facts), "slots": figures(evaluation.all_slots)},
        "mean": {"facts": evaluation.mean_facts, "slots": evaluation.mean_slots},
    }
    if details:
        data["misses"] = [
            {
                "article": miss.article,
                "view": miss.view,
                "slot": miss.slot,
                "kind": miss.kind,
                "gold": miss.gold,
                "found": miss.found,
                "whole_fact": miss.whole_fact,
            }
            for miss in evaluation.misses
        ]
    return data
