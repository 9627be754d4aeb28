"""Offices in the text, with the body or area behind them and the person who holds them.

"Plt. Kepala Dinas Komunikasi dan Informatika Kota Singkawang Ujang Setiadharma" → role, body, area, holder.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, of_kind
from kg.extraction.mentions.between import rank_end, skip_brackets, skip_country, skip_ordinal
from kg.extraction.mentions.bodies import BodyKind, BodyReading, area_ahead, before_title
from kg.extraction.mentions.body_offices import body_office, past_field
from kg.extraction.mentions.office_readings import AREA_KINDS, OF_BEFORE, OfficeReading, RoleTold
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases, RoleReading
    from kg.extraction.structure.document import Document
    from kg.gazetteer.entities import Office

__all__ = ["AREA_KINDS", "OF_BEFORE", "OfficeReading", "office_at"]

_READ = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
_WITH_FIELDS = frozenset(_READ["with_fields"])
_MINISTERS: list[str] = _READ["ministers"]
_HEADS_IN_GENERAL = words("heads-in-general")


def office_at(
    doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], solo: frozenset[str]
) -> tuple[int, OfficeReading] | None:
    """The office that begins at token ``i``: (token after it and its holder, reading)."""
    begins = _past_acting(doc, phrases, i, limit)
    if begins >= limit or rank_end(doc, phrases, begins, limit) is not None:
        return None  # "Komisaris Besar X" is a rank
    told = RoleTold(doc, phrases, limit, stop, solo, first=i, acting=begins > i, end=begins, role="", behind="")
    role = told.known(phrases.roles, begins)
    minister = told.known(phrases.ministers, begins)
    short = told.known(phrases.offices, begins)
    if minister and (not role or minister[0] >= role[0]):
        return _minister(told, *minister)
    if short and short[1].body_hint and not (role and role[0] >= short[0]):
        return _short_office(told, *short)
    return _by_role(told, *role) if role else None


def _past_acting(doc: Document, phrases: Phrases, i: int, limit: int) -> int:
    """Past the words that say that somebody only acts: "Plt.", "Pelaksana Tugas (Plt.)"."""
    tokens = doc.tokens
    while i < limit and (found := phrases.roles.match(tokens, i, limit)) and found[1].behind == "acting":
        i = found[0]
        if i < limit and tokens[i].text == ".":
            i += 1
        if i + 2 < limit and tokens[i].text == "(":
            i = next((k for k in range(i, limit) if tokens[k].text == ")"), limit) + 1
    return i


def _minister(told: RoleTold, end: int, title: tuple[str, str]) -> tuple[int, OfficeReading]:
    """A minister known by title: "Menteri Dalam Negeri", "Mendagri"."""
    long, key = title
    role = next(role for role in _MINISTERS if long.startswith(role))
    body = BodyReading(told.phrases.gazetteer.ministries[key].name, "ministry")
    reading = replace(told, role=role, behind="ministry").office(end, body, title=long)
    return told.held(skip_country(told.doc, end, told.limit), reading)


def _by_role(told: RoleTold, end: int, read: RoleReading) -> tuple[int, OfficeReading] | None:
    """The office that a role makes with what stands behind it."""
    following = told.token(end)
    if _of_programme(told, end):
        return None
    if read.role == "Kepala" and following is not None and following.lower in _HEADS_IN_GENERAL:
        return None  # "kepala daerah" is a kind of office, nobody's in particular
    if read.behind == "secretariat" and end - told.first > 1 and told.doc.tokens[end - 1].lower in KINDS:
        end -= 1  # "Sekretaris Kabupaten Sikka": the kind word belongs to the area too
    told = replace(told, end=skip_brackets(told.doc, end, told.limit), role=read.role, behind=read.behind)
    if read.behind in AREA_KINDS:
        return _area_office(told)
    return _country_office(told) if read.behind == "country" else body_office(told)


def _of_programme(told: RoleTold, i: int) -> bool:
    """Whether a programme follows, whose member is no office: "menjadi anggota ASEAN Smart Cities Network"."""
    family = told.known(told.phrases.awards, i)
    return family is not None and str(family[1].kind) == "programme"


def _country_office(told: RoleTold) -> tuple[int, OfficeReading]:
    end = skip_country(told.doc, skip_ordinal(told.doc, told.end, told.limit), told.limit)
    return told.held(end, told.office(end, BodyReading("Republik Indonesia", "organization")))


def _area_office(told: RoleTold) -> tuple[int, OfficeReading]:
    """The head of an area, or somebody's deputy: "Gubernur Sulawesi Utara (Sulut) X"."""
    doc, phrases, end, limit = told.doc, told.phrases, told.end, told.limit
    area = None
    found = area_at(doc, phrases, end, limit) if end < limit else None
    if found:
        area = of_kind(found[1], phrases, told.behind)
        end = skip_brackets(doc, found[0], limit)
    elif _names_area(told) and (known := told.known(phrases.areas, end)):
        # "Bupati Sigi", "Wali Kota Batu"
        area = of_kind(AreaReading(doc.words(end, known[0]), known[1]), phrases, told.behind)
        end = known[0]
    return told.held(end, told.office(end, None, area))


def _names_area(told: RoleTold) -> bool:
    """Whether a word may name an area here: capitalised, and nobody whom the article calls by it."""
    return told.capital(told.end) and told.doc.tokens[told.end].lower not in told.doc.told_persons


def _short_office(told: RoleTold, end: int, office: Office) -> tuple[int, OfficeReading]:
    """An office whose one word tells role and body: "Kadis Kominfo Kota X", "Sekda Kota Langsa"."""
    doc, phrases, limit = told.doc, told.phrases, told.limit
    hint = office.body_hint
    secretariat = hint == "Sekretariat Daerah"
    if doc.tokens[end - 1].lower in KINDS and end - told.first > 1:
        end -= 1  # the kind word belongs to the area: "Sekda Kota Langsa"
    if office.role in _WITH_FIELDS:
        end = past_field(doc, phrases, end, limit)
    if secretariat:
        end = area_ahead(doc, phrases, end, limit) or end
    end = skip_brackets(doc, end, limit)
    found = area_at(doc, phrases, end, limit) if end < limit else None
    end, area = found or (end, None)
    name = hint
    kind: BodyKind = "agency"
    if ministry := told.known(phrases.ministries, end):
        end, name, kind = ministry[0], f"{hint} {phrases.gazetteer.ministries[ministry[1]].name}", "ministry"
    elif area is None and (own := before_title(doc, phrases, end, limit, told.stop, told.solo)):
        name, end = f"{hint} {doc.words(end, own)}", own  # "Direktur RSUD Melati Banua dr. …"
    told = replace(told, role=office.role, behind="secretariat" if secretariat else "unit")
    return told.held(skip_country(doc, end, limit), told.office(end, BodyReading(name, kind, area, name), area))
