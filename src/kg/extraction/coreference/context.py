"""What the fact types share of one article: the document, its persons, areas settled, years, dates completed."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.article import Evidence, Role
from kg.extraction.coreference.gathering import gather
from kg.extraction.coreference.instruments import instruments
from kg.extraction.coreference.names_table import NamesTable
from kg.extraction.coreference.shared_kinds import with_kinds_shared
from kg.extraction.mentions.areas import AreaReading, settle
from kg.extraction.mentions.bodies import BodyReading
from kg.extraction.mentions.offices import OfficeReading
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.extraction.structure.lists import Listing, listings
from kg.facts import Area, NearMiss, Organization
from kg.language.dates import DateMention, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kg.extraction.coreference.registry import Registry
    from kg.extraction.mentions.phrases import Phrases

_YEAR = re.compile(r"(?<![\d/.,-])(19[89]\d|20[0-4]\d)(?![\d/]|[.,]\d|-\d)")
_WORKS = words("works")
_NUMBERS = words("number-words")
_KINDS_TOLD = words("kinds-of-areas-told")
_OFTEN = 2
_BOTH_KINDS = words("both-kinds")
_KINDS = {word: kind for kind in ("city", "regency") for word in words(f"told-of-{kind}")}


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read as far as mentions and persons; the extractors of the fact types ask it.

    Only ``near_misses`` grows: whoever finds that something is no fact notes it there at once.
    """

    doc: Document
    phrases: Phrases
    people: Registry
    decided: dict[str, set[str]]
    years: list[int]
    municipal: bool = False  # the article speaks of "kabupaten dan kota"
    only_kind: str | None = None  # it speaks of cities alone, or of regencies alone
    works: frozenset[str] = frozenset()
    names: NamesTable = field(default_factory=NamesTable)
    categories: frozenset[str] = frozenset()  # the names of categories, in lower case
    near_misses: list[NearMiss] = field(default_factory=list)
    instruments: tuple[Mention, ...] = ()  # what areas are measured with, beside awards and indices
    listings: tuple[Listing, ...] = ()
    lists: tuple[Mention, ...] = ()  # the awards and programmes that it names, in order

    @staticmethod
    def of(doc: Document, phrases: Phrases) -> Reading:
        """Settle what the whole article decides: which Semarang, which year."""
        doc = with_kinds_shared(doc, phrases)
        decided: dict[str, set[str]] = {}
        for mention in doc.mentions(Kind.AREA, Kind.OFFICE, Kind.BODY):
            reading = reading_of(mention)
            if reading is None and isinstance(mention.value, OfficeReading) and mention.value.body:
                reading = mention.value.body.area
            if reading and len(reading.codes) == 1:
                decided.setdefault(reading.name.lower(), set()).update(reading.codes)
        years: list[int] = [doc.article.published.value.year] if doc.article.published else []
        years += [m.value.start.year for m in doc.mentions(Kind.DATE) if m.value.start]
        for mention in doc.mentions(Kind.AWARD, Kind.EVENT, Kind.PROGRAMME):
            years += [int(y) for y in _YEAR.findall(doc.words(mention.first, mention.last))]
        names = NamesTable.of(doc)
        return Reading(
            doc,
            phrases,
            gather(doc, phrases),
            decided,
            list(dict.fromkeys(years)),
            _municipal(doc),
            _only_kind(doc),
            _works(doc),
            names,
            frozenset(str(m.value).casefold() for m in doc.mentions(Kind.CATEGORY)),
            instruments=instruments(doc, names.longs),
            listings=tuple(listings(doc)),
            lists=tuple(doc.mentions(Kind.AWARD, Kind.PROGRAMME)),
        )

    def area(self, reading: AreaReading, hint: str | None = None) -> Area:
        """The area that a reading denotes in this article."""
        found = settle(self.phrases, reading, self.decided, hint)
        areas = self.phrases.gazetteer.areas
        if self.only_kind is None or {areas[c].kind for c in found.codes} != {"city", "regency"}:
            return found
        return settle(self.phrases, reading, self.decided, self.only_kind)

    def hint(self, sentence: Sentence) -> str | None:
        """The kind of area that a sentence counts ("lima kota teratas", "enam kabupaten"), if it counts one only."""
        tokens = self.doc.tokens[sentence.first : sentence.last]
        kinds = set()
        for previous, token in itertools.pairwise(tokens) if sentence.says(_KINDS.keys()) else ():
            if token.lower in _KINDS and not token.capital:
                counted = previous.kind == "number" or previous.lower in _NUMBERS
                if counted or previous.lower in _KINDS_TOLD:
                    kinds.add(_KINDS[token.lower])
        text = " ".join(t.lower for t in tokens)
        if any(phrase in text for phrase in _BOTH_KINDS):
            return "municipal"
        if len(kinds) == 1:
            return kinds.pop()
        return "municipal" if self.municipal else None

    def day(self, mention: Mention) -> DateMention:
        """The date of a mention; a day without a year takes the year that the article states and the weekday allows."""
        value: DateMention = mention.value
        if value.start is None and value.precision == "day-without-year" and value.problem is None:
            for year in self.years:
                made = resolve(value, year)
                if made.start is not None:
                    return made
        return value

    def date(self, mention: Mention, rule: str, *, first_of_range: bool = False) -> Role[date] | None:
        """The day as a role, or ``None`` where the words give none; a range only where its first day is asked for."""
        value = self.day(mention)
        if value.start is None or (value.end is not None and not first_of_range):
            return None
        return Role(value.start, (self.doc.of(mention),), rule, value.note)

    def year_in(self, first: int, last: int, rule: str) -> Role[int] | None:
        """The year that stands among tokens, as a role."""
        text = self.doc.words(first, last)
        found = _YEAR.search(text)
        if not found:
            return None
        start = self.doc.tokens[first].start + found.start()
        return Role(int(found.group()), (self.doc.article.evidence(start, start + 4),), rule)

    def organization(self, body: BodyReading) -> Organization:
        """A body in its long form, with its area: "Dinas Kominfo Trenggalek" is "… Kabupaten Trenggalek"."""
        if body.area is None:
            name = self.names.full(body.name)
            if name == body.name:
                name = " ".join(self.acronyms.get(w, w) for w in body.name.split(" "))
            return Organization(name, body.kind)
        area = self.area(body.area)
        government = body.bare == "government" and not body.name.startswith(("Dinas", "Badan", "Sekretariat"))
        label = area.label
        if government:
            label = f"Pemerintah {label}"
        name = body.name.removesuffix(f" {label.split()[0]}")  # "Dinas Bina Marga DKI Jakarta"
        return Organization(f"{name} {label}".strip(), body.kind, area)

    @property
    def acronyms(self) -> Mapping[str, str]:
        """The short names that the article explains, with the long ones."""
        return self.names.longs

    def in_full(self, name: str) -> str:
        """A short name that the article explains, in full and with its edition: "PLCN 2023"."""
        return self.names.full(name)

    def text_role(self, mention: Mention, rule: str) -> Role[str]:
        """The label of a name, a building, a category, as a role."""
        value = mention.value if isinstance(mention.value, str) else self.doc.words(mention.first, mention.last)
        full = self.in_full(value)
        return Role(full, (self.doc.of(mention),), rule, "" if full == value else f"{value} → {full}")

    def miss(
        self,
        fact_type: str,
        reason: str,
        evidence: tuple[Evidence, ...],
        message_id: str,
        message_en: str,
        candidates: tuple[str, ...] = (),
    ) -> None:
        """Note what looks like a fact and is none."""
        self.near_misses.append(NearMiss(fact_type, reason, evidence, message_id, message_en, candidates))


