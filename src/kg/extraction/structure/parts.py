"""A text longer than any report is read part by part, so that time stays linear, whatever the words are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.article import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.article import Article

LONGEST = 40_000
"""Characters: six times the longest report of the sample. What one part names, another does not know of."""
_BLANK = re.compile(r"\s")


def parts(article: Article) -> Iterator[Article]:
    """The article itself, or one article for each part of a long one: the whole text, some of the blocks.

    A part ends with a block; a block that is longer is cut at a blank, where it has any.

    >>> from kg.reading import read_text
    >>> [len(part.blocks) for part in parts(read_text("Judul\\n\\nBontang menang.\\n\\nSiak juga.", "a.txt"))]
    [3]
    """
    if not article.blocks or article.blocks[-1].span.end - article.blocks[0].span.start <= LONGEST:
        yield article
        return
    part: list[Block] = []
    for block in (each for whole in article.blocks for each in _cut(article.text, whole)):
        if part and block.span.end - part[0].span.start > LONGEST:
            yield replace(article, blocks=tuple(part))
            part = []
        part.append(block)
    yield replace(article, blocks=tuple(part))


def _cut(text: str, block: Block) -> Iterator[Block]:
    start, end = block.span.start, block.span.end
    while end - start > LONGEST:
        blank = _BLANK.search(text, start + LONGEST // 2, start + LONGEST)
        cut = blank.end() if blank else start + LONGEST
        yield Block(block.kind, Span(start, cut))
        start = cut
    yield Block(block.kind, Span(start, end))
