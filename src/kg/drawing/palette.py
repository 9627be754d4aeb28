"""Colours and marks: one of each for every kind of thing, on light ground and on dark.

The hues follow Okabe and Ito, "Color Universal Design" (2008). Lightness is set apart so that every pair differs by at
least 14 (CIELAB) also to the red-blind and the green-blind, and every colour has a contrast of at least 3 : 1 with its
ground. Marks differ too, so that a copier loses nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Theme = Literal["auto", "light", "dark"]

LIGHT = {
    "area": "#0072b2",
    "person": "#b98a00",
    "organization": "#0f9d6b",
    "award": "#b34700",
    "event": "#7d1f66",
    "programme": "#4d8ff0",
    "work": "#3d3a12",
    "position": "#6b5b3a",
    "list": "#7f8b96",
}
DARK = {
    "area": "#3f8fe8",
    "person": "#f5d06a",
    "organization": "#37d3a5",
    "award": "#f08a2c",
    "event": "#c95fb4",
    "programme": "#7cc8ff",
    "work": "#ffffa0",
    "position": "#a57b45",
    "list": "#a9b4bf",
}
#: What is no thing of its own: ground, text, lesser text, lines, lesser lines, land, the land beside it.
LIGHT_GROUND = {
    "ground": "#ffffff",
    "ink": "#1b1f24",
    "faint": "#5a646e",
    "line": "#8f9aa6",
    "rule": "#dde2e7",
    "land": "#e9ebe6",
    "beside": "#f6f6f4",
}
DARK_GROUND = {
    "ground": "#14181d",
    "ink": "#eef1f4",
    "faint": "#a3adb8",
    "line": "#6d7884",
    "rule": "#2c343d",
    "land": "#2b333b",
    "beside": "#1c2228",
}
#: Marks within 10 × 10, around the origin.
MARKS = {
    "area": "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z",
    "person": "M-5-5H5V5H-5Z",
    "organization": "M0-5.5L5.5 4.5H-5.5Z",
    "award": "M0-6L1.8-2 6-1.9 2.8.9 3.9 5 0 2.6-3.9 5-2.8.9-6-1.9-1.8-2Z",
    "event": "M0-6L6 0 0 6-6 0Z",
    "programme": "M-3-5.2H3L6 0 3 5.2H-3L-6 0Z",
    "work": "M-1.8-5.5H1.8V-1.8H5.5V1.8H1.8V5.5H-1.8V1.8H-5.5V-1.8H-1.8Z",
    "position": "M0 5.5L5.5-4.5H-5.5Z",
    "list": "M-5-5H5V-2.6H-5ZM-5-1.2H5V1.2H-5ZM-5 2.6H5V5H-5Z",
}
#: The last of these is on nearly every machine; a picture that becomes a PNG is written in the first that there is.
FAMILIES = (
    "Segoe UI", "Helvetica Neue", "Helvetica", "Arial", "Liberation Sans", "Noto Sans", "Open Sans", "Roboto", "Ubuntu",
    "Cantarell", "DejaVu Sans", "Verdana",
)  # fmt: skip
FONT = ",".join(f'"{family}"' if " " in family else family for family in FAMILIES) + ",sans-serif"


def stylesheet(theme: Theme) -> str:
    """The picture's CSS, in colours that need no variables: editors and printers' programs know few of these.

    ``auto`` is light, and dark where the reader's system is; ``light`` and ``dark`` are always so.
    """
    shapes = Path(__file__).with_name("picture.css").read_text("utf-8")
    plain = f".kg{{font-family:{FONT};font-size:12px}}\n{shapes}"
    if theme != "auto":
        return plain + _rules(".kg", theme)
    dark_system = _rules(".kg:not(.light)", "dark")
    return (
        f"{plain}{_rules('.kg', 'light')}@media (prefers-color-scheme:dark){{\n{dark_system}}}\n"
        f"{_rules('.kg.dark', 'dark')}"
    )


def _rules(scope: str, theme: Literal["light", "dark"]) -> str:
    kinds, ground = (DARK, DARK_GROUND) if theme == "dark" else (LIGHT, LIGHT_GROUND)
    rules = {
        ".ground": f"fill:{ground['ground']}",
        "text": f"fill:{ground['ink']}",
        ".faint": f"fill:{ground['faint']}",
        ".edge path": f"stroke:{ground['line']}",
        ".tip": f"fill:{ground['line']};stroke:none",
        ".edge .tip": "stroke:none",
        ".edge .received": f"stroke:{kinds['award']}",
        ".tip-received": f"fill:{kinds['award']};stroke:none",
        ".edge text": f"fill:{ground['faint']};stroke:{ground['ground']}",
        ".halo": f"stroke:{ground['ground']}",
        ".rule": f"fill:none;stroke:{ground['rule']}",
        ".leader": f"stroke:{ground['line']}",
        ".land": f"fill:{ground['land']};stroke:{ground['rule']}",
        ".beside": f"fill:{ground['beside']};stroke:none",
        ".dot": f"fill:{ground['line']}",
        ".empty": f"fill:{ground['ground']}",
        ".k-fact .box": f"stroke:{ground['ink']};fill:{ground['ground']}",
        ".k-fact .mark": f"fill:{ground['ink']}",
        ".k-fact .stroke": f"fill:none;stroke:{ground['ink']}",
        ".k-fact .hollow": f"fill:{ground['ground']};stroke:{ground['ink']}",
    }
    lines = [f"{scope} {selector}{{{rule}}}" for selector, rule in rules.items()]
    for kind, colour in {**kinds, "other": kinds["list"]}.items():
        tint = mixed(colour, ground["ground"], 0.09 if theme == "light" else 0.14)
        lines += [
            f"{scope} .k-{kind} .box{{stroke:{colour};fill:{tint}}}",
            f"{scope} .k-{kind} .mark{{fill:{colour}}}",
            f"{scope} .k-{kind} .symbol{{fill:{colour};stroke:{ground['ground']}}}",
            f"{scope} .k-{kind} .stroke{{fill:none;stroke:{colour}}}",
            f"{scope} .k-{kind} .hollow{{fill:{ground['ground']};stroke:{colour}}}",
        ]
    lines.append(f"{scope} .hit{{fill:none;stroke:none}}\n{scope} .edge .hit{{stroke:none}}")
    return "\n".join(lines) + "\n"


def mixed(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly over a ground.

    >>> mixed("#ff0000", "#ffffff", 0.5)
    '#ff8080'
    """
    over, under = (bytes.fromhex(each[1:]) for each in (colour, ground))
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in zip(over, under, strict=True))
