"""How a command ends: the four exit codes, and what the user sees where it could not run."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager, suppress
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from kg.errors import KgError, harmless
from kg.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Exit(IntEnum):
    """The exit codes of ``kg``. Where several hold, the data's failure is told first: 1 beats 3."""

    DONE = 0
    FAILED_CHECK = 1
    COULD_NOT_RUN = 2
    SOME_REFUSED = 3


@contextmanager
def run_to_exit_code(ctx: click.Context) -> Iterator[None]:
    """Turn an error the user can mend, or an interruption, into one sentence on stderr and exit code 2."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()  # what cannot be written is told, not lost when the process ends
    except KgError as error:
        told = "\n".join(harmless(line) for line in str(error).split("\n"))
        click.echo(f"kg: {told}", err=True)
        ctx.exit(Exit.COULD_NOT_RUN)
    except KeyboardInterrupt:
        click.echo("kg: interrupted.", err=True)
        ctx.exit(Exit.COULD_NOT_RUN)
    except OSError as error:
        if error.errno == errno.EPIPE:  # "| head" has seen enough
            raise
        _forget_output()
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: {where}{error.strerror or error}. Mend that, or write to another place.", err=True)
        ctx.exit(Exit.COULD_NOT_RUN)


def written(path: Path | None, content: bytes) -> None:
    """Write what a command gives to a file, whole or not at all, or to stdout where the path is None.

    Raises:
        KgError: where the file cannot be written; an older one stays as it was.
    """
    if path is None:
        sys.stdout.buffer.write(content)
        return
    try:
        write_whole(path, content)
    except OSError as error:
        raise cannot_write(path, error) from None


def cannot_write(path: Path, error: OSError) -> KgError:
    """The error for a file of the user's that cannot be written."""
    older = " The older file is as it was." if path.is_file() else ""
    return KgError(f"{path} cannot be written: {error.strerror or error}.{older} Choose another file, or free space.")


def _forget_output() -> None:
    """Let nothing more go to a stdout that takes nothing, so that Python does not complain of it at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
