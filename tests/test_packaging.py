"""What is shipped: the locks pin everything by hash without any address, and the wheel holds all it needs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

LOCKS = ["requirements.lock", "requirements-runtime.lock"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: Path) -> dict[str, list[str]]:
    """Each package of a lock with its hashes."""
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
    return {normal(entry.split("==")[0]): re.findall(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_by_hash_and_names_no_address(checkout: Path, lock: str) -> None:
    text = (checkout / lock).read_text("utf-8")
    assert re.findall(r"^.*(?:/|^-|^#|@).*$", text, re.MULTILINE) == []
    assert {name for name, hashes in locked(checkout / lock).items() if not hashes} == set()


def test_what_reading_a_page_takes_is_declared_by_its_own_name(checkout: Path) -> None:
    """The pip of an older Python does not follow an extra of lxml, and every page would be refused."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    assert "lxml-html-clean" in {normal(re.split(r"[^\w.-]", each)[0]) for each in project["dependencies"]}


def test_the_linter_looks_for_holes_too(checkout: Path) -> None:
    ruff = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]["lint"]
    assert "S" in ruff["select"]
    assert not {each for each in ruff.get("ignore", []) if re.fullmatch(r"S\d+", each)}


def test_the_locks_hold_every_dependency_and_agree(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    development, runtime = (locked(checkout / lock) for lock in LOCKS)

    def names(requirements: list[str]) -> set[str]:
        return {normal(re.split(r"[\[<>=!~; ]", each)[0]) for each in requirements}

    assert names(project["dependencies"]) - set(runtime) == set()
    assert names(project["optional-dependencies"]["dev"]) - set(development) == set()
    assert {name: hashes for name, hashes in runtime.items() if development.get(name) != hashes} == {}


def test_the_wheel_holds_the_package_its_data_and_its_licences_and_nothing_else(checkout: Path, tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    for folder in ("ontology", "queries", "data/gazetteer", "data/language", "data/questions", "data/articles"):
        for file in (checkout / folder).rglob("*"):
            if file.is_file():
                assert f"kg/_resources/{file.relative_to(checkout).as_posix()}" in names
    assert "kg/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "smartcity_kg"}
    assert [name for name in names if "__pycache__" in name or "test" in name] == []
