"""Whatever an endpoint does wrong ends in time, with a plain reason, with the words that had come, without the key."""

import logging
import socket
import subprocess
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from factcontext.errors import ModelFailed
from factcontext.rag.endpoint.connection import CONNECT_S, trusted
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.records import Message, Usage
from factcontext.settings import Endpoint
from factcontext.ui import texts
from tests.endpoint import (
    FAULTS,
    MODEL,
    Act,
    Exchange,
    canary,
    comments,
    drip,
    endpoint_server,
    hang,
    nobody,
    own_certificate,
    redirect,
    status,
)

ASKED = (Message("user", "What did Farrow say?"),)
KEY = "sk-CANARY-77ab"
HALF = "Half a sentence"
# What is said of each fault: a part of the reason.
REASONS = {
    "401": "refuses the key (401); check FACTCONTEXT_LLM_API_KEY",
    "403": "does not allow this (403)",
    "404": "no such model, or nothing under this address (404)",
    "429": "has too much to do (429); it asks to wait 60 seconds",
    "500": "failed (500)",
    "503": "failed (503); it asks to wait 60 seconds",
    "cut": "broke off",
    "reset": "broke off",
    "no finish, no done": "did not say that it was complete",
    "length": "reached the limit of FACTCONTEXT_LLM_MAX_TOKENS",
    "length, empty": "reached the limit of FACTCONTEXT_LLM_MAX_TOKENS",
    "filtered": "filter held the answer back",
    "odd finish": "did not say that it was complete",
    "html": "answered with a web page; check FACTCONTEXT_LLM_BASE_URL",
    "html as a stream": "wrote nothing",
    "broken json": "did not answer as a model's endpoint does",
    "no choices": "wrote nothing",
    "choices null": "wrote nothing",
    "null content": "wrote nothing",
    "empty": "wrote nothing",
    "white space": "wrote nothing",
    "nothing at all": "wrote nothing",
    "content of wrong type": "did not answer as a model's endpoint does",
    "delta of wrong type": "did not answer as a model's endpoint does",
    "choices of wrong type": "did not answer as a model's endpoint does",
    "choice of wrong type": "did not answer as a model's endpoint does",
    "event of wrong type": "did not answer as a model's endpoint does",
    "event a number": "wrote nothing",
    "half a character": "wrote nothing",
    "bad utf-8": "did not answer as a model's endpoint does",
    "error event": "reported an error of its own",
    "huge": "far more than it was asked for",
    "huge line": "sent more than 1 MB",
    "million": "sent more than 1 MB",
    "redirect": "refers to another address (307), which is not followed",
    "moved": "refers to another address (301), which is not followed",
    "not modified": "refers to another address (304), which is not followed",
    "tool calls": "asked for a tool",
    "compressed": "sent a compressed answer",
}
# These end with the deadline alone.
ENDLESS = {"hang": "wrote nothing within", "drip": "had not come to an end within", "comments": "wrote nothing within"}


class Outcome:
    """What a reader of an answer gets: words, usage, and the reason why it ended."""

    def __init__(self, base_url: str, **settings: Any) -> None:
        self.text = ""
        self.usage: Usage | None = None
        self.reason: str | None = None
        self.trace = ""  # as a debugger would show it, with the values of all variables
        endpoint = Endpoint(base_url, **{"model": MODEL, "key": KEY, "deadline_s": 20, **settings})
        began = time.monotonic()
        try:
            for piece in ModelWriter(endpoint).write(ASKED, 400):
                self.text += piece.text
                self.usage = piece.usage or self.usage
        except ModelFailed as error:
            self.reason = texts.model_problem(error.problem)
            self.trace = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
        self.seconds = time.monotonic() - began


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """The first use loads the client, which is not what is timed here."""
    Outcome(nobody())


def test_every_fault_has_its_reason_here() -> None:
    assert {*REASONS, *ENDLESS} == {*FAULTS}


