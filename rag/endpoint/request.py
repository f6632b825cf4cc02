"""What a model is asked with, and what is changed in it where an endpoint refuses a part of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from factcontext.rag.records import AnswerSchema, Message

Request = dict[str, Any]


def chat_request(model: str, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None) -> Request:
    """A request for a stream without dice, with the count of tokens; with a schema, for JSON of that form."""
    request: Request = {
        "model": model,
        "messages": [asdict(message) for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if schema is not None:
        form = {"name": "answer", "strict": True, "schema": schema}
        request["response_format"] = {"type": "json_schema", "json_schema": form}
    return request


@dataclass(frozen=True, slots=True)
class _Concession:
    """A part of a request that some servers do not take, how they complain of it, and what is sent instead."""

    name: str
    complaint: re.Pattern[str]
    apply: Callable[[Request], Request]
    is_tried: bool = False  # where the complaint names nothing, too


def _leave_out(name: str) -> Callable[[Request], Request]:
    return lambda request: {key: value for key, value in request.items() if key != name}


def _rename_limit(request: Request) -> Request:
    if "max_tokens" not in request:
        return request
    return {**_leave_out("max_tokens")(request), "max_completion_tokens": request["max_tokens"]}


def _join_system(request: Request) -> Request:
    """The system message in front of the user's first one."""
    system = [one["content"] for one in request["messages"] if one["role"] == "system"]
    others = [one for one in request["messages"] if one["role"] != "system"]
    if not others:
        return request
    first = {**others[0], "content": "\n\n".join([*system, others[0]["content"]])}
    return {**request, "messages": [first, *others[1:]]}


# In the order in which they are tried. The form of the answer: servers without grammars, or that only know
# "json_object". The count of tokens: older servers, some of Azure. The system message: templates of Gemma, and of
# Mistral's first models. The limit's old name and the temperature: OpenAI's reasoning models.
_CHANGES = (
    _Concession(
        "response_format",
        re.compile(r"response.?format|json.?schema|json.?object|grammar|structured|guided"),
        _leave_out("response_format"),
        is_tried=True,
    ),
    _Concession("stream_options", re.compile("stream.?options"), _leave_out("stream_options"), is_tried=True),
    _Concession(
        "system",
        re.compile(r"\broles?\b|\b(?:system|developer) (?:message|prompt|instruction)"),
        _join_system,
        is_tried=True,
    ),
    _Concession("max_tokens", re.compile("max.?tokens"), _rename_limit),
    _Concession("temperature", re.compile("temperature"), _leave_out("temperature")),
)

# What was changed before the endpoint took a request, by its address and model, for as long as the program runs.
_learned: dict[tuple[str, str], tuple[str, ...]] = {}


def learned(endpoint: str, request: Request) -> Request:
    """The request as the endpoint has taken others of the same model."""
    for change in _CHANGES:
        if change.name in _learned.get((endpoint, request["model"]), ()):
            request = change.apply(request)
    return request


def learn(endpoint: str, asked: Request, taken: Request) -> None:
    """Remember what had to be changed in a request before the endpoint took it."""
    changed = tuple(one.name for one in _CHANGES if one.apply(asked) != asked and one.apply(taken) == taken)
    key = endpoint, asked["model"]
    _learned[key] = tuple({*_learned.get(key, ()), *changed})


def changed(request: Request, complaint: str, is_named: bool = False) -> Request:
    """The request without what an endpoint complains of, in small letters; the same where nothing is left to try.

    Where it names nothing, what is most often unknown is left out, unless `is_named` says that it has to be named.
    """
    if "context" in complaint:  # the prompt is too long: that stays so
        return request
    open_ = [(one, sent) for one in _CHANGES if (sent := one.apply(request)) != request]
    named = [sent for one, sent in open_ if one.complaint.search(complaint)]
    tried = [] if is_named else [sent for one, sent in open_ if one.is_tried]
    return next(iter([*named, *tried]), request)
