"""Where the ontology, the data and the queries are: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder that holds ``ontology/``, ``data/`` and ``queries/``.

    Raises:
        ResourceError: where neither an installed copy nor a checkout is found.
    """
    for folder in (_PACKAGE / "_resources", _PACKAGE.parent.parent):
        if (folder / "ontology").is_dir() and (folder / "data").is_dir():
            return folder
    raise ResourceError(
        f"The ontology and data of kg are missing beside {_PACKAGE}. "
        "Install the package again: pip install smartcity-kg"
    )


def path(relative: str) -> Path:
    """One file or folder of the project, e.g. ``path("ontology/shapes.ttl")``.

    Raises:
        ResourceError: where it does not exist.
    """
    found = root() / relative
    if not found.exists():
        raise ResourceError(f"{relative} is missing from this installation of kg ({root()}).")
    return found
