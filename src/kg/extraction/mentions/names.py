"""Names of awards, gatherings, programmes, bodies and buildings: runs of capitalised words, known by their heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.areas import area_at
from kg.extraction.mentions.initials import contracted, explained_end
from kg.extraction.mentions.people import skip_titles
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_AWARDS = words("awards-in-general")
_CONNECTORS = words("within-names")
_RANK_WORDS = words("rank-words")
_CATEGORIES = words("categories-apart")
_RESIDENCES = words("residences")
_DOUBTFUL_VENUES = words("doubtful-venues")
_BEFORE_VENUES = words("before-venues")
_VENUES_WHERE = words("venues-where")
_ONLY_BEGINS_GATHERING = words("only-begins-gathering")
_WHERE = words("where")
_AREA_KINDS = words("kind-city") | words("kind-regency") | words("kind-province")
_SCHOOLS = words("programmes-like-bodies")
_PROGRAMME_KINDS = words("kinds-of-programmes")
_NO_PROGRAMMES = words("no-programmes")
_ENDS_NAMES = words("ends-names")
_OFFICES_OF_STATE = words("offices-called-balai")
_PAPERS = words("media-by-name")
_CENTERS = words("centers-as-buildings")
_BUILDINGS = words("venue-nouns")
_GRADES = words("before-levels")
_TIMES = words("times-again")
_LEVELS = words("levels")
_VOICES = frozenset(("active", "passive", "bare"))
_LONGEST = 60
"""Tokens; a longer run of capitalised words is a line in capitals or a list, and no name goes on for that long."""
_BRACKETED = re.compile(r"\s*\([^()]{1,60}\)")


def run_end(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> int:
    """The token after the run of capitalised words that begins at ``i``."""
    tokens = doc.tokens
    first = i
    limit = min(limit, first + _LONGEST)
    heads: set[str] = set()
    told = explained_end(doc, i, limit) if i < limit and tokens[i].capital else None
    while i < limit:
        explained = told is not None and first < i < told  # by the letters of a short name: all of it is the name
        if not explained and (after := _behind_other(doc, first, i, limit)) is not None:
            if _ends_with_brackets(doc, after, limit):
                return after
            i = after
            continue
        if not explained and not _in_run(doc, phrases, first, i, limit, heads):
            break
        if tokens[i].capital and (at := phrases.heads.match(tokens, i, limit)):
            heads.add(at[1])
        i += 1
    return i


def _behind_other(doc: Document, first: int, i: int, limit: int) -> int | None:
    """Where a name goes on behind what is within it at ``i`` and is no part of it: titles, a bracketed abbreviation."""
    if i == first:
        return None
    return _after_titles(doc, first, i, limit) if doc.tokens[i].kind == "word" else _abbreviation_end(doc, i, limit)


def _ends_with_brackets(doc: Document, i: int, limit: int) -> bool:
    """Whether the brackets right before ``i``, if any, end a name: "Indeks X (IX) Kota Salatiga"."""
    tokens = doc.tokens
    if tokens[i - 1].text != ")":
        return False
    goes_on = i < limit and (tokens[i].kind == "number" or tokens[i].capital)
    return not goes_on or tokens[i].lower in _AREA_KINDS


def _in_run(doc: Document, phrases: Phrases, first: int, i: int, limit: int, heads: set[str]) -> bool:
    """Whether the token at ``i`` is part of the name that begins at ``first`` and has these heads so far."""
    token = doc.tokens[i]
    if token.kind == "number":
        return i > first and _edition(doc, i, limit)
    if token.kind == "word" and token.capital:
        return i == first or not _begins_another(doc, phrases, first, i, limit, heads)
    if i == first or not (token.kind == "word" or token.text == "&"):
        return False
    return _joins(doc, phrases, i, limit, heads)


def _after_titles(doc: Document, first: int, i: int, limit: int) -> int | None:
    """The name after the titles at ``i`` that a building is named after: "Gedung dr. Melati Banua"."""
    if doc.tokens[first].lower not in _BUILDINGS:
        return None
    named = skip_titles(doc, i, limit)
    return named if i < named < limit and doc.tokens[named].capital else None


def _edition(doc: Document, i: int, limit: int) -> bool:
    """Whether a number goes on a name: a year, a count; no decimal and no school year."""
    token = doc.tokens[i]
    return "," not in token.text and not (len(token.text) == 4 and i + 1 < limit and doc.tokens[i + 1].text == "/")


def _begins_another(doc: Document, phrases: Phrases, first: int, i: int, limit: int, heads: set[str]) -> bool:
    """Whether a capitalised word belongs no more to the name that begins at ``first`` and has these heads so far."""
    tokens = doc.tokens
    token = tokens[i]
    if _apart(doc, i, limit):
        return True  # "Bhakti Informatika Nusantara Kategori Smart Branding", "Award 2024 Peringkat I"
    again = i + 1 < limit and tokens[i + 1].lower in _TIMES  # "X Award Keempat Kalinya"
    if (token.lower in _ENDS_NAMES or again or _verb(doc, phrases, i)) and _in_headline(doc, i):
        return True  # "Wagub Apresiasi Kopi …", "Kota X Raih …"
    if token.lower in phrases.roles.entries and phrases.roles.match(tokens, i, limit) and token.lower != "presiden":
        of_giver = i == first + 1 and tokens[first].lower in _AWARDS  # "Anugerah Gubernur NTT untuk …"
        if not of_giver and not ("venue" in heads and tokens[i - 1].lower in _RESIDENCES):
            return True
    return not heads and token.lower in _AREA_KINDS and tokens[i - 1].text.isupper()  # "Skor IKDD Kabupaten X"


def _joins(doc: Document, phrases: Phrases, i: int, limit: int, heads: set[str]) -> bool:
    """Whether a small word goes on a name: "Festival of Lights", "Forum Data dan Informatika"."""
    tokens = doc.tokens
    lower = tokens[i].lower
    if i + 1 >= limit or not tokens[i + 1].capital or lower not in (*_CONNECTORS, "dan"):
        return False
    place = area_at(doc, phrases, i + 1, limit) is not None
    if lower in _WHERE:
        return not place  # "Gunung Sari Hall in Mataram"
    if lower == "untuk":
        return bool(heads & {"event", "award"}) and not place
    if lower != "dan":
        return True
    if not heads & {"event", "organization"} or place or phrases.ministries.match(tokens, i + 1, limit):
        return False
    head = phrases.heads.match(tokens, i + 1, limit)
    return "event" in heads or not (head or tokens[i + 1].lower not in phrases.lexicon.vocabulary)


def _abbreviation_end(doc: Document, i: int, limit: int) -> int | None:
    """The token after the brackets at ``i`` that hold an abbreviation: "(IKCI)", "(RTDI - RKCI)"."""
    tokens = doc.tokens
    if tokens[i].text != "(":
        return None
    close = next((k for k in range(i + 1, min(i + 5, limit)) if tokens[k].text == ")"), None)
    inside = tokens[i + 1 : close] if close else []
    short = [t.text for t in inside if t.kind == "word"]
    joined = all(t.kind == "word" or t.text in "-–" for t in inside)
    goes_on = close is not None and close + 1 < limit and doc.tokens[close + 1].capital
    told = all(s.isupper() for s in short) or (goes_on and len(short) == 1 and contracted(doc, i, short[0]))
    return close + 1 if close and short and joined and told else None


def _in_headline(doc: Document, i: int) -> bool:
    return bool(doc.sentences) and doc.sentence_at(i).kind is BlockKind.HEADLINE


def _verb(doc: Document, phrases: Phrases, i: int) -> bool:
    """Whether a word of a headline is its verb, whatever its capital."""
    cues = phrases.lexicon.cues.get(doc.tokens[i].lower)
    return cues is not None and any(c.voice in _VOICES for c in cues)


def _apart(doc: Document, i: int, limit: int) -> bool:
    """Whether a category or a place begins here, whatever the capitals of the name before it."""
    tokens = doc.tokens
    if i + 1 >= limit:
        return False
    placed = tokens[i].lower in _RANK_WORDS and ordinal(tokens[i + 1].text, roman=True) is not None
    graded = tokens[i].lower in _GRADES and tokens[i + 1].lower in _LEVELS  # "Kota Layak Anak Tingkat Nindya"
    return (
        placed or graded or (tokens[i].lower in _CATEGORIES and (tokens[i + 1].capital or tokens[i + 1].text in '“"'))
    )


def label(doc: Document, first: int, last: int) -> str:
    """The name as a label: bracketed abbreviations and line breaks out."""
    name = doc.words(first, last)
    return " ".join((_BRACKETED.sub("", name) if "(" in name else name).split())


def classify(doc: Document, phrases: Phrases, first: int, last: int) -> Kind:
    """What a run of capitalised words names, by its heads."""
    lower = [t.lower for t in doc.tokens[first:last]]
    heads = phrases.lexicon.heads
    opening = {kind for kind in heads if lower[0] in heads[kind] or " ".join(lower[:2]) in heads[kind]}
    return (
        _by_sure_head(doc, last, lower, opening)
        or _by_award(lower, heads)
        or _by_head(doc, first, lower, opening, heads)
        or _by_inner_word(lower, heads)
        or Kind.NAME
    )


def _by_sure_head(doc: Document, last: int, lower: list[str], opening: set[str]) -> Kind | None:
    """What the first words tell whatever follows them."""
    year = doc.tokens[last - 1].kind == "number" and len(doc.tokens[last - 1].text) == 4
    if "event" in opening and (year or "organization" not in opening):
        return Kind.EVENT
    if "programme" in opening:
        return Kind.PROGRAMME
    of_state = lower[0] == "balai" and len(lower) > 2 and lower[1] in _OFFICES_OF_STATE
    if lower[0] in _PAPERS or _institute(lower) or of_state:
        return Kind.BODY
    if "venue" in opening and lower[0] not in _DOUBTFUL_VENUES and not set(lower[-2:]) & _AWARDS:
        return Kind.VENUE  # "Gedung Sasana Adipura Kencana"; but "Balai Warga Award 2024"
    return None


def _by_award(lower: list[str], heads: Mapping[str, frozenset[str]]) -> Kind | None:
    """An award, or the gathering at which it is given: "X Award Night"."""
    if not set(lower) & heads["award"]:
        return None
    return Kind.EVENT if "awarding" in lower or " ".join(lower[-2:]) == "award night" else Kind.AWARD


def _by_head(
    doc: Document, first: int, lower: list[str], opening: set[str], heads: Mapping[str, frozenset[str]]
) -> Kind | None:
    """A building or a body, where the first words may open either: "Grand City Convex", "Balai Kota Among Tani"."""
    before = doc.tokens[first - 1].lower if first else ""
    where = before in _BEFORE_VENUES
    if "venue" in opening and (where or "organization" not in opening):
        sure = lower[0] not in _DOUBTFUL_VENUES or " ".join(lower[:2]) in heads["venue"]
        placed = lower[0] in _VENUES_WHERE and where and len(lower) > 1  # "di Grand City Convex"
        if sure or placed or set(lower) & heads["venue_inside"]:
            return Kind.VENUE
    return Kind.BODY if "organization" in opening else None


def _by_inner_word(lower: list[str], heads: Mapping[str, frozenset[str]]) -> Kind | None:
    """What a word within a name or at its end tells of it."""
    if set(lower) & heads["venue_inside"]:
        return Kind.VENUE
    if set(lower[1:]) & (heads["event"] - _ONLY_BEGINS_GATHERING):
        return Kind.EVENT
    if len(lower) > 1 and lower[-1] in heads["organization_tail"] and lower[-1] not in ("indonesia", "media"):
        return Kind.BODY
    return None


def _institute(name: list[str]) -> bool:
    """Whether a name is that of an institute and no building: "Center for Smart Nation", "World Data Center"."""
    name = name[: name.index("(")] if "(" in name else name
    at = next((k for k, word in enumerate(name) if word in ("center", "centre")), None)
    if at is None or (at == 0 and len(name) == 1):
        return False
    return name[at + 1 : at + 2] == ["for"] or (at > 1 and at + 1 == len(name) and name[at - 1] not in _CENTERS)


def programme_after(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> Mention | None:
    """The programme that the noun at ``i`` introduces, where its name does not tell: "program Sekolah Data Daerah"."""
    tokens = doc.tokens
    j = i + 1
    while j + 1 < limit and tokens[j].lower in _PROGRAMME_KINDS and not tokens[j].capital:
        j += 1  # "program pendampingan Seribu Langkah"
    if j + 1 >= limit or not tokens[j].capital or tokens[j].kind != "word":
        return None
    known = (phrases.roles, phrases.ministries, phrases.agencies, phrases.awards)
    if any(index.match(tokens, j, limit) for index in known) or area_at(doc, phrases, j, limit):
        return None
    end = run_end(doc, phrases, j, limit, stop)
    end = next((k for k in range(j + 1, end) if any(index.match(tokens, k, limit) for index in known[:3])), end)
    year = tokens[end - 1].kind == "number"
    kind = classify(doc, phrases, j, end)
    named = kind is Kind.NAME or (kind is Kind.AWARD and year) or tokens[j].lower in _SCHOOLS
    if end - j < 2 or not named or tokens[j].lower in _NO_PROGRAMMES:
        return None
    return Mention(Kind.PROGRAMME, j, end, label(doc, j, end))
