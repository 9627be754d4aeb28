"""Nanopublications: each fact of each article by itself, with where it comes from; four named graphs each.

https://nanopub.net/guidelines/working_draft/. The name of each is a hash of what it says, so that another reading of
the same article gives another nanopublication and the same reading the same. They are neither signed nor given trusty
URIs: who publishes them does both, with a key. There is no day of making in them; an article's own day is told with
the article.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kg.exporting.claims import claims
from kg.exporting.description import DCTERMS
from kg.exporting.turtle import trig
from kg.mappers import ID, Quad, literal, n_quads, sc
from kg.mappers.terms import LABEL, PROV, TYPE, XSD, resource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.exporting.claims import Claim

NP = "http://www.nanopub.org/nschema#"
_PARTS = {"Assertion": "assertion", "Provenance": "provenance", "PublicationInfo": "pubinfo"}
_OF_ARTICLES = frozenset(sc(name) for name in ("file", "headline", "outlet", "published", "sha256", "url"))


def nanopublications(quads: Iterable[Quad]) -> str:
    """A nanopublication a fact and article, as TriG."""
    return trig([quad for claim in claims(quads) for quad in nanopublication(claim)])


def nanopublication(claim: Claim) -> list[Quad]:
    """The quads of one: head, assertion, provenance and publication info."""
    assertion = {quad[:3] for quad in claim.stated}
    for things in claim.things.values():
        # What a thing is and is called; what else is known of it is not this fact's to say.
        assertion |= {quad[:3] for quad in things if quad.predicate in (TYPE, LABEL, sc("candidate"), sc("code"))}
    evidence = {quad[:3] for quad in claim.evidence}
    article = {quad[:3] for quad in claim.source if quad.predicate in {TYPE, LABEL, *_OF_ARTICLES}}
    stated = [Quad(*triple, claim.article) for triple in sorted(assertion | evidence | article)]
    name = f"{ID}nanopublication/{sha256(n_quads(stated).encode()).hexdigest()[:32]}"
    part = {kind: f"<{name}/{path}>" for kind, path in _PARTS.items()}
    this, software = f"<{name}>", resource("software/smartcity-kg")
    head = {(this, TYPE, f"<{NP}Nanopublication>")} | {
        (this, f"<{NP}has{kind}>", graph) for kind, graph in part.items()
    }
    provenance = {
        (part["Assertion"], f"<{PROV}hadPrimarySource>", claim.article),
        *((part["Assertion"], f"<{PROV}wasDerivedFrom>", value) for _, predicate, value in evidence
          if predicate == sc("evidence")),
    }  # fmt: skip
    information = {
        (this, LABEL, literal(claim.label(claim.fact))),
        (this, f"<{DCTERMS}creator>", software),
        (this, f"<{DCTERMS}license>", "<https://spdx.org/licenses/MIT>"),
        (this, f"<{DCTERMS}subject>", claim.fact),
        (this, f"<{PROV}wasAttributedTo>", software),
        (software, TYPE, f"<{PROV}SoftwareAgent>"),
        (software, LABEL, literal("smartcity-kg")),
    }
    if published := claim.of_article("published"):
        information.add((claim.article, f"<{DCTERMS}issued>", f'"{published}"^^<{XSD}date>'))
    graphs = {
        f"<{name}/head>": head,
        part["Assertion"]: assertion,
        part["Provenance"]: provenance | evidence | article,
        part["PublicationInfo"]: information,
    }
    return [Quad(*triple, graph) for graph, triples in graphs.items() for triple in sorted(triples)]
