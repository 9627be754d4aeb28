"""The documentation is true: its commands run, its links lead somewhere, its generated pages are up to date."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import COMMANDS, main

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(page for where in ("*.md", "docs/**/*.md", "data/**/*.md", "tests/**/*.md") for page in ROOT.glob(where))
MODULES = sorted(each.name for each in pkgutil.walk_packages(kg.__path__, "kg."))


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@dataclass
class Shown:
    """A command as a page shows it, the lines that it shows below, and the exit code in a comment ``# exit 3``."""

    line: str
    output: list[str]

    @property
    def exit_code(self) -> int:
        found = re.search(r"# exit (\d)$", self.line)
        return int(found[1]) if found else 0


def shown_commands(page: Path) -> list[Shown]:
    """What the page shows in ``console`` blocks (after "$ ", with output) and in ``sh`` blocks (without)."""
    found: list[Shown] = []
    for kind, block in re.findall(r"^```(console|sh)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if kind == "sh" or line.startswith("$ "):
                found.append(Shown(line.removeprefix("$ "), []))
            elif line.strip():
                found[-1].output.append(line)
    return [each for each in found if each.line.strip() and not each.line.startswith("#")]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reader's folder: the sample articles, what a model answered to them, and a store built from the articles."""
    folder = tmp_path_factory.mktemp("desk")
    for data in ("articles", "answers"):
        shutil.copytree(ROOT / "data" / data, folder / "data" / data)
    built = shell("kg build data/articles", folder)
    assert built.returncode == 0, built.stderr
    return folder


def shell(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line as a reader would type it, with this environment's ``kg`` on the path."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_STORE"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("page", [page for page in PAGES if shown_commands(page)], ids=name_of)
def test_every_command_shown_runs_and_prints_what_the_page_says(page: Path, desk: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(desk, tmp_path / "desk")
    for command in shown_commands(page):
        if command.line.startswith("make "):
            target = command.line.split()[1]
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE), f"no {command.line}"
            continue
        if re.match(r"(git clone|pip install|cd|python3? -m venv) ", command.line):
            continue
        result = shell(command.line, folder)
        printed = squeezed(result.stdout + result.stderr)
        assert result.returncode == command.exit_code, f"$ {command.line}\n{result.stdout}{result.stderr}"
        for line in command.output:
            for part in line.split("…"):
                assert squeezed(part) in printed, f"$ {command.line}\nshows {line!r}, but printed\n{result.stdout}"


@pytest.mark.parametrize("page", [page for page in PAGES if ">>> " in page.read_text("utf-8")], ids=name_of)
def test_every_python_example_on_a_page_gives_what_it_shows(
    page: Path, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(desk, tmp_path / "desk"))
    outcome = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS, encoding="utf-8")
    assert outcome.attempted > 0
    assert outcome.failed == 0


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_hold(module: str) -> None:
    outcome = doctest.testmod(importlib.import_module(module), optionflags=doctest.ELLIPSIS)
    assert outcome.failed == 0, f"{outcome.failed} of {outcome.attempted} examples in {module} fail"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"], prog_name="kg")
    assert result.exit_code == 0, result.output
    assert re.search(rf"Examples?:.*\bkg (--store \S+ )?{command}\b", result.output, re.DOTALL), result.output


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if f"`kg {name}" not in readme] == []


def test_the_readme_names_every_make_target() -> None:
    shown = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert shown - named == {"help"}, "CONTRIBUTING.md tells what each target is for"
    assert named - shown == set(), "CONTRIBUTING.md names a target that does not exist"


def test_the_generated_pages_are_up_to_date() -> None:
    found = subprocess.run(
        [sys.executable, "scripts/generate_reference.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert found.returncode == 0, found.stderr


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            dead.append(link)
    assert dead == []


def test_every_decision_has_its_three_parts() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [int(page.name[:4]) for page in decisions]
    assert numbers == list(range(1, len(decisions) + 1)), "numbered without a gap"
    for page in decisions:
        text = page.read_text("utf-8")
        missing = [part for part in ("**Context.**", "**Decision.**", "**Consequences.**") if part not in text]
        assert missing == [], name_of(page)
