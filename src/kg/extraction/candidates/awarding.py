"""Sentences that confer an award, by the valency of their verb: who gets, who gives, what, in which voice.

``receive`` active has the recipient before the verb and the award after it; passive the other way round. ``hand`` and
``give`` have the giver first and the recipient after "kepada"; ``reward`` ("menganugerahi") has the recipient as its
object; ``declare`` and ``become`` name the recipient as something ("dinobatkan sebagai juara 1").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from kg.extraction.structure.document import MOST_MENTIONS, Document, Kind, Mention, Sentence, Wording, between
from kg.language.lexicon import AWARDING
from kg.language.numbers import ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.extraction.coreference.context import Reading

_SEPARATORS = words("clause-ends")
_WHEN_REFERRED = words("awards-when-referred")
_PAST = Wording.of(words("of-earlier-years"))
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
_SPOKEN_OF = frozenset(("itu", "tersebut"))
_TRIGGERS = frozenset(f"<{sense}>" for sense in AWARDING) | {"RANK", "CATEGORY"}


@dataclass(frozen=True, slots=True)
class _Known:
    """The acts told before: the last one, the last that gave a first prize, and the last that named its prize."""

    last: Awarding | None = None
    won: Awarding | None = None
    prized: Awarding | None = None

    def after(self, act: Awarding) -> _Known:
        """What is known after one more act."""
        return _Known(act, act if won_first(act) else self.won, act if act.prizes else self.prized)


def awardings(reading: Reading, *, headline: bool = False) -> Iterator[Awarding]:
    """Every awarding act that the article states, in order; acts denied, planned or hoped for become near misses."""
    known = _Known()
    for s in reading.doc.sentences:
        if (s.kind is BlockKind.HEADLINE) is headline:
            acts, known = _of_sentence(reading, s, known)
            yield from acts


def _of_sentence(reading: Reading, s: Sentence, known: _Known) -> tuple[list[Awarding], _Known]:
    """The acts of a sentence, by its verbs and by no verb, with what is known after it."""
    clauses = _clauses(reading, s)
    alone = [] if reading.doc.quoted[s.first] else list(verbless(reading, s, known.last, known.won, s.first))
    if alone and (not clauses or any(act.whole for act in alone)):
        return alone, replace(known, last=alone[-1])
    acts: list[Awarding] = []
    before: Awarding | None = None  # the act of the clause before
    for clause in clauses:
        made = _filled(reading, clause)
        if before is not None and _same_award(reading.doc, before, made):
            made = replace(made, generic=True)
        if reason := modality(reading.doc, s, made.trigger, made.first, made.last) or _denied_next(reading, s):
            if made.prizes or made.generic:
                miss(reading, made, reason)
            continue
        made = _with_parties(made, before, known.last)
        if made.prizes or made.generic:
            made = _same_category(made, known.prized)
            known = known.after(made)
            acts.append(made)
        if made.recipients or made.topic or made.acceptors or made.presenters:
            before = made
    taken = {m.first for act in acts for m in act.recipients}
    further = alone or _further(reading, s, known, clauses)
    acts += [_same_category(act, known.last) for act in further if taken.isdisjoint(m.first for m in act.recipients)]
    return acts, known


def _further(reading: Reading, s: Sentence, known: _Known, clauses: list[Awarding]) -> list[Awarding]:
    """The acts that no verb tells after the verbs of a sentence: "…, sedangkan juara tiga Kota Palu"."""
    told = list(verbless(reading, s, known.last, known.won, clauses[-1].last)) if clauses else []
    if not told and known.won is not None and known.won.sentence is s:
        told = list(verbless(reading, s, known.last, known.won, known.won.trigger.last))
    return told


def _same_award(doc: Document, before: Awarding, made: Awarding) -> bool:
    """Whether a second verb is about the award of the first: "diserahkan X dan diterima Y"."""
    if made.prizes or made.voice == "active" or not (before.generic or before.prizes):
        return False
    word = doc.tokens[made.trigger.first - 1]
    joined = word.lower in _AND_THEN or bool(word.text == "," and before.recipients and made.acceptors)
    return joined and made.sense in ("receive", "hand")


def _with_parties(made: Awarding, before: Awarding | None, last: Awarding | None) -> Awarding:
    """An act that names nobody, with those of the clause before it, or with those that the last act named."""
    alone = not made.recipients and not made.topic and not made.acceptors
    if before is not None and alone and made.sense in ("receive", "declare", "become"):
        made = replace(made, recipients=before.recipients, acceptors=before.acceptors, topic=before.topic)
    if last is not None and not _has_parties(made) and (made.sense, made.voice) == ("receive", "passive"):
        referred = bool(_SPOKEN_OF & {made.words[i] for i in range(made.first, made.trigger.first)})
        near = made.sentence.block - last.sentence.block <= 1
        return replace(made, recipients=last.recipients if referred and near and made.prizes else ())
    return made


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


def _same_category(made: Awarding, before: Awarding | None) -> Awarding:
    """ "… juara pertama kategori X. Juara kedua diraih B": the place is one of the same category."""
    opening = [m for m in made.sentence.mentions if m.kind is Kind.CATEGORY and m.last <= made.trigger.first]
    if opening:  # "Pada kategori Smart Economy, A menjadi juara pertama, B juara kedua"
        return _with_category(made, opening[-1], awards=True)
    if before is None or not before.prizes:
        return made
    words = [word for _, word in sorted(made.words.items())]
    referred = any(a == "kategori" and b in _REFERRED for a, b in pairwise(words))
    if made.sentence.block != before.sentence.block and not referred:
        return made
    last = before.prizes[-1]
    if last.rank is None or last.category is None or len({id(p.category) for p in before.prizes}) > 1:
        return made
    return _with_category(made, last.category, awards=False)


def _with_category(made: Awarding, category: Mention, *, awards: bool) -> Awarding:
    """An act with a category for its ranks that have none; ``awards`` tells that those of named awards get it too."""
    prizes = (
        replace(p, category=category) if p.rank and p.category is None and (awards or p.award is None) else p
        for p in made.prizes
    )
    return replace(made, prizes=tuple(prizes))


def _clauses(reading: Reading, s: Sentence) -> list[Awarding]:
    """The verbs of awarding in a sentence as acts without parties, each with the bounds of its clause."""
    triggers = _triggers(reading, s)
    found = []
    for at, (trigger, sense, voice) in enumerate(triggers):
        before = triggers[at - 1][0] if at else None
        after = triggers[at + 1][0] if at + 1 < len(triggers) else None
        found.append(Awarding(s, trigger, sense, voice, *_clause(reading.doc, s, trigger, before, after)))
    return found


def _triggers(reading: Reading, s: Sentence) -> list[tuple[Mention, str, str]]:
    """The verbs of awarding in a sentence; a rank or category beside an area stands for a verb left out.

    "Kota Gorontalo terbaik kedua …", "Juara 1 Kota Tomohon", "sedangkan Situbondo dimensi smart society".
    """
    doc = reading.doc
    found: list[tuple[Mention, str, str]] = []
    for at, m in enumerate(s.mentions[:MOST_MENTIONS] if s.says(_TRIGGERS) else ()):
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


def _filled(reading: Reading, clause: Awarding) -> Awarding:
    """A clause's act with the mentions on both sides of its verb, by the verb's valency."""
    made = filled(reading, _with_circumstances(reading.doc, clause))
    if _only_described(reading.doc, made):
        made = replace(made, recipients=tuple(m for m in made.recipients if not is_unit(reading, m)))
    if _only_placed(made):
        made = replace(made, prizes=(), generic=False)
    return _with_occasion(reading.doc, made)


def _only_described(doc: Document, made: Awarding) -> bool:
    """Whether a title tells what a unit is, not what it won: "Predikat desa terpencil disandang Desa X"."""
    if any(p.award is not None and doc.tokens[p.award.first].capital for p in made.prizes):
        return False
    return made.sense == "become" or (bool(made.prizes) and all(p.award for p in made.prizes))


def _only_placed(made: Awarding) -> bool:
    """Whether an act tells a place and gives nothing: "memperoleh nilai 3,62 dan berada pada urutan keempat"."""
    scored = any(m.kind is Kind.SCORE and made.first <= m.first < made.last for m in made.sentence.mentions)
    if not made.prizes:
        return False
    if scored and all(_only_position(p) for p in made.prizes):
        return True
    return not made.grantors and all(_position_in_index(p) for p in made.prizes)


def _only_position(p: Prize) -> bool:
    """Whether what was got is a place of nothing that has a name."""
    return p.rank is not None and not p.award and not p.category and p.rank.value.word in _POSITIONS


def _with_occasion(doc: Document, made: Awarding) -> Awarding:
    """An act with the award that its occasion is named after: "Pada Indonesia Smart Nation Award 2022, kabupaten …"."""
    if any(p.award for p in made.prizes):
        return made
    subject = between(made.sentence.mentions, made.first, made.trigger.first)
    occasions = (_award_of(doc, m) for m in subject if governor(doc, m) in _GATHERS)
    occasion = next((award for award in occasions if award), None)
    return made if occasion is None else replace(made, prizes=tuple(replace(p, award=occasion) for p in made.prizes))


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


def _with_circumstances(doc: Document, act: Awarding) -> Awarding:
    """Whether the act was in the past, on the same occasion as another, or of several awards, or of one known."""
    words = {i: doc.tokens[i].lower for i in range(act.sentence.first, act.sentence.last)}
    lower = list(words.values())
    plural = act.sentence.says(_PLURALS) or any(a in _COUNTED_OFF and b in GENERIC for a, b in pairwise(lower))
    ordinals = (ordinal(n) for w in lower if (n := w.removesuffix("nya")) in _ORDINALS)
    return replace(
        act,
        words=words,
        generic=_speaks_of_award(doc, act, words),
        plural=plural,
        number=next(ordinals, None) if plural else None,
        past=_tells_of_past(act, words) or _of_earlier_year(doc, act),
        same_occasion=act.sentence.says(_OCCASIONS)
        and any(a in _OCCASIONS and lower[i + 1 : i + 3] == ["yang", "sama"] for i, a in enumerate(lower)),
    )


def _speaks_of_award(doc: Document, act: Awarding, words: Mapping[int, str]) -> bool:
    """Whether an act speaks of an award without its name: "piagam itu", "menyerahkannya", "Ketiganya"."""
    t = act.trigger
    if any(words[i] in GENERIC for i in range(act.first, act.last) if not t.first <= i < t.last):
        return True
    if any(words.get(i) in _WHEN_REFERRED and words.get(i + 1) in _THAT for i in range(act.first, t.first)):
        return True
    known = doc.tokens[max(t.last - 1, t.first)].lower.endswith("nya") or bool(_PLURALS.intersection(words.values()))
    return known and act.sense in ("hand", "receive", "give")


def _tells_of_past(act: Awarding, words: Mapping[int, str]) -> bool:
    """Whether the clause tells of earlier years; "… lewat aplikasi yang diluncurkan tahun lalu" does not."""
    if not act.sentence.says(_PAST.openings):
        return False
    relative = next((i for i in words if i >= act.trigger.last and words[i] == "yang"), act.sentence.last)
    told = f" {' '.join(word for i, word in words.items() if i < relative)} "
    return any(f" {phrase} " in told for phrase in _PAST.phrases)
