"""Who received which award: awarding acts and lists of winners, joined to records and completed by their ceremony."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Role
from kg.extraction.assembly.ceremony import Ceremony, ceremony
from kg.extraction.assembly.records import Record, joined_records
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, Awarding, Prize
from kg.extraction.candidates.awarding import awardings
from kg.extraction.candidates.lists import listed_candidates
from kg.extraction.candidates.occasions import held_awards
from kg.extraction.candidates.parties import area_offices, is_unit, unit_spoken_of
from kg.extraction.candidates.prizes import personal, title_of_somebody
from kg.extraction.candidates.rankings import ranked
from kg.extraction.candidates.runs import runs_of
from kg.extraction.candidates.told import told_of_topic
from kg.extraction.coreference.award_names import bare_name, within
from kg.extraction.mentions.areas import GOVERNMENTS, KINDS
from kg.extraction.mentions.dimensions import dimension_of
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention
from kg.facts import Area, Conferral, Office, Organization, Person, Work
from kg.language.lexicon import AWARDING
from kg.notes import Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Recipient

_NEXT = words("next-in-order")
_FOLLOWED = words("followed-by")
_KINDS = KINDS | {word: kind for word, kind in GOVERNMENTS.items() if kind}
_WHERE = words("places") | words("open")
_BEFORE_YEAR = words("before-year")
_ANOTHER_TIME = words("another-time")
_OF_ALL = words("of-all")
_OF_PROSE = frozenset(("run", "told-of-topic"))


class Awarded(NamedTuple):
    """What an article tells of awards: ``listed`` are the winners whose list prints a score, or gives no award."""

    conferrals: list[Conferral]
    listed: list[Candidate]
    ceremony: Ceremony
    acts: list[Awarding]


def conferrals(reading: Reading) -> Awarded:
    """All conferrals in the order of their words, with what else their lists and acts tell."""
    acts = list(awardings(reading))
    listed = list(listed_candidates(reading))
    awards = bool(acts) or any(w.awarded for w in listed) or held_awards(reading)
    listed += ranked(reading)
    listed += _beyond(acts, listed, runs_of(reading, awards))
    listed += told_of_topic(reading, acts, listed)
    if not acts and not any(w.awarded for w in listed):
        acts = list(awardings(reading, headline=True))
    shared = ceremony(reading, acts, listed)
    records: list[Record] = [_listed(reading, w, shared) for w in listed if w.awarded]
    topic: Role[Recipient] | None = None
    lists = {w.sentence.first for w in listed if w.rule not in _OF_PROSE}
    counted = {w.sentence.first for w in listed if w.sentence is w.intro and w.rule not in _OF_PROSE}
    for act in acts:
        if act.sentence.first in counted or (act.sentence.first in lists and len(act.recipients) > 1):
            continue
        made = _records(reading, act, topic, shared, records)
        if made:
            topic = made[-1].recipient
        _complete(reading, act, records, made)
        records.extend(made)
    _presented_before(reading, acts, records)
    _presented_all(reading, acts, records)
    records = joined_records(
        [r for r in records if r.award is not None or shared.award is not None or _titled(reading, r)]
    )
    return Awarded(
        [_conferral(reading, r, shared) for r in sorted(records, key=lambda r: r.order)],
        [w for w in listed if w.score or not w.awarded],
        shared,
        acts,
    )


def _titled(reading: Reading, r: Record) -> bool:
    """Whether a category stands for the award, where no award has a name: the words beside it speak of winning."""
    if r.category is None or r.act is None:
        return r.category is not None
    told = {t.lower for t in reading.doc.tokens[r.act.first : r.act.last]}
    return bool(told & (GENERIC | SUPERLATIVE)) or r.act.sense in ("declare", "become")


def _beyond(acts: list[Awarding], known: list[Candidate], runs: Iterable[Candidate]) -> list[Candidate]:
    """The runs that tell more than acts and ranked lists do: those of whose members these miss some."""
    taken = {m.first for act in acts for m in act.recipients} | {c.recipient.first for c in known}
    found = []
    for _, group in groupby(runs, key=lambda c: (c.sentence.first, c.reasons)):
        members = list(group)
        if any(c.recipient.first not in taken for c in members):
            found += [c for c in members if c.recipient.first not in taken]
    return found


def _records(
    reading: Reading, act: Awarding, topic: Role[Recipient] | None, shared: Ceremony, before: list[Record]
) -> list[Record]:
    """One record a recipient and prize of an awarding act."""
    doc = reading.doc
    rule = act.rule
    recipients: list[Role[Recipient]] = [_recipient(reading, m, act, rule) for m in act.recipients]
    offices = area_offices(act)
    if act.pronoun and (person := _person_before(reading, act)):
        act.acceptors = [person]
    if not recipients and act.acceptors and _personal(act, shared):
        named = [(m, known) for m in act.acceptors if (known := reading.people.at(m))]
        if named:
            recipients = [reading.people.role(known, m, rule) for m, known in named]
            act.acceptors, offices = [], []
    if not recipients and offices and not act.plural:
        standing = [r for m in offices if (r := _office_stands_for(reading, m, rule, before))]
        recipients = list({r.value: r for r in reversed(standing)}.values())[::-1]
    if not recipients and act.topic:
        spoken_of = _topic(reading, act) or topic
        recipients = [replace(spoken_of, rule="spoken-of-before")] if spoken_of else []
    if act.pronoun and act.acceptors:
        recipients = recipients or [r for m in area_offices(act) if (r := _office_area(reading, m, rule))]
    if not recipients and act.acceptors and not act.plural and act.sense in AWARDING and not offices:
        person = act.acceptors[0]
        known = reading.people.at(person)
        if known and not known.offices and (act.prizes and any(p.category or p.award for p in act.prizes)):
            recipients = [reading.people.role(known, person, rule)]
            act.acceptors = []
    prizes = act.prizes or [Prize()]
    pairs = [
        (r, p) for r in recipients for p in prizes if not (isinstance(r.value, Area) and title_of_somebody(act, p))
    ]
    distributive = any(t.lower == "masing-masing" for t in doc.tokens[act.first : act.last])
    if distributive and len(recipients) == len(prizes) > 1:
        pairs = list(zip(recipients, prizes, strict=True))
    made = []
    if len(recipients) == len(prizes) > 1 and _alternating(act):
        pairs = list(zip(recipients, prizes, strict=True))
    counting = len(prizes) == 1 and len(recipients) > 1 and (act.counts or bool(set(act.words.values()) & _NEXT))
    for position, (recipient, prize) in enumerate(pairs):
        record = Record(recipient, rule, recipient.evidence[0].span.start, act.sentence.block, act=act, past=act.past)
        if prize.award:
            record.award = reading.text_role(prize.award, rule)
            if (
                shared.award
                and bare_name(prize.award.value) != bare_name(shared.award.value)
                and not within(prize.award.value, shared.award.value)
            ):
                record.apart = not act.same_occasion and _another_occasion(reading, act, shared)
        if prize.category:
            record.category = reading.text_role(prize.category, "category")
        if prize.rank and prize.rank.value.number:
            record.rank = Role(prize.rank.value.number, (doc.of(prize.rank),), "rank")
            if counting and position:
                number = prize.rank.value.number + position
                record.rank = Role(number, recipient.evidence, "rank-by-order", Note.of("counted-in-words"))
        elif not prize.rank and len(pairs) == 1 and _followed(act):
            record.rank = Role(1, recipient.evidence, "rank-by-order", Note.of("counted-in-words"))
        year = _own_year(reading, act)
        if year and shared.year and year.value != shared.year:
            record.past = True
        made.append(record)
    return made


def _another_occasion(reading: Reading, act: Awarding, shared: Ceremony) -> bool:
    """Whether an act of another award tells an occasion of its own: another day, building, gathering, giver or edition.

    What says nothing of its own belongs to the occasion that the article is about, if it stands near its sentences.
    """
    doc, s = reading.doc, act.sentence
    own = _own_year(reading, act)
    other = own is not None and shared.award is not None and str(own.value) not in shared.award.value
    if other and own is not None and own.value != shared.year:
        return True
    told = [m for m in s.mentions if not doc.quoted[m.first]]
    days = {day.start for m in told if m.kind is Kind.DATE and (day := reading.day(m)).start is not None}
    if days and shared.date is not None and shared.date.value not in days:
        return True
    venues = {doc.words(m.first, m.last) for m in told if m.kind is Kind.VENUE}
    if venues and shared.venue is not None and not any(v in shared.venue.evidence[0].quote for v in venues):
        return True
    givers = {reading.organization(m.value).name for m in act.grantors if m.kind is Kind.BODY}
    if givers and shared.grantors and givers.isdisjoint(role.value.name for role in shared.grantors):
        return True
    opening = {t.lower for t in doc.tokens[s.first : s.first + 2]}
    return bool(opening & _ANOTHER_TIME)


def _followed(act: Awarding) -> bool:
    """Whether others follow in the order: "menjadi juara X, disusul Kota Cimahi": the winner is the first."""
    after = [i for i in range(act.trigger.last, act.sentence.last) if act.words.get(i) in _FOLLOWED]
    areas = [m for m in act.sentence.mentions if after and m.kind is Kind.AREA and m.first > after[0]]
    return act.voice == "active" and act.sense in ("become", "receive") and bool(areas)


def _alternating(act: Awarding) -> bool:
    """Whether each recipient is followed by its own prize: "kepada A untuk bidang X dan B untuk bidang Y"."""
    prizes = [p.category or p.rank or p.award for p in act.prizes]
    places = [m.first for pair in zip(act.recipients, prizes, strict=True) for m in pair if m is not None]
    return len(places) == 2 * len(prizes) and places == sorted(places)


def _personal(act: Awarding, shared: Ceremony) -> bool:
    """Whether an award is a person's own by its title: "Pemimpin Daerah Peduli Data"."""
    titles = [m.value for p in act.prizes for m in (p.category, p.award) if m and isinstance(m.value, str)]
    if shared.award is not None and not any(p.award for p in act.prizes):
        titles.append(shared.award.value)
    return any(personal(title) for title in titles)


