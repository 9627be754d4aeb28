"""Break a store on purpose and count what survives: kills, a full disk, damaged files, readers and a second writer.

python scripts/faults.py            everything; some minutes
python scripts/faults.py --quick    a few of each; seconds
python scripts/faults.py --figures docs/trust/figures.toml    writes what it saw there, for docs/trust.md

A trial survives where the store opens at once (or tells that there is none yet), whoever reads is answered from whole
articles only, the next build finishes, what it exports is byte for byte what an undisturbed build gives, and nothing
is left over. The exit code is 1 where one does not. Everything happens in processes of its own, in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.cli import main as kg
from kg.doctor import examine
from kg.errors import KgError
from kg.exporting import export, selected
from kg.mappers import article_graphs, n_quads
from kg.pipeline import build
from kg.store import Store

sys.path.append(str(Path(__file__).resolve().parent))
from trust_page import keep, kept

ARTICLES = sorted((Path(__file__).parent.parent / "data" / "articles").glob("*.txt"))
FAILED, CLEAR, NONE_YET = 70, 71, 72  # exit codes of children: a traceback, an error in words, no store yet
PATIENCE = 60.0  # seconds after which a child hangs

# The steps at which a writer is killed: before and after each, at its first and a later call.
STEPS = (
    "kg.store.embedded.take_lock",
    "kg.store.embedded.remove_leftovers",
    "kg.store.embedded.working",
    "kg.store.working.begin",
    "kg.store.working._keep_reference",
    "kg.store.embedded.publish",
    "kg.store.states._sealed",
    "kg.store.states.write_whole",
    "kg.store.states.sync_folder",
    "kg.store.states.remove_unread",
    "kg.store.states.keep_for_readers",
    "kg.store.states.shutil.rmtree",
    "kg.store.embedded.write_manifest",
    "kg.store.embedded.write_whole",
    "kg.store.embedded.replacement",
    "kg.store.embedded.keep_for_readers",
    "kg.store.embedded.remove",
    "kg.files._write",
    "kg.files.Path.replace",
    "kg.store.states.os.link",
)


@dataclass
class Count:
    """How many trials of a kind survived, and what became of those that did not."""

    what: str
    tried: int = 0
    lost: list[str] = field(default_factory=list)
    note: str = ""

    def add(self, name: str, wrong: str | None) -> None:
        """Count one more trial, and what is wrong after it."""
        self.tried += 1
        if wrong:
            self.lost.append(f"{name}: {wrong}")

    def tell(self) -> None:
        """Print the count."""
        print(f"{self.what:<52} {self.tried - len(self.lost):>4} / {self.tried:<4} {self.note}", flush=True)
        for each in self.lost:
            print(f"    {each}", flush=True)


# What is done, each in a child


def building(sources: list[Path], folder: Path) -> None:
    """What kg build does, told of every moment or not."""
    with Store.open(folder) as store:
        build(sources, store)


def rebuilding(sources: list[Path], folder: Path) -> None:
    """Take articles out, and build again."""
    with Store.open(folder) as store:
        for each in store.articles()[::2]:
            store.retract(each)
        build(sources, store)


def exporting(folder: Path, to: Path) -> None:
    """What kg export does."""
    with Store.open(folder, read_only=True) as store:
        to.write_bytes(export(selected(store), "nq"))


def dumping(folder: Path, to: Path) -> None:
    """Write down everything that is there."""
    with Store.open(folder, read_only=True) as store:
        to.write_text(store.n_quads(), "utf-8")


def reading(folder: Path, states: list[set[str]]) -> None:
    """Read everything that is there; fails where an article is not what an undisturbed build makes of it.

    While somebody builds, an article's graphs are as it was read, or have the addresses that the articles of one of
    these states share.
    """
    with Store.open(folder, read_only=True) as store:
        by_graph: dict[str, set[str]] = {}
        for line in store.n_quads().splitlines():
            by_graph.setdefault(line.rpartition("<")[2], set()).add(line)
        for each in store.articles():
            graphs = {f"{graph}> ." for graph in article_graphs(each)}
            lines = {line for graph in graphs for line in by_graph[graph]}
            as_read = set(n_quads(store.as_read(each)).splitlines())
            shared = [{line for line in state if line.rpartition("<")[2] in graphs} for state in states]
            assert lines in (as_read, *shared), f"article {each} is not whole"
            store.text(each)


def in_child(work: Callable[[], None]) -> int:
    """Start some work in a process of its own; its id."""
    pid = os.fork()
    if pid:
        return pid
    code = FAILED
    try:
        work()
        code = 0
    except KgError as error:
        code = NONE_YET if "There is no store" in str(error) else CLEAR
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def ended(pid: int, patience: float = PATIENCE) -> int | None:
    """The exit code of a child, negative for a signal; None where it had to be ended since it hangs."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return None


