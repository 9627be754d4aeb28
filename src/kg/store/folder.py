"""The folder of a store: what is in ``store.json``, who holds the lock, and what is wrong with it in plain words."""

from __future__ import annotations

import json
import os
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.files import UNFINISHED, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 2
_ATTEMPTS, _PAUSE = 20, 0.05

# What a store that was never finished may hold. A folder with anything else is somebody's, and left alone.
_GRAPH_FILE = r"CURRENT|IDENTITY|LOCK|LOG(\.old\.\d+)?|MANIFEST-\d+|OPTIONS-\d+|\d+\.(log|sst|dbtmp|blob)|[A-Z]+.*dbtmp"
_OURS = {
    "": re.compile(r"store\.json|lock|articles|graph|work(\.part|\.gone)?|store\.json\.part|decisions\.sssom\.tsv"),
    "articles": re.compile(r"[0-9a-f]{16}\.(txt|nq\.gz)(\.part)?"),
    "graph": re.compile(rf"\d{{8}}(\.part|\.part\.tmp|\.gone)?|{_GRAPH_FILE}"),
    "work": re.compile(_GRAPH_FILE),
}


def read_format(folder: Path) -> int:
    """The format in ``store.json``; 0 where there is no store, or one that was never finished.

    Raises:
        StoreError: where the folder holds something else, it comes from a newer version, or it cannot be read.
    """
    try:
        content = (folder / "store.json").read_text("utf-8")
    except FileNotFoundError:
        if not folder.exists() or _is_unfinished(folder):
            return 0
        raise StoreError(
            f"{folder} is not a store of kg: it holds other things and no store.json. "
            "Choose another folder with --store, or an empty one."
        ) from None
    except UnicodeDecodeError:
        raise damaged(folder, "its store.json is not readable") from None
    except (OSError, ValueError) as error:
        raise StoreError(
            f"{folder} cannot be opened as a store: {error}. Choose another folder with --store."
        ) from None
    try:
        version = int(json.loads(content)["format"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise damaged(folder, "its store.json is not readable") from None
    if version > FORMAT:
        raise StoreError(
            f"The store at {folder} was made by a newer kg (format {version}, this one reads {FORMAT}). "
            "Install the newer kg, or build into another folder with --store."
        )
    return version


def _is_unfinished(folder: Path) -> bool:
    """Whether nothing lies there but what a store begins with."""
    for part, ours in _OURS.items():
        with suppress(FileNotFoundError, NotADirectoryError):
            names = [path.name for path in (folder / part).iterdir()]
            if not all(ours.fullmatch(name) or UNFINISHED.fullmatch(name) for name in names):
                return False
    return True


def write_manifest(folder: Path) -> None:
    """Write ``store.json``: the last step of making a store."""
    write_whole(folder / "store.json", (json.dumps({"format": FORMAT}) + "\n").encode())


def take_lock(folder: Path, *, shared: bool, attempts: int = _ATTEMPTS) -> int | None:
    """Hold the folder's lock, or tell that another process writes. None where the system has no such locks.

    Raises:
        OSError: where the lock cannot be made, and it is not only to read.
    """
    try:
        import fcntl
    except ImportError:  # Windows: Oxigraph's own lock still keeps a second writer out
        return None
    try:
        lock = os.open(folder / "lock", os.O_RDONLY | (0 if shared else os.O_CREAT), 0o644)
    except OSError:
        if shared:
            return None  # a store on a read-only medium, where nobody can write
        raise
    for attempt in range(attempts):  # a writer that was just killed may take a moment to be gone
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            if attempt + 1 < attempts:
                time.sleep(_PAUSE)
        except OSError:  # a file system without locks: Oxigraph's own still keeps a second writer out
            return lock
    os.close(lock)
    raise in_use(folder)


def is_written_to(folder: Path) -> bool:
    """Whether another process holds the lock to write."""
    try:
        release_lock(take_lock(folder, shared=True, attempts=1))
    except StoreError:
        return True
    return False


def release_lock(lock: int | None) -> None:
    """Let go of a lock."""
    if lock is not None:
        with suppress(OSError):
            os.close(lock)


@contextmanager
def telling_damage(folder: Path) -> Iterator[None]:
    """Say in a sentence what Oxigraph or the system reports of a store that cannot be read or written."""
    try:
        yield
    except FileNotFoundError as error:
        raise damaged(folder, str(error).splitlines()[0]) from None
    except RuntimeError as error:
        said = str(error).splitlines()[0] if str(error) else ""
        if said.startswith("Corruption"):
            raise damaged(folder, said) from None
        if said.startswith("IO error"):
            raise unusable(folder, said) from None
        raise
    except OSError as error:
        if "lock" in str(error).lower():
            raise in_use(folder) from None
        raise unusable(folder, error.strerror or str(error)) from None


class DamagedError(StoreError):
    """The store is not what it was when it was written."""


def in_use(folder: Path) -> StoreError:
    """The error for a store that another process writes to."""
    return StoreError(
        f"The store at {folder} is in use by another process that writes to it. "
        "Wait until it has ended, or work on another store: --store"
    )


def unusable(folder: Path, what: str) -> StoreError:
    """The error for a store that the system does not let be read or written, such as where the disk is full."""
    return StoreError(
        f"The store at {folder} cannot be used: {what}. What is stored is whole. "
        "Mend that (free space, give rights) and run the same command again."
    )


def damaged(folder: Path, what: str) -> StoreError:
    """The error for a store that is not what it was when it was written."""
    return DamagedError(
        f"The store at {folder} is damaged: {what}. See what can be mended: kg --store {folder} doctor. "
        f"Or move the folder away and build again: kg --store {folder} build SOURCE"
    )
