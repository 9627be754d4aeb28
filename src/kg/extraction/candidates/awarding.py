"""Sentences that confer an award, by the valency of their verb: who gets, who gives, what, in which voice.

``receive`` active has the recipient before the verb and the award after it; passive the other way round. ``hand`` and
``give`` have the giver first and the recipient after "kepada"; ``reward`` ("menganugerahi") has the recipient as its
object; ``declare`` and ``become`` name the recipient as something ("dinobatkan sebagai juara 1").
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, Awarding, Prize, governor
from kg.extraction.candidates.frames import filled
from kg.extraction.candidates.modality import MODALITIES, miss, modality
from kg.extraction.candidates.parties import is_unit
from kg.extraction.candidates.verbless import verbless, won_first
from kg.extraction.coreference.registry import speaks
from kg.extraction.mentions.measures import CATEGORY_WORDS, RankReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Document, Kind, Mention, Sentence, between
from kg.language.lexicon import AWARDING
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.coreference.context import Reading

_SEPARATORS = words("clause-ends")
_WHEN_REFERRED = words("awards-when-referred")
_PAST = words("of-earlier-years")
_DENIALS = words("denials")
_WINNING = words("winning")
_POSITIONS = words("positions")
_PLURALS = words("counted")
_ORDINALS = words("ordinals")
_GATHERS = words("gathers")
_AND_THEN = words("and-then")
_JOINTS = words("joints")
_REFERRED = words("that") | {"yang"}
_COUNTED_OFF = words("counted-off")
_TO_CATEGORY = words("to-category")
_DENIED_NEWS = words("news")
_AWARDS = words("awards-in-general")
_OCCASIONS = words("occasions")
_BY_DEED = words("opens-by-deed")
_THAT = words("that")
_IN_YEARS = words("before-year")


def awardings(reading: Reading, *, headline: bool = False) -> Iterator[Awarding]:
    """Every awarding act that the article states, in order; acts denied, planned or hoped for become near misses."""
    doc = reading.doc
    last_act: Awarding | None = None
    won: Awarding | None = None  # the last act that gave a first prize
    prized: Awarding | None = None  # the last act that named its prize
    for s in doc.sentences:
        if (s.kind is BlockKind.HEADLINE) is not headline:
            continue
        triggers = _triggers(reading, s)
        told = [] if doc.quoted[s.first] else list(verbless(reading, s, last_act, won, s.first))
        if told and (not triggers or any(act.whole for act in told)):
            last_act = told[-1]
            yield from told
            continue
        before: Awarding | None = None
        taken: set[int] = set()
        for at, (trigger, sense, voice) in enumerate(triggers):
            first, last = _clause(
                doc,
                s,
                trigger,
                triggers[at - 1][0] if at else None,
                triggers[at + 1][0] if at + 1 < len(triggers) else None,
            )
            reason = modality(doc, s, trigger, first, last) or _denied_next(reading, s)
            made = Awarding(s, trigger, sense, voice, first, last)
            made = _fill(reading, made)
            if before is not None and (before.generic or before.prizes) and not made.prizes and made.voice != "active":
                # "diserahkan X dan diterima Y": the second verb is about the same award
                joins = doc.tokens[trigger.first - 1].lower in _AND_THEN or bool(
                    doc.tokens[trigger.first - 1].text == "," and before.recipients and made.acceptors
                )
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
            if not _has_parties(made) and sense == "receive" and voice == "passive" and last_act is not None:
                spoken = {"itu", "tersebut"} & {made.words[i] for i in range(made.first, trigger.first)}
                near = made.sentence.block - last_act.sentence.block <= 1
                made.recipients = list(last_act.recipients) if spoken and near and made.prizes else []
            if made.prizes or made.generic:
                _same_category(made, prized)
                prized = made if made.prizes else prized
                taken.update(m.first for m in made.recipients)
                last_act = made
                won = made if won_first(made) else won
                yield made
            if made.recipients or made.topic or made.acceptors or made.presenters:
                before = made
        if not told and triggers:
            told = list(verbless(reading, s, last_act, won, made.last))
        if not told and won is not None and won.sentence is s:
            told = list(verbless(reading, s, last_act, won, won.trigger.last))
        for act in told:  # "…, sedangkan juara tiga Kota Palu" after a verb of awarding
            if not taken.intersection(m.first for m in act.recipients):
                _same_category(act, last_act)
                yield act


def _has_parties(act: Awarding) -> bool:
    """Whether an act names anybody, or points back to somebody."""
    return bool(act.recipients or act.acceptors or act.presenters or act.topic or act.pronoun)


def _denied_next(reading: Reading, s: Sentence) -> str | None:
    """Whether the sentence after it denies what a sentence tells: "Rahmatia menepis kabar itu"."""
    sentences = reading.doc.sentences
    after = next((x for x in sentences if x.first == s.last and x.block == s.block), None)
    if after is None or after.last - after.first > 14:
        return None
    words = [t.lower for t in reading.doc.tokens[after.first : after.last]]
    told = bool(_DENIED_NEWS & set(words))
    return "denied" if told and _DENIALS & set(words) and _THAT & set(words) else None


def _same_category(made: Awarding, before: Awarding | None) -> None:
    """ "… juara pertama kategori X. Juara kedua diraih B": the place is one of the same category."""
    opening = [m for m in made.sentence.mentions if m.kind is Kind.CATEGORY and m.last <= made.trigger.first]
    if opening:  # "Pada kategori Smart Economy, A menjadi juara pertama, B juara kedua"
        for p in made.prizes:
            if p.rank is not None and p.category is None:
                p.category = opening[-1]
        return
    if before is None or not before.prizes:
        return
    words = [word for _, word in sorted(made.words.items())]
    referred = any(a == "kategori" and b in _REFERRED for a, b in pairwise(words))
    if made.sentence.block != before.sentence.block and not referred:
        return
    last = before.prizes[-1]
    if last.rank is None or len({id(p.category) for p in before.prizes}) > 1:
        return
    for p in made.prizes:
        if p.rank is not None and p.category is None and p.award is None:
            p.category = last.category


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
            cue = next((c for c in m.value if c.sense in AWARDING), None)
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
                and _beside(doc, before, m, s.last)
                and (last is None or last.first < before.first)
            ):
                goes_on = m.kind is Kind.CATEGORY and bool(found) and _recipient_first(*found[-1][1:])
                joints = _SEPARATORS | _JOINTS if goes_on else _SEPARATORS
                opened = before.first > s.first and doc.tokens[before.first - 1].lower in joints
                if winning or (opened and found):
                    found.append((Mention(Kind.CUE, m.first, m.first), "become", "active"))
    return found


def _recipient_first(sense: str, voice: str) -> bool:
    """Whether who gets something stands before the verb: "A diganjar X kategori Y, B kategori Z"."""
    return (sense in ("receive", "become")) == (voice == "active") and sense not in ("hand", "give")


def _beside(doc: Document, area: Mention, prize: Mention, limit: int) -> bool:
    """Whether a rank or category follows an area: "Kota Palu juara II", "sedangkan Palu untuk kategori X"."""
    i = _past_brackets(doc, area.last, limit)
    if prize.kind is Kind.CATEGORY:
        i += i < prize.first and doc.tokens[i].lower in _TO_CATEGORY
        i += i < prize.first and doc.tokens[i].lower in CATEGORY_WORDS
    return i == prize.first


def _past_brackets(doc: Document, i: int, limit: int) -> int:
    """Past an abbreviation in brackets: "Kabupaten Kotawaringin Timur (Kotim) juara II"."""
    tokens = doc.tokens
    return i + 3 if i + 2 < limit and tokens[i].text == "(" and tokens[i + 2].text == ")" else i


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
    deed = doc.tokens[s.first].lower in _BY_DEED  # "Yang mengulurkan piagam: X"
    for i in range(trigger.last, last):
        if doc.tokens[i].lower in _SEPARATORS and not (deed and doc.tokens[i].text == ":"):
            last = i
            break
    return first, last


def _fill(reading: Reading, made: Awarding) -> Awarding:
    """Read the mentions on both sides of the verb by its valency."""
    doc, t = reading.doc, made.trigger
    tokens = doc.tokens
    made.words = {i: tokens[i].lower for i in range(made.sentence.first, made.sentence.last)}
    made.generic = any(tokens[i].lower in GENERIC for i in range(made.first, made.last) if not t.first <= i < t.last)
    referred = ((made.words.get(i), made.words.get(i + 1)) for i in range(made.first, t.first))
    made.generic = made.generic or any(a in _WHEN_REFERRED and b in _THAT for a, b in referred)
    if tokens[max(t.last - 1, t.first)].lower.endswith("nya") and made.sense in ("hand", "receive", "give"):
        made.generic = True  # "menyerahkannya": the award spoken of before
    _circumstances(made)
    made.past = made.past or _of_earlier_year(doc, made)
    made.generic = made.generic or (
        made.sense in ("hand", "give", "receive") and bool(_PLURALS & set(made.words.values()))
    )
    subject = between(made.sentence.mentions, made.first, t.first)
    made = filled(reading, made)
    unnamed = all(p.award is None or not tokens[p.award.first].capital for p in made.prizes)
    if unnamed and (made.sense == "become" or (made.prizes and all(p.award for p in made.prizes))):
        # "Predikat desa terpencil disandang Desa X" tells what it is, not what it won
        made.recipients = [m for m in made.recipients if not is_unit(reading, m)]
    scored = any(m.kind is Kind.SCORE and made.first <= m.first < made.last for m in made.sentence.mentions)
    if (
        made.prizes
        and scored
        and all(p.rank and not p.award and not p.category and p.rank.value.word in _POSITIONS for p in made.prizes)
    ):
        made.prizes, made.generic = [], False  # "memperoleh nilai 3,62 dan berada pada urutan keempat"
    if made.prizes and not made.grantors and all(_position_in_index(p) for p in made.prizes):
        made.prizes, made.generic = [], False
    if made.prizes and not any(p.award for p in made.prizes):
        occasions = [m for m in subject if governor(doc, m) in _GATHERS]
        occasion = next((a for m in occasions if (a := _award_of(doc, m))), None)
        for p in made.prizes:  # "Pada Indonesia Smart Nation Award 2022, kabupaten itu …"
            p.award = occasion
    return made


def _award_of(doc: Document, m: Mention) -> Mention | None:
    """The award that an occasion is named after: itself, or "Anugerah X" in "Malam Anugerah X"."""
    if m.kind is Kind.AWARD:
        return m
    night = m.kind is Kind.EVENT and doc.tokens[m.first].lower in ("malam", "puncak") and m.last - m.first > 2
    first = m.first + 1 + (doc.tokens[m.first + 1].lower == "puncak")  # "Malam Puncak Anugerah X"
    if night and doc.tokens[first].lower in _AWARDS:
        return Mention(Kind.AWARD, first, m.last, doc.words(first, m.last))
    return None


def _position_in_index(p: Prize) -> bool:
    """Whether what was got is only a place in an index: "mempertahankan peringkat pertama dalam Indeks …"."""
    index = p.award is not None and str(p.award.value).casefold().startswith(("indeks ", "index "))
    return index and p.rank is not None and p.rank.value.word not in _WINNING


def _of_earlier_year(doc: Document, made: Awarding) -> bool:
    """Whether the sentence opens in a year before that of the page: "Pada 2022 kota itu juga mengantongi …"."""
    i = made.sentence.first
    published = doc.article.published
    if published is None or doc.tokens[i].lower not in _IN_YEARS:
        return False
    i += 1 + (doc.tokens[i + 1].lower == "tahun")
    year = doc.tokens[i] if i < made.sentence.last else None
    return year is not None and year.kind == "number" and len(year.text) == 4 and int(year.text) < published.value.year


def _circumstances(made: Awarding) -> None:
    """Whether the act was in the past, on the same occasion as another, or of several awards at once."""
    lower = [w for _, w in sorted(made.words.items())]
    made.plural = bool(_PLURALS & set(lower)) or any(a in _COUNTED_OFF and b in GENERIC for a, b in pairwise(lower))
    if made.plural:
        made.number = next((ordinal(n) for w in lower if (n := w.removesuffix("nya")) in _ORDINALS), None)
    relative = next((i for i in sorted(made.words) if i >= made.trigger.last and made.words[i] == "yang"), None)
    clause = [w for i, w in sorted(made.words.items()) if relative is None or i < relative]
    told = f" {' '.join(clause)} "  # "… lewat aplikasi yang diluncurkan tahun lalu" tells of the application's year
    made.past = any(f" {phrase} " in told for phrase in _PAST)
    made.same_occasion = any(a in _OCCASIONS and lower[i + 1 : i + 3] == ["yang", "sama"] for i, a in enumerate(lower))
