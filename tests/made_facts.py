"""Small made-up articles and the facts a careful reader takes from them, made by slicing their words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from kg.article import Article, Role
from kg.facts import (
    Area,
    Conferral,
    Event,
    Fact,
    Facts,
    Office,
    Organization,
    Participation,
    Person,
    Placement,
    Programme,
    Statement,
    Tenure,
    Work,
)

T = TypeVar("T")

BONTANG = Area(("64.74",), "Kota Bontang")
SEMARANG = Area(("33.22", "33.74"), "Semarang")

TEXT = (
    "Bontang Raih Anugerah Pintar 2022\r\n\r\n"
    "Jakarta, Warta Lontar - Kota Bontang meraih Anugerah Pintar 2022 kategori Smart Society, juara kedua, pada "
    "Malam Anugerah Pintar di Hotel Kenanga, Jakarta, Kamis (24/11/2022). Piala diserahkan Menteri Komunikasi kepada "
    "Laksmi Arum, Wali Kota Bontang. Aplikasi “Lentera Warga” dan Dinas Kominfo Kota Bontang ikut menerima Anugerah "
    "Pintar 2022 dari Forum Pintar.\r\n\r\n"
    "Semarang masuk 25 besar Indeks Pintar dengan nilai 78,250. Kota Taman juga peserta Gerakan Pintar 2022, program "
    "dengan enam elemen.\r\n\r\n"
    "“Ini \"milik\" warga,” ujar Laksmi.\r\n"
)  # fmt: skip


def said(article: Article, value: T, *words: str) -> Role[T]:
    """A role whose evidence is where each of these words first stands in the article."""
    found = tuple(article.evidence(article.text.index(each), article.text.index(each) + len(each)) for each in words)
    return Role(value, found, "by-hand")


def made_facts(file: str = "buatan.txt", text: str = TEXT) -> Facts:
    """Facts of all seven types over :data:`TEXT`."""
    bare = Article(text, file)

    def r(value: Any, *words: str) -> Role[Any]:
        return said(bare, value, *(words or (str(value),)))

    article = Article(
        text,
        file,
        headline=r("Bontang Raih Anugerah Pintar 2022"),
        outlet=r("Warta Lontar"),
        dateline=r("Jakarta"),
    )
    laksmi, day = r(Person("Laksmi Arum", ("Laksmi",)), "Laksmi Arum"), r(date(2022, 11, 24), "Kamis (24/11/2022)")
    award, event = r("Anugerah Pintar 2022"), r("Malam Anugerah Pintar")
    dinas = Organization("Dinas Kominfo Kota Bontang", "agency", BONTANG)
    forum = r(Organization("Forum Pintar"), "Forum Pintar")
    facts: tuple[Fact, ...] = (
        Conferral(
            r(BONTANG, "Kota Bontang"),
            award,
            "juara",
            category=r("Smart Society"),
            dimension=r("society", "Smart Society"),
            rank=r(2, "juara kedua"),
            year=r(2022, "2022"),
            date=day,
            presenter=r(Office("Menteri Komunikasi"), "Menteri Komunikasi"),
            acceptor=laksmi,
            event=event,
            venue=r("Hotel Kenanga"),
            place=r("Jakarta"),
        ),
        Conferral(r(Work("Lentera Warga"), "Lentera Warga"), award, "juga", grantors=(forum,)),
        Conferral(r(dinas, "Dinas Kominfo Kota Bontang"), award, "juga"),
        Placement(
            r(SEMARANG, "Semarang"),
            r("Indeks Pintar"),
            "besar",
            top=r(25, "25 besar"),
            score=r(Decimal("78.250"), "78,250"),
        ),
        Participation(r(BONTANG, "Kota Taman"), r("Gerakan Pintar 2022"), "peserta", year=r(2022, "2022")),
        Tenure(laksmi, r("Wali Kota"), "jabatan", body=r(BONTANG, "Bontang"), date=day),
        Event(event, "acara", date=day, venue=r("Hotel Kenanga"), place=r("Jakarta")),
        Statement(
            r(Person("Laksmi Arum", ("Laksmi",)), "Laksmi"),
            r("Ini \"milik\" warga,"),
            r("direct", "ujar"),
            "kutipan",
            about=(r("Gerakan Pintar 2022"),),
        ),
        Programme(r("Gerakan Pintar 2022"), "elemen", elements=r(6, "enam elemen")),
    )  # fmt: skip
    return Facts(article, facts)


OTHER = 'Kota Bontang meraih Adipura.\r\nKata "warga": 👍\u2028selesai.\n\n'


def other_facts(file: str = "lain.txt") -> Facts:
    """One conferral over :data:`OTHER`, a text with awkward characters."""
    article = Article(OTHER, file)
    return Facts(
        article, (Conferral(said(article, BONTANG, "Kota Bontang"), said(article, "Adipura", "Adipura"), "r"),)
    )
