"""Offices in the text, with the body or area behind them and the person who holds them.

"Plt. Kepala Dinas Komunikasi dan Informatika Kota Singkawang Ujang Setiadharma" → role, body, area, holder.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.areas import KINDS, AreaReading, area_at, of_kind
from kg.extraction.mentions.bodies import BodyKind, BodyReading, area_ahead, before_title, plain, village_end
from kg.extraction.mentions.body_ends import body_end
from kg.extraction.mentions.holders import rank_end, skip_brackets, skip_country, with_holder
from kg.extraction.mentions.people import Name, names_nobody
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

OF_BEFORE = "of-before"
"""What ``bare`` says of a body that is named somewhere before."""
AREA_KINDS = {"city", "regency", "province"}
_READ = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
_UNITS: dict[str, str] = _READ["units"]
_HEADS: dict[str, str] = _READ["heads"]
_DISTRICTS = frozenset(_READ["districts"])
_THAT = words("that")
_WITHIN = words("where-bodies-belong")
_WITH_FIELDS = frozenset(_READ["with_fields"])
_OFFICERS = frozenset(_READ["officers"])
_STAFF = frozenset(_READ["staff"])
_FIELDS = words("category-words")
_NAMED_FREELY = words("named-freely")
_IN_GENERAL = frozenset(_READ["in_general"])
_MINISTERS: list[str] = _READ["ministers"]
_JURIES = words("juries")
_JURY_WORDS = words("jury-words")
_HEADS_IN_GENERAL = words("heads-in-general")
_COMPANIES = words("company-marks")
_CONJUNCTIONS = words("conjunctions")


@dataclass(frozen=True, slots=True)
class OfficeReading:
    """An office: fixed role, what stands behind it, and the holder's name where it follows."""

    role: str
    behind: str
    role_first: int
    role_last: int  # the words of role, body and area
    acting: bool = False
    body: BodyReading | None = None
    area: AreaReading | None = None
    holder: Name | None = None
    title: str = ""  # long form of the office without a holder


def _of_programme(doc: Document, phrases: Phrases, i: int, limit: int) -> bool:
    """Whether a programme follows, whose member is no office: "menjadi anggota ASEAN Smart Cities Network"."""
    family = phrases.awards.match(doc.tokens, i, limit) if i < limit else None
    return family is not None and str(family[1].kind) == "programme"


def office_at(
    doc: Document, phrases: Phrases, i: int, limit: int, stop: frozenset[str], solo: frozenset[str]
) -> tuple[int, OfficeReading] | None:
    """The office that begins at token ``i``: (token after it and its holder, reading)."""
    tokens = doc.tokens
    first, acting = i, False
    found = phrases.roles.match(tokens, i, limit)
    while found and found[1].behind == "acting":
        acting, i = True, found[0]
        if i < limit and tokens[i].text == ".":
            i += 1
        if i + 2 < limit and tokens[i].text == "(":  # "Pelaksana Tugas (Plt.)"
            while i < limit and tokens[i].text != ")":
                i += 1
            i += 1
        if i >= limit:
            return None
        found = phrases.roles.match(tokens, i, limit)
    if rank_end(doc, phrases, i, limit) is not None:
        return None  # "Komisaris Besar X" is a rank
    minister = phrases.ministers.match(tokens, i, limit)
    short = phrases.offices.match(tokens, i, limit)
    if minister and (not found or minister[0] >= found[0]):
        end, (long, key) = minister
        role = next(role for role in _MINISTERS if long.startswith(role))
        body = BodyReading(phrases.gazetteer.ministries[key].name, "ministry")
        reading = OfficeReading(role, "ministry", first, end, acting, body, title=long)
        return with_holder(doc, phrases, skip_country(doc, end, limit), limit, reading)
    if short and not (found and found[0] >= short[0]) and short[1].body_hint:
        return _short_office(doc, phrases, first, short, limit, stop, solo, acting)
    if not found or _of_programme(doc, phrases, found[0], limit):
        return None
    end, role_reading = found
    if role_reading.role == "Kepala" and end < limit and tokens[end].lower in _HEADS_IN_GENERAL:
        return None  # "kepala daerah" is a kind of office, nobody's in particular
    role, behind = role_reading.role, role_reading.behind
    end = skip_brackets(doc, end, limit)
    if behind in AREA_KINDS:
        return _area_office(doc, phrases, first, end, limit, stop, role, behind, acting)
    if behind == "country":
        body = BodyReading("Republik Indonesia", "organization")
        told = skip_country(doc, end, limit)
        reading = OfficeReading(role, behind, first, told, acting, body, title=role)
        return with_holder(doc, phrases, told, limit, reading)
    return _body_office(doc, phrases, first, end, limit, stop, solo, role, behind, acting)


