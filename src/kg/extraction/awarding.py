"""Sentences that confer an award, by the valency of their verb: who gets, who gives, what, in which voice.

``receive`` active has the recipient before the verb and the award after it; passive the other way round. ``hand`` and
``give`` have the giver first and the recipient after "kepada"; ``reward`` ("menganugerahi") has the recipient as its
object; ``declare`` and ``become`` name the recipient as something ("dinobatkan sebagai juara 1").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.act import GENERIC, Awarding, Prize, governor
from kg.extraction.document import MOST_MENTIONS, Document, Kind, Mention, Sentence, between
from kg.extraction.frames import filled
from kg.extraction.measures import RankReading
from kg.extraction.modality import MODALITIES, miss, modality
from kg.extraction.prizes import prizes_of
from kg.extraction.registry import speaks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.reading import Reading

SENSES = frozenset(("receive", "hand", "give", "reward", "declare", "become"))
_SEPARATORS = frozenset((";", "sedangkan", "sementara", "adapun", "namun", "tetapi", ":"))
_PAST = (
    ("tahun", "lalu"),
    ("setahun", "sebelumnya"),
    ("tahun", "sebelumnya"),
    ("lebih", "dulu"),
    ("pernah",),
    ("sebelumnya",),
    ("terdahulu",),
    ("dua", "tahun"),
    ("tahun", "silam"),
)
_CONTINUES = (
    ("selain", "itu"),
    ("masih", "ada"),
    ("di", "samping", "itu"),
    ("juga", "ada"),
    ("ada", "pula"),
    ("sisanya",),
    ("lainnya",),
    ("penerima", "lain"),
)
_WINNERS = frozenset(("penerima", "peraih", "pemenang", "pemenangnya", "penerimanya", "peraihnya"))
_WINNING = frozenset(("terbaik", "juara", "pemenang"))
_PLURALS = frozenset(("ketiganya", "keduanya", "keempatnya", "semuanya", "seluruhnya", "kelimanya"))
_OCCASIONS = frozenset(("kesempatan", "malam", "acara", "ajang"))


def awardings(reading: Reading, *, headline: bool = False) -> Iterator[Awarding]:
    """Every awarding act that the article states, in order; acts denied, planned or hoped for become near misses."""
    doc = reading.doc
    last_act: Awarding | None = None
    for s in doc.sentences:
        if (s.kind is BlockKind.HEADLINE) is not headline:
            continue
        triggers = _triggers(reading, s)
        if (nominal := _nominal(reading, s)) is not None:
            last_act = nominal
            yield nominal
            continue
        if not triggers and last_act is not None and (more := _continued(reading, s, last_act)):
            yield more
            continue
        if last_act is not None and (placed := list(_placed(reading, s, last_act))):
            yield from placed
            continue
        before: Awarding | None = None
        for at, (trigger, sense, voice) in enumerate(triggers):
            first, last = _clause(
                doc,
                s,
                trigger,
                triggers[at - 1][0] if at else None,
                triggers[at + 1][0] if at + 1 < len(triggers) else None,
            )
            reason = modality(doc, s, trigger, first, last)
            made = Awarding(s, trigger, sense, voice, first, last)
            made = _fill(reading, made)
            if before is not None and (before.generic or before.prizes) and not made.prizes and made.voice != "active":
                # "diserahkan X dan diterima Y": the second verb is about the same award
                joins = doc.tokens[trigger.first - 1].lower in ("dan", "serta", "lalu", "kemudian")
                made.generic = made.generic or (joins and made.sense in ("receive", "hand"))
            if reason:
                if made.prizes or made.generic:
                    miss(reading, made, reason)
                continue
            if (
                not made.recipients
                and not made.topic
                and before is not None
                and sense in ("receive", "declare", "become")
                and not made.acceptors
            ):
                made.recipients, made.acceptors, made.topic = (
                    list(before.recipients),
                    list(before.acceptors),
                    before.topic,
                )
            if made.prizes or made.generic:
                last_act = made
                yield made
            if made.recipients or made.topic or made.acceptors or made.presenters:
                before = made


def _placed(reading: Reading, s: Sentence, act: Awarding) -> Iterator[Awarding]:
    """Runners-up told after the winner: "Kota Cimahi berada di peringkat kedua, sedangkan Kota Parepare …"."""
    won = any(p.rank and p.rank.value.word in _WINNING for p in act.prizes)
    if not won or s.block != act.sentence.block or s is act.sentence or reading.doc.quoted[s.first]:
        return
    scored = any(m.kind in (Kind.SCORE, Kind.TOP) for m in s.mentions)
    verbs = any(m.kind is Kind.CUE and any(c.sense in SENSES for c in m.value) for m in s.mentions)
    if scored or verbs:
        return
    for at, m in enumerate(s.mentions):
        if m.kind is not Kind.RANK or m.value.word in _WINNING or not m.value.number:
            continue
        area = next((a for a in reversed(s.mentions[:at]) if a.kind is Kind.AREA), None)
        if area is None or m.first - area.last > 4:
            continue
        trigger = Mention(Kind.CUE, m.first, m.first)
        last = act.prizes[-1]
        made = Awarding(
            s, trigger, "become", "active", s.first, s.last, [area], generic=True, rule="placed-after-winner"
        )
        made.prizes = [Prize(last.award, last.category, m)]
        yield made


def _nominal(reading: Reading, s: Sentence) -> Awarding | None:
    """A sentence that equates: "Ketiga penerima Smart City Award 2022 adalah A, B, dan C"."""
    tokens = reading.doc.tokens
    if reading.doc.quoted[s.first]:
        return None
    named = next((i for i in range(s.first, s.last) if tokens[i].lower in _WINNERS), None)
    equals = (
        next((i for i in range(named, s.last) if tokens[i].lower in ("adalah", "ialah", "yakni", "yaitu")), None)
        if named is not None
        else None
    )
    if named is None or equals is None:
        return None
    areas = [
        m for m in between(s.mentions, equals, s.last, Kind.AREA) if tokens[m.first - 1].lower not in ("di", "dari")
    ]
    trigger = Mention(Kind.CUE, equals, equals + 1)
    made = Awarding(s, trigger, "become", "active", s.first, s.last, areas, rule="winners-are")
    made.words = {i: tokens[i].lower for i in range(s.first, s.last)}
    made.prizes = [
        p for p in prizes_of(reading, made, between(s.mentions, s.first, equals)) if p.award or p.category or p.rank
    ]
    made.generic = any(made.words[i] in GENERIC for i in range(named, equals))
    known = made.prizes or made.generic
    if not areas or not known or len(made.prizes) > 1 or modality(reading.doc, s, trigger, s.first, s.last):
        return None
    return made


def _continued(reading: Reading, s: Sentence, act: Awarding) -> Awarding | None:
    """A sentence without a verb that goes on with the recipients: "Selain itu masih ada A, B, dan C"."""
    words = [t.lower for t in reading.doc.tokens[s.first : min(s.first + 8, s.last)]]
    areas = [m for m in s.mentions if m.kind is Kind.AREA]
    goes_on = any(tuple(words[i : i + len(p)]) == p for p in _CONTINUES for i in range(len(words)))
    if not goes_on or len(areas) < 2 or not act.recipients or s.block - act.sentence.block > 1:
        return None
    return Awarding(
        s,
        act.trigger,
        act.sense,
        act.voice,
        s.first,
        s.last,
        areas,
        [],
        [],
        list(act.grantors),
        list(act.prizes),
        act.generic,
        past=act.past,
        rule="recipients-continued",
    )


def _triggers(reading: Reading, s: Sentence) -> list[tuple[Mention, str, str]]:
    """The verbs of awarding in a sentence; a rank or category beside an area stands for a verb left out.

    "Kota Gorontalo terbaik kedua …", "Juara 1 Kota Tomohon", "sedangkan Situbondo dimensi smart society".
    """
    doc = reading.doc
    found: list[tuple[Mention, str, str]] = []
    for at, m in enumerate(s.mentions[:MOST_MENTIONS]):
        if doc.quoted[m.first]:
            continue
        if m.kind is Kind.CUE:
            cue = next((c for c in m.value if c.sense in SENSES), None)
            if cue:
                found.append((m, cue.sense, "active" if cue.voice == "bare" else cue.voice))
        elif m.kind in (Kind.RANK, Kind.CATEGORY):
            last = found[-1][0] if found else None
            before = s.mentions[at - 1] if at else None
            after = s.mentions[at + 1] if at + 1 < len(s.mentions) else None
            if m.kind is Kind.RANK and found and after is not None and after.kind is Kind.CATEGORY:
                area = s.mentions[at - 2] if at > 1 else None
                if (
                    area is not None
                    and area.kind is Kind.AREA
                    and area.first > found[-1][0].last
                    and m.first - area.last <= 2
                ):
                    found.append((Mention(Kind.CUE, m.first, m.first), "become", "active"))
                    continue  # "sementara Kabupaten Gorontalo menempati peringkat ketiga kategori …"
            winning = m.kind is Kind.RANK and isinstance(m.value, RankReading) and m.value.word in _WINNING
            if (
                before is not None
                and before.kind is Kind.AREA
                and before.last == m.first
                and (last is None or last.first < before.first)
            ):
                opened = before.first > s.first and doc.tokens[before.first - 1].lower in _SEPARATORS
                if winning or (opened and found):
                    found.append((Mention(Kind.CUE, m.first, m.first), "become", "active"))
    return found


def _clause(
    doc: Document, s: Sentence, trigger: Mention, before: Mention | None, after: Mention | None
) -> tuple[int, int]:
    first = before.last if before else s.first
    last = after.first if after else s.last
    for i in range(trigger.first - 1, first - 1, -1):
        if doc.tokens[i].lower in _SEPARATORS:
            first = i + 1
            break
    for m in s.mentions:  # who says so is not who gets it
        if (
            m.kind is Kind.CUE
            and first <= m.first
            and m.last <= trigger.first
            and speaks(m)
            and not any(c.sense == "declare" or c.sense in MODALITIES for c in m.value)
        ):
            first = m.last
    for i in range(trigger.last, last):
        if doc.tokens[i].lower in _SEPARATORS:
            last = i
            break
    return first, last


def _fill(reading: Reading, made: Awarding) -> Awarding:
    """Read the mentions on both sides of the verb by its valency."""
    doc, t = reading.doc, made.trigger
    tokens = doc.tokens
    made.words = {i: tokens[i].lower for i in range(made.sentence.first, made.sentence.last)}
    made.generic = any(tokens[i].lower in GENERIC for i in range(made.first, made.last) if not t.first <= i < t.last)
    if tokens[max(t.last - 1, t.first)].lower.endswith("nya") and made.sense in ("hand", "receive", "give"):
        made.generic = True  # "menyerahkannya": the award spoken of before
    _circumstances(made)
    made.generic = made.generic or (
        made.sense in ("hand", "give", "receive") and bool(_PLURALS & set(made.words.values()))
    )
    subject = between(made.sentence.mentions, made.first, t.first)
    made = filled(reading, made)
    if made.prizes and not any(p.award for p in made.prizes):
        occasion = next(
            (m for m in subject if m.kind is Kind.AWARD and governor(doc, m) in ("pada", "dalam", "ajang")), None
        )
        for p in made.prizes:  # "Pada Indonesia Smart Nation Award 2022, kabupaten itu …"
            p.award = occasion
    return made


def _circumstances(made: Awarding) -> None:
    """Whether the act was in the past, on the same occasion as another, or of several awards at once."""
    lower = [w for _, w in sorted(made.words.items())]
    made.plural = bool(_PLURALS & set(lower)) or any(
        a in ("kedua", "ketiga", "keempat", "kelima", "seluruh", "semua") and b in GENERIC for a, b in pairwise(lower)
    )
    counts = {"kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6}
    if made.plural:
        made.number = next((n for w in lower for c, n in counts.items() if w in (c, c + "nya")), None)
    made.past = any(tuple(lower[i : i + len(p)]) == p for p in _PAST for i in range(len(lower)))
    made.same_occasion = any(a in _OCCASIONS and lower[i + 1 : i + 3] == ["yang", "sama"] for i, a in enumerate(lower))
