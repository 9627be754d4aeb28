"""What the tests share: where the checkout is, and a `kg` that runs in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture
def kg(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `kg` as a user does, in an empty folder; ``kg("build", "articles")`` gives output and exit code."""
    environment = {name: value for name, value in os.environ.items() if name != "KG_STORE"}

    def run(*arguments: str, stdin: str = "", folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())", *arguments],
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
