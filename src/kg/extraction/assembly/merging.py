"""Records that speak of one award, merged: what several sentences say of it, joined."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.coreference.award_names import bare_name, within
from kg.extraction.mentions.dimensions import dimension_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.assembly.records import Record


def merged(records: Iterable[Record]) -> list[Record]:
    """Records that speak of one award made one: the general completes the specific, equals merge."""
    kept: list[Record] = []
    for r in sorted(records, key=lambda r: (r.category is None, r.rank is None, r.order)):
        same = [_same_conferral(k, r) for k in kept]
        if any(same):
            kept = [_with(k, r) if one else k for k, one in zip(kept, same, strict=True)]
        else:
            kept.append(r)
    return kept


def _with(k: Record, r: Record) -> Record:
    """A record with what another adds to it."""
    return replace(
        k,
        award=k.award or r.award,
        rank=k.rank or r.rank,
        presenter=k.presenter or r.presenter,
        acceptor=k.acceptor or r.acceptor,
        apart=k.apart and r.apart,
        act=k.act or r.act,
        year=k.year or r.year,
    )


def _same_conferral(k: Record, r: Record) -> bool:
    """Whether a record speaks of a conferral that is known, as closely or less."""
    if k.recipient.value != r.recipient.value or k.past != r.past or not _one_award(k, r):
        return False
    if k.year is not None and r.year is not None and k.year.value != r.year.value:
        return False
    if r.general:
        return True
    rank_told = k.rank is not None and r.rank is not None
    same_rank = k.rank is not None and r.rank is not None and k.rank.value == r.rank.value
    if r.category is None and same_rank:
        return True
    return _dimension_key(k) == _dimension_key(r) and (same_rank or not rank_told)


def _one_award(a: Record, b: Record) -> bool:
    if a.award is None or b.award is None:
        return a.apart is b.apart or (a.award is None and not b.apart) or (b.award is None and not a.apart)
    x, y = a.award.value, b.award.value
    return bare_name(x) == bare_name(y) or within(x, y)


def _dimension_key(r: Record) -> str | None:
    if r.category is None:
        return None
    return dimension_of(r.category.value) or r.category.value.casefold()
