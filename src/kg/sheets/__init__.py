"""Fact sheets: what articles state, as JSON that a person can correct and that a graph can be built from.

A sheet holds each article's text with its facts. It is a claim: what it says counts as read by kg only where reading
its text again gives it (:func:`agreed`); everything else is the work of a person, and the graph says so.
"""

from kg.sheets.claims import agreed
from kg.sheets.reading import read_sheet
from kg.sheets.sheet import Sheet, article_roles
from kg.sheets.writing import sheet_data, sheet_text

__all__ = ["Sheet", "agreed", "article_roles", "read_sheet", "sheet_data", "sheet_text"]
