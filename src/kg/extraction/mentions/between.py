"""What stands between an office and its holder's name and is neither: ranks, years, numbers, brackets, the republic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.mentions.people import name_at, names_nobody, skip_titles
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_NO_HOLDER = words("no-holder")
_RANKS = words("police-ranks")
_RANKS_GO_ON = words("police-ranks-go-on")
_SHORT_RANKS = words("police-ranks-in-short")
_TERMS = words("terms-of-office")
_YEARS = re.compile(r"(19|20)\d\d([-–/](19|20)\d\d)?")
_NUMBERED = words("ordinals") | {"pertama"}
_NTH = re.compile(r"ke-?(\d+|[ivx]+)")
_COUNTRY = words("country")
_ENOUGH = 2
"""A name in brackets has so many words; one alone is an abbreviation."""


def rank_end(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """The token after a rank of police or army that is read like an office: "Komisaris Besar", "Inspektur Jenderal"."""
    tokens = doc.tokens
    short = i + 1 < limit and tokens[i].lower in _SHORT_RANKS
    if not short and (i + 2 >= limit or tokens[i].lower not in _RANKS or tokens[i + 1].lower not in _RANKS_GO_ON):
        return None
    k = i + 1 + (tokens[i + 1].text == ".") if short else i + 2
    while k < limit and tokens[k].lower in _RANKS_GO_ON:
        k += 1 + (k + 1 < limit and tokens[k + 1].text == ".")
    whose = k >= limit or not tokens[k].capital or phrases.ministries.match(tokens, k, limit)
    return None if whose or names_nobody(tokens[k].lower) else skip_titles(doc, k, limit)


def past_term(doc: Document, i: int, limit: int) -> int:
    """Past the years of an office, where a name follows: "Bupati Sumedang 2018-2023 X", "periode 2018–2023 X"."""
    tokens, k = doc.tokens, i
    while k < limit and tokens[k].lower in _TERMS:
        k += 1
    first = k
    while k < limit and (_YEARS.fullmatch(tokens[k].text) or (k > first and tokens[k].text in "-–/")):
        k += 1
    return k if first < k < limit and (tokens[k].capital or tokens[k].text == ",") else i


def bracketed_name(doc: Document, i: int, limit: int) -> bool:
    """Whether brackets at ``i`` hold a person's name and no abbreviation: "Menkominfo (Rudi Hasan)"."""
    tokens = doc.tokens
    if i + 3 >= limit or tokens[i].text != "(":
        return False
    name = name_at(doc, i + 1, limit, _NO_HOLDER)
    if name is None or name.last - name.first < _ENOUGH or name.after >= limit or tokens[name.after].text != ")":
        return False
    inside = [t for t in tokens[name.first : name.last] if t.kind == "word"]
    plain = all(t.text[1:].islower() for t in inside if len(t.text) > 1)
    return plain and not any(names_nobody(t.lower) for t in inside)


def skip_country(doc: Document, i: int, limit: int) -> int:
    """Past the republic's name and bracketed abbreviations: "(Menkominfo) Republik Indonesia (RI)"."""
    tokens = doc.tokens
    i = skip_brackets(doc, i, limit)
    while i < limit and (tokens[i].lower in _COUNTRY and tokens[i].capital):
        i += 1
    i = skip_ordinal(doc, i, limit)
    return skip_brackets(doc, i, limit)


def skip_ordinal(doc: Document, i: int, limit: int) -> int:
    """Past which holder of an office somebody is: "Presiden ke-3", "Presiden Pertama RI"."""
    tokens = doc.tokens
    if i + 1 >= limit or not (tokens[i].lower in _NUMBERED or _NTH.fullmatch(tokens[i].lower)):
        return i
    return i + 1 if tokens[i + 1].capital else i


def skip_brackets(doc: Document, i: int, limit: int) -> int:
    """Past a bracketed abbreviation: "(Diskominfo)"."""
    tokens = doc.tokens
    if i + 2 < limit and tokens[i].text in "([" and tokens[i + 1].kind == "word":
        for k in range(i + 2, min(i + 6, limit)):
            if tokens[k].text in ")]":
                return i if bracketed_name(doc, i, limit) else k + 1
    return i
