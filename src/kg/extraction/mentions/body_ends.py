"""Where a body's name ends, of which only the first words are sure: a person's name may follow without a mark.

A name is read word by word. Each word comes before a row of judges, the first of which that has an opinion says whether
the name goes on behind the word or ends; a word that none objects to belongs to the name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.mentions.areas import KINDS, area_at
from kg.extraction.mentions.bodies import expansions, in_series, name_beyond
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document
    from kg.language.tokens import Token

_HYPHENED = re.compile(r"[a-z]-[A-Z]\w+")  # "e-Government"
_ROMAN = re.compile(r"[IVX]{1,4}|[A-H]")
_NAMED_FREELY = words("named-freely")
_CONJUNCTIONS = words("conjunctions")
_AGENCY_HEADS = words("units")
_LONGEST_OF_MINISTRY, _LONGEST_OF_AGENCY = 10, 8
_PAIR = 2
_LONGEST_PERSON = 3
"""A run of unknown words holds no more of a person's name than these."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a judge says: the name goes on at ``at``, or ends before it."""

    at: int
    ends: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """A body's name that begins at ``start``; ``behind`` is what the office before it has behind itself."""

    doc: Document
    phrases: Phrases
    start: int
    limit: int
    stop: frozenset[str]
    solo: frozenset[str]
    behind: str

    @property
    def known(self) -> frozenset[str]:
        """Words that bodies are named with."""
        return self.phrases.lexicon.vocabulary

    def token(self, i: int) -> Token | None:
        """The token at ``i``, where the name may still reach it."""
        return self.doc.tokens[i] if i < self.limit else None

    def ministry_at(self, i: int) -> bool:
        """Whether a ministry is named at ``i``."""
        return i < self.limit and self.phrases.ministries.match(self.doc.tokens, i, self.limit) is not None

    def title_at(self, i: int) -> bool:
        """Whether a word that is a person's title stands at ``i``."""
        return i < self.limit and self.doc.tokens[i].lower in person_words().titles


def body_end(
    doc: Document,
    phrases: Phrases,
    i: int,
    limit: int,
    stop: frozenset[str],
    solo: frozenset[str],
    behind: str = "body",
) -> int:
    """The token after the words of a body's name that begin at ``i``; a person's name may follow without a mark.

    The name ends before an area or a ministry, at a lower-case word, or where words begin that no body is named
    with. A word that stands alone elsewhere in the article ("Laksmi") is how newsrooms call a person again.
    """
    name = _Name(doc, phrases, i, limit, stop, solo, behind)
    whole = _known_whole(name)
    if whole is not None:
        return whole
    while i < limit:
        turn = _turn(name, i)
        if turn.ends:
            return turn.at
        i = turn.at
    return i


def _turn(name: _Name, i: int) -> _Turn:
    for judge in _JUDGES:
        if (turn := judge(name, i)) is not None:
            return turn
    return _Turn(i + 1, ends=False)


def _known_whole(name: _Name) -> int | None:
    """The end of a name that its ministry or agency closes, or that the article introduces whole."""
    doc, start, limit = name.doc, name.start, name.limit
    ends = None
    if name.behind in ("ministry", "directorate"):
        ends = _unit_of_ministry(name)
    elif name.behind == "unit":
        ends = _unit_of_agency(name)
    if ends or not 0 < start < limit:
        return ends
    whole = doc.introduced.match(doc.tokens, start - 1, limit)
    if not whole or whole[0] <= start:
        return None
    goes_on = whole[0] < limit and in_series(doc, whole[0], limit, name.known)
    return None if goes_on else whole[0]


def _unit_of_ministry(name: _Name) -> int | None:
    """Where a unit's name ends before its ministry: "Deputi Bidang Kelembagaan dan Tata Laksana Kementerian X"."""
    for k in range(name.start, min(name.start + _LONGEST_OF_MINISTRY, name.limit)):
        token = name.doc.tokens[k]
        if not _may_name_unit(token):
            return None
        if k > name.start and token.capital and name.ministry_at(k):
            return k
    return None


