"""What is an award: a name that something calls so, and none that only has a year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import KINDS, area_at
from kg.extraction.mentions.names import classify, label, run_end
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_NO_AWARD_OF_CITIES = words("laws") | words("state-affairs") | words("sports") | words("shows")
_NO_AWARD_FIRST = words("begins-no-award")
_ENDS_SPORTS = words("ends-sports")
_CUPS_OF_SPORT = words("cups-of-sport")
_PUBLIC = words("public-matters")
_NO_AWARD = words("no-award-words")
_BEFORE_AWARD_NAMES = words("before-award-names")
_NO_AWARD_NAMES = words("no-award-names")
_NOT_NAMED_BY = words("category-words") | words("made-by")
_RANK_WORDS = words("rank-words")
_NAMES_FREELY = words("names-prizes-freely")
_CALLED = words("awards-in-general") | words("introduces-award") | words("calls-lists")
_TELLS_OF_AWARDS = words("tells-of-awards")
_SCORED = words("score-words") | words("positions") | words("calls-lists")
_NAMED_AWARD = words("award-in-name")
_INDICES = words("indices")
_MEASURED = (words("score-words") | words("positions")) - _INDICES
_MARKET_INDICES = words("market-indices")
_WINS = words("superlatives") | words("nights")
_BEFORE_NAMES = words("before-names-of-awards")
_NUMBERS = words("number-words")
_RESULTS = words("results-of-awards")
_MARK = re.compile(r"[A-D]{1,3}")  # "Predikat A", "predikat BB"
_SMALL_WORDS_BEFORE = words("held-in")
_LISTS_PRIZES = words("lists-prizes")
_WINNING = words("winning")
_TITLES = words("titles-of-areas")
_ONLY_CAPITAL = words("names-prizes-in-capitals")
_WON = frozenset(("receive", "reward", "give", "hand"))
_BEFORE_SHORT_NAMES = words("before-short-names")
_LONGEST = 8
"""So many words has the long name at most that a short one stands behind."""
_AROUND = 3
"""So many words before a name may the verb stand that tells that it was won."""
_SHORT = 6
"""So many letters has a short form of an award's name at most."""


def no_award(name: list[str], before: str = "") -> bool:
    """Whether a name is that of a law, a budget, an election, a show or a contest of sport; ``name`` in lower case.

    >>> no_award(["apbn", "2025"]), no_award(["dunia", "2026"], "piala"), no_award(["apbd", "award", "2025"])
    (True, True, False)
    """
    if _NAMED_AWARD.intersection(name):
        return False
    if _NO_AWARD_FIRST.intersection(name[:1]):
        return True  # "Hak Cipta", "Izin Edar"
    if _ENDS_SPORTS.intersection([word for word in name if word.isalpha()][-1:]):
        return True  # "China Open 2025"; but "Open Data Award"
    return bool(_NO_AWARD_OF_CITIES.intersection(name)) or (before in ("piala", "cup") and name[0] in _CUPS_OF_SPORT)


def tells_of_awards(doc: Document) -> bool:
    """Whether an article speaks of awards at all."""
    return any(t.lower in _TELLS_OF_AWARDS for t in doc.tokens)


def index_of_markets(name: list[str]) -> bool:
    """Whether an index is one of prices, shares, bodies or air and ranks no areas: "Indeks Harga Saham Gabungan"."""
    return bool(_MARKET_INDICES.intersection(name))


def index_and_area(doc: Document, phrases: Phrases, m: Mention) -> list[Mention]:
    """An award, an index without what only runs into its name: "Skor Indeks SPBE Kabupaten Sikka"; none of markets."""
    tokens = doc.tokens
    if index_of_markets([t.lower for t in tokens[m.first : m.last]]):
        return []
    at = next((i for i in range(m.first, m.last) if tokens[i].lower in _INDICES), None)
    if at is None:
        return [m]
    first = m.first + (tokens[m.first].lower in _MEASURED and at == m.first + 1)
    for k in range(at + 2, m.last):
        area = area_at(doc, phrases, k, m.last) if tokens[k].lower in KINDS else None
        if area is not None and area[0] == m.last:
            own = Mention(m.kind, first, k, label(doc, first, k))
            return [own, Mention(Kind.AREA, k, area[0], area[1])]
    return [m] if first == m.first else [Mention(m.kind, first, m.last, label(doc, first, m.last))]


