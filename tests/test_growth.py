"""Reading grows with the text, not with its square: articles of megabytes are allowed and must not hang a build."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from kg.extraction import extract
from kg.facts import Tenure, roles
from kg.reading import read_text

if TYPE_CHECKING:
    from types import FrameType


def steps(text: str) -> int:
    """How many lines of code reading the facts of a text runs, the rounds of comprehensions among them: a measure of
    its cost that no busy machine can shift."""
    article = read_text("Judul berita\n\nBontang " + text, "a.txt")
    extract(article)  # what is loaded once is no cost of this text
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(article)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "passage",
    [
        "menerima ",
        "peringkat ke-4 ",
        "Wali Kota ",
        "Wali Kota Bogor Bima Arya, ",
        "“",
        "“Kata dia ",
        "(",
        "A.B.C. ",
        "Dr. H. ",
        "Bontang, ",
        "Kota Bontang, ",
        "Menurut Neni, ",
        "Rabu (6/11/2019) ",
        "Penghargaan Kota Cerdas 2019 ",
        "“Kata dia” kata Budi. ",
        "kata Wali Kota Bontang ",
        "1. Bogor\n",
        "| Bogor | 1 | 98,1 |\n",
        "Kota Bontang meraih Smart City Award 2021. “Kami senang,” kata Wali Kota Bontang Neni Moerniaeni. ",
        "Bupati Siak Rosmala Hartanti meraih Adipura, Selasa (7/11/2023), di Hotel Pelita, Jakarta.\n\n",
    ],
)
def test_four_times_the_text_costs_about_four_times(passage: str) -> None:
    few, many = steps(passage * 150), steps(passage * 600)
    assert many < 7 * few, f"{few} steps for 150 times, {many} for 600 times {passage!r}"


def test_titles_and_initials_without_end_cost_little_more_than_other_words() -> None:
    words = steps("Bontang, " * 600)  # two tokens a time, as these have two for each letter or title
    assert steps("Dr. H. " * 600) < 2 * 2 * words
    assert steps("A.B.C. " * 600) < 2 * 3 * words


@pytest.mark.parametrize(
    "line",
    ["# a{}x", "# a{}#", "---\ntitle: a{}x\n---", "---\ntitle: a{}#b\n---", "> {}x", "a{}-{}x", "{}```", "```{}x\n```"],
)
def test_blanks_and_marks_without_end_are_read_as_fast_as_letters(line: str) -> None:
    """By the clock, for it is regular expressions that may go back: then 100,000 blanks take a minute."""
    story = "\n\nBONTANG - Wali Kota Bontang Neni Moerniaeni menerima Adipura 2019 di Jakarta."
    for filler in (" ", "\t ", " #", "#"):
        begun = time.process_time()
        assert "Adipura" in read_text(line.format(*[filler * (100_000 // len(filler))] * 2) + story, "a.md").text
        assert time.process_time() - begun < 5


def test_a_line_of_marks_alone_is_no_line_of_the_story() -> None:
    for marks in ("```", "`" * 2000, "~~", "**", "__ __"):
        text = f"# Bontang Raih Trofi\n\n{marks}\n\nKABAR, BONTANG - Kota Bontang meraih trofi.\n{marks}"
        assert read_text(text, "a.md").headline.value == "Bontang Raih Trofi"  # type: ignore[union-attr]


@pytest.mark.parametrize("end", ["|", "| ", "1.", "(", "“", "•", "Kategori:", "Juara 1:", "A |"])
def test_an_article_may_end_in_the_middle_of_anything(end: str) -> None:
    extract(read_text(f"Judul berita\n\nPenerima Adipura 2021:\n\n1. Kota Bontang\n{end}", "a.txt"))
    extract(read_text(f"Judul berita\n\n{end}", "a.txt"))


def test_a_long_article_is_read_to_its_end_and_states_a_fact_once() -> None:
    told = "Wali Kota Bontang Neni Moerniaeni menerima Adipura 2021 di Jakarta, Selasa (7/11/2023).\n\n"
    filler = "Warga kota itu berkumpul di lapangan sejak pagi dan menonton pertunjukan musik. " * 10 + "\n\n"
    text = "Judul berita\n\n" + told + filler * 100 + told + filler + "Bupati Siak Rosmala Hartanti hadir."
    facts = extract(read_text(text, "a.txt"))
    assert len(facts.article.text) > 80_000
    tenures = [f.person.value.name for f in facts.facts if isinstance(f, Tenure)]
    assert tenures == ["Neni Moerniaeni", "Rosmala Hartanti"]
    for fact in facts.facts:
        for _, role in roles(fact):
            assert all(text[e.span.start : e.span.end] == e.quote for e in role.evidence)
