"""Markdown with front matter. The text is the whole file, marks and all, so that offsets are those of the file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.article import Article, Block, BlockKind, Span
from kg.reading.furniture import tell_apart
from kg.reading.header import SLOT_OF
from kg.reading.lines import Line, split_lines, unwrap
from kg.reading.page import Given

_FENCE = re.compile(r"(?:---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)")
_FOLDED = re.compile(r"[|>][+-]?\d?")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_RULE = re.compile(r"(?:[-_*=~][ \t]*){3,}")
_COMMENT = re.compile(r"<!--.*?-->\Z", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_EMPHASIS: Final = str.maketrans("*_`~", "    ")


def read_markdown(text: str, file: str) -> Article:
    """The article of a Markdown text. Values of the front matter become roles that point at their words there.

    >>> text = '---\\ntitle: "Bontang Raih Trofi"\\n---\\n**BONTANG** - Kota Bontang meraih trofi.'
    >>> article = read_markdown(text, "a.md")
    >>> article.headline.evidence[0].quote, article.dateline.value
    ('Bontang Raih Trofi', 'Bontang')
    """
    end, given = _front_matter(text)
    fields = tuple(found[2].strip() for line in text[:end].splitlines() if (found := _KEY.fullmatch(line.strip())))
    header: list[Block] = []
    if end:
        stop = len(text[:end].rstrip())
        header.append(Block(BlockKind.METADATA, Span(0, stop)))
    lines: list[Line] = []
    pictures: list[Block] = []
    for line in unwrap(text, [_heading(text, line) for line in split_lines(text, end)]):
        words = text[line.start : line.end]
        if (_RULE.fullmatch(words) and words[0] != "*") or _COMMENT.match(words):
            continue
        if _IMAGE.fullmatch(words):
            pictures.append(Block(BlockKind.CAPTION, Span(line.start, line.end)))
            continue
        lines.append(_unquoted(text, line))
    view = text.translate(_EMPHASIS) if any(mark in text for mark in "*_`~") else text
    view = _keep_bullets(text, view, lines)
    told = [line for line in lines if view[line.start : line.end].strip()]  # not "```", which holds no words
    article = tell_apart(text, file, told, view=view, given=given, header=tuple(header), beside=fields)
    if not pictures:
        return article
    return replace(article, blocks=tuple(sorted((*article.blocks, *pictures), key=lambda block: block.span)))


def _heading(text: str, line: Line) -> Line:
    found = _HEADING.match(text, line.start, line.end)
    words = text[found.end() : line.end].rstrip("#").rstrip(" \t") if found else ""
    if not found or not words:
        return line
    return Line(found.end(), found.end() + len(words), line.after_gap, len(found.group(1)))


def _unquoted(text: str, line: Line) -> Line:
    """A line of a block quotation without its ">"."""
    found = re.compile(r"(?:>[ \t]*)+(?=[^\s>])").match(text, line.start, line.end)
    return Line(found.end(), line.end, line.after_gap, line.heading) if found else line


def _keep_bullets(text: str, view: str, lines: list[Line]) -> str:
    """The view, in which a "*" that opens a list item is a bullet and lone stars are a mark, not emphasis."""
    kept = list(view)
    for line in lines:
        words = text[line.start : line.end]
        if re.match(r"\*\s", words):
            kept[line.start] = "*"
        for closing in re.finditer(r"\(\*\)|\*{3}(?=\s*\Z)", words):
            kept[line.start + closing.start() : line.start + closing.end()] = closing.group()
    return "".join(kept)


def _front_matter(text: str) -> tuple[int, dict[str, Given]]:
    """Where the front matter ends (0: there is none), and what it states. Keys of other tools are passed over."""
    given: dict[str, Given] = {}
    opening = _FENCE.match(text)
    if not opening:
        return 0, given
    fence = opening.group()[:3]
    lines = split_lines(text, opening.end())
    for at, line in enumerate(lines):
        words = text[line.start : line.end]
        if words in (fence, "...") and (line.start == 0 or text[line.start - 1] in "\r\n"):
            rest = re.compile(r"[ \t]*(?:\r\n|\r|\n)?").match(text, line.end)
            return (rest.end() if rest else line.end), given
        indented = text[line.start - 1] not in "\r\n"
        found = _KEY.fullmatch(words)
        if not found or indented:
            continue
        slot = SLOT_OF.get(found.group(1).casefold())
        span = Span(line.start + found.start(2), line.end)
        if _FOLDED.fullmatch(found.group(2)) and at + 1 < len(lines):
            span = Span(lines[at + 1].start, _last_indented(text, lines, at + 1))
        if slot and slot not in given and (value := _value(text, span)):
            given[slot] = value
    return 0, {}


def _last_indented(text: str, lines: list[Line], at: int) -> int:
    end = lines[at].end
    for line in lines[at:]:
        if text[line.start - 1] not in " \t":
            break
        end = line.end
    return end


def _value(text: str, span: Span) -> Given | None:
    """A scalar without its quotes and its comment."""
    raw = text[span.start : span.end]
    if len(raw) > 1 and raw[0] in "\"'":
        close = raw.find(raw[0], 1)
        while close > 0 and raw[0] == '"' and raw[close - 1] == "\\":
            close = raw.find(raw[0], close + 1)
        if close < 2:
            return None
        inner = raw[1:close]
        return Given(inner.replace('\\"', '"') if raw[0] == '"' else inner, Span(span.start + 1, span.start + close))
    raw = re.split(r"\s#", raw, maxsplit=1)[0].rstrip()
    if not raw or raw[0] in "[{":
        return None
    return Given(" ".join(raw.split()), Span(span.start, span.start + len(raw)))
