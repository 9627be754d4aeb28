"""Categories of awards: "kategori Smart Economy", "kelas kota kecil", "Tata Kelola Pintar", "Best of the Best"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import KINDS, area_at
from kg.extraction.mentions.dimensions import DIMENSION_WORDS, dimension_of
from kg.extraction.mentions.measures import CATEGORY_WORDS
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import cardinal, ordinal

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

LEVELS = words("levels")
_ONLY_OF_AREAS = words("category-words-of-areas")
_WITHOUT_MORE = words("category-words-without-more")
_MARKED_AGAIN = words("dimension-words")
_STOP = words("category-ends")
_MARKS = words("category-marks")
_NO_CATEGORIES = words("no-categories")
_BOUNDS = words("category-bounds")
_COUNTED = words("counts-people")
_PEOPLE = words("people-counted")
_FIXED = frozenset(tuple(fixed.split()) for fixed in words("fixed-categories"))
_FIRST_OF_FIXED = frozenset(fixed[0] for fixed in _FIXED)
_SIZES = words("sizes-of-areas")
_OF_AREAS = words("areas-in-general")
_UNITS = words("local-units")
_RANK_WORDS = words("rank-words")
_SUPERLATIVES = words("superlatives")
_BEST = words("opens-titles", "en")
_AWARDS = words("award-in-name")
_PUBLIC = words("public-matters") | words("titles-of-areas")
_SMART = words("smart-words")
_ANNOUNCES = words("announces-series")
_SERIES = words("more-categories") - CATEGORY_WORDS
_LEAD = 4
"""So many tokens lie at most between a marker and the series that it opens."""
_MOST = 10
"""A category of more words than this is a sentence."""
_LONGEST_SERIES = 16
_GRADES = words("before-levels")
OPEN_CATEGORIES = (
    CATEGORY_WORDS | _FIRST_OF_FIXED | _GRADES | _OF_AREAS | _UNITS | {"untuk", "bintang", "smart", "smart-city"}
)
"""What a category may begin with where it has no capital."""
_GIVE_TITLES = words("gives-titles")
_ILLS = words("ill-qualities")
_LEVELS_OF = words("levels-of-titles")
_HAVE_STARS = words("have-stars")
_BEST_OF_AREAS = words("best-of-areas")
_SHORT = 5
_VERBAL = ("me", "di", "ber", "ter")
_DEGREES = words("degrees")
_MOST_STARS = 7
_LONGEST_KIND = 6
_OPENS, _CLOSES = '“"', '”"'


def category_at(doc: Document, phrases: Phrases, i: int, limit: int) -> Mention | None:
    """ "kategori Smart Economy", "dimensi “smart society”", "kelas kota kecil": the words after the marker at ``i``."""
    tokens = doc.tokens
    marker = tokens[i].lower
    j = i + 1
    if j < limit and tokens[j].text == ":" and j + 1 < limit:
        j += 1
    if j >= limit or (marker in _ONLY_OF_AREAS and tokens[j].lower not in KINDS):
        return None  # "kelompok tani"; but "kelompok kota" is a class of an index
    if marker == "category" and i and tokens[i - 1].capital and not tokens[j].capital:
        return None  # "the Smart Economy category for …": its name stands before it
    if tokens[j].text in _OPENS:
        return _quoted(doc, i, j, limit)
    if marker not in _WITHOUT_MORE and tokens[j].lower in _MARKED_AGAIN:
        j += 1  # "kategori dimensi Smart Economy"
    if j >= limit:
        return None
    dimension = _dimension_end(doc, j, limit)
    if dimension is not None:
        first = i if marker == "dimensi" else i + 1
        return Mention(Kind.CATEGORY, first, dimension, doc.words(first, dimension))
    end = _end(doc, phrases, j, limit)
    first = j if marker in _MARKS else i
    if end == j or not _names_one(doc, j, end):
        return None
    return Mention(Kind.CATEGORY, first, end, doc.words(first, end))


def announced_categories(doc: Document, phrases: Phrases, i: int, limit: int) -> list[Mention]:
    """The categories of a series that the marker at ``i`` opens: "kategori, yakni tata kelola, kesehatan, …"."""
    tokens = doc.tokens
    j, told = i + 1, False
    while j < limit and j - i <= _LEAD and (tokens[j].text in ",:" or tokens[j].lower in _ANNOUNCES):
        told = told or tokens[j].text == ":" or tokens[j].lower in _ANNOUNCES
        j += 1
    found: list[Mention] = []
    while told and j < limit and len(found) < _LONGEST_SERIES:
        end = _end(doc, phrases, j, limit)
        if end == j or area_at(doc, phrases, j, limit) or not like_category(doc, phrases, j, max(end, j + 2)):
            break
        found.append(Mention(Kind.CATEGORY, j, end, doc.words(j, end)))
        j = _after_gloss(doc, end, limit)
        following = j
        while j < limit and tokens[j].lower in _SERIES:
            j += 1
        if j == following:
            break
    return found if len(found) > 1 else []


def _after_gloss(doc: Document, i: int, limit: int) -> int:
    """The token after brackets at ``i`` with the same in another language: "kesehatan cerdas (smart health)"."""
    if i >= limit or doc.tokens[i].text != "(":
        return i
    close = next((k for k in range(i + 1, min(i + _MOST, limit)) if doc.tokens[k].text == ")"), None)
    return close + 1 if close else i


def _quoted(doc: Document, i: int, j: int, limit: int) -> Mention | None:
    """A category within the quotation marks that open at ``j``."""
    tokens = doc.tokens
    end = next((k for k in range(j + 1, min(limit, j + _MOST)) if tokens[k].text in _CLOSES), None)
    if end is None or end == j + 1:
        return None
    if tokens[i].lower == "dimensi":
        return Mention(Kind.CATEGORY, i, end + 1, doc.words(i, end + 1))
    return Mention(Kind.CATEGORY, i, end + 1, doc.words(j + 1, end))


def _dimension_end(doc: Document, j: int, limit: int) -> int | None:
    """The token after "Smart Economy [Terbaik]" at ``j``."""
    tokens = doc.tokens
    if j + 1 >= limit or tokens[j].lower != "smart" or tokens[j + 1].lower not in DIMENSION_WORDS:
        return None
    end = j + 2
    best = end < limit and tokens[end].lower == "terbaik"
    return end + 1 if best and not (end + 1 < limit and ordinal(tokens[end + 1].text)) else end


def _names_one(doc: Document, j: int, end: int) -> bool:
    """Whether the words name a category: not "lainnya", and not the award itself ("kategori Kota Hijau Award")."""
    tokens = doc.tokens
    if end == j + 1 and tokens[j].lower in _NO_CATEGORIES:
        return tokens[j].capital and tokens[j].lower in LEVELS
    return not any(t.lower in _AWARDS and t.capital for t in tokens[j:end])


def _end(doc: Document, phrases: Phrases, j: int, limit: int) -> int:
    """The token after the words of a category that begin at ``j``."""
    tokens = doc.tokens
    series = _english_series(doc, phrases, j, limit)
    if series is not None:
        return series
    end = j
    while end < limit and end - j < _MOST:
        word = tokens[end]
        people = _people_end(doc, end, limit) if end > j else None
        if people is not None:
            return people
        if word.kind == "mark" and word.text != "&":
            return _quoted_tail(doc, end, limit) if word.text in _OPENS and end > j else end
        if _stops(doc, phrases, j, end, limit):
            break
        end += 1
    while end > j + 1 and tokens[end - 1].lower in _STOP:
        end -= 1
    if j < end < limit and tokens[end - 1].lower == "terbaik" and ordinal(tokens[end].text) is not None:
        end -= 1
    return end


def _stops(doc: Document, phrases: Phrases, j: int, end: int, limit: int) -> bool:
    """Whether the word at ``end`` belongs no more to the category that begins at ``j``."""
    tokens = doc.tokens
    word = tokens[end]
    if end > j:
        if word.lower in _RANK_WORDS and end + 1 < limit and ordinal(tokens[end + 1].text, roman=True):
            return True  # "Kategori Tata Kelola Data Desa Peringkat I"
        if area_at(doc, phrases, end, limit) and word.lower not in _OF_AREAS:
            return True
        if word.lower in CATEGORY_WORDS and word.lower != "bidang":
            return True
        described = tokens[j + 1].lower == "dengan"
        apart = (
            tokens[j].capital and not word.capital and not described and word.kind == "word" and word.lower not in _STOP
        )
        if apart and not any(word.lower in known for known in (phrases.lexicon.vocabulary, _PUBLIC, _SUPERLATIVES)):
            return True  # "Kategori Tata Kelola Pintar hanya menunjuk …"
        if word.lower == "dengan" and tokens[end - 1].lower in _OF_AREAS and end == j + 1:
            return False  # "kota dengan layanan tercepat"
    if word.lower in _STOP and not _joins(doc, phrases, j, end, limit):
        return True
    cues = phrases.lexicon.cues.get(word.lower, ())
    return not word.capital and any(c.voice or c.sense == "planned" for c in cues)


def _joins(doc: Document, phrases: Phrases, j: int, end: int, limit: int) -> bool:
    """Whether "dan" stands within the name of a category: "Pertanian dan Pangan", "kabupaten dan kota terinovatif"."""
    tokens = doc.tokens
    if tokens[end].lower != "dan" or end == j or end + 1 >= limit:
        return False
    before, after = tokens[end - 1], tokens[end + 1]
    if before.lower in _OF_AREAS and after.lower in _OF_AREAS:
        return True
    if end > j and not before.capital and not after.capital:
        return _noun(phrases, before.lower) and _noun(phrases, after.lower)  # "kategori media dan jurnalis"
    both = before.capital and after.capital and after.lower not in (*_SMART, *_OF_AREAS)
    return both and not area_at(doc, phrases, end + 1, limit)


def _noun(phrases: Phrases, word: str) -> bool:
    """Whether a word in lower case may name part of a class: no verb, no joining word, none that marks a class."""
    known = word in phrases.lexicon.function_words or word in phrases.cues.entries
    return not (
        known
        or word in CATEGORY_WORDS
        or word in _STOP
        or word in _OF_AREAS
        or (len(word) > _SHORT and word.startswith(_VERBAL))
    )


def _quoted_tail(doc: Document, end: int, limit: int) -> int:
    """The token after what is quoted behind a category's first words: "kelas “kota kecil”"."""
    tokens = doc.tokens
    close = next((k for k in range(end + 1, min(end + 6, limit)) if tokens[k].text in _CLOSES), None)
    return close + 1 if close else end


