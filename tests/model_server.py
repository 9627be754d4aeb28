"""A server on loopback that answers as an OpenAI-compatible one does, or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any], int], "Sent"]


@dataclass(frozen=True)
class Sent:
    """What the server sends; ``cut`` breaks the connection off before the body's end."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    cut: int | None = None


@dataclass
class Served:
    """A running server: its address, and the requests that it has seen."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def message(content: str | None, reason: str | None = "stop", tokens: tuple[int, int] = (4000, 100)) -> Sent:
    """A whole answer."""
    choice: dict[str, Any] = {"index": 0, "finish_reason": reason, "message": {"role": "assistant", "content": content}}
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return Sent(json.dumps({"model": "tiny-1", "choices": [choice], "usage": usage}).encode())


def streamed(content: str, *, end: bool = True) -> Sent:
    """The same, piece by piece."""
    pieces = [content[at : at + 40] for at in range(0, len(content), 40)]
    events: list[dict[str, Any]] = [{"model": "tiny-1", "choices": [{"delta": {"content": piece}}]} for piece in pieces]
    if end:
        events.append({"model": "tiny-1", "choices": [{"delta": {}, "finish_reason": "stop"}]})
        events.append({"model": "tiny-1", "choices": [], "usage": {"prompt_tokens": 4000, "completion_tokens": 7}})
    lines = [f"data: {json.dumps(each)}\n\n" for each in events] + (["data: [DONE]\n\n"] if end else [])
    return Sent(b": hello\n\n" + "".join(lines).encode())


@contextmanager
def serving(reply: Reply) -> Iterator[Served]:
    """A server that answers each request with ``reply(request, number)``."""
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            served.asked.append(data)
            served.headers.append(dict(self.headers))
            sent = reply(data, len(served.asked))
            self.send_response(sent.status)
            self.send_header("Content-Length", str(len(sent.body)))
            for name, value in sent.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(sent.body if sent.cut is None else sent.body[: sent.cut])

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
