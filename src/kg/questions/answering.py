"""Ask a question of a store: its answer, and under each row the words that state it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.mappers.terms import OA, SC, XSD
from kg.questions.parameters import bind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal, NamedNode

    from kg.questions.header import Question
    from kg.store import Solutions, Store, Term

_EVIDENCE = f"""
PREFIX sc: <{SC}>
PREFIX oa: <{OA}>
SELECT ?fact ?article ?property ?quote ?start ?end ?rule ?note WHERE {{
  GRAPH ?graph {{
    ?fact sc:evidence ?evidence .
    ?evidence oa:hasSource ?article ; oa:hasSelector ?position , ?words ; sc:supports ?property ; sc:rule ?rule .
    ?position oa:start ?start ; oa:end ?end .
    ?words oa:exact ?quote .
    OPTIONAL {{ ?evidence sc:note ?note }}
  }}
}}"""


@dataclass(frozen=True, slots=True, order=True)
class Quotation:
    """Words of an article, and which property of a fact they state ("recipient")."""

    article: str
    start: int
    end: int
    quote: str
    property: str
    rule: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a row, one a column, None where unset; the fact it states, and that fact's words."""

    values: tuple[Term | None, ...]
    fact: str | None = None
    evidence: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, in the order of the query."""

    question: Question
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def plain(term: Term | None) -> str | int | float | bool | None:
    """A term as JSON knows it: numbers and truth values as such, everything else as its text.

    >>> from pyoxigraph import Literal
    >>> plain(Literal(2022)), plain(Literal(True)), plain(Literal("Adipura")), plain(None)
    (2022, True, 'Adipura', None)
    """
    if term is None:
        return None
    datatype = getattr(term, "datatype", None)
    if datatype is not None:
        with suppress(
            ValueError, ArithmeticError
        ):  # "many"^^xsd:integer is a term too, and so is one of a million digits
            if datatype.value == f"{XSD}integer":
                return int(term.value)
            if datatype.value == f"{XSD}boolean":
                return term.value in ("true", "1")
            if datatype.value == f"{XSD}decimal":
                return float(Decimal(term.value))
    return term.value


def ask(store: Store, question: Question, given: Mapping[str, str] | None = None, evidence: bool = True) -> Answer:
    """The answer to a SELECT question.

    Where the query gives ``?fact``, each row carries the words that state that fact, only those of the row's
    ``?article`` where it gives one; without ``evidence`` they are not looked up.

    Raises:
        QueryError: for parameters that do not fit (:func:`kg.questions.parameters.bind`), a query that does not parse
            or calls another server, or columns that are not those of the header.
    """
    if question.form != "SELECT":
        raise QueryError(f"{question.source}: {question.form} gives no table. Ask for it with --format turtle.")
    from pyoxigraph import NamedNode

    solutions = _select(store, question, bind(question, given or {}))
    columns = tuple(question.columns) or solutions.columns
    for column in columns:
        if column not in solutions.columns:
            raise QueryError(f"{question.source}: the header has the column {column}, the SELECT has not.")
    rows = []
    for row in solutions.rows:
        found = dict(zip(solutions.columns, row, strict=True))
        fact, article = found.get("fact"), found.get("article")
        iri = fact.value if isinstance(fact, NamedNode) else None
        words: tuple[Quotation, ...] = ()
        if evidence and iri is not None:
            words = quotations(store, iri, article.value if isinstance(article, NamedNode) else None)
        rows.append(Row(tuple(_set(found[each]) for each in columns), iri, words))
    return Answer(question, columns, tuple(rows))


def _select(store: Store, question: Question, terms: Mapping[str, NamedNode | Literal]) -> Solutions:
    try:
        return store.select(question.sparql, terms)
    except QueryError as error:
        raise QueryError(f"{question.source}: {error}") from error


def quotations(store: Store, fact: str, article: str | None = None) -> tuple[Quotation, ...]:
    """The words that state a fact, in the order of the text, of one article or of all; each span once a property."""
    from pyoxigraph import NamedNode

    known = {"fact": NamedNode(fact)} | ({"article": NamedNode(article)} if article else {})
    found = set()
    for row in store.select(_EVIDENCE, known).rows:
        _, source, property_, quote, start, end, rule, note = ("" if term is None else term.value for term in row)
        found.add(Quotation(source, int(start), int(end), quote, property_.removeprefix(SC), rule, note))
    return tuple(sorted(found))


def _set(term: Term | None) -> Term | None:
    """GROUP_CONCAT over nothing is an empty text; nothing is nothing."""
    return None if term is None or term.value == "" else term