def _people_end(doc: Document, k: int, limit: int) -> int | None:
    """The token after a class by size at ``k``: "berpenduduk di atas satu juta jiwa", "hingga 200.000"."""
    tokens = doc.tokens
    end, counted = k, False
    while end < limit and end - k < _MOST:
        token = tokens[end]
        number = token.kind == "number" or cardinal([token.lower]) is not None
        if not number and token.lower not in _COUNTED and token.text not in "-–":
            break
        counted = counted or number
        end += 1
    while end > k and tokens[end - 1].lower in _BOUNDS:
        end -= 1
    opens = tokens[k].lower in _PEOPLE or tokens[k].lower in _BOUNDS
    sized = counted or (end > k + 1 and tokens[k].lower in _BOUNDS)
    return end if opens and sized and end > k else None


def _english_series(doc: Document, phrases: Phrases, j: int, limit: int) -> int | None:
    """The token after a name with commas in it: "Development, Tourism, Arts, and Open Spaces"."""
    tokens = doc.tokens
    end, commas, closed = j, 0, False
    while end < limit and end - j < _LONGEST_SERIES:
        token = tokens[end]
        if token.text in ",/-" and end > j:
            commas += token.text == ","
        elif token.lower in ("and", "&") and end > j:
            closed = closed or commas > 0
        elif token.kind != "word" or not token.capital or token.lower == "smart" or area_at(doc, phrases, end, limit):
            break
        end += 1
    while end > j and tokens[end - 1].kind == "mark":
        end -= 1
    joined = any(t.lower in ("and", "&") for t in tokens[j:end])
    return end if joined and commas and end - j > 2 else None