def _area_office(
    doc: Document,
    phrases: Phrases,
    first: int,
    end: int,
    limit: int,
    stop: frozenset[str],
    role: str,
    behind: str,
    acting: bool,
) -> tuple[int, OfficeReading]:
    area = None
    found = area_at(doc, phrases, end, limit) if end < limit else None
    if found:
        end, reading = found
        area = of_kind(reading, phrases, behind)
        end = skip_brackets(doc, end, limit)  # "Gubernur Sulawesi Utara (Sulut) X"
    elif end < limit and _names_area(doc, end) and (known := phrases.areas.match(doc.tokens, end, limit)):
        area = of_kind(
            AreaReading(doc.words(end, known[0]), known[1]), phrases, behind
        )  # "Bupati Sigi", "Wali Kota Batu"
        end = known[0]
    return with_holder(
        doc, phrases, end, limit, OfficeReading(role, behind, first, end, acting, None, area, title=role)
    )


def _names_area(doc: Document, i: int) -> bool:
    """Whether a word may name an area here: capitalised, and nobody whom the article calls by it."""
    return doc.tokens[i].capital and doc.tokens[i].lower not in doc.told_persons


def _short_office(
    doc: Document,
    phrases: Phrases,
    first: int,
    short: tuple[int, object],
    limit: int,
    stop: frozenset[str],
    solo: frozenset[str],
    acting: bool,
) -> tuple[int, OfficeReading]:
    end, office = short
    role, hint = office.role, office.body_hint  # type: ignore[attr-defined]
    if doc.tokens[end - 1].lower in KINDS and end - first > 1:
        end -= 1  # the kind word belongs to the area: "Sekda Kota Langsa"
    if role in _WITH_FIELDS:
        end = _past_field(doc, phrases, end, limit)
    if hint == "Sekretariat Daerah":
        end = area_ahead(doc, phrases, end, limit) or end
    end = skip_brackets(doc, end, limit)
    area = None
    found = area_at(doc, phrases, end, limit) if end < limit else None
    if found:
        end, area = found
    ministry = phrases.ministries.match(doc.tokens, end, limit) if end < limit else None
    name = hint
    own = before_title(doc, phrases, end, limit, stop, solo) if area is None and ministry is None else None
    if own:  # "Direktur RSUD Melati Banua dr. …"
        name, end = f"{hint} {doc.words(end, own)}", own
    kind: BodyKind = "agency"
    if ministry:
        end, name = ministry[0], f"{hint} {phrases.gazetteer.ministries[ministry[1]].name}"
        kind = "ministry"
    behind = "secretariat" if hint == "Sekretariat Daerah" else "unit"
    reading = OfficeReading(role, behind, first, end, acting, BodyReading(name, kind, area, name), area, title=role)
    return with_holder(doc, phrases, skip_country(doc, end, limit), limit, reading)


