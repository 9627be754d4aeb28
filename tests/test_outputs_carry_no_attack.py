"""Whatever an article holds, what kg writes attacks nobody who opens it, and says what the article said."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.cli.presenting import comma_separated, markdown, table
from kg.drawing import draw, graph
from kg.drawing.palette import LIGHT
from kg.exporting import Format, export
from kg.exporting.network_files import gexf, graphml
from kg.exporting.property_graph import admin_import, cypher, property_graph
from kg.exporting.quickstatements import items_from
from kg.exporting.quickstatements import quickstatements as draft
from kg.exporting.schemaorg import schemaorg
from kg.exporting.tables import Table, csv_file
from kg.harmless import cell, cell_text, visible, xml_text
from kg.mappers import ID, Quad, literal, sc
from kg.mappers.terms import LABEL, TYPE, any_uri
from kg.network import Edge, Network, Node, Passage

EVIL = (
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://x","y")',
    " \t'\"=1+1",
    "＝1",
    "-5",
    "\x1b[2J\x1b]8;;http://x\x07klik\x1b]8;;\x07\x9b31m",
    "\u202eterbalik\u2066\u2069",
    "\x00\x0b\ufffe\ud800\udfff",
    "a\u2028b\u2029c\rd\ne\tf\x85g",
    '||TAB|P31|Q5 /* */ """\' \\\' \\u0027 \\\\ ``` ]]> <!-- &amp; <![CDATA[',
    "\\",
    "*/ P31 /* ",
    "![](http://x/y.png) [a](javascript:b) a|b",
)
#: Letters that a store can hold: no halves of pairs, which no graph has.
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("=+-@'\"\t\r\n\\|`<>&;,/*{}[]()$#!\x1b\x9b\x07\x00\u202e\u2028\ufffe a1u"), max_size=12),
    st.sampled_from([each for each in EVIL if "\ud800" not in each]),
)
ANY = st.one_of(TEXTS, st.sampled_from(EVIL), st.text(st.characters(codec=None), max_size=20))
FORMS: dict[Format, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
FEW = settings(max_examples=60, deadline=None)
ARTICLE, AREA, AWARD, FACT = (f"<{ID}{path}>" for path in ("article/0a", "area/64.74", "award/x", "conferral/x"))


def graph_saying(text: str) -> list[Quad]:
    """A small graph in which whatever an article can word is worded so."""
    said = literal(text)
    return [
        Quad(ARTICLE, TYPE, sc("Article"), ARTICLE),
        Quad(ARTICLE, sc("headline"), said, ARTICLE),
        Quad(ARTICLE, sc("url"), any_uri(text), ARTICLE),
        Quad(AREA, TYPE, sc("City"), ARTICLE),
        Quad(AREA, LABEL, said, ARTICLE),
        Quad(AWARD, TYPE, sc("Award"), ARTICLE),
        Quad(AWARD, LABEL, said, ARTICLE),
        Quad(AWARD, sc("category"), said, ARTICLE),
        Quad(FACT, TYPE, sc("Conferral"), ARTICLE),
        Quad(FACT, sc("recipient"), AREA, ARTICLE),
        Quad(FACT, sc("award"), AWARD, ARTICLE),
    ]


def network_saying(text: str) -> Network:
    nodes = {iri: Node(iri, text, kind) for iri, kind in ((f"{ID}area/64.74", "area"), (f"list:{text}", "list"))}
    edge = Edge(f"{ID}area/64.74", f"list:{text}", "received", [Passage(text, text)], text, [(text, text)], [], [2020])
    return Network(nodes, [edge])


def whole(text: str) -> str:
    """The text with two halves of a pair that follow each other made one letter, as JSON reads them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


# Spreadsheets


def runs(value: str) -> bool:
    """Whether a spreadsheet might run the cell."""
    return value[:1] in "\t\r\n" or value.lstrip(" \t\r\n\xa0'\"")[:1] in tuple("=+-@＝＋－＠")


@FEW
@given(TEXTS)
@example("-5")
@example("'=1")
@example("''=1")
@example("'")
@example("'\x00")
@example("'\t")
def test_no_cell_runs_and_each_is_read_back_as_it_was(text: str) -> None:
    made = cell(text)
    assert made in {text, f"'{text}"}
    assert not text or made.startswith("'") or not runs(text)
    assert cell_text(made) == text


@FEW
@given(TEXTS)
def test_in_every_csv_the_cells_are_harmless_and_numbers_stay_numbers(text: str) -> None:
    columns = {"words": "string", "count": "integer"}
    files = [
        csv_file(Table("t", {}, columns, [[text, "-5"]])).decode(),
        comma_separated(["words", "count"], [[text, "-5"]], [[False, True]]),
    ]
    for file in files:
        _, row = csv.reader(io.StringIO(file, newline=""))
        assert (cell_text(row[0]), row[1]) == (text, "-5")
        assert row[0].startswith("'") or not row[0] or not runs(row[0])
    for name, content in admin_import(*property_graph(graph_saying(text))).items():
        if name.endswith(".csv"):
            for line in csv.reader(io.StringIO(content.decode(), newline="")):
                assert not [each for each in line if each and not each.startswith("'") and runs(each)]


def test_a_table_of_items_may_come_from_a_spreadsheet() -> None:
    assert items_from("thing,item\n'-x/1,Q7\narea/64.74,Q8\n", "items.csv") == {"-x/1": "Q7", "area/64.74": "Q8"}


# Pages


@FEW
@given(ANY)
def test_schema_org_can_stand_in_a_page(text: str) -> None:
    quads = graph_saying(text if text.isascii() else text.encode("utf-8", "replace").decode())
    document = schemaorg(quads, lambda article, start, end: text)
    document.encode()
    assert not re.search("[<>&\u2028\u2029]", document)
    assert json.loads(document)["@context"] == "https://schema.org"


@FEW
@given(ANY)
def test_the_page_holds_one_script_of_data_whatever_is_said(text: str) -> None:
    page = draw(graph(network_saying(text), "en", text), "html").decode()
    assert page.count("<script") == page.count("</script") == 2
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert whole(json.loads(data[1])["nodes"][0]["label"]) == whole(text)


# XML


@FEW
@given(ANY)
def test_svg_graphml_and_gexf_are_well_formed_whatever_is_said(text: str) -> None:
    made = network_saying(text)
    ElementTree.fromstring(draw(graph(made, "en", text), "svg"))
    for written in (graphml(made, LIGHT), gexf(made, LIGHT)):
        root = ElementTree.fromstring(written.encode())
        labels = [each.get("label") for each in root.iter() if each.tag.endswith("}node")]
        assert labels in ([None, None], [xml_text(text).replace("\r\n", "\n")] * 2, [xml_text(text)] * 2)


@FEW
@given(TEXTS)
def test_rdf_xml_is_well_formed_and_says_what_xml_can_hold(text: str) -> None:
    written = export(graph_saying(text), "rdf")
    ElementTree.fromstring(written)
    read = [each.object for each in ox.parse(written, format=ox.RdfFormat.RDF_XML)]
    # XML itself makes one line end of each.
    said = {each.value.replace("\r\n", "\n").replace("\r", "\n") for each in read if isinstance(each, ox.Literal)}
    assert said == {xml_text(text).replace("\r\n", "\n").replace("\r", "\n")}


# Other forms of the graph


@FEW
@given(TEXTS)
def test_every_form_of_rdf_says_the_same_and_nothing_that_a_text_smuggled_in(text: str) -> None:
    quads = graph_saying(text)
    facts = {(q.subject, q.predicate, text if q.object[0] == '"' else q.object) for q in quads}
    for format_, known in FORMS.items():
        read = ox.parse(export(quads, format_), format=known)
        found = {
            (str(q.subject), str(q.predicate), q.object.value if isinstance(q.object, ox.Literal) else str(q.object))
            for q in read
        }
        assert found == facts


@FEW
@given(TEXTS)
@example("\\u0027")
@example("\\\\u005c'")
def test_no_text_ends_a_string_of_cypher(text: str) -> None:
    script = cypher(*property_graph(graph_saying(text)))
    assert all(line.endswith(";") for line in script.split("\n")[:-1])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", script)
    # Read as it stands, and by versions that read \uXXXX before anything else.
    at_once = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), script)
    for read in (script, at_once):
        bare = re.sub(r"'(?:[^'\\]|\\.)*'", "TEXT", read, flags=re.DOTALL)
        assert "'" not in bare
        assert set(re.findall(r"[a-zA-Z]+", bare)) <= set(
            "CREATE CONSTRAINT resource key IF NOT EXISTS FOR n Resource REQUIRE IS UNIQUE MERGE TEXT SET Article City"
            " Award Conferral headline url label category iri MATCH a b r STATES RECIPIENT AWARD".split()
        )


@FEW
@given(ANY)
def test_no_text_ends_a_string_of_dot(text: str) -> None:
    written = draw(graph(network_saying(text), "en", text), "dot").decode()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "TEXT", written, flags=re.DOTALL)
    assert '"' not in bare
    assert bare.count("TEXT ->") == 1
    assert visible(written) == written


@FEW
@given(TEXTS)
def test_a_command_of_quickstatements_is_one_line_with_its_own_fields(text: str) -> None:
    written = draft(graph_saying(text), lambda article, start, end: text)
    (line,) = written.splitlines()
    told, comment, _ = line.partition(" /* ")
    assert comment
    assert line.count("/*") == line.count("*/") == 1
    assert "|" not in line
    assert all(field.count('"') in (0, 2) for field in told.split("\t"))
    assert len(told.split("\t")) in (3, 5, 7)


@FEW
@given(TEXTS)
def test_a_markdown_table_keeps_its_cells(text: str) -> None:
    lines = markdown(["a", "b"], [[text, "end"]]).split("\n")
    assert len(lines) == 4
    assert len(re.findall(r"(?<!\\)\|", lines[2])) == 3
    assert not re.search(r"(?<!\\)[\[\]`]|<", lines[2])


# Terminals


@FEW
@given(ANY)
def test_a_terminal_obeys_nothing_that_an_article_says(text: str) -> None:
    for told in (visible(text), table(["a", "b"], [[text, "x"]], 60, [[text]])):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", visible(told))
    assert whole(json.loads(visible(json.dumps(text, ensure_ascii=False)))) == whole(text)
