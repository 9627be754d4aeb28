"""Work in a process of its own ends in time, within its memory, without a network, and never takes the caller along."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from typing import NoReturn

import pytest

from kg.confinement import Exceeded, confined
from kg.errors import QueryError
from kg.limits import MEBIBYTE, Limits

FEW = Limits(seconds=5, memory=256 * MEBIBYTE)


def endless() -> None:
    while True:
        pass


def hungry() -> int:
    held = []
    while True:
        held.append(bytearray(MEBIBYTE))


def deep(depth: int = 0) -> int:
    return deep(depth + 1)


def broken() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def refusing() -> NoReturn:
    raise QueryError("The query does not parse.")


def reaching(port: int) -> str:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return "reached"
    except OSError:
        return "not reached"


def test_what_the_work_gives_comes_back() -> None:
    assert confined(sorted, [2, 1], limits=FEW) == [1, 2]


def test_work_without_end_is_ended_at_its_limit() -> None:
    begun = time.monotonic()
    with pytest.raises(Exceeded, match=r"longer than 0\.5 seconds"):
        confined(endless, limits=Limits(seconds=0.5, memory=FEW.memory))
    assert time.monotonic() - begun < 5


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells the memory of a process")
def test_work_that_takes_all_memory_is_ended() -> None:
    with pytest.raises(Exceeded, match="more than 256 MiB"):
        confined(hungry, limits=FEW)


def test_work_that_nests_for_ever_or_breaks_its_process_is_told() -> None:
    with pytest.raises(Exceeded, match="nested too deeply"):
        confined(deep, limits=FEW)
    with pytest.raises(Exceeded, match="broke down"):
        confined(broken, limits=FEW)


def test_an_error_of_the_work_is_the_callers() -> None:
    with pytest.raises(QueryError, match="does not parse"):
        confined(refusing, limits=FEW)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can take the network from one process")
def test_the_work_reaches_no_network_where_the_system_can_take_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert reaching(port) == "reached"
        if confined(reaching, port, limits=FEW) == "reached":
            pytest.skip("this system lets no process give up its network")