def _person_before(reading: Reading, act: Awarding) -> Mention | None:
    """Whom "ia menerima …" means: the last office-holder named before in the same paragraph or the one above."""
    found = [
        m
        for s in reading.doc.body()
        for m in s.mentions
        if m.kind is Kind.OFFICE and m.value.holder and m.last <= act.first and act.sentence.block - s.block <= 1
    ]
    return found[-1] if found else None


def _topic(reading: Reading, act: Awarding) -> Role[Recipient] | None:
    """The area that "kota itu" means: the last named before, of the kind that the words say."""
    doc = reading.doc
    heads = unit_spoken_of([act.words[i] for i in range(act.first, act.trigger.first)])
    if heads:
        units = [
            m
            for s in doc.body()
            for m in s.mentions
            if m.kind in (Kind.BODY, Kind.NAME) and m.last <= act.first and doc.tokens[m.first].lower in heads
        ]
        return replace(_recipient(reading, units[-1], act, ""), rule="spoken-of-before") if units else None
    kind = next(
        (
            _KINDS[w]
            for i, w in sorted(act.words.items())
            if (w in _KINDS and i < act.trigger.first and not doc.tokens[i].capital)
            or (w in _KINDS and i == act.sentence.first)
        ),
        None,
    )
    if kind == "city" and any(act.words.get(i) == "ibu" and act.words.get(i + 1) == "kota" for i in act.words):
        kind = None
    areas = reading.phrases.gazetteer.areas
    for m in reversed(act.sentence.mentions):  # "Wali Kota Jambi … yang diperoleh kotanya"
        if m.kind is Kind.OFFICE and m.last <= act.first and m.value.area is not None and m.value.behind in AREA_KINDS:
            evidence = doc.evidence(m.value.role_first, m.value.role_last)
            return Role(reading.area(m.value.area), (evidence,), "spoken-of-before")
    for m in reversed(
        [
            m
            for s in doc.body()
            for m in s.mentions
            if m.kind is Kind.AREA and m.last <= act.first and s is not act.sentence
        ]
    ):
        codes = m.value.codes
        if doc.tokens[m.first - 1].lower in _WHERE:
            continue
        if kind is None or any(areas[c].kind == kind for c in codes):
            area = reading.area(m.value, kind)
            return Role(area, (doc.of(m),), "spoken-of-before")
    return None


