"""``--limit NAME=VALUE``: how much one file and one article may take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.limits import Intake

if TYPE_CHECKING:
    from collections.abc import Callable


def _limits(ctx: click.Context, _: click.Parameter, settings: tuple[str, ...]) -> Intake:
    if "help" in settings:
        click.echo(f"The limits of what one file and one article may take:\n\n{Intake.told()}")
        ctx.exit()
    return Intake.of(settings)


def limit_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option; its argument ``limits`` is an :class:`~kg.limits.Intake`."""
    return click.option(
        "--limit",
        "limits",
        metavar="NAME=VALUE",
        multiple=True,
        is_eager=True,
        callback=_limits,
        help="Let an article take more, or less, such as seconds=60; --limit help lists what can be set.",
    )(command)
