"""The lists of words: each is asked for by somebody, and no other one stands in the code."""

from __future__ import annotations

import ast
import re
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.language.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
CODE = sorted((ROOT / "src" / "kg" / "extraction").rglob("*.py"))
LANGUAGES = sorted(file.parent.parent.name for file in (ROOT / "data" / "language").glob("*/rules/words.toml"))
FEWEST = 3
"""So many words of the language in one literal are a list."""


@cache
def lists(language: str) -> dict[str, list[str]]:
    """The lists of a language as they are written."""
    return tomllib.loads((ROOT / "data" / "language" / language / "rules" / "words.toml").read_text("utf-8"))


@cache
def asked() -> tuple[frozenset[str], tuple[str, ...]]:
    """What the code asks for by ``words``: names, and the beginnings of names that it completes ("kind-")."""
    names, beginnings = set(), []
    for file in CODE:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words":
                match node.args[0]:
                    case ast.Constant(value=str(name)):
                        names.add(name)
                    case ast.JoinedStr(values=[ast.Constant(value=str(beginning)), *_]):
                        beginnings.append(beginning)
    return frozenset(names), tuple(beginnings)


def named_by_patterns(language: str) -> set[str]:
    """The lists that patterns name in braces."""
    files = (ROOT / "data" / "language" / language / "rules").glob("*.toml")
    rules = (rule for file in files for rule in tomllib.loads(file.read_text("utf-8")).get("rule", ()))
    return {
        name for rule in rules for names in re.findall(r"\{([\w|-]+)\}", rule["pattern"]) for name in names.split("|")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_asked_for(language: str) -> None:
    names, beginnings = asked()
    unused = lists(language).keys() - names - named_by_patterns(language)
    assert [name for name in sorted(unused) if not name.startswith(beginnings)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_stands_twice_in_a_list_and_none_has_capitals(language: str) -> None:
    for name, found in lists(language).items():
        assert len(set(found)) == len(found), name
        assert [word for word in found if word != word.lower().strip()] == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_lists_are_the_same(language: str) -> None:
    told = lists(language).items()
    assert [(a, b) for (a, x), (b, y) in combinations(told, 2) if set(x) == set(y)] == []


def literals(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """Every literal of several strings, and every string that is split into words, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                yield node.lineno, [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
            case ast.Dict(keys=keys):
                yield node.lineno, [k.value for k in keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
                yield node.lineno, text.split()


def known_words() -> frozenset[str]:
    """The words of the lists and of the lexicon, without those that name a sense or a kind in the code."""
    lexicon = Lexicon.load()
    listed = {word for found in lists("id").values() for word in found}
    return frozenset(listed | lexicon.function_words | lexicon.cues.keys()) - {"to", "for", "recipient"}


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.stem)
def test_no_list_of_words_stands_in_the_code(file: Path) -> None:
    known = known_words()
    found = [
        f"{file.name}:{line}: {', '.join(text)}"
        for line, text in literals(ast.parse(file.read_text("utf-8")))
        if len(known.intersection(text)) >= FEWEST
    ]
    assert found == [], (
        "Move these words to data/language/id/rules/words.toml and ask for them by kg.extraction.rules.book.words."
    )
