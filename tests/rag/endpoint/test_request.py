"""A request of which an endpoint refuses a part: it is asked again without that, and so from the start next time."""

from collections.abc import Callable
from typing import Any

import pytest

from factcontext.errors import ModelFailed
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.records import AnswerSchema, Message
from factcontext.settings import Endpoint
from tests.endpoint import MODEL, Act, Exchange, Request, act, endpoint_server, in_json

ASKED = (Message("system", "Answer in brief."), Message("user", "What did Farrow say?"))
SCHEMA = {"type": "object", "properties": {"numbers": {"type": "array", "items": {"type": "integer"}}}}
TEXT = '{"numbers": [1]}'


def refusing(is_refused: Callable[[dict[str, Any]], bool], complaint: object, status: int = 400) -> Act:
    """A server that does not take some requests, and says so in its own way."""

    def reply(exchange: Exchange) -> None:
        body = dict(exchange.request.body)
        act(in_json(status, complaint) if is_refused(body) else TEXT)(exchange)

    return reply


def write(base_url: str, schema: AnswerSchema | None = None) -> str:
    pieces = ModelWriter(Endpoint(base_url, MODEL)).write(ASKED, 100, schema)
    return "".join(piece.text for piece in pieces)


def roles(request: Request) -> list[str]:
    return [message["role"] for message in request.body["messages"]]


def test_a_schema_is_sent_as_the_form_of_the_answer() -> None:
    with endpoint_server(TEXT) as server:
        write(server.base_url, SCHEMA)
        write(server.base_url)
    form = server.requests[0].body["response_format"]
    assert form == {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA}}
    assert "response_format" not in server.requests[1].body


@pytest.mark.parametrize(
    ("status", "complaint"),
    [
        (400, {"error": {"message": "'response_format.type' must be 'json_object' or 'text'"}}),
        (400, {"error": {"message": "This model does not support structured outputs."}}),
        (400, {"detail": "Bad Request"}),
        (422, {"detail": [{"loc": ["body", "response_format"], "msg": "extra fields not permitted"}]}),
        (500, {"error": {"message": "failed to parse grammar"}}),
        (501, {"error": "json_schema is not implemented"}),
    ],
)
def test_a_form_that_an_endpoint_does_not_know_is_left_out_from_then_on(status: int, complaint: object) -> None:
    with endpoint_server(refusing(lambda body: "response_format" in body, complaint, status)) as server:
        assert [write(server.base_url, SCHEMA) for _ in range(2)] == [TEXT, TEXT]
    assert ["response_format" in request.body for request in server.requests] == [True, False, False]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "Only user and assistant roles are supported!"),
        (400, "System role not supported"),
        (400, "Conversation roles must alternate user/assistant/user/assistant/..."),
        (400, "Developer instruction is not enabled for models/small-3-it"),
        (422, "unknown variant `system` for field role, expected `user` or `assistant`"),
        (500, "Jinja Exception: System role not supported"),
        (400, ""),
    ],
)
def test_a_system_message_that_is_refused_goes_before_the_users(status: int, said: str) -> None:
    complaint = {"error": {"message": said}}
    refuses = refusing(lambda body: body["messages"][0]["role"] == "system", complaint, status)
    with endpoint_server(refuses) as server:
        assert [write(server.base_url) for _ in range(2)] == [TEXT, TEXT]
    first, *_, last = server.requests
    assert (roles(first), roles(last)) == (["system", "user"], ["user"])
    assert last.body["messages"][0]["content"] == "Answer in brief.\n\nWhat did Farrow say?"
    assert [roles(one) for one in server.requests].count(["user"]) == 2


def test_a_server_that_fails_is_not_asked_again_where_it_names_nothing() -> None:
    with endpoint_server(in_json(500, {"error": {"message": "out of memory"}})) as server:
        with pytest.raises(ModelFailed, match="server_failed"):
            write(server.base_url, SCHEMA)
    assert len(server.requests) == 1


def test_what_one_request_could_not_be_given_at_all_is_not_remembered() -> None:
    with endpoint_server(*[in_json(400, {"detail": "No."})] * 4, TEXT) as s:
        with pytest.raises(ModelFailed, match="request_refused"):
            write(s.base_url, SCHEMA)
        assert write(s.base_url, SCHEMA) == TEXT
    assert s.requests[-1].body.keys() == s.requests[0].body.keys()
