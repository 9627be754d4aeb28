"""Files that are written whole or not at all: whatever happens meanwhile, the older file stays as it was."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The name of a file that is not written to its end; one that a killed process left can be removed.
UNFINISHED = re.compile(r"\.kg-[0-9a-f]{8}\.part")
# What stands for an open file of this process has no older content that could be lost, and cannot be replaced.
_HANDLES = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or as it was before, even where the machine stops.

    Raises:
        OSError: where it cannot be written; nothing has changed then.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_whole(Path(folder) / "a.txt", b"whole")
    ...     [(path.name, path.read_text()) for path in Path(folder).iterdir()]
    [('a.txt', 'whole')]
    """
    write_all({path: content})


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write several files: none takes its place before the last is written to its end.

    Raises:
        OSError: where one cannot be written.
    """
    parts: list[tuple[Path, Path]] = []
    try:
        for path, content in files.items():
            if _is_handle(path):
                path.write_bytes(content)
            else:
                goal = Path(os.path.realpath(path))  # a link stays a link
                part = goal.with_name(f".kg-{os.urandom(4).hex()}.part")
                parts.append((part, goal))
                _write(part, content, _mode(goal))
        goals = {goal.parent for _, goal in parts}
        while parts:
            part, goal = parts[0]
            part.replace(goal)
            parts.pop(0)
    finally:
        for part, _ in parts:
            with suppress(OSError):
                part.unlink()
    for folder in goals:
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, where the system can say so."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _is_handle(path: Path) -> bool:
    return (path.exists() and not path.is_file()) or str(path.absolute()).startswith(_HANDLES)


def _mode(goal: Path) -> int | None:
    """Who may read and write the file that is replaced; None where there is none."""
    with suppress(OSError):
        return stat.S_IMODE(goal.stat().st_mode)
    return None


def _write(part: Path, content: bytes, mode: int | None) -> None:
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb"
    ) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        part.chmod(mode)
