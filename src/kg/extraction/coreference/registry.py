"""Who is who in one article: every mention of a person, gathered under the fullest form of the name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind, Role
from kg.extraction.coreference.appositions import appositions, could_be_person, said_by, stand_ins
from kg.extraction.coreference.bare_names import ends_apposition, introduced, speaks
from kg.extraction.coreference.short_names import short_for
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.people import Name, PersonWords, names_nobody, person_words
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.facts import Person

if TYPE_CHECKING:
    from kg.extraction.coreference.appositions import Told
    from kg.extraction.mentions.phrases import Phrases

__all__ = ["Known", "Registry", "speaks"]

_FROM_THERE = words("from-there")
_NO_PERSON = words("heads-of-no-person")
_FIRMS = words("words-of-firms")

_APPOSES = ",(-–—"
_MOST_ADDED = 2
"""No fuller form of a name has more words more than these."""


@dataclass(slots=True)
class Known:
    """A person of the article: spellings with their counts, and the offices that the text gives."""

    spellings: Counter[str] = field(default_factory=Counter)
    offices: list[OfficeReading] = field(default_factory=list)
    nicknames: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form; among equals the one most used, then the first in the alphabet."""
        return min(self.spellings, key=lambda s: (-len(_tokens(s)), -self.spellings[s], s))

    def person(self) -> Person:
        """The person as a value, every other spelling kept."""
        name = self.name
        others = {s for s in (*self.spellings, *self.nicknames) if s != name}
        return Person(name, tuple(sorted(others)))


