"""Reading articles: files and folders of plain text, Markdown, web pages, JSON Lines, web archives, and fact sheets.

Every source ends as an :class:`~kg.article.Article`, as a :class:`~kg.sheets.Sheet` with its facts, or as a
:class:`~kg.errors.Refused` that names it and says why; one bad file never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.article import Article, Evidence
from kg.errors import KgError, Refused, fault
from kg.reading.decoding import LIMIT, checked, decode, too_large
from kg.reading.header import recompose
from kg.reading.html import read_html
from kg.reading.jsonl import read_jsonl
from kg.reading.markdown import read_markdown
from kg.reading.plain import read_plain
from kg.reading.warc import ENDINGS, read_warc
from kg.sheets import Sheet, article_roles, read_sheet

__all__ = ["find_files", "read_again", "read_file", "read_sources", "read_text"]

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
_KNOWN = "kg reads .txt, .md, .html, .jsonl, .warc and fact sheets (.json)"

_NO_ARTICLES: Final = frozenset(
    ("readme", "license", "licence", "notice", "changelog", "contributing", "thumbs.db", "desktop.ini")
)
"""Files that folders hold beside articles; with hidden files, backups ("~") and "__MACOSX" they are passed over."""


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
    CHANGELOG, CONTRIBUTING, Thumbs.db or desktop.ini are passed over in silence. A path where nothing is, and a folder
    that may not be opened, are yielded as a :class:`~kg.errors.Refused`. Links to folders are not followed.
    """
    for path in map(Path, paths):
        if not path.exists():
            yield Refused(path.name or str(path), "there is no such file or folder", "Check the path.")
        elif path.is_dir():
            yield from _files_of(path)
        else:
            yield path


def read_file(path: Path) -> Iterator[Article | Sheet | Refused]:
    """The articles of one file. What cannot be read is yielded as a :class:`~kg.errors.Refused`."""
    try:
        if not path.is_file():
            yield Refused(path.name, "it is no regular file", f"Give a file or a folder; {_KNOWN}.")
        elif path.suffix.casefold() in _RECORDS:
            yield from read_jsonl(path)
        elif path.name.casefold().endswith(ENDINGS):
            yield from read_warc(path)
        elif path.suffix.casefold() == _SHEET:
            yield from _read_sheet(path)
        else:
            yield _read_one(path)
    except OSError as error:
        yield _unreadable(path, error)


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
    if len(text.encode("utf-8")) > LIMIT:
        raise too_large(file)
    name = file.casefold().partition("#")[0]
    if not (name.endswith((*_RECORDS, *ENDINGS)) or _FORMATS.get(Path(file).suffix.casefold()) is read_html):
        return read_text(text, file)
    said = _metadata(claimed)
    return min(recompose(text, file), key=lambda way: len(_metadata(way) ^ said))


def _metadata(article: Article) -> set[tuple[str, object, str, tuple[Evidence, ...]]]:
    return {(name, role.value, role.rule, role.evidence) for name, role in article_roles(article)}


def _files_of(folder: Path) -> Iterator[Path | Refused]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for path in inside:
        name = path.name.casefold()
        if (
            name.startswith((".", "__macosx"))
            or name.endswith("~")
            or name in _NO_ARTICLES
            or path.stem.casefold() in _NO_ARTICLES
        ):
            continue
        if not path.is_dir():
            yield path
        elif not path.is_symlink():
            yield from _files_of(path)


def _read_sheet(path: Path) -> Iterator[Sheet | Refused]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield Refused(path.name, f"it is no whole UTF-8 (byte {error.start + 1})", "Save it again as UTF-8.")
        return
    try:
        yield from read_sheet(text, path.name)
    except KgError:
        raise
    except Exception as error:
        yield fault(path.name, path, error)


def _read_one(path: Path) -> Article | Refused:
    with path.open("rb") as stream:
        data = stream.read(LIMIT + 1)
    try:
        if len(data) > LIMIT:
            raise too_large(path.name)
        text = decode(data, path.name)
        suffix = path.suffix.casefold()
        if suffix not in _FORMATS:
            ending = f"its name ends in {path.suffix}" if path.suffix else "its name has no ending"
            raise Refused(path.name, f"{ending}, and {_KNOWN}", "Rename it to .txt if it is an article.")
        if _FORMATS[suffix] is read_plain and text.lstrip("\ufeff \t\r\n")[:14].casefold().startswith(
            ("<!doctype html", "<html")
        ):
            raise Refused(path.name, "it is a web page", "Rename it to .html.")
        return read_text(text, path.name)
    except Refused as refusal:
        return refusal
    except KgError:
        raise
    except Exception as error:
        return fault(path.name, path, error)


def _unreadable(path: Path, error: OSError) -> Refused:
    reason = error.strerror or type(error).__name__
    return Refused(path.name, f"it cannot be read: {reason[:1].lower()}{reason[1:]}", "Check that you may read it.")
