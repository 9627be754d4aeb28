"""One pass over an article's tokens: every sentence gets its typed mentions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, told_areas
from kg.extraction.mentions.awards import (
    award_after,
    called_awards,
    index_of_markets,
    no_award,
    of_family,
    prize_of_category,
    tells_of_awards,
    told_as_award,
    won_as,
)
from kg.extraction.mentions.bodies import BodyReading, body_end, in_series
from kg.extraction.mentions.categories import (
    announced_categories,
    category_at,
    like_category,
    opens_title,
    plain_category,
)
from kg.extraction.mentions.english import english_office, english_roles
from kg.extraction.mentions.introduced import introduced, named_by_noun
from kg.extraction.mentions.measures import CATEGORY_WORDS, measure_at
from kg.extraction.mentions.names import classify, label, programme_after, run_end
from kg.extraction.mentions.offices import office_at
from kg.extraction.mentions.people import name_at, person_words, skip_titles
from kg.extraction.mentions.phrases import Phrases
from kg.extraction.mentions.venues import common_venue, joined, venue
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Document, Kind, Mention, Sentence
from kg.language.dates import DateMention, find_dates
from kg.language.sentences import split
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from kg.article import Article

_READ = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.ITEM)
_OPENS = frozenset(".?!…“„«‘\"'")  # behind these a capital may only begin a sentence, within a quotation too
_WORKS = words("works")
_INTRODUCES = words("introduces-award")
_GATHERS = words("held-in")
_CLASSES = words("classes")
_NIGHTS = words("nights")
_AWARD_IN_NAME = words("award-in-name")
_UNITS = words("units")
_LISTS = words("opens-lists")
_SERIES = words("more-categories") - CATEGORY_WORDS
_IN_SERIES = 2  # ", dan": so many tokens between two categories of a series
_VENUE_PARTS = words("venue-parts")
_NO_NAMES_ALONE = words("indices") | words("awards-in-general")


def read(article: Article, phrases: Phrases) -> Document:
    """The article's headline, paragraphs and list items as a document with mentions."""
    doc = Document(article)
    stop = phrases.lexicon.function_words
    for number, block in enumerate(article.blocks):
        if block.kind in _READ:
            first = len(doc.tokens)
            doc.tokens.extend(tokenize(article.text, block.span.start, block.span.end))
            found, quotations = split(doc.tokens, first, len(doc.tokens))
            doc.sentences.extend(Sentence(a, b, number, block.kind) for a, b in found)
            doc.quotations.extend(quotations)
    doc.quoted = [False] * len(doc.tokens)
    for q in doc.quotations:
        if q.last - q.first > 6 or doc.tokens[q.last - 1].text in ",.!?":
            doc.quoted[q.first : q.last] = [True] * (q.last - q.first)
    doc.told_areas = told_areas(doc, phrases)
    doc.introduced = introduced(doc, phrases)
    doc.called_awards = called_awards(doc, phrases)
    doc.tells_of_awards = tells_of_awards(doc)
    dates = {d.span.start: d for d in find_dates(article.text)}
    solo = _solo(doc, stop, phrases)
    for sentence in doc.sentences:
        sentence.mentions = _Scan(doc, phrases, sentence, dates, stop, solo).run()
    return doc


def _solo(doc: Document, stop: frozenset[str], phrases: Phrases) -> frozenset[str]:
    """Capitalised words that stand alone in a sentence or beside a verb of speaking: how a person is called again."""
    found = set()
    tokens = doc.tokens
    for s in doc.sentences:
        for i in range(s.first, s.last):
            t = tokens[i]
            if (
                not (t.capital and t.kind == "word" and len(t.text) > 2)
                or t.lower in stop
                or s.kind is BlockKind.HEADLINE
            ):
                continue
            after = tokens[i + 1] if i + 1 < s.last else None
            if after is not None and after.capital:
                continue
            before = tokens[i - 1] if i > s.first and tokens[i - 1].text not in _OPENS else None
            opened = i - 1 == s.first or (i - 2 >= s.first and tokens[i - 2].text in _OPENS)
            introduced_by = before is not None and (
                before.lower in person_words().honorifics or (opened and before.lower in stop)
            )
            if before is not None and before.capital and not introduced_by:
                continue
            if before is None and not (
                after and any(c.sense.startswith("say") or c.voice for c in phrases.lexicon.cues.get(after.lower, ()))
            ):
                continue
            if t.lower not in phrases.areas.entries and t.lower not in phrases.cues.entries:
                found.add(t.lower)
    return frozenset(found)


