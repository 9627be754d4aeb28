"""What the words at one place of a question may mean: the extractor's own gazetteer phrases, names, and senses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.article import Article
from kg.asking.names import Meaning, apart
from kg.asking.vocabulary import LANGUAGES, Vocabulary
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, narrow
from kg.extraction.mentions.phrases import Phrases, RoleReading
from kg.extraction.structure.document import Document
from kg.language.tokens import Token
from kg.mappers.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.asking.names import Names

Meanings = tuple[Meaning, ...]
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_NAME = 5
_AREA_KINDS = ("city", "regency", "province")


class Linker:
    """Reads the folded words of one question, whatever their capitals."""

    def __init__(self, words: tuple[str, ...], names: Names) -> None:
        self.words, self.names = words, names
        self.phrases, self.vocabulary = Phrases.load(), Vocabulary.load()
        self._met: list[frozenset[str]] = []
        self._kind: str | None = None  # the kind of area that the office before asks for
        self._document = _document(words, self.vocabulary)

    def language(self) -> str:
        """The language that more of the words so far belong to; of equals, the first."""
        score = {language: sum(len(met) == 1 and language in met for met in self._met) for language in LANGUAGES}
        return max(LANGUAGES, key=lambda language: (score[language], -LANGUAGES.index(language)))

    def at(self, i: int) -> tuple[int, list[Meanings]]:
        """What begins at word ``i``: the word after it, and one group of meanings for each thing that it names."""
        kind, self._kind = self._kind, None
        end, groups = self._best(i, kind)
        self._met.append(self.vocabulary.belongs.get(self.words[i:end], frozenset()))
        return end, groups

    def _best(self, i: int, kind: str | None) -> tuple[int, list[Meanings]]:
        office = self._office(i)
        found: dict[int, list[Meaning]] = {}
        for end, meaning in self._exactly(i, kind):
            found.setdefault(end, []).append(meaning)
        for end in range(min(len(self.words), i + _LONGEST_NAME), i + 1, -1):
            part = () if end in found else self._part(i, end)
            if part:
                found[end] = list(part)
        longest = max(found, default=i)
        if office and office[0] >= longest:
            return office
        if not found:
            return self._nearly(i, kind)
        if {meaning.concept for meaning in found[longest]} == {"nothing"}:
            self._kind = kind  # "wali kota di Bontang"
        elif (
            longest < len(self.words)
            and any(meaning.value for meaning in found[longest])
            and not self._is_known(longest)
        ):
            further = self._misspelt(i, longest, kind)  # "Jusuf Kala": "Jusuf" alone is a name too
            if further:
                return further
        return longest, [tuple(dict.fromkeys(found[longest]))]

    def _part(self, i: int, end: int) -> Meanings:
        """Whose name holds these words: a person's, or a thing's that begins with three, or holds an odd one of them.

        Odd is a word of no question and no dimension: "Nusa Digital" names something, "award for" nothing.
        """
        phrase = self.words[i:end]
        person = self.names.person(phrase)
        if person:
            return (person,)
        if (phrase[-1],) in self.vocabulary.empty or _YEAR.fullmatch(phrase[-1]):
            return ()
        odd = any(word not in self.vocabulary.ordinary and word not in self.names.ordinary for word in phrase)
        return self.names.part(phrase, anywhere=odd) if odd or end - i > 2 else ()

    def _is_known(self, i: int) -> bool:
        return any(True for _ in self._exactly(i, None)) or self._office(i) is not None

    def _exactly(self, i: int, kind: str | None) -> Iterator[tuple[int, Meaning]]:
        words = self.words
        if _YEAR.fullmatch(words[i]):
            yield i + 1, Meaning("year", words[i], words[i])
        area = self._area_at(i)
        if area:
            end, reading = area[0] - 1, area[1]
            yield from self._areas(reading, kind, i, end)
        most = max(self.names.longest, 6)
        for end in range(i + 1, min(len(words), i + most) + 1):
            phrase = words[i:end]
            yield from ((end, meaning) for meaning in self.names.meanings.get(phrase, ()))
            if phrase in self.vocabulary.areas:
                code = self.vocabulary.areas[phrase]
                yield from self._areas(AreaReading("", (code,)), None, i, end)
            yield from ((end, meaning) for meaning in self._sense(phrase))
        ministry = self.phrases.ministries.match(self._document.tokens, i + 1, len(words) + 1)
        if ministry:
            name = self.phrases.gazetteer.ministries[ministry[1]].name
            yield ministry[0] - 1, Meaning("organization", name, name)
        family = self.phrases.awards.match(self._document.tokens, i + 1, len(words) + 1)
        if family:
            concept = "award" if family[1].kind == "award" else family[1].kind
            yield family[0] - 1, Meaning(concept, family[1].name, family[1].name)

    def _area_at(self, i: int) -> tuple[int, AreaReading] | None:
        """The area that begins at word ``i``, as the extractor finds it; what stands before is no part of a name."""
        before = self._document.tokens[i]  # a mark stands before the first word
        before.capital, capital = False, before.capital
        try:
            return area_at(self._document, self.phrases, i + 1, len(self.words) + 1)
        finally:
            before.capital = capital

    def _sense(self, phrase: tuple[str, ...]) -> Iterator[Meaning]:
        senses = self.vocabulary.senses.get(phrase, ())
        yield from (Meaning(concept) for concept in senses)
        if phrase in self.vocabulary.empty:
            yield Meaning("nothing")

    def _areas(self, reading: AreaReading, kind: str | None, i: int, end: int) -> Iterator[tuple[int, Meaning]]:
        """The areas of a name, with the word after it where that says of which kind they are: "Semarang City"."""
        after = self.vocabulary.kinds.get(self.words[end]) if end < len(self.words) else None
        if after and any(self.phrases.gazetteer.areas[code].kind == after for code in reading.codes):
            kind, stop = after, end + 1
        else:
            stop = end
        yield from ((stop, meaning) for meaning in self._area(reading, kind, i, end))

    def _area(self, reading: AreaReading, kind: str | None, i: int, end: int) -> Iterator[Meaning]:
        """The areas of a name: those of the kind that is asked for; of several the only one that the graph knows."""
        areas = self.phrases.gazetteer.areas
        codes = narrow(self.phrases, reading.codes, kind)
        known = [code for code in codes if code in self.names.known_areas]
        exactly = ""
        if len(codes) > 1 and len(known) == 1:
            codes, exactly = (known[0],), "only_one"
        for code in codes:
            value, label = f"{ID}area/{code}", areas[code].label
            yield Meaning("area", value, label, exactly)
            if areas[code].kind == "province":
                yield Meaning("province", value, label, exactly)
        if reading.kind is None and not reading.government:
            written = " ".join(self.words[i:end])
            name = next((areas[code].name for code in codes if areas[code].name.lower() == written), written.title())
            yield Meaning("place", name, name)

    def _office(self, i: int) -> tuple[int, list[Meanings]] | None:
        """An office: "wali kota"; "Menkominfo" and "Kadis Kominfo Bontang" name the body too, apart from the role."""
        tokens, limit = self._document.tokens, len(self.words) + 1
        english = max(
            (
                end
                for end in range(i + 1, min(len(self.words), i + 4) + 1)
                if self.words[i:end] in self.vocabulary.roles
            ),
            default=0,
        )
        if english:
            phrase = self.words[i:english]
            role = self.vocabulary.roles[phrase]
            behind = next((each.behind for each in self._role_readings(role)), "")
            self._kind = behind if behind in _AREA_KINDS else None
            return english, [(Meaning("role", role, role),)]
        minister = self.phrases.ministers.match(tokens, i + 1, limit)
        if minister:
            long, ministry = minister[1]
            role = "Wakil Menteri" if long.lower().startswith("wakil") else "Menteri"
            body = self.phrases.gazetteer.ministries[ministry].name
            return minister[0] - 1, [(Meaning("role", role, role),), (Meaning("organization", body, body),)]
        found = self.phrases.roles.match(tokens, i + 1, limit)
        short = self.phrases.offices.match(tokens, i + 1, limit)
        if short and short[1].body_hint and (not found or short[0] > found[0]):
            end, name = short[0] - 1, short[1].body_hint
            area = self._area_at(end) if end < len(self.words) else None
            if area and len(area[1].codes) == 1:
                name, end = f"{name} {self.phrases.gazetteer.areas[area[1].codes[0]].label}", area[0] - 1
            role = short[1].role
            return end, [(Meaning("role", role, role),), (Meaning("organization", name, name),)]
        if not found or found[1].behind == "acting":
            return None
        self._kind = found[1].behind if found[1].behind in _AREA_KINDS else None
        return found[0] - 1, [(Meaning("role", found[1].role, found[1].role),)]

    def _role_readings(self, role: str) -> Iterator[RoleReading]:
        for entries in self.phrases.roles.entries.values():
            yield from (payload for _, payload in entries if payload.role == role)

    def _nearly(self, i: int, kind: str | None) -> tuple[int, list[Meanings]]:
        """A word that is not known: part of a person's name, or a name or a word with typing errors in it."""
        words = self.words
        further = self._misspelt(i, i + 1, kind)
        if further:
            return further
        person = self.names.person(words[i : i + 1]) if len(words[i]) > 2 else None
        if person:
            return i + 1, [(person,)]
        return self._misspelt(i, i, kind) or (i + 1, [(Meaning("unknown"),)])

    def _misspelt(self, i: int, least: int, kind: str | None) -> tuple[int, list[Meanings]] | None:
        """The longest name from word ``i`` to beyond ``least`` that is near, with all that are equally near."""
        for end in range(min(len(self.words), i + _LONGEST_NAME), least, -1):
            found = sorted(self._near(self.words[i:end], kind, i, end))
            if found:
                fewest = found[0][0]
                return end, [tuple(dict.fromkeys(meaning for errors, meaning in found if errors == fewest))]
        return None

    def _near(self, phrase: tuple[str, ...], kind: str | None, i: int, end: int) -> Iterator[tuple[int, Meaning]]:
        for errors, meaning in self.names.near(phrase):
            yield errors, _as_misspelt(meaning)
        for known, codes in self.phrases.gazetteer.area_phrases.items():
            if errors := apart(phrase, tuple(known.split())) or 0:
                reading = AreaReading(known, codes)
                before = self.words[i - 1] if i else ""
                for meaning in self._area(reading, kind or KINDS.get(before), i, end):
                    if meaning.concept != "place":
                        yield errors, _as_misspelt(meaning)
        if len(phrase) == 1:
            for known_phrase, senses in self.vocabulary.senses.items():
                if errors := apart(phrase, known_phrase) or 0:
                    for concept in senses:
                        yield errors, Meaning(concept, "", known_phrase[0], "read_as")
            for known_phrase in self.vocabulary.empty:
                if errors := apart(phrase, known_phrase) or 0:
                    yield errors, Meaning("nothing", "", known_phrase[0], "read_as")


def _as_misspelt(meaning: Meaning) -> Meaning:
    return Meaning(meaning.concept, meaning.value, meaning.label, "read_as", meaning.also)


def _document(words: tuple[str, ...], vocabulary: Vocabulary) -> Document:
    """The words as the extractor reads them: after a mark, and with a capital where they are no words of questions."""
    text = ", " + " ".join(words)
    tokens = [Token(0, 1, ",", ",", "mark", False)]
    start = 2
    for word in words:
        plain = ((word,) in vocabulary.senses or (word,) in vocabulary.empty) and word not in KINDS
        tokens.append(Token(start, start + len(word), word, word, "word", not plain))
        start += len(word) + 1
    return Document(Article(text, "question"), tokens)
