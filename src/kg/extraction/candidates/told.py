"""Awards whose winner no verb names: the reader knows whom the article speaks of, and takes the award to be theirs.

"Kabar baik bagi Kota Solok. Anugerah X dijemput langsung oleh wali kotanya", "Bingkisan itu bertuliskan X", "Trofi X
kini terpajang di balai kota itu". Each such sentence is a candidate with reasons for it and against it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.article import BlockKind
from kg.extraction.candidates.act import GENERIC, governor
from kg.extraction.candidates.candidate import Candidate, Reason
from kg.extraction.candidates.enumerations import Run, enumerations
from kg.extraction.candidates.modality import modality
from kg.extraction.candidates.parties import area_offices
from kg.extraction.candidates.prizes import personal
from kg.extraction.candidates.speech import speech_in
from kg.extraction.candidates.weighing import Scales
from kg.extraction.coreference.award_names import has_index_as_head
from kg.extraction.mentions.areas import GOVERNMENTS, KINDS
from kg.extraction.mentions.scanner import reading_of
from kg.extraction.rules.book import words
from kg.extraction.structure.document import MOST_MENTIONS, Kind, Mention, Sentence, Wording
from kg.language.lexicon import AWARDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extraction.candidates.act import Awarding
    from kg.extraction.coreference.context import Reading

_ARRIVES = words("award-arrives")
_GIFTS = words("gifts")
_THAT = words("that")
_OWN = words("own-area") | words("own-holders")
_OURS = words("ours")
_IN_GENERAL = words("areas-in-general") | frozenset(GOVERNMENTS) | frozenset(KINDS)
_ELSEWHERE = words("run-elsewhere") | words("where")
_MARKS = words("run-marks") | words("marks")
_NOMINEES = words("nominees")
_EARLIER = Wording.of(words("of-earlier-years"))
_EXPLAINS = words("explains-award")
_CONTENDS = words("contends") | words("opens-contest") | words("run-attends")
_GIVEN_BY = words("given-by-bodies")
_LED_BY = words("led-by")
_OTHERS = words("counted-recipients")
_NUMBERS = words("number-words")
_TO = words("marks")
_THANKS = words("thanks")
_GIVEN = frozenset(("awarding-verb", "unreal", "arrives", "gift"))
_GIVING = frozenset((sense, voice) for sense in ("hand", "give", "reward", "hold") for voice in ("active", "bare"))
_GETS_ACTIVE = frozenset((("receive", "active"), ("receive", "bare"), ("reward", "passive"), ("declare", "passive")))
_GETS_PASSIVE = frozenset((("receive", "passive"), ("declare", "active"), ("reward", "active")))
_AREAS_OR_HEADS = frozenset((Kind.AREA, Kind.OFFICE))
_NEXT = 3
_AIMS = words("aims")
_FURTHEST = 2
"""So many paragraphs back may the area stand that a sentence goes on about."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """Whom the sentences speak of: the area named last as their subject, and where."""

    area: Mention
    sentence: Sentence


def told_of_topic(reading: Reading, acts: Sequence[Awarding], listed: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of sentences that name an award, or point back to one, and whose verb names no winner."""
    taken = {a.sentence.first for a in acts if a.recipients or a.topic or _area_accepts(reading, a)}
    taken |= {c.sentence.first for c in listed}
    about = _about(reading)
    entries = {entry.block for listing in reading.listings for entry in (*listing.entries, *listing.path)}
    topic: _Topic | None = None
    for s in reading.doc.body():
        if s.kind is BlockKind.ITEM or s.block in entries or len(s.mentions) > MOST_MENTIONS:
            continue
        if not reading.doc.quoted[s.first] and s.first not in taken:
            yield from _of_sentence(reading, s, topic, about)
        topic = _next_topic(reading, s) or topic


def _area_accepts(reading: Reading, act: Awarding) -> bool:
    """Whether somebody accepts whose office stands for a known area."""
    for m in area_offices(act):
        known = reading.people.at(m)
        if m.value.area is not None or (known is not None and any(o.area for o in known.offices)):
            return True
    return False