def _unit_of_agency(name: _Name) -> int | None:
    """Where a unit's name ends before its agency: "Kepala Bidang Pemasaran Dinas Pariwisata dan Kebudayaan"."""
    tokens, phrases = name.doc.tokens, name.phrases
    for k in range(name.start, min(name.start + _LONGEST_OF_AGENCY, name.limit)):
        if not _may_name_unit(tokens[k]):
            return None
        if k > name.start and phrases.roles.match(tokens, k, name.limit):
            return None  # "Kepala Dinas X Rina dan Kepala Dinas Y Bagas"
        if k > name.start and tokens[k].lower in _AGENCY_HEADS and phrases.agencies.match(tokens, k, name.limit):
            return k
    return None


def _may_name_unit(token: Token) -> bool:
    return token.capital or token.lower in _CONJUNCTIONS or token.text in ",/"


# The judges, each of one token of a name. Those that come first look at marks and small words; those at the end take
# a capitalised word for granted.


def _introduced(name: _Name, i: int) -> _Turn | None:
    """A body that the article introduces by name ends as a whole, unless a ministry's name closes what is before."""
    doc, limit = name.doc, name.limit
    whole = doc.introduced.match(doc.tokens, i, limit) if doc.tokens[i].capital else None
    if not whole:
        return None
    if i > name.start and name.ministry_at(i):
        return _Turn(i, ends=True)
    if _is_edition(name, i, whole[0]):
        return _Turn(whole[0] + 1, ends=True)
    return _Turn(_up_to_title(name, whole[0]), ends=True)


def _joint(name: _Name, i: int) -> _Turn | None:
    """ "dan", or a comma of a series, goes on a name where a word follows that bodies are named with."""
    token, following = name.doc.tokens[i], name.token(i + 1)
    series = token.text == "," and in_series(name.doc, i, name.limit, name.known)
    if token.lower not in _CONJUNCTIONS and not series:
        return None
    if i == name.start or following is None:
        return _Turn(i, ends=True)
    joins = following.lower == "dan" or (
        following.capital and (following.lower in name.known or following.lower in expansions())
    )
    return _Turn(i + 1, ends=False) if joins else _Turn(i, ends=True)


def _slash(name: _Name, i: int) -> _Turn | None:
    following = name.token(i + 1)
    joins = name.doc.tokens[i].text == "/" and i > name.start and following is not None and following.capital
    return _Turn(i + 1, ends=False) if joins else None


def _hyphened(name: _Name, i: int) -> _Turn | None:
    within = i > name.start or name.behind == "unit"
    return _Turn(i + 1, ends=False) if within and _HYPHENED.fullmatch(name.doc.tokens[i].text) else None


def _no_word_of_name(name: _Name, i: int) -> _Turn | None:
    token = name.doc.tokens[i]
    return _Turn(i, ends=True) if token.kind != "word" or not token.capital else None


def _title(name: _Name, i: int) -> _Turn | None:
    """A title opens a person's name; of one letter only with its full stop."""
    following = name.token(i + 1)
    whole = len(name.doc.tokens[i].text) > 1 or (following is not None and following.text == ".")
    return _Turn(i, ends=True) if name.title_at(i) and whole else None


def _agency(name: _Name, i: int) -> _Turn | None:
    another = i > name.start and name.phrases.agencies.match(name.doc.tokens, i, name.limit)
    return _Turn(i, ends=True) if another else None


def _abbreviation(name: _Name, i: int) -> _Turn | None:
    """The last of a row of abbreviations belongs to the body: "Ketua APDDI Kartika Wirahadi"."""
    token, following = name.doc.tokens[i], name.token(i + 1)
    last = token.text.isupper() and len(token.text) > 2 and not (following is not None and following.text.isupper())
    return _Turn(i + 1, ends=False) if last else None


def _place_or_ministry(name: _Name, i: int) -> _Turn | None:
    """An area ends a name, but a nickname, or the proper name of a body that is named freely."""
    if i == name.start:
        return None
    if name.ministry_at(i):
        return _Turn(i, ends=True)
    at = area_at(name.doc, name.phrases, i, name.limit)
    if at is None or at[1].nickname:
        return None
    proper = name.doc.tokens[name.start].lower in _NAMED_FREELY and at[1].kind is None
    return None if proper else _Turn(i, ends=True)


def _called_again(name: _Name, i: int) -> _Turn | None:
    lower = name.doc.tokens[i].lower
    return _Turn(i, ends=True) if lower in name.solo and lower not in name.known else None


def _given_name(name: _Name, i: int) -> _Turn | None:
    first = name.doc.tokens[name.start]
    proper = first.lower not in name.known and not first.text.isupper()
    behind = i > name.start + proper
    given = behind and name.doc.tokens[i].lower in person_words().given
    return _Turn(i, ends=True) if given else None


