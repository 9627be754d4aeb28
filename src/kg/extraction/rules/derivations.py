"""What the names of rules mean: a rule with a pattern reads for itself, other ways to a value are told in a line."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import ResourceError
from kg.extraction.rules.book import Rules

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def derivations(language: str = "id") -> Mapping[str, Mapping[str, str]]:
    """The ways to a value that no pattern describes, each with its explanation by language.

    >>> derivations()["year-in-name"]["en"]
    'the year within the name'

    Raises:
        ResourceError: where the file is no TOML.
    """
    file = resources.path(f"data/language/{language}/derivations.toml")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file.name}: not valid TOML: {error}") from error


@cache
def patterns(language: str = "id") -> Mapping[str, str]:
    """Every rule that has a pattern, with it.

    >>> patterns()["areas-continued"].endswith("area:AREA+")
    True
    """
    return {rule.name: rule.pattern for file in rule_files(language) for rule in Rules.load(file, language).rules}


def rule_files(language: str = "id") -> tuple[str, ...]:
    """The files of rules: a fact type ("conferral") or a part of its rules ("conferral-verbless")."""
    folder = resources.path(f"data/language/{language}/rules")
    return tuple(sorted(file.stem for file in folder.glob("*.toml") if file.stem != "words"))


def explanation(name: str, words: str = "en") -> str:
    """What a rule's name means, in Indonesian (``id``) or English: its pattern, or the way to the value; "" for none.

    >>> explanation("year-of-date"), explanation("year-of-date", "id")
    ("the year of the ceremony's day", 'tahun dari tanggal acara')
    """
    return patterns().get(name) or derivations().get(name, {}).get(words, "")
