"""The words behind facts, without a reading of them: what their positions, lengths and quotes say of each other.

Shapes look at one node at a time, and cannot count letters. What is seen here needs no text; with the articles' texts
at hand, every quote is looked for in its place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.validation.report import ID, MISQUOTED_EN, MISQUOTED_ID, SC, Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from kg.article import Article

_OA = "http://www.w3.org/ns/oa#"
_ARTICLE = f"{ID}article/"
_DIGITS = 18  # a position with more is none

_UNPLACED = (
    "Bukti punya satu posisi awal, satu posisi akhir di belakangnya, dan satu kutipan",
    "Evidence has one start, one end after it, and one quote",
)
_LENGTH = (
    "Posisi akhir dikurangi posisi awal sama dengan panjang kutipan",
    "The end less the start is the length of the quote",
)
_UNUSED = ("Bukti dipakai oleh sebuah fakta", "Evidence is the evidence of something")
_ELSEWHERE = ("Bukti berasal dari artikel faktanya", "Evidence comes from the article that states the fact")
_CONTRADICTED = (
    "Kutipan yang bertumpang tindih sama kata-katanya",
    "Quotes that overlap have the same words where they do",
)
_DIGEST = ("SHA-256 artikel adalah SHA-256 teksnya", "The SHA-256 of an article is that of its text")
_NO_TEXT = (
    "Teks artikel ada di antara teks yang diberikan",
    "The text of the article is among the texts that were given",
)
_MISQUOTED = (MISQUOTED_ID, MISQUOTED_EN)


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Words that evidence claims to stand at a place of an article."""

    start: int
    end: int
    quote: str
    node: str


def misplaced(graphs: Iterable[tuple[str, Graph]], texts: Mapping[str, Article] | None = None) -> Iterator[Issue]:
    """What is wrong with the words of these graphs.

    Args:
        graphs: each with the id of the article that it is of; "" where it may be of several.
        texts: the articles by id, where they are at hand; each that is cited has to be among them.
    """
    quoted: defaultdict[str, list[_Quoted]] = defaultdict(list)
    for article, graph in graphs:
        yield from _digests(graph, texts or {})
        for node, source in _sourced(graph):
            yield from _used(graph, node, source, article)
            words = _words(graph, node)
            if words is None:
                yield _issue(_UNPLACED, str(node))
                continue
            quoted[source].append(words)
            if words.end - words.start != len(words.quote):
                yield _issue(_LENGTH, str(node), f"{words.start}–{words.end}", words.quote)
    for source, words_of in quoted.items():
        yield from _contradicted(words_of)
        if texts is not None:
            yield from _misquoted(words_of, texts.get(source), source)


def _sourced(graph: Graph) -> Iterator[tuple[Node, str]]:
    """The evidence of a graph, whatever it calls itself, each with the id of its article."""
    from rdflib import RDF, URIRef

    evidence, source = URIRef(f"{SC}evidence"), URIRef(f"{_OA}hasSource")
    nodes = {
        *graph.subjects(RDF.type, URIRef(f"{SC}Evidence")),
        *graph.objects(None, evidence),
        *graph.subjects(source),
    }
    for node in sorted(nodes, key=str):
        yield node, min((str(each).removeprefix(_ARTICLE) for each in graph.objects(node, source)), default="")


def _used(graph: Graph, node: Node, source: str, article: str) -> Iterator[Issue]:
    from rdflib import URIRef

    if next(graph.subjects(URIRef(f"{SC}evidence"), node), None) is None:
        yield _issue(_UNUSED, str(node))
    if article and source != article:
        yield _issue(_ELSEWHERE, str(node), source)


def _words(graph: Graph, node: Node) -> _Quoted | None:
    from rdflib import URIRef

    selectors = {*graph.objects(node, URIRef(f"{_OA}hasSelector"))}
    starts, ends, quotes = (
        [str(value) for each in selectors for value in graph.objects(each, URIRef(_OA + name))]
        for name in ("start", "end", "exact")
    )
    if not len(starts) == len(ends) == len(quotes) == 1:
        return None
    if not all(each.isascii() and each.isdigit() and len(each) <= _DIGITS for each in (*starts, *ends)):
        return None
    start, end = int(starts[0]), int(ends[0])
    return _Quoted(start, end, quotes[0], str(node)) if start < end else None


def _contradicted(quoted: list[_Quoted]) -> Iterator[Issue]:
    """Quotes that say other words of a place than a quote before them does."""
    words, start = "", 0
    for each in sorted(quoted, key=lambda each: (each.start, each.end, each.quote)):
        if each.end - each.start != len(each.quote):
            continue  # told already
        if each.start >= start + len(words):
            words, start = each.quote, each.start
            continue
        before = words[each.start - start :]
        common = min(len(before), len(each.quote))
        if before[:common] != each.quote[:common]:
            yield _issue(_CONTRADICTED, each.node, each.quote, before)
        elif len(each.quote) > common:
            words, start = each.quote, each.start


def _misquoted(quoted: list[_Quoted], article: Article | None, source: str) -> Iterator[Issue]:
    if article is None:
        yield _issue(_NO_TEXT, f"{_ARTICLE}{source}", kind="Article")
        return
    for each in quoted:
        stands = article.text[each.start : each.end]
        if stands != each.quote:
            yield _issue(_MISQUOTED, each.node, each.quote, stands, file=article.file)


def _digests(graph: Graph, texts: Mapping[str, Article]) -> Iterator[Issue]:
    from rdflib import URIRef

    for node, digest in graph.subject_objects(URIRef(f"{SC}sha256")):
        text = texts.get(str(node).removeprefix(_ARTICLE))
        if text is not None and text.sha256 != str(digest):
            yield _issue(_DIGEST, str(node), str(digest), kind="Article")


def _issue(
    message: tuple[str, str],
    focus: str,
    value: str | None = None,
    passage: str = "",
    *,
    kind: str = "Evidence",
    file: str = "",
) -> Issue:
    return Issue("violation", *message, focus, kind=kind, value=value, passage=passage, file=file)
