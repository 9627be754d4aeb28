"""JSON Lines: one article a line. A broken line is refused by its number, and the rest goes on."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path

from kg.article import Article
from kg.errors import KgError, Refused, fault
from kg.reading.decoding import LIMIT, checked, decode, empty, kind_of, too_large
from kg.reading.header import KEYS, compose

TEXT_KEYS = ("text", "body", "content")
_ADVICE = (
    'Each line is an object such as {"headline": "…", "outlet": "…", "date": "2019-11-07", "url": "…", "text": "…"}.'
)


def read_jsonl(path: Path) -> Iterator[Article | Refused]:
    """The articles of a file, one line at a time, each named by file and line ("news.jsonl#3").

    The file as a whole may be of any size, one line has the limit of an article. Where the file itself cannot be
    opened, the ``OSError`` is the caller's.
    """
    with path.open("rb") as stream:
        head = stream.peek(4096)[:4096]
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield from _all_at_once(stream.read(LIMIT + 1), path)
            return
        if kind := kind_of(head):
            yield Refused(path.name, f"it is {kind}, not text", _ADVICE)
            return
        number, found = 0, False
        while raw := stream.readline(LIMIT + 1):
            number += 1
            name = f"{path.name}#{number}"
            if len(raw) > LIMIT:
                while raw and not raw.endswith(b"\n"):
                    raw = stream.readline(LIMIT)
                found = True
                yield too_large(name)
            elif raw.strip().removeprefix(codecs.BOM_UTF8):
                found = True
                yield _read(raw, name, path)
        if not found:
            yield empty(path.name)


def _all_at_once(data: bytes, path: Path) -> Iterator[Article | Refused]:
    try:
        text = decode(data, path.name)
    except Refused as refusal:
        yield refusal
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read(line.encode("utf-8"), f"{path.name}#{number}", path)


def _read(raw: bytes, name: str, path: Path) -> Article | Refused:
    try:
        return read_record(_parsed(decode(raw.strip(), name), name), name)
    except Refused as refusal:
        return refusal
    except KgError:
        raise
    except Exception as error:
        return fault(name, path, error)


def _parsed(line: str, name: str) -> object:
    try:
        parsed: object = json.loads(line)
    except RecursionError:
        raise Refused(name, "it is nested too deeply", _ADVICE) from None
    except ValueError as error:
        where = f" at character {error.pos + 1}: {error.msg}" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(name, f"the line is no JSON{where}", _ADVICE) from None
    return parsed


def read_record(record: object, name: str) -> Article:
    """The article of one record.

    >>> read_record({"title": "Bontang Raih Trofi", "body": "Kota Bontang meraih trofi."}, "a.jsonl#1").headline.value
    'Bontang Raih Trofi'

    Raises:
        Refused: where the record is no object, or has no text.
    """
    if not isinstance(record, dict):
        raise Refused(name, "the line is no JSON object", _ADVICE)
    fields = {str(key).casefold(): value for key, value in record.items()}
    body = next((fields[key] for key in TEXT_KEYS if fields.get(key)), None)
    if not isinstance(body, str) or not body.strip():
        wrong = "its text is no string" if body is not None and not isinstance(body, str) else "it has no text"
        raise Refused(name, f"{wrong} (looked for the keys {', '.join(TEXT_KEYS)})", _ADVICE)
    stated = {slot: value for slot, keys in KEYS.items() if (value := _first_string(fields, keys))}
    for value in (body, *stated.values()):
        checked(value, name)
    others = tuple(value for value in fields.values() if isinstance(value, str) and value is not body)
    return compose(stated, body, name, others)


def _first_string(fields: dict[str, object], keys: tuple[str, ...]) -> str:
    for key in keys:
        value = fields.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value
    return ""
