"""Gathering the persons of an article: who is named where, by what words, and in which office."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.coreference.alike_names import parts_of
from kg.extraction.coreference.appositions import appositions, could_be_person, said_by, stand_ins
from kg.extraction.coreference.bare_names import named_person
from kg.extraction.coreference.registry import Known, Registry, denoted, fullest, holding, name_of
from kg.extraction.coreference.short_names import short_for
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.people import names_nobody, person_words
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extraction.mentions.people import Name
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document, Mention, Sentence

_NO_PERSON = words("heads-of-no-person")
_FIRMS = words("words-of-firms")
_APPOSES = ",(-–—"
_MOST_ADDED = 2
"""No fuller form of a name has more words more than these."""


def gather(doc: Document, phrases: Phrases) -> Registry:
    """The persons of a document."""
    gathering = _Gathering(doc, phrases)
    doubtful: list[tuple[Name, Sentence]] = []
    for sentence in sorted(doc.sentences, key=lambda s: s.kind is BlockKind.HEADLINE):
        for at, mention in enumerate(sentence.mentions):
            name = name_of(mention)
            if name is None or _firm(name):
                continue
            if mention.kind is Kind.NAME and not gathering.is_person(sentence, at):
                doubtful.append((name, sentence))
            elif sentence.kind is BlockKind.HEADLINE:
                gathering.take_headline(name)
            else:
                gathering.take(mention, name)
    for name, sentence in doubtful:
        if could_be_person(doc, name):
            gathering.take_doubtful(name, sentence)
    gathering.take_stand_ins()
    return gathering.registry()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A person of whom more may still be found; ``number`` tells them from every other, whatever is found."""

    number: int
    spellings: Mapping[str, int] = field(default_factory=dict)
    offices: tuple[OfficeReading, ...] = ()
    nicknames: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return fullest(self.spellings)

    def known(self) -> Known:
        return Known(self.spellings, self.offices, self.nicknames)

    def spelt(self, text: str) -> _Draft:
        return replace(self, spellings={**self.spellings, text: self.spellings.get(text, 0) + 1})

    def called(self, text: str) -> _Draft:
        return replace(self, nicknames=(*self.nicknames, text))

    def in_office(self, *offices: OfficeReading) -> _Draft:
        return replace(self, offices=(*self.offices, *offices))


