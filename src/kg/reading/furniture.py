"""Telling a story from its furniture: headline, rubric, dateline, byline, links, captions, marks at the end.

A line is judged by its own first words (:mod:`kg.reading.labels`) and by where it stands: before the story begins,
in it, or after its last paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.article import Article, Block, BlockKind, Span
from kg.gazetteer import fold
from kg.reading.dateline import find_dateline
from kg.reading.labels import (
    DateLine,
    byline,
    date_line,
    is_bare_link,
    is_boilerplate,
    is_caption,
    is_link,
    is_rubric,
    named_publisher,
)
from kg.reading.lines import BULLET, Line
from kg.reading.marks import closing_marks, initials, is_mark
from kg.reading.masthead import dated_parts, masthead, outlet_part, signed_outlet
from kg.reading.newsroom import newsroom
from kg.reading.page import Given, Page, moved
from kg.reading.roles import advertorial_of, dateline_of, given_role, headline_of, outlet_of, published_of, role

_TERMINAL = re.compile(r"""[.!?…]["”’»)\]*]*\Z""")
_SUFFIX = re.compile(r"\s[-–—|]\s+([^-–—|]{3,40})\Z")
_LONGEST_HEADLINE: Final = 220
_LONGEST_DATE_LINE: Final = 120
_SEARCHED: Final = 5  # paragraphs, decks among them, in which a dateline is looked for

K = BlockKind


def tell_apart(
    text: str,
    file: str,
    lines: list[Line],
    *,
    view: str | None = None,
    given: dict[str, Given] | None = None,
    header: tuple[Block, ...] = (),
    beside: tuple[str, ...] = (),
) -> Article:
    """The article of a text whose story stands on ``lines``.

    ``given`` and ``header`` hold what a header before it states, which stands above what the story itself shows;
    ``view`` is the text with the marks of a format blanked out. ``beside`` are further fields of the header, by whose
    dates it may be known how the page writes its days.
    """
    given = given or {}
    page = Page(text, text if view is None else view, lines)
    _judge_by_words(page)
    _find_headline(page, given.get("headline"))
    _find_dateline(page)
    _judge_by_place(page)
    blocks, marks = _blocks(page)
    header = _with_headline(text, header, given.get("headline"), blocks)
    bare = Article(text, file)
    published, open_day = published_of(bare, page, given.get("date"), beside)
    return replace(
        bare,
        blocks=(*header, *blocks),
        headline=headline_of(bare, page, given.get("headline")),
        outlet=outlet_of(bare, page, given),
        dateline=dateline_of(bare, page),
        published=published,
        open_day=open_day,
        advertorial=advertorial_of(bare, page, marks),
        url=given_role(bare, given.get("url"), "header-url"),
        initials=tuple(
            role(bare, text[s.start : s.end], s, "closing-initials")
            for m in marks
            for s in initials(text, m.start, m.end)
        ),
    )


def _judge_by_words(page: Page) -> None:
    """The kinds that a line's own words decide, wherever it stands."""
    links_follow = False
    for at in range(len(page.lines)):
        words = page.words(at)
        kind: BlockKind | None = None
        if is_mark(words):
            kind = K.MARK
        elif is_link(words) or (links_follow and len(words) <= 150 and not _TERMINAL.search(words)):
            kind = K.LINK
        elif is_boilerplate(words):
            kind = K.BOILERPLATE
        elif found := _dated(page, at):
            page.dates[at] = found
            kind = K.DATE
        elif _bullet(page, at):
            kind = K.ITEM
        links_follow = kind is K.LINK and (is_bare_link(words) or links_follow)
        page.kinds.append(kind)


def _dated(page: Page, at: int) -> DateLine | None:
    """The line as a date line; one in parts counts only near the head of the page, where no table stands."""
    line = page.lines[at]
    if line.end - line.start > _LONGEST_DATE_LINE:
        return None
    if at == 0 and (outlet := masthead(page.view, line.start, line.end)):
        page.name_outlet("masthead-outlet", outlet)
    found = date_line(page.view, line.start, line.end)
    if found is None and at < _SEARCHED:
        found = dated_parts(page.view, line.start, line.end)
        if found is None and at == 0 and "masthead-outlet" in page.outlets:
            return DateLine(None, False, None, None)  # "GOVTECH BRIEF | edisi November 2017"
    return found


def _bullet(page: Page, at: int) -> bool:
    words = page.words(at)
    if page.lines[at].heading:
        return False
    if BULLET.match(words):
        return True
    # "H. Karna Suswandi" begins with an initial, "A. Kota Besar" with a letter of a list that goes on
    lettered = re.match(r"([A-Z])\.\s", words)
    if not lettered:
        return False
    neighbours = [page.words(n)[:2] for n in (at - 1, at + 1) if 0 <= n < len(page.lines)]
    letter = ord(lettered.group(1))
    return any(n == f"{chr(letter + step)}." for n in neighbours for step in (-1, 1))


def _prose(page: Page, start: int = 0) -> list[int]:
    return [at for at in range(start, len(page.lines)) if page.kinds[at] is None]


