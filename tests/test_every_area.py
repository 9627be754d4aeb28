"""Every area of the country where newsrooms put it in a sentence, also where its name is a common word."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kg.article import Article, Block, BlockKind, Span
from kg.extraction import extract
from kg.facts import Area, Conferral, Organization, Placement, Statement, Tenure

AREAS = Path(__file__).parent.parent / "data" / "gazetteer" / "areas.csv"
KINDS = {"city": "Kota", "regency": "Kabupaten", "province": "Provinsi"}
GOVERNMENTS = {"city": "Pemkot", "regency": "Pemkab", "province": "Pemprov"}
HEADS = {"city": "Wali Kota", "regency": "Bupati", "province": "Gubernur"}


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """Code, kind and name of every area."""
    with AREAS.open(encoding="utf-8", newline="") as lines:
        return tuple((row["code"], row["kind"], row["name"]) for row in csv.DictReader(lines))


def facts(text: str) -> tuple[object, ...]:
    """What an article of this one sentence states."""
    return extract(Article(text, "kalimat.txt", (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))).facts


def conferred(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"{KINDS[kind]} {name} meraih Smart City Award 2023."
    return text, [
        "|".join(f.recipient.value.codes)
        for f in facts(text)
        if isinstance(f, Conferral) and isinstance(f.recipient.value, Area)
    ]


def conferred_to_the_government(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"Smart City Award 2023 diraih {GOVERNMENTS[kind]} {name}."
    return text, [
        "|".join(f.recipient.value.codes)
        for f in facts(text)
        if isinstance(f, Conferral) and isinstance(f.recipient.value, Area)
    ]


def placed(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"{KINDS[kind]} {name} menempati peringkat ke-9 Indeks Kota Pintar 2023."
    return text, ["|".join(f.area.value.codes) for f in facts(text) if isinstance(f, Placement)]


def headed(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"{HEADS[kind]} {name} Rosmala Hartanti membuka rapat."
    return text, [
        f"{'|'.join(f.body.value.codes)}"
        for f in facts(text)
        if isinstance(f, Tenure)
        and f.person.value.name == "Rosmala Hartanti"
        and f.body is not None
        and isinstance(f.body.value, Area)
    ]


def accepted(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"{HEADS[kind]} {name} Rosmala Hartanti menerima Smart City Award 2023."
    return text, [
        "|".join(f.recipient.value.codes)
        for f in facts(text)
        if isinstance(f, Conferral) and isinstance(f.recipient.value, Area)
    ]


def in_the_agency(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"“Sudah siap,” kata Kepala Diskominfo {KINDS[kind]} {name} Rosmala Hartanti, Selasa (7/11/2023)."
    return text, [
        "|".join(f.body.value.area.codes)
        for f in facts(text)
        if isinstance(f, Tenure)
        and f.person.value.name == "Rosmala Hartanti"
        and f.body is not None
        and isinstance(f.body.value, Organization)
        and f.body.value.area is not None
    ]


def spoken(kind: str, name: str) -> tuple[str, list[str]]:
    text = f"Menurut {HEADS[kind]} {name} Rosmala Hartanti, jaringan sudah merata."
    return text, [f.speaker.value.name for f in facts(text) if isinstance(f, Statement)]


def tenants(text: str) -> list[str]:
    """Whom the sentence shows in an office."""
    return [f.person.value.name for f in facts(text) if isinstance(f, Tenure)]


@pytest.mark.parametrize("of", [conferred, conferred_to_the_government, placed, headed, accepted, in_the_agency])
def test_every_area_is_understood(of: Callable[[str, str], tuple[str, list[str]]]) -> None:
    wrong = [(text, found) for code, kind, name in rows() for text, found in (of(kind, name),) if found != [code]]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize(
    "office", ["Sekda", "Asisten I", "Kadiskominfo", "Kepala Diskominfo", "Ketua DPRD", "Kepala Dinas Kesehatan"]
)
def test_an_area_is_nobody(office: str) -> None:
    texts = [f"{office} {KINDS[kind]} {name} membuka rapat." for _, kind, name in rows()]
    wrong = [(text, found) for text in texts if (found := tenants(text))]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_head_of_an_area_without_a_name_is_nobody() -> None:
    texts = [f"{HEADS[kind]} {name} membuka rapat." for _, kind, name in rows()]
    wrong = [(text, found) for text in texts if (found := tenants(text))]
    assert not wrong, "\n".join(map(str, wrong))


def test_the_head_of_every_area_may_speak() -> None:
    wrong = [told for _, kind, name in rows() if (told := spoken(kind, name))[1] != ["Rosmala Hartanti"]]
    assert not wrong, "\n".join(map(str, wrong))
