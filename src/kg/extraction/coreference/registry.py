"""Who is who in one article: every mention of a person, gathered under the fullest form of the name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from kg.article import Role
from kg.extraction.coreference.alike_names import parts_of, same
from kg.extraction.coreference.bare_names import speaks
from kg.extraction.mentions.offices import OfficeReading
from kg.extraction.mentions.people import Name
from kg.facts import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kg.extraction.coreference.appositions import Told
    from kg.extraction.structure.document import Document, Mention

__all__ = ["Known", "Registry", "speaks"]


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the article: spellings with their counts, and the offices that the text gives."""

    spellings: Mapping[str, int]
    offices: tuple[OfficeReading, ...] = ()
    nicknames: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The fullest form."""
        return fullest(self.spellings)

    def person(self) -> Person:
        """The person as a value, every other spelling kept."""
        name = self.name
        others = {s for s in (*self.spellings, *self.nicknames) if s != name}
        return Person(name, tuple(sorted(others)))


@dataclass(frozen=True, slots=True)
class Registry:
    """The persons of a document, and who is meant by a mention, a part of a name, or an office."""

    doc: Document
    known: tuple[Known, ...]
    by_token: Mapping[int, Known]  # by the first token of a name
    by_office: Mapping[int, Known]  # by the first token of an office that stands for a name
    offices_told: Mapping[int, Sequence[Told]]  # in apposition, by the first token of the mention

    def appositions(self, mention: Mention) -> Sequence[Told]:
        """The offices that stand after a name, each with the rule that says so."""
        return self.offices_told.get(mention.first, ())

    def called_by(self, mention: Mention) -> Known | None:
        """The person whom an office without a name stands for: "Kepala Dinas X itu"."""
        return self.by_office.get(mention.first)

    def find(self, text: str) -> Known | None:
        """The person whom a name or a part of one denotes; the last named where several could be meant."""
        return denoted(self.known, text)

    def at(self, mention: Mention) -> Known | None:
        """The person of a mention."""
        name = name_of(mention)
        return self.by_token.get(name.first) if name else None

    def holder(self, reading: OfficeReading) -> Known | None:
        """The one person of the article who holds an office that is mentioned without a name."""
        return holding(self.known, reading)

    def role(self, known: Known, mention: Mention, rule: str) -> Role[Person]:
        """The person as a role whose words are the mention's."""
        name = name_of(mention)
        evidence = self.doc.evidence(name.first, name.last) if name else self.doc.of(mention)
        return Role(
            known.person(),
            (evidence,),
            rule,
            "" if name and name.text == known.name else f"{evidence.quote} → {known.name}",
        )


class Named(Protocol):
    """Whoever has names and offices, be all of them known or not yet."""

    @property
    def spellings(self) -> Mapping[str, int]:
        """The spellings of the name with their counts."""

    @property
    def nicknames(self) -> Sequence[str]:
        """What the person is called otherwise."""

    @property
    def offices(self) -> Sequence[OfficeReading]:
        """The offices that the text gives the person."""


_OneNamed = TypeVar("_OneNamed", bound=Named)


def fullest(spellings: Mapping[str, int]) -> str:
    """The fullest form of a name; among equals the one most used, then the first in the alphabet."""
    return min(spellings, key=lambda s: (-len(parts_of(s)), -spellings[s], s))


def denoted(persons: Collection[_OneNamed], text: str) -> _OneNamed | None:
    """The person whom a name or a part of one denotes; the last named where several could be meant."""
    tokens = parts_of(text)
    persons = [k for k in persons if len(tokens) == 1 or _no_other(tokens, k)]
    best = [k for k in persons if any(same(tokens, parts_of(s)) for s in (*k.spellings, *k.nicknames))]
    whole = [k for k in best if any(set(tokens) & set(parts_of(s)) for s in (*k.spellings, *k.nicknames))]
    found = whole or best  # "Muhlis" is rather Muhlis Arrahman than Nurhayati M. Saleh
    return found[-1] if found else None


def _no_other(tokens: tuple[str, ...], person: Named) -> bool:
    """Whether a name of several words may be somebody's: "Rudi Arya Hasan" is not the "Hasan" who is Hasan Malik."""
    full = parts_of(fullest(person.spellings)) if person.spellings else ()
    return (
        len(full) == 1 or not full or bool(set(tokens[:1]) & set(full)) or same(tokens, full) or bool(person.nicknames)
    )


def holding(persons: Collection[_OneNamed], reading: OfficeReading) -> _OneNamed | None:
    """The one person who holds an office that is mentioned without a name."""
    found = [known for known in persons if any(_same_office(office, reading) for office in known.offices)]
    return found[0] if found and all(known == found[0] for known in found) else None


def _same_office(held: OfficeReading, meant: OfficeReading) -> bool:
    if held.role != meant.role and not (meant.role == "Kepala" and held.role.startswith("Kepala")):
        return False
    return meant.area is None or held.area is None or bool(set(meant.area.codes) & set(held.area.codes))


def name_of(mention: Mention) -> Name | None:
    """The person's name that a mention is or holds."""
    if isinstance(mention.value, Name):
        return mention.value
    if isinstance(mention.value, OfficeReading):
        return mention.value.holder
    return None
