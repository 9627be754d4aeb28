"""Two readings of one article held against each other, for a person or a program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.cli.values import SAID, shown, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.article import Role
    from kg.facts import Fact, Facts
    from kg.proposing.agreement import Compared

_BY = {
    "both": {"en": "both", "id": "keduanya"},
    "differ": {"en": "both, differing", "id": "keduanya, berbeda"},
    "model": {"en": "model alone", "id": "hanya model"},
    "rules": {"en": "rules alone", "id": "hanya aturan"},
}
_NOTHING = {"en": "nothing", "id": "kosong"}


def comparison(model: Facts, rules: Facts, lang: str) -> Iterator[str]:
    """What both found, what one alone found, and the roles in which they differ, line by line."""
    from kg.proposing.agreement import compared

    say = {name: texts[lang] for name, texts in SAID.items()}
    pairs = list(compared(model.facts, rules.facts))
    counts = Counter(map(_by, pairs))
    article = model.article
    yield f"{article.file}: {article.headline.value}" if article.headline else article.file
    yield "  " + ", ".join(f"{_BY[each][lang]}: {counts[each]}" for each in _BY)
    for pair in pairs:
        fact = pair.model or pair.rules
        if fact is None:
            continue
        yield f"\n  {type(fact).__name__} ({_BY[_by(pair)][lang]})"
        for name, role in _roles(fact):
            if name not in pair.differing:
                yield f"    {name}: {shown(role.value, say)} — {words(role.evidence)}"
        for name in pair.differing:
            for reader, each in (("model", pair.model), ("rules", pair.rules)):
                values = [f"{shown(r.value, say)} — {words(r.evidence)}" for n, r in _roles(each) if n == name]
                yield f"    {name}, {reader}: {'; '.join(values) or _NOTHING[lang]}"
    yield ""


def comparison_data(model: Facts, rules: Facts) -> dict[str, Any]:
    """The same for a program."""
    from kg.proposing.agreement import compared

    pairs = list(compared(model.facts, rules.facts))
    return {
        "file": model.article.file,
        "article": model.article.id,
        "counts": Counter(map(_by, pairs)),
        "facts": [
            {
                "type": type(pair.model or pair.rules).__name__,
                "found_by": [name for name, each in (("model", pair.model), ("rules", pair.rules)) if each],
                "differing": pair.differing,
                "model": _values(pair.model),
                "rules": _values(pair.rules),
            }
            for pair in pairs
        ],
    }


def _by(pair: Compared) -> str:
    if pair.model is None or pair.rules is None:
        return "rules" if pair.model is None else "model"
    return "differ" if pair.differing else "both"


def _roles(fact: Fact | None) -> Iterator[tuple[str, Role[Any]]]:
    from kg.facts import roles

    return iter(()) if fact is None else roles(fact)


def _values(fact: Fact | None) -> dict[str, list[object]]:
    from kg.sheets.values import value_data

    found: dict[str, list[object]] = {}
    for name, role in _roles(fact):
        found.setdefault(name, []).append(value_data(role.value))
    return found