class Registry:
    """The persons of a document, and who is meant by a mention, a part of a name, or an office."""

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self.doc = doc
        self.known: list[Known] = []
        self._by_token: dict[int, Known] = {}
        self._called_by: dict[int, Known] = {}
        self._called_so = _other_names(doc)
        self._apposition = appositions(doc, phrases)
        weak: list[tuple[Mention, Name, Sentence]] = []
        for sentence in sorted(doc.sentences, key=lambda s: s.kind is BlockKind.HEADLINE):
            for at, mention in enumerate(sentence.mentions):
                name = _name_of(mention)
                if name is None or _firm(name):
                    continue
                if mention.kind is Kind.NAME and not self._named_person(sentence, at, phrases):
                    weak.append((mention, name, sentence))
                    continue
                if sentence.kind is BlockKind.HEADLINE and self.find(name.text) is None:
                    continue  # "Bupati Terima Anugerah …": every word of a headline has a capital
                if sentence.kind is BlockKind.HEADLINE:
                    self._by_token[name.first] = self._of_headline(name)
                    continue
                text = _own_words(doc, name) if mention.kind is Kind.NAME else name.text
                if not text:
                    continue
                entry = self._same_holder(mention, name) or self._for_short(mention, text) or self._enter(text)
                self._by_token[name.first] = entry
                if isinstance(mention.value, OfficeReading):
                    entry.offices.append(mention.value)
                entry.offices.extend(office for office, _ in self.appositions(mention))
        for _, name, sentence in weak:
            if not could_be_person(doc, name):
                continue
            found = self.find(name.text)
            if found is None and self._called(sentence, name):
                before = [m for m in doc.mentions(Kind.OFFICE, Kind.PERSON) if m.first < name.first and self.at(m)]
                found = self.at(before[-1]) if before else None
                if found:
                    found.nicknames.append(name.text)
            if found and sentence.kind is not BlockKind.HEADLINE:
                known = set(_tokens(found.name))  # what a bare name adds may be other words: "Agung Laksono Anggap"
                if (
                    name.text not in found.nicknames
                    and set(_tokens(name.text)) <= known
                    and _may_be_spelling(name, found, sentence)
                ):
                    found.spellings[name.text] += 1
                self._by_token[name.first] = found
        self._stand_ins()

    def appositions(self, mention: Mention) -> list[Told]:
        """The offices that stand after a name, each with the rule that says so."""
        return self._apposition.get(mention.first, [])

    def _stand_ins(self) -> None:
        """Give whoever was named before the office that the article calls the same person by: "Camat itu"."""
        for office, person in stand_ins(self.doc):
            name = _name_of(person)
            known = self._by_token.get(name.first) if name else None
            if name is None or self.holder(office.value) not in (None, known):
                continue
            told = known.offices if known else []
            if told and not said_by(self.doc, office):
                continue  # somebody whose office is told is not called by another one
            if known is None:
                known = self._by_token[name.first] = self._enter(name.text)
            known.offices.append(office.value)
            self._called_by[office.first] = known

    def called_by(self, mention: Mention) -> Known | None:
        """The person whom an office without a name stands for: "Kepala Dinas X itu"."""
        return self._called_by.get(mention.first)

    def _of_headline(self, name: Name) -> Known:
        """Somebody whom the body names, named in the headline, where a verb with a capital may follow the name."""
        entry = self.find(name.text) or self._enter(name.text)
        if set(_tokens(name.text)) <= set(_tokens(entry.name)):
            entry.spellings[name.text] += 1
        return entry

    def _same_holder(self, mention: Mention, name: Name) -> Known | None:
        """The head of an area whom another word names too: "Wali Kota Ita" beside "Wali Kota Ika Puspitasari"."""
        office = mention.value
        if not isinstance(office, OfficeReading) or office.behind not in AREA_KINDS or " " in name.text:
            return None
        known = self.holder(office) if self.find(name.text) is None else None
        if known is not None:
            known.nicknames.append(name.text)
        return known

    def _for_short(self, mention: Mention, text: str) -> Known | None:
        """The one person named before whose name a lone word shortens: "Nur" after "Siti Nurjanah"."""
        if mention.kind is Kind.OFFICE or " " in text or text in self._called_so or self.find(text) is not None:
            return None
        found = [known for known in self.known if short_for(text, known.name)]
        if len(found) != 1:
            return None
        found[0].nicknames.append(text)
        return found[0]

    def _named_person(self, sentence: Sentence, at: int, phrases: Phrases) -> bool:
        """Whether a bare name is a person's: a verb of speaking beside it, or an office in apposition."""
        mention = sentence.mentions[at]
        tokens = self.doc.tokens
        outlet = self.doc.article.outlet
        if sentence.kind is BlockKind.HEADLINE or (
            outlet and outlet.value == self.doc.words(mention.first, mention.last)
        ):
            return False
        if self.appositions(mention):
            return True
        if mention.last - mention.first == 1 and tokens[mention.first].lower.endswith("nya"):
            return False  # "Nilainya ditaksir"
        if introduced(self.doc, sentence, mention):
            return True
        before = sentence.mentions[at - 1] if at else None
        after = sentence.mentions[at + 1] if at + 1 < len(sentence.mentions) else None
        said = before is not None and before.kind is Kind.CUE and before.last == mention.first and speaks(before)
        follows = after is not None and after.kind is Kind.CUE and after.first == mention.last and speaks(after)
        follows = follows and tokens[mention.first - 1].lower not in _FROM_THERE
        follows = follows and not ends_apposition(self.doc, sentence, mention)
        if (said or follows) and self.doc.tokens[mention.first].lower not in phrases.lexicon.heads["organization"]:
            return True
        words = person_words()
        if mention.first > sentence.first and tokens[mention.first - 1].lower in words.named:
            return True
        speaking = any(m.kind is Kind.CUE and m.first > mention.last and speaks(m) for m in sentence.mentions)
        whole = mention.last - mention.first >= 2 or (mention.first == sentence.first and speaking)
        end = mention.last
        if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].kind == "number":
            end += 3  # "Suharti (47), warga Kelurahan X, mengaku"
        lone = end < len(tokens) and tokens[end].text == "," and whole
        if lone and end + 1 < len(tokens) and tokens[end + 1].lower in words.occupations:
            return True
        if (
            before is not None
            and before.kind is Kind.BODY
            and before.last == mention.first
            and before.first > sentence.first
        ):
            return tokens[before.first - 1].lower in words.occupations  # "pengajar Universitas X Ni Luh Y, menyebut"
        return self._apposed(sentence, mention, words)

    def _apposed(self, sentence: Sentence, mention: Mention, words: PersonWords) -> bool:
        """Whether the name stands behind what the person is called: "Seorang pedagang, Sumiati,", "Istri X, Y,"."""
        tokens = self.doc.tokens
        if mention.first < sentence.first + 2 or tokens[mention.first - 1].text != ",":
            return False
        if mention.last >= sentence.last or tokens[mention.last].text not in ",.":
            return False
        for k in range(mention.first - 2, max(sentence.first, mention.first - 7) - 1, -1):
            if tokens[k].kind != "word":
                return False
            called = tokens[k].lower in words.occupations or tokens[k].lower in words.kin
            if called and (k == sentence.first or not tokens[k].capital):
                return True
        return False

    def _called(self, sentence: Sentence, name: Name) -> bool:
        words = {
            t.lower for t in self.doc.tokens[max(sentence.first, name.first - 3) : min(name.last + 3, sentence.last)]
        }
        return bool(words & person_words().called)

    def _enter(self, text: str) -> Known:
        full = self._called_so.get(text)
        entry = self.find(full or text)
        if entry is None:
            entry = Known()
            self.known.append(entry)
        if full is None or not entry.spellings:
            entry.spellings[full or text] += 1
        if full and text not in entry.nicknames:
            entry.nicknames.append(text)
        return entry

    def find(self, text: str) -> Known | None:
        """The person whom a name or a part of one denotes; the last named where several could be meant."""
        tokens = _tokens(text)
        best = [k for k in self.known if any(_same(tokens, _tokens(s)) for s in (*k.spellings, *k.nicknames))]
        whole = [k for k in best if any(set(tokens) & set(_tokens(s)) for s in (*k.spellings, *k.nicknames))]
        found = whole or best  # "Muhlis" is rather Muhlis Arrahman than Nurhayati M. Saleh
        return found[-1] if found else None

    def at(self, mention: Mention) -> Known | None:
        """The person of a mention."""
        name = _name_of(mention)
        return self._by_token.get(name.first) if name else None

    def holder(self, reading: OfficeReading) -> Known | None:
        """The one person of the article who holds an office that is mentioned without a name."""
        found = []
        for known in self.known:
            for office in known.offices:
                if office.role == reading.role or (reading.role == "Kepala" and office.role.startswith("Kepala")):
                    same = (
                        reading.area is None or office.area is None or set(reading.area.codes) & set(office.area.codes)
                    )
                    if same and known not in found:
                        found.append(known)
        return found[0] if len(found) == 1 else None

    def role(self, known: Known, mention: Mention, rule: str) -> Role[Person]:
        """The person as a role whose words are the mention's."""
        name = _name_of(mention)
        evidence = self.doc.evidence(name.first, name.last) if name else self.doc.of(mention)
        return Role(
            known.person(),
            (evidence,),
            rule,
            "" if name and name.text == known.name else f"{evidence.quote} → {known.name}",
        )


