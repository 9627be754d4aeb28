"""The lookups over all tables, and how they are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, cast

from kg import resources
from kg.gazetteer.entities import (
    AdministrativeArea,
    Agency,
    AreaKind,
    AwardFamily,
    AwardKind,
    MinisterTitle,
    Ministry,
    MinistryKind,
    Office,
)
from kg.gazetteer.folding import fold
from kg.gazetteer.tables import Row, enter, parts, rows

AliasNote = Literal["nickname", "short form", "acronym", "spelling", "former name", "official name"]

_CODE: Final = re.compile(r"\d\d(\.\d\d)?")


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All lookups; keys of every mapping but ``areas`` and ``ministries`` are folded surfaces.

    ``area_phrases`` holds names, aliases and nicknames, each with the sorted codes of all areas it may denote;
    ``nicknames`` only those nicknames that denote one area; ``seats`` the towns from which areas are governed.
    ``ordinary_words`` are those area phrases and seats that are also common words or names of people and things, for
    which a caller should ask more than the word. ``bare_ministry_phrases`` marks the keys of ``ministry_phrases``
    that name other bodies as well ("kominfo").
    """

    areas: Mapping[str, AdministrativeArea]
    area_phrases: Mapping[str, tuple[str, ...]]
    nicknames: Mapping[str, str]
    ordinary_words: frozenset[str]
    seats: Mapping[str, tuple[str, ...]]
    ministries: Mapping[str, Ministry]
    ministry_phrases: Mapping[str, str]
    bare_ministry_phrases: frozenset[str]
    minister_titles: Mapping[str, MinisterTitle]
    agency_phrases: Mapping[str, Agency]
    offices: Mapping[str, Office]
    award_families: Mapping[str, AwardFamily]
    _nicknames_of: Mapping[str, tuple[str, ...]]

    @staticmethod
    def load(folder: Path | None = None) -> Gazetteer:
        """The gazetteer of the project, or of another folder with the same files; read once.

        >>> from kg.gazetteer import Gazetteer, fold
        >>> gazetteer = Gazetteer.load()
        >>> gazetteer.area_phrases[fold("Gorontalo")]
        ('75', '75.01', '75.71')
        >>> gazetteer.areas[gazetteer.nicknames[fold("Kota Taman")]].label
        'Kota Bontang'

        Raises:
            ResourceError: where a file is missing or a row malformed; the message names file and line.
        """
        return _load(resources.path("data/gazetteer") if folder is None else folder)

    def nicknames_of(self, code: str) -> tuple[str, ...]:
        """The nicknames of an area as they are written, those shared with other areas included; sorted.

        >>> Gazetteer.load().nicknames_of("64.74")
        ('Kota Taman',)

        Raises:
            KeyError: where no area has this code.
        """
        return self._nicknames_of.get(self.areas[code].code, ())


def _areas(folder: Path) -> dict[str, AdministrativeArea]:
    areas: dict[str, AdministrativeArea] = {}
    for row in rows(folder, "areas.csv", "code,name,kind,parent,seat,lat,lon"):
        code, name, kind, parent, seat, lat, lon = row.cells
        if not _CODE.fullmatch(code) or code in areas:
            raise row.wrong(f"{code!r} is no code, or is there twice")
        if (kind == "province") != (parent == "") or (parent and (parent not in areas or not code.startswith(parent))):
            raise row.wrong(f"{parent!r} is no province that can hold {code}")
        row.key(name)
        row.one_of(kind, AreaKind)
        try:
            at = float(lat), float(lon)
        except ValueError:
            raise row.wrong(f"{lat!r} and {lon!r} are no coordinates") from None
        areas[code] = AdministrativeArea(code, name, cast("AreaKind", kind), parent or None, seat, *at)
    return areas


def _ministries(folder: Path) -> tuple[dict[str, Ministry], dict[str, str], set[str]]:
    ministries: dict[str, Ministry] = {}
    phrases: dict[str, str] = {}
    bare: set[str] = set()
    followed: list[Row] = []
    header = "id,name,kind,from_year,to_year,short_names,bare_names,successor"
    for row in rows(folder, "ministries.csv", header):
        identity, name, kind, start, end, short_names, bare_names, successor = row.cells
        row.one_of(kind, MinistryKind)
        if identity in ministries or not all(year == "" or re.fullmatch(r"\d{4}", year) for year in (start, end)):
            raise row.wrong(f"{identity!r} is there twice, or a year is no year")
        ministries[identity] = made = Ministry(
            identity,
            name,
            cast("MinistryKind", kind),
            int(start) if start else None,
            int(end) if end else None,
            parts(short_names),
            parts(bare_names),
            parts(successor),
        )
        for surface in (name, *made.short_names, *made.bare_names):
            enter(phrases, row, surface, identity)
            # The commonest misspelling of all.
            if surface.startswith("Kementerian "):
                enter(phrases, row, surface.replace("Kementerian ", "Kementrian ", 1), identity)
        bare.update(map(fold, made.bare_names))
        followed.append(row)
    for row in followed:
        for each in parts(row.cells[-1]):
            if each not in ministries:
                raise row.wrong(f"the successor {each!r} is not in this file")
    return ministries, phrases, bare


