"""Bodies that the article itself introduces by name, so that later mentions are known whole.

"PT Sagara Data Tbk (“Sagara”), perusahaan …" tells that "Direktur Utama Sagara" has a body behind it and no person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.mentions.areas import area_at
from kg.extraction.mentions.people import person_words
from kg.extraction.rules.book import words
from kg.language.phrases import PhraseIndex

if TYPE_CHECKING:
    from kg.extraction.mentions.phrases import Phrases
    from kg.extraction.structure.document import Document

_JOINTS = words("introduced-joints")
_NOUNS = words("nouns-of-bodies")
_OF_NOUNS = words("after-nouns-of-bodies")
_LONGEST = 9
"""A name of more words than this is a series of several, not read as one."""


def introduced(doc: Document, phrases: Phrases) -> PhraseIndex:
    """Every name that a head noun opens and a small word or a mark ends, and what stands in brackets behind it.

    The payload of a phrase is the name in full. Names behind an office are left out: there a person's may follow
    without a mark.
    """
    found = PhraseIndex()
    tokens = doc.tokens
    for sentence in doc.sentences:
        if sentence.kind is BlockKind.HEADLINE:
            continue
        i = sentence.first
        while i < sentence.last:
            token = tokens[i]
            noun = token.capital and i > sentence.first and named_by_noun(doc, i, sentence.first)
            opens = token.capital and token.lower in phrases.lexicon.heads["organization"]
            if not (noun or opens) or _behind_office(doc, phrases, i, sentence.first):
                i += 1
                continue
            if noun:
                end = _end(doc, phrases, i, sentence.last)
                if end is not None:
                    found.add(doc.words(i, end), doc.words(i, end))
            if not opens or phrases.heads.match(tokens, i, sentence.last) is None:
                i += 1
                continue
            end = _end(doc, phrases, i, sentence.last)
            if end is not None:
                name = doc.words(i, end)
                found.add(name, name)
                short = _in_brackets(doc, end, sentence.last)
                if short:
                    found.add(short, name)
                i = end
            i += 1
    return found.freeze()


def named_by_noun(doc: Document, i: int, first: int) -> bool:
    """Whether a noun in lower case tells that the name at ``i`` is a body's: "majalah Urusan Warga"."""
    before = [t.lower for t in doc.tokens[max(first, i - 2) : i] if not t.capital]
    if not before or before[-1] in ("“", '"'):
        return False
    return before[-1] in _NOUNS or (len(before) > 1 and before[0] in _NOUNS and before[1] in _OF_NOUNS)


def _behind_office(doc: Document, phrases: Phrases, i: int, first: int) -> bool:
    """Whether a capitalised word or an office ends right before ``i``: "juru bicara Forum Kota Nusantara Budi"."""
    tokens = doc.tokens
    if i > first and tokens[i - 1].capital and tokens[i - 1].kind == "word":
        return True
    return any(
        (office := phrases.roles.match(tokens, k, i)) is not None and office[0] == i
        for k in range(max(first, i - 3), i)
    )


def _end(doc: Document, phrases: Phrases, i: int, limit: int) -> int | None:
    """The token after the name that begins at ``i``; ``None`` where it cannot be told from what follows."""
    tokens = doc.tokens
    known = phrases.lexicon.vocabulary
    end = i
    while end < limit:
        token = tokens[end]
        if token.lower in _JOINTS and end + 1 < limit and tokens[end + 1].capital:
            if token.lower == "dan" and tokens[end + 1].lower not in known:
                break
        elif token.kind != "word" or not token.capital:
            break
        elif end > i and (
            token.lower in person_words().titles
            or phrases.roles.match(tokens, end, limit)
            or area_at(doc, phrases, end, limit)
        ):
            return None
        end += 1
    return end if 1 < end - i <= _LONGEST else None


def _in_brackets(doc: Document, i: int, limit: int) -> str | None:
    """The short name in the brackets at ``i``: "(LALP)", "(“Sagara”)"."""
    tokens = doc.tokens
    if i >= limit or tokens[i].text != "(":
        return None
    close = next((k for k in range(i + 1, min(i + 6, limit)) if tokens[k].text == ")"), None)
    inside = tokens[i + 1 : close] if close else []
    words = [t for t in inside if t.text not in '“”"']
    if not words or not all(w.capital and w.kind == "word" for w in words):
        return None
    return doc.article.text[words[0].start : words[-1].end]