class _Gathering:
    """What was gathered so far: each name asks those before it, and what it adds is kept for those after it.

    A builder, and so the one thing here that changes: a draft is replaced by one that tells more, and every token that
    names it finds the new one. What is made of it does not change any more: :meth:`registry`.
    """

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self.doc = doc
        self.organizations = phrases.lexicon.heads["organization"]
        self.drafts: list[_Draft] = []
        self.by_token: dict[int, int] = {}  # the number of a draft
        self.called_by: dict[int, int] = {}
        self.called_so = _other_names(doc)
        self.appositions = appositions(doc, phrases)

    def registry(self) -> Registry:
        """All persons, as they stay."""
        known = tuple(draft.known() for draft in self.drafts)
        return Registry(
            self.doc,
            known,
            {token: known[number] for token, number in self.by_token.items()},
            {token: known[number] for token, number in self.called_by.items()},
            self.appositions,
        )

    def keep(self, draft: _Draft) -> _Draft:
        """Keep what is now known of somebody."""
        self.drafts[draft.number] = draft
        return draft

    def at(self, token: int) -> _Draft | None:
        """Whoever is named at a token."""
        number = self.by_token.get(token)
        return None if number is None else self.drafts[number]

    def is_person(self, sentence: Sentence, at: int) -> bool:
        """Whether a bare name is a person's: a verb of speaking beside it, or an office in apposition."""
        mention, outlet = sentence.mentions[at], self.doc.article.outlet
        own = outlet is not None and outlet.value == self.doc.words(mention.first, mention.last)
        if sentence.kind is BlockKind.HEADLINE or own:
            return False
        return bool(self.appositions.get(mention.first)) or named_person(self.doc, sentence, at, self.organizations)

    def take_headline(self, name: Name) -> None:
        """Somebody whom the body names, named in the headline, where a verb with a capital may follow the name."""
        entry = denoted(self.drafts, name.text)
        if entry is None:
            return  # "Bupati Terima Anugerah …": every word of a headline has a capital
        if set(parts_of(name.text)) <= set(parts_of(entry.name)):
            self.keep(entry.spelt(name.text))
        self.by_token[name.first] = entry.number

    def take(self, mention: Mention, name: Name) -> None:
        """A person, with the offices that stand before and after the name."""
        text = _own_words(self.doc, name) if mention.kind is Kind.NAME else name.text
        if not text:
            return
        entry = self.same_holder(mention, name) or self.for_short(mention, text) or self.enter(text)
        self.by_token[name.first] = entry.number
        before = (mention.value,) if isinstance(mention.value, OfficeReading) else ()
        behind = (office for office, _ in self.appositions.get(mention.first, ()))
        self.keep(entry.in_office(*before, *behind))

    def take_doubtful(self, name: Name, sentence: Sentence) -> None:
        """A name that only somebody who is known otherwise may have."""
        found = denoted(self.drafts, name.text)
        if found is None and self.is_called(sentence, name):
            found = self.last_before(name)
            if found:
                found = self.keep(found.called(name.text))
        if found is None or sentence.kind is BlockKind.HEADLINE:
            return
        known = set(parts_of(found.name))  # what a bare name adds may be other words: "Agung Laksono Anggap"
        within = name.text not in found.nicknames and set(parts_of(name.text)) <= known
        if within and _may_be_spelling(name, found.name, sentence):
            self.keep(found.spelt(name.text))
        self.by_token[name.first] = found.number

    def take_stand_ins(self) -> None:
        """Give whoever was named before the office that the article calls the same person by: "Camat itu"."""
        for office, person in stand_ins(self.doc):
            name = name_of(person)
            known = self.at(name.first) if name else None
            if name is None or holding(self.drafts, office.value) not in (None, known):
                continue
            told = known.offices if known else ()
            if told and not said_by(self.doc, office):
                continue  # somebody whose office is told is not called by another one
            known = self.keep((known or self.enter(name.text)).in_office(office.value))
            self.by_token[name.first] = self.called_by[office.first] = known.number

    def last_before(self, name: Name) -> _Draft | None:
        """The person of the last office or title before a name."""
        before = None
        for mention in self.doc.mentions(Kind.OFFICE, Kind.PERSON):
            other = name_of(mention)
            if mention.first < name.first and other is not None:
                before = self.at(other.first) or before
        return before

    def same_holder(self, mention: Mention, name: Name) -> _Draft | None:
        """The head of an area whom another word names too: "Wali Kota Ita" beside "Wali Kota Ika Puspitasari"."""
        office = mention.value
        if not isinstance(office, OfficeReading) or office.behind not in AREA_KINDS or " " in name.text:
            return None
        known = holding(self.drafts, office) if denoted(self.drafts, name.text) is None else None
        return None if known is None else self.keep(known.called(name.text))

    def for_short(self, mention: Mention, text: str) -> _Draft | None:
        """The one person named before whose name a lone word shortens: "Nur" after "Siti Nurjanah"."""
        if mention.kind is Kind.OFFICE or " " in text or text in self.called_so:
            return None
        if denoted(self.drafts, text) is not None:
            return None
        found = [known for known in self.drafts if short_for(text, known.name)]
        if len(found) != 1:
            return None
        return self.keep(found[0].called(text))

    def is_called(self, sentence: Sentence, name: Name) -> bool:
        """Whether words beside a name say that somebody is called so."""
        first, last = max(sentence.first, name.first - 3), min(name.last + 3, sentence.last)
        return any(t.lower in person_words().called for t in self.doc.tokens[first:last])

    def enter(self, text: str) -> _Draft:
        """Whoever has a name, which may be known by a fuller one; somebody new, where nobody has it."""
        full = self.called_so.get(text)
        entry = denoted(self.drafts, full or text)
        if entry is None:
            entry = _Draft(len(self.drafts))
            self.drafts.append(entry)
        if full is None or not entry.spellings:
            entry = entry.spelt(full or text)
        if full and text not in entry.nicknames:
            entry = entry.called(text)
        return self.keep(entry)


def _other_names(doc: Document) -> dict[str, str]:
    """Names that the article introduces for a person named otherwise, each with that person's name in full."""
    found: dict[str, str] = {}
    words, tokens = person_words(), doc.tokens
    before: Name | None = None
    holder: Name | None = None
    for sentence in doc.body():
        for mention in sentence.mentions:
            name = name_of(mention)
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
                and not set(parts_of(holder.text)) & set(parts_of(name.text))
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


def _may_be_spelling(name: Name, known: str, sentence: Sentence) -> bool:
    """Whether a run of capitals that holds a person's name is a fuller form of it: not "Vonis Ahmad Dhani"."""
    tokens, before = parts_of(name.text), parts_of(known)
    if len(tokens) <= len(before):
        return True
    if len(tokens) - len(before) > _MOST_ADDED or any(w.isupper() and len(w) > 3 for w in name.text.split()):
        return name.text.isupper()
    return tokens[: len(before)] == before or name.first > sentence.first


def _firm(name: Name) -> bool:
    """Whether what was read as a person's name is a body's: "Ketua Tim Bidang SPBE", "CEO Solusi Internasional"."""
    tokens = parts_of(name.text)
    return bool(set(tokens[:1]) & _NO_PERSON) or (len(tokens) > 1 and any(token in _FIRMS for token in tokens))
