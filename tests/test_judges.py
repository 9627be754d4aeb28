"""``make judges``: a suite that is missing is said, a miss that nobody knew of fails."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "judges.py"
MANIFEST = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix rdft: <http://www.w3.org/ns/rdftest#> .
<> mf:assumedTestBase <https://example.org/> ; mf:entries ( <#good> <#bad> ) .
<#good> a rdft:TestTurtleEval ; mf:action <a.ttl> ; mf:result <a.nt> .
<#bad> a rdft:TestTurtleNegativeSyntax ; mf:action <b.ttl> .
"""


def _judge(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def _suite(top: Path, bad: str) -> Path:
    folder = top / "rdf-tests" / "rdf" / "rdf11" / "rdf-turtle"
    folder.mkdir(parents=True)
    for name, text in {
        "manifest.ttl": MANIFEST,
        "a.ttl": "<x> <y> _:z .",
        "a.nt": "<https://example.org/x> <https://example.org/y> _:other .",
        "b.ttl": bad,
    }.items():
        (folder / name).write_text(text)
    return top


def test_without_a_folder_the_suites_are_skipped_and_how_to_get_them_is_said() -> None:
    done = _judge()
    assert done.returncode == 0
    assert "skipped" in done.stdout
    assert "git clone" in done.stdout


def test_a_folder_without_a_suite_is_told_and_not_taken_for_success(tmp_path: Path) -> None:
    done = _judge(str(tmp_path))
    assert done.returncode == 2
    assert "no suite" in done.stderr


def test_a_suite_without_a_miss_passes(tmp_path: Path) -> None:
    done = _judge(str(_suite(tmp_path, "<x> <y> .")))
    assert (done.returncode, done.stderr) == (0, "")
    assert "Turtle, RDF 1.1: 2/2" in done.stdout


def test_a_miss_that_nobody_knew_of_fails_and_is_named(tmp_path: Path) -> None:
    figures = tmp_path / "figures.toml"
    done = _judge(str(_suite(tmp_path, "<x> <y> <z> .")), "--figures", str(figures))
    assert done.returncode == 1
    assert "Turtle, RDF 1.1: 1/2" in done.stdout
    assert "bad: UNKNOWN: accepted, and has to be refused" in done.stdout
    assert "total = 2" in figures.read_text()
