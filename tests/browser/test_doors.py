"""A page on another port of this machine can neither frame the page nor read it, and no reader empties all caches."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


@contextmanager
def neighbour(html: str) -> Iterator[str]:
    """The address of a page on another port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, format: str, *arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_another_page_cannot_frame_this_one(page: Page, sample_site: Site) -> None:
    with neighbour(f"<iframe src='{sample_site.address}' width=900 height=700></iframe>") as address:
        page.goto(address)
        page.wait_for_timeout(1500)
        framed = page.frames[1]
        assert framed.get_by_role("textbox").count() == 0
        assert not framed.url.startswith(sample_site.address)


def test_another_page_cannot_open_a_session(page: Page, sample_site: Site) -> None:
    socket = f"{sample_site.address.replace('http', 'ws')}/_stcore/stream"
    script = "new Promise(done => { const s = new WebSocket(%r, ['streamlit']); s.onopen = () => done('open'); "
    script += "s.onerror = () => done('refused') })"
    with neighbour("<p>Another page.</p>") as address:
        page.goto(address)
        assert page.evaluate(script % socket) == "refused"


def test_what_is_counted_of_the_page_is_told_to_nobody(sample_site: Site) -> None:
    connection = HTTPConnection(sample_site.address.removeprefix("http://"), timeout=10)
    connection.request("GET", "/_stcore/metrics")
    assert connection.getresponse().status == 403
    connection.close()