def plain_category(doc: Document, i: int, limit: int) -> Mention | None:
    """A category that needs no marker: "Best of the Best", "Smart Living", "Mobilitas Pintar", "Kota Kecil"."""
    tokens = doc.tokens
    if i + 1 >= limit or not (tokens[i].capital or tokens[i].lower in OPEN_CATEGORIES):
        return None
    if tokens[i].lower in _FIRST_OF_FIXED:
        for size in (4, 3, 2):
            told = tuple(t.lower for t in tokens[i : min(i + size, limit)])
            if len(told) == size and told in _FIXED:
                return Mention(Kind.CATEGORY, i, i + size, doc.words(i, i + size))
    graded = _graded(doc, i, limit) or _best_of_kind(doc, i, limit) or _titled(doc, i, limit)
    if graded is not None:
        return graded
    following = tokens[i + 1]
    if tokens[i].lower in ("smart", "smart-city") and following.lower in DIMENSION_WORDS:
        return Mention(Kind.CATEGORY, i, i + 2, doc.words(i, i + 2))
    if tokens[i].capital and following.capital and tokens[i].lower in _OF_AREAS and following.lower in _SIZES:
        return Mention(Kind.CATEGORY, i, i + 2, doc.words(i, i + 2))
    for size in (2, 3) if tokens[i].capital else ():  # "Tata Kelola Pintar"
        last = tokens[min(i + size, limit) - 1]
        if i + size <= limit and last.capital and last.lower in _SMART:
            name = doc.words(i, i + size)
            if all(t.capital for t in tokens[i : i + size]) and dimension_of(name):
                return Mention(Kind.CATEGORY, i, i + size, name)
    return None


