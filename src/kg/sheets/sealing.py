"""Seals: digests of what kg found, by which a later reader sees what a person changed."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def role_seal(place: tuple[str, str, str], role: Mapping[str, Any]) -> str:
    """The seal of a role at its place: the article's id, the type of the fact, the name of the role."""
    return _digest([*place, *(role.get(key) for key in ("value", "rule", "note", "evidence"))])


def fact_seal(article: str, kind: str, rule: str, roles: Iterable[str]) -> str:
    """The seal of a fact whose roles have these seals, in any order."""
    return _digest([article, kind, rule, sorted(roles)])


def article_seal(article: str, file: str, pipeline: str, parts: Iterable[str]) -> str:
    """The seal of all that a sheet says of an article whose metadata and facts have these seals, in any order."""
    return _digest([article, file, pipeline, sorted(parts)])


def _digest(content: list[Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
