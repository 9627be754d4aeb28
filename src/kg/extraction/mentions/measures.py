"""Ranks ("juara 1"), upper bounds ("25 besar") and scores ("nilai 78,25")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import cardinal, decimal, ordinal

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document
    from kg.language.tokens import Token

_RANK_WORDS = words("rank-words")
_SCORE_WORDS = words("score-words")
CATEGORY_WORDS = words("category-words")
_COUNTED_RANK_WORDS = words("counted-rank-words")
_ORDINAL_MARKS = words("ordinal-marks")
_BEFORE_SCORES = words("before-scores")
_MONEY = words("money")
_TOPS_OF_CONTESTS = words("tops-of-contests")
_TOPMOST = words("topmost")
_POSITIONS = words("positions")
_AFTER_SCORES = words("after-scores")
_CHANGED_BY = words("changed-by")
_ENGLISH_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_ENGLISH_PLACES = words("prizes-by-order", "en")
_COUNTED = words("counted-areas")
_GRADES = words("grades")
_AFTER_WHOLE = words("around-year") | words("changes-to") | words("units-of-scores")
_BEST = words("the-best")
_BEHIND_COUNT = _BEST | {"besar"}
_WHOLE = 2  # digits of a whole score that no word stands beside
_BACK = 12  # tokens between the word for a score and it
_APART = words("far-apart")
_ENTERS = words("enters-the-best")
_CHANGES = words("changes-to")
_NO_RANK = 1000
"""No count from this on is a rank."""
_DECIMALS = re.compile(r"\d{1,3},\d{1,4}")


OPEN_MEASURES = (
    _RANK_WORDS | _SCORE_WORDS | set(_ENGLISH_ORDINALS) | {"top", "ranked", "came", "finished", "runner-up", "runner"}
)
"""What a measure may begin with, beside a number."""


@dataclass(frozen=True, slots=True)
class RankReading:
    """A rank and the word it hangs on ("juara", "peringkat")."""

    number: int | None
    word: str


def measure_at(doc: Document, i: int, limit: int) -> Mention | None:
    """A rank ("juara 1"), an upper bound ("25 besar") or a score ("dengan nilai 78,25")."""
    if i + 1 >= limit:
        return None
    number, word, following = doc.tokens[i].kind == "number", doc.tokens[i].lower, doc.tokens[i + 1].lower
    if not number and word not in OPEN_MEASURES:
        return _best(doc, i, limit) if following in _BEHIND_COUNT or word == "dua" else None
    for read in _OF_NUMBERS if number else _OF_WORDS:
        if (found := read(doc, i, limit)) is not None:
            return found
    return None


# What may be read where a number or a word begins a measure, each of a token that is not the last.


def _best(doc: Document, i: int, limit: int) -> Mention | None:
    """How many the best are that somebody is among: "25 besar", "dua puluh besar", "masuk dua terbaik"."""
    tokens = doc.tokens
    lower = [t.lower for t in tokens[i : min(i + 3, limit)]]
    if (lower[1] == "besar" or _enters_best(doc, i, lower[1])) and (value := cardinal(lower[:1])):
        return Mention(Kind.TOP, i, i + 2, value[0])
    if lower[0] == "dua" and lower[2:] == ["besar"] and (value := cardinal(lower[:2])) and value[1] == 2:
        return Mention(Kind.TOP, i, i + 3, value[0])
    return None


def _top(doc: Document, i: int, limit: int) -> Mention | None:
    """The same in English, "Top 25"; but "Top 45 Inovasi Pelayanan Publik" is an award's name."""
    tokens = doc.tokens
    if tokens[i].lower != "top" or tokens[i + 1].kind != "number" or not tokens[i + 1].text.isdigit():
        return None
    named = i + 2 < limit and tokens[i + 2].capital and tokens[i + 2].lower in _TOPS_OF_CONTESTS
    return None if named else Mention(Kind.TOP, i, i + 2, int(tokens[i + 1].text))


def _in_english(doc: Document, i: int, _: int) -> Mention | None:
    """ "First place", "ranked 3rd", "finished second"."""
    word, following = doc.tokens[i].lower, doc.tokens[i + 1]
    if following.lower in _ENGLISH_PLACES and (number := _ENGLISH_ORDINALS.get(word)):
        return Mention(Kind.RANK, i, i + 2, RankReading(number, "place"))
    if word not in ("ranked", "came", "finished"):
        return None
    number = _ENGLISH_ORDINALS.get(following.lower) or ordinal(following.text)
    return Mention(Kind.RANK, i, i + 2, RankReading(number, "rank")) if number else None


def _numbered_rank(doc: Document, i: int, limit: int) -> Mention | None:
    """A rank with its number: "peringkat ke-3", "juara dua", "posisi ketiga"."""
    tokens, word = doc.tokens, doc.tokens[i].lower
    if word not in _RANK_WORDS:
        return None
    j = i + 2 if tokens[i + 1].lower in _ORDINAL_MARKS and i + 2 < limit else i + 1
    number = _number_of_rank(word, tokens[j])
    if number is None or (word == "tempat" and tokens[j].text.isdigit()) or _of_several(doc, i, j, limit):
        return None
    counts_best = j + 1 < limit and tokens[j + 1].lower == "besar"
    return None if counts_best else Mention(Kind.RANK, i, j + 1, RankReading(number, word))


