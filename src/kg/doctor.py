"""Is everything in a store in order: what is wrong, each in a sentence, and what can be mended from what is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.article import article_id
from kg.checking import validate_store
from kg.mappers import ID, REFERENCE, article_graphs
from kg.mappers.merging import IDENTITY
from kg.store import Store
from kg.store.folder import DamagedError, is_written_to, read_format, release_lock, take_lock, write_manifest
from kg.store.states import broken_seal, leftovers, seal, states

if TYPE_CHECKING:
    from pathlib import Path

    from kg.validation import Issue

Language = Literal["id", "en"]
Kind = Literal[
    "manifest",
    "graph",
    "seal",
    "interrupted",
    "leftover",
    "text-missing",
    "text-missing-corrected",
    "text-altered",
    "text-alone",
    "half",
    "stranger",
    "shape",
]
#: What ``mend`` can mend; the others are told with what a person can do.
MENDED: frozenset[Kind] = frozenset(
    {"manifest", "seal", "interrupted", "leftover", "text-missing", "text-alone", "half"}
)
_TOLD: dict[Kind, dict[Language, str]] = {
    "manifest": {
        "en": "store.json is missing or cannot be read. The graph is not touched by that",
        "id": "store.json tidak ada atau tidak terbaca. Grafnya sendiri tidak terkena",
    },
    "graph": {
        "en": "The graph is damaged: {what}. Move the folder away and build again from the articles",
        "id": "Graf rusak: {what}. Pindahkan foldernya, lalu bangun lagi dari artikel-artikelnya",
    },
    "seal": {
        "en": "{where}: the seal of this state is missing or altered, so that damage to it could go unseen",
        "id": "{where}: segel keadaan ini hilang atau berubah, sehingga kerusakannya bisa tak terlihat",
    },
    "interrupted": {
        "en": "A build was interrupted. What it stored last is not seen yet; the next build goes on from there",
        "id": "Sebuah pembangunan terputus. Yang terakhir disimpannya belum terlihat; pembangunan berikutnya "
        "melanjutkannya",
    },
    "leftover": {
        "en": "{where} was left by an interrupted process, and nobody needs it",
        "id": "{where} tertinggal dari proses yang terputus, dan tidak diperlukan siapa pun",
    },
    "text-missing": {
        "en": "Article {where} ({what}) has facts but its text is missing. Build the article again",
        "id": "Artikel {where} ({what}) punya fakta tetapi teksnya hilang. Bangun lagi artikel itu",
    },
    "text-missing-corrected": {
        "en": "Article {where} ({what}), which a person corrected, has facts but its text is missing. "
        "Build its fact sheet or the article again",
        "id": "Artikel {where} ({what}), yang dikoreksi orang, punya fakta tetapi teksnya hilang. "
        "Bangun lagi lembar fakta atau artikelnya",
    },
    "text-altered": {
        "en": "The text of article {where} ({what}) was altered; its quotes no longer point at their words. "
        "Build the article again",
        "id": "Teks artikel {where} ({what}) berubah; kutipannya tidak lagi menunjuk kata-katanya. "
        "Bangun lagi artikel itu",
    },
    "text-alone": {
        "en": "{where} is the text of an article that has no facts in the store",
        "id": "{where} adalah teks artikel yang tidak punya fakta di dalam simpanan",
    },
    "half": {
        "en": "Article {where} ({what}) is there only in half: its facts or its evidence is missing. "
        "Build the article again",
        "id": "Artikel {where} ({what}) hanya ada separuh: faktanya atau buktinya hilang. Bangun lagi artikel itu",
    },
    "stranger": {
        "en": "{where} is no text of this store. Move it away if it is not needed",
        "id": "{where} bukan teks simpanan ini. Pindahkan bila tidak diperlukan",
    },
    "shape": {"en": "{what}", "id": "{what}"},
}
_TEXT = re.compile(r"[0-9a-f]{16}\.txt")
_AS_READ = re.compile(r"[0-9a-f]{16}\.nq\.gz")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a store: of which kind, where (a file of the store, or an article's id), and what.

    >>> Fault("leftover", "work.part").sentence("en")
    'work.part was left by an interrupted process, and nobody needs it.'
    """

    kind: Kind
    where: str
    what: str = ""
    issue: Issue | None = None

    def sentence(self, language: Language = "en") -> str:
        """The fault in one sentence or two, with what to do."""
        what = self.issue.sentence(language) if self.issue else self.what
        said = _TOLD[self.kind][language].format(where=self.where, what=what)
        return said if said.endswith((".", "”")) else f"{said}."


