"""``kg link``: who is who, decided by a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.bounded import no_longer_than
from kg.limits import NAME

if TYPE_CHECKING:
    from kg.identity import Identities, Tie
    from kg.store import Store
    from kg.validation.report import Language


@click.command("link")
@click.argument("things", metavar="[A B]", nargs=-1, callback=no_longer_than(NAME))
@click.option("--same", "verdict", flag_value="same", help="A and B are one.")
@click.option("--different", "verdict", flag_value="different", help="A and B are two.")
@click.option("--why", default="", help="The reason, kept with the decision.")
@click.option("--who", default="", help="Who decides, kept with the decision.")
@click.option("--unsure", is_flag=True, help="List what is likely one, but not sure.")
@click.option("--sssom", is_flag=True, help="Everything that was made one, as a table of mappings (SSSOM) on stdout.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of reasons.")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@click.pass_obj
def command(
    store: Path,
    *,
    things: tuple[str, ...],
    verdict: str | None,
    why: str,
    who: str,
    unsure: bool,
    sssom: bool,
    lang: Language,
    as_json: bool,
) -> None:
    """Tell that two things are one, or two; list what is likely one but not sure.

    kg makes one thing of what several articles tell of by declared rules; 'kg show THING' tells the reasons. What a
    person decides goes before the rules, is kept in decisions.sssom.tsv in the store, and outlives every new build. To
    undo a decision, take its line out of that file and build again.

    A and B are names as articles have them, or addresses such as person:johny-g-plate.

    \b
    Examples:
      kg link --unsure
      kg link --same "Johny G Plate" "Johnny Gerard Plate" --why "one minister"
      kg link --different person:dasuki person:dasuki-lubis --who Sari
      kg link --sssom > who-is-who.sssom.tsv
    """
    if verdict and len(things) == 2 and not (unsure or sssom):
        click.echo(_decide(store, things, verdict == "same", who, why), err=True)
    elif not verdict and not things and unsure != sssom:
        click.echo(_listed(store, sssom, as_json, lang), nl=False)
    else:
        raise click.UsageError("Give --same A B, --different A B, --unsure or --sssom.")


def _decide(folder: Path, things: tuple[str, ...], same: bool, who: str, why: str) -> str:
    """Keep the decision and settle the store by it; what was done, in a sentence."""
    from datetime import date

    from kg.files import write_whole
    from kg.identity import Decision
    from kg.identity.decisions import written
    from kg.identity.naming import meant
    from kg.store import Store
    from kg.store.settling import DECISIONS, decided, identities, settle

    Store.open(folder, read_only=True).close()  # a store that is not there is not made only to decide something
    with Store.open(folder) as store:
        now = identities(store)
        one, other = sorted(meant(now, each) for each in things)
        if one == other:
            raise click.UsageError(f"Both are {one}. Name one by its article: article/<id>/{one}.")
        before = [each for each in decided(folder) if (each.one, each.other) != (one, other)]
        decision = Decision(one, other, same, who, date.today().isoformat(), why)
        write_whole(folder / DECISIONS, written([*before, decision]).encode())
        changed = settle(store)
    return f"{one} and {other} are {'one' if same else 'two'}: {changed} articles' graphs changed."


def _listed(folder: Path, sssom: bool, as_json: bool, lang: Language) -> str:
    """What is unsure, or everything that was made one."""
    from kg.store import Store
    from kg.store.settling import identities

    with Store.open(folder, read_only=True) as store:
        found = identities(store)
        if sssom:
            return _mappings(found)
        rows = [_told(store, found, tie, lang) for tie in found.unsure]
    if as_json:
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    lines = [
        f"{row['one']} ({row['one_file']})  ~  {row['other']} ({row['other_file']})\n    {', '.join(row['reasons'])}"
        for row in rows
    ]
    return "".join(f"{line}\n" for line in lines or ["Nothing is unsure."])


def _told(store: Store, found: Identities, tie: Tie, lang: Language) -> dict[str, Any]:
    from kg.identity.rules import told

    names = {each.address: each.names[0] for thing in found.things for each in thing.appearances}
    sides: dict[str, Any] = {}
    for side, address in (("one", tie.one), ("other", tie.other)):
        article, _, path = address.partition("/")
        files = store.files(article)
        sides |= {side: names[address], f"{side}_address": path.replace("/", ":", 1), f"{side}_file": ", ".join(files)}
    reasons = [f"{told(each.name, lang)} ({each.weight:+g})" for each in tie.reasons]
    return {**sides, "weight": round(tie.weight, 2), "reasons": reasons}


def _mappings(found: Identities) -> str:
    from kg.identity.decisions import mappings

    return mappings(found.things)
