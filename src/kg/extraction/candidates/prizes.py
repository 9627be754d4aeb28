"""What an awarding act gives: the award's name, category and rank, grouped as they belong together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, Awarding, Prize
from kg.extraction.mentions.measures import RankReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction.coreference.context import Reading
# What a title in lower case must begin with to be an area's or its government's: "kota terpintar", "juara umum".
_OF_AREAS = words("titles-of-areas")
PERSONAL = words("persons")
_ROLES = words("becomes-somebody")
_HONOURS = words("personal-honours")
_FOLLOWED = words("followed-by")
_AS = words("as")
_TITLE_WORDS = words("title-words")
_MORE_CATEGORIES = words("more-categories")
_TITLE_ENDS = words("title-ends")
_NO_TITLES = words("no-titles")
_TITLES_WON = words("titles-won")
_PLAIN_WINNERS = words("plain-winners")


def personal(title: str) -> bool:
    """Whether an award is a person's own by its name.

    >>> personal("Satyalancana Karya Bhakti Praja Nugraha"), personal("Pemimpin Peduli Data"), personal("Adipura")
    (True, True, False)
    """
    told = title.casefold().split()
    return bool(told) and (told[0] in PERSONAL or bool(_HONOURS.intersection(told)))


def title_of_somebody(made: Awarding, prize: Prize) -> bool:
    """Whether what one becomes is an office or a role, which no area is: "menjadi Bupati X", "menjadi Duta Y"."""
    title = str(prize.category.value).casefold().split() if made.sense == "become" and prize.category else []
    return bool(title) and title[0] in _ROLES


def prizes_of(reading: Reading, made: Awarding, mentions: Sequence[Mention]) -> tuple[Prize, ...]:
    """The awards, categories and ranks among mentions, grouped as they belong together."""
    prizes: tuple[Prize, ...] = ()
    shared: Mention | None = None  # the award told last, which the categories and ranks after it are of
    for at, told in enumerate(mentions):
        m = _as_category(reading, told)
        if _no_prize(reading, made, mentions, at, m):
            continue
        if m.kind in (Kind.AWARD, Kind.PROGRAMME):
            if (award := _award_after_title(reading, mentions, at)) is not None:
                prizes = (*prizes, Prize(award, m))
            elif not any(p.award is m for p in prizes):
                prizes, shared = _with_award(prizes, m), m
        elif m.kind is Kind.CATEGORY:
            prizes = _with_category(made, prizes, m, shared)
        elif m.kind is Kind.RANK:
            prizes = _with_rank(prizes, m, shared)
    return prizes or _title_in_quotes(reading, made, mentions)


def _as_category(reading: Reading, m: Mention) -> Mention:
    """What is named like an award and is a category elsewhere, as one: "Piala Smart Environment diterima …"."""
    category = m.kind is Kind.AWARD and str(m.value).casefold() in reading.categories
    return Mention(Kind.CATEGORY, m.first, m.last, m.value) if category else m


def _no_prize(reading: Reading, made: Awarding, mentions: Sequence[Mention], at: int, m: Mention) -> bool:
    """Whether what might be a prize, or tell its place, is none: a programme, an index, a place of somebody else."""
    before = reading.doc.tokens[m.first - 1].lower
    if m.kind is Kind.PROGRAMME:
        return before not in GENERIC
    if m.kind is Kind.AWARD:
        return _only_a_list(mentions[:at], m)
    return m.kind is Kind.RANK and (_of_the_next(made, mentions[:at], m) or _only_a_place(reading, mentions, m))


def _only_a_place(reading: Reading, mentions: Sequence[Mention], m: Mention) -> bool:
    """Whether a rank tells no winner: "tempat kedua", "nomor 3"; not so "nomor satu" beside a category."""
    if not isinstance(m.value, RankReading) or m.value.word not in ("tempat", "nomor"):
        return False
    first_of_category = m.value.number == 1 and any(x.kind is Kind.CATEGORY for x in mentions)
    return reading.doc.tokens[m.first - 1].lower != "juara" and not first_of_category


def _award_after_title(reading: Reading, mentions: Sequence[Mention], at: int) -> Mention | None:
    """The award right after one that is only a title within it: "predikat X Award Y"."""
    m = mentions[at]
    if reading.doc.tokens[m.first - 1].lower not in _TITLE_WORDS:
        return None
    following = mentions[at + 1 : at + 3]
    past_verb = len(following) == 2 and following[0].kind is Kind.CUE
    award = next(iter(following[1:] if past_verb else following), None)
    return award if award and award.kind is Kind.AWARD and award.first - m.last <= 2 else None


def _with_award(prizes: tuple[Prize, ...], m: Mention) -> tuple[Prize, ...]:
    """The prizes with an award: one more, or the one that the categories and ranks before it are of."""
    last = prizes[-1] if prizes else None
    if last is not None and last.award is None and (last.category or last.rank):
        return tuple(replace(p, award=p.award or m) for p in prizes)
    return (*prizes, Prize(m))


def _with_category(made: Awarding, prizes: tuple[Prize, ...], m: Mention, shared: Mention | None) -> tuple[Prize, ...]:
    """The prizes with a category: that of the last, or one more; joined to that of the last, it has the same rank."""
    last = prizes[-1] if prizes else None
    if last is not None and last.category is None:
        return (*prizes[:-1], replace(last, category=m))
    rank = last.rank if last is not None and _joined(made, last.category, m) else None
    return (*prizes, Prize(shared, m, rank))


def _with_rank(prizes: tuple[Prize, ...], m: Mention, shared: Mention | None) -> tuple[Prize, ...]:
    """The prizes with a rank: that of the last, or of one more."""
    if prizes and prizes[-1].rank is None:
        return (*prizes[:-1], replace(prizes[-1], rank=m))
    return (*prizes, Prize(shared, None, m))


def _title_in_quotes(reading: Reading, made: Awarding, mentions: Sequence[Mention]) -> tuple[Prize, ...]:
    """A title that only its place tells to be one: "penghargaan “Kota Ramah”, diraih …"."""
    doc = reading.doc
    for m in mentions if made.generic and made.voice != "active" else ():
        named = m.kind is Kind.NAME and m.last - m.first > 1 and reading.people.at(m) is None
        if named and doc.tokens[m.first - 1].text in ',“"' and 0 < made.trigger.first - m.last <= 2:
            return (Prize(None, Mention(Kind.CATEGORY, m.first, m.last, doc.words(m.first, m.last))),)
    return ()


def _of_the_next(made: Awarding, before: Sequence[Mention], m: Mention) -> bool:
    """Whether a rank is that of whoever comes next: "menjadi juara, disusul Kota Cimahi di posisi kedua"."""
    follows = [i for i in range(made.trigger.last, m.first) if made.words.get(i) in _FOLLOWED]
    return bool(follows) and any(x.kind is Kind.AREA and x.first > follows[0] for x in before)


def _only_a_list(before: Sequence[Mention], m: Mention) -> bool:
    """Whether an index only says where somebody has a place: "…, dan masuk 15 besar dalam Indeks X"."""
    index = str(m.value).casefold().startswith(("indeks ", "index "))
    return index and any(x.kind is Kind.TOP for x in before)


def _joined(made: Awarding, before: Mention | None, m: Mention) -> bool:
    """Whether one category goes on with another: "juara satu kategori A dan kategori B"."""
    gap = [made.words[i] for i in range(before.last, m.first)] if before and before.last <= m.first else []
    return "dan" in gap and set(gap) <= _MORE_CATEGORIES


def completed(prizes: tuple[Prize, ...], more: tuple[Prize, ...]) -> tuple[Prize, ...]:
    """What stands on one side of the verb with what stands on the other."""
    if not prizes:
        return more
    only = prizes[0] if len(prizes) == 1 else None
    if only is not None and only.category is None and len(more) > 1 and all(p.category and not p.award for p in more):
        # "Tiga penghargaan X itu diraih untuk kategori A, B, dan C"
        return tuple(Prize(only.award, p.category, p.rank or only.rank) for p in more)
    last = prizes[-1]
    for p in more:
        if not ((p.award and last.award) or (p.category and last.category) or (p.rank and last.rank)):
            last = Prize(last.award or p.award, last.category or p.category, last.rank or p.rank)
    return (*prizes[:-1], last)


def named_as(reading: Reading, made: Awarding) -> Mention | None:
    """The words after "sebagai" that name a winner: "Aplikasi Daerah Terbaik", "best of the best"."""
    doc = reading.doc
    tokens = doc.tokens
    i = made.trigger.last
    if i < made.last and tokens[i].lower in _AS:
        i += 1
    elif not any(t.lower in _AS for t in tokens[made.trigger.first : made.trigger.last]):
        return None
    end = i
    while end < made.last and tokens[end].kind == "word" and tokens[end].lower not in _TITLE_ENDS:
        end += 1
    words = [t.lower for t in tokens[i:end]]
    if not words or words[0] in _NO_TITLES:
        return None
    if made.sense == "become" and not tokens[i].capital and words[0] not in _TITLES_WON:
        return None
    if not tokens[i].capital and words[0] not in _OF_AREAS:
        return None  # "dinobatkan sebagai kopi terbaik" is no title of a city
    if tokens[i].capital and personal(doc.words(i, end)) and len(words) > 1:  # "Tokoh Kampung Bersih", "Top CEO BUMD"
        end += end < made.last and tokens[end].kind == "number" and len(tokens[end].text) == 4
        return Mention(Kind.CATEGORY, i, end, doc.words(i, end))
    if set(words) & SUPERLATIVE or "paling" in words or (words[0].startswith("ter") and len(words[0]) > 6):
        if words[0] in _PLAIN_WINNERS and len(words) <= 2 and words[-1] not in ("umum", "favorit"):
            return None
        return Mention(Kind.CATEGORY, i, end, doc.words(i, end))
    return None
