"""Facts become quads: named, evidenced, sorted, the same whatever the order, readable by every parser."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import Article, Evidence, Role, Span
from kg.facts import (
    FACT_TYPES,
    Area,
    Conferral,
    Event,
    Fact,
    Facts,
    Organization,
    Person,
    Programme,
    Statement,
    Work,
    slug,
)
from kg.gazetteer import Gazetteer
from kg.mappers import ID, MAPPERS, Quad, by_subject, map_facts, n_quads, reachable, reference_quads
from kg.mappers.mapper import assign_iris
from kg.mappers.terms import any_uri, day, decimal, integer, literal, resource, sc
from made_facts import BONTANG, SEMARANG, made_facts, said

FACTS = made_facts()
GAZETTEER = Gazetteer.load()


def statements(quads: list[Quad], subject: str) -> set[tuple[str, str]]:
    """What is said of a resource, as local names: ``("rank", '"2"')``."""
    return {
        (quad.predicate[1:-1].replace("#", "/").rpartition("/")[2], quad.object.partition("^^")[0].replace(ID, ""))
        for quad in quads
        if quad.subject == resource(subject) and not quad.graph.endswith("/evidence>")
    }


# What a reader finds in the graph


def test_a_conferral_with_everything_that_the_text_says_of_it() -> None:
    found = statements(map_facts(FACTS), "conferral/64.74-anugerah-pintar-2022-2022-society-2")
    assert found == {
        ("type", "<https://w3id.org/smartcity-kg/ontology#Conferral>"),
        ("label", '"Kota Bontang: Anugerah Pintar 2022, Smart Society, peringkat 2"'),
        ("recipient", "<area/64.74>"),
        ("award", "<award/anugerah-pintar-2022>"),
        ("category", '"Smart Society"'),
        ("dimension", "<dimension/society>"),
        ("rank", '"2"'),
        ("year", '"2022"'),
        ("date", '"2022-11-24"'),
        ("presenter", "<position/menteri-komunikasi>"),
        ("acceptor", "<person/laksmi-arum>"),
        ("event", "<event/malam-anugerah-pintar-2022-11-24>"),
        ("venue", '"Hotel Kenanga"'),
        ("place", '"Jakarta"'),
    }


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("award/anugerah-pintar-2022", {("edition", '"2022"'), ("grantor", "<organization/forum-pintar>")}),
        ("person/laksmi-arum", {("name", '"Laksmi Arum"'), ("nameVariant", '"Laksmi"')}),
        ("organization/dinas-kominfo-kota-bontang", {("ofArea", "<area/64.74>"), ("type", f"{sc('Agency')}")}),
        ("work/lentera-warga", {("name", '"Lentera Warga"'), ("type", f"{sc('Work')}")}),
        ("area/33.22_33.74", {("candidate", "<area/33.22>"), ("candidate", "<area/33.74>"), ("label", '"Semarang"')}),
        ("placement/33.22_33.74-indeks-pintar-top-25", {("withinTop", '"25"'), ("score", '"78.25"')}),
        ("participation/64.74-gerakan-pintar-2022-2022", {("edition", '"2022"')}),
        ("tenure/laksmi-arum-wali-kota-64.74", {("position", "<position/wali-kota>"), ("observedOn", '"2022-11-24"')}),
        ("event/malam-anugerah-pintar-2022-11-24", {("name", '"Malam Anugerah Pintar"'), ("place", '"Jakarta"')}),
        ("programme/gerakan-pintar-2022", {("elementCount", '"6"'), ("edition", '"2022"')}),
        ("article/" + FACTS.article.id, {("file", '"buatan.txt"'), ("outlet", '"Warta Lontar"')}),
    ],
)
def test_the_things_around_it(subject: str, expected: set[tuple[str, str]]) -> None:
    assert expected <= statements(map_facts(FACTS), subject)


def test_a_statement_is_named_by_its_article_and_place_and_keeps_its_quotation_marks() -> None:
    start = FACTS.article.text.index('Ini "milik"')
    found = statements(map_facts(FACTS), f"statement/{FACTS.article.id}-{start}")
    assert {("text", r'"Ini \"milik\" warga,"'), ("about", "<programme/gerakan-pintar-2022>")} <= found


def test_a_nickname_is_stated_where_the_article_uses_it_and_only_there() -> None:
    used = (resource("area/64.74"), sc("nickname"), literal("Kota Taman"))
    assert used in {quad[:3] for quad in map_facts(FACTS, GAZETTEER)}
    article = Article("Kota Bontang meraih Adipura.", "a.txt")
    fact = Conferral(said(article, BONTANG, "Kota Bontang"), said(article, "Adipura", "Adipura"), "r")
    assert used not in {quad[:3] for quad in map_facts(Facts(article, (fact,)), GAZETTEER)}


def test_an_award_that_bears_the_name_of_a_programme_belongs_to_it() -> None:
    article = Article("Bontang meraih Gerakan Maju 2021, bagian dari Gerakan Maju.", "a.txt")
    conferral = Conferral(said(article, BONTANG, "Bontang"), said(article, "Gerakan Maju 2021", "Gerakan Maju"), "r")
    programme = Programme(said(article, "Gerakan Maju", "Gerakan Maju."), "r")
    quads = map_facts(Facts(article, (conferral, programme)))
    assert ("programme", "<programme/gerakan-maju>") in statements(quads, "award/gerakan-maju-2021")


def test_an_event_that_is_only_named_has_words_too() -> None:
    article = Article("Bontang meraih Adipura pada Malam Bumi.", "a.txt")
    role = said(article, "Malam Bumi", "Malam Bumi")
    fact = Conferral(said(article, BONTANG, "Bontang"), said(article, "Adipura", "Adipura"), "r", event=role)
    quads = map_facts(Facts(article, (fact,)))
    assert any(q.subject == resource("event/malam-bumi") and q.predicate == sc("evidence") for q in quads)


def test_two_spellings_under_one_name_keep_both() -> None:
    article = Article("Mu'awanah dan Muawanah", "a.txt")
    spellings = ("Mu'awanah", "Muawanah")
    facts = tuple(
        Statement(said(article, Person(n), n), said(article, n, n), said(article, "direct", n), "r") for n in spellings
    )
    found = statements(map_facts(Facts(article, facts)), "person/muawanah")
    assert {("name", '"Mu\'awanah"'), ("nameVariant", '"Muawanah"')} <= found


# Every fact type and every role of it


def test_every_fact_type_has_a_mapper_and_every_role_a_property() -> None:
    assert set(MAPPERS) == set(FACT_TYPES)
    for fact_type, mapper in MAPPERS.items():
        assert set(mapper.slots) == {field.name for field in fields(fact_type)} - {"rule"}, fact_type.__name__


def test_every_fact_and_every_role_points_at_its_words() -> None:
    quads = map_facts(FACTS)
    text = FACTS.article.text
    by = by_subject(quads)
    for fact, iri in assign_iris(FACTS.facts, MAPPERS).items():
        supported = set()
        for link in by[iri]:
            if link.predicate == sc("evidence"):
                (exact,) = [q.object for q in by[f"{link.object[:-1]}/quote>"] if q.predicate.endswith("exact>")]
                place = {q.predicate.rpartition("#")[2]: q.object for q in by[f"{link.object[:-1]}/position>"]}
                start, end = (int(place[f"{each}>"].split('"')[1]) for each in ("start", "end"))
                assert exact == literal(text[start:end])
                supported |= {q.object for q in by[link.object] if q.predicate == sc("supports")}
        wanted = {sc(MAPPERS[type(fact)].slots[f.name].property) for f in fields(fact) if f.name != "rule"}
        filled = {q.predicate for q in by[iri] if not q.graph.endswith("/evidence>")} & wanted
        assert supported == filled, iri


def test_words_of_another_article_are_refused() -> None:
    stranger = Role("Adipura", (Evidence("0000000000000000", Span(0, 7), "Adipura"),), "r")
    fact = Conferral(said(FACTS.article, BONTANG, "Kota Bontang"), stranger, "r")
    with pytest.raises(ValueError, match="0000000000000000"):
        map_facts(Facts(FACTS.article, (fact,)))


# Order, names and bytes


@given(st.permutations(FACTS.facts))
def test_the_order_of_facts_changes_no_byte(facts: list[Fact]) -> None:
    assert n_quads(map_facts(Facts(FACTS.article, tuple(facts)))) == n_quads(map_facts(FACTS))


def test_quads_are_sorted_and_unique_and_have_no_blank_node() -> None:
    quads = map_facts(replace(FACTS, facts=FACTS.facts * 2), GAZETTEER)
    assert quads == sorted(set(quads))
    assert not [term for quad in quads for term in quad if term.startswith("_:")]


WORDS = Article("Bontang atau Semarang meraih Adipura", "a.txt")
NAMES = st.sampled_from(["Adipura", "adipura", "Adipura 2019", "Adipura-2019", "★", "Á", "a-2019", "2019"])


def role(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Role[Any]]:
    return values.map(lambda value: said(WORDS, value, "Adipura"))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Role[Any] | None]:
    return st.none() | role(values)


RECIPIENTS: st.SearchStrategy[Any] = (
    st.sampled_from([BONTANG, SEMARANG, Area(("33.22",), "Kabupaten Semarang")])
    | NAMES.map(Organization)
    | NAMES.map(Person)
    | NAMES.map(Work)
)
CONFERRALS: st.SearchStrategy[Fact] = st.builds(
    Conferral,
    role(RECIPIENTS),
    role(NAMES),
    st.just("r"),
    category=maybe(NAMES),
    dimension=maybe(st.sampled_from(["society", "economy"])),
    rank=maybe(st.integers(1, 2)),
    year=maybe(st.sampled_from([2018, 2019])),
    date=maybe(st.sampled_from([date(2019, 1, 1), date(2019, 1, 2)])),
    acceptor=maybe(NAMES.map(Person)),
    place=maybe(NAMES),
)
EVENTS: st.SearchStrategy[Fact] = st.builds(
    Event, role(NAMES), st.just("r"), date=maybe(st.just(date(2019, 1, 1))), venue=maybe(NAMES), place=maybe(NAMES)
)
STATEMENTS: st.SearchStrategy[Fact] = st.builds(
    Statement, role(NAMES.map(Person)), role(NAMES), role(st.sampled_from(["direct", "indirect"])), st.just("r")
)


@settings(max_examples=300)
@given(st.lists(CONFERRALS | EVENTS | STATEMENTS, max_size=6, unique=True), st.randoms())
def test_facts_that_state_different_things_never_share_an_iri(facts: list[Fact], random: Any) -> None:
    iris = assign_iris(facts, MAPPERS)
    assert len(set(iris.values())) == len(facts)
    random.shuffle(facts)
    assert assign_iris(facts, MAPPERS) == iris
    assert n_quads(map_facts(Facts(WORDS, tuple(facts)))) == n_quads(map_facts(Facts(WORDS, tuple(reversed(facts)))))


def test_one_fact_stated_in_two_places_is_one_fact_with_the_words_of_both() -> None:
    def fact(words: str) -> Conferral:
        return Conferral(said(WORDS, BONTANG, words), said(WORDS, "Adipura", "Adipura"), "r")

    iris = assign_iris([fact("Bontang"), fact("atau")], MAPPERS)
    assert set(iris.values()) == {resource("conferral/64.74-adipura")}


def test_the_same_fact_has_the_same_name_in_two_articles() -> None:
    other = Article("Kata redaksi, Bontang meraih Adipura", "b.txt")
    names = {
        iri
        for article in (WORDS, other)
        for iri in assign_iris(
            [Conferral(said(article, BONTANG, "Bontang"), said(article, "Adipura", "Adipura"), "r")], MAPPERS
        ).values()
    }
    assert len(names) == 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_name_gives_an_iri_that_parses(name: str) -> None:
    made = resource(f"award/{slug(name)}")
    assert next(iter(ox.parse(f"{made} {made} {made} .", format=ox.RdfFormat.N_TRIPLES))).subject.value == made[1:-1]


# Terms, as two independent parsers read them


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib's own parser
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_from_both_parsers(text: str) -> None:
    from rdflib import Dataset

    line = n_quads([Quad(resource("a"), sc("text"), literal(text), resource("g"))])
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert quad.object == ox.Literal(text)
    dataset = Dataset()
    dataset.parse(data=line, format="nquads")
    ((_, _, value, _),) = dataset.quads()
    assert str(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_decimal_is_stored_as_it_is_written(number: Decimal) -> None:
    graph = ox.Store()
    graph.update(f"INSERT DATA {{ {resource('a')} {sc('score')} {decimal(number)} }}")
    (quad,) = graph
    assert str(quad.object) == decimal(number)
    assert Decimal(decimal(number).split('"')[1]) == number


@given(st.integers(-(10**15), 10**15), st.dates())
def test_integers_and_days_are_stored_as_they_are_written(number: int, when: date) -> None:
    graph = ox.Store()
    graph.update(f"INSERT DATA {{ {resource('a')} {sc('x')} {integer(number)}, {day(when)} }}")
    assert {str(quad.object) for quad in graph} == {integer(number), day(when)}


def test_true_leaves_no_trace_among_the_integers() -> None:
    assert integer(True) == integer(1) == '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_an_address_with_odd_characters_stays_one_literal() -> None:
    line = n_quads([Quad(resource("a"), sc("url"), any_uri('https://x/"> .\n<a'), resource("g"))])
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == 'https://x/"> .\n<a'


# The reference


def test_the_reference_describes_areas_ministries_and_dimensions() -> None:
    quads = reference_quads(GAZETTEER)
    assert quads == sorted(set(quads))
    assert statements(quads, "area/64.74") >= {
        ("type", sc("City")), ("label", '"Kota Bontang"'), ("name", '"Bontang"'), ("code", '"64.74"'),
        ("within", "<area/64>"), ("nickname", '"Kota Taman"'),
    }  # fmt: skip
    kinds = [quad.object for quad in quads if quad.predicate.endswith("#type>")]
    assert [kinds.count(sc(each)) for each in ("Province", "Regency", "City", "Dimension")] == [38, 416, 98, 7]
    assert ("type", sc("Ministry")) in statements(quads, "organization/kementerian-dalam-negeri")


def test_an_article_reaches_its_areas_and_what_they_lie_in() -> None:
    found = {quad.subject for quad in reachable(map_facts(FACTS), by_subject(reference_quads(GAZETTEER)))}
    wanted = {"area/64.74", "area/64", "area/33.22", "area/33.74", "area/33", "dimension/society"}
    assert {resource(each) for each in wanted} <= found
    assert resource("area/31") not in found
