"""A text's lines, without the blanks around them; lines of a hard-wrapped paragraph are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile("[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
BLANKS = " \t\x1f\xa0\u00ad\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200E)))
"""What may stand around a line unseen; stripped from its edges, kept inside."""
BULLET = re.compile(
    r"(?:[-*+](?=\s)|[-–—](?=\s|[A-Z])|[•·●○◦▪▫■□◆◇►▶➢➤✓✔☑‣▸▹❖❯►»›]"
    r"|(?:[\U0001F300-\U0001FAFF\u2605-\u27BF\u2B50]\ufe0f?)+(?=\s*[^\s.!?][^.!?\n]{1,140}$)"
    r"|\(?\d{1,3}[.)](?=\s|[A-Z])|\(?[a-z][.)](?=\s)|\([A-Z]\)|[A-Z]\)(?=\s)|[ivx]{1,5}[.)](?=\s))\s*(?=\S)"
)
_ENDED = re.compile(r"""[.!?:…]["”’»)\]]*$""")
_NARROW, _WIDE = 45, 120  # the widths at which people and programs wrap


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or the lines of one wrapped paragraph: its place, and whether a blank line stands before it.

    ``heading`` is the level of a Markdown heading, whose marks lie outside; 0 for every other line.
    """

    start: int
    end: int
    after_gap: bool
    heading: int = 0


def split_lines(text: str, start: int = 0) -> list[Line]:
    r"""The lines of ``text[start:]`` that hold anything but blanks.

    >>> split_lines("Bontang\r\n\r\n  Kota Taman ")
    [Line(start=0, end=7, after_gap=True, heading=0), Line(start=13, end=23, after_gap=True, heading=0)]
    """
    lines: list[Line] = []
    previous = start
    for found in _LINE.finditer(text, start):
        content = found.group().lstrip(BLANKS)
        if not content:
            continue
        first = found.end() - len(content)
        breaks = sum(1 for _ in _BREAK.finditer(text, previous, found.start()))
        lines.append(Line(first, first + len(content.rstrip(BLANKS)), not lines or breaks > 1))
        previous = found.end()
    return lines


def unwrap(text: str, lines: list[Line]) -> list[Line]:
    r"""The lines with each hard-wrapped paragraph as one.

    A text is wrapped where its lines are about equally wide and, in most places where a line follows another directly,
    the next word would not have fitted. Elsewhere a line is a paragraph, as newsrooms send them.

    >>> text = (
    ...     "Bontang Raih Trofi\n\n"
    ...     "Kota Bontang menerima trofi dari panitia lomba\n"
    ...     "kota rapi, setelah tiga tahun menunggu dengan\n"
    ...     "sabar. Trofi itu diserahkan panitia di sebuah\n"
    ...     "hotel di Samarinda."
    ... )
    >>> [text[line.start : line.end][:12] for line in unwrap(text, split_lines(text))]
    ['Bontang Raih', 'Kota Bontang']
    """
    if len(lines) < 4:
        return lines
    width = max(line.end - line.start for line in lines)
    if not _NARROW <= width <= _WIDE:
        return lines
    followers = [(a, b) for a, b in pairwise(lines) if not b.after_gap]
    broken = {b.start for a, b in followers if _continues(text, a, b, width)}
    if len(broken) < 3 or len(broken) < 0.6 * len(followers):
        return lines
    joined: list[Line] = []
    for line in lines:
        if line.start in broken and joined:
            joined[-1] = Line(joined[-1].start, line.end, joined[-1].after_gap, joined[-1].heading)
        else:
            joined.append(line)
    return joined


def _continues(text: str, line: Line, following: Line, width: int) -> bool:
    if line.heading or following.heading or BULLET.match(text, following.start, following.end):
        return False
    first_word = text[following.start : following.end].split(None, 1)[0]
    if line.end - line.start + 1 + len(first_word) <= width:
        return False
    return first_word[0].islower() or not _ENDED.search(text[line.start : line.end])
