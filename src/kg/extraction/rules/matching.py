"""Finding a pattern in a sentence: backtracking that never comes to the same step at the same word twice.

Each pair of step and token is tried once (the bit-state search of RE2: Russ Cox, "Regular Expression Matching in the
Wild", 2010), so time is bounded by their product and no input makes it blow up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.extraction.structure.document import NAMES, Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extraction.rules.patterns import Program, Step
    from kg.language.lexicon import Cue
    from kg.language.tokens import Token


@dataclass(frozen=True, slots=True)
class Found:
    """Where a role was found: tokens ``first`` to ``last`` (exclusive), and the mention that it is, if it is one."""

    role: str
    first: int
    last: int
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found among tokens ``first`` to ``last`` (exclusive), with its roles in the order of the words."""

    first: int
    last: int
    found: tuple[Found, ...]

    def mentions(self, role: str) -> list[Mention]:
        """The mentions that have a role."""
        return [each.mention for each in self.found if each.role == role and each.mention is not None]

    def places(self, role: str) -> list[Found]:
        """The words that have a role, be they mentions or not."""
        return [each for each in self.found if each.role == role]


# A role that was opened, closed or filled, with all that was before it.
_Trail = tuple[Any, ...] | None
# A step and a token to go on from, with the trail so far.
_Place = tuple[int, int, _Trail]


@dataclass(slots=True)
class _Search:
    """A pattern sought among tokens ``first`` to ``last`` (exclusive) of a sentence with these mentions.

    What was tried and where gaps end is remembered from one start to the next: so time stays bounded by the product of
    steps and tokens.
    """

    program: Program
    tokens: Sequence[Token]
    mentions: Mapping[int, Mention]
    first: int
    last: int
    pin: Mention | None
    tried: set[int] = field(default_factory=set)
    gaps: dict[int, list[int | None]] = field(default_factory=dict)

    def new(self, step: int, at: int) -> bool:
        """Whether a step is come to at a word for the first time."""
        key = step * (self.last + 1) + at
        if key in self.tried:
            return False
        self.tried.add(key)
        return True

    def end_of_gap(self, number: int, step: Step, at: int) -> int | None:
        """Where a gap that begins at a word has to end at the earliest, or ``None`` where it was tried or cannot."""
        if step.ahead is None:
            return at
        if number not in self.gaps:
            self.gaps[number] = _ends_of_gap(self, step.arg, step.ahead)
        end = self.gaps[number][at - self.first]
        began_later = end is not None and end > at and not self.new(number, end)  # and has been there
        return None if began_later else end


def find(
    program: Program,
    tokens: Sequence[Token],
    mentions: Mapping[int, Mention],
    first: int,
    last: int,
    pin: Mention | None = None,
    *,
    starts: range | None = None,
) -> Match | None:
    """The leftmost place among tokens ``first`` to ``last`` where a pattern holds.

    Args:
        program: the compiled pattern.
        tokens: those of the article.
        mentions: those of the sentence by their first token.
        first: the first token that may belong to the match.
        last: the token after the last.
        pin: the only mention that a sense in the pattern may stand for; for a verb that was left out, of no length.
        starts: where the pattern may begin, in the order in which to try, if not anywhere from left to right.
    """
    search = _Search(program, tokens, mentions, first, last, pin)
    if starts is None:
        starts = range(first, first + 1) if program.opens_with_gap else range(first, last + 1)
    begins = program.begins
    for start in starts:
        if begins and not (start < last and _one_of(begins, tokens[start], mentions.get(start))):
            continue
        if (found := _from(search, start)) is not None:
            trail, end = found
            return Match(start, end, _roles(trail, mentions))
    return None


def _one_of(begins: frozenset[str], token: Token, mention: Mention | None) -> bool:
    """Whether a token, or the mention that begins at it, is one that a pattern or a part of it may begin with."""
    if token.lower in begins:
        return True
    if mention is None:
        return False
    if mention.kind is _CUE:
        return any(cue.feature in begins for cue in mention.value)
    return NAMES[mention.kind] in begins


def _may_go_on(opens: frozenset[str], search: _Search, at: int) -> bool:
    """Whether what stands at a place is one of what some steps may take next."""
    return at < search.last and _one_of(opens, search.tokens[at], search.mentions.get(at))


def _from(search: _Search, start: int) -> tuple[_Trail, int] | None:
    """The pattern from a token on: its trail and the token after it."""
    waiting: list[_Place] = [(0, start, None)]
    while waiting:
        found = _forward(search, waiting.pop(), waiting)
        if found is not None:
            return found
    return None


