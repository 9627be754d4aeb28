"""Who said what: quotations with their attribution, and reported speech.

A quoted passage is one statement, also where an attribution interrupts it; the sentence that leads up to it is another.
Reported speech comes in four forms: "X mengatakan, …", "Menurut X, …", "…, kata X, …", and "…, kata X.".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.candidates.interviews import answers
from kg.extraction.candidates.quotations import grouped, is_speech
from kg.extraction.candidates.reported import Reported
from kg.extraction.coreference.bare_names import speaks
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence, between
from kg.facts import Mode, Statement

if TYPE_CHECKING:
    from datetime import date

    from kg.extraction.candidates.speakers import Attribution
    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.language.sentences import Quotation

_NOBODY = words("nobody")
_THUS = words("thus")


def statements(reading: Reading) -> list[Statement]:
    """All statements of the article, in the order of their words."""
    found = _Finder(reading)
    for sentence in reading.doc.sentences:
        found.sentence(sentence)
    return sorted(found.made, key=lambda s: s.text.evidence[0].span.start)


class _Finder(Reported):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.answers = answers(reading)
        self.block = -1
        self.last_direct: Known | None = None  # whose quotation may go on without attribution
        self.near: Known | None = None  # whom the sentence before in the paragraph is about
        self.carried: Known | None = None  # who spoke at the end of the paragraph before

    def sentence(self, s: Sentence) -> None:
        if s.kind is BlockKind.HEADLINE:
            self.headline(s)
            return
        begins = s.block != self.block
        if begins:
            goes_on = s.block == self.block + 1 and (self._spoke_last(s) or self._announced(s))
            self.carried = self.near if goes_on else None
            self.block, self.last_direct, self.near = s.block, None, None
        if answer := self.answers.get(s.block):
            if begins:
                spans = [(answer.first, answer.last)]
                self.add(answer.speaker, None, spans, "direct", "interview-answer", None, answer.named)
                self.focus = self.last_subject = answer.speaker
            return
        quotes = [q for q in self.doc.quotations if s.first <= q.first and q.last <= s.last]
        cues = [m for m in s.of(Kind.CUE) if speaks(m) and not self.inside(m.first, quotes)]
        spoken = [q for q in quotes if is_speech(self.doc, q, s, cues)]
        cues = [c for c in cues if not self.inside(c.first, spoken)]
        if spoken:
            self.direct(s, spoken, cues)
        else:
            self.indirect(s, s.first, s.last, cues)
        self.near = self.subject(s, spoken)
        if self.near:
            self.focus = self.near

    def _spoke_last(self, s: Sentence) -> bool:
        """Whether the sentence before this one holds words of somebody's."""
        before = self.doc.sentence_at(s.first - 1) if s.first else None
        return before is not None and any(before.first <= self.token(st) < before.last for st in self.made[-2:])

    def _announced(self, s: Sentence) -> bool:
        """Whether a line of its own tells whose words follow: "Testimoni Bupati:"."""
        return s.first > 0 and self.doc.tokens[s.first - 1].text == ":"

    # -- quotations

    def direct(self, s: Sentence, spoken: list[Quotation], cues: list[Mention]) -> None:
        """The quotations of a sentence, joined where the attribution interrupts one sentence."""
        outside = [c for c in cues if not self.inside(c.first, spoken)]
        attribution = self.attribution(s, spoken, outside)
        if attribution is None and self._nobody(s, outside):
            return
        speaker = attribution.speaker if attribution else self._unattributed(s, spoken, outside)
        if speaker is None:
            return
        dated = self.day(s, attribution, spoken) if attribution else None
        lead = self.lead(s, spoken, outside, attribution)
        for number, group in enumerate(grouped(self.doc, spoken)):
            self.add(
                speaker,
                attribution,
                [(q.first, q.last) for q in group],
                "direct",
                "quotation",
                dated if number == 0 else None,
            )
        self.last_direct = self.last_subject = speaker
        if lead:
            self.indirect(s, lead[0], lead[1], [c for c in outside if lead[0] <= c.first < lead[1]])
            self.last_direct = self.last_subject = speaker

    def _unattributed(self, s: Sentence, spoken: list[Quotation], cues: list[Mention]) -> Known | None:
        """Whose words a quotation without verb and name are: those of whoever speaks or is spoken of before it."""
        opening = spoken[0].first - 1
        people = [m for m in s.mentions if not self.inside(m.first, spoken) and self.who(m)]
        if opening > s.first and self.doc.tokens[opening - 1].text == ":":
            subject = next((m for m in people if m.last < opening and self._may_be_subject(m, s.first)), None)
            return self.who(subject) if subject else self.last_direct or self.focus
        if self.last_direct or people:
            return self.last_direct
        if all(self.doc.tokens[c.first].lower in _THUS for c in cues):
            return self.focus if opening > s.first or self.near else self.carried
        return None

    def _nobody(self, s: Sentence, cues: list[Mention]) -> bool:
        """Whether the words are those of nobody in particular: "seru seorang wartawan"."""
        tokens = self.doc.tokens
        return any(c.last < s.last and tokens[c.last].lower in _NOBODY for c in cues)

    def lead(
        self, s: Sentence, spoken: list[Quotation], cues: list[Mention], attribution: Attribution | None
    ) -> tuple[int, int] | None:
        """The reported speech that leads up to a quotation in the same sentence, if it is one of its own."""
        opening = spoken[0].first - 1
        if attribution is None or attribution.cue.first < opening:
            return None
        earlier = [c for c in cues if c.last <= opening]
        return (s.first, opening) if earlier and opening - earlier[0].last >= 4 else None

    def headline(self, s: Sentence) -> None:
        """ "Neni: Penghargaan Bukan Alasan …": who speaks before the colon, what after."""
        tokens = self.doc.tokens
        colon = next((i for i in range(s.first + 1, s.last - 3) if tokens[i].text == ":"), None)
        if colon is None:
            return
        first = next((i + 1 for i in range(colon - 1, s.first, -1) if tokens[i].text == ","), s.first)
        known = self.reading.people.find(self.doc.words(first, colon)) if colon - first <= 6 else None
        if known is None:
            office = next((m for m in s.mentions if m.kind is Kind.OFFICE and m.last == colon), None)
            known = self.reading.people.holder(office.value) if office else None
            first = office.first if office else first
        if known:
            self.add(known, None, [(colon + 1, s.last)], "indirect", "headline", None, (first, colon))

    # -- making

    def indirect(self, s: Sentence, first: int, last: int, cues: list[Mention]) -> None:
        """What a sentence, or the part of it that leads up to a quotation, reports."""
        found = self.reported(s, first, last, cues)
        if found is None:
            return
        made = found.made
        if found.rule == "told-before":
            day = next((m for m in s.mentions if m.kind is Kind.DATE and m.first >= made.last), None)
            dated = self.reading.date(day, "day-of-speech", first_of_range=False) if day is not None else None
        else:
            dated = self.day(s, made, [])
        mode: Mode = "direct" if found.direct else "indirect"
        self.add(made.speaker, made, list(found.spans), mode, found.rule, dated)
        self.last_subject = self.focus = made.speaker

    def add(
        self,
        speaker: Known,
        made: Attribution | None,
        spans: list[tuple[int, int]],
        mode: Mode,
        rule: str,
        day: Role[date] | None,
        named: tuple[int, int] | None = None,
    ) -> None:
        doc = self.doc
        trimmed = []
        for first, last in spans:
            end = last
            while end > first and doc.tokens[end - 1].text == ",":
                end -= 1
            if end > first:
                trimmed.append((first, end))
        if not trimmed:
            return
        evidence = tuple(doc.evidence(a, b) for a, b in trimmed)
        text = " ".join(" ".join(e.quote.split()) for e in evidence)
        words = named or ((made.first, made.last) if made else None)
        whose = (doc.evidence(*words),) if words else evidence
        about = [
            self.reading.text_role(m, "named-in-passage")
            for first, last in trimmed
            if rule != "headline"  # where every word has a capital, no name can be told
            for m in between(self.doc.sentence_at(first).mentions, first, last, Kind.PROGRAMME, Kind.AWARD)
        ]
        person = speaker.person()
        note = "" if words and person.name in doc.words(*words) else f"{whose[0].quote} → {person.name}"
        self.made.append(
            Statement(
                Role(person, whose, (made and made.rule) or rule, note),
                Role(text, evidence, rule),
                Role(mode, evidence, rule),
                rule,
                day,
                tuple(about),
            )
        )
