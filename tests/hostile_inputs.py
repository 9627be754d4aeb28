"""Inputs that a stranger may give to break a build, made anew each time: kinds, and sixteen variants of each."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

VARIANTS: Final = 16
MEGABYTE: Final = 1_000_000

Kind = Callable[[Path, int], None]
KINDS: dict[str, Kind] = {}
"""What makes the variant of a number in a folder, by the name of its kind."""

STORY = "Kota Bontang Raih Adipura\n\nBONTANG - Wali Kota Bontang Neni Moerniaeni menerima Adipura 2019 di Jakarta. "
PAGE = f"<html><head><title>Adipura</title></head><body><article><p>{STORY}</p><p>{{}}</p></article></body></html>"
CONTROLS = "\x1b\x00\x01\x07\x08\x0b\x0c\x0e\x1a\x1c\x1f\x7f\x80\x9b\ufffe\uffff"
ENDINGS = (".txt", ".md", ".html", ".jsonl", ".json", ".warc", ".warc.gz", "")
PASSAGES = (
    "Kota Bontang, ",
    "A.B.C. ",
    "Dr. H. ",
    "“Kata dia ",
    "| Bogor | 1 |\n",
    "Kota Bogor, Kota Depok, Kabupaten Siak, Kota Dumai, ",
    "1. Bogor\n",
    "Bupati Siak X meraih Adipura, Selasa (7/11/2023), di Hotel Pelita, Jakarta.\n\n",
    "Wali Kota Bogor Bima Arya, ",
    "“Kami senang,” kata Wali Kota Bontang Neni Moerniaeni. ",
    "peringkat ke-4 dari 10 kota, ",
    "(",
    "Penghargaan Kota Cerdas 2019 kepada ",
    "- Kategori: Juara 1: Kota Bontang; Juara 2: Kota Bogor\n",
    "Menteri Dalam Negeri Tito Karnavian dan Gubernur Jawa Barat ",
    "Baca juga: Kota Bontang\n",
)


def kind(make: Kind) -> Kind:
    """Take a kind up under the name of its function."""
    KINDS[make.__name__] = make
    return make


def text(folder: Path, content: str, ending: str = ".txt") -> None:
    (folder / f"jahat{ending}").write_bytes(content.encode("utf-8", "surrogatepass"))


def record(**fields: Any) -> str:
    return json.dumps({"title": "Adipura", "text": STORY} | fields) + "\n"


def sheet(**changed: Any) -> dict[str, Any]:
    from kg.article import article_id

    whole = {"article": article_id(STORY), "file": "a.txt", "kg": "x", "metadata": {}, "facts": [], "text": STORY}
    return {"articles": [whole | changed]}


def response(length: object, content: bytes, extra: str = "") -> bytes:
    """A record of a web archive that says of itself that it has this length."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{extra}\r\n".encode() + content
    length = len(http) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: {length}\r\n"
    return (head + "Content-Type: application/http\r\n\r\n").encode() + http + b"\r\n\r\n"


