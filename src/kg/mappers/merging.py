"""Identity → quads: an article's graphs with each thing at the address, and under the name, that all articles share.

What an article says stays what it says. Only the addresses of things change, and the spelling of names that other
articles write otherwise; the article's own spelling stays beside as a variant. Where two names of one thing are more
than two spellings ("Smart City Award 2017", "Gerakan Menuju 100 Smart City"), each article keeps its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from kg.identity.comparing import is_spelling
from kg.mappers.terms import ID, LABEL, SKOS, TYPE, Quad, decimal, literal, resource, sc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.identity import Identities, Thing, Tie

#: The IRI of the graph that says who is who.
IDENTITY: Final = f"{ID}identity"
_NAME, _VARIANT, _ALT_LABEL = sc("name"), sc("nameVariant"), f"<{SKOS}altLabel>"
_LIST: Final = sc("list")
_FACTS: Final = frozenset({"conferral", "tenure", "participation"})


@dataclass(frozen=True, slots=True)
class Renaming:
    """How one article's things are called among all: the address of each by its own, and the name of each address.

    A list has no address; its name, as a literal, has the name that all articles share.
    """

    addresses: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def digest(self) -> str:
        """What tells this renaming from another."""
        return sha256(repr((sorted(self.addresses.items()), sorted(self.names.items()))).encode()).hexdigest()[:16]


def renamings(identities: Identities) -> dict[str, Renaming]:
    """The renaming of each article, by its id; of what keeps its address and name it says nothing."""
    addresses: defaultdict[str, dict[str, str]] = defaultdict(dict)
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for thing in identities.things:
        to = resource(thing.path)
        for each in thing.appearances:
            if each.path != thing.path:
                addresses[each.article][resource(each.path)] = to
            own = each.names[0] if each.names else ""
            if thing.kind == "list":
                if own != thing.name:
                    names[each.article][literal(own)] = literal(thing.name)
            elif own != thing.name and is_spelling(thing.kind, own, thing.name):
                names[each.article][to] = thing.name
    return {article: Renaming(addresses[article], names[article]) for article in {*addresses, *names}}


def renamed(quads: Iterable[Quad], renaming: Renaming) -> list[Quad]:
    """An article's quads with its things renamed, sorted, each once.

    >>> a, b = resource("person/johny"), resource("person/johnny")
    >>> made = renamed([Quad(a, LABEL, literal("Johny"), "<g>")], Renaming({a: b}, {b: "Johnny"}))
    >>> [(quad.subject == b, quad.object) for quad in made]
    [(True, '"Johnny"'), (True, '"Johny"')]
    """
    address = renaming.addresses
    found: set[Quad] = set()
    for subject, predicate, value, graph in quads:
        to = address.get(subject, subject)
        name = renaming.names.get(to) if predicate in (LABEL, _NAME) else None
        if predicate == _LIST:
            value = renaming.names.get(value, value)  # noqa: PLW2901
        if name is not None:
            if not _is_fact(to):
                found.add(Quad(to, _VARIANT if _is_person(to) else _ALT_LABEL, value, graph))
            value = literal(name)  # noqa: PLW2901
        found.add(Quad(to, predicate, address.get(value, value), graph))
    called = {(quad.subject, quad.object) for quad in found if quad.predicate == LABEL}
    variants = (_VARIANT, _ALT_LABEL)
    return sorted(quad for quad in found if quad.predicate not in variants or (quad.subject, quad.object) not in called)


def identity_quads(identities: Identities, digest: str) -> list[Quad]:
    """The graph that says who is who: every thing that is called in several ways, and every tie with its reasons.

    Args:
        identities: who is who.
        digest: what decided it besides the articles: the rules, and what people decided.
    """
    graph = f"<{IDENTITY}>"
    found: set[Quad] = {Quad(graph, sc("pipeline"), literal(digest), graph)}
    for thing in identities.things:
        if len({each.path for each in thing.appearances}) > 1 or thing.ties:
            for each in thing.appearances:
                found.update(_mention(each.article, each.path, each.names, thing))
        for tie in thing.ties:
            found.update(_tie(tie, "same"))
    for tie in identities.unsure:
        found.update(_tie(tie, "perhaps"))
    return sorted(found)


def _mention(article: str, path: str, names: tuple[str, ...], thing: Thing) -> Iterator[Quad]:
    graph, iri = f"<{IDENTITY}>", mention(f"{article}/{path}")
    yield Quad(iri, TYPE, sc("Mention"), graph)
    yield Quad(iri, sc("mentionOf"), resource(thing.path), graph)
    yield Quad(iri, sc("inArticle"), resource(f"article/{article}"), graph)
    yield Quad(iri, LABEL, literal(names[0] if names else path), graph)


def _tie(tie: Tie, verdict: str) -> Iterator[Quad]:
    graph = f"<{IDENTITY}>"
    key = sha256(f"{tie.one}|{tie.other}|{verdict}".encode()).hexdigest()[:16]
    iri = resource(f"tie/{key}")
    yield Quad(iri, TYPE, sc("Tie"), graph)
    yield Quad(iri, sc("between"), mention(tie.one), graph)
    yield Quad(iri, sc("between"), mention(tie.other), graph)
    yield Quad(iri, sc("verdict"), literal(verdict), graph)
    yield Quad(iri, sc("weight"), decimal(Decimal(str(round(tie.weight, 2)))), graph)
    for reason in tie.reasons:
        yield Quad(iri, sc("reason"), literal(reason.name), graph)


def mention(address: str) -> str:
    """The IRI of a thing as one article tells of it, from the address of its appearance."""
    return resource(f"mention/{address}")


def _is_fact(iri: str) -> bool:
    return iri.removeprefix(f"<{ID}").partition("/")[0] in _FACTS


def _is_person(iri: str) -> bool:
    return iri.startswith(f"<{ID}person/")
