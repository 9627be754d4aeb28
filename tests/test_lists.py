"""Lists as a page lays them out: which lines are entries, which head them, which words lead to them."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction.mentions.phrases import Phrases
from kg.extraction.mentions.scanner import read
from kg.extraction.structure.document import Document
from kg.extraction.structure.lists import Listing, listings
from kg.reading import read_text

BEFORE = "Panitia mengumumkan hasil penilaian terhadap puluhan daerah pada akhir pekan lalu."
LEADS = "Berikut para penerima penghargaan itu:"
AFTER = "Penilaian itu dilakukan oleh dewan juri yang terdiri atas akademisi dan praktisi selama tiga bulan."


def document(text: str) -> Document:
    """An article of these blocks."""
    return read(read_text(f"Kabar hari ini\n\n{text}\n", "a.txt"), Phrases.load())


def told(doc: Document, found: Listing) -> tuple[list[str], list[tuple[str, int | None, str]]]:
    """The headings of a list, and each entry with marker, number and words."""
    path = [doc.words(h.first, h.last) for h in found.path]
    return path, [(e.marker, e.number, doc.words(e.first, e.last)) for e in found.entries]


def lists_of(lines: str, leads: str = LEADS) -> list[tuple[list[str], list[tuple[str, int | None, str]]]]:
    """The lists between two paragraphs of prose, without the line that leads to them."""
    doc = document(f"{BEFORE}\n\n{leads}\n\n{lines}\n\n{AFTER}")
    found = [told(doc, each) for each in listings(doc)]
    assert all(path[:1] == [leads] for path, _ in found)
    return [(path[1:], entries) for path, entries in found]


MARKED = {
    "• Kota Bontang\n• Kota Palu\n• Kabupaten Belu": [("•", None), ("•", None), ("•", None)],
    "- Kota Bontang\n- Kota Palu\n- Kabupaten Belu": [("-", None), ("-", None), ("-", None)],
    "– Kota Bontang\n– Kota Palu\n– Kabupaten Belu": [("–", None), ("–", None), ("–", None)],
    "* Kota Bontang\n* Kota Palu\n* Kabupaten Belu": [("*", None), ("*", None), ("*", None)],
    "1. Kota Bontang\n2. Kota Palu\n3. Kabupaten Belu": [("1", 1), ("1", 2), ("1", 3)],
    "1) Kota Bontang\n2) Kota Palu\n3) Kabupaten Belu": [("1", 1), ("1", 2), ("1", 3)],
    "(1) Kota Bontang\n(2) Kota Palu\n(3) Kabupaten Belu": [("1", 1), ("1", 2), ("1", 3)],
    "7. Kota Bontang\n8. Kota Palu\n9. Kabupaten Belu": [("1", 7), ("1", 8), ("1", 9)],
    "a. Kota Bontang\nb. Kota Palu\nc. Kabupaten Belu": [("a", 1), ("a", 2), ("a", 3)],
    "a) Kota Bontang\nb) Kota Palu\nc) Kabupaten Belu": [("a", 1), ("a", 2), ("a", 3)],
    "Kota Bontang\nKota Palu\nKabupaten Belu": [("", None), ("", None), ("", None)],
}


@pytest.mark.parametrize("lines", MARKED)
def test_marker_and_number_of_each_entry(lines: str) -> None:
    ((path, entries),) = lists_of(lines)
    assert path == []
    assert [(marker, number) for marker, number, _ in entries] == MARKED[lines]
    assert [words for _, _, words in entries] == ["Kota Bontang", "Kota Palu", "Kabupaten Belu"]


@pytest.mark.parametrize("lines", MARKED)
def test_lines_with_blank_lines_between_are_the_same_list(lines: str) -> None:
    assert lists_of(lines.replace("\n", "\n\n")) == lists_of(lines)


HEADED = {
    "bullets over dashes": "• Kategori Kota\n– Kota Bontang\n– Kota Palu\n"
    "• Kategori Kabupaten\n– Kabupaten Belu\n– Kabupaten Siak",
    "numbers over letters": "1. Kategori Kota\na. Kota Bontang\nb. Kota Palu\n"
    "2. Kategori Kabupaten\na. Kabupaten Belu\nb. Kabupaten Siak",
    "a line over numbers": "Kategori Kota\n1. Kota Bontang\n2. Kota Palu\n"
    "Kategori Kabupaten\n1. Kabupaten Belu\n2. Kabupaten Siak",
    "with colons": "Kategori Kota:\n• Kota Bontang\n• Kota Palu\n"
    "Kategori Kabupaten:\n• Kabupaten Belu\n• Kabupaten Siak",
    "bare names under colons": "Kategori Kota:\nKota Bontang\nKota Palu\n"
    "Kategori Kabupaten:\nKabupaten Belu\nKabupaten Siak",
    "in capitals": "KATEGORI KOTA\n1. Kota Bontang\n2. Kota Palu\n"
    "KATEGORI KABUPATEN\n1. Kabupaten Belu\n2. Kabupaten Siak",
}


@pytest.mark.parametrize("name", HEADED)
def test_each_list_has_the_heading_above_it(name: str) -> None:
    found = lists_of(HEADED[name])
    headings = [path[0].removesuffix(":").casefold() for path, _ in found]
    assert headings == ["kategori kota", "kategori kabupaten"]
    assert [len(path) for path, _ in found] == [1, 1]
    assert [[words for _, _, words in entries] for _, entries in found] == [
        ["Kota Bontang", "Kota Palu"],
        ["Kabupaten Belu", "Kabupaten Siak"],
    ]


def test_headings_stand_within_headings() -> None:
    found = lists_of(
        "PROVINSI BALI\nKategori Kota:\n1. Kota Denpasar\nKategori Kabupaten:\n1. Kabupaten Badung\n"
        "PROVINSI ACEH\nKategori Kota:\n1. Kota Langsa"
    )
    assert [path for path, _ in found] == [
        ["PROVINSI BALI", "Kategori Kota:"],
        ["PROVINSI BALI", "Kategori Kabupaten:"],
        ["PROVINSI ACEH", "Kategori Kota:"],
    ]


def test_labelled_lines_are_entries() -> None:
    lines = ["Juara 1: Desa Suka Maju", "Juara 2: Desa Sumber Rejo", "Juara 3: Desa Karang Anyar"]
    assert lists_of("\n".join(lines)) == [([], [("", None, line) for line in lines])]


def test_labelled_lines_stand_under_headings() -> None:
    found = lists_of(
        "KATEGORI INOVASI\nJuara 1: Kota Bontang\nJuara 2: Kota Palu\n"
        "KATEGORI LAYANAN\nJuara 1: Kota Bitung\nJuara 2: Kota Ternate"
    )
    assert [path for path, _ in found] == [["KATEGORI INOVASI"], ["KATEGORI LAYANAN"]]
    assert [words for _, entries in found for _, _, words in entries][2:] == [
        "Juara 1: Kota Bitung",
        "Juara 2: Kota Ternate",
    ]


def test_a_class_with_its_names_on_one_line_is_one_entry() -> None:
    lines = ["Klaster Kota: Bontang, Palu, Bitung", "Klaster Kabupaten: Belu, Siak, Fakfak"]
    assert lists_of("\n".join(lines)) == [([], [("", None, line) for line in lines])]


def test_a_long_line_of_names_is_one_entry() -> None:
    names = ", ".join("Bontang Palu Bitung Ternate Sabang Solok Langsa Kupang Ambon Sorong Tual Madiun".split() * 2)
    assert lists_of(f"Klaster Kota: {names}\nKlaster Desa: {names}") == [
        ([], [("", None, f"Klaster Kota: {names}"), ("", None, f"Klaster Desa: {names}")])
    ]


def test_the_rows_of_a_table() -> None:
    rows = ["| Nomor | Daerah | Skor |", "| 1 | Kota Bontang | 87,2 |", "| 2 | Kota Palu | 85,1 |"]
    assert lists_of("\n".join(rows)) == [([], [("|", None, row) for row in rows])]


@pytest.mark.xfail(strict=True, reason="the first row is taken for a dateline, which cuts it at its last bar")
def test_the_rows_of_a_table_without_bars_around_it() -> None:
    rows = ["1 | Kota Bontang | 87,2", "2 | Kota Palu | 85,1", "3 | Kota Sabang | 84,9"]
    assert lists_of("\n".join(rows)) == [([], [("|", None, row) for row in rows])]


@pytest.mark.xfail(strict=True, reason="a marked line before a labelled one without a marker is taken for its heading")
def test_a_labelled_line_at_the_end_makes_no_heading_of_the_last_entry() -> None:
    ((path, entries), *_) = lists_of("• Kota Bontang\n• Kota Palu\n• Kota Sabang\nNarahubung: Dewi Anjani")
    assert path == []
    assert [words for _, _, words in entries][:3] == ["Kota Bontang", "Kota Palu", "Kota Sabang"]


def test_the_prose_before_leads_and_the_line_with_a_colon_heads() -> None:
    doc = document(f"{BEFORE}\n\n{LEADS}\n\n• Kota Bontang\n• Kota Palu\n\n{AFTER}")
    (found,) = listings(doc)
    assert [doc.words(s.first, s.last) for s in found.lead] == [BEFORE]
    assert [doc.words(h.first, h.last) for h in found.path] == [LEADS]


def test_brief_paragraphs_before_a_list_lead_together_and_prose_between_parts_lists() -> None:
    doc = document(
        f"{BEFORE}\n\nPara pemenang berasal dari lima provinsi.\n\n• Kota Bontang\n• Kota Palu\n\n{AFTER}\n\n"
        "- Kota Solok\n- Kota Sabang"
    )
    first, second = listings(doc)
    assert [doc.words(s.first, s.last) for s in first.lead] == [BEFORE, "Para pemenang berasal dari lima provinsi."]
    assert [doc.words(s.first, s.last) for s in second.lead][-1] == AFTER
    assert [e.marker for e in (*first.entries, *second.entries)] == ["•", "•", "-", "-"]


PROSE = {
    "two sentences": f"Kota Bontang unggul dalam penilaian itu. Kota Palu menyusul.\n\n{AFTER}",
    "a colon within": f"Rapat itu membahas tiga hal, yakni: air, tanah, dan udara.\n\n{AFTER}",
    "a caption": f"Foto: Dewi Anjani\n\n{AFTER}",
    "a lone heading": f"Bermula dari kampung\n\n{AFTER}",
    "questions": f"Apa artinya bagi warga?\n\n{AFTER}\n\nSiapa yang menilai?\n\n{BEFORE}",
    "short sentences": "Kota Bontang menang.\n\nKota Palu menang.\n\nKota Solok kalah.",
}


@pytest.mark.parametrize("name", PROSE)
def test_prose_is_no_list(name: str) -> None:
    assert listings(document(f"{BEFORE}\n\n{PROSE[name]}")) == []


def test_a_numbered_heading_has_no_second_entry_and_no_heading() -> None:
    doc = document(f"1. Awal Mula\n\n{BEFORE}\n\n2. Perkembangan\n\n{AFTER}")
    assert [(len(each.entries), each.path) for each in listings(doc)] == [(1, ()), (1, ())]


LINE = st.sampled_from(
    [
        "Kota Bontang",
        "Kategori Kota:",
        "KATEGORI KABUPATEN",
        "Juara 1: Desa Suka Maju",
        "| 1 | Kota Palu |",
        "Berikut para pemenangnya:",
        "Kota Bontang menang.",
        AFTER,
        "",
        ":",
        "()",
        "“Bagus”",
    ]
)
MARKER = st.sampled_from(["", "• ", "- ", "– ", "1. ", "2) ", "(3) ", "a. ", "b) "])
PAGES = st.lists(st.tuples(MARKER, LINE).map("".join), max_size=14).map("\n".join)


@settings(deadline=None)
@given(PAGES | st.text(max_size=200))
def test_entries_lie_in_their_blocks_and_none_overlaps_another(text: str) -> None:
    doc = document(text.replace("\x00", ""))
    spans = {s.block: (s.first, s.last) for s in reversed(list(doc.body()))}
    ends = {s.block: s.last for s in doc.body()}
    taken: set[int] = set()
    for found in listings(doc):
        for line in found.entries:
            assert spans[line.block][0] <= line.first < line.last <= ends[line.block]
            assert taken.isdisjoint(range(line.first, line.last))
            taken.update(range(line.first, line.last))
        assert found.entries
        assert all(h.last <= found.entries[0].first for h in found.path)
        assert all(s.last <= found.entries[0].first for s in found.lead)
        assert all(taken.isdisjoint(range(h.first, h.last)) for h in found.path)


@settings(deadline=None)
@given(PAGES)
def test_the_same_text_has_the_same_lists(text: str) -> None:
    assert listings(document(text)) == listings(document(text))


def steps(doc: Document) -> int:
    """How many calls it takes to find the lists."""
    count = 0

    def called(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        listings(doc)
    finally:
        sys.setprofile(before)
    return count


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(MARKER, LINE).map("".join), min_size=2, max_size=8).map("\n".join))
def test_a_text_of_fourfold_length_takes_no_more_than_fourfold_steps(text: str) -> None:
    once, fourfold = (steps(document(f"{BEFORE}\n\n" + f"{text}\n" * times)) for times in (5, 20))
    assert fourfold <= 5 * once + 200
