"""Asking a model: what the server may do, and what then becomes of the article."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, Refused
from kg.proposing.addresses import endpoint_of
from kg.proposing.asked import schema
from kg.proposing.endpoint import Endpoint
from kg.proposing.reader import ModelReader
from kg.proposing.record import Record
from kg.proposing.request import Asking
from kg.reading import read_text
from model_server import Reply, Sent, Served, message, serving, streamed

NOTHING = json.dumps({name: [] for name in schema()["properties"]})
ARTICLE = read_text("Judul\n\nBONTANG - Kota Bontang meraih Adipura 2019.", "a.txt")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []
    monkeypatch.setattr("kg.proposing.endpoint.time.sleep", waited.append)
    return waited


def reader(served: Served, folder: Path, **given: Any) -> ModelReader:
    return ModelReader(Asking("tiny"), Record(folder), Endpoint(endpoint_of(served.url), **given))


def refusal(reply: Reply, folder: Path, **given: Any) -> str:
    with serving(reply) as served, pytest.raises(Refused) as refused:
        reader(served, folder, **given).ready(ARTICLE)
    assert not list(folder.glob("[0-9a-f]*.json")), "what is no answer is not recorded"
    return str(refused.value)


def test_an_answer_is_recorded_with_what_the_server_told_and_asked_for_once(tmp_path: Path) -> None:
    with serving(lambda data, number: message(NOTHING)) as served:
        first = reader(served, tmp_path)
        first.ready(ARTICLE)
        reader(served, tmp_path).ready(ARTICLE)
        assert len(served.asked) == 1
    [made] = first.requests(ARTICLE)
    recorded = json.loads((tmp_path / f"{made.digest}.json").read_text())
    assert recorded == {
        "request": made.digest,
        "model": "tiny-1",
        "finish_reason": "stop",
        "repaired": False,
        "usage": {"prompt_tokens": 4000, "completion_tokens": 100},
        "content": NOTHING,
    }
    assert served.asked[0] == made.data | {"max_tokens": 16384}
    assert (first.usage.answered, first.usage.tokens_in, first.usage.tokens_out) == (1, 4000, 100)


def test_a_stream_is_the_same_answer(tmp_path: Path) -> None:
    with serving(lambda data, number: streamed(NOTHING)) as served:
        made = reader(served, tmp_path, stream=True)
        made.ready(ARTICLE)
    answer = made.record.answer(made.requests(ARTICLE)[0])
    assert answer is not None
    assert (answer.content, answer.model, answer.tokens_out) == (NOTHING, "tiny-1", 7)
    assert served.asked[0]["stream"] is True


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (message(NOTHING[:20], "length"), "was cut before its end"),
        (message(None), "answered nothing"),
        (message("  \n "), "answered nothing"),
        (message(NOTHING, "content_filter"), "did not answer (content_filter)"),
        (message(NOTHING, tokens=(12, 5)), "read only 12 tokens of a request"),
        (Sent(b"{}"), "holds no message"),
        (Sent(b"\xff<html>"), "holds no message"),
        (Sent(b'{"choices": [{"message": "hello"}]}'), "holds no message"),
        (Sent(b"[" * 100_000), "holds no message"),
        (replace(message(NOTHING), cut=60), "broke off the connection"),
        (Sent(b'{"error": {"message": "too long"}}', 400), "refuses the request (400): “too long”"),
    ],
)
def test_what_is_no_whole_answer_refuses_the_article(sent: Sent, told: str, tmp_path: Path) -> None:
    assert told in refusal(lambda data, number: sent, tmp_path)


def test_a_stream_that_ends_before_the_message_is_no_answer(tmp_path: Path) -> None:
    assert "broke off" in refusal(lambda data, number: streamed(NOTHING, end=False), tmp_path, stream=True)
    assert "stream is not" in refusal(lambda data, number: Sent(b"data: {[\n\n"), tmp_path, stream=True)


@pytest.mark.parametrize("status", [408, 429, 500, 503])
def test_a_server_that_is_busy_is_asked_three_times_at_most(
    status: int, tmp_path: Path, no_waiting: list[float]
) -> None:
    busy = Sent(b"{}", status, (("Retry-After", "7"),))
    with serving(lambda data, number: busy if number < 3 else message(NOTHING)) as served:
        reader(served, tmp_path / "one").ready(ARTICLE)
        assert len(served.asked) == 3
    assert no_waiting == [7, 7]
    with serving(lambda data, number: busy) as served, pytest.raises(Refused, match=rf"busy or failed \({status}\)"):
        reader(served, tmp_path / "two").ready(ARTICLE)
    assert len(served.asked) == 3


def test_an_answer_of_another_form_is_mended_once_with_what_is_wrong_told(tmp_path: Path) -> None:
    with serving(lambda data, number: message('{"conferrals": []}' if number == 1 else NOTHING)) as served:
        made = reader(served, tmp_path)
        made.ready(ARTICLE)
    first, second = served.asked
    assert second["messages"][:2] == first["messages"]
    assert second["messages"][2] == {"role": "assistant", "content": '{"conferrals": []}'}
    assert 'the answer lacks "occasions"' in second["messages"][3]["content"]
    answer = made.record.answer(made.requests(ARTICLE)[0])
    assert answer is not None
    assert (answer.content, answer.repaired, answer.tokens_in, answer.tokens_out) == (NOTHING, True, 8000, 200)


def test_an_answer_that_stays_of_another_form_refuses_the_article(tmp_path: Path) -> None:
    assert "is no JSON" in refusal(lambda data, number: message("Tentu! Berikut faktanya:"), tmp_path)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (Sent(b'{"error": "bad key sk-hidden-1234"}', 401), "Set $KG_MODEL_KEY"),
        (Sent(b"{}", 404), "Check --endpoint and --model"),
        (Sent(b"", 307, (("Location", "https://elsewhere.example/v1"),)), "kg does not follow"),
    ],
)
def test_what_no_other_article_escapes_ends_the_command(sent: Sent, told: str, tmp_path: Path) -> None:
    with serving(lambda data, number: sent) as served, pytest.raises(KgError) as error:
        reader(served, tmp_path, key="sk-hidden-1234").ready(ARTICLE)
    assert told in str(error.value)
    assert not isinstance(error.value, Refused)
    assert "sk-hidden" not in str(error.value)
    assert len(served.asked) == 1


def test_the_key_is_shown_to_the_server_and_nobody_else(tmp_path: Path) -> None:
    with serving(lambda data, number: message(NOTHING)) as served:
        made = reader(served, tmp_path, key="sk-hidden-1234")
        made.ready(ARTICLE)
    assert served.headers[0]["Authorization"] == "Bearer sk-hidden-1234"
    assert "sk-hidden" not in repr(made)
    assert all("sk-hidden" not in path.read_text() for path in tmp_path.iterdir())


def test_proxies_of_the_environment_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(lambda data, number: message(NOTHING)) as served:
        reader(served, tmp_path).ready(ARTICLE)
    assert len(served.asked) == 1


def test_a_server_that_is_not_there_is_not_asked_for_every_article(tmp_path: Path) -> None:
    with serving(lambda data, number: message(NOTHING)) as served:
        pass
    made = reader(served, tmp_path)
    told = []
    for number in range(5):
        with pytest.raises(Refused) as refused:
            made.ready(read_text(f"Judul\n\nKota Bontang {number}.", f"{number}.txt"))
        told.append(refused.value.reason)
    assert "cannot be reached" in told[0]
    assert told[3:] == ["the server could not be reached for the articles before it"] * 2


def test_an_answer_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(0, 10_000, 30))
    monkeypatch.setattr("kg.proposing.endpoint.time.monotonic", lambda: next(clock))
    told = refusal(lambda data, number: message(NOTHING), tmp_path, seconds=45)
    assert "took longer than 45 seconds" in told


@pytest.mark.parametrize(
    ("address", "send_to", "told"),
    [
        ("https://models.example.org/v1", "", "--send-to models.example.org"),
        ("https://models.example.org/v1", "example.org", "--send-to models.example.org"),
        ("http://models.example.org/v1", "models.example.org", "without https"),
        ("https://bob:secret@models.example.org/v1", "models.example.org", "KG_MODEL_KEY"),
        ("ftp://localhost/v1", "", "no address of a server"),
        ("localhost:8080", "", "no address of a server"),
        ("http://localhost:99999/v1", "", "no address of a server"),
        ("http://127.0.0.1.example.org/v1", "", "--send-to 127.0.0.1.example.org"),
    ],
)
def test_texts_leave_the_machine_only_where_somebody_said_so(address: str, send_to: str, told: str) -> None:
    with pytest.raises(KgError) as error:
        endpoint_of(address, send_to)
    assert told in str(error.value)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "address", ["http://localhost:8080/v1", "http://127.0.0.1:1/v1/", "http://[::1]:1/v1/chat/completions"]
)
def test_this_machine_needs_no_leave(address: str) -> None:
    assert endpoint_of(address).endswith("/v1/chat/completions")
