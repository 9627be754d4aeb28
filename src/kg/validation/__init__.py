"""Valid or not at all: graphs against ``ontology/shapes.ttl``, and what is wrong in words a reader understands.

A :class:`Report` is data; printing, refusing and exiting are the caller's. :func:`validate` takes the small rdflib
graph of one article (its facts, its evidence, and what they reach of the reference). A graph backed by an Oxigraph
store is validated many times slower and with false violations: copy it first.
"""

from kg.validation.files import validate_files
from kg.validation.foreign import Finding, Verdict, validate_against
from kg.validation.parsing import FORMATS
from kg.validation.report import Issue, Report
from kg.validation.shacl import validate

__all__ = ["FORMATS", "Finding", "Issue", "Report", "Verdict", "validate", "validate_against", "validate_files"]
