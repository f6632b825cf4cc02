"""Behind Caddy, with TLS, a path of the host and readers whom it signs in, the page works; nobody names themselves."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from factcontext.ui import texts
from tests.browser.conftest import TIMEOUT_MS, ask
from tests.browser.test_sharing import sharing
from tests.conftest import ROOT
from tests.ports import free_port, running

CADDY = shutil.which("caddy")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CADDY, reason="Caddy is not on this machine")]
READER = "maria"
ALONE = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
# Stands for a service that signs readers in: whoever has its cookie is maria.
SIGNS_IN = f"\t@signed-in header Cookie *ticket=of-{READER}*\n\treverse_proxy @signed-in"
NAMES = f" {{\n\t\theader_up X-Remote-User {READER}\n\t}}\n"


@contextmanager
def caddy(port: int, behind: int, folder: Path) -> Iterator[None]:
    """Caddy with the file that comes with the program, told to sign readers in, until the block ends."""
    assert CADDY
    text = (ROOT / "deploy" / "Caddyfile").read_text()
    text = text.replace("facts.news.example {", f"https://localhost:{port} {{\n\ttls internal")
    text = text.replace("127.0.0.1:8501", f"127.0.0.1:{behind}")
    passed_on = f"\treverse_proxy 127.0.0.1:{behind}"
    assert passed_on in text
    text = text.replace(passed_on, f"{SIGNS_IN} 127.0.0.1:{behind}{NAMES}{passed_on}")
    (folder / "Caddyfile").write_text(ALONE + text)
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    words = [CADDY, "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with running(words, port, os.environ | home):
        yield


@pytest.fixture(scope="module")
def behind() -> int:
    return free_port()


@pytest.fixture(scope="module")
def address(sample: Path, sample_index: Path, behind: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample behind Caddy, below a path."""
    port, folder = free_port(), tmp_path_factory.mktemp("caddy")
    address = f"https://localhost:{port}/facts"
    text = (
        f'address = "{address}"\nlisten = "127.0.0.1:{behind}"\n'
        '[proxy]\nuser_header = "X-Remote-User"\nfrom = ["127.0.0.1"]\n'
        f'[[collection]]\nname = "Sample"\narticles = "{sample}"\nindex = "{sample_index}"\nreaders = ["{READER}"]\n'
    )
    with sharing(text, folder / "site.toml", behind), caddy(port, behind, folder):
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A browser of somebody whom Caddy knows, and who claims to be somebody else."""
    context = chromium.new_context(ignore_https_errors=True, extra_http_headers={"X-Remote-User": "editor-in-chief"})
    context.add_cookies([{"name": "ticket", "value": f"of-{READER}", "url": address, "secure": True}])
    context.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    yield context.new_page()
    context.close()


def test_the_page_works_below_a_path_and_who_reads_is_whom_the_proxy_names(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text(READER, exact=True)).to_be_visible()
    ask(page, "What did Belhame say about the Sable?")
    page.get_by_role("link", name="Open article").first.click()
    expect(page.locator("mark").first).to_be_visible()
    page.get_by_role("link", name=texts.SPEAKERS).click()
    expect(page.get_by_role("heading", name=texts.SPEAKERS)).to_be_visible()
    assert page.url.startswith(f"{address}/")
    assert page.get_by_text("editor-in-chief").count() == 0


def test_cookies_and_headers_hold_over_tls(page: Page, address: str) -> None:
    reply = page.goto(address)
    assert reply and reply.headers["strict-transport-security"].startswith("max-age=")
    assert reply.headers["x-frame-options"] == "SAMEORIGIN"
    expect(page.get_by_text(READER, exact=True)).to_be_visible()
    assert all(cookie["secure"] for cookie in page.context.cookies())


def test_without_signing_in_nothing_is_read(chromium: Browser, address: str) -> None:
    context = chromium.new_context(ignore_https_errors=True, extra_http_headers={"X-Remote-User": READER})
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text(texts.OPEN_ANEW)).to_be_visible()
    assert "Belhame" not in page.content()
    context.close()


def test_past_the_proxy_nothing_but_the_health_is_told(address: str, behind: int) -> None:
    statuses = {}
    for path in ("/healthz", "/", "/facts", "/facts/_stcore/health", "/facts/_stcore/metrics"):
        connection = HTTPConnection("127.0.0.1", behind, timeout=30)
        connection.request("GET", path, headers={"X-Remote-User": READER})
        statuses[path] = connection.getresponse().status
        connection.close()
    assert statuses == {path: 200 if path == "/healthz" else 403 for path in statuses}
