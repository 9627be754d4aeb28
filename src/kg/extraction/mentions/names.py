"""Names of awards, gatherings, programmes, bodies and buildings: runs of capitalised words, known by their heads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import area_at
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_LAWS = words("laws")
_PUBLIC = words("public-matters")
_CONNECTORS = words("within-names")
_NO_AWARD = words("no-award-words")
_BEFORE_AWARD_NAMES = words("before-award-names")
_NO_AWARD_NAMES = words("no-award-names")
_NOT_NAMED_BY = words("category-words") | words("made-by")
_RANK_WORDS = words("rank-words")
_CATEGORIES = words("categories-apart")
_RESIDENCES = words("residences")
_DOUBTFUL_VENUES = words("doubtful-venues")
_BEFORE_VENUES = words("before-venues")
_ONLY_BEGINS_GATHERING = words("only-begins-gathering")
_WHERE = words("where")
_NAMES_FREELY = words("names-prizes-freely")
_AREA_KINDS = words("kind-city") | words("kind-regency") | words("kind-province")
_SCHOOLS = words("programmes-like-bodies")
_PROGRAMME_KINDS = words("kinds-of-programmes")
_NO_PROGRAMMES = words("no-programmes")
_BRACKETED = re.compile(r"\s*\([^()]{1,60}\)")


def run_end(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> int:
    """The token after the run of capitalised words that begins at ``i``."""
    tokens = doc.tokens
    first = i
    heads: set[str] = set()
    while i < limit:
        token = tokens[i]
        if token.kind == "number":
            if (
                i == first
                or "," in token.text
                or (len(token.text) == 4 and i + 1 < limit and tokens[i + 1].text == "/")
            ):
                break
        elif token.kind == "word" and token.capital:
            if i > first and _apart(doc, i, limit):
                break  # "Bhakti Informatika Nusantara Kategori Smart Branding", "Award 2024 Peringkat I"
            office = i > first and token.lower in phrases.roles.entries and phrases.roles.match(tokens, i, limit)
            if office and token.lower != "presiden" and not (heads & {"venue"} and tokens[i - 1].lower in _RESIDENCES):
                break
            if i > first and not heads and token.lower in _AREA_KINDS and tokens[i - 1].text.isupper():
                break  # "Skor IKDD Kabupaten X"
            at = phrases.heads.match(tokens, i, limit)
            if at:
                heads.add(at[1])
        elif token.lower in _CONNECTORS and i > first and i + 1 < limit and tokens[i + 1].capital:
            if token.lower in _WHERE and area_at(doc, phrases, i + 1, limit):
                break  # "Gunung Sari Hall in Mataram"
            if token.lower == "untuk" and (not heads & {"event", "award"} or area_at(doc, phrases, i + 1, limit)):
                break
        elif token.lower == "dan" and i > first and i + 1 < limit and tokens[i + 1].capital:
            if (
                not heads & {"event", "organization"}
                or area_at(doc, phrases, i + 1, limit)
                or phrases.ministries.match(tokens, i + 1, limit)
            ):
                break
            head = phrases.heads.match(tokens, i + 1, limit)
            if "event" not in heads and (head or tokens[i + 1].lower not in phrases.lexicon.vocabulary):
                break
        elif (
            token.text == "("
            and i > first
            and i + 2 < limit
            and tokens[i + 2].text == ")"
            and tokens[i + 1].text.isupper()
        ):
            following = i + 3
            named_on = following < limit and (tokens[following].kind == "number" or tokens[following].capital)
            if named_on and tokens[following].lower not in _AREA_KINDS:  # "Indeks X (IX) Kota Salatiga"
                i = following
                continue
            return i + 3
        else:
            break
        i += 1
    return i


def _apart(doc: Document, i: int, limit: int) -> bool:
    """Whether a category or a place begins here, whatever the capitals of the name before it."""
    tokens = doc.tokens
    if i + 1 >= limit:
        return False
    placed = tokens[i].lower in _RANK_WORDS and ordinal(tokens[i + 1].text, roman=True) is not None
    return placed or (tokens[i].lower in _CATEGORIES and (tokens[i + 1].capital or tokens[i + 1].text in '“"'))


def label(doc: Document, first: int, last: int) -> str:
    """The name as a label: bracketed abbreviations and line breaks out."""
    return " ".join(_BRACKETED.sub("", doc.words(first, last)).split())


def classify(doc: Document, phrases: Phrases, first: int, last: int) -> Kind:
    """What a run of capitalised words names, by its heads."""
    tokens = doc.tokens
    lower = [t.lower for t in tokens[first:last]]
    heads = phrases.lexicon.heads
    opening = {kind for kind in heads if lower[0] in heads[kind] or " ".join(lower[:2]) in heads[kind]}
    year = tokens[last - 1].kind == "number" and len(tokens[last - 1].text) == 4
    if opening & {"event"} and not (opening & {"organization"} and not year):
        return Kind.EVENT
    if "programme" in opening:
        return Kind.PROGRAMME
    if set(lower) & heads["award"]:
        return Kind.EVENT if set(lower) & {"awarding"} or " ".join(lower[-2:]) == "award night" else Kind.AWARD
    if "venue" in opening and (lower[0] not in _DOUBTFUL_VENUES or set(lower) & heads["venue_inside"]):
        before = tokens[first - 1].lower if first else ""
        if "organization" not in opening or before in _BEFORE_VENUES:
            return Kind.VENUE
    if opening & {"organization"}:
        return Kind.BODY
    if set(lower) & heads["venue_inside"]:
        return Kind.VENUE
    if len(lower) > 1 and set(lower[1:]) & (heads["event"] - _ONLY_BEGINS_GATHERING):
        return Kind.EVENT
    if set(lower) & _LAWS:
        return Kind.NAME
    if year and len(lower) > 1 and not set(lower[:-1]) <= phrases.lexicon.function_words:
        return Kind.AWARD  # a name with an edition is that of a prize, where no head says otherwise
    if lower[-1] in heads["organization_tail"] and len(lower) > 1 and lower[-1] not in ("indonesia", "media"):
        return Kind.BODY
    return Kind.NAME


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


def award_after(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> Mention | None:
    """The award that a generic word at ``i`` introduces: "penghargaan Smart City 2022", "lomba video smart city".

    The generic word is no part of the name, except a contest's.
    """
    tokens = doc.tokens
    contest = tokens[i].lower in phrases.lexicon.heads["contest"]
    j = i + 1
    while j < limit and (
        tokens[j].text in '“"'
        or (
            tokens[j].lower in _BEFORE_AWARD_NAMES
            and (not tokens[j].capital or (j + 1 < limit and tokens[j + 1].lower in ("dimensi", "kategori")))
        )
    ):
        j += 1
    if j >= limit or tokens[j].lower in _NOT_NAMED_BY:
        return None
    if tokens[j].lower in _RANK_WORDS and j + 1 < limit and ordinal(tokens[j + 1].text, roman=True):
        return None  # "predikat Terbaik II" tells a place, no award
    family = phrases.awards.match(tokens, j, limit)
    end = run_end(doc, phrases, j, limit, stop) if tokens[j].capital and tokens[j].kind == "word" else j
    if family and family[0] >= end and tokens[j].capital:
        end = family[0]
    if end > j:
        if end == j + 1 and tokens[j].lower in _NO_AWARD_NAMES:
            return None
        if phrases.ministries.match(tokens, j, limit) or phrases.roles.match(tokens, j, limit):
            return None  # "Piala Bupati" is a cup of sports
        if area_at(doc, phrases, j, limit) and not phrases.heads.match(tokens, end - 1, limit) and not family:
            return None
        kind = classify(doc, phrases, j, end)
        if kind is Kind.BODY or (kind is Kind.VENUE and (j > i + 1 or tokens[i].lower not in _NAMES_FREELY)):
            return None  # "piala di Gedung X"; but "penghargaan Pelabuhan Terang Data"
        return Mention(Kind.AWARD, i if contest else j, end, label(doc, i if contest else j, end))
    while end < limit and tokens[end].kind in ("word", "number") and end - j < 6:
        word = tokens[end]
        if (
            word.lower in _NO_AWARD
            or word.lower in stop
            or (word.lower in phrases.cues.entries and word.lower not in ("indeks", "bisa"))
        ):
            break
        if word.kind == "number" and not (len(word.text) == 4 and end > j):
            break
        if end > j and area_at(doc, phrases, end, limit):
            break
        end += 1
    if contest and not {t.lower for t in tokens[j:end]} & _PUBLIC:
        return None  # "lomba makan kerupuk" is no award of cities
    if end == j or (end == j + 1 and not contest and tokens[j].lower not in phrases.lexicon.vocabulary | {"adipura"}):
        return None
    return Mention(Kind.AWARD, i if contest else j, end, label(doc, i if contest else j, end))
