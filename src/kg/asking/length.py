"""How long a question may be: it is told at once, before any word is compared with any name."""

from __future__ import annotations

from kg.errors import QueryError
from kg.limits import QUESTION_CHARACTERS, QUESTION_WORDS


def refuse_long(question: str) -> None:
    """Refuse a question of more words or characters than anybody asks with.

    Raises:
        QueryError: where it has more.

    >>> refuse_long("Siapa wali kota Bontang?")
    >>> refuse_long("kota " * 300)
    Traceback (most recent call last):
    kg.errors.QueryError: The question has more than 200 words. Ask one thing, in a sentence; ...
    """
    if len(question) > QUESTION_CHARACTERS:
        much = f"{QUESTION_CHARACTERS:,} characters"
    elif len(question.split()) > QUESTION_WORDS:
        much = f"{QUESTION_WORDS} words"
    else:
        return
    raise QueryError(
        f"The question has more than {much}. Ask one thing, in a sentence; an article is read with 'kg extract'."
    )
