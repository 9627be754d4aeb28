"""The text of somebody's query: from a regular file or a stream, of bounded size and nesting, or not at all."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.limits import QUERY_NESTING, QUERY_TEXT

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
_BRACKET = re.compile(r"[(\[{)\]}]")
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def text_of(file: Path) -> str:
    """The text of a query file, by whatever links it is reached.

    Raises:
        QueryError: where it is no regular file, is empty, too large, no UTF-8, or cannot be read at once.
    """
    try:
        _refuse_kind(file.stat(), file)  # before it is opened: opening a device may already do something
        with os.fdopen(os.open(file, os.O_RDONLY | _AT_ONCE), "rb") as opened:
            _refuse_kind(os.fstat(opened.fileno()), file)
            content = opened.read(QUERY_TEXT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise QueryError(f"{_shortened(file)}: it cannot be read as a query ({reason}).") from None
    return _decoded(content or b"", _shortened(file))


def text_from(stream: BinaryIO, source: str) -> str:
    """The text of a query that comes on a stream; no more of it is read than a query may have.

    Raises:
        QueryError: where there is more, or it is no UTF-8.

    >>> import io
    >>> text_from(io.BytesIO(b"ASK {}"), "stdin")
    'ASK {}'
    """
    try:
        content = stream.read(QUERY_TEXT + 1)
    except OSError as error:
        raise QueryError(f"{source}: it cannot be read as a query ({error.strerror}).") from None
    return _decoded(content or b"", source)


def refuse_nesting(sparql: str, source: str) -> None:
    """Refuse a text with brackets nested more deeply than any query needs; those in texts and comments count, too.

    Raises:
        QueryError: where it is nested so.
    """
    depth = 0
    for found in _BRACKET.finditer(sparql):
        depth = depth + 1 if found[0] in "([{" else max(depth - 1, 0)
        if depth > QUERY_NESTING:
            raise QueryError(
                f"{source}: its brackets are nested more than {QUERY_NESTING} deep. Write it with fewer, or in parts."
            )


def _refuse_kind(found: os.stat_result, file: Path) -> None:
    kind = stat.S_IFMT(found.st_mode)
    if kind != stat.S_IFREG:
        advice = " Write it into 'kg query -' instead." if kind in (stat.S_IFIFO, stat.S_IFCHR) else ""
        raise QueryError(f"{_shortened(file)}: it is {_KINDS.get(kind, 'no file')}, not a file with a query.{advice}")
    if not found.st_size:  # so the files in which a system tells of itself look, and some of them never end
        raise QueryError(f"{_shortened(file)}: it is empty, or no file on a disk. A query is expected.")
    _refuse_size(found.st_size, _shortened(file))


def _refuse_size(size: int, source: str) -> None:
    if size > QUERY_TEXT:
        raise QueryError(
            f"{source}: it has more than {QUERY_TEXT:,} bytes, which no query needs. Is it the file you mean?"
        )


def _decoded(content: bytes, source: str) -> str:
    _refuse_size(len(content), source)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise QueryError(f"{source}: it is no UTF-8 text ({error.reason} at byte {error.start}).") from None


def _shortened(file: Path) -> str:
    name = str(file)
    return name if len(name) <= 200 else f"{name[:200]}…"
