"""What a model answers: its JSON held against the schema, and what it proposes, fact by fact."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kg.proposing.asked import ASKED, OCCASIONS, schema

_MOST_TOLD: Final = 12
_TYPES: Final[Mapping[str, type]] = {"object": dict, "array": list, "string": str}


class Unfit(Exception):  # noqa: N818 - what is wrong with an answer, told to the model or in a refusal
    """An answer that is not what was asked for; ``violations`` say where and what."""

    def __init__(self, violations: list[str]) -> None:
        self.violations = violations
        super().__init__(violations)

    def __str__(self) -> str:
        more = len(self.violations) - _MOST_TOLD
        return "; ".join(self.violations[:_MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a model says stand in the article, and longer words that say which place it means."""

    words: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One fact, or one occasion, as a model proposes it: quotes and choices by role, nothing of it believed yet."""

    fact_type: str
    words: str = ""
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)

    def quote(self, role: str) -> Quote | None:
        """The quote of a role that has one, if any."""
        return next(iter(self.quotes.get(role, ())), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a model proposes of one article."""

    occasions: Mapping[str, Proposed]
    facts: tuple[Proposed, ...]


def parsed(content: str) -> Answer:
    """The answer that a text is.

    Raises:
        Unfit: where it is no JSON, or not of the form that was asked for. Servers take a schema and then ignore it.

    >>> try:
    ...     parsed('{"conferrals": 3}')
    ... except Unfit as unfit:
    ...     print(unfit.violations[:2])
    ['the answer lacks "occasions"', 'the answer lacks "placements"']
    """
    try:
        data = json.loads(_unfenced(content), parse_constant=_no_number)
    except RecursionError:
        raise Unfit(["it is nested too deeply"]) from None
    except ValueError as error:
        raise Unfit([f"it is no JSON: {error}"]) from None
    violations = list(_violations(data, schema(), "the answer"))
    if violations:
        raise Unfit(violations)
    occasions = {item["id"]: _proposed(OCCASIONS.fact_type, item) for item in data[OCCASIONS.name]}
    facts = [_proposed(asked.fact_type, item) for asked in ASKED if asked is not OCCASIONS for item in data[asked.name]]
    return Answer(occasions, tuple(facts))


def _unfenced(content: str) -> str:
    """The JSON within a code fence, which models without a schema like to put around it."""
    told = content.strip()
    if told.startswith("```") and told.endswith("```") and "\n" in told:
        return told[told.index("\n") : -3]
    return told


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")


def _proposed(fact_type: str, item: Mapping[str, Any]) -> Proposed:
    quotes: dict[str, tuple[Quote, ...]] = {}
    choices: dict[str, str] = {}
    for name, value in item.items():
        if name in ("words", "id") or value is None:
            continue
        if name in ("occasion", "mode", "dimension") or name.endswith("_is"):
            choices[name] = value
        else:
            quotes[name] = tuple(map(_quote, value if isinstance(value, list) else [value]))
    return Proposed(fact_type, item.get("words", ""), quotes, choices)


def _quote(value: str | Mapping[str, str]) -> Quote:
    return Quote(value) if isinstance(value, str) else Quote(value["quote"], value["context"])


def _violations(value: object, form: Mapping[str, Any], where: str) -> list[str]:
    """What of a value is not of a form; of alternatives, what is wrong with the one that comes nearest."""
    if "$ref" in form:
        form = schema()["$defs"][form["$ref"].rpartition("/")[2]]
    if "anyOf" in form:
        each = [_violations(value, alternative, where) for alternative in form["anyOf"]]
        return [] if any(not found for found in each) else max(each, key=_depth)
    kind = form["type"]
    if kind == "null":
        return [] if value is None else [f"{where} is not null"]
    if not isinstance(value, _TYPES[kind]):
        return [f"{where} is no {kind}"]
    if "enum" in form and value not in form["enum"]:
        return [f"{where} is none of {', '.join(form['enum'])}"]
    if isinstance(value, list):
        return [found for n, each in enumerate(value) for found in _violations(each, form["items"], f"{where}[{n}]")]
    if isinstance(value, dict):
        return _of_object(value, form, where)
    return []


def _of_object(value: Mapping[str, object], form: Mapping[str, Any], where: str) -> list[str]:
    known = form["properties"]
    found = [f'{where} lacks "{name}"' for name in form["required"] if name not in value]
    found += [f'{where} has "{name[:40]}", which was not asked for' for name in value if name not in known]
    for name, each in value.items():
        if name in known:
            found += _violations(each, known[name], f"{where}.{name}".removeprefix("the answer."))
    return found


def _depth(found: list[str]) -> int:
    return max((each.partition(" ")[0].count(".") for each in found), default=0)
