"""Let others judge: the W3C's suites for RDF, SHACL and SPARQL, through the functions that kg's commands use.

make judges SUITES=<folder>; the folder holds any of the W3C's repositories rdf-tests, data-shapes and json-ld-api. Each
suite tells passed and total, and names each miss. docs/trust/known-misses.toml tells why those are missed that are
known; a miss that it does not tell of makes exit code 1. A folder without a suite makes 2.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SH
from rdflib.term import Node
from same_meaning import canonical, graph, same, term
from trust_page import keep, kept

from kg.errors import KgError
from kg.store import Store
from kg.validation import validate_against
from kg.validation.parsing import quads, quiet_literals

KNOWN = Path(__file__).resolve().parent.parent / "docs" / "trust" / "known-misses.toml"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
HOW_TO_GET = (
    "The suites of others are skipped: get them with `git clone https://github.com/w3c/rdf-tests`, and likewise "
    "data-shapes and json-ld-api, into one folder, and say `make judges SUITES=<folder>`."
)
MOST_NAMED = 12  # misses of one reason that the page names; the others stand in known-misses.toml


@dataclass(frozen=True)
class Judged:
    """A test, and what was wrong: "" where nothing was."""

    test: str
    wrong: str


@dataclass(frozen=True)
class Suite:
    """A suite: its key in the figures, its name for a reader, where it lies, and how to run it there."""

    key: str
    name: str
    place: str
    judge: Callable[[Path], Iterator[Judged]]


def main(arguments: list[str]) -> int:
    """Run the suites that the folder holds; see the module."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("suites", nargs="?", default="", help="the folder of the W3C's repositories")
    reader.add_argument("--figures", type=Path, help="the file of figures to write what was seen to")
    given = reader.parse_args(arguments)
    if not given.suites:
        print(HOW_TO_GET)
        return 0
    top = Path(given.suites).resolve()
    present = [suite for suite in SUITES if (top / suite.place).exists()]
    if not present:
        print(f"{given.suites}: no suite of the W3C lies there. {HOW_TO_GET}", file=sys.stderr)
        return 2
    known, rows, unknown = _known(), {}, 0
    for suite in SUITES:
        if suite not in present:
            print(f"{suite.name}: skipped, for {suite.place} is not in {given.suites}")
            continue
        judged = list(suite.judge(top / suite.place))
        if not judged:
            print(f"{suite.name}: no test was found in {suite.place}; is the copy whole?", file=sys.stderr)
            return 2
        reasons = known.get(suite.key, {})
        unknown += _tell(suite, judged, reasons)
        rows[suite.key] = _row(suite, judged, reasons)
    if given.figures:
        found = kept(given.figures)
        before = found.get("judges", {})
        found["judges"] = {**before, "day": datetime.now(UTC).date().isoformat(), **rows}
        keep(given.figures, found)
    if unknown:
        print(f"{unknown} misses that {KNOWN.name} does not tell of.", file=sys.stderr)
    return int(unknown > 0)


def _known() -> dict[str, dict[str, str]]:
    """By suite and test why it is missed."""
    known: dict[str, dict[str, str]] = {}
    for miss in tomllib.loads(KNOWN.read_text("utf-8")).get("miss", []):
        known.setdefault(miss["suite"], {}).update(dict.fromkeys(miss["tests"], miss["reason"]))
    return known


def _tell(suite: Suite, judged: list[Judged], reasons: Mapping[str, str]) -> int:
    """Print what a suite showed; how many misses nobody knew of."""
    misses = [each for each in judged if each.wrong]
    print(f"{suite.name}: {len(judged) - len(misses)}/{len(judged)}")
    for each in misses:
        why = f"known: {reasons[each.test]}" if each.test in reasons else f"UNKNOWN: {each.wrong}"
        print(f"  {each.test}: {why}")
    for test in sorted(set(reasons) - {each.test for each in misses}):
        print(f"  {test}: passes now, or is no more; take it out of {KNOWN.name}")
    return sum(each.test not in reasons for each in misses)


def _row(suite: Suite, judged: list[Judged], reasons: Mapping[str, str]) -> dict[str, Any]:
    by_reason: dict[str, list[str]] = {}
    for each in judged:
        if each.wrong:
            by_reason.setdefault(reasons.get(each.test, "not known why"), []).append(each.test)
    misses = []
    for reason, tests in by_reason.items():
        more = f" and {len(tests) - MOST_NAMED} more" if len(tests) > MOST_NAMED else ""
        misses.append(f"{', '.join(tests[:MOST_NAMED])}{more}: {reason}")
    missed = sum(map(len, by_reason.values()))
    return {"name": suite.name, "passed": len(judged) - missed, "total": len(judged), "misses": misses}