def _other_names(doc: Document) -> dict[str, str]:
    """Names that the article introduces for a person named otherwise, each with that person's name in full."""
    found: dict[str, str] = {}
    words, tokens = person_words(), doc.tokens
    before: Name | None = None
    holder: Name | None = None
    for sentence in doc.body():
        for mention in sentence.mentions:
            name = _name_of(mention)
            if name is None:
                continue
            ahead = [t.lower for t in tokens[max(sentence.first, name.first - 3) : name.first]]
            apposed = before and 1 < name.first - before.last <= 4 and tokens[before.last].text in _APPOSES
            nicknamed = apposed and before and tokens[before.last + 1].lower in words.called
            if before and ahead and (ahead[-1] in words.in_full or nicknamed):  # "Mas Toro, panggilan akrab Sutoro"
                found.setdefault(before.text, name.text)
            elif (
                holder
                and mention.kind is not Kind.OFFICE
                and words.called & set(ahead)
                and not set(_tokens(holder.text)) & set(_tokens(name.text))
            ):
                found.setdefault(name.text, holder.text)
            if name.last >= sentence.last or tokens[name.last].lower not in words.in_full:
                before = name  # but not the noun of "Nama lengkapnya"
            if mention.kind is not Kind.NAME:
                holder = name
    return found


