"""The page says by itself when the folder has changed, and takes the change in when it is asked to."""

from playwright.sync_api import Page, expect

from factcontext.index.build import build
from factcontext.ui import texts
from tests.browser.conftest import Site, ask
from tests.invented import HARBOUR, ORCHARD

NEW = "1 article is new since the index was built."


def test_a_new_article_is_told_of_and_taken_in_from_the_page_ask(page: Page, town: Site) -> None:
    page.goto(town.address)
    ask(page, "What did Ines Calder say about the gates?")
    expect(page.get_by_text("since the index was built")).to_have_count(0)
    (town.articles / "orchard.txt").write_text(ORCHARD, "utf-8")
    expect(page.get_by_role("status").filter(has_text=NEW)).to_be_visible()
    expect(page.get_by_role("region", name="Answer")).to_have_count(1)  # nothing that stood there is lost
    page.get_by_role("button", name=texts.REBUILD, exact=True).click()
    expect(page.get_by_text("Index rebuilt in")).to_contain_text("1 new")
    expect(page.get_by_text(NEW)).to_have_count(0)
    ask(page, "What did Marta Quill say about the spring?")
    expect(page.get_by_role("region", name="Answer").last).to_contain_text("forty years")
    expect(page.get_by_role("region", name="Answer")).to_have_count(2)


def test_the_library_says_what_has_changed_and_what_has_not(page: Page, town: Site) -> None:
    page.goto(f"{town.address}/library")
    expect(page.get_by_text(texts.UNCHANGED)).to_be_visible()
    (town.articles / "harbour.txt").write_text(HARBOUR.replace("two weeks", "three weeks"), "utf-8")
    expect(page.get_by_text("1 article has changed since the index was built.")).to_be_visible()
    town.articles.rename(town.articles.with_name("away"))
    expect(page.get_by_text("is not a folder")).to_be_visible()
    town.articles.with_name("away").rename(town.articles)
    expect(page.get_by_text("1 article has changed since the index was built.")).to_be_visible()


def test_a_build_elsewhere_ends_the_news(page: Page, town: Site, embedder) -> None:
    page.goto(town.address)
    (town.articles / "orchard.txt").write_text(ORCHARD, "utf-8")
    expect(page.get_by_text(NEW)).to_be_visible()
    build(town.articles, town.index, embedder)
    expect(page.get_by_text(NEW)).to_have_count(0)
    ask(page, "What did Marta Quill say about the spring?")
    expect(page.get_by_role("region", name="Answer").last).to_contain_text("forty years")
