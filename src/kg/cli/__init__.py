"""The command line: one file a command, loaded only when it is called, so that ``kg --help`` answers at once."""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.cli.exits import Exit, run_to_exit_code, tell_error
from kg.cli.telling import let_go, unwritten, visibly

#: What ``kg --help`` says of each command, in the order of use. The command itself is ``kg.cli.<name>.command``.
COMMANDS = {
    "build": "Read articles, extract their facts, check and store them.",
    "extract": "Show the facts and near misses of articles without storing.",
    "validate": "Check a store or RDF files against the shapes.",
    "ask": "Ask a question in plain words, in Indonesian or English.",
    "query": "Ask a named or own SPARQL query.",
    "queries": "List the named queries.",
    "show": "One thing: its facts, each with sentence and source.",
    "export": "Write the graph to a file.",
    "draw": "Draw the graph as a picture.",
    "publish": "Bring a SPARQL server to what the store holds.",
    "evaluate": "Measure how exactly articles are read, against gold facts.",
    "link": "Who is who: tell that two things are one, or two.",
    "stats": "What is in the store.",
    "retract": "Take an article back out of the store.",
    "doctor": "Is everything in the store in order; mend what is not.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it or to show its own help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with the nearest command named where there is none of this name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else " 'kg --help' lists the commands."
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in ``kg --help``, without importing a single command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  as click has it
        """Run kg as a program does: whatever it tells is shown and not obeyed, and its end is quiet."""
        with visibly() as out:
            try:
                return super().main(*args, **kwargs)
            except SystemExit as end:
                if out.broken and end.code != Exit.COULD_NOT_RUN:  # click ends then with 1, which says something else
                    tell_error(unwritten(BrokenPipeError(errno.EPIPE, "")))
                    sys.exit(Exit.COULD_NOT_RUN)
                raise
            except OSError as error:
                tell_error(unwritten(error))
                sys.exit(Exit.COULD_NOT_RUN)
            finally:
                let_go()

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what the user can understand and mend ends with one sentence and exit code 2."""
        with run_to_exit_code(ctx):
            return super().invoke(ctx)


# Colour means that click takes no escapes out: it would take them out of data too, and they are made visible.
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100, "color": True}


@click.group(cls=LazyGroup, context_settings=_SETTINGS)
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KG_STORE",
    default=Path("kg-store"),
    show_default="$KG_STORE, else ./kg-store",
    help="The folder that holds the graph.",
)
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, store: Path) -> None:
    """Build a knowledge graph from Indonesian smart-city news; every fact points at the words that state it.

    \b
    Examples:
      kg build data/articles
      kg query conferrals
      kg show "Kota Bontang"

    Exit codes: 0 done; 1 the data failed a check; 2 could not run; 3 done, but some inputs were refused.
    """
    ctx.obj = store
