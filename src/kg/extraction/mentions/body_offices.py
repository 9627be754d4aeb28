"""Offices of bodies: "Kepala Dinas Komunikasi dan Informatika Kota X", "Direktur Keuangan BEI", "Ketua Dewan Juri".

First it is told which body the words behind the role name; then what may stand behind a body's name is added to it: the
edition of an award, the agency or ministry that it belongs to, its area.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import resources
from kg.extraction.mentions.areas import AreaReading, area_at, of_kind
from kg.extraction.mentions.between import skip_brackets, skip_country
from kg.extraction.mentions.bodies import BodyKind, BodyReading, area_ahead, plain, village_end
from kg.extraction.mentions.body_ends import body_end
from kg.extraction.mentions.office_readings import AREA_KINDS, OF_BEFORE, OfficeReading, RoleTold
from kg.extraction.mentions.people import names_nobody
from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document
    from kg.gazetteer.entities import Agency

_READ = tomllib.loads(resources.path("data/language/id/offices.toml").read_text("utf-8"))
_UNITS: dict[str, str] = _READ["units"]
_HEADS: dict[str, str] = _READ["heads"]
_DISTRICTS = frozenset(_READ["districts"])
_OFFICERS = frozenset(_READ["officers"])
_STAFF = frozenset(_READ["staff"])
_OF_THE_WHOLE = frozenset(_READ["of_the_whole"])
_SCHOOLS = words("schools")
_BRANCHES = words("branches-of-bodies")
_SHORT_HEADS = {role: re.compile(form) for role, form in _READ["short_heads"].items()}
_IN_GENERAL = frozenset(_READ["in_general"])
_THAT = words("that")
_WITHIN = words("where-bodies-belong")
_FIELDS = words("category-words")
_NAMED_FREELY = words("named-freely")
_JURIES = words("juries")
_JURY_WORDS = words("jury-words")
_COMPANIES = words("company-marks")
_CONJUNCTIONS = words("conjunctions")


@dataclass(frozen=True, slots=True)
class _Body:
    """The body behind a role, as far as it is read: up to token ``end``. It may say more exactly what the role is."""

    end: int
    base: str
    kind: BodyKind
    role: str
    behind: str
    area: AreaReading | None = None
    government: bool = False


def body_office(told: RoleTold) -> tuple[int, OfficeReading] | None:
    """The office of the body behind a role, with its holder: (token after both, reading)."""
    if (before := _of_body_before(told)) is not None:
        return before
    role_end = told.end
    if told.behind == "body":
        told = replace(told, end=_past_unit(told))
    whose = told.known(told.phrases.roles, told.end) if told.role in _STAFF else None
    if whose is not None and whose[1].behind in AREA_KINDS:
        return _staff(told, whose[0], whose[1].behind)
    body = _body(told)
    for add in _ADDITIONS:
        body = add(told, body)
    return _office(told, body, role_end)


def _office(told: RoleTold, body: _Body, role_end: int) -> tuple[int, OfficeReading] | None:
    """The office, its body read to the end, unless its words are nobody's office in particular."""
    small = not told.capital(told.first)
    named = bool(body.base or body.area)
    if not named and small and body.role in _IN_GENERAL and body.behind == "body":
        return None
    last = max(body.end, role_end)
    bare = "government" if body.government else ""
    reading = replace(told, role=body.role, behind=body.behind).office(
        last,
        BodyReading(body.base, body.kind, body.area, bare) if named else None,
        body.area,
        title=told.words(told.first, last),
    )
    end, held = told.held(skip_country(told.doc, body.end, told.limit), reading)
    if body.role == "Inspektur Jenderal" and held.body is None:
        return None  # the rank of police
    if body.role == "Anggota" and held.holder is None and small:
        return None  # "Kota Palu merupakan anggota Jejaring Kota Tangguh"
    return end, held