def _about(reading: Reading) -> frozenset[str]:
    """The codes of the area that an article is about: the one named most often."""
    counts: Counter[frozenset[str]] = Counter()
    for m in reading.doc.mentions(Kind.AREA, Kind.OFFICE):
        area = reading_of(m)
        if area is not None and governor(reading.doc, m) not in _ELSEWHERE:
            counts[frozenset(area.codes)] += 1
    best = counts.most_common(2)
    alone = bool(best) and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if alone else frozenset()


def _next_topic(reading: Reading, s: Sentence) -> _Topic | None:
    """The area that a sentence is about: the first that does not only tell where something is."""
    for m in s.mentions:
        area = reading_of(m) if m.kind in _AREAS_OR_HEADS else None
        if area is None or reading.doc.quoted[m.first] or governor(reading.doc, m) in _ELSEWHERE:
            continue
        beside = any(0 <= m.first - x.last <= 1 for x in (*s.of(Kind.VENUE), *s.of(Kind.BODY)))
        if not beside:
            return _Topic(m, s)
    return None


def _of_sentence(reading: Reading, s: Sentence, topic: _Topic | None, about: frozenset[str]) -> list[Candidate]:
    award = next((m for m in s.of(Kind.AWARD) if not reading.doc.quoted[m.first]), None)
    referred = _referred(reading, s)
    if award is None and referred is None:
        return []
    if award is not None and _other_award(reading, str(award.value)):
        return []
    for run, way in _getters(reading, s, topic):
        reasons = [*_for(reading, s, award, referred), *way, *_against(reading, s, award, run)]
        areas = [reading_of(m) for m in run.members]
        if about and any(a is not None and frozenset(a.codes) == about for a in areas):
            reasons.append(Reason("about", run.first, run.last))
        if Scales.load("told").weight(reasons) >= Scales.load("told").line:
            return [_candidate(reading, s, m, award, tuple(reasons)) for m in run.members]
    return []


def _other_award(reading: Reading, name: str) -> bool:
    """Whether a name is of no award of areas: an index, a person's honour, what is a category elsewhere."""
    return has_index_as_head(reading.in_full(name)) or personal(name) or name.casefold() in reading.categories


def _candidate(
    reading: Reading, s: Sentence, m: Mention, award: Mention | None, reasons: tuple[Reason, ...]
) -> Candidate:
    own = [x for x in s.mentions if x.kind is Kind.CATEGORY and not reading.doc.quoted[x.first]]
    rank = next((x for x in s.mentions if x.kind is Kind.RANK), None)
    category = own[0] if len(own) == 1 else None
    return Candidate(
        m,
        s,
        s,
        category,
        rank,
        hint=reading.hint(s),
        award=award,
        acceptor=_acceptor(reading, s),
        rule="told-of-topic",
        reasons=reasons,
    )


def _acceptor(reading: Reading, s: Sentence) -> Mention | None:
    """Who takes the award: the person behind "bupatinya", where no verb of giving makes it somebody else."""
    tokens = reading.doc.tokens
    for m in s.mentions:
        own = any(tokens[i].lower in _OWN for i in range(max(m.first - 3, s.first), m.first))
        if own and m.kind in (Kind.PERSON, Kind.NAME) and reading.people.at(m) is not None:
            return m
    return None


def _referred(reading: Reading, s: Sentence) -> int | None:
    """The word that points back to an award: "gelar itu", "piagam tersebut"."""
    tokens = reading.doc.tokens
    for i, j in pairwise(range(s.first, s.last)) if s.says(GENERIC) else ():
        if tokens[i].lower in GENERIC and tokens[j].lower in _THAT and not reading.doc.quoted[i]:
            return i
    return None


def _getters(reading: Reading, s: Sentence, topic: _Topic | None) -> list[tuple[Run, list[Reason]]]:
    """Whom a sentence may mean, the likeliest first: those it names, whom it points back to, whom it goes on about."""
    found = []
    runs = [r for r in enumerations(reading, s) if all(m.kind in (Kind.AREA, Kind.OFFICE) for m in r.members)]
    for run in runs:
        if _tells_where(reading, s, run):
            continue
        way = [Reason("here", run.first, run.last)]
        if _before(reading, s, run) in _MARKS:
            way.append(Reason("marked", run.first - 1, run.first))
        if len(runs) > 1:
            way.append(Reason("several", run.first, run.last))
        found.append((run, way))
    if topic is None or s.block - topic.sentence.block > _FURTHEST:
        return found
    run = Run((topic.area,), topic.area.first, topic.area.last)
    if (at := _points_back(reading, s)) is not None:
        found.append((run, [Reason("spoken-of", at, at + 1)]))
    elif not runs:
        near = topic.sentence.block == s.block
        found.append((run, [Reason("goes-on" if near else "before", run.first, run.last)]))
    return found


