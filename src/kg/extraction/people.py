"""Names of persons in the text: where they begin and end, without titles and degrees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.document import Document

TITLES = frozenset(
    """drs dra tgh dr ir h hj prof kh tgk st ustaz ustad ustadz letjen mayjen brigjen kolonel letkol mayor
    kapten akp akbp kombes pol irjen komjen jenderal inspektur komisaris bapak pak ibu bu bunda bung kang mas
    mbak bang gus ning teh abah nyai tuan hm hmm laksamana marsekal mr mrs ms ipda iptu aiptu sdr sdri apt ns
    cand inf tni purn drg drh""".split()
)
UNCAPITALISED = frozenset(("dr", "drg", "drh", "apt", "ns"))  # titles in small letters: "dr. Yusri"
HONORIFICS = frozenset(
    """pak bapak bu ibu bunda bung kang mas mbak bang gus ning teh abah drs dra prof hj ir h kh dr""".split()
)
DEGREES = frozenset(
    """ssos msi se mm st mt sh mh sip map mba ma msc phd skom mkom spd mpd ssi skm mkes spog sppd spm sstp mstr
    stp dea cpa ak ca sp sag mag lc mha sked spa spp si sos pd kom ip hum stat kes ag pt psi sn farm apt kep
    ked mhum meng mpp mpa msp mil ipm asean eng ns sthi shi sei amd ssn msn spsi mpsi cfra crmo qia cgcae""".split()
)
_PARTICLES = frozenset("""bin binti van de al el von da der""".split())
_DOTTED = frozenset(
    """dt moh muh mohd muhd md abd st rr rd gst ida kgs hr tb a b c d e f g h i j k l m n o p q r s t u v w x y
    z""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text: tokens of the name proper, and the token after its degrees."""

    text: str
    first: int
    last: int
    after: int


def name_at(doc: Document, i: int, limit: int, stop: frozenset[str] = frozenset()) -> Name | None:
    """The name that begins at token ``i`` (titles skipped), or ``None``.

    ``stop`` holds lower-case words that cannot belong to a name (function words, cue words).
    """
    tokens = doc.tokens
    i = skip_titles(doc, i, limit)
    first = i
    while i < limit:
        token = tokens[i]
        if token.kind == "word" and token.capital and (i > first or token.lower not in stop or len(token.text) == 1):
            i += 1
            if (
                i < limit
                and tokens[i].text == "."
                and tokens[i - 1].lower in _DOTTED
                and tokens[i].start == tokens[i - 1].end
            ):
                if i + 1 < limit and tokens[i + 1].capital and tokens[i + 1].kind == "word":
                    i += 1
                else:
                    break
        elif token.lower in _PARTICLES and i > first and i + 1 < limit and tokens[i + 1].capital:
            i += 1
        else:
            break
    last = i
    while last > first and tokens[last - 1].text == ".":
        last -= 1
    while (
        last - 1 > first
        and tokens[last - 1].lower in DEGREES
        and len(tokens[last - 1].text) > 1
        and any(c.isupper() for c in tokens[last - 1].text[1:])
    ):
        last -= 1
    if last <= first or all(len(t.text) == 1 for t in tokens[first:last]):
        return None
    return Name(doc.words(first, last), first, last, skip_degrees(doc, max(i, last), limit))


def skip_titles(doc: Document, i: int, limit: int) -> int:
    """The token after the titles and honorifics at ``i``: "Drs. H.M." """
    tokens = doc.tokens
    while i < limit and tokens[i].lower in TITLES and (i + 1 < limit):
        following = i + 2 if tokens[i + 1].text == "." else i + 1
        if following >= limit or not (tokens[following].capital or tokens[following].text in "."):
            break
        # A single letter is a title only where it is followed by its full stop or is the hajj's H.
        if tokens[i].lower == "m" or (not tokens[i].capital and tokens[i].lower not in UNCAPITALISED):
            break
        i = following
        if tokens[i].lower == "m" and i + 1 < limit and tokens[i + 1].text == "." and tokens[i - 2].lower == "h":
            i += 2
    return i


def skip_degrees(doc: Document, i: int, limit: int) -> int:
    """The token after the degrees at ``i``: ", S.Sos., M.Si."."""
    tokens = doc.tokens
    end = i
    while i < limit:
        j = i + 1 if tokens[i].text == "," else i
        k = j
        while k < limit and tokens[k].kind == "word" and tokens[k].lower in DEGREES and tokens[k].capital:
            k += 1
            if k < limit and tokens[k].text == "." and tokens[k].start == tokens[k - 1].end:
                k += 1
        if k == j:
            break
        i = end = k
    if end > 0 and end <= limit and tokens[end - 1].text == "." and (end == limit):
        end -= 1  # the full stop ends the sentence too
    return end
