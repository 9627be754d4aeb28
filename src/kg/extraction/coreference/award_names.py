"""When two names mean one award."""

from __future__ import annotations

import re


def bare_name(name: str) -> str:
    """A name without its year and case, to see that two are one."""
    return re.sub(r"\W*\b(19|20)\d\d\b", "", name).casefold().strip(' "“”')


def is_index(name: str) -> bool:
    """Whether a name is that of an index, which ranks and gives nothing by itself.

    >>> is_index("Indeks Kota Toleran 2023"), is_index("Smart City Index 2025"), is_index("Index Award")
    (True, True, False)
    """
    told = re.sub(r"\W*\b(19|20)\d\d\b", "", name).casefold().split()
    return bool(told) and (told[0] in {"indeks", "index"} or told[-1] in {"indeks", "index"}) and "award" not in told


def within(a: str, b: str) -> bool:
    """Whether one award's name lies in the other's, editions left aside."""
    short, long = sorted((set(bare_name(a).split()), set(bare_name(b).split())), key=len)
    return len(short) > 1 and short <= long