def called_awards(doc: Document, phrases: Phrases) -> frozenset[str]:
    """The names, without edition, that the article calls an award somewhere: "penghargaan Bintang Kota 2024"."""
    tokens = doc.tokens
    called = _CALLED | phrases.lexicon.heads["contest"] | phrases.lexicon.heads["award_generic"]
    found = set()
    for sentence in doc.sentences:
        for i in range(sentence.first, sentence.last - 1):
            if tokens[i].text in _BEFORE_SHORT_NAMES and tokens[i + 1].text.isupper() and i > sentence.first:
                before = {t.lower for t in tokens[max(sentence.first, i - _LONGEST) : i] if t.capital}
                if before & phrases.lexicon.heads["award"] and tokens[i - 1].capital:
                    found.add(tokens[i + 1].lower)  # "Indeks Kota Hijau (IKH)", "Rating Kota Hijau atau RKH"
            if tokens[i].lower not in called:
                continue
            j = i + 1
            while j < sentence.last - 1 and (tokens[j].text in '“"' or tokens[j].lower in _BEFORE_AWARD_NAMES):
                j += 1
            if tokens[j].capital and tokens[j].kind == "word":
                found.add(bare(doc, j, run_end(doc, phrases, j, sentence.last, phrases.lexicon.function_words)))
    return frozenset(found - {""})


def bare(doc: Document, first: int, last: int) -> str:
    """A name in lower case and without edition."""
    return " ".join(t.lower for t in doc.tokens[first:last] if t.kind == "word")


def told_as_award(
    doc: Document, phrases: Phrases, i: int, end: int, first: int, limit: int, last: Mention | None
) -> bool:
    """Whether a name with an edition is an award's: the article calls it one, or tells right here that it was won.

    ``first`` and ``limit`` are where its sentence begins and ends, ``last`` is the mention before it.
    """
    tokens = doc.tokens
    name = [t.lower for t in tokens[i:end] if t.kind == "word"]
    if not name or set(name) <= phrases.lexicon.function_words or no_award(name, tokens[i - 1].lower if i else ""):
        return False
    if " ".join(name) in doc.called_awards or placed_in(doc, i, last):
        return True
    near = [*range(max(i - _AROUND, first), i), *range(end, min(end + 1, limit))]
    if any(c.sense in _WON for k in near for c in phrases.lexicon.cues.get(tokens[k].lower, ())):
        return True
    if any(tokens[k].lower in _WINS for k in range(max(i - _AROUND, first), i)):
        return True  # "malam puncak X 2024", "yang terbaik dalam X 2024"
    called = _CALLED | phrases.lexicon.heads["contest"]
    apposed = end + 1 < limit and tokens[end].text == "," and tokens[end + 1].lower in called
    return apposed or (end < limit and tokens[end].lower == "kategori")


def placed_in(doc: Document, i: int, last: Mention | None) -> bool:
    """Whether a place or a category right before a name tells that it is an award's: "juara 2 pada X 2024"."""
    beside = last is not None and last.kind in (Kind.RANK, Kind.CATEGORY)
    return beside and last is not None and last.last == i - 1 and doc.tokens[i - 1].lower in _SMALL_WORDS_BEFORE


