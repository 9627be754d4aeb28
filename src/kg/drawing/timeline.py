"""Awards over the years: one below the other, each with those who received it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kg.drawing.awards import awards
from kg.drawing.document import Entry, Picture, kind_entry, n
from kg.drawing.graph import sentences
from kg.drawing.lettering import BOLD, shortened, text_width
from kg.drawing.palette import MARKS
from kg.drawing.wording import counted, kind_name, phrase
from kg.network import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.drawing.wording import Language
    from kg.network import Edge, Network, Node

WIDTH = 1040.0
_LEFT = 118.0
_CHIP = 24.0
_GAP = 7.0
_LONGEST = 58


@dataclass(slots=True)
class _Award:
    node: Node
    day: str
    edges: list[tuple[int, Edge]]


def timeline(network: Network, language: Language = "en", title: str = "") -> Picture:
    """What was received in which year, the years from above to below; last what no article gives a year to."""
    part = awards(network)
    years = _years(part)
    numbers = {iri: number for number, iri in enumerate(part.nodes)}
    body: list[str] = []
    spine: list[float] = []
    places: dict[str, tuple[float, float]] = {}
    y, right = 10.0, 0.0
    for year, given in years.items():
        spine.append(y)
        count = len({edge.source for award in given for _, edge in award.edges})
        word = counted(language, recipient=count)
        undated = phrase("undated", language)
        body.append(
            f'<text class="year end" x="{n(_LEFT - 34)}" y="{n(y + 6)}">{year}</text>'
            if year
            else "".join(
                f'<text class="strong end" x="{n(_LEFT - 34)}" y="{n(y + 1 + 15 * i)}">{escape(line)}</text>'
                for i, line in enumerate(_halves(undated))
            )
        )
        below = y + 23 if year else y + 34
        body.append(f'<text class="faint small end" x="{n(_LEFT - 34)}" y="{n(below)}">{escape(word)}</text>')
        for award in given:
            places.setdefault(award.node.iri, (_LEFT, y))
            drawn, y, end = _award(award, part, numbers, y, language)
            body, right = [*body, *drawn], max(right, end)
        y += 20
    if spine:
        dots = "".join(f'<circle class="dot" cx="{n(_LEFT - 16)}" cy="{n(at)}" r="4.5"/>' for at in spine)
        line = f'<path class="rule" style="stroke-width:2" d="M{n(_LEFT - 16)} {n(spine[0])}V{n(y - 30)}"/>'
        body = [line, dots, *body]
    else:
        body, y = [f'<text x="0" y="16">{escape(phrase("empty", language))}</text>'], 24.0
    for edge in part.edges:
        x, at = places.get(edge.target, (0.0, 0.0))
        places.setdefault(edge.source, (x + 200, at))
    told = counted(
        language,
        award=len({edge.target for edge in part.edges}),
        recipient=len({edge.source for edge in part.edges}),
        year=len([year for year in years if year]),
    )
    if part.hidden:
        told += f" · {phrase('hidden', language, hidden=part.hidden)}"
    return Picture(
        part,
        title or phrase("timeline", language),
        told,
        right,
        max(y - 24, 24.0),
        body,
        _legend(part, language),
        places,
    )


def _years(network: Network) -> dict[int, list[_Award]]:
    """The awards of each year by day and name, their recipients by rank and name; year 0 is none."""
    found: defaultdict[int, defaultdict[str, list[tuple[int, Edge]]]] = defaultdict(lambda: defaultdict(list))
    for number, edge in enumerate(network.edges):
        for year in edge.years or sorted({int(day[:4]) for day in edge.days}) or [0]:
            found[year][edge.target].append((number, edge))
    return {
        year: sorted(
            (
                _Award(network.nodes[iri], _day(edges, year), sorted(edges, key=lambda each: _order(each[1], network)))
                for iri, edges in found[year].items()
            ),
            key=lambda award: (award.day or "9", award.node.label, award.node.iri),
        )
        for year in sorted(found, key=lambda year: (year == 0, year))
    }


def _day(edges: list[tuple[int, Edge]], year: int) -> str:
    return min((day for _, edge in edges for day in edge.days if int(day[:4]) == year), default="")


def _order(edge: Edge, network: Network) -> tuple[int, str, str]:
    rank = _rank(edge).removeprefix("#")
    return int(rank) if rank.isdecimal() else 99, network.nodes[edge.source].label, edge.source


def _rank(edge: Edge) -> str:
    return next((each for each in edge.detail.split(", ") if each.startswith("#")), "")


def _award(
    award: _Award, network: Network, numbers: dict[str, int], y: float, language: Language
) -> tuple[list[str], float, float]:
    """An award's title and, below, its recipients in rows; where the next one begins, and how far right it reaches."""
    name = shortened(award.node.label, 90)
    width = text_width(name, 13.5, BOLD) + 28
    day = award.day and _written(award.day, language)
    drawn = [
        f'<g class="node k-award" data-node="{numbers[award.node.iri]}" tabindex="0">'
        f"<title>{escape(award.node.label)}</title>"
        f'<rect class="hit" x="{n(_LEFT - 6)}" y="{n(y - 11)}" width="{n(width)}" height="22"/>'
        f'<path class="mark" transform="translate({n(_LEFT + 6)} {n(y)}) scale(1.15)" d="{MARKS["award"]}"/>'
        f'<text class="strong award" x="{n(_LEFT + 20)}" y="{n(y + 5)}">{escape(name)}</text></g>',
    ]
    right = _LEFT + 4 + width
    if day:
        x, right = right, right + text_width(day, 10.5)
        drawn.append(f'<text class="faint small" x="{n(x)}" y="{n(y + 4.5)}">{escape(day)}</text>')
    y += 18
    for x, row, (number, edge) in _rows(award.edges, network):
        node = network.nodes[edge.source]
        label, rank = shortened(node.label, _LONGEST), _rank(edge)
        width = _chip_width(edge, network)
        top, right = y + row * (_CHIP + _GAP), max(right, x + width)
        classes = f"chip k-{node.kind}" + (" open" if node.open else "")
        classes += " centre" if edge.source == network.centre else ""
        told = escape(sentences(edge, network, language))
        badge = (
            f'<text class="faint small end" x="{n(x + width - 9)}" y="{n(top + 16)}">{escape(rank)}</text>'
            if rank
            else ""
        )
        drawn.append(
            f'<g class="{classes}" data-edge="{number}" tabindex="0"><title>{told}</title>'
            f'<rect class="box" x="{n(x)}" y="{n(top)}" width="{n(width)}" height="{n(_CHIP)}" rx="12"/>'
            f'<path class="mark" transform="translate({n(x + 13)} {n(top + 12)}) scale(.8)" d="{MARKS[node.kind]}"/>'
            f'<text x="{n(x + 23)}" y="{n(top + 16.2)}">{escape(label)}</text>{badge}</g>'
        )
    return drawn, top + _CHIP + 26, right


