"""The facts in the words of schema.org, as JSON-LD for a page: what search engines read in ``<script>``.

https://schema.org/. Only types and properties of schema.org, each property on a type that it is meant for. schema.org
knows awards of persons, bodies and works as a text; for places, which it gives none, an award is a property of its own
(``additionalProperty``), never invented as a person or body.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.exporting.claims import claims
from kg.exporting.jsonld import text_of
from kg.harmless import page_json
from kg.mappers import ID, SC, by_subject
from kg.mappers.terms import GEO, LABEL, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.exporting.claims import Claim, Sentence
    from kg.mappers import Quad

Node = dict[str, Any]

_TYPES = {
    "Province": "State",
    "Regency": "AdministrativeArea",
    "City": "City",
    "AmbiguousArea": "AdministrativeArea",
    "Organization": "Organization",
    "Ministry": "GovernmentOrganization",
    "LocalGovernment": "GovernmentOrganization",
    "Agency": "GovernmentOrganization",
    "Person": "Person",
    "Work": "CreativeWork",
    "Event": "Event",
    "Programme": "Project",
}
# A property of ours that one of theirs says, text by text or thing by thing.
_TEXTS = {
    "nameVariant": "alternateName",
    "nickname": "alternateName",
    "acronym": "alternateName",
    "code": "identifier",
    "date": "startDate",
    "venue": "location",
    "place": "location",
    "purpose": "description",
}
_LINKS = {
    "within": "containedInPlace",
    "ofArea": "areaServed",
    "organizer": "organizer",
    "partOf": "parentOrganization",
}
_AREAS = frozenset({"State", "AdministrativeArea", "City"})
_NAMES = {"Conferral": "penghargaan", "Placement": "peringkat", "Participation": "program"}


def schemaorg(quads: Iterable[Quad], sentence: Sentence) -> str:
    """The facts as a document for a page: the articles, and the things that they speak of, each with its facts.

    No text in it ends the script that it stands in. Where the quads hold words, ``sentence`` gives the sentence around
    them, which describes the fact.
    """
    ordered = sorted(set(quads))
    subjects = by_subject(ordered)
    nodes: dict[str, Node] = {}
    for subject, said in subjects.items():
        kinds = sorted(_TYPES[name] for quad in said if (name := _class(quad)) in _TYPES)
        if kinds:
            nodes[subject] = _thing(subject, kinds[0], said)
    mentions: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims(ordered):
        mentions[claim.article] |= {term for term in (*claim.things, claim.fact) if term in nodes}
        _state(claim, nodes, sentence)
    for article in sorted(subjects):
        if any(_class(quad) == "Article" for quad in subjects[article]):
            nodes[article] = _article(article, subjects[article], mentions[article])
    content = {"@context": "https://schema.org", "@graph": [_finished(nodes[term]) for term in sorted(nodes)]}
    return page_json(content, indent=1) + "\n"


def _class(quad: Quad) -> str:
    return quad.object[1:-1].removeprefix(SC) if quad.predicate == TYPE else ""


def _iri(term: str) -> str:
    return term[1:-1]


def _thing(subject: str, type_: str, said: Iterable[Quad]) -> Node:
    node: Node = {"@id": _iri(subject), "@type": type_}
    for quad in said:
        name = quad.predicate[1:-1].removeprefix(SC)
        if quad.predicate == LABEL:
            _add(node, "name", text_of(quad.object))
        elif quad.predicate in (f"<{GEO}lat>", f"<{GEO}long>"):
            _add(node, "latitude" if quad.predicate.endswith("lat>") else "longitude", float(text_of(quad.object)))
        elif name in _TEXTS:
            _add(node, _TEXTS[name], text_of(quad.object))
        elif name in _LINKS:
            _add(node, _LINKS[name], {"@id": _iri(quad.object)})
    return node


def _article(article: str, said: Iterable[Quad], mentions: Iterable[str]) -> Node:
    told = {quad.predicate[1:-1].removeprefix(SC): text_of(quad.object) for quad in said if quad.object[0] == '"'}
    # schema.org has a type for what is paid for.
    node: Node = {"@id": _iri(article), "@type": "AdvertiserContentArticle" if "advertorial" in told else "NewsArticle"}
    for ours, theirs in (("headline", "headline"), ("published", "datePublished"), ("url", "url")):
        if ours in told:
            _add(node, theirs, told[ours])
    _add(node, "inLanguage", "id")
    if "outlet" in told:
        outlet = {"@id": f"{_iri(article)}#publisher", "@type": "Organization", "name": told["outlet"]}
        _add(node, "publisher", outlet)
    if "dateline" in told and node["@type"] == "NewsArticle":
        _add(node, "dateline", told["dateline"])
    for term in mentions:
        _add(node, "mentions", {"@id": _iri(term)})
    return node


def _state(claim: Claim, nodes: dict[str, Node], sentence: Sentence) -> None:
    """Say a fact on the things that it is about."""
    match claim.kind:
        case "Conferral" | "Placement" | "Participation":
            for term in (*claim.values("recipient"), *claim.values("area")):
                _say_of(nodes[term], claim, sentence)
        case "Tenure":
            for person in claim.values("person"):
                _add(nodes[person], "hasOccupation", _occupation(claim))
        case "Statement":
            quotation: Node = {
                "@id": _iri(claim.fact),
                "@type": "Quotation",
                "text": claim.text("text"),
                "inLanguage": "id",
                "isPartOf": {"@id": _iri(claim.article)},
            }
            for speaker in claim.values("speaker"):
                _add(quotation, "creator", {"@id": _iri(speaker)})
            nodes[claim.fact] = quotation


def _say_of(node: Node, claim: Claim, sentence: Sentence) -> None:
    what = _what(claim)
    if node["@type"] not in _AREAS:
        _add(node, "award", what)
        return
    fact: Node = {
        "@id": _iri(claim.fact),
        "@type": "PropertyValue",
        "name": _NAMES[claim.kind],
        "value": what,
        "subjectOf": {"@id": _iri(claim.article)},
    }
    if sentences := claim.sentences(sentence):
        fact["description"] = " … ".join(sentences)
    _add(node, "additionalProperty", fact)


def _what(claim: Claim) -> str:
    """What was received, ranked in or taken part in, in one line."""
    things = [claim.label(term) for name in ("award", "programme") for term in claim.values(name)]
    rank, top, score = (claim.text(name) for name in ("rank", "withinTop", "score"))
    parts = [
        *things,
        claim.text("list"),
        claim.text("category"),
        f"peringkat {rank}" if rank else None,
        f"{top} besar" if top else None,
        f"nilai {score}" if score else None,
        claim.text("date") or claim.text("year") or claim.text("edition"),
    ]
    return ", ".join(part for part in parts if part)


def _occupation(claim: Claim) -> Node:
    titles = [claim.label(position) for position in claim.values("position")]
    node: Node = {"@id": _iri(claim.fact), "@type": "Occupation", "name": ", ".join(titles)}
    for body in claim.values("body"):
        if body.startswith(f"<{ID}area/"):
            _add(node, "occupationLocation", {"@id": _iri(body)})
        else:
            node["name"] += f", {claim.label(body)}"
    _add(node, "subjectOf", {"@id": _iri(claim.article)})
    return node


def _add(node: Node, name: str, value: str | float | Node) -> None:
    values = node.setdefault(name, [])
    if value not in values:
        values.append(value)


def _finished(node: Mapping[str, Any]) -> Node:
    """One value as itself, several in a fixed order; so for the nodes within."""
    found: Node = {}
    for name, value in node.items():
        values = [_finished(each) if isinstance(each, dict) else each for each in _listed(value)]
        values.sort(key=lambda each: json.dumps(each, ensure_ascii=False, sort_keys=True))
        found[name] = values[0] if len(values) == 1 else values
    return found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