def _municipal(doc: Document) -> bool:
    """Whether an article speaks of regencies and cities, so that a bare "Jambi" is the city and not the province."""
    return bool(
        re.search(
            r"kabupaten\s*(dan|/|serta|maupun)?\s*kota|kota\s*(dan|/|serta|maupun)\s*kabupaten",
            doc.text,
            re.IGNORECASE,
        )
    )


def _only_kind(doc: Document) -> str | None:
    """The one kind of areas that an article speaks of: "26 kota", "para wali kota", and nowhere of a regency."""
    told = Counter(_KINDS[t.lower] for t in doc.tokens if t.lower in _KINDS)
    common = Counter(_KINDS[t.lower] for t in doc.tokens if t.lower in _KINDS and not t.capital)
    return next((k for k, n in common.items() if n >= _OFTEN and len(told) == 1), None)


def _works(doc: Document) -> frozenset[str]:
    """The names of applications and other works: "aplikasi Lentera Warga", "SIGAP Timah, aplikasi aduan"."""
    tokens = doc.tokens
    found = set()
    for m in doc.mentions(Kind.NAME):
        kind = next((k for k in range(m.first - 1, max(m.first - 4, -1), -1) if tokens[k].lower in _WORKS), None)
        introduced = kind is not None and not any(t.kind == "mark" for t in tokens[kind : m.first])
        after = [t.lower for t in tokens[m.last : m.last + 2]]
        if introduced or (after[:1] == [","] and after[1:] and after[1] in _WORKS):
            found.add(doc.words(m.first, m.last))
    return frozenset(found)
