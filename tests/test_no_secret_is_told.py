"""No password, token or key stands in what kg says, however malformed an address, whatever a server gives back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import Result
from hypothesis import example, given, settings
from hypothesis import strategies as st

import sample_store
from graph_servers import Request, answering
from kg.secrecy import environment_secrets, public, without_secrets
from published import publisher

SECRET = "rahasia-41f7/Q=="
MALFORMED = (
    "http://{user}:{secret}@{host}/ds",
    "https://{user}:{secret}@{host}:7878/ds?query=x",
    "{user}:{secret}@{host}",
    "{user}:{secret}@{host}/ds",
    "http:/{user}:{secret}@{host}",
    "http:{user}:{secret}@{host}",
    "http:\\\\{user}:{secret}@{host}",
    " http://{user}:{secret}@{host}",
    "htp://{user}:{secret}@{host}",
    "//{user}:{secret}@{host}",
    "http://{user}:{secret}%40{host}",
    "http://{user}:{secret}＠{host}",
    "http://[{user}:{secret}@{host}",
    "http://{secret}@{host}",
    "http://{user}:{secret}@@{host}",
    "http://{user}:{secret}@{host}:port/",
    "http://{host}/ds?token={secret}",
    "http://{host}/ds?mail=a@b&token={secret}",
    "http://{host}/ds#{secret}",
    "http://{host}:{secret}",
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(MALFORMED), st.text(max_size=12), st.text(min_size=1, max_size=20))
@example(MALFORMED[0], "bob", "a/b?c#d@e")
@example(MALFORMED[2], "", "x")
def test_an_address_is_told_without_its_secrets_however_it_is_malformed(form: str, user: str, secret: str) -> None:
    secret = f"S3C{secret}RET"
    told = public(form.format(user=user, secret=secret, host="contoh.example"))
    assert "S3C" not in told
    assert "RET" not in told


def test_what_is_no_secret_of_an_address_is_told() -> None:
    assert public("https://example.org:8080/ds/update?query=x") == "https://example.org:8080/ds/update"
    assert public("http://[::1]:7878/store") == "http://[::1]:7878/store"
    assert public("http://localhost") == "http://localhost"


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET, safe=""),
        base64.b64encode(SECRET.encode()).decode(),
        f"Authorization: Bearer {SECRET}",
        f'{{"authorization": "Basic {base64.b64encode(b"bob:" + SECRET.encode()).decode()}"}}',
        f"http://bob:{SECRET}@contoh.example/",
        f"bob:{SECRET}@contoh.example",
    ],
)
def test_a_message_is_told_without_secrets_in_any_form(form: str) -> None:
    told = without_secrets(f"refused: {form}!", [SECRET, f"bob:{SECRET}"])
    for hidden in (SECRET, quote(SECRET, safe=""), base64.b64encode(SECRET.encode()).decode().rstrip("="), "Ym9iO"):
        assert hidden not in told


def test_secrets_of_the_environment_are_known_by_the_names_of_their_variables() -> None:
    given_ = {"KG_PUBLISH_PASSWORD": "satu-dua", "MY_API_KEY": "tiga-empat", "HOME": "/home/bob", "SHORT_TOKEN": "x"}
    assert environment_secrets(given_) == ["satu-dua", "tiga-empat"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets") / "kg-store"
    sample_store.build(folder)
    return folder


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    return publisher(tmp_path)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 302])
def test_a_server_that_gives_back_what_it_was_shown_does_not_make_kg_tell_it(
    store: Path, run: Callable[..., Result], status: int
) -> None:
    def echo(request: Request) -> None:
        request.body()
        seen = request.headers.get("Authorization", "")
        said = f"you sent {seen} and {SECRET}".encode()
        request.send_response(status)
        if status == 302:
            request.send_header("Location", f"http://bob:{SECRET}@contoh.example/?{SECRET}")
        request.send_header("Content-Length", str(len(said)))
        request.end_headers()
        request.wfile.write(b"" if request.command == "HEAD" else said)

    with answering(echo) as address:
        told = run(store, address, "--protocol", "gsp", KG_PUBLISH_TOKEN=SECRET)
    assert told.exit_code == 2
    assert SECRET not in told.output + told.stderr


@pytest.mark.parametrize("form", MALFORMED[:16])
def test_publish_tells_no_password_of_a_malformed_address(store: Path, run: Callable[..., Result], form: str) -> None:
    told = run(store, form.format(user="bob", secret=SECRET, host="127.0.0.1:1"))
    assert told.exit_code == 2
    assert "rahasia" not in told.output + told.stderr
    assert told.stderr.startswith("kg: ")
