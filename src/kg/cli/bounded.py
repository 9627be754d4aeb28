"""What a command does for a stranger: looks into a store within time and memory, at names of a bounded length."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

import click

from kg.confinement import Exceeded, confined
from kg.errors import KgError, QueryError, StoreError
from kg.limits import looking_through

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.limits import Limits

T = TypeVar("T")

_DEPTH = "Write it with fewer brackets and shorter chains, or ask it in parts."
_DAMAGED = "Where other questions end so, too, the store may be damaged: build it again in another folder (--store)."


def within(limits: Limits, source: str, advice: str, work: Callable[..., T], *arguments: object) -> T:
    """What ``work(*arguments)`` gives, from a process of its own within these limits; it opens the store itself.

    Args:
        limits: how long it may take, and how much memory.
        source: what stands before a message: the query's file, its name.
        advice: what to do where it takes too long or too much.
        work: a function of a module.
        arguments: its arguments.

    Raises:
        QueryError: where it takes more than it may, or kg fails on it.
        KgError: whatever the work raises.
    """
    try:
        return confined(work, *arguments, limits=limits)
    except Exceeded as error:
        mend = f"{advice} {_DAMAGED}" if error.what in ("time", "memory") else _DEPTH
        raise QueryError(f"{source}: {error}. {mend}") from None
    except KgError:
        raise
    except Exception as error:
        what = " ".join(str(error).split())[:200]
        raise QueryError(
            f"{source}: kg failed on it, by a fault of its own: {type(error).__name__} ({what}). Report it, with the "
            "question."
        ) from None


def throughout(folder: Path, work: Callable[..., T], *arguments: object) -> T:
    """What ``work(folder, *arguments)`` gives: work on the whole store in a folder, within what its size may take.

    Raises:
        KgError: where it takes more, or the process breaks down; and whatever the work raises.
    """
    try:
        return confined(work, folder, *arguments, limits=looking_through(_size(folder)))
    except Exceeded as error:
        raise StoreError(
            f"{folder}: {error}. The store may be damaged: 'kg doctor' tells what is wrong with it."
        ) from None


def _size(folder: Path) -> int:
    """The bytes of the files in a folder, links not followed; what cannot be looked at counts nothing."""
    size, waiting = 0, [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512  # what it takes, not what it claims
    return size


def no_longer_than(most: int) -> Callable[[click.Context, click.Parameter, T], T]:
    """A check of an argument or option, or of each of several: a usage error where it is longer, or no text.

    >>> no_longer_than(500)(click.Context(click.Command("show")), click.Argument(["thing"]), "Kota Bontang")
    'Kota Bontang'
    """

    def check(ctx: click.Context, param: click.Parameter, value: T) -> T:
        for each in value if isinstance(value, tuple) else (value,):
            if not isinstance(each, str):
                continue
            if len(each) > most:
                reason = f"it has {len(each):,} characters; no more than {most:,} are read."
                raise click.BadParameter(reason, ctx, param)
            if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in each):
                raise click.BadParameter("it is no text: it holds bytes that are no UTF-8.", ctx, param)
        return value

    return check
