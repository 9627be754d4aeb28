"""Files and folders as they come: every format and encoding, and a clear word for what cannot be read."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.article import Article, BlockKind
from kg.errors import Refused
from kg.reading import read_sources, read_text
from kg.reading.decoding import LIMIT, decode
from kg.sheets import Sheet

PAGES = Path(__file__).parent / "reading" / "pages"
STORY = "Loket Malam Dibuka\n\nKENDARI, KABAR ANOA – “Café” itu buka, kata Mu’awanah.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def articles(found: Iterable[Article | Sheet | Refused]) -> list[Article]:
    return [each for each in found if isinstance(each, Article)]


def refusals(found: Iterable[Article | Sheet | Refused]) -> list[str]:
    return [str(each) for each in found if isinstance(each, Refused)]


def only(path: Path) -> Article:
    (found,) = read_sources([path])
    assert isinstance(found, Article), str(found)
    return found


def slots(article: Article) -> dict[str, Any]:
    roles = {name: getattr(article, name) for name in ("headline", "outlet", "dateline", "published", "url")}
    return {name: role.value for name, role in roles.items() if role}


# ------------------------------------------------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp1252", b""),
    ],
)
def test_every_encoding_gives_the_same_article(tmp_path: Path, encoding: str, bom: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bom + STORY.encode(encoding))
    article = only(file)
    assert article.text == STORY
    assert article == read_text(STORY, "a.txt")
    assert article.dateline is not None
    assert article.dateline.evidence[0].span.start == STORY.index("KENDARI")


def test_line_ends_and_decomposed_letters_stay_as_they_are(tmp_path: Path) -> None:
    text = "Loket Malam Dibuka\r\n\r\nKENDARI – Kafe\u0301 itu buka.\rKafé tutup.\r\n"
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode("utf-8"))
    article = only(file)
    assert article.text == text
    assert [article.text[b.span.start : b.span.end] for b in article.blocks] == [
        "Loket Malam Dibuka",
        "KENDARI –",
        "Kafe\u0301 itu buka.",
        "Kafé tutup.",
    ]


def test_latin_1_is_accepted() -> None:
    assert decode("Kafé di Bontang buka.".encode("latin-1"), "a.txt") == "Kafé di Bontang buka."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \r\n\t\n", "it is empty"),
        ("\ufeff\u200b \n".encode(), "it is empty"),
        (PNG, "it is a PNG picture, not text"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "it is a JPEG picture, not text"),
        (b"%PDF-1.7\n%\xe2\xe3", "it is a PDF document, not text"),
        (b"PK\x03\x04\x14\x00", "it is a ZIP archive or an office document, not text"),
        (b"Kota\x00Bontang\x01", "it is binary, not text (byte 5 is 0x00)"),
        ("Kota Bontang meraih trofi di Jakarta kemarin malam.".encode("utf-16-le"), "without a byte-order mark"),
        ("Kota “Bontang” – ".encode() + b"\xff\xfe", "its encoding is broken: it is no whole UTF-8 (byte 24)"),
        ("“Kota Bontang”".encode()[:-1], "its encoding is broken: it is no whole UTF-8 (byte 16)"),
        (b"\xff\xfeK\x00o", "its encoding is broken: it is no whole UTF-16 (byte 5)"),
        (bytes(range(0xA0, 0x100)), "it is no text in UTF-8 or Windows-1252"),
        (b"Kota Bontang \x81\x8d", "its encoding is broken"),
        (b"a" * (LIMIT + 1), "it is over 5 MB"),
    ],
)
def test_refused_bytes_say_why(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    (said,) = refusals(read_sources([file]))
    assert said.startswith("a.txt: ")
    assert reason in said
    assert said.endswith(".")


def test_text_that_begins_as_a_signature_does_is_text() -> None:
    assert decode(b"BMKG memasang sensor di Bontang.", "a.txt") == "BMKG memasang sensor di Bontang."
    assert decode(b"MZ dan RIFF adalah nama kelompok.", "a.txt").startswith("MZ")


# --------------------------------------------------------------------------------------------------------- folders


def test_a_folder_goes_on_after_bad_files(tmp_path: Path) -> None:
    (tmp_path / "baik.txt").write_text(STORY, "utf-8")
    (tmp_path / "foto.png").write_bytes(PNG)
    (tmp_path / "kosong.txt").write_bytes(b"")
    (tmp_path / "lama.txt").write_bytes("Kafé di Bontang buka lagi.".encode("latin-1"))
    found = list(read_sources([tmp_path]))
    assert [article.file for article in articles(found)] == ["baik.txt", "lama.txt"]
    assert refusals(found) == [
        "foto.png: it is a PNG picture, not text. Save the article as text in UTF-8 (.txt, .md, .html or .jsonl).",
        "kosong.txt: it is empty. Put the article's text into it, or remove it.",
    ]


def test_a_folder_is_read_in_order_with_its_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "c.TXT"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Kota Bontang meraih trofi {name}.", "utf-8")
    assert [each.file for each in articles(read_sources([tmp_path]))] == ["c.md", "z.txt", "b.txt", "c.TXT"]


def test_what_is_clearly_no_article_is_passed_over(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config", "__MACOSX/a.txt", "a.txt~", "README.md", "LICENSE", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("bukan artikel", "utf-8")
    assert list(read_sources([tmp_path])) == []


def test_what_is_named_is_read_even_if_a_folder_would_pass_over_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Kota Bontang meraih trofi.", "utf-8")
    assert only(tmp_path / "README.md").file == "README.md"


def test_other_files_are_refused_with_advice(tmp_path: Path) -> None:
    (tmp_path / "berita.docx").write_text("Kota Bontang meraih trofi.", "utf-8")
    (tmp_path / "berita").write_text("Kota Bontang meraih trofi.", "utf-8")
    (tmp_path / "halaman.txt").write_text("<!DOCTYPE html><html></html>", "utf-8")
    advice = (
        "and kg reads .txt, .md, .html, .jsonl, .warc and fact sheets (.json). Rename it to .txt if it is an article."
    )
    assert refusals(read_sources([tmp_path, tmp_path / "tidak-ada.txt"])) == [
        f"berita: its name has no ending, {advice}",
        f"berita.docx: its name ends in .docx, {advice}",
        "halaman.txt: it is a web page. Rename it to .html.",
        "tidak-ada.txt: there is no such file or folder. Check the path.",
    ]


def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.txt")
    (said,) = refusals(read_sources([tmp_path]))
    assert said.startswith("pipa.txt: it is no regular file")


def test_a_file_that_may_not_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kg.reading.opening.os.open", denied)
    (said,) = refusals(read_sources([tmp_path / "a.txt"]))
    assert said == "a.txt: it cannot be read: permission denied. Check that you may read it."


@pytest.mark.parametrize(("name", "called"), [("a.html", "a.html"), ("a.jsonl", "a.jsonl#1")])
def test_a_fault_in_a_reader_is_told_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, called: str
) -> None:
    def failing(*_: object, **__: object) -> str:
        raise RuntimeError("no such thing\nas this")

    monkeypatch.setattr("kg.reading.html._story", failing)
    monkeypatch.setattr("kg.reading.jsonl.compose", failing)
    (tmp_path / name).write_text('{"text": "<p>Kota Bontang meraih trofi.</p>"}', "utf-8")
    (tmp_path / "b.txt").write_text(STORY, "utf-8")
    refused, read = read_sources([tmp_path])
    assert isinstance(read, Article)
    assert isinstance(refused, Refused)
    assert str(refused).startswith(f"{called}: kg failed on it, by a fault of its own: RuntimeError in kg/reading/")
    assert f"(no such thing as this). Nothing of it was stored. Report it, with the article and what this prints: " \
        f"kg extract {tmp_path / name} --traceback" in str(refused)  # fmt: skip
    assert "in failing" in refused.trace


def test_a_refusal_can_be_sent_to_another_process() -> None:
    refused = Refused("a.txt", "it is empty", "Remove it.", "trace")
    sent = pickle.loads(pickle.dumps(refused))
    assert (str(sent), sent.file, sent.reason, sent.advice, sent.trace) == (str(refused), *refused.args)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    (tmp_path / "sama").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read_sources([tmp_path]))) == 1


# -------------------------------------------------------------------------------------------------------- Markdown

FRONT_MATTER = """---
title: "Loket Malam \\"Anoa\\" Dibuka"
source: 'Kabar Anoa'   # sebuah koran
date: 2023-03-03T10:00:00+08:00
url: https://kabaranoa.example/loket
tags: [loket, malam]
---