def _judged(test: str, compare: Callable[[], bool], *, refused: bool = False) -> Judged:
    """A test that has to compare well, or has to be refused in a sentence."""
    try:
        good = compare()
    except KgError as error:
        return Judged(test, "" if refused else " ".join(str(error).split())[:300])
    except Exception as error:
        return Judged(test, f"{type(error).__name__}: {error}"[:300])  # never right: it is no sentence
    if refused:
        return Judged(test, "accepted, and has to be refused")
    return Judged(test, "" if good else "another answer")


# Files of RDF, as `kg validate` parses them


def rdf(folder: Path) -> Iterator[Judged]:
    """A suite for a syntax of RDF 1.1."""
    manifest = graph(folder / "manifest.ttl")
    stem = str(manifest.value(None, MF.assumedTestBase) or next(manifest.objects(None, MF.assumedTestBase), ""))
    for test in _entries(manifest):
        file, result = _file(manifest.value(test, MF.action)), manifest.value(test, MF.result)
        base = stem + str(file.relative_to(folder)) if stem else ""

        def compare(file: Path = file, base: str = base, result: Node | None = result) -> bool:
            read = _read(file, base)
            return result is None or canonical(read) == canonical(ox.parse(path=str(_file(result))))

        yield _judged(_fragment(test), compare, refused="Negative" in _kind(manifest, test))


def json_ld(file: Path) -> Iterator[Judged]:
    """JSON-LD to RDF, as far as it is for JSON-LD 1.1."""
    manifest = json.loads(file.read_text("utf-8"))
    for test in manifest["sequence"]:
        option = test.get("option", {})
        if option.get("specVersion") == "json-ld-1.0":
            continue  # for processors of the version before, as the manifest has it
        source, base = file.parent / test["input"], option.get("base", manifest["baseIri"] + test["input"])

        def compare(source: Path = source, base: str = base, test: Mapping[str, Any] = test) -> bool:
            read = _read(source, base)
            expected = file.parent / test["expect"] if "expect" in test else None
            return expected is None or canonical(read) == canonical(ox.parse(path=str(expected)))

        yield _judged(test["@id"].lstrip("#"), compare, refused="jld:NegativeEvaluationTest" in test["@type"])


def _read(file: Path, base: str) -> list[ox.Quad]:
    """What kg reads in a file."""
    read = []
    for subject, predicate, value, name in quads(file, base):
        where = ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name) if name else ox.DefaultGraph()
        read.append(ox.Quad(term(subject), term(predicate), term(value), where))  # type: ignore[arg-type]
    return read


# Shapes, as `kg validate --shapes` holds files against them


def shacl(folder: Path) -> Iterator[Judged]:
    """SHACL Core: whether the graph conforms, and of each result the focus, path, value, severity and component."""
    for file in sorted(folder.rglob("*.ttl")):
        told = graph(file)
        for test in sorted(told.subjects(RDF.type, SHT.Validate), key=str):
            action, report = told.value(test, MF.action), told.value(test, MF.result)
            data, shapes = (_file(told.value(action, SHT[name])) for name in ("dataGraph", "shapesGraph"))

            def compare(
                file: Path = file,
                told: Graph = told,
                report: Node | None = report,
                data: Path = data,
                shapes: Path = shapes,
            ) -> bool:
                with redirect_stderr(StringIO()):  # pySHACL warns of shapes that the suite breaks on purpose
                    verdict = validate_against([data], shapes, file.as_uri())
                found = Counter(
                    (_shown(each.focus), _path(each.path), _shown(each.value), each.severity, each.component)
                    for each in verdict.findings
                )
                wanted = Counter(_expected(told, each) for each in told.objects(report, SH.result))
                return str(verdict.conforms).lower() == str(told.value(report, SH.conforms)) and found == wanted

            yield _judged(f"{file.parent.name}/{_fragment(test).rpartition('/')[2]}", compare)


def _expected(told: Graph, result: Node) -> tuple[str, str, str, str, str]:
    focus, path, value, severity, component = (
        told.value(result, each)
        for each in (SH.focusNode, SH.resultPath, SH.value, SH.resultSeverity, SH.sourceConstraintComponent)
    )
    return (
        _shown(focus.n3()) if focus is not None else "",
        _path(path.n3()) if path is not None else "",
        _shown(value.n3()) if value is not None else "",
        str(severity).rpartition("#")[2],
        str(component).rpartition("#")[2],
    )


