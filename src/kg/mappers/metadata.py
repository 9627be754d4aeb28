"""Article → quads: the source itself, its metadata and the words for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.mappers.terms import LABEL, TYPE, any_uri, boolean, day, literal, sc

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.article import Article, Role
    from kg.mappers.article_graph import ArticleGraph


def write(graph: ArticleGraph, article: Article) -> None:
    """State the article, its file name, and what it says of itself."""
    graph.add(graph.iri, TYPE, sc("Article"))
    graph.add(graph.iri, LABEL, literal(article.headline.value if article.headline else f"Artikel {article.id}"))
    graph.add(graph.iri, sc("file"), literal(article.file))
    graph.add(graph.iri, sc("sha256"), literal(article.sha256))
    roles: list[tuple[str, Role[Any] | None, Callable[[Any], str]]] = [
        ("headline", article.headline, literal),
        ("outlet", article.outlet, literal),
        ("dateline", article.dateline, literal),
        ("published", article.published, day),
        ("url", article.url, any_uri),
        *(("initials", initials, literal) for initials in article.initials),
    ]
    if article.advertorial and article.advertorial.value:
        roles.append(("advertorial", article.advertorial, boolean))
    for name, role, term in roles:
        if role:
            graph.add(graph.iri, sc(name), term(role.value))
            graph.evidence(graph.iri, sc(name), role)
