"""Give every entry point inputs that a coverage-guided fuzzer (Atheris, libFuzzer) makes up, each from nothing.

python scripts/fuzz.py [--seconds 600] [--figures FILE] [ENTRY...]

Whatever made kg fail is kept in ``fuzz-finds/``; make a test of it. Exit code 1 where something was found.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FINDS = ROOT / "fuzz-finds"
sys.path += [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "scripts")]
# One input may take so long; a whole article has its own limits.
_SLOWEST = 25
_MEMORY = 3072  # mebibytes of the process


def fuzz_one(name: str, seconds: int) -> None:
    """Fuzz one entry point; ends the process."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    with atheris.instrument_imports(include=["kg"]):
        import entry_points

        take = entry_points.ENTRY_POINTS[name]
        take(b"Kota Bontang meraih penghargaan Kota Cerdas 2019.")  # imports what it needs while it is watched
    FINDS.mkdir(exist_ok=True)
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={seconds}",
            f"-timeout={_SLOWEST}",
            f"-rss_limit_mb={_MEMORY}",
            "-max_len=8192",
            "-print_final_stats=1",
            f"-artifact_prefix={FINDS}/{name}-",
        ],
        take,
    )
    atheris.Fuzz()


def run(name: str, seconds: int) -> tuple[int, int, int, bool]:
    """How many inputs an entry point took, in how many seconds, the lines reached, and whether one made it fail."""
    command = [sys.executable, __file__, "--one", name, "--seconds", str(seconds)]
    done = subprocess.run(  # noqa: S603  this very script
        command,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stderr)
    started = re.findall(r"^#(\d+)\t", done.stderr, re.MULTILINE)
    covered = re.findall(r"\bcov: (\d+)", done.stderr)
    inputs = int(counted[1]) if counted else int(started[-1]) if started else 0
    if done.returncode or not inputs:
        sys.stderr.write(done.stderr[-4000:])
    return inputs, seconds, int(covered[-1]) if covered else 0, bool(done.returncode) or not inputs


def main() -> int:
    """Fuzz the entry points named, or all; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("entries", nargs="*")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--figures", type=Path, help="the file that keeps the figures of docs/trust.md")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        fuzz_one(given.one, given.seconds)
    from trust_page import keep, kept

    import entry_points

    figures: dict[str, dict[str, object]] = {}
    failed = False
    for name in given.entries or entry_points.ENTRY_POINTS:
        inputs, seconds, lines, found = run(name, given.seconds)
        print(
            f"{name:10} {inputs:>10,} inputs in {seconds} s, {lines:,} branches reached{', FOUND' * found}", flush=True
        )
        figures[name] = {"inputs": inputs, "seconds": seconds, "found": int(found)}
        failed |= found
    if given.figures:
        before = kept(given.figures)
        keep(
            given.figures,
            before | {"fuzz": before.get("fuzz", {}) | figures | {"day": f"{datetime.now(UTC):%Y-%m-%d}"}},
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
