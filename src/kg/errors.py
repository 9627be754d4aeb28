"""What can go wrong, in words a user can act on.

Every error says what went wrong, where, and what to do next. The command line maps them to exit codes:
:class:`Refused` inputs are told one by one and the rest of the batch goes on (exit 3); a :class:`KgError` that
reaches the top ends the command (exit 2).
"""

from __future__ import annotations


class KgError(Exception):
    """Something the user can understand and mend; ``str(error)`` is shown as it is."""


class Refused(KgError):
    """One input that cannot be read: names the file and why. The rest of a batch goes on.

    >>> str(Refused("foto.txt", "it is a PNG picture, not text", "Save the article as .txt, .md, .html or .jsonl."))
    'foto.txt: it is a PNG picture, not text. Save the article as .txt, .md, .html or .jsonl.'
    """

    def __init__(self, file: str, reason: str, advice: str = "") -> None:
        self.file, self.reason, self.advice = file, reason, advice
        super().__init__(f"{file}: {reason}." + (f" {advice}" if advice else ""))


class StoreError(KgError):
    """The store on disk cannot be used: in use by another process, damaged, or not a store."""


class QueryError(KgError):
    """A query that does not exist, does not parse, lacks a parameter, or asks for what is refused (SERVICE)."""


class ResourceError(KgError):
    """A file of the project's own (ontology, gazetteer, lexicon, query) is missing or malformed."""
