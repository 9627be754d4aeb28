"""RDF files of strangers: what they claim is checked as far as it can be seen, and none of them hangs or floods kg."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from kg.article import Article
from kg.extraction import extract
from kg.facts import Facts
from kg.gazetteer import Gazetteer
from kg.mappers import by_subject, map_facts, n_quads, reachable, reference_quads
from kg.reading import read_text
from kg.reading.texts import texts_in
from kg.validation import validate_against, validate_files

Kg = Callable[..., CompletedProcess[str]]
TEXT = "Bontang Raih Adipura\n\nBONTANG - Kota Bontang meraih Adipura 2019 di Jakarta, Rabu (6/11/2019).\n"
HEAD = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="urn:x#">'
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetNode <urn:a> ;
  sh:property [ sh:path <urn:p> ; sh:maxCount 0 ; sh:message "Kein p"@de ] .
"""


def article() -> Article:
    return read_text(TEXT, "a.txt")


@cache
def exported() -> str:
    facts: Facts = extract(article())
    assert facts.facts
    quads = map_facts(facts)
    return n_quads([*quads, *reachable(quads, by_subject(reference_quads(Gazetteer.load())))])


def told(tmp_path: Path, text: str, texts: dict[str, Article] | None = None) -> str:
    path = tmp_path / "a.nq"
    path.write_text(text, "utf-8")
    return "\n".join(issue.message_en for issue in validate_files([path], "", texts).issues)


def changed(pattern: str, new: str) -> str:
    text, count = re.subn(pattern, new, exported(), count=1)
    assert count
    return text


@pytest.mark.parametrize(
    ("pattern", "new", "message"),
    [
        (r'(oa#end>) "\d+"', r'\1 "999999"', "The end less the start is the length of the quote"),
        (r'(oa#exact>) "', r'\1 "x', "The end less the start is the length of the quote"),
        (r'(oa#start>) "\d+"', r'\1 "-1"', "Evidence has one start, one end after it, and one quote"),
        (r'(oa#start>) "\d+"', r'\1 "99999"', "Evidence has one start, one end after it, and one quote"),
        (r"(oa#hasSource> <\S+/)\w+>", r"\g<1>0123456789abcdef>", "Evidence comes from the article"),
        (r"\S+ (<\S+ontology#evidence> <)", r"<urn:x> \g<1>urn:other/", "Evidence is the evidence of something"),
        (r'(\S+/position>) (\S+oa#start>) "\d+"(.*\n)', r'\g<0>\1 \2 "1"\3', "Evidence has one start, one end"),
    ],
)  # fmt: skip
def test_positions_quotes_and_sources_that_do_not_agree_are_told_without_the_text(
    tmp_path: Path, pattern: str, new: str, message: str
) -> None:
    assert told(tmp_path, exported()) == ""
    assert message in told(tmp_path, changed(pattern, new))


def test_quotes_that_overlap_and_differ_are_told(tmp_path: Path) -> None:
    assert "Quotes that overlap" in told(tmp_path, changed(r'(oa#exact>) "Adipura 2019"', r'\1 "Adipura 2018"'))


def test_every_quote_is_looked_for_in_its_article_whatever_its_file_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "no name at all").write_text(TEXT, "utf-8")
    (folder / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    texts = texts_in(folder)
    assert list(texts) == [article().id]
    assert told(tmp_path, exported(), texts) == ""
    assert "A quote equals the words" in told(tmp_path, changed(r'(oa#exact>) "Jakarta"', r'\1 "Jakarto"'), texts)
    assert told(tmp_path, exported(), {}) == "The text of the article is among the texts that were given"


def test_anybodys_shapes_give_their_own_verdict_and_messages(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text(SHAPES, "utf-8")
    (tmp_path / "good.ttl").write_text("<urn:b> <urn:p> 1 .", "utf-8")
    (tmp_path / "bad.ttl").write_text("<a> <p> 01 .", "utf-8")
    assert validate_against([tmp_path / "good.ttl"], tmp_path / "shapes.ttl").conforms
    shapes = SHAPES.replace("urn:a>", "http://x/a>").replace("urn:p>", "http://x/p>")
    (tmp_path / "shapes.ttl").write_text(shapes, "utf-8")
    done = kg("validate", "bad.ttl", "--shapes", "shapes.ttl", "--base", "http://x/", "--json")
    assert done.returncode == 1, done.stderr
    (result,) = json.loads(done.stdout)["results"]
    assert result["messages"] == {"de": "Kein p"}
    assert (result["focus"], result["path"]) == ("<http://x/a>", "<http://x/p>")
    done = kg("validate", "bad.ttl")
    assert done.returncode == 2
    assert "give the one that they start from with --base" in done.stderr


def entities(depth: int) -> str:
    inner = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth))
    return f'<!DOCTYPE rdf:RDF [<!ENTITY e0 "aaaaaaaaaa">{inner}]>{HEAD}<x:C><x:p>&e{depth - 1};</x:p></x:C></rdf:RDF>'


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.rdf", entities(10), "it declares an XML entity"),
        ("file.rdf", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{HEAD}</rdf:RDF>', "an XML entity"),
        ("deep.jsonld", '{"http://x/p":' * 5000 + "1" + "}" * 5000, "it could not be checked"),
        ("long.ttl", '<urn:a> <urn:p> "' + "a" * 20_000_000 + '" .', "a word or literal of over 16 MiB"),
        ("remote.jsonld", '{"@context": "http://127.0.0.1:9/", "a": 1}', "remote contexts"),
        ("latin.ttl", b'<urn:a> <urn:p> "caf\xe9" .', "Invalid UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 15 else "",
)
def test_a_file_that_is_a_trap_is_refused_in_a_sentence(
    kg: Kg, tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    done = kg("validate", name)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 600


def test_what_is_no_file_or_too_large_is_refused_before_it_is_read(kg: Kg, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.ttl")
    (tmp_path / "zero.ttl").symlink_to("/dev/zero")
    with (tmp_path / "sparse.nq").open("wb") as stream:
        stream.truncate(3 << 30)
    for name, reason in (
        ("fifo.ttl", "no regular file"),
        ("zero.ttl", "no regular file"),
        ("sparse.nq", "over 256 MiB"),
    ):
        done = kg("validate", name)
        assert done.returncode == 2
        assert reason in done.stderr


def test_short_entities_for_namespaces_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.rdf").write_text(
        f'<!DOCTYPE x [<!ENTITY e "urn:e">]>{HEAD}<x:C><x:p>&e;</x:p></x:C></rdf:RDF>', "utf-8"
    )
    assert validate_files([tmp_path / "a.rdf"]).conforms
