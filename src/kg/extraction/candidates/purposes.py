"""What a list is of: awards, only positions, or neither; told once for the whole list by what stands above and in it.

Nothing decides alone. Words of winners above the list, in its headings, in the headline and in its entries speak for
awards; words of nominees, of taking part, of steps and of plans against it. The weights stand in ``weights.toml``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, SUPERLATIVE
from kg.extraction.candidates.candidate import Reason
from kg.extraction.candidates.weighing import Scales
from kg.extraction.coreference.award_names import bare_name, has_index_as_head
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading
    from kg.extraction.structure.lines import Line
    from kg.extraction.structure.lists import Listing

WINNERS = GENERIC | SUPERLATIVE | words("winners") | words("winning-verbs")
_HEADLINE_WINNERS = words("winners-of-headline")
_NO_WINNERS = words("nominees")
_ANNOUNCES = words("announces-list")
_WON_PLACES = words("winning")
_PARTNERS = words("partners")
_STEPS = words("lists-of-else")
_WINNER_NOUNS = words("winners") | words("winner-of-run")
_PLACES_ANNOUNCED = words("places-announced")
_INDICES = words("indices")
_BEST_OF_ALL = {word for word in SUPERLATIVE if word.startswith("ter")}
_SCORED = words("places-announced") | words("score-words")
_JOINING = frozenset(":?(")
_STEMS = words("awarding-stems") | words("award-stems-of-lists")
_OPENS_GATHERING = words("opens-gathering")
_BACK = 12  # sentences before the list in which the article may have told of the awards


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a list is of: awards or only positions, the sentence that says so, and the award named beside it."""

    intro: Sentence
    awarded: bool
    award: Mention | None = None


def purpose_of(
    reading: Reading, listing: Listing, lead: Sequence[Sentence], headings: Sequence[Line], known: int
) -> Purpose | None:
    """What a list is of, and the award that is named nearest above it.

    ``known`` tells how many of its entries name somebody who may get an award.
    """
    weighed = _Weighed(reading, listing, lead, headings)
    weighed.above()
    weighed.within(known)
    scales = Scales.load("list")
    if scales.weight(weighed.reasons) >= scales.line:
        intro = weighed.intro or _first(reading, listing, lead)
        return Purpose(intro, True, _award_of(reading, intro, lead))
    if any(r.name in ("nominees", "something-else") for r in weighed.reasons):
        return None
    ranked = next((s for s in reversed(lead) if _told(reading, s.first, s.last) & _PLACES_ANNOUNCED), None)
    return Purpose(ranked, False) if ranked is not None and not listing.inline else None


def _award_of(reading: Reading, intro: Sentence, lead: Sequence[Sentence]) -> Mention | None:
    """The award that is named nearest above a list: by its words an award, else by being named again in the article.

    A name that is neither ("susunan pemenang Aurelia Hermansyah") leaves the award to that of the ceremony.
    """
    headline = [x for x in reading.doc.sentences if x.kind is BlockKind.HEADLINE]
    named = [m for s in (intro, *reversed(lead), *headline) for m in s.mentions if m.kind is Kind.AWARD]
    sure = (m for m in named if any(stem in str(m.value).casefold() for stem in _STEMS))
    often = Counter(bare_name(str(m.value)) for m in reading.doc.mentions(Kind.AWARD))
    again = (m for m in named if often[bare_name(str(m.value))] > 1 or _index_year(m))
    only = named[0] if named and len(often) == 1 else None
    return next(sure, None) or next(again, None) or _of_gathering(reading, intro) or only


def _of_gathering(reading: Reading, intro: Sentence) -> Mention | None:
    """The award that gave its name to a gathering told of before the list: "Malam Puncak Anugerah X 2021"."""
    doc = reading.doc
    for m in doc.mentions(Kind.EVENT):
        if m.first >= intro.last or not any(stem in str(m.value).casefold() for stem in _STEMS):
            continue
        first = next((i for i in range(m.first, m.last) if doc.tokens[i].lower not in _OPENS_GATHERING), m.first)
        return Mention(Kind.AWARD, first, m.last, doc.words(first, m.last))
    return None


def _index_year(m: Mention) -> bool:
    """Whether a name holds its edition: "Evaluasi Pelayanan Publik 2018"."""
    return str(m.value)[-4:].isdigit()


def _first(reading: Reading, listing: Listing, lead: Sequence[Sentence]) -> Sentence:
    """The sentence that stands for what leads to a list of which only its entries speak."""
    return lead[-1] if lead else reading.doc.sentence_at((*listing.path, *listing.entries)[0].first)


def _told(reading: Reading, first: int, last: int) -> set[str]:
    return {t.lower for t in reading.doc.tokens[first:last]}