def _own_year(reading: Reading, act: Awarding) -> Role[int] | None:
    """The year that the act's own words give: in the award's name, or "pada 2021"."""
    tokens = reading.doc.tokens
    for p in act.prizes:
        if p.award and (year := reading.year_in(p.award.first, p.award.last, "year-in-name")):
            return year
    for i in range(act.sentence.first, act.sentence.last - 1):
        if tokens[i].lower in _BEFORE_YEAR and tokens[i + 1].kind == "number" and len(tokens[i + 1].text) == 4:
            return reading.year_in(i + 1, i + 2, "year-beside")
    return None


def _recipient(reading: Reading, m: Mention, act: Awarding, rule: str) -> Role[Recipient]:
    doc = reading.doc
    if m.kind is Kind.AREA:
        return Role(reading.area(m.value, reading.hint(act.sentence)), (doc.of(m),), rule)
    if m.kind is Kind.BODY:
        return Role(reading.organization(m.value), (doc.of(m),), rule)
    words = doc.words(m.first, m.last)
    if words in reading.acronyms:
        return Role(Organization(reading.acronyms[words], acronym=words), (doc.of(m),), rule)
    if is_unit(reading, m):
        return Role(Organization(words), (doc.of(m),), rule)
    return Role(Work(words), (doc.of(m),), rule)


