"""Asking an OpenAI-compatible server: within time, three times at most, no redirect followed, no proxy, no cookie."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.errors import KgError
from kg.proposing.completion import Completion, Unusable
from kg.secrecy import public, without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

KEY: Final = "KG_MODEL_KEY"
"""The variable that holds the key, which stands nowhere else."""

_TRIES: Final = 3
_AGAIN: Final = frozenset({408, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT: Final = 60.0
_LARGEST: Final = 16 * 1024 * 1024
_CONNECT: Final = 10.0
_FEWEST_CHARACTERS: Final = 8
"""No tokenizer makes fewer tokens of a text than one for so many characters: fewer were read, the rest was cut."""


@dataclass
class Endpoint:
    """A server that is asked.

    Args:
        url: where requests go to (:func:`~kg.proposing.addresses.endpoint_of`).
        key: shown to the server, if any.
        seconds: how long an answer may take as a whole, all tries together.
        max_tokens: how long an answer may be.
        stream: whether it is sent piece by piece, which keeps connections alive.
    """

    url: str
    key: str = field(default="", repr=False)
    seconds: float = 600.0
    max_tokens: int = 16384
    stream: bool = False

    def ask(self, data: dict[str, Any]) -> Completion:
        """The message that answers a request.

        Raises:
            Unusable: where this request is not answered, or not wholly.
            KgError: where no other request would be answered either.
        """
        sent = data | {"max_tokens": self.max_tokens}
        if self.stream:
            sent |= {"stream": True, "stream_options": {"include_usage": True}}
        body = json.dumps(sent, ensure_ascii=False).encode()
        until = time.monotonic() + self.seconds
        for left in reversed(range(_TRIES)):
            try:
                made = self._once(body, str(data.get("model", "")), until)
            except Unusable as unusable:
                pause = float(_TRIES - left) if unusable.wait is None else unusable.wait
                if not unusable.again or not left or time.monotonic() + pause > until:
                    raise
                time.sleep(pause)
            else:
                _whole_input(made, data)
                return made
        raise AssertionError  # the last try raises or returns

    def _once(self, body: bytes, asked: str, until: float) -> Completion:
        from urllib3.exceptions import HTTPError

        try:
            answer = self._sent(body, until)
            try:
                if answer.status != 200:
                    raise self._refusal(answer, until)
                if self.stream:
                    return Completion.streamed(_lines(self._read(answer, until)), asked)
                return Completion.of(b"".join(self._read(answer, until)), asked)
            finally:
                answer.close()
        except HTTPError as error:
            raise _unreached(self.url, error, self.seconds) from None

    def _sent(self, body: bytes, until: float) -> BaseHTTPResponse:
        from urllib3 import PoolManager, Timeout

        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "smartcity-kg"}
        headers["Connection"] = "close"  # what is open here would be open in the processes that are begun meanwhile
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        left = max(until - time.monotonic(), 0.1)
        return PoolManager().request(
            "POST",
            self.url,
            body=body,
            headers=headers,
            timeout=Timeout(connect=min(_CONNECT, left), read=left),
            retries=False,
            redirect=False,
            preload_content=False,
        )

    def _read(self, answer: BaseHTTPResponse, until: float) -> Iterator[bytes]:
        """The body, piece by piece as it comes, within time and size."""
        size = 0
        while True:
            piece = answer.read1(1 << 16)
            if not piece:
                return
            size += len(piece)
            if time.monotonic() > until:
                raise Unusable(f"the answer took longer than {self.seconds:g} seconds", "Give it longer: --timeout.")
            if size > _LARGEST:
                raise Unusable(f"the answer is larger than {_LARGEST >> 20} MiB")
            yield piece

    def _refusal(self, answer: BaseHTTPResponse, until: float) -> Exception:
        """What a status that is no success means: for this request, or for all."""
        status, where = answer.status, public(self.url)
        said = self._said(answer, until)
        if status in _AGAIN:
            wait = _asked_to_wait(answer.headers.get("Retry-After"))
            return Unusable(f"the server is busy or failed ({status}){said}", again=True, wait=wait)
        if 300 <= status < 400:
            to = public(answer.headers.get("Location") or "nowhere")
            return KgError(f"{where} sends its callers on to {to}. kg does not follow; if you trust it, name it.")
        if status in (401, 403):
            return KgError(f"{where} lets nobody in with this key ({status}){said}. Set ${KEY} to one that it knows.")
        if status in (404, 405):
            return KgError(f"{where} knows no such address or model ({status}){said}. Check --endpoint and --model.")
        return Unusable(f"the server refuses the request ({status}){said}", "Its log may tell more.")

    def _said(self, answer: BaseHTTPResponse, until: float) -> str:
        """What the server says of it, in one short line and without the key."""
        from urllib3.exceptions import HTTPError

        try:
            text = b"".join(self._read(answer, until))[:4096].decode("utf-8", "replace")
        except (HTTPError, Unusable):
            return ""
        try:
            error = json.loads(text)["error"]
            text = error["message"] if isinstance(error, dict) else str(error)
        except (ValueError, LookupError, TypeError, RecursionError):
            pass
        words = " ".join(without_secrets(str(text), [self.key]).split())
        return f": “{words[:200]}{'…' if len(words) > 200 else ''}”" if words else ""


def _asked_to_wait(header: str | None) -> float | None:
    """The seconds that a server asks to wait, bounded; a day and time are told by nobody who is asked again soon."""
    try:
        return min(max(float(header or ""), 0.0), _LONGEST_WAIT)
    except ValueError:
        return None


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    for piece in pieces:
        *lines, held = (held + piece).split(b"\n")
        yield from (line.rstrip(b"\r") for line in lines)
    if held:
        yield held


def _unreached(url: str, error: Exception, seconds: float) -> Unusable:
    from urllib3.exceptions import ConnectTimeoutError, ReadTimeoutError, SSLError

    where = public(url)
    if isinstance(error, SSLError):
        return Unusable(f"{where} cannot be reached safely: {error}")
    if isinstance(error, ReadTimeoutError):
        return Unusable(f"{where} did not answer within {seconds:g} seconds", "Give it longer: --timeout.")
    if isinstance(error, ConnectTimeoutError):
        return Unusable(f"{where} cannot be reached", "Is the server running, and is the address right?", again=True)
    return Unusable(
        f"{where} cannot be reached, or broke off the connection",
        "Is the server running, and is the address right?",
        again=True,
    )


def _whole_input(made: Completion, data: dict[str, Any]) -> None:
    """See to it that the server read all of the request: some cut what their context does not hold, and say nothing."""
    size = sum(len(message["content"]) for message in data["messages"])
    if 0 < made.tokens_in < size // _FEWEST_CHARACTERS:
        raise Unusable(
            f"the server read only {made.tokens_in} tokens of a request of {size} characters",
            "Give it a larger context (16384 tokens do for most articles).",
        )
