"""Phrases that the extractor knows by heart, in one index by first word: areas, bodies, offices, awards, cue words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.gazetteer import Gazetteer
from kg.gazetteer.entities import Office
from kg.language.lexicon import Lexicon
from kg.language.phrases import PhraseIndex


def _contracted(gazetteer: Gazetteer) -> dict[str, Office]:
    """The contracted offices that follow from the short names of agencies: "Kadishub", "Sekdishub", "Kepala Dishub"."""
    found: dict[str, Office] = {}
    offices = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
    for surface, agency in gazetteer.agency_phrases.items():
        for form, role in offices["contracted"].get(agency.kind, {}).items():
            if " " not in surface and surface not in agency.long.casefold():
                found[form.format(surface)] = Office(role, agency.long)
    return found


@dataclass(frozen=True, slots=True)
class RoleReading:
    """An office's fixed form and what stands behind it (``city``, ``ministry``, ``unit`` … or ``acting``)."""

    role: str
    behind: str


@dataclass(slots=True)
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
        made = {
            name: PhraseIndex()
            for name in (
                "areas",
                "ministries",
                "ministers",
                "agencies",
                "offices",
                "roles",
                "awards",
                "heads",
                "cues",
                "abroad",
            )
        }
        for phrase, codes in gazetteer.area_phrases.items():
            made["areas"].add(phrase, codes)
        for phrase, ministry in gazetteer.ministry_phrases.items():
            made["ministries"].add(phrase, ministry)
        for phrase, title in gazetteer.minister_titles.items():
            made["ministers"].add(phrase, title)
        for phrase, agency in gazetteer.agency_phrases.items():
            made["agencies"].add(phrase, agency)
        for phrase, office in (_contracted(gazetteer) | dict(gazetteer.offices)).items():
            made["offices"].add(phrase, office)
        for phrase, family in gazetteer.award_families.items():
            made["awards"].add(phrase, family)
        roles = tomllib.loads(resources.path("data/language/id/roles.toml").read_text("utf-8"))
        for surface in roles.pop("acting"):
            made["roles"].add(surface, RoleReading("", "acting"))
        for behind, table in roles.items():
            for role, surfaces in table.items():
                for surface in surfaces:
                    made["roles"].add(surface, RoleReading(role, behind))
                    if role != "Asisten":  # "asistennya" is anybody's
                        made["roles"].add(f"{surface}nya", RoleReading(role, behind))  # "mengutus sekdanya"
        offices = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
        for name in offices["abroad"]:
            made["abroad"].add(name, name)
        for kind, words in lexicon.heads.items():
            for word in words:
                made["heads"].add(word, kind)
        for phrase, cues in lexicon.cues.items():
            made["cues"].add(phrase, cues)
        return Phrases(gazetteer=gazetteer, lexicon=lexicon, **{name: index.freeze() for name, index in made.items()})
