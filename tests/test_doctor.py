"""kg doctor: every fault of a store is told, and mended where it can be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.doctor import _TOLD, Fault, examine, mend
from kg.mappers import map_facts
from kg.store import Store
from kg.store.states import states
from made_facts import made_facts, other_facts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "kg-store") as store:
        for facts in (made_facts(), other_facts()):
            store.replace(facts.article, map_facts(facts))
    return tmp_path / "kg-store"


def kinds(folder: Path) -> list[str]:
    return [fault.kind for fault in examine(folder) if fault.kind != "shape"]


def test_a_store_in_order_has_no_faults(folder: Path) -> None:
    assert kinds(folder) == []


def test_what_can_be_mended_is_mended(folder: Path) -> None:
    article, other = made_facts().article.id, other_facts().article.id
    (folder / "store.json").write_text("{")
    (folder / "work.part").mkdir()
    (folder / ".kg-00000000.part").touch()
    (states(folder)[0] / "seal.json").unlink()
    (folder / "articles" / f"{article}.txt").unlink()
    (folder / "articles" / f"{'0' * 16}.txt").touch()
    assert sorted(kinds(folder)) == ["leftover", "leftover", "manifest", "seal", "text-alone", "text-missing"]
    mend(folder, examine(folder))
    assert kinds(folder) == []
    with Store.open(folder, read_only=True) as store:
        assert store.articles() == [other]


def test_what_cannot_be_mended_is_told(folder: Path) -> None:
    other = other_facts().article.id
    (folder / "articles" / f"{other}.txt").write_text("lain")
    (folder / "articles" / "berita.txt").touch()
    assert sorted(kinds(folder)) == ["stranger", "text-altered"]
    mend(folder, examine(folder))
    assert sorted(kinds(folder)) == ["stranger", "text-altered"]


def test_a_flipped_byte_of_the_graph_is_told_by_doctor_and_by_the_next_writer(folder: Path) -> None:
    largest = max(states(folder)[0].glob("*.sst"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 3] ^= 1
    largest.write_bytes(content)
    assert kinds(folder) == ["graph"]
    assert largest.name in examine(folder)[0].sentence("id")


@pytest.mark.parametrize("kind", sorted(_TOLD))
def test_each_kind_is_told_in_both_languages(kind: str) -> None:
    fault = Fault(kind, "here", "what")  # type: ignore[arg-type]
    assert fault.sentence("id") != fault.sentence("en") or kind == "shape"


def test_the_command_tells_and_mends(kg: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "dumai.txt").write_text("Kabar\n\nKota Dumai meraih Anugerah Nusa Digital 2023.\n")
    assert kg("doctor").returncode == 2
    assert kg("build", "dumai.txt").returncode == 0
    (tmp_path / "kg-store" / "work.gone").mkdir()
    told = kg("doctor", "--json")
    assert told.returncode == 1
    assert [fault["kind"] for fault in json.loads(told.stdout)["faults"]] == ["leftover"]
    assert kg("doctor", "--repair", "--lang", "id").stdout.startswith("dibenahi: work.gone")
    assert kg("doctor").returncode == 0
    (text,) = (tmp_path / "kg-store" / "articles").glob("*.txt")
    text.write_text("lain")
    assert "text put back" in kg("build", "dumai.txt").stderr
    assert kg("doctor").returncode == 0
