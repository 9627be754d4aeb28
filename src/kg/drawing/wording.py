"""What a picture says, in Indonesian and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["id", "en"]

KIND_NAMES: dict[str, dict[Language, str]] = {
    "area": {"id": "Daerah", "en": "Area"},
    "person": {"id": "Orang", "en": "Person"},
    "organization": {"id": "Organisasi", "en": "Organization"},
    "award": {"id": "Penghargaan", "en": "Award"},
    "event": {"id": "Acara", "en": "Event"},
    "programme": {"id": "Program", "en": "Programme"},
    "work": {"id": "Karya", "en": "Work"},
    "position": {"id": "Jabatan", "en": "Office"},
    "list": {"id": "Daftar", "en": "List"},
}
RELATION_NAMES: dict[str, dict[Language, str]] = {
    "received": {"id": "menerima", "en": "received"},
    "granted": {"id": "memberikan", "en": "granted"},
    "handed-over": {"id": "menyerahkan", "en": "handed over"},
    "accepted-for": {"id": "menerima untuk", "en": "accepted for"},
    "given-at": {"id": "diberikan di", "en": "given at"},
    "placed-in": {"id": "masuk", "en": "placed in"},
    "takes-part-in": {"id": "ikut", "en": "takes part in"},
    "holds-office": {"id": "menjabat di", "en": "in office at"},
    "organizes": {"id": "menggelar", "en": "organizes"},
    "speaks-of": {"id": "bicara soal", "en": "speaks of"},
}
PHRASES: dict[str, dict[Language, str]] = {
    "title": {"id": "Graf pengetahuan kota cerdas", "en": "Smart-city knowledge graph"},
    "counts": {"id": "{nodes} hal, {edges} hubungan", "en": "{nodes} things, {edges} links"},
    "hidden": {"id": "+{hidden} hal lain tidak digambar", "en": "+{hidden} more things not drawn"},
    "empty": {"id": "Belum ada yang bisa digambar.", "en": "There is nothing to draw yet."},
    "search": {"id": "Cari…", "en": "Search…"},
    "hint": {
        "id": "Klik sebuah hal atau garis untuk membaca kalimat yang menyatakannya. Geser untuk berpindah, gulir untuk "
        "memperbesar.",
        "en": "Click a thing or a line to read the sentences that state it. Drag to move, scroll to zoom.",
    },
    "theme": {"id": "Terang / gelap", "en": "Light / dark"},
    "fit": {"id": "Tampilkan semua", "en": "Show all"},
    "none": {"id": "Tidak ada kalimat.", "en": "No sentences."},
    "open": {"id": "teks membiarkan terbuka daerah mana", "en": "the text leaves open which area"},
}


def kind_name(kind: str, language: Language) -> str:
    """What a kind of things is called."""
    return KIND_NAMES[kind][language]


def relation_name(relation: str, language: Language) -> str:
    """What a kind of links is called."""
    return RELATION_NAMES[relation][language]


def phrase(name: str, language: Language, **values: object) -> str:
    """One of the picture's own phrases, its gaps filled."""
    return PHRASES[name][language].format(**values)