def _rows(edges: list[tuple[int, Edge]], network: Network) -> Iterator[tuple[float, int, tuple[int, Edge]]]:
    x, row = _LEFT + 20, 0
    for each in edges:
        width = _chip_width(each[1], network)
        if x + width > WIDTH and x > _LEFT + 20:
            x, row = _LEFT + 20, row + 1
        yield x, row, each
        x += width + _GAP


def _chip_width(edge: Edge, network: Network) -> float:
    rank = _rank(edge)
    label = shortened(network.nodes[edge.source].label, _LONGEST)
    return text_width(label) + 34 + (text_width(rank, 10.5) + 6 if rank else 0)


def _written(day: str, language: Language) -> str:
    """A day as people write it.

    >>> _written("2019-11-06", "id")
    '6 November 2019'
    """
    months = phrase("months", language).split()
    year, month, number = day.split("-")
    return f"{int(number)} {months[int(month) - 1]} {year}"


def _halves(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def _legend(network: Network, language: Language) -> list[Entry]:
    kinds = {node.kind for node in network.nodes.values()}
    entries = [kind_entry(kind, kind_name(kind, language)) for kind in KINDS if kind in kinds]
    if any(node.open for node in network.nodes.values()):
        box = '<g class="k-area open"><rect class="box" x="-2" y="-6" width="18" height="12" rx="6"/></g>'
        entries.append(Entry(phrase("open", language), box))
    if any(_rank(edge) for edge in network.edges):
        entries.append(Entry(phrase("rank", language), '<text class="faint small" x="0" y="4">#2</text>'))
    return entries
