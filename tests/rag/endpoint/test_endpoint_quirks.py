"""What odd endpoints send is read as it is meant."""

import json

import pytest

from factcontext.errors import ModelFailed
from factcontext.rag.endpoint.model_writer import ModelWriter
from factcontext.rag.records import Message
from factcontext.settings import Endpoint
from tests.endpoint import MODEL, Act, Exchange, chunk, endpoint_server, ends, events, in_json, says

ASKED = (Message("user", "What did Orr say?"),)
FIRST, SECOND = "Orr shut ", "the quay [1]. ⛴"
TEXT = FIRST + SECOND
STOP = says({})


def words(text: str, **rest: object) -> dict[str, object]:
    return {**says({"content": text}, None), **rest}


def choice(**rest: object) -> dict[str, object]:
    return chunk([{"index": 0, "finish_reason": None, **rest}])


def body(data: bytes, kind: str | None = "text/event-stream", size: int = 10_000) -> Act:
    """A reply of these very bytes, in pieces of a size."""

    def reply(exchange: Exchange) -> None:
        lines = ["HTTP/1.1 200 OK", *([f"Content-Type: {kind}"] if kind else []), "Connection: close", "", ""]
        exchange.raw("\r\n".join(lines).encode())
        for start in range(0, len(data), size):
            exchange.raw(data[start : start + size])
            exchange.pause(0.0001)
        exchange.connection.close()

    return reply


def stream(*values: object, end: str = "\n\n", before: str = "data: ") -> bytes:
    lines = [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in values]
    return "".join(f"{before}{line}{end}" for line in lines).encode()


USUAL = (words(FIRST), words(SECOND), STOP, "[DONE]")
WHOLE = {"choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}]}
THINKS = {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]}
CALL = {"index": 0, "id": "c", "type": "function", "function": {"name": "open_url", "arguments": "{}"}}
SPLIT = '"\\ud83d"', '"\\ude00"'  # one character, in the halves of UTF-16

QUIRKS: dict[str, Act] = {
    # bytes
    "letter by letter": body(stream(*USUAL), size=1),
    "CRLF": body(stream(*USUAL, end="\r\n\r\n"), size=1),
    "CR alone": body(stream(*USUAL, end="\r\r")),
    "no blank lines": body(stream(*USUAL, end="\n")),
    "no space after the colon": body(stream(*USUAL, before="data:")),
    "BOM": body(b"\xef\xbb\xbf" + stream(*USUAL)),
    "BOM before one document": body(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode(), "application/json"),
    "comments": body(b": OPENROUTER PROCESSING\n\n:\n\n" + stream(*USUAL)),
    "comments as data": body(stream(": OPENROUTER PROCESSING", ": keep-alive", "ping", "", *USUAL)),
    "comments among the words": body(stream(words(FIRST), ": :", words(SECOND), STOP, "[DONE]")),
    "other fields": body(b"retry: 3000\nid: 7\n" + stream(*USUAL, before="event: completion\ndata: ")),
    "fields in capitals": body(stream(*USUAL, before="DATA: ")),
    "DONE in small letters": body(stream(words(TEXT), "[done]")),
    "an event in many lines": body(stream(json.dumps(words(TEXT), indent=1).replace("\n", "\ndata: "), STOP)),
    "U+2028 within": body(stream(words("Orr\u2028shut "), STOP)),
    # content types
    "capital content type": body(stream(*USUAL), "Text/Event-Stream; charset=UTF-8"),
    "plain text": body(stream(*USUAL), "text/plain; charset=utf-8"),
    "no content type": body(stream(*USUAL), None),
    "a stream called JSON": body(stream(*USUAL), "application/json"),
    "lines of JSON": body(stream(*USUAL[:3], before="", end="\n"), "application/x-ndjson"),
    "one document": body(json.dumps(WHOLE).encode(), "application/json"),
    "one document, indented": body(json.dumps(WHOLE, indent=2).encode(), "application/json; charset=utf-8"),
    "one document as an event": body(stream(WHOLE, "[DONE]")),
    "one document called a stream": body(json.dumps(WHOLE).encode()),
    "one document without a reason": in_json(200, {"choices": [{"message": {"content": TEXT}}]}),
    "a list of events": body(json.dumps([*USUAL[:3]]).encode(), "application/json"),
    "text of a completion": body(stream(choice(text=FIRST), choice(text=SECOND), "[DONE]")),
    # reasons to stop
    **{f"finish {reason!r}": events(words(TEXT), says({}, reason), done=False)
       for reason in ("eos_token", "end_turn", "STOP", "eos", "stop_sequence", "FINISH_REASON_STOP", "COMPLETE")},
    **{f"finish {reason!r}, then DONE": ends(TEXT, reason) for reason in (None, "", "null", "because", 7)},
    "empty reasons all along": events(says({"content": FIRST}, ""), says({"content": SECOND}, "null"), STOP),
    "no DONE": events(words(TEXT), STOP, done=False),
    "reason with the last words": events(says({"content": TEXT}), done=False),
    # contents
    "a list of parts": events(says({"content": [{"type": "text", "text": FIRST}, {"type": "text", "text": SECOND}]})),
    "a list of texts": events(says({"content": [FIRST, SECOND]})),
    "a part": events(says({"content": {"type": "output_text", "text": TEXT}})),
    "parts that think": events(says({"content": [THINKS]}, None),
                               says({"content": [THINKS, {"type": "text", "text": TEXT}]})),
    "null contents": events(says({"content": None}, None), words(TEXT), says({"content": None})),
    "thoughts apart": events(says({"reasoning_content": "Hm.", "content": None}, None),
                             says({"reasoning": "Hm."}, None), words(TEXT), STOP),
    "thoughts in tags": events(words("<thi"), words("nk>Hm. [2]</th"), words(f"ink>{FIRST}"), words(SECOND), STOP),
    "a role first": events(says({"role": "assistant", "content": ""}, None), words(TEXT), STOP),
    "no delta": events(choice(), choice(delta=None), words(TEXT), STOP),
    "no index": events(chunk([{"delta": {"content": TEXT}, "finish_reason": "stop"}])),
    "the whole message at the end": events(words(TEXT), choice(message={"content": TEXT}, finish_reason="stop")),
    "the message alone": events(choice(message={"content": TEXT}, finish_reason="stop")),
    # choices and other events
    "other choices": events(chunk([{"index": 1, "delta": {"content": "No."}},
                                   {"index": 0, "delta": {"content": FIRST}}]),
                            chunk([{"index": 1, "delta": {"content": "No."}, "finish_reason": "stop"}]),
                            words(SECOND), STOP),
    "empty choices": events(chunk([], prompt_filter_results=[]), words(TEXT), chunk([]), STOP),
    "null choices": events(chunk(None), words(TEXT), STOP),
    "counts all along": events(words(FIRST, usage={"prompt_tokens": 3, "completion_tokens": 1}),
                               words(SECOND, usage={"prompt_tokens": 3, "completion_tokens": 2}), STOP),
    "null usage and error": events(words(TEXT, usage=None, error=None), STOP),
    "a ping": body(b'event: ping\ndata: {"type": "ping"}\n\n' + stream(*USUAL)),
    "an error after the end": events(words(TEXT), STOP, {"error": {"message": "late"}}),
    "a warning of its own": events({"object": "chat.warning", "message": "old"}, words(TEXT), STOP),
}  # fmt: skip


