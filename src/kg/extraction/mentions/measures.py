"""Ranks ("juara 1"), upper bounds ("25 besar") and scores ("nilai 78,25")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import cardinal, decimal, ordinal

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document

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
_WHOLE = 2  # digits of a whole score that no word stands beside
_BACK = 12  # tokens between the word for a score and it
_APART = words("far-apart")
_BEST = words("the-best")
_ENTERS = words("enters-the-best")
_CHANGES = words("changes-to")
_DECIMALS = re.compile(r"\d{1,3},\d{1,4}")


@dataclass(frozen=True, slots=True)
class RankReading:
    """A rank and the word it hangs on ("juara", "peringkat")."""

    number: int | None
    word: str


def measure_at(doc: Document, i: int, limit: int) -> Mention | None:
    """A rank ("juara 1"), an upper bound ("25 besar") or a score ("dengan nilai 78,25")."""
    tokens = doc.tokens
    token = tokens[i]
    following = tokens[i + 1] if i + 1 < limit else None
    upper = following is not None and (following.lower == "besar" or _enters_best(doc, i, following.lower))
    if upper and (value := cardinal([token.lower])):
        return Mention(Kind.TOP, i, i + 2, value[0])
    if token.lower == "dua" and i + 2 < limit and tokens[i + 2].lower == "besar":
        value = cardinal([token.lower, tokens[i + 1].lower])
        return Mention(Kind.TOP, i, i + 3, value[0]) if value and value[1] == 2 else None
    if following is None:
        return None
    if token.lower == "top" and following.kind == "number":
        if i + 2 < limit and tokens[i + 2].capital and tokens[i + 2].lower in _TOPS_OF_CONTESTS:
            return None  # "Top 45 Inovasi Pelayanan Publik" is an award's name
        return Mention(Kind.TOP, i, i + 2, int(following.text)) if following.text.isdigit() else None
    if following.lower in _ENGLISH_PLACES and (number := _ENGLISH_ORDINALS.get(token.lower)):
        return Mention(Kind.RANK, i, i + 2, RankReading(number, "place"))  # "first place"
    if token.lower in ("ranked", "came", "finished") and (
        number := _ENGLISH_ORDINALS.get(following.lower) or ordinal(following.text)
    ):
        return Mention(Kind.RANK, i, i + 2, RankReading(number, "rank"))
    if token.lower in _RANK_WORDS:
        j = i + 1
        if tokens[j].lower in _ORDINAL_MARKS and j + 1 < limit:
            j += 1
        value_at = ordinal(tokens[j].text.removesuffix("nya").removesuffix("-"), roman=True)
        if (
            value_at is None
            and token.lower in _COUNTED_RANK_WORDS
            and (tokens[j].kind == "word" or tokens[j].text.isdigit())
        ):
            counted = cardinal([tokens[j].lower])
            value_at = counted[0] if counted and counted[0] < 1000 else None
        if (
            value_at is not None
            and not (j + 1 < limit and tokens[j + 1].lower == "besar")
            and not _of_several(doc, i, j, limit)
            and not (token.lower == "tempat" and tokens[j].text.isdigit())
        ):
            return Mention(Kind.RANK, i, j + 1, RankReading(value_at, token.lower))
        if following.lower in _TOPMOST and token.lower in _POSITIONS:
            return Mention(Kind.RANK, i, i + 2, RankReading(1, token.lower))
        if token.lower == "juara" and following.lower == "harapan":  # below the counted places, and no number of them
            numbered = i + 2 < limit and ordinal(tokens[i + 2].text, roman=True) is not None
            return Mention(Kind.RANK, i, i + 3 if numbered else i + 2, RankReading(None, "harapan"))
        if token.lower == "juara" and following.lower in ("umum", "favorit"):
            return Mention(Kind.CATEGORY, i, i + 2, doc.words(i, i + 2))
    if token.lower == "runner" and following.lower == "up":
        return Mention(Kind.RANK, i, i + 2, RankReading(2, "runner-up"))
    if token.lower == "runner-up":
        return Mention(Kind.RANK, i, i + 1, RankReading(2, "runner-up"))
    if token.lower in _SCORE_WORDS:
        j = i + 1
        while j < limit and tokens[j].lower in _BEFORE_SCORES:
            j += 1
        if j < limit and tokens[j].kind == "number":
            score = decimal(tokens[j].text)
            if score is not None and not (j + 1 < limit and tokens[j + 1].lower in _MONEY):
                return Mention(Kind.SCORE, j, j + 1, Decimal(score))
    if token.kind != "number":
        return None
    return _distant_score(doc, i, limit) or _whole_score(doc, i, limit)


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
