"""Who gets in an awarding act and who accepts: each mention by its kind, its place and the word that governs it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, Awarding, governor
from kg.extraction.candidates.parties import is_unit, modifies, unit_spoken_of, within_province
from kg.extraction.mentions.areas import GOVERNMENTS
from kg.extraction.mentions.offices import OfficeReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.extraction.coreference.context import Reading

_COMPANIES = words("companies")
_NOT_RECIPIENT = words("not-recipient")
_NO_ACCEPTING_OFFICE = words("no-accepting-office")
_NO_ACCEPTING_PERSON = words("no-accepting-person")
_AFTER_EVENT = words("after-event")
_OWN_AREA = words("own-area")
_IN_GENERAL = words("areas-in-general")
_GETTERS_IN_GENERAL = _IN_GENERAL.union(GOVERNMENTS)
_THAT = words("that")
_DESCRIBES = words("describes")
_THANKS_TO = words("thanks-to")
_UNITS = words("local-units")
_WORKS = words("works")
_MADE_BY = words("made-by")
_TO = words("marks")
_ADVERBS = words("between-subject-and-verb")
_MOST_BETWEEN = 3
_ABOVE = words("units-above")
_DISTRICTS = words("districts")
_PLACED = words("where")
_WHERE_TO = words("where") | words("marks")


class _Part(Enum):
    """What a mention is to an awarding act."""

    NONE = auto()
    PASSED = auto()  # an area that is not meant, nor is the next one after a comma
    DESCRIBES = auto()  # so, and it describes the one spoken of: "kabupaten di pesisir selatan Jawa Timur itu"
    CAPITAL = auto()  # "ibu kota Jawa Timur": the one spoken of
    GETS = auto()
    ACCEPTS = auto()


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with the word that governs it, the mentions before it, and the area passed over last."""

    m: Mention
    by: str
    earlier: Sequence[Mention]
    passed: Mention | None

    @property
    def previous(self) -> Mention | None:
        """The mention before it."""
        return self.earlier[-1] if self.earlier else None


