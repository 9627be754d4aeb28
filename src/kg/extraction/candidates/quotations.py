"""Which words in quotation marks are speech, and which of them belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.rules.book import words

if TYPE_CHECKING:
    from kg.extraction.structure.document import Document, Mention, Sentence
    from kg.language.sentences import Quotation

_CALLED = words("called-so")
_LEADS_UP = words("leads-up-to-a-title")
_ENDS = ",.!?…"
_LONG = 6


def is_speech(doc: Document, q: Quotation, s: Sentence, cues: list[Mention]) -> bool:
    """Whether a quotation is something said, not a term, a slogan or a title in quotation marks."""
    tokens = doc.tokens
    ends = tokens[q.last - 1].text in _ENDS
    after = q.last + 1
    closes = after < s.last and tokens[after].text in ",.!?" and any(c.first == after + 1 for c in cues)
    beside = any(after <= c.first <= after + 1 or (c.last <= q.first - 1 and q.first - 1 - c.last <= 1) for c in cues)
    colon = q.first >= 2 and tokens[q.first - 2].text == ":"
    opened = q.first >= 2 and tokens[q.first - 2].text in ":," and any(c.last <= q.first - 1 for c in cues)
    outside = q.last + 2 == s.last and tokens[q.last + 1].text in _ENDS  # "… warga”."
    whole = q.first - 1 == s.first and (q.last + 1 >= s.last or outside) and q.last - q.first >= 2
    ends = ends or (whole and outside)
    long = q.last - q.first >= _LONG
    if not (closes or beside) and is_title(doc, q, s):
        return False
    return (
        (ends and (beside or closes or whole or long or bool(cues)))
        or closes
        or beside
        or (opened and (ends or q.last - q.first >= 3))
        or (whole and ends)
        or (colon and long)
        or (long and bool(cues))
    )


def is_title(doc: Document, q: Quotation, s: Sentence) -> bool:
    """Whether the quotation is what something is called: after "tema", "visi", "bertajuk", or capitals throughout."""
    tokens = doc.tokens
    before = [t.lower for t in tokens[max(s.first, q.first - 6) : q.first - 1]]
    if before and (before[-1] in _CALLED or (before[-1] in _LEADS_UP and _CALLED & set(before))):
        return True
    spelled = [t for t in tokens[q.first : q.last] if t.kind == "word" and len(t.text) > 3]
    return len(spelled) > 2 and all(t.capital for t in spelled) and tokens[q.last - 1].text not in _ENDS


def grouped(doc: Document, spoken: list[Quotation]) -> list[list[Quotation]]:
    """The quotations of a sentence, those joined that an attribution only interrupts."""
    tokens = doc.tokens
    groups: list[list[Quotation]] = []
    for q in spoken:
        starts_low = not tokens[q.first].capital and tokens[q.first].kind == "word"
        comma = groups and tokens[q.first - 2].text in ","
        if groups and (starts_low or (comma and tokens[groups[-1][-1].last - 1].text == ",")):
            groups[-1].append(q)
        else:
            groups.append([q])
    return groups
