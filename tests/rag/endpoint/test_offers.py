"""What an endpoint offers, in the words of each server; where it offers nothing, why, in time and without a fault."""

import time
from typing import Any

import pytest

from factcontext.rag.endpoint.offers import Offer, OfferedModel, list_models, readable_name
from factcontext.settings import Endpoint
from factcontext.ui import texts
from tests.endpoint import FAULTS, Exchange, endpoint_server, hang, in_json, nobody, redirect, status

KEY = "sk-CANARY-3e1d"

# One entry of the list as each server gives it, shortened, and what it tells of the context.
ENTRIES: dict[str, tuple[dict[str, Any], int | None]] = {
    "OpenAI": ({"id": "gpt-4.1-mini", "object": "model", "created": 1, "owned_by": "system"}, None),
    "Azure": ({"id": "gpt-4.1-mini", "object": "model", "capabilities": {"chat_completion": True}}, None),
    "Ollama": ({"id": "llama3.2:latest", "object": "model", "owned_by": "library"}, None),
    "llama.cpp": ({"id": "/models/small.gguf", "meta": {"n_ctx": 8192, "n_ctx_train": 32768}}, 8192),
    "older llama.cpp": ({"id": "/models/small.gguf", "meta": {"n_ctx_train": 32768}}, None),
    "vLLM": ({"id": "Qwen/Qwen2.5-7B-Instruct", "owned_by": "vllm", "max_model_len": 16384}, 16384),
    "LM Studio": ({"id": "qwen2.5-7b-instruct", "object": "model", "owned_by": "organization_owner"}, None),
    "OpenRouter": ({"id": "openai/gpt-4.1-mini", "context_length": 1047576, "top_provider": {}}, 1047576),
    "nonsense": ({"id": "odd", "context_length": "many", "max_model_len": True, "meta": [8192]}, None),
}


def problem_of(offer: Offer) -> str:
    """Why no model can be asked, as readers are told; nothing where one can."""
    return texts.model_problem(offer.problem) if offer.problem else ""


def remarks_of(offer: Offer) -> tuple[str, ...]:
    """What readers are told besides."""
    return tuple(map(texts.endpoint_remark, offer.remarks))


@pytest.mark.parametrize("server", ENTRIES)
def test_each_server_is_understood(server: str) -> None:
    entry, context = ENTRIES[server]
    with endpoint_server(models=(entry,)) as endpoint:
        offer = list_models(Endpoint(endpoint.base_url))
    assert offer == Offer((OfferedModel(entry["id"], context),))


def test_the_list_is_asked_for_with_the_key() -> None:
    with endpoint_server() as server:
        list_models(Endpoint(server.base_url, key=KEY))
        list_models(Endpoint(server.base_url))
    assert [request.headers.get("authorization") for request in server.listed] == [f"Bearer {KEY}", None]
    assert {(request.method, request.path) for request in server.listed} == {("GET", "/v1/models")}


def test_of_several_the_first_that_can_write_is_taken_and_that_is_said() -> None:
    with endpoint_server(models=("text-embedding-3", "a", "b")) as server:
        offer = list_models(Endpoint(server.base_url))
    assert offer.first == OfferedModel("a")
    assert remarks_of(offer) == ("a is the first of 3 models; name one with FACTCONTEXT_LLM_MODEL",)


def test_a_named_model_that_is_not_listed_is_told() -> None:
    with endpoint_server(models=("llama3.2:latest", "b")) as server:
        assert not list_models(Endpoint(server.base_url, model="llama3.2")).remarks
        (remark,) = remarks_of(list_models(Endpoint(server.base_url, model="mistral")))
    assert remark.endswith("does not list mistral")


@pytest.mark.parametrize("code", [403, 404, 405])
def test_a_list_that_is_kept_back_is_no_problem_where_a_model_is_named(code: int) -> None:
    with endpoint_server(listing=in_json(code, {})) as server:
        named = list_models(Endpoint(server.base_url, model="deployment"))
        unnamed = list_models(Endpoint(server.base_url))
    assert named.problem is None and remarks_of(named)[0].endswith("lists no models")
    assert problem_of(unnamed).endswith("lists no models; name one with FACTCONTEXT_LLM_MODEL")


