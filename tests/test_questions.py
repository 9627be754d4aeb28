"""Questions: strict headers, typed parameters, the views as a contract, golden answers, the same in two engines."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_store
from kg.article import Article, Role
from kg.errors import QueryError
from kg.facts import (
    Area,
    Conferral,
    Event,
    Fact,
    Facts,
    Office,
    Organization,
    Participation,
    Person,
    Placement,
    Statement,
    Tenure,
)
from kg.gazetteer import Gazetteer
from kg.mappers import map_facts
from kg.questions import ask, bind, named, parse, plain
from kg.questions.describing import describe, find
from kg.store import Store

# rdflib 7 warns of its own use of what it is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset\\.:DeprecationWarning")

BONTANG = "conferral:64.74-anugerah-kota-pintar-2022-2022-governance"

VIEWS = {
    "articles": "article file headline outlet dateline published advertorial url",
    "conferrals": "article recipient recipient_code award category dimension rank year date presenter acceptor grantor "
    "event venue place",
    "placements": "article area area_code list category rank top score scope year",
    "participations": "article area area_code programme year",
    "tenures": "article person role body body_code date",
    "events": "article event date venue place organizer",
    "statements": "article speaker mode text date",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return sample_store.store(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize(("view", "columns"), VIEWS.items())
def test_the_views_have_the_columns_that_others_rely_on(store: Store, view: str, columns: str) -> None:
    assert " ".join(ask(store, named(view)).columns) == columns


def test_an_interrupted_quotation_is_one_row_with_both_of_its_parts(store: Store) -> None:
    (row,) = [row for row in ask(store, named("statements")).rows if "Hadiah" in str(row.values)]
    assert "Hadiah ini milik warga, bukan milik pemerintah." in [plain(value) for value in row.values]
    assert [each.quote for each in row.evidence if each.property == "text"] == [
        "Hadiah ini milik warga,",
        "bukan milik pemerintah.",
    ]


# Parameters


@pytest.mark.parametrize(
    ("value", "code"),
    [("64.74", "64.74"), ("Bontang", "64.74"), ("kota bontang", "64.74"), ("Kota Taman", "64.74"), ("Aceh", "11"),
     ("Kab. Semarang", "33.22"), ("Kota Semarang", "33.74"), ("area:64.74", "64.74"),
     ("https://w3id.org/smartcity-kg/id/area/64.74", "64.74"), ("33.22_33.74", "33.22_33.74")],
)  # fmt: skip
def test_an_area_is_understood_by_code_name_nickname_and_iri(value: str, code: str) -> None:
    assert bind(named("awards-of-area"), {"area": value})["area"].value.endswith(f"/id/area/{code}")


@pytest.mark.parametrize(
    ("query", "given_", "message"),
    [
        ("awards-of-area", {"area": "Semarang"}, "it may be Kabupaten Semarang (33.22) or Kota Semarang (33.74)"),
        ("awards-of-area", {"area": "Bontng"}, "Did you mean Kota Bontang?"),
        ("awards-of-area", {}, "needs the parameter area (area). For example: -p area='Bontang'"),
        ("awards-by-year", {"yaer": "2022"}, "has no parameter 'yaer'. Did you mean 'year'?"),
        ("awards-by-year", {"year": "2022 }"}, "a whole number is expected"),
        ("sources-of-fact", {"fact": "nothing at all"}, "an IRI is expected"),
    ],
)
def test_a_parameter_that_does_not_fit_is_told(query: str, given_: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as error:
        bind(named(query), given_)
    assert message in str(error.value)


def test_a_day_is_a_day() -> None:
    question = parse("#+ param-day: date\nCONSTRUCT { ?s ?p ?day } WHERE { ?s ?p ?day }", "x", "x.rq")
    assert str(bind(question, {"day": "2022-11-24"})["day"]) == (
        '"2022-11-24"^^<http://www.w3.org/2001/XMLSchema#date>'
    )
    with pytest.raises(QueryError, match="such as 2022-11-24"):
        bind(question, {"day": "2022-11-31"})


@given(topic=st.text(min_size=1, max_size=20))
def test_no_parameter_can_change_the_query(topic: str) -> None:
    # Made here, as Hypothesis and function fixtures do not go together.
    term = bind(named("statements-about"), {"topic": topic})["topic"]
    assert term.value == topic.strip()


@pytest.mark.parametrize("topic", ['" } #', "') || true || ('", "}} UNION {{ ?s ?p ?o", "\\", "?words"])
def test_hostile_parameters_find_nothing(store: Store, topic: str) -> None:
    assert ask(store, named("statements-about"), {"topic": topic}).rows == ()


# Headers

GOOD = """#+ title-id: Kota
#+ title-en: Cities
#+ question-id: Kota apa?
#+ question-en: Which cities?
#+ param-year: integer?
#+ example-year: 2022
#+ column-name: string
#+ view: map
#+ tags: city, list
SELECT ?name ?year WHERE { ?city a sc:City ; sc:name ?name }
"""


def test_a_header_is_read_whole() -> None:
    question = parse(GOOD, "cities", "cities.rq")
    assert question.titles == {"id": "Kota", "en": "Cities"}
    assert question.columns == {"name": "string"}
    assert (question.view, question.tags) == ("map", ("city", "list"))
    (year,) = question.parameters
    assert (year.name, year.type, year.optional, year.example) == ("year", "integer", True, "2022")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("#+ view: map", "#+ view: pie"), "cities.rq:8: view is 'pie'; it must be one of table, graph, map, timeline"),
        (("#+ view: map", "#+ colour: red"), "cities.rq:8: colour is no header key"),
        (("#+ view: map", "#+ title-en: Again"), "cities.rq:8: title-en is already given in line 2"),
        (("#+ view: map", "#+ view"), "cities.rq:8: a header line reads '#+ key: value'"),
        (("#+ view: map", "#+ view:"), "cities.rq:8: view has no value"),
        (("integer?", "number"), "cities.rq:5: param-year is 'number'; it must be one of string, integer"),
        (("example-year", "example-yaer"), "cities.rq:6: example-yaer has no param-yaer"),
        (("#+ title-en: Cities\n", ""), "cities.rq:1: the header lacks title-en"),
        (("#+ column-name: string\n", ""), "cities.rq:1: the header lacks column-<name>"),
        (("SELECT ?name ?year WHERE", "INSERT"), "Only queries can be asked, no updates"),
    ],
)
def test_a_malformed_header_is_told_with_file_and_line(change: tuple[str, str], message: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(QueryError) as error:
        parse(GOOD.replace(*change), "cities", "cities.rq")
    assert message in str(error.value)


def test_a_column_that_the_query_does_not_select_is_told(store: Store) -> None:
    question = parse(GOOD.replace("column-name", "column-nmae"), "cities", "cities.rq")
    with pytest.raises(QueryError, match=r"cities\.rq: the header has the column nmae, the SELECT has not"):
        ask(store, question)


def test_an_unknown_query_is_told_with_near_names() -> None:
    with pytest.raises(QueryError, match="Did you mean conferrals"):
        named("conferals")
    with pytest.raises(QueryError, match="'kg queries' lists them"):
        named("zzzz")


def test_a_query_that_calls_another_server_is_refused(store: Store) -> None:
    question = parse("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "x", "x.rq")
    with pytest.raises(QueryError, match="SERVICE"):
        ask(store, question)


def test_a_query_that_does_not_parse_is_told_with_its_file(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^x\.rq: "):
        ask(store, parse("SELECT WHERE {", "x", "x.rq"))


@given(text=st.text(max_size=60))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    try:
        question = parse(text, "x", "x.rq")
    except QueryError as error:
        assert str(error).startswith("x.rq")
    else:
        assert question.form in ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")


# One thing


@pytest.mark.parametrize(
    ("name", "end"),
    [("Kota Bontang", "area/64.74"), ("Kota Taman", "area/64.74"), ("64.74", "area/64.74"), ("bontang", "area/64.74"),
     ("Semarang", "area/33.22_33.74"), ("Sari", "person/sari-melati"), ("Lentera", "work/lentera-warga"),
     (BONTANG, "conferral/64.74-anugerah-kota-pintar-2022-2022-governance")],
)  # fmt: skip
def test_a_thing_is_found_by_what_people_call_it(store: Store, name: str, end: str) -> None:
    assert find(store, name).endswith(f"/id/{end}")


def test_a_name_of_several_things_is_told_with_all_of_them(store: Store) -> None:
    with pytest.raises(QueryError) as error:
        find(store, "Lestari")
    assert "Dewi Lestari (person:dewi-lestari)" in str(error.value)
    assert "Forum Kota Lestari (organization:forum-kota-lestari)" in str(error.value)
    with pytest.raises(QueryError, match="Nothing in the store is called"):
        find(store, "Atlantis")


def test_a_thing_is_described_by_its_facts_and_each_by_its_sources(store: Store) -> None:
    thing = describe(store, find(store, "Kota Bontang"))
    assert (thing.class_, thing.label) == ("City", "Kota Bontang")
    assert ("within", "Provinsi Kalimantan Timur") in [(each.name, each.value) for each in thing.properties]
    assert [(fact.class_, len(fact.sources)) for fact in thing.facts] == [
        ("Conferral", 1),
        ("Conferral", 2),
        ("Tenure", 1),
    ]
    dates = [role.value for source in thing.facts[1].sources for role in source.roles if role.name == "date"]
    assert sorted(dates) == ["2022-11-09", "2022-11-10"]


def test_an_article_is_described_by_what_it_states(store: Store) -> None:
    article = find(store, "sidoarjo.txt")
    assert {fact.class_ for fact in describe(store, article).facts} == {
        "Participation", "Placement", "Statement", "Tenure",
    }  # fmt: skip


# With the project's own mappers


def test_facts_that_the_mappers_write_are_answered_in_the_views(tmp_path: Path) -> None:
    text = (
        "Semarang meraih Anugerah Kota Pintar 2022 dari Forum Lestari dan Dinas Kominfo, diserahkan Menteri Kominfo di "
        "Jakarta. Wali Kota Bontang Sari Melati berkata, “Ini milik warga.” Sidoarjo ikut Gerakan Kota Pintar, 25 "
        "besar Indeks Kota dengan nilai 78,25."
    )
    article = Article(text, "berita.txt")

    def role(value: Any, words: str) -> Role[Any]:
        start = text.index(words)
        return Role(value, (article.evidence(start, start + len(words)),), "test")

    sari = role(Person("Sari Melati"), "Sari Melati")
    bontang, sidoarjo = Area(("64.74",), "Kota Bontang"), Area(("35.15",), "Kabupaten Sidoarjo")
    stated: tuple[Fact, ...] = (
        Conferral(
            role(Area(("33.22", "33.74"), "Semarang"), "Semarang"),
            role("Anugerah Kota Pintar 2022", "Anugerah Kota Pintar 2022"),
            "test",
            dimension=role("governance", "Anugerah"),
            presenter=role(Office("Menteri Komunikasi dan Informatika"), "Menteri Kominfo"),
            grantors=(
                role(Organization("Forum Lestari"), "Forum Lestari"),
                role(Organization("Dinas Kominfo", "agency"), "Dinas Kominfo"),
            ),
            place=role("Jakarta", "Jakarta"),
            year=role(2022, "2022"),
        ),
        Tenure(sari, role("Wali Kota", "Wali Kota"), "test", role(bontang, "Bontang")),
        Statement(sari, role("Ini milik warga.", "Ini milik warga."), role("direct", "“"), "test"),
        Participation(role(sidoarjo, "Sidoarjo"), role("Gerakan Kota Pintar", "Gerakan Kota Pintar"), "test"),
        Placement(role(sidoarjo, "Sidoarjo"), role("Indeks Kota", "Indeks Kota"), "test",
                  top=role(25, "25"), score=role(Decimal("78.25"), "78,25")),
        Event(role("Anugerah Kota Pintar 2022", "Anugerah Kota Pintar 2022"), "test", place=role("Jakarta", "Jakarta")),
    )  # fmt: skip
    with Store.open(tmp_path / "store") as opened:
        opened.replace(article, map_facts(Facts(article, stated), Gazetteer.load()))

        def only(view: str) -> dict[str, object]:
            answer = ask(opened, named(view))
            (row,) = answer.rows
            assert row.evidence
            found = dict(zip(answer.columns, map(plain, row.values), strict=True))
            return {name: value for name, value in found.items() if value is not None and name != "article"}

        assert only("conferrals") == {
            "recipient": "Semarang", "recipient_code": "33.22", "award": "Anugerah Kota Pintar 2022", "year": 2022,
            "dimension": "governance", "presenter": "Menteri Komunikasi dan Informatika",
            "grantor": "Dinas Kominfo; Forum Lestari", "place": "Jakarta",
        }  # fmt: skip
        assert only("tenures") == {
            "person": "Sari Melati", "role": "Wali Kota", "body": "Kota Bontang", "body_code": "64.74",
        }  # fmt: skip
        assert only("statements") == {"speaker": "Sari Melati", "mode": "direct", "text": "Ini milik warga."}
        assert only("participations") == {
            "area": "Kabupaten Sidoarjo", "area_code": "35.15", "programme": "Gerakan Kota Pintar",
        }  # fmt: skip
        assert only("placements") == {
            "area": "Kabupaten Sidoarjo", "area_code": "35.15", "list": "Indeks Kota", "top": 25, "score": 78.25,
        }  # fmt: skip
        assert only("events") == {"event": "Anugerah Kota Pintar 2022", "place": "Jakarta"}
