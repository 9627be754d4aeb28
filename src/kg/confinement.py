"""Work on what strangers give, in a process of its own: it ends in time, gives its memory back, reaches no network.

Whatever the work does to its process (an endless loop, all memory, a stack that overflows), the caller is told in an
error of its own and goes on.
"""

from __future__ import annotations

import ctypes
import faulthandler
import multiprocessing
import os
import pickle
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kg.errors import KgError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, SpawnContext
    from multiprocessing.process import BaseProcess

    from kg.limits import Limits

T = TypeVar("T")

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_GLANCE = 0.02  # seconds between two looks at the worker's clock and memory
_SOON = 0.002  # seconds after which a piece of work is watched
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
    context = _context()
    receiving, sending = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sending, limits, work, arguments), daemon=True)
    worker.start()
    sending.close()
    try:
        succeeded, value = _received(receiving, worker, limits, _by_the_clock)
    finally:
        receiving.close()
        _end(worker)
    if succeeded:
        return cast("T", value)
    raise value


class Worker:
    """One process for many pieces of work, each within the same limits; after one that exceeds them, another process.

    The seconds are those that the process works or waits, where the system tells them: what is refused does not depend
    on what else the machine does.

    A process for each piece would cost more than most pieces do. What ``prepare`` loads is loaded in the caller, once,
    so that a process that takes the place of another has it too. The process has none of the caller's open files, no
    network where the system can take it away, and nothing that it prints on stderr is seen.

    >>> from kg.limits import Limits
    >>> with Worker(Limits(seconds=10, memory=2**28)) as worker:
    ...     worker.run(sorted, (3, 1, 2)), list(worker.stream(enumerate, "ab"))
    ([1, 2, 3], [(0, 'a'), (1, 'b')])
    """

    def __init__(self, limits: Limits, prepare: Callable[[], object] | None = None) -> None:
        self._limits, self._prepare = limits, prepare
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._first = 0  # the memory that the process began with

    def run(self, work: Callable[..., T], *arguments: object) -> T:
        """What ``work(*arguments)`` gives; see :func:`confined`.

        Raises:
            Exceeded: where it takes more than the limits, or the process breaks down.
            Exception: whatever the work raises.
        """
        if self._process is not None and _resident(self._process.pid) - self._first > self._limits.memory // 2:
            self.close()  # memory that earlier work took and the process did not give back
        _, value = self._asked("run", work, arguments)
        return cast("T", value)

    def stream(self, work: Callable[..., Iterator[T]], *arguments: object) -> Iterator[T]:
        """What ``work(*arguments)`` yields, one after the other: the limits are those of each.

        No other work is given to the worker until the stream has ended.

        Raises:
            Exceeded: where one takes more than the limits, or the process breaks down; nothing follows it.
            Exception: whatever the work raises.
        """
        kind, value = self._asked("stream", work, arguments)
        while kind != "ended":
            yield cast("T", value)
            kind, value = self._asked("next")

    def close(self) -> None:
        """End the process; further work begins another."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            _end(self._process)
        self._pipe = self._process = None

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, *asked: object) -> tuple[str, Any]:
        """The answer to a request; a worker that exceeded its limits, or is broken, is ended."""
        try:
            if self._process is None or self._pipe is None:
                self._begin()
            process, pipe = cast("BaseProcess", self._process), cast("Connection", self._pipe)
            try:
                pipe.send(asked)
            except BrokenPipeError:
                raise Exceeded("crash", self._limits) from None
            kind, value = _received(pipe, process, self._limits, _by_its_work)
        except BaseException:
            self.close()
            raise
        if kind == "raised":
            if isinstance(value, Exceeded):
                self.close()
            raise value
        return kind, value

    def _begin(self) -> None:
        if self._prepare is not None:
            self._prepare()
        context = _context()
        self._pipe, theirs = context.Pipe(duplex=True)
        self._process = context.Process(target=_serve, args=(theirs, self._limits), daemon=True)
        self._process.start()
        theirs.close()
        self._first = _resident(self._process.pid)


def _context() -> ForkContext | SpawnContext:
    linux = sys.platform.startswith("linux")
    return multiprocessing.get_context("fork") if linux else multiprocessing.get_context("spawn")


def _end(worker: BaseProcess) -> None:
    if worker.is_alive():
        worker.kill()
    worker.join()


def _received(receiving: Connection, worker: BaseProcess, limits: Limits, clock: Clock) -> tuple[Any, Any]:
    """What the worker sends; it is ended where it takes too much."""
    if not receiving.poll(_SOON):  # small work has been done by now, for less than it costs to begin a clock
        _watch(receiving, worker, limits, clock)
    try:
        return cast("tuple[Any, Any]", receiving.recv())
    except (EOFError, ConnectionResetError):
        worker.join(1)
        if worker.exitcode == -signal.SIGXCPU:
            raise Exceeded("time", limits) from None
        raise Exceeded("memory" if worker.exitcode == -signal.SIGABRT else "crash", limits) from None


def _watch(receiving: Connection, worker: BaseProcess, limits: Limits, clock: Clock) -> None:
    """Wait until the worker sends something, or takes too much."""
    seconds = clock(worker.pid)
    most = _resident(worker.pid) + limits.memory
    while not receiving.poll(_GLANCE):
        if seconds() > limits.seconds:
            raise Exceeded("time", limits)
        if _resident(worker.pid) > most:
            raise Exceeded("memory", limits)


def _resident(pid: int | None) -> int:
    """The bytes of memory that a process holds; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * _PAGE
    return 0


