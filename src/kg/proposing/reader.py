"""The model reader: what a model proposes of an article, recorded, held against the article's words."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.errors import KgError, Refused
from kg.extraction.structure.parts import parts
from kg.facts import Facts, slug
from kg.proposing.answers import Unfit, parsed
from kg.proposing.completion import Completion, Unusable
from kg.proposing.record import Record, Recorded
from kg.proposing.request import Asking, Request, request

if TYPE_CHECKING:
    from kg.article import Article
    from kg.facts import Fact, NearMiss
    from kg.proposing.endpoint import Endpoint
    from kg.readers import Reader

_MOST_UNREACHED = 3
"""After so many articles in a row for which the server could not be had, the others are refused without asking."""


@dataclass(slots=True)
class Usage:
    """What asking has taken so far: requests answered, and the tokens that the server counted."""

    answered: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True)
class Heard:
    """A reader that has the answers of a model at hand, one a part of the article, and asks nobody."""

    contents: tuple[str, ...]
    mark: str

    def fingerprint(self, article: Article) -> str:
        """What decides the reading of the article: that of the model reader, once it has its answers."""
        return self.mark

    def ready(self, article: Article) -> Heard:
        """Itself."""
        return self

    def read(self, article: Article) -> Facts:
        """The facts that follow from the answers and the article's words; near misses of both readers."""
        import kg.extraction
        from kg.proposing.agreement import marked
        from kg.proposing.making import facts_of

        by_rules = kg.extraction.extract(article)
        found: list[Fact] = []
        misses: list[NearMiss] = []
        for part, content in zip(parts(article), self.contents, strict=True):
            facts, ungrounded = facts_of(part, parsed(content))
            found += facts
            misses += ungrounded
        facts = marked(tuple(dict.fromkeys(found)), by_rules.facts)
        return replace(by_rules, facts=facts, near_misses=(*by_rules.near_misses, *dict.fromkeys(misses)))


