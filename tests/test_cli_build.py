"""build, extract, validate and retract as a user meets them: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.article import Article
from kg.cli import COMMANDS
from kg.facts import Conferral, Facts
from kg.mappers import map_facts, n_quads
from kg.store import Store
from made_facts import BONTANG, made_facts, said

Done = subprocess.CompletedProcess[str]
Kg = Callable[..., Done]


@pytest.fixture
def mixed(tmp_path: Path, checkout: Path) -> Path:
    """A folder with a good article, one in Latin-1, a picture and an empty file."""
    folder = tmp_path / "campur"
    folder.mkdir()
    (folder / "baik.txt").write_bytes((checkout / "data/articles/02-makassar-2017.txt").read_bytes())
    latin = "Kota Bontang Raih Adipura\n\nKota Bontang meraih Adipura 2019, “kata” René – warga.\n"
    (folder / "latin.txt").write_bytes(latin.encode("cp1252"))
    (folder / "gambar.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "gambar.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "kosong.txt").write_bytes(b"")
    return folder


@pytest.fixture
def made_store(tmp_path: Path) -> Path:
    """A store with one made-up article, in the place where kg looks by itself."""
    folder = tmp_path / "kg-store"
    facts = made_facts()
    with Store.open(folder) as store:
        store.replace(facts.article, map_facts(facts))
    return folder


# The whole command


def test_help_answers_at_once_and_names_every_command() -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", "--help"],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        took.append(time.perf_counter() - start)
    assert min(took) < 0.25
    for name, says in COMMANDS.items():
        assert f"  {name} " in done.stdout
        assert says in done.stdout
    heavy = "import sys, kg.cli; print({'rdflib', 'pyoxigraph', 'networkx', 'pyshacl', 'trafilatura'} & {*sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, timeout=20, check=True)
    assert loaded.stdout.strip() == "set()"


def test_each_command_is_a_file_and_has_help_with_an_example(kg: Kg) -> None:
    for name in COMMANDS:
        done = kg(name, "--help")
        assert done.returncode == 0, done.stderr
        assert f"kg {name}" in done.stdout or "kg --store" in done.stdout
        assert "Example" in done.stdout, name


def test_version_and_a_misspelt_command(kg: Kg) -> None:
    from kg import __version__

    assert kg("--version").stdout == f"kg {__version__}\n"
    wrong = kg("biuld", "x")
    assert wrong.returncode == 2
    assert "Did you mean 'build'?" in wrong.stderr


# build


def test_a_mixed_folder_stores_what_can_be_read_and_explains_the_rest(kg: Kg, mixed: Path, tmp_path: Path) -> None:
    done = kg("build", str(mixed), "--json")
    assert done.returncode == 3, done.stderr
    told = json.loads(done.stdout)
    assert [each["file"] for each in told["stored"]] == ["baik.txt", "latin.txt"]
    assert {each["file"] for each in told["refused"]} >= {"gambar.txt", "kosong.txt"}
    assert all(each["reason"] for each in told["refused"])
    for name in ("gambar.txt", "kosong.txt"):
        assert f"refused: {name}" in done.stderr
    assert "2 stored" in done.stderr
    assert "\r" not in done.stderr, "progress is for a terminal only"
    again = kg("build", str(mixed))
    assert again.returncode == 3
    assert again.stdout == ""
    assert "0 stored (0 facts), 2 unchanged" in again.stderr
    with Store.open(tmp_path / "kg-store", read_only=True) as store:
        assert len(store.articles()) == 2


def test_only_good_articles_end_with_0(kg: Kg, mixed: Path) -> None:
    assert kg("--store", "elsewhere", "build", str(mixed / "baik.txt")).returncode == 0


def test_build_without_a_source_or_with_a_missing_one(kg: Kg) -> None:
    assert kg("build").returncode == 2
    missing = kg("build", "tiada.txt")
    assert missing.returncode == 2
    assert "tiada.txt" in missing.stderr


def test_build_into_a_folder_that_holds_other_things(kg: Kg, mixed: Path) -> None:
    done = kg("--store", str(mixed), "build", str(mixed))
    assert done.returncode == 2
    assert "is not a store of kg" in done.stderr
    assert "Traceback" not in done.stderr


# kg with another extraction in its place, so that these tests say what happens whatever the rules find today.
STAND_IN = """
import sys, kg.extraction, kg.pipeline
from kg.errors import ResourceError
from kg.facts import Conferral, Facts
from made_facts import BONTANG, said

def juara_0(article):
    rank = said(article, 0, "juara 0")
    fact = Conferral(said(article, BONTANG, "Kota Bontang"), said(article, "Adipura", "Adipura"), "r", rank=rank)
    return Facts(article, (fact,))

def interrupted(article):
    if "dua" in article.text:
        raise KeyboardInterrupt
    return Facts(article)

def faulty(article):
    if "dua" in article.text:
        return Facts(article, [][1])
    return Facts(article)

def broken(article):
    raise ResourceError("lexicon.toml is missing.")

def unmappable(article):
    return Facts(article, ("no fact",) if "dua" in article.text else ())