def _forward(search: _Search, place: _Place, waiting: list[_Place]) -> tuple[_Trail, int] | None:
    """Step by step to the end of the pattern, or to where a step fails; other ways to go come to ``waiting``."""
    number, at, trail = place
    steps = search.program.steps
    while True:
        step = steps[number]
        op = step.op
        if (step.opens and not _may_go_on(step.opens, search, at)) or (step.joined and not search.new(number, at)):
            return None
        if op == "match":
            return trail, at
        if op in _STEERS:
            if op == "split":
                waiting.append((step.second, at, trail))
            number = step.first
            continue
        if op in _NOTES:
            trail = (trail, op, step.arg, at)
        elif op == "gap":
            end = search.end_of_gap(number, step, at)
            if end is None:
                return None
            at = end
            if _no_word_of(search, step.arg, at) is not None:
                waiting.append((number, at + 1, trail))
        else:
            past = _ASKS[op](search, step.arg, at)
            if past is None:
                return None
            if op in _OF_MENTIONS:
                trail = (trail, "mention", search.mentions[at], at)
            at = past
        number += 1


# What a step may ask of the words: each answers with the token after those that it takes, or ``None``.


def _any_word(search: _Search, _: None, at: int) -> int | None:
    return at + 1 if at < search.last else None


def _word_of(search: _Search, words: frozenset[str], at: int) -> int | None:
    return at + 1 if at < search.last and search.tokens[at].lower in words else None


def _no_word_of(search: _Search, words: frozenset[str], at: int) -> int | None:
    return at + 1 if at < search.last and search.tokens[at].lower not in words else None


def _rest(search: _Search, but: frozenset[str], at: int) -> int:
    return next((i for i in range(at, search.last) if search.tokens[i].lower in but), search.last)


def _begin(search: _Search, _: None, at: int) -> int | None:
    return at if at == search.first else None


def _end(search: _Search, _: None, at: int) -> int | None:
    return at if at == search.last else None


def _not_after(search: _Search, words: frozenset[str], at: int) -> int | None:
    return None if at > search.first and search.tokens[at - 1].lower in words else at


def _left_out(search: _Search, _: None, at: int) -> int | None:
    pin = search.pin
    return at if pin is not None and pin.first == pin.last == at else None


def _of_kind(search: _Search, kinds: frozenset[Kind], at: int) -> int | None:
    mention = search.mentions.get(at)
    return mention.last if mention is not None and mention.last <= search.last and mention.kind in kinds else None


def _of_sense(search: _Search, senses_and_voice: tuple[frozenset[str], str], at: int) -> int | None:
    mention, pin = search.mentions.get(at), search.pin
    if mention is None or mention.last > search.last or mention.kind is not Kind.CUE:
        return None
    if pin is not None and mention is not pin:
        return None
    senses, voice = senses_and_voice
    told = any(cue.sense in senses and (not voice or _in_voice(cue, voice)) for cue in mention.value)
    return mention.last if told else None


def _in_voice(cue: Cue, voice: str) -> bool:
    if cue.voice == voice:
        return True
    return (voice == "active" and cue.voice == "bare") or (voice == "-nya" and cue.anaphoric)


_CUE = Kind.CUE
_STEERS = frozenset(("split", "jump"))
_NOTES = frozenset(("open", "close"))
_OF_MENTIONS = frozenset(("kind", "cue"))
_ASKS: dict[str, Callable[[_Search, Any, int], int | None]] = {
    "any": _any_word,
    "word": _word_of,
    "but": _no_word_of,
    "rest": _rest,
    "begin": _begin,
    "end": _end,
    "not": _not_after,
    "left-out": _left_out,
    "kind": _of_kind,
    "cue": _of_sense,
}


def _ends_of_gap(search: _Search, but: frozenset[str], ahead: frozenset[str] | frozenset[Kind]) -> list[int | None]:
    """For every token where a gap may begin the first where it may end: before a word or a kind of mention ``ahead``.

    ``None`` where it comes to none before a word of ``but``. Found once for a gap, from the end, so that gaps cost no
    more than the words they span.
    """
    first, last, mentions = search.first, search.last, search.mentions
    kinds = isinstance(next(iter(ahead), None), Kind)
    ends: list[int | None] = [None] * (last - first + 1)
    end: int | None = None
    for i in range(last - 1, first - 1, -1):
        lower = search.tokens[i].lower
        if lower in but:
            end = None
        if (i in mentions and mentions[i].kind in ahead) if kinds else lower in ahead:
            end = i
        ends[i - first] = end
    return ends


def _roles(trail: _Trail, mentions: Mapping[int, Mention]) -> tuple[Found, ...]:
    """The trail, read from its end, as roles: of the mentions between "open" and "close", or of the words there."""
    found: list[Found] = []
    closing: list[tuple[str, int, list[Mention]]] = []
    while trail is not None:
        trail, what, value, at = trail
        if what == "close":
            closing.append((value, at, []))
        elif what == "mention":
            for _, _, inside in closing:
                inside.append(value)
        else:
            names, last, inside = closing.pop()
            for name in names.split("&"):
                if inside:
                    found += [Found(name, m.first, m.last, m) for m in inside]
                elif at < last:
                    found.append(Found(name, at, last))
    found.reverse()
    return tuple(found)
