"""From the place where a rule of awarding was found to its parties: the words of each role are sorted by their kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, Awarding, Prize, governor
from kg.extraction.candidates.parties import givers
from kg.extraction.candidates.prizes import completed, named_as, prizes_of
from kg.extraction.candidates.recipients import getters
from kg.extraction.rules.book import Rules, words
from kg.extraction.structure.document import Kind, Mention, between

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.coreference.context import Reading
    from kg.extraction.rules.matching import Found, Match

_MARKS = words("marks")
_JOINTS = words("joints")
_OWNERS = words("owners")
_PRONOUNS = words("pronouns")
_FROM = words("from")
_ONLY_TO = words("only-to")
_OFFICES = words("offices-again") | words("offices-of-honoured")
_ONLY_DECLARED = words("only-declared")


def filled(reading: Reading, act: Awarding) -> Awarding:
    """The act with its parties by the first rule that finds somebody, else by the first that holds; empty by none."""
    first: Awarding | None = None
    rules = Rules.load("conferral")
    for rule, match in rules.holding(reading.doc, act.sentence, (act.first, act.last), act.trigger):
        made = fill(reading, replace(act, rule=rule.name, generic=act.generic or rule.after == "award"), match)
        if made.recipients or made.acceptors or made.presenters or made.grantors or made.topic or made.pronoun:
            return made
        first = first or made
    return first or replace(act, generic=False)


def fill(reading: Reading, act: Awarding, match: Match) -> Awarding:
    """The act with its roles in the order in which they build on each other: who gets, what, who gives."""
    made = act
    for roles in (_GETTING, _AWARDED, _GIVING):
        for found in match.found:
            if (sort := roles.get(found.role)) is not None:
                made = sort(reading, made, _of_role(reading, made, found))
    return made


def _of_role(reading: Reading, made: Awarding, found: Found) -> list[Mention]:
    """The mentions of a role: the one that it is, or those among its words."""
    if found.mention is not None:
        return [found.mention]
    inside = between(made.sentence.mentions, found.first, found.last)
    return _up_to_next_place(reading, inside) if found.first >= made.trigger.last else inside


def _up_to_next_place(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Who got a place, without who got the next: "diraih Kota Metro dan juara ketiga Kabupaten Lampung Tengah"."""
    for at in range(1, len(mentions) - 1):
        rank, area = mentions[at], mentions[at + 1]
        given = governor(reading.doc, area) in _FROM  # "… Peringkat I dari Pemerintah Provinsi X"
        if rank.kind is Kind.RANK and area.kind is Kind.AREA and area.first - rank.last <= 1 and not given:
            return mentions[:at]
    return mentions


