"""What looks like a fact and is none, with the reason: contradicted dates, areas left open, acts that were not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.document import Kind

if TYPE_CHECKING:
    from kg.extraction.reading import Reading
    from kg.facts import Conferral, NearMiss


def near_misses(reading: Reading, awarded: list[Conferral]) -> tuple[NearMiss, ...]:
    """All near misses of the article in the order of their words."""
    doc = reading.doc
    for m in doc.mentions(Kind.DATE):
        value = reading.day(m)
        if value.problem:
            words = doc.words(m.first, m.last)
            reading.miss(
                "date",
                value.problem,
                (doc.of(m),),
                f"Tanggal tidak dipakai karena tidak cocok: “{words}”.",
                f"Date not used: {value.note}",
            )
    for c in awarded:
        codes = getattr(c.recipient.value, "codes", ())
        if len(codes) > 1:
            labels = tuple(reading.phrases.gazetteer.areas[code].label for code in codes)
            reading.miss(
                "conferral",
                "ambiguous-area",
                c.recipient.evidence,
                f"Bisa berarti {' atau '.join(labels)}; teks tidak memutuskan.",
                f"May be {' or '.join(labels)}; the text does not decide.",
                codes,
            )
    unique = dict.fromkeys(reading.near_misses)
    return tuple(sorted(unique, key=lambda n: (n.evidence[0].span.start, n.fact_type, n.reason)))
