"""Numerals of Indonesian newsrooms, by the word: "dua belas", "3.200", "ketujuh", "ke-31", "58,30".

A dot groups thousands and a comma begins the decimals; "81.40", whose dot can group nothing, is read as a decimal too.
What nobody counted ("beberapa", "puluhan", "belasan") is no number, and neither is a numeral that does not parse whole.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import resources
from kg.errors import ResourceError

_FILE = "data/language/id/numerals.toml"
_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}"  # "1.500"
_INDONESIAN = re.compile(rf"(?P<whole>{_GROUPED}|[0-9]{{1,15}})(?:,(?P<part>[0-9]{{1,15}}))?")
_ENGLISH = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,5}|[0-9]{1,15})\.(?P<part>[0-9]{1,15})")
_ROMAN = re.compile(r"(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_KE = re.compile(r"ke(?P<mark>[-‑–]|\s)?(?P<number>[^\s-].*)", re.IGNORECASE)
_ENGLISH_ORDINAL = re.compile(r"(?P<number>[0-9]{1,4})(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Numerals:
    """The numerals by form.

    ``parts`` maps each numeral below a thousand that is one part of a number ("dua"; "dua belas" as "duabelas") to its
    value and the bound of what may follow it: anything below 100 after "dua ratus", below 10 after "dua puluh".
    """

    parts: Mapping[str, tuple[int, int]]
    whole_scales: Mapping[str, int]  # "seribu"
    scales: Mapping[str, int]  # "ribu"
    ordinals: Mapping[str, int]
    rank: frozenset[str]
    undone_by: frozenset[str]  # what makes the numeral before it something else


@cache
def _numerals() -> _Numerals:
    try:
        data = tomllib.loads(resources.path(_FILE).read_text("utf-8"))
        units, small, words = data["units"], data["small"], data["words"]
        parts = {name: (value, 1) for name, value in units.items()}
        for name, value in data["one"].items():
            if value < 1000:
                parts[name] = (value, 100 if value == 100 else 1)
        for name, value in units.items():
            if value >= 2:
                parts[name + "belas"] = (value + small["belas"], 1)
                parts[name + "puluh"] = (value * small["puluh"], 10)
            if value >= 1:
                parts[name + "ratus"] = (value * small["ratus"], 100)
        return _Numerals(
            parts=parts,
            whole_scales={name: value for name, value in data["one"].items() if value >= 1000},
            scales=data["scales"],
            ordinals=data["ordinals"],
            rank=frozenset(words["rank"]),
            undone_by=frozenset([*small, *data["scales"], *words["indefinite"], *words["spoils"]]),
        )
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{_FILE}: not valid TOML: {error}") from error
    except KeyError as error:
        raise ResourceError(f"{_FILE}: the part {error} is missing") from error


def cardinal(words: Sequence[str]) -> tuple[int, int] | None:
    """The whole number with which ``words`` begin, and how many of them state it.

    ``None`` where they begin with none, or with one that its next word undoes ("dua pertiga", "dua puluhan").

    >>> cardinal(["tiga", "ratus", "dua", "belas", "daerah"])
    (312, 4)
    >>> cardinal(["202,6", "juta", "orang"])
    (202600000, 2)
    >>> cardinal(["beberapa", "daerah"]) is None
    True
    """
    folded = [word.casefold() for word in words]
    if not folded or not begins_number(folded[0]):
        return None
    total, at, bound = Decimal(0), 0, Decimal("Infinity")
    while at < len(folded):
        read = _scaled(folded, at)
        if read is None or read[0] >= bound:
            break
        value, scale, after = read
        if scale == 1 and at and folded[at][0].isdecimal():  # "2 juta 5 orang" is not one number
            break
        total, at, bound = total + value, after, Decimal(scale)
        if scale == 1:
            break
    if not at or total != total.to_integral_value() or (at < len(folded) and folded[at] in _numerals().undone_by):
        return None
    return int(total), at


def begins_number(word: str) -> bool:
    """Whether a number can begin with a word: a test that costs little, for the many words that begin none.

    >>> begins_number("dua"), begins_number("202,6"), begins_number("kota")
    (True, True, False)
    """
    numerals = _numerals()
    return word[:1].isdecimal() or word in numerals.parts or word in numerals.whole_scales


def integer(text: str) -> int | None:
    """The whole number that ``text`` is, from its first word to its last.

    >>> integer("dua belas"), integer("1.500"), integer("puluhan")
    (12, 1500, None)
    """
    words = text.split()
    found = cardinal(words)
    return found[0] if found and found[1] == len(words) else None


def ordinal(text: str, *, roman: bool = False) -> int | None:
    """The position that ``text`` is: "pertama", "ke-4", "ketujuh", "ke tiga", "1st"; "III" only where ``roman`` is set.

    After a word of rank a plain number is one as well ("juara 1", "peringkat satu", "juara II"). "25 besar" is none.

    >>> ordinal("ke-31"), ordinal("kesebelas"), ordinal("juara 1"), ordinal("keduanya")
    (31, 11, 1, None)
    """
    folded = " ".join(text.split())
    head, _, rest = folded.partition(" ")
    numerals = _numerals()
    if rest and head.casefold() in numerals.rank:
        found = ordinal(rest, roman=True)
        return _positive(integer(rest)) if found is None else found
    if folded.casefold() in numerals.ordinals:
        return numerals.ordinals[folded.casefold()]
    if english := _ENGLISH_ORDINAL.fullmatch(folded):
        return _positive(int(english["number"]))
    if ke := _KE.fullmatch(folded):
        number = _positive(integer(ke["number"]))
        return roman_numeral(ke["number"]) if number is None and ke["mark"] else number
    return roman_numeral(folded) if roman else None


def decimal(text: str) -> Decimal | None:
    """The number that ``text`` writes in digits, with as many decimals as it has.

    >>> decimal("58,30"), decimal("81.40"), decimal("1.500"), decimal("1.500,75")
    (Decimal('58.30'), Decimal('81.40'), Decimal('1500'), Decimal('1500.75'))
    """
    found = _INDONESIAN.fullmatch(text) or _ENGLISH.fullmatch(text)
    if found is None:
        return None
    whole = re.sub("[.,]", "", found["whole"])
    return Decimal(whole if found["part"] is None else f"{whole}.{found['part']}")


def roman_numeral(text: str) -> int | None:
    """The number of a Roman numeral in capitals, up to 3999.

    >>> roman_numeral("XIV"), roman_numeral("IIII")
    (14, None)
    """
    if not _ROMAN.fullmatch(text):
        return None
    digits = [_ROMAN_DIGITS[letter] for letter in text]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))


def _scaled(words: Sequence[str], at: int) -> tuple[Decimal, int, int] | None:
    """The number at ``at`` up to its multiplier ("202,6 juta", "seribu", "tiga"): value, multiplier, where it ends."""
    numerals = _numerals()
    if one := numerals.whole_scales.get(words[at]):
        return Decimal(one), one, at + 1
    number = decimal(words[at])
    value, after = (number, at + 1) if number is not None else _below_thousand(words, at)
    if after == at:
        return None
    scale = numerals.scales.get(words[after], 1) if after < len(words) else 1
    return value * scale, scale, after + (scale > 1)


def _below_thousand(words: Sequence[str], at: int) -> tuple[Decimal, int]:
    """The spelt number below a thousand at ``at`` and where it ends; there where it begins if there is none."""
    parts = _numerals().parts
    total, bound = 0, 1000
    while at < len(words) and bound > 1:
        joined = words[at] + words[at + 1] if at + 1 < len(words) else ""
        two = joined in parts and words[at] in parts
        value, below = parts.get(joined if two else words[at], (bound, 1))
        if value >= bound or (value == 0 and bound < 1000):
            break
        total, bound, at = total + value, below, at + 1 + two
    return Decimal(total), at


def _positive(number: int | None) -> int | None:
    return number or None
