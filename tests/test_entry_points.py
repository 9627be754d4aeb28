"""Where strangers' bytes enter, they are read or refused in a sentence; what a fuzzer once found stays found."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entry_points import ENTRY_POINTS


@pytest.mark.parametrize("name", sorted(ENTRY_POINTS))
def test_any_bytes_are_read_or_refused_in_a_sentence(name: str) -> None:
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))))
    def hold(data: bytes) -> None:
        ENTRY_POINTS[name](data)

    hold()


def test_brackets_without_a_prize_before_them_are_no_prizes() -> None:
    ENTRY_POINTS["text"](b"J.((J.")
