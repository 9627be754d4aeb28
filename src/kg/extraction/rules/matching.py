"""Finding a pattern in a sentence: backtracking that never comes to the same step at the same word twice.

Each pair of step and token is tried once (the bit-state search of RE2: Russ Cox, "Regular Expression Matching in the
Wild", 2010), so time is bounded by their product and no input makes it blow up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extraction.rules.patterns import Program
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
    tried: set[int] = set()
    gaps: dict[int, list[int | None]] = {}
    width = last + 1
    if starts is None:
        starts = range(first, first + 1) if program.opens_with_gap else range(first, last + 1)
    begins = program.begins
    for start in starts:
        if begins and (start == last or not _begins_with(begins, tokens[start], mentions.get(start))):
            continue
        if (trail := _from(program, tokens, mentions, (first, last), start, pin, tried, gaps, width)) is not None:
            return Match(start, trail[1], _roles(trail[0], mentions))
    return None


def _begins_with(begins: frozenset[str], token: Token, mention: Mention | None) -> bool:
    """Whether a token, or the mention that begins at it, is one that a pattern may begin with."""
    if token.lower in begins:
        return True
    if mention is None:
        return False
    if mention.kind is Kind.CUE:
        return any(f"<{cue.sense}>" in begins for cue in mention.value)
    return mention.kind.name in begins


def _from(
    program: Program,
    tokens: Sequence[Token],
    mentions: Mapping[int, Mention],
    span: tuple[int, int],
    start: int,
    pin: Mention | None,
    tried: set[int],
    gaps: dict[int, list[int | None]],
    width: int,
) -> tuple[_Trail, int] | None:
    first, last = span
    steps = program.steps
    waiting: list[tuple[int, int, _Trail]] = [(0, start, None)]
    while waiting:
        step, at, trail = waiting.pop()
        while True:
            op, arg, then, otherwise, joined, ahead = steps[step]
            if joined:
                key = step * width + at
                if key in tried:
                    break
                tried.add(key)
            if op == "any":
                if at >= last:
                    break
                at += 1
            elif op == "gap":
                if ahead is not None:
                    if step not in gaps:
                        gaps[step] = _ends_of_gap(tokens, mentions, span, arg, ahead)
                    end = gaps[step][at - first]
                    if end is None:
                        break
                    if end > at:  # a gap that began later has been there
                        key = step * width + end
                        if key in tried:
                            break
                        tried.add(key)
                        at = end
                if at < last and tokens[at].lower not in arg:
                    waiting.append((step, at + 1, trail))
            elif op == "rest":
                at = next((i for i in range(at, last) if tokens[i].lower in arg), last)
            elif op == "split":
                waiting.append((otherwise, at, trail))
                step = then
                continue
            elif op == "jump":
                step = then
                continue
            elif op == "word":
                if at >= last or tokens[at].lower not in arg:
                    break
                at += 1
            elif op == "but":
                if at >= last or tokens[at].lower in arg:
                    break
                at += 1
            elif op == "match":
                return trail, at
            elif op in ("open", "close"):
                trail = (trail, op, arg, at)
            elif op in ("begin", "end"):
                if at != (first if op == "begin" else last):
                    break
            elif op == "not":
                if at > first and tokens[at - 1].lower in arg:
                    break
            elif op == "left-out":
                if pin is None or pin.first != pin.last or pin.first != at:
                    break
            else:
                mention = mentions.get(at)
                if mention is None or mention.last > last or not _is(mention, op, arg, pin):
                    break
                trail = (trail, "mention", mention, at)
                at = mention.last
            step += 1
    return None


def _ends_of_gap(
    tokens: Sequence[Token],
    mentions: Mapping[int, Mention],
    span: tuple[int, int],
    but: frozenset[str],
    ahead: frozenset[str] | frozenset[Kind],
) -> list[int | None]:
    """For every token where a gap may begin the first where it may end: before a word or a kind of mention ``ahead``.

    ``None`` where it comes to none before a word of ``but``. Found once for a gap, from the end, so that gaps cost no
    more than the words they span.
    """
    first, last = span
    kinds = isinstance(next(iter(ahead), None), Kind)
    ends: list[int | None] = [None] * (last - first + 1)
    end: int | None = None
    for i in range(last - 1, first - 1, -1):
        lower = tokens[i].lower
        if lower in but:
            end = None
        if (i in mentions and mentions[i].kind in ahead) if kinds else lower in ahead:
            end = i
        ends[i - first] = end
    return ends


def _is(mention: Mention, op: str, arg: Any, pin: Mention | None) -> bool:  # noqa: ANN401
    """Whether a mention is of the kind, or a word of the sense and voice, that a step asks for."""
    if op == "kind":
        return mention.kind in arg
    if mention.kind is not Kind.CUE or (pin is not None and mention is not pin):
        return False
    senses, voice = arg
    return any(
        cue.sense in senses
        and (
            not voice
            or cue.voice == voice
            or (voice == "active" and cue.voice == "bare")
            or (voice == "-nya" and cue.anaphoric)
        )
        for cue in mention.value
    )


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
