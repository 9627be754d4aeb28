"""Web archives (WARC, ISO 28500), by warcio (the optional extra ``warc``): each web page fetched is an article.

A page's address is the one that its record was fetched from. Its day is the one that the page itself states: the record
has the day of the crawl, on which the page was not published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.article import Article
from kg.errors import KgError, Refused, fault
from kg.reading.decoding import LIMIT, checked, decode, empty, too_large
from kg.reading.html import read_html
from kg.reading.opening import name_of, opened

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

ENDINGS: Final = (".warc", ".warc.gz")
Record = tuple[str, Callable[[], Article | Refused | None]]
"""The name of a record, and what reads the page that it holds; None where it holds none."""
_WARC: Final = b"WARC/"
_BEGINNINGS: Final = (_WARC, b"\x1f\x8b", b"filed")  # the last is that of ARC, the older form: "filedesc:"
_BLOCK: Final = 1 << 16
_BELIEVED: Final = 10**15  # bytes; no disk holds more
_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_AGAIN: Final = "Copy or fetch the archive again; the pages before this one were read."


def records(path: Path, limit: int = LIMIT) -> Iterator[Record]:
    """The records of an archive, each named by the archive and its number ("crawl.warc.gz#3").

    Requests, redirects, errors and whatever is no HTML give None. The archive as a whole may be of any size, one page
    has the limit of an article. Where the file itself cannot be opened, the ``OSError`` is the caller's.

    Raises:
        Refused: where it is no archive, is broken, holds no page, or the package warcio is missing.
    """
    file = name_of(path)
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ModuleNotFoundError:
        raise Refused(
            file,
            "a web archive takes the package warcio to read, which is not installed",
            "Install it with: pip install 'smartcity-kg[warc]'",
        ) from None
    number, found = 0, False
    with opened(path) as (stream, size):
        if not size:
            raise empty(file)
        if not stream.read(len(_WARC)).startswith(_BEGINNINGS):
            raise _broken(file, 0, "")
        stream.seek(0)
        iterator = iter(ArchiveIterator(stream))
        while (record := _next(iterator, file, number)) is not None:
            number += 1
            page = _is_page(record)
            found = found or page
            name = f"{file}#{number}"
            yield name, partial(_read, record, path, name, limit) if page else _nothing
    if not found:
        raise Refused(file, "it holds no web page that was fetched", "Give an archive with HTML responses.")


def _next(iterator: Iterator[ArcWarcRecord], file: str, number: int) -> ArcWarcRecord | None:
    """The next record; None where there is none."""
    try:
        with redirect_stderr(StringIO()):  # where warcio tells of faults with the bytes themselves
            return next(iterator, None)
    except (MemoryError, OSError):
        raise
    except Exception as error:  # whatever warcio, zlib or int() make of bytes that are no archive's
        raise _broken(file, number, str(error)) from None


def _nothing() -> None:
    """What a record gives that is no page."""


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    kind, _, _ = (record.http_headers.get_header("Content-Type") or "").partition(";")
    return kind.strip().casefold() in _HTML


def _read(record: ArcWarcRecord, path: Path, name: str, limit: int) -> Article | Refused:
    try:
        data = _content(record, name, limit)
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        text = _text(data, record.http_headers.get_header("Content-Type"), name, limit)
        return read_html(text, name, url.strip("<>"))
    except Refused as refusal:
        return refusal
    except KgError:
        raise
    except Exception as error:
        return fault(name, path, error)


def _content(record: ArcWarcRecord, name: str, limit: int) -> bytes:
    """The bytes of a page, unpacked."""
    try:
        data = b""
        stream = record.content_stream()
        while len(data) <= limit and (more := stream.read(min(_BLOCK, limit + 1 - len(data)))):
            data += more
        if len(data) > limit:
            raise too_large(name, limit)
        while record.raw_stream.read(_BLOCK):
            pass
        missing = getattr(record.raw_stream, "limit", 0)
    except (Refused, MemoryError, OSError):
        raise
    except Exception as error:
        raise Refused(name, f"its content cannot be unpacked ({error})", _AGAIN) from None
    if missing > 0:
        what = f"{missing} bytes are missing" if missing < _BELIEVED else "most of its length is missing"
        raise Refused(name, f"it is cut off, {what}", _AGAIN)
    return data


def _text(data: bytes, content_type: str, name: str, limit: int) -> str:
    """The page's text in the encoding that its server told; where that is none, as a file's."""
    if told := _CHARSET.search(content_type):
        try:
            return checked(data.decode(told[1]).removeprefix("\ufeff"), name)
        except (LookupError, ValueError):  # no encoding of that name, or none of texts, or not that of these bytes
            pass
    return decode(data, name, limit)


def _broken(file: str, number: int, error: str) -> Refused:
    if "non-chunked gzip" in error:
        return Refused(
            file,
            "its records are compressed all together, not each by itself",
            f"Put that right with: warcio recompress {file} new-{file}",
        )
    if number == 0:
        return Refused(file, "it is no web archive", "Give a WARC file, as Heritrix, Browsertrix or wget write it.")
    return Refused(file, f"it is broken after record {number}", _AGAIN)
