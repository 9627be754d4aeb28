"""What an awarding act gives: the award's name, category and rank, grouped as they belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.candidates.act import GENERIC, SUPERLATIVE, Awarding, Prize
from kg.extraction.mentions.measures import RankReading
from kg.extraction.rules.book import words
from kg.extraction.structure.document import Kind, Mention

if TYPE_CHECKING:
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


def prizes_of(reading: Reading, made: Awarding, mentions: list[Mention]) -> list[Prize]:
    """The awards, categories and ranks among mentions, grouped as they belong together."""
    doc = reading.doc
    prizes: list[Prize] = []
    shared: Mention | None = None
    for at, m in enumerate(mentions):
        if m.kind is Kind.PROGRAMME and doc.tokens[m.first - 1].lower not in GENERIC:
            continue
        if m.kind is Kind.AWARD and str(m.value).casefold() in reading.categories:
            m = Mention(Kind.CATEGORY, m.first, m.last, m.value)  # noqa: PLW2901 - "Piala Smart Environment diterima …"
        if m.kind is Kind.AWARD and _only_a_list(mentions[:at], m):
            continue
        if m.kind in (Kind.AWARD, Kind.PROGRAMME):
            titled = doc.tokens[m.first - 1].lower in _TITLE_WORDS
            following = mentions[at + 1] if at + 1 < len(mentions) else None
            following = (
                mentions[at + 2] if following and following.kind is Kind.CUE and at + 2 < len(mentions) else following
            )
            if titled and following and following.kind is Kind.AWARD and following.first - m.last <= 2:
                prizes.append(Prize(following, m))
                continue
            if any(p.award is m for p in prizes):
                continue
            if prizes and prizes[-1].award is None and (prizes[-1].category or prizes[-1].rank):
                for p in prizes:
                    p.award = p.award or m
            else:
                prizes.append(Prize(m))
            shared = m
        elif m.kind is Kind.CATEGORY or m.kind is Kind.RANK:
            slot = "category" if m.kind is Kind.CATEGORY else "rank"
            if m.kind is Kind.RANK and _of_the_next(made, mentions[:at], m):
                continue
            if (
                m.kind is Kind.RANK
                and isinstance(m.value, RankReading)
                and m.value.word in ("tempat", "nomor")
                and doc.tokens[m.first - 1].lower != "juara"
                and not (m.value.number == 1 and any(x.kind is Kind.CATEGORY for x in mentions))
            ):
                continue
            if prizes and getattr(prizes[-1], slot) is None:
                setattr(prizes[-1], slot, m)
            else:
                rank = (
                    prizes[-1].rank if prizes and slot == "category" and _joined(made, prizes[-1].category, m) else None
                )
                prizes.append(Prize(shared, **{"rank": rank, slot: m}))
    if not prizes and made.generic:
        for m in mentions:
            if (
                m.kind is Kind.NAME
                and m.last - m.first > 1
                and reading.people.at(m) is None
                and doc.tokens[m.first - 1].text in ',“"'
                and made.voice != "active"
                and 0 < made.trigger.first - m.last <= 2
            ):
                prizes.append(Prize(None, Mention(Kind.CATEGORY, m.first, m.last, doc.words(m.first, m.last))))
                break
    return prizes


def _of_the_next(made: Awarding, before: list[Mention], m: Mention) -> bool:
    """Whether a rank is that of whoever comes next: "menjadi juara, disusul Kota Cimahi di posisi kedua"."""
    follows = [i for i in range(made.trigger.last, m.first) if made.words.get(i) in _FOLLOWED]
    return bool(follows) and any(x.kind is Kind.AREA and x.first > follows[0] for x in before)


def _only_a_list(before: list[Mention], m: Mention) -> bool:
    """Whether an index only says where somebody has a place: "…, dan masuk 15 besar dalam Indeks X"."""
    index = str(m.value).casefold().startswith(("indeks ", "index "))
    return index and any(x.kind is Kind.TOP for x in before)


def _joined(made: Awarding, before: Mention | None, m: Mention) -> bool:
    """Whether one category goes on with another: "juara satu kategori A dan kategori B"."""
    gap = [made.words[i] for i in range(before.last, m.first)] if before and before.last <= m.first else []
    return "dan" in gap and set(gap) <= _MORE_CATEGORIES


def complete(made: Awarding, more: list[Prize]) -> None:
    """What stands on the other side of the verb completes what stood before it."""
    if not made.prizes:
        made.prizes = more
        return
    only = made.prizes[0] if len(made.prizes) == 1 else None
    if only is not None and only.category is None and len(more) > 1 and all(p.category and not p.award for p in more):
        made.prizes = [Prize(only.award, p.category, p.rank or only.rank) for p in more]
        return  # "Tiga penghargaan X itu diraih untuk kategori A, B, dan C"
    for p in more:
        last = made.prizes[-1]
        if (
            (p.award is None or last.award is None)
            and (p.category is None or last.category is None)
            and (p.rank is None or last.rank is None)
        ):
            last.award, last.category, last.rank = (
                last.award or p.award,
                last.category or p.category,
                last.rank or p.rank,
            )


def named_as(reading: Reading, made: Awarding) -> Mention | None:
    """The words after "sebagai" that name a winner: "Aplikasi Daerah Terbaik", "best of the best"."""
    doc = reading.doc
    tokens = doc.tokens
    i = made.trigger.last
    if i < made.last and tokens[i].lower in _AS:
        i += 1
    elif not any(t.lower in _AS for t in tokens[made.trigger.first : made.trigger.last]):
        return None
    if i >= made.last or (reading.phrases.cues.entries.get(tokens[i].lower) is not None and not tokens[i].capital):
        pass
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