def _graded(doc: Document, i: int, limit: int) -> Mention | None:
    """A grade within an award: "Tingkat Nindya", "predikat Madya", "bintang 5", "Bintang Lima"."""
    tokens = doc.tokens
    grade = tokens[i + 1]
    goes_on = i + 2 < limit and tokens[i + 2].capital and tokens[i + 2].kind == "word"
    if tokens[i].lower in _GRADES and grade.capital and grade.lower in LEVELS and not goes_on:
        return Mention(Kind.CATEGORY, i + 1, i + 2, grade.text)
    if tokens[i].lower != "bintang":
        return None
    stars = cardinal([grade.lower])
    hotel = i > 0 and tokens[i - 1].lower in _HAVE_STARS
    if stars and 1 <= stars[0] <= _MOST_STARS and not (goes_on or hotel):
        return Mention(Kind.CATEGORY, i, i + 2, doc.words(i, i + 2))
    return None


def _best_of_kind(doc: Document, i: int, limit: int) -> Mention | None:
    """The best of a kind of areas: "Kabupaten dan Kota Terinovatif", "Daerah Tertinggal Terinovatif"."""
    tokens = doc.tokens
    if not tokens[i].capital or tokens[i].lower not in _OF_AREAS | _UNITS:
        return None
    end = i
    while end < limit and end - i < _LONGEST_KIND:
        token = tokens[end]
        if not token.capital and not (end > i and (token.lower == "dan" or token.text == "/")):
            break
        end += 1
        best = token.lower in _BEST_OF_AREAS or tokens[end - 2].lower in _DEGREES
        if best and end - i > 1:
            edition = end < limit and (tokens[end].capital or tokens[end].kind == "number")
            return None if edition else Mention(Kind.CATEGORY, i, end, doc.words(i, end))
    return None


def _titled(doc: Document, i: int, limit: int) -> Mention | None:
    """The title of the best of a kind behind the word for what is given: "gelar kota kecil paling bersih".

    What the best are of may follow it: "piala TPID terbaik provinsi", "tingkat kabupaten/kota".
    """
    tokens = doc.tokens
    if i == 0 or tokens[i - 1].lower not in _GIVE_TITLES or (tokens[i].capital and not tokens[i].text.isupper()):
        return None
    if not tokens[i].capital and tokens[i].lower not in _OF_AREAS | _UNITS:
        return None
    end = i + 1
    while end < limit and end - i < _LONGEST_KIND and not tokens[end].capital and tokens[end].kind == "word":
        best = tokens[end].lower in _BEST_OF_AREAS
        most = tokens[end - 1].lower in _DEGREES and end - 1 > i and tokens[end].lower not in _ILLS
        if best or most:
            end = _of_level(doc, end + 1, limit)
            return Mention(Kind.CATEGORY, i, end, doc.words(i, end))
        end += 1
    return None


def _of_level(doc: Document, i: int, limit: int) -> int:
    """The token after the level that a title is of: "terbaik tingkat kabupaten/kota", "terbaik provinsi"."""
    tokens = doc.tokens
    j = i + (i < limit and tokens[i].lower in _LEVELS_OF)
    end = j
    while end < limit and not tokens[end].capital and (tokens[end].lower in _OF_AREAS or tokens[end].text == "/"):
        end += 1
    names_area = end < limit and tokens[end].capital
    return i if end == j or names_area else end


def like_category(doc: Document, phrases: Phrases, i: int, end: int) -> bool:
    """Whether a name without a head may be a category's: it says best, or speaks of public matters."""
    named = [t.lower for t in doc.tokens[i:end]]
    if end - i < 2:
        return False
    return not all(known.isdisjoint(named) for known in (_SUPERLATIVES, _PUBLIC, phrases.lexicon.vocabulary))


def opens_title(doc: Document, i: int, end: int) -> bool:
    """Whether a name is that of an English title: "Best Smart Governance", "The Best Regional Innovation"."""
    tokens = doc.tokens
    first = i + 1 if tokens[i].lower == "the" and end - i > 2 else i
    return end - first > 1 and tokens[first].lower in _BEST
