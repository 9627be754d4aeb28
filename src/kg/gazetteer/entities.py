"""What the gazetteer knows of: plain frozen records, one for each kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

AreaKind = Literal["province", "city", "regency"]
MinistryKind = Literal["ministry", "agency"]
AwardKind = Literal["award", "programme", "index"]


@dataclass(frozen=True, slots=True)
class AdministrativeArea:
    """A province, city or regency by its Kemendagri code; ``name`` is without the kind ("Bontang").

    ``parent`` is the province's code, ``None`` for a province; ``lat`` and ``lon`` (degrees) lie near the seat.
    """

    code: str
    name: str
    kind: AreaKind
    parent: str | None
    seat: str
    lat: float
    lon: float

    @property
    def label(self) -> str:
        """The name with its kind: "Kota Bontang", "Kabupaten Siak", "Provinsi Jawa Barat", "DKI Jakarta"."""
        administered = "Administrasi " if self.parent == "31" else ""
        match self.kind:
            case "city":
                return f"Kota {administered}{self.name}"
            case "regency":
                return f"Kabupaten {administered}{self.name}"
            case "province":
                return self.name if self.name.startswith(("DKI ", "Daerah ")) else f"Provinsi {self.name}"


@dataclass(frozen=True, slots=True)
class Ministry:
    """A national ministry or agency under one of its names.

    ``from_year`` and ``to_year`` are the first and the last year in which the name was official, perhaps with a break
    between; ``None`` where the beginning is unknown or the name still holds. ``successors`` are ids.
    """

    id: str
    name: str
    kind: MinistryKind
    from_year: int | None
    to_year: int | None
    short_names: tuple[str, ...]
    bare_names: tuple[str, ...]
    successors: tuple[str, ...]


class MinisterTitle(NamedTuple):
    """What a minister's title stands for, and whose: "Menkominfo" is "Menteri Komunikasi dan Informatika"."""

    long: str
    ministry: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A standard local body ("Dinas Komunikasi dan Informatika") or part of a ministry, without its area.

    ``needs_area`` says that the surface means this only beside an area: "Kominfo Situbondo", but not "Kominfo".
    """

    long: str
    kind: str
    needs_area: bool


@dataclass(frozen=True, slots=True)
class Office:
    """What an office's surface stands for: "Kadis Kominfo" is a "Kepala Dinas" of that agency.

    ``body_hint`` is the long name of the body, empty where the surface does not say.
    """

    role: str
    body_hint: str


@dataclass(frozen=True, slots=True)
class AwardFamily:
    """An award, programme or index without its year; ``grantor`` is a note and may be empty, never a fact."""

    name: str
    kind: AwardKind
    aliases: tuple[str, ...]
    grantor: str
