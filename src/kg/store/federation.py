"""No question leaves the machine: a query that would ask another server is refused before it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the word can stand in without being the keyword: a text, an IRI, a comment, a variable, a language tag, the part
# of a prefixed name after its colon. Where Oxigraph might read a keyword out of a longer word, this does, too.
_TOKENS = re.compile(
    r"""'{3}(?:\\.|(?!'{3}).)*'{3} | "{3}(?:\\.|(?!"{3}).)*"{3} | '(?:\\.|[^'\\\n\r])*' | "(?:\\.|[^"\\\n\r])*"
      | <(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]{4,8})*> | \#[^\n\r]* | [?$]\w+ | @[A-Za-z0-9-]+
      | (?P<word>[\w.-]+) | :(?:(?:[\w:%]|\\.)(?:[\w.:%-]|\\.)*)? | .""",
    re.VERBOSE | re.DOTALL,
)
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")


def refuse_service(sparql: str) -> None:
    """Refuse a query that would call another server: answers come from this store alone.

    Raises:
        QueryError: where the query has a SERVICE clause.

    >>> refuse_service("SELECT ?service { ?s ?p 'SERVICE' } # SERVICE")
    >>> refuse_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.QueryError: The query asks another server (SERVICE), ...
    """
    for text in _unescaped(sparql):
        if any("SERVICE" in word.upper() for word in _words(text)):
            raise QueryError(
                "The query asks another server (SERVICE), which kg refuses: answers come from this store alone. "
                "Take the SERVICE clause out; where the word is only a name or follows a '<', write it in another way."
            )


def _unescaped(sparql: str) -> Iterator[str]:
    """The text as it stands, and with its code point escapes read, as often as there are any."""
    while True:
        yield sparql
        plain = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), sparql)
        if plain == sparql:
            return
        sparql = plain


def _words(text: str) -> Iterator[str]:
    """Every word that may be a keyword in some reading of the text.

    What ``<`` opens depends on the grammar around it: an IRI, or the right side of "less than". The same holds of
    three quotation marks: a long text, or an empty one before another. Rather than follow the engine's grammar and be
    wrong once, both ways are read on from there.
    """
    starts, seen = [0], set()
    while starts:
        start = starts.pop()
        while start < len(text) and start not in seen:
            seen.add(start)
            token = _TOKENS.match(text, start)
            if token is None:  # the last alternative takes any character
                break
            if token["word"]:
                yield token["word"]
            if token[0].startswith("<"):
                starts.append(start + 1)
            elif token[0].startswith(("'''", '"""')):
                starts.append(start + 2)
            start = token.end()
