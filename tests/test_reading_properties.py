"""What holds for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import Article
from kg.errors import Refused
from kg.reading import read_text
from kg.reading.decoding import clean, decode

PIECES = st.sampled_from(
    [
        *(
            "Bontang",
            "KABAR LONTAR, BONTANG - ",
            "Surabaya (ANTARA) - ",
            "Kota Bontang meraih trofi.",
            "Baca juga: trofi",
        ),
        *(
            "Foto: Humas",
            "(Adv/yos)",
            "[HMS | RIR]",
            "***",
            "Editor: DW",
            "Selasa, 24 Oktober 2023 | Jurnal Sawo",
            "1. Kota",
        ),
        *(
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            " ",
            "\u200b",
            "\u2028",
            "---\n",
            "title: Trofi\n",
            "# ",
            "> ",
            "* ",
            "(",
            ")",
            "–",
            "|",
        ),
        *(
            "©",
            "ADV",
            "Copyright © 2022 Kabar",
            "“",
            "”",
            ".",
            "e\u0301",
            "😀",
            "https://a.example",
            "Jakarta, 3/2/2021 – ",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))


def _read(text: str, file: str) -> Article | None:
    try:
        return read_text(text, file)
    except Refused:
        return None


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
@settings(max_examples=400, deadline=None)
def test_blocks_are_in_order_and_quotes_are_slices(text: str, file: str) -> None:
    article = _read(text, file)
    if article is None:
        text = clean(text, file)
        assert (
            not text.strip("\ufeff\u200b\u200c\u200d\u2060\u00ad \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029")
            or not text.split()
        )
        return
    assert len(article.text) == len(text)
    text = clean(text, file)
    assert article.text == text
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert text[block.span.start : block.span.end].strip()
        end = block.span.end
    slots = (article.headline, article.outlet, article.dateline, article.published, article.advertorial, article.url)
    for role in (*slots, *article.initials):
        for evidence in role.evidence if role else ():
            assert text[evidence.span.start : evidence.span.end] == evidence.quote
            assert evidence.article == article.id


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert _read(text, "a.txt") == _read(text, "a.txt")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_utf_8_and_utf_16_decode_to_what_was_written(text: str) -> None:
    text = text.lstrip("\ufeff")
    if not text.strip("\ufeff\u200b\u200c\u200d\u2060\u00ad").strip():
        return
    for bom, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert decode(bom + text.encode(encoding), "a.txt") == text


@given(st.binary(max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert decode(data, "a.txt").strip()
    except Refused as refusal:
        assert str(refusal).startswith("a.txt: ")


@pytest.mark.parametrize(
    "hostile",
    [
        "A - " * 50_000,
        "(" * 200_000,
        "((a) " * 50_000,
        "a" * 400_000,
        "Bontang, " * 40_000,
        " " * 200_000 + "a",
        "*" * 200_000 + "a",
        "\n" * 200_000 + "a",
        "1. \n" * 50_000,
        "© " * 100_000,
        "Laporan Wartawan " * 20_000,
        "---\n" + "a: b\n" * 40_000,
        "[" * 100_000 + "](" * 1000,
        "> " * 100_000,
        "<!--" * 50_000,
        "kata. (a" * 40_000,
    ],
    ids=lambda text: repr(text[:12]),
)
@pytest.mark.parametrize("file", ["a.txt", "a.md"])
def test_no_text_takes_long(hostile: str, file: str) -> None:
    started = time.process_time()
    read_text(hostile, file)
    assert time.process_time() - started < 3
