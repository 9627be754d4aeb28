"""Web archives (WARC, ISO 28500), by warcio (the optional extra ``warc``): each web page fetched is an article.

A page's address is the one that its record was fetched from. Its day is the one that the page itself states: the record
has the day of the crawl, on which the page was not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.article import Article
from kg.errors import KgError, Refused, fault
from kg.reading.decoding import LIMIT, checked, decode, empty, too_large
from kg.reading.html import read_html

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

ENDINGS: Final = (".warc", ".warc.gz")
_HTML: Final = ("text/html", "application/xhtml+xml")
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_AGAIN: Final = "Copy or fetch the archive again; the pages before this one were read."


def read_warc(path: Path) -> Iterator[Article | Refused]:
    """The web pages of an archive, each named by the archive and the number of its record ("crawl.warc.gz#3").

    Requests, redirects, errors and whatever is no HTML are passed over. The archive as a whole may be of any size, one
    page has the limit of an article. Where the file itself cannot be opened, the ``OSError`` is the caller's.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError:
        yield Refused(
            path.name,
            "a web archive takes the package warcio to read, which is not installed",
            "Install it with: pip install 'smartcity-kg[warc]'",
        )
        return
    number, found = 0, False
    with path.open("rb") as stream:
        if not stream.peek(1):
            yield empty(path.name)
            return
        try:
            for record in ArchiveIterator(stream):
                number += 1
                if _is_page(record):
                    found = True
                    yield _read(record, path, f"{path.name}#{number}")
        except ArchiveLoadFailed as error:
            yield _broken(path.name, number, str(error))
            return
    if not found:
        yield Refused(path.name, "it holds no web page that was fetched", "Give an archive with HTML responses.")


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    kind, _, _ = (record.http_headers.get_header("Content-Type") or "").partition(";")
    return kind.strip().casefold() in _HTML


def _read(record: ArcWarcRecord, path: Path, name: str) -> Article | Refused:
    try:
        data = record.content_stream().read(LIMIT + 1)
        if len(data) > LIMIT:
            raise too_large(name)
        while record.raw_stream.read(1 << 16):
            pass
        if record.raw_stream.limit > 0:
            raise Refused(name, f"it is cut off, {record.raw_stream.limit} bytes are missing", _AGAIN)
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        return read_html(_text(data, record.http_headers.get_header("Content-Type"), name), name, url.strip("<>"))
    except Refused as refusal:
        return refusal
    except KgError:
        raise
    except Exception as error:
        return fault(name, path, error)


def _text(data: bytes, content_type: str, name: str) -> str:
    """The page's text in the encoding that its server told; where that is none, as a file's."""
    if told := _CHARSET.search(content_type):
        try:
            return checked(data.decode(told[1]).removeprefix("\ufeff"), name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


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
