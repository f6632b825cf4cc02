"""The library: articles are found and opened; a rebuild shows its progress and is used without a restart."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.purge import purge
from factcontext.index.store import spool
from factcontext.index.store.generations import current, generation_folder
from factcontext.ui import texts
from tests.browser.accessibility import violations
from tests.browser.conftest import Site, ask, serving
from tests.invented import HARBOUR, ORCHARD

BRIDGE = """Bridge of Tarn to open in June

TARN -- The new bridge will open on June 3, engineer Petra Lund said on Monday. “The last cable is in place,” Lund said.
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, embedder) -> Iterator[Site]:
    """A folder of two articles with its index, served."""
    folder = tmp_path_factory.mktemp("town")
    articles, index = folder / "articles", folder / "index"
    articles.mkdir()
    (articles / "harbour.txt").write_text(HARBOUR, "utf-8")
    (articles / "orchard.txt").write_text(ORCHARD, "utf-8")
    (articles / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    build(articles, index, embedder)
    with serving(index, articles) as site:
        yield site


def test_the_library_lists_finds_and_opens_articles(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.address)
    page.get_by_role("link", name=texts.LIBRARY).click()
    expect(page.locator(".fc-list li")).not_to_have_count(0)
    field = page.get_by_role("textbox", name=texts.FIND_ARTICLE)
    field.fill("channel nine")
    field.press("Enter")
    expect(page.locator(".fc-list li")).to_have_count(1)
    title = page.locator(".fc-list a").inner_text()
    page.locator(".fc-list a").click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_articles_come_first_and_what_is_technical_is_folded(page: Page, sample_site: Site) -> None:
    page.goto(f"{sample_site.address}/library")
    expect(page.locator(".fc-list li").first).to_be_in_viewport()
    expect(page.get_by_role("heading", name=texts.HOLDINGS)).to_be_hidden()
    page.get_by_text(texts.ABOUT_INDEX).click()
    expect(page.get_by_role("heading", name=texts.HOLDINGS)).to_be_visible()
    expect(page.get_by_role("textbox", name=texts.FOLDER_FIELD)).to_be_visible()
    assert not violations(page)


def test_the_file_report_says_what_was_skipped_and_why(page: Page, town: Site) -> None:
    page.goto(f"{town.address}/library")
    page.get_by_text(f"{texts.SKIPPED} (1)").click()
    expect(page.locator(".fc-findings li")).to_contain_text("photo.jpg: ")


def test_a_new_article_is_asked_about_after_a_rebuild_without_a_restart(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, "What did Petra Lund say about the cable?")
    expect(page.get_by_role("region", name="Answer").last).to_contain_text(texts.NOT_FOUND)
    (town.articles / "bridge.txt").write_text(BRIDGE, "utf-8")
    (town.articles / "orchard.txt").unlink()
    page.get_by_role("link", name=texts.LIBRARY).click()
    other = page.context.new_page()
    other.goto(town.address)
    page.get_by_role("button", name=texts.REBUILD, exact=True).click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("button", name=texts.REBUILD, exact=True)).to_be_disabled()
    ask(other, "What did Ines Calder say about the gates?")  # over the old index, while the new one is built
    expect(other.get_by_role("region", name="Source 1: ")).to_be_attached()
    expect(page.get_by_text("Index rebuilt")).to_contain_text("1 new, 1 removed")
    page.get_by_role("link", name=texts.ASK, exact=True).click()
    ask(page, "What did Petra Lund say about the cable?")
    expect(page.get_by_role("region", name="Answer").last).to_contain_text("The last cable is in place")
    ask(other, "What did Petra Lund say about the cable?")
    expect(other.get_by_role("region", name="Answer").last).to_contain_text("The last cable is in place")


