"""Names of bodies in the text: where they end and an area or a person's name begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.extraction.areas import AreaReading, area_at
from kg.extraction.people import TITLES

if TYPE_CHECKING:
    from kg.extraction.document import Document
    from kg.extraction.phrases import Phrases

_EXPANSIONS = {
    "humas": "Hubungan Masyarakat",
    "kominfo": "Komunikasi dan Informatika",
    "prokopim": "Protokol dan Komunikasi Pimpinan",
    "dukcapil": "Kependudukan dan Pencatatan Sipil",
}
_ROMAN = re.compile(r"[IVX]{1,4}")
# Bodies that may carry an area's name as part of their own: "Universitas Tanimbar Jaya".
_NAMED_FREELY = frozenset(("universitas", "pt", "institut", "politeknik", "yayasan", "rsud", "bank", "cv"))
BodyKind = Literal["ministry", "local-government", "agency", "organization"]


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A body in its long form; ``bare`` leaves its area out."""

    name: str
    kind: BodyKind = "organization"
    area: AreaReading | None = None
    bare: str = ""


def body_end(
    doc: Document,
    phrases: Phrases,
    i: int,
    limit: int,
    stop: frozenset[str],
    solo: frozenset[str],
    behind: str = "body",
) -> int:
    """The token after the words of a body's name that begin at ``i``; a person's name may follow without a mark.

    The name ends before an area or a ministry, at a lower-case word, or where words begin that no body is named
    with. A word that stands alone elsewhere in the article ("Laksmi") is how newsrooms call a person again.
    """
    tokens = doc.tokens
    start = i
    known = phrases.lexicon.vocabulary
    while i < limit:
        token = tokens[i]
        if token.lower in ("dan", "&", "serta") or (token.text == "," and _series(doc, i, limit, known)):
            if (
                i > start
                and i + 1 < limit
                and (tokens[i + 1].capital or tokens[i + 1].lower == "dan")
                and tokens[i + 1].lower in known | {"dan"}
            ):
                i += 1
                continue
            break
        if token.text == "/" and i > start and i + 1 < limit and tokens[i + 1].capital:
            i += 1
            continue
        if token.kind != "word" or not token.capital:
            break
        if token.lower in TITLES and (len(token.text) > 1 or (i + 1 < limit and tokens[i + 1].text == ".")):
            break
        if i > start and phrases.agencies.match(tokens, i, limit):
            break
        if token.text.isupper() and len(token.text) > 2 and (i + 1 >= limit or not tokens[i + 1].text.isupper()):
            i += 1  # "Ketua APDDI Kartika Wirahadi"
            continue
        at = area_at(doc, phrases, i, limit) if i > start else None
        proper = tokens[start].lower in _NAMED_FREELY and at is not None and at[1].kind is None
        if i > start and (phrases.ministries.match(tokens, i, limit) or (at and not proper and not at[1].nickname)):
            break
        if token.lower in solo and token.lower not in known:
            break
        if token.lower not in known and not phrases.heads.match(tokens, i, limit) and not _ROMAN.fullmatch(token.text):
            rest = i
            while (
                rest < limit
                and tokens[rest].capital
                and tokens[rest].kind == "word"
                and tokens[rest].lower not in stop
                and tokens[rest].lower not in TITLES
            ):
                rest += 1
            if rest < limit and tokens[rest].lower in TITLES:
                return rest
            later = next((k for k in range(i + 1, rest) if tokens[k].lower in solo), None)
            if later is not None:  # after an abbreviation the name begins at once: "Kepala LALP Ahmad Zainuri"
                abbreviated = i == start + 1 and tokens[start].text.isupper() and len(tokens[start].text) > 2
                return i if abbreviated else later
            if behind != "body" or rest - i <= 3:
                closed = rest < limit and tokens[rest].text == "," and rest + 1 < limit and tokens[rest + 1].capital
                if (
                    behind == "body"
                    and closed
                    and rest - i <= 3
                    and (i > start or _name_follows(doc, phrases, rest + 1, limit, stop))
                    and not any(t.lower in solo for t in tokens[i:rest])
                ):
                    return rest  # "Rektor Universitas Teluk Segara, Prof. …"
                break
            return rest - 2
        i += 1
    return i


def _name_follows(doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str]) -> bool:
    """Whether a name of two words or more stands at ``i``, so that a body stood before it: "CEO X, Budi Santoso"."""
    words = doc.tokens[i : min(i + 2, limit)]
    named = len(words) == 2 and all(t.kind == "word" and t.capital and t.lower not in stop for t in words)
    return named and not phrases.roles.match(doc.tokens, i, limit) and not area_at(doc, phrases, i, limit)


def _series(doc: Document, i: int, limit: int, known: frozenset[str]) -> bool:
    """Whether the comma at ``i`` stands in a series like "Pemuda, Olahraga, dan Pariwisata"."""
    tokens = doc.tokens
    following = " ".join(t.lower for t in tokens[i + 1 : min(i + 5, limit)])
    if i + 1 >= limit or (tokens[i + 1].lower not in known and tokens[i + 1].lower != "dan"):
        return False
    return " dan " in f" {following} " and (tokens[i + 1].capital or tokens[i + 1].lower == "dan")


def area_ahead(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """Where the area begins that ends a secretariat's office: "Asisten II Bidang Ekonomi Setda Kota Bitung"."""
    for k in range(i, min(i + 10, limit)):
        if doc.tokens[k].capital and area_at(doc, phrases, k, limit):
            return k
        if not (doc.tokens[k].capital or doc.tokens[k].lower in ("dan", ",", "pada", "(", ")")):
            return None
    return None


def village_end(doc: Document, i: int, limit: int, solo: frozenset[str]) -> int:
    """The token after a district's or village's name; what is left of the capitalised run is its head's name."""
    tokens = doc.tokens
    end = i
    while end < limit and tokens[end].capital and tokens[end].kind == "word" and tokens[end].lower not in TITLES:
        end += 1
    again = next((k for k in range(i + 1, end) if tokens[k].lower in solo), None)
    if again is not None:
        return again
    return end if end - i < 2 else i + 1 if end - i < 4 else end - 2


def before_title(doc: Document, i: int, limit: int) -> int | None:
    """The title that ends a body's own name, where one does: "Melati Banua dr. Hj. …"."""
    k = i
    while k < limit and k - i < 5 and doc.tokens[k].kind == "word" and doc.tokens[k].lower not in TITLES:
        if not doc.tokens[k].capital:
            return None
        k += 1
    return k if i < k < limit and doc.tokens[k].lower in TITLES else None


def plain(words: str) -> str:
    """The words with customary short forms written out: "Humas" is Hubungan Masyarakat."""
    return " ".join(_EXPANSIONS.get(w.lower(), w) for w in words.split())