def _office_stands_for(reading: Reading, m: Mention, rule: str, before: list[Record]) -> Role[Recipient] | None:
    """Whom an office-holder accepts for: the agency that won and that they head, else the area."""
    office: OfficeReading = m.value
    if office.body is not None and office.behind not in AREA_KINDS:
        own = reading.organization(office.body)
        if any(r.recipient.value == own for r in before):
            return Role(own, (reading.doc.evidence(office.role_first, office.role_last),), rule)
    return _office_area(reading, m, rule)


def _office_area(reading: Reading, m: Mention, rule: str) -> Role[Recipient] | None:
    """The area that an office-holder stands for: "Bupati Bojonegoro", "Sekda Kota Gorontalo"."""
    office: OfficeReading = m.value
    area = office.area
    if area is None:
        known = reading.people.at(m)
        area = next((o.area for o in known.offices if o.area), None) if known else None
    if area is None:
        return None
    return Role(reading.area(area), (reading.doc.evidence(office.role_first, office.role_last),), rule)


def _complete(reading: Reading, act: Awarding, records: list[Record], made: list[Record]) -> None:
    """Who handed over and who accepted, for the records that the act speaks of."""
    presenter = _presenter(reading, act)
    accepted = [(m, reading.people.at(m)) for m in act.acceptors]
    acceptor = next(((m, k) for m, k in accepted if k), None)
    own = {
        area.value: (m, k)
        for m, k in reversed(accepted)
        if k and m.kind is Kind.OFFICE and (area := _office_area(reading, m, ""))
    }
    targets = list(made)
    current = [r for r in records if not r.past]
    if not made and (act.generic or act.prizes):
        same = [r for r in current if r.block == act.sentence.block] if not act.plural else []
        targets = same or current
        ranked = {p.rank.value.number for p in act.prizes if p.rank and not p.award and not p.category}
        if ranked and len(act.prizes) == 1:  # "Trofi bagi para juara pertama diserahkan X"
            targets = [r for r in current if r.rank and r.rank.value in ranked] or targets
    if act.plural:
        current = _spoken_of(reading, act, current)
        targets = made or current
    alone = acceptor if act.plural or len({r.recipient.value for r in targets}) == 1 else None
    for r in targets:
        if presenter and act.sense in ("hand", "receive", "give"):
            r.presenter = r.presenter or presenter
        if taker := own.get(r.recipient.value, alone):
            r.acceptor = r.acceptor or reading.people.role(taker[1], taker[0], act.rule)
    if made and act.plural and act.acceptors:
        for r in current:
            r.acceptor = r.acceptor or made[0].acceptor
    if act.plural and presenter:
        for r in current:
            r.presenter = r.presenter or presenter


