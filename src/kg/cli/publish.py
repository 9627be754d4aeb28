"""``kg publish``: the store's graphs on a SPARQL server."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg.cli.exits import Exit
from kg.cli.presenting import short
from kg.cli.telling import write_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.publishing import Connection, Credentials, Difference, Outcome, Plan
    from kg.publishing.endpoints import Protocol

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@click.command("publish")
@click.argument("url")
@click.option(
    "--protocol",
    type=click.Choice(["auto", "gsp", "update"]),
    default="auto",
    show_default=True,
    help="The Graph Store Protocol, or SPARQL Update; auto asks the server.",
)
@click.option("--update-url", metavar="URL", help="Where updates go. [default: URL, or found out]")
@click.option("--query-url", metavar="URL", help="Where queries are answered. [default: found out]")
@click.option("--user", metavar="NAME", default="", help="Who publishes. [default: $KG_PUBLISH_USER, else by ~/.netrc]")
@click.option("--name", default="kg", show_default=True, help="Of this publication, where several share a server.")
@click.option("--evidence/--no-evidence", default=True, show_default=True, help="The words behind the facts too.")
@click.option("--retract/--no-retract", default=True, show_default=True, help="Take back what left the store.")
@click.option("--verify-all", is_flag=True, help="Read back also what was verified before.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option(
    "--batch", type=click.IntRange(1), default=1000, show_default=True, help="How many statements a request carries."
)
@click.option(
    "--timeout", type=click.FloatRange(0.1), default=60.0, show_default=True, help="Seconds that a request may take."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    url: str,
    protocol: Protocol,
    update_url: str | None,
    query_url: str | None,
    user: str,
    name: str,
    evidence: bool,
    retract: bool,
    verify_all: bool,
    dry_run: bool,
    batch: int,
    timeout: float,
    as_json: bool,
) -> None:
    """Bring the SPARQL 1.1 server at URL to what the store holds, graph by graph, and verify it there.

    URL is a server's address (Oxigraph, Fuseki, Virtuoso, RDF4J, GraphDB), or that of its graph store or updates. Only
    graphs that changed are sent. Each is read back and compared, by size and checksum. Broken off, the same command
    goes on where it stopped. Graphs that kg published before and that left the store are taken back; no other graph of
    the server is touched.

    The password comes from $KG_PUBLISH_PASSWORD (with $KG_PUBLISH_USER), a token from $KG_PUBLISH_TOKEN, else both
    user and password from ~/.netrc.

    \b
    Examples:
      kg publish http://localhost:7878
      kg publish http://localhost:8890 --user dba --dry-run
      kg publish https://example.org/ds/data --protocol gsp --no-evidence

    Exit code 1: the server does not hold what was sent.
    """
    from kg.exporting import selected
    from kg.publishing import Connection, Server, credentials, discover, plan, publish
    from kg.store import Store

    addresses = [each for each in (url, update_url, query_url) if each]
    who = credentials(url, os.environ, user)
    connection = Connection(addresses, who, timeout)
    _warn(addresses, who)
    with Store.open(ctx.obj, read_only=True) as opened:
        quads = selected(opened, evidence)
    server = Server(connection, discover(connection, url, protocol, update_url, query_url), batch)
    todo = plan(server, quads, name, retract=retract, verify_all=verify_all)
    if dry_run:
        _tell_plan(todo, as_json)
        return
    outcome = publish(server, todo, batch, _progress if sys.stderr.isatty() else None)
    _tell(todo, outcome, as_json)
    if outcome.differences:
        _tell_differences(outcome.differences, connection)
        ctx.exit(Exit.FAILED_CHECK)


def _warn(addresses: Sequence[str], who: Credentials | None) -> None:
    open_ = [each for each in map(urlsplit, addresses) if each.scheme == "http" and each.hostname not in _LOOPBACK]
    if who is not None and open_:
        click.echo(
            f"kg: {open_[0].hostname} is reached without encryption; https:// keeps the password from others.", err=True
        )


def _progress(done: int, of: int) -> None:
    write_over(f"{done:,} of {of:,} graphs sent and read back")
    if done == of:
        click.echo(err=True)


def _statements(todo: Plan) -> int:
    return sum(map(len, todo.send.values()))


def _tell_plan(todo: Plan, as_json: bool) -> None:
    if as_json:
        _echo_json({"send": sorted(todo.send), "unchanged": sorted(todo.unchanged), "retract": list(todo.retract)})
        return
    click.echo(f"would send     {len(todo.send):>7,} graphs, {_statements(todo):,} statements")
    click.echo(f"unchanged      {len(todo.unchanged):>7,} graphs")
    click.echo(f"would retract  {len(todo.retract):>7,} graphs")
    for graph in todo.retract:
        click.echo(f"  {short(graph)}")


def _tell(todo: Plan, outcome: Outcome, as_json: bool) -> None:
    if as_json:
        _echo_json(
            {
                "sent": sorted(todo.send),
                "verified": sorted(outcome.verified),
                "unchanged": sorted(todo.unchanged),
                "retracted": outcome.retracted,
                "differences": [
                    {"graph": each.graph, "sent": each.sent, "found": each.found} for each in outcome.differences
                ],
            }
        )
        return
    click.echo(f"sent       {len(todo.send):>7,} graphs, {_statements(todo):,} statements")
    click.echo(f"verified   {len(outcome.verified):>7,} of them: sizes and checksums agree")
    click.echo(f"unchanged  {len(todo.unchanged):>7,} graphs")
    click.echo(f"retracted  {len(outcome.retracted):>7,} graphs")


def _tell_differences(differences: Sequence[Difference], connection: Connection) -> None:
    for each in differences:
        click.echo(
            f"kg: {short(each.graph)} is not on the server as it was sent: {each.sent:,} statements sent, "
            f"{each.found:,} found.",
            err=True,
        )
        for word, lines in (("missing", each.missing), ("not sent", each.added)):
            for line in lines:
                click.echo(f"  {word}: {connection.told(line)[:200]}", err=True)
    click.echo(
        "A server that caps its answers, or alters literals, gives back less than it took. Where no query address is "
        "known, --query-url lets kg read large graphs in parts.",
        err=True,
    )


def _echo_json(data: dict[str, object]) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
