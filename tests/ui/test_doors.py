"""Only the page itself speaks to its server, and what the server sends cannot be framed."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from factcontext.ui.doors import HEADERS, Doors

PORT = 8700
OWN = f"127.0.0.1:{PORT}"


def knock(kind: str, path: str = "/", **headers: str | None) -> list[dict[str, Any]]:
    """What is sent in answer to a request with these headers."""
    sent: list[dict[str, Any]] = []
    named = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    scope = {"type": kind, "path": path, "server": ("127.0.0.1", PORT), "headers": named}

    async def page(scope: Any, receive: Any, send: Any) -> None:
        if kind == "websocket":
            await send({"type": "websocket.accept"})
        else:
            theirs = [(b"X-Frame-Options", b"ALLOWALL"), (b"content-type", b"text/html")]
            await send({"type": "http.response.start", "status": 200, "headers": theirs})

    async def receive() -> dict[str, Any]:
        return {"type": f"{kind}.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as apart:  # a browser that other tests drive keeps this thread's event loop running
        apart.submit(lambda: asyncio.run(Doors(page)(scope, receive, send))).result()
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
    (sent,) = knock("websocket", "/_stcore/stream", host=host, origin=origin)
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
    first, *_ = knock("http", path, host=host, origin=origin)
    assert first["status"] == status
    names = [name.lower() for name, _ in first["headers"]]
    assert set(HEADERS) <= set(first["headers"])
    assert names.count(b"x-frame-options") == 1
