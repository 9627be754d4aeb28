"""Who speaks: the person beside a verb of speaking, by name, pronoun, part of a name, or office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.mentions.offices import OfficeReading
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from datetime import date

    from kg.article import Role
    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.facts import Statement
    from kg.language.sentences import Quotation


_NO_SUBJECT = words("no-subject")
_NOT_HOLDER = words("not-the-holder")
_IN_APPOSITION = words("in-apposition")
_DEAD = words("the-dead")
_ORDINAL = words("ordinal-marks")
_TITLES = 6
"""No more words stand between "mendiang" and the name."""
_NEAR = 40  # no office and name after a verb of speaking are longer

_PERSONS = frozenset((Kind.OFFICE, Kind.PERSON, Kind.NAME))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speaking with its speaker: the tokens of the clause, for cutting it out, and the day in it."""

    cue: Mention
    speaker: Known
    mention: Mention | None
    first: int
    last: int
    word: int
    rule: str = ""  # the rule that found the speaker, where one did


class Speakers:
    """Finds speakers; remembers who spoke last, which is whom "ia" means."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.words = person_words()
        self.made: list[Statement] = []
        self.focus: Known | None = None  # whom "ia" means: the last speaker or subject
        self.last_subject: Known | None = None

    @staticmethod
    def inside(token: int, quotes: list[Quotation]) -> bool:
        """Whether a token lies in one of the quotations."""
        return any(q.first <= token < q.last for q in quotes)

    def subject(self, s: Sentence, spoken: list[Quotation]) -> Known | None:
        """Whom a following "ia" means: the speaker of the sentence, else the person that it is about."""
        if self.made and any(s.first <= self.token(st) < s.last for st in self.made[-3:]):
            return self.last_subject
        persons = [m for m in s.mentions if m.kind in _PERSONS and not self.inside(m.first, spoken)]
        told = [m for m in persons if self._may_be_subject(m, s.first)]
        named = next((known for m in told if (known := self.reading.people.at(m))), None)
        if named is not None:
            return named
        holders = (self.who(m) for m in told if m.kind is Kind.OFFICE and not self._names_place(m, s.first))
        return next((known for known in holders if known), None)

    def _names_place(self, office: Mention, first: int) -> bool:
        """Whether an office without a name stands for no person: "kantor bupati", "bukan wali kota"."""
        return office.first > first and self.doc.tokens[office.first - 1].lower in _NOT_HOLDER

    def _may_be_subject(self, mention: Mention, first: int) -> bool:
        """Whether a person may be the sentence's subject: not so in "kepada Neni", "istri Faris", "foto Neni"."""
        tokens, words = self.doc.tokens, self.words
        before = tokens[mention.first - 1].lower if mention.first > first else ""
        told = (before, tokens[mention.first].lower)
        if before in _NO_SUBJECT or any(word in words.kin and word not in words.honorifics for word in told):
            return False
        return not self._dead(mention, first)

    def _dead(self, mention: Mention, first: int) -> bool:
        """Whether somebody says nothing any more: "Mendiang Presiden ke-3 X diusulkan Bupati Y"."""
        tokens = self.doc.tokens
        for k in range(mention.first, max(first, mention.first - _TITLES) - 1, -1):
            if tokens[k].lower in _DEAD:
                return True
            ordinal = tokens[k].lower in _ORDINAL or tokens[k].text[-1].isdigit()
            if tokens[k].kind == "word" and not (tokens[k].capital or ordinal):
                return False
        return False

    def token(self, st: Statement) -> int:
        """The token at which a statement's words begin."""
        start = st.text.evidence[0].span.start
        return self.doc.token_at(start)

    def attribution(self, s: Sentence, spoken: list[Quotation], cues: list[Mention]) -> Attribution | None:
        """The verb of speaking beside a quotation, the nearest after it first, and who speaks."""
        after = [c for c in cues if c.first > spoken[0].last]
        before = [c for c in cues if c.last < spoken[0].first]
        for cue in after:
            made = self.speaker_after(s, cue) or self.speaker_before(s, cue, spoken[0].last)
            if made:
                return made
        for cue in reversed(before):
            made = self.speaker_before(s, cue, s.first) or self.speaker_after(s, cue)
            if made:
                return made
        return None

    def speaker_after(self, s: Sentence, cue: Mention) -> Attribution | None:
        """ "kata Dasuki", "ujarnya", "kata dia", "lanjut sang Kadis", "sahut bupati itu"."""
        return self._by_rule("statement", s, (cue.first, min(cue.last + _NEAR, s.last)), cue)

    def speaker_before(self, s: Sentence, cue: Mention, start: int) -> Attribution | None:
        """ "Dasuki menambahkan", "Wali Kota X, yang …, menyebut", "Ia mengaku": the subject of the verb."""
        return self._by_rule("statement-subject", s, (start, cue.last), cue)

    def _by_rule(self, file: str, s: Sentence, span: tuple[int, int], cue: Mention) -> Attribution | None:
        """The first speaker that a rule finds and that is somebody known, by name or as whoever was spoken of."""
        for rule, match in Rules.load(file).each(self.doc, s, span, cue):
            named = next(iter(match.mentions("speaker")), None)
            known = self.who(named) if named else self.focus
            if known is None or (named and named.first < cue.first and not self._may_be_subject(named, span[0])):
                continue
            return Attribution(cue, known, named, match.first, match.last, cue.first, rule.name)
        return None

    def who(self, mention: Mention) -> Known | None:
        """The person of a mention: by name, else the holder of the office."""
        known = self.reading.people.at(mention)
        if known:
            return known
        if mention.kind is Kind.OFFICE and isinstance(mention.value, OfficeReading):
            if self.focus and any(o.role == mention.value.role for o in self.focus.offices):
                return self.focus
            return self.reading.people.holder(mention.value)
        return None

    def day(self, s: Sentence, made: Attribution, spoken: list[Quotation]) -> Role[date] | None:
        """The day of the speech: a date in the attribution, not in what is said."""
        for m in s.mentions:
            if m.kind is not Kind.DATE or self.inside(m.first, spoken):
                continue
            passage_before = made.cue.first > s.first and made.word > m.last
            trailing = m.first >= made.last and self._beside(made.last, m.first)
            if spoken or trailing or passage_before:
                if spoken and not (m.first >= made.last or m.last <= made.first + 1 or m.last <= made.cue.first):
                    continue
                return self.reading.date(m, "day-of-speech", first_of_range=False)
        return None

    def _beside(self, first: int, last: int) -> bool:
        """Whether only an apposition stands between: ", Kamis (7/11/2019)", "di Trenggalek, Jumat"."""
        return last - first <= 4 and not any(
            t.kind == "word" and not t.capital and t.lower not in _IN_APPOSITION for t in self.doc.tokens[first:last]
        )