def award_after(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> Mention | None:
    """The award that a generic word at ``i`` introduces: "penghargaan Smart City 2022", "lomba video smart city".

    The generic word is no part of the name, except a contest's.
    """
    tokens = doc.tokens
    j = _name_after(doc, i, limit)
    if j >= limit or tokens[j].lower in _NOT_NAMED_BY:
        return None
    if tokens[j].lower in _RANK_WORDS and j + 1 < limit and ordinal(tokens[j + 1].text, roman=True):
        return None  # "predikat Terbaik II" tells a place, no award
    capital = tokens[j].capital and tokens[j].kind == "word"
    end = _capital_end(doc, phrases, i, j, limit, stop) if capital else _lower_end(doc, phrases, i, j, limit, stop)
    if end is None or end <= j:
        return None
    name = [t.lower for t in tokens[j:end]]
    if no_award(name, tokens[i].lower) or (tokens[i].lower == "pemilihan" and not _PUBLIC.intersection(name)):
        return None
    first = i if tokens[i].lower in phrases.lexicon.heads["contest"] else j
    return Mention(Kind.AWARD, first, end, label(doc, first, end))


def apart(doc: Document, phrases: Phrases, i: int, end: int) -> int:
    """Where the name of an award begins in a run of capitals: "Dua Penghargaan Kota Hijau 2019" begins at "Kota"."""
    tokens = doc.tokens
    generic = phrases.lexicon.heads["award_generic"] - _NAMED_AWARD
    for k in range(end - 2, i, -1):
        if tokens[k].lower in generic and all(_leads(doc, n) for n in range(i, k)):
            return k + 1
    return i + 1 if end - i > 2 and tokens[i].lower in _RESULTS else i


def _leads(doc: Document, k: int) -> bool:
    """Whether a word may stand before the name of an award that one counts or speaks of: "Tiga", "Penerima"."""
    return doc.tokens[k].lower in _BEFORE_NAMES or doc.tokens[k].lower in _NUMBERS or doc.tokens[k].kind == "number"


def _name_after(doc: Document, i: int, limit: int) -> int:
    """Where the name begins that the generic word at ``i`` introduces: "penghargaan bergengsi bertajuk “X”"."""
    tokens = doc.tokens
    j = i + 1
    while j < limit and (
        tokens[j].text in '“"'
        or (
            tokens[j].lower in _BEFORE_AWARD_NAMES
            and (not tokens[j].capital or (j + 1 < limit and tokens[j + 1].lower in ("dimensi", "kategori")))
        )
    ):
        j += 1
    return j


def _capital_end(doc: Document, phrases: Phrases, i: int, j: int, limit: int, stop: frozenset[str]) -> int | None:
    """The token after the capitalised name at ``j`` behind the generic word at ``i``; ``None`` where it is none."""
    tokens = doc.tokens
    family = phrases.awards.match(tokens, j, limit)
    end = max(run_end(doc, phrases, j, limit, stop), family[0] if family else j)
    if end == j + 1 and (
        tokens[j].lower in _NO_AWARD_NAMES
        or _MARK.fullmatch(tokens[j].text)
        or (tokens[i].lower in _ONLY_CAPITAL and not family)
    ):
        return None
    if phrases.ministries.match(tokens, j, limit) or phrases.roles.match(tokens, j, limit):
        return None  # "Piala Bupati" is a cup of sports
    if area_at(doc, phrases, j, limit) and not phrases.heads.match(tokens, end - 1, limit) and not family:
        return None
    kind = classify(doc, phrases, j, end)
    if kind is Kind.BODY or (kind is Kind.VENUE and (j > i + 1 or tokens[i].lower not in _NAMES_FREELY)):
        return None  # "piala di Gedung X"; but "penghargaan Pelabuhan Terang Data"
    return end


def _lower_end(doc: Document, phrases: Phrases, i: int, j: int, limit: int, stop: frozenset[str]) -> int | None:
    """The token after a name in lower case, "predikat kota terinovatif", "lomba inovasi desa"; ``None`` for no name."""
    tokens = doc.tokens
    end = j
    while end < limit and tokens[end].kind in ("word", "number") and end - j < 6:
        word = tokens[end]
        cue = word.lower in phrases.cues.entries and word.lower not in ("indeks", "bisa")
        if word.lower in _NO_AWARD or word.lower in stop or cue:
            break
        if word.kind == "number" and not (len(word.text) == 4 and end > j):
            break
        if end > j and area_at(doc, phrases, end, limit):
            break
        end += 1
    named = {t.lower for t in tokens[j:end]}
    if end == j + 1 and not phrases.awards.match(tokens, j, limit):
        return None  # "predikat hijau", "piala kebersihan"
    if tokens[i].lower in phrases.lexicon.heads["contest"]:
        return end if named & _PUBLIC else None  # "lomba makan kerupuk" is no award of cities
    if tokens[i].lower in _ONLY_CAPITAL or not named & (_PUBLIC | _TITLES | phrases.lexicon.vocabulary | {"adipura"}):
        return None  # "hadiah mobil listrik", "penghargaan setinggi langit"
    return end


def prize_of_category(doc: Document, phrases: Phrases, i: int, end: int, first: int, limit: int) -> bool:
    """Whether a name is a prize's because a category follows it: "diganjar Abdi Digital kategori Smart Living"."""
    tokens = doc.tokens
    follows = end - i > 1 and end + 1 < limit and tokens[end].lower == "kategori"
    before = phrases.cues.match(tokens, i - 1, i) if i > first else None
    won = before is not None and any(c.sense in _WON for c in before[1])
    return follows and (won or tokens[i - 1].lower in _LISTS_PRIZES)


def won_as(doc: Document, phrases: Phrases, i: int, end: int, last: Mention | None, given: frozenset[str]) -> bool:
    """Whether a name of public matters is a prize's because the place won in it, ``last``, stands before it.

    "Juara pertama Bintang Inovasi Maluku Utara"; but "juara pertama Siti Rahma", of a ``given`` name, is a person.
    """
    tokens = doc.tokens
    placed = last is not None and last.kind is Kind.RANK and last.last == i and last.value.word in _WINNING
    named = any(tokens[k].lower in phrases.lexicon.vocabulary for k in range(i, end))
    return placed and named and end - i > 1 and tokens[i].lower not in given


def of_family(doc: Document, phrases: Phrases, i: int, end: int, name: str) -> bool:
    """Whether the words from ``i`` to ``end`` mean the award family of that name, and not something else so called.

    A short form ("APN", "IKT") does only where the article tells its name, calls it an award or gives it an edition.
    """
    token = doc.tokens[i]
    if end - i > 1 or token.lower in name.casefold() or len(token.text) > _SHORT:
        return True
    if not token.text.isupper():
        return False  # "Isna", who is a person
    follows = doc.tokens[end] if end < len(doc.tokens) else None
    edition = follows is not None and (follows.kind == "number" and len(follows.text) == 4)
    named = follows is not None and follows.lower in phrases.lexicon.heads["award"]
    called = any(name == token.lower or name.startswith(f"{token.lower} ") for name in doc.called_awards)
    scored = i > 0 and doc.tokens[i - 1].lower in _SCORED  # "nilai IPM"
    return edition or named or called or scored or name.casefold() in doc.text.casefold()