def test_an_address_that_looks_cut_short_is_asked_about() -> None:
    with endpoint_server(listing=in_json(404, {})) as server:
        problem = problem_of(list_models(Endpoint(server.base_url.removesuffix("/v1"))))
    assert problem and problem.endswith("; most addresses end in /v1")


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in ("hang", "drip", "comments")])
def test_whatever_comes_in_place_of_a_list_is_a_problem_in_plain_words(name: str) -> None:
    with endpoint_server(listing=FAULTS[name]) as server:
        problem = problem_of(list_models(Endpoint(server.base_url, model=None, key=KEY)))
    assert problem and problem.isprintable() and KEY not in problem and "<" not in problem


@pytest.mark.parametrize(
    "content", [{}, [], None, 7, {"data": 7}, {"data": [7]}, {"data": [{}]}, {"data": None}, {"data": [{"id": 7}]}]
)
def test_json_that_is_no_list_of_models_is_a_problem(content: object) -> None:
    with endpoint_server(listing=in_json(200, content)) as server:
        assert list_models(Endpoint(server.base_url)).problem


def test_a_list_as_large_as_a_disk_is_not_read() -> None:
    def endless(exchange: Exchange) -> None:
        exchange.head(kind="application/json")
        while True:
            exchange.send(b"[" * 100_000)

    with endpoint_server(listing=endless) as server:
        assert "sent more than 4 MB" in problem_of(list_models(Endpoint(server.base_url)))


def test_nobody_waits_longer_than_three_seconds() -> None:
    with endpoint_server(listing=hang) as server:
        began = time.monotonic()
        offer = list_models(Endpoint(server.base_url, deadline_s=60))
    assert problem_of(offer).endswith("did not answer within 3 seconds")
    assert time.monotonic() - began < 3.5


def test_where_nobody_is_that_is_said_at_once() -> None:
    began = time.monotonic()
    assert "(connection refused)" in problem_of(list_models(Endpoint(nobody(), model="m")))
    assert time.monotonic() - began < 1


def test_no_redirect_is_followed() -> None:
    with endpoint_server() as other, endpoint_server(listing=redirect(f"{other.base_url}/models")) as server:
        assert "which is not followed" in problem_of(list_models(Endpoint(server.base_url, key=KEY)))
    assert not other.listed


def test_a_refused_key_is_a_problem_whether_or_not_a_model_is_named() -> None:
    with endpoint_server(listing=status(401)) as server:
        assert "refuses the key" in problem_of(list_models(Endpoint(server.base_url, model="m", key=KEY)))


@pytest.mark.parametrize(
    ("address", "key", "remarks"),
    [
        ("http://llm.invalid/v1", KEY, ("the key and the articles travel to llm.invalid unencrypted",)),
        ("http://llm.invalid:81/v1", None, ("the articles travel to llm.invalid:81 unencrypted",)),
        ("https://llm.invalid/v1", KEY, ()),
        ("http://127.0.0.1:9/v1", KEY, ()),
        ("http://[::1]:9/v1", KEY, ()),
        ("http://localhost:9/v1", KEY, ()),
    ],
)
def test_words_that_others_can_read_on_the_way_are_remarked_on(
    address: str, key: str | None, remarks: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcontext.rag.endpoint.offers.LIST_S", 0.2)
    assert remarks_of(list_models(Endpoint(address, key=key))) == remarks


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4.1-mini", "gpt-4.1-mini"),
        ("Qwen/Qwen2.5-7B-Instruct", "Qwen/Qwen2.5-7B-Instruct"),
        ("llama3.2:latest", "llama3.2:latest"),
        ("/srv/models/small.gguf", "small.gguf"),
        ("models/small.gguf", "small.gguf"),
        (r"C:\models\small.gguf", "small.gguf"),
        ("a\x1b[31m\u202eb\nc", "a [31m b c"),
        ("x" * 200, "x" * 79 + "…"),
        ("", "a model without a name"),
        ("/", "a model without a name"),
    ],
)
def test_a_name_is_shown_as_readers_can_read_it(model: str, name: str) -> None:
    assert readable_name(model) == name