def _presented_before(reading: Reading, acts: list[Awarding], records: list[Record]) -> None:
    """Who handed over several awards that the article names only afterwards: "X menyerahkan ketiga penghargaan itu"."""
    for act in acts:
        known = [r for r in records if not r.past and not r.apart]
        after = [r for r in known if r.act is not None and r.act.first >= act.last]
        if act.plural and act.presenters and after and len(after) == len(known) and (by := _presenter(reading, act)):
            for r in after:
                r.presenter = r.presenter or by


def _presented_all(reading: Reading, acts: list[Awarding], records: list[Record]) -> None:
    """Who hands over what is spoken of as a whole: "X membagikan penghargaan kepada para pemenang", "… hadiahnya"."""
    giving = [a for a in acts if a.presenters and not a.past and a.sense in ("hand", "give", "receive")]
    named = {by.value for a in giving if (by := _presenter(reading, a)) is not None}
    whole = [a for a in giving if not a.recipients and not a.prizes and not area_offices(a) and _of_all(a)]
    if len(named) == 1 and whole and (by := _presenter(reading, whole[0])) is not None:
        for r in records:
            if not r.past and not r.apart:
                r.presenter = r.presenter or by


def _of_all(act: Awarding) -> bool:
    """Whether an act is about all awards: "kepada para pemenang", "seluruh penghargaan", "hadiahnya"."""
    told = set(act.words.values())
    return bool(told & _OF_ALL) or any(w.endswith("nya") and w.removesuffix("nya") in GENERIC for w in told)


def _spoken_of(reading: Reading, act: Awarding, current: list[Record]) -> list[Record]:
    """The awards that "Ketiganya" or "keempat trofi" counts: a set of that size, else the accepting area's own.

    More awards than the word counts are never meant; fewer are, for one of them may have been missed.
    """
    stands_for = {a.value for m in area_offices(act) if (a := _office_area(reading, m, "acceptor"))}
    own = [r for r in current if r.recipient.value in stands_for]
    if act.number is None:  # "menerima semuanya": all that are theirs, else all
        return own or current
    near = [r for r in current if r.block == act.sentence.block]
    exact = next((group for group in (own, near, current) if _count(group) == act.number), None)
    return exact or own or (current if _count(current) < act.number else [])


def _count(records: list[Record]) -> int:
    """How many awards records speak of: those told apart by category or rank, where any are."""
    return sum(not r.general for r in records) or len(records)


def _presenter(reading: Reading, act: Awarding) -> Role[Person | Office] | None:
    for m in act.presenters:
        known = reading.people.at(m)
        if known is None and isinstance(m.value, OfficeReading):
            known = reading.people.holder(m.value)
            if known is None and m.value.body is not None:
                return Role(Office(m.value.title), (reading.doc.of(m),), act.rule)
            if known is None and m.value.area is not None:
                evidence = reading.doc.evidence(m.value.role_first, m.value.role_last)
                return Role(Office(evidence.quote), (evidence,), act.rule)
        if known:
            return reading.people.role(known, m, act.rule)
    return None


def _listed(reading: Reading, w: Candidate, shared: Ceremony) -> Record:
    doc = reading.doc
    recipient = _on_list(reading, w, shared)
    record = Record(recipient, w.rule, recipient.evidence[0].span.start, w.sentence.block)
    award = w.award or next((x for x in w.intro.mentions if x.kind is Kind.AWARD), None)
    if award:
        record.award = reading.text_role(award, "listed-award")
    if w.category:
        record.category = reading.text_role(w.category, "category")
    if w.rank and w.rank.value.number:
        record.rank = Role(w.rank.value.number, (doc.of(w.rank),), "rank")
    elif w.number:
        record.rank = Role(w.number, (doc.of(w.recipient),), "rank-by-order", Note.of("counted-in-list"))
    if w.acceptor is not None and not isinstance(recipient.value, Person) and (known := reading.people.at(w.acceptor)):
        record.acceptor = reading.people.role(known, w.acceptor, w.rule)
    return record


