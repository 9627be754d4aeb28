"""Who holds an office: the name behind it, and how far the words reach that still belong to the body."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.areas import area_at
from kg.extraction.mentions.between import bracketed_name, past_term, rank_end, skip_brackets
from kg.extraction.mentions.bodies import BodyReading, name_beyond, village_end
from kg.extraction.mentions.people import Name, name_at, names_nobody, person_words
from kg.extraction.rules.book import words
from kg.language.calendar import patterns
from kg.language.lexicon import AWARDING

if TYPE_CHECKING:
    from kg.extraction.mentions.offices import OfficeReading
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document, Mention

_NO_HOLDER = words("no-holder")
_BEFORE_HOLDER = words("before-holder")
_RANKED = words("titles-behind-bodies")
_THAT = words("that")
_APPOSES = words("holds-also") | words("in-office-as") | words("pursuits")
_IN_OFFICE = words("in-office-as")
_INCOMPLETE = words("named-freely") | words("company-marks")
_TIES = words("in-office-as") | words("pursuits") | words("holds-further")
_SPELLED = 4
"""A longer word of two capitals and small letters is what a body is called."""
_ENOUGH = 2
"""A name of more words than this may hold the end of a body's."""
_APPOSED = 5
"""No more words stand between a name and the office behind it."""
_JOINTS = words("conjunctions")
_OF_BODIES = frozenset(("body", "unit", "ministry", "directorate"))
_OF_AREAS = frozenset(("city", "regency", "province"))


def with_holder(
    doc: Document, phrases: Phrases, i: int, limit: int, reading: OfficeReading
) -> tuple[int, OfficeReading]:
    """The office with its holder's name, where one follows at ``i``: (token after both, reading)."""
    i, reading = _abroad(doc, phrases, i, limit, reading)
    i = _past_province(doc, phrases, past_term(doc, i, limit), limit, reading)
    for _ in range(3):  # each round may give more words to the body
        name = _name_behind(doc, phrases, i, limit, reading)
        if name is None:
            return i, reading
        taken = _of_body(doc, phrases, name, i, limit, reading)
        if taken is None:
            return name.after, replace(reading, holder=name)
        if not _takes_words(reading) and not _goes_past_area(reading):
            if reading.behind not in _OF_BODIES or taken >= limit or doc.tokens[taken].text != ",":
                return i, reading
            i = taken  # "Anggota DPRD Kota Tual Fraksi Golkar, Bagas"
            continue
        reading = _with_words(doc, name.first, taken, reading)
        i = skip_brackets(doc, taken, limit)
        at = area_at(doc, phrases, i, limit) if i < limit and doc.tokens[i].capital else None
        if at is not None and reading.body is not None and reading.behind in _OF_BODIES:
            i, reading = at[0], replace(reading, area=at[1], body=replace(reading.body, area=at[1]))
    return i, reading


def _past_province(doc: Document, phrases: Phrases, i: int, limit: int, reading: OfficeReading) -> int:
    """The comma behind the province of an office's area: "Bupati Wakatobi, Sulawesi Tenggara, X"."""
    tokens = doc.tokens
    if reading.area is None or i + 3 >= limit or tokens[i].text != "," or not tokens[i + 1].capital:
        return i
    found = area_at(doc, phrases, i + 1, limit)
    if found is None or found[0] + 1 >= limit or tokens[found[0]].text != "," or not tokens[found[0] + 1].capital:
        return i
    within = any(code.split(".")[0] == held.split(".")[0] for code in found[1].codes for held in reading.area.codes)
    return found[0] if within else i


