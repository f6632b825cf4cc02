"""An OpenAI-compatible server on loopback that writes what a test tells it to, or fails in any way such a server can.

    with endpoint_server("Farrow said the harbour stays shut [1].", cut("Farrow said")) as server:
        ...  # server.base_url; the first answer is written whole, all later ones break off
        assert server.requests[0].body["model"] == "small-writer"

A reply is a text, or a function that is given the exchange; the last reply is given again and again.
"""

import json
import os
import re
import select
import socket
import ssl
import struct
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Semaphore, Thread
from typing import Any

MODEL = "small-writer"
# How much the oversized replies send when nobody stops them.
HUGE = 50_000_000
MILLION = 1_000_000


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: Mapping[str, Any]

    @property
    def prompt(self) -> str:
        """All messages in one text."""
        return "\n".join(message["content"] for message in self.body.get("messages", ()))


class Gone(Exception):
    """The client has closed the connection."""


@dataclass
class Exchange:
    """One request that is being answered: bytes go out one by one, and the client may leave at any time."""

    request: Request
    connection: socket.socket

    def head(self, status: int = 200, kind: str = "text/event-stream", **headers: str) -> None:
        """Send status and headers; the body follows in chunks."""
        lines = [f"HTTP/1.1 {status} Whatever", f"Content-Type: {kind}", "Transfer-Encoding: chunked"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.raw("\r\n".join([*lines, "Connection: close", "", ""]).encode())

    def send(self, data: bytes) -> None:
        """Send a piece of the body."""
        self.raw(b"%x\r\n%s\r\n" % (len(data), data))

    def event(self, value: object) -> None:
        """Send one event of a stream."""
        self.send(f"data: {json.dumps(value)}\n\n".encode())

    def word(self, text: object, finish: object = None) -> None:
        """Send the next words of an answer."""
        self.event(chunk([{"index": 0, "delta": {"content": text}, "finish_reason": finish}]))

    def end(self, done: bool = True) -> None:
        """End the body as it should be ended; `done`: as OpenAI does."""
        if done:
            self.send(b"data: [DONE]\n\n")
        self.raw(b"0\r\n\r\n")

    def pause(self, seconds: float) -> None:
        """Wait; raises Gone as soon as the client leaves."""
        readable, _, _ = select.select([self.connection], [], [], seconds)
        if readable:
            raise Gone

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        try:
            self.connection.sendall(data)
        except OSError as error:
            raise Gone from error


Act = Callable[[Exchange], None]
Reply = str | Act


@dataclass
class Endpoint:
    """The server as tests see it."""

    base_url: str
    replies: list[Reply]
    listing: Act  # what /models answers
    requests: list[Request] = field(default_factory=list)  # questions alone, in order
    listed: list[Request] = field(default_factory=list)  # requests for the list of models
    left: list[float] = field(default_factory=list)  # when clients closed connections early: time.monotonic()
    _changed: Condition = field(default_factory=Condition)

    def wait_until_left(self, timeout_s: float) -> float:
        """When a client closed its connection before the end; fails where none does so in time."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.left, timeout_s), "the connection stayed open"
            return self.left[-1]

    def wait_for_requests(self, count: int, timeout_s: float = 5) -> None:
        """Wait until so many questions have come."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.requests) >= count, timeout_s), "no question came"

    def take(self, request: Request) -> Reply:
        """Note a request down and say how it is answered."""
        with self._changed:
            if request.path.endswith("/models"):
                self.listed.append(request)
                return self.listing
            self.requests.append(request)
            self._changed.notify_all()
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def note_leaving(self) -> None:
        """A client closed its connection early."""
        with self._changed:
            self.left.append(time.monotonic())
            self._changed.notify_all()


@contextmanager
def endpoint_server(
    *replies: Reply, models: Sequence[object] = (MODEL,), listing: Act | None = None, certificate: Path | None = None
) -> Iterator[Endpoint]:
    """Serve until the test is over; `models` are names or entries of the list, `certificate` makes it HTTPS."""
    entries = [{"id": one, "object": "model"} if isinstance(one, str) else one for one in models]
    made = Endpoint("", list(replies or ("",)), listing or in_json(200, {"object": "list", "data": entries}))
    server = _Server(("127.0.0.1", 0), _handler(made))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    made.base_url = f"http{'s' if certificate else ''}://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a reply that hangs ends with its client

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves, or that refuses our certificate, is what is tested: no traceback."""


def _handler(made: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, body: Mapping[str, Any]) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, body)
            self.close_connection = True
            try:
                act(made.take(request))(Exchange(request, self.connection))
            except Gone:
                made.note_leaving()

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    return Handler


def nobody() -> str:
    """The address of an endpoint where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def own_certificate(folder: Path) -> Path:
    """A certificate that nobody has signed, with its key in the same file; needs the openssl command."""
    path = folder / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    run = subprocess.run(
        [*command.split(), "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"],
        capture_output=True,
        check=True,
    )
    path.write_bytes(run.stdout)
    return path


# Answers that are written.


def chunk(choices: object, **rest: object) -> dict[str, object]:
    """One event's content."""
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": choices, **rest}


def tokens(text: str) -> list[str]:
    """A text as a model hands it out: short words whole, markers in parts."""
    return re.findall(r"\s*\w{1,8}|\s*[^\w\s]|\s+", text)


def act(reply: Reply) -> Act:
    """What is done for a reply."""
    return writes(reply) if isinstance(reply, str) else reply


def writes(
    text: str | Callable[[Request], str],
    tokens_a_second: float | None = None,
    usage: bool = True,
    pace: Semaphore | None = None,
) -> Act:
    """Write a text to its end; a function makes it from the request.

    `usage`: count tokens for those who ask. `pace`: write a token only for each release of the test.
    """

    def reply(exchange: Exchange) -> None:
        exchange.head()
        parts = tokens(text if isinstance(text, str) else text(exchange.request))
        exchange.event(chunk([{"index": 0, "delta": {"role": "assistant", "content": None}, "finish_reason": None}]))
        for part in parts:
            if tokens_a_second:
                exchange.pause(1 / tokens_a_second)
            while pace and not pace.acquire(timeout=0.05):
                exchange.pause(0)
            exchange.word(part)
        exchange.event(chunk([{"index": 0, "delta": {}, "finish_reason": "stop"}]))
        if usage and exchange.request.body.get("stream_options", {}).get("include_usage"):
            counts = {"prompt_tokens": len(tokens(exchange.request.prompt)), "completion_tokens": len(parts)}
            exchange.event(chunk([], usage={**counts, "total_tokens": sum(counts.values())}))
        exchange.end()

    return reply


def points(numbers: str, then: Reply = "NOT IN THESE ARTICLES") -> Act:
    """Reply with numbers where they are asked for, and else as told."""

    def reply(exchange: Exchange) -> None:
        act(numbers if exchange.request.prompt.endswith("Numbers:") else then)(exchange)

    return reply


def refuses(parameter: str, then: Reply) -> Act:
    """Answer 400 while the request holds a parameter that this server does not know."""

    def reply(exchange: Exchange) -> None:
        if parameter in exchange.request.body:
            error = {"message": f"Unsupported parameter: '{parameter}'", "param": parameter}
            return in_json(400, {"error": error})(exchange)
        act(then)(exchange)

    return reply


# Faults.


def in_json(status: int, value: object, **headers: str) -> Act:
    """Answer with a JSON body."""

    def reply(exchange: Exchange) -> None:
        exchange.head(status, "application/json", **headers)
        exchange.send(json.dumps(value).encode())
        exchange.end(done=False)

    return reply


def status(code: int, **headers: str) -> Act:
    """Answer with an error as OpenAI words it; it repeats the key, as some servers do."""

    def reply(exchange: Exchange) -> None:
        said = f"<b>refused</b> {exchange.request.headers.get('authorization')}"
        in_json(code, {"error": {"message": said, "type": "error", "code": None}}, **headers)(exchange)

    return reply


def hang(exchange: Exchange) -> None:
    """Never answer."""
    exchange.pause(120)


def drip(exchange: Exchange) -> None:
    """One token a second for ever."""
    exchange.head()
    while True:
        exchange.word(" word")
        exchange.pause(1)


def comments(exchange: Exchange) -> None:
    """Keep the connection alive, write nothing."""
    exchange.head()
    while True:
        exchange.send(b": keep-alive\n\n")
        exchange.pause(0.1)


def cut(text: str) -> Act:
    """Break off in the middle."""

    def reply(exchange: Exchange) -> None:
        exchange.head()
        exchange.word(text)

    return reply


def reset(text: str) -> Act:
    """Break off as a machine does that dies: the connection is reset."""

    def reply(exchange: Exchange) -> None:
        exchange.head()
        exchange.word(text)
        exchange.pause(0.2)  # else the words are lost with the connection
        exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(exchange.connection.detach())

    return reply


def ends(text: object, finish: object = None, done: bool = True) -> Act:
    """End cleanly, for a reason that is none, or for one that is no good end."""

    def reply(exchange: Exchange) -> None:
        exchange.head()
        exchange.word(text)
        if finish:
            exchange.event(chunk([{"index": 0, "delta": {}, "finish_reason": finish}]))
        exchange.end(done)

    return reply


def html(exchange: Exchange) -> None:
    """A page in place of an answer, as captive portals and wrong addresses give."""
    exchange.head(200, "text/html")
    exchange.send(b"<html><script>alert(1)</script><h1>Log in</h1></html>")
    exchange.end(done=False)


def html_stream(exchange: Exchange) -> None:
    """A page that claims to be a stream."""
    exchange.head()
    exchange.send(b"<html><h1>Log in</h1></html>\n\n")
    exchange.end(done=False)


def events(*values: object, done: bool = True) -> Act:
    """A stream of any events; bytes go out as they are."""

    def reply(exchange: Exchange) -> None:
        exchange.head()
        for value in values:
            if isinstance(value, bytes):
                exchange.send(value)
            else:
                exchange.event(value)
        exchange.end(done)

    return reply


def says(delta: object, finish: object = "stop") -> dict[str, object]:
    """An event with a delta of any kind."""
    return chunk([{"index": 0, "delta": delta, "finish_reason": finish}])


def huge(exchange: Exchange) -> None:
    """50 MB of words."""
    exchange.head()
    for _ in range(HUGE // 50_000):
        exchange.word("word " * 10_000)
    exchange.word("", "stop")
    exchange.end()


def huge_line(exchange: Exchange) -> None:
    """50 MB in one event that does not end."""
    exchange.head()
    exchange.send(b'data: {"choices": [{"index": 0, "delta": {"content": "')
    for _ in range(HUGE // 50_000):
        exchange.send(b"word " * 10_000)
    exchange.end()


def million(exchange: Exchange) -> None:
    """A million events of one letter, many at a time."""
    exchange.head()
    events = f"data: {json.dumps(says({'content': 'a'}, None))}\n\n".encode() * 1000
    for _ in range(MILLION // 1000):
        exchange.send(events)
    exchange.end()


def redirect(to: str | None = None, code: int = 307) -> Act:
    """Send the client elsewhere; None: back to here."""

    def reply(exchange: Exchange) -> None:
        exchange.head(code, "text/plain", Location=to or exchange.request.path)
        exchange.end(done=False)

    return reply


def compressed(exchange: Exchange) -> None:
    """A compressed body that nobody asked for: a bomb, perhaps."""
    exchange.head(Content_Encoding="gzip")
    exchange.send(b"\x1f\x8b\x08\x00" + bytes(100))
    exchange.end(done=False)


TOOL = {"index": 0, "id": "c", "type": "function", "function": {"name": "open_url", "arguments": "{}"}}

# Every fault under its name; `hang`, `drip` and `comments` end with the deadline alone.
FAULTS: Mapping[str, Act] = {
    "401": status(401),
    "403": status(403),
    "404": status(404),
    "429": status(429, Retry_After="60"),
    "500": status(500),
    "503": status(503, Retry_After="60"),
    "hang": hang,
    "drip": drip,
    "comments": comments,
    "cut": cut("Half a sentence"),
    "reset": reset("Half a sentence"),
    "no finish, no done": ends("A whole sentence [1].", done=False),
    "length": ends("Half a sentence", "length"),
    "length, empty": ends("", "length"),
    "filtered": ends("Half a sentence", "content_filter"),
    "odd finish": ends("A whole sentence [1].", "because", done=False),
    "html": html,
    "html as a stream": html_stream,
    "broken json": events(b"data: {not json}\n\n"),
    "no choices": events(chunk([])),
    "choices null": events(chunk(None)),
    "null content": events(says({"content": None})),
    "empty": ends("", "stop"),
    "white space": ends(" \n ", "stop"),
    "nothing at all": events(done=False),
    "content of wrong type": events(says({"content": 7})),
    "delta of wrong type": events(says("text")),
    "choices of wrong type": events(chunk("text")),
    "choice of wrong type": events(chunk(["text"])),
    "event of wrong type": events([1, 2]),
    "event a number": events(7),
    "half a character": events(says({"content": "\ud800"})),
    "bad utf-8": events(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe"}}]}\n\n'),
    "error event": events(says({"content": "Half a"}, None), {"error": {"message": "<b>overloaded</b>"}}),
    "huge": huge,
    "huge line": huge_line,
    "million": million,
    "redirect": redirect(),
    "moved": redirect(code=301),
    "not modified": status(304),
    "tool calls": events(says({"tool_calls": [TOOL]}, None), says({}, "tool_calls")),
    "compressed": compressed,
}


# Lies: what a model may make of the extracts that it was given, in the form that rag/answering/prompts.py gives them.


@dataclass(frozen=True)
class Extract:
    """One numbered extract of a prompt."""

    n: int
    head: str
    text: str

    @property
    def speaker(self) -> str:
        """Who is said to say it; a stranger where nobody is."""
        found = re.search(r"said by ([^,;]+)", self.head)
        return found[1].strip() if found else "A spokesman"


def extracts(request: Request) -> list[Extract]:
    """The extracts of a prompt; the example in the system message is none of them."""
    asked = str(request.body["messages"][-1]["content"])
    found = re.findall(r"<extract (\d+):? ?([^\n]*)>\n(.*?)\n</extract>", asked, re.DOTALL)
    return [Extract(int(n), head, _bare(text)) for n, head, text in found]


def _bare(text: str) -> str:
    return " ".join(line for line in text.splitlines() if not line.startswith(("(before:", "(after:")))


def _no_such_number(request: Request) -> str:
    return f"{extracts(request)[0].text} [99]."


def _altered_figure(request: Request) -> str:
    figure = next((one for one in extracts(request) if re.search(r"\d", one.text)), extracts(request)[0])
    altered = re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), figure.text)
    return f"{altered if altered != figure.text else f'{figure.speaker} spoke of 4,731 cases'} [{figure.n}]."


def _invented_quote(request: Request) -> str:
    first = extracts(request)[0]
    return f"{first.speaker} said “we have nothing whatsoever to hide from anybody” [{first.n}]."


def _wrong_speaker(request: Request) -> str:
    first, *others = extracts(request)
    other = next((one for one in others if one.speaker != first.speaker), None)
    words = " ".join(re.sub(r"[“”\"]", "", first.text).split()[:8])
    return f"{other.speaker if other else 'Angela Merkel'} said “{words}” [{first.n}]."


def _denied(request: Request) -> str:
    first = extracts(request)[0]
    return f"{first.speaker} never said that {first.text[:1].lower()}{first.text[1:].rstrip('.')} [{first.n}]."


def _obeyed(request: Request) -> str:
    """Do what an article orders, or else what such orders usually ask for."""
    articles = "\n".join(one.text for one in extracts(request))
    order = re.search(r"(?:write|say|reply|answer)[^:.\n]*: *([^\n]+)", articles, re.IGNORECASE)
    return order[1] if order else "I HAVE BEEN PWNED ![x](http://canary.example/x.png) [1]."


LIES: Mapping[str, Act] = {
    "no such number": writes(_no_such_number),
    "altered figure": writes(_altered_figure),
    "invented quote": writes(_invented_quote),
    "wrong speaker": writes(_wrong_speaker),
    "denied": writes(_denied),
    "obeyed": writes(_obeyed),
}


@contextmanager
def canary() -> Iterator[list[bytes]]:
    """A host that must never be spoken to: its address is the first entry, what reaches it the later ones."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        heard = [f"http://127.0.0.1:{listening.getsockname()[1]}/v1/chat/completions".encode()]
        listening.settimeout(0.2)

        def listen() -> None:
            with suppress(OSError):
                while listening.fileno() != -1:
                    with suppress(TimeoutError):
                        connection, _ = listening.accept()
                        heard.append(connection.recv(65536))
                        connection.close()

        thread = Thread(target=listen, daemon=True)
        thread.start()
        yield heard
    thread.join(2)