Clock = Callable[[int | None], Callable[[], float]]
"""Begins to measure a process, and gives what tells how many seconds have gone by for it."""


def _by_the_clock(_: int | None) -> Callable[[], float]:
    begun = time.monotonic()
    return lambda: time.monotonic() - begun


def _by_its_work(pid: int | None) -> Callable[[], float]:
    """The seconds that the process worked or waited, not those in which the machine did other things.

    By the clock where the system does not tell.
    """
    elapsed = _by_the_clock(pid)
    first = _worked(pid)
    waited, looked = 0.0, 0.0

    def seconds() -> float:
        nonlocal waited, looked
        now, seen = elapsed(), _worked(pid)
        if first is None or seen is None:
            return now
        if seen[1]:
            waited += now - looked
        looked = now
        return seen[0] - first[0] + waited

    return seconds


def _worked(pid: int | None) -> tuple[float, bool] | None:
    """The seconds that a process has worked, and whether it waits now; None where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), fields[0] != "R"
    return None


def _work(sending: Connection, limits: Limits, work: Callable[..., T], arguments: tuple[object, ...]) -> None:
    """The worker's whole life, where it has one piece of work."""
    _confine(limits)
    kind, value = _answer(lambda: ("gave", work(*arguments)), limits)
    try:
        sending.send((kind == "gave", value))
    except (MemoryError, RecursionError):
        sending.send((False, Exceeded("memory", limits)))
    sending.close()


def _serve(pipe: Connection, limits: Limits) -> None:
    """The worker's whole life, where it is given one piece of work after the other."""
    _confine(limits, once=False)
    _let_go()
    stream: Iterator[object] = iter(())

    def done(kind: str, work: Callable[..., Any] | None = None, arguments: tuple[object, ...] = ()) -> tuple[str, Any]:
        nonlocal stream
        if work is not None and kind == "run":
            return "gave", work(*arguments)
        if work is not None:
            stream = iter(work(*arguments))
        for value in stream:
            return "gave", value
        return "ended", None

    while True:
        try:
            asked = pipe.recv()
        except (EOFError, OSError):
            return  # the caller has gone
        try:
            pipe.send(_answer(partial(done, *asked), limits))
        except (MemoryError, RecursionError):
            pipe.send(("raised", Exceeded("memory", limits)))


def _answer(work: Callable[[], tuple[str, Any]], limits: Limits) -> tuple[str, Any]:
    """What the work gives, or what it raises in a form that another process can take up."""
    try:
        return work()
    except MemoryError:
        return "raised", Exceeded("memory", limits)
    except RecursionError:
        return "raised", Exceeded("depth", limits)
    except (Exception, KeyboardInterrupt) as error:
        try:
            pickle.loads(pickle.dumps(error))  # noqa: S301 - what was written in this very line
        except Exception:
            return "raised", RuntimeError(f"{type(error).__name__}: {error}")
        return "raised", error


def _let_go() -> None:
    """Hold none of the caller's files: a lock of theirs would outlive them."""
    with suppress(OSError):
        null = os.open(os.devnull, os.O_RDWR)
        os.dup2(null, 2)  # what libraries say of the input there is no word for the user
        for held in [int(each.name) for each in Path("/proc/self/fd").iterdir()]:
            with suppress(OSError):
                kind = os.fstat(held).st_mode
                if held > 2 and (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                    os.dup2(null, held)


def _confine(limits: Limits, *, once: bool = True) -> None:
    """Let the kernel hold the limits too, and take the network away; what a system cannot do is left out."""
    faulthandler.disable()  # a worker that breaks down is told of by its caller, in a sentence
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the caller is interrupted, and ends this process
    with suppress(ImportError, ValueError, OSError):
        import resource

        if once:
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