**KENDARI** - Pemerintah Kota Kendari membuka loket malam.

## Dua kecamatan

* Poasia
* Kambu

> “Kami menyesuaikan jam kerja warga,” kata Hasna Lakare.

![Loket](loket.jpg)

(rus)
"""


def test_front_matter_gives_values_that_point_at_their_words(tmp_path: Path) -> None:
    file = tmp_path / "loket.md"
    file.write_text(FRONT_MATTER, "utf-8")
    article = only(file)
    assert article.text == FRONT_MATTER
    assert slots(article) == {
        "headline": 'Loket Malam "Anoa" Dibuka',
        "outlet": "Kabar Anoa",
        "dateline": "Kendari",
        "published": date(2023, 3, 3),
        "url": "https://kabaranoa.example/loket",
    }
    assert article.outlet is not None
    assert article.outlet.evidence[0].quote == "Kabar Anoa"
    assert [role.value for role in article.initials] == ["rus"]


def test_markdown_blocks_leave_the_marks_of_the_format_outside(tmp_path: Path) -> None:
    article = read_text(FRONT_MATTER, "loket.md")
    shown = [(str(b.kind), article.text[b.span.start : b.span.end].splitlines()[0]) for b in article.blocks]
    assert shown == [
        ("metadata", "---"),
        ("headline", 'Loket Malam \\"Anoa\\" Dibuka'),
        ("metadata", '"'),
        ("dateline", "**KENDARI** -"),
        ("paragraph", "Pemerintah Kota Kendari membuka loket malam."),
        ("paragraph", "Dua kecamatan"),
        ("item", "* Poasia"),
        ("item", "* Kambu"),
        ("paragraph", "“Kami menyesuaikan jam kerja warga,” kata Hasna Lakare."),
        ("caption", "![Loket](loket.jpg)"),
        ("mark", "(rus)"),
    ]


def test_a_heading_is_the_headline_where_no_front_matter_is() -> None:
    article = read_text("# Loket Malam Dibuka\n\nKENDARI - Loket malam dibuka.\n", "a.md")
    assert slots(article) == {"headline": "Loket Malam Dibuka", "dateline": "Kendari"}


def test_front_matter_that_does_not_close_is_text() -> None:
    article = read_text("---\ntitle: Loket Malam\n\nLoket malam dibuka di Kendari.\n", "a.md")
    assert BlockKind.METADATA not in {block.kind for block in article.blocks}


def test_a_weekday_that_contradicts_the_date_gives_no_day() -> None:
    article = read_text("---\ntitle: Loket Malam\ndate: Kamis, 3 Maret 2023\n---\nLoket dibuka.\n", "a.md")
    assert article.published is None


# ------------------------------------------------------------------------------------------------------------ HTML


def test_a_web_page_is_composed_of_header_and_story() -> None:
    article = only(PAGES / "kota-terang.html")
    assert article.text.splitlines()[:5] == [
        "Kota Terang Serahkan Piagam kepada Ternate",
        "Kabar Leihitu",
        "2023-05-12T09:30:00+09:00",
        "https://kabarleihitu.example/2023/05/ternate-piagam",
        "",
    ]
    assert slots(article) == {
        "headline": "Kota Terang Serahkan Piagam kepada Ternate",
        "outlet": "Kabar Leihitu",
        "dateline": "Ternate",
        "published": date(2023, 5, 12),
        "url": "https://kabarleihitu.example/2023/05/ternate-piagam",
    }
    kinds = [str(block.kind) for block in article.blocks]
    assert kinds == [
        *("headline", "metadata", "dateline", "paragraph", "paragraph", "link"),
        *("paragraph", "item", "item", "paragraph", "mark"),
    ]
    assert "Terpopuler" not in article.text
    assert "Beranda" not in article.text


def test_linked_data_stands_above_the_title() -> None:
    assert slots(only(PAGES / "linked-data.html")) == {
        "headline": "Loket Malam Dibuka di Kendari",
        "outlet": "Koran Anoa",
        "published": date(2023, 3, 3),
        "url": "https://korananoa.example/loket",
    }


def test_the_day_of_an_event_is_never_taken_for_the_page_s_own() -> None:
    page = (PAGES / "kota-terang.html").read_text("utf-8").replace("article:published_time", "x")
    assert read_text(page, "a.html").published is None


def test_pages_without_a_story_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("Kota Bontang meraih trofi.", "utf-8")
    (tmp_path / "b.html").write_text("<html><head></head><body></body></html>", "utf-8")
    assert [said.split(". ")[0] for said in refusals(read_sources([tmp_path, PAGES / "menu-only.html"]))] == [
        "a.html: it holds no HTML",
        "b.html: no story was found in the page",
        "menu-only.html: no story was found in the page",
    ]


def test_the_host_names_the_outlet_where_nothing_else_does() -> None:
    record = {"title": "Loket Malam", "url": "https://www.kabaranoa.example/loket", "text": "Loket malam dibuka."}
    article = _record(record)
    assert article.outlet is not None
    assert (article.outlet.value, article.outlet.evidence[0].quote) == ("kabaranoa.example", "kabaranoa.example")


# ------------------------------------------------------------------------------------------------------ JSON Lines


def _record(record: object) -> Article:
    from kg.reading.jsonl import read_record

    return read_record(record, "a.jsonl#1")


def test_a_broken_line_is_refused_by_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {"headline": "Loket Malam", "outlet": "Kabar Anoa", "date": "3 Maret 2023", "text": "Loket dibuka."}
        ),
        '{"text": "Loket malam',
        "",
        '["Loket malam"]',
        json.dumps({"title": "Loket Malam"}),
        json.dumps({"title": "Loket Malam", "body": 7}),
        json.dumps({"title": "Loket Siang", "source": {"name": "Koran Anoa"}, "content": "Loket ditutup."}),
        '{"text": "\\ud83d"}',
        "[" * 100_000,
    ]
    file = tmp_path / "x.jsonl"
    file.write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    found = list(read_sources([file]))
    assert [(a.file, slots(a)["outlet"]) for a in articles(found)] == [
        ("x.jsonl#1", "Kabar Anoa"),
        ("x.jsonl#7", "Koran Anoa"),
    ]
    assert [said.split(". ")[0] for said in refusals(found)] == [
        "x.jsonl#2: the line is no JSON at character 10: Unterminated string starting at",
        "x.jsonl#4: the line is no JSON object",
        "x.jsonl#5: it has no text (looked for the keys text, body, content)",
        "x.jsonl#6: its text is no string (looked for the keys text, body, content)",
        "x.jsonl#8: character 1 is half of a surrogate pair",
        "x.jsonl#9: it is nested too deeply",
    ]


def test_a_record_is_composed_as_a_web_page_is() -> None:
    record = {
        "headline": "Loket Malam",
        "outlet": "Kabar Anoa",
        "date": "Jumat, 3 Maret 2023",
        "url": "https://kabaranoa.example/loket",
        "text": "Loket Malam\n\nKENDARI - Loket malam dibuka.",
    }
    article = _record(record)
    assert article.text == (
        "Loket Malam\nKabar Anoa\nJumat, 3 Maret 2023\nhttps://kabaranoa.example/loket\n\nKENDARI - Loket malam dibuka."
    )
    assert slots(article)["published"] == date(2023, 3, 3)
    assert [str(block.kind) for block in article.blocks] == ["headline", "metadata", "dateline", "paragraph"]


def test_a_line_has_the_limit_of_an_article_and_a_file_has_none(tmp_path: Path) -> None:
    good = json.dumps({"text": "Loket malam dibuka di Kendari."})
    file = tmp_path / "x.jsonl"
    file.write_text(f'{good}\n{{"text": "{"a" * LIMIT}"}}\n{good}\n', "utf-8")
    found = list(read_sources([file]))
    assert [each.file for each in found if not isinstance(each, Sheet)] == ["x.jsonl#1", "x.jsonl#2", "x.jsonl#3"]
    assert "it is over 5 MB" in str(found[1])


def test_json_lines_in_utf_16_and_pictures_named_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"text": "Loket malam dibuka."}).encode("utf-16"))
    (tmp_path / "b.jsonl").write_bytes(PNG)
    (tmp_path / "c.jsonl").write_bytes(b"\n\n")
    found = list(read_sources([tmp_path]))
    assert [each.text for each in articles(found)] == ["Loket malam dibuka."]
    assert [said.split(". ")[0] for said in refusals(found)] == [
        "b.jsonl: it is a PNG picture, not text",
        "c.jsonl: it is empty",
    ]


def test_front_matter_of_several_lines_and_of_other_tools() -> None:
    text = (
        "---\r\nauthor:\r\n  title: Wartawan\r\njudul: >-\r\n  Loket Malam\r\n  Dibuka di Kendari\r\n"
        "sumber: Kabar Anoa # koran\r\n---\r\nLoket malam dibuka.\r\n"
    )
    article = read_text(text, "a.md")
    assert slots(article) == {"headline": "Loket Malam Dibuka di Kendari", "outlet": "Kabar Anoa"}
    assert article.headline is not None
    assert article.headline.evidence[0].quote == "Loket Malam\r\n  Dibuka di Kendari"


def test_reading_plain_text_loads_no_library_for_web_pages() -> None:
    code = "import sys, kg.reading; kg.reading.read_text('Loket dibuka.', 'a.txt'); print('lxml' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "False"
