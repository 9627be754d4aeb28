"""``--reader`` and what goes with it: who reads articles, which model is asked where, and what it has taken so far."""

from __future__ import annotations

import functools
import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.telling import write_over
from kg.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.proposing.reader import ModelReader
    from kg.readers import Reader

_MILLION = 1_000_000


@dataclass(slots=True)
class Price:
    """What a million tokens cost, in and out, in whatever money the server takes."""

    tokens_in: float
    tokens_out: float


@dataclass(slots=True)
class Reading:
    """Who reads, how many articles at once, and what a command tells of it.

    >>> Reading("rules", reader_of_rules()).told()
    ''
    """

    name: str
    reader: Reader
    jobs: int = 1
    price: Price | None = None
    model: ModelReader | None = None
    begun: float = field(default_factory=time.monotonic)

    def told(self, done: int = 0, of: int = 0) -> str:
        """What asking a model has taken: tokens, money, and about how long the rest will; "" where nobody is asked."""
        if self.model is None or self.model.endpoint is None:
            return ""
        usage = self.model.usage
        parts = [f"{usage.answered} answers", f"{usage.tokens_in} tokens in, {usage.tokens_out} out"]
        if self.price is not None:
            cost = usage.tokens_in * self.price.tokens_in + usage.tokens_out * self.price.tokens_out
            parts.append(f"cost {cost / _MILLION:.4f}")
        if 0 < done < of:
            left = (time.monotonic() - self.begun) / done * (of - done)
            parts.append(f"about {left / 60:.0f} min left" if left >= 90 else f"about {left:.0f} s left")
        return ", ".join(parts)


def reader_of_rules() -> Reader:
    """The reader that is used unless another is asked for."""
    from kg.readers import RuleReader

    return RuleReader()


_DIRECTORY = click.Path(file_okay=False, path_type=Path)
_OPTIONS = (
    click.option(
        "--answers",
        type=_DIRECTORY,
        help="The folder of a model's recorded answers: what is in it is not asked again, what is answered is kept.",
    ),
    click.option(
        "--endpoint",
        metavar="URL",
        help="The OpenAI-compatible server that is asked for what is not recorded, such as http://localhost:11434/v1. "
        "THE TEXTS OF THE ARTICLES ARE SENT THERE. A key is taken from $KG_MODEL_KEY only.",
    ),
    click.option("--send-to", metavar="HOST", default="", help="Let texts leave this machine, for this host alone."),
    click.option("--model", metavar="NAME", default="", help="The model to ask; the one that answered before."),
    click.option(
        "--strict/--no-strict",
        default=True,
        help="Send the answer's schema along (default), or not.",
    ),
    click.option(
        "--parameter",
        "parameters",
        metavar="NAME=VALUE",
        multiple=True,
        help="What else goes into a request, such as temperature=0.2; 'seed=' leaves the seed out.",
    ),
    click.option("--max-tokens", type=click.IntRange(min=1), default=16384, help="How long an answer may be (16384)."),
    click.option("--timeout", type=click.FloatRange(min=1), default=600, help="Seconds for an answer (600)."),
    click.option("--stream", is_flag=True, help="Have answers sent piece by piece, which keeps connections alive."),
    click.option(
        "--jobs",
        type=click.IntRange(1, 32),
        default=1,
        show_default=True,
        help="How many articles are asked about at once.",
    ),
    click.option("--price", metavar="IN:OUT", help="What a million tokens cost, in and out: 0.5:1.5."),
    click.option("--fallback", type=click.Choice(["rules"]), help="Who reads what the model has no answer to."),
)


def reader_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options; its argument ``reading`` is a :class:`Reading`. ``names`` are further readers."""

    def decorated(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def called(*args: Any, reader: str, **given: Any) -> Any:  # noqa: ANN401 - as click has it
            asked = {name: given.pop(name) for name in _NAMES}
            return command(*args, reading=_reading(reader, **asked), **given)

        chosen = click.option(
            "--reader",
            type=click.Choice(["rules", "model", *names]),
            default="rules",
            show_default=True,
            help="Who reads: rules, or a language model under the same law, whose every word is held against the text.",
        )
        made: Callable[..., Any] = called
        for option in (*reversed(_OPTIONS), chosen):
            made = option(made)
        return made

    return decorated


_NAMES = (
    *("answers", "endpoint", "send_to", "model", "strict", "parameters", "max_tokens"),
    *("timeout", "stream", "jobs", "price", "fallback"),
)


def _reading(name: str, **asked: Any) -> Reading:  # noqa: ANN401 - as click has it
    if name == "rules":
        if given := [each for each in ("answers", "endpoint", "model", "send_to", "fallback") if asked[each]]:
            raise KgError(f"--{given[0].replace('_', '-')} is for a model that reads: add --reader model.")
        return Reading(name, reader_of_rules())
    model = _model(**asked)
    return Reading(name, model, asked["jobs"], _price(asked["price"]), model)


def _model(
    *,
    answers: Path | None,
    endpoint: str | None,
    send_to: str,
    model: str,
    strict: bool,
    parameters: tuple[str, ...],
    max_tokens: int,
    timeout: float,
    stream: bool,
    fallback: str | None,
    **_: object,
) -> ModelReader:
    from kg.proposing.addresses import endpoint_of
    from kg.proposing.endpoint import KEY, Endpoint
    from kg.proposing.reader import ModelReader, asking_of
    from kg.proposing.record import Record

    if answers is None:
        raise KgError("--reader model needs --answers DIR: the folder where a model's answers are, and are kept.")
    server = None
    if endpoint is not None:
        server = Endpoint(endpoint_of(endpoint, send_to), os.environ.get(KEY, ""), timeout, max_tokens, stream)
    record = Record(answers)
    asking = asking_of(record, model, strict=strict, parameters=parameters)
    return ModelReader(asking, record, server, reader_of_rules() if fallback else None)


def _price(told: str | None) -> Price | None:
    if told is None:
        return None
    try:
        each = [float(part) for part in told.split(":")]
        price = Price(*each)
    except (ValueError, TypeError):
        raise KgError(f"--price {told!r} is not IN:OUT, such as 0.5:1.5.") from None
    return price


class Progress:
    """One line on stderr that is written over and over, on a terminal only: how many articles, what they took."""

    def __init__(self, reading: Reading, sources: tuple[Path, ...]) -> None:
        self.count = 0
        self._reading, self._sources, self._of = reading, sources, 0
        self._shown = sys.stderr.isatty()
        if self._shown and reading.model is not None:
            from kg.reading import find_files

            self._of = sum(1 for _ in find_files(sorted(sources)))

    def tell(self, file: str) -> None:
        """One more article is done."""
        self.count += 1
        if self._shown:
            taken = self._reading.told(self.count, self._of)
            write_over(
                " · ".join(filter(None, (f"{self.count}{f'/{self._of}' if self._of else ''} {file[:60]}", taken)))
            )

    def clear(self) -> None:
        """Nothing more is told; what asking took stays to be read."""
        if self._shown:
            write_over("")
        if taken := self._reading.told():
            click.echo(f"{self._reading.name}: {taken}.", err=True)
