"""Analysis: what the graph between things says as a whole. Who shares awards, who bridges whom, what hangs together."""

from kg.analysis.centrality import Bridge, Measures, Part, bridges, measures, parts
from kg.analysis.recognition import Shared, Year, shared_awards, years
from kg.analysis.wording import say_bridge, say_part, say_shared, say_year

__all__ = [
    "Bridge",
    "Measures",
    "Part",
    "Shared",
    "Year",
    "bridges",
    "measures",
    "parts",
    "say_bridge",
    "say_part",
    "say_shared",
    "say_year",
    "shared_awards",
    "years",
]
