"""``kg retract``: take an article back out of the store."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.bounded import no_longer_than, throughout
from kg.limits import NAME


@click.command("retract")
@click.argument("article", callback=no_longer_than(NAME))
@click.pass_obj
def command(store: Path, article: str) -> None:
    """Take an article back: its facts, its evidence and its text leave the store; other articles are untouched.

    ARTICLE is a file name, an id or the start of one, or the article's IRI.

    \b
    Examples:
      kg retract berita.txt
      kg retract 4d6a33149ad2c4fc
    """
    from kg.errors import KgError, StoreError
    from kg.store import Store
    from kg.store.settling import settle

    # A store that is not there is not made only to take something out, and one that is damaged is told of before.
    found = throughout(store, _found, article)
    with Store.open(store) as opened:
        if not found:
            raise StoreError(f"There is no article {article!r} in {store}. 'kg query articles' lists them.")
        if len(found) > 1:
            raise KgError(f"{article!r} may be {' or '.join(found)}. Give one of these ids.")
        names = ", ".join(opened.files(found[0]))
        opened.retract(found[0])
        settle(opened)
    click.echo(f"Retracted {names} ({found[0]}).", err=True)


def _found(folder: Path, article: str) -> list[str]:
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        return list(opened.find(article))
