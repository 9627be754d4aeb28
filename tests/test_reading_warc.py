"""Web archives: the pages that were fetched are articles, the rest is passed over, and damage is told."""

from __future__ import annotations

import gzip
import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from kg.article import Article
from kg.reading import read_sources, read_text
from kg.reading.decoding import LIMIT
from kg.store import Store

URL = "https://kabaranoa.example/loket?ref=depan"
STORY = "Kota Kendari meraih Adipura 2019, kata “Café” Mu’awanah di Kendari."
PAGE = f"""<!DOCTYPE html><html><head><title>Loket Malam Dibuka</title>
<link rel="canonical" href="https://kabaranoa.example/loket">
<meta property="article:published_time" content="2023-03-03T10:00:00+08:00"></head>
<body><article><h1>Loket Malam Dibuka</h1><p>{STORY}</p><p>Loket itu buka setiap malam sampai pukul sembilan.</p>
</article></body></html>"""
Record = tuple[str, str, str, bytes]  # record type, status, content type, content
HTML: Record = ("response", "200 OK", "text/html; charset=utf-8", PAGE.encode())


def archive(*records: Record, compressed: bool = True, headers: list[tuple[str, str]] | None = None) -> bytes:
    """A WARC of these records, as a crawler writes it on 8 November 2024."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    made = [writer.create_warcinfo_record("crawl.warc.gz", {"software": "tests"})]
    for kind, status, content_type, content in records:
        answered = [("Content-Type", content_type), *(headers or [])] if content_type else []
        made.append(
            writer.create_warc_record(
                URL,
                kind,
                payload=io.BytesIO(content),
                length=len(content),
                http_headers=StatusAndHeaders(status, answered, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2024-11-08T01:02:03Z"},
            )
        )
    for record in made:
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Article | str]]:
    """What is read from an archive with this content: articles, and refusals as they are told."""

    def read(data: bytes, name: str = "crawl.warc.gz") -> list[Article | str]:
        (tmp_path / name).write_bytes(data)
        read = list(read_sources([tmp_path / name]))
        return [each if isinstance(each, Article) else str(each) for each in read]

    return read


Found = Callable[..., list[Article | str]]


@pytest.mark.parametrize(("compressed", "name"), [(True, "crawl.warc.gz"), (False, "Crawl.WARC")])
def test_a_page_is_an_article_with_the_address_of_its_record(found: Found, compressed: bool, name: str) -> None:
    (article,) = found(archive(HTML, compressed=compressed), name)
    assert isinstance(article, Article)
    assert article.file == f"{name}#2"
    assert article.url is not None
    assert article.url.value == article.url.evidence[0].quote == URL
    assert article.headline is not None
    assert article.headline.value == "Loket Malam Dibuka"
    assert article.published is not None
    assert article.published.value == date(2023, 3, 3)
    assert STORY in article.text
    as_file = read_text(PAGE, "a.html")
    assert article.text.replace(URL, "https://kabaranoa.example/loket") == as_file.text


def test_the_day_of_the_crawl_is_no_day_of_publication(found: Found) -> None:
    page = PAGE.replace("article:published_time", "other")
    (article,) = found(archive(("response", "200 OK", "text/html", page.encode())))
    assert isinstance(article, Article)
    assert article.published is None
    assert "2024" not in article.text


def test_what_is_no_page_is_passed_over(found: Found) -> None:
    read = found(
        archive(
            ("request", "GET / HTTP/1.1", "text/html", b""),
            ("response", "301 Moved", "text/html", PAGE.encode()),
            ("response", "404 Not Found", "text/html", PAGE.encode()),
            ("response", "200 OK", "image/png", b"\x89PNG\r\n\x1a\n"),
            ("response", "200 OK", "", PAGE.encode()),
            ("revisit", "200 OK", "text/html", b""),
            ("response", "200 OK", "Application/XHTML+XML ; charset=utf-8", PAGE.encode()),
        )
    )
    assert [isinstance(each, Article) and each.file for each in read] == ["crawl.warc.gz#8"]


def test_pages_that_cannot_be_read_are_told_and_the_rest_is_read(found: Found) -> None:
    menu = b"<html><body><a href='/'>Beranda</a></body></html>"
    read = found(
        archive(
            ("response", "200 OK", "text/html", menu),
            ("response", "200 OK", "text/html", b""),
            ("response", "200 OK", "text/html", b"<p>" + b"a" * LIMIT),
            HTML,
        )
    )
    assert read[:3] == [
        "crawl.warc.gz#2: no story was found in the page. Save the story's text as .txt instead.",
        "crawl.warc.gz#3: it is empty. Put the article's text into it, or remove it.",
        "crawl.warc.gz#4: it is over 5 MB. "
        "Split it into one article a file, or into .jsonl with one article a line.",
    ]  # fmt: skip
    assert isinstance(read[3], Article)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-16", "UTF-16"), ("cp1252", '"windows-1252"'), ("cp1252", ""), ("utf-8", "no-such"),
     ("cp1252", "utf-8")],
)  # fmt: skip
def test_the_encoding_that_the_server_told_counts_where_it_is_right(found: Found, encoding: str, told: str) -> None:
    content_type = f"text/html; charset={told}" if told else "text/html"
    (article,) = found(archive(("response", "200 OK", content_type, PAGE.encode(encoding))))
    assert isinstance(article, Article)
    assert STORY in article.text


def test_content_that_is_compressed_and_in_chunks_is_unpacked(found: Found) -> None:
    packed = gzip.compress(PAGE.encode(), mtime=0)
    chunked = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, packed[:50], len(packed) - 50, packed[50:])
    headers = [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]
    (article,) = found(archive(("response", "200 OK", "text/html", chunked), headers=headers))
    assert isinstance(article, Article)
    assert STORY in article.text


@pytest.mark.parametrize("compressed", [True, False])
def test_an_archive_that_is_cut_off_gives_the_pages_before(found: Found, compressed: bool) -> None:
    article, refused = found(archive(HTML, HTML, compressed=compressed)[:-60], "a.warc")
    assert isinstance(article, Article)
    assert isinstance(refused, str)
    assert refused.startswith("a.warc#3: it is cut off, ")
    assert refused.endswith("bytes are missing. Copy or fetch the archive again; the pages before this one were read.")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.warc: it is empty."),
        (b"Kota Bontang meraih trofi.\n", "a.warc: it is no web archive. Give a WARC file"),
        (gzip.compress(b"Kota Bontang\n", mtime=0), "a.warc: it is no web archive. Give a WARC file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "a.warc: it is no web archive."),
        (archive(), "a.warc: it holds no web page that was fetched. Give an archive with HTML responses."),
        (gzip.compress(archive(HTML, compressed=False), mtime=0),
         "a.warc: its records are compressed all together, not each by itself. "
         "Put that right with: warcio recompress a.warc new-a.warc"),
    ],
)  # fmt: skip
def test_what_is_no_archive_of_pages_is_told(found: Found, data: bytes, said: str) -> None:
    (refused,) = found(data, "a.warc")
    assert isinstance(refused, str)
    assert refused.startswith(said)


def test_garbage_after_pages_is_told(found: Found) -> None:
    article, refused = found(archive(HTML) + b"garbage, garbage")
    assert isinstance(article, Article)
    assert refused == (
        "crawl.warc.gz: it is broken after record 2. "
        "Copy or fetch the archive again; the pages before this one were read."
    )


def test_without_warcio_it_is_told_what_to_install(
    found: Found, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    assert found(archive(HTML)) == [
        "crawl.warc.gz: a web archive takes the package warcio to read, which is not installed. "
        "Install it with: pip install 'smartcity-kg[warc]'"
    ]


def test_a_fault_on_one_page_refuses_that_page(found: Found, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("kg.reading.warc._text", failing)
    first, second = found(archive(HTML, HTML))
    assert isinstance(first, str)
    assert isinstance(second, str)
    assert first.startswith("crawl.warc.gz#2: kg failed on it, by a fault of its own: RuntimeError in kg/reading/")
    assert first.endswith(f"kg extract {tmp_path}/crawl.warc.gz --traceback")


def test_build_from_an_archive(kg: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "crawl.warc.gz").write_bytes(archive(HTML, HTML))
    done = kg("build", "crawl.warc.gz")
    assert done.returncode == 0, done.stderr
    assert ", 1 unchanged." in done.stderr
    with Store.open(tmp_path / "kg-store", read_only=True) as store:
        (article,) = store.articles()
        assert store.files(article) == ["crawl.warc.gz#2", "crawl.warc.gz#3"]
    kg("extract", "crawl.warc.gz", "-o", "sheet.json")
    assert "2 unchanged" in kg("build", "sheet.json").stderr