@pytest.mark.parametrize("name", REASONS)
def test_a_fault_is_told_at_once_and_in_plain_words(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with endpoint_server(FAULTS[name]) as server:
        outcome = Outcome(server.base_url)
    assert REASONS[name] in (outcome.reason or "")
    assert outcome.seconds < 5
    assert len(server.requests) == 1
    assert outcome.reason and outcome.reason.isprintable() and not set(outcome.reason) & set("<>{}")
    assert KEY not in outcome.reason + outcome.trace + caplog.text


@pytest.mark.parametrize("name", ["cut", "reset", "length", "filtered"])
def test_the_words_that_had_come_are_kept_with_what_they_took(name: str) -> None:
    with endpoint_server(FAULTS[name]) as server:
        outcome = Outcome(server.base_url)
    assert outcome.text == HALF
    assert outcome.usage and (outcome.usage.completion_tokens, outcome.usage.counted) == (4, False)


@pytest.mark.parametrize("name", ["401", "html", "empty", "redirect"])
def test_where_nothing_had_come_nothing_is_counted(name: str) -> None:
    with endpoint_server(FAULTS[name]) as server:
        outcome = Outcome(server.base_url)
    assert (outcome.text, outcome.usage) == ("", None)


@pytest.mark.parametrize("name", ENDLESS)
def test_the_deadline_is_one_for_all_of_it(name: str) -> None:
    with endpoint_server(FAULTS[name]) as server:
        outcome = Outcome(server.base_url, deadline_s=0.8)
        server.wait_until_left(2)
    assert outcome.reason == f"the model {ENDLESS[name]} 0.8 seconds"
    assert 0.7 < outcome.seconds < 1.8


def test_an_error_whose_body_never_ends_is_told_at_once() -> None:
    def endless_error(exchange: Exchange) -> None:
        exchange.head(500, "application/json")
        hang(exchange)

    with endpoint_server(endless_error) as server:
        outcome = Outcome(server.base_url)
    assert "failed (500)" in (outcome.reason or "") and outcome.seconds < 2


def test_a_refusal_whose_body_never_ends_is_told_soon() -> None:
    def endless_refusal(exchange: Exchange) -> None:
        exchange.head(400, "application/json")
        drip_bytes(exchange)

    with endpoint_server(endless_refusal) as server:
        outcome = Outcome(server.base_url)
    assert "does not take the request (400)" in (outcome.reason or "") and outcome.seconds < 5


def drip_bytes(exchange: Exchange) -> None:
    while True:
        exchange.send(b" ")
        exchange.pause(0.05)


def test_without_a_key_it_is_said_that_one_is_wanted() -> None:
    with endpoint_server(status(401)) as server:
        assert "wants a key (401); set FACTCONTEXT_LLM_API_KEY" in (Outcome(server.base_url, key=None).reason or "")


@pytest.mark.parametrize("wait", ["Wed, 21 Oct 2026 07:28:00 GMT", "<b>9</b>", "9999999999", "-1"])
def test_a_wait_that_is_no_number_of_seconds_is_not_repeated(wait: str) -> None:
    with endpoint_server(status(429, Retry_After=wait)) as server:
        assert (Outcome(server.base_url).reason or "").endswith("has too much to do (429)")


# The way there.


def test_where_nothing_listens() -> None:
    address = nobody()
    outcome = Outcome(address)
    assert outcome.reason == f"nothing answers at {address[7:-3]} (connection refused)"
    assert outcome.seconds < 2


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    without_proxies(monkeypatch)
    assert "the name of llm.invalid is not known here" in (Outcome("http://llm.invalid/v1").reason or "")


def test_a_name_server_that_is_silent_holds_up_neither_answer_nor_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, over = threading.Event(), threading.Event()

    def silent(*_: object) -> list[object]:
        asked.set()
        over.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    without_proxies(monkeypatch)
    outcome = Outcome("http://llm.invalid/v1", deadline_s=0.5)
    assert outcome.reason == "the model wrote nothing within 0.5 seconds"
    assert asked.is_set() and outcome.seconds < 1.5
    waiting = [thread for thread in threading.enumerate() if thread.name in ("host name", "endpoint")]
    assert [(thread.name, thread.daemon) for thread in waiting] == [("host name", True)]
    over.set()


def without_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    try:
        yield own_certificate(tmp_path_factory.mktemp("certificate"))
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no openssl command that makes a certificate")


def test_a_certificate_that_nobody_signed_is_not_accepted(certificate: Path) -> None:
    with endpoint_server("Text.", certificate=certificate) as server:
        outcome = Outcome(server.base_url)
    assert "is not trusted by this machine" in (outcome.reason or "")
    assert not server.requests


def test_a_certificate_that_the_user_trusts_is(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    trusted.cache_clear()
    with endpoint_server("Text.", certificate=certificate) as server:
        outcome = Outcome(server.base_url)
    trusted.cache_clear()
    assert (outcome.text, outcome.reason) == ("Text.", None)


def test_certificates_that_cannot_be_read_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nothing.pem"))
    trusted.cache_clear()
    outcome = Outcome(nobody())
    trusted.cache_clear()
    assert outcome.reason == "the certificates that SSL_CERT_FILE names cannot be read"


def test_https_where_http_is_spoken() -> None:
    with endpoint_server("Text.") as server:
        outcome = Outcome(server.base_url.replace("http:", "https:"))
    assert "TLS failed" in (outcome.reason or "") and outcome.seconds < CONNECT_S + 1


@pytest.mark.slow
def test_a_machine_that_takes_no_part_in_the_handshake() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        outcome = Outcome(f"https://127.0.0.1:{port}/v1")
    assert f"no secure connection to 127.0.0.1:{port}" in (outcome.reason or "")
    assert outcome.seconds < CONNECT_S + 1


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_other_host_ever_hears_of_question_and_key(code: int) -> None:
    with canary() as heard, endpoint_server(redirect(heard[0].decode(), code)) as server:
        assert "which is not followed" in (Outcome(server.base_url).reason or "")
        time.sleep(0.1)
        assert len(heard) == 1
    assert len(server.requests) == 1


# What a bad endpoint could fill or keep.


def comments_for_ever(exchange: Exchange) -> None:
    exchange.head()
    while True:
        exchange.send(b": keep-alive\n\n" * 1000)


@pytest.mark.slow
@pytest.mark.parametrize("reply", [FAULTS["huge"], FAULTS["huge line"], FAULTS["million"], comments_for_ever])
def test_memory_stays_as_it_was(reply: Act) -> None:
    before = psutil.Process().memory_info().rss
    with endpoint_server(reply) as server:
        outcome = Outcome(server.base_url)
    assert outcome.reason and len(outcome.text) <= 8000
    assert psutil.Process().memory_info().rss - before < 50e6


def test_no_thread_and_no_connection_is_left_behind() -> None:
    threads, files = threading.active_count(), psutil.Process().num_fds()
    for reply in (FAULTS["cut"], FAULTS["401"], drip, comments, hang, FAULTS["huge"]):
        with endpoint_server(reply) as server:
            Outcome(server.base_url, deadline_s=0.3)
    time.sleep(0.5)  # the server's own threads end after their clients
    assert threading.active_count() <= threads
    assert psutil.Process().num_fds() <= files
