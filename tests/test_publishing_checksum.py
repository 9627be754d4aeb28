"""Checksums of graphs: the same for the same statements in any order, and for no others."""

from __future__ import annotations

from random import Random

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from kg.mappers.terms import ID
from kg.publishing.checksum import canonical, checksum

triples = st.lists(
    st.builds(
        lambda s, p, o: f"<{ID}{s}> <{ID}{p}> {ox.Literal(o)} .",
        st.sampled_from("abc"),
        st.sampled_from("pqr"),
        st.text(st.characters(codec="utf-8"), max_size=8),
    ),
    max_size=12,
)


@given(triples, st.integers(0, 2**32))
def test_the_order_of_statements_does_not_matter(lines: list[str], seed: int) -> None:
    turned = [*lines, *lines[:2]]
    Random(seed).shuffle(turned)
    one, other = (canonical("\n".join(each).encode()) for each in (lines, turned))
    assert checksum(one) == checksum(other)
    assert checksum(reversed(one)) == checksum(one)


@given(triples, triples)
def test_other_statements_have_another_checksum(one: list[str], other: list[str]) -> None:
    first, second = canonical("\n".join(one).encode()), canonical("\n".join(other).encode())
    assert (checksum(first) == checksum(second)) == (first == second)