def examine(folder: Path) -> list[Fault]:
    """Everything that is wrong with the store in this folder.

    While somebody writes to it, what that process has not finished is no fault.

    Raises:
        StoreError: where there is no store, or one of a newer version.
    """
    writing = is_written_to(folder)
    found = [] if writing else _unfinished(folder)
    try:
        if read_format(folder) == 0 and states(folder):
            found.append(Fault("manifest", "store.json"))
    except DamagedError:
        found.append(Fault("manifest", "store.json"))
    try:
        found += _of_states(folder)
        with Store.open_newest(folder, _format(folder)) as store:
            found += _of_articles(folder, store, writing=writing)
    except DamagedError as error:
        found.append(Fault("graph", "graph", _only_what(str(error))))
        found += [Fault("text-altered", path.stem, path.name) for path in _texts(folder) if not _is_whole(path)]
    return list(dict.fromkeys(found))


def mend(folder: Path, faults: list[Fault]) -> None:
    """Mend what can be mended from what is there; nothing that a person wrote is taken away.

    Raises:
        StoreError: where another process writes to it, or it cannot be written.
    """
    kinds = {fault.kind for fault in faults}
    if "graph" in kinds or not kinds & MENDED:
        return
    if "manifest" in kinds:
        lock = take_lock(folder, shared=False)
        write_manifest(folder)
        release_lock(lock)
    with Store.open(folder) as store:  # which removes leftovers, and goes on with what was interrupted
        for fault in faults:
            match fault.kind:
                case "text-missing" | "half":
                    store.retract(fault.where)
                case "text-alone":
                    store.retract(fault.where.removeprefix("articles/").removesuffix(".txt"))
        if "seal" in kinds:
            store.publish()


def _unfinished(folder: Path) -> list[Fault]:
    found = [Fault("leftover", path.relative_to(folder).as_posix()) for path in leftovers(folder)]
    return [*found, Fault("interrupted", "work")] if (folder / "work").exists() else found


def _format(folder: Path) -> int:
    try:
        return read_format(folder) or (2 if states(folder) else 0)
    except DamagedError:
        return 2


def _of_states(folder: Path) -> list[Fault]:
    """The newest state's files, each read to its end.

    Raises:
        DamagedError: where one is not what was written.
    """
    newest = next(iter(states(folder)), None)
    if newest is None:
        return []
    if wrong := broken_seal(newest, whole=True):
        raise DamagedError(wrong)
    return [] if seal(newest) else [Fault("seal", f"graph/{newest.name}")]


def _of_articles(folder: Path, store: Store, *, writing: bool) -> list[Fault]:
    found: list[Fault] = []
    graphs = set(store.graphs()) - {REFERENCE, IDENTITY}
    ids = sorted({graph.removeprefix(f"{ID}article/").removesuffix("/evidence") for graph in graphs})
    whole = []
    for each in ids:
        names = ", ".join(store.files(each)) or "-"
        is_whole = store.text_is_whole(each)
        if not graphs.issuperset(article_graphs(each)):
            found.append(Fault("half", each, names))
        elif is_whole is None:
            found.append(Fault("text-missing-corrected" if store.corrected(each) else "text-missing", each, names))
        elif not is_whole:
            found.append(Fault("text-altered", each, names))
        else:
            whole.append(each)
    known = set(ids)
    for path in sorted((folder / "articles").iterdir() if (folder / "articles").exists() else []):
        where = f"articles/{path.name}"
        if _AS_READ.fullmatch(path.name):
            continue
        if not _TEXT.fullmatch(path.name):
            if path not in leftovers(folder):
                found.append(Fault("stranger", where))
        elif path.stem not in known and not writing:
            found.append(Fault("text-alone", where))
    issues = [issue for issue in validate_store(store, whole).issues if issue.severity == "violation"]
    return found + [Fault("shape", issue.focus, issue=issue) for issue in issues]


def _texts(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "articles").glob("*.txt") if _TEXT.fullmatch(path.name))


def _is_whole(path: Path) -> bool:
    """Whether a text is what its name says: the name is a digest of it."""
    try:
        return article_id(path.read_bytes().decode("utf-8")) == path.stem
    except (OSError, ValueError):
        return False


def _only_what(error: str) -> str:
    """Of an error of the store that it is damaged: what is."""
    return error.partition(" is damaged: ")[2].partition(". See what")[0] or error
