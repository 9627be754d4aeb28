"""What a picture says, in Indonesian and English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from kg.network import Edge

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
    "closer": {"id": "Perbesar", "en": "Zoom in"},
    "further": {"id": "Perkecil", "en": "Zoom out"},
    "none": {"id": "Tidak ada kalimat.", "en": "No sentences."},
    "open": {"id": "teks membiarkan terbuka daerah mana", "en": "the text leaves open which area"},
    "received": {"id": "menerima penghargaan", "en": "received the award"},
    "beyond": {"id": "hubungan yang tidak digambar", "en": "links not drawn"},
    "timeline": {"id": "Penghargaan dari tahun ke tahun", "en": "Awards over the years"},
    "map": {"id": "Daerah yang menerima penghargaan", "en": "Areas that received awards"},
    "ontology": {"id": "Ontologi kota cerdas", "en": "The smart-city ontology"},
    "rank": {"id": "peringkat", "en": "rank"},
    "months": {
        "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "en": "January February March April May June July August September October November December",
    },
    "undated": {"id": "tahun tidak disebut", "en": "year not stated"},
    "elsewhere": {
        "id": "{count} penerima lain bukan daerah dan tidak ada di peta",
        "en": "{count} other recipients are no areas and not on the map",
    },
    "nameless": {"id": "{count} nama tidak muat", "en": "{count} names have no room"},
    "province": {"id": "Provinsi", "en": "Province"},
    "unplaced": {"id": "{count} daerah tanpa letak", "en": "{count} areas without a position"},
    "close": {"id": "Jawa dan Bali", "en": "Java and Bali"},
    "coasts": {"id": "Garis pantai: Natural Earth", "en": "Coasts: Natural Earth"},
    "fact": {"id": "Fakta", "en": "Fact"},
    "other": {"id": "Kelas lain", "en": "Other class"},
    "subclass": {"id": "subkelas dari", "en": "subclass of"},
    "evidence": {
        "id": "setiap fakta menunjuk buktinya (sc:evidence)",
        "en": "every fact points at its evidence (sc:evidence)",
    },
}


#: What is counted: one of it in English, several of it in English, any number of it in Indonesian.
COUNTED = {
    "thing": ("thing", "things", "hal"),
    "link": ("link", "links", "hubungan"),
    "area": ("area", "areas", "daerah"),
    "award": ("award", "awards", "penghargaan"),
    "recipient": ("recipient", "recipients", "penerima"),
    "year": ("year", "years", "tahun"),
    "class": ("class", "classes", "kelas"),
    "property": ("property between classes", "properties between classes", "sifat antarkelas"),
    "value": ("property with values", "properties with values", "sifat bernilai"),
}


def counted(language: Language, **counts: int) -> str:
    """How many of what there are.

    >>> counted("en", thing=2, link=1)
    '2 things, 1 link'
    """
    return ", ".join(
        f"{count} {COUNTED[name][2 if language == 'id' else 0 if count == 1 else 1]}" for name, count in counts.items()
    )


def kind_name(kind: str, language: Language) -> str:
    """What a kind of things is called."""
    return KIND_NAMES[kind][language] if kind in KIND_NAMES else phrase(kind, language)


def relation_name(relation: str, language: Language) -> str:
    """What a kind of links is called; a property of the ontology by its own name."""
    if relation == "subclass":
        return phrase("subclass", language)
    return RELATION_NAMES[relation][language] if relation in RELATION_NAMES else relation


def edge_name(edge: Edge, language: Language) -> str:
    """What an edge says: its relation, and rank or category; of an office, only which."""
    if edge.relation == "holds-office" and edge.detail:
        return edge.detail
    return relation_name(edge.relation, language) + (f" ({edge.detail})" if edge.detail else "")


def phrase(name: str, language: Language, **values: object) -> str:
    """One of the picture's own phrases, its gaps filled."""
    return PHRASES[name][language].format(**values)
