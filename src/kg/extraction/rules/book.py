"""The rules in ``data/language/id/rules/``: named patterns, with sentences that they match and must not match."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.errors import ResourceError
from kg.extraction.rules.matching import Match, find
from kg.extraction.rules.patterns import Program, compile_pattern, frequency
from kg.extraction.structure.document import MOST_MENTIONS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kg.extraction.structure.document import Document, Mention, Sentence

_FIELDS = {
    "name": str,
    "pattern": str,
    "matches": list,
    "misses": list,
    "after": str,
    "note": str,
    "whole": bool,
    "counts": bool,
}
#: What must have been said before a rule may hold.
AFTER = frozenset(("", "award", "recipient", "winner", "programme"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with its sentences: ``matches`` name the roles that are found, ``misses`` must not match.

    ``after`` tells what must have been spoken of before ("award": "Runner-up ditempati X" is one only after an award).
    A rule that reads the ``whole`` sentence leaves nothing for the verbs in it; one that ``counts`` gives its
    recipients the ranks of their order.
    """

    name: str
    pattern: str
    program: Program
    matches: tuple[Mapping[str, Any], ...]
    misses: tuple[str, ...]
    after: str = ""
    note: str = ""
    whole: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one fact type in their order: the first that holds is taken."""

    rules: tuple[Rule, ...]
    _by_need: Mapping[str, tuple[int, ...]] = field(repr=False)
    _needed: frozenset[str] = field(repr=False)
    _always: tuple[int, ...] = ()

    @staticmethod
    @cache
    def load(file: str, language: str = "id") -> Rules:
        """The rules of a file, read once: of a fact type ("conferral"), or of a part of its rules.

        >>> [rule.name for rule in Rules.load("conferral").rules][:2]
        ['receive-from-first', 'receive-namely-areas']

        Raises:
            ResourceError: where a file is missing, is no TOML, or a pattern is none; the message names file and rule.
        """
        folder = resources.path(f"data/language/{language}/rules")
        lists = _lists(language)
        source = folder / f"{file}.toml"
        made: list[Rule] = []
        for entry in _toml(source)["rule"]:
            made.append(_rule(source, entry, lists))
            if made[-1].name in [rule.name for rule in made[:-1]]:
                raise ResourceError(f"{source.name}: two rules are called {made[-1].name!r}. Rename one.")
        by_need: dict[str, list[int]] = {}
        always = []
        for number, rule in enumerate(made):
            if not rule.program.needs:
                always.append(number)
            for word in min(rule.program.needs, key=frequency, default=frozenset()):
                by_need.setdefault(word, []).append(number)
        numbers_by_need = {word: tuple(numbers) for word, numbers in by_need.items()}
        return Rules(tuple(made), numbers_by_need, frozenset(by_need), tuple(always))

    def holding(
        self, doc: Document, s: Sentence, span: tuple[int, int] | None = None, pin: Mention | None = None
    ) -> Iterator[tuple[Rule, Match]]:
        """The rules that hold in a sentence, in their order, each with its first match outside quotations.

        Args:
            doc: the document.
            s: the sentence.
            span: the tokens of a clause, if not the whole sentence.
            pin: the verb that a rule must be about.
        """
        first, last = span or (s.first, s.last)
        mentions = s.by_first
        for rule in self._possible(doc, s, (first, last), pin):
            match = find(rule.program, doc.tokens, mentions, first, last, pin)
            if match is not None and (pin is not None or not doc.quoted[match.first]):
                yield rule, match

    def each(
        self,
        doc: Document,
        s: Sentence,
        span: tuple[int, int],
        pin: Mention | None = None,
        *,
        nearest: bool = False,
    ) -> Iterator[tuple[Rule, Match]]:
        """The rules that hold in a clause, in their order, each with a match for every word that it may begin at.

        From left to right, or the ``nearest`` to the end of the clause first; at most :data:`MOST_MENTIONS` a rule.
        """
        first, last = span
        mentions = s.by_first
        for rule in self._possible(doc, s, span, pin):
            starts = range(last, first - 1, -1) if nearest else range(first, last + 1)
            for _ in range(MOST_MENTIONS):
                match = find(rule.program, doc.tokens, mentions, first, last, pin, starts=starts)
                if match is None:
                    break
                if pin is not None or not doc.quoted[match.first]:
                    yield rule, match
                starts = range(match.first - 1, first - 1, -1) if nearest else range(match.first + 1, last + 1)

    def everywhere(self, doc: Document, s: Sentence) -> Iterator[tuple[Rule, list[Match]]]:
        """The rules that hold in a sentence, in their order, each with all its matches, one after the other."""
        mentions = s.by_first
        for rule in self._possible(doc, s, (s.first, s.last), None):
            matches = []
            match = find(rule.program, doc.tokens, mentions, s.first, s.last)
            while match is not None:
                if not doc.quoted[match.first]:
                    matches.append(match)
                if match.last <= match.first:
                    break
                match = find(rule.program, doc.tokens, mentions, match.last, s.last)
            if matches:
                yield rule, matches

    def _possible(self, doc: Document, s: Sentence, span: tuple[int, int], pin: Mention | None) -> list[Rule]:
        """The rules all of whose needs are in a clause."""
        here = s.features if pin is None else _features_of_clause(doc, s, span, pin)
        numbers = set(self._always)
        for word in self._needed & here:
            numbers.update(self._by_need[word])
        rules = [self.rules[number] for number in sorted(numbers)]
        return [rule for rule in rules if not any(map(here.isdisjoint, rule.program.needs))]


def _features_of_clause(doc: Document, s: Sentence, span: tuple[int, int], pin: Mention) -> frozenset[str]:
    """The same of a clause, with no sense but that of the verb it is about."""
    first, last = span
    found = {token.lower for token in doc.tokens[first:last]}
    starts = s.by_first
    found.update(NAMES[starts[i].kind] for i in range(first, last) if i in starts)
    found.update(cue.feature for cue in pin.value or ())
    if pin.first == pin.last:
        found.add("<>")
    return frozenset(found)


@cache
def _lists(language: str) -> Mapping[str, frozenset[str]]:
    read = _toml(resources.path(f"data/language/{language}/rules/words.toml"))
    return {name: frozenset(words) for name, words in read.items()}


@cache
def words(name: str, language: str = "id") -> frozenset[str]:
    """A list of words that the rules know by name.

    >>> "tokoh" in words("persons")
    True
    """
    return _lists(language)[name]


def _rule(file: Path, entry: Mapping[str, Any], lists: Mapping[str, frozenset[str]]) -> Rule:
    name = entry.get("name", "without a name")
    wrong = [key for key, value in entry.items() if not isinstance(value, _FIELDS.get(key, ()))]
    if wrong:
        raise ResourceError(f"{file.name}, rule {name}: {wrong[0]!r} is no field of a rule, or not of its type.")
    if not entry.get("name") or not entry.get("pattern") or not entry.get("matches") or not entry.get("misses"):
        raise ResourceError(f"{file.name}, rule {name}: a rule has name, pattern, matches and misses.")
    if entry.get("after", "") not in AFTER:
        raise ResourceError(f"{file.name}, rule {name}: 'after' is one of {', '.join(sorted(AFTER - {''}))}.")
    try:
        program = compile_pattern(entry["pattern"], lists)
    except ResourceError as error:
        raise ResourceError(f"{file.name}, rule {name}: {error}") from None
    return Rule(
        name,
        entry["pattern"],
        program,
        tuple(entry["matches"]),
        tuple(entry["misses"]),
        entry.get("after", ""),
        entry.get("note", ""),
        entry.get("whole", False),
        entry.get("counts", False),
    )


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ResourceError(f"{file.name} is missing from the project's rules.") from None
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file.name}: not valid TOML: {error}") from error
