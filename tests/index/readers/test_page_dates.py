"""The day of a saved page: of its publication and of nothing else, or none."""

import json
from pathlib import Path

import pytest

from factcontext.index.readers import read_article
from factcontext.index.readers.first_lines import infer

STORY = [
    "The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.",
    "Engineers found cracks in two of its seven pillars, and the council voted to spend four million on the repairs.",
    "“It will hold for a hundred years,” said Jane Roe, who leads the works, and who has built four bridges before.",
]


IN_A_SENTENCE = (
    "<p>The bridge was opened on <time datetime='1931-05-03'>3 May 1931</time> by the mayor of the day, and in all the "
    "years that followed it was never shut for longer than one afternoon, the council says.</p>"
)


def page(head="", over="", inside="", under="", story=STORY):
    paragraphs = "".join(f"<p>{p}</p>" for p in story)
    return (
        f"<html><head><title>Bridge shut</title>{head}</head><body><header><p>Arden Post</p></header>"
        f"<article><h1>Bridge shut</h1>{over}{paragraphs}{inside}</article>{under}</body></html>"
    )


def published(markup):
    article = read_article(Path("a.html"), markup.encode())
    value = (article.metadata | infer("a.html", article.text)).published
    return value and value.text


def meta(name, value, key="property"):
    return f"<meta {key}='{name}' content='{value}'>"


def ld(**fields):
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


@pytest.mark.parametrize(
    "markup",
    [
        page(ld(datePublished="2031-05-03T09:00:00+02:00", dateModified="2032-01-01")),
        page(ld(**{"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "datePublished": "2031-05-03"}]})),
        page(ld(datePublished="2031-05-03") + meta("article:published_time", "2033-02-02")),
        page(
            ld(datePublished="2031-05-03", headline="Bridge shut")
            + ld(datePublished="2030-02-02", headline="Other story")
        ),
        page(ld(datePublished="2031-05-03", comment=[{"@type": "Comment", "datePublished": "2032-09-09"}])),
        page(meta("article:published_time", "2031-05-03T10:00:00Z") + meta("article:modified_time", "2031-06-01")),
        page(meta("og:updated_time", "2031-06-01") + meta("DC.date.issued", "2031-05-03", "name")),
        page(ld(datePublished=1935568800)),
        page(meta("article:published_time", "1935568800000")),
        page("<link rel='canonical' href='https://post.example/world/2031/may/03/bridge'>"),
        page(over="<p class='date'>03-05-2031</p><p>Published 3 May 2031</p>"),
        page(meta("pubdate", "Sat, 03 May 2031 10:00:00 GMT", "name")),
        page(over="<time datetime='2031-05-03T08:00'>3 May</time>"),
        page(over="<p>Date: <time datetime='2031-05-03'>3 May 2031</time></p>"),
        page(
            over="<p>Updated <time datetime='2031-06-01'>1 June</time>, posted "
            "<time datetime='2031-05-03'>3 May</time></p>"
        ),
        page(
            over="<time class='updated' datetime='2031-06-01'>1 June</time>"
            "<time class='published' datetime='2031-05-03'></time>"
        ),
        page(over="<span itemprop='datePublished' content='2031-05-03'>on Saturday</span>"),
        page(over="<div class='date'>3 May 2031, 07:15</div>"),
        page(over="<p>Last updated 5 June 2031 | First published: May 3, 2031</p>"),
        page(over="<p class='posted'>Posted on 3 May 2031 by Jane Roe</p>"),
        page(inside="<p>Published 3 May 2031</p>"),
        page("<link rel='canonical' href='https://post.example/2031/05/03/bridge.html'>"),
        page(
            story=["ARDEN, May 3, 2031 (Reuters) - " + STORY[0], *STORY[1:]], under="<footer>© 2033 Arden Post</footer>"
        ),
    ],
)
def test_the_day_of_publication_is_found(markup):
    assert published(markup) == "2031-05-03"


@pytest.mark.parametrize(
    "markup",
    [
        page(meta("article:published_time", "1970-01-01T00:00:00Z")),
        page(over="<p>It was 3 May 1998.</p>"),
        page(over="<p class='date'>03-04-2031</p>"),
        page(ld(dateModified="2031-05-03")),
        page(ld(datePublished="2031")),
        page(ld(datePublished="2031-05")),
        page(ld(datePublished="03/04/2031")),
        page(ld(**{"@type": "Event", "startDate": "2031-05-03", "datePublished": "2031-05-03"})),
        page(meta("article:modified_time", "2031-05-03")),
        page(meta("og:updated_time", "2031-05-03")),
        page(meta("last-modified", "2031-05-03", "http-equiv")),
        page(meta("copyright", "2031-05-03", "name")),
        page(over="<time class='updated' datetime='2031-05-03'>3 May</time>"),
        page(over="<p>Last updated: 3 May 2031</p>"),
        page(over="<p>Updated on <time datetime='2031-05-03'>3 May</time></p>"),
        page(over="<div class='date'>03/04/2031 07:15</div>"),
        page(over="<div class='timestamp'>2031</div>"),
        page(inside="<p>On May 3, 2031 a lorry went through the railing and nobody was hurt.</p>"),
        page(inside=IN_A_SENTENCE),
        page(inside="<figure><img src='a'><figcaption>The bridge on 3 May 2031. Photo: J. Roe</figcaption></figure>"),
        page(under="<div class='comments'>Kit <time datetime='2031-05-03'>3 May 2031</time> Well done.</div>"),
        page(under="<h3>2 comments</h3><ul><li>Kit <time datetime='2031-05-03'>3 May 2031</time> Well done.</li></ul>"),
        page(inside="<h3>Comments</h3><p><b>Kit</b> <time>3 May 2031</time></p><p>3 May 2031</p>"),
        page(over="<p>Next hearing: <time datetime='2031-05-03'>3 May 2031</time></p>"),
        page(under="<div id='disqus_thread'><p>Posted 3 May 2031</p></div>"),
        page(under="<footer><p>Copyright 3 May 2031 Arden Post</p></footer>"),
        page(under="<aside><h2>Read next</h2><p>3 May 2031</p><p>Ferry shut</p></aside>"),
        page(under="<div class='event-list'><time datetime='2031-05-03'>3 May: fair</time></div>"),
        page("<link rel='canonical' href='https://post.example/2031/05/bridge.html'>"),
        page("<link rel='canonical' href='https://post.example/2031/bridge'>"),
        page().replace("Arden Post</p>", "Arden Post</p><p>Saturday, 3 May 2031</p>", 1),
        page(inside="<p>Opening hours until 3 May 2031: nine to five.</p>"),
    ],
)
def test_the_day_of_anything_else_is_no_day_of_publication(markup):
    assert published(markup) is None


def test_a_date_that_may_be_of_two_days_is_told():
    article = read_article(Path("a.html"), page(over="<div class='date'>03/04/2031 07:15</div>").encode())
    assert article.warnings == ("its date, 03/04/2031, may be of two days; none was taken",)


def test_days_that_are_told_of_two_articles_are_none():
    both = ld(datePublished="2031-05-03", headline="Ferry") + ld(datePublished="2030-02-02", headline="Other story")
    assert published(page(both)) is None
