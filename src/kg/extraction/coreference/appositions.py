"""Offices that stand elsewhere than before the name: behind it, below it, in its brackets, or in a later sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.areas import of_kind
from kg.extraction.mentions.offices import AREA_KINDS, OfficeReading
from kg.extraction.mentions.people import Name, names_nobody, person_words
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import MOST_MENTIONS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document, Mention, Sentence

_THAT = words("that")
_ALSO = words("holds-also")
_SAYS = words("speaks-alone")
_PLACES = words("places") | words("not-recipient") | words("works") | words("whose-home") | words("outlets")
_REPRESENTED = words("represented")
_NEAR = 2
"""So many sentences after a name its person is still spoken of."""
_LONGEST = 9
"""No person's name has more words and full stops."""
_JOINED = 3
"""So many words join two offices of one person."""
Told = tuple[OfficeReading, str]
"""An office and the rule that gives it to somebody."""


def appositions(doc: Document, phrases: Phrases) -> dict[int, list[Told]]:
    """The offices of a person by the first token of the mention that names the person, each with its rule."""
    found: dict[int, list[Told]] = {}
    for s in doc.sentences:
        for rule, matches in Rules.load("tenure").everywhere(doc, s):
            for match in matches:
                person, office = match.mentions("person")[0], match.mentions("office")[0].value
                name = person.value.holder if person.kind is Kind.OFFICE else person.value
                others = any(also.value.holder for also in match.mentions("also"))
                absent = set(_following(doc, match.mentions("office")[0], s)) & _REPRESENTED
                if office.holder or others or absent:
                    continue  # "X, Kepala Dinas Y yang diwakili Z"
                if isinstance(name, Name) and could_be_person(doc, name):
                    _add(found, person.first, office, rule.name)
    for first, office in _below(doc):
        _add(found, first, office, "office-below-name")
    for s in doc.sentences:
        if s.kind is not BlockKind.HEADLINE and "(" in s.features:
            for first, office in _in_brackets(doc, phrases, s):
                _add(found, first, office, "name-and-area-in-brackets")
    return found


def _following(doc: Document, office: Mention, s: Sentence) -> list[str]:
    return [t.lower for t in doc.tokens[office.last : min(office.last + 2, s.last)]]


def _add(found: dict[int, list[Told]], first: int, office: OfficeReading, rule: str) -> None:
    told = found.setdefault(first, [])
    if all(each.role_first != office.role_first for each, _ in told):
        told.append((office, rule))


def _below(doc: Document) -> Iterator[tuple[int, OfficeReading]]:
    """A contact: the name on one line, the office on the next."""
    for name, line in pairwise(doc.sentences):
        alone = name.mentions[0] if len(name.mentions) == 1 else None
        told = line.mentions[0] if line.mentions and line.kind is not BlockKind.HEADLINE else None
        if (
            alone is not None
            and told is not None
            and alone.kind in (Kind.NAME, Kind.PERSON)
            and alone.last - alone.first > 1
            and (alone.first, alone.last) == (name.first, name.last)
            and told.kind is Kind.OFFICE
            and told.first == line.first
            and told.value.holder is None
            and line.last - told.last <= 1
        ):
            yield alone.first, told.value


def _in_brackets(doc: Document, phrases: Phrases, s: Sentence) -> Iterator[tuple[int, OfficeReading]]:
    """Heads of areas in a list that tells their office once: "Di antara para bupati ada X (Siak), Y (Kampar)"."""
    tokens = doc.tokens
    lead: tuple[int, int, str, str] | None = None
    seen = s.first
    for name, area in pairwise(s.mentions[:MOST_MENTIONS]):
        if area.kind is not Kind.AREA or name.kind not in (Kind.NAME, Kind.PERSON) or not isinstance(name.value, Name):
            continue
        bracketed = tokens[area.first - 1].text == "(" and area.last < s.last and tokens[area.last].text == ")"
        if not bracketed or area.first - name.last != 1:
            continue
        for k in range(seen, name.first):
            role = phrases.roles.match(tokens, k, name.first)
            if role and role[1].behind in AREA_KINDS:
                lead = k, role[0], role[1].role, role[1].behind
        seen = name.first
        if lead is not None:
            first, last, role_name, behind = lead
            reading = of_kind(area.value, phrases, behind)
            if any(phrases.gazetteer.areas[code].kind == behind for code in reading.codes):
                yield name.first, OfficeReading(role_name, behind, first, last, area=reading, title=role_name)


