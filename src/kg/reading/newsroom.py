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

    def is_misspelt_place(self, phrase: str) -> bool:
        """Whether the phrase is a place's name written in one word, or, in capitals, with one letter wrong.

        >>> [newsroom().is_misspelt_place(p) for p in ("Muarasabak", "TANGGERANG", "Sedang", "PERANG")]
        [True, True, False, False]
        """
        folded = fold(phrase)
        if len(folded) < 7 or not all(c.isalpha() or c in " -'" for c in folded):
            return False
        together, shortened = _written_otherwise(self.places)
        if folded in together:
            return True
        return phrase.isupper() and any(short in shortened for short in (folded, *_shortened(folded)))

    def like_a_town(self, phrase: str) -> bool:
        """Whether unknown words in capitals can hardly be anything but a town: one long word, or one that begins so.

        >>> [newsroom().like_a_town(p) for p in ("SIDOMUKTI", "TELUK PANDAN", "HEBOH", "PEDULI SAMPAH")]
        [True, True, False, False]
        """
        words = fold(phrase).split()
        if any(word in self.lists[name] for word in words for name in ("places.never", "places.shouts")):
            return False
        if fold(phrase) in self.lists["labels.rubrics"]:
            return False
        if len(words) == 1:
            return len(phrase) >= 6
        return len(words) == 2 and words[0] in self.lists["places.first_words"] and len(words[1]) > 2

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
        if len(words) > 1 and folded[0] in self.lists["outlets.known"] and self.is_place(" ".join(words[1:])):
            return True  # its edition for a region: "ANTARA Jatim"
        if folded[:2] == ["media", "center"] and self.is_place(" ".join(words[2:])):
            return True
        if any(word in self.lists["outlets.generic"] for word in folded):
            return False
        if len(words) == 1:
            return self._is_compound(words[0])
        return any(word in self.lists["outlets.words"] for word in folded) or any(map(self._is_compound, words))

    def is_beside_date(self, phrase: str) -> bool:
        """Whether a name beside the day in a page's head is the outlet's: by itself, or by what papers call themselves.

        >>> [newsroom().is_beside_date(p) for p in ("Neraca Pekan", "MahakamLive", "Rina Hasan", "Surabaya")]
        [True, True, False, False]
        """
        if self.is_outlet(phrase):
            return True
        words = fold(phrase).split()
        if (
            not self.is_name(phrase)
            or self.is_place(phrase)
            or ":" in phrase
            or " ".join(words) in self["labels.rubrics"]
        ):
            return False
        if len(words) == 1:
            return re.fullmatch(r"[A-Z][a-z]+[A-Z][a-zA-Z]+", phrase) is not None
        return len(words) <= 5 and any(word in self["outlets.beside_dates"] for word in words)

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
        if folded.startswith("mc") and self.is_place(folded[2:]):
            return True  # "MC Kediri", the media centre of a town, in one word
        begun = any(
            folded.startswith(begin) and len(folded) > len(begin) + 2 for begin in self.lists["outlets.beginnings"]
        )
        return (begun and inner_capital) or self._serves_region(word)

    def _serves_region(self, word: str) -> bool:
        """Whether a word ends with the region that an outlet serves: "KabaSumbar", "LintasSulteng"."""
        parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", word)
        return (
            len(parts) > 1
            and "".join(parts) == word
            and parts[-1][0].isupper()
            and len(parts[-1]) > 3
            and self.is_place(parts[-1])
            and fold(parts[0]) not in self.lists["outlets.applications"]
        )

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
def _written_otherwise(places: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The places of several words written as one, and all places with one letter left out."""
    long = [place for place in places if len(place) > 6]
    together = frozenset(place.replace(" ", "") for place in long if " " in place)
    return together, frozenset(short for place in long for short in (place, *_shortened(place)))


def _shortened(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


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
    places = frozenset({*gazetteer.area_phrases, *gazetteer.seats, *lists["places.towns"], *lists["places.abroad"]})
    return Newsroom(lists, places)
