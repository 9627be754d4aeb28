"""The rule language: a pattern over the words and mentions of a sentence, read as Indonesian and compiled to a program.

===================  ==================================================================================
``bagian dari``      these words, in lower case; a comma, a colon or a semicolon stands for itself
``(di|pada|ke atas)``  one of these; an alternative may be a pattern itself
``{places}``         one word of a list in ``words.toml``; ``{places|marks}`` of either list
``<receive>``        a word of the lexicon by its sense; ``<receive passive>`` only in that voice; ``<say -nya>``
                     only a form in -nya;
                     ``<hand|give active>`` has either sense; ``<>`` is a verb that was left out
``AREA``             a mention by its kind; ``AREA|BODY`` of either kind
``AREA+``            one or more, as lists are written, joined by words of the list ``joints``: "A, B, dan C"
``…``                any words, as few as will do; ``…4`` at most four; at the end of a pattern, all the rest
``…but{places}``     any words but those of a list; ``…8but{places}`` likewise
``_``                one word, whichever it is
``area:AREA``        what is found becomes the role ``area``; ``award:…`` gives whatever stands there to the role
``not(di|dari) X``   X, where none of these words stands right before it; ``not{places} X`` likewise
``X?``               X or nothing
``^``  ``$``         where the sentence (for a verb's rule, its clause) begins and ends
===================  ==================================================================================

A pattern is found in time proportional to its own length times the sentence's, whatever the two are (see
:mod:`kg.extraction.rules.matching`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.errors import ResourceError
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VOICES = frozenset(("active", "passive", "bare", "nominal", "-nya"))
_PIECE = re.compile(
    r"""\s*(?:(?P<name>[a-z][a-z&-]*):(?=\S)
    |(?P<kind>[A-Z]+(?:\|[A-Z]+)*)(?![^\W\d_])(?P<many>\+)?
    |<(?P<cue>[^<>]*)>
    |…(?P<most>\d*)(?:but\{(?P<but>[a-z|-]+)\})?
    |\{(?P<list>[a-z|-]+)\}
    |not\{(?P<notlist>[a-z|-]+)\}
    |not\((?P<not>[^()]*)\)
    |(?P<mark>[()|?^$_])
    |(?P<word>[^\s()|?{}<>…^$]+))""",
    re.VERBOSE,
)


class Step(NamedTuple):
    """One instruction: ``op`` with its argument, and for ``split`` the two places to go on at, the better first.

    ``joined`` marks a step that may be come to in several ways; ``ahead`` is what a gap ends before, where that is one
    of some words or a mention of some kinds; ``opens`` is what a split's next token must be one of, whichever way it
    takes, and empty where that is open.
    """

    op: str
    arg: Any = None
    first: int = 0
    second: int = 0
    joined: bool = False
    ahead: Any = None
    opens: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled pattern.

    ``roles`` are the names that it gives; ``needs`` is what must be in a sentence for it to match: of each set one of
    its words, senses ("<receive>") or kinds ("AREA"). ``begins`` is one such set that the first token must be of; empty
    where any may be. ``opens_with_gap`` tells that it begins with any words, or where the sentence does: then the first
    place to try stands for all others.
    """

    steps: tuple[Step, ...]
    roles: frozenset[str]
    needs: tuple[frozenset[str], ...]
    begins: frozenset[str] = frozenset()
    opens_with_gap: bool = False


def compile_pattern(text: str, lists: Mapping[str, frozenset[str]]) -> Program:
    """A pattern as a program.

    >>> program = compile_pattern("area:AREA+ …3 (bagian dari|peserta) programme:PROGRAMME", {})
    >>> sorted(program.roles)
    ['area', 'programme']

    Raises:
        ResourceError: where the pattern is none; the message quotes the place.
    """
    reader = _Reader(text, lists)
    reader.sequence(closing="")
    steps = _linked([*reader.steps, Step("match")])
    return Program(
        tuple(steps), frozenset(reader.roles), tuple(reader.needs), _begins(steps, 0), _opens_with_gap(steps)
    )


def _opens_with_gap(steps: Sequence[Step]) -> bool:
    opening = next(step for step in steps if step.op != "open")
    return opening.op == "begin" or (opening.op in ("gap", "rest") and not opening.arg)


def _linked(steps: list[Step]) -> list[Step]:
    """The steps with what the search asks for at each: ways that meet, and what stands behind a gap."""
    targets = {0} | {place for step in steps if step.op in ("split", "jump") for place in (step.first, step.second)}
    linked = []
    for number, step in enumerate(steps):
        following = next((x for x in steps[number + 1 :] if x.op not in ("open", "close")), step)
        ahead = _ahead(following) if step.op == "gap" else None
        opens = _begins(steps, number) if step.op == "split" else frozenset()
        linked.append(step._replace(joined=number in targets or step.op == "gap", ahead=ahead, opens=opens))
    return linked


