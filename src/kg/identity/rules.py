"""The declared rules of identity: which reason weighs how much, and how it is told."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from kg import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.identity.appearances import Kind

FILE = "data/identity/rules.toml"


@dataclass(frozen=True, slots=True)
class KindRules:
    """The rules for one kind of thing; see data/identity/rules.toml for what each table says."""

    sure: float
    unsure: float
    name: Mapping[str, float] = field(default_factory=dict)
    agree: Mapping[str, float] = field(default_factory=dict)
    differ: Mapping[str, float] = field(default_factory=dict)
    silent: Mapping[str, float] = field(default_factory=dict)
    barred: Mapping[str, str] = field(default_factory=dict)


@cache
def rules(kind: Kind) -> KindRules:
    """The rules for a kind of thing.

    >>> rules("person").name["same-name"] >= rules("person").sure
    True
    """
    return KindRules(**_stated()[kind])


def told(reason: str, lang: Literal["id", "en"] = "en") -> str:
    """A reason in words.

    >>> told("same-name"), told("same-name", "id")
    ('the same name', 'nama yang sama')
    """
    words: str = _stated()["told"][lang].get(reason, reason)
    return words


@cache
def _stated() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resources.path(FILE).read_text("utf-8"))