def run(work: Callable[[], None]) -> int | None:
    """Do some work in a process of its own; how it ended."""
    return ended(in_child(work))


def called(code: int | None) -> str:
    """An exit code in a word."""
    return {None: "hangs", 0: "done", FAILED: "traceback", CLEAR: "error", NONE_YET: "no store"}.get(
        code, f"exit {code}"
    )


@dataclass
class Trials:
    """One undisturbed build, and all that is held against it."""

    top: Path
    sources: list[Path]
    chance: random.Random
    expected: bytes = b""
    states: list[set[str]] = field(default_factory=list)
    seconds: float = 0.0

    def prepare(self) -> None:
        """Build once, undisturbed."""
        # What is read once is read before the children part; a store on disk has threads, which they would not have.
        warm = self.top / "warm"
        (warm / "articles").mkdir(parents=True)
        build(self.sources, Store(warm, ox.Store()))
        start = time.monotonic()
        assert run(partial(building, self.sources, self.top / "whole")) == 0
        self.seconds = time.monotonic() - start
        assert run(partial(exporting, self.top / "whole", self.top / "whole.nq")) == 0
        self.expected = (self.top / "whole.nq").read_bytes()
        self.keep_state(self.top / "whole")

    def keep_state(self, store: Path) -> None:
        """Take note of how an undisturbed build left a store."""
        dump = store.with_suffix(".dump")
        assert run(partial(dumping, store, dump)) == 0
        self.states.append(set(dump.read_text("utf-8").splitlines()))

    def new(self, *, holding: int = 0) -> Path:
        """A folder without a store, or with one that holds some of the articles."""
        folder = self.top / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        if holding:
            half = self.top / f"holding-{holding}"
            if not half.exists():
                assert run(partial(building, self.sources[:holding], half)) == 0
                self.keep_state(half)
            shutil.copytree(half, folder)
        return folder

    def after(self, folder: Path) -> str | None:
        """What is wrong with a store after a fault; None where it survived."""
        code = run(partial(reading, folder, self.states))
        if code not in (0, NONE_YET) or (code == NONE_YET and (folder / "store.json").exists()):
            return f"reading at once: {called(code)}"
        return self.finishes(folder)

    def finishes(self, folder: Path) -> str | None:
        """What is wrong with the next build; None where it gives what an undisturbed one gives."""
        if code := run(partial(building, self.sources, folder)):
            return f"the next build: {called(code)}"
        to = self.top / "trial.nq"
        if code := run(partial(exporting, folder, to)):
            return f"the export: {called(code)}"
        if to.read_bytes() != self.expected:
            return "the export is another"
        return self.faults(folder) or None

    def faults(self, folder: Path) -> str:
        """What kg doctor says."""
        to = self.top / "faults"
        code = run(
            lambda: bool(to.write_text("; ".join(each.sentence() for each in examine(folder)), "utf-8")) and None
        )
        return to.read_text("utf-8") if code == 0 else f"doctor: {called(code)}"


# The trials


