"""Networks made for tests of pictures: as crowded as a large corpus would make them, and always the same."""

from __future__ import annotations

from kg.gazetteer import Gazetteer
from kg.mappers import ID
from kg.network import Edge, Network, Node, Passage

CLASSES = {"province": "Province", "city": "City", "regency": "Regency"}
AWARDS = (
    "Anugerah Kota Pintar Nusantara",
    "Gerakan Menuju 100 Smart City",
    "Penghargaan Tata Kelola Pemerintahan Berbasis Elektronik Tingkat Nasional bagi Kabupaten dan Kota",
    "Adipura",
)


def crowded(every: int) -> Network:
    """Every so manieth area of the gazetteer with an award or more, handed over by somebody, in one of eight years."""
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    giver = Node(f"{ID}organization/kementerian", "Kementerian Komunikasi dan Informatika", "organization")
    for number, (code, area) in enumerate(sorted(Gazetteer.load().areas.items())[::every]):
        year = 2016 + number % 8
        node = Node(f"{ID}area/{code}", area.label, "area", class_=CLASSES[area.kind], place=(area.lat, area.lon))
        nodes[node.iri] = node
        for turn in range(1 + number % 3):
            name = f"{AWARDS[(number + turn) % len(AWARDS)]} {year}"
            award = Node(f"{ID}award/{name.casefold().replace(' ', '-')}", name, "award")
            nodes[award.iri] = award
            detail = f"tata kelola, #{1 + number % 5}" if number % 2 else ""
            said = [Passage("berita.txt", f"{area.label} meraih {name}.")]
            fact = (f"{ID}conferral/{code}-{turn}", f"{ID}article/berita")
            edges.append(Edge(node.iri, award.iri, "received", said, detail, [fact], [], [year] if number % 7 else []))
            nodes[giver.iri] = giver
            edges.append(Edge(giver.iri, award.iri, "granted", said))
    unique = {(edge.source, edge.target, edge.relation): edge for edge in edges}
    return Network(dict(sorted(nodes.items())), [unique[key] for key in sorted(unique)])
