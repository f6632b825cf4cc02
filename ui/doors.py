"""Lets only the page itself speak to its server: no other site, no other port of this machine, no foreign name."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# The names under which a browser on this machine reaches the page.
NAMES = ("127.0.0.1", "localhost")
# Streamlit counts there what is done with the page, for all readers together.
CLOSED = "/_stcore/metrics"
# No page of another origin may frame this one, and have its reader click unseen; nothing is taken for what it is not;
# no address of the page, which names articles, goes elsewhere with a link.
HEADERS = (
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"content-security-policy", b"frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Doors:
    """What stands before the page's server (ASGI middleware)."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the page on, with headers that protect the reply; refuse all others."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif _is_ours(scope):
            await self._app(scope, receive, _protecting(send))
        elif scope["type"] == "http":
            await send({"type": "http.response.start", "status": 403, "headers": [*HEADERS]})
            await send({"type": "http.response.body", "body": b""})
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})


def _is_ours(scope: Scope) -> bool:
    """Whether a request is to the page under its own name, and from no other page.

    A browser names the page that speaks wherever it could do harm; a WebSocket that names none is no browser's.
    """
    hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
    if len(hosts) != 1 or hosts[0] not in _own_hosts(scope) or scope["path"].rstrip("/").endswith(CLOSED):
        return False
    is_own_page = origins == [f"http://{hosts[0]}"]
    return is_own_page or not origins and scope["type"] == "http"


def _own_hosts(scope: Scope) -> set[str]:
    port = scope["server"][1]
    return {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key.lower() == name]


def _protecting(send: Send) -> Send:
    """Send, with the headers that protect the page in place of any of the same names."""
    ours = {name for name, _ in HEADERS}

    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            others: Iterable[tuple[bytes, bytes]] = message.get("headers", ())
            message["headers"] = [*(one for one in others if one[0].lower() not in ours), *HEADERS]
        await send(message)

    return protected
