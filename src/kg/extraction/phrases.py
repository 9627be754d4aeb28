"""Phrases that the extractor knows by heart, in one index by first word: areas, bodies, offices, awards, cue words."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.gazetteer import Gazetteer
from kg.language.lexicon import Lexicon
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.language.tokens import Token


@dataclass(frozen=True, slots=True)
class RoleReading:
    """An office's fixed form and what stands behind it (``city``, ``ministry``, ``unit`` … or ``acting``)."""

    role: str
    behind: str


@dataclass(slots=True)
class PhraseIndex:
    """Longest match of token sequences: first word → [(following words, payload)], longest first."""

    entries: dict[str, list[tuple[tuple[str, ...], Any]]] = field(default_factory=lambda: defaultdict(list))
    _alone: dict[str, tuple[Any]] = field(default_factory=dict)  # phrases of one word
    _by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], Any]]] = field(default_factory=dict)

    def add(self, phrase: str, payload: object) -> None:
        """Know a phrase."""
        words = [t.lower for t in tokenize(phrase)]
        if words:
            self.entries[words[0]].append((tuple(words[1:]), payload))

    def freeze(self) -> PhraseIndex:
        """Sort the longest first; call once after the last ``add``."""
        for first, found in self.entries.items():
            found.sort(key=lambda e: -len(e[0]))
            for rest, payload in found:
                if rest:
                    self._by_two.setdefault((first, rest[0]), []).append((rest[1:], payload))
                else:
                    self._alone.setdefault(first, (payload,))
        return self

    def match(self, tokens: Sequence[Token], i: int, limit: int) -> tuple[int, Any] | None:
        """The longest phrase at token ``i``: (token after it, payload)."""
        first = tokens[i].lower
        if first not in self.entries:
            return None
        if i + 1 < limit:
            for rest, payload in self._by_two.get((first, tokens[i + 1].lower), ()):
                end = i + 2 + len(rest)
                if end > limit:
                    continue
                for k, word in enumerate(rest, i + 2):
                    if tokens[k].lower != word:
                        break
                else:
                    return end, payload
        alone = self._alone.get(first)
        return (i + 1, alone[0]) if alone else None


@dataclass(slots=True)
class Phrases:
    """The indexes, one a kind of phrase, and the sets that gate them."""

    areas: PhraseIndex
    ministries: PhraseIndex
    ministers: PhraseIndex
    agencies: PhraseIndex
    offices: PhraseIndex
    roles: PhraseIndex
    awards: PhraseIndex
    heads: PhraseIndex
    cues: PhraseIndex
    gazetteer: Gazetteer
    lexicon: Lexicon

    @staticmethod
    @cache
    def load() -> Phrases:
        """Everything, read once."""
        gazetteer, lexicon = Gazetteer.load(), Lexicon.load()
        made = {
            name: PhraseIndex()
            for name in ("areas", "ministries", "ministers", "agencies", "offices", "roles", "awards", "heads", "cues")
        }
        for phrase, codes in gazetteer.area_phrases.items():
            made["areas"].add(phrase, codes)
        for phrase, ministry in gazetteer.ministry_phrases.items():
            made["ministries"].add(phrase, ministry)
        for phrase, title in gazetteer.minister_titles.items():
            made["ministers"].add(phrase, title)
        for phrase, agency in gazetteer.agency_phrases.items():
            made["agencies"].add(phrase, agency)
        for phrase, office in gazetteer.offices.items():
            made["offices"].add(phrase, office)
        for phrase, family in gazetteer.award_families.items():
            made["awards"].add(phrase, family)
        roles = tomllib.loads(resources.path("data/language/id/roles.toml").read_text("utf-8"))
        for surface in roles.pop("acting"):
            made["roles"].add(surface, RoleReading("", "acting"))
        for behind, table in roles.items():
            for role, surfaces in table.items():
                for surface in surfaces:
                    made["roles"].add(surface, RoleReading(role, behind))
        for kind, words in lexicon.heads.items():
            for word in words:
                made["heads"].add(word, kind)
        for phrase, cues in lexicon.cues.items():
            made["cues"].add(phrase, cues)
        return Phrases(gazetteer=gazetteer, lexicon=lexicon, **{name: index.freeze() for name, index in made.items()})