def _name_behind(doc: Document, phrases: Phrases, i: int, limit: int, reading: OfficeReading) -> Name | None:
    """The run of capitalised words behind an office that may be its holder's name."""
    tokens = doc.tokens
    j = i + 1 if bracketed_name(doc, i, limit) else _past_introduction(doc, i, limit)
    if j >= limit:
        return None
    ranked = rank_end(doc, phrases, j, limit)
    if ranked is None and any(index.match(tokens, j, limit) for index in (phrases.roles, phrases.ministers)):
        return None
    j = ranked or j
    if not (tokens[j].capital or tokens[j].lower in person_words().uncapitalised):
        return None
    dated = tokens[j].lower in patterns().weekdays and (j > i or (j + 1 < limit and tokens[j + 1].text in ",("))
    if dated or (j > i and area_at(doc, phrases, j, limit)):
        return None
    if _awards(doc, phrases, j) or doc.introduced.match(tokens, j, limit):
        return None  # a headline in capitals: "Gubernur Sulteng Serahkan Anugerah …"
    name = name_at(doc, j, limit, _NO_HOLDER)
    alone = name is not None and name.last - name.first == 1
    if name is None or (alone and name.after < limit and tokens[name.after].lower in _THAT):
        return None  # "Kadis Kominfosta itu" names no holder
    if i < limit and _goes_on(doc, name, i, limit, reading):
        return None
    return name


def _goes_on(doc: Document, name: Name, i: int, limit: int, reading: OfficeReading) -> bool:
    """Whether the comma behind a lone office ends a clause: "Sebelum ditemui Bupati, Dudi menyebut …"."""
    tokens = doc.tokens
    lone = reading.role_last - reading.role_first == 1 and reading.role_first > 0 and tokens[i].text == ","
    within = lone and tokens[reading.role_first - 1].kind == "word" and not tokens[reading.role_first - 1].capital
    return within and name.after < limit and tokens[name.after].kind == "word"


def _past_introduction(doc: Document, i: int, limit: int) -> int:
    """Past the comma and the small words before a holder's name: ", yakni", "bernama"."""
    tokens = doc.tokens
    j = i + 1 if i < limit and tokens[i].text == "," else i
    return j + 1 if j + 1 < limit and tokens[j].lower in _BEFORE_HOLDER and tokens[j + 1].capital else j


def _of_body(doc: Document, phrases: Phrases, name: Name, i: int, limit: int, reading: OfficeReading) -> int | None:
    """The token after those words of a seeming name that are the body's, or ``None`` where all are the person's."""
    tokens = doc.tokens
    nobody = [
        k
        for k in range(name.first, name.last)
        if names_nobody(tokens[k].lower)
        or _stands_for_body(doc, phrases, k, name)
        or _heads_body(doc, k, name, reading)
    ]
    if nobody:
        return _joined_on(doc, phrases, nobody[-1] + 1, limit)
    if _is_placed(reading) and name.first == i:
        after = village_end(doc, phrases, i, limit, _NO_HOLDER, doc.solo)
        if after > i:
            return after
    for k in range(reading.role_first + 1, name.first + 1):
        told = acronym_ahead(doc, k, limit) if doc.tokens[k].capital else None
        if told is not None and told >= name.last:
            return told  # "Direktur Public Virtue Research (PVR)"
    if name.first > i:
        return None
    begins = _person_within(doc, name, reading)
    return begins if begins is not None else _whole_body(doc, phrases, name, limit, reading)


def _person_within(doc: Document, name: Name, reading: OfficeReading) -> int | None:
    """Where a person's name begins within a seeming one that a body's opens: "Wuling Motors Maulana Hakim"."""
    tokens, known = doc.tokens, person_words()
    if not _takes_words(reading):
        return None
    ranked = next((k for k in range(name.first + 1, name.last - 1) if tokens[k].lower in known.ranks | _RANKED), None)
    if ranked is not None:
        return ranked  # "Metro Jaya Kombes Argo Yuwono"
    begins = doc.solo | known.given
    again = next(
        (
            k
            for k in range(name.first + 1, name.last if reading.behind in ("body", "country") else 0)
            if tokens[k].lower in begins
        ),
        None,
    )
    if again is None or tokens[name.first].lower in begins or name.last - name.first <= _ENOUGH:
        return None
    before = again - (len(tokens[again - 1].text) == 1)
    return before if before > name.first and len(tokens[name.first].text) > 1 else None


