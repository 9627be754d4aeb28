"""Colours that everybody can tell apart, and read on their ground: computed, not judged by eye."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kg.drawing.palette import DARK, DARK_GROUND, LIGHT, LIGHT_GROUND, MARKS, mixed
from kg.network import KINDS

Numbers = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

#: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009),
#: severity 1.0, on linear RGB.
SEEN = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])  # fmt: skip  # noqa: E501
THEMES = {"light": (LIGHT, LIGHT_GROUND), "dark": (DARK, DARK_GROUND)}


def linear(colour: str) -> Numbers:
    channels = np.array(list(bytes.fromhex(colour[1:]))) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    low, high = sorted(float(linear(each) @ [0.2126, 0.7152, 0.0722]) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(light: Numbers) -> Numbers:
    scaled = TO_XYZ @ np.clip(light, 0, 1) / np.array([0.95047, 1.0, 1.08883])
    f = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_measures_give_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert lab(linear("#ff0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
def test_every_two_kinds_differ_in_colour_to_everybody(theme: str, eyes: str) -> None:
    colours = {kind: lab(SEEN[eyes] @ linear(colour)) for kind, colour in THEMES[theme][0].items()}
    for (one, first), (other, second) in combinations(colours.items(), 2):
        assert float(np.linalg.norm(first - second)) >= 14, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_colours_and_words_stand_out_from_their_ground(theme: str) -> None:
    kinds, ground = THEMES[theme]
    for kind, colour in kinds.items():
        assert contrast(colour, ground["ground"]) >= 3, kind
        for share in (0.09, 0.14):
            tint = mixed(colour, ground["ground"], share)
            assert contrast(ground["ink"], tint) >= 7, kind
            assert contrast(ground["faint"], tint) >= 4.5, kind
    assert contrast(kinds["area"], ground["land"]) >= 3
    assert contrast(ground["ink"], ground["land"]) >= 7
    assert contrast(ground["land"], ground["beside"]) > 1.05


def test_every_kind_has_its_own_colour_and_its_own_mark() -> None:
    for table in (LIGHT, DARK, MARKS):
        assert set(table) == set(KINDS)
        assert len(set(table.values())) == len(table)
