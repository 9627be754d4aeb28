"""No question leaves the machine: a query that would ask another server is refused before it runs."""

from __future__ import annotations

import re

from kg.errors import QueryError

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
    plain = _CODE_POINT.sub(lambda found: chr(int(found[1] or found[2], 16)), sparql)
    for text in {sparql, plain}:
        if any("SERVICE" in (token["word"] or "").upper() for token in _TOKENS.finditer(text)):
            raise QueryError(
                "The query asks another server (SERVICE), which kg refuses: answers come from this store alone. "
                "Take the SERVICE clause out; a prefix of that name needs another name."
            )
