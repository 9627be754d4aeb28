"""The site that a page belongs to, and the name that it goes by: no slogan, no section, no author, no software."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.gazetteer import fold
from kg.reading.newsroom import newsroom

_PARTS: Final = re.compile(r"\s+[-–—|»·•]\s+|\s*\|\s*|\s*»\s*|\s+::\s+")
_HOST: Final = re.compile(r"https?://(?:www\.|m\.|amp\.)?([^/:?#]+)", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^a-z0-9]")
_LONGEST: Final = 60
_MOST_WORDS: Final = 8


def title_parts(title: str) -> list[str]:
    """The parts of a title, which bars or dashes with blanks around them set apart.

    >>> title_parts("Bontang Raih Trofi - Daerah | Kabar Lontar")
    ['Bontang Raih Trofi', 'Daerah', 'Kabar Lontar']
    """
    return [part for each in _PARTS.split(title) if (part := " ".join(each.split()))] or [""]


@dataclass(frozen=True, slots=True)
class Site:
    """A site by its address, with the headline of one of its pages and the name that the page gives it."""

    url: str
    headline: str = ""
    named: str = ""

    def outlet(
        self,
        named: Sequence[str],
        *,
        titles: Iterable[str] = (),
        never: Sequence[str] = (),
        authors: Sequence[str] = (),
    ) -> str:
        """The outlet's name: the first of the names given that can be one, else the end of a title; else empty.

        >>> site = Site("https://kabarlontar.com/x", "Bontang Raih Trofi")
        >>> site.outlet(["WordPress"], titles=["Bontang Raih Trofi - Kabar Lontar"])
        'Kabar Lontar'
        >>> site.outlet(["Kabar Lontar - Tajam dan Terpercaya"])
        'Kabar Lontar'
        """
        for value in named:
            if name := self._name(value, never, authors):
                return name
        for title in titles:
            if name := self._in_title(title, never, authors):
                return name
        return ""

    def without_site(self, title: str) -> str:
        """A page's title without the name of the site at its end.

        >>> Site("", named="Kabar Lontar").without_site("Bontang Raih Trofi - Kabar Lontar")
        'Bontang Raih Trofi'
        """
        parts = [*_PARTS.finditer(title)]
        if not parts or not parts[-1].start():
            return title
        last = title[parts[-1].end() :]
        if last and (last.casefold() == self.named.casefold() or newsroom().is_outlet(last) or self._at_home(last)):
            return title[: parts[-1].start()]
        return title

    def _name(self, value: str, never: Sequence[str], authors: Sequence[str]) -> str:
        """The name in what a page gives as its site's or publisher's, where that can be one."""
        value = " ".join(value.split()).strip("\"'“”")
        if value.startswith(("http://", "https://", "@")):
            return ""
        value = re.sub(r"\Awww\.(?=\S+\Z)|\s*[-–—|:]+\Z", "", value)
        parts = [part for part in title_parts(value) if self._may_be(part, never, authors)]
        tests = (self._at_home, newsroom().is_outlet, _is_official)
        return next((part for test in tests for part in parts if test(part)), parts[0] if parts else "")

    def _in_title(self, title: str, never: Sequence[str], authors: Sequence[str]) -> str:
        """The site's name at the end of a title, or before it; the headline tells what of it is none."""
        parts = title_parts(title)
        around = [part for part in (*reversed(parts[1:]), parts[0]) if self._may_be(part, never, authors)]
        if len(parts) < 2 or fold(" ".join(title.split())) == fold(self.headline):
            return ""
        for part in around:
            if self._at_home(part) or newsroom().is_outlet(part) or _is_official(part):
                return part
        last = parts[-1]
        named = parts[0] == self.headline and last in around and newsroom().is_name(last)
        return last if named and not newsroom().is_place(last) and fold(last) not in map(fold, authors) else ""

    def _may_be(self, name: str, never: Sequence[str], authors: Sequence[str]) -> bool:
        """Whether a name can be an outlet's, rather than what software, a section, an author or a slogan puts there."""
        room, folded = newsroom(), fold(name).strip(" .!")
        if not any(c.isalpha() for c in name) or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS:
            return False
        if folded in room["outlets.known"]:
            return True
        if folded in room["outlets.none"] or folded in room["labels.rubrics"] or folded in room["labels.breadcrumb"]:
            return False
        if any(folded == fold(each) for each in never):
            return False
        if self._at_home(name) or room.is_outlet(name) or _is_official(name):
            return True
        if any(folded == fold(each) for each in authors):
            return False
        words = folded.replace(",", " ").split()
        return not any(word in room["outlets.slogans"] for word in words) and (len(words) <= 3 or room.is_name(name))

    def _at_home(self, name: str) -> bool:
        """Whether the name is that of the host: "Kabar Lontar" at kabarlontar.com."""
        found = _HOST.match(self.url)
        if not found:
            return False
        ends = newsroom()["outlets.tlds"] | {"go", "or", "ac", "web", "sch", "desa", "example"}
        labels = [label for label in found[1].casefold().split(".") if label not in ends]
        letters = _LETTERS.sub("", name.casefold())
        bare = _LETTERS.sub("", re.sub(r"\.\w+\Z", "", name.casefold()))
        return len(bare) > 2 and any(_LETTERS.sub("", label) in (letters, bare) for label in labels)


def _is_official(name: str) -> bool:
    """Whether the name is that of an office's site: "Laman Resmi Pemkot Bontang", "Diskominfo Kutim"."""
    words = fold(name).split()
    return len(words) > 1 and words[0] in newsroom()["outlets.official"]
