"""Conferrals in the making: what several sentences say of one award, joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.coreference.award_names import bare_name, within
from kg.extraction.mentions.dimensions import dimension_of

if TYPE_CHECKING:
    from kg.article import Role
    from kg.extraction.candidates.act import Awarding
    from kg.facts import Office, Person, Recipient


@dataclass(slots=True)
class Record:
    """A conferral in the making."""

    recipient: Role[Recipient]
    rule: str
    order: int
    block: int
    award: Role[str] | None = None
    category: Role[str] | None = None
    rank: Role[int] | None = None
    presenter: Role[Person | Office] | None = None
    acceptor: Role[Person] | None = None
    act: Awarding | None = None
    past: bool = False
    apart: bool = False

    @property
    def general(self) -> bool:
        """Whether neither category nor rank tells this award from another."""
        return self.category is None and self.rank is None


def joined_records(records: list[Record]) -> list[Record]:
    """Records that speak of one award made one: the general completes the specific, equals merge."""
    kept: list[Record] = []
    for r in sorted(records, key=lambda r: (r.category is None, r.rank is None, r.order)):
        twin = [
            k
            for k in kept
            if k.recipient.value == r.recipient.value
            and k.past == r.past
            and _one_award(k, r)
            and (
                r.general
                or (r.category is None and r.rank is not None and k.rank is not None and k.rank.value == r.rank.value)
                or (
                    _dimension_key(k) == _dimension_key(r)
                    and (k.rank is None or r.rank is None or k.rank.value == r.rank.value)
                )
            )
        ]
        if not twin:
            kept.append(r)
            continue
        for k in twin:
            k.award = k.award or r.award
            k.rank = k.rank or (r.rank if not r.general else None)
            k.presenter = k.presenter or r.presenter
            k.acceptor = k.acceptor or r.acceptor
            k.apart = k.apart and r.apart
            k.act = k.act or r.act
    return kept


def _one_award(a: Record, b: Record) -> bool:
    if a.award is None or b.award is None:
        return a.apart is b.apart or (a.award is None and not b.apart) or (b.award is None and not a.apart)
    x, y = a.award.value, b.award.value
    return bare_name(x) == bare_name(y) or within(x, y)


def _dimension_key(r: Record) -> str | None:
    if r.category is None:
        return None
    return dimension_of(r.category.value) or r.category.value.casefold()
