"""Readers sign in with a real provider, see what they may, keep what is theirs apart, and sign out."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.store.library import Library
from factcontext.ui import texts
from tests.browser.conftest import TIMEOUT_MS, ask
from tests.ports import free_port, running
from tests.provider import CLIENT, SECRET, Provider, provider

pytestmark = pytest.mark.browser
READER, EDITOR, STRANGER = "reader@news.test", "editor@news.test", "stranger@elsewhere.test"
PIER = "The pier at Calder Point was closed on Monday, harbour master Ines Orr said. “Nobody may walk on it,” Orr said."
SITE = """
address = "{address}"
listen = "127.0.0.1:{port}"

{login}

[[collection]]
name = "Sample"
articles = "{sample}"
index = "{sample_index}"
readers = ["@news.test"]
editors = ["role:desk"]

[[collection]]
name = "Pier"
articles = "{pier}"
index = "{pier_index}"
readers = ["{reader}"]
editors = ["role:harbour"]
"""
LOGIN = """
[login]
metadata = "{metadata}/.well-known/openid-configuration"
client_id = "{client}"
client_secret = "{secret}"
"""


@contextmanager
def sharing(text: str, path: Path, port: int) -> Iterator[None]:
    """Serve what a file describes until the block ends."""
    path.write_text(text)
    path.chmod(0o600)
    words = [sys.executable, "-m", "factcontext.ui.terminal", "serve", str(path)]
    with running(words, port):
        yield


@pytest.fixture(scope="module")
def shared_folders(
    sample: Path, embedder: LocalModel, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, str | Path]:
    """Two collections, each with its index."""
    folder = tmp_path_factory.mktemp("shared")
    (folder / "pier").mkdir()
    (folder / "pier" / "pier.txt").write_text(PIER)
    for name, articles in (("sample", sample), ("pier", folder / "pier")):
        build(articles, folder / f"{name}_index", embedder)
    indexes = {f"{name}_index": folder / f"{name}_index" for name in ("sample", "pier")}
    return {"sample": sample, "pier": folder / "pier", "reader": READER, **indexes}


@pytest.fixture(scope="module")
def signing_in() -> Iterator[Provider]:
    with provider() as state:
        yield state


@pytest.fixture(scope="module")
def address(
    shared_folders: Mapping[str, str | Path], signing_in: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A page that is shared, below a path of its host."""
    port = free_port()
    address = f"http://localhost:{port}/facts"
    login = LOGIN.format(metadata=signing_in.address, client=CLIENT, secret=SECRET)
    text = SITE.format(address=address, port=port, login=login, **shared_folders)
    with sharing(text, tmp_path_factory.mktemp("site") / "site.toml", port):
        yield address


@pytest.fixture
def visit(chromium: Browser, address: str, signing_in: Provider) -> Iterator[Any]:
    """Opens a browser of somebody's own and signs them in."""
    opened = []

    def sign_in(name: str, **claims: Any) -> Page:
        context = chromium.new_context(viewport={"width": 1100, "height": 900})
        context.set_default_timeout(TIMEOUT_MS)
        opened.append(context)
        page = context.new_page()
        page.goto(address)
        signing_in.claims = {"email": name, **claims}
        page.get_by_role("button", name=texts.SIGN_IN).click()
        return page

    expect.set_options(timeout=TIMEOUT_MS)
    yield sign_in
    for context in opened:
        context.close()


def test_nobody_reads_without_signing_in(page: Page, address: str) -> None:
    for path in ("", "/library", "/speakers", "/conversations", "/article?article=pier.txt"):
        page.goto(f"{address}{path}")
        expect(page.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()
        assert "Calder" not in page.content()


def test_a_reader_asks_chooses_a_collection_and_may_not_rebuild(visit: Any) -> None:
    page = visit(READER)
    expect(page.get_by_text(READER)).to_be_visible()
    ask(page, "What did Belhame say about the Sable?")
    page.get_by_label(texts.COLLECTION).select_option("Pier")
    expect(page.get_by_text("1 article")).to_be_visible()
    ask(page, "What did Orr say about the pier?")
    expect(page.locator("mark").first).to_contain_text("Nobody may walk on it")
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.get_by_text(texts.EDITORS_REBUILD)).to_be_visible()
    assert page.get_by_role("button", name=texts.REBUILD).count() == 0


