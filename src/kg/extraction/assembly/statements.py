"""Who said what: quotations with their attribution, and reported speech.

A quoted passage is one statement, also where an attribution interrupts it; the sentence that leads up to it is another.
Reported speech comes in four forms: "X mengatakan, …", "Menurut X, …", "…, kata X, …", and "…, kata X.".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.candidates.interviews import answers
from kg.extraction.candidates.speakers import Attribution, Speakers
from kg.extraction.coreference.registry import speaks
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence, between
from kg.facts import Mode, Statement

if TYPE_CHECKING:
    from datetime import date

    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.language.sentences import Quotation

_CONJUNCTIONS = words("that-clause")
_ALONE = words("speaks-alone")
_NO_CONTENT = words("no-content")
_NOUNS_ONLY = words("takes-content")
_NOT_SAID = words("not-said")
_NOBODY = words("nobody")
_STILL = words("still")
_WILLING = words("willing")
_TOLD_THINGS = words("told-things")
_THAT = words("that")
_AT = words("at-an-occasion")
_HOPES = words("content")


def statements(reading: Reading) -> list[Statement]:
    """All statements of the article, in the order of their words."""
    found = _Finder(reading)
    for sentence in reading.doc.sentences:
        found.sentence(sentence)
    return sorted(found.made, key=lambda s: s.text.evidence[0].span.start)


class _Finder(Speakers):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.answers = answers(reading)
        self.block = -1
        self.last_direct: Known | None = None  # whose quotation may go on without attribution

    def sentence(self, s: Sentence) -> None:
        if s.kind is BlockKind.HEADLINE:
            self.headline(s)
            return
        begins = s.block != self.block
        if begins:
            self.block, self.last_direct = s.block, None
        if answer := self.answers.get(s.block):
            if begins:
                spans = [(answer.first, answer.last)]
                self.add(answer.speaker, None, spans, "direct", "interview-answer", None, answer.named)
                self.focus = self.last_subject = answer.speaker
            return
        quotes = [q for q in self.doc.quotations if s.first <= q.first and q.last <= s.last]
        cues = [m for m in s.mentions if m.kind is Kind.CUE and speaks(m) and not self.inside(m.first, quotes)]
        spoken = [q for q in quotes if self.is_speech(q, s, cues)]
        cues = [c for c in cues if not self.inside(c.first, spoken)]
        if spoken:
            self.direct(s, spoken, cues)
        else:
            self.indirect(s, s.first, s.last, cues)
        subject = self.subject(s, spoken)
        if subject:
            self.focus = subject

    # -- quotations

    def is_speech(self, q: Quotation, s: Sentence, cues: list[Mention]) -> bool:
        """Whether a quotation is something said, not a term or a title in quotation marks."""
        tokens = self.doc.tokens
        ends = tokens[q.last - 1].text in ",.!?…"
        after = q.last + 1
        closes = after < s.last and tokens[after].text in ",.!?" and any(c.first == after + 1 for c in cues)
        beside = any(
            after <= c.first <= after + 1 or (c.last <= q.first - 1 and q.first - 1 - c.last <= 1) for c in cues
        )
        opened = q.first >= 2 and tokens[q.first - 2].text in ":," and any(c.last <= q.first - 1 for c in cues)
        whole = q.first - 1 == s.first and q.last + 1 >= s.last and q.last - q.first >= 2
        long = q.last - q.first >= 6
        return (
            (ends and (beside or closes or whole or long or bool(cues)))
            or closes
            or beside
            or (opened and (ends or q.last - q.first >= 3))
            or (whole and ends)
            or (long and bool(cues))
        )

    def direct(self, s: Sentence, spoken: list[Quotation], cues: list[Mention]) -> None:
        """The quotations of a sentence, joined where the attribution interrupts one sentence."""
        tokens = self.doc.tokens
        outside = [c for c in cues if not self.inside(c.first, spoken)]
        attribution = self.attribution(s, spoken, outside)
        speaker = attribution.speaker if attribution else self.last_direct
        if speaker is None and attribution is None:
            speaker = (
                self.focus
                if not outside and not self._other_speaker(s, spoken) and spoken[0].first - 1 > s.first
                else self.last_direct
            )
        if attribution is None and outside and self.reading.people is not None and self._nobody(s, outside):
            return
        if speaker is None:
            return
        groups: list[list[Quotation]] = []
        for q in spoken:
            starts_low = not tokens[q.first].capital and tokens[q.first].kind == "word"
            comma = groups and tokens[q.first - 2].text in ","
            if groups and (starts_low or (comma and tokens[groups[-1][-1].last - 1].text == ",")):
                groups[-1].append(q)
            else:
                groups.append([q])
        dated = self.day(s, attribution, spoken) if attribution else None
        lead = self.lead(s, spoken, outside, attribution)
        for number, group in enumerate(groups):
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

    def _other_speaker(self, s: Sentence, spoken: list[Quotation]) -> bool:
        return any(self.reading.people.at(m) for m in s.mentions if not self.inside(m.first, spoken))

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

    # -- reported speech

    def indirect(self, s: Sentence, first: int, last: int, cues: list[Mention]) -> None:
        """The first verb of speaking in a sentence that has a speaker and words."""
        tokens = self.doc.tokens
        for cue in cues:
            if not any(c.sense == "say-indirect" for c in cue.value) or cue.first < first or cue.last > last:
                continue
            word = tokens[cue.first].lower
            before = tokens[cue.first - 1].lower if cue.first > s.first else ""
            if (word == "katanya" and before == "yang") or (word == "lanjut" and before == "lebih"):
                continue  # "map merah yang katanya tertinggal": hearsay; "Lebih lanjut X mengatakan …"
            if word.startswith("menurut") or word == "according":
                made = self.according(s, cue, last)
            elif word in _ALONE or (word.endswith("nya") and not word.startswith(("me", "di"))) or word == "katanya":
                made = self.interrupted(s, cue, first, last)
            else:
                made = self.leading(s, cue, first, last)
            if made:
                return

    def according(self, s: Sentence, cue: Mention, last: int) -> bool:
        """ "Menurut X, …" at the head, or "…, menurut X, …" inside a sentence."""
        tokens = self.doc.tokens
        made = self.speaker_after(s, cue)
        if made is None:
            return False
        if cue.first > s.first + 1 and tokens[cue.first - 1].text in ",":
            before = [m for m in s.mentions if m.last <= cue.first and self.reading.people.at(m)]
            if tokens[cue.last].lower == "pengakuannya" or cue.first - s.first > 1 or before:
                return self.report(s, made, [(s.first, last)], "interrupted")
        i = made.last
        if i < last and tokens[i].text == ",":
            i = self._past_apposition(s, i + 1, last)
        else:
            while i < last and tokens[i].text != ",":
                i += 1
            i += 1
            if i >= last - 2:
                i = made.last
        return self.report(s, made, [(i, last)], "according-to")

    def _past_apposition(self, s: Sentence, i: int, last: int) -> int:
        """Past what only tells more of the speaker: "Menurut Mas Ari, panggilan akrab Ari Nugroho, jumlah izin …"."""
        tokens = self.doc.tokens
        while i < last and (
            tokens[i].lower in self.words.called
            or any(m.first == i and m.kind is Kind.OFFICE and m.value.holder is None for m in s.mentions)
        ):
            comma = next((k for k in range(i, last) if tokens[k].text == ","), None)
            if comma is None:
                break
            i = comma + 1
        return i

    def interrupted(self, s: Sentence, cue: Mention, first: int, last: int) -> bool:
        """ "Berkas, kata dia, diserahkan …": the whole sentence is what was said."""
        made = self.speaker_after(s, cue)
        if made is None:
            return False
        tokens = self.doc.tokens
        if cue.first == first or (
            cue.first == first + 1 and tokens[first].lower in _STILL
        ):  # "Ujarnya, …", "Masih kata X, …"
            start = made.last + 1 if made.last < last and tokens[made.last].text in ",:" else made.last
            return self.report(s, made, [(start, last)], "verb-first")
        end = last
        rest = made.last
        if (
            rest >= last - 1
            or not any(tokens[k].kind == "word" for k in range(rest, last))
            or (tokens[rest].text == "," and self._only_date(s, rest + 1, last))
        ):
            end = cue.first - 1 if tokens[cue.first - 1].text == "," else cue.first
        return self.report(s, made, [(first, end)], "interrupted")

    def _only_date(self, s: Sentence, first: int, last: int) -> bool:
        return any(m.kind is Kind.DATE and m.first <= first + 3 and m.last >= last - 4 for m in s.mentions)

    def leading(self, s: Sentence, cue: Mention, first: int, last: int) -> bool:
        """ "X mengatakan, …", "Ia berharap dokumen itu …", "Dikatakan X, …"."""
        tokens = self.doc.tokens
        passive = any(c.voice == "passive" for c in cue.value)
        made = self.speaker_after(s, cue) if passive else self.speaker_before(s, cue, first)
        if made is None:
            return False
        if not passive and made.mention is None and made.first > first + 9:
            return False
        if not passive and cue.first > first and tokens[cue.first - 1].lower in _NOT_SAID:
            return False
        if passive and self._told_before(s, cue, made, first):
            return True
        i = made.last if passive else cue.last
        word = tokens[cue.last - 1].lower
        if i < last and tokens[i].lower in _HOPES:
            i += 1
        elif (
            i + 1 < last
            and tokens[i].lower in _NO_CONTENT
            and tokens[i + 1].lower not in _THAT
            and (word in _NOUNS_ONLY or word.startswith("menyampai"))
        ):
            return False
        while i < last and tokens[i].text in ",:":
            i += 1
        dated = next((m for m in s.mentions if m.kind is Kind.DATE and m.first == i), None)
        if dated is not None and dated.last < last and tokens[dated.last].text == ",":
            i = dated.last + 1  # "menyatakan, Kamis (7/12/2023), data …"
        if i < last and tokens[i].lower in _CONJUNCTIONS:
            i += 1
        while i < last and tokens[i].text in ",:":
            i += 1
        if self._refers_back(i, last):
            return False
        return self.report(s, made, [(i, last)], "reported")

    def _told_before(self, s: Sentence, cue: Mention, made: Attribution, first: int) -> bool:
        """ "Hal itu disampaikan X saat …": what was said is the sentence before, where nobody else says it."""
        tokens = self.doc.tokens
        opening = [t.lower for t in tokens[first : cue.first]]
        if cue.first != first + 2 or opening[0] not in _TOLD_THINGS or opening[1] not in _THAT:
            return False
        before = next((x for x in reversed(self.doc.sentences) if x.last == first), None)
        if before is None or before.kind is not BlockKind.PARAGRAPH or self.doc.quoted[before.first]:
            return True
        if any(before.first <= self.token(st) < before.last for st in self.made[-3:]):
            return True
        day = next((m for m in s.mentions if m.kind is Kind.DATE and m.first >= made.last), None)
        dated = self.reading.date(day, "day-of-speech", first_of_range=False) if day is not None else None
        self.add(made.speaker, made, [(before.first, before.last)], "indirect", "told-before", dated)
        self.last_subject = self.focus = made.speaker
        return True

    def _unsaid(self, cue: Mention, first: int) -> bool:
        """Whether the verb is denied, refused or only planned: "belum bersedia membeberkan", "yang menyebut"."""
        tokens = self.doc.tokens
        i = cue.first - 1
        while i > first and tokens[i].lower in _WILLING:
            i -= 1
        return i >= first and tokens[i].lower in _NOT_SAID

    def _refers_back(self, i: int, last: int) -> bool:
        """Whether what is said was told before: "menyampaikan hal itu di sela acara"."""
        words = [t.lower for t in self.doc.tokens[i : min(i + 3, last)]]
        return len(words) == 3 and words[1] in _THAT and words[2] in _AT

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

    def report(self, s: Sentence, made: Attribution, spans: list[tuple[int, int]], rule: str) -> bool:
        spans = [(a, b) for a, b in spans if b - a >= 2]
        if not spans or sum(b - a for a, b in spans) < 3:
            return False
        self.add(made.speaker, made, spans, "indirect", rule, self.day(s, made, []))
        self.last_subject = made.speaker
        self.focus = made.speaker
        return True

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
