"""What programs and archives write into the pages that they save is told from the pages' own words and address."""

import re
from pathlib import Path

import pytest

from factcontext.index.readers import read_article

ADDRESS = "https://post.example/bridge"
STORY = "".join(
    f"<p>{paragraph}</p>"
    for paragraph in (
        "The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.",
        "Engineers found cracks in two of its seven pillars, and the council voted to spend four million on repairs.",
        "“It will hold for a hundred years,” said Jane Roe, who leads the works, and who has built four bridges.",
    )
)


def saved(head="", over="", top="", root="", title="Bridge shut"):
    markup = (
        f"{top}<html {root}><head><title>{title}</title>{head}</head><body>{over}<article><h1>Bridge shut</h1>{STORY}"
        "</article></body></html>"
    )
    article = read_article(Path("a.html"), markup.encode())
    return {name: value.text for name, value in article.metadata.values()} | {"text": article.text}


ARCHIVE = "<meta property='og:site_name' content='Internet Archive'>"


@pytest.mark.parametrize(
    "how",
    [
        {"top": f"<!-- saved from url=(0024){ADDRESS} -->"},
        {"top": f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Sat Jun 09 2032\n-->"},
        {"root": f"data-scrapbook-source='{ADDRESS}' data-scrapbook-create='20320609101112131'"},
        {"head": f'<meta name="savepage-url" content="{ADDRESS}"><meta name="savepage-date" content="June 9 2032">'},
        {"head": f"{ARCHIVE}<link rel='canonical' href='/web/20320609000000/{ADDRESS}'>"},
        {"head": f"{ARCHIVE}<link rel='canonical' href='//web.archive.org/web/20320609000000/{ADDRESS}'>"},
        {"head": f"<link rel='canonical' href='https://web.archive.org/web/20320609im_/{ADDRESS}'>"},
        {"top": f"<!-- saved from url=(0070)https://web.archive.org/web/20320609000000/{ADDRESS} -->"},
        {
            "head": f"<meta property='og:site_name' content='archive.ph'><link rel=canonical href='https://archive.ph/a/{ADDRESS}'>"
        },
    ],
)
def test_a_saved_page_has_its_own_address_and_no_day_of_the_saving(how):
    said = saved(**how)
    assert (said["url"], said["publisher"]) == (ADDRESS, "post.example") and "published" not in said


@pytest.mark.parametrize(
    "bar",
    [
        "<div id='wm-ipp-base'><p>The Wayback Machine, 9 June 2032: 12 captures of this page so far</p></div>",
        f"<div>This is Google's cache of <a href='{ADDRESS}'>{ADDRESS}</a>. It is a capture of 9 June 2032.</div>",
        "<div id='HEADER'><div>archive.today webpage capture</div><div>Saved from <input></div><p>9 Jun 2032</p></div>",
        "<table><tr><td>You have reached the cached page for it. Capture of 9 June 2032.</td></tr></table>",
    ],
)
def test_what_a_copier_puts_over_the_page_is_no_part_of_it(bar):
    said = saved(over=bar)
    assert "capture" not in said["text"] and "published" not in said


def test_a_page_of_boxes_alone_is_told_from_what_an_archive_sets_over_it():
    bars = "<div>archive.today webpage capture</div><div>Saved from <input></div><p>All snapshots</p>"
    header = f"<div id=HEADER>{bars}</div>"
    boxes = "".join(f"<div>{paragraph}</div>" for paragraph in ("Bridge shut", *re.split("</?p>", STORY)))
    text = read_article(Path("a.html"), f"<html><body>{header}<div>{boxes}</div></body></html>".encode()).text
    assert "snapshots" not in text and "Bridge" in text


def test_a_snapshots_short_address_gives_way_to_the_pages_own():
    links = f"<meta property='og:url' content='http://archive.today/x7Ygq'><link rel=bookmark href='http://archive.today/20320609101112/{ADDRESS}'>"
    assert (saved(links)["url"], saved(links)["publisher"]) == (ADDRESS, "post.example")
    assert "publisher" not in saved("<meta property='og:url' content='http://archive.today/x7Ygq'>")


def test_the_day_in_the_address_that_a_page_was_saved_from_counts():
    assert (
        saved(top="<!-- saved from url=(0035)https://post.example/2032/05/07/bridge -->")["published"] == "2032-05-07"
    )


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Bridge shut | The Arden Post", "The Arden Post"),
        ("Bridge shut - Arden Daily News", "Arden Daily News"),
        ("Bridge shut » Local News » Arden Gazette", "Arden Gazette"),
        ("Bridge shut | World News", "post.example"),
        ("Bridge shut – what now?", "post.example"),
    ],
)
def test_an_outlet_may_be_named_behind_the_title(title, outlet):
    assert saved(top=f"<!-- saved from url=(0024){ADDRESS} -->", title=title)["publisher"] == outlet
