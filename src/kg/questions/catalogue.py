"""The named queries that come with the project."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from kg import resources
from kg.errors import QueryError
from kg.questions.header import Question, read


@cache
def catalogue() -> tuple[Question, ...]:
    """Every query of ``queries/``, by name.

    Raises:
        QueryError: where one of them is malformed, naming file and line.
        ResourceError: where the folder is missing from the installation.
    """
    return tuple(read(file) for file in sorted(resources.path("queries").glob("*.rq")))


def named(name: str) -> Question:
    """The query of this name.

    Raises:
        QueryError: where there is none; near names are told.
    """
    questions = {question.name: question for question in catalogue()}
    if name in questions:
        return questions[name]
    near = get_close_matches(name.lower().replace("_", "-"), questions, 3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "'kg queries' lists them."
    raise QueryError(f"There is no query {name!r}. {hint}")
