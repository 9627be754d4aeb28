"""What was published to a server, written down on the server itself: a small graph of its own, read before a transfer.

A graph is named there before its first statement is sent, so that it is known as ours however the transfer ends; its
size and checksum follow only when it was read back and found right. So a broken transfer goes on where it stopped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.mappers.terms import ID, TYPE, integer, literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: The IRI of the register's graph; under it each publication has an IRI.
REGISTER = f"{ID}publication"
_VOID, _DCTERMS = "http://rdfs.org/ns/void#", "http://purl.org/dc/terms/"
_HAS_PART, _TRIPLES, _IDENTIFIER = f"<{_DCTERMS}hasPart>", f"<{_VOID}triples>", f"<{_DCTERMS}identifier>"
_ENTRY = re.compile(r'<([^>]*)> (<[^>]*>) (?:<([^>]*)>|"([^"]*)".*) \.$')


@dataclass(frozen=True, slots=True)
class Proof:
    """That a graph was verified: how many statements it has, and their checksum."""

    size: int
    checksum: str


@dataclass(slots=True)
class Register:
    """The graphs of each publication, and of each verified graph the proof."""

    parts: dict[str, set[str]] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The register as N-Triples lines, sorted."""
        entries = [publication_line(name) for name in self.parts]
        entries += [f"<{REGISTER}/{name}> {_HAS_PART} <{graph}> ." for name in self.parts for graph in self.parts[name]]
        entries += [line for graph, proof in self.proofs.items() for line in proof_lines(graph, proof)]
        return sorted(entries)


def publication_line(name: str) -> str:
    """That there is a publication of this name.

    Raises:
        KgError: where the name is none that an IRI can hold.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise KgError(
            f"{name!r} cannot name a publication: use small letters, digits and hyphens, such as 'press-2021'."
        )
    return f"<{REGISTER}/{name}> {TYPE} <{_VOID}Dataset> ."


def proof_lines(graph: str, proof: Proof) -> list[str]:
    """A proof as N-Triples lines.

    >>> for line in proof_lines("https://example.org/g", Proof(2, "ab12")):
    ...     print(line)
    <https://example.org/g> <http://rdfs.org/ns/void#triples> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
    <https://example.org/g> <http://purl.org/dc/terms/identifier> "sha256:ab12" .
    """
    return [
        f"<{graph}> {_TRIPLES} {integer(proof.size)} .",
        f"<{graph}> {_IDENTIFIER} {literal(f'sha256:{proof.checksum}')} .",
    ]


def read_register(lines: Iterable[str]) -> Register:
    """The register out of its graph's lines. A graph with two sizes or checksums has no proof.

    >>> first = Register({"kg": {"https://example.org/g"}}, {"https://example.org/g": Proof(2, "ab12")})
    >>> read_register(first.lines()) == first
    True
    """
    register = Register()
    sizes: dict[str, list[int]] = {}
    checksums: dict[str, list[str]] = {}
    for line in lines:
        found = _ENTRY.match(line)
        if found is None:
            continue
        subject, predicate, resource, value = found.groups()
        name = subject.removeprefix(f"{REGISTER}/")
        if predicate == TYPE and name != subject:
            register.parts.setdefault(name, set())
        elif predicate == _HAS_PART and resource and name != subject:
            register.parts.setdefault(name, set()).add(resource)
        elif predicate == _TRIPLES and value and value.isdecimal():
            sizes.setdefault(subject, []).append(int(value))
        elif predicate == _IDENTIFIER and value:
            checksums.setdefault(subject, []).append(value.removeprefix("sha256:"))
    for graph, size in sizes.items():
        if len(size) == 1 and len(checksums.get(graph, [])) == 1:
            register.proofs[graph] = Proof(size[0], checksums[graph][0])
    return register


def shared(register: Register, name: str, graphs: Sequence[str]) -> set[str]:
    """Those of the graphs that another publication of the same server holds too."""
    others = set().union(*(parts for other, parts in register.parts.items() if other != name))
    return others.intersection(graphs)
