"""Law 1 and law 3 at the source: every fact points at its words, and reading again gives the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.article import Article, Block, BlockKind, Evidence, Span
from kg.errors import Refused
from kg.extraction import extract
from kg.facts import Facts, roles
from kg.reading import read_text

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (
    ROOT / "data" / "articles",
    ROOT / "tests" / "development" / "invented-1" / "articles",
    ROOT / "tests" / "development" / "invented-2" / "articles",
    ROOT / "tests" / "development" / "voices-a" / "articles",
    ROOT.parent / "shared" / "seed" / "articles",
    ROOT.parent / "shared" / "corpus" / "articles",
)
FILES = [file for folder in FOLDERS if folder.is_dir() for file in sorted(folder.glob("*.txt"))]


def evidences(found: Facts) -> Iterator[Evidence]:
    """Every stretch of words that a fact, a near miss or the article's own data points at."""
    for fact in found.facts:
        for _, stated in roles(fact):
            yield from stated.evidence
    for miss in found.near_misses:
        yield from miss.evidence
    article = found.article
    own = (article.headline, article.outlet, article.dateline, article.published, article.advertorial, article.url)
    for role in (*own, *article.initials):
        if role is not None:
            yield from role.evidence


def broken(found: Facts) -> list[Evidence]:
    """The evidence whose words are not where it says."""
    article = found.article
    return [
        each
        for each in evidences(found)
        if each.article != article.id or not each.quote or article.text[each.span.start : each.span.end] != each.quote
    ]


def read(file: Path) -> Article:
    """The article in a file, its line ends as they are."""
    return read_text(file.read_bytes().decode("utf-8"), file.name)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_every_quote_stands_where_its_evidence_says(file: Path) -> None:
    found = extract(read(file))
    assert found.facts or found.near_misses, "an article of the corpus states something, or nearly does"
    assert broken(found) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def test_reading_again_gives_equal_facts(file: Path) -> None:
    assert extract(read(file)) == extract(read(file))


def test_a_shifted_quote_would_be_seen() -> None:
    found = extract(read(ROOT / "data" / "articles" / "01-bontang-2019.txt"))
    assert broken(replace(found, article=Article("x" + found.article.text, "a.txt")))


WORDS = (
    "Kota|Kabupaten|Provinsi|Bontang|Semarang|Gorontalo|Kota Taman|Pemkot|Pemkab Siak|Wali Kota|Bupati|"
    "Plt.|Pj.|Menteri|Kepala Dinas|Diskominfo|Sekda|Sekretaris|Asisten II|Rektor|Neni Moerniaeni|Drs. H.|"
    "Andi|S.T., M.M.|Prof.|Dasuki|ia|dia|meraih|menerima|diserahkan|diterima|kepada|oleh|dari|"
    "dinobatkan sebagai|menjadi|jatuh kepada|disusul|mewakili|diraih|gagal|akan|berharap|belum|nominasi|"
    "diusulkan|tidak|penghargaan|trofi|Smart City Award 2021|Adipura|kategori|Smart Living|"
    "Gerakan Menuju 100 Smart City|Forum Kota Pintar Nusantara|juara|juara 1|terbaik|peringkat ke-4|"
    "25 besar|dengan nilai 58,30|3.200|M|2019|2/30/2021|(6/11/2019)|Rabu (6/11/2019)|Kamis-Jumat (7-8/11)|"
    "13 Agustus 2015|kemarin|digelar|berlangsung|di|Hotel Balai Kenanga|Jakarta|Balai Sudirman|dihadiri|"
    "kata|ujar|menurut|katanya|tutur|bahwa|agar|menegaskan|“|”|\"|'|‘|’|(|)|[|]|,|.|:|;|?|!|–|-|•|*|1.|#|…|"
    "dan|yang|itu|tersebut|pada|se-Jawa Timur|serta|Baca juga:|Foto:|Editor: DW|(Adv/yos)|enam elemen|"
    "bertujuan untuk|terpilih dalam|peserta|salah satu dari 40 daerah|\u00a0|\u200b|\ufeff|e\u0301|İ|ß|😀|"
    "\r"
)
FRAGMENTS = st.sampled_from(WORDS.split("|"))
SEPARATORS = st.sampled_from((" ", " ", " ", "", "\n", "\n\n", "\r\n", "\t"))
TEXTS = st.lists(st.tuples(FRAGMENTS, SEPARATORS), min_size=1, max_size=40).map(
    lambda parts: "".join(word + separator for word, separator in parts)
)
PATIENT = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@PATIENT
@given(TEXTS)
@example("Menurut")
@example("“")
@example("Plt.")
def test_a_paragraph_of_any_words_is_read_without_error(text: str) -> None:
    article = Article(text, "a.txt", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
    found = extract(article)
    assert broken(found) == []
    assert extract(article) == found


@PATIENT
@given(TEXTS)
def test_an_article_of_any_words_is_read_without_error(text: str) -> None:
    try:
        article = read_text(text, "a.txt")
    except Refused:
        return  # nothing but blanks
    assert broken(extract(article)) == []


@pytest.mark.parametrize("kind", BlockKind)
def test_a_block_of_any_kind_may_be_empty_or_blank(kind: BlockKind) -> None:
    article = Article("  \n", "a.txt", (Block(kind, Span(0, 2)), Block(kind, Span(2, 2))))
    assert extract(article) == Facts(article)


DAMAGED = [
    pytest.param(
        "Indeks Kotadihitung.\n\nPekalongan\n9.Kota",
        id="a numbered line without an area",
    ),
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_article_is_read_without_error(text: str) -> None:
    assert broken(extract(read_text(text, "a.txt"))) == []


CORPUS = [file.read_bytes().decode("utf-8") for file in FILES if file.parent.parent.name == "data"]


@settings(PATIENT, max_examples=60)
@given(st.sampled_from(CORPUS), st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 60), FRAGMENTS), max_size=12))
def test_an_article_with_words_cut_out_and_put_in_is_read(text: str, cuts: list[tuple[int, int, str]]) -> None:
    for at, length, put in cuts:
        text = text[:at] + put + text[at + length :]
    article = read_text(text, "a.txt")
    assert broken(extract(article)) == []
