"""The sample of :mod:`sample_store` and one article more: what the sample lacks and the catalogue's queries ask for.

It is an advertorial about an award that no other article confirms and that belongs to a programme, with a statement
of a known day, in a province of which another city goes without. Of one recipient it tells an award with a year and
one without, and of an award of the sample it tells a category that the sample leaves open.
"""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

import sample_store
from kg.article import Article
from kg.mappers.terms import GEO
from kg.store import Store
from sample_store import REFERENCE, Sample, day, literal, node

FILE = "sabang.txt"
TEXT = """Piala Banda Cerdas untuk Sabang
Warta Teluk, Sabang - Kota Sabang menerima Piala Banda Cerdas 2020 dari Yayasan Nagari dalam Program Banda Cerdas, \
Jumat (4/12/2020).
Sabang juga meraih Lencana Teluk dari Yayasan Nagari. Anugerah Kota Pintar 2021 kategori Ekonomi Pintar menjadi milik \
Kota Surabaya, yang menerima Anugerah Kota Pintar 2022 pada Rabu (9/11/2022).
“Kami baru mulai,” kata Hasan Fikri, Jumat (4/12/2020).
(ADV)
"""


def quads() -> list[ox.Quad]:
    """The sample and the article of Sabang, reference included."""
    s = Sample()
    for code, name, at in (("11.72", "Sabang", (5.89, 95.32)), ("11.74", "Langsa", (4.47, 97.97))):
        area = s.state(node(f"area/{code}"), "City", f"Kota {name}", name=name, code=code, within=node("area/11"))
        for axis, degrees in zip(("lat", "long"), at, strict=True):
            s.quads.append(ox.Quad(area, ox.NamedNode(GEO + axis), literal(str(degrees), "decimal"), REFERENCE))
    s.articles[FILE] = Article(TEXT, FILE)
    s.begin(
        FILE,
        headline=("Piala Banda Cerdas untuk Sabang", "Piala Banda Cerdas untuk Sabang"),
        outlet=("Warta Teluk", "Warta Teluk"),
        advertorial=(ox.Literal(True), "(ADV)"),
    )
    nagari = s.entity("organization/yayasan-nagari", "Organization", "Yayasan Nagari")
    programme = s.entity("programme/program-banda-cerdas", "Programme", "Program Banda Cerdas")
    award = s.entity("award/piala-banda-cerdas-2020", "Award", "Piala Banda Cerdas 2020", programme=programme)
    s.fact(
        "conferral/11.72-piala-banda-cerdas-2020-2020",
        "Conferral",
        "Piala Banda Cerdas 2020 untuk Kota Sabang",
        recipient=(node("area/11.72"), "Kota Sabang"),
        award=(award, "Piala Banda Cerdas 2020"),
        grantor=(nagari, "Yayasan Nagari"),
        year=(2020, "2020 dari"),
        date=(day("2020-12-04"), "Jumat (4/12/2020)"),
    )
    lencana = s.entity("award/lencana-teluk", "Award", "Lencana Teluk")
    pintar = {
        year: s.entity(f"award/anugerah-kota-pintar-{year}", "Award", f"Anugerah Kota Pintar {year}")
        for year in (2021, 2022)
    }
    s.fact(
        "conferral/11.72-lencana-teluk",
        "Conferral",
        "Lencana Teluk untuk Kota Sabang",
        recipient=(node("area/11.72"), "Sabang juga"),
        award=(lencana, "Lencana Teluk"),
        grantor=(nagari, "Yayasan Nagari. "),
    )
    s.fact(
        "conferral/35.78-anugerah-kota-pintar-2021-2021",
        "Conferral",
        "Anugerah Kota Pintar 2021 untuk Kota Surabaya",
        recipient=(node("area/35.78"), "Kota Surabaya"),
        award=(pintar[2021], "Anugerah Kota Pintar 2021"),
        category=("Ekonomi Pintar", "Ekonomi Pintar"),
        year=(2021, "2021 kategori"),
    )
    s.fact(
        "conferral/35.78-anugerah-kota-pintar-2022-2022",
        "Conferral",
        "Anugerah Kota Pintar 2022 untuk Kota Surabaya",
        recipient=(node("area/35.78"), "Kota Surabaya"),
        award=(pintar[2022], "Anugerah Kota Pintar 2022"),
        year=(2022, "2022 pada"),
        date=(day("2022-11-09"), "Rabu (9/11/2022)"),
    )
    s.fact(
        f"statement/{s.article.id}-{TEXT.index('Kami')}",
        "Statement",
        speaker=(s.entity("person/hasan-fikri", "Person", "Hasan Fikri"), "Hasan Fikri"),
        text=("Kami baru mulai", "Kami baru mulai"),
        mode=("direct", "“"),
        date=(day("2020-12-04"), "Jumat (4/12/2020)"),
    )
    return [*sample_store.quads(), *s.quads]


def store(folder: Path) -> Store:
    """All of it as a store: its graphs in memory, its texts in the folder."""
    opened = sample_store.store(folder, quads())
    article = Article(TEXT, FILE)
    (folder / "articles" / f"{article.id}.txt").write_bytes(TEXT.encode())
    return opened
