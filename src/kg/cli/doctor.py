"""``kg doctor``: is everything in the store in order, and mended where it is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.exits import Exit

if TYPE_CHECKING:
    from kg.doctor import Fault, Language


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Mend what can be mended from what is there.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of faults.")
@click.option("--json", "as_json", is_flag=True, help="The faults as JSON.")
@click.pass_context
def command(ctx: click.Context, *, repair: bool, lang: Language, as_json: bool) -> None:
    """Tell what is wrong with the store: damage to its files, texts that are missing, altered or left over, articles
    that are there in half, quotes that are not their words, facts that do not conform, and what killed processes left.

    With --repair leftovers are removed, an interrupted build is brought to its end, texts without facts and facts
    without a text are taken out (build these articles again). Nothing that a person corrected is taken out.

    \b
    Examples:
      kg doctor
      kg doctor --repair --lang id
      kg --store my-store doctor --json

    \b
    Exit codes: 0 all is in order, or was mended; 1 it is not; 2 could not run.
    """
    from kg.doctor import examine, mend

    before = examine(ctx.obj)
    after = before
    if repair and before:
        mend(ctx.obj, before)
        after = examine(ctx.obj)
    mended = [fault for fault in before if fault not in after]
    faults = [*((fault, True) for fault in mended), *((fault, False) for fault in after)]
    if as_json:
        told = [
            {"kind": fault.kind, "where": fault.where, "sentence": fault.sentence(lang), "mended": done}
            for fault, done in faults
        ]
        click.echo(json.dumps({"sound": not after, "faults": told}, ensure_ascii=False, indent=2))
    else:
        words = {"en": ("mended", "fault"), "id": ("dibenahi", "cacat")}[lang]
        for fault, done in faults:
            click.echo(f"{words[0] if done else words[1]}: {fault.sentence(lang)}")
    click.echo(_verdict(len(mended), after, repair, lang), err=True)
    ctx.exit(Exit.FAILED_CHECK if after else Exit.DONE)


def _verdict(mended: int, left: list[Fault], repair: bool, lang: Language) -> str:
    from kg.doctor import MENDED

    could = sum(fault.kind in MENDED for fault in left) if not repair else 0
    if lang == "id":
        said = f"Ada {len(left)} cacat" if left else "Semuanya beres"
        said += f", {mended} dibenahi" if mended else ""
        return said + (f"; {could} dapat dibenahi: kg doctor --repair" if could else "") + "."
    said = f"{len(left)} faults" if left else "All is in order"
    said += f", {mended} mended" if mended else ""
    return said + (f"; {could} of them can be mended: kg doctor --repair" if could else "") + "."
