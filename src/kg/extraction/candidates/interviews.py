"""Interviews: questions in paragraphs of their own, each answered by the paragraph after it.

An answer bears no name; the article says beforehand that an interview follows, and with whom. Where both sides are
labelled ("T: … J: …", "Redaksi: … Neni: …"), the labels tell who speaks.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from kg import resources
from kg.article import BlockKind
from kg.extraction.coreference.bare_names import speaks
from kg.extraction.structure.document import Kind

if TYPE_CHECKING:
    from kg.extraction.coreference.context import Reading
    from kg.extraction.coreference.registry import Known
    from kg.extraction.structure.document import Document, Mention

_FILE = "data/language/id/speech.toml"
_FEWEST = 2
"""A single question between paragraphs is rhetoric, not an interview."""
_FEWEST_WORDS = 3
"""Fewer words in quotation marks are a term."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the interviewed person says in one paragraph: its words, and the words that tell who that is."""

    speaker: Known
    first: int
    last: int
    named: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    block: int
    first: int
    last: int


def answers(reading: Reading) -> dict[int, Answer]:
    """The answers of an interview by the number of their paragraph; empty where the article holds none."""
    doc = reading.doc
    paragraphs = [
        _Paragraph(number, group[0].first, group[-1].last)
        for number, sentences in groupby(doc.body(), key=lambda s: s.block)
        if (group := list(sentences)) and group[0].kind is BlockKind.PARAGRAPH
    ]
    labelled = _labelled(reading, paragraphs)
    if len(labelled) >= _FEWEST:
        return labelled
    pairs = [(q, a) for q, a in pairwise(paragraphs) if _asks(doc, q) and _answers(doc, a)]
    if len(pairs) < _FEWEST or not _announced(doc, pairs[0][0].first):
        return {}
    asked = _interviewed(reading, pairs[0][0].first)
    if asked is None:
        return {}
    known, mention = asked
    return {
        a.block: Answer(known, *_without_marks(doc, a.first, a.last), (mention.first, mention.last)) for _, a in pairs
    }


def _asks(doc: Document, paragraph: _Paragraph) -> bool:
    return doc.tokens[paragraph.last - 1].text == "?"


def _answers(doc: Document, paragraph: _Paragraph) -> bool:
    """Whether a paragraph may be an answer: no question itself, and no quotation with words around it."""
    if _asks(doc, paragraph):
        return False
    inside = [q for q in doc.quotations if paragraph.first <= q.first and q.last <= paragraph.last]
    return not inside or (inside[0].first == paragraph.first + 1 and inside[-1].last == paragraph.last - 1)


def _without_marks(doc: Document, first: int, last: int) -> tuple[int, int]:
    """The tokens within the quotation marks that enclose a paragraph, if any do."""
    for q in doc.quotations:
        if q.first == first + 1 and q.last == last - 1:
            return q.first, q.last
    return first, last


def _announced(doc: Document, token: int) -> bool:
    """Whether the words before a token, headings among them, say that an interview follows."""
    before = doc.text[: doc.tokens[token].start - doc.first].lower()
    words = {word.strip(".,:;()*") for word in before.split()}
    return bool(words & _words()["announced"])


def _interviewed(reading: Reading, token: int) -> tuple[Known, Mention] | None:
    """Who is interviewed: the last person before the first question whose office the article tells, else the last."""
    last = None
    for mention in reading.doc.mentions(Kind.OFFICE, Kind.PERSON, Kind.NAME):
        if mention.first >= token:
            break
        known = reading.people.at(mention)
        if known and (known.offices or last is None or not last[0].offices):
            last = (known, mention)
    return last


def _labelled(reading: Reading, paragraphs: list[_Paragraph]) -> dict[int, Answer]:
    """The answers that a label opens: "J: …", or the name of a person whom the article tells of."""
    doc = reading.doc
    labels = {p.block: label for p in paragraphs if (label := _label(doc, p))}
    words = _words()
    asking = [b for b, (text, _) in labels.items() if text.lower() in words["question_labels"]]
    found: dict[int, Answer] = {}
    told = any(
        labels[p.block][0].lower() in words["answer_labels"] and _tells_of_speech(doc, p)
        for p in paragraphs
        if p.block in labels
    )
    for p in paragraphs:
        if p.block not in labels:
            continue
        text, end = labels[p.block]
        if text.lower() in words["answer_labels"] and asking and not told:
            asked = _interviewed(reading, p.first)
            if asked:
                known, mention = asked
                found[p.block] = Answer(known, *_without_marks(doc, end, p.last), (mention.first, mention.last))
        elif len(labels) >= 2 * _FEWEST and (named := reading.people.find(text)) is not None:
            found[p.block] = Answer(named, *_without_marks(doc, end, p.last), (p.first, end - 1))
    return found


def _tells_of_speech(doc: Document, paragraph: _Paragraph) -> bool:
    """Whether an answer itself quotes somebody, so that the newsroom answers and not a person."""
    tokens = doc.tokens
    said = {m.first for m in doc.mentions(Kind.CUE) if speaks(m) and paragraph.first <= m.first < paragraph.last}
    return any(
        paragraph.first <= q.first and q.last <= paragraph.last and ({q.last + 1, q.last + 2} & said)
        for q in doc.quotations
        if q.last - q.first > _FEWEST_WORDS and tokens[q.last - 1].text in ",.!?"
    )


def _label(doc: Document, paragraph: _Paragraph) -> tuple[str, int] | None:
    """The capitalised words before a colon that opens a paragraph, and the token after it."""
    tokens = doc.tokens
    for i in range(paragraph.first, min(paragraph.first + 5, paragraph.last - 1)):
        if tokens[i].text == ":":
            return (doc.words(paragraph.first, i), i + 1) if i > paragraph.first else None
        if not (tokens[i].capital or tokens[i].text == "."):
            return None
    return None


@cache
def _words() -> dict[str, frozenset[str]]:
    read = tomllib.loads(resources.path(_FILE).read_text("utf-8"))["interview"]
    return {name: frozenset(words) for name, words in read.items()}
