"""How a model's endpoint is reached: one guarded HTTP client, and in plain words why it failed."""

import asyncio
import ipaddress
import logging
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from functools import cache, partial
from urllib.parse import urlsplit

import httpx2

from factcontext.errors import ModelFailed
from factcontext.settings import Endpoint

# A machine that is there takes the connection in well under a second, even around the world.
CONNECT_S = 4.0
# The complaint of an endpoint that refuses a request: some hundred bytes, which come with the status.
COMPLAINT_BYTES, COMPLAINT_S = 64_000, 1.0
# Headers that leave the machine. The openai client would add the system and version, and, where variables name them,
# an organisation, a project and more, whichever host it speaks to.
SENT = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length", "user-agent"}
# Told to say more, these would write down what is asked and who is asked.
for _name in ("httpx2", "httpcore2"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class RequestRefused(ModelFailed):
    """The endpoint does not take a request as it is; `complaint` is its answer, in small letters, never to be shown."""

    def __init__(self, reason: str, complaint: str) -> None:
        super().__init__(reason)
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


def client(endpoint: Endpoint, wanted: str, max_bytes: int) -> httpx2.AsyncClient:
    """An HTTP client that takes answers of one kind ("event-stream", "json") and of so many bytes, as they are.

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
        raise ModelFailed("the proxy that the environment names (HTTPS_PROXY, ALL_PROXY) cannot be used") from None
    except OSError:
        raise ModelFailed("the certificates that SSL_CERT_FILE names cannot be read") from None


async def _bare(endpoint: Endpoint, request: httpx2.Request) -> None:
    """Let a request carry what it needs and the key that is set, whatever was added on the way."""
    for name in set(request.headers) - SENT:
        del request.headers[name]
    request.headers["User-Agent"] = "factcontext"
    if endpoint.key:
        request.headers["Authorization"] = f"Bearer {endpoint.key}"


async def _guard(endpoint: Endpoint, wanted: str, max_bytes: int, response: httpx2.Response) -> None:
    """Refuse a response by its head, before its body is read; count what is read of the body."""
    if response.status_code in (400, 413, 422):
        raise RequestRefused(*await _refusal(endpoint, response))
    if not response.is_success:
        raise ModelFailed(_status_reason(endpoint, response))
    if response.headers.get("content-encoding", "identity") != "identity":  # we asked for none, and it may be a bomb
        raise ModelFailed(f"{place(endpoint)} sent a compressed answer, which is not read")
    kind = response.headers.get("content-type", "")
    if wanted not in kind:
        answer = "a web page" if "html" in kind else "something else than a model does"
        raise ModelFailed(f"{place(endpoint)} answered with {answer}; check FACTCONTEXT_LLM_BASE_URL")
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
                raise ModelFailed(f"{self._place} sent more than {self._max_bytes / 1e6:g} MB, far more than an answer")
            yield data

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _refusal(endpoint: Endpoint, response: httpx2.Response) -> tuple[str, str]:
    """Why a request is refused, for readers, and the endpoint's own words, which are only searched."""
    body = bytearray()
    with suppress(TimeoutError, httpx2.HTTPError):
        async with asyncio.timeout(COMPLAINT_S):
            async for data in response.aiter_raw():
                body += data[:COMPLAINT_BYTES]
                if len(body) >= COMPLAINT_BYTES:
                    break
    complaint = body.decode("utf-8", "replace").lower()
    if "context" in complaint or response.status_code == 413:
        reason = "the question with its evidence is too long for the model; set FACTCONTEXT_LLM_CONTEXT to its context"
    else:
        reason = f"{place(endpoint)} does not take the request ({response.status_code})"
    return reason, complaint


def _status_reason(endpoint: Endpoint, response: httpx2.Response) -> str:
    host, status = place(endpoint), response.status_code
    if status == 401:
        told = "refuses the key (401); check" if endpoint.key else "wants a key (401); set"
        return f"{host} {told} FACTCONTEXT_LLM_API_KEY"
    if status == 403:
        return f"{host} does not allow this (403); check what the key may do, and the address"
    if status == 404:
        return f"{host} has no such model, or nothing under this address (404){usual_end(endpoint)}"
    if status == 429:
        return f"{host} has too much to do (429){_wait(response)}"
    if status >= 500:
        return f"{host} failed ({status}){_wait(response)}"
    if 300 <= status < 400:
        return f"{host} refers to another address ({status}), which is not followed; set FACTCONTEXT_LLM_BASE_URL to it"
    return f"{host} refused ({status})"


def usual_end(endpoint: Endpoint) -> str:
    """A hint for an address that looks cut short."""
    return "" if endpoint.base_url.endswith("/v1") else "; most addresses end in /v1"


def _wait(response: httpx2.Response) -> str:
    """How long the endpoint asks to wait; nobody does, the quotes are there at once."""
    seconds = response.headers.get("retry-after", "")
    is_number = seconds.isascii() and seconds.isdigit() and len(seconds) < 6  # else a date, or nonsense
    return f"; it asks to wait {seconds} seconds" if is_number else ""


def failure(error: BaseException, endpoint: Endpoint) -> str:
    """What went wrong, in plain words: never the endpoint's own, which may be anything, nor those of a traceback."""
    causes = list(_causes(error))
    host = place(endpoint)
    for cause in causes:
        if isinstance(cause, ModelFailed):
            return str(cause)
        if reason := _reason(cause, host):
            return reason
    if any(isinstance(cause, httpx2.HTTPError | OSError) for cause in causes):
        return f"{host} cannot be reached"
    return f"{host} did not answer as a model's endpoint does"


def _reason(cause: BaseException, host: str) -> str | None:
    match cause:
        case ssl.SSLCertVerificationError():
            return f"the certificate of {host} is not trusted by this machine"
        case ssl.SSLError():
            return f"no secure connection to {host} (TLS failed); is its address http instead of https?"
        case ConnectionRefusedError():
            return f"nothing answers at {host} (connection refused)"
        case socket.gaierror():
            return f"the name of {host} is not known here; check the address and the network"
        case httpx2.ConnectTimeout():
            return f"nothing answers at {host} within {CONNECT_S:g} seconds"
        case httpx2.ProxyError():
            return f"the proxy does not let us reach {host}"
        case httpx2.ReadError() | httpx2.WriteError() | httpx2.CloseError() | httpx2.RemoteProtocolError():
            return f"the connection to {host} broke off"
        case httpx2.ReadTimeout() | httpx2.WriteTimeout():  # of the system: ours is the deadline
            return f"the connection to {host} broke off"
        case ImportError():
            return "a package that speaks to models is missing; run `make install`"
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
