"""Quads → appearances: the things of an article's graph, as identity compares them. The way back from the mappers."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.facts import slug
from kg.identity.appearances import Appearance, Kind, Trait
from kg.mappers.terms import ID, LABEL, SC, SKOS, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.mappers.terms import Quad

_KINDS: Final[dict[str, Kind]] = {
    "Person": "person",
    **dict.fromkeys(("Organization", "Ministry", "LocalGovernment", "Agency"), "organization"),
    "Programme": "programme",
    "Award": "award",
    "Event": "event",
    "Conferral": "conferral",
    "Tenure": "tenure",
    "Participation": "participation",
    "Position": "position",
    "Work": "work",
}
#: The offices of which one area has one holder at a time.
_HEADS: Final = frozenset({"gubernur", "bupati", "wali-kota", "wakil-gubernur", "wakil-bupati", "wakil-wali-kota"})
_ALT_LABEL: Final = f"<{SKOS}altLabel>"
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
#: Words of a category that say only that it is one.
_IDLE: Final = frozenset({"kategori", "dimensi", "bidang", "klaster", "predikat", "kelompok"})

_Pointing = defaultdict[str, list[str]]


def appearances(article: str, quads: Iterable[Quad]) -> list[Appearance]:
    """The things and facts of an article that other articles may tell of too, sorted.

    Args:
        article: its id.
        quads: of its graph of facts.
    """
    return sorted(_Graph(article, quads).appearances())


class _Graph:
    """An article's facts by subject and property."""

    def __init__(self, article: str, quads: Iterable[Quad]) -> None:
        self._article = article
        self._said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._of_type: defaultdict[str, list[str]] = defaultdict(list)
        for subject, predicate, value, _ in quads:
            path = _path(subject)
            self._said[path][_property(predicate)].append(value)
            if predicate == TYPE and value.startswith(f"<{SC}"):
                self._of_type[value[len(SC) + 1 : -1]].append(path)
        self._tenures: _Pointing = defaultdict(list)
        self._awarded: _Pointing = defaultdict(list)
        self._at: _Pointing = defaultdict(list)
        self._accepted: _Pointing = defaultdict(list)
        self._presented: _Pointing = defaultdict(list)
        self._taken: _Pointing = defaultdict(list)
        published = self._texts(f"article/{article}", "published")
        self._year = published[0][:4] if published else ""

    def appearances(self) -> Iterator[Appearance]:
        told = {
            "person": self._of_person,
            "organization": self._of_organization,
            "programme": self._of_programme,
            "award": self._of_award,
            "event": self._of_event,
            "conferral": self._of_conferral,
            "tenure": self._of_tenure,
            "participation": self._of_participation,
        }
        self._pointing()
        for path in self._of_type["Placement"]:
            for name in self._texts(path, "list"):
                listed = list_address(name)
                yield Appearance(self._article, listed, "list", (name,), (Trait("path", listed),))
        for type_, kind in _KINDS.items():
            tell = told.get(kind, self._of_any)
            for path in self._of_type[type_]:
                if names := self._names(path):
                    yield Appearance(self._article, path, kind, names, tuple(sorted(set(tell(path)))))

    def _of_any(self, path: str) -> Iterator[Trait]:
        """Of what is one where its name is written alike: an office, a work."""
        yield Trait("path", path)

    def _of_tenure(self, path: str) -> Iterator[Trait]:
        for of in ("person", "position", "body"):
            yield from (Trait(of, thing) for thing in self._things(path, of))

    def _of_participation(self, path: str) -> Iterator[Trait]:
        for of in ("area", "programme"):
            yield from (Trait(of, thing) for thing in self._things(path, of))
        yield from self._edition_of_fact(path)

    def _pointing(self) -> None:
        """Which tenures are a person's, which conferrals an award's, an event's, an acceptor's."""
        for path in self._of_type["Tenure"]:
            for person in self._things(path, "person"):
                self._tenures[person].append(path)
        for path in self._of_type["Participation"]:
            for programme in self._things(path, "programme"):
                self._taken[programme].append(path)
        for path in self._of_type["Conferral"]:
            pointing = {
                "award": self._awarded,
                "event": self._at,
                "acceptor": self._accepted,
                "presenter": self._presented,
            }
            for of, conferrals in pointing.items():
                for thing in self._things(path, of):
                    conferrals[thing].append(path)

    def _of_person(self, path: str) -> Iterator[Trait]:
        for tenure in self._tenures[path]:
            role = next((slug(label) for at in self._things(tenure, "position") for label in self._names(at)), "")
            for body in self._things(tenure, "body"):
                yield Trait("office", f"{role}@{body}")
                area = body if body.startswith("area/") else next(iter(self._things(body, "ofArea")), "")
                if area:
                    yield Trait("area", area.removeprefix("area/"))
                days = self._texts(tenure, "observedOn")
                year = days[0][:4] if days else self._year
                if role in _HEADS and year:
                    yield Trait("head", f"{area.removeprefix('area/')}@{year}")
        for conferral in (*self._accepted[path], *self._presented[path]):
            for award in self._things(conferral, "award"):
                yield from (Trait("occasion", f"{day}@{award}") for day in self._texts(conferral, "date"))
        for conferral in self._accepted[path]:
            yield from (Trait("area", code) for code in self._recipients(conferral) if "/" not in code)

    def _of_organization(self, path: str) -> Iterator[Trait]:
        yield from (Trait("area", area.removeprefix("area/")) for area in self._things(path, "ofArea"))

    def _of_programme(self, path: str) -> Iterator[Trait]:
        yield from self._edition(path, self._taken[path])

    def _of_award(self, path: str) -> Iterator[Trait]:
        edition = list(self._edition(path, self._awarded[path]))
        yield from edition
        yield from (Trait("grantor", body) for body in self._things(path, "grantor"))
        if edition:
            for conferral in self._awarded[path]:
                when = next(iter(self._texts(conferral, "date")), edition[0].value)
                for code in self._recipients(conferral):
                    yield Trait("given", f"{code}|{when}")

    def _of_event(self, path: str) -> Iterator[Trait]:
        yield from (Trait("day", day) for day in self._texts(path, "date"))
        for of in ("venue", "place"):
            yield from (Trait(of, slug(text)) for text in self._texts(path, of))
        for name in self._names(path):
            yield from (Trait("edition", year) for year in _YEAR.findall(name))
        for conferral in self._at[path]:
            yield from (Trait("award", award) for award in self._things(conferral, "award"))

    def _of_conferral(self, path: str) -> Iterator[Trait]:
        recipients, awards = self._recipients(path), self._things(path, "award")
        yield from (Trait("recipient", code) for code in recipients)
        yield from (Trait("award", award) for award in awards)
        yield from self._edition_of_fact(path)
        dimensions = self._things(path, "dimension")
        yield from (Trait("dimension", each.rpartition("/")[2]) for each in dimensions)
        if not dimensions:
            yield from (Trait("category", _category(text)) for text in self._texts(path, "category"))
        yield from (Trait("rank", text) for text in self._texts(path, "rank"))
        yield from (Trait("day", text) for text in self._texts(path, "date"))
        same_award = [each for award in awards for each in self._awarded[award]]
        if sum(self._recipients(each) == recipients for each in same_award) == 1:
            yield Trait("alone", "yes")

    def _edition(self, path: str, facts: Sequence[str]) -> Iterator[Trait]:
        """The one year of a programme or award: its name's, else that of all its facts."""
        named = self._texts(path, "edition")
        years = set(named) or {trait.value for fact in facts for trait in self._edition_of_fact(fact)}
        if len(years) == 1:
            yield Trait("edition", years.pop())

    def _edition_of_fact(self, path: str) -> Iterator[Trait]:
        years = self._texts(path, "year") or [day[:4] for day in self._texts(path, "date")]
        yield from (Trait("edition", year) for year in years[:1])

    def _recipients(self, conferral: str) -> list[str]:
        """The codes of an area that received, several where the text leaves it open; of others, the path."""
        found = self._things(conferral, "recipient")
        areas = [path.removeprefix("area/").split("_") if path.startswith("area/") else [path] for path in found]
        return sorted(code for codes in areas for code in codes)

    def _names(self, path: str) -> tuple[str, ...]:
        said = self._said[path]
        labels = [_text(value) for value in said["label"]]
        others = {_text(value) for of in ("nameVariant", "altLabel", "acronym") for value in said[of]}
        return (*labels, *sorted(others - set(labels), key=lambda name: (-len(name), name))) if labels else ()

    def _texts(self, path: str, of: str) -> list[str]:
        return sorted(_text(value) for value in self._said[path][of])

    def _things(self, path: str, of: str) -> list[str]:
        return sorted(_path(value) for value in self._said[path][of] if value.startswith("<"))


def list_address(name: str) -> str:
    """Where a list or index stands among things: it has no graph of its own, its name is what placements state.

    >>> list_address("Kota Cerdas") == list_address("kota cerdas")
    True
    """
    return f"list/{slug(name)}"


def _category(text: str) -> str:
    words = [word for word in slug(text).split("-") if word not in _IDLE]
    return "-".join(words) or slug(text)


def _path(term: str) -> str:
    return term[1:-1].removeprefix(ID)


def _property(predicate: str) -> str:
    if predicate == LABEL:
        return "label"
    if predicate == _ALT_LABEL:
        return "altLabel"
    return predicate[1:-1].removeprefix(SC)


def _text(term: str) -> str:
    """The text of a literal as it stands in N-Quads."""
    end = term.rfind('"')
    inside = term[1:end]
    return inside.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\" in inside else inside