@dataclass(slots=True)
class _Scan:
    doc: Document
    phrases: Phrases
    sentence: Sentence
    dates: dict[int, DateMention]
    stop: frozenset[str]
    solo: frozenset[str]

    def run(self) -> list[Mention]:
        """The mentions of the sentence, left to right, none overlapping another (cues may lie within none)."""
        mentions: list[Mention] = []
        i, limit = self.sentence.first, self.sentence.last
        while i < limit:
            found = self.at(i, limit, mentions)
            if found is None:
                i += 1
                continue
            mentions.extend(found)
            i = max(found[-1].last, i + 1)
        return joined(self.doc, mentions)

    def at(self, i: int, limit: int, before: list[Mention]) -> list[Mention] | None:
        """What begins at token ``i``, if anything."""
        tokens = self.doc.tokens
        token = tokens[i]
        date = self.dates.get(token.start)
        if date is not None:
            end = i
            while end < limit and tokens[end].start < date.span.end:
                end += 1
            return [Mention(Kind.DATE, i, end, date)]
        if token.kind == "mark":
            return None
        number = measure_at(self.doc, i, limit)
        if number:
            return [number]
        if token.kind == "number":
            return None
        after_rank = token.lower == "untuk" and before and before[-1].kind is Kind.RANK and before[-1].last == i
        if after_rank and i + 1 < limit and tokens[i + 1].lower in _CLASSES:
            class_ = category_at(self.doc, self.phrases, i, limit)
            if class_:
                return [Mention(Kind.CATEGORY, i + 1, class_.last, self.doc.words(i + 1, class_.last))]
        if token.lower in CATEGORY_WORDS:
            category = category_at(self.doc, self.phrases, i, limit)
            found = [category] if category else announced_categories(self.doc, self.phrases, i, limit)
            if found:
                return found
        plain = plain_category(self.doc, i, limit)
        if plain:
            return [plain]
        if token.capital and token.lower in person_words().honorifics:
            name = self.person(i, limit)
            if name:
                return [name]
        office = self.office(i, limit)
        if office:
            return [office]
        if token.lower in english_roles().entries:
            office = english_office(self.doc, self.phrases, i, limit, self.stop, before)
            if office:
                return [office]
        if not token.capital:
            return self.lower(i, limit)
        return self.capital(i, limit, before)

    def lower(self, i: int, limit: int) -> list[Mention] | None:
        """A lower-case word: an award's generic word, a government, a cue."""
        tokens, phrases = self.doc.tokens, self.phrases
        lower = tokens[i].lower
        if lower == "malam" and i + 2 < limit and tokens[i + 1].lower in _NIGHTS:
            end = run_end(self.doc, phrases, i + 2, limit, self.stop) if tokens[i + 2].capital else i + 2
            if end > i + 2:
                return [Mention(Kind.EVENT, i, end, label(self.doc, i, end))]
        if lower in phrases.lexicon.heads["award_generic"] or lower in phrases.lexicon.heads["contest"]:
            award = award_after(self.doc, phrases, i, limit, self.stop)
            return [award] if award else None
        if lower in phrases.lexicon.heads["programme"]:
            programme = programme_after(self.doc, phrases, i, limit, self.stop)
            if programme:
                return [programme]
        building = common_venue(self.doc, phrases, i, limit, self.stop)
        if building:
            return building
        if lower in KINDS or lower.startswith("pem"):
            area = area_at(self.doc, phrases, i, limit)
            if area:
                return [Mention(Kind.AREA, i, area[0], area[1])]
        cue = phrases.cues.match(tokens, i, limit)
        return [Mention(Kind.CUE, i, cue[0], cue[1])] if cue else None

    def capital(self, i: int, limit: int, before: list[Mention]) -> list[Mention] | None:
        """A capitalised word: a body, an award, a gathering, a building, an area, or a name."""
        doc, phrases = self.doc, self.phrases
        tokens = doc.tokens
        token = tokens[i]
        opens = i == self.sentence.first
        headline = self.sentence.kind is BlockKind.HEADLINE
        ministry = phrases.ministries.match(tokens, i, limit)
        area = area_at(doc, phrases, i, limit)
        cue = phrases.cues.match(tokens, i, limit)
        if (
            cue
            and token.lower not in person_words().namesakes
            and (opens or headline or tokens[i - 1].text in '“".,:')
            and not area
            and not (
                token.lower in phrases.lexicon.heads["award"]
                or token.lower in phrases.lexicon.heads["programme"]
                or (token.lower in phrases.lexicon.heads["event"] and i + 1 < limit and tokens[i + 1].capital)
            )
        ):
            return [Mention(Kind.CUE, i, cue[0], cue[1])]
        if opens and token.lower in _WORKS and i + 1 < limit and tokens[i + 1].capital:
            return None  # "Aplikasi Angkot Yo": the kind of work is no part of its name
        if (opens or headline) and token.lower in _LISTS and i + 1 < limit and tokens[i + 1].capital:
            return None  # "Daftar Lengkap Pemenang X Award"
        generic = (
            token.lower in phrases.lexicon.heads["award_generic"] or token.lower in phrases.lexicon.heads["contest"]
        )
        if generic and not (token.lower in _AWARD_IN_NAME and i + 1 < limit and tokens[i + 1].capital):
            award = award_after(doc, phrases, i, limit, self.stop)
            return [award] if award else None
        family = phrases.awards.match(tokens, i, limit)
        end = run_end(doc, phrases, i, limit, self.stop)
        if family and not of_family(doc, phrases, i, family[0], family[1].name):
            family = None
        if family and i > self.sentence.first and tokens[i - 1].lower in _VENUE_PARTS:
            return [Mention(Kind.VENUE, i - 1, end, label(doc, i - 1, end))]  # "Tugu Adipura"
        if family and family[0] >= end - 1:
            end = max(end, family[0])
            if end < limit and tokens[end].kind == "number" and len(tokens[end].text) == 4:
                end += 1
            kind = Kind.PROGRAMME if str(family[1].kind) == "programme" else Kind.AWARD
            return [Mention(kind, i, end, label(doc, i, end))]
        if ministry:
            end = ministry[0]
            if end < limit and tokens[end].lower in ("ri", "republik"):
                end += 2 if tokens[end].lower == "republik" else 1
            return [Mention(Kind.BODY, i, end, BodyReading(phrases.gazetteer.ministries[ministry[1]].name, "ministry"))]
        agency = phrases.agencies.match(tokens, i, limit)
        goes_on = (
            agency is not None and agency[0] < limit and in_series(doc, agency[0], limit, phrases.lexicon.vocabulary)
        )
        if agency is not None and goes_on and token.lower in _UNITS:
            return [self.body(i, max(end, agency[0]), limit)]  # "Dinas Komunikasi, Informatika, dan Statistik"
        if agency and (not agency[1].needs_area or area_at(doc, phrases, agency[0], limit)):
            return [self.agency(i, agency, limit)]
        if opens and not area and end > i + 1 and self.common(i) and area_at(doc, phrases, i + 1, limit):
            return None  # "Langkah Kota Siantar": the capital only opens the sentence
        if area and area[0] < end and end + 1 < limit and tokens[end].text == "," and tokens[end + 1].lower in _WORKS:
            return [self.name(i, end, limit)]  # "Cimahi Sigap, sistem rujukan …"
        if area and not self.longer_name(i, area[0], end):
            mention = Mention(Kind.AREA, i, area[0], area[1])
            return [mention]
        if end == i:
            return None
        if end == i + 1 and (token.lower in self.stop or cue):
            return [Mention(Kind.CUE, i, cue[0], cue[1])] if cue else None
        while end > i and token.lower in self.stop and opens and not phrases.heads.match(tokens, i, limit):
            return None
        kind = classify(doc, phrases, i, end)
        if kind in (Kind.NAME, Kind.AWARD) and end < limit and tokens[end].lower in ("category", "categories"):
            return [Mention(Kind.CATEGORY, i, end, label(doc, i, end))]
        if kind is Kind.AWARD and (
            index_of_markets([t.lower for t in tokens[i:end]]) or (end == i + 1 and token.lower in _NO_NAMES_ALONE)
        ):
            return None
        if kind is Kind.NAME and self.category(i, end, limit, before):
            return [Mention(Kind.CATEGORY, i, end, label(doc, i, end))]
        if kind is Kind.NAME and self.award(i, end, before):
            return [Mention(Kind.AWARD, i, end, label(doc, i, end))]
        if (
            kind is Kind.BODY
            and end - i > 1
            and i
            and token.lower in phrases.lexicon.heads["event"]
            and tokens[i - 1].lower in _GATHERS
        ):
            return [Mention(Kind.EVENT, i, end, label(doc, i, end))]  # "pada Forum Pesisir Cerdas di Hotel X"
        if kind is Kind.BODY:
            return [self.body(i, end, limit)]
        if kind is Kind.VENUE:
            return venue(doc, phrases, i, end)
        told = doc.introduced.match(tokens, i, limit) if kind is Kind.NAME else None
        if told is not None and told[0] == end and (end - i > 1 or named_by_noun(doc, i, self.sentence.first)):
            return [Mention(Kind.BODY, i, end, BodyReading(told[1], "organization", None, told[1]))]
        if kind is Kind.NAME:
            return [self.name(i, end, limit)]
        if end == i + 1 and opens:
            return None
        return [Mention(kind, i, end, label(doc, i, end))]

    def award(self, i: int, end: int, before: list[Mention]) -> bool:
        """Whether a name without a head is an award's: something beside it, or elsewhere in the article, tells so."""
        doc, phrases, first, limit = self.doc, self.phrases, self.sentence.first, self.sentence.last
        edition = doc.tokens[end - 1].kind == "number" and len(doc.tokens[end - 1].text) == 4
        introduced = i > first and doc.tokens[i - 1].lower in _INTRODUCES and end - i > 1
        if introduced and doc.tells_of_awards and not no_award([t.lower for t in doc.tokens[i:end]]):
            return True
        last = before[-1] if before else None
        if edition and end - i > 1 and told_as_award(doc, phrases, i, end, first, limit, last):
            return True
        return prize_of_category(doc, phrases, i, end, first, limit) or won_as(
            doc, phrases, i, end, last, person_words().given
        )

    def category(self, i: int, end: int, limit: int, before: list[Mention]) -> bool:
        """Whether a name without a head is a category's: an English title, one more of a series, or a line's label."""
        doc, tokens, first = self.doc, self.doc.tokens, self.sentence.first
        if opens_title(doc, i, end):
            return True
        if not like_category(doc, self.phrases, i, end) or tokens[end - 1].kind == "number":
            return False
        last = before[-1] if before else None
        if last is not None and last.kind is Kind.CATEGORY and i - last.last <= _IN_SERIES:
            return all(tokens[k].lower in _SERIES for k in range(last.last, i))
        labelled = i == first and end + 1 < limit and tokens[end].text == ":"
        return labelled and self.sentence.kind is not BlockKind.HEADLINE

    def common(self, i: int) -> bool:
        """Whether a capitalised word is no name and no head of one."""
        lower = self.doc.tokens[i].lower
        named = self.phrases.heads.match(self.doc.tokens, i, i + 1) or self.phrases.areas.match(
            self.doc.tokens, i, i + 1
        )
        return not named and lower not in self.solo and lower not in person_words().honorifics

    def longer_name(self, i: int, area_end: int, end: int) -> bool:
        """Whether an area's name only opens a longer one: "Surabaya Smart City Award 2020"."""
        if end <= area_end:
            return False
        kind = classify(self.doc, self.phrases, i, end)
        if kind is Kind.NAME and self.award(i, end, []):
            kind = Kind.AWARD
        return kind in (Kind.AWARD, Kind.EVENT, Kind.VENUE) and self.sentence.kind is not BlockKind.HEADLINE

    def office(self, i: int, limit: int) -> Mention | None:
        tokens, phrases = self.doc.tokens, self.phrases
        lower = tokens[i].lower
        if (
            lower not in phrases.roles.entries
            and lower not in phrases.ministers.entries
            and lower not in phrases.offices.entries
        ):
            return None
        found = office_at(self.doc, phrases, i, limit, self.stop, self.solo)
        if found is None:
            return None
        end, reading = found
        if i > self.sentence.first and tokens[i - 1].lower in person_words().kin - person_words().honorifics:
            return Mention(Kind.OFFICE, i, reading.role_last, replace(reading, holder=None))  # "Istri Wali Kota X, Y"
        return Mention(Kind.OFFICE, i, max(end, reading.role_last), reading)

    def person(self, i: int, limit: int) -> Mention | None:
        first = skip_titles(self.doc, i, limit)
        if first == i or first >= limit:
            return None
        found = name_at(self.doc, first, limit, self.stop)
        return Mention(Kind.PERSON, i, found.after, found) if found else None

    def name(self, i: int, end: int, limit: int) -> Mention:
        """A run of no known kind: a person's name as far as it can be one."""
        tokens = self.doc.tokens
        if end < limit and (tokens[end].lower in KINDS or self.phrases.roles.match(tokens, end, limit)):
            limit = end  # "IKDD Kabupaten X", "Toh Wakil Wali Kota X"
        found = name_at(self.doc, i, limit, self.stop)
        if found and all(t.kind == "word" for t in self.doc.tokens[found.first : found.last] if t.text != "."):
            return Mention(Kind.NAME, i, max(found.after, found.last), found)
        return Mention(Kind.NAME, i, end, None)

    def agency(self, i: int, agency: tuple[int, object], limit: int) -> Mention:
        end, known = agency
        tokens = self.doc.tokens
        if end + 2 < limit and tokens[end].text == "(" and tokens[end + 2].text == ")":
            end += 3
        area = area_at(self.doc, self.phrases, end, limit) if end < limit and tokens[end].capital else None
        name = known.long  # type: ignore[attr-defined]
        if area is None and end < limit and tokens[end].capital and not self.office(end, limit):  # "RSUD Melati Banua"
            run = run_end(self.doc, self.phrases, end, limit, self.stop)
            cut = next((k for k in range(end, run) if area_at(self.doc, self.phrases, k, run)), run)
            if cut > end and tokens[end].lower not in self.solo:
                name, end = f"{name} {self.doc.words(end, cut)}", cut
                area = area_at(self.doc, self.phrases, end, limit) if end < limit and tokens[end].capital else None
        reading = BodyReading(name, "agency", area[1] if area else None, name)
        return Mention(Kind.BODY, i, area[0] if area else end, reading)

    def body(self, i: int, end: int, limit: int) -> Mention:
        """A body by its head noun, its area included: "Dinas Perhubungan Kota Tarakan"."""
        doc, phrases, tokens = self.doc, self.phrases, self.doc.tokens
        stop_at = next(
            (
                k
                for k in range(i + 1, end)
                if (at := area_at(doc, phrases, k, end)) and not at[1].nickname and (at[0] == end or at[1].kind)
            ),
            end,
        )
        stop_at = max(stop_at, body_end(doc, phrases, i + 1, limit, self.stop, self.solo), i + 1)
        name = label(doc, i, stop_at)
        if stop_at + 2 < limit and tokens[stop_at].text == "(" and tokens[stop_at + 2].text == ")":
            stop_at += 3
        area = area_at(doc, phrases, stop_at, limit) if stop_at < limit and tokens[stop_at].capital else None
        unit = tokens[i].lower in _UNITS
        if area and unit:
            return Mention(Kind.BODY, i, area[0], BodyReading(name, "agency", area[1], name))
        return Mention(Kind.BODY, i, stop_at, BodyReading(name, "agency" if unit else "organization", None, name))


def reading_of(mention: Mention) -> AreaReading | None:
    """The area that a mention names itself, or the one behind an office or a body."""
    value = mention.value
    if mention.kind is Kind.AREA and isinstance(value, AreaReading):
        return value
    return getattr(value, "area", None)
