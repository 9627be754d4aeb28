"""The request for one article: the rules of what a fact is, the article's own words, the schema of the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from kg import resources
from kg.article import BlockKind
from kg.proposing.asked import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.article import Article, Block

READ: Final = (BlockKind.HEADLINE, BlockKind.DATELINE, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.MARK)
"""The blocks whose words a model gets to see, and whose words it can quote: those that facts are read from."""

_FOLDER: Final = "data/proposing"


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked: its name, with strict schema or without, and what else decides its answer.

    ``parameters`` go into the request as they are. How long an answer may be, or how it is sent, decides nothing of
    its content, and is no part of this.
    """

    model: str
    strict: bool = True
    parameters: tuple[tuple[str, Any], ...] = (("temperature", 0), ("seed", 0))


@dataclass(frozen=True, slots=True)
class Request:
    """What a model is asked; ``body`` is the JSON that is sent, less what only concerns how it is sent."""

    body: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the body, in hex: the name of its recorded answer."""
        return sha256(self.body).hexdigest()

    @property
    def data(self) -> dict[str, Any]:
        """The body as JSON."""
        return dict(json.loads(self.body))


def request(article: Article, asking: Asking) -> Request:
    """The request for an article. The same text, model and rules always give the same bytes.

    >>> from kg.reading import read_text
    >>> made = request(read_text("Judul\\n\\nBONTANG - Wali Kota Bontang Sari Melati hadir.", "a.txt"), Asking("m"))
    >>> made.data["messages"][1]["content"]
    'Judul\\n\\nBONTANG - Wali Kota Bontang Sari Melati hadir.'
    """
    data: dict[str, Any] = {
        "model": asking.model,
        "messages": [
            {"role": "system", "content": prompt()},
            {"role": "user", "content": shown(article)},
        ],
    }
    if asking.strict:
        form = {"name": "facts", "strict": True, "schema": schema()}
        data["response_format"] = {"type": "json_schema", "json_schema": form}
    return Request(_compact(data | dict(asking.parameters)))


def prompt() -> str:
    """The rules that a model is taught, with an example whose names are invented."""
    rules, text, answer = (each.strip() for each in _files())
    return f"{rules}\n\n# An example\n\nArticle:\n\n{text}\n\nAnswer:\n\n{answer}\n"


def shown(article: Article) -> str:
    """The article's words that a model gets to see: no file names, addresses, captions, links or furniture."""
    kept = [block.span for block in read_blocks(article)]
    parts = []
    for before, span in zip([None, *kept], kept, strict=False):
        if before is not None:
            between = article.text[before.end : span.start]
            parts.append(between if not between.strip() else "\n\n")
        parts.append(article.text[span.start : span.end])
    return "".join(parts)


def read_blocks(article: Article) -> Iterator[Block]:
    """The blocks that a model gets to see."""
    return (block for block in article.blocks if block.kind in READ)


@cache
def _files() -> tuple[str, str, str]:
    names = ("prompt.md", "example.txt", "example.json")
    rules, text, answer = (resources.path(f"{_FOLDER}/{name}").read_text("utf-8") for name in names)
    return rules, text, answer


def _compact(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