def _whole_body(doc: Document, phrases: Phrases, name: Name, limit: int, reading: OfficeReading) -> int | None:
    """The end of a seeming name that is all a body's: a name follows in apposition, or it is "that" manager's club."""
    tokens = doc.tokens
    whole = name.after == name.last
    if reading.behind == "body" and reading.body is None and whole and name.after < limit:
        if tokens[name.after].lower in _THAT:
            return name.last  # "Manajer Sagara Utama itu"
        if name_beyond(doc, phrases, name.after, limit, _NO_HOLDER, doc.solo):
            return name.last  # "CEO Tambatan, Budi Santoso"
    if any(t.lower in doc.solo for t in tokens[name.first : name.last]):
        return None
    if not _takes_words(reading) and not _goes_past_area(reading):
        return None
    beyond = name_beyond(doc, phrases, name.after, limit, _NO_HOLDER, doc.solo)
    return name.last if beyond and whole else None


def _heads_body(doc: Document, k: int, name: Name, reading: OfficeReading) -> bool:
    """Whether a word in capitals before a name that has none is what the body is called: "Ketua BUKA Anis Hidayah"."""
    token, known = doc.tokens[k], person_words()
    if k != name.first or name.last - k < _ENOUGH or not _takes_words(reading):
        return False
    short = token.text.isupper() and token.text.isalpha() and len(token.text) > _ENOUGH
    rest = [t.text for t in doc.tokens[k + 1 : name.last] if t.kind == "word" and len(t.text) > 1]
    mixed = bool(rest) and not any(word.isupper() for word in rest)
    return short and mixed and token.lower not in known.initials | known.titles | known.given | doc.solo


def _stands_for_body(doc: Document, phrases: Phrases, k: int, name: Name) -> bool:
    """Whether a word is an abbreviation of a body or another country's: "AS Donald Trump", "Ketua MK"."""
    token = doc.tokens[k]
    if name.last - name.first == 1 and token.lower in person_words().titles:
        return True  # "Dirjen Penyelenggaraan Haji"
    if token.text[:2].isupper() and token.text[2:].islower() and len(token.text) > _SPELLED:
        return True  # "Direktur UMKMgo Rina Hasan"
    if not token.text.isupper() or len(token.text) < 2 or (k + 1 < name.last and doc.tokens[k + 1].text == "."):
        return False
    if all(t.text.isupper() for t in doc.tokens[name.first : name.last] if t.kind == "word"):
        return name.last - name.first == 1
    known = (phrases.ministries, phrases.agencies, phrases.abroad)
    if any(index.match(doc.tokens, k, name.last) for index in known):
        return True
    return not set(token.lower) & set("aeiou") and len(token.text) > 2


def _joined_on(doc: Document, phrases: Phrases, end: int, limit: int) -> int:
    """Past further words of a body that a comma or "dan" joins on: "Hukum, dan Politik"."""
    tokens = doc.tokens
    while end + 1 < limit:
        k = end
        while k < min(end + 2, limit) and (tokens[k].text in ",&/" or tokens[k].lower in _JOINTS):
            k += 1
        if (
            k == end
            or k >= limit
            or not tokens[k].capital
            or not names_nobody(tokens[k].lower)
            or area_at(doc, phrases, k, limit)
        ):
            break
        while k < limit and tokens[k].capital and names_nobody(tokens[k].lower) and not area_at(doc, phrases, k, limit):
            k += 1
        end = k
    return end


def _takes_words(reading: OfficeReading) -> bool:
    """Whether words behind an office may be its body's: not where area or body are told already."""
    if reading.behind in _OF_AREAS:
        return reading.area is None
    if reading.behind == "country":
        return True
    return reading.behind in _OF_BODIES and reading.area is None


def _is_placed(reading: OfficeReading) -> bool:
    """Whether a body is not told whole before the name of its place: "Polsek", "Kelurahan"."""
    name = reading.body.name.lower().split() if reading.body and reading.area is None else []
    return bool(name) and name[-1] in _placed() and reading.role_first != reading.role_last


@cache
def _placed() -> frozenset[str]:
    found: dict[str, list[str]] = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
    return frozenset(found["placed"])


def _goes_past_area(reading: OfficeReading) -> bool:
    """Whether an area without its kind may stand within the body's name: "Media Jateng Raya"."""
    body = reading.body
    bare = reading.behind == "body" and body is not None and body.kind == "organization" and body.bare != "government"
    return bare and reading.area is not None and reading.area.kind is None and bool(body and body.name)


