"""Reading sheets: what they claim, every value of it pointing at words of the text that they hold."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from kg.article import Article, Evidence, Role, article_id
from kg.errors import Refused
from kg.facts import BY_HAND, Fact, Facts
from kg.sheets.located import Fault, Located, parse, refuse_unfit
from kg.sheets.sheet import FACT_TYPE, Sheet, Slot, slots
from kg.sheets.values import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ADVICE: Final = "Correct it and build again."
_MAKE: Final = "Make a sheet with: kg extract SOURCE -o sheet.json"
_SHEET: Final = ("article", "file", "kg", "seal", "metadata", "facts", "near_misses", "text")
_FACT: Final = ("type", "rule", "seal", "roles")
_ROLE: Final = ("value", "words", "rule", "note", "note_id", "evidence", "seal")
"""What may stand there; sheets of older versions have seals, which say nothing: anybody could make one."""
_EVIDENCE: Final = ("quote", "start", "end")


def read_sheet(text: str, file: str) -> Iterator[Sheet | Refused]:
    """The articles of a sheet, each with its facts; one with anything wrong in it is refused, and the rest goes on.

    All that it says counts as a person's (:data:`~kg.facts.BY_HAND`), until :func:`~kg.sheets.agreed` has held it
    against what its text gives. The rules of the metadata stay as claimed: they help to read a composed text again.

    Args:
        text: the sheet.
        file: its name, for refusals.
    """
    try:
        raw = parse(text)
    except Fault as fault:
        yield Refused(file, str(fault), _ADVICE)
        return
    articles = raw.get("articles") if isinstance(raw, Located) else None
    if not isinstance(articles, list) or not all(isinstance(each, Located) for each in articles):
        yield Refused(file, "it is JSON, but no fact sheet", _MAKE)
        return
    if not articles:
        yield Refused(file, "it is a fact sheet without an article", _MAKE)
    for each in articles:
        try:
            yield _sheet(each)
        except Fault as fault:
            yield Refused(file, str(fault), _ADVICE)


def _sheet(raw: Located) -> Sheet:
    refuse_unfit(raw)
    _known(raw, _SHEET)
    text, file, pipeline = (_text(raw, key) for key in ("text", "file", "kg"))
    if article_id(text) != _text(raw, "article"):
        raise Fault(
            raw.line,
            f'the text of {file} is not the one that the facts were taken from ("article" is a digest of it). '
            "A sheet corrects facts; correct a text in its file, and extract again",
        )
    bare = Article(text, file)
    faults: list[Fault] = []
    metadata = _Reader(bare, "Article", faults).roles(_object(raw, "metadata"))
    facts: list[Fact] = []
    for each in _list(raw, "facts"):
        try:
            facts.append(_fact(each, bare))
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise _all(faults)
    return Sheet(Facts(Article(text, file, **metadata), tuple(facts)), pipeline, corrected=True)


def _fact(raw: Located, article: Article) -> Fact:
    _known(raw, _FACT)
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in FACT_TYPE:
        raise Fault(raw.line, f'"type" has to be one of {", ".join(FACT_TYPE)}')
    fact_type: type[Any] = FACT_TYPE[kind]
    faults: list[Fault] = []
    given = _Reader(article, kind, faults).roles(_object(raw, "roles"))
    missing = [name for name, slot in slots(kind).items() if slot.required and name not in given]
    if missing and not faults:
        faults.append(Fault(raw.line, f"a {kind} needs the role {missing[0]}"))
    if faults:
        raise _all(faults)
    fact: Fact = fact_type(**given, rule=BY_HAND)
    return fact


class _Reader:
    """Reads the roles of one fact, or of the article itself; what is wrong with them is noted in ``faults``."""

    def __init__(self, article: Article, kind: str, faults: list[Fault]) -> None:
        self.article, self.kind, self.faults = article, kind, faults

    def roles(self, raw: Located) -> dict[str, Any]:
        """The roles by name, as a dataclass takes them."""
        known = slots(self.kind)
        given: dict[str, Any] = {}
        for name, each in raw.items():
            try:
                if name not in known:
                    raise Fault(raw.line, f'a {self.kind} has no role "{name}"' + _meant(name, known))
                made = [self._role(role, name, known[name], raw.line) for role in _as_list(each)]
                if len(made) > 1 and not known[name].many:
                    raise Fault(raw.line, f"a {self.kind} has one {name}, not {len(made)}")
            except Fault as fault:
                self.faults.append(fault)
                continue
            if known[name].many:
                given[name] = tuple(made)
            elif made:
                given[name] = made[0]
        return given

    def _role(self, raw: object, name: str, slot: Slot, line: int) -> Role[Any]:
        if not isinstance(raw, Located):
            raise Fault(line, f'{name} has to be an object such as {{"value": "…", "words": "…"}}')
        _known(raw, _ROLE)
        if "value" not in raw:
            raise Fault(raw.line, f'{name} has no "value"')
        value = value_of(raw["value"], slot.types, raw.line)
        words = [
            _evidence(each, self.article, raw.line)
            for key in ("evidence", "words")
            if key in raw
            for each in _as_list(raw[key])
        ]
        if not words:
            raise Fault(raw.line, f'{name} has no words of the article that state it: add "words": "…"')
        return Role(value, tuple(words), BY_HAND if self.kind != "Article" else str(raw.get("rule", BY_HAND)))


def _evidence(raw: object, article: Article, line: int) -> Evidence:
    """Where the words stand in the article: where "start" says, or else at the one place that they have."""
    start = None
    quote = raw
    if isinstance(raw, Located):
        _known(raw, _EVIDENCE)
        quote, start, line = raw.get("quote"), raw.get("start"), raw.line
    if not isinstance(quote, str) or not quote.strip():
        raise Fault(line, "the words of the article have to be a text in quotes")
    if type(start) is int and start >= 0 and article.text.startswith(quote, start):
        return article.evidence(start, start + len(quote))
    pattern = r"\s+".join(map(re.escape, quote.split()))
    places = [found.span() for found in re.finditer(pattern, article.text)]
    if len(places) != 1:
        places = [place for place in places if place[0] == start] or places
    if len(places) == 1:
        return article.evidence(*places[0])
    shown = f"“{' '.join(quote.split())}”"
    if places:
        starts = ", ".join(str(place[0]) for place in places)
        raise Fault(
            line,
            f"the words {shown} occur {len(places)} times in {article.file}: write more of the words around those that "
            f'you mean, or {{"quote": "…", "start": …}} with one of {starts}',
        )
    like = re.search(pattern, article.text, re.IGNORECASE)
    hint = f", which has “{' '.join(like[0].split())}”" if like else ""
    raise Fault(line, f"the words {shown} do not occur in {article.file}{hint}")


def _known(raw: Located, keys: tuple[str, ...]) -> None:
    for key in raw:
        if key not in keys:
            raise Fault(raw.line, f'there is no "{key}" here' + _meant(key, keys))


def _meant(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, 1)
    return f' (did you mean "{near[0]}"?)' if near else f" (it may be {', '.join(known)})"


def _all(faults: list[Fault]) -> Fault:
    """Several faults as one, so that all can be mended at once."""
    first, *others = faults
    return Fault(first.line, "; ".join((first.reason, *map(str, others))))


def _text(raw: Located, key: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Fault(raw.line, f'an article of a sheet has "{key}", a text in quotes')
    return value


def _object(raw: Located, key: str) -> Located:
    value = raw.get(key, Located(raw.line, []))
    if not isinstance(value, Located):
        raise Fault(raw.line, f'"{key}" has to be an object: {{…}}')
    return value


def _list(raw: Located, key: str) -> list[Located]:
    values = raw.get(key, [])
    if not isinstance(values, list) or not all(isinstance(each, Located) for each in values):
        raise Fault(raw.line, f'"{key}" has to be a list of objects: [{{…}}, {{…}}]')
    return values


def _as_list(raw: object) -> list[Any]:
    return raw if isinstance(raw, list) else [raw]
