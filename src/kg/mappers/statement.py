"""Statement → quads: something that a named person said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.facts import Statement
from kg.mappers import entities
from kg.mappers.mapper import Mapper, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABEL_LENGTH = 60


def _identity(fact: Statement) -> Iterable[object]:
    first = min(fact.text.evidence, key=lambda words: words.span)
    yield first.article
    yield first.span.start


def _label(fact: Statement) -> str:
    text = " ".join(fact.text.value.split())
    if len(text) > _LABEL_LENGTH:
        text = text[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"{fact.speaker.value.name}: {text}"


MAPPER = Mapper(
    Statement,
    {
        "speaker": Slot("speaker"),
        "text": Slot("text"),
        "mode": Slot("mode"),
        "date": Slot("date"),
        "about": Slot("about", entities.about),
    },
    _identity,
    _label,
)
