"""No question leaves the machine, however the word is hidden; and the word alone harms nobody."""

from __future__ import annotations

import time
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.mappers import SC
from kg.store import refuse_service

ELSEWHERE = "<http://127.0.0.1:9/>"  # a port that Oxigraph refuses to call: it says so instead of trying
HIDDEN = f"PREFIX e: {ELSEWHERE}"
PREFIXES = {"sc": SC, "": SC, "a": SC}


def calls_out(query: str) -> bool:
    """Whether Oxigraph itself, with nobody refusing, would call another server to answer this."""
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode(SC), ox.NamedNode(SC), ox.Literal("a")))
    try:
        answer = store.query(query, prefixes=PREFIXES)
        if isinstance(answer, ox.QuerySolutions | ox.QueryTriples):
            list(answer)
    except OSError as error:
        assert "port 9 " in str(error)
        return True
    except (SyntaxError, RuntimeError):
        pass
    return False


CALLS = [
    f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service{ELSEWHERE}{{ }} }}",
    f"SELECT * {{ ?s ?p 'a' .SERVICE{ELSEWHERE}{{}} }}",
    f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }} }} }}",
    f"SELECT * {{ # a comment\n SERVICE\n{ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ # a comment\r SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ BIND('it\\'s' AS ?a) BIND(\"#\" AS ?b) SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ BIND('''#''' AS ?a) SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ BIND(1<2 AS ?a) SERVICE {ELSEWHERE} {{ }} BIND(2>1 AS ?b) }}",
    f"SELECT * {{ ?s ?p 'a'SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ OPTIONAL {{ ?s ?p a:b\\#SERVICE }} SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ OPTIONAL {{ ?s ?p sc:. }} SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ OPTIONAL {{ ?s ?p <http://x/\u00a0#> }} SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ OPTIONAL {{ ?s ?p <http://x/\\u0041#f> }} SERVICE {ELSEWHERE} {{ }} }}",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICEe: { } }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { } }",
    f"SELECT * {{ ?s sc: 1SERVICE {ELSEWHERE} {{ }} }}",
    f"SELECT * {{ ?s ?p sc:.SERVICE {ELSEWHERE} {{ }} }}",
    f"{HIDDEN} SELECT * {{ VALUES (?a ?b) {{(1 2)}} FILTER(?a<?b)SERVICEe:s#>\n{{ ?x ?y ?z }} }}",
    f"{HIDDEN} ASK {{ VALUES (?a ?b) {{(1 2)}} FILTER(?a<?b)SERVICEe:s#>\n{{ ?x ?y ?z }} }}",
    f"{HIDDEN} CONSTRUCT {{ ?x a ?x }} {{ VALUES (?a ?b) {{(1 2)}} FILTER(?a<?b)SERVICEe:s#>\n{{ ?x ?y ?z }} }}",
    f"{HIDDEN} SELECT * {{ ?s ?p ?h BIND(e: AS ?u) FILTER(?s<?h||1<2)SERVICE?u#>\n{{ ?x ?y ?z }} }}",
    f"{HIDDEN} SELECT * {{ ?s ?p ?h BIND(e: AS ?u) FILTER EXISTS {{ FILTER(1<2)SERVICE?u#>\n{{ ?x ?y ?z }} }} }}",
    f"SELECT * {{ \\u0053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_question_is_passed_on_to_another_server(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        refuse_service(query)


def test_these_questions_would_have_been_passed_on() -> None:
    """The list above is about real calls: most of it is what Oxigraph would act on."""
    assert [calls_out(query) for query in CALLS].count(True) >= 18


WHOLE = ("OPTIONAL { ?s ?p ?o }", "BIND(1 AS ?a)", "FILTER(1 < 2)", "{ }", "# a\n", "# a\r", "<http://x/\u00a0#>")
PIECES = st.sampled_from(
    (
        *WHOLE,
        "SERVICE",
        "service",
        ELSEWHERE,
        "{",
        "}",
        "?s ?p ?o",
        "?s ?p ",
        ".",
        ";",
        ",",
        "'",
        '"',
        "'''",
        '"""',
        "#",
        "\n",
        "\r",
        "\\",
        "\\'",
        "\\u0027",
        "a:b",
        "a:",
        ":",
        "sc:x\\#",
        "a:.",
        "<",
        ">",
        " ",
        "1",
        "1.",
        "true",
        "@en",
        "'x'",
        "'#'",
        '"#"',
        "OPTIONAL {",
        "FILTER(",
        ")",
        "?a<?b",
        "FILTER(?a<?b)",
        "FILTER(1<2)SERVICEe:s#>\n",
        "#>\n",
        "'''",
        "$",
        "-",
        "%",
    )
)


@settings(max_examples=1500)
@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=4).map("".join))
def test_what_is_let_through_never_calls_out(before: str, after: str) -> None:
    query = f"{HIDDEN} SELECT * {{ {before}SERVICE {ELSEWHERE} {{ }} {after} }}"
    try:
        refuse_service(query)
    except QueryError:
        return
    assert not calls_out(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE' }",
        'SELECT * { ?s $myservice "a \\" SERVICE b" } # SERVICE',
        "SELECT * { ?s <http://example.org/#SERVICE> '''its SERVICE''' }",
        "PREFIX a: <http://example.org/a#> SELECT * { ?s ?p 'public service' FILTER(1 < 2) } # it's a service",
        "SELECT * { ?s ?p 'caf\\u00e9 service' }",
    ],
)
def test_the_word_alone_harms_nobody(query: str) -> None:
    refuse_service(query)
    assert not calls_out(query)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT * { ?s sc:a.b.SERVICE ?o }", "SERVICE"),
        ("SELECT * { ?s ?p 'x'@service }", "SERVICE"),
        ("SELECT * { ?s <http://example.org/service> ?o }", "SERVICE"),
        ("SELECT * { ?s ?p 'a\\u0041' }", "code point"),
        ("SELECT * { ?s ?p 'a\\u+041' }", "code point"),
        ("SELECT * { ?s ?p 'a\\uD83D' }", "code point"),
        ("SELECT * { ?s ?p '\ud83d' }", "half a character"),
        (f"SELECT * {{ ?s ?p '{'x' * 70_000} service' }}", "SERVICE"),
    ],
)
def test_where_a_doubt_remains_it_is_refused_and_told_why(query: str, why: str) -> None:
    with pytest.raises(QueryError, match=why):
        refuse_service(query)


@pytest.mark.parametrize("part", ["<", "'", "?", "<a>", "'\"", "'''\\", "'''a", "'\\", "\n'"])
def test_a_text_made_to_confuse_is_judged_in_no_time(part: str) -> None:
    begun = time.perf_counter()
    with suppress(QueryError):
        refuse_service((part * 65_000)[:65_000] + " 'service'")
    assert time.perf_counter() - begun < 10
