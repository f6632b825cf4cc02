"""Behind Caddy or nginx, with TLS, a path and readers whom it signs in, the page works; nobody names themselves."""

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from factcontext.ui import texts
from tests.browser.conftest import TIMEOUT_MS, ask
from tests.browser.test_sharing import sharing
from tests.conftest import ROOT
from tests.endpoint import own_certificate
from tests.ports import free_port, running

pytestmark = pytest.mark.browser
READER, COLLEAGUE = "maria", "otto"
ALONE = "{\n\tadmin off\n\tauto_https disable_redirects\n\tskip_install_trust\n}\n"
DEBIANS_NGINX = "/usr/sbin/nginx"  # a folder that is not on the path of users
# Stands for a service that signs readers in: whoever has the cookie of maria is maria.
TICKET = "ticket"


class Front(ABC):
    """A web server before the page, with the file that comes with the program, told to sign readers in."""

    program: str | None

    def __init__(self, port: int, behind: int, folder: Path) -> None:
        self.port, self.behind, self.folder = port, behind, folder
        self._stack = ExitStack()

    def start(self) -> None:
        assert self.program
        home = {"XDG_DATA_HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "HOME": str(self.folder)}
        self._stack.enter_context(running([self.program, *self.words()], self.port, os.environ | home))

    def stop(self) -> None:
        self._stack.close()

    @abstractmethod
    def words(self) -> list[str]:
        """What to run it with, once its file is written."""


class Caddy(Front):
    program = shutil.which("caddy")

    def words(self) -> list[str]:
        text = changed(
            (ROOT / "deploy" / "Caddyfile").read_text(),
            ("facts.news.example {", f"https://localhost:{self.port} {{\n\ttls internal"),
            ("\treverse_proxy 127.0.0.1:8501", f"{self._signing_in()}\treverse_proxy 127.0.0.1:{self.behind}"),
        )
        path = self.folder / "Caddyfile"
        path.write_text(ALONE + text)
        return ["run", "--adapter", "caddyfile", "--config", str(path)]

    def _signing_in(self) -> str:
        return "".join(
            f"\t@{name} header Cookie *{TICKET}=of-{name}*\n"
            f"\treverse_proxy @{name} 127.0.0.1:{self.behind} {{\n\t\theader_up X-Remote-User {name}\n\t}}\n"
            for name in (READER, COLLEAGUE)
        )


class Nginx(Front):
    program = shutil.which("nginx") or shutil.which(DEBIANS_NGINX)

    def words(self) -> list[str]:
        certificate = own_certificate(self.folder)
        text = changed(
            (ROOT / "deploy" / "nginx.conf").read_text(),
            ("listen 443 ssl", f"listen 127.0.0.1:{self.port} ssl"),
            ("server_name facts.news.example", "server_name localhost"),
            ("/etc/ssl/certs/facts.news.example.pem", str(certificate)),
            ("/etc/ssl/private/facts.news.example.pem", str(certificate)),
            ("127.0.0.1:8501", f"127.0.0.1:{self.behind}"),
            ('X-Remote-User ""', "X-Remote-User $reader"),
        )
        names = "".join(f"of-{name} {name}; " for name in (READER, COLLEAGUE))
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = "".join(f"{kind}_temp_path {self.folder / kind};\n" for kind in kinds)
        path = self.folder / "nginx.conf"
        path.write_text(
            f"daemon off;\npid {self.folder / 'pid'};\nevents {{}}\nhttp {{\naccess_log off;\n{places}"
            f'map $cookie_{TICKET} $reader {{ default ""; {names}}}\n{text}}}\n'
        )
        return ["-c", str(path), "-p", str(self.folder), "-e", str(self.folder / "errors.log")]


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A file with what must differ in a test; each change finds its place."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def behind() -> int:
    return free_port()


@pytest.fixture(scope="module", params=[Caddy, Nginx])
def front(request: pytest.FixtureRequest, behind: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    if not request.param.program:
        pytest.skip(f"{request.param.__name__} is not on this machine")
    made = request.param(free_port(), behind, tmp_path_factory.mktemp("front"))
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def address(sample: Path, sample_index: Path, front: Front) -> Iterator[str]:
    """The sample behind a web server, below a path."""
    address = f"https://localhost:{front.port}/facts"
    text = (
        f'address = "{address}"\nlisten = "127.0.0.1:{front.behind}"\n'
        '[proxy]\nuser_header = "X-Remote-User"\nfrom = ["127.0.0.1"]\n[[collection]]\nname = "Sample"\n'
        f'articles = "{sample}"\nindex = "{sample_index}"\nreaders = ["{READER}", "{COLLEAGUE}"]\n'
    )
    with sharing(text, front.folder / "site.toml", front.behind):
        yield address


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A browser of somebody whom the web server knows, and who claims to be somebody else."""
    context = chromium.new_context(ignore_https_errors=True, extra_http_headers={"X-Remote-User": "editor-in-chief"})
    sign_in(context, address, READER)
    context.set_default_timeout(TIMEOUT_MS)
    expect.set_options(timeout=TIMEOUT_MS)
    yield context.new_page()
    context.close()


def sign_in(context: BrowserContext, address: str, name: str) -> None:
    context.add_cookies([{"name": TICKET, "value": f"of-{name}", "url": address, "secure": True}])


def test_the_page_works_below_a_path_and_who_reads_is_whom_the_proxy_names(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text(READER, exact=True)).to_be_visible()
    ask(page, "What did Belhame say about the Sable?")
    page.get_by_role("link", name="Open article").first.click()
    expect(page.locator(".fc-article mark").first).to_be_visible()
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


def test_a_tab_that_changes_hands_forgets_whose_it_was(page: Page, address: str, front: Front) -> None:
    page.goto(address)
    asked = "What did Belhame say about the Sable?"
    ask(page, asked)
    front.stop()  # the tab loses its server, and comes back with the same session
    sign_in(page.context, address, COLLEAGUE)
    front.start()
    box = page.get_by_role("textbox", name=texts.ASK_BOX, exact=True)
    box.fill("Why was the port of Hallmere closed?")
    expect(page.get_by_role("button", name="Send message")).to_be_enabled()
    box.press("Enter")
    expect(page.get_by_text(COLLEAGUE, exact=True)).to_be_visible()
    expect(page.get_by_text(READER, exact=True)).to_have_count(0)
    expect(page.get_by_text(asked)).to_have_count(0)
    expect(page.locator("section[aria-label=Answer]")).to_have_count(1)