def _body_office(
    doc: Document,
    phrases: Phrases,
    first: int,
    end: int,
    limit: int,
    stop: frozenset[str],
    solo: frozenset[str],
    role: str,
    behind: str,
    acting: bool,
) -> tuple[int, OfficeReading] | None:
    tokens = doc.tokens
    role_end = end
    if (told := _of_body_told(doc, phrases, first, end, limit, role, behind, acting)) is not None:
        return told
    end = _past_unit(doc, end, limit, role) if behind == "body" else end
    whose = phrases.roles.match(tokens, end, limit) if role in _STAFF and end < limit else None
    if whose is not None and whose[1].behind in AREA_KINDS:
        return _staff(doc, phrases, first, end, limit, role, whose[1].behind, acting)
    agency = phrases.agencies.match(tokens, end, limit) if end < limit else None
    national = (
        phrases.ministries.match(tokens, end, limit)
        if role == "Kepala" and end < limit and tokens[end].capital
        else None
    )
    if national:
        end, base, kind = national[0], phrases.gazetteer.ministries[national[1]].name, "agency"
        role, behind = ("Kepala Badan" if base.startswith("Badan") else "Kepala"), "unit"
    elif agency and behind == "body" and role != "Kepala":
        stop_at = (
            body_end(doc, phrases, agency[0], limit, stop, solo)
            if agency[0] < limit and not area_at(doc, phrases, agency[0], limit)
            else agency[0]
        )
        words = doc.words(agency[0], stop_at) if stop_at > agency[0] else ""
        end, base, kind = stop_at, f"{agency[1].long} {words}".strip(), "organization"
    elif role == "Kepala" and agency:
        role, behind = _HEADS.get(agency[1].kind, "Kepala"), "unit"
        end, base, kind = agency[0], agency[1].long, "agency"
        if (more := _joined_short(doc, phrases, end, limit)) > end:
            base, end = f"{base} dan {plain(doc.words(end + 1, more))}", more
        if role == "Kepala":
            role, behind = ("Kepala Badan", "unit") if base.startswith("Badan") else ("Kepala", "body")
    else:
        head = _UNITS.get(role, "")
        stop_at = body_end(doc, phrases, end, limit, stop, solo, behind)
        whole = phrases.agencies.match(tokens, end - 1, limit) if behind == "unit" and end > first else None
        if whole and whole[0] > stop_at and tokens[end - 1].lower in _HEADS:
            stop_at = whole[0]  # a standard agency's name is known whole
        stop_at = _joined_short(doc, phrases, stop_at, limit) if behind == "unit" else stop_at
        if behind == "secretariat":
            stop_at = area_ahead(doc, phrases, end, limit) or stop_at
        if role in _DISTRICTS:
            stop_at = village_end(doc, phrases, end, limit, stop, solo)
        words = doc.words(end, stop_at) if stop_at > end else ""
        if behind in ("ministry", "directorate") and words:
            ministry = phrases.ministries.match(tokens, end, limit)
            if ministry:
                words, stop_at = "", ministry[0]
                base = phrases.gazetteer.ministries[ministry[1]].name
            else:
                base = f"Kementerian {plain(words)}" if role in ("Menteri", "Wakil Menteri") else plain(words)
                base = f"Direktorat Jenderal {base}" if behind == "directorate" else base
            kind = "ministry"
        else:
            full = doc.introduced.match(tokens, end, limit) if words and behind == "body" else None
            words = full[1] if full and full[0] == stop_at else plain(words)
            base = f"{head} {words}".strip() if words else head
            kind = "agency" if behind in ("unit", "secretariat") else "organization"
        end = stop_at
        if behind == "secretariat":
            base = "Sekretariat Daerah"
    end = skip_brackets(doc, end, limit)
    if (
        end + 1 < limit
        and base
        and tokens[end].kind == "number"
        and len(tokens[end].text) == 4
        and (tokens[end + 1].text == "," or tokens[end + 1].capital)
    ):
        end += 1  # "Ketua Tim Juri Anugerah X 2024, DR Hendra"
    area = None
    government = False
    if end + 1 < limit and base and tokens[end].lower in _WITHIN and tokens[end + 1].capital:
        within = any(index.match(tokens, end + 1, limit) for index in (phrases.ministries, phrases.agencies))
        end += within  # "Direktur Keamanan Siber pada Badan Siber dan Sandi Negara"
    parent = phrases.agencies.match(tokens, end, limit) if end < limit and base and tokens[end].capital else None
    if parent:  # "Komisi III DPRD Kota Mataram"
        end, base = parent[0], f"{base} {parent[1].long}"
    if end < limit:
        whole_ministry = behind == "ministry" and base.startswith("Kementerian")
        ministry = None if whole_ministry else phrases.ministries.match(tokens, end, limit)
        at = area_at(doc, phrases, end, limit)
        if ministry and tokens[end].capital:
            end, base = ministry[0], f"{base} {phrases.gazetteer.ministries[ministry[1]].name}".strip()
        elif at and (tokens[end].capital):
            end, area = at
            government = area.government
            if area.kind is None and not government and base.split(" ", 1)[0].lower() in _NAMED_FREELY:
                base, area = f"{base} {area.name}", None  # "Politeknik Negeri Lampung"
            if area is not None and role.startswith("Kepala Kepolisian") and end < limit and tokens[end].text == "Kota":
                base, area, end = f"{base} {area.name} Kota", None, end + 1
    jury = next((k for k in range(end, min(end + 3, limit)) if tokens[k].lower in _JURIES), None) if not base else None
    if jury is not None and all(t.lower in _JURY_WORDS for t in tokens[end : jury + 1]):
        base, end = doc.words(end, jury + 1), jury + 1  # "ketua dewan juri, Bagas Priyambada"
    if not base and not area and (role in _IN_GENERAL and behind == "body" and not tokens[first].capital):
        return None
    name = base
    body = BodyReading(name, kind, area, "government" if government else "") if base or area else None  # type: ignore[arg-type]
    reading = OfficeReading(
        role, behind, first, max(end, role_end), acting, body, area, title=(doc.words(first, max(end, role_end)))
    )
    named = with_holder(doc, phrases, skip_country(doc, end, limit), limit, reading)
    if role == "Inspektur Jenderal" and named[1].body is None:
        return None  # the rank of police
    if role == "Anggota" and named[1].holder is None and not tokens[first].capital:
        return None  # "Kota Palu merupakan anggota Jejaring Kota Tangguh"
    return named