def _tells_where(reading: Reading, s: Sentence, run: Run) -> bool:
    """Whether a run only says in which town a building stands, or ends a chain of places: "di Hotel X, Jakarta"."""
    tokens = reading.doc.tokens
    before = [m for m in s.mentions if m.last <= run.first and m.kind is not Kind.CUE]
    if before and before[-1].kind in (Kind.VENUE, Kind.NAME, Kind.DATE) and run.first - before[-1].last <= 2:
        beside = before[-1].kind is Kind.VENUE or tokens[run.first - 1].text == ","
        return beside or tokens[run.first - 1].lower in _ELSEWHERE
    return False


def _points_back(reading: Reading, s: Sentence) -> int | None:
    """The word that means the area spoken of: "kota itu", "bupatinya", "kabupaten kita"."""
    tokens = reading.doc.tokens
    for i in range(s.first, s.last):
        if reading.doc.quoted[i]:
            continue
        if tokens[i].lower in _OWN:
            return i
        if i > s.first and tokens[i - 1].lower in _ELSEWHERE and not _reached(reading, s, i):
            continue  # "sepuluh daerah di provinsi ini"
        after = tokens[i + 1].lower if i + 1 < s.last else ""
        if tokens[i].lower in _IN_GENERAL and (after in _THAT or after in _OURS):
            return i
        led = tokens[i].lower in _IN_GENERAL and after in _LED_BY
        if led and any(tokens[k].lower in _THAT for k in range(i + 2, min(i + 14, s.last))):
            return i
    return None


def _before(reading: Reading, s: Sentence, run: Run) -> str:
    return reading.doc.tokens[run.first - 1].lower if run.first > s.first else ""


def _said(reading: Reading, s: Sentence, name: str, among: frozenset[str]) -> list[Reason]:
    """The first word of a sentence that is one of a list, as a reason."""
    tokens, quoted = reading.doc.tokens, reading.doc.quoted
    at = next((i for i in range(s.first, s.last) if tokens[i].lower in among and not quoted[i]), None)
    return [] if at is None else [Reason(name, at, at + 1)]


def _for(reading: Reading, s: Sentence, award: Mention | None, referred: int | None) -> list[Reason]:
    """What tells that an award was given now."""
    found = [Reason("award-named", award.first, award.last)] if award is not None else []
    if award is None and referred is not None:
        found.append(Reason("award-referred", referred, referred + 2))
    found += _said(reading, s, "arrives", _ARRIVES)
    found += _said(reading, s, "gift", _GIFTS)
    own = [m for m in s.mentions if not reading.doc.quoted[m.first]]
    for m in own:
        if m.kind is Kind.CUE and _awards(reading, m):
            why = modality(reading.doc, s, m, s.first, s.last)
            found.append(Reason("unreal" if why else "awarding-verb", m.first, m.last))
            break
    told = next((m for m in own if m.kind in (Kind.DATE, Kind.VENUE)), None)
    if told is not None:
        found.append(Reason("occasion", told.first, told.last))
    if not any(r.name in _GIVEN for r in found):
        found.append(Reason("nothing-given", s.first, s.last))
    return found


def _awards(reading: Reading, m: Mention) -> bool:
    """Whether a verb tells that something was given or got; "terima kasih" and "mengapresiasi" do not."""
    tokens = reading.doc.tokens
    if m.last < len(tokens) and tokens[m.last].lower in _THANKS:
        return False
    return any(
        c.sense in AWARDING
        and c.sense != "become"
        and c.voice not in ("", "nominal")
        and (c.sense, c.voice) != ("reward", "active")
        for c in m.value
    )


