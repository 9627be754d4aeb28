"""How a command ends: the four exit codes, and what the user sees where it could not run."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager, suppress
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.telling import let_go, put, unwritten
from kg.errors import KgError
from kg.files import write_whole
from kg.secrecy import environment_secrets, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Set, a fault of kg's own shows where in its code it happened.
TRACEBACK = "KG_TRACEBACK"


class Exit(IntEnum):
    """The exit codes of ``kg``. Where several hold, the data's failure is told first: 1 beats 3."""

    DONE = 0
    FAILED_CHECK = 1
    COULD_NOT_RUN = 2
    SOME_REFUSED = 3


@contextmanager
def run_to_exit_code(ctx: click.Context) -> Iterator[None]:
    """Turn whatever ends a command into one sentence on stderr and exit code 2; no secret is in it."""
    try:
        yield
        sys.stdout.flush()
    except KgError as error:
        _end(ctx, str(error))
    except KeyboardInterrupt:
        _end(ctx, "interrupted.")
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except OSError as error:
        _end(ctx, unwritten(error))
    except Exception as error:
        _end(ctx, _fault(error))


def tell_error(sentence: str) -> None:
    """The sentence on stderr, as far as that can be written to."""
    with suppress(OSError, ValueError):
        click.echo(f"kg: {without_secrets(sentence, environment_secrets(os.environ))}", err=True)


def _end(ctx: click.Context, sentence: str) -> None:
    tell_error(sentence)
    let_go()
    ctx.exit(Exit.COULD_NOT_RUN)


def _fault(error: Exception) -> str:
    """What is told of an error that nobody foresaw."""
    package = Path(__file__).parent.parent
    frames = [each for each in traceback.extract_tb(error.__traceback__) if package in Path(each.filename).parents]
    files = [f" in {Path(each.filename).relative_to(package.parent).as_posix()}:{each.lineno}" for each in frames]
    what = " ".join(str(error).split())
    told = f"It failed by a fault of its own: {type(error).__name__}{''.join(files[-1:])}"
    told += f" ({what[:300]})" if what else ""
    if os.environ.get(TRACEBACK):
        return f"{told}.\n{''.join(traceback.format_exception(error))}"
    return f"{told}. Report it, with the command and what it prints after: export {TRACEBACK}=1"


def written(path: Path | None, content: bytes) -> None:
    """Write what a command gives to a file, whole or not at all, or to stdout where the path is None.

    Raises:
        KgError: where the file cannot be written; an older one stays as it was.
    """
    if path is None:
        put(content)
        return
    try:
        write_whole(path, content)
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> KgError:
    """The error for a file of the user's that cannot be written."""
    older = " The older file is as it was." if path.is_file() else ""
    return KgError(f"{path} cannot be written: {error.strerror or error}.{older} Choose another file, or free space.")