def _joined_short(doc: Document, phrases: Phrases, i: int, limit: int) -> int:
    """Past a short word that joins an agency's name before its area: "Dinas Sosial & PPA Kota Tual"."""
    tokens = doc.tokens
    joint = i + 2 < limit and tokens[i].lower in _CONJUNCTIONS and tokens[i + 1].text.isupper()
    short = joint and len(tokens[i + 1].text) > 1 and not phrases.roles.match(tokens, i + 1, limit)
    return i + 2 if short and area_at(doc, phrases, i + 2, limit) else i


def _of_body_told(
    doc: Document, phrases: Phrases, first: int, end: int, limit: int, role: str, behind: str, acting: bool
) -> tuple[int, OfficeReading] | None:
    """An office of a body spoken of before, with its holder: "ketuanya, X", "sekretaris dinas itu, X"."""
    tokens = doc.tokens
    if behind == "secretariat":
        return None
    k, word = end, ""
    if not tokens[end - 1].lower.endswith("nya"):
        word = tokens[k].lower.removesuffix("nya") if k < limit and not tokens[k].capital else ""
        if word not in phrases.lexicon.heads["organization"] or tokens[k].lower in _JURIES:
            return None
        k += 1 + (k + 1 < limit and tokens[k + 1].lower in _THAT)
    if k >= limit or not (tokens[k].text == "," or tokens[k].capital):
        return None
    body = BodyReading(word, "organization", None, OF_BEFORE)
    found = with_holder(doc, phrases, k, limit, OfficeReading(role, behind, first, k, acting, body, title=role))
    return found if found[1].holder is not None else None


def _staff(
    doc: Document, phrases: Phrases, first: int, end: int, limit: int, role: str, behind: str, acting: bool
) -> tuple[int, OfficeReading]:
    """Who serves another office: "Staf Ahli Wali Kota Bidang Hukum dan Politik, Amir"; what it is about is passed."""
    tokens = doc.tokens
    served = phrases.roles.match(tokens, end, limit)
    after = served[0] if served else end
    name = doc.words(end, after)
    at = area_at(doc, phrases, after, limit) if after < limit and tokens[after].capital else None
    area = of_kind(at[1], phrases, behind) if at else None
    k = at[0] if at else after
    body = BodyReading(name, "local-government", area, name)
    reading = OfficeReading(role, "body", first, k, acting, body, area, title=doc.words(first, k))
    if k < limit and tokens[k].lower in _FIELDS:
        k = _past_field(doc, phrases, k + 1, limit)
    return with_holder(doc, phrases, k, limit, reading)


def _past_field(doc: Document, phrases: Phrases, i: int, limit: int) -> int:
    """Past what somebody is in charge of: "Bidang Pemerintahan, Hukum, dan Politik", "Pemerintahan dan Kesra"."""
    tokens, end = doc.tokens, i
    for k in range(i, min(i + 12, limit)):
        token = tokens[k]
        joint = token.lower in _CONJUNCTIONS or token.text == ","
        told = token.lower in phrases.lexicon.vocabulary or names_nobody(token.lower) or plain(token.text) != token.text
        if token.capital and told and not area_at(doc, phrases, k, limit):
            end = k + 1
        elif not joint:
            break
    return end


def _past_unit(doc: Document, i: int, limit: int, role: str) -> int:
    """Past what a company's officer is in charge of, to its name: "Direktur Pembiayaan Daerah PT Sarana Kota"."""
    for k in range(i, min(i + 7, limit)):
        token = doc.tokens[k]
        if token.lower in _COMPANIES:
            return k
        if not (token.capital or token.lower in _CONJUNCTIONS):
            break
        known = token.text.isupper() and len(token.text) > 2
        if role in _OFFICERS and k > i and known and all(_in_charge(doc, j) for j in range(i, k)):
            return k
    return i


def _in_charge(doc: Document, k: int) -> bool:
    """Whether a word may tell what an officer is in charge of: "Direktur Keuangan BEI"."""
    word = doc.tokens[k].lower
    return names_nobody(word) or word in _CONJUNCTIONS
