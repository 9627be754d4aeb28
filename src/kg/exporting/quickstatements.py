"""A draft for Wikidata: statements in the commands of QuickStatements, each with its source and the words.

https://www.wikidata.org/wiki/Help:QuickStatements. Which item a name is, no article says, so things stand as
placeholders, ``{area/64.74}``, that QuickStatements refuses: nothing can be edited by mistake. A table of items fills
them in. What is left out is told in docs/exports.md.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import KgError
from kg.exporting.claims import claims
from kg.harmless import cell_text, visible
from kg.mappers import ID, sc
from kg.mappers.terms import TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.exporting.claims import Claim, Sentence
    from kg.mappers import Quad

# Properties of Wikidata, by what they are called there.
AWARD_RECEIVED, POSITION_HELD, PARTICIPANT_IN, ORGANIZER = "P166", "P39", "P1344", "P664"
POINT_IN_TIME, RANKING, OF_JURISDICTION = "P585", "P1352", "P1001"
REFERENCE_URL, QUOTATION, TITLE, PUBLISHED = "S854", "S1683", "S1476", "S577"
_LONGEST = 1500
_LOOK_ALIKE = str.maketrans({'"': "″", "|": "¦"})
# Letters of an address that stay as they are; a quotation mark, a blank or a pipe would end it.
_IN_ADDRESSES = "%:/?#[]@!$&'()+,;=~-._"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ITEM = re.compile(r"Q[1-9]\d*")


def quickstatements(quads: Iterable[Quad], sentence: Sentence, items: Mapping[str, str] | None = None) -> str:
    """The draft: a command a line, sorted, each once a source.

    Args:
        quads: the facts and their words; without words there is nothing to cite but the article.
        sentence: gives the sentence around words.
        items: the items of things, by the path of their IRIs ("area/64.74": "Q10495"); the others stay placeholders.
    """
    lines = {line for claim in claims(quads) for line in _commands(claim, sentence, items or {})}
    return "".join(f"{line}\n" for line in sorted(lines))


def items_from(text: str, source: str) -> dict[str, str]:
    """The table of items: CSV with the columns ``thing`` (an IRI of ours or its path) and ``item`` ("Q10495").

    Raises:
        KgError: naming the line, where a column is missing or an item is none.
    """
    rows = csv.DictReader(io.StringIO(text))
    if not {"thing", "item"} <= set(rows.fieldnames or ()):
        raise KgError(f"{source}: the first line must name the columns thing and item, as in 'thing,item'.")
    found = {}
    for row in rows:
        thing, item = (cell_text(row[name] or "").strip() for name in ("thing", "item"))
        if item and not _ITEM.fullmatch(item):
            raise KgError(f"{source}:{rows.line_num}: {item!r} is no Wikidata item; an item is such as Q42.")
        if item:
            found[thing.removeprefix(ID)] = item
    return found


def _commands(claim: Claim, sentence: Sentence, items: Mapping[str, str]) -> Iterable[str]:
    match claim.kind:
        case "Conferral":
            ends = [(to, AWARD_RECEIVED, award) for to in claim.values("recipient") for award in claim.values("award")]
        case "Tenure":
            ends = [(who, POSITION_HELD, what) for who in claim.values("person") for what in claim.values("position")]
        case "Participation":
            ends = [(a, PARTICIPANT_IN, p) for a in claim.values("area") for p in claim.values("programme")]
        case "Event":
            ends = [(claim.fact, ORGANIZER, body) for body in claim.values("organizer")]
        case _:
            return
    for subject, property_, value in ends:
        # A name that may mean two areas is no item.
        if any(quad.predicate == TYPE and quad.object == sc("AmbiguousArea") for quad in claim.things.get(subject, ())):
            continue
        command = [
            _item(subject, items),
            property_,
            _item(value, items),
            *_qualifiers(claim, items),
            *_source(claim, sentence),
        ]
        told = f"{_named(claim, subject)} · {_named(claim, value)}"
        yield "\t".join(command) + f" /* {told} */"


def _item(term: str, items: Mapping[str, str]) -> str:
    path = term[1:-1].removeprefix(ID)
    return items.get(path, f"{{{path}}}")


def _named(claim: Claim, term: str) -> str:
    return _plain(claim.label(term))


def _qualifiers(claim: Claim, items: Mapping[str, str]) -> list[str]:
    day = claim.text("date") or claim.text("observedOn")
    year = claim.text("year") or claim.text("edition")
    found = []
    if day and _DAY.fullmatch(day):
        found += [POINT_IN_TIME, f"+{day}T00:00:00Z/11"]
    elif year:
        found += [POINT_IN_TIME, f"+{int(year):04}-00-00T00:00:00Z/9"]
    if claim.kind == "Conferral" and (rank := claim.text("rank")):
        found += [RANKING, rank]
    if claim.kind == "Tenure":
        for body in claim.values("body"):
            if body.startswith(f"<{ID}area/") and "_" not in body:
                found += [OF_JURISDICTION, _item(body, items)]
    return found


def _source(claim: Claim, sentence: Sentence) -> list[str]:
    """The reference: the page's address where the article bears it, its headline, its day, the sentences."""
    found = []
    if url := claim.of_article("url"):
        found += [REFERENCE_URL, f'"{quote(url, safe=_IN_ADDRESSES)}"']
    if headline := claim.of_article("headline"):
        found += [TITLE, f'id:"{_plain(headline)}"']
    if (published := claim.of_article("published")) and _DAY.fullmatch(published):
        found += [PUBLISHED, f"+{published}T00:00:00Z/11"]
    if quotation := " … ".join(claim.sentences(sentence)):
        found += [QUOTATION, f'id:"{_shortened(_plain(quotation))}"']
    return found


def _shortened(text: str) -> str:
    # Wikidata takes no longer texts.
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rpartition(" ")[0] + "…"


def _plain(text: str) -> str:
    """A text in one line; the marks that end a text, a command or a comment become those that look alike."""
    return visible(" ".join(text.split())).translate(_LOOK_ALIKE).replace("/*", "/ *").replace("*/", "* /")
