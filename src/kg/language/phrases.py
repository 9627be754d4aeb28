"""The longest phrase that begins at a token: an index of token sequences by their first words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, KeysView, Sequence

    from kg.language.tokens import Token


@dataclass(slots=True)
class PhraseIndex:
    """Longest match of token sequences: first word → [(following words, payload)], longest first."""

    entries: dict[str, list[tuple[tuple[str, ...], Any]]] = field(default_factory=lambda: defaultdict(list))
    _alone: dict[str, tuple[Any]] = field(default_factory=dict)  # phrases of one word
    _by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], Any]]] = field(default_factory=dict)

    @staticmethod
    def of(phrases: Iterable[tuple[str, object]]) -> PhraseIndex:
        """The index of phrases, each with its payload; of two alike the first counts."""
        index = PhraseIndex()
        for phrase, payload in phrases:
            index.add(phrase, payload)
        return index.freeze()

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

    @property
    def openings(self) -> KeysView[str]:
        """The words that a phrase may begin with."""
        return self.entries.keys()

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


@cache
def index_of(phrases: frozenset[str]) -> PhraseIndex:
    """The phrases of a list of words, each its own payload; made once for a list.

    >>> index_of(frozenset({"naik panggung"})).openings
    dict_keys(['naik'])
    """
    return PhraseIndex.of((phrase, phrase) for phrase in sorted(phrases))
