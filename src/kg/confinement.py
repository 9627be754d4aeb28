"""Work on what strangers give, in a process of its own: it ends in time, gives its memory back, reaches no network.

Whatever the work does to its process (an endless loop, all memory, a stack that overflows), the caller is told in an
error of its own and goes on.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from kg.limits import Limits

T = TypeVar("T")

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_GLANCE = 0.02  # seconds between two looks at the worker's clock and memory
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_HEADROOM = 2  # the kernel's own limit counts address space, which is more than memory: it stands behind ours


class Exceeded(KgError):
    """The work took more than it may; ``what`` is ``time``, ``memory``, ``depth`` or ``crash``."""

    def __init__(self, what: str, limits: Limits) -> None:
        self.what, self.limits = what, limits
        super().__init__(what, limits)  # what a process sends another, so that the error arrives whole

    def __str__(self) -> str:
        match self.what:
            case "time":
                return f"it took longer than {self.limits.seconds:g} seconds"
            case "memory":
                return f"it needed more than {self.limits.memory // (1024 * 1024)} MiB of memory"
            case "depth":
                return "it is nested too deeply"
            case _:
                return "the process that worked on it broke down, as nesting or size beyond all measure makes it do"


def confined(work: Callable[..., T], *arguments: object, limits: Limits) -> T:
    """What ``work(*arguments)`` gives, from a process of its own that has no network where the system can take it away.

    Args:
        work: a function of a module; it, its arguments and its result can be pickled. What it opens, it opens itself.
        arguments: its arguments.
        limits: how long it may take and how much memory it may use.

    Raises:
        Exceeded: where it takes more, or its process breaks down.
        Exception: whatever the work raises.

    >>> from kg.limits import Limits
    >>> confined(sorted, (3, 1, 2), limits=Limits(seconds=10, memory=2**28))
    [1, 2, 3]
    """
    linux = sys.platform.startswith("linux")
    context = multiprocessing.get_context("fork") if linux else multiprocessing.get_context("spawn")
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sending, limits, work, arguments), daemon=True)
    worker.start()
    sending.close()
    try:
        succeeded, value = _received(receiving, worker, limits)
    finally:
        receiving.close()
        if worker.is_alive():
            worker.kill()
        worker.join()
    if succeeded:
        return cast("T", value)
    raise value


def _received(receiving: Connection, worker: BaseProcess, limits: Limits) -> tuple[bool, Any]:
    """What the worker sends; it is ended where it takes too much."""
    deadline = time.monotonic() + limits.seconds
    most = _resident(worker.pid) + limits.memory
    while not receiving.poll(_GLANCE):
        if time.monotonic() > deadline:
            raise Exceeded("time", limits)
        if _resident(worker.pid) > most:
            raise Exceeded("memory", limits)
    try:
        return cast("tuple[bool, Any]", receiving.recv())
    except EOFError:
        worker.join(1)
        if worker.exitcode == -signal.SIGXCPU:
            raise Exceeded("time", limits) from None
        raise Exceeded("memory" if worker.exitcode == -signal.SIGABRT else "crash", limits) from None


def _resident(pid: int | None) -> int:
    """The bytes of memory that a process holds; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
    return 0


def _work(sending: Connection, limits: Limits, work: Callable[..., T], arguments: tuple[object, ...]) -> None:
    """The worker's whole life."""
    _confine(limits)
    try:
        answer: tuple[bool, Any] = (True, work(*arguments))
    except MemoryError:
        answer = (False, Exceeded("memory", limits))
    except RecursionError:
        answer = (False, Exceeded("depth", limits))
    except Exception as error:
        answer = (False, error)
    try:
        sending.send(answer)
    except (MemoryError, RecursionError):
        sending.send((False, Exceeded("memory", limits)))
    sending.close()


def _confine(limits: Limits) -> None:
    """Let the kernel hold the limits too, and take the network away; what a system cannot do is left out."""
    faulthandler.disable()  # a worker that breaks down is told of by its caller, in a sentence
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted, and ends this process
    with suppress(ImportError, ValueError, OSError):
        import resource

        seconds = int(limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform.startswith("linux"):
            now = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * _PAGE
            most = now + _HEADROOM * limits.memory
            resource.setrlimit(resource.RLIMIT_AS, (most, most))
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):
            system = ctypes.CDLL(None, use_errno=True)
            system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # it does not outlive its caller
            if system.unshare(_CLONE_NEWNET) != 0:
                system.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
