"""Where strangers' bytes enter kg: each entry point as a function of bytes that raises only where kg is at fault.

What kg refuses in a sentence is no fault. The tests give them inputs by Hypothesis, ``make fuzz`` by a fuzzer that
watches which lines they reach.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from kg.article import Article
from kg.asking.names import Names
from kg.errors import KgError, Refused
from kg.sheets.sheet import Sheet

Take = Callable[[bytes], None]


class FaultError(AssertionError):
    """kg called something a fault of its own."""


def _read(name: str, data: bytes) -> Iterator[Article | Sheet]:
    """What is read of a file with these bytes."""
    from kg.reading import read_file

    with tempfile.TemporaryDirectory(prefix="kg-entry-") as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        for read in read_file(file):
            if not isinstance(read, Refused):
                yield read
            elif read.trace:
                raise FaultError(read.trace)


def text(data: bytes) -> None:
    """A text file, read and extracted."""
    from kg.extraction import extract
    from kg.facts import roles

    for read in _read("a.txt", data):
        if isinstance(read, Article):
            words = [each for fact in extract(read).facts for _, role in roles(fact) for each in role.evidence]
            if any(read.text[each.span.start : each.span.end] != each.quote for each in words):
                raise FaultError("a fact has words that the article has not")


def html(data: bytes) -> None:
    """A web page, read."""
    list(_read("a.html", b"<!doctype html><html><body><article><h1>Kota Bontang</h1><p>" + data))


def jsonl(data: bytes) -> None:
    """Records a line, read."""
    list(_read("a.jsonl", data))


def warc(data: bytes) -> None:
    """A web archive, read."""
    list(_read("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n" + data))


def sheet(data: bytes) -> None:
    """A fact sheet, read."""
    list(_read("a.json", data))


def header(data: bytes) -> None:
    """A query file: its header and its form."""
    from kg.questions import parse

    with suppress(KgError):
        parse(data.decode("utf-8", "replace"), "query", "query.rq")


def question(data: bytes) -> None:
    """A question in plain words."""
    from kg.asking.understanding import understand

    with suppress(KgError):
        understand(" ".join(data.decode("utf-8", "replace").split())[:1000], _names())


def dates(data: bytes) -> None:
    """A text with days in it."""
    from kg.language.dates import find_dates, resolve

    read = data.decode("utf-8", "replace")
    for found in find_dates(read):
        resolve(found, 2020)


def rdf(data: bytes) -> None:
    """An RDF file, parsed and checked; the first letter tells the format."""
    from kg.validation import validate_files

    endings = ("ttl", "trig", "nt", "nq", "jsonld", "rdf")
    ending = endings[data[0] % len(endings)] if data else "ttl"
    with tempfile.TemporaryDirectory(prefix="kg-entry-") as folder:
        file = Path(folder) / f"a.{ending}"
        file.write_bytes(data[1:])
        with suppress(KgError):
            validate_files([file])


def answer(data: bytes) -> None:
    """What a server of a language model sends: whole, streamed, and as the message in it."""
    from kg.proposing.answers import Unfit, parsed
    from kg.proposing.completion import Completion, Unusable
    from kg.proposing.making import facts_of

    with suppress(Unusable):
        Completion.of(data, "m")
    with suppress(Unusable):
        Completion.streamed(data.split(b"\n"), "m")
    with suppress(Unfit):
        facts_of(
            next(a for a in _read("a.txt", b"Kota Bontang") if isinstance(a, Article)),
            parsed(data.decode("utf-8", "replace")),
        )


def quotes(data: bytes) -> None:
    """A text and an RDF file with its quotes, held against each other: the file's bytes, a zero, the text's."""
    from kg.reading.texts import texts_in
    from kg.validation import validate_files

    quads, _, text = data.partition(b"\0")
    with tempfile.TemporaryDirectory(prefix="kg-entry-") as folder:
        file, texts = Path(folder) / "a.ttl", Path(folder) / "texts"
        file.write_bytes(quads)
        texts.mkdir()
        (texts / "a.txt").write_bytes(text)
        with suppress(KgError):
            validate_files([file], "", texts_in(texts))


@cache
def _names() -> Names:
    """What a small store might name."""
    from kg.asking.names import Meaning

    award = Meaning("award", "Smart City Award", "Smart City Award")
    person = Meaning("person", "Neni Moerniaeni", "Neni Moerniaeni")
    return Names(
        {("smart", "city", "award"): (award,), ("neni", "moerniaeni"): (person,)},
        {("neni", "moerniaeni"): "Neni Moerniaeni"},
        longest=3,
    )


ENTRY_POINTS: dict[str, Take] = {
    each.__name__: each for each in (text, html, jsonl, warc, sheet, header, question, dates, rdf, quotes, answer)
}