def _with_words(doc: Document, first: int, last: int, reading: OfficeReading) -> OfficeReading:
    """The office with more words for its body."""
    told = " ".join(doc.words(first, last).split())
    old = reading.body if reading.behind != "country" else None
    if old is not None and old.area is not None:
        old, reading = replace(old, name=f"{old.name} {old.area.name}", area=None), replace(reading, area=None)
    body = replace(old, name=f"{old.name} {told}".strip()) if old else BodyReading(told, "organization")
    behind = reading.behind if reading.behind in _OF_BODIES else "body"
    return replace(reading, body=body, behind=behind, role_last=last)


def apposed(doc: Document, before: Mention, reading: OfficeReading) -> OfficeReading:
    """An office behind its holder's name: what follows it is the body, "Arya Wijaya, CEO Tambatan Nusantara"."""
    name, tokens = reading.holder, doc.tokens
    named = before.value if isinstance(before.value, Name) else getattr(before.value, "holder", None)
    if name is None or not isinstance(named, Name):
        return reading
    if _IN_OFFICE & {t.lower for t in tokens[before.last : reading.role_first]} and tokens[name.first - 1].text == ",":
        return replace(reading, holder=None)  # "A sebagai Kepala Dinas X, B sebagai …"
    if not _takes_words(reading) or name.first != reading.role_last or reading.behind in _OF_AREAS:
        return reading
    if reading.behind == "country" and name.last - name.first == 1:
        return reading  # "Dikatakan Rudy, Presiden Arya selalu …"
    if any(names_nobody(tokens[k].lower) for k in range(named.first, named.last)):
        return reading
    between = [t.lower for t in tokens[before.last : reading.role_first]]
    bare = reading.body is None or reading.behind == "country" or reading.body.name.lower() in _INCOMPLETE
    tied = bool(_TIES & set(between)) or (between == [","] and bare)
    if len(between) > _APPOSED or not set(between) <= _APPOSES or not tied:
        return reading
    if any(t.lower in doc.solo for t in tokens[name.first : name.last]):
        return reading
    return _with_words(doc, name.first, name.last, replace(reading, holder=None))


def _abroad(doc: Document, phrases: Phrases, i: int, limit: int, reading: OfficeReading) -> tuple[int, OfficeReading]:
    """An office of another country: "Presiden AS", "Menteri Luar Negeri Rusia", "Wali Kota London"."""
    if i >= limit or not doc.tokens[i].capital or reading.area is not None:
        return i, reading
    found = phrases.abroad.match(doc.tokens, i, limit)
    if found is None:
        return i, reading
    end = found[0]
    return skip_brackets(doc, end, limit), _with_words(doc, i, end, reading)


def acronym_ahead(doc: Document, i: int, limit: int) -> int | None:
    """Where a body's name ends that begins at ``i`` and whose abbreviation follows in brackets: "Badan X Y (BXY)".

    The letters of the abbreviation stand in the words, in their order, the first one at their beginning.
    """
    tokens = doc.tokens
    k = i
    while k < min(i + 14, limit) and (tokens[k].capital or tokens[k].lower in _JOINTS or tokens[k].text in ",&/-"):
        k += 1
    if k - i < 2 or k + 2 >= limit or tokens[k].text != "(" or not tokens[k + 1].capital or tokens[k + 2].text != ")":
        return None
    short = tokens[k + 1]
    if not any(c.isupper() for c in short.text[1:]) and len(short.text) < 5:
        return None
    letters = iter("".join(t.lower for t in tokens[i:k]))
    return k if short.lower[0] == tokens[i].lower[0] and all(c in letters for c in short.lower if c.isalpha()) else None


def _awards(doc: Document, phrases: Phrases, i: int) -> bool:
    """Whether a capitalised word is a verb of awarding and no name."""
    cues = phrases.lexicon.cues.get(doc.tokens[i].lower, ())
    known = person_words()
    name = doc.tokens[i].lower in known.given | known.namesakes
    return not name and any(cue.sense in AWARDING and cue.voice for cue in cues)
