"""Names that news articles use for areas, bodies, offices and awards, and what each may denote.

Everything here is read from ``data/gazetteer/*.csv``. Surfaces are looked up folded (:func:`fold`). Ambiguity is a
value: "Gorontalo" denotes a province, a city and a regency, and all three codes are given. Nothing here guesses;
the text around a name decides, and that is not known here.
"""

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
from kg.gazetteer.lookup import Gazetteer

__all__ = [
    "AdministrativeArea",
    "Agency",
    "AreaKind",
    "AwardFamily",
    "AwardKind",
    "Gazetteer",
    "MinisterTitle",
    "Ministry",
    "MinistryKind",
    "Office",
    "fold",
]
