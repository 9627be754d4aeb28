"""The page docs/reference/rules.md: how the rule language reads, every rule with its sentences, and what is counted.

Rules are exercised by reading their own sentences, those of tests/sentences and the articles of the corpus. A rule, or
another way to a value, that nothing exercises ends with an error: what no sentence shows, nobody can check.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = ROOT / "data" / "language" / "id"
SENTENCES = ROOT / "tests" / "sentences"
CORPUS = ROOT / "data" / "articles"
AFTER = {
    "award": "after an award was told",
    "recipient": "of an area that was told to receive an award",
    "winner": "after a first prize was told",
    "programme": "after a programme was told",
}


class UnexercisedError(Exception):
    """A rule, or a way to a value, that no sentence exercises, or that has no explanation."""


@cache
def exercised() -> Counter[str]:
    """How many facts and roles each rule gave, over all sentences and articles."""
    from kg.extraction import extract
    from kg.facts import roles
    from kg.pipeline import articles
    from kg.reading import read_text

    read = [read_text(f"Judul berita\n\n{text}\n", "kalimat.txt") for text in _sentences()]
    read += [article for article in articles([CORPUS]) if not isinstance(article, Exception)]
    found: Counter[str] = Counter()
    for article in read:
        for fact in extract(article).facts:
            found[fact.rule] += 1
            found.update(role.rule for _, role in roles(fact))
    return found


def unexercised() -> tuple[set[str], set[str]]:
    """The names that nothing exercises, and the names that were given and have no explanation."""
    from kg.extraction.rules.derivations import derivations, patterns

    known = {*patterns(), *derivations()}
    return known - set(exercised()), set(exercised()) - known


def _sentences() -> Iterator[str]:
    for rule in _rules():
        yield from (each["text"] for each in rule.matches)
        yield from rule.misses
    for file in sorted(SENTENCES.glob("*.toml")):
        yield from (case["text"] for case in _toml(file)["case"])


def _rules() -> Iterator[Any]:
    from kg.extraction.rules.book import Rules
    from kg.extraction.rules.derivations import rule_files

    for file in rule_files():
        yield from Rules.load(file).rules


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def page() -> Iterator[str]:
    """The page, line by line.

    Raises:
        UnexercisedError: where a rule or another way to a value is exercised by nothing, or is not explained.
    """
    idle, unexplained = unexercised()
    if idle or unexplained:
        raise UnexercisedError(
            f"exercised by no sentence: {', '.join(sorted(idle)) or 'none'}; "
            f"explained nowhere: {', '.join(sorted(unexplained)) or 'none'}. Add a sentence to the rule or to "
            "tests/sentences, or a line to data/language/id/derivations.toml."
        )
    yield "# The rules of reading\n"
    yield "What the articles state is found by named rules. Each has a pattern, sentences that it matches and sentences"
    yield "that it must not match; all of them are tests. `kg extract --explain` shows the rule behind each."
    yield "To add one, see [rules](../rules.md).\n"
    yield from _counts()
    yield from _language()
    yield from _by_fact_type()
    yield from _weights()
    yield from _derivations()


def _counts() -> Iterator[str]:
    from kg.extraction.rules.derivations import derivations
    from kg.language.lexicon import Lexicon

    rules = list(_rules())
    cases = {file.stem: _toml(file)["case"] for file in sorted(SENTENCES.glob("*.toml"))}
    yield "## What there is\n"
    yield "| what | how many |\n| --- | ---: |"
    yield f"| rules with a pattern | {len(rules)} |"
    yield f"| sentences that they match | {sum(len(rule.matches) for rule in rules)} |"
    yield f"| sentences that they must not match | {sum(len(rule.misses) for rule in rules)} |"
    yield f"| other ways to a value | {len(derivations())} |"
    idle, every = len(unexercised()[0]), len(rules) + len(derivations())
    yield f"| rules and ways that no sentence exercises | {idle} of {every} |"
    yield f"| single sentences in `tests/sentences` | {sum(len(each) for each in cases.values())} |"
    yield f"| articles of the corpus, with facts that a person took from them | {len(list(CORPUS.glob('*.txt')))} |\n"
    yield "Single sentences, by fact type:\n"
    yield "| fact type | that state one | that only look like it |\n| --- | ---: | ---: |"
    for name, each in cases.items():
        stating = sum(bool(case.get("facts")) for case in each)
        yield f"| {name} | {stating} | {len(each) - stating} |"
    yield "\nWords of the lexicon, by sense; forms with me-, di-, ter-, -nya and -lah are derived from the entries:\n"
    yield "| sense | entries | forms |\n| --- | ---: | ---: |"
    forms = Counter(sense for cues in Lexicon.load().cues.values() for sense in {cue.sense for cue in cues})
    for sense, entries in _entries():
        yield f"| {sense} | {entries} | {forms[sense]} |"
    yield "\nNouns that say what a name names, by kind:\n"
    yield "| kind | nouns |\n| --- | ---: |"
    for kind, words in sorted(Lexicon.load().heads.items()):
        yield f"| {kind.replace('_', ' ')} | {len(words)} |"
    yield ""


def _entries() -> Iterator[tuple[str, int]]:
    """Each sense with the number of its entries, as the files hold them."""
    for name, prefix in (("verbs", ""), ("speech", "say-"), ("modality", "")):
        for sense, entry in _toml(LANGUAGE / f"{name}.toml").items():
            lists = entry.values() if isinstance(entry, dict) else [entry]
            called = "no-speech" if sense == "no_speech" else prefix + sense
            yield called, sum(len(each) for each in lists if isinstance(each, list))


def _language() -> Iterator[str]:
    from kg.extraction.rules import patterns

    _, table, rest = re.split(r"^=+ +=+$\n?", patterns.__doc__ or "", flags=re.MULTILINE)
    rows: list[list[str]] = []
    for line in table.splitlines():
        if (row := re.fullmatch(r"(\S.*``)\s{2,}(.+)", line)) is not None:
            rows.append(list(row.groups()))
        else:
            rows[-1][1] += " " + line.strip()
    yield "## How a pattern reads\n"
    yield "| in a pattern | stands for |\n| --- | --- |"
    for row in rows:
        yield "| " + " | ".join(re.sub("``", "`", cell).replace("|", "\\|") for cell in row) + " |"
    told = re.sub(r"\s*\(see\s+:mod:`[^`]*`\)", "", " ".join(rest.split()))
    yield f"\n{told}\n"
    yield "Lists of words, from `data/language/id/rules/words.toml`:\n"
    yield "| list | words |\n| --- | --- |"
    for name, words in sorted(_toml(LANGUAGE / "rules" / "words.toml").items()):
        yield f"| `{{{name}}}` | {', '.join(words)} |"
    yield ""


def _by_fact_type() -> Iterator[str]:
    from kg.extraction.rules.book import Rules
    from kg.extraction.rules.derivations import rule_files

    before = ""
    for file in rule_files():
        fact_type = file.partition("-")[0]
        if fact_type != before:
            yield f"## Rules of {fact_type}\n"
            before = fact_type
        source = LANGUAGE / "rules" / f"{file}.toml"
        told = [line.removeprefix("#") for line in source.read_text("utf-8").split("\n\n")[0].splitlines()]
        yield "```text\n" + "\n".join(line.removeprefix(" ") for line in told) + "\n```\n"
        for rule in Rules.load(file).rules:
            yield f"### `{rule.name}`\n"
            yield f"```text\n{rule.pattern}\n```\n"
            if rule.after:
                yield f"Only {AFTER[rule.after]}.\n"
            if rule.whole:
                yield "It reads the sentence to its end: verbs in it state nothing more.\n"
            if rule.counts:
                yield "The recipients have the ranks of their order.\n"
            if rule.note:
                yield f"{rule.note}\n"
            yield from (f"- matches: {each['text']} {_stated(each)}" for each in rule.matches)
            yield from (f"- must not match: {each}" for each in rule.misses)
            yield ""


def _stated(match: Mapping[str, Any]) -> str:
    """What a sentence states, as its slots are written beside it."""
    count = f"{match['count']} facts; " if match.get("count", 1) > 1 else ""
    slots = ", ".join(f"{name} `{value}`" for name, value in match.items() if name not in ("text", "count"))
    return f"→ {count}{slots}".rstrip("; →")


def _weights() -> Iterator[str]:
    """The weights as their file holds them: what each reason is stands beside it there."""
    source = (LANGUAGE / "weights.toml").read_text("utf-8")
    about, *kinds = re.split(r"^\[", source, flags=re.MULTILINE)
    yield "## Weights\n"
    yield " ".join(line.removeprefix("# ") for line in about.splitlines() if line) + "\n"
    for kind in kinds:
        name, comment, lines = re.fullmatch(r"(\w+)\]\s*(?:# (.*))?\n((?s:.*))", kind).groups()  # type: ignore[union-attr]
        yield f"### `{name}`\n"
        if comment:
            yield f"{comment[0].upper()}{comment[1:]}.\n"
        yield "| reason | weight | what it is |\n| --- | ---: | --- |"
        for line in filter(None, map(str.strip, lines.splitlines())):
            reason, weight, told = re.fullmatch(r"([\w-]+) = (\S+)(?:\s+# (.*))?", line).groups()  # type: ignore[union-attr]
            yield f"| `{reason}` | {weight} | {(told or '').replace('|', chr(92) + '|')} |"
        yield ""


def _derivations() -> Iterator[str]:
    from kg.extraction.rules.derivations import derivations

    yield "## Other ways to a value\n"
    yield "| name | in Indonesian | in English |\n| --- | --- | --- |"
    for name, told in sorted(derivations().items()):
        yield f"| `{name}` | {told['id']} | {told['en']} |"
    yield ""
