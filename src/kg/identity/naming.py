"""What a person means by the name of a thing, when two are to be told to be one or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.identity import Identities
    from kg.identity.appearances import Appearance

_BASE = "https://w3id.org/smartcity-kg/id/"


def meant(identities: Identities, named: str) -> str:
    """How a decision names what a person calls ``named``: the address that its mentions share.

    Args:
        identities: who is who now.
        named: an address (``person/johny-g-plate``, ``person:johny-g-plate``, an IRI), one in one article
            (``article/<id>/person/johny-g-plate``), or a name as an article has it.

    Raises:
        KgError: where nothing is called so, or several things are; these are told.
    """
    address = named.removeprefix(_BASE).replace(":", "/", 1)
    every = [(thing, each) for thing in identities.things for each in thing.appearances]
    if any(address == f"article/{each.address}" for _, each in every):
        return address
    found = [(thing, each) for thing, each in every if each.path == address]
    found = found or [(thing, each) for thing, each in every if thing.path == address]
    found = found or [
        (thing, each) for thing, each in every if any(name.casefold() == named.casefold() for name in each.names[:1])
    ]
    paths = sorted({each.path for _, each in found})
    if not paths:
        raise KgError(f"No article tells of {named!r}. 'kg show NAME' finds things, 'kg link --unsure' lists doubts.")
    if len(paths) > 1:
        raise KgError(f"{named!r} may be {', '.join(_short(path) for path in paths)}. Say which.")
    if len({thing.path for thing, _ in found}) > 1:
        raise KgError(f"{named!r} is the address of several things: {'; '.join(_places(found))}. Say which.")
    return paths[0]


def _places(found: Sequence[tuple[object, Appearance]]) -> list[str]:
    return [f"article/{each.address}" for _, each in found]


def _short(path: str) -> str:
    return path.replace("/", ":", 1)
