"""Acts of awarding that no verb of awarding tells: lists that go on, places after the winner's, "pemenangnya …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, Awarding, Prize
from kg.extraction.candidates.frames import fill
from kg.extraction.candidates.modality import modality
from kg.extraction.mentions.measures import CATEGORY_WORDS
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.language.lexicon import AWARDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.coreference.context import Reading
    from kg.extraction.rules.book import Rule
    from kg.extraction.rules.matching import Match

_PLACES_FURTHER_ON = 4  # paragraphs after the winner's, other places may still be told
_WINNING = words("winning")
_TO_CATEGORY = words("to-category")
_SCORED = frozenset(("SCORE", "TOP"))


def verbless(
    reading: Reading, s: Sentence, last: Awarding | None, won: Awarding | None, since: int
) -> Iterator[Awarding]:
    """Acts of a sentence, or of its words since a token, that no verb of awarding tells.

    By the first rule that finds a recipient and an award; places after a first prize are told by several together.
    """
    doc = reading.doc
    scored = s.says(_SCORED)
    taken: set[int] = set()
    for rule, matches in Rules.load("conferral-verbless").everywhere(doc, s):
        places = rule.after in ("winner", "recipient")
        known = won if rule.after == "winner" else last
        if rule.after and not _told_before(known, s, since, places=places):
            continue
        if rule.after and not rule.whole and (scored and since == s.first if places else _verbs(s, since)):
            continue
        found = False
        for match in matches:
            own = set(range(match.first, match.last))
            if rule.after == "recipient" and not _receives(known, match):
                continue
            if match.first < since or taken & own or not (act := _read_off(reading, s, rule, match, known)):
                continue
            if places and known is not None and s.block - known.sentence.block > 1 and not _next_to_winner(act):
                continue
            found = True
            taken |= own
            yield act
        if found and not places:
            return


def _verbs(s: Sentence, since: int) -> bool:
    """Whether a verb of awarding stands in a sentence from a token on."""
    return any(
        m.first >= since and any(c.sense in AWARDING and c.voice != "passive" for c in m.value) for m in s.of(Kind.CUE)
    )


def _next_to_winner(act: Awarding) -> bool:
    """Whether a place told far from the winner is surely one of the same prize: the second or third, this year."""
    return not act.past and all(p.rank is not None and p.rank.value.number in (2, 3) for p in act.prizes)


def _receives(known: Awarding | None, match: Match) -> bool:
    """Whether an area is one that was told to receive an award without a rank."""
    told = {m.value.codes for m in known.recipients if m.kind is Kind.AREA} if known else set()
    ranked = known is not None and any(p.rank for p in known.prizes)
    return not ranked and all(m.value.codes in told for m in match.mentions("recipient"))


def _told_before(known: Awarding | None, s: Sentence, since: int, *, places: bool) -> bool:
    """Whether an award, or for ``places`` a first prize, was told shortly before a sentence or a part of it."""
    if known is None or s.block - known.sentence.block > (_PLACES_FURTHER_ON if places else 1):
        return False
    return known.sentence is not s or since >= (known.trigger.last if places else known.last)


def _beside_rank(doc: Document, s: Sentence, ranks: list[Mention]) -> list[Mention]:
    """The category right after a rank: "peringkat kedua kategori X"."""
    return [
        m
        for m in s.mentions
        if ranks
        and m.kind is Kind.CATEGORY
        and 0 <= m.first - ranks[0].last <= 2
        and all(t.lower in CATEGORY_WORDS | _TO_CATEGORY for t in doc.tokens[ranks[0].last : m.first])
    ]


def _category_each(s: Sentence, recipients: Sequence[Mention]) -> list[Mention]:
    """The category after each of several recipients: "A untuk kategori X, B untuk kategori Y"."""
    found = [m for m in s.mentions if m.kind is Kind.CATEGORY and recipients and m.first >= recipients[0].last]
    places = [m.first for pair in zip(recipients, found, strict=False) for m in pair]
    return found if len(found) == len(recipients) > 1 and places == sorted(places) else []


def _lists_nominees(reading: Reading, s: Sentence) -> bool:
    """Whether the sentences before it in the paragraph only lists nominees."""
    before = [x for x in reading.doc.sentences if x.block == s.block and x.last <= s.first]
    cues = [c.sense for x in before for m in x.mentions if m.kind is Kind.CUE for c in m.value]
    return "nominated" in cues


def won_first(act: Awarding | None) -> bool:
    """Whether an act gave a first prize, so that a second place after it is one too."""
    if act is None:
        return False
    if act.sense == "become" and any(act.words.get(i) in _WINNING for i in range(act.trigger.first, act.last)):
        return True
    return any(p.rank and (p.rank.value.word in _WINNING or p.rank.value.number == 1) for p in act.prizes)


def _read_off(reading: Reading, s: Sentence, rule: Rule, match: Match, last: Awarding | None) -> Awarding | None:
    """The act that a rule found, where it gives something that its words allow; ``last`` is the one that it follows."""
    doc = reading.doc
    made = _found(reading, s, rule, match)
    denied = bool(modality(doc, s, made.trigger, s.first, s.last))
    if rule.program.roles == {"award"} and last is not None:
        return (
            replace(made, recipients=last.recipients, acceptors=last.acceptors) if made.prizes and not denied else None
        )
    if not made.recipients or denied or not _wins(reading, s, rule, match):
        return None
    ranks = match.mentions("rank")
    if rule.after and last is not None:
        prizes = _prizes_after(reading, s, rule, match, made, last)
        made = replace(made, prizes=prizes, grantors=last.grantors, past=last.past)
    elif ranks or match.mentions("category"):
        category = next((m for m in s.mentions if m.kind is Kind.CATEGORY and m.first < match.last), None)
        made = replace(made, prizes=(Prize(None, category, next(iter(ranks), None)),))
    paired = len(made.prizes) <= 1 or len(made.prizes) == len(made.recipients)
    return made if (made.prizes or made.generic) and paired else None


def _found(reading: Reading, s: Sentence, rule: Rule, match: Match) -> Awarding:
    """The act with the parties that a rule found."""
    words = {i: reading.doc.tokens[i].lower for i in range(s.first, s.last)}
    act = Awarding(
        s,
        Mention(Kind.CUE, match.first, match.first),
        "become",
        "active",
        s.first,
        s.last,
        words=words,
        rule=rule.name,
        whole=rule.whole,
        counts=rule.counts,
        generic=rule.after != "" or any(words[i] in GENERIC for i in range(match.first, match.last)),
    )
    return fill(reading, act, match)


def _wins(reading: Reading, s: Sentence, rule: Rule, match: Match) -> bool:
    """Whether the ranks of a rule are such as it may tell: below a winner's, or by themselves those of winners."""
    ranks = match.mentions("rank")
    if rule.after:
        return rule.after != "winner" or all((m.value.number or 0) >= 2 for m in ranks)
    # a place is an award by itself only where the word says winner
    return not _lists_nominees(reading, s) and all(m.value.word in _WINNING for m in ranks)


def _prizes_after(
    reading: Reading, s: Sentence, rule: Rule, match: Match, made: Awarding, last: Awarding
) -> tuple[Prize, ...]:
    """What is given after another act: the same award, with the categories or the rank that the words tell."""
    own = last.prizes[-1] if last.prizes else Prize()
    if each := _category_each(s, made.recipients):
        return tuple(Prize(own.award, category) for category in each)
    ranks = match.mentions("rank")
    opening = (
        match.mentions("category")
        or _beside_rank(reading.doc, s, ranks)
        or [m for m in s.mentions if m.kind is Kind.CATEGORY and m.first < match.first]
    )
    rank = next(iter(ranks), own.rank if rule.after == "award" else None)
    return (Prize(own.award, opening[0] if opening else own.category, rank),)
