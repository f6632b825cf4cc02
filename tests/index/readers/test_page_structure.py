"""Saved pages built in unusual ways: the whole story is found, and no other story, consent box or wall."""

import re
from html import escape
from pathlib import Path

import pytest

from factcontext.index.readers import read_article

STORY = [
    "The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.",
    "“It will be mended before the first frost, and nobody will pay for it,” said Jane Roe, who leads the works.",
    "Shopkeepers on the northern bank fear for their winter trade, for the next crossing is eleven miles upstream.",
]
PARAGRAPHS = "".join(f"<p>{p}</p>" for p in STORY)
HEADLINE = "<h1>Bridge shut</h1>"


def text(body, head=""):
    return article(body, head).text


def article(body, head=""):
    return read_article(
        Path("a.html"), f"<html><head><title>Bridge</title>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    "body",
    [
        f"<aside>{HEADLINE}{PARAGRAPHS}</aside>",
        f"<div><aside class='sidebar'>{HEADLINE}{PARAGRAPHS}</aside></div><p>Weather: rain.</p>",
        f"<footer class='page-footer'>{HEADLINE}{PARAGRAPHS}</footer>",
        f"<form>{HEADLINE}{PARAGRAPHS}</form>",
        f"<x-story><template shadowrootmode='open'>{HEADLINE}{PARAGRAPHS}</template></x-story>",
        "<x-a><template shadowroot=open><x-b>"
        f"<template shadowrootmode=open>{PARAGRAPHS}</template></x-b></template></x-a>",
        f"<nav><a>News</a></nav><iframe srcdoc='{escape(HEADLINE + PARAGRAPHS, quote=True)}'></iframe>",
        f"<article>{HEADLINE}<p>{STORY[0]}</p><button>Read more</button><div style='display:none'>"
        f"<p>{STORY[1]}</p><p>{STORY[2]}</p></div></article>",
        f"<article>{HEADLINE}<p>{STORY[0]}</p><div hidden id='rest'><p>{STORY[1]}</p><p>{STORY[2]}</p></div>"
        "<a aria-controls='rest'>Show all</a></article>",
        f"<style>.fold {{display:none}}</style><article>{HEADLINE}<p>{STORY[0]} <a>Continue reading</a></p>"
        f"<div class='fold'><p>{STORY[1]}</p><p>{STORY[2]}</p></div></article>",
        f"<article>{HEADLINE}<details><summary>Full story</summary>{PARAGRAPHS}</details></article>",
        f"{HEADLINE}<p>{STORY[0]}</p><div class='more' style='display:none'><p>{STORY[1]}</p><p>{STORY[2]}</p></div>"
        "<a class='read-more'>Continue reading</a>",
        f"{HEADLINE}<p>{STORY[0]}</p><div><p>{STORY[1]}</p><p>{STORY[2]}</p></div>",
        f'<nav><a>News</a></nav><iframe srcdoc="{HEADLINE}{PARAGRAPHS}"></iframe>',
    ],
)
def test_the_story_is_found_where_it_is(body):
    found = text(body)
    assert all(paragraph in found for paragraph in STORY)


@pytest.mark.parametrize(
    "said",
    [
        "The mayor said <!-- -->on Monday<!-- --> that <b>it</b><!-- x --> was over.",
        "The mayor said <?xml:namespace prefix = o /> on Monday that it was over.",
        "The mayor said <time datetime=2032-05-03>on Monday</time> that it was over.",
        "The mayor said that it was over <time>on Monday</time>",
        "The mayor said on <button class=term>Monday</button> that it was over.",
        "The <label>mayor</label> said on <output>Monday</output> that it was over.",
    ],
)
@pytest.mark.parametrize("block", ["<p>{}</p>", "<div>{}</div>", "<ul><li>{}</li></ul>"])
def test_no_words_of_a_sentence_go_with_the_mark_within_it(said, block):
    body = f"<article>{HEADLINE}<p>{STORY[0]}</p>{block.format(said + ' Nobody spoke against her.')}<p>{STORY[1]}</p>"
    bare = " ".join(re.sub("<[^>]*>", " ", said).split()).replace(" .", ".")
    assert bare in text(f"{body}<p>{STORY[2]}</p></article>")