class _Weighed:
    """The reasons for and against a list of awards, as they are found, and the sentence that speaks most for it."""

    def __init__(self, reading: Reading, listing: Listing, lead: Sequence[Sentence], headings: Sequence[Line]) -> None:
        self.reading, self.listing, self.lead, self.headings = reading, listing, lead, headings
        self.reasons: list[Reason] = []
        self.intro: Sentence | None = None

    def above(self) -> None:
        """What stands above the list: sentences from the nearest on, headings, the headline, earlier sentences."""
        for h in self.headings:
            own = _told(self.reading, h.first, h.last)
            if own & _NO_WINNERS or own & _STEPS:
                self.reasons.append(Reason("nominees", h.first, h.last))
            elif own & WINNERS:
                self.reasons.append(Reason("heading-winners", h.first, h.last))
                self.intro = self.intro or self.reading.doc.sentence_at(h.first)
        if self._by_lead():
            return
        for s in (x for x in self.reading.doc.sentences if x.kind is BlockKind.HEADLINE):
            own = _told(self.reading, s.first, s.last)
            if own & _HEADLINE_WINNERS and not own & _NO_WINNERS:
                self.reasons.append(Reason("headline-winners", s.first, s.last))
                self.intro = self.intro or s
                return
        self._by_earlier()

    def _by_lead(self) -> bool:
        """Whether a sentence right above the list settles what it is of, for or against awards."""
        tokens = self.reading.doc.tokens
        for s in reversed(self.lead):
            own = _told(self.reading, s.first, s.last)
            nearest = s is self.lead[-1]
            if own & _NO_WINNERS or (nearest and own & _PARTNERS and not own & _WINNER_NOUNS):
                self.reasons.append(Reason("nominees", s.first, s.last))
                return True
            if nearest and own & _STEPS and not own & _WINNER_NOUNS:
                self.reasons.append(Reason("something-else", s.first, s.last))
                return True
            if _of_awards(self.reading, s, own):
                self.reasons.append(Reason("lead-winners", s.first, s.last))
                self.intro = s
                return True
            if nearest and tokens[s.last - 1].text == ":" and not own & (_ANNOUNCES | _PLACES_ANNOUNCED):
                self.reasons.append(Reason("something-else", s.first, s.last))  # "Penyelenggaraannya menggandeng:"
                return True
        return False

    def _by_earlier(self) -> None:
        """What the article told of awards before the list; what announces it ("Rinciannya begini:") refers to it."""
        if not self.lead:
            return
        announces = bool(_told(self.reading, self.lead[-1].first, self.lead[-1].last) & _ANNOUNCES)
        body = [x for x in self.reading.doc.body() if x.last <= self.lead[0].first][-_BACK:]
        for s in reversed(body):
            own = _told(self.reading, s.first, s.last)
            if own & _NO_WINNERS:
                return
            if _of_awards(self.reading, s, own):
                self.reasons.append(Reason("announced" if announces else "earlier-winners", s.first, s.last))
                self.intro = self.intro or s
                return

    def within(self, known: int) -> None:
        """What the entries themselves say: places that winners have, categories, and who is named."""
        doc, entries = self.reading.doc, self.listing.entries
        opening = [
            [m for m in doc.sentence_at(e.first).mentions if e.first <= m.first < self._label_end(e)] for e in entries
        ]
        won = sum(any(m.kind is Kind.RANK and m.value.word in _WON_PLACES for m in own) for own in opening)
        classed = sum(any(m.kind in (Kind.CATEGORY, Kind.AWARD) for m in own) for own in opening)
        if 2 * won > len(entries):
            self.reasons.append(Reason("entry-ranks", entries[0].first, entries[0].last))
        elif 2 * classed > len(entries):
            self.reasons.append(Reason("entry-prizes", entries[0].first, entries[0].last))
        if 2 * known > len(entries):
            self.reasons.append(Reason("recipients", entries[0].first, entries[0].last))
        if not self.listing.inline:
            self.reasons.append(Reason("lines", entries[0].first, entries[0].last))
        elif len(entries) == 1:
            self.reasons.append(Reason("only-one", entries[0].first, entries[0].last))
        elif len(entries) > 2:
            self.reasons.append(Reason("many", entries[0].first, entries[0].last))

    def _label_end(self, entry: Line) -> int:
        """Where the label of an entry in running text ends; elsewhere the entry itself."""
        tokens = self.reading.doc.tokens
        if entry.marker not in _JOINING:
            return entry.last
        return next((i for i in range(entry.first, entry.last) if tokens[i].text == entry.marker), entry.last)


def _of_awards(reading: Reading, s: Sentence, own: set[str]) -> bool:
    """Whether a sentence speaks of winners or of an award that is no index; "skor tertinggi" tells of neither."""
    named = [m for m in s.mentions if m.kind is Kind.AWARD]
    index = any(_index(reading, m) for m in named)
    ranking = index or (not named and bool(own & _SCORED) and _after_index(reading, s))
    if own & (WINNERS - _BEST_OF_ALL if ranking else WINNERS):
        return True
    return bool(named) and not index


def _after_index(reading: Reading, s: Sentence) -> bool:
    """Whether an index is what was named last before a sentence, and no award."""
    named = [m for m in reading.doc.mentions(Kind.AWARD) if m.first < s.first]
    return bool(named) and has_index_as_head(reading.in_full(str(named[-1].value)))


def _index(reading: Reading, m: Mention) -> bool:
    """Whether an award is an index by its name in full."""
    name = reading.in_full(str(m.value))
    return has_index_as_head(name) or name.casefold().split()[0] in _INDICES
