"""Sentences that confer an award, by the valency of their verb: who gets, who gives, what, in which voice.

``receive`` active has the recipient before the verb and the award after it; passive the other way round. ``hand`` and
``give`` have the giver first and the recipient after "kepada"; ``reward`` ("menganugerahi") has the recipient as its
object; ``declare`` and ``become`` name the recipient as something ("dinobatkan sebagai juara 1").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.document import Document, Kind, Mention, Sentence, between
from kg.extraction.offices import AREA_KINDS, OfficeReading
from kg.extraction.registry import speaks
from kg.extraction.scanner import RankReading, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.reading import Reading

SENSES = frozenset(("receive", "hand", "give", "reward", "declare", "become"))
MODALITIES = ("denied", "planned", "hoped", "proposed", "nominated", "souvenir")
_SEPARATORS = frozenset((";", "sedangkan", "sementara", "adapun", "namun", "tetapi", ":"))
_NOT_RECIPIENT = frozenset(
    (
        "di",
        "dari",
        "asal",
        "se",
        "pada",
        "dalam",
        "antar",
        "wilayah",
        "tingkat",
        "warga",
        "tim",
        "oleh",
        "masyarakat",
        "melalui",
        "bagian",
        "menuju",
        "anggota",
        "utusan",
        "wakil",
        "kawasan",
    )
)
_ONLY_NOT = frozenset(("hanya", "sekadar", "cuma", "saja", "sendiri", "sendirian"))
_RUMOUR = frozenset(("unggahan", "hoaks", "hoax", "isu", "viral", "rumor", "kabar"))
_GENERIC = frozenset(
    (
        "penghargaan",
        "trofi",
        "trofinya",
        "piala",
        "pialanya",
        "piagam",
        "gelar",
        "predikat",
        "anugerah",
        "sertifikat",
        "award",
        "penghargaannya",
        "tropi",
        "titel",
        "plakat",
        "lencana",
        "hadiah",
        "awards",
    )
)
_SAME = frozenset(("serupa", "sama", "tersebut", "itu", "ini"))
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
_SUPERLATIVE = frozenset(
    (
        "terbaik",
        "juara",
        "pemenang",
        "terinovatif",
        "terpintar",
        "favorit",
        "teladan",
        "best",
        "peraih",
        "penerima",
        "terfavorit",
        "percontohan",
        "unggulan",
        "jawara",
        "kampiun",
        "winner",
        "champion",
    )
)


@dataclass(slots=True)
class Prize:
    """One award as a sentence names it: name, category, rank, each as the mention that says it, or ``None``."""

    award: Mention | None = None
    category: Mention | None = None
    rank: Mention | None = None


@dataclass(slots=True)
class Awarding:
    """One awarding act of a sentence: mentions only, no values yet."""

    sentence: Sentence
    trigger: Mention
    sense: str
    voice: str
    first: int
    last: int
    recipients: list[Mention] = field(default_factory=list)
    acceptors: list[Mention] = field(default_factory=list)
    presenters: list[Mention] = field(default_factory=list)
    grantors: list[Mention] = field(default_factory=list)
    prizes: list[Prize] = field(default_factory=list)
    generic: bool = False  # "penghargaan itu", "trofinya": the award is one spoken of before
    plural: bool = False  # "keempat trofi itu", "Ketiganya"
    past: bool = False
    same_occasion: bool = False
    words: dict[int, str] = field(default_factory=dict)  # lower-case words of the sentence by token
    topic: bool = False  # the recipient is "kota itu", the one spoken of before


def awardings(reading: Reading, *, headline: bool = False) -> Iterator[Awarding]:
    """Every awarding act that the article states, in order; acts denied, planned or hoped for become near misses."""
    doc = reading.doc
    last_act: Awarding | None = None
    for s in doc.sentences:
        if (s.kind is BlockKind.HEADLINE) is not headline:
            continue
        triggers = _triggers(reading, s)
        if not triggers and last_act is not None and (more := _continued(reading, s, last_act)):
            yield more
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
            modality = _modality(doc, s, trigger, first, last)
            made = Awarding(s, trigger, sense, voice, first, last)
            _fill(reading, made)
            if modality:
                if made.prizes or made.generic:
                    _miss(reading, made, modality)
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
            if made.recipients or made.topic or made.acceptors:
                before = made


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
    )


def _triggers(reading: Reading, s: Sentence) -> list[tuple[Mention, str, str]]:
    doc = reading.doc
    found = []
    for m in s.mentions:
        if m.kind is Kind.CUE and not doc.quoted[m.first]:
            for cue in m.value:
                if cue.sense in SENSES:
                    found.append((m, cue.sense, "active" if cue.voice == "bare" else cue.voice))
                    break
        elif (
            m.kind is Kind.RANK
            and isinstance(m.value, RankReading)
            and m.value.word in ("terbaik", "juara", "pemenang")
            and not doc.quoted[m.first]
        ):
            last = found[-1][0] if found else None
            areas = [a for a in s.mentions if a.kind is Kind.AREA and a.last == m.first]
            if areas and (last is None or last.first < areas[0].first):
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
            and not any(c.sense == "declare" for c in m.value)
        ):
            first = m.last
    for i in range(trigger.last, last):
        if doc.tokens[i].lower in _SEPARATORS:
            last = i
            break
    return first, last


def _modality(doc: Document, s: Sentence, trigger: Mention, first: int, last: int) -> str | None:
    """What makes the act no fact: a word of denial, plan, hope, proposal or nomination that governs the verb."""
    tokens = doc.tokens
    if any(t.lower in _RUMOUR for t in tokens[s.first : trigger.first]):
        return "denied"
    for m in s.mentions:
        if m.kind is not Kind.CUE:
            continue
        sense = next((c.sense for c in m.value if c.sense in MODALITIES), None)
        if sense is None:
            continue
        if sense in ("souvenir",) and trigger.last <= m.first <= last:
            return "denied"
        if sense == "nominated" and first <= m.first <= last:
            return sense
        if not (first <= m.first < trigger.first):
            continue
        gap = tokens[m.last : trigger.first]
        if sense == "denied" and (
            len(gap) > 4 or any(t.text == "," for t in gap) or any(t.lower in _ONLY_NOT for t in gap)
        ):
            continue
        if sense in ("planned", "hoped", "proposed") and (len(gap) > 8 or any(t.text == "," for t in gap)):
            continue
        if (
            tokens[m.first].lower
            in ("dapat", "bisa", "mampu", "sebelum", "siap", "yakin", "layak", "patut", "menyiapkan")
            and len(gap) > 2
        ):
            continue
        return sense
    return None


def _miss(reading: Reading, made: Awarding, modality: str) -> None:
    words = {
        "denied": ("disangkal", "denied"),
        "planned": ("baru direncanakan", "planned"),
        "hoped": ("baru diharapkan", "hoped for"),
        "proposed": ("baru diusulkan", "proposed"),
        "nominated": ("baru nominasi", "nominated"),
        "souvenir": ("cendera mata", "a souvenir"),
    }
    evidence = reading.doc.evidence(made.first, made.last)
    reason = "denied" if modality == "souvenir" else modality
    reading.miss(
        "conferral",
        reason,
        (evidence,),
        f"Bukan penganugerahan: {words[modality][0]}.",
        f"No award was given: {words[modality][1]}.",
    )


def _fill(reading: Reading, made: Awarding) -> None:
    doc = reading.doc
    tokens = doc.tokens
    t = made.trigger
    made.words = {i: tokens[i].lower for i in range(made.sentence.first, made.sentence.last)}
    left = between(made.sentence.mentions, made.first, t.first)
    right = between(made.sentence.mentions, t.last, made.last)
    made.generic = any(tokens[i].lower in _GENERIC for i in range(made.first, made.last) if not t.first <= i < t.last)
    if tokens[max(t.last - 1, t.first)].lower.endswith("nya") and made.sense in ("hand", "receive", "give"):
        made.generic = True  # "menyerahkannya": the award spoken of before
    lower = [x.lower for x in tokens[made.sentence.first : made.sentence.last]]
    made.plural = any(
        w in ("ketiganya", "keduanya", "keempatnya", "semuanya", "seluruhnya", "kelimanya") for w in lower
    ) or any(
        a in ("kedua", "ketiga", "keempat", "kelima", "seluruh", "semua") and b in _GENERIC
        for a, b in zip(lower, lower[1:], strict=False)
    )
    made.past = any(tuple(lower[i : i + len(p)]) == p for p in _PAST for i in range(len(lower)))
    made.same_occasion = any(
        lower[i : i + 3]
        in (
            ["kesempatan", "yang", "sama"],
            ["malam", "yang", "sama"],
            ["acara", "yang", "sama"],
            ["ajang", "yang", "sama"],
        )
        for i in range(len(lower))
    )
    subject, object_ = left, right
    passive = made.voice == "passive"
    if made.sense == "receive":
        getters, things = (object_, subject) if passive else (subject, object_)
        _getters(reading, made, getters)
        if (
            not passive
            and not made.recipients
            and not made.acceptors
            and object_
            and object_[0].kind is Kind.OFFICE
            and object_[0].first - t.last <= 3
        ):
            made.acceptors.append(object_[0])  # "Hadir dan menerima langsung, Bupati …"
            made.generic = True
        made.prizes = _prizes(reading, made, things)
        if passive:
            _merge_prizes(made, _prizes(reading, made, object_))
        else:
            for m in object_:  # "menerima penghargaan … dari tangan X", "untuk Bontang"
                if _before(doc, m) in ("untuk", "bagi", "kepada") and m.kind is Kind.AREA:
                    made.recipients = [m]
        _givers(reading, made, subject if passive else object_, marked=True)
        if passive:
            for m in subject:  # "Penghargaan untuk Surabaya diterima X"
                if _before(doc, m) in ("untuk", "bagi", "kepada", "milik") and m.kind is Kind.AREA:
                    made.recipients = [m]
    elif made.sense in ("hand", "give"):
        givers, rest = (object_, subject + object_) if passive else (subject, object_)
        nominal = tokens[t.first].lower.startswith("pe")
        _givers(reading, made, object_ if nominal else givers, marked=nominal)
        _getters(
            reading,
            made,
            [m for m in rest if _before(doc, m) in ("kepada", "untuk", "bagi", "ke", "tangan") or _continues(made, m)],
        )
        made.prizes = _prizes(reading, made, subject if passive else object_)
        if passive:
            _merge_prizes(made, _prizes(reading, made, object_))
    elif made.sense == "reward":
        getters, givers = (subject, object_) if passive else (object_, subject)
        _getters(reading, made, getters)
        _givers(reading, made, givers, marked=passive)
        made.prizes = _prizes(reading, made, object_)
    else:
        if made.sense == "declare" and not passive and tokens[t.first].lower.startswith("me"):
            made.generic = False
            return
        _getters(reading, made, subject)
        made.prizes = _prizes(reading, made, object_)
        named = _named_as(reading, made)
        if named and not any(p.category or p.award for p in made.prizes):
            made.prizes = [Prize(None, named, made.prizes[0].rank if made.prizes else None)]
        winning = any(tokens[i].lower in _SUPERLATIVE for i in range(t.first, made.last)) or named is not None
        if not winning:
            made.prizes, made.generic = [], False
        else:
            made.generic = True


def _getters(reading: Reading, made: Awarding, mentions: list[Mention]) -> None:
    doc = reading.doc
    tokens = doc.tokens
    excluded: Mention | None = None
    for at, m in enumerate(mentions):
        before = _before(doc, m)
        if m.kind is Kind.AREA and tokens[m.first - 1].text == "(":
            continue
        if m.kind is Kind.AREA and (_located(made, m) or _described(made, m)):
            excluded = m
            made.topic = made.topic or _described(made, m)
            continue
        if m.kind is Kind.AREA:
            near = (
                excluded is not None
                and excluded.last + 1 >= m.first - 1
                and tokens[m.first - 1].text == ","
                and m.first > made.trigger.first
            )
            if before in _NOT_RECIPIENT or near or _parent(reading, mentions[at - 1] if at else None, m):
                excluded = m
                continue
            if before == "ibu" or (
                m.first > 1 and tokens[m.first - 1].lower == "kota" and tokens[m.first - 2].lower == "ibu"
            ):
                made.topic = True
                continue
            made.recipients.append(m)
        elif m.kind is Kind.BODY and getattr(m.value, "kind", "") in ("agency",) and before not in _NOT_RECIPIENT:
            made.recipients.append(m)
        elif m.kind is Kind.NAME and doc.words(m.first, m.last) in reading.works:
            made.recipients.append(m)
        elif (
            m.kind is Kind.OFFICE
            and isinstance(m.value, OfficeReading)
            and before not in ("mewakili", "menggantikan", "nama", "dari", "hadapan", "dengan", "bersama", "dampingi")
            and (before != "oleh" or made.voice == "passive")
        ):
            made.acceptors.append(m)
        elif (
            m.kind in (Kind.PERSON, Kind.NAME)
            and reading.people.at(m)
            and before not in ("mewakili", "dari", "tangan")
            and (before != "oleh" or made.voice == "passive")
        ):
            made.acceptors.append(m)
    if (
        not made.recipients
        and not made.acceptors
        and made.words.get(made.first) in ("setelah", "usai", "sejak", "sesudah")
    ):
        made.topic = True
    if not made.recipients:
        words = [x.lower for x in tokens[made.first : made.trigger.first]]
        pairs = list(zip(words, words[1:], strict=False))
        if any(
            a in ("kota", "kabupaten", "provinsi", "daerah", "pemkot", "pemkab", "pemprov")
            and b in ("itu", "ini", "tersebut")
            for a, b in pairs
        ):
            made.topic = True


def _located(made: Awarding, m: Mention) -> bool:
    """Whether an area only says where: it follows a building, or a chain of names that "di" opens."""
    mentions = made.sentence.mentions
    at = mentions.index(m)
    before = mentions[at - 1] if at else None
    return before is not None and before.kind is Kind.VENUE and m.first - before.last <= 4


def _described(made: Awarding, m: Mention) -> bool:
    """Whether an area only describes another: "kabupaten di pesisir selatan Jawa Timur itu"."""
    doc_words = made.words
    after = doc_words.get(m.last, "")
    back = [doc_words.get(i, "") for i in range(m.first - 6, m.first)]
    return after in ("itu", "tersebut", "ini") and any(
        w in ("kota", "kabupaten", "daerah", "provinsi", "kotamadya", "wilayah") for w in back
    )


def _parent(reading: Reading, before: Mention | None, m: Mention) -> bool:
    """Whether an area only says in which province the one before it lies: "Trenggalek, Jawa Timur"."""
    if before is None or before.kind is not Kind.AREA:
        return False
    inner, outer = reading_of(before), reading_of(m)
    areas = reading.phrases.gazetteer.areas
    return bool(
        inner and outer and m.first - before.last <= 1 and any(areas[c].parent in outer.codes for c in inner.codes)
    )


def _givers(reading: Reading, made: Awarding, mentions: list[Mention], *, marked: bool) -> None:
    doc = reading.doc
    for m in mentions:
        before = _before(doc, m)
        if before in ("kepada", "untuk", "bagi", "mewakili", "ke", "bersama", "di") or (
            marked and before not in ("dari", "oleh", "tangan")
        ):
            if not (marked and made.grantors and m.kind is Kind.BODY and before in ("dan", ",", "bersama", "serta")):
                continue
        if m.kind in (Kind.OFFICE, Kind.PERSON, Kind.NAME):
            office = isinstance(m.value, OfficeReading)
            if (office or reading.people.at(m)) and not made.presenters:
                made.presenters.append(m)
        elif (m.kind is Kind.BODY and getattr(m.value, "area", None) is None) or (
            m.kind is Kind.AREA and m.value.government
        ):
            made.grantors.append(m)


def _continues(made: Awarding, m: Mention) -> bool:
    """Whether an area goes on a list whose first was marked: "kepada A, B, dan C"."""
    return bool(made.recipients and m.kind is Kind.AREA and m.first - made.recipients[-1].last <= 2)


def _prizes(reading: Reading, made: Awarding, mentions: list[Mention]) -> list[Prize]:
    """The awards, categories and ranks among mentions, grouped as they belong together."""
    doc = reading.doc
    prizes: list[Prize] = []
    shared: Mention | None = None
    for at, m in enumerate(mentions):
        if m.kind is Kind.PROGRAMME and doc.tokens[m.first - 1].lower not in _GENERIC:
            continue
        if m.kind in (Kind.AWARD, Kind.PROGRAMME):
            titled = doc.tokens[m.first - 1].lower in ("gelar", "predikat", "titel")
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
            if (
                m.kind is Kind.RANK
                and isinstance(m.value, RankReading)
                and m.value.word in ("tempat", "nomor")
                and doc.tokens[m.first - 1].lower != "juara"
            ):
                continue
            if (
                prizes
                and getattr(prizes[-1], slot) is None
                and not (
                    slot == "rank"
                    and prizes[-1].category is not None
                    and prizes[-1].award is None
                    and m.first - prizes[-1].category.last > 1
                    and False
                )
            ):
                setattr(prizes[-1], slot, m)
            else:
                prizes.append(Prize(shared, **{slot: m}))
    if not prizes and made.generic:
        for m in mentions:
            if (
                m.kind is Kind.NAME
                and m.last - m.first > 1
                and reading.people.at(m) is None
                and doc.tokens[m.first - 1].text in ',“"'
            ):
                prizes.append(Prize(None, Mention(Kind.CATEGORY, m.first, m.last, doc.words(m.first, m.last))))
                break
    return prizes


def _merge_prizes(made: Awarding, more: list[Prize]) -> None:
    """What stands on the other side of the verb completes what stood before it."""
    if not made.prizes:
        made.prizes = more
        return
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


def _named_as(reading: Reading, made: Awarding) -> Mention | None:
    """The words after "sebagai" that name a winner: "Aplikasi Daerah Terbaik", "best of the best"."""
    doc = reading.doc
    tokens = doc.tokens
    i = made.trigger.last
    if i < made.last and tokens[i].lower == "sebagai":
        i += 1
    elif not any(t.lower in ("sebagai", "menjadi") for t in tokens[made.trigger.first : made.trigger.last]):
        return None
    if i >= made.last or reading.phrases.cues.entries.get(tokens[i].lower) is not None and not tokens[i].capital:
        pass
    end = i
    while (
        end < made.last
        and tokens[end].kind == "word"
        and tokens[end].lower
        not in (
            "dalam",
            "pada",
            "di",
            "oleh",
            "untuk",
            "dan",
            "dari",
            "versi",
            "se",
            "kategori",
            "dengan",
            "yang",
            "berkat",
        )
    ):
        end += 1
    words = [t.lower for t in tokens[i:end]]
    if not words or words[0] in ("salah", "yang", "tuan", "yang"):
        return None
    if set(words) & _SUPERLATIVE or (words[0].startswith("ter") and len(words[0]) > 6):
        if (
            words[0] in ("juara", "terbaik", "pemenang", "peraih", "penerima")
            and len(words) <= 2
            and words[-1] not in ("umum", "favorit")
        ):
            return None
        return Mention(Kind.CATEGORY, i, end, doc.words(i, end))
    return None


def _before(doc: Document, m: Mention) -> str:
    """The word that governs a mention: the one before it, past a bullet of adverbs."""
    i = m.first - 1
    while i > 0 and doc.tokens[i].lower in (
        "pihak",
        "juga",
        "langsung",
        "sendiri",
        "adalah",
        "daerah",
        "seperti",
        "rombongan",
        "tim",
    ):
        i -= 1
    return doc.tokens[i].lower if i >= 0 else ""


def area_offices(made: Awarding) -> list[Mention]:
    """Acceptors whose office stands for an area ("Wali Kota Bontang")."""
    return [
        m
        for m in made.acceptors
        if m.kind is Kind.OFFICE and (m.value.behind in AREA_KINDS or m.value.area is not None)
    ]
