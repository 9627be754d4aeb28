"""What an export is, for machines: a dataset in the terms of VoID and DCAT, with counts, licence and sources.

VoID: https://www.w3.org/TR/void/, DCAT 3: https://www.w3.org/TR/vocab-dcat-3/. The description stands in a graph of its
own, and counts everything but itself. The same data gives the same description: no day of making, no random name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from typing import TYPE_CHECKING

from kg import __version__
from kg.exporting.prefixes import compact
from kg.mappers import ID, SC, Quad, literal, n_quads, sc
from kg.mappers.terms import GEO, LABEL, OA, PROV, SKOS, TYPE, integer, resource

if TYPE_CHECKING:
    from collections.abc import Iterable

DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
#: The IRI of the dataset, and of the graph that describes it.
DATASET = f"{ID}dataset"

_TITLES = {"id": "Graf pengetahuan kota cerdas Indonesia", "en": "Knowledge graph of Indonesian smart cities"}
_DESCRIPTIONS = {
    "id": "Penghargaan, jabatan, program, acara, dan pernyataan tentang kota cerdas menurut berita yang dibaca.",
    "en": "Awards, offices, programmes, events and statements about smart cities, according to the news that was read.",
}
_RIGHTS = {
    "id": "Kutipan dari artikel tetap milik medianya.",
    "en": "The words quoted from articles remain those of their outlets.",
}
_VOCABULARIES = (SC, GEO, OA, PROV, SKOS)


def description(quads: Iterable[Quad]) -> list[Quad]:
    """The description of a dataset that holds these quads, sorted; nothing of nothing."""
    ordered = sorted(set(quads))
    if not ordered:
        return []
    triples = {quad[:3] for quad in ordered}
    instances: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate == TYPE:
            instances[value].add(subject)
    properties = Counter(predicate for _, predicate, _ in triples)
    said = [
        (TYPE, _void("Dataset")),
        (TYPE, f"<{DCAT}Dataset>"),
        (LABEL, f"{literal(_TITLES['en'])}@en"),
        *((f"<{DCTERMS}title>", f"{literal(text)}@{language}") for language, text in _TITLES.items()),
        *((f"<{DCTERMS}description>", f"{literal(text)}@{language}") for language, text in _DESCRIPTIONS.items()),
        *((f"<{DCTERMS}rights>", f"{literal(text)}@{language}") for language, text in _RIGHTS.items()),
        *((f"<{DCAT}keyword>", text) for text in ('"kota cerdas"@id', '"smart city"@en')),
        (f"<{DCTERMS}license>", "<https://spdx.org/licenses/MIT>"),
        (f"<{DCTERMS}conformsTo>", f"<{SC.rstrip('#')}>"),
        (f"<{DCTERMS}creator>", resource("software/smartcity-kg")),
        (f"<{DCAT}version>", literal(f"{__version__}+{sha256(n_quads(ordered).encode()).hexdigest()[:16]}")),
        *((f"<{DCTERMS}source>", article) for article in sorted(instances[sc("Article")])),
        *((_void("vocabulary"), f"<{namespace}>") for namespace in _VOCABULARIES),
        (_void("uriSpace"), literal(ID)),
        (_void("triples"), integer(len(triples))),
        (_void("entities"), integer(len({subject for subject, _, _ in triples}))),
        (_void("distinctSubjects"), integer(len({subject for subject, _, _ in triples}))),
        (_void("distinctObjects"), integer(len({value for _, _, value in triples}))),
        (_void("classes"), integer(len([class_ for class_ in instances if instances[class_]]))),
        (_void("properties"), integer(len(properties))),
    ]
    found = [(f"<{DATASET}>", *each) for each in said]
    for class_, members in instances.items():
        if members:
            found += _part("class", class_, "entities", len(members))
    for property_, count in properties.items():
        found += _part("property", property_, "triples", count)
    return sorted(Quad(*each, f"<{DATASET}>") for each in found)


def _part(kind: str, term: str, counted: str, count: int) -> list[tuple[str, str, str]]:
    """A partition of the dataset by class or property, named after its short name."""
    short = compact(term[1:-1])
    name = "-".join(short) if short else sha256(term.encode()).hexdigest()[:16]
    part = f"<{DATASET}/{kind}/{name}>"
    return [
        (f"<{DATASET}>", _void(f"{kind}Partition"), part),
        (part, _void(kind), term),
        (part, _void(counted), integer(count)),
    ]


def _void(name: str) -> str:
    return f"<{VOID}{name}>"
