"""A model that answers: what it is sent, how its words are handed on, what they took, and how it is stopped."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from factcontext.errors import ModelFailed
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.endpoint.offers import Offer, OfferedModel, list_models
from factcontext.rag.records import Message, Piece, Writer
from factcontext.settings import Endpoint
from tests.endpoint import (
    MODEL,
    Exchange,
    canary,
    comments,
    endpoint_server,
    events,
    hang,
    in_json,
    nobody,
    refuses,
    says,
    writes,
)

ASKED = (Message("system", "Answer in brief."), Message("user", "What did Farrow say?"))
TEXT = "Farrow said the harbour stays shut [1]. “Not a single boat,” she added [2]."
KEY = "sk-CANARY-91c2"


def writer(base_url: str, **rest: Any) -> ModelWriter:
    return ModelWriter(Endpoint(base_url, **{"model": MODEL, **rest}))


def written(pieces: Iterator[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_the_text_comes_whole_and_the_usage_last() -> None:
    with endpoint_server(TEXT) as server:
        *pieces, last = writer(server.base_url).write(ASKED, 100)
    assert written(iter(pieces)) == TEXT
    assert last.usage and last.usage.counted
    assert (last.text, last.usage.prompt_tokens, last.usage.cost) == ("", 9, None)
    assert 0 < (last.usage.first_word_s or 0) <= last.usage.seconds


def test_tokens_are_estimated_where_the_endpoint_does_not_count_them() -> None:
    with endpoint_server(writes(TEXT, usage=False)) as server:
        *_, last = writer(server.base_url, price_in=1.0, price_out=3.0).write(ASKED, 100)
    read = -(-sum(len(message.content) for message in ASKED) // 4)
    assert last.usage and not last.usage.counted
    assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (read, -(-len(TEXT) // 4))
    assert last.usage.cost == pytest.approx((read * 1.0 + last.usage.completion_tokens * 3.0) / 1e6)


@pytest.mark.parametrize("usage", [{}, 7, {"prompt_tokens": "9", "completion_tokens": -1}])
def test_a_count_that_makes_no_sense_spoils_no_answer(usage: object) -> None:
    with endpoint_server(events(says({"content": TEXT}, None), {**says({}), "usage": usage})) as server:
        *pieces, last = writer(server.base_url).write(ASKED, 100)
    assert written(iter(pieces)) == TEXT
    assert last.usage and not last.usage.counted


def test_a_writer_is_what_the_read_side_asks_for() -> None:
    made: Writer = writer("http://127.0.0.1:1/v1", model="a/b", context_tokens=8000, max_tokens=300)
    assert (made.model, made.endpoint, made.context_tokens, made.max_tokens) == (
        "a/b",
        "http://127.0.0.1:1/v1",
        8000,
        300,
    )


# What is sent.


def test_a_request_holds_the_messages_and_no_dice() -> None:
    with endpoint_server(TEXT) as server:
        list(writer(server.base_url).write(ASKED, 100))
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.body == {
        "model": MODEL,
        "messages": [{"role": message.role, "content": message.content} for message in ASKED],
        "max_tokens": 100,
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def test_no_variable_of_other_programs_adds_to_what_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, f"other-{name}")
    monkeypatch.setenv("OPENAI_BASE_URL", nobody())
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Other: other\nAuthorization: Bearer other")
    with endpoint_server(TEXT) as server:
        list(writer(server.base_url, key=KEY).write(ASKED, 100))
        list(writer(server.base_url).write(ASKED, 100))
    with_key, without = server.requests
    assert with_key.headers["authorization"] == f"Bearer {KEY}"
    usual = "accept accept-encoding connection content-length content-type host user-agent".split()
    assert sorted(without.headers) == usual
    assert "other" not in f"{with_key} {without}"


def test_a_proxy_is_used_but_not_on_the_way_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with canary() as heard, endpoint_server(TEXT) as server:
        monkeypatch.setenv("HTTP_PROXY", heard[0].decode().removesuffix("/v1/chat/completions"))
        monkeypatch.setenv("NO_PROXY", "")
        monkeypatch.setenv("no_proxy", "")
        assert written(writer(server.base_url).write(ASKED, 100)) == TEXT
        assert len(heard) == 1
        with pytest.raises(ModelFailed, match="connection_broke_off llm.invalid"):
            written(writer("http://llm.invalid/v1").write(ASKED, 100))
    assert heard[1].startswith(b"POST http://llm.invalid/v1/chat/completions")


def test_a_proxy_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "nothing://127.0.0.1:1")
    with pytest.raises(ModelFailed, match="proxy_unusable"):
        written(writer("http://llm.invalid/v1").write(ASKED, 100))


@pytest.mark.parametrize("parameter", ["stream_options", "temperature", "max_tokens"])
def test_what_an_endpoint_does_not_know_is_left_out(parameter: str) -> None:
    with endpoint_server(refuses(parameter, TEXT)) as server:
        assert written(writer(server.base_url).write(ASKED, 100)) == TEXT
    first, second = (request.body for request in server.requests)
    replaced = {"max_completion_tokens": 100} if parameter == "max_tokens" else {}
    assert second == {name: value for name, value in first.items() if name != parameter} | replaced


def test_all_of_it_may_be_unknown() -> None:
    with endpoint_server(refuses("stream_options", refuses("max_tokens", refuses("temperature", TEXT)))) as server:
        assert written(writer(server.base_url).write(ASKED, 100)) == TEXT
    assert set(server.requests[-1].body) == {"model", "messages", "stream", "max_completion_tokens"}


def test_an_endpoint_that_refuses_everything_is_not_asked_for_ever() -> None:
    complaint = in_json(400, {"error": {"message": "stream_options, max_tokens, temperature, and then some"}})
    with endpoint_server(complaint) as server:
        with pytest.raises(ModelFailed, match="request_refused"):
            list(writer(server.base_url).write(ASKED, 100))
    assert len(server.requests) == 5  # with each of the three, without the system message, and as it was


def test_a_prompt_that_is_too_long_is_said_to_be_and_not_sent_again() -> None:
    complaint = in_json(400, {"error": {"code": "context_length_exceeded", "message": "max_tokens"}})
    with endpoint_server(complaint) as server:
        with pytest.raises(ModelFailed, match="prompt_too_long"):
            list(writer(server.base_url).write(ASKED, 100))
    assert len(server.requests) == 1


# How words are handed on.


def test_while_nothing_comes_there_are_four_pieces_a_second_all_the_same() -> None:
    with endpoint_server(writes("one two", tokens_a_second=1)) as server:
        times = [time.monotonic()]
        for _ in writer(server.base_url).write(ASKED, 100):
            times.append(time.monotonic())
    assert max(after - before for before, after in zip(times[1:], times[2:], strict=False)) < 0.3
    assert len(times) > 8


def test_words_come_while_the_model_still_writes() -> None:
    with endpoint_server(writes("one two three four", tokens_a_second=4)) as server:
        began = time.monotonic()
        first = next(piece for piece in writer(server.base_url).write(ASKED, 100) if piece.text)
        assert (first.text, time.monotonic() - began < 0.9) == ("one", True)


def test_what_moves_a_cursor_is_taken_out() -> None:
    with endpoint_server(events(says({"content": "a\x1b[31mb\x00c\r\nd\te\x85f\u2028g"}))) as server:
        assert written(writer(server.base_url).write(ASKED, 100)) == "a[31mbc\nd\tef\u2028g"


def test_an_event_without_choices_before_the_words_is_no_fault() -> None:
    """Azure begins with its opinion of the prompt."""
    azure = {"choices": [], "prompt_filter_results": [{"prompt_index": 0}]}
    with endpoint_server(events(azure, says({"content": TEXT}))) as server:
        assert written(writer(server.base_url).write(ASKED, 100)) == TEXT


def test_what_comes_after_the_end_is_not_taken() -> None:
    more = (says({"content": " And more."}, None), says({}, "length"), says({"content": "!"}))
    with endpoint_server(events(says({"content": TEXT}), *more)) as server:
        assert written(writer(server.base_url).write(ASKED, 100)) == TEXT


def test_an_endpoint_that_says_nothing_after_its_last_word_is_not_waited_for() -> None:
    def silent(exchange: Exchange) -> None:
        exchange.head()
        exchange.word(TEXT, "stop")
        hang(exchange)

    with endpoint_server(silent) as server:
        began = time.monotonic()
        assert written(writer(server.base_url, deadline_s=30).write(ASKED, 100)) == TEXT
        assert time.monotonic() - began < 3


def test_two_answers_at_a_time_do_not_mix() -> None:
    echo = writes(lambda request: request.prompt, tokens_a_second=40)
    with endpoint_server(echo) as server, ThreadPoolExecutor(8) as pool:
        prompts = [f"prompt {n} " * 5 for n in range(8)]
        asked = [(Message("user", prompt),) for prompt in prompts]
        assert list(pool.map(lambda one: written(writer(server.base_url).write(one, 100)), asked)) == prompts


# How it is stopped.


def close(pieces: Iterator[Piece]) -> None:
    pieces.close()  # type: ignore[attr-defined]  # a generator


def fail(pieces: Iterator[Piece]) -> None:
    with pytest.raises(ZeroDivisionError):
        for _ in pieces:
            1 / 0  # noqa: B018


def forget(pieces: Iterator[Piece]) -> None:
    """The test's own name for it is gone by then."""


