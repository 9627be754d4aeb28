"""The words of questions by sense, of every language that has a ``questions.toml``, and how each language answers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg import resources
from kg.errors import ResourceError
from kg.language.lexicon import Lexicon
from kg.language.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("id", "en")

#: Senses of the Indonesian lexicon that questions use, by the concept that they are for a question.
_FROM_LEXICON = {
    "receive": "receive",
    "hand": "hand",
    "give": "give",
    "reward": "give",
    "attend": "attend",
    "hold": "hold",
    "say-indirect": "say",
    "say-direct": "say",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of a question mean.

    ``senses`` maps a phrase, as its folded words, to concepts ("who", "hand"); ``empty`` holds the phrases that
    neither ask nor filter; ``roles`` gives offices by their fixed Indonesian form, ``areas`` codes of areas, ``kinds``
    the kind of area that a word after a name tells; ``belongs`` the languages of each phrase; ``sayings`` what a
    language says in an answer, by language and key; ``ordinary`` is every word of ``senses`` and ``empty``.
    """

    senses: Mapping[tuple[str, ...], tuple[str, ...]]
    empty: frozenset[tuple[str, ...]]
    roles: Mapping[tuple[str, ...], str]
    areas: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, str]
    belongs: Mapping[tuple[str, ...], frozenset[str]]
    ordinary: frozenset[str]
    sayings: Mapping[str, Mapping[str, str]]

    @staticmethod
    @cache
    def load() -> Vocabulary:
        """The vocabulary of all languages, read once.

        Raises:
            ResourceError: where a file is missing or is no TOML.
        """
        senses: dict[tuple[str, ...], list[str]] = {}
        empty: set[tuple[str, ...]] = set()
        roles: dict[tuple[str, ...], str] = {}
        areas: dict[tuple[str, ...], str] = {}
        kinds: dict[str, str] = {}
        belongs: dict[tuple[str, ...], set[str]] = {}
        sayings: dict[str, dict[str, str]] = {}
        for phrase, cues in Lexicon.load(mixed=False).cues.items():
            for cue in cues:
                if cue.sense in _FROM_LEXICON:
                    _enter(senses, belongs, "id", words(phrase), _FROM_LEXICON[cue.sense])
        for language in LANGUAGES:
            table = _read(language)
            for phrase in table["nothing"]["words"]:
                empty.add(words(phrase))
                belongs.setdefault(words(phrase), set()).add(language)
            for concept, phrases in table["senses"].items():
                for phrase in phrases:
                    _enter(senses, belongs, language, words(phrase), concept)
            for key, known in (("roles", roles), ("areas", areas)):
                for value, phrases in table.get(key, {}).items():
                    for phrase in phrases:
                        known[words(phrase)] = value
                        belongs.setdefault(words(phrase), set()).add(language)
            for kind, after in table.get("kinds_after_names", {}).items():
                kinds.update(dict.fromkeys(after, kind))
            sayings[language] = table["sayings"]
        return Vocabulary(
            senses={phrase: tuple(dict.fromkeys(found)) for phrase, found in senses.items()},
            empty=frozenset(empty),
            roles=roles,
            areas=areas,
            kinds=kinds,
            belongs={phrase: frozenset(found) for phrase, found in belongs.items()},
            ordinary=frozenset(word for phrase in (*senses, *empty) for word in phrase),
            sayings=sayings,
        )


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as they are compared: caseless, without marks, an English 's off its noun.

    >>> words("Who is Bontang’s mayor?")
    ('who', 'is', 'bontang', 'mayor')
    """
    found = []
    for token in tokenize(text):
        if token.kind == "mark":
            continue
        word = token.lower.replace("ʼ", "'").replace("`", "'")
        found.append(word.removesuffix("'s") if len(word) > 4 else word)
    return tuple(found)


def _enter(
    senses: dict[tuple[str, ...], list[str]],
    belongs: dict[tuple[str, ...], set[str]],
    language: str,
    phrase: tuple[str, ...],
    concept: str,
) -> None:
    senses.setdefault(phrase, []).append(concept)
    belongs.setdefault(phrase, set()).add(language)


def _read(language: str) -> dict[str, Any]:
    file = resources.path(f"data/language/{language}/questions.toml")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file}: not valid TOML: {error}") from error
