"""Bytes into text, or a refusal that says what the bytes are instead.

The byte-order mark is dropped. Control characters, which no file of XML may hold and which a terminal obeys, are read
as blanks, those that part lines as line ends, one for one. Nothing else is changed: line ends stay as they are, and so
do composed and decomposed letters (NFC, NFD). Offsets into the text are therefore code points of the decoded file.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from kg.errors import Refused
from kg.limits import Intake

LIMIT: Final = Intake().bytes
"""The most bytes that one article may have, unless it is set."""

_SAVE = "Save the article as text in UTF-8 (.txt, .md, .html or .jsonl)."
_SIGNATURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"RIFF", "a WebP picture, sound or film"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or film file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet table"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_TEXTUAL = ("BM", "RIFF", "ID3", "BZh", "MZ", "PAR1")  # text may begin so: these need a control character as well
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CUT_AT_THE_END = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2})\Z")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_READ_AS: Final = {
    **dict.fromkeys([*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF], " "),
    **dict.fromkeys([0x0B, 0x0C, 0x1C, 0x1D, 0x1E], "\n"),
}
_HALF = re.compile("[\ud800-\udfff]")
_BLANKS = "\ufeff\u200b\u200c\u200d\u2060\u00ad"


def decode(data: bytes, file: str, limit: int = LIMIT) -> str:
    r"""The text of a file's bytes: UTF-8, UTF-16 and UTF-32 with a byte-order mark, or else Windows-1252 (Latin-1).

    >>> decode("\ufeffBontang\r\n".encode("utf-8"), "a.txt")
    'Bontang\r\n'
    >>> decode("Café Bontang".encode("cp1252"), "a.txt")
    'Café Bontang'

    Raises:
        Refused: where the bytes are empty, too many, no text, or text in a broken encoding.
    """
    if len(data) > limit:
        raise too_large(file, limit)
    if not data.strip():
        raise empty(file)
    text = _with_bom(data, file)
    if text is None:
        refuse_binary(data, file)
        text = _utf8(data, file) or _cp1252(data, file)
    return checked(text, file)


def checked(text: str, file: str) -> str:
    """The text as an article's, see :func:`clean`.

    Raises:
        Refused: where it is blank or holds half of a surrogate pair.
    """
    text = clean(text, file)
    if not text.strip().strip(_BLANKS).strip():
        raise empty(file)
    return text


def clean(text: str, file: str) -> str:
    r"""The text with control characters read as blanks, those that part lines as line ends, one for one.

    >>> clean("Kota\x1b[2J Bontang\x0cSiak", "a.txt")
    'Kota [2J Bontang\nSiak'

    Raises:
        Refused: where it holds half of a surrogate pair, which no encoding has.
    """
    if broken := _HALF.search(text):
        raise Refused(
            file, f"character {broken.start() + 1} is half of a surrogate pair", "Write the text again in UTF-8."
        )
    return text.translate(_READ_AS) if _UNSEEN.search(text) else text


def empty(file: str) -> Refused:
    """The refusal of an empty file."""
    return Refused(file, "it is empty", "Put the article's text into it, or remove it.")


def too_large(file: str, limit: int = LIMIT) -> Refused:
    """The refusal of a file with more bytes than it may have."""
    return Refused(
        file,
        f"it is over {limit / 1_000_000:g} MB",
        "Split it into one article a file, or into .jsonl with one article a line.",
    )


def kind_of(data: bytes) -> str | None:
    """What the bytes are by their signature ("a PNG picture"), or ``None`` where no signature is known.

    >>> kind_of(b"%PDF-1.7 ...")
    'a PDF document'
    """
    for signature, kind in _SIGNATURES:
        certain = signature.decode("latin-1") not in _TEXTUAL
        if data.startswith(signature) and (certain or _CONTROL.search(data, 0, 4096)):
            return kind
    return None


def refuse_binary(data: bytes, file: str) -> None:
    """Nothing, where the bytes may be those of a text in UTF-8 or Windows-1252.

    Raises:
        Refused: where they are no text.
    """
    if kind := kind_of(data):
        raise Refused(file, f"it is {kind}, not text", _SAVE)
    if control := _CONTROL.search(data):
        every_other = data[:200:2].count(0), data[1:200:2].count(0)
        if max(every_other) > 40 and min(every_other) == 0:
            raise Refused(file, "it looks like UTF-16 without a byte-order mark", "Save it again as UTF-8.")
        raise Refused(file, f"it is binary, not text (byte {control.start() + 1} is {control.group()[0]:#04x})", _SAVE)


def _with_bom(data: bytes, file: str) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(
                    file, encoding.upper().removesuffix("-LE").removesuffix("-BE"), len(bom) + error.start
                ) from None
    return None


def _utf8(data: bytes, file: str) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = _UTF8_SEQUENCE.findall(data)
        stray = len(_HIGH.findall(data)) - sum(map(len, whole))
        if len(whole) > stray or _CUT_AT_THE_END.search(data):
            raise _broken(file, "UTF-8", error.start) from None
    return None


def _cp1252(data: bytes, file: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _broken(file, "Windows-1252", error.start) from None
    high = len(_HIGH.findall(data))
    letters = sum(c.isalpha() or c.isspace() for c in text)
    if high > 0.3 * len(data) or letters < 0.6 * len(text):
        raise Refused(file, "it is no text in UTF-8 or Windows-1252", _SAVE)
    return text


def _broken(file: str, encoding: str, at: int) -> Refused:
    return Refused(
        file,
        f"its encoding is broken: it is no whole {encoding} (byte {at + 1})",
        "Save it again from the original as UTF-8.",
    )