def _ahead(step: Step) -> frozenset[str] | frozenset[Kind] | None:
    """What a gap before a step ends before: one of some words, or a mention of some kinds."""
    if step.op == "cue":
        return frozenset((Kind.CUE,))
    told: frozenset[str] | frozenset[Kind] | None = step.arg if step.op in ("word", "kind") else None
    return told


def _begins(steps: Sequence[Step], first: int) -> frozenset[str]:
    """What the next token must be one of from a step on; empty where that is open."""
    waiting, seen, found = [first], set(), set()
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        step = steps[at]
        if step.op == "split":
            waiting += [step.first, step.second]
        elif step.op == "jump":
            waiting.append(step.first)
        elif step.op in ("open", "close", "not", "begin"):
            waiting.append(at + 1)
        elif step.op == "word":
            found.update(step.arg)
        elif step.op == "kind":
            found.update(kind.name for kind in step.arg)
        elif step.op == "cue":
            found.update(f"<{sense}>" for sense in step.arg[0])
        else:
            return frozenset()
    return frozenset(found)


_IN_MOST = frozenset(("AREA", "OFFICE", "PERSON", "BODY", "NAME"))


def frequency(need: frozenset[str]) -> tuple[bool, bool, bool, int]:
    """How often a need is met, for comparing: kinds of mentions and marks stand in most sentences, words in few."""
    return (
        not need.isdisjoint(_IN_MOST),
        any(word.isupper() for word in need),
        any(not word[-1].isalpha() for word in need if word[0] != "<"),
        len(need),
    )


