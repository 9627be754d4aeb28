"""Day and building of an occasion whose own sentences tell none: of its gathering, or the only ones of the article.

"kata X saat menghadiri Peringatan Hari Y di Gedung Z, Kamis (19/9)" dates a speech, and with it the gathering that is
named; where the awards were given at Hari Y, they were given there. An article that tells one day tells of no other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extraction.candidates.speech import speech_in
from kg.extraction.candidates.whereabouts import watched_from
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Mention, Sentence

_PAST = words("of-earlier-years")
_TO_COME = ("planned", "hoped", "proposed")
_LIVE = words("live-reports")
_CALLED = words("calls-gathering") | words("award-held")
_TOP = words("top-of-gathering")
_JOINTS = words("introduced-joints")
_OPEN_KINDS = (Kind.NAME, Kind.AWARD, Kind.PROGRAMME, Kind.CUE)
_CLOCK = re.compile(r"\W{0,2}[0-2]?\d[.:][0-5]\d\b")
_CLOCKED = 3  # so many paragraphs that begin with a time of day are no accident
_HEAD = 400  # characters at both ends that may say what kind of report it is
_EARLY = 5
_NEAR = 12  # tokens between a gathering and its day or building


def of_gathering(reading: Reading, name: str, *kinds: Kind) -> Mention | None:
    """The first mention of a kind shortly behind a gathering's name: "pada Hari Y di Gedung Z, Kamis (19/9)"."""
    bare = _bare(name)
    for s in reading.doc.body():
        for m in s.mentions:
            if m.kind is Kind.EVENT and _bare(str(m.value)) == bare and not reading.doc.quoted[m.first]:
                behind = (x for x in s.mentions if x.kind in kinds and 0 <= x.first - m.last <= _NEAR)
                if (found := next(behind, None)) is not None:
                    return found
    return None


def fullest(reading: Reading, m: Mention) -> Mention:
    """The mention that names a gathering with its edition, where the article does so anywhere: "Hari Y Tahun 2019"."""
    bare = _bare(str(m.value))
    alike = (x for x in reading.doc.mentions(Kind.EVENT) if _bare(str(x.value)) == bare)
    return max([m, *alike], key=lambda x: len(str(x.value)))


def _bare(name: str) -> str:
    """A name without its edition: "Hari Y Tahun 2019"."""
    return bare_name(name).removesuffix(" tahun")


def only_day(reading: Reading) -> Mention | None:
    """The one day that an article tells outside of speech, quotations and looks back or ahead; ``None`` of several."""
    found: dict[object, Mention] = {}
    for s in reading.doc.body():
        for m in s.mentions:
            if m.kind is Kind.DATE and not reading.doc.quoted[m.first] and (day := reading.day(m).start) is not None:
                if _aside(reading, s):
                    return None
                found.setdefault(day, m)
    return next(iter(found.values())) if len(found) == 1 else None


def only_building(reading: Reading) -> tuple[Sentence, Mention] | None:
    """The one building that an article tells, among its first sentences, with the sentence."""
    found: dict[str, tuple[Sentence, Mention]] = {}
    for number, s in enumerate(reading.doc.body()):
        for m in s.mentions:
            if m.kind is Kind.VENUE and not reading.doc.quoted[m.first] and not watched_from(reading, s, m):
                if number >= _EARLY or _aside(reading, s):
                    return None
                found.setdefault(str(m.value).casefold(), (s, m))
    return next(iter(found.values())) if len(found) == 1 else None


def live(reading: Reading) -> bool:
    """Whether an article reports while it happens: it says so, or its paragraphs bear the time of day."""
    text = reading.doc.text
    lower = text[:_HEAD].casefold() + text[-_HEAD:].casefold()
    clocked = sum(_CLOCK.match(reading.doc.words(s.first, s.last)) is not None for s in reading.doc.sentences)
    return clocked >= _CLOCKED or any(phrase in lower for phrase in _LIVE)


def gathering_behind(reading: Reading, s: Sentence) -> tuple[int, int] | None:
    """The tokens of a gathering's name of no known kind behind the noun that calls it one: "ajang X dan Y 2024"."""
    doc = reading.doc
    tokens = doc.tokens
    for i in range(s.first, s.last - 1):
        if tokens[i].lower not in _CALLED or doc.quoted[i]:
            continue
        first = i + 1 + (tokens[i + 1].lower in _TOP)
        others = any(m.first <= first < m.last and m.kind not in _OPEN_KINDS for m in s.mentions)
        end = first
        while end < s.last and (tokens[end].capital or tokens[end].kind == "number" or _joins(reading, end, s.last)):
            end += 1
        if not others and end - first > 1 and tokens[first].capital:
            return first, end
    return None


def _joins(reading: Reading, i: int, limit: int) -> bool:
    """Whether a small word or a bracket stands within a name: "Pemantauan dan Evaluasi (PE) Tahun 2024"."""
    tokens = reading.doc.tokens
    if tokens[i].text in "()":
        return i + 1 < limit and (tokens[i].text == ")" or tokens[i + 1].text.isupper())
    return tokens[i].lower in _JOINTS and i + 1 < limit and tokens[i + 1].capital


def _aside(reading: Reading, s: Sentence) -> bool:
    """Whether a sentence tells what somebody says, what was in earlier years, or what is to come."""
    text = f" {' '.join(t.lower for t in reading.doc.tokens[s.first : s.last])} "
    if speech_in(reading, s) is not None or any(f" {phrase} " in text for phrase in _PAST):
        return True
    return any(c.sense in _TO_COME for m in s.mentions if m.kind is Kind.CUE for c in m.value)