def stand_ins(doc: Document) -> Iterator[tuple[Mention, Mention]]:
    """Offices without a name that stand for whoever was named before: (office, the mention of the person).

    "Kepala Dinas X itu", "Bupati X yang akrab disapa Y", "CEO X yang juga Ketua Y tersebut".
    """
    last: tuple[int, Mention] | None = None
    for number, s in enumerate(doc.sentences):
        if s.kind is BlockKind.HEADLINE:
            continue
        for at, mention in enumerate(s.mentions[:MOST_MENTIONS]):
            if mention.kind is Kind.OFFICE and mention.value.holder is None:
                told = mention.value.body is not None or mention.value.area is not None
                near = last is not None and number - last[0] <= _NEAR
                near = near and last is not None and (number > last[0] or mention.first - last[1].last > 1)
                if told and near and last is not None and _refers(doc, s, at):
                    yield mention, last[1]
            elif isinstance(mention.value, Name) or mention.kind is Kind.OFFICE:
                name = mention.value if isinstance(mention.value, Name) else mention.value.holder
                if could_be_person(doc, name) and (mention.kind is not Kind.NAME or _stands_free(doc, s, mention)):
                    last = number, mention


def _stands_free(doc: Document, s: Sentence, name: Mention) -> bool:
    """Whether a bare name may be a person's who acts: not in "di Senayan", "Parlemen, Senayan", "majalah Tempo"."""
    if name.first == s.first:
        first = doc.tokens[name.first].lower  # a lone word may have its capital from the sentence: "Muatannya"
        return name.last - name.first > 1 or first in doc.solo | doc.told_persons | person_words().given
    before = doc.tokens[name.first - 1]
    return before.kind == "word" and not before.capital and before.lower not in _PLACES


def _refers(doc: Document, s: Sentence, at: int) -> bool:
    """Whether an office is that of somebody spoken of: "itu" follows, or an office and "itu", or "yang disapa"."""
    tokens = doc.tokens
    mention = s.mentions[at]
    if mention.last >= s.last:
        return False
    if tokens[mention.last].lower in _THAT:
        return True
    ahead = {t.lower for t in tokens[mention.last : min(mention.last + 4, s.last)]}
    if ahead & person_words().called and tokens[mention.last].lower == "yang":
        return True
    other = s.mentions[at + 1] if at + 1 < len(s.mentions) else None
    joined = other is not None and other.kind is Kind.OFFICE and other.value.holder is None
    if other is None or not joined or not 0 < other.first - mention.last <= _JOINED or other.last >= s.last:
        return False
    between = {t.lower for t in tokens[mention.last : other.first]}
    return between <= _ALSO and tokens[other.last].lower in _THAT


def said_by(doc: Document, office: Mention) -> bool:
    """Whether an office stands right behind a verb of speaking: "tutur CEO X itu"."""
    return office.first > 0 and doc.tokens[office.first - 1].lower in _SAYS


def could_be_person(doc: Document, name: Name) -> bool:
    """Whether a name may be a person's: of no word that names nobody, and not a lone abbreviation."""
    tokens = doc.tokens[name.first : name.last]
    return (
        len(tokens) <= _LONGEST
        and not any(names_nobody(t.lower) for t in tokens)
        and not (len(tokens) == 1 and tokens[0].text.isupper())
    )
