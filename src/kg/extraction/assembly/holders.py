"""Whether a name behind an office is that of a person who holds it, and what of the words between is the body."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.mentions.bodies import BodyReading
    from kg.extraction.mentions.offices import OfficeReading
    from kg.extraction.structure.document import Document, Mention

_UNFINISHED = words("bodies-to-be-named")
_FUNCTIONS = words("functions-within-bodies")
_FOR_OFFICERS = words("functions-of-officers")
_NUMERALS = words("numerals-of-officers")
_OFFICERS = frozenset(tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))["in_charge"])
_OF_SOMETHING = words("offices-of-something")
_TITLES = words("titles-behind-bodies")
_HALF = 4  # letters of each half of "Baswedan-Patria"
_SPELLED = 3  # letters of an abbreviation that is no name's


def common_words(doc: Document, names: Iterable[str]) -> frozenset[str]:
    """Those words of names that an article writes small as often as not: none alone is a person's name in it."""
    own = {part.lower().replace("’", "'") for name in names for w in name.split() for part in (w, *w.split("-"))}
    told = Counter([t.text for t in doc.tokens if t.lower in own and t.kind == "word"])
    return frozenset(word for word, count in told.items() if word.islower() and count >= told[word.capitalize()])


def names_nobody(name: str, common: frozenset[str]) -> bool:
    """Whether a name is no single person's: a common word, two persons in one word, an abbreviation within it.

    >>> names_nobody("Stunting", frozenset({"stunting"})), names_nobody("Anies Baswedan-Riza Patria", frozenset())
    (True, True)
    >>> names_nobody("LCW Dieng", frozenset()), names_nobody("Ahmad Hadi Al-Hasni", frozenset({"hadi"}))
    (True, False)
    """
    told = name.split()
    known = person_words()
    if not told or (len(told) == 1 and told[0].lower() in common and told[0].lower() not in known.given):
        return True
    joined = (word.partition("-") for word in told if word.count("-") == 1)
    halves = [(a, b) for a, _, b in joined if b[:1].isupper() or b in common]
    if any(min(len(a), len(b)) >= _HALF and a.lower() != b.lower() for a, b in halves):
        return True
    plain = [word for word in told if word.isalpha()]
    mixed = any(not word.isupper() for word in plain)
    initials = [w for w in plain[:1] if set(w.lower()) & set("aeiou")]  # "AAGN Puspayoga"
    spelled = (w for w in plain[len(initials) :] if len(w) >= _SPELLED and w.isupper())
    spelled = (w for w in spelled if w.lower() not in known.degrees | known.titles)
    return mixed and any(not set(word) <= set("IVX") for word in spelled)


def of_unfinished_body(mention: Mention, office: OfficeReading) -> bool:
    """Whether the words behind an office still name its body: "Kepala SDN Cilincing", "Komandan Unit Penghubung"."""
    holder = getattr(mention.value, "holder", None)
    if holder is None or office.body is None or office.body.area is not None or holder.first != office.role_last:
        return False
    return bool(_UNFINISHED.intersection(office.body.name.lower().split()[-1:]))


def without_portfolio(office: OfficeReading) -> bool:
    """Whether an office is told only in half: "Menteri" of nothing."""
    return office.body is None and office.role.lower() in _OF_SOMETHING


def own_name(body: BodyReading, role: str = "") -> BodyReading | None:
    """A body without what its officer does there, or a title, in its name: "Riset Narada", "Universitas X Dr"."""
    told = body.name.split()
    if not told or body.bare:
        return body
    if body.kind == "organization":
        told = _without_functions(told, _FUNCTIONS | _FOR_OFFICERS if role in _OFFICERS else _FUNCTIONS)
    while told and told[-1].lower() in _TITLES and len(told) > 1:
        told = told[:-1]
    told = [word for i, word in enumerate(told) if i == 0 or word != told[i - 1]]  # "Satuan Satuan Polisi"
    return replace(body, name=" ".join(told)) if told else None


def _without_functions(told: list[str], functions: frozenset[str]) -> list[str]:
    """The words of a body's name behind what somebody does there, and behind the number of one of several deputies."""
    at = next((i for i, word in enumerate(told) if word.lower() not in functions | _NUMERALS), len(told))
    return told[at:]
