"""Fact sheets: what articles state, as JSON that a person can correct and that a graph can be built from.

A sheet holds each article's text with its facts. What kg found bears a *seal*, a digest of what it said; whatever no
longer fits its seal, or has none, is the work of a person, and the graph says so. A seal is no signature: it tells what
was changed, not by whom.
"""

from kg.sheets.reading import read_sheet
from kg.sheets.sheet import Sheet
from kg.sheets.writing import sheet_data, sheet_text

__all__ = ["Sheet", "read_sheet", "sheet_data", "sheet_text"]