def _own_words(doc: Document, name: Name) -> str:
    """The name without what its bearer represents: "Rina" of "Perwakilan Bank Sentral Rina"; it may be empty."""
    first = next((k + 1 for k in range(name.last - 1, name.first - 1, -1) if names_nobody(doc.tokens[k].lower)), None)
    return name.text if first is None else doc.words(first, name.last)


def _may_be_spelling(name: Name, known: Known, sentence: Sentence) -> bool:
    """Whether a run of capitals that holds a person's name is a fuller form of it: not "Vonis Ahmad Dhani"."""
    tokens, before = _tokens(name.text), _tokens(known.name)
    if len(tokens) <= len(before):
        return True
    if len(tokens) - len(before) > _MOST_ADDED or any(w.isupper() and len(w) > 3 for w in name.text.split()):
        return name.text.isupper()
    return tokens[: len(before)] == before or name.first > sentence.first


def _firm(name: Name) -> bool:
    """Whether what was read as a person's name is a body's: "Ketua Tim Bidang SPBE", "CEO Solusi Internasional"."""
    tokens = _tokens(name.text)
    return bool(set(tokens[:1]) & _NO_PERSON) or (len(tokens) > 1 and any(token in _FIRMS for token in tokens))


def _name_of(mention: Mention) -> Name | None:
    if isinstance(mention.value, Name):
        return mention.value
    if isinstance(mention.value, OfficeReading):
        return mention.value.holder
    return None


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    return tuple(w.strip(".").lower().replace("’", "'") for w in text.replace(".", ". ").split() if w.strip("."))


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: one lies within the other, letters doubled or dropped forgiven."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if min(len(x) for x in long) == 1 and len(short) == 1 and short[0] not in long and len(long[0]) == 1:
        return False  # "Masliani" is not "M. Fadli Aspar"
    if len(short) == 1 and len(long) > 1 and _blended(short[0], long):
        return True
    if len(short) == 1 and len(long) > 1 and len(short[0]) < 7 and short[0] not in long:
        # a lone short name is no misprint of another's: "Suardi" is not Teddy Sukardi
        return any(_shortened(short[0], y) or _transposed(short[0], y) for y in long) and len(short[0]) > 2
    if len(short) == 1 and len(short[0]) < 3:
        return len(short[0]) == 2 and short[0] == long[0]  # "Uu" of "Uu Hasan"
    return _each_has_its_own(short, long)


def _each_has_its_own(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of a name is alike another one of a longer name: "M Musthofa" is not "M Rizal"."""
    left = list(long)
    whole = False  # initials alone make nobody: "Agustamdan" is not "Syusanty A Mansyur"
    for word in sorted(short, key=lambda x: (x not in long, -len(x))):
        like = next((y for y in left if word == y), None) or next((y for y in left if _alike(word, y)), None)
        if like is None:
            return False
        whole = whole or min(len(word), len(like)) > 1 or len(long) == 1
        left.remove(like)
    return whole


def _blended(short: str, long: tuple[str, ...]) -> bool:
    """Whether a name is made of how two others begin: "Jokowi" of Joko and Widodo."""
    return any(
        short == first[:k] + second[: len(short) - k]
        for first, second in pairwise(long)
        for k in range(max(2, len(short) - len(second)), min(len(first), len(short) - 2) + 1)
    )


def _shortened(x: str, y: str) -> bool:
    return len(x) >= 4 and len(y) > len(x) and y.startswith(x)  # "Risma" for Rismaharini


def _transposed(x: str, y: str) -> bool:
    """Whether two spellings hold the same letters: "Jhon" for John."""
    return len(x) == len(y) >= 4 and x[0] == y[0] and sorted(x) == sorted(y)


def _alike(x: str, y: str) -> bool:
    if x == y:
        return True
    if min(len(x), len(y)) == 1:
        return x[0] == y[0]
    if _shortened(x, y) or _transposed(x, y):
        return True
    return len(x) >= 5 and len(y) >= 5 and x[0] == y[0] and SequenceMatcher(None, x, y).ratio() >= 0.86
