"""Imports point downwards only, and reading text knows nothing of RDF: the contracts of ``.importlinter`` hold."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def lint(checkout: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package in ``source`` against the project's contracts."""
    program = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", program, "--config", str(checkout / ".importlinter"), "--no-cache", "--no-logo"],
        cwd=source,
        env={**os.environ, "PYTHONPATH": str(source), "COLUMNS": "200", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_contracts_hold(checkout: Path) -> None:
    found = lint(checkout, checkout / "src")
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("facts.py", "import rdflib", "Reading text knows nothing of RDF"),
        ("article.py", "import kg.facts", "Each layer imports only those below it"),
        ("errors.py", "import kg.article", "Each layer imports only those below it"),
        ("shortcut.py", "", "Each layer imports only those below it"),
    ],
)
def test_an_import_upwards_or_a_module_without_a_place_is_found(
    checkout: Path, tmp_path: Path, module: str, line: str, contract: str
) -> None:
    package = shutil.copytree(checkout / "src" / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    with (package / module).open("a") as file:
        file.write(f"\n{line}\n")
    found = lint(checkout, tmp_path)
    assert found.returncode == 1, found.stdout + found.stderr
    assert f"{contract} BROKEN" in found.stdout
