"""The states of a store's graph: each is whole and never changes, so that readers are answered while somebody writes.

``graph/<number>/`` is a state, ``work/`` the graph of whoever writes. A writer works in ``work/``, which begins as the
newest state (hard links, in milliseconds), and publishes it as the next state now and then, and at the end. A state
appears by one renaming, and goes when a newer one is there and nobody reads it. A ``work/`` that is there though nobody
writes is that of a writer who was killed: the next one goes on in it.

A state's ``seal.json`` holds the size and digest of each of its files, and the digest of each file's end, which is all
that Oxigraph does not check by itself while it reads.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from kg.files import UNFINISHED, sync_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyoxigraph as ox

#: Where in a state the texts lie that left the store since.
TEXTS = "texts"
_SEAL = "seal.json"
_STATE = re.compile(r"\d{8}")
_LEFTOVER = re.compile(r"\d{8}\.(part|part\.tmp|gone)|work\.(part|gone)|[0-9a-f]{16}\.(txt|nq\.gz)\.part")
_END = 4096
_ATTEMPTS, _PAUSE = 100, 0.01


@dataclass(frozen=True, slots=True)
class State:
    """A state that is being read; ``handle`` keeps it from being removed."""

    path: Path
    handle: int | None

    def release(self) -> None:
        """Let it go."""
        if self.handle is not None:
            with suppress(OSError):
                os.close(self.handle)


class Seal(NamedTuple):
    """What a state was when it was published: size, digest and digest of the end of each file by its name."""

    reference: str
    files: dict[str, tuple[int, str, str]]


def states(folder: Path) -> list[Path]:
    """The states of a store, the newest first."""
    with suppress(OSError):
        return sorted((path for path in (folder / "graph").iterdir() if _STATE.fullmatch(path.name)), reverse=True)
    return []


def hold_newest(folder: Path) -> State | None:
    """The newest state, kept from being removed; None where there is none."""
    for _ in range(_ATTEMPTS):
        found = states(folder)
        if not found:
            return None
        try:
            handle = _locked(found[0], exclusive=False)
        except OSError:  # it is being removed, for there is a newer one
            time.sleep(_PAUSE)
            continue
        if found[0].exists():
            return State(found[0], handle)
        State(found[0], handle).release()
    return State(found[0], None)


def begin(folder: Path) -> None:
    """Make ``work/`` of the newest state, with the texts that were there then; nothing where there is none."""
    newest = next(iter(states(folder)), None)
    if newest is None:
        return
    part = folder / "work.part"
    part.mkdir()
    for path in newest.iterdir():
        if path.name not in (TEXTS, _SEAL):
            _link(path, part / path.name, copied=path.suffix != ".sst")
    for text in (newest / TEXTS).glob("*.txt"):
        if not (folder / "articles" / text.name).exists():
            _link(text, folder / "articles" / text.name)
    part.rename(folder / "work")


def publish(graph: ox.Store, folder: Path, reference: str) -> None:
    """Make the next state of the graph that is being written, and remove the older ones that nobody reads.

    Args:
        graph: the one in ``work/``.
        folder: the store's.
        reference: the digest of the reference graph in it.

    Raises:
        OSError: where the disk is full; the states are then as they were.
    """
    older = states(folder)
    number = int(older[0].name) + 1 if older else 1
    state = folder / "graph" / f"{number:08}"
    part = state.with_name(f"{state.name}.part")
    try:
        state.parent.mkdir(exist_ok=True)
        graph.backup(str(part))
        write_whole(part / _SEAL, _sealed(part, older[0] if older else None, reference))
        part.rename(state)
    except BaseException:
        for each in (part, part.with_name(f"{part.name}.tmp")):
            shutil.rmtree(each, ignore_errors=True)
        raise
    sync_folder(state.parent)
    for each in older:
        remove_unread(each)


def remove_unread(state: Path) -> bool:
    """Remove a state; False where somebody reads it."""
    try:
        handle = _locked(state, exclusive=True)
    except OSError:
        return False
    try:
        remove(state)
    finally:
        State(state, handle).release()
    return not state.exists()


def remove(path: Path) -> None:
    """Remove a folder so that it is never seen half."""
    gone = path.with_name(f"{path.name}.gone")
    shutil.rmtree(gone, ignore_errors=True)
    with suppress(OSError):
        path.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def keep_for_readers(folder: Path, text: Path) -> None:
    """Give a text that is about to leave the store to the states, whose readers may still ask for it."""
    for state in states(folder):
        kept = state / TEXTS / text.name
        with suppress(OSError):
            kept.parent.mkdir(exist_ok=True)
            kept.unlink(missing_ok=True)
            _link(text, kept)


def leftovers(folder: Path) -> list[Path]:
    """What killed processes left in a store's folder, which nobody needs."""
    found = [*_children(folder), *_children(folder / "graph"), *_children(folder / "articles")]
    return sorted(path for path in found if _LEFTOVER.fullmatch(path.name) or UNFINISHED.fullmatch(path.name))


