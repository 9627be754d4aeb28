"""What breaks a store on purpose, a few of each kind; ``make faults`` tries all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
def test_a_store_survives_kills_full_disks_damage_readers_and_a_second_writer(checkout: Path) -> None:
    command = [sys.executable, str(checkout / "scripts" / "faults.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
