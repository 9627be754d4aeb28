"""A small graph made by hand, in the shape that mappers and gazetteer give: five articles about invented events.

It holds what queries stumble over: the same conferral in two articles that disagree on a day, a name that may be
city or regency, an agency, a work and a person as recipients, joint grantors, a presenter given by office only, an
interrupted quotation, an acting official, an article known under two file names.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.article import Article, article_id
from kg.mappers.terms import GEO, ID, OA, PROV, SC, SKOS, XSD, Quad
from kg.store import Store

LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
REFERENCE = ox.NamedNode(f"{ID}reference")

TEXTS = {
    "kota-pintar.txt": """Bontang Raih Anugerah Kota Pintar
Kabar Lontar, Bontang - Kota Bontang meraih Anugerah Kota Pintar 2022 kategori Tata Kelola Pintar. Piala diserahkan \
Menteri Komunikasi dan Informatika kepada Wali Kota Bontang Sari Melati di Balai Kenanga, Jakarta, Rabu (9/11/2022), \
dalam Malam Anugerah Kota Pintar 2022 yang digelar Forum Kota Lestari.
Penghargaan itu diberikan bersama oleh Kementerian Komunikasi dan Informatika dan Forum Kota Lestari.
“Hadiah ini milik warga,” kata Sari Melati, “bukan milik pemerintah.”
Sari berharap Gerakan Kota Pintar Nusantara berlanjut. Kota Taman, kata dia, belum selesai.
(ADV)
""",
    "tiga-juara.txt": """Semarang dan Surabaya Ikut Berjaya
Anugerah Kota Pintar 2022 kategori Tata Kelola Pintar jatuh ke tangan Kota Bontang, Kamis (10/11/2022). Semarang \
menjadi juara 2 kategori Ekonomi Pintar. Dinas Komunikasi dan Informatika Kota Surabaya dan aplikasi Lentera Warga \
juga menerima Anugerah Kota Pintar 2022.
Ketua Forum Kota Lestari Bagas Nugroho menyerahkan piala kepada Kepala Dinas Kominfo Surabaya Rina Kusuma.
""",
    "sidoarjo.txt": """# Sidoarjo masuk 25 besar

Kabupaten Sidoarjo resmi mengikuti Gerakan Kota Pintar Nusantara 2021. Dalam Indeks Kota Lestari 2021, Sidoarjo \
berada di peringkat ke-4 se-Jawa Timur dengan nilai 78,25 dan masuk 25 besar nasional.
Menurut Plt. Bupati Sidoarjo Agus Wijaya, smart city bukan soal gawai.
""",
    "kilas-2021.txt": """Kilas balik 2021
Anugerah Kota Pintar 2021 diraih Kota Surabaya, Kabupaten Sidoarjo, dan Kota Bontang. Sekretaris Daerah Joko Purnomo \
menerima piala untuk Surabaya. Perencana kota Dewi Lestari mendapat Anugerah Insan Kota 2021.
""",
    "lokakarya.txt": """Lokakarya Digelar di Malang