@pytest.mark.parametrize("leave", [close, forget])
@pytest.mark.parametrize("reply", [writes(TEXT, tokens_a_second=2), hang, comments])
def test_leaving_closes_the_connection(leave: Callable[[Iterator[Piece]], None], reply: Any) -> None:
    with endpoint_server(reply) as server:
        pieces: Iterator[Piece] | None = writer(server.base_url).write(ASKED, 100)
        assert pieces
        next(pieces)
        server.wait_for_requests(1)
        left = time.monotonic()
        leave(pieces)
        pieces = None
        gc.collect()
        assert server.wait_until_left(2) - left < 2


def test_a_fault_of_the_one_who_reads_closes_the_connection() -> None:
    with endpoint_server(writes(TEXT, tokens_a_second=5)) as server:
        fail(writer(server.base_url).write(ASKED, 100))
        server.wait_until_left(2)


def test_a_writer_that_is_never_read_asks_nobody() -> None:
    with endpoint_server(TEXT) as server:
        close(writer(server.base_url).write(ASKED, 100))
    assert not server.requests


# Which model, and how much it takes.


def test_where_no_model_is_named_it_is_the_one_that_is_offered() -> None:
    path = "/home/somebody/models/small.gguf"
    models = ({"id": "nomic-embed-text"}, {"id": path, "meta": {"n_ctx": 8192, "n_ctx_train": 32768}})
    with endpoint_server(TEXT, models=models) as server:
        made = writer(server.base_url, model=None)
        assert (made.model, made.context_tokens) == ("small.gguf", 8192)
        list(made.write(ASKED, 100))
    assert server.requests[0].body["model"] == path
    assert len(server.listed) == 1