def _find_headline(page: Page, given: Given | None) -> None:
    """The first line that reads like a headline; rubrics, bylines and pictures may stand before it."""
    prose = _prose(page)
    heading = next((at for at in prose if page.lines[at].heading), None)
    for position, at in enumerate(prose[:8]):
        words = page.words(at)
        following = prose[position + 1] if position + 1 < len(prose) else None
        if given is not None:
            if _same(words, given.value):
                _set_headline(page, at)
            elif is_rubric(words) and following is not None:
                page.kinds[at] = K.SECTION
                continue
            return
        if heading is not None and at < heading and len(words) <= 80 and not _TERMINAL.search(words):
            page.kinds[at] = K.SECTION if is_rubric(words) else None
            continue
        if page.lines[at].heading:
            _set_headline(page, at)
            return
        if find_dateline(page.view, page.lines[at].start, page.lines[at].end, alone=True):
            return
        if is_caption(words, headed=True):
            page.kinds[at] = K.CAPTION
            continue
        if (signed := byline(words))[0]:
            _sign(page, at, signed[1])
            continue
        if following is not None and _before_headline(page, at, following):
            continue
        if _like_headline(page, at, following):
            _set_headline(page, at)
        return


def _before_headline(page: Page, at: int, following: int) -> bool:
    """Whether a short line stands over the headline: a rubric, a town, the outlet itself."""
    words = page.words(at)
    rubric, outlet = is_rubric(words), newsroom().is_outlet(words)
    if not rubric and not outlet:
        return False
    if not (rubric and fold(words) in newsroom()["labels.rubrics"]) and not _headline_below(page, following):
        return False
    if outlet:
        _sign(page, at, Span(0, len(words)), "line-outlet")
    else:
        page.kinds[at] = K.SECTION
    return True


def _headline_below(page: Page, at: int) -> bool:
    """Whether a headline stands on the line ``at``, or below it after other short lines."""
    for below in _prose(page, at)[:3]:
        line = page.lines[below]
        if find_dateline(page.view, line.start, line.end) is not None:
            return False
        if _like_headline(page, below, None) and len(page.words(below).split()) >= 4:
            return True
    return False


def _like_headline(page: Page, at: int, following: int | None) -> bool:
    words = page.words(at)
    if len(words) > _LONGEST_HEADLINE or len(words.split()) < 2 or words[-1] in ",;":
        return False
    if words[-1] != "." and not re.search(r"[.!?]\s+[A-Z]\S*\s+\S+\s.*[.]\Z", words):
        return True
    return (
        following is not None
        and len(words) <= 120
        and ". " not in words[:-1]
        and find_dateline(page.view, page.lines[following].start, page.lines[following].end) is not None
    )


def _set_headline(page: Page, at: int) -> None:
    page.kinds[at] = K.HEADLINE
    line = page.lines[at]
    page.headline = Span(line.start, line.end)
    suffix = _SUFFIX.search(page.view, line.start, line.end)
    if (
        suffix
        and newsroom().is_outlet(suffix.group(1))
        and (newsroom().is_domain(suffix.group(1)) or "|" in suffix.group())
    ):
        page.headline = Span(line.start, line.start + len(page.view[line.start : suffix.start()].rstrip()))
        page.name_outlet("headline-outlet", Span(suffix.start(1), suffix.end(1)))


def _find_dateline(page: Page) -> None:
    after = 0
    if K.HEADLINE in page.kinds:
        after = page.kinds.index(K.HEADLINE) + 1
    for at in _prose(page, after)[:_SEARCHED]:
        line = page.lines[at]
        found = find_dateline(page.view, line.start, line.end)
        if found and not is_caption(page.words(at), headed=True):
            page.dateline, page.dateline_at = found, at
            if found.outlet:
                page.name_outlet("dateline-outlet", found.outlet)
            return


def _judge_by_place(page: Page) -> None:
    """The kinds that also depend on where a line stands: before the story, in it, or after it."""
    first = page.begins = _story_begins(page)
    last = max((at for at in range(len(page.lines)) if at >= first and _is_story(page, at)), default=first)
    for at in range(len(page.lines)):
        kind = page.kinds[at]
        if kind is K.DATE and first <= at <= last:
            page.kinds[at] = K.ITEM if _bullet(page, at) else None
            page.dates.pop(at)
        elif kind is K.BOILERPLATE and (publisher := named_publisher(page.words(at))):
            page.name_outlet("copyright-outlet", moved(publisher, _first(page, at)))
        elif kind in (None, K.ITEM) and at != page.dateline_at:
            _judge_text(page, at, first, last)
    for line in page.lines[max(last, 0) :]:
        if outlet := signed_outlet(page.view, line.start, line.end):
            page.name_outlet("closing-line-outlet", outlet)
    for at, dated in page.dates.items():
        if dated.outlet:
            page.name_outlet("date-line-outlet" if at < first else "closing-line-outlet", dated.outlet)


