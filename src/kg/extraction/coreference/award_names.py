"""When two names mean one award."""

from __future__ import annotations

import re


def bare_name(name: str) -> str:
    """A name without its year and case, to see that two are one."""
    return re.sub(r"\W*\b(19|20)\d\d\b", "", name).casefold().strip(' "“”')


def within(a: str, b: str) -> bool:
    """Whether one award's name lies in the other's, editions left aside."""
    short, long = sorted((set(bare_name(a).split()), set(bare_name(b).split())), key=len)
    return len(short) > 1 and short <= long