def _of_body_before(told: RoleTold) -> tuple[int, OfficeReading] | None:
    """An office of a body spoken of before, with its holder: "ketuanya, X", "sekretaris dinas itu, X"."""
    tokens = told.doc.tokens
    if told.behind == "secretariat":
        return None
    k, word = told.end, ""
    if not tokens[k - 1].lower.endswith("nya"):
        noun = told.token(k)
        word = noun.lower.removesuffix("nya") if noun is not None and not noun.capital else ""
        if word not in told.phrases.lexicon.heads["organization"] or tokens[k].lower in _JURIES:
            return None
        following = told.token(k + 1)
        k += 1 + (following is not None and following.lower in _THAT)
    if k >= told.limit or not (tokens[k].text == "," or tokens[k].capital):
        return None
    found = told.held(k, told.office(k, BodyReading(word, "organization", None, OF_BEFORE)))
    return found if found[1].holder is not None else None


def _staff(told: RoleTold, after: int, behind: str) -> tuple[int, OfficeReading]:
    """Who serves another office: "Staf Ahli Wali Kota Bidang Hukum dan Politik, Amir"; what it is about is passed."""
    name = told.doc.words(told.end, after)
    at = area_at(told.doc, told.phrases, after, told.limit) if told.capital(after) else None
    area = of_kind(at[1], told.phrases, behind) if at else None
    k = at[0] if at else after
    body = BodyReading(name, "local-government", area, name)
    reading = replace(told, behind="body").office(k, body, area, title=told.doc.words(told.first, k))
    if k < told.limit and told.doc.tokens[k].lower in _FIELDS:
        k = past_field(told.doc, told.phrases, k + 1, told.limit)
    return told.held(k, reading)


# Which body it is: known by name, or told by its own words.


def _body(told: RoleTold) -> _Body:
    heads = told.role == "Kepala"
    if heads and told.capital(told.end) and told.doc.tokens[told.end].lower in _SCHOOLS:
        return _school(told)
    ministry = told.known(told.phrases.ministries, told.end) if heads and told.capital(told.end) else None
    if ministry is not None:
        base = told.phrases.gazetteer.ministries[ministry[1]].name
        return _Body(ministry[0], base, "agency", _heading(told, base, ministry[0]), "unit")
    agency = told.known(told.phrases.agencies, told.end)
    if agency is not None and heads:
        return _headed(told, *agency)
    if agency is not None and told.behind == "body":
        return _at_agency(told, *agency)
    return _in_words(told)


def _headed(told: RoleTold, end: int, agency: Agency) -> _Body:
    """The agency that a head ("Kepala") is of, which says what the office is called."""
    role, base = _HEADS.get(agency.kind, "Kepala"), agency.long
    if (more := _joined_short(told, end)) > end:
        base, end = f"{base} dan {plain(told.doc.words(end + 1, more))}", more
    if role != "Kepala":
        return _Body(end, base, "agency", role, "unit")
    if base.startswith("Badan"):
        return _Body(end, base, "agency", "Kepala Badan", "unit")
    return _Body(end, base, "agency", role, "body")


def _heading(told: RoleTold, base: str, end: int) -> str:
    """What the head of a body is called, by the body's name or the branch of it that follows."""
    behind = next((t for t in (told.token(end), told.token(end + 1)) if t is not None and t.lower in _BRANCHES), None)
    if told.role == "Kepala" and behind is not None:
        return f"Kepala {behind.text.title()}"  # "Kepala BPK RI Perwakilan Bali"
    return _HEADS.get(base.split(" ", 1)[0].lower(), told.role) if told.role == "Kepala" and base else told.role


def _school(told: RoleTold) -> _Body:
    """A school and its number or the name of its place: "Kepala SMPN 10 X", "Kepala SDN 1 Kembaran Kulon, X"."""
    end = told.end + 1
    numbered = end < told.limit and told.doc.tokens[end].kind == "number"
    end += numbered
    run = village_end(told.doc, told.phrases, end, told.limit, told.stop, told.solo)
    following = told.token(run)
    if run > end and (not numbered or run - end > 1 or (following is not None and following.text == ",")):
        end = run
    return _Body(end, told.words(told.end, end), "organization", "Kepala Sekolah", "unit")


