"""The texts of a folder by their ids, whatever the files are called: what quotes are looked for in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import Article
from kg.errors import Refused
from kg.reading.decoding import LIMIT, decode

if TYPE_CHECKING:
    from pathlib import Path


def texts_in(folder: Path) -> dict[str, Article]:
    """The articles whose texts lie in the files of a folder and its subfolders, by their ids.

    Each file is taken as a text, as a store keeps them (``articles/``); pages, records and sheets for what they hold
    too. What cannot be read is passed over: whoever looks for its text does not find it.
    """
    from kg.reading import read_file

    found: dict[str, Article] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        try:
            with path.open("rb") as stream:
                article = Article(decode(stream.read(LIMIT + 1), path.name), path.name)
            found.setdefault(article.id, article)
        except (OSError, Refused):
            pass
        if path.suffix.casefold() not in (".txt", ".text", ".md", ".markdown", ""):
            for read in read_file(path):
                if not isinstance(read, Refused):
                    article = read if isinstance(read, Article) else read.article
                    found.setdefault(article.id, article)
    return found
