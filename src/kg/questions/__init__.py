"""Questions: SPARQL with a header, parameters as typed terms, and answers whose rows carry the words behind them."""

from kg.questions.answering import Answer, Quotation, Row, ask, plain, quotations
from kg.questions.catalogue import catalogue, named
from kg.questions.header import Parameter, Question, parse, read
from kg.questions.parameters import bind, resource
from kg.questions.texts import refuse_nesting, text_from, text_of
from kg.questions.turtle import turtle

__all__ = [
    "Answer",
    "Parameter",
    "Question",
    "Quotation",
    "Row",
    "ask",
    "bind",
    "catalogue",
    "named",
    "parse",
    "plain",
    "quotations",
    "read",
    "refuse_nesting",
    "resource",
    "text_from",
    "text_of",
    "turtle",
]
