"""Lets only the page itself speak to its server: no other site, no other port of this machine, no foreign name."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
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
# Where this machine asks whether the page and its indexes are well.
HEALTH = "/healthz"
# Fifty readers with ten tabs each; every tab holds memory, and whoever opens more wants just that.
MOST_SOCKETS = 500
# Of one reader: more tabs than anybody reads, and a browser that goes mad leaves nine tenths of them to the others.
MOST_OF_ONE = 50
# By which Streamlit knows who has signed in.
SIGNED_IN = "_streamlit_user="
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


@dataclass(frozen=True, slots=True)
class Entrance:
    """How a page that others read is reached."""

    origin: str  # as a browser names it
    user_header: str = ""  # in which a server before this one names who reads
    is_proxy: Callable[[str], bool] = lambda address: False  # whether that server speaks from an address

    @property
    def host(self) -> str:
        """What the header Host says."""
        return self.origin.partition("://")[2]

    def lets_in(self, scope: Scope) -> bool:
        """Whether nobody but the proxy names who reads, and it names one."""
        names = _values(scope, self.user_header.lower().encode())
        client = scope.get("client") or ("", 0)
        return not self.user_header or not names or (len(names) == 1 and self.is_proxy(client[0]))


class Doors:
    """What stands before the page's server (ASGI middleware); `entrance`: of a page that others read."""

    def __init__(self, app: App, entrance: Entrance | None = None, most_sockets: int = MOST_SOCKETS) -> None:
        self._app = app
        self._entrance = entrance
        self._most_sockets = most_sockets
        self._sockets: Counter[str] = Counter()  # by reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of the page on, with headers that protect the reply; refuse all others."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._open(scope, receive, send)
        elif _is_ours(scope, self._entrance):
            await self._pass_on(scope, receive, send)
        else:
            await send({"type": "http.response.start", "status": 403, "headers": [*HEADERS]})
            await send({"type": "http.response.body", "body": b""})

    @property
    def _is_secure(self) -> bool:
        return self._entrance is not None and self._entrance.origin.startswith("https:")

    def _who(self, scope: Scope) -> str:
        """Who opens a tab: whom the proxy names, or who signed in; empty where that is not known."""
        if self._entrance and self._entrance.user_header:
            return "".join(_values(scope, self._entrance.user_header.lower().encode()))
        cookies = (one.strip() for value in _values(scope, b"cookie") for one in value.split(";"))
        return next((one for one in cookies if one.startswith(SIGNED_IN)), "")

    def _has_room(self, who: str) -> bool:
        """Whether somebody may open one more tab."""
        is_one = bool(self._entrance and who)
        return self._sockets.total() < self._most_sockets and not (is_one and self._sockets[who] >= MOST_OF_ONE)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A tab, where there is room for one more of whoever opens it."""
        who = self._who(scope)
        if not _is_ours(scope, self._entrance) or not self._has_room(who):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        self._sockets[who] += 1
        try:
            await self._pass_on(scope, receive, send)
        finally:
            self._sockets[who] -= 1
            self._sockets += Counter()  # forgets who has none

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._is_secure:  # TLS ends before this server: where it sends a browser on, that stays within it
            scope["scheme"] = "wss" if scope["type"] == "websocket" else "https"
        await self._app(scope, receive, _protecting(send, self._is_secure))


def _is_ours(scope: Scope, entrance: Entrance | None) -> bool:
    """Whether a request is to the page under its own name, and from no other page.

    A browser names the page that speaks wherever it could do harm; a WebSocket that names none is no browser's.
    """
    hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
    if len(hosts) != 1 or scope["path"].rstrip("/").endswith(CLOSED):
        return False
    if entrance and hosts[0] != entrance.host:  # this machine may ask how it goes, nothing else
        is_asked = scope["path"] == HEALTH and not origins
        return is_asked and hosts[0] in _own_hosts(scope) and _is_this_machine(scope)
    if entrance and scope["path"].endswith(HEALTH):  # it names the collections
        return False
    if not (entrance.lets_in(scope) if entrance else hosts[0] in _own_hosts(scope)):
        return False
    is_own_page = origins == [entrance.origin if entrance else f"http://{hosts[0]}"]
    return is_own_page or not origins and scope["type"] == "http"


def _own_hosts(scope: Scope) -> set[str]:
    port = scope["server"][1]
    return {f"{name}:{port}" for name in NAMES} | (set(NAMES) if port == 80 else set())


def _is_this_machine(scope: Scope) -> bool:
    """Whether who speaks is on this machine, whatever name they call it by."""
    client = scope.get("client")
    try:
        return client is not None and address_of_client(client[0]).is_loopback
    except ValueError:  # no address: a socket in a folder
        return False


def address_of_client(text: str) -> IPv4Address | IPv6Address:
    """The address of who speaks; where the server listens on IPv6 too, one of IPv4 comes as ::ffff:10.0.0.1."""
    address = ip_address(text)
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key.lower() == name]


def _protecting(send: Send, is_secure: bool) -> Send:
    """Send, with the headers that protect the page in place of any of the same names.

    Over TLS, no cookie goes without it: Streamlit leaves that out.
    """
    ours = {name for name, _ in HEADERS}

    async def protected(message: Message) -> None:
        if message["type"] == "http.response.start":
            others: Iterable[tuple[bytes, bytes]] = message.get("headers", ())
            kept = [(name, _secured(name, value, is_secure)) for name, value in others if name.lower() not in ours]
            message["headers"] = [*kept, *HEADERS]
        await send(message)

    return protected


def _secured(name: bytes, value: bytes, is_secure: bool) -> bytes:
    needs_it = is_secure and name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return value + b"; Secure" if needs_it else value
