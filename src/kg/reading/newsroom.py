"""What newsrooms call themselves and where they write from: outlets, places, and the labels of their furniture."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import ResourceError
from kg.gazetteer import Gazetteer, fold

_WORD = re.compile(r"[^\s,;:|()\[\]]+")
_JOINERS = frozenset(("dan", "di", "of", "the", "and", "&", "al", "van"))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The words of ``data/language/id/newsroom.toml``, by list, with the questions that readers ask of them."""

    lists: dict[str, frozenset[str]]
    places: frozenset[str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]

    def is_place(self, phrase: str) -> bool:
        """Whether the phrase names a place: an area, its seat, a known town, with or without "Kota", "Kab." before it.

        >>> [newsroom().is_place(p) for p in ("KABUPATEN SITUBONDO", "Banda Aceh", "Kabar Lontar")]
        [True, True, False]
        """
        folded = fold(phrase).rstrip(".")
        if folded in self.places:
            return True
        for kind in self.lists["places.kinds"]:
            if folded.startswith(kind + " "):
                return folded[len(kind) + 1 :] in self.places
        return False

    def is_region(self, phrase: str) -> bool:
        """Whether the place can have towns of its own: a regency or a province other than Jakarta, not only a city.

        >>> [newsroom().is_region(p) for p in ("Bogor", "Manado", "Jawa Tengah")]
        [True, False, True]
        """
        folded = fold(phrase)
        if folded.startswith(("kabupaten ", "kab ", "kab. ")):
            return True
        codes = Gazetteer.load().area_phrases.get(folded, ())
        return any((len(code) == 2 and code != "31") or code[3:4] in set("0123456") for code in codes)

    def is_outlet(self, phrase: str) -> bool:
        """Whether the phrase names a medium by itself: a web name, a known one, or one with a word of the trade.

        >>> phrases = ("Kaltimtoday.co", "KABAR LONTAR", "detikNews", "Kabar Gembira", "Bontang")
        >>> [newsroom().is_outlet(phrase) for phrase in phrases]
        [True, True, True, False, False]
        """
        if self.is_domain(phrase):
            return True
        words = _WORD.findall(phrase)
        folded = [fold(word).strip(".") for word in words]
        if not words or len(words) > 5 or not self.is_name(phrase):
            return False
        if " ".join(folded) in self.lists["outlets.known"]:
            return True
        if any(word in self.lists["outlets.generic"] for word in folded):
            return False
        if len(words) == 1:
            return self._is_compound(words[0])
        return any(word in self.lists["outlets.words"] for word in folded) or any(map(self._is_compound, words))

    def is_domain(self, phrase: str) -> bool:
        """Whether the phrase is a web name, alone or after other words of the name ("OKE FLORES.COM").

        >>> [newsroom().is_domain(p) for p in ("WARTA-TIMUR.COM", "jabar.jpnn.com", "S.Sos", "Jl. Merdeka")]
        [True, True, False, False]
        """
        *before, last = phrase.split() or [""]
        stem, dot, tld = last.casefold().rpartition(".")
        return (
            bool(dot)
            and tld in self.lists["outlets.tlds"]
            and len(stem) > 1
            and re.fullmatch(r"[a-z0-9][a-z0-9.-]*", stem) is not None
            and len(before) <= 3
            and all(word[:1].isupper() or word[:1].isdigit() for word in before)
        )

    def _is_compound(self, word: str) -> bool:
        folded = fold(word)
        inner_capital = any(c.isupper() for c in word[1:]) and not word.isupper()

        def ends(name: str) -> bool:
            return any(folded.endswith(end) and len(folded) > len(end) + 2 for end in self.lists[name])

        if ends("outlets.sure_endings") or (ends("outlets.endings") and (word.isupper() or inner_capital)):
            return True
        begun = any(
            folded.startswith(begin) and len(folded) > len(begin) + 2 for begin in self.lists["outlets.beginnings"]
        )
        return begun and inner_capital

    def is_name(self, phrase: str) -> bool:
        """Whether every word is written as in a name, and none is an office or a word that begins no name of a place.

        >>> [newsroom().is_name(p) for p in ("SARILAMAK", "detikNews", "Kerja sama", "Wali Kota")]
        [True, True, False, False]
        """
        words = phrase.split()
        if not words or len(phrase) > 48 or fold(words[0]).strip(".") in self.lists["places.never"]:
            return False
        return all(
            word[0].isupper()
            or word[0].isdigit()
            or any(c.isupper() for c in word[1:])
            or (0 < at < len(words) - 1 and word in _JOINERS)
            for at, word in enumerate(words)
        ) and any(c.isalpha() for c in phrase)

    def outlet_name(self, surface: str) -> str:
        """The name as it is reported: as written, but several words in capitals, without a dot, in title case.

        >>> [newsroom().outlet_name(s) for s in ("KABAR LONTAR", "NUSAWARTA", "BENUAETAM.com", "TVRI SUMBAR")]
        ['Kabar Lontar', 'NUSAWARTA', 'BENUAETAM.com', 'TVRI Sumbar']
        """
        words = surface.split()
        if len(words) < 2 or "." in surface or not surface.isupper():
            return " ".join(words)
        return " ".join(self._titled(word) for word in words)

    def place_name(self, surface: str) -> str:
        """The place in title case where it is written in capitals, else as written.

        >>> [newsroom().place_name(s) for s in ("BANDA ACEH", "DKI JAKARTA", "PANGKAJENE DAN KEPULAUAN", "Palu")]
        ['Banda Aceh', 'DKI Jakarta', 'Pangkajene dan Kepulauan', 'Palu']
        """
        words = surface.split()
        return " ".join(
            word.lower() if at and word in ("DAN", "DI") else self._titled(word) if word.isupper() else word
            for at, word in enumerate(words)
        )

    def _titled(self, word: str) -> str:
        if fold(word) in self.lists["outlets.acronyms"] or re.fullmatch(r"(?:[A-Z]\.)+", word):
            return word
        return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)*", lambda found: found.group().capitalize(), word)


@cache
def newsroom(language: str = "id") -> Newsroom:
    """The newsroom's words of a language, read once.

    Raises:
        ResourceError: where the file is missing or malformed.
    """
    path = resources.path(f"data/language/{language}/newsroom.toml")
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
        lists = {f"{table}.{name}": frozenset(words) for table, kept in tables.items() for name, words in kept.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise ResourceError(f"{path.name} is not the table of lists it should be: {error}.") from None
    gazetteer = Gazetteer.load()
    places = frozenset(gazetteer.area_phrases) | gazetteer.seats.keys() | lists["places.towns"] | lists["places.abroad"]
    return Newsroom(lists, places)
