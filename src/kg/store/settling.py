"""The merged graph: every article's things at the addresses, and under the names, that identity gives them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.identity import identify
from kg.identity.decisions import read, written
from kg.mappers import article_graphs
from kg.mappers.appearing import appearances
from kg.mappers.merging import Renaming, identity_quads, renamed, renamings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.identity import Identities
    from kg.identity.appearances import Appearance
    from kg.identity.decisions import Decision
    from kg.store.embedded import Store

#: The file of a store that holds what people decided about who is who.
DECISIONS = "decisions.sssom.tsv"
_DATA = "data/identity"


def decided(folder: Path) -> list[Decision]:
    """What people decided about who is who in a store; nothing where there is no such file.

    Raises:
        KgError: where a line is no decision.
    """
    path = folder / DECISIONS
    return read(path.read_text("utf-8"), path) if path.exists() else []


def identities(store: Store) -> Identities:
    """Who is who in a store, from its articles and from what people decided."""
    return identify(_appearances(store), decided(store.folder))


def settle(store: Store) -> int:
    """Give every thing of every article its address; how many articles' graphs changed by that.

    The result depends on the articles and the decisions alone, not on how they came into the store.
    """
    digest = decisive(store.folder)
    if store.is_settled(digest):
        return 0
    found = identities(store)
    wanted = renamings(found)
    changed = 0
    for article in store.articles():
        renaming = wanted.get(article, Renaming())
        if store.renaming(article) != renaming.digest():
            store.rename(article, renamed(store.as_read(article), renaming), renaming.digest())
            changed += 1
    store.put_identity(identity_quads(found, digest))
    return changed


def decisive(folder: Path) -> str:
    """The digest of what decides identity besides the articles: rules and their code, names, decisions."""
    digest = sha256(written(decided(folder)).encode())
    code = Path(__file__).parents[1] / "identity"
    for path in (*sorted(code.glob("*.py")), *sorted(resources.path(_DATA).glob("*.toml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _appearances(store: Store) -> Iterator[Appearance]:
    for article in store.articles():
        facts = f"<{article_graphs(article)[0]}>"
        yield from appearances(article, (quad for quad in store.as_read(article) if quad.graph == facts))
