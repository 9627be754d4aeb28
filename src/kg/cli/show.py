"""``kg show``: one thing, and every fact it has a part in, each with its sentence and source."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import presenting
from kg.cli.bounded import no_longer_than, within
from kg.cli.passages import sentence
from kg.identity.rules import told as told_reason
from kg.limits import LOOKING, NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.questions.describing import Description, Property, Source
    from kg.store import Store


@click.command("show")
@click.argument("thing", metavar="IRI|NAME", callback=no_longer_than(NAME))
@click.option("--json", "as_json", is_flag=True, help="As JSON, with every quotation's place.")
@click.pass_obj
def command(store: Path, thing: str, as_json: bool) -> None:
    """Show one thing: its facts, each with the sentence that states it and the source.

    \b
    Examples:
      kg show "Kota Bontang"
      kg show area:64.74
      kg show bontang-2019.txt
    """
    advice = "Ask for it with a query: 'kg queries' lists them."
    click.echo(within(LOOKING, presenting.short(thing), advice, _told, store, thing, as_json, presenting.width()))


def _told(folder: Path, thing: str, as_json: bool, width: int) -> str:
    """The thing as it is printed."""
    from kg.questions.describing import describe, find
    from kg.store import Store

    with Store.open(folder, read_only=True) as opened:
        described = describe(opened, find(opened, thing))
        if as_json:
            return json.dumps(_data(opened, described), ensure_ascii=False, indent=2)
        return "\n".join(_lines(opened, described, width))


def _lines(store: Store, thing: Description, within: int) -> list[str]:
    lines = [f"{thing.label}  ({thing.class_}, {presenting.short(thing.iri)})"]
    # What the sources say is told under each source, with the words.
    if not thing.sources or thing.class_ == "Article":
        lines += _properties(thing.properties, within, "  ")
    if thing.class_ != "Article":
        lines += _sources(store, thing, within)
    for each in thing.alike:
        words = "one with" if each.verdict == "same" else "perhaps the same as"
        told = f"{words} “{each.name}” in {each.file}: {', '.join(told_reason(name) for name in each.reasons)}"
        lines += textwrap.wrap(told, within, initial_indent="  ", subsequent_indent="    ")
    for fact in thing.facts:
        lines += ["", f"{fact.class_}  {fact.label}  ({presenting.short(fact.iri)})"]
        lines += _sources(store, fact, within)
    return lines


def _sources(store: Store, fact: Description, within: int) -> list[str]:
    lines = []
    for source in fact.sources:
        lines += _properties(source.roles, within, "  ")
        lines.append(f"  in {source.file}" + (f", {source.outlet}" if source.outlet else ""))
        for each in sentences(store, source):
            lines += textwrap.wrap(f"“{each}”", within, initial_indent="    ", subsequent_indent="     ")
    return lines


def _properties(properties: Sequence[Property], within: int, indent: str) -> list[str]:
    names: dict[str, list[str]] = {}
    for each in properties:
        names.setdefault(each.name, []).append(each.value)
    size = max(map(len, names), default=0)
    lines = []
    for name, values in names.items():
        first = f"{indent}{name.ljust(size)}  "
        lines += textwrap.wrap("; ".join(values), within, initial_indent=first, subsequent_indent=" " * len(first))
    return lines


def sentences(store: Store, source: Source) -> list[str]:
    """The sentences in which a source states a fact, in their order, each once."""
    from kg.mappers.terms import ID

    text = store.text(source.article.removeprefix(f"{ID}article/"))
    return list(dict.fromkeys(sentence(text, each.start, each.end) for each in source.evidence))


def _data(store: Store, thing: Description) -> dict[str, Any]:
    return {
        "iri": thing.iri,
        "class": thing.class_,
        "label": thing.label,
        "properties": [_property(each) for each in thing.properties],
        "sources": [
            {
                "article": source.article,
                "file": source.file,
                "outlet": source.outlet,
                "roles": [_property(each) for each in source.roles],
                "sentences": sentences(store, source),
                "evidence": [
                    {"property": e.property, "quote": e.quote, "start": e.start, "end": e.end, "rule": e.rule}
                    for e in source.evidence
                ],
            }
            for source in thing.sources
        ],
        "facts": [_data(store, fact) for fact in thing.facts],
        "alike": [
            {"verdict": each.verdict, "name": each.name, "file": each.file, "reasons": list(each.reasons)}
            for each in thing.alike
        ],
    }


def _property(each: Property) -> dict[str, Any]:
    return {"name": each.name, "value": each.value} | ({"iri": each.iri} if each.iri else {})
