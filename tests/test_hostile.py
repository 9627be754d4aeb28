"""Whatever one input is, the batch goes on: what cannot be taken is refused by name, with the reason."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from hostile_inputs import KINDS, STORY, VARIANTS, make
from kg.confinement import Exceeded, Worker
from kg.errors import KgError, Refused
from kg.limits import MEBIBYTE, Intake, Limits
from kg.pipeline import extracted
from kg.reading import read_sources
from kg.sheets import Sheet

FEW = Limits(seconds=1, memory=128 * MEBIBYTE)
SLOW = {
    *("bombs", "sparse_files", "many_in_one", "folders_in_folders", "pages_that_are_wide", "marks_of_markdown"),
    *("the_same_again_64k", "the_same_again_512k"),
}
"""Kinds that take seconds; the script tries them."""


def told(path: Path) -> list[str]:
    return [str(each) if isinstance(each, Refused) else each.article.file if isinstance(each, Sheet) else each.file
            for each in read_sources([path])]  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(KINDS) - SLOW))
def test_no_input_keeps_the_articles_beside_it_from_being_read(name: str, tmp_path: Path) -> None:
    for variant in range(0, VARIANTS, 5):
        folder = tmp_path / str(variant)
        make(name, variant, folder)
        read = told(folder)
        assert {"a-baik.txt", "z-baik.txt"} <= set(read)
        assert "fault of its own" not in " ".join(read)
        assert all(each.isprintable() for each in read)


@pytest.mark.parametrize("name", ["half_characters_in_sheets", "links", "names_that_a_terminal_obeys"])
def test_a_build_goes_on_and_ends_with_3(name: str, tmp_path: Path, kg: Callable[..., CompletedProcess[str]]) -> None:
    make(name, 0, tmp_path / "masuk")
    done = kg("build", "masuk")
    assert done.returncode == 3, done.stderr
    assert "2 stored" in done.stderr
    assert "refused: jahat" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text(STORY, "utf-8")
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to("../lain.txt")
    (folder / "d").symlink_to("/")
    (folder / "e.txt").symlink_to("e.txt")
    read = told(folder)
    assert read[:2] == ["a.txt", "b.txt"]
    assert read[2].startswith("c.txt: it is a link that leads out of the folder given.")
    assert read[3].startswith("d: it is a link that leads out of the folder given.")
    assert read[4].startswith("e.txt: it is a link")


def test_control_characters_are_read_as_blanks_and_offsets_stay(tmp_path: Path) -> None:
    text = STORY + "Kota\x1b[31m Bontang\x0cKota Siak\x7f."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"title": "A\x1bB", "text": "Kota\x00Bontang menang."}), "utf-8")
    plain, composed = read_sources([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert not isinstance(plain, Refused | Sheet) and not isinstance(composed, Refused | Sheet)
    assert plain.text == STORY + "Kota [31m Bontang\nKota Siak ."
    assert composed.text == "A B\n\nKota Bontang menang."


def test_a_name_that_is_no_utf_8_is_shown_by_its_bytes(tmp_path: Path) -> None:
    make("names_that_are_no_utf_8", 0, tmp_path / "masuk")
    assert "jahat\\xff\\xfe\\x80.txt" in told(tmp_path / "masuk")


def test_limits_are_set_by_name_and_told_when_they_bite(
    tmp_path: Path, kg: Callable[..., CompletedProcess[str]]
) -> None:
    (tmp_path / "a.txt").write_text(STORY + "a" * 2_000_000, "utf-8")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"text": STORY}) * 1 + "\n" + json.dumps({"text": STORY + "2"}), "utf-8"
    )
    (tmp_path / "c.txt").write_text(STORY + "Kota Bontang menang. " * 100, "utf-8")
    long = kg("build", "c.txt", "--limit", "text=2000")
    assert long.returncode == 3
    assert "c.txt: its text has more than 2,000 letters" in long.stderr
    assert "1 stored" in kg("build", "c.txt").stderr
    done = kg("build", "a.txt", "b.jsonl", "--limit", "size=1", "--limit", "articles=1")
    assert done.returncode == 3
    assert "a.txt: it is over 1 MB" in done.stderr
    assert "b.jsonl: it holds more than 1 articles" in done.stderr
    assert "1 stored" in done.stderr
    assert "--limit" in kg("build", "--help").stdout
    assert "seconds" in kg("build", "--limit", "help").stdout
    assert kg("extract", "a.txt", "--limit", "tempo=1").returncode == 2
    with pytest.raises(KgError, match="whole number above 0"):
        Intake.of(["seconds=0"])


def test_an_article_that_takes_too_long_is_refused_and_those_beside_it_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.reading.jsonl.compose", endless_for("lama", "kg.reading.jsonl.compose"))
    lines = [json.dumps({"text": f"{STORY}{word}"}) for word in ("satu", "lama", "dua")]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    found = list(extracted([tmp_path / "a.jsonl"], Intake(seconds=3)))
    assert [isinstance(each, Sheet) for each in found] == [True, False, True]
    assert str(found[1]).startswith("a.jsonl#2: it took longer than 1 seconds.")
    assert "--limit seconds=12" in str(found[1])


def test_of_a_file_of_bad_lines_some_are_refused_by_name_and_the_rest_together(
    tmp_path: Path, kg: Callable[..., CompletedProcess[str]]
) -> None:
    lines = ["[]", "x", json.dumps({"text": STORY}), *["[]"] * 3, json.dumps({"text": STORY + "2"}), "{}"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    done = kg("build", "a.jsonl", "--limit", "refusals=2")
    assert done.returncode == 3
    assert "2 stored" in done.stderr
    told = [line.partition(". ")[0] for line in done.stderr.splitlines() if line.startswith("refused")]
    assert [each.partition(":")[2].partition(":")[0] for each in told] == [" a.jsonl#1", " a.jsonl#2", " a.jsonl"]
    assert "4 more of its articles are refused, from a.jsonl#4 to a.jsonl#8" in told[-1]
    assert "the line is no JSON object (3), it has no text" in told[-1]
    assert "--limit refusals=6" in done.stderr
    assert "a.jsonl#8: it has no text" in kg("build", "a.jsonl", "--limit", "refusals=6").stderr


def test_among_many_refused_the_one_that_takes_too_long_is_named_and_good_ones_behind_it_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.reading.jsonl.compose", endless_for("lama", "kg.reading.jsonl.compose"))
    lines = [*["{}"] * 9, json.dumps({"text": STORY + "lama"}), "{}", "{}", json.dumps({"text": STORY}), "{}"]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    found = list(extracted([tmp_path / "a.jsonl"], Intake(seconds=3, refusals=2)))
    assert [str(each).partition(": ")[0] if isinstance(each, Refused) else each.article.file for each in found] == [
        *("a.jsonl#1", "a.jsonl#2", "a.jsonl#10", "a.jsonl#13", "a.jsonl")
    ]
    assert "took longer" in str(found[2])
    assert "10 more of its articles are refused, from a.jsonl#3 to a.jsonl#14: it has no text" in str(found[-1])


def endless_for(word: str, name: str) -> Callable[..., object]:
    from kg.reading.header import compose

    def work(stated: dict[str, str], body: str, file: str, beside: tuple[str, ...] = ()) -> object:
        while word in body:
            pass
        return compose(stated, body, file, beside)

    return work


def endless(_: object) -> None:
    while True:
        pass


def counted(most: int) -> Iterator[int]:
    for each in range(most):
        if each == 2:
            endless(None)
        yield each


def test_a_worker_goes_on_after_work_without_end_and_gives_a_stream_up_to_it() -> None:
    with Worker(FEW) as worker:
        assert worker.run(len, "abc") == 3
        with pytest.raises(Exceeded, match="longer than 1 seconds"):
            worker.run(endless, None)
        assert worker.run(len, "ab") == 2
        stream = worker.stream(counted, 5)
        assert [next(stream), next(stream)] == [0, 1]
        with pytest.raises(Exceeded):
            next(stream)
        with pytest.raises(ZeroDivisionError):
            worker.run(divmod, 1, 0)