def getters(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """The act with those among mentions that get, and those who accept for them, by what governs each."""
    passed: Mention | None = None
    for at, m in enumerate(mentions):
        told = _Told(m, _governed_by(reading, made, m), mentions[:at], passed)
        if _lies_there(reading, told):
            continue
        if _another_award(made, told):
            break
        if _tells_more(reading, made, told):
            continue
        part = _part_of_area(reading, made, told) if m.kind is Kind.AREA else _part_of_other(reading, made, told)
        passed = m if part in (_Part.PASSED, _Part.DESCRIBES) else passed
        made = _with(made, m, part)
    return made if made.topic or not _speaks_of_one_before(reading, made) else replace(made, topic=True)


def _with(made: Awarding, m: Mention, part: _Part) -> Awarding:
    match part:
        case _Part.GETS:
            return replace(made, recipients=(*made.recipients, m))
        case _Part.ACCEPTS:
            return replace(made, acceptors=(*made.acceptors, m))
        case _Part.DESCRIBES | _Part.CAPITAL:
            return replace(made, topic=True)
        case _:
            return made


def _governed_by(reading: Reading, made: Awarding, m: Mention) -> str:
    """The word that governs a mention; "kepada" where other words say as much."""
    by = governor(reading.doc, m)
    if by == "tangan" and reading.doc.tokens[m.first - 2].lower == "ke":
        return "kepada"  # "berpindah ke tangan X"
    if m.first == made.trigger.last and (made.sense, made.voice) == ("receive", "passive") and by in _WHERE_TO:
        return "kepada"  # "berlabuh di X": the preposition is the verb's
    return by


# What is passed over


def _lies_there(reading: Reading, told: _Told) -> bool:
    """Whether an area only says where what stands before it lies: "(Jawa Timur)", "Komisi X Provinsi Y"."""
    m, before = told.m, told.previous
    if m.kind is not Kind.AREA:
        return False
    beside_body = before is not None and before.kind is Kind.BODY and before.last == m.first
    return reading.doc.tokens[m.first - 1].text == "(" or beside_body or _of_unit(reading, before, m)


def _another_award(made: Awarding, told: _Told) -> bool:
    """Whether another award begins: "diterima Sekda X, piala Banjarbaru diterima …"."""
    after = told.m.first > made.trigger.last and bool(made.acceptors)
    return told.m.kind is Kind.AREA and told.by in GENERIC and after


def _tells_more(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether a mention only tells more of a work or a unit: "Aplikasi X milik Dinas Y meraih …"."""
    before = told.previous
    if _in_apposition(reading, made, told.m) or _unit_around(reading, told.earlier, told.m):
        return True
    return before is not None and told.by in _MADE_BY and reading.doc.words(before.first, before.last) in reading.works


def _in_apposition(reading: Reading, made: Awarding, m: Mention) -> bool:
    """Whether a mention only tells more of a work: "Cimahi Sigap, sistem yang dikembangkan Dinas X, memenangi …"."""
    work = made.recipients[-1] if made.recipients else None
    tokens = reading.doc.tokens
    return (
        work is not None
        and m.last <= made.trigger.first
        and work.kind is Kind.NAME
        and tokens[work.last].text == ","
        and tokens[work.last + 1].lower in _WORKS
    )


def _of_unit(reading: Reading, before: Mention | None, m: Mention) -> bool:
    """Whether an area only says where a unit or a body lies: "Desa Sukamaju, Kabupaten Buru, meraih …"."""
    if before is None or m.first - before.last > 1:
        return False
    return is_unit(reading, before) or (before.kind is Kind.BODY and before.last < m.first)


def _unit_around(reading: Reading, before: Sequence[Mention], m: Mention) -> bool:
    """Whether a unit only tells where the one before it lies: "Dusun Nglaban di Desa Gading, Kecamatan Tugu"."""
    tokens = reading.doc.tokens
    smaller = next((x for x in reversed(before) if x.kind is not Kind.CUE), None)
    head = tokens[m.first].lower
    if smaller is None or head not in _ABOVE or m.kind is not Kind.NAME or smaller.kind is not Kind.NAME:
        return False
    own = tokens[smaller.first].lower
    if own == head or own not in _UNITS | _ABOVE:
        return False
    gap = [t.lower for t in tokens[smaller.last : m.first]]
    return (len(gap) == 1 and gap[0] in _PLACED) or (gap == [","] and head in _DISTRICTS)


# Areas


def _part_of_area(reading: Reading, made: Awarding, told: _Told) -> _Part:
    m, tokens = told.m, reading.doc.tokens
    if _described(made, m):
        return _Part.DESCRIBES
    if _located(made, m):
        return _Part.PASSED
    arrives = told.by == "ke" and made.sense == "receive" and m.first > made.trigger.last
    if modifies(reading, m) or _holds_it(made, m) or arrives:
        return _Part.NONE
    gives = told.by == "oleh" and made.voice != "active"  # who gives, where the verb is passive, may get by another
    governed = told.by in _NOT_RECIPIENT and not gives
    if governed or _goes_on(reading, made, told) or within_province(reading, told.previous, m):
        return _Part.PASSED
    of_city = m.first > 1 and tokens[m.first - 1].lower == "kota" and tokens[m.first - 2].lower == "ibu"
    return _Part.CAPITAL if told.by == "ibu" or of_city else _Part.GETS


def _goes_on(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether an area goes on after one that was passed over: "di Bandung, Jawa Barat"."""
    m, passed = told.m, told.passed
    beside = passed is not None and passed.last + 1 >= m.first - 1
    return beside and reading.doc.tokens[m.first - 1].text == "," and m.first > made.trigger.first


def _holds_it(made: Awarding, m: Mention) -> bool:
    """Whether an area is who held the ceremony: "dalam Malam X yang diadakan Pemerintah Provinsi Y, A …"."""
    at = made.sentence.mentions.index(m)
    before = made.sentence.mentions[at - 1] if at else None
    return (
        before is not None
        and before.kind is Kind.CUE
        and before.last >= m.first - 1
        and any(c.sense == "hold" and c.voice == "passive" for c in before.value)
    )


def _located(made: Awarding, m: Mention) -> bool:
    """Whether an area only says where: it follows a building, or a chain of names that "di" opens."""
    mentions = made.sentence.mentions
    at = mentions.index(m)
    before = mentions[at - 1] if at else None
    if before is not None and before.kind is Kind.NAME and made.words.get(before.first) in ("jalan", "jl"):
        return True
    return before is not None and before.kind is Kind.VENUE and m.first - before.last <= 4


def _described(made: Awarding, m: Mention) -> bool:
    """Whether an area only describes another: "kabupaten di pesisir selatan Jawa Timur itu"."""
    doc_words = made.words
    after = doc_words.get(m.last, "")
    back = [doc_words.get(i, "") for i in range(m.first - 6, m.first)]
    return after in _THAT and any(w in _IN_GENERAL for w in back)


# Bodies, units, works and persons


def _part_of_other(reading: Reading, made: Awarding, told: _Told) -> _Part:
    if any(gets(reading, made, told) for gets in _GETTING):
        return _Part.GETS
    return _Part.ACCEPTS if _accepts(reading, made, told) else _Part.NONE


def _agency(_: Reading, __: Awarding, told: _Told) -> bool:
    """Whether an agency of an area gets."""
    return told.m.kind is Kind.BODY and getattr(told.m.value, "kind", "") == "agency" and told.by not in _NOT_RECIPIENT


def _unit(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether a village, a clinic or a school gets: "kepada SDN 29 Palu", "Desa X meraih"."""
    stands = told.by in _TO or _gets(made, told.m)
    return is_unit(reading, told.m) and told.by not in _NOT_RECIPIENT and stands


def _work(reading: Reading, _: Awarding, told: _Told) -> bool:
    """Whether a work gets, and is not what the award was given for: not in "berkat aplikasi X", "lewat inovasi X"."""
    m, tokens = told.m, reading.doc.tokens
    if m.kind is not Kind.NAME or reading.doc.words(m.first, m.last) not in reading.works:
        return False
    return not any(t.lower in _THANKS_TO for t in tokens[max(m.first - 3, 0) : m.first])


def _body_as_subject(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether a body is what the clause is about: a company, or any that stands right before the verb of getting."""
    m, tokens = told.m, reading.doc.tokens
    if m.kind is not Kind.BODY or told.by in _NOT_RECIPIENT or not _gets(made, m):
        return False
    if tokens[m.first].lower in _COMPANIES:
        return True
    between = [t for t in tokens[m.last : made.trigger.first] if t.kind == "word"]
    return m.last <= made.trigger.first and all(not t.capital for t in between) and len(between) <= _MOST_BETWEEN


def _name_as_subject(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether a name of no known kind gets a named award: "Dompet Dhuafa berhasil meraih HR Excellence Award 2025"."""
    m, doc = told.m, reading.doc
    if m.kind is not Kind.NAME or told.by in _NOT_RECIPIENT:
        return False
    between = {t.lower for t in doc.tokens[m.last : made.trigger.first]}
    named = any(x.kind is Kind.AWARD and x.first >= made.trigger.last for x in made.sentence.mentions)
    if made.sense != "receive" or made.voice != "active" or m.last > made.trigger.first or not named:
        return False
    outlet = doc.article.outlet
    own = outlet is not None and outlet.value == doc.words(m.first, m.last)
    return between <= _ADVERBS and m.last - m.first > 1 and reading.people.at(m) is None and not own


def _declared(_: Reading, made: Awarding, told: _Told) -> bool:
    """Whether a body is declared something: "menobatkan Dinas X sebagai"."""
    return told.m.kind is Kind.BODY and made.sense == "declare" and told.m.first - made.trigger.last in range(3)


def _given_to(reading: Reading, _: Awarding, told: _Told) -> bool:
    """Whether something is given to a body: "kepada Dinas X", "kepada DPMPTSP"."""
    m = told.m
    short = m.kind is Kind.NAME and reading.doc.words(m.first, m.last) in reading.acronyms
    return told.by == "kepada" and (m.kind is Kind.BODY or short)


_GETTING: tuple[Callable[[Reading, Awarding, _Told], bool], ...] = (
    _agency,
    _unit,
    _work,
    _body_as_subject,
    _name_as_subject,
    _declared,
    _given_to,
)


def _accepts(reading: Reading, made: Awarding, told: _Told) -> bool:
    """Whether somebody accepts: the holder of an office, or a person by name, whom no word makes the giver."""
    if told.by == "oleh" and made.voice == "active":
        return False
    if told.m.kind is Kind.OFFICE and isinstance(told.m.value, OfficeReading):
        return told.by not in _NO_ACCEPTING_OFFICE
    person = told.m.kind in (Kind.PERSON, Kind.NAME) and reading.people.at(told.m)
    return bool(person) and told.by not in _NO_ACCEPTING_PERSON


def _gets(made: Awarding, m: Mention) -> bool:
    """Whether a mention stands where the verb has the one who gets: before "meraih", right after "diraih"."""
    before = m.last <= made.trigger.first
    if made.sense == "receive" and made.voice != "active":
        return not before and m.first - made.trigger.last <= 1
    return before and (
        made.sense in ("receive", "become") or (made.sense in ("reward", "declare") and made.voice != "active")
    )


# The one spoken of before


def _speaks_of_one_before(reading: Reading, made: Awarding) -> bool:
    """Whether nobody is named and the words mean the one spoken of: "kota itu", "penghargaan yang diraih kotanya"."""
    if made.recipients:
        return False
    if not made.acceptors and made.words.get(made.first) in _AFTER_EVENT:
        return True
    tokens = reading.doc.tokens
    if made.sense == "receive" and _OWN_AREA & {t.lower for t in tokens[made.first : made.last]}:
        return True  # "penghargaan yang diperoleh kotanya": whose office-holder speaks
    told = [t.lower for t in tokens[made.first : made.trigger.first]]
    return any(_area_meant(told, at) for at in range(len(told) - 1)) or bool(unit_spoken_of(told))


def _area_meant(told: list[str], at: int) -> bool:
    """Whether a word and those after it mean an area spoken of: "kota itu", "kota rempah tersebut".

    >>> _area_meant(["kabupaten", "di", "kawasan", "selatan", "itu"], 0), _area_meant(["kota", "lain"], 0)
    (True, False)
    """
    if told[at] not in _GETTERS_IN_GENERAL:
        return False
    described = told[at + 1] in _DESCRIBES and bool(_THAT.intersection(told[at + 2 : at + 8]))
    return described or bool(_THAT.intersection(told[at + 1 : at + 3]))
