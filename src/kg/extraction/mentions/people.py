"""Names of persons in the text: where they begin and end, without titles and degrees."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import ResourceError

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document

_FILE = "data/language/id/persons.toml"
_LONGEST = 60
"""Tokens that titles and a name have at most: what goes on is no name, and each of its tokens would look to its end."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The words of ``persons.toml``, by what they do beside a person's name or in it."""

    titles: frozenset[str]
    honorifics: frozenset[str]
    uncapitalised: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    dotted: frozenset[str]
    occupations: frozenset[str]
    kin: frozenset[str]
    called: frozenset[str]
    in_full: frozenset[str]
    named: frozenset[str]
    given: frozenset[str]
    namesakes: frozenset[str]
    bracketed: frozenset[str]
    ranks: frozenset[str]
    ranks_go_on: frozenset[str]
    initials: frozenset[str]
    no_names: frozenset[str]
    abstract: frozenset[str]


@cache
def person_words() -> PersonWords:
    """The words about persons, read once.

    Raises:
        ResourceError: where the file is missing, is not TOML, or has other parts than these.
    """
    try:
        read = tomllib.loads(resources.path(_FILE).read_text("utf-8"))
        return PersonWords(**{name: frozenset(words.split()) for name, words in read.items()})
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise ResourceError(f"{_FILE}: {error}") from error


@cache
def _abstract() -> re.Pattern[str]:
    """The forms of abstract nouns: "ke-an" is "kehutanan", "-isasi" is "digitalisasi"."""
    forms = (form.split("-") for form in sorted(person_words().abstract))
    return re.compile("|".join(rf"{first}\w{{4,}}{last}" for first, last in forms))


def names_nobody(word: str) -> bool:
    """Whether no person's name holds a word, given in lower case.

    >>> names_nobody("korupsi"), names_nobody("pemberantasan"), names_nobody("pratama")
    (True, True, False)
    """
    words = person_words()
    if word in words.given or word in words.titles:
        return False
    return word in words.no_names or _abstract().fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text: tokens of the name proper, and the token after its degrees."""

    text: str
    first: int
    last: int
    after: int


def name_at(doc: Document, i: int, limit: int, stop: frozenset[str] = frozenset()) -> Name | None:
    """The name that begins at token ``i`` (titles skipped), or ``None``.

    ``stop`` holds lower-case words that cannot belong to a name (function words, cue words).
    """
    tokens, words = doc.tokens, person_words()
    limit = min(limit, i + _LONGEST)
    i = skip_titles(doc, i, limit)
    first = i
    while i < limit:
        token = tokens[i]
        if (
            token.kind == "word"
            and token.capital
            and not token.text[-1].isdigit()
            and (i > first or token.lower not in stop or len(token.text) == 1)
        ):
            i += 1
            if (
                i < limit
                and tokens[i].text == "."
                and tokens[i - 1].lower in words.dotted
                and tokens[i].start == tokens[i - 1].end
            ):
                if i + 1 < limit and tokens[i + 1].capital and tokens[i + 1].kind == "word":
                    i += 1
                else:
                    break
        elif token.lower in words.particles and i > first and i + 1 < limit and tokens[i + 1].capital:
            i += 1
        else:
            break
    last = i
    while last > first and tokens[last - 1].text == ".":
        last -= 1
    while (
        last - 1 > first
        and tokens[last - 1].lower.replace(".", "") in words.degrees
        and len(tokens[last - 1].text) > 1
        and any(c.isupper() for c in tokens[last - 1].text[1:])
    ):
        last -= 1
    if last <= first or all(len(t.text) == 1 for t in tokens[first:last]):
        return None
    return Name(doc.words(first, last), first, last, skip_degrees(doc, max(i, last), limit))


def skip_titles(doc: Document, i: int, limit: int) -> int:
    """The token after the titles and honorifics at ``i``: "Drs. H.M." """
    tokens, words = doc.tokens, person_words()
    limit = min(limit, i + _LONGEST)
    while i < limit and tokens[i].lower in words.titles and (i + 1 < limit):
        following = i + 2 if tokens[i + 1].text == "." else i + 1
        if following >= limit or not (tokens[following].capital or tokens[following].text in ".("):
            break
        # A single letter is a title only where it is followed by its full stop or is the hajj's H.
        if tokens[i].lower == "m" or (not tokens[i].capital and tokens[i].lower not in words.uncapitalised):
            break
        i = _rank_goes_on(doc, i, limit) if tokens[i].lower in words.ranks else following
        if i + 3 < limit and tokens[i].text == "(" and tokens[i + 1].lower in words.bracketed:
            # "Laksda TNI (Purn.) X", "Dr (HC) X"
            i = next((k + 1 for k in range(i + 2, min(i + 6, limit)) if tokens[k].text == ")"), i)
        if tokens[i].lower == "m" and i + 1 < limit and tokens[i + 1].text == "." and tokens[i - 2].lower == "h":
            i += 2
    return i


def _rank_goes_on(doc: Document, i: int, limit: int) -> int:
    """The token after a rank of two words or more: "Laksamana Muda", "Mayor Jenderal", "Letkol Czi"."""
    tokens, words = doc.tokens, person_words()
    k = i
    while k == i or (k + 1 < limit and tokens[k].lower in words.ranks_go_on and tokens[k].capital):
        k += 2 if k + 1 < limit and tokens[k + 1].text == "." else 1
    named = k < limit and (tokens[k].capital or tokens[k].text == "(")
    return k if named else i + (2 if tokens[i + 1].text == "." else 1)


def skip_degrees(doc: Document, i: int, limit: int) -> int:
    """The token after the degrees at ``i``: ", S.Sos., M.Si."."""
    tokens = doc.tokens
    end = i
    while i < limit:
        after = _degree_end(doc, i + 1 if tokens[i].text == "," else i, limit)
        if after is None:
            break
        i = end = after
    if end > 0 and end <= limit and tokens[end - 1].text == "." and (end == limit):
        end -= 1  # the full stop ends the sentence too
    return end


def _degree_end(doc: Document, i: int, limit: int) -> int | None:
    """The token after one degree: "M.Si.", "S.IP", "MT", "Ph.D."."""
    tokens, degrees = doc.tokens, person_words().degrees
    pieces: list[str] = []
    k = i
    while k < limit and tokens[k].kind == "word" and tokens[k].capital and (not pieces or _adjoins(doc, k)):
        pieces.append(tokens[k].lower)
        k += 1
        if k < limit and tokens[k].text == "." and tokens[k].start == tokens[k - 1].end:
            k += 1
    known = "".join(pieces) in degrees or (bool(pieces) and pieces[-1] in degrees)
    return k if known else None


def _adjoins(doc: Document, k: int) -> bool:
    """Whether a token follows a full stop without a blank, or a single letter with its full stop: "M.Si", "M. Si"."""
    tokens = doc.tokens
    return tokens[k - 1].text == "." and (tokens[k].start == tokens[k - 1].end or len(tokens[k - 2].text) == 1)
