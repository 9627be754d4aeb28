"""No question leaves the machine: a query that would ask another server is refused before it runs.

Whether a word of SPARQL is a keyword depends on the grammar around it, and Oxigraph reads without parting words first:
``?a<?b)SERVICEe:s#>`` may hold an IRI or a comparison, ``e:a.b.SERVICE`` may end a name after ``b``, and ``e:SERVICE``
is two words where ``e:`` ends in a port. Rather than follow that grammar and be wrong once, the word is looked for
wherever any reading at all could begin a word, and refused in every place that is not surely harmless: the name of a
variable, a text in quotes, a comment.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

_WORD = re.compile("service", re.IGNORECASE | re.ASCII)
_ESCAPE = re.compile(r"\\[uU]")
_CODE_POINT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
# What one reading or another takes in one piece. A text may hold an escaped quotation mark; an IRI is also "less than"
# and what follows. Nothing between the first character of a variable and its last can end it.
_TEXT = {quote: re.compile(rf"{quote}(?:[^{quote}\\\n\r]|\\.)*{quote}", re.DOTALL) for quote in "'\""}
_LONG_TEXT = {
    quote: re.compile(rf"{quote}{{3}}(?:{quote}{{0,2}}(?:[^{quote}\\]|\\.))*{quote}{{3}}", re.DOTALL) for quote in "'\""
}
_IRI = re.compile(r"<[^\x00-\x20<>\"{}|^`]*>")
_VARIABLE = re.compile(r"[?$][A-Za-z0-9_]+")
_COMMENT = re.compile(r"#[^\n\r]*")
_PLAIN = re.compile(r"[^'\"<#?$\\]+")  # where each character may be a word's first
_LONGEST_READ = 65_536  # characters; in a longer text the word is refused wherever it stands
_MOST_READ = 30  # times the text: where readings within readings take more, the text is made to confuse


def refuse_service(sparql: str) -> None:
    """Refuse a query that would call another server, or that may be read so: answers come from this store alone.

    Raises:
        QueryError: where it has a SERVICE clause, or the word where it may be one; where it writes letters as code
            points (``\\u0053``), of which words may be made; where it holds half a character (a lone surrogate).

    >>> refuse_service("SELECT ?service { ?s ?p 'SERVICE' } # SERVICE")
    >>> refuse_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    Traceback (most recent call last):
    kg.errors.QueryError: The query asks another server (SERVICE), ...
    >>> refuse_service("SELECT * { ?s ?p ?o . s:SERVICE }")
    Traceback (most recent call last):
    kg.errors.QueryError: The query asks another server (SERVICE), ...
    """
    _refuse_escapes(sparql)
    if _WORD.search(sparql) and (len(sparql) > _LONGEST_READ or _may_call(sparql)):
        raise QueryError(
            "The query asks another server (SERVICE), or has the word where it may be read so, which kg refuses: "
            "answers come from this store alone. Take the SERVICE clause out. The word may stand in texts in quotes, "
            "in comments and in names of variables; in an IRI write it as IRI(CONCAT('…serv', 'ice…'))."
        )


def _refuse_escapes(sparql: str) -> None:
    """Refuse letters and marks written as code points: whether and where they are read as such differs by engine."""
    if any("\ud800" <= character <= "\udfff" for character in sparql):
        raise QueryError("The query holds half a character (a lone surrogate). Save it as UTF-8.")
    for begun in _ESCAPE.finditer(sparql):
        whole = _CODE_POINT.match(sparql, begun.start())
        code = int(whole[1] or whole[2], 16) if whole else 0
        if code < 0x80 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            written = (whole or begun)[0]
            raise QueryError(
                f"The query writes a character as the code point {written}, of which a word could be made that kg "
                "refuses (SERVICE). Write the character itself; only those beyond ASCII may be written so."
            )


def _may_call(text: str) -> bool:
    """Whether the word stands where, in some reading, a word may begin."""
    starts, seen, read = [0], set(), 0
    while starts:
        at = starts.pop()
        while at < len(text) and at not in seen:
            seen.add(at)
            plain = _PLAIN.match(text, at)
            if plain:
                if _WORD.search(text, at, plain.end()):
                    return True
                at = plain.end()
                continue
            ends = _readings(text, at)
            read += sum((len(text) if end is None else end) - at for end in ends)
            if read > _MOST_READ * len(text):
                return True
            known = [end for end in ends if end is not None]
            if not known:
                break
            at, *others = known
            starts += others
    return False


def _readings(text: str, at: int) -> list[int | None]:
    """Where what begins here with a mark may end, in every reading; None for a reading that finds no end."""
    mark = text[at]
    match mark:
        case "#":
            return [_end(_COMMENT, text, at)]
        case "?" | "$":
            return [_end(_VARIABLE, text, at) or at + 1]
        case "\\":  # it escapes a mark in a name, or is nothing
            return [at + 1, at + 2]
        case "<":
            return [at + 1, _end(_IRI, text, at) or at + 1]
    long = [_end(_LONG_TEXT[mark], text, at)] if text.startswith(mark * 3, at) else []
    return [_end(_TEXT[mark], text, at), *long]


def _end(pattern: re.Pattern[str], text: str, at: int) -> int | None:
    found = pattern.match(text, at)
    return found.end() if found else None
