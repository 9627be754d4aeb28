"""What can go wrong, in words a user can act on.

Every error says what went wrong, where, and what to do next. The command line maps them to exit codes:
:class:`Refused` inputs are told one by one and the rest of the batch goes on (exit 3); a :class:`KgError` that
reaches the top ends the command (exit 2).
"""

from __future__ import annotations

import shlex
import traceback
from pathlib import Path


def printable(text: str) -> str:
    r"""A text from outside as it may be shown: on one line, and nothing in it that a terminal or an encoding minds.

    Half characters, of which a file name that is no UTF-8 consists, are shown as the bytes that they stand for.

    >>> print(printable("a\x1b[2J\n\udcff.txt"))
    a\x1b[2J\n\xff.txt
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else _escaped(each) for each in text)


def _escaped(character: str) -> str:
    code = ord(character)
    byte = 0xDC80 <= code <= 0xDCFF
    return f"\\x{code - 0xDC00:02x}" if byte else character.encode("unicode_escape").decode("ascii")


class KgError(Exception):
    """Something the user can understand and mend; ``str(error)`` is shown as it is."""


class Refused(KgError):
    """One input that cannot be read: names the file and why. The rest of a batch goes on.

    >>> str(Refused("foto.txt", "it is a PNG picture, not text", "Save the article as .txt, .md, .html or .jsonl."))
    'foto.txt: it is a PNG picture, not text. Save the article as .txt, .md, .html or .jsonl.'
    """

    def __init__(self, file: str, reason: str, advice: str = "", trace: str = "") -> None:
        file, reason, advice = printable(file), printable(reason), printable(advice)
        self.file, self.reason, self.advice = file, reason, advice
        self.trace = trace  # where a fault of kg's own came from, for its report
        super().__init__(file, reason, advice, trace)  # what a process sends another, so that the error arrives whole

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}." + (f" {self.advice}" if self.advice else "")


class StoreError(KgError):
    """The store on disk cannot be used: in use by another process, damaged, or not a store."""


class QueryError(KgError):
    """A query that does not exist, does not parse, lacks a parameter, or asks for what is refused (SERVICE)."""


class ResourceError(KgError):
    """A file of the project's own (ontology, gazetteer, lexicon, query) is missing or malformed."""


def fault(file: str, source: Path, error: Exception, command: str = "extract") -> Refused:
    """The refusal of an input on which kg itself failed: what is to be reported, and the command that shows it.

    >>> try:
    ...     [][0]
    ... except IndexError as error:
    ...     print(fault("a.txt", Path("arsip/a.txt"), error).advice)
    Nothing of it was stored. Report it, with the article and what this prints: kg extract arsip/a.txt --traceback

    Args:
        file: the input's name, as other refusals have it.
        source: the file to run again; of several articles, it holds this one.
        error: what was raised.
        command: the command that fails in the same way.
    """
    if isinstance(error, MemoryError | RecursionError):
        what = "it is nested too deeply" if isinstance(error, RecursionError) else "it needs more memory than there is"
        return Refused(file, what, "Nothing of it was stored. Make it simpler, or split it.")
    package = Path(__file__).parent
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if package in Path(frame.filename).parents]
    where = f" in {Path(ours[-1].filename).relative_to(package.parent).as_posix()}:{ours[-1].lineno}" if ours else ""
    what = " ".join(str(error).split())
    return Refused(
        file,
        f"kg failed on it, by a fault of its own: {type(error).__name__}{where}" + (f" ({what})" if what else ""),
        "Nothing of it was stored. Report it, with the article and what this prints: "
        f"kg {command} {shlex.quote(str(source))} --traceback",
        "".join(traceback.format_exception(error)),
    )