def remove_leftovers(folder: Path) -> None:
    """Remove what killed processes left; only whoever writes may."""
    for path in leftovers(folder):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def broken_seal(state: Path, *, whole: bool = False) -> str | None:
    """What is wrong with a state's files by its seal, in a few words; None where nothing is.

    Args:
        state: its folder.
        whole: read every file to its end, which takes a second a gigabyte.
    """
    stated = seal(state)
    for name, (size, digest, end) in (stated.files if stated else {}).items():
        path = state / name
        try:
            if path.stat().st_size != size:
                return f"{state.name}/{name} has another length than it was written with"
            if _end(path, size) != end or (whole and _digest(path) != digest):
                return f"{state.name}/{name} is not what was written"
        except FileNotFoundError:
            return f"{state.name}/{name} is missing"
        except OSError as error:
            return f"{state.name}/{name} cannot be read ({error.strerror})"
    return None


def seal(state: Path) -> Seal | None:
    """The seal of a state; None where there is none, or it was altered itself."""
    try:
        content = json.loads((state / _SEAL).read_bytes())
        files = {name: (int(size), str(digest), str(end)) for name, (size, digest, end) in content["files"].items()}
        reference = str(content["reference"])
        return Seal(reference, files) if content["seal"] == _sum(reference, files) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sealed(state: Path, before: Path | None, reference: str) -> bytes:
    stated = seal(before) if before else None
    known = stated.files if stated else {}
    files: dict[str, tuple[int, str, str]] = {}
    for path in sorted(_children(state)):
        size = path.stat().st_size
        same = before is not None and path.name in known and path.suffix == ".sst" and _same(path, before / path.name)
        digest = known[path.name][1] if same and known[path.name][0] == size else _digest(path)
        files[path.name] = size, digest, _end(path, size)
    content = {"reference": reference, "files": files, "seal": _sum(reference, files)}
    return (json.dumps(content, indent=1) + "\n").encode()


def _sum(reference: str, files: dict[str, tuple[int, str, str]]) -> str:
    return sha256(json.dumps([reference, files], sort_keys=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _end(path: Path, size: int) -> str:
    with path.open("rb") as file:
        file.seek(max(0, size - _END))
        return sha256(file.read()).hexdigest()


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return False


def _link(path: Path, to: Path, *, copied: bool = False) -> None:
    """The same file under another name; a copy where it may change, or the file system has no such links."""
    if not copied:
        with suppress(OSError):
            os.link(path, to)
            return
    shutil.copyfile(path, to)


def _children(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.iterdir()


def _locked(state: Path, *, exclusive: bool) -> int | None:
    """A lock on a state's folder; None where the system has no such locks.

    Raises:
        OSError: where it is not there, or somebody else's lock forbids this one.
    """
    try:
        import fcntl
    except ImportError:  # Windows: what is open there cannot be removed
        return None
    handle = os.open(state, os.O_RDONLY)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:  # a file system without locks
        if exclusive:
            os.close(handle)
            raise
    return handle