def _against(reading: Reading, s: Sentence, award: Mention | None, run: Run) -> list[Reason]:
    """What tells that none was, or not to them."""
    tokens = reading.doc.tokens
    found = [*_said(reading, s, "nominees", _NOMINEES), *_said(reading, s, "contends", _CONTENDS)]
    opening = {c.sense for m in s.mentions if m.kind is Kind.CUE and m.first == s.first for c in m.value}
    if tokens[s.first].lower in _AIMS or opening & {"hoped", "planned"}:
        found.append(Reason("unreal", s.first, s.first + 1))  # "Andai …", "Untuk meraih X, …"
    for m in s.mentions:
        at = Mention(Kind.CUE, s.last - 1, s.last, ())
        if m.kind is Kind.CUE and modality(reading.doc, s, at, s.first, s.last):
            found.append(Reason("unreal", s.first, s.last))
            break
    if s.says_phrase(tokens, _EARLIER):
        found.append(Reason("earlier", s.first, s.last))
    verb = speech_in(reading, s)
    if verb is not None:
        found.append(Reason("spoken", verb.first, verb.last))
    if award is not None and award.last < s.last and tokens[award.last].lower in _EXPLAINS:
        found.append(Reason("explains", award.last, award.last + 1))
    if (other := _somebody_else(reading, s)) is not None:
        found.append(Reason("somebody-else", other, other + 1))
    if not s.first <= run.first < s.last:
        return found
    before = _before(reading, s, run)
    if before in _ELSEWHERE and not _reached(reading, s, run.first):
        found.append(Reason("elsewhere", run.first - 1, run.first))
    if before in _GIVEN_BY or _gives(s, run):
        found.append(Reason("agent", run.first - 1, run.first))
    return found


def _reached(reading: Reading, s: Sentence, at: int) -> bool:
    """Whether the preposition before a token belongs to a verb of arriving: "mendarat di kota itu"."""
    tokens = reading.doc.tokens
    if any(m.kind is Kind.CUE and m.last == at and m.last - m.first > 1 for m in s.mentions):
        return True
    return any(tokens[i].lower in _ARRIVES for i in range(max(at - 4, s.first), at))


def _gives(s: Sentence, run: Run) -> bool:
    """Whether a run stands where the verb has the one who gives or holds: before "menyerahkan", "menggelar"."""
    after = next((m for m in s.mentions if m.kind is Kind.CUE and m.first >= run.last), None)
    return after is not None and any((c.sense, c.voice) in _GIVING for c in after.value)


def _somebody_else(reading: Reading, s: Sentence) -> int | None:
    """The word that names others as those who get it: a number of them, "para", whoever stands behind "kepada"."""
    tokens, quoted = reading.doc.tokens, reading.doc.quoted
    for i in range(s.first, s.last - 1):
        numbered = tokens[i + 1].kind == "number" or tokens[i + 1].lower in _NUMBERS
        if numbered and tokens[i].lower in _TO and not quoted[i]:
            return i  # "kepada lima bank"
        if quoted[i] or tokens[i + 1].lower not in _OTHERS:
            continue
        if tokens[i].kind == "number" or tokens[i].lower in _NUMBERS | _TO | _GIVEN_BY:
            return i
    for m in s.mentions:
        person = m.kind in (Kind.PERSON, Kind.NAME, Kind.OFFICE, Kind.BODY) and not quoted[m.first]
        if not person or any(tokens[i].lower in _OWN for i in range(max(m.first - 3, s.first), m.first)):
            continue
        before = governor(reading.doc, m)
        gets = any(_gets(c, m) for c in s.mentions if c.kind is Kind.CUE)
        if before in _TO or (gets and before not in _GIVEN_BY):
            return m.first
    return None


def _gets(verb: Mention, m: Mention) -> bool:
    """Whether somebody stands where a verb has the one who gets: "Sarbanun meraih", "diterima Sarbanun"."""
    if verb.first >= m.last:
        return bool(_GETS_ACTIVE & _ways(verb))
    return 0 <= m.first - verb.last <= _NEXT and bool(_GETS_PASSIVE & _ways(verb))


def _ways(m: Mention) -> set[tuple[str, str]]:
    return {(c.sense, c.voice) for c in m.value}
