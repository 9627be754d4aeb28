"""Notes on how a value came from its words: a name with values, told in Indonesian or English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import ResourceError

_FILE = "data/language/id/notes.toml"


@dataclass(frozen=True, slots=True)
class Note:
    """One of the notes of ``notes.toml``, with what fills the places in its text; a note may be within another.

    >>> month = Note.of("month-of-year", month=Note.of("month-5"), year=2019)
    >>> month.told("en"), month.told("id")
    ('May 2019', 'Mei 2019')
    """

    name: str
    values: tuple[tuple[str, str | int | Note], ...] = ()

    @staticmethod
    def of(name: str, /, **values: str | int | Note) -> Note:
        """The note of a name and what fills its places."""
        return Note(name, tuple(values.items()))

    def told(self, language: str) -> str:
        """The note in Indonesian (``id``) or English (``en``).

        Raises:
            ResourceError: where no note has this name, or its text has other places than these.
        """
        values = {name: value.told(language) if isinstance(value, Note) else value for name, value in self.values}
        try:
            return _texts()[self.name][language].format(**values)
        except KeyError as error:
            raise ResourceError(f"{_FILE}: note {self.name!r} in {language!r}: there is no {error}.") from None

    def __str__(self) -> str:
        """The note in English, as the graph holds it."""
        return self.told("en")


def told(note: Note | str, language: str) -> str:
    """A note in a language; what was noted as a string ("Neni → Neni Moerniaeni") reads the same in each."""
    return note.told(language) if isinstance(note, Note) else note


@cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    try:
        return tomllib.loads(resources.path(_FILE).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{_FILE}: not valid TOML: {error}") from error
