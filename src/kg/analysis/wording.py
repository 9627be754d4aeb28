"""What was found, in a sentence that holds as it stands, in English or Indonesian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.analysis.centrality import Bridge, Part
    from kg.analysis.recognition import Shared, Year
    from kg.network import Node

Language = Literal["en", "id"]
_NAMED = 3


def say_shared(shared: Shared, language: Language = "en") -> str:
    """Which awards two areas received in common."""
    one, other, awards = _name(shared.one, language), _name(shared.other, language), _names(shared.awards, language)
    count = len(shared.awards)
    if language == "id":
        return f"{one} dan {other} sama-sama meraih {count} penghargaan: {awards}."
    return f"{one} and {other} received {count} {'award' if count == 1 else 'awards'} in common: {awards}."


def say_bridge(bridge: Bridge, language: Language = "en") -> str:
    """How much of its part is linked through a thing, and what would be apart without it."""
    share, name = f"{bridge.share:.0%}".replace("%", " %"), _name(bridge.thing, language)
    apart, count = _names(bridge.apart, language), len(bridge.apart)
    if language == "id":
        about = "sekitar " if bridge.estimated else ""
        said = f"{about}{share} jalur terpendek antara dua hal lain di bagiannya melewati {name}."
        lost = f" Tanpa {name}, {count} hal terputus dari selebihnya: {apart}."
    else:
        about = "about " if bridge.estimated else ""
        said = f"{about}{share} of the shortest ways between two other things in its part lead through {name}."
        things = "1 thing" if count == 1 else f"{count} things"
        lost = f" Without {name}, {things} would be apart from the rest: {apart}."
    return said[0].upper() + said[1:] + (lost if bridge.apart else "")


def say_part(part: Part, language: Language = "en") -> str:
    """How many things hang together, and around which."""
    names, count = _names(part.things, language), len(part.things)
    if language == "id":
        return f"{count} hal terhubung satu sama lain, dan dengan hal lain tidak: {names}."
    return f"{count} things are linked with each other, and with nothing else: {names}."


def say_year(year: Year, language: Language = "en") -> str:
    """What was received in a year."""
    if language == "id":
        when = "Tanpa tahun" if year.year is None else f"Pada {year.year}"
        return (
            f"{when}, {year.recipients} penerima meraih {year.awards} penghargaan, {year.areas} di antaranya wilayah; "
            f"{year.pairs} pasang wilayah berbagi penghargaan."
        )
    when = "Undated" if year.year is None else f"In {year.year}"
    recipients = "1 recipient" if year.recipients == 1 else f"{year.recipients} recipients"
    awards = "1 award" if year.awards == 1 else f"{year.awards} awards"
    pairs = "1 pair of areas shares one" if year.pairs == 1 else f"{year.pairs} pairs of areas share one"
    return f"{when}, {recipients} received {awards}, {year.areas} of them areas; {pairs}."


def _name(node: Node, language: Language) -> str:
    if not node.open:
        return node.label
    return f"{node.label} (kota atau kabupaten)" if language == "id" else f"{node.label} (city or regency)"


def _names(nodes: Sequence[Node], language: Language) -> str:
    """The first names, and how many more: "A, B, C (+2)"."""
    more = f" (+{len(nodes) - _NAMED})" if len(nodes) > _NAMED else ""
    return ", ".join(_name(node, language) for node in nodes[:_NAMED]) + more
