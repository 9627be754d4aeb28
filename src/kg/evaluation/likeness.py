"""Whether a value found says the same as the gold's: dates and ranks equal, names and labels alike."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final, TypeAlias

#: A value of a gold file; of a list, any one is right, and ``null`` in it leaves the slot free to stay empty.
Value: TypeAlias = "str | int | float | bool | list[Value] | None"

_EXACT: Final = {"date", "published", "year", "rank", "top", "mode", "dimension", "advertorial"}
_PEOPLE: Final = {"person", "speaker", "presenter", "acceptor"}
_TRUE: Final = {"true", "1", "yes"}
_CODE: Final = re.compile(r"\d\d(\.\d\d)?")
_WORD: Final = re.compile(r"(?:[^\W_]|%)+")
#: How a title or a degree, taken apart at its full stops, may read: "Drs. H. … M.Si." → drs, h, m, si.
# fmt: off
_TITLES: Final = {
    "drs", "dra", "dr", "ir", "h", "hj", "hm", "prof", "bapak", "pak", "ibu", "bu", "bunda",
    "s", "si", "sos", "se", "sh", "st", "sip", "spd", "mm", "msi", "mt", "mh", "map", "m", "pd", "ip", "kom", "t", "e",
    "ap", "ak", "mba", "phd",
}
# fmt: on
#: From which likeness on two values of a slot say the same.
_ENOUGH: Final = {
    **dict.fromkeys(_PEOPLE, 0.8),
    **dict.fromkeys(("award", "event", "list"), 0.5),
    **dict.fromkeys(("category", "body", "organizer", "grantor", "outlet"), 0.6),
}
_ENOUGH_ELSEWHERE: Final = 0.72
#: One name wholly inside the other: "Neni" is likely "Neni Moerniaeni".
_PART_OF_A_NAME: Final = 0.86
#: How many words of a statement are compared, how many the found one may lead with, and how alike they must be.
_BEGINNING, _LEADING, _SAME_WORDS = 5, 3, 0.85


def filled(value: Value) -> bool:
    """Whether a slot holds something; ``False`` (no advertorial) holds nothing."""
    return value not in (None, "", [], False)


def optional(value: Value) -> bool:
    """Whether the gold leaves open that the slot stays empty."""
    return isinstance(value, list) and None in value


def agrees(slot: str, gold: Value, found: str) -> bool:
    """Whether a value found is right; an empty one never is.

    >>> agrees("person", "Neni Moerniaeni", "dr. Hj. Neni Moerniaeni, Sp.OG."), agrees("rank", 2, "3")
    (True, False)
    >>> agrees("recipient", ["33.74", "33.22"], "33.22")
    True
    """
    if gold is None or not found:
        return False
    if isinstance(gold, list):
        return any(agrees(slot, each, found) for each in gold)
    if slot in _EXACT or slot == "begins":
        return likeness(slot, gold, found) == 1.0
    return likeness(slot, gold, found) >= _ENOUGH.get(slot, _ENOUGH_ELSEWHERE)


def likeness(slot: str, gold: Value, found: str) -> float:
    """How alike the values of a slot are, 0 to 1; of a list in the gold, the likest."""
    if isinstance(gold, list):
        return max((likeness(slot, each, found) for each in gold if each is not None), default=0.0)
    if slot == "advertorial":
        return float(bool(gold) == (found.lower() in _TRUE))
    if slot == "score":
        try:
            return float(abs(float(str(gold).replace(",", ".")) - float(found.replace(",", "."))) < 1e-6)
        except ValueError:
            return 0.0
    if slot in _EXACT:
        return float(words(str(gold)) == _without_decimals(words(found)))
    if _CODE.fullmatch(str(gold)):
        return float(str(gold) == found)
    if slot == "begins":
        return float(_begins(str(gold), found))
    return _alike(str(gold), found, of_people=slot in _PEOPLE)


def words(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation.

    >>> words("Mu’awanah, S.Sos.")
    ['muawanah', 's', 'sos']
    """
    folded = unicodedata.normalize("NFKD", text).casefold().replace("’", "").replace("'", "")
    return _WORD.findall(folded)


def _begins(gold: str, found: str) -> bool:
    first, said = words(gold)[:_BEGINNING], words(found)
    return any(
        _ratio(" ".join(first), " ".join(said[start : start + len(first)])) > _SAME_WORDS
        for start in range(min(_LEADING, len(said)))
    )


def _alike(gold: str, found: str, *, of_people: bool) -> float:
    """Likeness of two labels whatever the order of their words."""
    one, other = (_without_titles(words(each)) if of_people else words(each) for each in (gold, found))
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    ones, others = set(one), set(other)
    if of_people and (ones <= others or others <= ones):
        return _PART_OF_A_NAME
    share = 2 * len(ones & others) / (len(ones) + len(others))
    return max(share, _ratio(" ".join(sorted(one)), " ".join(sorted(other))))


def _without_decimals(number: list[str]) -> list[str]:
    """ "2.0" is the number 2."""
    return number[:-1] if number[1:] and number[-1] == "0" else number


def _without_titles(name: list[str]) -> list[str]:
    return [word for word in name if word not in _TITLES] or name


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