def random_kills(trials: Trials, tries: int) -> Count:
    """Builds and rebuilds, killed at any moment."""
    count = Count("killed at a random moment of a build")
    for number in range(tries):
        folder = trials.new(holding=(number % 2) * len(trials.sources) // 2)
        work = rebuilding if number % 2 else building
        moment = trials.chance.uniform(0, trials.seconds * 1.05)
        pid = in_child(partial(work, trials.sources, folder))
        time.sleep(moment)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        count.add(f"after {moment:.3f} s", trials.after(folder))
    return count


def step_kills(trials: Trials, calls: tuple[int, ...], most: int | None) -> Count:
    """Builds and rebuilds, killed before and after each step."""
    count = Count("killed at a step")
    never = []
    half = len(trials.sources) // 2
    cases = [
        (step, when, call, size)
        for step in STEPS
        for when in ("before", "after")
        for call in calls
        for size in (0, half)
    ]
    for step, when, call, holding in cases if most is None else trials.chance.sample(cases, most):
        folder = trials.new(holding=holding)
        code = run(partial(_killed_at, step, call, when == "before", trials.sources, folder, again=holding > 0))
        if code == -signal.SIGKILL:
            count.add(f"{when} call {call} of {step}, holding {holding}", trials.after(folder))
        elif call == 1 and holding:
            never.append(step)
    count.note = f"(not reached: {', '.join(sorted(set(never)))})" if never else ""
    return count


def _killed_at(step: str, call: int, before: bool, sources: list[Path], folder: Path, *, again: bool) -> None:
    module, _, name = step.rpartition(".")
    owner: object = None
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        if ".".join(parts[:size]) in sys.modules:
            owner = sys.modules[".".join(parts[:size])]
            for part in parts[size:]:
                owner = getattr(owner, part)
            break
    real = getattr(owner, name)
    calls = 0

    def patched(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call and before:
            os.kill(os.getpid(), signal.SIGKILL)
        result = real(*arguments, **options)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(owner, name, patched)
    (rebuilding if again else building)(sources, folder)


def full_disk(trials: Trials, sizes: list[int]) -> Count:
    """A small disk of its own, full in the middle of a build, then freed; needs root."""
    count = Count("disk full during a build, then freed")
    disk = trials.top / "disk"
    disk.mkdir()
    for size in sizes:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)], capture_output=True, check=False
        )
        if mounted.returncode:
            count.note = "(not tried: no small disk can be mounted)"
            break
        try:
            filler = disk / "filler"
            if size == sizes[0]:  # full before the first write
                with filler.open("wb", buffering=0) as file:
                    while _takes(file.write):
                        pass
            code = run(partial(building, trials.sources, disk / "store"))
            wrong = None if code in (0, CLEAR) else f"the build: {called(code)}"
            filler.unlink(missing_ok=True)
            subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
            count.add(f"{size} KiB", wrong or trials.after(disk / "store"))
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)
    return count


def _takes(write: Callable[[bytes], int]) -> bool:
    try:
        return bool(write(bytes(4096)))
    except OSError:
        return False


def limited_files(trials: Trials, sizes: list[int]) -> Count:
    """No file may grow beyond a size: what a full disk does, without a disk of its own."""
    count = Count("no file may grow further, during a build")
    for size in sizes:
        folder = trials.new()

        def work(size: int = size, folder: Path = folder) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            building(trials.sources, folder)

        code = run(work)
        count.add(f"{size} bytes", trials.after(folder) if code in (0, CLEAR) else f"the build: {called(code)}")
    return count


def exports(trials: Trials, formats: tuple[str, ...]) -> Count:
    """Exports over an older file, for which there is no room."""
    count = Count("disk full during an export: the older file stays")
    for format_ in formats:
        file = trials.top / f"export.{format_}"
        if format_ == "csv":
            file.mkdir()
        options = ["--store", str(trials.top / "whole"), "export", str(file), "--format", format_]

        def work(size: int, options: list[str] = options) -> None:
            if size:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            kg(options)

        assert run(partial(work, 0)) == 0
        good = _content(file)
        code = run(partial(work, 500))
        wrong = None if code == 2 else f"the export: {called(code)}"
        count.add(format_, wrong or (None if _content(file) == good else "the older file is gone"))
    return count


def _content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return {each.name: each.read_bytes() for each in files if each.is_file()}


def damage(trials: Trials, most: int | None) -> Count:
    """Each file of a store, harmed in each way; or a choice of these."""
    count = Count("a file flipped, truncated, emptied or deleted")
    names = sorted(
        path.relative_to(trials.top / "whole") for path in (trials.top / "whole").rglob("*") if path.is_file()
    )
    cases = [(name, how) for name in names for how in ("flip", "end", "truncate", "empty", "delete")]
    told = healed = 0
    for name, how in cases if most is None else trials.chance.sample(cases, most):
        folder = trials.new()
        shutil.copytree(trials.top / "whole", folder)
        _harm(folder / name, how, trials.chance)
        code = run(partial(reading, folder, trials.states))
        wrong = None if code in (0, CLEAR) else f"reading: {called(code)}"
        code = run(partial(building, trials.sources, folder))
        if code == CLEAR:
            told += 1
            if not wrong and not trials.faults(folder):
                wrong = "the build fails, and doctor finds nothing"
        else:
            healed += 1
            wrong = wrong or (f"the build: {called(code)}" if code else trials.finishes(folder))
            if wrong and name.suffix != ".txt" and "seal" in wrong:
                wrong = None  # told by doctor, which seals it again
        count.add(f"{name} {how}", wrong)
    count.note = f"({told} told in words, {healed} harmless or healed by the next build)"
    return count


