"""What reads articles: by rules, or by asking a model; what comes after does not know the difference."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Protocol

from kg.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.article import Article
    from kg.facts import Facts


class Reader(Protocol):
    """Turns an article into facts, each with its words.

    A reader that needs something from elsewhere gets it in :meth:`ready`, in the process that may have a network;
    :meth:`read` runs where nothing but the article is at hand.
    """

    def fingerprint(self, article: Article) -> str:
        """What decides the reading of an article beside the project's own code and data; "" where nothing does."""

    def ready(self, article: Article) -> Reader:
        """A reader that can be sent to another process and has all that reading the article takes.

        Raises:
            Refused: where that cannot be had.
        """

    def read(self, article: Article) -> Facts:
        """All that the article states, and the near misses."""


class RuleReader:
    """Reads by lexicons, gazetteer and rules: alone, at once, the same everywhere.

    >>> from kg.reading import read_text
    >>> article = read_text("Judul\\n\\nBONTANG - Wali Kota Bontang Sari Melati hadir.", "a.txt")
    >>> [fact.role.value for fact in RuleReader().ready(article).read(article).facts]
    ['Wali Kota']
    """

    def fingerprint(self, article: Article) -> str:
        """Nothing."""
        return ""

    def ready(self, article: Article) -> RuleReader:
        """Itself."""
        return self

    def read(self, article: Article) -> Facts:
        """What :func:`kg.extraction.extract` gives."""
        import kg.extraction

        return kg.extraction.extract(article)


def ready_together(reader: Reader, articles: Sequence[Article | Refused | None]) -> list[Reader | Refused]:
    """The reader ready for each article, all at the same time; its refusal where it cannot be.

    What is refused already stays so; where no article is, none is needed, and the reader is as it was. When this
    returns, nothing that it began goes on: processes can be forked.

    Raises:
        KgError: where the reader cannot be ready for any article.
    """
    found: list[Reader | Refused | BaseException] = [each if isinstance(each, Refused) else reader for each in articles]

    def get_ready(number: int, article: Article) -> None:
        try:
            found[number] = reader.ready(article)
        except BaseException as error:
            found[number] = error

    waiting = [
        (number, each) for number, each in enumerate(articles) if each is not None and not isinstance(each, Refused)
    ]
    if len(waiting) == 1 or isinstance(reader, RuleReader):
        for number, article in waiting:
            get_ready(number, article)
    else:
        threads = [threading.Thread(target=get_ready, args=each, daemon=True) for each in waiting]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for each in found:
        if isinstance(each, BaseException) and not isinstance(each, Refused):
            raise each
    return [each for each in found if not isinstance(each, BaseException) or isinstance(each, Refused)]
