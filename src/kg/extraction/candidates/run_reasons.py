"""What speaks for a run of winners in prose and against it: a table of reasons, each found by a function of its own.

The names are those of the weights in ``weights.toml``. A function gives the words that say so, or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.candidate import Reason
from kg.extraction.candidates.enumerations import holder_before
from kg.extraction.candidates.modality import modality
from kg.extraction.candidates.speech import speech_in
from kg.extraction.candidates.weighing import Scales
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence
from kg.language.lexicon import AWARDING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.extraction.candidates.enumerations import Run
    from kg.extraction.coreference.context import Reading

_WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs") | words("winner-of-run")
_WINNER_NOUNS = words("winners") | words("winner-of-run")
_NOMINEES = words("nominees")
_EARLIER = words("of-earlier-years")
_ADVERBS = words("between-subject-and-verb")
_ORDER = words("run-order")
_MARKS = words("run-marks")
_ELSEWHERE = words("run-elsewhere")
_GIVEN_TO = words("run-given-to")
_ATTENDS = words("run-attends")
_WINNING = words("winning")
_AROUND_BARE = words("around-bare-winners")
_NOT = words("plain-denials")
_ALONE = words("alone")
_SHARES = words("shares-with")
_LONGEST_BARE = 16
_GIVEN = frozenset(("winner-words", "awarding-verb"))


@dataclass(frozen=True, slots=True)
class Case:
    """A run with what is known of it before it is weighed.

    ``below`` tells that it stands below winners told before, ``goes_on`` that it is joined to them, ``paired`` that the
    sentence tells runs and categories by turns, ``awards`` that the article gives awards at all.
    """

    reading: Reading
    s: Sentence
    previous: Sentence | None
    run: Run
    category: Mention | None
    below: bool
    goes_on: bool
    paired: bool
    awards: bool

    @property
    def bare(self) -> bool:
        """Whether the sentence holds a category, the run, and nothing else of weight: "Kategori kota, Kupang."."""
        s, doc = self.s, self.reading.doc
        told = [m for m in s.mentions if m.kind in (Kind.CATEGORY, Kind.RANK)]
        if not told or not self.awards or s.last - s.first > _LONGEST_BARE:
            return False
        known = {i for m in (*told, *self.run.members) for i in range(m.first, m.last)}
        rest = {doc.tokens[i].lower for i in range(s.first, s.last) if i not in known and doc.tokens[i].kind == "word"}
        return rest <= _AROUND_BARE and any(m.kind is Kind.CATEGORY and m.last <= self.run.first for m in told)


_Words = tuple[int, int]


def reasons_of(case: Case) -> tuple[Reason, ...]:
    """What speaks for a run and against it, each with its words."""
    found = ((name, told(case)) for name, ways in REASONS.items() for told in ways)
    return tuple(Reason(name, *said) for name, said in found if said is not None)


def stands(reasons: Iterable[Reason]) -> bool:
    """Whether the reasons together reach the line of runs."""
    scales = Scales.load("run")
    return scales.weight(reasons) >= scales.line


def gives(reasons: Iterable[Reason]) -> bool:
    """Whether one of the reasons is that something is won or given."""
    return any(r.name in _GIVEN for r in reasons)


def _first_said(case: Case, among: frozenset[str], first: int, last: int) -> _Words | None:
    tokens = case.reading.doc.tokens
    return next(((i, i + 1) for i in range(first, last) if tokens[i].lower in among), None)


def _first_named(case: Case, kind: Kind) -> _Words | None:
    return next(((m.first, m.last) for m in case.s.mentions if m.kind is kind), None)


def _where_if(run: Run, holds: bool) -> _Words | None:
    return (run.first, run.last) if holds else None


def _before_if(run: Run, holds: bool) -> _Words | None:
    return (run.first - 1, run.first) if holds else None


# Words of winning and of giving


def _winner_words(case: Case) -> _Words | None:
    return _first_said(case, _WINNERS, case.s.first, case.s.last)


def _winners_unreal(case: Case) -> _Words | None:
    """ "bukan pemenang", "ingin menjadi juara"."""
    said, s = _winner_words(case), case.s
    unreal = said and modality(case.reading.doc, s, Mention(Kind.CUE, *said, ()), s.first, s.last)
    return said if unreal else None


def _verb(case: Case) -> tuple[Mention, bool] | None:
    """The verb of awarding that comes first, and whether it is denied, planned or hoped for."""
    doc, s = case.reading.doc, case.s
    for m in s.mentions:
        if m.kind is not Kind.CUE or doc.quoted[m.first]:
            continue
        if any(c.sense in AWARDING and c.sense != "become" and c.voice for c in m.value):
            return m, bool(modality(doc, s, m, s.first, s.last))
    return None


def _verb_holds(case: Case) -> _Words | None:
    verb = _verb(case)
    return (verb[0].first, verb[0].last) if verb and not verb[1] else None


def _verb_unreal(case: Case) -> _Words | None:
    verb = _verb(case)
    return (verb[0].first, verb[0].last) if verb and verb[1] else None


def _another_verb(case: Case) -> _Words | None:
    """The verb of a run that opens its sentence and does something else: "A, B, dan C memprotes penetapan pemenang"."""
    tokens, s, run = case.reading.doc.tokens, case.s, case.run
    if run.start != s.first or any(t.kind == "word" for t in tokens[s.first : run.first]):
        return None
    i = run.last
    while i < s.last and tokens[i].lower in _ADVERBS:
        i += 1
    if i >= s.last or tokens[i].capital or not tokens[i].lower.startswith(("me", "ber")) or len(tokens[i].text) < 5:
        return None
    cue = case.reading.phrases.lexicon.cues.get(tokens[i].lower, ())
    return None if any(c.sense in AWARDING or c.sense == "occupy" for c in cue) else (i, i + 1)


def _award_named(case: Case) -> _Words | None:
    return _first_named(case, Kind.AWARD)


def _article_awards(case: Case) -> _Words | None:
    return _where_if(case.run, case.awards)


# Places and categories


def _rank(case: Case) -> Mention | None:
    own = (m for m in case.s.mentions if m.kind is Kind.RANK and case.run.start <= m.first < case.run.end)
    return next(own, None)


def _winning_rank(case: Case) -> _Words | None:
    rank = _rank(case)
    return (rank.first, rank.last) if rank is not None and rank.value.word in _WINNING else None


def _position(case: Case) -> _Words | None:
    rank = _rank(case)
    return (rank.first, rank.last) if rank is not None and rank.value.word not in _WINNING else None


def _category(case: Case) -> _Words | None:
    return (case.category.first, case.category.last) if case.category is not None else None


def _paired(case: Case) -> _Words | None:
    return _where_if(case.run, case.paired and case.awards)


def _in_order(case: Case) -> _Words | None:
    return _first_said(case, _ORDER, case.run.start, case.run.last)


def _goes_on(case: Case) -> _Words | None:
    return (case.run.start, case.run.first) if case.goes_on else None


def _many(case: Case) -> _Words | None:
    return _where_if(case.run, len(case.run.members) >= 3)


def _bare(case: Case) -> _Words | None:
    return _where_if(case.run, case.bare)


def _not_alone(case: Case) -> _Words | None:
    """ "X tidak sendirian, ada pula A dan B", "berbagi podium dengan A": they won as X did."""
    tokens, s = case.reading.doc.tokens, case.s
    for i in range(s.first, case.run.first - 1):
        if tokens[i].lower in _SHARES or (tokens[i].lower in _NOT and tokens[i + 1].lower in _ALONE):
            return (i, i + 1) if _winners_before(case) or _winner_words(case) else None
    return None


def _only_one(case: Case) -> _Words | None:
    alone = len(case.run.members) == 1 and not case.below and not case.bare
    return _where_if(case.run, alone and not (case.paired and case.awards))


# Another occasion, other deeds


def _winners_before(case: Case) -> _Words | None:
    """The word of the sentence before that speaks of winners or tells of an award, where none of nominees does."""
    doc, s = case.reading.doc, case.previous
    if s is None:
        return None
    for m in s.mentions:
        awarding = m.kind is Kind.CUE and any(c.sense in AWARDING and c.sense != "become" for c in m.value)
        if awarding and not doc.quoted[m.first] and modality(doc, s, m, s.first, s.last) is None:
            return m.first, m.first + 1
    own = [i for i in range(s.first, s.last) if not doc.quoted[i]]
    if any(doc.tokens[i].lower in _NOMINEES for i in own):
        return None
    return next(((i, i + 1) for i in own if doc.tokens[i].lower in _WINNER_NOUNS), None)


def _earlier(case: Case) -> _Words | None:
    first, last = case.s.first, case.run.first
    text = f" {' '.join(t.lower for t in case.reading.doc.tokens[first:last])} "
    return (first, last) if any(f" {phrase} " in text for phrase in _EARLIER) else None


def _nominees(case: Case) -> _Words | None:
    return _first_said(case, _NOMINEES, case.s.first, case.s.last)


def _attends(case: Case) -> _Words | None:
    return _first_said(case, _ATTENDS, case.s.first, case.s.last)


def _among_the_best(case: Case) -> _Words | None:
    """ "masuk 15 besar"."""
    return _first_named(case, Kind.TOP)


def _spoken(case: Case) -> _Words | None:
    verb = speech_in(case.reading, case.s)
    return (verb.first, verb.last) if verb is not None and verb.last <= case.run.first else None


# The word right before it


def _word_before(case: Case) -> str:
    """The word before a run, or before the person who holds the office of its first member."""
    person = holder_before(case.reading, case.s, case.run.members[0])
    first = person.first if person is not None else case.run.first
    return case.reading.doc.tokens[first - 1].lower if first > case.s.first else ""


def _by_passive(case: Case) -> bool:
    """Whether a passive verb of getting stands before "oleh": "diraih oleh"."""
    return any(
        m.kind is Kind.CUE
        and m.last == case.run.first - 1
        and any(c.sense in ("receive", "occupy") and c.voice == "passive" for c in m.value)
        for m in case.s.mentions
    )


def _got_by(case: Case) -> _Words | None:
    return _before_if(case.run, _word_before(case) == "oleh" and _by_passive(case))


def _given_by(case: Case) -> _Words | None:
    return _before_if(case.run, _word_before(case) == "oleh" and not _by_passive(case))


def _together_with(case: Case) -> _Words | None:
    return _before_if(case.run, _word_before(case) == "bersama" and case.run.members[0].kind is Kind.BODY)


def _after_place(case: Case) -> bool:
    """Whether "di", "dari" or the like stands before it, but not "mulai dari"."""
    before = _word_before(case)
    opens = before == "dari" and case.reading.doc.tokens[case.run.first - 2].lower == "mulai"
    return before in _ELSEWHERE and not opens


def _elsewhere(case: Case) -> _Words | None:
    given = _word_before(case) in _GIVEN_TO and _verb_holds(case) is not None
    return _before_if(case.run, _after_place(case) and not given)


def _marked(case: Case) -> _Words | None:
    return _before_if(case.run, _word_before(case) in _MARKS and not _after_place(case))


def _beside_venue(case: Case) -> _Words | None:
    """Whether a run tells where a building stands or what day it was there: "di Hotel X, Jakarta"."""
    run = case.run
    ahead = [m for m in case.s.mentions if m.last <= run.first and m.kind is not Kind.CUE]
    venue = bool(ahead) and ahead[-1].kind in (Kind.VENUE, Kind.DATE) and run.first - ahead[-1].last <= 1
    return _before_if(run, venue)


REASONS: dict[str, tuple[Callable[[Case], _Words | None], ...]] = {
    "winner-words": (_winner_words,),
    "awarding-verb": (_verb_holds,),
    "award-named": (_award_named,),
    "category": (_category,),
    "rank": (_winning_rank,),
    "position": (_position,),
    "paired": (_paired,),
    "winners-before": (_winners_before,),
    "order": (_in_order,),
    "marked": (_got_by, _marked),
    "goes-on": (_goes_on,),
    "bare": (_bare,),
    "not-alone": (_not_alone,),
    "many": (_many,),
    "article-awards": (_article_awards,),
    "only-one": (_only_one,),
    "another-verb": (_another_verb,),
    "earlier": (_earlier,),
    "elsewhere": (_beside_venue, _elsewhere),
    "agent": (_together_with, _given_by),
    "attends": (_attends, _among_the_best),
    "spoken": (_spoken,),
    "nominees": (_nominees,),
    "unreal": (_winners_unreal, _verb_unreal),
}
"""The ways of telling each reason; two that hold weigh twice."""
