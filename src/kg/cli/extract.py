"""``kg extract``: the facts and near misses of articles, without storing them."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.article import Evidence, Role
    from kg.facts import Fact, Facts, NearMiss


@click.command("extract")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--explain", is_flag=True, help="The rule behind each role, and how its value came from the words.")
@click.option("--json", "as_json", is_flag=True, help="As JSON: each role with value, rule, note, words and offsets.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the JSON to a file.")
@click.option(
    "--lang", type=click.Choice(["id", "en"]), default="en", show_default=True, help="Language of explanations."
)
@click.pass_context
def command(
    ctx: click.Context, *, sources: tuple[Path, ...], explain: bool, as_json: bool, output: Path | None, lang: str
) -> None:
    """Show what articles state, each role with its words, and what they nearly state, with the reason.

    \b
    Examples:
      kg extract berita.txt
      kg extract berita.txt --explain --lang id
      kg extract data/articles -o facts.json
    """
    from kg.errors import KgError, Refused
    from kg.extraction import extract
    from kg.pipeline import articles

    refused = 0
    data = []
    for read in articles(sources):
        if isinstance(read, Refused):
            refused += 1
            click.echo(f"refused: {read}", err=True)
            continue
        facts = extract(read)
        if as_json or output:
            data.append(_data(facts))
        else:
            click.echo("\n".join(_lines(facts, explain, lang)))
    if as_json or output:
        text = json.dumps({"articles": data}, ensure_ascii=False, indent=2) + "\n"
        if as_json:
            click.echo(text, nl=False)
        if output:
            try:
                output.write_text(text, "utf-8", newline="\n")
            except OSError as error:
                raise KgError(f"{output} cannot be written: {error.strerror}. Choose another file with -o.") from None
            click.echo(f"Wrote the facts of {len(data)} articles to {output}.", err=True)
    ctx.exit(Exit.SOME_REFUSED if refused else Exit.DONE)


# For a person


def _lines(facts: Facts, explain: bool, lang: str) -> Iterator[str]:
    from kg.extraction.derivations import explanation
    from kg.facts import roles

    article = facts.article
    yield f"{article.file}: {article.headline.value}" if article.headline else article.file
    for fact in facts.facts:
        yield f"\n  {type(fact).__name__} ({fact.rule})"
        if explain:
            yield f"    rule {fact.rule}: {explanation(fact.rule, lang)}"
        for name, role in roles(fact):
            yield f"    {name}: {_shown(role.value)} — {_words(role.evidence)}"
            if explain:
                meant = explanation(role.rule, lang) if role.rule != fact.rule else ""
                yield (
                    f"      rule {role.rule}"
                    + (": " if meant or role.note else "")
                    + "; ".join(filter(None, (meant, role.note)))
                )
    for miss in facts.near_misses:
        yield f"\n  {'Nyaris' if lang == 'id' else 'Near miss'} ({miss.fact_type}, {miss.reason})"
        yield f"    {miss.message_id if lang == 'id' else miss.message_en} — {_words(miss.evidence)}"
        if miss.candidates:
            yield f"    {'calon' if lang == 'id' else 'candidates'}: {_candidates(miss.candidates)}"
    if not facts.facts and not facts.near_misses:
        yield "\n  No facts."
    yield ""


def _candidates(codes: tuple[str, ...]) -> str:
    from kg.gazetteer import Gazetteer

    areas = Gazetteer.load().areas
    return ", ".join(f"{areas[code].label} ({code})" for code in codes)


def _words(evidence: tuple[Evidence, ...]) -> str:
    return " … ".join(f"“{' '.join(each.quote.split())}”" for each in evidence)


def _shown(value: object) -> str:
    """A value as a person reads it: "Kota Bontang (64.74)", "Neni Moerniaeni (also: Bunda Neni)"."""
    from kg.facts import Area, Office, Organization, Person, Work

    match value:
        case Area():
            return f"{value.label} ({' or '.join(value.codes)})"
        case Person():
            return value.name + (f" (also: {', '.join(value.variants)})" if value.variants else "")
        case Organization():
            return value.name + (f" ({value.acronym})" if value.acronym else "")
        case Work():
            return value.name
        case Office():
            return f"{value.title} (not named)"
        case bool():
            return "yes" if value else "no"
        case _:
            return " ".join(str(value).split())


# For a program


def _data(facts: Facts) -> dict[str, Any]:
    return {
        "article": facts.article.id,
        "file": facts.article.file,
        "facts": [_fact(fact) for fact in facts.facts],
        "near_misses": [_near_miss(miss) for miss in facts.near_misses],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    from kg.facts import roles

    found: dict[str, list[dict[str, Any]]] = {}
    for name, role in roles(fact):
        found.setdefault(name, []).append(_role(role))
    return {"type": type(fact).__name__, "rule": fact.rule, "roles": found}


def _role(role: Role[Any]) -> dict[str, Any]:
    made = {"value": _value(role.value), "rule": role.rule, "note": role.note, "evidence": _spans(role.evidence)}
    return {name: each for name, each in made.items() if each != ""}


def _value(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__, **asdict(value)}
    return str(value) if isinstance(value, date | Decimal) else value


def _near_miss(miss: NearMiss) -> dict[str, Any]:
    return {**asdict(miss), "evidence": _spans(miss.evidence)}


def _spans(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"start": each.span.start, "end": each.span.end, "quote": each.quote} for each in evidence]