def _at_agency(told: RoleTold, end: int, agency: Agency) -> _Body:
    """An agency that somebody but its head is of, with the words that go on its name."""
    stop_at = end
    if end < told.limit and not area_at(told.doc, told.phrases, end, told.limit):
        stop_at = body_end(told.doc, told.phrases, end, told.limit, told.stop, told.solo)
    base = f"{agency.long} {told.words(end, stop_at)}".strip()
    return _Body(stop_at, base, "organization", told.role, told.behind)


def _in_words(told: RoleTold) -> _Body:
    """A body that its own words name, behind the kind of unit that the role implies."""
    end = _words_end(told)
    name = told.words(told.end, end)
    if told.behind in ("ministry", "directorate") and name:
        return _of_ministry(told, end, name)
    if told.behind == "secretariat":
        return _Body(end, "Sekretariat Daerah", "agency", told.role, told.behind)
    full = told.known(told.doc.introduced, told.end) if name and told.behind == "body" else None
    name = full[1] if full and full[0] == end else plain(name)
    kind: BodyKind = "agency" if told.behind == "unit" else "organization"
    role = _heading(told, name, end)
    if role == "Kepala":
        role = next((r for r, form in _SHORT_HEADS.items() if form.fullmatch(name)), role)
    return _Body(end, f"{_UNITS.get(told.role, '')} {name}".strip(), kind, role, told.behind)


def _of_ministry(told: RoleTold, end: int, name: str) -> _Body:
    """A ministry that is known by name, or words that name one or a directorate in it."""
    ministry = told.known(told.phrases.ministries, told.end)
    if ministry is None and told.end > told.first + 1:
        ministry = told.known(told.phrases.ministries, told.end - 1)  # "Sekretaris Kementerian Koperasi, Usaha …"
    if ministry is not None:
        end, base = ministry[0], told.phrases.gazetteer.ministries[ministry[1]].name
    else:
        base = f"Kementerian {plain(name)}" if told.role in ("Menteri", "Wakil Menteri") else plain(name)
        base = f"Direktorat Jenderal {base}" if told.behind == "directorate" else base
    return _Body(end, base, "ministry", told.role, told.behind)


def _words_end(told: RoleTold) -> int:
    """The token after the words that name a body."""
    doc, phrases, end, limit = told.doc, told.phrases, told.end, told.limit
    if told.role in _DISTRICTS:
        return village_end(doc, phrases, end, limit, told.stop, told.solo)
    stop_at = body_end(doc, phrases, end, limit, told.stop, told.solo, told.behind)
    if told.behind == "secretariat":
        return area_ahead(doc, phrases, end, limit) or stop_at
    if told.behind != "unit":
        return stop_at
    whole = phrases.agencies.match(doc.tokens, end - 1, limit) if end > told.first else None
    if whole and whole[0] > stop_at and doc.tokens[end - 1].lower in _HEADS:
        stop_at = whole[0]  # a standard agency's name is known whole
    return _joined_short(told, stop_at)


def _joined_short(told: RoleTold, i: int) -> int:
    """Past a short word that joins an agency's name before its area: "Dinas Sosial & PPA Kota Tual"."""
    tokens, limit = told.doc.tokens, told.limit
    joint = i + 2 < limit and tokens[i].lower in _CONJUNCTIONS and tokens[i + 1].text.isupper()
    short = joint and len(tokens[i + 1].text) > 1 and not told.phrases.roles.match(tokens, i + 1, limit)
    return i + 2 if short and area_at(told.doc, told.phrases, i + 2, limit) else i


# What may stand behind a body's name, in this order.


def _with_brackets(told: RoleTold, body: _Body) -> _Body:
    return replace(body, end=skip_brackets(told.doc, body.end, told.limit))


def _with_edition(told: RoleTold, body: _Body) -> _Body:
    """The year of the award that a jury is of: "Ketua Tim Juri Anugerah X 2024, DR Hendra"."""
    year, following = told.token(body.end), told.token(body.end + 1)
    if not body.base or year is None or following is None or year.kind != "number" or len(year.text) != 4:
        return body
    return replace(body, end=body.end + 1) if following.text == "," or following.capital else body


