"""Who takes part in an awarding act: recipients, who accepts for them, who hands over, which bodies give."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, Awarding, governor
from kg.extraction.mentions.areas import GOVERNMENTS
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading

_SOMEBODY = words("somebody")
_COMPANIES = words("companies")
_NOT_RECIPIENT = words("not-recipient")
_NO_ACCEPTING_OFFICE = words("no-accepting-office")
_NO_ACCEPTING_PERSON = words("no-accepting-person")
_AFTER_EVENT = words("after-event")
_OWN_AREA = words("own-area")
_IN_GENERAL = words("areas-in-general")
_GETTERS_IN_GENERAL = _IN_GENERAL.union(GOVERNMENTS)
_THAT = words("that")
_STANDS_IN = words("stands-in")
_DESCRIBES = words("describes")
_THANKS_TO = words("thanks-to")
_NO_GIVER = words("no-giver")
_GIVERS = words("givers")
_UNITS = words("local-units")
_SCHOOLS = words("schools")
_SCHOOL_NAME = 6  # tokens of a school's name before its place
_WORKS = words("works")
_MADE_BY = words("made-by")
_SUPERLATIVES = words("superlatives")
_TO = words("marks")
_ADVERBS = words("between-subject-and-verb")
_MOST_BETWEEN = 3
_LONGEST_TOPIC = 8
_UNIT_NOUNS = {noun: words(f"units-{noun}") for noun in sorted(words("nouns-of-units"))}
_JOINED = words("joined-givers")
_ABOVE = words("units-above")
_DISTRICTS = words("districts")
_PLACED = words("where")
_WHERE_TO = words("where") | words("marks")


def getters(reading: Reading, made: Awarding, mentions: list[Mention]) -> None:
    """Sort mentions into recipients and those who accept for them, by what governs each."""
    doc = reading.doc
    tokens = doc.tokens
    excluded: Mention | None = None
    for at, m in enumerate(mentions):
        before = governor(doc, m)
        if before == "tangan" and tokens[m.first - 2].lower == "ke":
            before = "kepada"  # "berpindah ke tangan X"
        if m.first == made.trigger.last and (made.sense, made.voice) == ("receive", "passive") and before in _WHERE_TO:
            before = "kepada"  # "berlabuh di X": the preposition is the verb's
        if m.kind is Kind.AREA and (
            tokens[m.first - 1].text == "(" or _of_unit(reading, mentions[at - 1] if at else None, m)
        ):
            continue
        if m.kind is Kind.AREA and at and mentions[at - 1].kind is Kind.BODY and mentions[at - 1].last == m.first:
            continue  # "Komisi Layanan Publik Provinsi X"
        if m.kind is Kind.AREA and before in GENERIC and m.first > made.trigger.last and made.acceptors:
            break  # "diterima Sekda X, piala Banjarbaru diterima …": another award
        if _in_apposition(reading, made, m) or _unit_around(reading, mentions[:at], m):
            continue
        if at and before in _MADE_BY and doc.words(mentions[at - 1].first, mentions[at - 1].last) in reading.works:
            continue  # "Aplikasi X milik Dinas Y meraih …"
        if m.kind is Kind.AREA and (_located(made, m) or _described(made, m)):
            excluded = m
            made.topic = made.topic or _described(made, m)
            continue
        if m.kind is Kind.AREA:
            near = (
                excluded is not None
                and excluded.last + 1 >= m.first - 1
                and tokens[m.first - 1].text == ","
                and m.first > made.trigger.first
            )
            if (
                modifies(reading, m)
                or _holds_it(made, m)
                or (before == "ke" and made.sense == "receive" and m.first > made.trigger.last)
            ):
                continue
            if (
                (before in _NOT_RECIPIENT and not (before == "oleh" and made.voice != "active"))
                or near
                or within_province(reading, mentions[at - 1] if at else None, m)
            ):
                excluded = m
                continue
            if before == "ibu" or (
                m.first > 1 and tokens[m.first - 1].lower == "kota" and tokens[m.first - 2].lower == "ibu"
            ):
                made.topic = True
                continue
            made.recipients.append(m)
        elif (
            (m.kind is Kind.BODY and getattr(m.value, "kind", "") in ("agency",) and before not in _NOT_RECIPIENT)
            or (is_unit(reading, m) and before not in _NOT_RECIPIENT and (before in _TO or _gets(made, m)))
            or (m.kind is Kind.NAME and doc.words(m.first, m.last) in reading.works and not _a_reason(reading, m))
            or (m.kind is Kind.BODY and before not in _NOT_RECIPIENT and _gets(made, m) and _subject(reading, made, m))
            or (m.kind is Kind.NAME and before not in _NOT_RECIPIENT and _named_subject(reading, made, m))
            or (m.kind is Kind.BODY and made.sense == "declare" and m.first - made.trigger.last in range(3))
            or (
                before == "kepada"
                and (m.kind is Kind.BODY or (m.kind is Kind.NAME and doc.words(m.first, m.last) in reading.acronyms))
            )
        ):
            made.recipients.append(m)
        elif (
            m.kind is Kind.OFFICE
            and isinstance(m.value, OfficeReading)
            and before not in _NO_ACCEPTING_OFFICE
            and (before != "oleh" or made.voice != "active")
        ) or (
            m.kind in (Kind.PERSON, Kind.NAME)
            and reading.people.at(m)
            and before not in _NO_ACCEPTING_PERSON
            and (before != "oleh" or made.voice != "active")
        ):
            made.acceptors.append(m)
    if not made.recipients and not made.acceptors and made.words.get(made.first) in _AFTER_EVENT:
        made.topic = True
    if not made.recipients:
        if made.sense == "receive" and _OWN_AREA & {x.lower for x in tokens[made.first : made.last]}:
            made.topic = True  # "penghargaan yang diperoleh kotanya": whose office-holder speaks
        words = [x.lower for x in tokens[made.first : made.trigger.first]]
        pairs = list(itertools.pairwise(words))
        described = any(  # "kota rempah tersebut", "kabupaten di kawasan selatan itu"
            (a in _GETTERS_IN_GENERAL and (words[at + 2 : at + 3] or [""])[0] in _THAT)
            or (a in _GETTERS_IN_GENERAL and words[at + 1] in _DESCRIBES and bool(_THAT & set(words[at + 2 : at + 8])))
            for at, a in enumerate(words[:-1])
        )
        if described or any(a in _GETTERS_IN_GENERAL and b in _THAT for a, b in pairs) or unit_spoken_of(words):
            made.topic = True


def unit_spoken_of(told: Sequence[str]) -> frozenset[str]:
    """The words with which the name of the unit spoken of may begin: "rumah sakit milik Pemerintah X itu".

    >>> "rsud" in unit_spoken_of(["rumah", "sakit", "itu"]), unit_spoken_of(["kota", "itu"])
    (True, frozenset())
    """
    for noun, heads in _UNIT_NOUNS.items():
        at = next((k for k, word in enumerate(told) if word == noun), None)
        if at is not None and _THAT.intersection(told[at + 1 : at + _LONGEST_TOPIC]):
            return heads
    return frozenset()


def _a_reason(reading: Reading, m: Mention) -> bool:
    """Whether a work is only what the award was given for: "berkat aplikasi X", "lewat inovasi X"."""
    return any(t.lower in _THANKS_TO for t in reading.doc.tokens[max(m.first - 3, 0) : m.first])


def is_unit(reading: Reading, m: Mention) -> bool:
    """Whether a name is that of a village, a sub-district, a clinic or a school."""
    tokens = reading.doc.tokens
    named = m.kind is Kind.NAME and m.last - m.first > 1 and tokens[m.first].lower in _UNITS
    return named and reading.people.at(m) is None and tokens[m.last - 1].lower not in _SUPERLATIVES


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


def _subject(reading: Reading, made: Awarding, m: Mention) -> bool:
    """Whether a body is what the clause is about: a company, or any that stands right before the verb of getting."""
    if reading.doc.tokens[m.first].lower in _COMPANIES:
        return True
    between = [t for t in reading.doc.tokens[m.last : made.trigger.first] if t.kind == "word"]
    return m.last <= made.trigger.first and all(not t.capital for t in between) and len(between) <= _MOST_BETWEEN


def _named_subject(reading: Reading, made: Awarding, m: Mention) -> bool:
    """Whether a name of no known kind gets a named award: "Dompet Dhuafa berhasil meraih HR Excellence Award 2025"."""
    doc = reading.doc
    between = {t.lower for t in doc.tokens[m.last : made.trigger.first]}
    named = any(x.kind is Kind.AWARD and x.first >= made.trigger.last for x in made.sentence.mentions)
    if made.sense != "receive" or made.voice != "active" or m.last > made.trigger.first or not named:
        return False
    outlet = doc.article.outlet
    own = outlet is not None and outlet.value == doc.words(m.first, m.last)
    return between <= _ADVERBS and m.last - m.first > 1 and reading.people.at(m) is None and not own


def _gets(made: Awarding, m: Mention) -> bool:
    """Whether a mention stands where the verb has the one who gets: before "meraih", right after "diraih"."""
    before = m.last <= made.trigger.first
    if made.sense == "receive" and made.voice != "active":
        return not before and m.first - made.trigger.last <= 1
    return before and (
        made.sense in ("receive", "become") or (made.sense in ("reward", "declare") and made.voice != "active")
    )


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


def modifies(reading: Reading, m: Mention) -> bool:
    """Whether an area only says whose somebody is: "Tim sepak bola Kabupaten Jepara", "SDN 29 Kota Palu"."""
    tokens = reading.doc.tokens
    before = tokens[m.first - 1] if m.first else None
    if before is None or before.kind not in ("word", "number") or before.end + 1 != tokens[m.first].start:
        return False
    known = before.lower in reading.phrases.lexicon.function_words or before.lower in reading.phrases.cues.entries
    return (not known and before.lower in _SOMEBODY) or _of_school(reading, m)


def _of_school(reading: Reading, m: Mention) -> bool:
    """Whether an area ends the name of a school: "SD Harapan I Kota Palu"."""
    tokens = reading.doc.tokens
    for i in range(m.first - 1, max(m.first - _SCHOOL_NAME, -1), -1):
        if tokens[i].lower in _SCHOOLS:
            return True
        if not (tokens[i].capital or tokens[i].text.isdigit()):
            return False
    return False


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


def within_province(reading: Reading, before: Mention | None, m: Mention) -> bool:
    """Whether an area only says in which province the one before it lies: "Trenggalek, Jawa Timur"."""
    if before is None or before.kind is not Kind.AREA:
        return False
    inner, outer = reading_of(before), reading_of(m)
    areas = reading.phrases.gazetteer.areas
    return bool(
        inner and outer and m.first - before.last <= 1 and any(areas[c].parent in outer.codes for c in inner.codes)
    )


def _represented(reading: Reading, m: Mention) -> bool:
    """Whether somebody else stands in: "Gubernur X yang dalam hal ini diwakili oleh Asisten Y"."""
    tokens = reading.doc.tokens
    after = [t.lower for t in tokens[m.last : m.last + 6]]
    return (
        m.kind is Kind.OFFICE
        and "diwakili" in after
        and all(word in _STANDS_IN for word in after[: after.index("diwakili")])
    )


def givers(reading: Reading, made: Awarding, mentions: list[Mention], *, marked: bool) -> None:
    """Sort mentions into persons who hand over and bodies that give; ``marked`` ones need "dari" or "oleh"."""
    doc = reading.doc
    for m in mentions:
        before = governor(doc, m)
        if _represented(reading, m):
            continue
        if (before in _NO_GIVER or (marked and before not in _GIVERS)) and not (
            marked and made.grantors and m.kind is Kind.BODY and before in _JOINED
        ):
            continue
        if m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
            office = isinstance(m.value, OfficeReading)
            if (office or reading.people.at(m)) and not made.presenters:
                made.presenters.append(m)
        elif (
            (m.kind is Kind.BODY and getattr(m.value, "area", None) is None)
            or (m.kind is Kind.BODY and m.first == made.trigger.last and made.sense in ("give", "reward"))
            or (m.kind is Kind.AREA and m.value.government)
        ):
            made.grantors.append(m)


def area_offices(made: Awarding) -> list[Mention]:
    """Acceptors whose office stands for an area ("Wali Kota Bontang")."""
    return [
        m
        for m in made.acceptors
        if m.kind is Kind.OFFICE and (m.value.behind in AREA_KINDS or m.value.area is not None)
    ]
