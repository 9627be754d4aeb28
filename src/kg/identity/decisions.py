"""What people decided about who is who: a small file that can be shared and versioned, with the columns of SSSOM.

https://mapping-commons.github.io/sssom/ : a table of mappings with tabs between columns, here of this project's
addresses. Taking a line out undoes the decision.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.identity import Thing
    from kg.identity.appearances import Appearance

COLUMNS: Final = (
    "subject_id", "predicate_id", "object_id", "mapping_justification", "author_label", "mapping_date", "comment",
)  # fmt: skip
SAME: Final = "owl:sameAs"
DIFFERENT: Final = "owl:differentFrom"
_JUSTIFIED: Final = "semapv:ManualMappingCuration"
_MATCHED: Final = "semapv:CompositeMatching"
#: What is one by its very name or by what it refers to weighs as much as the surest of ties.
_CERTAIN: Final = 10.0
_PREFIX: Final = "kgid:"
_HEAD: Final = (
    "# curie_map:\n"
    "#   kgid: https://w3id.org/smartcity-kg/id/\n"
    "#   owl: http://www.w3.org/2002/07/owl#\n"
    "#   semapv: https://w3id.org/semapv/vocab/\n"
)


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """Somebody's word that two things are one, or two.

    Args:
        one: what is meant: ``person/johny-g-plate``, all of this address, or ``article/<id>/person/…``, the one of
            this article.
        other: the same for the second.
        same: whether they are one.
        who: the name of who decided, if given.
        when: the day, ISO, if given.
        why: the reason, if given.
    """

    one: str
    other: str
    same: bool
    who: str = ""
    when: str = ""
    why: str = ""

    def one_is(self, appearance: Appearance) -> bool:
        """Whether an appearance is the first of the two."""
        return _is(self.one, appearance)

    def other_is(self, appearance: Appearance) -> bool:
        """Whether an appearance is the second of the two."""
        return _is(self.other, appearance)

    def is_of(self, appearance: Appearance) -> bool:
        """Whether the decision is about an appearance."""
        return self.one_is(appearance) or self.other_is(appearance)


def _is(named: str, appearance: Appearance) -> bool:
    return named in (appearance.path, f"article/{appearance.address}")


def written(decisions: Iterable[Decision]) -> str:
    """Decisions as a file, sorted, each once.

    >>> print(written([Decision("person/a", "person/b", True, why="one office")]).splitlines()[-1].replace("\\t", " "))
    kgid:person/a owl:sameAs kgid:person/b semapv:ManualMappingCuration   one office
    """
    out = io.StringIO()
    out.write(_HEAD)
    table = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow(COLUMNS)
    for each in sorted(set(decisions)):
        predicate = SAME if each.same else DIFFERENT
        row = (f"{_PREFIX}{each.one}", predicate, f"{_PREFIX}{each.other}", _JUSTIFIED, each.who, each.when, each.why)
        table.writerow(row)
    return out.getvalue()


def mappings(things: Iterable[Thing]) -> str:
    """Which addresses of articles' graphs are one thing's, as a file of mappings with the reasons; SSSOM."""
    out = io.StringIO()
    out.write(_HEAD)
    table = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    table.writerow(("subject_id", "predicate_id", "object_id", "mapping_justification", "confidence", "comment"))
    for thing in things:
        for path in sorted({each.path for each in thing.appearances} - {thing.path}):
            reasons = sorted({reason.name for tie in thing.ties for reason in tie.reasons if reason.weight > 0})
            weight = min((tie.weight for tie in thing.ties), default=_CERTAIN)
            confidence = f"{weight / (weight + 1):.2f}"
            row = (f"{_PREFIX}{path}", SAME, f"{_PREFIX}{thing.path}", _MATCHED, confidence, ", ".join(reasons))
            table.writerow(row)
    return out.getvalue()


def read(text: str, file: Path | str = "decisions.sssom.tsv") -> list[Decision]:
    """The decisions of a file.

    >>> read(written([Decision("person/a", "person/b", False)]))[0].same
    False

    Raises:
        KgError: where a line is none, with its number.
    """
    lines = text.splitlines()
    head = sum(1 for line in lines if line.startswith("#"))
    table = csv.DictReader([line for line in lines if not line.startswith("#")], delimiter="\t")
    if missing := {"subject_id", "predicate_id", "object_id"} - set(table.fieldnames or ()):
        lacking = ", ".join(sorted(missing))
        raise KgError(f"{file} has no column {lacking}. A file of decisions has the columns of SSSOM.")
    return [_decision(row, f"{file}, line {number}") for number, row in enumerate(table, head + 2)]


def _decision(row: dict[str, str | None], where: str) -> Decision:
    predicate = row.get("predicate_id") or ""
    if predicate not in (SAME, DIFFERENT):
        raise KgError(f"{where}: {predicate or 'nothing'} is no decision. Write {SAME} or {DIFFERENT}.")
    named = [(row.get(column) or "").removeprefix(_PREFIX) for column in ("subject_id", "object_id")]
    if not all(named):
        raise KgError(f"{where}: one of the two things is missing.")
    one, other = sorted(named)
    said = [row.get(column) or "" for column in ("author_label", "mapping_date", "comment")]
    return Decision(one, other, predicate == SAME, *said)
