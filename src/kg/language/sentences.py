"""Tokens into sentences and quotations. A sentence reaches over the quotation that stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.lexicon import Lexicon
from kg.language.tokens import CLOSING_QUOTES, OPENING_QUOTES, STRAIGHT_QUOTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.language.tokens import Token

# Abbreviations whose full stop ends no sentence: titles, degrees, street and firm words.
ABBREVIATIONS = frozenset(
    """ny nn sdri
    moh muh mohd muhd abd drs dra dr ir h hj prof kh tgk st sp og si sos se sh mm msi mt mh pd ip kom kes ak
    m s jl jln no nomor pt cv tbk kab kec kel prov kep plt plh pj pjs rp hlm dll dsb tgl a b c d e f g i j k
    l n o p q r t u v w x y z ust ustaz bpk sdr dt mr mrs ms ph phil mba sc eng letjen mayjen brigjen kol
    letkol kapt serka akp akbp kombes irjen komjen jend bripka ipda iptu kompol div min maks lt vs cq gg gdg
    ds mgr drg drh apt ns pol purn inf kombes""".split()
)
_DEGREES = frozenset("sp og si sos se sh mm msi mt mh pd ip kom kes ak st phil mba sc eng".split())
_SINGLE = frozenset("‘’")
_TERMINATORS = frozenset(".!?…")
_LONGEST = 400
"""Tokens; where no full stop comes for longer than this, it is no sentence: it is cut, so that time stays linear."""


@dataclass(slots=True, frozen=True)
class Quotation:
    """A passage between quotation marks: the token after the opening mark, the closing mark (exclusive)."""

    first: int
    last: int


def split(tokens: Sequence[Token], first: int, last: int) -> tuple[list[tuple[int, int]], list[Quotation]]:
    """Sentences (first, last exclusive) and quotations among ``tokens[first:last]``, one paragraph.

    A quotation that is not closed ends with the paragraph.
    """
    sentences: list[tuple[int, int]] = []
    quotations: list[Quotation] = []
    begin = first
    opened = -1
    i = first
    while i < last:
        token = tokens[i]
        text = token.text
        if opened >= 0 and text in _SINGLE and tokens[opened].text not in _SINGLE:
            pass  # a quotation within the quotation
        elif text in OPENING_QUOTES or (opened < 0 and (text in STRAIGHT_QUOTES or _opens_low(tokens, i, first, last))):
            opened = i
        elif opened >= 0 and (text in CLOSING_QUOTES or text in STRAIGHT_QUOTES):
            if i > opened + 1:
                quotations.append(Quotation(opened + 1, i))
            opened = -1
            if i - 1 >= begin and tokens[i - 1].text in _TERMINATORS and _opens(tokens, i + 1, last):
                sentences.append((begin, i + 1))
                begin = i + 1
        elif text in _TERMINATORS and opened < 0 and _ends(tokens, i, first, last):
            end = i + 1
            while end < last and tokens[end].text in ")]":
                end += 1
            sentences.append((begin, end))
            begin = end
            i = end - 1
        i += 1
    if opened >= 0 and last > opened + 1:
        quotations.append(Quotation(opened + 1, last))
    if begin < last:
        sentences.append((begin, last))
    return [part for each in sentences for part in _cut(tokens, *each)], quotations


def _cut(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentence itself, or pieces of what goes on for too long, cut behind commas where there are any."""
    for i in range(first, last):
        if i - first >= (_LONGEST if tokens[i].text in ",;:" else 2 * _LONGEST):
            yield first, i + 1
            first = i + 1
    if first < last:
        yield first, last


def _function_word(token: Token) -> bool:
    """Whether a word with a capital is one that only a sentence's beginning gives it: "Ia", "Menurutnya"."""
    lexicon = Lexicon.load()
    spoken = any(cue.sense.startswith("say") for cue in lexicon.cues.get(token.lower, ()))
    return token.capital and (token.lower in lexicon.function_words or spoken)


def _opens_low(tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
    """Whether a closing mark opens a quotation, as where both marks are ”: it leans on the word after it alone."""
    return (
        tokens[i].text in CLOSING_QUOTES
        and i + 1 < last
        and tokens[i + 1].start == tokens[i].end
        and (i == first or tokens[i - 1].end < tokens[i].start or _glued(tokens, i))
    )


def _glued(tokens: Sequence[Token], i: int) -> bool:
    """Whether the blank before a quotation is missing, as where a page lost its line breaks: "… lama.”Kami …"."""
    return tokens[i - 1].text in _TERMINATORS and tokens[i + 1].capital


def _opens(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether what stands at ``i`` may begin a sentence."""
    if i >= last or tokens[i].capital or tokens[i].kind == "number" or tokens[i].text in '“"([':
        return True
    return _opens_low(tokens, i, 0, last)


def _ends(tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
    if tokens[i].text != ".":
        return i + 1 >= last or tokens[i + 1].start > tokens[i].end or tokens[i + 1].text not in _TERMINATORS
    if i + 1 < last and tokens[i + 1].start == tokens[i].end and tokens[i + 1].text not in ')]”"':
        return False
    if i > first and tokens[i - 1].end == tokens[i].start and tokens[i - 1].kind == "word":
        word = tokens[i - 1]
        if word.lower in ABBREVIATIONS and (word.capital or len(word.text) <= 3) and i + 1 < last:
            # "S.Sos., M.Si. Ia …": after a degree the sentence ends where a function word opens the next.
            return word.lower in _DEGREES and _function_word(tokens[i + 1])
    return _opens(tokens, i + 1, last)