def _harm(path: Path, how: str, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    match how:
        case "flip" | "end" if content:
            last = len(content) - 1
            content[chance.randint(max(0, last - 60), last) if how == "end" else chance.randint(0, last)] ^= 0x10
            path.write_bytes(content)
        case "truncate":
            path.write_bytes(content[: len(content) // 2])
        case "empty":
            path.write_bytes(b"")
        case "delete":
            path.unlink()


def readers(trials: Trials, readers: int = 8, questions: int = 8) -> list[Count]:
    """Readers who open the store and ask, while a build goes on from beginning to end."""
    from kg.questions import ask, catalogue

    asked = [each for each in catalogue() if "view" in each.tags]
    counts = []
    for busy in (False, True):
        count = Count(f"{readers} readers × {questions} questions, " + ("during a build" if busy else "nobody writes"))
        folder = trials.new(holding=len(trials.sources) // 2)
        times = trials.top / "times"
        times.write_text("")

        def writing(folder: Path = folder) -> None:
            while True:
                rebuilding(trials.sources, folder)

        def questioning(reader: int, folder: Path = folder, times: Path = times) -> None:
            answered = 0
            for number in range(questions):
                start = time.monotonic()
                try:
                    with Store.open(folder, read_only=True) as store:
                        ask(store, asked[(reader + number) % len(asked)], evidence=True)
                except KgError as error:
                    print(f"    {error}", flush=True)
                    continue
                answered += 1
                with times.open("a") as file:
                    file.write(f"{time.monotonic() - start}\n")
            sys.exit(100 + answered)

        writer = in_child(writing) if busy else 0
        time.sleep(0.2 if busy else 0)
        children = [in_child(partial(questioning, each)) for each in range(readers)]
        for each in children:
            answered = (ended(each) or 100) - 100
            for number in range(questions):
                count.add("a question", None if number < answered else "not answered")
        if busy:
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)
            left = trials.after(folder)
            count.add("the store after it", left) if left else None
        took = sorted(map(float, times.read_text().split()))
        count.note = f"(median {statistics.median(took):.3f} s, 95 % within {took[int(len(took) * 0.95)]:.3f} s)"
        counts.append(count)
    return counts


def two_builds(trials: Trials, rounds: int) -> Count:
    """Two processes that build into the same new store."""
    count = Count("two builds at once: one wins, the other is told")
    for _ in range(rounds):
        folder = trials.new()
        both = [in_child(partial(building, trials.sources, folder)) for _ in range(2)]
        codes = sorted(ended(each) or 0 for each in both)
        wrong = None if codes in ([0, CLEAR], [0, 0]) else ", ".join(map(called, codes))
        count.add("a round", wrong or trials.after(folder))
    return count


def main() -> int:
    """Try everything, and tell; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="A few of each.")
    parser.add_argument("--seed", type=int, default=0, help="For another choice of moments and bytes.")
    parser.add_argument("--figures", type=Path, help="The file of figures to write, where everything was tried.")
    given = parser.parse_args()
    quick: bool = given.quick
    counts = []
    with tempfile.TemporaryDirectory(prefix="kg-faults-") as top:
        trials = Trials(Path(top), ARTICLES[: 2 if quick else 12], random.Random(given.seed))
        trials.prepare()
        kinds: list[Callable[[], Count | list[Count]]] = [
            partial(random_kills, trials, 3 if quick else 100),
            partial(step_kills, trials, (1,) if quick else (1, 2, 7), 6 if quick else None),
            partial(limited_files, trials, [20_000] if quick else [0, 40, 1_000, 20_000, 100_000, 500_000, 1_500_000]),
            partial(exports, trials, ("csv",) if quick else ("ttl", "nq", "jsonld", "csv", "graphml", "neo4j")),
            partial(damage, trials, 4 if quick else None),
            partial(readers, trials, 2 if quick else 8),
            partial(two_builds, trials, 1 if quick else 6),
        ]
        if not quick:
            kinds.insert(2, partial(full_disk, trials, [64, 100, 500, 1_000, 2_000, 4_000, 6_000, 8_000, 12_000]))
        for kind in kinds:
            made = kind()
            for count in made if isinstance(made, list) else [made]:
                count.tell()
                counts.append(count)
    if given.figures and not quick:
        _write(given.figures, counts)
    return 1 if any(count.lost for count in counts) else 0


def _write(file: Path, counts: list[Count]) -> None:
    figures = kept(file)
    figures["faults"] = {"day": datetime.now(UTC).date().isoformat()} | {
        f"kind-{number}": {
            "survived": count.tried - len(count.lost),
            "tried": count.tried,
            "how": f"{count.what} {count.note}".strip(),
        }
        for number, count in enumerate(counts, start=1)
    }
    keep(file, figures)


if __name__ == "__main__":
    sys.exit(main())