def _to(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    marked: list[Mention] = []
    for at, m in enumerate(mentions):
        if governor(reading.doc, m) in _MARKS and reading.doc.tokens[m.first - 2].lower != "bukan":
            marked.append(m)
        elif not marked:
            continue
        elif m.kind is marked[-1].kind and _listed_with(reading, marked[-1], m):
            marked.append(m)  # "kepada Bupati A dan Wali Kota B"
        elif (
            m.kind in (Kind.AREA, Kind.BODY)
            and mentions[at - 1].kind is Kind.CATEGORY
            and _listed_with(reading, mentions[at - 1], m)
        ):
            marked.append(m)  # "kepada A untuk kategori X dan B untuk kategori Y"
        elif m.kind is Kind.OFFICE and m.first == marked[-1].last:
            marked[-1] = m  # "to Kupang Mayor Yonas Hedewata"
    return _honoured(reading, getters(reading, made, marked), mentions)


def _honoured(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """An act that gives something to persons or bodies without an area: "Kategori X diberikan kepada A dan B".

    Whoever holds an office alone may only accept; several in one breath are honoured themselves.
    """
    if made.sense != "give" or made.voice != "passive" or made.recipients:
        return made
    found: list[Mention] = []
    for m in mentions:
        before = governor(reading.doc, m)
        named = m.kind in (Kind.NAME, Kind.PERSON) and m.last - m.first > 1
        named = named or (m.kind is Kind.NAME and m in made.acceptors)
        told = before in _ONLY_TO if not found else before in _JOINTS
        if named and told and reading.doc.tokens[m.first].lower not in _OFFICES:
            found.append(m)
    offices = [o for m in found if (known := reading.people.at(m)) for o in known.offices]
    alone = len(found) == 1 and bool(offices)
    if not found or alone or any(o.area for o in offices):
        return made
    return replace(made, recipients=tuple(found), acceptors=())


def _listed_with(reading: Reading, before: Mention, m: Mention) -> bool:
    """Whether only a comma or "dan" stands between two mentions."""
    gap = [t.lower for t in reading.doc.tokens[before.last : m.first]]
    return 0 < len(gap) <= 2 and set(gap) <= _JOINTS


def _for(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """ "Penghargaan untuk Surabaya diterima X": the area gets it, and whoever stands after the verb accepts."""
    for m in mentions:
        if m.kind is not Kind.AREA:
            continue
        before = governor(reading.doc, m)
        if before in GENERIC and m.value.government and any(x.kind is Kind.AREA for x in made.recipients):
            # "dua penghargaan Pemerintah Provinsi X mampir ke Kota Y"
            made = replace(made, grantors=(*made.grantors, m))
        elif before in _OWNERS | GENERIC:
            made = replace(made, recipients=(m,))
    return made


def _beaten(_: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """ "mengalahkan Kota Bitung di posisi kedua": whoever is beaten has the next prize."""
    return replace(made, recipients=(*made.recipients, *mentions))


def _acceptor(_: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    return replace(made, acceptors=(*made.acceptors, *mentions))


def _pronoun(_: Reading, made: Awarding, __: list[Mention]) -> Awarding:
    words = [made.words[i] for i in range(made.first, made.trigger.first)]
    told = not made.acceptors and not _PRONOUNS.isdisjoint(words)
    return made if made.pronoun is told else replace(made, pronoun=told)


def _him(reading: Reading, made: Awarding, _: list[Mention]) -> Awarding:
    """ "memberinya": the recipient is the one spoken of before."""
    verb = reading.doc.tokens[made.trigger.last - 1].lower
    return replace(made, topic=made.topic or (not made.recipients and verb.endswith("nya")))


def _award(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    prizes = completed(made.prizes, prizes_of(reading, made, mentions))
    return made if prizes == made.prizes else replace(made, prizes=prizes)


def _title(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """ "sebagai A", "menjadi juara 1": an award only where the words say winner."""
    t = made.trigger
    prizes = prizes_of(reading, made, mentions)
    named = named_as(reading, made)
    if named and not any(p.category or p.award for p in prizes):
        prizes = (Prize(None, named, prizes[0].rank if prizes else None),)
    tokens = reading.doc.tokens
    winning = any(  # not "contoh bagi peraih …"
        tokens[i].lower in SUPERLATIVE
        and tokens[i - 1].lower not in ("bagi", "para")
        and (made.sense != "become" or tokens[i].lower not in _ONLY_DECLARED)
        for i in range(t.first, made.last)
    )
    placed = made.sense == "declare" and any(p.rank and (p.category or p.award) for p in prizes)
    placed = placed or any(p.rank and p.rank.value.number == 1 and p.category for p in prizes)
    wins = winning or placed or named is not None or t.first == t.last
    return replace(made, prizes=prizes if wins else (), generic=wins)


def _from(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    return givers(reading, made, mentions, marked=True)


def _source(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    """ "diterima oleh X dari Y": only what "dari" marks gives."""
    return givers(reading, made, [m for m in mentions if governor(reading.doc, m) == "dari"], marked=True)


def _giver(reading: Reading, made: Awarding, mentions: list[Mention]) -> Awarding:
    taken = {m.first for m in (*made.recipients, *made.acceptors)}
    return givers(reading, made, [m for m in mentions if m.first not in taken], marked=False)


_Sort = dict[str, "Callable[[Reading, Awarding, list[Mention]], Awarding]"]
_GETTING: _Sort = {
    "recipient": getters,
    "beaten": _beaten,
    "to": _to,
    "acceptor": _acceptor,
    "pronoun": _pronoun,
    "him": _him,
}
_AWARDED: _Sort = {"award": _award, "title": _title}
_GIVING: _Sort = {"from": _from, "source": _source, "giver": _giver, "for": _for}
