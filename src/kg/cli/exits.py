"""How a command ends: the four exit codes, and what the user sees where it could not run."""

from __future__ import annotations

from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING

import click

from kg.errors import KgError, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator


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
        yield
    except KgError as error:
        told = "\n".join(harmless(line) for line in str(error).split("\n"))
        click.echo(f"kg: {told}", err=True)
        ctx.exit(Exit.COULD_NOT_RUN)
    except KeyboardInterrupt:
        click.echo("kg: interrupted.", err=True)
        ctx.exit(Exit.COULD_NOT_RUN)
