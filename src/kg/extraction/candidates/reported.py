"""Reported speech: what a sentence without quotation marks says that somebody said, and where those words begin.

It comes in these forms: "X mengatakan, …", "Menurut X, …", "…, kata X, …", "…, kata X.", "…, ia menambahkan, …",
"… dinilainya …", "… dibenarkan X."; and "Hal itu disampaikan X", of the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.speakers import Attribution, Speakers
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention, Sentence

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading

_CONJUNCTIONS = words("that-clause")
_ALONE = words("speaks-alone")
_NO_CONTENT = words("no-content")
_NOUNS_ONLY = words("takes-content")
_NOT_SAID = words("not-said")
_STILL = words("still")
_WILLING = words("willing")
_TOLD_THINGS = words("told-things")
_THAT = words("that")
_AT = words("at-an-occasion")
_HOPES = words("content")
_REASONS = words("opens-content")
_HEARERS = words("hearers")
_JOINED = words("joins-to-before")
_SETTINGS = words("opens-setting")
_OPINIONS = words("opinion-passives")
_PREDICATES = words("predicates")
_NOT_BETWEEN = words("not-between-commas")
_THUS = words("thus")
_ASKED = words("asked-for")
_WHO = "yang"
_LONGEST_OCCASION = 14
_VERBAL = ("me", "ber", "ter", "di")


@dataclass(frozen=True, slots=True)
class Passage:
    """What a sentence reports: who said it and by which words, the tokens of what was said, and the form."""

    made: Attribution
    spans: tuple[tuple[int, int], ...]
    rule: str
    direct: bool = False


class Reported(Speakers):
    """Finds the reported speech of a sentence."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)

    def reported(self, s: Sentence, first: int, last: int, cues: list[Mention]) -> Passage | None:
        """The first verb of speaking in a sentence that has a speaker and words."""
        for cue in cues:
            if cue.first < first or cue.last > last or not self._reports(cue, first, last):
                continue
            made = self._form(s, cue, first, last)
            if made and self._long_enough(made):
                return made
        return None

    def _form(self, s: Sentence, cue: Mention, first: int, last: int) -> Passage | None:
        word = self.doc.tokens[cue.first].lower
        if word.startswith("menurut") or word == "according":
            return self.according(s, cue, last)
        bare = word.endswith("nya") and not word.startswith(("me", "di"))
        if word in _ALONE or bare or not self._indirect(cue):
            return self.interrupted(s, cue, first, last)
        return self.leading(s, cue, first, last)

    @staticmethod
    def _indirect(cue: Mention) -> bool:
        return any(c.sense == "say-indirect" for c in cue.value)

    def _reports(self, cue: Mention, first: int, last: int) -> bool:
        """Whether a verb may report without quotation marks: one that does so, any other between commas."""
        tokens = self.doc.tokens
        word = tokens[cue.first].lower
        before = tokens[cue.first - 1].lower if cue.first > first else ""
        if (word == "katanya" and before == "yang") or (word == "lanjut" and before == "lebih"):
            return False  # "map merah yang katanya tertinggal": hearsay; "Lebih lanjut X mengatakan …"
        if self._indirect(cue):
            return True
        after = tokens[cue.last].text if cue.last < last else ""
        return word.endswith("nya") and before == after == "," and word not in _NOT_BETWEEN

    @staticmethod
    def _long_enough(made: Passage) -> bool:
        return sum(b - a for a, b in made.spans if b - a >= 2) >= 3

    def according(self, s: Sentence, cue: Mention, last: int) -> Passage | None:
        """ "Menurut X, …" at the head, or "…, menurut X, …" inside a sentence."""
        tokens = self.doc.tokens
        made = self.speaker_after(s, cue)
        if made is None:
            return None
        opens = cue.first - 1 if cue.first > s.first and tokens[cue.first - 1].lower in _STILL else cue.first
        i = made.last
        inside = tokens[i].text != "," if i < last else True  # "Sektor wisata desa menurut X juga berhasil …"
        if opens > s.first + 1 and (
            tokens[opens - 1].text in "," or (inside and opens - s.first > 2 and tokens[s.first].lower not in _SETTINGS)
        ):
            return Passage(made, ((s.first, last),), "interrupted")
        if i < last and tokens[i].text == ",":
            i = self._past_apposition(s, i + 1, last)
        else:
            while i < last and tokens[i].text != ",":
                i += 1
            i += 1
            if i >= last - 2:
                i = made.last
        return Passage(made, ((i, last),), "according-to")

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

    def interrupted(self, s: Sentence, cue: Mention, first: int, last: int) -> Passage | None:
        """ "Berkas, kata dia, diserahkan …": the whole sentence is what was said."""
        made = self.speaker_after(s, cue)
        if made is None:
            return None
        tokens = self.doc.tokens
        if cue.first == first or (
            cue.first == first + 1 and tokens[first].lower in _STILL
        ):  # "Ujarnya, …", "Masih kata X, …"
            start = made.last + 1 if made.last < last and tokens[made.last].text in ",:" else made.last
            return Passage(made, ((start, last),), "verb-first")
        end = last
        rest = made.last
        if (
            rest >= last - 1
            or not any(tokens[k].kind == "word" for k in range(rest, last))
            or (tokens[rest].text == "," and self._only_date(s, rest + 1, last))
        ):
            end = cue.first - 1 if tokens[cue.first - 1].text == "," else cue.first
        return Passage(made, ((first, end),), "interrupted")

    def _only_date(self, s: Sentence, first: int, last: int) -> bool:
        return any(m.kind is Kind.DATE and m.first <= first + 3 and m.last >= last - 4 for m in s.mentions)

    def leading(self, s: Sentence, cue: Mention, first: int, last: int) -> Passage | None:
        """ "X mengatakan, …", "Ia berharap dokumen itu …", "Dikatakan X, …", and what stands before them."""
        passive = any(c.voice == "passive" for c in cue.value)
        made = self.speaker_after(s, cue) if passive else self.speaker_before(s, cue, first)
        if made is None or (self._unsaid(cue, first) and not self._who_said(cue, made)):
            return None
        if not passive and made.mention is None and made.first > first + 9 and not self._between_commas(made, first):
            return None
        if passive and self._is_told(cue, first):
            return self._told_before(s, cue, made)
        if whole := self._whole(s, cue, made, (first, last)):
            return Passage(made, (whole,), "interrupted")
        i = self._begins(s, cue, made.last if passive else cue.last, last)
        if passive and cue.first > first + 1 and i is not None and i < last and self.doc.tokens[i].lower in _AT:
            return None  # "Laporan disampaikan X saat rapat": of what was said, nothing is told
        if i is not None and self._refers_back(i, last):
            return self._told_before(s, cue, made)
        if i is None or self._names_only(cue, i, last):
            return None
        return Passage(made, ((i, last),), "reported")

    def _begins(self, s: Sentence, cue: Mention, i: int, last: int) -> int | None:
        """The token at which the words reported after a verb begin; ``None`` where a noun says all: a speech."""
        tokens = self.doc.tokens
        word = tokens[cue.last - 1].lower
        if i < last and word.endswith("minta") and tokens[i].lower in _ASKED:
            return None
        if i < last and tokens[i].lower in _HOPES:
            i += 1
        elif (
            i + 1 < last
            and tokens[i].lower in _NO_CONTENT
            and tokens[i + 1].lower not in _THAT
            and (word in _NOUNS_ONLY or word.startswith("menyampai"))
            and not word.startswith("menyebut")
        ):
            return None
        while i < last and tokens[i].text in ",:":
            i += 1
        dated = next((m for m in s.mentions if m.kind is Kind.DATE and m.first == i), None)
        if dated is not None and dated.last < last and tokens[dated.last].text == ",":
            i = dated.last + 1  # "menyatakan, Kamis (7/12/2023), data …"
        i = self._past_occasion(i, last)
        if i < last and tokens[i].lower in _CONJUNCTIONS:
            i += 1
        while i < last and tokens[i].text in ",:":
            i += 1
        return i

    def _past_occasion(self, i: int, last: int) -> int:
        """Past what only tells to whom or when it was said: "menyampaikan kepada peserta bahwa …"."""
        tokens = self.doc.tokens
        if i >= last or tokens[i].lower not in _AT:
            return i
        ahead = range(i + 1, min(i + _LONGEST_OCCASION, last))
        return next((k for k in ahead if tokens[k].lower in _CONJUNCTIONS), i)

    # -- where the words said stand before the verb, too

    def _whole(self, s: Sentence, cue: Mention, made: Attribution, clause: tuple[int, int]) -> tuple[int, int] | None:
        """The whole clause, where its beginning is already part of what was said."""
        first, last = clause
        tokens = self.doc.tokens
        if any(c.voice == "passive" for c in cue.value):
            if cue.first < first + 2 or tokens[cue.first].lower.removesuffix("nya") not in _OPINIONS:
                return None
            told = any(t.kind == "word" for t in tokens[made.last : last])
            ends = not told or (tokens[made.last].text == "," and not tokens[cue.first].lower.endswith("nya"))
            return (first, cue.first if ends else last)
        if made.mention is None and self._between_commas(made, first) and not self._sets_scene(first, made.first):
            return (first, last)
        before = [t.lower for t in tokens[first : made.first]]
        owns = tokens[cue.first].lower == "mengaku"
        content = before[:1] and (before[0] in _REASONS or (before[0] == "ketika" and owns))
        alone = before.count(",") == 1 and before[-1] == "," and len(before) > 4
        if content and alone and before[1] not in _JOINED and not _HEARERS & set(before):
            return (first, last)  # "Bagi daerah yang belum kebagian, X berharap …"
        return None

    def _between_commas(self, made: Attribution, first: int) -> bool:
        """Whether subject and verb stand between commas: "Ukurannya, ia menerangkan, ialah …"."""
        tokens = self.doc.tokens
        end = made.cue.last
        return (
            made.first > first + 1
            and tokens[made.first - 1].text == ","
            and end < len(tokens)
            and tokens[end].text == ","
        )

    def _sets_scene(self, first: int, last: int) -> bool:
        """Whether what stands before a subject only tells when, where or how something was said."""
        tokens = self.doc.tokens
        return tokens[first].lower in _SETTINGS or any(
            m.kind in (Kind.DATE, Kind.EVENT) for m in self.doc.sentence_at(first).mentions if m.last <= last
        )

    # -- what is no report

    def _is_told(self, cue: Mention, first: int) -> bool:
        """ "Hal itu disampaikan …": what was said stands elsewhere."""
        opening = [t.lower for t in self.doc.tokens[first : cue.first]]
        if len(opening) == 1:
            return opening[0] in _THUS  # "Demikian disampaikan X"
        return len(opening) == 2 and opening[0] in _TOLD_THINGS and opening[1] in _THAT

    def _told_before(self, s: Sentence, cue: Mention, made: Attribution) -> Passage | None:
        """ "Hal itu disampaikan X saat …": what was said is the sentence before, where nobody else says it."""
        before = next((x for x in reversed(self.doc.sentences) if x.last == s.first), None)
        if before is None or before.kind is not BlockKind.PARAGRAPH:
            return None
        if any(before.first <= self.token(st) < before.last for st in self.made[-3:]):
            return None
        inside = [q for q in self.doc.quotations if before.first <= q.first and q.last <= before.last]
        if self.doc.quoted[before.first] or inside:
            whole = bool(inside) and inside[0].first == before.first + 1 and inside[-1].last >= before.last - 2
            spans = tuple((q.first, q.last) for q in inside)
            return Passage(made, spans, "told-before", direct=True) if whole else None
        return Passage(made, ((before.first, before.last),), "told-before")

    def _unsaid(self, cue: Mention, first: int) -> bool:
        """Whether the verb is denied, refused or only planned: "belum bersedia membeberkan", "yang menyebut"."""
        tokens = self.doc.tokens
        i = cue.first - 1
        while i > first and tokens[i].lower in _WILLING:
            i -= 1
        return i >= first and tokens[i].lower in _NOT_SAID

    def _who_said(self, cue: Mention, made: Attribution) -> bool:
        """Whether the clause of a person reports, and no other does: "… Bupati X, yang menyebut bahwa …"."""
        tokens = self.doc.tokens
        relative = tokens[cue.first - 1].lower == _WHO and made.mention is not None
        beside = made.mention is not None and cue.first - 1 - made.mention.last <= (tokens[cue.first - 2].text == ",")
        return relative and beside and cue.last < len(tokens) and tokens[cue.last].lower in _CONJUNCTIONS

    def _refers_back(self, i: int, last: int) -> bool:
        """Whether what is said was told before: "menyampaikan hal itu di sela acara"."""
        said = [t.lower for t in self.doc.tokens[i : min(i + 3, last)]]
        return len(said) == 3 and said[1] in _THAT and said[2] in _AT

    def _names_only(self, cue: Mention, i: int, last: int) -> bool:
        """Whether the verb has a thing for its object and no clause: "memaparkan inovasi X di hadapan dewan juri"."""
        tokens = self.doc.tokens
        if tokens[cue.first].lower not in _NOUNS_ONLY or tokens[cue.last].text in ",:":
            return False
        if tokens[cue.last].lower in _CONJUNCTIONS:
            return False
        for k in range(i, last):
            word = tokens[k].lower
            if word in _PREDICATES or (word.startswith(_VERBAL) and len(word) > 5 and not tokens[k].capital):
                return False
            if word in _THAT and k + 1 < last and tokens[k + 1].kind == "word" and tokens[k + 1].lower not in _AT:
                return False  # "menyebut piagam itu buah kerja warga"
        return True
