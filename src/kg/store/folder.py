"""The folder of a store: what is in ``store.json``, who holds the lock, and what is wrong with it in plain words."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kg.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1
_ATTEMPTS, _PAUSE = 5, 0.05


def read_manifest(folder: Path) -> dict[str, object] | None:
    """The content of ``store.json``; None where the folder is missing or empty, so that a store can be made there."""
    try:
        content = (folder / "store.json").read_text("utf-8")
    except FileNotFoundError:
        if not folder.exists() or not any(folder.iterdir()):
            return None
        raise StoreError(
            f"{folder} is not a store of kg: it holds other things and no store.json. "
            "Choose another folder with --store, or an empty one."
        ) from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder} cannot be opened as a store: {error}. Choose another folder with --store."
        ) from None
    try:
        manifest = json.loads(content)
        version = int(manifest["format"])
    except (ValueError, KeyError, TypeError):
        raise damaged(folder, "its store.json is not readable") from None
    if version > FORMAT:
        raise StoreError(
            f"The store at {folder} was made by a newer kg (format {version}, this one reads {FORMAT}). "
            "Install the newer kg, or build into another folder with --store."
        )
    return dict(manifest)


def write_manifest(folder: Path, reference: str) -> None:
    """Write ``store.json``; ``reference`` is the digest of the reference graph, empty until that is stored."""
    content = json.dumps({"format": FORMAT, "reference": reference}, indent=2) + "\n"
    write_whole(folder / "store.json", content.encode())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whenever the process ends."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def take_lock(folder: Path, *, shared: bool) -> int | None:
    """Hold the folder's lock, or tell that another process writes. None where the system has no such locks."""
    try:
        import fcntl
    except ImportError:  # Windows: Oxigraph's own lock still keeps a second writer out
        return None
    try:
        lock = os.open(folder / "lock", os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError:
        return None  # a store on a read-only medium, where nobody can write
    for attempt in range(_ATTEMPTS):  # a reader holds the lock for as long as opening takes
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return lock
        except OSError:
            if attempt + 1 < _ATTEMPTS:
                time.sleep(_PAUSE)
    os.close(lock)
    raise in_use(folder)


def release_lock(lock: int | None) -> None:
    """Let go of a lock."""
    if lock is not None:
        with suppress(OSError):
            os.close(lock)


@contextmanager
def telling_damage(folder: Path) -> Iterator[None]:
    """Say in a sentence what Oxigraph reports of a store that it cannot read or write."""
    try:
        yield
    except FileNotFoundError as error:
        raise damaged(folder, str(error).splitlines()[0]) from None
    except RuntimeError as error:
        if not str(error).startswith("Corruption"):
            raise
        raise damaged(folder, str(error).splitlines()[0]) from None
    except OSError as error:
        if "lock" in str(error).lower():
            raise in_use(folder) from None
        raise StoreError(f"The store at {folder} cannot be used: {error}. Mend that and try again.") from None


def in_use(folder: Path) -> StoreError:
    """The error for a store that another process writes to."""
    return StoreError(
        f"The store at {folder} is in use by another process that writes to it. "
        "Wait until it has ended, or work on another store: --store"
    )


def damaged(folder: Path, what: str) -> StoreError:
    """The error for a store that is not what it was when it was written."""
    return StoreError(
        f"The store at {folder} is damaged: {what}. "
        f"Move the folder away and build again: kg --store {folder} build SOURCE"
    )