def _with_parent(told: RoleTold, body: _Body) -> _Body:
    """The agency that a body is part of: "Komisi III DPRD Kota Mataram"; where it belongs to may be told by a word."""
    tokens, end = told.doc.tokens, body.end
    if not body.base:
        return body
    if told.capital(end + 1) and tokens[end].lower in _WITHIN:
        # "Direktur Keamanan Siber pada Badan Siber dan Sandi Negara"
        end += any(told.known(index, end + 1) for index in (told.phrases.ministries, told.phrases.agencies))
    parent = told.known(told.phrases.agencies, end) if told.capital(end) else None
    if parent is None:
        return replace(body, end=end)
    return replace(body, end=parent[0], base=f"{body.base} {parent[1].long}")


def _with_ministry_or_area(told: RoleTold, body: _Body) -> _Body:
    """The ministry that a body is part of, or else its area."""
    if not told.capital(body.end):
        return body
    is_ministry = body.behind == "ministry" and body.base.startswith("Kementerian")
    ministry = None if is_ministry else told.known(told.phrases.ministries, body.end)
    if ministry is not None:
        name = told.phrases.gazetteer.ministries[ministry[1]].name
        whole = body.role in _OF_THE_WHOLE  # what a deputy of a ministry is in charge of is no body
        return replace(body, end=ministry[0], base=name if whole else f"{body.base} {name}".strip())
    at = area_at(told.doc, told.phrases, body.end, told.limit)
    return body if at is None else _with_area(told, body, *at)


def _with_area(told: RoleTold, body: _Body, end: int, area: AreaReading) -> _Body:
    """The area of a body; of some its name is part of their own."""
    named = f"{body.base} {area.name}"
    if area.kind is None and not area.government and body.base.split(" ", 1)[0].lower() in _NAMED_FREELY:
        return replace(body, end=end, base=named)  # "Politeknik Negeri Lampung"
    following = told.token(end)
    if body.role.startswith("Kepala Kepolisian") and following is not None and following.text == "Kota":
        return replace(body, end=end + 1, base=f"{named} Kota", government=area.government)
    return replace(body, end=end, area=area, government=area.government)


def _with_jury(told: RoleTold, body: _Body) -> _Body:
    """A jury that nothing else names: "ketua dewan juri, Bagas Priyambada"."""
    tokens, end = told.doc.tokens, body.end
    if body.base:
        return body
    jury = next((k for k in range(end, min(end + 3, told.limit)) if tokens[k].lower in _JURIES), None)
    if jury is None or not all(t.lower in _JURY_WORDS for t in tokens[end : jury + 1]):
        return body
    return replace(body, end=jury + 1, base=told.doc.words(end, jury + 1))


_ADDITIONS: tuple[Callable[[RoleTold, _Body], _Body], ...] = (
    _with_brackets,
    _with_edition,
    _with_parent,
    _with_ministry_or_area,
    _with_jury,
)


# What somebody is in charge of, and no body.


def past_field(doc: Document, phrases: Phrases, i: int, limit: int) -> int:
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


def _past_unit(told: RoleTold) -> int:
    """Past what a company's officer is in charge of, to its name: "Direktur Pembiayaan Daerah PT Sarana Kota"."""
    i = told.end
    for k in range(i, min(i + 7, told.limit)):
        token = told.doc.tokens[k]
        if token.lower in _COMPANIES:
            return k
        if not (token.capital or token.lower in _CONJUNCTIONS):
            break
        known = token.text.isupper() and len(token.text) > 2
        if told.role in _OFFICERS and k > i and known and all(_in_charge(told.doc, j) for j in range(i, k)):
            return k
    return i


def _in_charge(doc: Document, k: int) -> bool:
    """Whether a word may tell what an officer is in charge of: "Direktur Keuangan BEI"."""
    word = doc.tokens[k].lower
    return names_nobody(word) or word in _CONJUNCTIONS
