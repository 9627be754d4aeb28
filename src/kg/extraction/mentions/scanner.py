"""One pass over an article's tokens: every sentence gets its typed mentions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.alone import called_alone
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, told_areas, told_persons
from kg.extraction.mentions.awards import (
    apart,
    award_after,
    called_awards,
    index_and_area,
    of_family,
    tells_of_awards,
)
from kg.extraction.mentions.bodies import BodyReading, in_series
from kg.extraction.mentions.categories import announced_categories, category_at, plain_category
from kg.extraction.mentions.english import english_office, english_roles
from kg.extraction.mentions.holders import apposed
from kg.extraction.mentions.introduced import introduced, named_by_noun
from kg.extraction.mentions.local_bodies import agency_at, body_at
from kg.extraction.mentions.measures import CATEGORY_WORDS, measure_at
from kg.extraction.mentions.names import classify, label, programme_after, run_end
from kg.extraction.mentions.naming import names_award, names_category, names_giver, unit_by_number
from kg.extraction.mentions.offices import office_at
from kg.extraction.mentions.openers import may_open
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
    from kg.language.sentences import Quotation
    from kg.language.tokens import Token

_READ = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.ITEM)
_WORKS = words("works")
_GATHERS = words("held-in")
_CLASSES = words("classes")
_NIGHTS = words("nights")
_AWARD_IN_NAME = words("award-in-name")
_UNITS = words("units")
_LISTS = words("opens-lists")
_RULED = words("rules-of-offices")
_VERBS_TOO = words("verbs-like-awards")
_VENUE_PARTS = words("venue-parts")
_GATHERINGS = words("nouns-of-gatherings")
_LONGEST_TERM = 6
"""What is quoted in no more words than these and ends in no mark is a name or a term, and no speech."""
_NO_NAMES_ALONE = words("indices") | words("awards-in-general")


def read(article: Article, phrases: Phrases) -> Document:
    """The article's headline, paragraphs and list items as a document with mentions."""
    doc = _told(_split(article), phrases)
    first, last = (article.blocks[0].span.start, article.blocks[-1].span.end) if article.blocks else (0, 0)
    dates = {d.span.start: d for d in find_dates(article.text, first, last)}
    stop = phrases.lexicon.function_words
    found = [(s, _Scan(doc, phrases, s, dates, stop, doc.solo).run()) for s in doc.sentences]
    return replace(doc, sentences=[s.told(mentions) for s, mentions in found])