def test_an_editor_by_role_may_rebuild_and_sees_only_what_they_may_read(visit: Any) -> None:
    page = visit(EDITOR, groups=["desk"])
    expect(page.get_by_text(EDITOR)).to_be_visible()
    assert page.get_by_label(texts.COLLECTION).count() == 0
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.get_by_role("button", name=texts.REBUILD)).to_be_visible()


def test_what_one_asked_no_other_finds(visit: Any) -> None:
    page = visit(READER)
    ask(page, "What did Belhame say about the Sable?")
    kept = page.url
    other = visit(EDITOR, groups=["desk"])
    expect(other.get_by_text(EDITOR)).to_be_visible()
    other.goto(kept)
    expect(other.get_by_text(EDITOR)).to_be_visible()
    expect(other.get_by_text(texts.SLOGAN)).to_be_visible()
    assert other.locator("section[aria-label=Answer]").count() == 0
    other.get_by_role("link", name=texts.CONVERSATIONS).click()
    expect(other.get_by_text(texts.NO_CONVERSATION)).to_be_visible()


@pytest.mark.parametrize(
    ("name", "claims"),
    [(STRANGER, {}), ("reader@news.test.elsewhere.test", {}), (READER, {"email_verified": False})],
)
def test_who_may_read_nothing_is_told_so(name: str, claims: dict[str, Any], visit: Any) -> None:
    page = visit(name, **claims)
    page.wait_for_timeout(1500)
    assert page.get_by_role("textbox", name=texts.ASK_BOX).count() == 0
    assert "Belhame" not in page.content()


def test_who_signs_out_is_out_in_every_tab(visit: Any, signing_in: Provider) -> None:
    page = visit(READER)
    expect(page.get_by_text(READER)).to_be_visible()
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.get_by_text(READER)).to_be_visible()
    before = signing_in.signed_out
    page.get_by_role("button", name=texts.SIGN_OUT).click()
    expect(page.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()
    assert signing_in.signed_out == before + 1
    second.get_by_role("link", name=texts.SPEAKERS).click()
    expect(second.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()


def test_who_has_signed_out_rebuilds_nothing_from_another_tab(
    visit: Any, shared_folders: Mapping[str, str | Path]
) -> None:
    page = visit(STRANGER, groups=["harbour"])
    expect(page.get_by_text(STRANGER)).to_be_visible()
    second = page.context.new_page()
    second.goto(page.url)
    new = Path(shared_folders["pier"]) / "quay.txt"
    new.write_text(PIER.replace("pier", "quay"))
    try:
        rebuild = second.get_by_role("button", name=texts.REBUILD, exact=True)
        expect(rebuild).to_be_visible()
        page.get_by_role("button", name=texts.SIGN_OUT).click()
        expect(page.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()
        rebuild.click()
        expect(second.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()
    finally:
        new.unlink()
    with Library.open(Path(shared_folders["pier_index"])) as library:
        assert library.paths() == ["pier.txt"]


def test_a_session_ends_with_its_time(visit: Any, signing_in: Provider) -> None:
    signing_in.age_s = 12.1 * 3600
    try:
        page = visit(READER)
        expect(page.get_by_role("button", name=texts.SIGN_IN)).to_be_visible()
        page.wait_for_timeout(1000)
        assert page.get_by_role("textbox", name=texts.ASK_BOX).count() == 0
    finally:
        signing_in.age_s = 0.0


def test_an_address_in_a_collection_that_cannot_be_used_does_not_close_the_page(
    page: Page, shared_folders: Mapping[str, str | Path], tmp_path: Path
) -> None:
    port, damaged = free_port(), tmp_path / "damaged"
    shutil.copytree(shared_folders["pier_index"], damaged)
    next(damaged.glob("generations/*/manifest.json")).write_text("{")
    address = f"http://127.0.0.1:{port}"
    text = SITE.format(address=address, port=port, login="", **{**shared_folders, "pier_index": damaged})
    text = "\n".join(line for line in text.split("\n") if not line.startswith(("readers", "editors")))
    with sharing(text, tmp_path / "site.toml", port):
        page.goto(f"{address}/article?article=pier.txt")
        expect(page.get_by_label(texts.COLLECTION)).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.goto(address)
        page.get_by_label(texts.COLLECTION).select_option("Pier")
        expect(page.get_by_role("heading", name=texts.DAMAGED)).to_be_visible()