def _familiar(name: _Name, i: int) -> _Turn | None:
    """A word that bodies are named with, in full or in short, a head or a number."""
    token = name.doc.tokens[i]
    told = (
        token.lower in expansions()
        or token.lower in name.known
        or name.phrases.heads.match(name.doc.tokens, i, name.limit)
        or _ROMAN.fullmatch(token.text)
    )
    return _Turn(i + 1, ends=False) if told else None


def _unknown_run(name: _Name, i: int) -> _Turn:
    """A run of words that no body is named with: the body's proper name, a person's name, or one and then the other."""
    tokens, limit = name.doc.tokens, name.limit
    rest = _run_end(name, i)
    if name.ministry_at(rest) or name.title_at(rest):
        return _Turn(rest, ends=True)
    if _is_edition(name, i, rest):
        return _Turn(rest + 1, ends=True)
    at = area_at(name.doc, name.phrases, i + 1, limit) if i == name.start and i + 1 < limit else None
    if at and at[1].kind:
        return _Turn(i + 1, ends=True)  # "Kepala Dislamotan Kota Bogor": an abbreviation that no list knows
    apposed = name_beyond(name.doc, name.phrases, rest, limit, name.stop, name.solo)
    if apposed == "surely":
        return _Turn(rest, ends=True)  # "Rektor Universitas Teluk Segara, Prof. …"
    begins = name.solo | person_words().given
    of_body = name.behind == "body"
    later = next((k for k in range(i + 1, rest) if tokens[k].lower in begins), None)
    if later is not None:
        pair = rest - i == _PAIR and i > name.start and not of_body and tokens[i - 1].lower in name.known
        return _Turn(i if pair or _behind_abbreviation(name, i) else later, ends=True)
    if apposed and rest - i <= (_LONGEST_PERSON if of_body else 1):
        return _Turn(rest, ends=True)  # "CEO Tambatan, Budi Santoso"
    if not of_body or rest - i <= _LONGEST_PERSON:
        return _Turn(i, ends=True)
    return _Turn(rest if tokens[rest - 3].lower in KINDS else rest - 2, ends=True)


def _behind_abbreviation(name: _Name, i: int) -> bool:
    """Whether a lone abbreviation is the body, so that a name begins at once: "Kepala LALP Ahmad Zainuri"."""
    first = name.doc.tokens[name.start].text
    return i == name.start + 1 and first.isupper() and len(first) > 1


def _run_end(name: _Name, i: int) -> int:
    """The token after the run of capitalised words at ``i``, up to a title or a ministry."""
    rest = i
    while rest < name.limit and _in_run(name, rest) and not (rest > i and name.ministry_at(rest)):
        rest += 1
    return rest


def _in_run(name: _Name, k: int) -> bool:
    token = name.doc.tokens[k]
    if not token.capital or token.kind != "word" or name.title_at(k):
        return False
    if token.lower not in name.stop or token.lower in name.known - KINDS.keys():
        return True
    return token.lower in KINDS and not area_at(name.doc, name.phrases, k, name.limit)  # "PT Sarana Kota X"


_JUDGES: tuple[Callable[[_Name, int], _Turn | None], ...] = (
    _introduced,
    _joint,
    _slash,
    _hyphened,
    _no_word_of_name,
    _title,
    _agency,
    _abbreviation,
    _place_or_ministry,
    _called_again,
    _given_name,
    _familiar,
    _unknown_run,
)


def _is_edition(name: _Name, first: int, i: int) -> bool:
    """Whether the year at ``i`` ends the name of an award within a body's: "Dewan Juri Wahana Kota Award 2024"."""
    year = name.token(i)
    if year is None or year.kind != "number" or len(year.text) != 4:
        return False
    heads = name.phrases.lexicon.heads
    return any(name.doc.tokens[k].lower in heads["award"] | heads["event"] for k in range(first, i))


def _up_to_title(name: _Name, i: int) -> int:
    """Past one more word of a body's name where a person's title follows it: "Ketua ICI Sumatera Prof. X"."""
    tokens = name.doc.tokens
    word = name.token(i)
    if i + 2 >= name.limit or word is None or not word.capital or name.title_at(i):
        return i
    return i + 1 if name.title_at(i + 1) and tokens[i + 2].text == "." else i