def _split(article: Article) -> Document:
    """The article as tokens, sentences and quotations."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    quotations: list[Quotation] = []
    for number, block in enumerate(article.blocks):
        if block.kind in _READ:
            first = len(tokens)
            tokens.extend(tokenize(article.text, block.span.start, block.span.end))
            found, quoted = split(tokens, first, len(tokens))
            sentences.extend(Sentence.read(tokens, a, b, number, block.kind) for a, b in found)
            quotations.extend(quoted)
    in_quotation = [False] * len(tokens)
    for q in quotations:
        if q.last - q.first > _LONGEST_TERM or tokens[q.last - 1].text in ",.!?":
            in_quotation[q.first : q.last] = [True] * (q.last - q.first)
    return Document(article, tokens, sentences, quotations, in_quotation)


def _told(doc: Document, phrases: Phrases) -> Document:
    """The document with what the article as a whole tells of its words; each asks for those before it."""
    doc = replace(doc, told_areas=told_areas(doc, phrases), tells_of_awards=tells_of_awards(doc))
    doc = replace(doc, told_persons=told_persons(doc, phrases))
    doc = replace(doc, introduced=introduced(doc, phrases), called_awards=called_awards(doc, phrases))
    return replace(doc, solo=called_alone(doc, phrases.lexicon.function_words, phrases))


@dataclass(frozen=True, slots=True)
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
            if not found:
                i += 1
                continue
            mentions.extend(found)
            i = max(found[-1].last, i + 1)
        return joined(self.doc, mentions)

    def at(self, i: int, limit: int, before: list[Mention]) -> list[Mention] | None:
        """What begins at token ``i``, if anything."""
        token = self.doc.tokens[i]
        if (date := self.dates.get(token.start)) is not None:
            return [self.date(i, limit, date)]
        if token.kind == "mark" or (not token.capital and token.kind == "word" and not may_open(token.lower)):
            return None
        if (number := measure_at(self.doc, i, limit)) is not None:
            return [number]
        if token.kind == "number":
            return None
        found = self.category(i, limit, before) or self.holder(i, limit, before)
        if found:
            return found
        return self.capital(i, limit, before) if token.capital else self.lower(i, limit)

    def date(self, i: int, limit: int, date: DateMention) -> Mention:
        """A date that was found in the text, with the tokens that it spans."""
        end = i
        while end < limit and self.doc.tokens[end].start < date.span.end:
            end += 1
        return Mention(Kind.DATE, i, end, date)

    def holder(self, i: int, limit: int, before: list[Mention]) -> list[Mention]:
        """A person behind a word of honour, or an office, in English too."""
        token = self.doc.tokens[i]
        behind = skip_titles(self.doc, i, limit) if token.capital else i  # "Bapak Menkominfo", "Almarhum Presiden X"
        if i < behind < limit and (office := self.office(behind, limit, before)):
            return [office]
        found = self.person(i, limit) if token.capital and token.lower in person_words().honorifics else None
        found = found or self.office(i, limit, before)
        if found is None and token.lower in english_roles().entries:
            found = english_office(self.doc, self.phrases, i, limit, self.stop, before)
        return [found] if found else []

    def category(self, i: int, limit: int, before: list[Mention]) -> list[Mention]:
        """The categories that begin at a word: behind a marker, behind a place won in them, or known without."""
        tokens = self.doc.tokens
        after_rank = tokens[i].lower == "untuk" and before and before[-1].kind is Kind.RANK and before[-1].last == i
        if after_rank and i + 1 < limit and tokens[i + 1].lower in _CLASSES:
            class_ = category_at(self.doc, self.phrases, i, limit)
            if class_:
                return [Mention(Kind.CATEGORY, i + 1, class_.last, self.doc.words(i + 1, class_.last))]
        if tokens[i].lower in CATEGORY_WORDS:
            category = category_at(self.doc, self.phrases, i, limit)
            found = [category] if category else announced_categories(self.doc, self.phrases, i, limit)
            if found:
                return found
        plain = plain_category(self.doc, i, limit)
        return [plain] if plain else []

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
        area = area_at(self.doc, self.phrases, i, limit)
        found = self.opening(i, limit, area)
        if found is not None:
            return found
        end = run_end(self.doc, self.phrases, i, limit, self.stop)
        for read in (self.family, self.known_body):
            found = read(i, end, limit)
            if found is not None:
                return found
        found = self.area(i, end, limit, area)
        return found if found is not None else self.named(i, end, limit, before)

    def opening(self, i: int, limit: int, area: tuple[int, AreaReading] | None) -> list[Mention] | None:
        """A word whose capital only begins a sentence or stands in a headline, or one that introduces a name."""
        doc, phrases, tokens = self.doc, self.phrases, self.doc.tokens
        token, heads = tokens[i], phrases.lexicon.heads
        opens, headline = i == self.sentence.first, self.sentence.kind is BlockKind.HEADLINE
        goes_on = i + 1 < limit and tokens[i + 1].capital
        cue = phrases.cues.match(tokens, i, limit)
        if cue and not area and token.lower not in person_words().namesakes:
            head = token.lower in heads["award"] or token.lower in heads["programme"]
            head = head or (token.lower in heads["event"] and goes_on)
            verb = headline and not opens and token.lower in _VERBS_TOO and not self.follows_cue(i)
            if (opens or headline or tokens[i - 1].text in '“".,:') and (verb or not head):
                return [Mention(Kind.CUE, i, cue[0], cue[1])]
        if goes_on and ((opens and token.lower in _WORKS) or ((opens or headline) and token.lower in _LISTS)):
            return []  # "Aplikasi Angkot Yo", "Daftar Lengkap Pemenang X Award": no part of the name
        generic = token.lower in heads["award_generic"] or token.lower in heads["contest"]
        if generic and not (token.lower in _AWARD_IN_NAME and goes_on):
            award = award_after(doc, phrases, i, limit, self.stop)
            return [award] if award else []
        return None

    def follows_cue(self, i: int) -> bool:
        """Whether a verb stands right before: "Raih Apresiasi X" has a noun where "Wagub Apresiasi X" has a verb."""
        return self.doc.tokens[i - 1].lower in self.phrases.cues.entries

    def family(self, i: int, end: int, limit: int) -> list[Mention] | None:
        """An award, a programme or an index that is known by name."""
        doc, tokens = self.doc, self.doc.tokens
        family = self.phrases.awards.match(tokens, i, limit)
        if not family or not of_family(doc, self.phrases, i, family[0], family[1].name):
            return None
        if i > self.sentence.first and tokens[i - 1].lower in _VENUE_PARTS:
            return [Mention(Kind.VENUE, i - 1, end, label(doc, i - 1, end))]  # "Tugu Adipura"
        in_brackets = tokens[family[0]].text == "(" and tokens[end - 1].text == ")" if family[0] < end else False
        if family[0] < end - 1 and not in_brackets:
            return None
        end = max(end, family[0])
        if end < limit and tokens[end].kind == "number" and len(tokens[end].text) == 4:
            end += 1
        kind = Kind.PROGRAMME if str(family[1].kind) == "programme" else Kind.AWARD
        return [Mention(kind, i, end, label(doc, i, end))]

    def known_body(self, i: int, end: int, limit: int) -> list[Mention] | None:
        """A ministry or an agency that is known by name."""
        doc, phrases, tokens = self.doc, self.phrases, self.doc.tokens
        ministry = phrases.ministries.match(tokens, i, limit)
        if ministry:
            end = ministry[0]
            if end < limit and tokens[end].lower in ("ri", "republik"):
                end += 2 if tokens[end].lower == "republik" else 1
            return [Mention(Kind.BODY, i, end, BodyReading(phrases.gazetteer.ministries[ministry[1]].name, "ministry"))]
        agency = phrases.agencies.match(tokens, i, limit)
        if agency is None:
            return None
        goes_on = agency[0] < limit and in_series(doc, agency[0], limit, phrases.lexicon.vocabulary)
        if goes_on and tokens[i].lower in _UNITS:
            end = max(end, agency[0])  # "Dinas Komunikasi, Informatika, dan Statistik"
            return [body_at(doc, phrases, i, end, limit, self.stop)]
        if not agency[1].needs_area or area_at(doc, phrases, agency[0], limit):
            found = agency_at(doc, phrases, i, agency, limit, self.stop)
            return [found] if found else []  # "sejumlah RSUD": none in particular
        return None

    def area(self, i: int, end: int, limit: int, area: tuple[int, AreaReading] | None) -> list[Mention] | None:
        """An area, unless its name only opens a longer one; nothing, where the capital only opens the sentence."""
        tokens, phrases = self.doc.tokens, self.phrases
        opens = i == self.sentence.first
        if area:
            work = area[0] < end and end + 1 < limit and tokens[end].text == "," and tokens[end + 1].lower in _WORKS
            if work:
                return [self.name(i, end, limit)]  # "Cimahi Sigap, sistem rujukan …"
            if not self.longer_name(i, area[0], end):
                return [Mention(Kind.AREA, i, area[0], area[1])]
        elif opens and end > i + 1 and self.common(i) and area_at(self.doc, phrases, i + 1, limit):
            return []  # "Langkah Kota Siantar": the capital only opens the sentence
        if end == i:
            return []
        cue = phrases.cues.match(tokens, i, limit)
        if cue and tokens[i].lower in person_words().namesakes & self.doc.told_persons:
            cue = None  # "Ganjar" after "Ganjar Pranowo"
        if end == i + 1 and (tokens[i].lower in self.stop or cue):
            return [Mention(Kind.CUE, i, cue[0], cue[1])] if cue else []
        if tokens[i].lower in self.stop and opens and not phrases.heads.match(tokens, i, limit):
            return []
        return None

    def named(self, i: int, end: int, limit: int, before: list[Mention]) -> list[Mention] | None:
        """What a run of capitals names by its heads, or by what stands beside it."""
        doc, phrases, tokens = self.doc, self.phrases, self.doc.tokens
        kind = classify(doc, phrases, i, end)
        mention = Mention(kind, i, end, label(doc, i, end))
        if kind in (Kind.NAME, Kind.AWARD) and end < limit and tokens[end].lower in ("category", "categories"):
            return [replace(mention, kind=Kind.CATEGORY)]
        if kind is Kind.NAME:
            return [self.unknown(mention, limit, before)]
        if kind is Kind.VENUE:
            return venue(doc, phrases, i, end)
        if kind is Kind.BODY:
            gathers = i > 0 and tokens[i - 1].lower in _GATHERS and tokens[i].lower in phrases.lexicon.heads["event"]
            if gathers and end - i > 1:
                return [replace(mention, kind=Kind.EVENT)]  # "pada Forum Pesisir Cerdas di Hotel X"
            return [body_at(doc, phrases, i, end, limit, self.stop)]
        alone = end == i + 1 and (i == self.sentence.first or tokens[i].lower in _NO_NAMES_ALONE)
        if alone:
            return None
        if kind is Kind.AWARD and (begins := apart(doc, phrases, i, end)) > i:
            return [Mention(kind, begins, end, label(doc, begins, end))]
        return (index_and_area(doc, phrases, mention) or None) if kind is Kind.AWARD else [mention]

    def unknown(self, mention: Mention, limit: int, before: list[Mention]) -> Mention:
        """A name without a head: a category, an award, a body that the article introduces, or a name as such."""
        doc, phrases, i, end = self.doc, self.phrases, mention.first, mention.last
        if names_category(doc, phrases, self.sentence, i, end, before):
            return replace(mention, kind=Kind.CATEGORY)
        if names_award(doc, phrases, self.sentence, i, end, before):
            return replace(mention, kind=Kind.AWARD)
        noun = doc.tokens[i - 1].lower if i > self.sentence.first else ""
        if noun in _GATHERINGS and end - i > 1:
            return replace(mention, kind=Kind.EVENT)  # "dalam acara Satu Dekade Zona Integritas"
        if unit_by_number(doc, i, end):
            return replace(mention, value=None)  # "SDN 009", "SMPN 1 Gemolong"
        if names_giver(doc, phrases, self.sentence, i, end, before):
            told_name = doc.words(i, end)
            return replace(mention, kind=Kind.BODY, value=BodyReading(told_name, "organization", None, told_name))
        told = doc.introduced.match(doc.tokens, i, limit)
        if told is not None and told[0] == end and (end - i > 1 or named_by_noun(doc, i, self.sentence.first)):
            return replace(mention, kind=Kind.BODY, value=BodyReading(told[1], "organization", None, told[1]))
        return self.name(i, end, limit)

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
        if kind is Kind.NAME and names_award(self.doc, self.phrases, self.sentence, i, end):
            kind = Kind.AWARD
        return kind in (Kind.AWARD, Kind.EVENT, Kind.VENUE, Kind.BODY) and self.sentence.kind is not BlockKind.HEADLINE

    def office(self, i: int, limit: int, before: list[Mention] | None = None) -> Mention | None:
        tokens, phrases = self.doc.tokens, self.phrases
        opening = (phrases.roles, phrases.ministers, phrases.offices)
        if not any(tokens[i].lower in index.entries for index in opening):
            return None
        found = office_at(self.doc, phrases, i, limit, self.stop, self.solo)
        if found is None:
            return None
        end, reading = found
        if before:
            reading = apposed(self.doc, before[-1], reading)
            end = max(reading.role_last, reading.holder.after if reading.holder else 0)
        known = person_words()
        ahead = tokens[i - 1].lower if i > self.sentence.first else ""
        if ahead in _RULED or (ahead in known.kin and ahead not in known.honorifics):
            return Mention(Kind.OFFICE, i, reading.role_last, replace(reading, holder=None))  # "Istri Wali Kota X, Y"
        return Mention(Kind.OFFICE, i, max(end, reading.role_last), reading)

    def person(self, i: int, limit: int) -> Mention | None:
        first = skip_titles(self.doc, i, limit)
        if first == i or first >= limit:
            return None
        found = name_at(self.doc, first, limit)  # "H Lalu Arya": a title makes a name of any word
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


def reading_of(mention: Mention) -> AreaReading | None:
    """The area that a mention names itself, or the one behind an office or a body."""
    value = mention.value
    if mention.kind is Kind.AREA and isinstance(value, AreaReading):
        return value
    return getattr(value, "area", None)
