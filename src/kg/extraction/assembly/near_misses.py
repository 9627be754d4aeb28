"""What looks like a fact and is none, with the reason: contradicted dates, areas left open, acts without a party.

What is denied, planned or hoped for is noted where acts are read (:mod:`kg.extraction.candidates.modality`).
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC
from kg.extraction.coreference.award_names import bare_name
from kg.extraction.coreference.registry import speaks
from kg.extraction.mentions.areas import KINDS
from kg.extraction.structure.document import Kind, between
from kg.facts import Conferral, NearMiss, Statement
from kg.reading.days import left_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.article import Article
    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.document import Sentence
    from kg.facts import Fact
    from kg.language.sentences import Quotation

_ENDS = frozenset(",.!?…")
_FEWEST = 4  # a quotation of fewer words is a term


def near_misses(reading: Reading, facts: Sequence[Fact], acts: Sequence[Awarding]) -> tuple[NearMiss, ...]:
    """All near misses of the article in the order of their words."""
    awarded = [fact for fact in facts if isinstance(fact, Conferral)]
    _dates(reading)
    _ambiguous(reading, awarded)
    for act in acts:
        _unsettled(reading, act, awarded)
    _unspoken(reading, [fact for fact in facts if isinstance(fact, Statement)])
    unique = dict.fromkeys(reading.near_misses)
    return tuple(sorted(unique, key=lambda n: (n.evidence[0].span.start, n.fact_type, n.reason)))


def undated(article: Article) -> tuple[NearMiss, ...]:
    """The day of publication where its digits could mean several days."""
    if article.open_day is None:
        return ()
    told = left_open(article.open_day)
    evidence = (article.open_day.evidence,)
    return (NearMiss("date", "ambiguous-date", evidence, f"Tanggal: {told.told('id')}", f"Date: {told.told('en')}"),)


def _dates(reading: Reading) -> None:
    """Days that contradict their weekday or do not exist."""
    doc = reading.doc
    for m in doc.mentions(Kind.DATE):
        value = reading.day(m)
        if value.problem:
            reading.miss(
                "date",
                value.problem,
                (doc.of(m),),
                f"Tanggal tidak dipakai: {value.note.told('id')}",
                f"Date not used: {value.note.told('en')}",
            )


def _ambiguous(reading: Reading, awarded: list[Conferral]) -> None:
    """Recipients that may be a city or a regency."""
    for c in awarded:
        codes = getattr(c.recipient.value, "codes", ())
        if len(codes) > 1:
            labels = tuple(reading.phrases.gazetteer.areas[code].label for code in codes)
            reading.miss(
                "conferral",
                "ambiguous-area",
                c.recipient.evidence,
                f"Bisa berarti {' atau '.join(labels)}; teks tidak memutuskan.",
                f"May be {' or '.join(labels)}; the text does not decide.",
                codes,
            )


def _unsettled(reading: Reading, act: Awarding, awarded: list[Conferral]) -> None:
    """An act that gave no conferral and adds to none: nobody known gets the award, or it has no name."""
    doc = reading.doc
    inside = doc.evidence(act.sentence.first, act.sentence.last).span
    told = (e.span.start for c in awarded for role in (c.recipient, c.award) for e in role.evidence)
    if any(inside.start <= start < inside.end for start in told):
        return
    if act.recipients:
        if not awarded and any(t.lower in GENERIC for t in doc.tokens[act.first : act.last]):
            _no_award(reading, act)
    elif (unknown := _unknown_area(reading, act)) is not None:
        _ungrounded(reading, *unknown)
    elif award := next((p.award for p in act.prizes if p.award), None):
        elsewhere = {bare_name(c.award.value) for c in awarded}
        if award.value[:1].isupper() and bare_name(award.value) not in elsewhere:
            _no_recipient(reading, act, _words(reading, award.first, award.last))


def _no_award(reading: Reading, act: Awarding) -> None:
    names = ", ".join(_words(reading, m.first, m.last) for m in act.recipients)
    reading.miss(
        "conferral",
        "no-award",
        (reading.doc.evidence(act.first, act.last),),
        f"“{names}” disebut sebagai penerima (“{_verb(reading, act)}”), tetapi nama penghargaannya tidak ada.",
        f"“{names}” received something (“{_verb(reading, act)}”), but no award is named.",
    )


def _no_recipient(reading: Reading, act: Awarding, award: str) -> None:
    reading.miss(
        "conferral",
        "no-recipient",
        (reading.doc.evidence(act.first, act.last),),
        f"“{award}” diberikan (“{_verb(reading, act)}”), tetapi penerimanya tidak ditemukan.",
        f"“{award}” was given (“{_verb(reading, act)}”), but no recipient could be found.",
    )


def _ungrounded(reading: Reading, first: int, last: int, kind: str) -> None:
    name = _words(reading, first, last)
    near = _similar(reading, name, kind)
    labels = ", ".join(reading.phrases.gazetteer.areas[code].label for code in near)
    reading.miss(
        "conferral",
        "ungrounded",
        (reading.doc.evidence(first, last),),
        f"“{name}” tidak dikenal sebagai daerah" + (f"; yang mirip: {labels}." if labels else "."),
        f"“{name}” is no area that is known" + (f"; similar: {labels}." if labels else "."),
        near,
    )


def _verb(reading: Reading, act: Awarding) -> str:
    return _words(reading, act.trigger.first, act.trigger.last) if act.trigger.first < act.trigger.last else "…"


def _words(reading: Reading, first: int, last: int) -> str:
    return " ".join(reading.doc.words(first, last).split())


def _unknown_area(reading: Reading, act: Awarding) -> tuple[int, int, str] | None:
    """A name in an act that says that it is an area's and that the gazetteer does not know, with the kind it says."""
    doc = reading.doc
    for m in between(act.sentence.mentions, act.first, act.last, Kind.NAME):
        first = m.first if doc.tokens[m.first].lower in KINDS else m.first - 1
        if first >= act.first and (kind := KINDS.get(doc.tokens[first].lower)) and m.last - first > 1:
            return first, m.last, kind
    return None


