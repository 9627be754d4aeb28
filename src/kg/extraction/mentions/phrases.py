"""Phrases that the extractor knows by heart, in one index by first word: areas, bodies, offices, awards, cue words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.gazetteer import Gazetteer
from kg.gazetteer.entities import Office
from kg.language.lexicon import Lexicon
from kg.language.phrases import PhraseIndex

if TYPE_CHECKING:
    from collections.abc import Iterator


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"data/language/id/{name}.toml").read_text("utf-8"))


def _contracted(gazetteer: Gazetteer) -> dict[str, Office]:
    """The contracted offices that follow from the short names of agencies: "Kadishub", "Sekdishub", "Kepala Dishub"."""
    found: dict[str, Office] = {}
    contracted = _read("offices")["contracted"]
    for surface, agency in gazetteer.agency_phrases.items():
        for form, role in contracted.get(agency.kind, {}).items():
            if " " not in surface and surface not in agency.long.casefold():
                found[form.format(surface)] = Office(role, agency.long)
    return found


@dataclass(frozen=True, slots=True)
class RoleReading:
    """An office's fixed form and what stands behind it (``city``, ``ministry``, ``unit`` … or ``acting``)."""

    role: str
    behind: str


def _roles() -> Iterator[tuple[str, RoleReading]]:
    """The fixed forms of offices by their surfaces, and the words that say that somebody only acts."""
    tables = _read("roles")
    for surface in tables.pop("acting"):
        yield surface, RoleReading("", "acting")
    for behind, table in tables.items():
        for role, surfaces in table.items():
            for surface in surfaces:
                yield surface, RoleReading(role, behind)
                if role != "Asisten":  # "asistennya" is anybody's
                    yield f"{surface}nya", RoleReading(role, behind)  # "mengutus sekdanya"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The indexes, one a kind of phrase, and the sets that gate them."""

    areas: PhraseIndex
    ministries: PhraseIndex
    ministers: PhraseIndex
    agencies: PhraseIndex
    offices: PhraseIndex
    roles: PhraseIndex
    awards: PhraseIndex
    heads: PhraseIndex
    cues: PhraseIndex
    abroad: PhraseIndex  # other countries and their cities
    gazetteer: Gazetteer
    lexicon: Lexicon

    @staticmethod
    @cache
    def load() -> Phrases:
        """Everything, read once."""
        gazetteer, lexicon = Gazetteer.load(), Lexicon.load()
        abroad: list[str] = _read("offices")["abroad"]
        return Phrases(
            areas=PhraseIndex.of(gazetteer.area_phrases.items()),
            ministries=PhraseIndex.of(gazetteer.ministry_phrases.items()),
            ministers=PhraseIndex.of(gazetteer.minister_titles.items()),
            agencies=PhraseIndex.of(gazetteer.agency_phrases.items()),
            offices=PhraseIndex.of((_contracted(gazetteer) | dict(gazetteer.offices)).items()),
            roles=PhraseIndex.of(_roles()),
            awards=PhraseIndex.of(gazetteer.award_families.items()),
            heads=PhraseIndex.of((word, kind) for kind, words in lexicon.heads.items() for word in words),
            cues=PhraseIndex.of(lexicon.cues.items()),
            abroad=PhraseIndex.of(zip(abroad, abroad, strict=True)),
            gazetteer=gazetteer,
            lexicon=lexicon,
        )
