"""Reading articles: files and folders of plain text, Markdown, web pages, JSON Lines, web archives, and fact sheets.

Every source ends as an :class:`~kg.article.Article`, as a :class:`~kg.sheets.Sheet` with its facts, or as a
:class:`~kg.errors.Refused` that names it and says why; one bad file never stops the others.
"""

from __future__ import annotations

import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from kg.article import Article, Evidence
from kg.errors import KgError, Refused, fault
from kg.limits import Intake
from kg.reading import jsonl, warc
from kg.reading.decoding import checked, decode, empty, refuse_binary, too_large
from kg.reading.header import recompose
from kg.reading.html import read_html
from kg.reading.markdown import read_markdown
from kg.reading.opening import led_astray, name_of, opened, unreadable
from kg.reading.plain import read_plain
from kg.reading.refusals import NONE, Refusals
from kg.reading.warc import ENDINGS
from kg.sheets import Sheet, article_roles, read_sheet

__all__ = ["Step", "find_files", "read_again", "read_file", "read_sources", "read_text", "steps"]

_FORMATS: Final[dict[str, Callable[[str, str], Article]]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
_RECORDS: Final = (".jsonl", ".ndjson")
_SHEET: Final = ".json"
_HEAD: Final = 4096  # bytes, enough to tell what a file is that has no ending of an article's
_SELDOM: Final = 0.02  # seconds between two steps, where not each article is one
_LIMITS: Final = Intake()
_KNOWN = "kg reads .txt, .md, .html, .jsonl, .warc and fact sheets (.json)"

_NO_ARTICLES: Final = frozenset(
    ("readme", "license", "licence", "notice", "changelog", "contributing", "thumbs.db", "desktop.ini")
)
"""Files that folders hold beside articles; with hidden files, backups ("~") and "__MACOSX" they are passed over."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of reading a file: its ``number``-th article is about to be read, or ``read`` is what it gave.

    Who reads in a process that may break down knows by it which article broke it, and where to go on, with the
    ``refusals`` until then.
    """

    number: int
    name: str
    read: Article | Sheet | Refused | None = None
    refusals: Refusals = NONE


def read_sources(paths: Iterable[Path]) -> Iterator[Article | Sheet | Refused]:
    """The articles of files and folders, in the order given; see :func:`find_files` and :func:`read_file`."""
    for found in find_files(paths):
        if isinstance(found, Refused):
            yield found
        else:
            yield from read_file(found)


def find_files(paths: Iterable[Path]) -> Iterator[Path | Refused]:
    """The files among files and folders, in the order given; those of a folder sorted by path, subfolders included.

    Inside folders, hidden files and folders, backups ("news.txt~"), "__MACOSX" and files named README, LICENSE, NOTICE,
    CHANGELOG, CONTRIBUTING, Thumbs.db or desktop.ini are passed over in silence. A path where nothing is, a folder that
    may not be opened, and a symbolic link within a folder that leads out of it are yielded as a
    :class:`~kg.errors.Refused`. Links to folders are not followed.
    """
    for path in map(Path, paths):
        try:
            kind = path.stat().st_mode
        except FileNotFoundError:
            yield Refused(name_of(path), "there is no such file or folder", "Check the path.")
        except OSError as error:
            yield unreadable(path, error)
        else:
            if stat.S_ISDIR(kind):
                yield from _files_of(path)
            else:
                yield path


def read_file(path: Path, limits: Intake = _LIMITS) -> Iterator[Article | Sheet | Refused]:
    """The articles of one file. What cannot be read is yielded as a :class:`~kg.errors.Refused`."""
    return (step.read for step in steps(path, limits) if step.read is not None)


def steps(path: Path, limits: Intake = _LIMITS, since: Step | None = None, *, each: bool = False) -> Iterator[Step]:
    """How the articles of one file are read, one step after the other.

    Once so many were refused that the others are told together, not each article that is about to be read is a step
    of its own: a step costs more than it takes to refuse a line.

    Args:
        path: the file.
        limits: how large it may be, how many articles it may hold, and how many refusals are told one by one.
        since: the step at which an earlier reading broke down: its article and those before it need not be read.
        each: whether each article is to be a step of its own.
    """
    step = since or Step(0, name_of(path))
    after, told, failed = step.number, 0.0, None
    try:
        for number, (called, read) in enumerate(_records(path, limits), start=1):
            if number > limits.articles:
                raise _too_many(name_of(path), limits)
            if number <= after:
                continue
            step = Step(number, called, refusals=step.refusals)
            if each or step.refusals.count < limits.refusals or time.monotonic() > told + _SELDOM:
                yield step
                told = time.monotonic()
            for made in read():
                step = _and_one(step, made, limits)
                if step.read is not None:
                    yield step
                    told = 0.0  # the next one is a step, so that this one is known to have been read whole
    except Exception as error:
        failed = _failure(path, error)
    if step.refusals.untold:
        yield replace(step, read=step.refusals.rest(name_of(path)))
    if failed:
        yield replace(step, read=failed)


def _failure(path: Path, error: Exception) -> Refused:
    """The refusal of a file as a whole, or of the rest of it."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, OSError):
        return unreadable(path, error)
    if isinstance(error, KgError):
        raise error
    return fault(name_of(path), path, error)


def _and_one(step: Step, made: Article | Sheet | Refused, limits: Intake) -> Step:
    """The step that gives what was made; nothing, where that is a refusal beyond those that are told one by one."""
    if not isinstance(made, Refused):
        text = (made.article if isinstance(made, Sheet) else made).text
        if len(text) <= limits.text:
            return replace(step, read=made)
        made = _too_long(step.name, limits)
    refusals = step.refusals.and_one(made, limits.refusals)
    return replace(step, read=None if refusals.untold else made, refusals=refusals)


def _too_long(name: str, limits: Intake) -> Refused:
    told = f"its text has more than {limits.text:,} letters, more than an article has"
    return Refused(name, told, f"Split it, or allow more: --limit text={2 * limits.text}")


def _too_many(name: str, limits: Intake) -> Refused:
    told = f"it holds more than {limits.articles} articles, and the others were not read"
    return Refused(name, told, f"Split it, or allow more: --limit articles={2 * limits.articles}")


def _records(path: Path, limits: Intake) -> Iterator[tuple[str, Callable[[], Iterable[Article | Sheet | Refused]]]]:
    """The articles of a file: the name that each goes by, and what reads it."""
    name, suffix = name_of(path), path.suffix.casefold()
    records = (
        jsonl.records if suffix in _RECORDS else warc.records if path.name.casefold().endswith(warc.ENDINGS) else None
    )
    if records is not None:
        for called, read in records(path, limits.bytes):
            yield called, partial(_one, read)
    elif suffix == _SHEET:
        yield name, partial(_read_sheet, path, limits)
    else:
        yield name, partial(_one, partial(_read_one, path, limits.bytes))


def _one(read: Callable[[], Article | Refused | None]) -> Iterator[Article | Refused]:
    if (made := read()) is not None:
        yield made


def read_text(text: str, file: str) -> Article:
    """The article of a text at hand, read as the name of its file says; as plain text where the name says nothing.

    >>> article = read_text("Bontang Raih Trofi\\nKABAR LONTAR, BONTANG - Kota Bontang meraih trofi.", "a.txt")
    >>> article.headline.value, article.dateline.value
    ('Bontang Raih Trofi', 'Bontang')

    Raises:
        Refused: where the text is blank, not Unicode, or holds no story.
    """
    return _FORMATS.get(Path(file).suffix.casefold(), read_plain)(checked(text, file), file)


def read_again(claimed: Article) -> Article:
    """The article of a text that was read before, as a fact sheet holds it, by the format that its file's name tells.

    Where a page or a record stated outlet or day is no longer in a composed text: of the ways to read its first lines,
    that counts which agrees best with the metadata claimed.

    >>> from kg.reading.header import compose
    >>> article = compose({"outlet": "Kabar", "date": "2019-11-07"}, "Kota Bontang meraih trofi.", "a.jsonl#1")
    >>> read_again(article) == article
    True

    Raises:
        Refused: where the text can be no article's.
    """
    text, file = checked(claimed.text, claimed.file), claimed.file
    name = file.casefold().partition("#")[0]
    if not (name.endswith((*_RECORDS, *ENDINGS)) or _FORMATS.get(Path(file).suffix.casefold()) is read_html):
        return read_text(text, file)
    said = _metadata(claimed)
    return min(recompose(text, file), key=lambda way: len(_metadata(way) ^ said))


def _metadata(article: Article) -> set[tuple[str, object, str, tuple[Evidence, ...]]]:
    return {(name, role.value, role.rule, role.evidence) for name, role in article_roles(article)}


def _files_of(folder: Path) -> Iterator[Path | Refused]:
    whole = folder.resolve()
    waiting = [folder]  # what is still to be looked at, the next one last: trees may be deeper than calls may nest
    while waiting:
        path = waiting.pop()
        try:
            if path is not folder and path.is_symlink():
                if refusal := led_astray(path, whole):
                    yield refusal
                elif not path.is_dir():
                    yield path
            elif path.is_dir():
                waiting += sorted((each for each in path.iterdir() if not _passed_over(each)), reverse=True)
            else:
                yield path
        except OSError as error:
            yield unreadable(path, error)


def _passed_over(path: Path) -> bool:
    name = path.name.casefold()
    return (
        name.startswith((".", "__macosx"))
        or name.endswith("~")
        or name in _NO_ARTICLES
        or path.stem.casefold() in _NO_ARTICLES
    )


def _read_sheet(path: Path, limits: Intake) -> Iterator[Sheet | Refused]:
    name, most = name_of(path), limits.sheet * 1_000_000
    with opened(path) as (stream, size):
        data = stream.read(most + 1) if size else b""
    if len(data) > most:
        advice = f"Split it, or allow more: --limit sheet={2 * limits.sheet}"
        yield Refused(name, f"it is over {limits.sheet} MB, more than a fact sheet may have", advice)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Refused(name, f"it is no whole UTF-8 (byte {error.start + 1})", "Save it again as UTF-8.")
        return
    for sheet in read_sheet(text, name):
        large = isinstance(sheet, Sheet) and len(sheet.article.text.encode("utf-8")) > limits.bytes
        yield too_large(name, limits.bytes) if large else sheet


def _read_one(path: Path, limit: int) -> Article | Refused:
    name, suffix = name_of(path), path.suffix.casefold()
    try:
        with opened(path) as (stream, size):
            data = stream.read(limit + 1 if suffix in _FORMATS else _HEAD) if size else b""
        if suffix not in _FORMATS:
            if not data.strip():
                raise empty(name)
            refuse_binary(data, name)
            ending = f"its name ends in {path.suffix}" if path.suffix else "its name has no ending"
            raise Refused(name, f"{ending}, and {_KNOWN}", "Rename it to .txt if it is an article.")
        text = decode(data, name, limit)
        if _FORMATS[suffix] is read_plain and text.lstrip("\ufeff \t\r\n")[:14].casefold().startswith(
            ("<!doctype html", "<html")
        ):
            raise Refused(name, "it is a web page", "Rename it to .html.")
        return _FORMATS[suffix](text, name)
    except Refused as refusal:
        return refusal
    except (KgError, OSError):
        raise
    except Exception as error:
        return fault(name, path, error)