def _minister_titles(folder: Path, ministries: dict[str, Ministry]) -> dict[str, MinisterTitle]:
    titles: dict[str, MinisterTitle] = {}
    for row in rows(folder, "minister_titles.csv", "title,long,ministry"):
        title, long, ministry = row.cells
        if ministry not in ministries:
            raise row.wrong(f"no ministry has the id {ministry!r}")
        enter(titles, row, title, MinisterTitle(long, ministry))
    # "Kementerian Kominfo" has a "Menteri Kominfo"; only the contractions must be listed.
    for each in ministries.values():
        portfolio = each.name.removeprefix("Kementerian ").replace("/Badan ", "/Kepala Badan ")
        for surface in (each.name, *each.short_names):
            if surface.startswith("Kementerian "):
                for title in ("Menteri", "Wakil Menteri"):
                    key = fold(f"{title} {surface.removeprefix('Kementerian ')}")
                    titles.setdefault(key, MinisterTitle(f"{title} {portfolio}", each.id))
                of_state = fold(f"Menteri Negara {surface.removeprefix('Kementerian ')}")  # so called until 2014
                titles.setdefault(of_state, MinisterTitle(f"Menteri {portfolio}", each.id))
    return titles


def _agencies(folder: Path) -> dict[str, Agency]:
    agencies: dict[str, Agency] = {}
    table = tuple(rows(folder, "agencies.csv", "short,long,kind,needs_area"))
    for row in table:
        short, long, kind, needs_area = row.cells
        if needs_area not in ("", "yes") or not kind:
            raise row.wrong("needs_area must be yes or empty, and kind must not be empty")
        enter(agencies, row, short, Agency(long, kind, needs_area == "yes"))
    for row in table:
        _, long, kind, _ = row.cells
        agencies.setdefault(row.key(long), Agency(long, kind, needs_area=False))
    return agencies


def _offices(folder: Path) -> dict[str, Office]:
    offices: dict[str, Office] = {}
    for row in rows(folder, "offices.csv", "surface,role,body_hint"):
        surface, role, body_hint = row.cells
        row.key(role)
        enter(offices, row, surface, Office(role, body_hint))
    return offices


def _award_families(folder: Path) -> dict[str, AwardFamily]:
    families: dict[str, AwardFamily] = {}
    for row in rows(folder, "awards.csv", "name,kind,aliases,grantor"):
        name, kind, aliases, grantor = row.cells
        row.one_of(kind, AwardKind)
        family = AwardFamily(name, cast("AwardKind", kind), parts(aliases), grantor)
        for surface in (name, *family.aliases):
            enter(families, row, surface, family)
    return families


@cache
def _load(folder: Path) -> Gazetteer:
    areas = _areas(folder)
    phrases: dict[str, set[str]] = {}
    seats: dict[str, set[str]] = {}
    for area in areas.values():
        phrases.setdefault(fold(area.name), set()).add(area.code)
        seats.setdefault(fold(area.seat), set()).add(area.code)
    nicknames: dict[str, list[str]] = {}
    for row in rows(folder, "aliases.csv", "surface,code,note"):
        surface, code, note = row.cells
        row.one_of(note, AliasNote)
        if code not in areas:
            raise row.wrong(f"no area has the code {code!r}")
        key = row.key(surface)
        if code in phrases.setdefault(key, set()):
            raise row.wrong(f"{surface!r} is already a name of {code}")
        phrases[key].add(code)
        if note == "nickname":
            nicknames.setdefault(code, []).append(surface)
    ordinary: set[str] = set()
    for row in rows(folder, "ordinary_words.csv", "surface,sense"):
        key = row.key(row.cells[0])
        if key not in phrases and key not in seats:
            raise row.wrong(f"{row.cells[0]!r} is no name of an area or a seat")
        ordinary.add(key)
    ministries, ministry_phrases, bare = _ministries(folder)
    single = {key: code for code, names in nicknames.items() for key in map(fold, names) if len(phrases[key]) == 1}
    return Gazetteer(
        areas=MappingProxyType(areas),
        area_phrases=MappingProxyType({key: tuple(sorted(codes)) for key, codes in phrases.items()}),
        nicknames=MappingProxyType(single),
        ordinary_words=frozenset(ordinary),
        seats=MappingProxyType({key: tuple(sorted(codes)) for key, codes in seats.items()}),
        ministries=MappingProxyType(ministries),
        ministry_phrases=MappingProxyType(ministry_phrases),
        bare_ministry_phrases=frozenset(bare),
        minister_titles=MappingProxyType(_minister_titles(folder, ministries)),
        agency_phrases=MappingProxyType(_agencies(folder)),
        offices=MappingProxyType(_offices(folder)),
        award_families=MappingProxyType(_award_families(folder)),
        _nicknames_of=MappingProxyType({code: tuple(sorted(names)) for code, names in nicknames.items()}),
    )
