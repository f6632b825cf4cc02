"""The guarded HTTP client that reaches a model's endpoint, and what a failure of it means."""

import asyncio
import ipaddress
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from functools import cache, partial
from urllib.parse import urlsplit

import httpx2

from factcontext.errors import ModelFailed, ModelProblem, ModelProblemKind
from factcontext.settings import Endpoint

# A machine that is there takes the connection in well under a second, even around the world.
CONNECT_S = 4.0
# The complaint of an endpoint that refuses a request: some hundred bytes, which come with the status.
COMPLAINT_BYTES, COMPLAINT_S = 64_000, 1.0
# What a reply may call itself: for a stream, servers use all of these, and its bytes tell which it is.
LISTED, STREAMED = ("json",), ("event-stream", "json", "text/plain", "octet-stream")
# Headers that leave the machine, whatever the library beneath would add.
SENT = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
# Told to say more, these would write down what is asked and who is asked.
for _name in ("httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class RequestRefused(ModelFailed):
    """The endpoint does not take a request as it is; `complaint` is its answer, in small letters, never to be shown."""

    def __init__(self, problem: ModelProblem, complaint: str) -> None:
        super().__init__(problem)
        self.complaint = complaint


def place(endpoint: Endpoint) -> str:
    """The endpoint as readers see it: host and port."""
    return urlsplit(endpoint.base_url).netloc


def is_loopback(endpoint: Endpoint) -> bool:
    """Whether it runs on this machine."""
    host = urlsplit(endpoint.base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that this machine trusts, read once: that takes a twentieth of a second."""
    return httpx2.create_ssl_context()


def client(endpoint: Endpoint, wanted: Sequence[str], max_bytes: int) -> httpx2.AsyncClient:
    """An HTTP client that takes replies of some kinds (`LISTED`, `STREAMED`) and of so many bytes, as they are.

    Raises ModelFailed for all others: it follows no redirect, reads no compressed body, and has no limit of time, which
    is for `asyncio.timeout` around it: limits of single steps never end a stream that drips.
    """
    guard = partial(_guard, endpoint, wanted, max_bytes)
    try:
        return httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(None, connect=CONNECT_S),
            follow_redirects=False,
            # With a transport of our own, no proxy of the environment: companies need theirs, our machine needs none.
            transport=httpx2.AsyncHTTPTransport(verify=trusted()) if is_loopback(endpoint) else None,
            verify=trusted(),
            event_hooks={"request": [partial(_bare, endpoint)], "response": [guard]},
        )
    except (ImportError, ValueError, httpx2.InvalidURL):  # SOCKS, which needs a package of its own; no address
        raise ModelFailed(ModelProblem("proxy_unusable")) from None
    except OSError:
        raise ModelFailed(ModelProblem("certificates_unreadable")) from None


async def _bare(endpoint: Endpoint, request: httpx2.Request) -> None:
    """Let a request carry what it needs and the key that is set, whatever was added on the way."""
    for name in set(request.headers) - SENT:
        del request.headers[name]
    request.headers["User-Agent"] = "factcontext"
    if endpoint.key:
        request.headers["Authorization"] = f"Bearer {endpoint.key}"


async def _guard(endpoint: Endpoint, wanted: Sequence[str], max_bytes: int, response: httpx2.Response) -> None:
    """Refuse a response by its head, before its body is read; count what is read of the body."""
    if response.status_code in (400, 413, 422, 500, 501):  # 5xx: templates that fail, as llama.cpp and Ollama tell it
        raise RequestRefused(*await _refusal(endpoint, response))
    if not response.is_success:
        raise ModelFailed(_status_problem(endpoint, response))
    if response.headers.get("content-encoding", "identity").lower() not in (
        "identity",
        "",
    ):  # we asked for none, and it may be a bomb
        raise ModelFailed(ModelProblem("compressed", place(endpoint)))
    kind = response.headers.get("content-type", "").lower()
    if kind and not any(one in kind for one in wanted):
        raise ModelFailed(ModelProblem("web_page" if "html" in kind else "other_content", place(endpoint)))
    response.stream = _Capped(response.stream, max_bytes, place(endpoint))


class _Capped(httpx2.AsyncByteStream):
    """A body that may have so many bytes, counted before anything makes sense of them."""

    def __init__(self, stream: object, max_bytes: int, place: str) -> None:
        assert isinstance(stream, httpx2.AsyncByteStream)
        self._stream, self._max_bytes, self._place = stream, max_bytes, place

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for data in self._stream:
            read += len(data)
            if read > self._max_bytes:
                raise ModelFailed(ModelProblem("too_many_bytes", self._place, limit=self._max_bytes / 1e6))
            yield data

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _refusal(endpoint: Endpoint, response: httpx2.Response) -> tuple[ModelProblem, str]:
    """Why a request is refused, and the endpoint's own words, which are only searched."""
    body = bytearray()
    with suppress(TimeoutError, httpx2.HTTPError):
        async with asyncio.timeout(COMPLAINT_S):
            async for data in response.aiter_raw():
                body += data[:COMPLAINT_BYTES]
                if len(body) >= COMPLAINT_BYTES:
                    break
    complaint = body.decode("utf-8", "replace").lower()
    if response.status_code >= 500:
        return _status_problem(endpoint, response), complaint
    is_too_long = "context" in complaint or response.status_code == 413
    kind: ModelProblemKind = "prompt_too_long" if is_too_long else "request_refused"
    return ModelProblem(kind, place(endpoint), response.status_code), complaint


def _status_problem(endpoint: Endpoint, response: httpx2.Response) -> ModelProblem:
    return ModelProblem(
        _status_kind(response.status_code, has_key=bool(endpoint.key)),
        place(endpoint),
        response.status_code,
        retry_after_s=_wait(response),
        lacks_version=lacks_version(endpoint),
    )


def _status_kind(status: int, has_key: bool) -> ModelProblemKind:
    """What a status that is no success means."""
    match status:
        case 401:
            return "key_refused" if has_key else "key_missing"
        case 403:
            return "forbidden"
        case 404:
            return "not_found"
        case 429:
            return "busy"
    if status >= 500:
        return "server_failed"
    return "redirected" if 300 <= status < 400 else "refused"


def lacks_version(endpoint: Endpoint) -> bool:
    """Whether an address looks cut short: most end in /v1."""
    return not endpoint.base_url.endswith("/v1")


def _wait(response: httpx2.Response) -> int | None:
    """How many seconds the endpoint asks to wait; nobody does, the quotes are there at once."""
    seconds = response.headers.get("retry-after", "")
    is_number = seconds.isascii() and seconds.isdigit() and len(seconds) < 6  # else a date, or nonsense
    return int(seconds) if is_number else None


def failure(error: BaseException, endpoint: Endpoint) -> ModelProblem:
    """What went wrong."""
    causes = list(_causes(error))
    host = place(endpoint)
    for cause in causes:
        if isinstance(cause, ModelFailed):
            return cause.problem
        if kind := _kind(cause):
            return ModelProblem(kind, host, limit=CONNECT_S if kind == "connect_timeout" else None)
    is_of_network = any(isinstance(cause, httpx2.HTTPError | OSError) for cause in causes)
    return ModelProblem("unreachable" if is_of_network else "no_model_answer", host)


def _kind(cause: BaseException) -> ModelProblemKind | None:
    match cause:
        case ssl.SSLCertVerificationError():
            return "certificate_untrusted"
        case ssl.SSLError():
            return "tls_failed"
        case ConnectionRefusedError():
            return "connection_refused"
        case socket.gaierror():
            return "host_unknown"
        case httpx2.ConnectTimeout():
            return "connect_timeout"
        case httpx2.ProxyError():
            return "proxy_refuses"
        case httpx2.ReadError() | httpx2.WriteError() | httpx2.CloseError() | httpx2.RemoteProtocolError():
            return "connection_broke_off"
        case httpx2.ReadTimeout() | httpx2.WriteTimeout():  # of the system: ours is the deadline
            return "connection_broke_off"
        case ImportError():
            return "package_missing"
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came from, the deepest first: that is the one that tells something."""
    if error is None:
        return
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _causes(one)
    yield from _causes(error.__cause__ or error.__context__)
    yield error
