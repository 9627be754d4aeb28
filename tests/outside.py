"""Programs from outside the project that tests compare with. Without one, its tests are skipped; where KG_OUTSIDE is
``required``, as in the gate, they fail instead."""

from __future__ import annotations

import os
import shutil

import pytest


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    for name in names:
        if found := shutil.which(name):
            return found
    told = f"{' or '.join(names)} is not installed; scripts/outside.sh installs it"
    if os.environ.get("KG_OUTSIDE") == "required":
        pytest.fail(told)
    pytest.skip(told)
