"""Who received which award: awarding acts and lists of winners, joined to records and completed by their ceremony."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kg.article import Role
from kg.extraction.assembly.ceremony import Ceremony, ceremony
from kg.extraction.assembly.editions import own_occasion, year_of, years_in_series
from kg.extraction.assembly.handed import handed
from kg.extraction.assembly.handover import told_apart, told_by_act
from kg.extraction.assembly.merging import merged
from kg.extraction.assembly.recipients import received
from kg.extraction.assembly.records import Record, listed_record, records_of
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, Awarding
from kg.extraction.candidates.award_series import series
from kg.extraction.candidates.awarding import awardings
from kg.extraction.candidates.lists import listed_candidates
from kg.extraction.candidates.occasions import held_awards
from kg.extraction.candidates.rankings import ranked
from kg.extraction.candidates.runs import runs_of
from kg.extraction.candidates.told import told_of_topic
from kg.extraction.mentions.dimensions import dimension_of
from kg.facts import Conferral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.extraction.candidates.candidate import Candidate
    from kg.extraction.coreference.context import Reading
    from kg.facts import Recipient

_OF_PROSE = frozenset(("run", "series", "told-of-topic"))


class Awarded(NamedTuple):
    """What an article tells of awards: ``listed`` are the winners whose list prints a score, or gives no award."""

    conferrals: list[Conferral]
    listed: list[Candidate]
    ceremony: Ceremony
    acts: list[Awarding]


def conferrals(reading: Reading) -> Awarded:
    """All conferrals in the order of their words, with what else their lists and acts tell."""
    acts, listed = _candidates(reading)
    shared = ceremony(reading, acts, listed)
    records = [r for r in _records(reading, acts, listed, shared) if _names_award(reading, r, shared)]
    return Awarded(
        [_conferral(reading, r, shared) for r in sorted(merged(records), key=lambda r: r.order)],
        [w for w in listed if w.score or not w.awarded],
        shared,
        acts,
    )


def _candidates(reading: Reading) -> tuple[list[Awarding], list[Candidate]]:
    """The awarding acts and the winners on lists and in runs; the headline's acts only where the body has neither."""
    acts = list(awardings(reading))
    listed = list(listed_candidates(reading))
    awards = bool(acts) or any(w.awarded for w in listed) or held_awards(reading)
    listed += ranked(reading)
    listed += _beyond(acts, listed, runs_of(reading, awards))
    prizes = list(series(reading, acts))
    told = {c.sentence.first for c in prizes}
    listed = [*(c for c in listed if c.sentence.first not in told), *prizes]
    listed += told_of_topic(reading, acts, listed)
    if not acts and not any(w.awarded for w in listed):
        acts = list(awardings(reading, headline=True))
    return acts, listed


def _beyond(acts: list[Awarding], known: list[Candidate], runs: Iterable[Candidate]) -> list[Candidate]:
    """The runs that tell more than acts and ranked lists do: those of whose members these miss some."""
    taken = {m.first for act in acts for m in act.recipients} | {c.recipient.first for c in known}
    # Of several awards only the act can say which of them an office-holder accepts.
    taken |= {m.first for act in acts if len(act.prizes) > 1 for m in act.acceptors}
    found = []
    for _, group in groupby(runs, key=lambda c: (c.sentence.first, c.reasons)):
        members = list(group)
        if any(c.recipient.first not in taken for c in members):
            found += [c for c in members if c.recipient.first not in taken]
    return found


def _records(
    reading: Reading, acts: Sequence[Awarding], listed: Sequence[Candidate], shared: Ceremony
) -> tuple[Record, ...]:
    """The records of lists, then those of acts in their order: each completes those before it."""
    records = tuple(listed_record(reading, w, shared) for w in listed if w.awarded)
    of_lists = [w for w in listed if w.rule not in _OF_PROSE]
    lists = {w.sentence.first for w in of_lists}
    counted = {w.sentence.first for w in of_lists if w.sentence is w.intro}
    topic: Role[Recipient] | None = None
    settled = []
    for act in acts:
        if act.sentence.first in counted or (act.sentence.first in lists and len(act.recipients) > 1):
            settled.append(act)  # its list tells the same, entry by entry
            continue
        winners = {r.recipient.value for r in records}
        recipients, own = received(reading, act, shared.award, winners, topic)
        if not recipients and topic is not None and (act.prizes or act.generic) and years_in_series(reading, act):
            recipients = [topic]  # "Piala itu sudah diboyong pada 2015, 2016, dan 2018"
        made = records_of(reading, own, recipients, shared)
        records = told_by_act(reading, own, records, made)
        topic = made[-1].recipient if made else topic
        settled.append(own)
    return handed(reading, settled, told_apart(reading, settled, records))


def _names_award(reading: Reading, r: Record, shared: Ceremony) -> bool:
    """Whether an award is named for a record: by itself, by the ceremony, or by a category that stands for it."""
    return r.award is not None or shared.award is not None or _titled(reading, r)


def _titled(reading: Reading, r: Record) -> bool:
    """Whether a category stands for the award, where no award has a name: the words beside it speak of winning."""
    if r.category is None or r.act is None:
        return r.category is not None
    told = {t.lower for t in reading.doc.tokens[r.act.first : r.act.last]}
    return bool(told & (GENERIC | SUPERLATIVE)) or r.act.sense in ("declare", "become")


def _conferral(reading: Reading, r: Record, shared: Ceremony) -> Conferral:
    """The fact of a record, completed by the ceremony if it belongs to that, else by what its own act tells."""
    other = own_occasion(reading, r.act) if r.act is not None and not r.of_ceremony else Ceremony()
    occasion = shared if r.of_ceremony else other
    award = r.award or occasion.award or r.category or shared.award
    if award is None:
        raise ValueError("neither a record nor its ceremony names an award")
    dimension = dimension_of(r.category.value) if r.category else None
    return Conferral(
        r.recipient,
        award,
        r.rule,
        r.category,
        Role(dimension, r.category.evidence, "dimension-of-category") if dimension and r.category else None,
        r.rank,
        year_of(reading, award, r, occasion),
        occasion.date,
        r.presenter,
        r.acceptor,
        occasion.grantors,
        occasion.event,
        occasion.venue,
        occasion.place,
    )
