"""Indonesian word forms: what me-, di-, ter-, pe- and -nya make of a stem (after Tata Bahasa Baku, 4th ed., ch. 5)."""

from __future__ import annotations

from typing import NamedTuple

VOWELS = frozenset("aiueo")


class _Nasal(NamedTuple):
    """The nasal before the first sounds ``of`` a stem.

    Where ``kept_before`` is set, the nasal swallows the sound, but not before these: there ``kept`` stands before it.
    """

    of: str
    nasal: str
    kept_before: str | None = None
    kept: str = ""


_NASALS = (
    _Nasal("aiueogh", "ng"),
    _Nasal("k", "ng", "rlh"),
    _Nasal("p", "m", "rl"),
    _Nasal("bfv", "m"),
    _Nasal("t", "n", "r"),
    _Nasal("s", "ny", "tpk", "n"),
    _Nasal("dcjz", "n"),
)


def nasal(stem: str, prefix: str = "me") -> str:
    """The stem with me- (or pe-) and its nasal: the first sound decides, and k, p, s, t give way to it.

    >>> [nasal(s) for s in ("terima", "raih", "sabet", "kantongi", "peroleh", "beri", "gondol", "ucap")]
    ['menerima', 'meraih', 'menyabet', 'mengantongi', 'memperoleh', 'memberi', 'menggondol', 'mengucap']
    """
    if stem.startswith("per") and len(stem) > 5:  # per- is itself a prefix and keeps its p
        return f"{prefix}m{stem}"
    if sum(c in VOWELS for c in stem) == 1 and (first := stem[0]) not in "bdptkscjz":  # meng- with a sound of its own
        return f"{prefix}{stem}" if first in "lrwy" else f"{prefix}nge{stem}"
    made = next((sound for sound in _NASALS if stem[0] in sound.of), None)
    if made is None:
        return f"{prefix}{stem}"
    swallowed = made.kept_before is not None and (len(stem) < 2 or stem[1] not in made.kept_before)
    return f"{prefix}{made.nasal}{stem[1:]}" if swallowed else f"{prefix}{made.kept or made.nasal}{stem}"


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
