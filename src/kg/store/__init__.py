"""The store on disk: the only reader and writer of graphs; embedded, one folder, no server."""

from kg.store.embedded import Solutions, Store, Term
from kg.store.federation import refuse_service

__all__ = ["Solutions", "Store", "Term", "refuse_service"]