class _Reader:
    def __init__(self, text: str, lists: Mapping[str, frozenset[str]]) -> None:
        self.text, self.lists = text, lists
        self.at = 0
        self.steps: list[Step] = []
        self.roles: set[str] = set()
        self.needs: list[frozenset[str]] = []

    def wrong(self, what: str) -> ResourceError:
        """The error that tells the place."""
        return ResourceError(f"{what}, here: {self.text[: self.at]}⟨{self.text[self.at :].strip() or 'the end'}⟩")

    def piece(self) -> re.Match[str] | None:
        """The next piece, or ``None`` at the end."""
        if not self.text[self.at :].strip():
            return None
        found = _PIECE.match(self.text, self.at)
        if found is None:
            raise self.wrong("this is no part of a pattern")
        return found

    def sequence(self, closing: str) -> None:
        """Elements up to the end, or to ``|`` or ``)`` inside brackets."""
        empty = True
        while (found := self.piece()) is not None:
            if found["mark"] in ("|", ")"):
                if not closing:
                    raise self.wrong(f"{found['mark']!r} has no bracket before it")
                break
            self.element(found)
            empty = False
        if empty:
            raise self.wrong("something is missing")

    def element(self, found: re.Match[str]) -> None:
        """One element with its role and its question mark."""
        start, needed = len(self.steps), len(self.needs)
        self.at = found.end()
        name = found["name"]
        if name:
            self.roles.update(name.split("&"))
            inner = self.piece()
            if inner is None or inner["name"] or (inner["mark"] and inner["mark"] not in "(_"):
                raise self.wrong(f"the role {name!r} has nothing that could be it")
            self.at = inner.end()
            self.steps.append(Step("open", name))
            self.atom(inner)
            self.steps.append(Step("close", name))
        else:
            self.atom(found)
        after = self.piece()
        if after is not None and after["mark"] == "?":
            self.at = after.end()
            self.optional(start)
            del self.needs[needed:]

    def optional(self, start: int) -> None:
        """What was read since ``start`` may be left out."""
        body = [_moved(step, 1, start) for step in self.steps[start:]]
        self.steps[start:] = [Step("split", None, start + 1, start + 1 + len(body)), *body]

    def atom(self, found: re.Match[str]) -> None:
        """One element without role and question mark."""
        mark = found["mark"]
        if found["kind"]:
            self.kinds(found["kind"], many=bool(found["many"]))
        elif found["cue"] is not None:
            self.cue(found["cue"])
        elif found["most"] is not None:
            self.gap(found["most"], self.listed(found["but"]) if found["but"] else frozenset())
        elif found["list"]:
            words = self.listed(found["list"])
            self.needs.append(words)
            self.steps.append(Step("word", words))
        elif found["notlist"]:
            self.steps.append(Step("not", self.listed(found["notlist"])))
        elif found["not"] is not None:
            self.steps.append(Step("not", frozenset(found["not"].split("|"))))
        elif mark == "(":
            self.alternatives()
        elif mark == "_":
            self.steps.append(Step("any"))
        elif mark in ("^", "$"):
            self.steps.append(Step("begin" if mark == "^" else "end"))
        elif found["word"]:
            word = found["word"]
            if word != word.lower() or (word.endswith(":") and len(word) > 1):
                raise self.wrong(f"{word!r} is neither a word in lower case nor a kind of mention")
            self.needs.append(frozenset((word,)))
            self.steps.append(Step("word", frozenset((word,))))
        else:
            raise self.wrong(f"{mark!r} has nothing before it")

    def listed(self, name: str) -> frozenset[str]:
        """The words of a list, or of several: "ends|marks"."""
        unknown = [each for each in name.split("|") if each not in self.lists]
        if unknown:
            raise self.wrong(f"no list is called {unknown[0]!r}")
        return frozenset().union(*(self.lists[each] for each in name.split("|")))

    def kinds(self, text: str, *, many: bool) -> None:
        names = text.split("|")
        unknown = [name for name in names if name not in Kind.__members__]
        if unknown:
            raise self.wrong(f"{unknown[0]!r} is no kind of mention; kinds are {', '.join(Kind.__members__)}")
        self.needs.append(frozenset(names))
        step = Step("kind", frozenset(Kind[name] for name in names))
        self.steps.append(step)
        if many:
            again = len(self.steps)
            joint = Step("word", self.lists.get("joints", frozenset((",", "dan"))))
            # a joint, up to two more ("," "dan"), the next member; or go on
            self.steps += [
                Step("split", None, again + 1, again + 8),
                joint,
                Step("split", None, again + 3, again + 4),
                joint,
                Step("split", None, again + 5, again + 6),
                joint,
                step,
                Step("jump", None, again),
            ]

    def cue(self, text: str) -> None:
        if not text.strip():
            self.needs.append(frozenset(("<>",)))
            self.steps.append(Step("left-out"))
            return
        senses, *voices = text.split()
        if len(voices) > 1 or not VOICES.issuperset(voices):
            raise self.wrong(f"<{text}> is no sense and voice; voices are {', '.join(sorted(VOICES))}")
        chosen = frozenset(senses.split("|"))
        self.needs.append(frozenset(f"<{sense}>" for sense in chosen))
        self.steps.append(Step("cue", (chosen, voices[0] if voices else "")))

    def gap(self, most: str, but: frozenset[str]) -> None:
        start = len(self.steps)
        if most:
            # each word may be the last
            word = Step("but", but) if but else Step("any")
            end = start + 2 * int(most)
            for number in range(int(most)):
                self.steps += [Step("split", None, end, start + 2 * number + 1), word]
        else:
            self.steps.append(Step("gap" if self.text[self.at :].strip() else "rest", but))

    def alternatives(self) -> None:
        branches: list[list[Step]] = []
        needed: list[list[frozenset[str]]] = []
        before = len(self.needs)
        while True:
            start = len(self.steps)
            self.sequence(closing=")")
            branches.append(self.steps[start:])
            needed.append(self.needs[before:])
            del self.steps[start:], self.needs[before:]
            found = self.piece()
            if found is None:
                raise self.wrong("a bracket is not closed")
            self.at = found.end()
            if found["mark"] == ")":
                break
        self.joined(branches)
        if len(branches) == 1:
            self.needs += needed[0]
        elif all(needed):  # one of them will do: of each the need that is met least often
            self.needs.append(frozenset().union(*(min(each, key=frequency) for each in needed)))

    def joined(self, branches: list[list[Step]]) -> None:
        """Branches one after the other, the first that does taken."""
        base = len(self.steps)
        sizes = [len(branch) + 2 for branch in branches[:-1]] + [len(branches[-1])]
        end = base + sum(sizes)
        position = base
        for branch, size in zip(branches, sizes, strict=True):
            last = branch is branches[-1]
            offset = position - base + (0 if last else 1)
            if not last:
                self.steps.append(Step("split", None, position + 1, position + size))
            self.steps += [_moved(step, offset, base) for step in branch]
            if not last:
                self.steps.append(Step("jump", None, end))
            position += size


def _moved(step: Step, by: int, base: int) -> Step:
    """A step whose targets lie ``by`` places further on; targets before ``base`` do not occur."""
    moves = step.op in ("split", "jump")
    if moves and step.first < base:
        raise ValueError(f"a step of a pattern leads back before its part: {step}")
    return step._replace(first=step.first + by, second=step.second + by) if moves else step
