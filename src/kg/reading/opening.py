"""Opening files that others give: a regular file or nothing, without waiting, and never out of the folder given."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import Refused, printable

_ADVICE = "Give a file or a folder; kg reads .txt, .md, .html, .jsonl, .warc and fact sheets (.json)."


def name_of(path: Path) -> str:
    """The name that a file goes by: its own without folders, on one line, in letters that can be shown.

    >>> name_of(Path("arsip/berita.txt"))
    'berita.txt'
    """
    return printable(path.name or str(path))


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file open for reading, and how many bytes it has now; what is added to it later is another build's.

    Raises:
        Refused: where it is no regular file, such as a pipe, a device or a socket: reading these may never end.
        OSError: where it cannot be opened.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # asked first, because opening a device may do something
        raise irregular(path)
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(file, "rb") as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise irregular(path)
        yield stream, status.st_size


def irregular(path: Path) -> Refused:
    """The refusal of what is there, but is no file."""
    return Refused(name_of(path), "it is no regular file", _ADVICE)


def unreadable(path: Path, error: OSError) -> Refused:
    """The refusal of what the system does not let be read."""
    reason = error.strerror or type(error).__name__
    return Refused(name_of(path), f"it cannot be read: {reason[:1].lower()}{reason[1:]}", "Check that you may read it.")


def led_astray(link: Path, folder: Path) -> Refused | None:
    """The refusal of a symbolic link within a folder that leads out of it, or nowhere; None where it stays inside."""
    name = name_of(link)
    try:
        goal = link.resolve(strict=True)
    except FileNotFoundError:
        return Refused(name, "it is a link to what is not there", "Remove it, or put the file there.")
    except (OSError, RuntimeError):  # which of them tells a link that leads round in circles depends on the Python
        return Refused(name, "it is a link that leads nowhere", "Remove it, or put the file there.")
    if goal.is_relative_to(folder):
        return None
    return Refused(name, "it is a link that leads out of the folder given", "Give what it leads to by its own path.")
