"""What a server answers to a request: the message, why it ended, who answered, what it took; whole or streamed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_DONE: Final = "[DONE]"


class Unusable(Exception):  # noqa: N818 - told in a refusal
    """An answer of a server that is none, or not whole.

    ``again`` where asking again may help, after ``wait`` seconds where the server says how many.
    """

    def __init__(self, reason: str, advice: str = "", *, again: bool = False, wait: float | None = None) -> None:
        self.reason, self.advice, self.again, self.wait = reason, advice, again, wait
        super().__init__(reason, advice)


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole message of a model; tokens are 0 where the server does not tell."""

    content: str
    model: str
    finish_reason: str
    tokens_in: int
    tokens_out: int

    @staticmethod
    def of(body: bytes, asked: str) -> Completion:
        """The message in a server's JSON.

        Args:
            body: what the server sent.
            asked: the model that was asked for, where the server does not say which one answered.

        Raises:
            Unusable: where it holds no message, or one that is not whole.
        """
        try:
            data = json.loads(body)
            choice = data["choices"][0]
            message = choice["message"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise Unusable("the server's answer holds no message", again=True) from None
        if not isinstance(message, dict):
            raise Unusable("the server's answer holds no message", again=True)
        return _checked(message, choice.get("finish_reason"), data, asked)

    @staticmethod
    def streamed(lines: Iterable[bytes], asked: str) -> Completion:
        """The message that server-sent events add up to.

        Raises:
            Unusable: where the stream ends before the message does.
        """
        parts: list[str] = []
        reason, told = None, dict[str, Any]()
        for line in lines:
            name, _, value = line.decode("utf-8", "replace").partition(":")
            if name != "data" or not value.strip():
                continue
            if value.strip() == _DONE:
                break
            try:
                data = json.loads(value)
                told |= {key: data[key] for key in ("model", "usage") if data.get(key)}
                if "error" in data:
                    raise Unusable("the server broke off with an error", again=True)
                for choice in data["choices"][:1]:
                    parts.append((choice.get("delta") or {}).get("content") or "")
                    reason = choice.get("finish_reason") or reason
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                raise Unusable("the server's stream is not what a message's is", again=True) from None
        return _checked({"content": "".join(parts)}, reason, told, asked)


def _checked(message: Mapping[str, Any], reason: object, data: Mapping[str, Any], asked: str) -> Completion:
    content, model = message.get("content"), data.get("model")
    if reason == "length":
        raise Unusable(
            "the model's answer was cut before its end",
            "Let it be longer with --max-tokens, or give the server a larger context.",
        )
    if reason is None:
        raise Unusable("the model's answer broke off", again=True)
    if message.get("refusal") or reason not in ("stop", "eos"):
        raise Unusable(f"the model did not answer ({' '.join(str(reason).split())[:40]})")
    if not isinstance(content, str) or not content.strip():
        raise Unusable("the model answered nothing", "A model that thinks first needs room for both: --max-tokens.")
    usage = data.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    tokens = (counts.get(name) for name in ("prompt_tokens", "completion_tokens"))
    tokens_in, tokens_out = (each if isinstance(each, int) and each > 0 else 0 for each in tokens)
    answered = model if isinstance(model, str) and model else asked
    return Completion(content, answered, "stop", tokens_in, tokens_out)