def _similar(reading: Reading, name: str, kind: str) -> tuple[str, ...]:
    """The codes of the areas of a kind whose names are most like a name, at most three."""
    areas = {area.label.casefold(): code for code, area in reading.phrases.gazetteer.areas.items() if area.kind == kind}
    return tuple(areas[label] for label in get_close_matches(name.casefold(), areas, n=3, cutoff=0.85))


def _unspoken(reading: Reading, stated: list[Statement]) -> None:
    """Quotations that are something said, by nobody who could be found."""
    doc = reading.doc
    taken = [e.span for statement in stated for e in statement.text.evidence]
    for q in doc.quotations:
        s = doc.sentence_at(q.first)
        words = [t for t in doc.tokens[q.first : q.last] if t.kind == "word"]
        if len(words) < _FEWEST or not _said(reading, s, q):
            continue
        span = doc.evidence(q.first, q.last).span
        if any(t.start < span.end and span.start < t.end for t in taken):
            continue
        begins = _words(reading, q.first, min(q.first + 6, q.last))
        reading.miss(
            "statement",
            "no-speaker",
            (doc.evidence(q.first, q.last),),
            f"Kutipan “{begins} …”: siapa yang mengatakannya tidak ditemukan.",
            f"Quotation “{begins} …”: no speaker could be found.",
        )


def _said(reading: Reading, s: Sentence, q: Quotation) -> bool:
    """Whether a quotation is something said: it ends as speech does, or a verb of speaking stands right beside it."""
    tokens = reading.doc.tokens
    if s.kind is BlockKind.HEADLINE:
        return False
    verbs = [m for m in s.mentions if m.kind is Kind.CUE and speaks(m) and not q.first <= m.first < q.last]
    beside = any(0 <= m.first - q.last <= 2 or 0 <= q.first - m.last <= 2 for m in verbs)
    return beside or tokens[q.last - 1].text in _ENDS
