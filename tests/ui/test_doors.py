"""Only the page itself speaks to its server, and what the server sends cannot be framed."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from factcontext.ui.doors import HEADERS, Doors, Entrance

PORT = 8700
OWN = f"127.0.0.1:{PORT}"


async def nothing(scope: Any, receive: Any, send: Any) -> None:
    """A page that sends nothing."""


def knock(
    kind: str,
    entrance: Entrance | None = None,
    path: str = "/",
    client: str = "127.0.0.1",
    doors: Doors | None = None,
    more: Mapping[str, str] = {},
    **headers: str | None,
) -> list[dict[str, Any]]:
    """What is sent in answer to a request with these headers."""
    sent: list[dict[str, Any]] = []
    named = [(name.encode(), value.encode()) for name, value in {**headers, **more}.items() if value is not None]
    scope = {"type": kind, "path": path, "server": ("127.0.0.1", PORT), "client": (client, 9), "headers": named}

    async def page(scope: Any, receive: Any, send: Any) -> None:
        if kind == "websocket":
            await send({"type": "websocket.accept"})
        else:
            theirs = [(b"X-Frame-Options", b"ALLOWALL"), (b"content-type", b"text/html"), (b"set-cookie", b"a=b")]
            await send({"type": "http.response.start", "status": 200, "headers": theirs})

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # a browser that other tests drive keeps this thread's event loop running
        apart.submit(lambda: asyncio.run((doors or Doors(page, entrance))(scope, receive, send))).result()
    return sent


@pytest.mark.parametrize(
    ("host", "origin", "is_let_in"),
    [
        (OWN, f"http://{OWN}", True),
        (f"localhost:{PORT}", f"http://localhost:{PORT}", True),
        (f"LOCALHOST:{PORT}", f"http://localhost:{PORT}", True),
        (OWN, None, False),
        (OWN, "null", False),
        (OWN, "", False),
        (OWN, f"https://{OWN}", False),
        (OWN, f"http://localhost:{PORT}", False),
        (OWN, "http://127.0.0.1", False),
        (OWN, "http://127.0.0.1:9920", False),
        (OWN, f"http://{OWN}.evil.test", False),
        ("127.0.0.1", "http://127.0.0.1", False),
        (f"evil.test:{PORT}", f"http://evil.test:{PORT}", False),
        (None, f"http://{OWN}", False),
    ],
)
def test_a_session_is_opened_by_the_page_alone(host: str | None, origin: str | None, is_let_in: bool) -> None:
    (sent,) = knock("websocket", path="/_stcore/stream", host=host, origin=origin)
    assert sent["type"] == ("websocket.accept" if is_let_in else "websocket.close")


@pytest.mark.parametrize(
    ("path", "host", "origin", "status"),
    [
        ("/", OWN, None, 200),  # an address that is typed or followed
        ("/_stcore/health", OWN, None, 200),
        ("/", OWN, f"http://{OWN}", 200),
        ("/", OWN, "http://127.0.0.1:9920", 403),
        ("/", "evil.test", None, 403),
        ("/", f"evil.test:{PORT}", None, 403),
        ("/", "127.0.0.1:9920", None, 403),
        ("/", None, None, 403),
        ("/_stcore/metrics", OWN, None, 403),
        ("/_stcore/metrics/", OWN, f"http://{OWN}", 403),
    ],
)
def test_a_request_under_a_foreign_name_or_from_another_page_is_refused(
    path: str, host: str | None, origin: str | None, status: int
) -> None:
    first, *_ = knock("http", path=path, host=host, origin=origin)
    assert first["status"] == status
    names = [name.lower() for name, _ in first["headers"]]
    assert set(HEADERS) <= set(first["headers"])
    assert names.count(b"x-frame-options") == 1


SITE = Entrance("https://news.test", "X-Remote-User", lambda address: address == "10.0.0.2")


@pytest.mark.parametrize(
    ("headers", "client", "status"),
    [
        ({"host": "news.test"}, "10.0.0.2", 200),
        ({"host": "news.test", "origin": "https://news.test"}, "10.0.0.2", 200),
        ({"host": "news.test", "x-remote-user": "maria"}, "10.0.0.2", 200),
        ({"host": "news.test", "x-remote-user": "maria"}, "10.0.0.3", 403),
        ({"host": "news.test", "X-REMOTE-USER": "maria"}, "10.0.0.3", 403),
        ({"host": "news.test", "origin": "http://news.test"}, "10.0.0.2", 403),
        ({"host": "evil.test"}, "10.0.0.2", 403),
        ({"host": OWN}, "127.0.0.1", 403),
    ],
)
def test_a_shared_page_is_reached_under_its_address_and_believes_its_proxy_alone(
    headers: dict[str, str], client: str, status: int
) -> None:
    assert knock("http", SITE, client=client, more=headers)[0]["status"] == status


def test_two_names_for_one_reader_are_refused() -> None:
    twice = {"X-Remote-User": "maria", "x-remote-user": "ines"}
    assert knock("http", SITE, client="10.0.0.2", host="news.test", more=twice)[0]["status"] == 403


@pytest.mark.parametrize(("path", "status"), [("/healthz", 200), ("/", 403), ("/_stcore/health", 403)])
def test_this_machine_may_ask_a_shared_page_how_it_goes_and_nothing_else(path: str, status: int) -> None:
    assert knock("http", SITE, path, host=OWN, client="127.0.0.1")[0]["status"] == status


@pytest.mark.parametrize(("host", "client"), [(OWN, "10.0.0.3"), ("news.test", "10.0.0.2"), ("news.test", "127.0.0.1")])
def test_nobody_else_may(host: str, client: str) -> None:
    assert knock("http", SITE, "/healthz", host=host, client=client)[0]["status"] == 403


def test_no_cookie_goes_without_tls_where_the_page_has_it() -> None:
    shared, own = (
        dict(knock("http", one, host=host)[0]["headers"]) for one, host in ((SITE, "news.test"), (None, OWN))
    )
    assert shared[b"set-cookie"] == b"a=b; Secure" and own[b"set-cookie"] == b"a=b"


def test_so_many_tabs_are_served_and_no_more() -> None:
    doors = Doors(nothing, most_sockets=0)
    assert knock("websocket", doors=doors, host=OWN, origin=f"http://{OWN}")[0]["type"] == "websocket.close"


def test_the_page_and_its_health_answer_where_no_tab_more_is_served() -> None:
    asked = knock("http", path="/_stcore/health", doors=Doors(answers, most_sockets=0), host=OWN)
    assert asked[0]["status"] == 200


async def answers(scope: Any, receive: Any, send: Any) -> None:
    """A page that says that all is well."""
    await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.parametrize(
    ("entrance", "one", "other"),
    [
        (SITE, {"x-remote-user": "maria"}, {"x-remote-user": "ines"}),
        (Entrance("https://news.test"), {"cookie": "a=b; _streamlit_user=m"}, {"cookie": "_streamlit_user=i"}),
    ],
)
def test_one_reader_leaves_tabs_to_the_others(
    entrance: Entrance, one: dict[str, str], other: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcontext.ui.doors.MOST_OF_ONE", 1)
    seen: list[str] = []

    def opened(who: dict[str, str]) -> str:
        own = {"host": "news.test", "origin": "https://news.test", **who}
        return str(knock("websocket", entrance, client="10.0.0.2", doors=doors, more=own)[0]["type"])

    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        if not seen:  # while the first tab is open
            seen.append("")
            seen.extend([opened(one), opened(other)])

    doors = Doors(page, entrance)
    assert opened(one) == "websocket.accept" and seen[1:] == ["websocket.close", "websocket.accept"]
    assert opened(one) == "websocket.accept"  # the first was closed


def test_where_tls_ends_before_the_server_it_knows_of_it() -> None:
    seen: list[str] = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["scheme"])

    knock("http", doors=Doors(page, SITE), host="news.test")
    knock("websocket", doors=Doors(page, SITE), host="news.test", origin="https://news.test")
    assert seen == ["https", "wss"]