@dataclass
class ModelReader:
    """Asks a model for facts, or replays what it answered before.

    Args:
        asking: how the model is asked.
        record: where answers are, and are kept.
        endpoint: who is asked for what is not recorded; None for nobody.
        fallback: who reads an article for which there is no answer; None where it is refused.
        told: called whenever a request was answered.

    >>> from kg.reading import read_text
    >>> reader = ModelReader(Asking("some-model"), Record(Path("answers")))
    >>> try:
    ...     reader.ready(read_text("Judul\\n\\nBontang menang.", "a.txt"))
    ... except Refused as refused:
    ...     print(refused.reason)
    no answer of some-model to it is recorded in answers
    """

    asking: Asking
    record: Record
    endpoint: Endpoint | None = None
    fallback: Reader | None = None
    told: Callable[[], None] = lambda: None
    usage: Usage = field(default_factory=Usage)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._unreached = 0

    def fingerprint(self, article: Article) -> str:
        """The model, the code that reads its answers, the requests (with prompt and schema), the recorded answers."""
        made = self.requests(article)
        answers = [self.record.answer(each) for each in made]
        if None in answers and self.fallback is not None and self.endpoint is None:
            return self.fallback.fingerprint(article)
        asked = sha256("".join(each.digest for each in made).encode()).hexdigest()[:12]
        told = "|".join("-" if answer is None else answer.content for answer in answers)
        answered = sha256(told.encode()).hexdigest()[:12] if None not in answers else "unanswered"
        return f"model/{slug(self.asking.model)}/{_code()}/{asked}/{answered}"

    def ready(self, article: Article) -> Reader:
        """The answers to an article's requests, from the record or the endpoint.

        Raises:
            Refused: where an answer cannot be had, or is none.
            KgError: where no article's can.
        """
        try:
            contents = tuple(self._content(each, article) for each in self.requests(article))
            return Heard(contents, self.fingerprint(article))
        except Refused:
            if self.fallback is None:
                raise
            return self.fallback.ready(article)

    def read(self, article: Article) -> Facts:
        """What the model's answers give.

        Raises:
            Refused: as :meth:`ready` does.
        """
        return self.ready(article).read(article)

    def requests(self, article: Article) -> list[Request]:
        """What a model is asked of an article: one request, of a very long one several."""
        return [request(part, self.asking) for part in parts(article)]

    def _content(self, made: Request, article: Article) -> str:
        recorded = self.record.answer(made)
        if recorded is not None:
            return recorded.content
        if self.endpoint is None:
            raise Refused(
                article.file,
                f"no answer of {self.asking.model} to it is recorded in {self.record.folder}",
                "Name who is to be asked (--endpoint), or read it by rules (--fallback rules).",
            )
        answer = self._asked(made, article, self.endpoint)
        self.record.keep(made, answer, self.asking)
        self.told()
        return answer.content

    def _asked(self, made: Request, article: Article, endpoint: Endpoint) -> Recorded:
        """A checked answer: one that is not what was asked for is told so once, then refused."""
        if self._unreached >= _MOST_UNREACHED:
            raise Refused(article.file, "the server could not be reached for the articles before it", _AGAIN)
        try:
            first = self._counted(endpoint.ask(made.data))
            try:
                parsed(first.content)
            except Unfit as unfit:
                second = self._counted(endpoint.ask(_repair(made, first, unfit)))
                parsed(second.content)
                tokens = first.tokens_in + second.tokens_in, first.tokens_out + second.tokens_out
                return Recorded(second.content, second.model, second.finish_reason, *tokens, repaired=True)
            return Recorded(first.content, first.model, first.finish_reason, first.tokens_in, first.tokens_out)
        except Unfit as unfit:
            raise Refused(article.file, f"the model's answer is not what was asked for: {unfit}", _AGAIN) from None
        except Unusable as unusable:
            with self._lock:
                self._unreached += unusable.again
            raise Refused(article.file, unusable.reason, unusable.advice or _AGAIN) from None

    def _counted(self, made: Completion) -> Completion:
        with self._lock:
            self._unreached = 0
            self.usage.answered += 1
            self.usage.tokens_in += made.tokens_in
            self.usage.tokens_out += made.tokens_out
        return made


_AGAIN = "The same command asks again for what is missing."


def _repair(made: Request, answer: Completion, unfit: Unfit) -> dict[str, object]:
    """The request again, with the answer and what is wrong with it."""
    data = made.data
    said = f"This is not what was asked for: {unfit}. Give the whole JSON object again, mended, and nothing else."
    return data | {
        "messages": [
            *data["messages"],
            {"role": "assistant", "content": answer.content},
            {"role": "user", "content": said},
        ]
    }


def asking_of(record: Record, model: str, *, strict: bool, parameters: tuple[str, ...]) -> Asking:
    """How a model is asked: as told, else as the answers of a record were asked for.

    Args:
        record: recorded answers; there need not be any yet.
        model: the model's name, if told.
        strict: whether the schema goes along.
        parameters: ``NAME=JSON`` each; ``NAME=`` takes one away.

    Raises:
        KgError: where nobody says which model, or a parameter is not of that form.
    """
    known = record.asking()
    if not model and known is not None:
        asking = known
    elif model:
        asking = Asking(model, strict)
    else:
        raise KgError(f"Which model? {record.folder} holds no answers yet that would tell. Give --model NAME.")
    given = dict(asking.parameters)
    for each in parameters:
        name, mark, value = each.partition("=")
        if not mark or not name:
            raise KgError(f"--parameter {each!r} is not NAME=VALUE, such as temperature=0.2.")
        given.pop(name, None)
        if value:
            given[name] = _value(value)
    return replace(asking, parameters=tuple(given.items()))


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


@cache
def _code() -> str:
    """A digest of the code that makes requests and reads answers, and of what models are told."""
    digest = sha256()
    for top in (Path(__file__).parent, resources.path("data/proposing")):
        for path in sorted(each for each in top.rglob("*") if each.suffix in {".py", ".md", ".txt", ".json"}):
            digest.update(f"{path.relative_to(top).as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:12]
