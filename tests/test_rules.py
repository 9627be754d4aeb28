"""The rules of the language: each matches the sentences beside it and leaves those that it must not match."""

from __future__ import annotations

import string
import time
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ResourceError
from kg.extraction import extract
from kg.extraction.rules.book import Rule, Rules
from kg.extraction.rules.matching import find
from kg.extraction.rules.patterns import compile_pattern
from kg.extraction.structure.document import Kind, Mention
from kg.facts import FACT_TYPES, Fact, roles, slug
from kg.language.tokens import tokenize
from kg.resources import path
from test_sentences import article_of, holds, told

FOLDER = path("data/language/id/rules")
FILES = sorted(file.stem for file in FOLDER.glob("*.toml") if file.stem != "words")


@cache
def facts_of(view: str, text: str) -> tuple[Fact, ...]:
    """The facts of a view that a text states."""
    return tuple(fact for fact in extract(article_of(text)).facts if type(fact).__name__.lower() == view)


def found_by(rule: Rule, facts: tuple[Fact, ...]) -> list[Fact]:
    """The facts that a rule found, whole or in one of their roles."""
    return [fact for fact in facts if rule.name in {fact.rule, *(role.rule for _, role in roles(fact))}]


def cases(sort: str) -> list[Any]:
    """A test a sentence: its rule and what is expected of it."""
    return [
        pytest.param(
            file.partition("-")[0],
            rule,
            each,
            id=f"{rule.name}-{slug(each if isinstance(each, str) else each['text'])[:70]}",
        )
        for file in FILES
        for rule in Rules.load(file).rules
        for each in getattr(rule, sort)
    ]


@pytest.mark.parametrize(("view", "rule", "expected"), cases("matches"))
def test_a_rule_finds_what_its_sentences_state(view: str, rule: Rule, expected: dict[str, Any]) -> None:
    slots = {key: value for key, value in expected.items() if key not in ("text", "count")}
    facts = facts_of(view, expected["text"])
    assert found_by(rule, facts), f"the rule found nothing; all facts: {[told(fact) for fact in facts]}"
    assert any(holds(fact, slots) for fact in facts), [told(fact) for fact in facts]
    if "count" in expected:
        assert len(facts) == expected["count"], [told(fact) for fact in facts]


@pytest.mark.parametrize(("view", "rule", "text"), cases("misses"))
def test_a_rule_leaves_what_it_must_not_match(view: str, rule: Rule, text: str) -> None:
    assert not found_by(rule, facts_of(view, text))


def test_every_view_with_rules_is_a_fact_type() -> None:
    assert {file.partition("-")[0] for file in FILES} <= {each.__name__.lower() for each in FACT_TYPES}


HOSTILE = [
    ("a:AREA+ … b:AREA+ … c:AREA+ … d:AREA+ $", "Bontang, "),
    ("… x … x … x … x … y", "x "),
    ("x? x? x? x? x? x? x? x? x x x x x x x x", "x "),
    ("a:… b:… c:… d:… zzz", "kota "),
    ("(x|x x|x x x) …9 (x|x x|x x x) …9 y", "x "),
    ("x …but{joints} x …but{joints} x …but{joints} y", "x "),
    ("… x … x … x … x … AREA", "x "),
    ("… x … AREA … x … AREA … x …but{joints} AREA y", "x Bontang "),
]


@pytest.mark.parametrize(("pattern", "piece"), HOSTILE)
def test_no_input_makes_a_pattern_slow(pattern: str, piece: str) -> None:
    """Steps are counted, not seconds: never more than twice the pattern's length times the text's.

    Twice, for two ways may lead to a step.
    """
    program = compile_pattern(pattern, {"joints": frozenset((",",))})
    counted = {}
    for times in (500, 1000):
        tokens = tokenize(piece * times)
        mentions = {i: Mention(Kind.AREA, i, i + 1) for i, token in enumerate(tokens) if token.text == "Bontang"}
        steps = _Counting(program.steps)
        find(type(program)(steps, program.roles, program.needs), tokens, mentions, 0, len(tokens))
        assert steps.taken <= 2 * len(steps) * (len(tokens) + 1)
        counted[times] = steps.taken
    assert counted[1000] <= 2.1 * counted[500]


class _Counting(tuple):  # type: ignore[type-arg]
    """The steps of a program, counting how often one is taken."""

    taken: int

    def __new__(cls, steps: Any) -> _Counting:
        made = super().__new__(cls, steps)
        made.taken = 0
        return made

    def __getitem__(self, index: Any) -> Any:
        self.taken += 1
        return super().__getitem__(index)


def test_a_gap_ends_before_a_word_that_it_must_not_hold() -> None:
    program = compile_pattern("kota …but{ends} juara", {"ends": frozenset((";", "dan"))})
    for text, found in (("kota itu juara", True), ("kota ; juara", False), ("kota itu dan juara", False)):
        tokens = tokenize(text)
        assert (find(program, tokens, {}, 0, len(tokens)) is not None) is found, text


def test_a_gap_at_the_end_takes_all_up_to_such_a_word() -> None:
    program = compile_pattern("besar list:…but{ends}", {"ends": frozenset(("di",))})
    tokens = tokenize("besar kota cerdas nasional di Jakarta")
    match = find(program, tokens, {}, 0, len(tokens))
    assert match is not None
    assert [(place.first, place.last) for place in match.places("list")] == [(1, 4)]


WORDS = st.lists(st.sampled_from(["kota", "di", "meraih", ",", "dan", "juara", "x"]), max_size=14)


@settings(max_examples=200, deadline=None)
@given(words=WORDS, first=st.sampled_from(["kota", "di", "juara"]), second=st.sampled_from(["dan", "x", ","]))
def test_a_gap_finds_what_a_search_by_hand_finds(words: list[str], first: str, second: str) -> None:
    tokens = tokenize(" ".join(words))
    program = compile_pattern(f"{first} …3 {second}", {})
    match = find(program, tokens, {}, 0, len(tokens))
    spans = [
        (i, k + 1)
        for i, one in enumerate(words)
        if one == first
        for k in range(i + 1, min(i + 5, len(words)))
        if words[k] == second
    ]
    assert (match and (match.first, match.last)) == (min(spans) if spans else None)


@pytest.mark.parametrize(
    ("pattern", "told_of"),
    [
        ("recipient:AREA <receive activ>", "voices are"),
        ("recipient:KOTA", "'KOTA' is no kind of mention"),
        ("(di|pada", "a bracket is not closed"),
        ("di|pada", "has no bracket before it"),
        ("kota {tempat}", "no list is called 'tempat'"),
        ("kota …but{tempat} di", "no list is called 'tempat'"),
        ("Kota", "neither a word in lower case nor a kind"),
        ("", "something is missing"),
        ("recipient:", "neither a word"),
        ("?", "has nothing before it"),
    ],
)
def test_a_wrong_pattern_is_told_with_its_place(pattern: str, told_of: str) -> None:
    with pytest.raises(ResourceError) as error:
        compile_pattern(pattern, {})
    assert told_of in str(error.value)
    assert "here:" in str(error.value)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=string.ascii_letters + "()|?{}<>…^$_:+& ", max_size=40))
def test_any_text_is_a_pattern_or_an_error_that_tells_the_place(text: str) -> None:
    started = time.monotonic()
    try:
        program = compile_pattern(text, {})
    except ResourceError as error:
        assert "here:" in str(error)
    else:
        tokens = tokenize("Kota Bontang meraih penghargaan di Jakarta, Rabu.")
        find(program, tokens, {}, 0, len(tokens))
    assert time.monotonic() - started < 5
