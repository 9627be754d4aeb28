"""The RDF formats in programs that are not ours: raptor and Jena find the same statements that went in."""

from __future__ import annotations

import os
import subprocess
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest

import sample_store
from kg.exporting import FORMATS, Format, description, export, selected
from kg.exporting.nanopublications import nanopublications
from kg.mappers import Quad
from outside import program

JAVA = Path("/usr/share/java")
RAPTOR = {"ttl": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "rdf": "rdfxml"}
ONE_GRAPH = ("ttl", "nt", "rdf")


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    found = selected(sample_store.store(tmp_path_factory.mktemp("sample")))
    return [*found, *description(found)]


def run(*command: str, classpath: str = "") -> str:
    environment = os.environ | ({"CLASSPATH": classpath} if classpath else {})
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert "error" not in done.stderr.lower(), done.stderr
    assert "warn" not in done.stderr.lower(), done.stderr
    return done.stdout


def canonical(n_quads: str, *, one_graph: bool) -> set[str]:
    parsed = ox.parse(n_quads.encode(), format=ox.RdfFormat.N_QUADS)
    return {str(each.triple) if one_graph else str(each) for each in parsed}


def stated(quads: list[Quad], *, one_graph: bool) -> set[str]:
    return canonical(export(quads, "nq").decode(), one_graph=one_graph)


@pytest.mark.parametrize("format_", RAPTOR)
def test_raptor_reads_the_same_graph(quads: list[Quad], format_: Format, tmp_path: Path) -> None:
    rapper = program("rapper")
    file = tmp_path / f"graph.{format_}"
    file.write_bytes(export(quads, format_))
    read = run(rapper, "-q", "-i", RAPTOR[format_], "-o", "nquads", str(file))
    one_graph = format_ in ONE_GRAPH
    assert canonical(read, one_graph=one_graph) == stated(quads, one_graph=one_graph)


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The class path of Jena's command line, as Debian has it.

    Debian moves the classes of Jena's XML parser to another package and leaves their message files behind: without
    a copy of these in the new place nothing of Jena starts.
    """
    program("java")
    if not (JAVA / "jena-cmds.jar").exists():
        program("jena")  # skips, or fails where outside programs are required
    messages = tmp_path_factory.mktemp("jena")
    with zipfile.ZipFile(JAVA / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith("org/apache/jena/ext/xerces/") and name.endswith(".properties"):
                copy = messages / name.removeprefix("org/apache/jena/ext/")
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(jar.read(name))
    needed = (
        "jena-arq jena-base jena-cmds jena-core jena-iri jena-tdb jena-tdb2 jena-shacl jena-shex jena-rdfconnection "
        "jena-dboe-base jena-dboe-storage jena-dboe-index jena-dboe-trans-data jena-dboe-transaction slf4j-api "
        "slf4j-nop commons-cli commons-codec commons-compress commons-csv commons-io commons-lang3 guava gson "
        "dexx.collection jackson-annotations jackson-core jackson-databind jsonld-java titanium-json-ld "
        "jakarta.json-api thrift protobuf httpclient httpcore"
    ).split()
    return os.pathsep.join([str(messages), *(str(JAVA / f"{name}.jar") for name in needed)])


# For JSON-LD 1.1 Jena needs a library that Debian does not have.
@pytest.mark.parametrize("format_", [each for each in FORMATS if each != "jsonld"])
def test_jena_reads_the_same_graph(quads: list[Quad], format_: Format, tmp_path: Path, jena: str) -> None:
    file = tmp_path / f"graph.{format_}"
    file.write_bytes(export(quads, format_))
    read = run("java", "riotcmd.riot", "--output=nq", "--check", "--strict", str(file), classpath=jena)
    one_graph = format_ in ONE_GRAPH
    assert canonical(read, one_graph=one_graph) == stated(quads, one_graph=one_graph)


def test_raptor_and_jena_read_nanopublications(quads: list[Quad], tmp_path: Path, jena: str) -> None:
    file = tmp_path / "nanopublications.trig"
    text = nanopublications(quads)
    file.write_text(text, "utf-8")
    expected = {str(each) for each in ox.parse(text.encode(), format=ox.RdfFormat.TRIG)}
    assert canonical(run(program("rapper"), "-q", "-i", "trig", "-o", "nquads", str(file)), one_graph=False) == expected
    read = run("java", "riotcmd.riot", "--output=nq", "--check", str(file), classpath=jena)
    assert canonical(read, one_graph=False) == expected
