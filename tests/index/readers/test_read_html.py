"""Saved web pages: the story comes through, the page around it and what it hides do not."""

import json
import time
from pathlib import Path

import pytest

from factcontext.errors import UnreadableArticle
from factcontext.index.readers import read_article

STORY = [
    "The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.",
    "Engineers found cracks in two of its seven pillars, and the council voted to spend four million on repairs.",
    "Shopkeepers on the northern bank fear for their winter trade, for the next crossing is eleven miles upstream.",
    "The mayor promised a ferry by the first of December, and said that it would be free of charge for residents.",
    "A similar closure in 1987 lasted two years; the council says that will not happen again, whatever the weather.",
]


def page(*body, head=""):
    paragraphs = "".join(f"<p>{p}</p>" for p in STORY)
    return f"<html><head>{head}</head><body><article>{paragraphs}{''.join(body)}</article></body></html>"


def article(markup, encoding="utf-8"):
    return read_article(Path("a.html"), markup.encode(encoding))


def test_each_paragraph_is_one():
    assert article(page()).text.split("\n\n") == STORY


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>SECRET words are here.</p>",
        "<p style='visibility: hidden'>SECRET words are here.</p>",
        "<p style='font-size:0px'>SECRET words are here.</p>",
        "<p style='opacity: 0'>SECRET words are here.</p>",
        "<p style='color:#fff; background-color: white'>SECRET words are here.</p>",
        "<p style='position:absolute; left:-9999px'>SECRET words are here.</p>",
        "<p hidden>SECRET words are here.</p>",
        "<style>.x {display: none}</style><p class='a x'>SECRET words are here.</p>",
        "<style>p, #y {display: none}</style><p id='y'>SECRET words are here.</p>",
        "<template><p>SECRET words are here.</p></template>",
        "<script>document.write('SECRET words are here.')</script>",
        "<noscript><p>SECRET words are here.</p></noscript>",
        "<!-- <p>SECRET words are here.</p> -->",
        "<div class='tooltip-box'>SECRET words are here.</div>",
        "<p style='height:0; overflow:hidden'>SECRET words are here.</p>",
        "<p style='max-height: 0px;overflow: hidden'>SECRET words are here.</p>",
        "<p style='clip-path: inset(50%)'>SECRET words are here.</p>",
        "<p style='clip: rect(0 0 0 0); position: absolute'>SECRET words are here.</p>",
        "<p style='transform: scale(0)'>SECRET words are here.</p>",
        "<p style='color: transparent'>SECRET words are here.</p>",
        "<p style='color: rgba(0, 0, 0, 0)'>SECRET words are here.</p>",
        "<span class='visually-hidden'>SECRET words are here.</span>",
        "<style>.y {clip-path: circle(0)}</style><p class='y'>SECRET words are here.</p>",
    ],
)
def test_what_the_page_hides_is_not_read(hidden):
    text = article(page(hidden)).text
    assert "SECRET" not in text and STORY[-1] in text


def test_styles_for_paper_or_small_screens_hide_nothing():
    markup = page(
        "<p class='wide'>The ferry takes forty people at a time.</p>",
        head="<style>@media print {.wide {display:none}}</style>",
    )
    assert "The ferry takes forty" in article(markup).text


def test_a_body_that_scripts_would_show_is_read():
    markup = page(head="<style>.loading {display:none}</style>").replace("<article>", "<article class='loading'>")
    assert article(markup).text.split("\n\n") == STORY


def test_a_body_cut_up_by_advertisements_is_read_whole():
    pieces = [
        f"<div><div class='body article__body'><p>{a}</p><p>{b}</p></div><aside>Buy!</aside></div>"
        for a, b in [STORY[:2], STORY[2:4]]
    ]
    text = article(f"<html><body><article>{''.join(pieces)}</article></body></html>").text
    assert [p for p in text.split("\n\n") if p in STORY] == STORY[:4]


def test_a_body_parted_by_line_breaks_alone_is_read_from_its_first_line():
    body = "<br> <br>".join(
        [f"{STORY[0][:40]}<em>{STORY[0][40:]}</em><!-- x -->", *STORY[1:3], f"<img src='a.jpg'>{STORY[3]}"]
    )
    markup = (
        f"<html><body><div class='article'><h1>Bridge closed</h1><div class='content'>{body}</div></div></body></html>"
    )
    assert [p for p in article(markup).text.split("\n\n") if p in STORY] == STORY[:4]


def test_a_headline_over_the_body_is_metadata_alone():
    head = "<title>Arden bridge closed | The Arden Post</title><meta property='og:title' content='Arden bridge closed'>"
    read_page = article(page(head=head).replace("<article>", "<article><h1>Arden bridge closed</h1>"))
    assert read_page.metadata.title is not None and read_page.metadata.title.text == "Arden bridge closed"
    assert read_page.text.split("\n\n") == STORY


def test_the_page_says_who_published_it_and_when():
    head = (
        "<meta property='og:site_name' content='The Arden Post'><meta name='author' content='Jane Roe'>"
        "<meta property='article:published_time' content='2021-05-03T08:00:00Z'><link rel='canonical' href='https://post.example/bridge'>"
    )
    found = {name: (v.text, v.origin) for name, v in article(page(head=head)).metadata.values()}
    assert found["publisher"] == ("The Arden Post", "document")
    assert found["author"] == ("Jane Roe", "document")
    assert found["published"] == ("2021-05-03", "document")
    assert found["url"] == ("https://post.example/bridge", "document")


def test_an_address_that_is_not_of_the_web_is_left_out():
    assert article(page(head="<link rel='canonical' href='javascript:alert(1)'>")).metadata.url is None


def test_a_story_that_only_search_engines_get_is_read():
    data = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": "\n".join(STORY)}]})
    script = f"<script type='application/ld+json'>{data}</script>"
    markup = f"<html><head>{script}</head><body><p>Loading the story</p></body></html>"
    assert article(markup).text.split("\n\n") == STORY


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1252", "utf-8"), ("utf-8", "windows-1251"), ("utf-16", "utf-8")]
)
def test_a_wrong_charset_declaration_does_no_harm(encoding, declared):
    assert article(page(head=f"<meta charset='{declared}'>"), encoding).text.split("\n\n") == STORY


def test_an_xml_declaration_does_no_harm():
    assert article('<?xml version="1.0" encoding="utf-8"?>\n' + page()).text.split("\n\n") == STORY


def test_plain_text_under_another_name_is_read():
    assert article("Flood in Arden\n\nThe river rose.").text == "Flood in Arden\n\nThe river rose."


def test_a_page_nested_too_deeply_is_refused():
    with pytest.raises(UnreadableArticle, match="nested too deeply"):
        article("<html><body>" + "<div>" * 500_000 + "".join(f"<p>{p}</p>" for p in STORY))


def test_a_page_that_is_nested_too_deeply_in_part_is_warned_about():
    deep = "<div>" * 100_000 + f"<p>{STORY[0]}</p><p>{STORY[1]}</p>" + "</div>" * 100_000
    assert article(page() + deep).warnings == ("part of the page is nested too deeply to be read",)


@pytest.mark.parametrize("trap", ["<!--", "<script>", "<a ", "<", "<p a='b' ", "<style>a{", "data:a;base64,"])
def test_traps_for_the_parser_end_quickly(trap):
    started = time.monotonic()
    try:
        article(page() + trap * (300_000 // len(trap)))
    except UnreadableArticle:
        pass
    assert time.monotonic() - started < 5


def test_a_page_without_a_story_is_refused():
    with pytest.raises(UnreadableArticle, match="no article found"):
        article("<html><body><script>start()</script></body></html>")
