"""Give `kg build` the hostile inputs of the tests, each in a process of its own, and say what it did.

Of each input the two good articles beside it have to be stored, within 20 seconds of work and 1 GiB of memory, without
a traceback. Run it with: make hostile, or for some kinds only: scripts/hostile.py bombs links
A run of all kinds writes what it saw to the file of figures that is given, for docs/trust.md.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from trust_page import keep, kept  # noqa: E402

from hostile_inputs import KINDS, STORY, VARIANTS, make  # noqa: E402 - found by the line above

MOST_SECONDS, MOST_MEMORY, PATIENCE = 20, 1024 * 1024, 240  # seconds of work, KiB, seconds by the clock
WRONG = ("a traceback", "over 20 s", "over 1 GiB", "a good article lost")


def main() -> int:
    """Try the variants of some kinds, or of all; 1 where one of them did what none may do."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kinds", nargs="*", metavar="KIND", help="the kinds; all, unless some are named")
    arguments.add_argument("--figures", type=Path, help="the file of figures to write")
    given = arguments.parse_args()
    if unknown := sorted(set(given.kinds) - set(KINDS)):
        arguments.error(f"there is no kind {', '.join(unknown)}; the kinds are {', '.join(KINDS)}")
    _load()
    wrong: dict[str, list[str]] = {what: [] for what in WRONG}
    tried, slowest, largest = 0, 0.0, 0
    for name in given.kinds or KINDS:
        longest, most = _variants(name, wrong)
        tried, slowest, largest = tried + VARIANTS, max(slowest, longest), max(largest, most)
    for what, inputs in wrong.items():
        print(f"{what}: {len(inputs)} of {tried}" + (f": {', '.join(inputs)}" if inputs else ""))
    if given.figures and not given.kinds:
        _write(given.figures, tried, wrong, slowest, largest)
    return int(any(wrong.values()))


def _variants(name: str, wrong: dict[str, list[str]]) -> tuple[float, int]:
    """Try each variant of a kind; the most seconds and KiB that one took."""
    begun, slowest, largest = time.monotonic(), 0.0, 0
    for variant in range(VARIANTS):
        found, seconds, memory = tried_out(name, variant)
        slowest, largest = max(slowest, seconds), max(largest, memory)
        for each in found:
            wrong[each].append(f"{name} {variant}")
    took = time.monotonic() - begun
    print(f"{name:<30} most {slowest:5.1f} s of work, {largest // 1024:5} MiB  ({took:.0f} s)", flush=True)
    return slowest, largest


def _write(file: Path, tried: int, wrong: dict[str, list[str]], slowest: float, largest: int) -> None:
    figures = kept(file)
    failed = {each for inputs in wrong.values() for each in inputs}
    how = (
        f"{len(KINDS)} kinds of input, {VARIANTS} variants of each, between two good articles: these are stored, "
        f"no traceback, at most {MOST_SECONDS} s of work (seen: {slowest:.0f}) "
        f"and {MOST_MEMORY // 1024:,} MiB (seen: {largest // 1024})"
    )
    figures["hostile"] = {
        "day": datetime.now(UTC).date().isoformat(),
        "run": {"survived": tried - len(failed), "tried": tried, "how": how + _named(failed)},
    }
    keep(file, figures)


def _named(failed: set[str]) -> str:
    return f"; failed: {', '.join(sorted(failed))}" if failed else ""


def tried_out(name: str, variant: int) -> tuple[list[str], float, int]:
    """What went wrong with an input, the seconds that it took, and the memory in KiB."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        top = Path(folder)
        make(name, variant, top / "masuk")
        begun = time.monotonic()
        process = os.fork()
        if process == 0:
            _build(top)
        status, usage = _awaited(process)
        seconds = usage.ru_utime + usage.ru_stime if time.monotonic() - begun < PATIENCE else PATIENCE
        said = (top / "said").read_text("utf-8", "replace")
        for path in (top / "masuk").glob("jahat*"):
            if not path.is_symlink():
                path.chmod(0o700)
        subprocess.run(["rm", "-rf", str(top / "masuk")], check=False)  # deeper than Python's own can remove
        found = {
            "a traceback": "Traceback" in said
            or "fault of its own" in said
            or os.waitstatus_to_exitcode(status) not in (0, 3),
            "over 20 s": seconds > MOST_SECONDS,
            "over 1 GiB": usage.ru_maxrss > MOST_MEMORY,
            "a good article lost": len(list((top / "store" / "articles").glob("*.txt"))) < 2,
        }
        if any(found.values()):
            print(f"{name} {variant}: exit {os.waitstatus_to_exitcode(status)}\n{said[-2000:]}")
        return [what for what, true in found.items() if true], seconds, usage.ru_maxrss


def _load() -> None:
    """What every build loads, loaded once for all; but no store, whose threads a fork would lose."""
    from kg.pipeline import extracted

    with TemporaryDirectory() as folder:
        (Path(folder) / "a.txt").write_text(STORY, "utf-8")
        list(extracted([Path(folder) / "a.txt"]))


def _build(top: Path) -> None:
    """`kg build`, in the process that this one becomes."""
    from kg.cli import main as kg

    said = os.open(top / "said", os.O_WRONLY | os.O_CREAT, 0o600)
    os.dup2(said, 1)
    os.dup2(said, 2)
    try:
        kg(["--store", str(top / "store"), "build", str(top / "masuk")])
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _awaited(process: int) -> tuple[int, os._RUsage]:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        done, status, usage = os.wait4(process, os.WNOHANG)
        if done:
            return status, usage
        time.sleep(0.02)
    os.kill(process, signal.SIGKILL)
    _, status, usage = os.wait4(process, 0)
    return status, usage


if __name__ == "__main__":
    sys.exit(main())
