"""Files of the user's: whole or as they were."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg.files import write_all, write_whole


def full(handle: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_older_files_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    write_all({one: b"old", two: b"old"})
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_all({one: b"new", two: b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one.ttl": b"old", "two.ttl": b"old"}


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    file, link = tmp_path / "file.ttl", tmp_path / "link.ttl"
    file.write_bytes(b"old")
    file.chmod(0o600)
    link.symlink_to(file)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    write_whole(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path, b"x")
