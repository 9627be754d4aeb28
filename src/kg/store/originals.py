"""An article's graphs as it was read: what the merged graph is made of, kept beside the article's text.

``articles/<id>.nq.gz`` holds the quads before identity gave things the addresses that all articles share.
"""

from __future__ import annotations

import gzip
import re
import zlib
from typing import TYPE_CHECKING

from kg.files import write_whole
from kg.mappers import Quad, n_quads

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUFFIX = ".nq.gz"
_LINE = re.compile(r"(<[^>]*>) (<[^>]*>) (<[^>]*>|\".*\"(?:\^\^<[^>]*>|@[\w-]+)?) (<[^>]*>) \.")


def keep(path: Path, quads: Iterable[Quad]) -> None:
    """Write an article's quads; the same quads give the same bytes.

    Raises:
        OSError: where they cannot be written.
    """
    write_whole(path, gzip.compress(n_quads(sorted(set(quads))).encode(), 6, mtime=0))


def kept(path: Path) -> list[Quad] | None:
    """An article's quads as they were read; None where they are not there, or no longer what was written."""
    text = _text(path)
    if text is None:
        return None
    found = [_LINE.fullmatch(line) for line in text.split("\n")[:-1]]
    return [Quad(*line.groups()) for line in found if line] if all(found) else None


def is_whole(path: Path) -> bool:
    """Whether an article's quads are there as they were written."""
    return _text(path) is not None


def _text(path: Path) -> str | None:
    try:
        return gzip.decompress(path.read_bytes()).decode() or None  # no article is without quads
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        return None
