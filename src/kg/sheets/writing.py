"""Writing sheets: JSON, with one role a line where it fits."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from kg.facts import roles
from kg.notes import told
from kg.sheets.sheet import article_roles
from kg.sheets.values import value_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.article import Evidence, Role
    from kg.facts import Fact, NearMiss
    from kg.sheets.sheet import Sheet

_WIDTH: Final = 160

Data = dict[str, Any]


def sheet_text(sheets: Iterable[Sheet]) -> str:
    """The sheets of several articles as one JSON text."""
    return _laid_out({"articles": [sheet_data(each) for each in sheets]}, 0) + "\n"


def sheet_data(sheet: Sheet) -> Data:
    """The sheet of one article, as JSON holds it."""
    article = sheet.article
    metadata: dict[str, list[Data]] = {}
    for name, role in article_roles(article):
        metadata.setdefault(name, []).append(_role(role))
    return {
        "article": article.id,
        "file": article.file,
        "kg": sheet.pipeline,
        "metadata": metadata,
        "facts": [_fact(fact) for fact in sheet.facts.facts],
        "near_misses": [_near_miss(miss) for miss in sheet.facts.near_misses],
        "text": article.text,
    }


def _fact(fact: Fact) -> Data:
    found: dict[str, list[Data]] = {}
    for name, role in roles(fact):
        found.setdefault(name, []).append(_role(role))
    return {"type": type(fact).__name__, "rule": fact.rule, "roles": found}


def _role(role: Role[Any]) -> Data:
    data: Data = {"value": value_data(role.value), "rule": role.rule}
    if role.note:
        data["note"] = str(role.note)
        if (indonesian := told(role.note, "id")) != data["note"]:
            data["note_id"] = indonesian
    data["evidence"] = _spans(role.evidence)
    return data


def _near_miss(miss: NearMiss) -> Data:
    return {**asdict(miss), "evidence": _spans(miss.evidence)}


def _spans(evidence: tuple[Evidence, ...]) -> list[Data]:
    return [{"start": each.span.start, "end": each.span.end, "quote": each.quote} for each in evidence]


def _laid_out(value: object, indent: int) -> str:
    """JSON in which whatever fits stands on one line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner, pad = indent + 1, "\n" + " " * (indent + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {_laid_out(each, inner)}" for key, each in value.items()]
        return "{" + pad + f",{pad}".join(parts) + pad[:-1] + "}"
    return "[" + pad + f",{pad}".join(_laid_out(each, inner) for each in value) + pad[:-1] + "]"