def _number_of_rank(word: str, token: Token) -> int | None:
    """The number in words or digits; a count stands for it only after some words: "juara dua", but no "tempat dua"."""
    number = ordinal(token.text.removesuffix("nya").removesuffix("-"), roman=True)
    if number is not None or word not in _COUNTED_RANK_WORDS or not (token.kind == "word" or token.text.isdigit()):
        return number
    counted = cardinal([token.lower])
    return counted[0] if counted and counted[0] < _NO_RANK else None


def _worded_rank(doc: Document, i: int, limit: int) -> Mention | None:
    """A rank without its number: "posisi puncak", "juara harapan I", "runner-up"; "juara umum" is a category."""
    tokens, word, following = doc.tokens, doc.tokens[i].lower, doc.tokens[i + 1].lower
    if word == "runner-up":
        return Mention(Kind.RANK, i, i + 1, RankReading(2, "runner-up"))
    if word == "runner" and following == "up":
        return Mention(Kind.RANK, i, i + 2, RankReading(2, "runner-up"))
    if word not in _RANK_WORDS:
        return None
    if following in _TOPMOST and word in _POSITIONS:
        return Mention(Kind.RANK, i, i + 2, RankReading(1, word))
    if word == "juara" and following == "harapan":  # below the counted places, and no number of them
        numbered = i + 2 < limit and ordinal(tokens[i + 2].text, roman=True) is not None
        return Mention(Kind.RANK, i, i + 3 if numbered else i + 2, RankReading(None, "harapan"))
    whole = word == "juara" and following in ("umum", "favorit")
    return Mention(Kind.CATEGORY, i, i + 2, doc.words(i, i + 2)) if whole else None


def _told_score(doc: Document, i: int, limit: int) -> Mention | None:
    """The score behind its word: "dengan nilai 78,25"; no money."""
    tokens = doc.tokens
    if tokens[i].lower not in _SCORE_WORDS:
        return None
    j = next((k for k in range(i + 1, limit) if tokens[k].lower not in _BEFORE_SCORES), limit)
    score = decimal(tokens[j].text) if j < limit and tokens[j].kind == "number" else None
    if score is None or (j + 1 < limit and tokens[j + 1].lower in _MONEY):
        return None
    return Mention(Kind.SCORE, j, j + 1, Decimal(score))


def _of_several(doc: Document, i: int, j: int, limit: int) -> bool:
    """Whether an ordinal counts whose places they are: ", posisi ketiga kota merosot", "peringkat kedua daerah itu"."""
    tokens = doc.tokens
    opens = i == 0 or tokens[i - 1].kind == "mark"
    counted = j + 1 < limit and tokens[j].kind == "word" and tokens[j + 1].text in _COUNTED
    return opens and counted and not tokens[j].capital and not (j + 2 < limit and tokens[j + 2].lower.startswith("ter"))


def _enters_best(doc: Document, i: int, following: str) -> bool:
    """Whether a number counts the best that somebody is among: "masuk dua terbaik", "menembus 10 teratas"."""
    return i > 0 and following in _BEST and doc.tokens[i - 1].lower in _ENTERS


def _a_difference(doc: Document, i: int) -> bool:
    """Whether a number says how far apart two scores are: "terpaut hanya 0,4 poin", "naik 2,5 poin"."""
    before = [t.lower for t in doc.tokens[max(i - 2, 0) : i]]
    return bool(before) and (before[-1] in _CHANGED_BY or bool(_APART.intersection(before)))


def _whole_score(doc: Document, i: int, limit: int) -> Mention | None:
    """A whole number that a score has come to or from: "nilai Depok naik menjadi 75, dari 73 pada 2013"."""
    tokens = doc.tokens
    bare = tokens[i].text.isdigit() and len(tokens[i].text) == _WHOLE and i > 0 and tokens[i - 1].lower in _CHANGES
    if not bare or (i + 1 < limit and tokens[i + 1].kind == "word" and tokens[i + 1].lower not in _AFTER_WHOLE):
        return None
    before = [t.lower for t in tokens[max(i - _BACK, 0) : i]]
    since = max((k for k, word in enumerate(before) if word in _GRADES), default=None)
    if since is None or any(mark in before[since:] for mark in ".;?!"):
        return None
    return Mention(Kind.SCORE, i, i + 1, Decimal(tokens[i].text))


def _distant_score(doc: Document, i: int, limit: int) -> Mention | None:
    """A number with decimals some words after "nilai": "Nilai IKDD Kabupaten X naik dari 80,60 menjadi 84,10"."""
    tokens = doc.tokens
    if not _DECIMALS.fullmatch(tokens[i].text) or tokens[i - 1].text == "(" or _a_difference(doc, i):
        return None
    if i + 1 < limit and tokens[i + 1].kind == "word" and tokens[i + 1].lower not in _AFTER_SCORES:
        return None  # "2,5 juta", "3,2 kilometer"
    for k in range(i - 1, max(i - 16, -1), -1):
        if tokens[k].text in ".;?!":
            return None
        if tokens[k].lower in _SCORE_WORDS:
            return Mention(Kind.SCORE, i, i + 1, Decimal(decimal(tokens[i].text) or 0))
        if tokens[k].kind == "number" and tokens[i - 1].lower not in _CHANGES and len(tokens[k].text) != 4:
            return None
    return None


_OF_NUMBERS: tuple[Callable[[Document, int, int], Mention | None], ...] = (_best, _distant_score, _whole_score)
_OF_WORDS: tuple[Callable[[Document, int, int], Mention | None], ...] = (
    _best,
    _top,
    _in_english,
    _numbered_rank,
    _worded_rank,
    _told_score,
)
