"""A real model on a real server, too small to read Indonesian: whatever it answers, the law holds and nothing is lost.

It is given a short prompt, because reading the whole one takes it a minute; what it answers to that is no matter here.
"""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from kg.proposing import request as request_module
from small_model import MODEL, small_model
from test_model_reader import kg, unsupported

ARTICLES = {
    "a.txt": "Bontang Raih Adipura\n\nBONTANG - Kota Bontang meraih Adipura 2019, Rabu (6/11/2019).\n",
    "b.txt": "Siak Hadir\n\nSIAK - Bupati Siak Raden Wijil hadir. “Kami senang,” kata Wijil. Skor Siak 58,30.\n",
}
PROMPT = "Copy facts of the article as JSON. Every text is copied from the article.", "Article.", '{"conferrals": []}'


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with small_model(context=2048) as running:
        yield running


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(request_module, "_files", lambda: PROMPT)
    folder = tmp_path / "berita"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def build(articles: Path, url: str, *options: object) -> Result:
    asking = ("--reader", "model", "--answers", articles.parent / "answers", "--model", MODEL, "--endpoint", url)
    return kg("--store", articles.parent / "store", "build", articles, *asking, "--timeout", 30, *options)


def whole(built: Result, articles: Path) -> None:
    """Each article is stored or refused with a reason, and whatever is stored stands in its words."""
    assert "Traceback" not in built.output
    assert built.exit_code in (0, 3), built.output
    stored = int(built.output.partition(" stored")[0].split()[-1])
    told = [line for line in built.output.splitlines() if line.startswith("refused: ")]
    assert stored + len(told) == len(ARTICLES), built.output
    assert all(len(line.split(": ", 2)[2]) > 10 for line in told)
    export = articles.parent / "all.nq"
    assert kg("--store", articles.parent / "store", "export", export).exit_code == 0
    assert unsupported(export, ARTICLES)[1] == []


@pytest.mark.parametrize("options", [("--strict",), ("--no-strict", "--stream")], ids=["strict", "stream"])
def test_the_law_holds_against_a_bad_model(
    options: tuple[str, ...], served: tuple[str, subprocess.Popen[str]], articles: Path
) -> None:
    whole(build(articles, served[0], "--max-tokens", 60, *options), articles)


def test_a_server_that_dies_in_mid_answer_costs_its_articles_and_no_more(articles: Path) -> None:
    with small_model(context=2048) as (url, process):
        killing = threading.Timer(1.5, process.kill)
        killing.start()
        built = build(articles, url, "--max-tokens", 1500, "--no-strict", "--stream", "--parameter", "ignore_eos=true")
        killing.join()
    whole(built, articles)
    assert built.exit_code == 3
    assert "refused: a.txt" in built.output
    assert not list((articles.parent / "answers").glob("[0-9a-f]*.json"))