def _on_list(reading: Reading, w: Candidate, shared: Ceremony) -> Role[Recipient]:
    """Who is named on a list; an office stands for its area."""
    doc, m = reading.doc, w.recipient
    area = reading_of(m)
    if m.kind is Kind.OFFICE and (holder := reading.people.at(m)) is not None:
        titles = [str(x.value) for x in (w.award, w.category) if x is not None]
        if shared.award is not None and w.award is None:
            titles.append(shared.award.value)
        if any(personal(title) for title in titles):
            return reading.people.role(holder, m, w.rule)
    if m.kind is Kind.OFFICE and area is not None:
        return Role(reading.area(area, w.hint), (doc.evidence(m.value.role_first, m.value.role_last),), w.rule)
    if m.kind is Kind.AREA and area is not None:
        return Role(reading.area(area, w.hint), (doc.of(m),), w.rule)
    if m.kind is Kind.BODY:
        return Role(reading.organization(m.value), (doc.of(m),), w.rule)
    if m.kind in (Kind.PERSON, Kind.NAME, Kind.OFFICE) and (known := reading.people.at(m)) is not None:
        return reading.people.role(known, m, w.rule)
    name = doc.words(m.first, m.last)
    return Role(Organization(name) if is_unit(reading, m) else Work(name), (doc.of(m),), w.rule)


def _conferral(reading: Reading, r: Record, shared: Ceremony) -> Conferral:
    belongs = not r.past and not r.apart
    award = r.award or (shared.award if belongs else None) or r.category or shared.award
    if award is None:
        raise ValueError("neither a record nor its ceremony names an award")
    dimension = dimension_of(r.category.value) if r.category else None
    year = _year(reading, award, r, shared if belongs else None)
    grantors = shared.grantors if belongs else ()
    date, place = (shared.date, shared.place) if belongs else (None, None)
    if not belongs and r.act is not None:
        from kg.extraction.assembly.ceremony import _day
        from kg.extraction.candidates.grantors import joined
        from kg.extraction.candidates.whereabouts import town

        date = _day(reading, r.act.sentence, [r.act])
        place = town(reading, r.act.sentence)
        if r.act.grantors:
            grantors = joined(reading, r.act.sentence, r.act.grantors[0], "grantor")
        if year is None and date is not None:
            year = Role(date.value.year, date.evidence, "year-of-date", date.note)
    return Conferral(
        r.recipient,
        award,
        r.rule,
        r.category,
        Role(dimension, r.category.evidence, "dimension-of-category") if dimension and r.category else None,
        r.rank,
        year,
        date,
        r.presenter,
        r.acceptor,
        grantors,
        shared.event if belongs else None,
        shared.venue if belongs else None,
        place,
    )


def _year(reading: Reading, award: Role[str], r: Record, shared: Ceremony | None) -> Role[int] | None:
    doc = reading.doc
    if r.past and r.act is not None and (own := _own_year(reading, r.act)):
        return own
    for e in award.evidence:
        found = re.search(r"\b(19|20)\d\d\b", e.quote)
        if found:
            start = e.span.start + found.start()
            return Role(int(found.group()), (doc.article.evidence(start, start + 4),), "year-in-name")
    if r.act is not None and (own := _own_year(reading, r.act)) and (r.past or shared is None or shared.date is None):
        return own
    if shared is not None and shared.date is not None:
        return Role(shared.date.value.year, shared.date.evidence, "year-of-date", shared.date.note)
    if shared is not None:
        for m in doc.mentions(Kind.AWARD, Kind.EVENT, Kind.PROGRAMME):
            year = reading.year_in(m.first, m.last, "year-in-name")
            if year and (
                bare_name(m.value if isinstance(m.value, str) else "") == bare_name(award.value)
                or (shared.event and m.value == shared.event.value)
            ):
                return year
    return None