def _shown(term: str) -> str:
    """A term as text; blank nodes have other labels in each file."""
    return "_:" if term.startswith("_:") else term


def _path(path: str) -> str:
    """A path of one property; others are blank nodes in one report, and SPARQL paths in the other."""
    return path if not path or re.fullmatch("<[^<>]*>", path) else "a path of several"


# Queries, as `kg query` asks them


def queries(kinds: frozenset[str]) -> Callable[[Path], Iterator[Judged]]:
    """The tests of these kinds of SPARQL 1.1's queries."""

    def judge(folder: Path) -> Iterator[Judged]:
        for file in sorted(folder.glob("*/manifest.ttl")):
            if file.parent.name not in _AREAS:
                continue
            manifest = graph(file)
            for test in _entries(manifest):
                if (kind := _kind(manifest, test)) in kinds:
                    yield _asked(manifest, test, kind, f"{file.parent.name}/{_fragment(test)}")

    return judge


def _asked(manifest: Graph, test: Node, kind: str, name: str) -> Judged:
    action = manifest.value(test, MF.action)
    if kind != "QueryEvaluationTest":
        query = _based(_file(action))
        return _judged(name, lambda: bool(_store([]).query(query)) or True, refused=kind.startswith("Negative"))

    def compare() -> bool:
        data = [(_file(each), None) for each in manifest.objects(action, QT.data)]
        named = [(_file(each), ox.NamedNode(str(each))) for each in manifest.objects(action, QT.graphData)]
        answer = _store([*data, *named]).query(_based(_file(manifest.value(action, QT.query))))
        return same(answer, _file(manifest.value(test, MF.result)))

    return _judged(name, compare)


def _based(query: Path) -> str:
    """A query that says where its relative IRIs start, for Store.query takes no base."""
    return f"BASE <{query.as_uri()}>\n{query.read_text('utf-8')}"


def _store(files: Iterable[tuple[Path, ox.NamedNode | None]]) -> Store:
    held = ox.Store()
    for file, name in files:
        held.load(path=str(file), base_iri=file.as_uri(), to_graph=name)
    return Store(Path(), held)


# Manifests


def _entries(manifest: Graph) -> list[Node]:
    return [each for listed in manifest.objects(None, MF.entries) for each in manifest.items(listed)]


def _kind(manifest: Graph, test: Node) -> str:
    return _fragment(manifest.value(test, RDF.type))


def _fragment(node: Node | None) -> str:
    return str(node).rpartition("#")[2]


def _file(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://").partition("#")[0])


_AREAS = frozenset(
    "aggregates bind bindings cast construct exists functions grouping negation project-expression property-path "
    "service subquery syntax-query".split()
)
_EVALUATION = frozenset({"QueryEvaluationTest"})
_SYNTAX = frozenset({"PositiveSyntaxTest11", "NegativeSyntaxTest11"})
SUITES = (
    Suite("turtle", "Turtle, RDF 1.1", "rdf-tests/rdf/rdf11/rdf-turtle", rdf),
    Suite("trig", "TriG, RDF 1.1", "rdf-tests/rdf/rdf11/rdf-trig", rdf),
    Suite("n-quads", "N-Quads, RDF 1.1", "rdf-tests/rdf/rdf11/rdf-n-quads", rdf),
    Suite("n-triples", "N-Triples, RDF 1.1", "rdf-tests/rdf/rdf11/rdf-n-triples", rdf),
    Suite("rdf-xml", "RDF/XML, RDF 1.1", "rdf-tests/rdf/rdf11/rdf-xml", rdf),
    Suite("json-ld", "JSON-LD 1.1 to RDF", "json-ld-api/tests/toRdf-manifest.jsonld", json_ld),
    Suite("shacl", "SHACL Core", "data-shapes/data-shapes-test-suite/tests/core", shacl),
    Suite("sparql", "SPARQL 1.1, answers to queries", "rdf-tests/sparql/sparql11", queries(_EVALUATION)),
    Suite("sparql-syntax", "SPARQL 1.1, syntax of queries", "rdf-tests/sparql/sparql11", queries(_SYNTAX)),
)

if __name__ == "__main__":
    warnings.simplefilter("ignore")  # rdflib warns of the literals that the suites break on purpose
    with quiet_literals():
        raise SystemExit(main(sys.argv[1:]))
