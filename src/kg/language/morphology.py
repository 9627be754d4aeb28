"""Indonesian word forms: what me-, di-, ter-, pe- and -nya make of a stem (after Tata Bahasa Baku, 4th ed., ch. 5)."""

from __future__ import annotations

VOWELS = frozenset("aiueo")


def nasal(stem: str, prefix: str = "me") -> str:
    """The stem with me- (or pe-) and its nasal: the first sound decides, and k, p, s, t give way to it.

    >>> [nasal(s) for s in ("terima", "raih", "sabet", "kantongi", "peroleh", "beri", "gondol", "ucap")]
    ['menerima', 'meraih', 'menyabet', 'mengantongi', 'memperoleh', 'memberi', 'menggondol', 'mengucap']
    """
    first = stem[0]
    if stem.startswith("per") and len(stem) > 5:  # per- is itself a prefix and keeps its p
        return f"{prefix}m{stem}"
    if sum(c in VOWELS for c in stem) == 1:
        if first in "aiueo":
            return f"{prefix}nge{stem}"
        if first not in "bdptkscjz":
            return f"{prefix}nge{stem}" if first not in "lrwy" else f"{prefix}{stem}"
    if first in "aiueogh":
        return f"{prefix}ng{stem}"
    if first == "k":
        return f"{prefix}ng{stem[1:]}" if stem[1:2] not in ("r", "l", "h") else f"{prefix}ng{stem}"
    if first == "p":
        return f"{prefix}m{stem[1:]}" if stem[1:2] not in ("r", "l") else f"{prefix}m{stem}"
    if first in "bfv":
        return f"{prefix}m{stem}"
    if first == "t":
        return f"{prefix}n{stem[1:]}" if stem[1:2] not in ("r",) else f"{prefix}n{stem}"
    if first == "s":
        return f"{prefix}ny{stem[1:]}" if stem[1:2] not in ("t", "p", "k") else f"{prefix}n{stem}"
    if first in "dcjz":
        return f"{prefix}n{stem}"
    return f"{prefix}{stem}"


def verb_forms(stem: str, suffixes: tuple[str, ...] = ("",)) -> dict[str, str]:
    """Every finite form of a verb with its voice: ``active`` (me-), ``passive`` (di-, ter-), ``bare`` (headlines).

    ``suffixes`` are the stem's own: ``("kan",)`` for *menyerahkan*, ``("", "kan")`` for *sampai, sampaikan*.

    >>> forms = verb_forms("serah", ("kan",))
    >>> forms["menyerahkan"], forms["diserahkan"], forms["serahkan"], forms["menyerahkannya"]
    ('active', 'passive', 'bare', 'active')
    """
    forms: dict[str, str] = {}
    for suffix in suffixes:
        for form, voice in (
            (stem + suffix, "bare"),
            (nasal(stem) + suffix, "active"),
            ("di" + stem + suffix, "passive"),
        ):
            for ending in ("", "nya", "lah") if voice != "bare" else ("",):
                forms.setdefault(form + ending, voice)
    return forms
