"""SPARQL servers for tests, on the loopback at free ports: two real ones, and one that misbehaves as it is told."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from outside import program

_VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {most_rows}
"""


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def oxigraph() -> Iterator[str]:
    """An empty Oxigraph in memory; gives its address."""
    beside = Path(sys.executable).with_name("oxigraph")
    command = str(beside) if beside.exists() else shutil.which("oxigraph")
    if command is None:
        pytest.skip("oxigraph is not installed; make setup installs it")
    port = free_port()
    with _running([command, "serve", "--bind", f"127.0.0.1:{port}"], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path, most_rows: int) -> Iterator[str]:
    """An empty Virtuoso in a folder that gives so many rows at most; its user ``dba`` has the password ``dba``."""
    port, config = free_port(), folder / "virtuoso.ini"
    config.write_text(_VIRTUOSO.format(folder=folder, sql=free_port(), http=port, most_rows=most_rows))
    with _running([program("virtuoso-t"), "+foreground", "+configfile", str(config)], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"{command[0]} did not start (exit code {process.returncode})")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _listens(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return True
    except OSError:
        return False


class Request(BaseHTTPRequestHandler):
    """A request to a server of ours."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the output belongs to the tests."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def reply(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    @property
    def graph(self) -> str:
        return parse_qs(urlsplit(self.path).query).get("graph", [""])[0]


@contextmanager
def answering(answer: Callable[[Request], None]) -> Iterator[str]:
    """A server that answers every request as the function does; gives its address."""

    def method(request: Request) -> None:
        answer(request)

    methods = dict.fromkeys(("do_GET", "do_HEAD", "do_PUT", "do_POST", "do_DELETE"), method)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (Request,), methods))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class GraphStore:
    """The Graph Store Protocol in memory, for :func:`answering`; ``keep`` alters what it takes."""

    def __init__(self, keep: Callable[[bytes], bytes] = bytes) -> None:
        self.graphs: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.authorizations: list[str | None] = []
        self._keep = keep

    def __call__(self, request: Request) -> None:
        self.requests.append((request.command, request.graph))
        self.authorizations.append(request.headers.get("Authorization"))
        body = request.body()
        match request.command:
            case "PUT":
                self.graphs[request.graph] = self._keep(body)
            case "POST":
                self.graphs[request.graph] = self.graphs.get(request.graph, b"") + self._keep(body)
            case "DELETE":
                self.graphs.pop(request.graph, None)
            case _:
                if request.graph not in self.graphs:
                    request.reply(404)
                else:
                    request.reply(200, self.graphs[request.graph], Content_Type="application/n-triples")
                return
        request.reply(204)


def breaking(behind: str, after: int) -> Callable[[Request], None]:
    """Hands requests on to another server, and breaks off each from the given number on that writes something."""
    writes = 0

    def answer(request: Request) -> None:
        nonlocal writes
        body = request.body()
        writes += request.command == "PUT"
        if writes > after:
            request.close_connection = True
            request.connection.shutdown(socket.SHUT_RDWR)
            return
        onward = http.client.HTTPConnection(urlsplit(behind).netloc, timeout=30)
        kept = {name: value for name, value in request.headers.items() if name in ("Content-Type", "Accept")}
        onward.request(request.command, request.path, body or None, kept)
        given = onward.getresponse()
        request.reply(given.status, given.read(), Content_Type=given.headers.get("Content-Type", "text/plain"))
        onward.close()

    return answer