def write(act: Act) -> str:
    with endpoint_server(act) as server:
        return "".join(piece.text for piece in ModelWriter(Endpoint(server.base_url, MODEL)).write(ASKED, 100))


@pytest.mark.parametrize("quirk", QUIRKS)
def test_the_words_are_read(quirk: str) -> None:
    assert write(QUIRKS[quirk]) == ("Orr\u2028shut " if quirk == "U+2028 within" else TEXT)


@pytest.mark.parametrize("halves", [SPLIT])
def test_a_character_in_two_halves_is_one(halves: tuple[str, str]) -> None:
    parts = [b'data: {"choices": [{"index": 0, "delta": {"content": %s}}]}\n\n' % half.encode() for half in halves]
    assert write(events(*parts, STOP)) == "😀"


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        (events(words(FIRST), {"error": {"message": "overloaded"}}), "own_error"),
        (events(words(FIRST), {"error": "out of memory"}), "own_error"),
        (events({"object": "error", "message": "no", "code": 400}), "own_error"),
        (events(words(FIRST), says({}, "error")), "own_error"),
        (in_json(200, {"error": {"message": "no such model"}}), "own_error"),
        (events(says({"refusal": "I cannot.", "content": None})), "filtered"),
        (events(words(FIRST), says({}, "SAFETY")), "filtered"),
        (events(words(FIRST), says({}, "MAX_TOKENS")), "token_limit"),
        (events(says({"tool_calls": [CALL]}, None), says({}, "tool_use")), "tool_call"),
        (events(says({"tool_calls": [CALL]}, None), STOP), "no_words"),
        (events(words("<think>Hm."), STOP), "no_words"),
        (events(words("Hm.</think>"), STOP), "no_words"),
        (events(words(FIRST), done=False), "text_broke_off"),
        (events(words(FIRST), says({}, "because"), done=False), "text_broke_off"),
        (body(stream(words(FIRST))[:-20]), "no_model_answer"),
        (body(json.dumps(WHOLE).encode()[:-20], "application/json"), "no_model_answer"),
        (body(b"PNG", "image/png"), "other_content"),
    ],
)
def test_what_is_no_good_end_is_none(sent: Act, problem: str) -> None:
    with pytest.raises(ModelFailed, match=problem):
        write(sent)
