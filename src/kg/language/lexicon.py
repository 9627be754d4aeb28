"""The lexicon: cue words by sense, with their inflections derived from stems, read from ``data/language/id/``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg import resources
from kg.errors import ResourceError
from kg.language.morphology import verb_forms

AWARDING = frozenset(("receive", "hand", "give", "reward", "declare", "become"))
"""The senses of the verbs that tell of an award given."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sense of a word or phrase: ``sense`` ("receive", "denied" …) and, for verbs, ``voice``.

    ``anaphoric`` is a form in -nya: whose it is was told before ("ujarnya").
    """

    sense: str
    voice: str = ""  # active, passive, bare, nominal
    anaphoric: bool = False
    feature: str = field(init=False, repr=False, compare=False)  # the sense as rules ask for it: "<receive>"

    def __post_init__(self) -> None:
        object.__setattr__(self, "feature", f"<{self.sense}>")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words of one language.

    ``cues`` maps a case-folded word or phrase (single blanks) to its senses. ``function_words`` are words that a
    capital at the start of a sentence makes no name. ``heads`` are the nouns that say what a name names, by kind.
    """

    cues: Mapping[str, tuple[Cue, ...]]
    function_words: frozenset[str]
    heads: Mapping[str, frozenset[str]]
    vocabulary: frozenset[str]

    @staticmethod
    @cache
    def load(language: str = "id", *, mixed: bool = True) -> Lexicon:
        """The lexicon of a language; ``mixed`` with the English verbs that its newsrooms use ("jadi winner").

        Raises:
            ResourceError: where a file is missing or is not TOML.
        """
        cues: dict[str, list[Cue]] = {}
        for source in (language, "en") if mixed else (language,):
            for sense, entry in _read(source, "verbs").items():
                for word, voice in _forms(entry).items():
                    cues.setdefault(word, []).append(Cue(sense, voice, word.endswith("nya")))
        speech = _read(language, "speech")
        silent = set(speech["no_speech"]["words"])
        for sense in ("indirect", "direct"):
            for word, voice in _forms(speech[sense]).items():
                if word not in silent:
                    cues.setdefault(word, []).append(Cue("say-" + sense, voice, word.endswith("nya")))
        for word in silent:
            cues.setdefault(word, []).append(Cue("no-speech"))
        for sense, words in _read(language, "modality").items():
            for word in words:
                cues.setdefault(word, []).append(Cue(sense))
        heads = _read(language, "heads")
        vocabulary = frozenset(heads.pop("vocabulary").split())
        return Lexicon(
            cues={word: tuple(found) for word, found in cues.items()},
            function_words=frozenset(_read(language, "function_words")["words"].split()),
            heads={kind: frozenset(words) for kind, words in heads.items()},
            vocabulary=vocabulary,
        )


def _read(language: str, name: str) -> dict[str, Any]:
    file = resources.path(f"data/language/{language}/{name}.toml")
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ResourceError(f"{file.name}: not valid TOML: {error}") from error


def _forms(entry: Mapping[str, list[str]]) -> dict[str, str]:
    """Every form of an entry with its voice: explicit ones first, then what the stems derive.

    "serah-kan" has the suffix -kan only; "dapat--kan" stands with and without it; "anugerah-kan-i" takes either.
    """
    forms: dict[str, str] = {}
    for voice in ("active", "passive", "nominal"):
        forms.update((word, voice) for word in entry.get(voice, ()))
    forms.update((word, "bare") for word in entry.get("extra", ()))
    for word in entry.get("bare", ()):
        forms.update({word: "bare", word + "nya": "bare"})
    for verb in entry.get("verbs", ()):
        stem, *suffixes = verb.split("-")
        bare = entry.get("bare")  # where a list of bare forms is given, no other stem stands alone
        for form, voice in verb_forms(stem, tuple(suffixes) or ("",)).items():
            if voice != "bare" or bare is None:
                forms.setdefault(form, voice)
        if not suffixes and bare is None:
            forms.setdefault(stem + "nya", "bare")
    for form in [form for form, voice in forms.items() if voice == "passive" and re.match(r"di[a-z]{5}", form)]:
        forms.setdefault(f"di {form.removeprefix('di')}", "passive")  # the commonest misspelling: "di serahkan"
    return forms
