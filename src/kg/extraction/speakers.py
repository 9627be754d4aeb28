"""Who speaks: the person beside a verb of speaking, by name, pronoun, part of a name, or office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.document import Kind, Mention, Sentence
from kg.extraction.offices import OfficeReading
from kg.extraction.people import person_words
from kg.extraction.rules import Rules, words

if TYPE_CHECKING:
    from datetime import date

    from kg.article import Role
    from kg.extraction.reading import Reading
    from kg.extraction.registry import Known
    from kg.facts import Statement
    from kg.language.sentences import Quotation


_SOFTENERS = words("softeners")
_NEAR = 40  # no office and name after a verb of speaking are longer


@dataclass(slots=True)
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
        for m in s.mentions:
            known = self.reading.people.at(m)
            if known and not self.inside(m.first, spoken) and self._may_be_subject(m, s.first):
                return known
        return None

    def _may_be_subject(self, mention: Mention, first: int) -> bool:
        """Whether a person may be the sentence's subject: not so in "kepada Neni", "istri Faris", "foto Neni"."""
        tokens, words = self.doc.tokens, self.words
        before = tokens[mention.first - 1].lower if mention.first > first else ""
        kin = words.kin - words.honorifics
        return before not in words.no_subject and before not in kin and tokens[mention.first].lower not in kin

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
        tokens = self.doc.tokens
        word = tokens[cue.last - 1].lower
        i = cue.last
        if word.endswith("nya") and self.focus and word not in ("dikatakannya",):
            named = self.mention_at(s, i)
            if named is None:
                return Attribution(cue, self.focus, None, cue.first, cue.last, cue.first)
        for rule, match in Rules.load("statement").holding(
            self.doc, s, (cue.first, min(cue.last + _NEAR, s.last)), cue
        ):
            speaker = next(iter(match.mentions("speaker")), None)
            if speaker is not None and (known := self.who(speaker)):
                return Attribution(cue, known, speaker, cue.first, speaker.last, cue.first, rule.name)
            if match.places("pronoun") and self.focus:
                return Attribution(cue, self.focus, None, cue.first, match.last, cue.first, rule.name)
        while i < s.last and tokens[i].lower in _SOFTENERS:
            i += 1
        if i >= s.last:
            return None
        if tokens[i].lower in self.words.pronouns and self.focus:
            return Attribution(cue, self.focus, None, cue.first, i + 1, cue.first)
        named = self.mention_at(s, i)
        if named:
            known = self.who(named)
            if known:
                return Attribution(cue, known, named, cue.first, named.last, cue.first)
        if tokens[i].lower in self.words.stand_ins and self.focus:
            end = i
            while end < s.last and tokens[end].lower not in ("itu", "tersebut", "ini") and end - i < 8:
                end += 1
            if end < s.last and tokens[end].lower in ("itu", "tersebut", "ini"):
                return Attribution(cue, self.focus, None, cue.first, end + 1, cue.first)
        return None

    def speaker_before(self, s: Sentence, cue: Mention, start: int) -> Attribution | None:
        """ "Dasuki menambahkan", "Wali Kota X, yang …, menyebut", "Ia mengaku": the subject of the verb."""
        tokens = self.doc.tokens
        candidates = []
        for m in s.mentions:
            if start <= m.first and m.last <= cue.first and m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
                known = self.who(m)
                if known and self._may_be_subject(m, start):
                    candidates.append((m, known))
        for i in range(cue.first - 1, max(start, cue.first - 8) - 1, -1):
            if (
                tokens[i].lower in self.words.pronouns
                and self.focus
                and (
                    not candidates
                    or candidates[0][0].first > i
                    or tokens[candidates[0][0].first].start < tokens[start].start
                    or i > candidates[0][0].first
                )
            ):
                return Attribution(cue, self.focus, None, i, cue.last, cue.first)
        if not candidates:
            return self._stand_in(cue, start)
        mention, known = candidates[0]
        if any(self.doc.tokens[k].lower in self.words.claims for k in range(mention.last, cue.first)):
            return None
        return Attribution(cue, known, mention, mention.first, cue.last, cue.first)

    def _stand_in(self, cue: Mention, start: int) -> Attribution | None:
        """ "Perempuan kelahiran Soppeng itu mengatakan": a noun for who was spoken of last, as the subject."""
        tokens = self.doc.tokens
        if self.focus is None or tokens[start].lower not in self.words.stand_ins:
            return None
        for i in range(start + 1, min(start + 8, cue.first)):
            if tokens[i].lower in ("itu", "tersebut", "ini"):
                return Attribution(cue, self.focus, None, start, cue.last, cue.first)
        return None

    def mention_at(self, s: Sentence, i: int) -> Mention | None:
        """The office or name that covers a token."""
        for m in s.mentions:
            if m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
                first = m.value.role_first if m.kind is Kind.OFFICE else m.first  # "Sleman Regent": the area too
                if min(first, m.first) <= i < m.last:
                    return m
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
            t.kind == "word" and not t.capital and t.lower not in ("di", "pada", "saat")
            for t in self.doc.tokens[first:last]
        )