Lokakarya Data Terbuka digelar di Gedung Merpati, Malang, Senin (3/7/2023), oleh Forum Kota Lestari dan Yayasan Nagari \
untuk 40 peserta.
""",
}

Value = str | int | ox.NamedNode | ox.Literal


def node(path: str) -> ox.NamedNode:
    return ox.NamedNode(ID + path)


def sc(name: str) -> ox.NamedNode:
    return ox.NamedNode(SC + name)


def literal(value: str, kind: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + kind))


def day(value: str) -> ox.Literal:
    return literal(value, "date")


def _term(value: Value | bool) -> ox.NamedNode | ox.Literal:
    return value if isinstance(value, ox.NamedNode | ox.Literal) else ox.Literal(value)


class Sample:
    """Collects quads; every role is given with its words, which are looked up in the text."""

    def __init__(self) -> None:
        self.quads: list[ox.Quad] = []
        self.articles = {file: Article(text, file) for file, text in TEXTS.items()}
        self.article = Article("x", "x")
        self.graph = REFERENCE

    def begin(self, file: str, **metadata: tuple[Value, str]) -> None:
        self.article = self.articles[file]
        self.graph = node(f"article/{self.article.id}")
        evidence = node(f"article/{self.article.id}/evidence")
        self.state(self.graph, "Article", file=file, sha256=self.article.sha256)
        self.words(self.graph, **metadata)
        self.quads.append(
            ox.Quad(evidence, ox.NamedNode(f"{PROV}wasAttributedTo"), node("software/smartcity-kg"), evidence)
        )

    def state(self, subject: ox.NamedNode, class_: str = "", label: str = "", **properties: Value) -> ox.NamedNode:
        """Say something that needs no words: classes, labels, names."""
        if class_:
            self.quads.append(ox.Quad(subject, TYPE, sc(class_), self.graph))
        if label:
            self.quads.append(ox.Quad(subject, LABEL, ox.Literal(label), self.graph))
        for name, value in properties.items():
            self.quads.append(ox.Quad(subject, sc(name), _term(value), self.graph))
        return subject

    def words(self, subject: ox.NamedNode, **roles: Any) -> None:
        """Say roles with their words: ``role=(value, "words", …)``, or a list of these."""
        for name, given in roles.items():
            for value, *quotes in given if isinstance(given, list) else [given]:
                self.quads.append(ox.Quad(subject, sc(name), _term(value), self.graph))
                for quote in quotes:
                    self.evidence(subject, name, quote)

    def fact(self, path: str, class_: str, label: str = "", **roles: Any) -> ox.NamedNode:
        self.state(node(path), class_, label)
        self.words(node(path), **roles)
        return node(path)

    def evidence(self, fact: ox.NamedNode, property_: str, quote: str) -> None:
        start = self.article.text.index(quote)
        graph = node(f"article/{self.article.id}/evidence")
        key = f"{self.article.id}|{start}|{start + len(quote)}|{property_}|sample"
        evidence = f"evidence/{sha256(key.encode()).hexdigest()[:16]}"
        position, words = node(f"{evidence}/position"), node(f"{evidence}/quote")
        for s, p, o in (
            (fact, sc("evidence"), node(evidence)),
            (node(evidence), TYPE, sc("Evidence")),
            (node(evidence), ox.NamedNode(f"{OA}hasSource"), self.graph),
            (node(evidence), ox.NamedNode(f"{OA}hasSelector"), position),
            (node(evidence), ox.NamedNode(f"{OA}hasSelector"), words),
            (node(evidence), sc("supports"), sc(property_)),
            (node(evidence), sc("rule"), ox.Literal("sample")),
            (position, TYPE, ox.NamedNode(f"{OA}TextPositionSelector")),
            (position, ox.NamedNode(f"{OA}start"), ox.Literal(start)),
            (position, ox.NamedNode(f"{OA}end"), ox.Literal(start + len(quote))),
            (words, TYPE, ox.NamedNode(f"{OA}TextQuoteSelector")),
            (words, ox.NamedNode(f"{OA}exact"), ox.Literal(quote)),
        ):
            self.quads.append(ox.Quad(s, p, o, graph))

    def entity(self, path: str, class_: str, name: str, **more: Value) -> ox.NamedNode:
        return self.state(node(path), class_, name, name=name, **more)


def _reference(sample: Sample) -> None:
    for code, class_, label, name, at in (
        ("33", "Province", "Provinsi Jawa Tengah", "Jawa Tengah", (-7.3, 110.0)),
        ("35", "Province", "Provinsi Jawa Timur", "Jawa Timur", (-7.5, 112.5)),
        ("64", "Province", "Provinsi Kalimantan Timur", "Kalimantan Timur", (0.5, 116.4)),
        ("11", "Province", "Provinsi Aceh", "Aceh", (4.4, 96.9)),
        ("33.22", "Regency", "Kabupaten Semarang", "Semarang", (-7.2, 110.4)),
        ("33.74", "City", "Kota Semarang", "Semarang", (-7.0, 110.4)),
        ("35.15", "Regency", "Kabupaten Sidoarjo", "Sidoarjo", (-7.4, 112.7)),
        ("35.78", "City", "Kota Surabaya", "Surabaya", (-7.3, 112.7)),
        ("64.74", "City", "Kota Bontang", "Bontang", (0.13, 117.5)),
    ):
        area = sample.state(node(f"area/{code}"), class_, label, name=name, code=code)
        if "." in code:
            sample.state(area, within=node(f"area/{code[:2]}"))
        for name_, degrees in zip(("lat", "long"), at, strict=True):
            sample.quads.append(ox.Quad(area, ox.NamedNode(GEO + name_), literal(str(degrees), "decimal"), REFERENCE))
    sample.state(node("area/64.74"), nickname="Kota Taman")
    for key, names in {
        "governance": ("Tata Kelola Pintar", "smart governance"),
        "economy": ("Ekonomi Pintar", "smart economy"),
    }.items():
        for preference, name in zip(("prefLabel", "altLabel"), names, strict=True):
            sample.quads.append(
                ox.Quad(node(f"dimension/{key}"), ox.NamedNode(SKOS + preference), ox.Literal(name), REFERENCE)
            )
        sample.state(node(f"dimension/{key}"), "Dimension")
    name = "Kementerian Komunikasi dan Informatika"
    sample.entity("organization/kementerian-komunikasi-dan-informatika", "Ministry", name)


def _kota_pintar(s: Sample) -> None:
    s.begin(
        "kota-pintar.txt",
        headline=("Bontang Raih Anugerah Kota Pintar", "Bontang Raih Anugerah Kota Pintar"),
        outlet=("Kabar Lontar", "Kabar Lontar"),
        dateline=("Bontang", "Bontang"),
        advertorial=(ox.Literal(True), "(ADV)"),
    )
    bontang = node("area/64.74")
    award = s.entity("award/anugerah-kota-pintar-2022", "Award", "Anugerah Kota Pintar 2022", edition=2022)
    minister = s.state(
        node("position/menteri-komunikasi-dan-informatika"), "Position", "Menteri Komunikasi dan Informatika"
    )
    sari = s.entity("person/sari-melati", "Person", "Sari Melati", nameVariant="Sari")
    forum = s.entity("organization/forum-kota-lestari", "Organization", "Forum Kota Lestari")
    kominfo = s.entity(
        "organization/kementerian-komunikasi-dan-informatika", "Ministry", "Kementerian Komunikasi dan Informatika"
    )
    event = s.fact(
        "event/malam-anugerah-kota-pintar-2022-2022-11-09",
        "Event",
        "Malam Anugerah Kota Pintar 2022",
        name=("Malam Anugerah Kota Pintar 2022", "Malam Anugerah Kota Pintar 2022"),
        date=(day("2022-11-09"), "Rabu (9/11/2022)"),
        venue=("Balai Kenanga", "Balai Kenanga"),
        place=("Jakarta", "Jakarta"),
        organizer=(forum, "Forum Kota Lestari"),
    )
    s.fact(
        "conferral/64.74-anugerah-kota-pintar-2022-2022-governance",
        "Conferral",
        "Anugerah Kota Pintar 2022 untuk Kota Bontang",
        recipient=(bontang, "Kota Bontang"),
        award=(award, "Anugerah Kota Pintar 2022"),
        category=("Tata Kelola Pintar", "Tata Kelola Pintar"),
        dimension=(node("dimension/governance"), "Tata Kelola Pintar"),
        year=(2022, "2022"),
        date=(day("2022-11-09"), "Rabu (9/11/2022)"),
        presenter=(minister, "Menteri Komunikasi dan Informatika"),
        acceptor=(sari, "Sari Melati"),
        grantor=[(kominfo, "Kementerian Komunikasi dan Informatika"), (forum, "Forum Kota Lestari")],
        event=(event, "Malam Anugerah Kota Pintar 2022"),
        venue=("Balai Kenanga", "Balai Kenanga"),
        place=("Jakarta", "Jakarta"),
    )
    s.fact(
        "tenure/sari-melati-wali-kota-64.74",
        "Tenure",
        person=(sari, "Sari Melati"),
        position=(s.state(node("position/wali-kota"), "Position", "Wali Kota"), "Wali Kota"),
        body=(bontang, "Bontang Sari"),
        observedOn=(day("2022-11-09"), "Rabu (9/11/2022)"),
    )
    s.fact(
        f"statement/{s.article.id}-{s.article.text.index('Hadiah')}",
        "Statement",
        speaker=(sari, "Sari Melati, “"),
        text=("Hadiah ini milik warga, bukan milik pemerintah.", "Hadiah ini milik warga,", "bukan milik pemerintah."),
        mode=("direct", "“"),
    )
    programme = s.entity("programme/gerakan-kota-pintar-nusantara", "Programme", "Gerakan Kota Pintar Nusantara")
    s.fact(
        f"statement/{s.article.id}-{s.article.text.index('Gerakan')}",
        "Statement",
        speaker=(sari, "Sari berharap"),
        text=("Gerakan Kota Pintar Nusantara berlanjut.", "Gerakan Kota Pintar Nusantara berlanjut."),
        mode=("indirect", "berharap"),
        about=(programme, "Gerakan Kota Pintar Nusantara"),
    )
    s.state(bontang, nickname="Kota Taman")


def _tiga_juara(s: Sample) -> None:
    s.begin("tiga-juara.txt", headline=("Semarang dan Surabaya Ikut Berjaya", "Semarang dan Surabaya Ikut Berjaya"))
    s.state(s.graph, file="salinan.txt")
    award = s.entity("award/anugerah-kota-pintar-2022", "Award", "Anugerah Kota Pintar 2022", edition=2022)
    kota = "Anugerah Kota Pintar 2022"
    s.fact(
        "conferral/64.74-anugerah-kota-pintar-2022-2022-governance",
        "Conferral",
        "Anugerah Kota Pintar 2022 untuk Kota Bontang",
        recipient=(node("area/64.74"), "Kota Bontang"),
        award=(award, kota),
        category=("Tata Kelola Pintar", "Tata Kelola Pintar"),
        dimension=(node("dimension/governance"), "Tata Kelola Pintar"),
        year=(2022, "2022"),
        date=(day("2022-11-10"), "Kamis (10/11/2022)"),
    )
    semarang = s.state(node("area/33.22_33.74"), "AmbiguousArea", "Semarang")
    s.state(semarang, candidate=node("area/33.22"))
    s.state(semarang, candidate=node("area/33.74"))
    s.fact(
        "conferral/33.22-33.74-anugerah-kota-pintar-2022-2022-economy-2",
        "Conferral",
        "Anugerah Kota Pintar 2022 untuk Semarang",
        recipient=(semarang, "Semarang"),
        award=(award, kota),
        category=("Ekonomi Pintar", "Ekonomi Pintar"),
        dimension=(node("dimension/economy"), "Ekonomi Pintar"),
        rank=(2, "juara 2"),
        year=(2022, "2022"),
    )
    name = "Dinas Komunikasi dan Informatika Kota Surabaya"
    agency = s.entity(
        "organization/dinas-komunikasi-dan-informatika-kota-surabaya", "Agency", name, ofArea=node("area/35.78")
    )
    bagas = s.entity("person/bagas-nugroho", "Person", "Bagas Nugroho")
    rina = s.entity("person/rina-kusuma", "Person", "Rina Kusuma")
    forum = s.entity("organization/forum-kota-lestari", "Organization", "Forum Kota Lestari")
    work = s.entity("work/lentera-warga", "Work", "Lentera Warga")
    s.fact(
        "conferral/dinas-komunikasi-dan-informatika-kota-surabaya-anugerah-kota-pintar-2022-2022",
        "Conferral",
        f"Anugerah Kota Pintar 2022 untuk {name}",
        recipient=(agency, name),
        award=(award, kota),
        year=(2022, "2022"),
        presenter=(bagas, "Bagas Nugroho"),
        acceptor=(rina, "Rina Kusuma"),
        grantor=(forum, "Forum Kota Lestari"),
    )
    s.fact(
        "conferral/lentera-warga-anugerah-kota-pintar-2022-2022",
        "Conferral",
        "Anugerah Kota Pintar 2022 untuk Lentera Warga",
        recipient=(work, "Lentera Warga"),
        award=(award, kota),
        year=(2022, "2022"),
    )
    for person, role, words, body in (
        (bagas, "Ketua", "Ketua", (forum, "Forum Kota Lestari")),
        (rina, "Kepala Dinas", "Kepala Dinas", (agency, "Dinas Kominfo Surabaya")),
    ):
        position = s.state(node(f"position/{role.lower().replace(' ', '-')}"), "Position", role)
        key = person.value.rpartition("/")[2]
        name = {"bagas-nugroho": "Bagas Nugroho"}.get(key, "Rina Kusuma")
        s.fact(f"tenure/{key}", "Tenure", person=(person, name), position=(position, words), body=body)


def _sidoarjo(s: Sample) -> None:
    s.begin("sidoarjo.txt", headline=("Sidoarjo masuk 25 besar", "Sidoarjo masuk 25 besar"))
    area = node("area/35.15")
    programme = s.entity("programme/gerakan-kota-pintar-nusantara", "Programme", "Gerakan Kota Pintar Nusantara")
    s.fact(
        "participation/35.15-gerakan-kota-pintar-nusantara-2021",
        "Participation",
        area=(area, "Kabupaten Sidoarjo"),
        programme=(programme, "Gerakan Kota Pintar Nusantara"),
        edition=(2021, "2021"),
    )
    s.fact(
        "placement/35.15-indeks-kota-lestari-2021-2021",
        "Placement",
        "Kabupaten Sidoarjo dalam Indeks Kota Lestari 2021",
        area=(area, "Sidoarjo berada"),
        list=("Indeks Kota Lestari 2021", "Indeks Kota Lestari 2021"),
        rank=(4, "ke-4"),
        withinTop=(25, "25 besar nasional"),
        score=(literal("78.25", "decimal"), "78,25"),
        scope=("Jawa Timur", "se-Jawa Timur"),
        year=(2021, "2021"),
    )
    agus = s.entity("person/agus-wijaya", "Person", "Agus Wijaya")
    s.fact(
        "tenure/agus-wijaya-bupati-35.15",
        "Tenure",
        person=(agus, "Agus Wijaya"),
        position=(s.state(node("position/bupati"), "Position", "Bupati"), "Bupati"),
        body=(area, "Sidoarjo Agus"),
        acting=(ox.Literal(True), "Plt."),
    )
    s.fact(
        f"statement/{s.article.id}-{s.article.text.index('smart city')}",
        "Statement",
        speaker=(agus, "Agus Wijaya"),
        text=("smart city bukan soal gawai.", "smart city bukan soal gawai."),
        mode=("indirect", "Menurut"),
    )


def _kilas(s: Sample) -> None:
    s.begin("kilas-2021.txt", headline=("Kilas balik 2021", "Kilas balik 2021"))
    award = s.entity("award/anugerah-kota-pintar-2021", "Award", "Anugerah Kota Pintar 2021", edition=2021)
    joko = s.entity("person/joko-purnomo", "Person", "Joko Purnomo")
    for code, label in (("35.78", "Kota Surabaya"), ("35.15", "Kabupaten Sidoarjo"), ("64.74", "Kota Bontang")):
        s.fact(
            f"conferral/{code}-anugerah-kota-pintar-2021-2021",
            "Conferral",
            f"Anugerah Kota Pintar 2021 untuk {label}",
            recipient=(node(f"area/{code}"), label),
            award=(award, "Anugerah Kota Pintar 2021"),
            year=(2021, "2021 diraih"),
            **({"acceptor": (joko, "Joko Purnomo")} if code == "35.78" else {}),
        )
    dewi = s.entity("person/dewi-lestari", "Person", "Dewi Lestari")
    s.fact(
        "conferral/dewi-lestari-anugerah-insan-kota-2021-2021",
        "Conferral",
        "Anugerah Insan Kota 2021 untuk Dewi Lestari",
        recipient=(dewi, "Dewi Lestari"),
        award=(s.entity("award/anugerah-insan-kota-2021", "Award", "Anugerah Insan Kota 2021"), "Anugerah Insan Kota"),
        year=(2021, "2021."),
    )
    position = s.state(node("position/sekretaris-daerah"), "Position", "Sekretaris Daerah")
    s.fact(
        "tenure/joko-purnomo-sekretaris-daerah",
        "Tenure",
        person=(joko, "Joko Purnomo"),
        position=(position, "Sekretaris Daerah"),
    )


def _lokakarya(s: Sample) -> None:
    s.begin("lokakarya.txt", headline=("Lokakarya Digelar di Malang", "Lokakarya Digelar di Malang"))
    forum = s.entity("organization/forum-kota-lestari", "Organization", "Forum Kota Lestari")
    nagari = s.entity("organization/yayasan-nagari", "Organization", "Yayasan Nagari")
    s.fact(
        "event/lokakarya-data-terbuka-2023-07-03",
        "Event",
        "Lokakarya Data Terbuka",
        name=("Lokakarya Data Terbuka", "Lokakarya Data Terbuka"),
        date=(day("2023-07-03"), "Senin (3/7/2023)"),
        venue=("Gedung Merpati", "Gedung Merpati"),
        place=("Malang", "Malang, Senin"),
        organizer=[(nagari, "Yayasan Nagari"), (forum, "Forum Kota Lestari")],
        attendee=("40 peserta", "40 peserta"),
    )


def quads() -> list[ox.Quad]:
    """The whole sample, reference included."""
    sample = Sample()
    _reference(sample)
    for article in (_kota_pintar, _tiga_juara, _sidoarjo, _kilas, _lokakarya):
        article(sample)
    return sample.quads


def store(folder: Path, content: Iterable[ox.Quad] | None = None) -> Store:
    """The sample, or other content, as a store: its graphs in memory, its texts in the folder."""
    graphs = ox.Store()
    graphs.extend(quads() if content is None else content)
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    for text in TEXTS.values():
        (folder / "articles" / f"{article_id(text)}.txt").write_bytes(text.encode())
    return Store(folder, graphs)


def build(folder: Path) -> None:
    """The sample as a store on disk, beside the gazetteer's own reference."""
    content = quads()
    with Store.open(folder) as opened:
        for file, text in TEXTS.items():
            article = Article(text, file)
            ours = [each for each in content if article.id in str(each.graph_name)]
            opened.replace(
                article, [Quad(str(q.subject), str(q.predicate), str(q.object), str(q.graph_name)) for q in ours]
            )
