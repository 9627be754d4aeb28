"""Who said what: quotations with their attribution, and reported speech.

A quoted passage is one statement, also where an attribution interrupts it; the sentence that leads up to it is another.
Reported speech comes in four forms: "X mengatakan, …", "Menurut X, …", "…, kata X, …", and "…, kata X.".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.document import Kind, Mention, Sentence
from kg.extraction.offices import OfficeReading
from kg.extraction.registry import speaks
from kg.facts import Mode, Statement

if TYPE_CHECKING:
    from datetime import date

    from kg.extraction.reading import Reading
    from kg.extraction.registry import Known
    from kg.language.sentences import Quotation

_PRONOUNS = frozenset(("ia", "dia", "beliau", "dirinya"))
_STAND_INS = frozenset(
    (
        "perempuan",
        "pria",
        "lelaki",
        "wanita",
        "sosok",
        "guru",
        "politikus",
        "alumnus",
        "mantan",
        "tokoh",
        "akademisi",
        "orang",
        "ibu",
        "bapak",
        "ayah",
        "dosen",
        "peneliti",
    )
)
_NO_SUBJECT = frozenset(
    (
        "kepada",
        "oleh",
        "dari",
        "untuk",
        "dengan",
        "bersama",
        "atas",
        "terhadap",
        "bagi",
        "mewakili",
        "antara",
        "tentang",
        "di",
        "hadapan",
        "mendampingi",
        "didampingi",
    )
)
_CONJUNCTIONS = frozenset(("bahwa", "agar", "supaya", "jika", "kalau"))
_BARE = frozenset(
    (
        "kata",
        "ujar",
        "tutur",
        "ucap",
        "sebut",
        "jelas",
        "ungkap",
        "tegas",
        "terang",
        "papar",
        "imbuh",
        "tambah",
        "lanjut",
        "tandas",
        "pungkas",
        "beber",
        "sambung",
        "menurut",
    )
)
_NO_CONTENT = frozenset(
    (
        "sambutan",
        "pidato",
        "apresiasi",
        "selamat",
        "laporan",
        "keterangan",
        "materi",
        "paparan",
        "pesan",
        "salam",
        "orasi",
        "arahan",
        "kata",
        "penghargaan",
        "presentasi",
        "cerita",
    )
)
_NOUNS_ONLY = frozenset(("menyampaikan", "menyebutkan", "menjelaskan", "menyebut", "memaparkan", "menguraikan"))
_CLAIMS = frozenset(("membantah", "menepis", "menampik", "menyangkal"))
_DEPENDENT = frozenset(("yang", "setelah", "karena", "saat", "ketika", "sambil", "seraya"))


@dataclass(slots=True)
class _Attribution:
    """A verb of speaking with its speaker: the tokens of the clause, for cutting it out, and the day in it."""

    cue: Mention
    speaker: Known
    mention: Mention | None
    first: int
    last: int
    word: int


def statements(reading: Reading) -> list[Statement]:
    """All statements of the article, in the order of their words."""
    found = _Finder(reading)
    for sentence in reading.doc.sentences:
        found.sentence(sentence)
    return sorted(found.made, key=lambda s: s.text.evidence[0].span.start)


class _Finder:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.made: list[Statement] = []
        self.focus: Known | None = None  # whom "ia" means: the last speaker or subject
        self.block = -1
        self.last_direct: Known | None = None  # whose quotation may go on without attribution
        self.last_subject: Known | None = None

    def sentence(self, s: Sentence) -> None:
        if s.kind is BlockKind.HEADLINE:
            self.headline(s)
            return
        if s.block != self.block:
            self.block, self.last_direct = s.block, None
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

    @staticmethod
    def inside(token: int, quotes: list[Quotation]) -> bool:
        return any(q.first <= token < q.last for q in quotes)

    def subject(self, s: Sentence, spoken: list[Quotation]) -> Known | None:
        """Whom a following "ia" means: the speaker of the sentence, else the person that it is about."""
        if self.made and any(s.first <= self.token(st) < s.last for st in self.made[-3:]):
            return self.last_subject
        for m in s.mentions:
            known = self.reading.people.at(m)
            if known and not self.inside(m.first, spoken):
                before = self.doc.tokens[m.first - 1].lower if m.first > s.first else ""
                if before not in _NO_SUBJECT:
                    return known
        return None

    def token(self, st: Statement) -> int:
        start = st.text.evidence[0].span.start
        return next((i for i, t in enumerate(self.doc.tokens) if t.start >= start), -1)

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
        return any(
            c.last < s.last
            and tokens[c.last].lower in ("seorang", "salah", "sejumlah", "para", "warga", "beberapa", "penonton")
            for c in cues
        )

    def lead(
        self, s: Sentence, spoken: list[Quotation], cues: list[Mention], attribution: _Attribution | None
    ) -> tuple[int, int] | None:
        """The reported speech that leads up to a quotation in the same sentence, if it is one of its own."""
        opening = spoken[0].first - 1
        if attribution is None or attribution.cue.first < opening:
            return None
        earlier = [c for c in cues if c.last <= opening]
        return (s.first, opening) if earlier and opening - earlier[0].last >= 4 else None

    def attribution(self, s: Sentence, spoken: list[Quotation], cues: list[Mention]) -> _Attribution | None:
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

    def speaker_after(self, s: Sentence, cue: Mention) -> _Attribution | None:
        """ "kata Dasuki", "ujarnya", "kata dia", "lanjut sang Kadis", "sahut bupati itu"."""
        tokens = self.doc.tokens
        word = tokens[cue.last - 1].lower
        i = cue.last
        if word.endswith("nya") and self.focus and word not in ("dikatakannya",):
            named = self.mention_at(s, i)
            if named is None:
                return _Attribution(cue, self.focus, None, cue.first, cue.last, cue.first)
        while i < s.last and tokens[i].lower in ("pula", "juga", "lagi", "singkat", "kemudian", "sang", "pak", "bu"):
            i += 1
        if i >= s.last:
            return None
        if tokens[i].lower in _PRONOUNS and self.focus:
            return _Attribution(cue, self.focus, None, cue.first, i + 1, cue.first)
        named = self.mention_at(s, i)
        if named:
            known = self.who(named)
            if known:
                return _Attribution(cue, known, named, cue.first, named.last, cue.first)
        if tokens[i].lower in _STAND_INS and self.focus:
            end = i
            while end < s.last and tokens[end].lower not in ("itu", "tersebut", "ini") and end - i < 8:
                end += 1
            if end < s.last and tokens[end].lower in ("itu", "tersebut", "ini"):
                return _Attribution(cue, self.focus, None, cue.first, end + 1, cue.first)
        return None

    def speaker_before(self, s: Sentence, cue: Mention, start: int) -> _Attribution | None:
        """ "Dasuki menambahkan", "Wali Kota X, yang …, menyebut", "Ia mengaku": the subject of the verb."""
        tokens = self.doc.tokens
        candidates = []
        for m in s.mentions:
            if start <= m.first and m.last <= cue.first and m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
                known = self.who(m)
                before = tokens[m.first - 1].lower if m.first > start else ""
                if known and before not in _NO_SUBJECT:
                    candidates.append((m, known))
        for i in range(cue.first - 1, max(start, cue.first - 8) - 1, -1):
            if tokens[i].lower in _PRONOUNS and self.focus:
                if (
                    not candidates
                    or candidates[0][0].first > i
                    or tokens[candidates[0][0].first].start < tokens[start].start
                    or i > candidates[0][0].first
                ):
                    return _Attribution(cue, self.focus, None, i, cue.last, cue.first)
        if not candidates:
            return None
        mention, known = candidates[0] if tokens[cue.first - 1].lower not in ("dan", "lalu") else candidates[0]
        if any(self.doc.tokens[k].lower in _CLAIMS for k in range(mention.last, cue.first)):
            return None
        return _Attribution(cue, known, mention, mention.first, cue.last, cue.first)

    def mention_at(self, s: Sentence, i: int) -> Mention | None:
        return next(
            (m for m in s.mentions if m.first <= i < m.last and m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME)), None
        )

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

    # -- reported speech

    def indirect(self, s: Sentence, first: int, last: int, cues: list[Mention]) -> None:
        """The first verb of speaking in a sentence that has a speaker and words."""
        tokens = self.doc.tokens
        for cue in cues:
            if not any(c.sense == "say-indirect" for c in cue.value) or cue.first < first or cue.last > last:
                continue
            word = tokens[cue.first].lower
            if word.startswith("menurut"):
                made = self.according(s, cue, last)
            elif word in _BARE or (word.endswith("nya") and not word.startswith(("me", "di"))) or word == "katanya":
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
            i += 1
        else:
            while i < last and tokens[i].text != ",":
                i += 1
            i += 1
            if i >= last - 2:
                i = made.last
        return self.report(s, made, [(i, last)], "according-to")

    def interrupted(self, s: Sentence, cue: Mention, first: int, last: int) -> bool:
        """ "Berkas, kata dia, diserahkan …": the whole sentence is what was said."""
        made = self.speaker_after(s, cue)
        if made is None:
            return False
        tokens = self.doc.tokens
        if cue.first == first:  # "Ujarnya, …"
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
        if (
            not passive
            and cue.first > first
            and tokens[cue.first - 1].lower in ("yang", "tidak", "tak", "belum", "akan", "untuk", "dan")
            and tokens[cue.first - 1].lower != "dan"
        ):
            return False
        i = made.last if passive else cue.last
        word = tokens[cue.last - 1].lower
        if i < last and tokens[i].lower in ("harapan", "pesan", "keyakinan", "optimisme"):
            i += 1
        elif i < last and tokens[i].lower in _NO_CONTENT and (word in _NOUNS_ONLY or word.startswith("menyampai")):
            return False
        while i < last and tokens[i].text in ",:":
            i += 1
        dated = next((m for m in s.mentions if m.kind is Kind.DATE and m.first == i), None)
        if dated is not None and dated.last < last and tokens[dated.last].text == ",":
            i = dated.last + 1  # "menyatakan, Kamis (7/12/2023), data …"
        if i < last and tokens[i].lower in _CONJUNCTIONS and (tokens[i].lower != "kalau"):
            i += 1
        while i < last and tokens[i].text in ",:":
            i += 1
        return self.report(s, made, [(i, last)], "reported")

    def headline(self, s: Sentence) -> None:
        """ "Neni: Penghargaan Bukan Alasan …": who speaks before the colon, what after."""
        tokens = self.doc.tokens
        for i in range(s.first + 1, min(s.first + 6, s.last)):
            if tokens[i].text == ":":
                named = self.doc.words(s.first, i)
                known = self.reading.people.find(named)
                if known is None:
                    office = next((m for m in s.mentions if m.kind is Kind.OFFICE and m.last <= i), None)
                    known = self.reading.people.holder(office.value) if office else None
                if known and s.last - i > 3:
                    self.add(known, None, [(i + 1, s.last)], "indirect", "headline", None, (s.first, i))
                return

    # -- making

    def report(self, s: Sentence, made: _Attribution, spans: list[tuple[int, int]], rule: str) -> bool:
        spans = [(a, b) for a, b in spans if b - a >= 2]
        if not spans or sum(b - a for a, b in spans) < 3:
            return False
        self.add(made.speaker, made, spans, "indirect", rule, self.day(s, made, []))
        self.last_subject = made.speaker
        self.focus = made.speaker
        return True

    def day(self, s: Sentence, made: _Attribution, spoken: list[Quotation]) -> Role[date] | None:
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

    def add(
        self,
        speaker: Known,
        made: _Attribution | None,
        spans: list[tuple[int, int]],
        mode: Mode,
        rule: str,
        day: Role[date] | None,
        named: tuple[int, int] | None = None,
    ) -> None:
        doc = self.doc
        trimmed = []
        for first, last in spans:
            while last > first and doc.tokens[last - 1].text in ",":
                last -= 1
            if last > first:
                trimmed.append((first, last))
        if not trimmed:
            return
        evidence = tuple(doc.evidence(a, b) for a, b in trimmed)
        text = " ".join(" ".join(e.quote.split()) for e in evidence)
        words = named or ((made.first, made.last) if made else None)
        whose = (doc.evidence(*words),) if words else evidence
        about = []
        for first, last in trimmed:
            for m in self.doc.sentence_at(first).mentions:
                if m.kind in (Kind.PROGRAMME, Kind.AWARD) and m.first >= first and m.last <= last:
                    about.append(self.reading.text_role(m, "named-in-passage"))
        person = speaker.person()
        note = "" if words and person.name in doc.words(*words) else f"{whose[0].quote} → {person.name}"
        self.made.append(
            Statement(
                Role(person, whose, rule, note),
                Role(text, evidence, rule),
                Role(mode, evidence, rule),
                rule,
                day,
                tuple(about),
            )
        )