def _judge_text(page: Page, at: int, first: int, last: int) -> None:
    """A line that its words leave to be text, where the story stands on the lines from ``first`` to ``last``."""
    words = page.words(at)
    if is_caption(words, headed=at < first):
        page.kinds[at] = K.CAPTION
    elif first <= at <= last or page.kinds[at] is K.ITEM:
        return
    elif (signed := byline(words))[0]:
        _sign(page, at, signed[1])
    elif at < first:
        _judge_deck(page, at)
    elif newsroom().is_outlet(words) and len(words) <= 40:
        _sign(page, at, Span(0, len(words)), "closing-line-outlet")


def _judge_deck(page: Page, at: int) -> None:
    """A line between headline and story: the outlet, a rubric, a name, or else a deck, which is text."""
    words = page.words(at)
    room = newsroom()
    bare = words.strip("()[]|-–— ")
    if len(words) <= 48 and bare and room.is_outlet(bare):
        start = words.index(bare)
        _sign(page, at, Span(start, start + len(bare)), "line-outlet")
    elif is_rubric(words):
        page.kinds[at] = K.SECTION
    elif len(words) <= 80 and words[-1] not in ".!?" and (outlet := outlet_part(words, 0, len(words))):
        _sign(page, at, outlet, "line-outlet")
    elif (
        2 <= len(words.split()) <= 4
        and len(words) <= 40
        and words[-1] not in ".!?:"
        and all(w[0].isupper() for w in words.split())
        and not any(c.isdigit() for c in words)
    ):
        page.kinds[at] = K.BYLINE


def _story_begins(page: Page) -> int:
    """The line where the story begins: that of the dateline, or the first long or finished paragraph."""
    if page.dateline_at is not None:
        return page.dateline_at
    after = page.kinds.index(K.HEADLINE) + 1 if K.HEADLINE in page.kinds else 0
    for at in range(after, len(page.lines)):
        if page.kinds[at] is None and _is_story(page, at) and not is_caption(page.words(at), headed=True):
            return at
    return next(iter(_prose(page, after)), len(page.lines))


def _is_story(page: Page, at: int) -> bool:
    """Whether a line can only be part of the story itself."""
    if page.kinds[at] is K.ITEM:
        return True
    words = page.words(at)
    return (
        page.kinds[at] is None
        and not byline(words)[0]
        and (len(words) > 160 or bool(_TERMINAL.search(words)) or words.endswith(":"))
    )


def _sign(page: Page, at: int, outlet: Span | None, rule: str = "byline-outlet") -> None:
    page.kinds[at] = K.BYLINE
    if outlet:
        page.name_outlet(rule, moved(outlet, _first(page, at)))


def _first(page: Page, at: int) -> int:
    """Where the words of a line begin, inside the marks of emphasis."""
    line = page.lines[at]
    return line.start + page.view[line.start : line.end].index(page.words(at))


def _blocks(page: Page) -> tuple[list[Block], list[Span]]:
    """The blocks in order, marks at the ends of paragraphs cut off, and those marks."""
    blocks: list[Block] = []
    marks: list[Span] = []
    story = [at for at, kind in enumerate(page.kinds) if kind in (None, K.ITEM)]
    for at, (line, kind) in enumerate(zip(page.lines, page.kinds, strict=True)):
        start, end = line.start, line.end
        if kind is K.MARK:
            marks.append(Span(start, end))
        if kind not in (None, K.ITEM):
            blocks.append(Block(kind or K.PARAGRAPH, Span(start, end)))
            continue
        closing = closing_marks(page.text, start, end, last=at == story[-1])
        if page.dateline and at == page.dateline_at:
            stop = min(page.dateline.end, closing.end)
            cut = stop
            while cut > start and page.text[cut - 1].isspace():
                cut -= 1
            blocks.append(Block(K.DATELINE, Span(start, cut)))
            start = stop
        if start < closing.end:
            blocks.append(Block(kind or K.PARAGRAPH, Span(start, closing.end)))
        for mark in closing.marks:
            if is_caption(page.text[mark.start : mark.end], headed=False):
                blocks.append(Block(K.CAPTION, mark))
            else:
                blocks.append(Block(K.MARK, mark))
                marks.append(mark)
    return blocks, marks


def _with_headline(text: str, header: tuple[Block, ...], given: Given | None, story: list[Block]) -> tuple[Block, ...]:
    """The header's blocks; its headline is a block of its own where the story does not repeat it."""
    if given is None or any(block.kind is K.HEADLINE for block in story):
        return header
    parts: list[Block] = []
    for block in header:
        if given.span not in block.span:
            parts.append(block)
            continue
        before, after = Span(block.span.start, given.span.start), Span(given.span.end, block.span.end)
        for kind, span in ((K.METADATA, before), (K.HEADLINE, given.span), (K.METADATA, after)):
            if words := text[span.start : span.end].strip():
                start = text.index(words, span.start)
                parts.append(Block(kind, Span(start, start + len(words))))
    return tuple(parts)


def _same(words: str, value: str) -> bool:
    return fold(words).strip("# ") == fold(value)