kg.extraction.extract = {extract}
from kg.cli import main
sys.exit(main())
"""


def kg_with(
    extract: str, folder: Path, *arguments: str, stderr: int = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", STAND_IN.format(extract=extract), *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("lang", "word"), [("en", "rank"), ("id", "peringkat")])
def test_an_article_that_is_not_valid_is_told_in_a_sentence_and_1_beats_3(tmp_path: Path, lang: str, word: str) -> None:
    (tmp_path / "salah.txt").write_text("Adipura\n\nKota Bontang juara 0 Adipura.\n", "utf-8")
    (tmp_path / "kosong.txt").write_text("")
    done = kg_with("juara_0", tmp_path, "build", "salah.txt", "kosong.txt", "--lang", lang, "--json")
    assert done.returncode == 1, done.stderr
    assert "not stored: salah.txt: " in done.stderr
    assert word in done.stderr
    assert "Kota Bontang juara 0 Adipura." in done.stderr
    assert "1 not valid, 1 refused" in done.stderr
    (invalid,) = json.loads(done.stdout)["invalid"]
    assert word in invalid["issues"][0]
    with Store.open(tmp_path / "kg-store", read_only=True) as store:
        assert store.articles() == []


def test_an_interrupted_build_says_so_and_the_same_command_goes_on(tmp_path: Path) -> None:
    for name, text in {"1.txt": "Berita satu.\n", "2.txt": "Berita dua.\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = kg_with("interrupted", tmp_path, "build", "1.txt", "2.txt")
    assert done.returncode == 2
    assert "Interrupted after 1 article" in done.stderr
    assert "Traceback" not in done.stderr
    done = kg_with("Facts", tmp_path, "build", "2.txt", "1.txt")
    assert done.returncode == 0
    assert "1 stored (0 facts), 1 unchanged." in done.stderr


@pytest.mark.parametrize(("extract", "command"), [("faulty", "extract"), ("unmappable", "build")])
def test_a_fault_of_kg_refuses_its_article_and_the_rest_goes_on(tmp_path: Path, extract: str, command: str) -> None:
    (tmp_path / "arsip lama").mkdir()
    for name, text in {"1.txt": "Berita satu.\n", "2.txt": "Berita dua.\n", "3.txt": "Berita tiga.\n"}.items():
        (tmp_path / "arsip lama" / name).write_text(text, "utf-8")
    assert kg_with("Facts", tmp_path, "build", "arsip lama/2.txt").returncode == 0, "stored while all was well"
    done = kg_with(f"setattr(kg.pipeline, 'fingerprint', lambda: 'x/y') or {extract}", tmp_path, "build", "arsip lama")
    assert done.returncode == 3, done.stderr
    assert "2 stored (0 facts), 0 unchanged, 1 refused." in done.stderr
    assert "refused: 2.txt: kg failed on it, by a fault of its own: " in done.stderr
    assert "Nothing of it was stored." in done.stderr
    rerun = f"kg {command} 'arsip lama/2.txt' --traceback\n"
    assert rerun in done.stderr
    assert "Traceback" not in done.stderr
    with Store.open(tmp_path / "kg-store", read_only=True) as store:
        assert {file for each in store.articles() for file in store.files(each)} == {"1.txt", "3.txt"}
    again = kg_with(extract, tmp_path, command, "arsip lama/2.txt", "--traceback")
    assert again.returncode == 3
    assert "Traceback (most recent call last)" in again.stderr
    assert "Error: " in again.stderr


def test_extract_goes_on_after_a_fault_of_kg(tmp_path: Path) -> None:
    for name, text in {"1.txt": "Berita satu.\n", "2.txt": "Berita dua.\n", "3.txt": "Berita tiga.\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = kg_with("faulty", tmp_path, "extract", "1.txt", "2.txt", "3.txt", "-o", "facts.json")
    assert done.returncode == 3
    assert "refused: 2.txt: kg failed on it, by a fault of its own: IndexError" in done.stderr
    assert "(list index out of range). Nothing of it was stored." in done.stderr
    files = [each["file"] for each in json.loads((tmp_path / "facts.json").read_text("utf-8"))["articles"]]
    assert files == ["1.txt", "3.txt"]


def test_a_broken_installation_ends_the_build(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("Berita satu.\n", "utf-8")
    done = kg_with("broken", tmp_path, "build", "1.txt")
    assert done.returncode == 2
    assert done.stderr == "kg: lexicon.toml is missing.\n"


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    (tmp_path / "1.txt").write_text("Berita satu.\n", "utf-8")
    screen, terminal = pty.openpty()
    done = kg_with("Facts", tmp_path, "build", "1.txt", stderr=terminal)
    os.close(terminal)
    shown = os.read(screen, 4096).decode()
    os.close(screen)
    assert done.returncode == 0
    assert "\r\x1b[K1 1.txt" in shown
    assert shown.rstrip().endswith("1 stored (0 facts), 0 unchanged.")


def test_a_folder_without_an_article(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "hampa").mkdir()
    done = kg_with("Facts", tmp_path, "build", "hampa")
    assert done.returncode == 2
    assert "There is no article in hampa." in done.stderr


# extract


def test_extract_shows_each_role_with_its_words_and_stores_nothing(kg: Kg, mixed: Path, tmp_path: Path) -> None:
    file = str(mixed / "baik.txt")
    plain = kg("extract", file)
    assert plain.returncode == 0, plain.stderr
    assert "  Conferral (" in plain.stdout
    assert "    recipient: Kota Makassar (73.71) — “" in plain.stdout
    assert not (tmp_path / "kg-store").exists()
    explained = kg("extract", file, "--explain")
    assert "      rule " in explained.stdout
    assert explained.stdout.count("\n") > plain.stdout.count("\n")


def test_extract_as_json_gives_offsets_that_hold(kg: Kg, mixed: Path, tmp_path: Path) -> None:
    done = kg("extract", str(mixed), "--json", "-o", "facts.json")
    assert done.returncode == 3
    data = json.loads(done.stdout)
    assert json.loads((tmp_path / "facts.json").read_text("utf-8")) == data
    (good,) = [each for each in data["articles"] if each["file"] == "baik.txt"]
    text = (mixed / "baik.txt").read_bytes().decode("utf-8")
    roles = [role for fact in good["facts"] for found in fact["roles"].values() for role in found]
    spans = [span for role in roles for span in role["evidence"]]
    assert spans
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in spans)


# validate


def test_a_good_store_conforms(kg: Kg, made_store: Path) -> None:
    done = kg("validate")
    assert (done.returncode, done.stdout) == (0, "")
    assert "It conforms: 0 violations" in done.stderr


def test_a_bad_file_is_told_in_both_languages(kg: Kg, tmp_path: Path) -> None:
    article = Article("Kota Bontang juara 0 Adipura.", "salah.txt")
    rank = said(article, 0, "juara 0")
    fact = Conferral(said(article, BONTANG, "Kota Bontang"), said(article, "Adipura", "Adipura"), "r", rank=rank)
    (tmp_path / "salah.nq").write_text(n_quads(map_facts(Facts(article, (fact,)))), "utf-8")
    for lang, word in (("en", "whole number"), ("id", "bilangan bulat")):
        done = kg("validate", "salah.nq", "--lang", lang)
        assert done.returncode == 1
        assert word in done.stdout
    data = json.loads(kg("validate", "salah.nq", "--json").stdout)
    assert data["conforms"] is False
    assert "sc:rank" in {issue["path"] for issue in data["issues"]}


def test_there_is_nothing_to_validate(kg: Kg) -> None:
    done = kg("validate")
    assert done.returncode == 2
    assert "There is no store at kg-store. Build one:" in done.stderr


# retract


def test_an_article_is_taken_back_by_its_file_name(kg: Kg, made_store: Path) -> None:
    done = kg("retract", "buatan.txt")
    assert done.returncode == 0
    assert "Retracted buatan.txt" in done.stderr
    with Store.open(made_store, read_only=True) as store:
        assert store.articles() == []
    again = kg("retract", "buatan.txt")
    assert again.returncode == 2
    assert "no article 'buatan.txt'" in again.stderr


def test_retracting_from_no_store_makes_none(kg: Kg, tmp_path: Path) -> None:
    assert kg("retract", "x.txt").returncode == 2
    assert not (tmp_path / "kg-store").exists()


def test_a_name_that_means_two_articles_is_asked_about(kg: Kg, made_store: Path) -> None:
    other = Facts(Article("Teks lain.", "buatan.txt"))
    with Store.open(made_store) as store:
        store.replace(other.article, map_facts(other))
    done = kg("retract", "buatan.txt")
    assert done.returncode == 2
    assert other.article.id in done.stderr


def test_a_store_that_another_process_writes_to(kg: Kg, made_store: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom kg.store import Store\n"
        "with Store.open(Path(sys.argv[1])): print(1, flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(made_store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        done = kg("retract", "buatan.txt")
        assert done.returncode == 2
        assert "in use by another process" in done.stderr
        assert kg("validate").returncode == kg("stats").returncode == 0  # who only reads is answered
        writer.communicate()


# days in digits


def test_a_day_that_could_be_another_is_told_and_settled_by_its_order(kg: Kg, tmp_path: Path) -> None:
    record = {
        "title": "Bontang Raih Trofi",
        "date": "10/7/2025",
        "text": "Kota Bontang meraih Adipura 2023 di Jakarta.",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    done = kg("build", "a.jsonl")
    assert done.returncode == 0
    assert "a.jsonl#1: the day of publication “10/7/2025” may be 2025-07-10 (DMY) or 2025-10-07 (MDY)" in done.stderr
    assert "--date-format" in done.stderr
    for order, day in (("MDY", "2025-10-07"), ("DMY", "2025-07-10")):
        assert "1 stored" in kg("build", "a.jsonl", "--date-format", order).stderr
        assert "1 unchanged" in kg("build", "a.jsonl", "--date-format", order).stderr
        assert day in kg("query", "articles").stdout
    assert "1 stored" in kg("build", "a.jsonl").stderr
    assert "2025-" not in kg("query", "articles").stdout