def test_an_offer_that_is_known_is_not_asked_for() -> None:
    known = Offer((OfferedModel("known", 2048),))
    made = ModelWriter(Endpoint(nobody()), known)
    assert (made.model, made.context_tokens) == ("known", 2048)


def test_a_named_model_is_asked_though_no_list_can_be_had() -> None:
    with endpoint_server(TEXT, listing=in_json(404, {})) as server:
        made = writer(server.base_url, model="deployment")
        assert made.context_tokens == 4096
        assert written(made.write(ASKED, 100)) == TEXT


def test_without_any_model_it_is_said_why() -> None:
    with pytest.raises(ModelFailed, match="connection_refused 127.0.0.1"):
        _ = writer(nobody(), model=None).model
    with endpoint_server(models=()) as server, pytest.raises(ModelFailed, match="no_writer_listed"):
        _ = writer(server.base_url, model=None).model


# What is never told.


def test_neither_key_nor_question_is_written_down(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with endpoint_server(TEXT) as server:
        list_models(Endpoint(server.base_url, key=KEY))
        list(writer(server.base_url, key=KEY).write(ASKED, 100))
    loud = [record for record in caplog.records if record.name.split(".")[0] in ("httpx2", "httpcore2")]
    assert not loud
    assert KEY not in caplog.text and ASKED[1].content not in caplog.text