def test_days_and_buttons_beside_a_story_stay_out_of_it():
    over = "<p>By Jane Roe, <time>3 May 2032</time> in Arden</p><p>Share <button>by mail</button>, or print</p>"
    found = text(f"<article>{HEADLINE}{over}{PARAGRAPHS}</article>")
    assert "3 May" not in found and "by mail" not in found


def test_a_quotation_in_a_figure_is_kept_unless_it_repeats_the_story():
    quoted = "<blockquote><p>“We will not wait for spring.”</p></blockquote><figcaption>Kit Danby, miller</figcaption>"
    repeated = f"<blockquote><p>{STORY[1][:50]}</p></blockquote>"
    boxes = f"<figure>{quoted}</figure><figure>{repeated}</figure>"
    found = text(f"<article>{HEADLINE}<p>{STORY[0]}</p>{boxes}<p>{STORY[1]}</p><p>{STORY[2]}</p></article>")
    assert "“We will not wait for spring.”\n\nKit Danby, miller" in found and found.count(STORY[1][:50]) == 1


FOLD = f"<p>{STORY[1]}</p><p>{STORY[2]}</p>"


@pytest.mark.parametrize(
    "fold",
    [
        f"<button>Read more</button><div style='display:none'>{FOLD}</div>",
        f"<div style='max-height:0;overflow:hidden'>{FOLD}</div><a href='#'>Continue reading</a>",
        f"<div hidden id=c1>{FOLD}</div><p>Map</p><a data-toggle=collapse href='#c1'>All of it</a>",
        f"<p>More. <a href='#'>Read more</a></p><div aria-hidden=true>{FOLD}</div>",
        f"<div class=rest style='display:none'>{FOLD}</div><button><span>Expand the article</span></button>",
        f"<p>So it began <span>...</span><span style='display:none'>{STORY[1]}</span></p><p>{STORY[2]}</p>",
    ],
)
def test_what_a_button_opens_is_part_of_the_story(fold):
    found = text(f"<article>{HEADLINE}<p>{STORY[0]}</p>{fold}</article>")
    assert all(paragraph in found for paragraph in STORY)


@pytest.mark.parametrize("markup", ["<p>{}</p><p>{}</p><p>{}</p>", "{}<br><br>{}<br><br>{}", "<div>{}</div>" * 3])
def test_a_frame_holds_the_story_of_a_page_that_has_none(markup):
    assert STORY[1] in text(f"<h1>Bridge</h1><iframe srcdoc='{escape(markup.format(*STORY), quote=True)}'></iframe>")


def test_a_frame_within_a_frame_holds_the_story():
    inner = f"<iframe srcdoc='{escape(PARAGRAPHS, quote=True)}'></iframe>"
    assert STORY[1] in text(f"<iframe srcdoc='{escape(inner, quote=True)}'></iframe>")


def test_a_frame_beside_a_story_is_no_part_of_it():
    advert = "".join(
        f"<p>SECRET boots, the best that I have ever worn in {n} years, says a shepherd.</p>" for n in "1234"
    )
    found = text(f"<article>{HEADLINE}{PARAGRAPHS}</article><iframe srcdoc='{escape(advert, quote=True)}'></iframe>")
    assert STORY[2] in found and "SECRET" not in found


@pytest.mark.parametrize(
    "around", ["{}", "<div>{}</div>", "<article>{}</article>", "<main><section>{}</section></main>"]
)
def test_a_list_is_part_of_the_story(around):
    items = [
        "Miller Kit Danby said it “was unsafe from the first day.”",
        "Mayor Ana Lund said that “nobody was told of it.”",
    ]
    listed = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    found = text(around.format(f"{HEADLINE}<p>{STORY[0]}</p>{listed}<p>{STORY[1]}</p><p>{STORY[2]}</p>"))
    assert all(words in found for words in (*STORY, *items))


