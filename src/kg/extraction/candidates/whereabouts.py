"""Where something was: buildings with their towns, towns alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Role
from kg.extraction.candidates.occasions import while_getting
from kg.extraction.candidates.speech import speech_in
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_AT = words("where")
_WHOSE_HOME = words("whose-home")
_HOUSES = words("houses-of-bodies")
_LANDS = frozenset(("receive",))
_GETS = frozenset(("receive", "reward", "declare", "become"))
_LOOKS_ON = words("looks-on")
_MAIN = words("main-houses")
_TOWN = 2  # tokens of a town's name
_NEAR = 10  # tokens between a town and the day


def where(reading: Reading, s: Sentence) -> tuple[Role[str] | None, Role[str] | None]:
    """Building and town: "di Balai Sudirman, Jakarta"."""
    doc = reading.doc
    for at, m in enumerate(s.mentions):
        if m.kind is Kind.VENUE and not doc.quoted[m.first] and not watched_from(reading, s, m):
            town = town_after(reading, s, at)
            return reading.text_role(m, "venue"), town
    for at, m in enumerate(s.mentions):  # "di Anjong Mon Lama, Banda Aceh": a name that a town follows
        if (
            m.kind is Kind.NAME
            and m.first > s.first
            and doc.tokens[m.first - 1].lower in _AT
            and not doc.quoted[m.first]
        ):
            named = s.mentions[at + 1] if at + 1 < len(s.mentions) else None
            if named and named.kind is Kind.AREA and [t.text for t in doc.tokens[m.last : named.first]] == [","]:
                return Role(doc.words(m.first, m.last), (doc.of(m),), "venue"), place_of(reading, named)
    for at, m in enumerate(s.mentions):  # "di Kantor Bappeda Provinsi X": a body's own house
        words_of = [t.lower for t in doc.tokens[m.first : m.last]]
        housed = m.kind is Kind.BODY and len(words_of) > 1 and words_of[0] in _HOUSES and not doc.quoted[m.first]
        if housed and m.first > s.first and doc.tokens[m.first - 1].lower in _AT:
            return Role(doc.words(m.first, m.last), (doc.of(m),), "venue"), town_after(reading, s, at)
        if m.kind is Kind.BODY and not doc.quoted[m.first] and (first := _house_before(reading, s, m)) is not None:
            return Role(doc.words(first, m.last), (doc.evidence(first, m.last),), "venue"), town_after(reading, s, at)
    return None, None


def _house_before(reading: Reading, s: Sentence, m: Mention) -> int | None:
    """Where the noun of a body's house begins, written small: "di kantor pusat Badan X"."""
    tokens = reading.doc.tokens
    first = m.first - 1 - (tokens[m.first - 1].lower in _MAIN)
    housed = first > s.first and tokens[first].lower in _HOUSES and tokens[first - 1].lower in _AT
    return first if housed else None


def town_after(reading: Reading, s: Sentence, at: int) -> Role[str] | None:
    """The town that stands beside a building: at its end, or after a comma and perhaps a street."""
    doc = reading.doc
    m = s.mentions[at]
    for following in s.mentions[at + 1 : at + 4]:
        gap = doc.tokens[m.last : following.first]
        if following.kind is Kind.AREA and _province(reading, following):
            continue
        if (
            following.kind is Kind.AREA
            and len(gap) <= 7
            and all(t.text in ",." or t.capital or t.lower in _AT for t in gap)
        ):
            return place_of(reading, following)
        if following.kind not in (Kind.NAME, Kind.CUE, Kind.AREA, Kind.VENUE):
            break
        if following.kind is Kind.NAME and len(gap) <= 1 and gap and gap[0].text == ",":
            nearby = s.mentions[s.mentions.index(following) + 1 : s.mentions.index(following) + 2]
            if not (nearby and nearby[0].kind is Kind.AREA and nearby[0].first - following.last <= 1) and doc.tokens[
                following.first
            ].lower not in ("jalan", "jl"):
                return Role(doc.words(following.first, following.last), (doc.of(following),), "place")
    return None


def place_of(reading: Reading, m: Mention) -> Role[str]:
    """A town by its bare name: "Kota Surakarta" is held "di Surakarta"."""
    return Role(m.value.name, (reading.doc.of(m),), "place")


def _province(reading: Reading, m: Mention) -> bool:
    """Whether an area is a province, where no town is meant; Jakarta is both."""
    areas = reading.phrases.gazetteer.areas
    return all(areas[code].kind == "province" for code in m.value.codes) and "jakarta" not in m.value.name.lower()


def town(reading: Reading, s: Sentence) -> Role[str] | None:
    """The town of a sentence: "di Jakarta"."""
    doc = reading.doc
    if speech_in(reading, s) is not None and while_getting(reading, s) is None:
        return None  # where somebody spoke is not where the award was given
    for m in s.mentions:
        if (
            m.kind is Kind.AREA
            and doc.tokens[m.first - 1].lower in _AT
            and not m.value.government
            and not _province(reading, m)
            and m.first > s.first
            and not doc.quoted[m.first]
        ):
            if doc.tokens[m.first - 2].lower in _WHOSE_HOME and m.first - 2 >= s.first:
                continue
            if any(
                c.kind is Kind.CUE and c.last == m.first and _LANDS & {x.sense for x in c.value} for c in s.mentions
            ):
                continue  # "mendarat di Solok": who gets it
            if _home_of_recipient(reading, s, m):
                continue
            return place_of(reading, m)
    return _unlisted(reading, s)


def watched_from(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a building is one from which people only look on: "disimak bersama-sama dari Balai X"."""
    return reading.doc.tokens[m.first - 1].lower == "dari" and not _LOOKS_ON.isdisjoint(s.features)


def _home_of_recipient(reading: Reading, s: Sentence, m: Mention) -> bool:
    """Whether a town tells where they are who get it: "Enam kampung di Lumajang kebagian penghargaan"."""
    tokens = reading.doc.tokens
    if m.first - 1 == s.first:
        return False
    after = next((c for c in s.mentions if c.kind is Kind.CUE and c.first >= m.last), None)
    if after is None or not _GETS & {x.sense for x in after.value if x.voice != "nominal"}:
        return False
    return not any(t.kind == "mark" for t in tokens[m.last : after.first])


def _unlisted(reading: Reading, s: Sentence) -> Role[str] | None:
    """A town that is no city or regency, where a day stands beside it: "di Langkawi, Selasa (9/9)"."""
    doc = reading.doc
    days = [m for m in s.mentions if m.kind is Kind.DATE and not doc.quoted[m.first]]
    for m in s.mentions:
        named = m.kind is Kind.NAME and m.last - m.first <= _TOWN and m.first > s.first and not doc.quoted[m.first]
        if not named or doc.tokens[m.first - 1].lower != "di" or reading.people.at(m) is not None:
            continue
        closed = m.last < s.last and doc.tokens[m.last].text == ","
        if closed and any(-_NEAR <= d.first - m.last <= _NEAR for d in days):
            return Role(doc.words(m.first, m.last), (doc.of(m),), "place")
    return None
