"""How anything reaches the user: words so that a terminal shows them all and obeys none, files as they are."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

from kg.harmless import visible

if TYPE_CHECKING:
    from collections.abc import Iterator


class VisibleStream(io.TextIOWrapper):
    r"""A stream of text on which what a terminal would obey is written as ``\u001b``; see :func:`kg.harmless.visible`.

    A letter that the stream's encoding lacks is written as an escape too.
    """

    #: Whether whoever reads it has stopped reading.
    broken = False

    def write(self, text: str, /) -> int:
        """Write the text; its length."""
        try:
            super().write(visible(text))
        except BrokenPipeError:
            self.broken = True
            raise
        return len(text)

    def write_over(self, line: str) -> None:
        """A line in the place of the one that stands there; only for terminals."""
        super().write(f"\r\x1b[K{visible(line)}")


@contextmanager
def visibly() -> Iterator[VisibleStream]:
    """Within it, stdout and stderr are such streams, also where a process was given none; stdout is given."""
    kept = sys.stdout, sys.stderr
    wrapped: list[VisibleStream] = []
    try:
        for name in ("stdout", "stderr"):
            wrapped.append(_wrapped(getattr(sys, name)))
            setattr(sys, name, wrapped[-1])
        yield wrapped[0]
    finally:
        for stream in wrapped:
            with suppress(OSError, ValueError):
                stream.flush()
            with suppress(OSError, ValueError):
                stream.detach()
        sys.stdout, sys.stderr = kept


def _wrapped(stream: TextIO | None) -> VisibleStream:
    if stream is None:
        return VisibleStream(io.BufferedWriter(io.FileIO(os.devnull, "w")), encoding="utf-8")
    with suppress(OSError, ValueError):
        stream.flush()
    # Of ASCII click thinks that it is a mistake, and writes past us.
    encoding = stream.encoding if stream.encoding and stream.encoding.lower() not in ("ascii", "us-ascii") else "utf-8"
    return VisibleStream(
        stream.buffer, encoding=encoding, errors="backslashreplace", newline="", line_buffering=True, write_through=True
    )


def put(content: bytes) -> None:
    """Results for another program, on stdout: as they are, but on a terminal so that it obeys nothing in them."""
    if sys.stdout.isatty():
        sys.stdout.write(content.decode("utf-8", "replace"))
    else:
        sys.stdout.buffer.write(content)
    sys.stdout.flush()


def write_over(line: str) -> None:
    """Progress: a line on stderr in the place of the one before."""
    if isinstance(sys.stderr, VisibleStream):
        sys.stderr.write_over(line)
        sys.stderr.flush()


def unwritten(error: OSError) -> str:
    """Why a file, or what went to stdout, could not be written or read, and what to do about it.

    >>> unwritten(FileNotFoundError(2, "No such file or directory", "a/b.ttl"))
    "'a/b.ttl': No such file or directory. Is the path right, and may you use it?"
    """
    if error.errno == errno.EPIPE:
        return "The program that read the output stopped reading: the rest was not written."
    why = (error.strerror or str(error)).rstrip(".") or type(error).__name__
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    told = f"{where!r}: {why}." if where else f"What there was to write could not be written: {why}."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{told} Make room, or write elsewhere, and run the same command again."
    return f"{told} Is the path right, and may you use it?" if where else f"{told} Write it elsewhere."


def let_go() -> None:
    """Have the interpreter not try again, at its end, to write what could not be written."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, stream.fileno())
                os.close(null)