def test_a_rebuild_can_be_cancelled(page: Page, town: Site) -> None:
    for n in range(40):  # enough to be still at it when the button is pressed
        (town.articles / f"copy-{n}.txt").write_text(f"{HARBOUR}\nNotice {n} was posted at the gates.\n" * 20, "utf-8")
    page.goto(f"{town.address}/library")
    before = sorted(path.name for path in town.index.iterdir())
    page.get_by_role("button", name=texts.REBUILD, exact=True).click()
    page.get_by_role("button", name=texts.CANCEL).click()
    expect(page.get_by_text(texts.CANCELLED)).to_be_visible()
    assert sorted(path.name for path in town.index.iterdir() if not path.name.startswith(spool.FILE)) == before


def test_an_address_into_an_article_that_changed_says_so(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, "What did Ines Calder say about the gates?")
    page.get_by_role("region", name="Source 1: ").get_by_role("link", name=texts.OPEN_ARTICLE).click()
    expect(page.locator(".fc-article mark")).to_be_in_viewport()
    page.wait_for_url("**/article?*")
    kept = page.url
    (town.articles / "harbour.txt").write_text(HARBOUR.replace("two weeks", "three weeks"), "utf-8")
    for path in town.articles.glob("copy-*"):
        path.unlink()
    page.goto(f"{town.address}/library")
    page.get_by_role("button", name=texts.REBUILD, exact=True).click()
    expect(page.get_by_text("Index rebuilt")).to_contain_text("1 changed")
    page.goto(kept)
    expect(page.get_by_role("alert")).to_contain_text(texts.CHANGED_ARTICLE)
    expect(page.get_by_text("three weeks").first).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)


def test_a_damaged_index_is_told_and_built_again(page: Page, town: Site, tmp_path: Path) -> None:
    index = tmp_path / "index"
    shutil.copytree(town.index, index)
    for path in index.rglob("*.faiss"):
        path.write_bytes(path.read_bytes()[:-1])
    with serving(index, town.articles) as site:
        page.goto(site.address)
        expect(page.get_by_role("heading", name=texts.DAMAGED)).to_be_visible()
        page.get_by_role("button", name=texts.BUILD_INDEX).click()
        expect(page.get_by_role("heading", name=texts.SLOGAN)).to_be_visible()


def two_generations(folder: Path, embedder: LocalModel) -> tuple[Path, Path]:
    """A folder of two articles, and its index: the generation before had one of them."""
    articles, index = folder / "articles", folder / "index"
    articles.mkdir()
    for name, text in (("harbour.txt", HARBOUR), ("orchard.txt", ORCHARD)):
        (articles / name).write_text(text, "utf-8")
        build(articles, index, embedder)
    return articles, index


def test_a_damaged_generation_lets_the_one_before_answer_and_the_page_says_so(
    page: Page, tmp_path: Path, embedder: LocalModel
) -> None:
    articles, index = two_generations(tmp_path, embedder)
    with serving(index, articles) as site:
        page.goto(site.address)
        ask(page, "Who is secretary of the fishing union?")
        (generation_folder(index, current(index) or "") / "catalog.sqlite").write_bytes(b"")
        ask(page, "What did Ines Calder say about the gates?")
        expect(page.get_by_role("alert").first).to_contain_text("The index is damaged: catalog.sqlite")
        expect(page.get_by_role("region", name="Answer").last).to_contain_text("We cannot mend the gates")


def test_answers_from_an_article_that_is_purged_leave_the_page(
    page: Page, tmp_path: Path, embedder: LocalModel
) -> None:
    articles, index = two_generations(tmp_path, embedder)
    with serving(index, articles) as site:
        page.goto(site.address)
        ask(page, "What did Ines Calder say about the gates?")
        ask(page, "What did Marta Quill say about the spring?")
        purge(index, "harbour.txt")
        page.get_by_role("link", name=texts.LIBRARY).click()
        page.get_by_role("link", name=texts.ASK, exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text(texts.taken_off(1))
        expect(page.get_by_role("region", name="Answer", exact=True)).to_have_count(1)
        expect(page.locator("body")).not_to_contain_text("We cannot mend the gates")
        ask(page, "What did Ines Calder say about the gates?")
        expect(page.get_by_role("region", name="Answer").last).to_contain_text(texts.NOT_FOUND)