def zeros(before: bytes, megabytes: int) -> bytes:
    """A gzip of these bytes and zeros that are a thousand times as many as it takes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    made = packer.compress(before) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(8 * MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return made + block * (megabytes // 8) + packer.flush()


@kind
def names_that_are_no_utf_8(folder: Path, n: int) -> None:
    name = b"jahat" + bytes([0xFF - n, 0xFE, 0x80 + n]) + ENDINGS[n % 8].encode()
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123 - no Path has such a name
        file.write((STORY if n < 8 else "").encode())


@kind
def names_that_a_terminal_obeys(folder: Path, n: int) -> None:
    mark = "\n\r\t\x1b\x07\x7f\x9b\u202e\u200f\u2028\ud83d\x01\\'\"$"[n]
    name = os.fsencode(f"jahat{mark}[2J rm{ENDINGS[n % 4]}") if mark != "\ud83d" else b"\xed\xa0\xbd.txt"
    with open(os.path.join(os.fsencode(folder), name), "wb") as file:  # noqa: PTH118, PTH123
        file.write(STORY.encode() if n % 2 else b"\x00")


@kind
def half_characters_in_records(folder: Path, n: int) -> None:
    half = chr(0xD800 + 0x7F * n)
    key = ("title", "text", "url", "date", "outlet", "name", half, "tags")[n % 8]
    value: object = ("ab" + half, [half], {"name": half}, {half: half})[n // 4]
    text(folder, record(**{key: value}) + record(), ".jsonl")


@kind
def half_characters_in_sheets(folder: Path, n: int) -> None:
    half = ("\ud800", "\udc80")[n % 2]
    role = {"value": half, "words": "Kota Bontang"}
    person = {"value": {"kind": "Person", "name": half}, "words": half, "rule": half}
    changes: list[dict[str, Any]] = [
        {"file": half},
        {"kg": half},
        {"text": STORY + half},
        {"article": half},
        {"metadata": {"headline": [role]}},
        {"facts": [{"type": "Tenure", "rule": half, "roles": {"person": [person]}}]},
        {half: 1},
        {"facts": [{"type": half}]},
    ]
    text(folder, json.dumps(sheet(**changes[n // 2])), ".json")


@kind
def control_characters(folder: Path, n: int) -> None:
    mark = CONTROLS[n]
    for ending in (".txt", ".md"):
        (folder / f"jahat{ending}").write_bytes(f"\ufeff{STORY}Kota{mark}[31m Bontang{mark}.".encode("utf-16"))
    text(folder, record(text=f"{STORY}{mark}", title=f"A{mark}B"), ".jsonl")
    text(folder, PAGE.format(f"Kota&#{ord(mark)};Bontang {mark} senang sekali hari ini."), ".html")
    text(folder, json.dumps(sheet(file=f"a{mark}")), ".json")


@kind
def bytes_of_nothing(folder: Path, n: int) -> None:
    (folder / f"jahat{ENDINGS[n % 8]}").write_bytes(bytes(1 + n * 1000) if n < 8 else STORY.encode() + bytes(n))


@kind
def lengths_that_lie(folder: Path, n: int) -> None:
    lengths = (10**30, -1, 0, 1, "x", "", "9" * 5000, 2**63, 2**64, -(10**30), "1e9", "０", 5, 10**9, " 7 ", "7,7")
    (folder / "jahat.warc").write_bytes(response(lengths[n], PAGE.encode()) + response(None, PAGE.encode()))


@kind
def bombs(folder: Path, n: int) -> None:
    size = 512 << (n % 3)
    match n % 4:
        case 0:
            made = zeros(response(size * MEGABYTE, b""), size)
        case 1:
            made = zeros(b"WARC/1.0\r\nWARC-Type: ", size)
        case 2:
            packed = zeros(PAGE.encode(), size)
            made = response(None, packed, "Content-Encoding: gzip\r\n") + response(None, PAGE.encode())
        case _:
            made = zeros(b"", size)
    (
        folder / ("jahat.warc.gz" if n < 12 else ("jahat.txt", "jahat.json", "jahat.jsonl", "jahat.warc")[n % 4])
    ).write_bytes(made)


@kind
def sparse_files(folder: Path, n: int) -> None:
    with (folder / f"jahat{ENDINGS[n % 8]}").open("wb") as file:
        file.write(response(None, PAGE.encode()) if "warc" in file.name else STORY.encode() if n < 8 else b"")
        file.truncate((3 + n) * 1000 * MEGABYTE)


@kind
def what_is_no_file(folder: Path, n: int) -> None:
    path = folder / f"jahat{ENDINGS[n % 8]}"
    if n < 8:
        os.mkfifo(path)
        return
    here = Path.cwd()
    os.chdir(folder)  # the name of a socket has room for a hundred letters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


@kind
def links(folder: Path, n: int) -> None:
    goals: tuple[str, ...] = (
        "/dev/zero",
        "/dev/urandom",
        "/proc/kmsg",
        "/etc/passwd",
        "/",
        "..",
        ".",
        "jahat.txt",
        "tiada",
        "/proc/self",
    )
    goals = (*goals, "/dev/stdin", "a-baik.txt", "/proc/self/mem", "/sys", "x" * 200, "/proc/self/fd/0")
    (folder / "jahat.txt").symlink_to(goals[n])


@kind
def what_may_not_be_opened(folder: Path, n: int) -> None:
    inside = folder / f"jahat{n}"
    if n % 2:
        inside.mkdir()
        (inside / "a.txt").write_text(STORY, "utf-8")
    else:
        inside = inside.with_suffix(ENDINGS[n // 2])
        inside.write_text(STORY, "utf-8")
    inside.chmod(0)


@kind
def folders_in_folders(folder: Path, n: int) -> None:
    here = Path.cwd()
    os.chdir(folder)
    try:
        for depth in range(100 * (n + 1)):
            name = "d" if n % 2 else f"{depth}-panjang"
            Path(name).mkdir()
            os.chdir(name)
        Path("a.txt").write_text(STORY, "utf-8")
    finally:
        os.chdir(here)


@kind
def nesting(folder: Path, n: int) -> None:
    deep, opening = 500 * 4 ** (n // 4 + 1), ("[", '{"a":', '[{"a":', '{"@graph":[')[n % 4]
    closing = {"[": "]", "{": "}"}
    value = opening * deep + "1" + "".join(closing[each] for each in reversed(opening) if each in closing) * deep
    text(folder, value + "\n" + '{"text": ' + value + "}\n" + record(), ".jsonl")
    text(folder, '{"articles": ' + value + "}", ".json")
    text(folder, PAGE.format("senang") + f'<script type="application/ld+json">{value}</script>', ".html")


@kind
def numbers(folder: Path, n: int) -> None:
    digits = ("9" * MEGABYTE, "-" + "1" * MEGABYTE, "1e" + "9" * 9999, "0." + "3" * MEGABYTE)[n % 4]
    text(folder, f'{{"text": {digits}}}\n{{"text": "{STORY[:20]}", "date": {digits}}}\n', ".jsonl")
    text(folder, f'{{"articles": [{digits}]}}' if n < 8 else json.dumps(sheet(kg="X")).replace('"X"', digits), ".json")
    text(folder, STORY + f"Bontang juara {digits} dari {digits} kota.")


@kind
def tags_in_tags(folder: Path, n: int) -> None:
    tag = ("div", "b", "table><tr><td", "ul><li", "span", "a href=x", "blockquote", "p")[n % 8]
    times = 1_000 if n < 8 else 100_000
    text(folder, f"<html><body>{f'<{tag}>' * times}<p>{STORY}</p></body></html>", ".html")


@kind
def pages_that_are_wide(folder: Path, n: int) -> None:
    parts: tuple[str, ...] = (
        "<p>Kota ",
        "<br>",
        "<a href='/x'>Beranda</a> ",
        "<li>Bogor",
        "<td>1",
        "&amp;",
        "&#x1b;",
        "<!-- ",
        "<p",
        "</p>",
    )
    parts = (*parts, "<h1>Judul</h1>", "<time>2019</time>", "<meta name=x content=y>", "<script>", "]]>", '<p a="')
    text(folder, f"<html><body><article><p>{STORY}</p>" + parts[n] * 30_000, ".html")


@kind
def lines_without_end(folder: Path, n: int) -> None:
    piece = ("a", "Bontang ", " ", "\t", "“", "1", "-", "#", "*", "[", "|", ".", "é", "😀", ">", "(")[n]
    text(folder, "Judul\n\n" + piece * (2 * MEGABYTE // len(piece.encode())) + "a", ".md" if n % 2 else ".txt")
    text(folder, record(text=piece * 300_000 + "a") + "x" * 9 * MEGABYTE + "\n" + record(), ".jsonl")


@kind
def nothing_in_it(folder: Path, n: int) -> None:
    (folder / f"jahat{ENDINGS[n % 8]}").write_bytes(b"" if n < 8 else b"\xef\xbb\xbf \r\n\t")


@kind
def noise(folder: Path, n: int) -> None:
    (folder / f"jahat{ENDINGS[n % 8]}").write_bytes(random.Random(n).randbytes(20_000))


@kind
def cut_off(folder: Path, n: int) -> None:
    whole = (
        STORY.encode("utf-16"),
        PAGE.encode(),
        json.dumps(sheet()).encode(),
        gzip.compress(response(None, b"x" * 99)),
    )
    ending = (".txt", ".html", ".json", ".warc.gz")[n % 4]
    (folder / f"jahat{ending}").write_bytes(whole[n % 4][: -1 - 7 * (n // 4)])


@kind
def the_same_again_64k(folder: Path, n: int) -> None:
    text(folder, "Judul berita\n\nBONTANG - " + PASSAGES[n] * (64_000 // len(PASSAGES[n])))


@kind
def the_same_again_512k(folder: Path, n: int) -> None:
    text(folder, "Judul berita\n\nBONTANG - " + PASSAGES[n] * (512_000 // len(PASSAGES[n])), ".md" if n % 2 else ".txt")


@kind
def marks_of_markdown(folder: Path, n: int) -> None:
    marks: tuple[str, ...] = (
        "# " + " " * 200_000 + "x",
        "---\ntitle: " + " " * 200_000 + "#x\n---\n",
        "> " * 100_000,
        "![" * 100_000,
    )
    marks = (*marks, "<!--" * 50_000, "---\n" + "a: |\n b\n" * 40_000 + "---\n", '---\ntitle: "' + '\\"' * 100_000)
    marks = (*marks, "* " * 100_000, "`" * 200_000, "# \n" * 60_000, "***" * 60_000, "[a](" * 50_000, "|-" * 90_000)
    marks = (*marks, "#" * 200_000 + " x", "1. " * 60_000, "+++\n" * 50_000)
    text(folder, marks[n] + "\n\n" + STORY, ".md")


@kind
def other_things_by_their_names(folder: Path, n: int) -> None:
    begins: tuple[bytes, ...] = (
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\x00" + bytes(20),
        b"\x7fELF",
        b"BM\x01\x02",
    )
    begins = (*begins, b"<?xml version='1.0'?>", b"#!/bin/sh\n")
    (folder / f"jahat{ENDINGS[n // 2]}").write_bytes(begins[n % 8] + random.Random(n).randbytes(5000))


@kind
def sheets_of_the_wrong_kind(folder: Path, n: int) -> None:
    wrong: object = (
        None,
        0,
        [],
        {},
        "x",
        [[]],
        [None],
        True,
        [{"type": "Tenure"}],
        {"a": 1},
        -1,
        1.5,
        "x" * 9999,
        [1],
    )[n % 14]
    made = sheet(**{("facts", "metadata", "text", "file")[n % 4]: wrong})
    text(folder, json.dumps(made if n < 12 else wrong if n < 14 else {"articles": wrong}), ".json")


@kind
def many_in_one(folder: Path, n: int) -> None:
    line = ("x\n", "{}\n", "[]\n", '{"text": ""}\n')[n % 4]
    text(folder, line * (20_000 if n < 8 else 110_000) + record(), ".jsonl")


@kind
def letters_of_all_kinds(folder: Path, n: int) -> None:
    pieces = (
        "e\u0301",
        "\u0301",
        "\u202e",
        "\u200b",
        "\u2028",
        "😀\ufe0f",
        "漢",
        "ﷺ",
        "İ",
        "ß",
        "\u00a0",
        "\x85",
        "ǅ",
        "٣",
        "①",
        "\U000e0041",
    )
    text(folder, STORY + f"Kota {pieces[n]}Bontang{pieces[n]} meraih Adipura {pieces[n] * 5000}.", ENDINGS[n % 3])


def make(name: str, variant: int, folder: Path) -> None:
    """Make the variant of a kind in a folder, between two articles that have to be stored all the same."""
    folder.mkdir(parents=True)
    (folder / "a-baik.txt").write_text(STORY, "utf-8")
    KINDS[name](folder, variant)
    (folder / "z-baik.txt").write_text(STORY.replace("2019", "2021"), "utf-8")
