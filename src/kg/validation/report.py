"""What validation found: plain data, and each issue in one sentence of Indonesian or English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from kg import resources

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.article import Evidence

Language = Literal["id", "en"]
Severity = Literal["violation", "warning", "info"]

SC = "https://w3id.org/smartcity-kg/ontology#"
ID = "https://w3id.org/smartcity-kg/id/"

MISQUOTED_ID = "Kutipan sama dengan kata-kata artikel pada posisinya"
MISQUOTED_EN = "A quote equals the words of the article at its position"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong, or doubtful, with one node of a graph.

    ``focus`` is the node's IRI, ``kind`` the name of its class in the ontology, ``path`` the property as a SPARQL path
    with prefixes ("sc:rank", "sc:recipient/rdf:type"), ``value`` the offending value where a single one offends.
    ``evidence`` holds the words that state the property (or else the node), ``passage`` the sentence of the article
    around them where the article was at hand, ``file`` the article's file name.
    """

    severity: Severity
    message_id: str
    message_en: str
    focus: str
    label: str = ""
    kind: str = ""
    path: str | None = None
    value: str | None = None
    evidence: tuple[Evidence, ...] = ()
    passage: str = ""
    file: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The issue in one sentence: the node, the property, what is asked for, what is there, and the words.

        >>> issue = Issue("violation", "Peringkat mulai dari 1", "A rank is a whole number from 1 up",
        ...               ID + "conferral/adipura", "Adipura", "Conferral", "sc:rank", "0", passage="Juara 0.")
        >>> for half in issue.sentence("en").split("; "): print(half)
        Conferral “Adipura” (conferral/adipura), rank: a rank is a whole number from 1 up, found “0”
        the article says: “Juara 0.”
        >>> for half in issue.sentence("id").split("; "): print(half)
        Penganugerahan “Adipura” (conferral/adipura), peringkat: peringkat mulai dari 1, yang ada “0”
        kata artikel: “Juara 0.”
        """
        found, says = ("yang ada", "kata artikel") if language == "id" else ("found", "the article says")
        message = self.message_id if language == "id" else self.message_en
        subject = _name(self.kind, language).capitalize() if self.kind else ""
        subject = " ".join(filter(None, (subject, f"“{self.label}”" if self.label else "")))
        iri = self.focus.removeprefix(ID)
        said = f"{subject} ({iri})" if subject else iri
        if self.path:
            said += f", {_path_in_words(self.path, language)}"
        said += f": {message[0].lower()}{message[1:]}"
        if self.value is not None:
            said += f", {found} “{_shorten(_value_in_words(self.value, language))}”"
        if words := self.passage or " … ".join(each.quote for each in self.evidence):
            said += f"; {says}{f' ({self.file})' if self.file else ''}: “{_shorten(words, 300)}”"
        return said


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, sorted; nothing where all is well."""

    issues: tuple[Issue, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing forbids the graph to be stored; warnings do not."""
        return not any(issue.severity == "violation" for issue in self.issues)

    @staticmethod
    def of(reports: Iterable[Report]) -> Report:
        """Several reports as one, each issue once.

        >>> one = Report((Issue("warning", "…", "…", ID + "award/adipura"),))
        >>> Report.of([one, Report(), one]) == one
        True
        """
        return Report(tuple(sorted({issue for report in reports for issue in report.issues}, key=order)))


def order(issue: Issue) -> tuple[str, ...]:
    """By node, property, message and value: the order of issues in a report."""
    return issue.focus, issue.path or "", issue.message_en, issue.value or "", issue.severity


def _path_in_words(path: str, language: Language) -> str:
    """The property's label; a path over several by the first, alternatives by all."""
    choices = [each for each in path.split("|") if not each.startswith("^")]
    first = [each.partition("/")[0] for each in choices]
    return "/".join(_name(each[3:], language) if each.startswith("sc:") else each for each in first)


def _value_in_words(value: str, language: Language) -> str:
    return _name(value[3:], language) if value.startswith("sc:") else value


@cache
def _names() -> dict[tuple[str, str], str]:
    """The labels of the ontology's terms by local name and language."""
    import pyoxigraph as ox

    label = "http://www.w3.org/2000/01/rdf-schema#label"
    return {
        (quad.subject.value[len(SC) :], quad.object.language): quad.object.value
        for quad in ox.parse(path=str(resources.path("ontology/smartcity.ttl")))
        if quad.predicate.value == label
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.object.language
    }


def _name(term: str, language: Language) -> str:
    return _names().get((term, language), term)


def _shorten(text: str, limit: int = 80) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
