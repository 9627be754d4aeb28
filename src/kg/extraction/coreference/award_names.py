"""When two names mean one award."""

from __future__ import annotations

import re

_YEAR = re.compile(r"\W*\b(19|20)\d\d\b")


def bare_name(name: str) -> str:
    """A name without its year and case, to see that two are one."""
    return _without_year(name).casefold().strip(' "“”')


def _without_year(name: str) -> str:
    return _YEAR.sub("", name) if "19" in name or "20" in name else name


def has_index_as_head(name: str) -> bool:
    """Whether the first or the last word of a name says that it is an index and gives nothing: no award of one.

    >>> [has_index_as_head(x) for x in ("Indeks Kota Toleran 2023", "Smart City Index 2025", "Index Award")]
    [True, True, False]
    """
    told = _without_year(name).casefold().split()
    return bool(told) and (told[0] in {"indeks", "index"} or told[-1] in {"indeks", "index"}) and "award" not in told


def within(a: str, b: str) -> bool:
    """Whether one award's name lies in the other's, editions left aside."""
    short, long = sorted((set(bare_name(a).split()), set(bare_name(b).split())), key=len)
    return len(short) > 1 and short <= long