@pytest.mark.parametrize(
    "box",
    [
        "<section><h2>More from Arden</h2><p>“I took no crown,” says mayor</p><p>SECRET ferry to sail</p></section>",
        "<div class=talk><h4>Discussion about this post</h4><p>“SECRET rot,” says Pat Moor, a reader.</p></div>",
        "<div class=talk><h3>12 Comments</h3><p>“SECRET rot,” says Pat Moor, who reads us daily.</p></div>",
        "<h3>Related stories</h3><ul><li><a href=/a>SECRET ferry to sail again, says captain</a></li></ul>",
        "<div><h4>Read next</h4><p><a href=/z>SECRET ferry to sail again, says captain</a></p></div>",
        "<p><strong>You may also like</strong></p><p>SECRET ferry to sail again, says captain</p>",
        "<aside><h2>Most read</h2><ol><li>SECRET ferry to sail</li><li>Mayor “will resign”</li></ol></aside>",
        "<div class='related-articles'><a href=/a>SECRET ferry to sail again, says captain</a></div>",
        "<div id='onetrust-consent-sdk'><p>SECRET: we and our 312 partners store and access information on a "
        "device, such as cookies, to process personal data for ads.</p></div>",
        "<div role='dialog'><p>SECRET: we use tracking cookies. Manage choices, or accept all cookies now.</p></div>",
        "<p><strong>READ MORE:</strong> <a href=/a>“SECRET ferry” to sail again, says captain</a></p>",
        "<p><a href=/a>“I took the SECRET ferry,” says Captain Lund</a></p>",
        "<section><h2>Opinion</h2><p>“I took the SECRET ferry,” says Lund</p><p>Why ferries matter</p></section>",
        "<div class=grid><div class=item><a href=/a><h3>“SECRET ferry” to sail, says captain</h3></a><p>The ferry has "
        "lain idle since the storm of last winter, to the harm of the town.</p></div></div>",
        "<section aria-label='Related articles'><p><a href=/a>SECRET ferry to sail again</a></p></section>",
        "<div><h2>What others are reading</h2><p>“The SECRET ferry,” says captain</p></div>",
        "<div><p>SECRET: we and our 9 partners store and access information on a device.</p>"
        "<button>Accept all</button></div>",
        "<button>SECRET offers</button>",
        "<amp-ad><p>The SECRET boots that I have worn for years are sold here, and nowhere else in town.</p></amp-ad>",
        "<div><h3>The Morning Tide</h3><p>SECRET: our free daily mail has all that you need to know by breakfast.</p>"
        "<div><input type=email><button>Send</button></div></div>",
    ],
)
def test_what_is_no_part_of_it_is_left_out(box):
    found = text(f"<main>{HEADLINE}{PARAGRAPHS}{box}</main>")
    assert "SECRET" not in found and all(paragraph in found for paragraph in STORY)


def test_a_story_that_is_about_such_things_is_kept():
    heading = "<h2>Most read of all is the bridge</h2>"
    found = text(
        f"<main>{HEADLINE}<p>{STORY[0]}</p><h2>More on the tests</h2><p>{STORY[1]}</p>{heading}"
        f"<p>{STORY[2]} {STORY[0]}</p></main>"
    )
    assert all(paragraph in found for paragraph in STORY)


@pytest.mark.parametrize(
    ("head", "wall"),
    [
        ('<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>', ""),
        ('<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>', ""),
        ("<meta property='article:content_tier' content='locked'>", ""),
        (
            '<script type=\'application/ld+json\'>{"@type": "NewsArticle", '
            '"hasPart": [{"isAccessibleForFree": false}]}</script>',
            "",
        ),
        ("", "<div class='overlay'><p>You’ve reached your limit of free articles this month.</p></div>"),
        ("", "<div><p>Unlock this article</p></div>"),
        ("", "<div class='paywall'><h3>Subscribe to continue reading</h3><p>SECRET offers. Cancel any time.</p></div>"),
        ("", "<p>To read the full story, subscribe for one SECRET crown a week.</p>"),
        ("", "<h2>Read the rest with a subscription</h2><p>SECRET offer. Already have an account? Log in</p>"),
        ("", "<h3>This article is for subscribers only</h3><p>Already a subscriber? Sign in.</p>"),
    ],
)
def test_what_is_cut_off_by_a_wall_is_told(head, wall):
    found = article(f"<article>{HEADLINE}<p>{STORY[0]}</p><p>{STORY[2]}</p>{wall}</article>", head)
    assert found.warnings == ("the rest of it is for subscribers and not in the page",)
    assert "SECRET" not in found.text and "subscrib" not in found.text.lower() and STORY[0] in found.text


def test_a_subscribers_copy_with_the_whole_story_is_not_told():
    head = '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'
    assert article(f"<article>{HEADLINE}{PARAGRAPHS * 6}</article>", head).warnings == ()
