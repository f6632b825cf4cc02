"""The authors of a saved page: people, all of them, and neither outlets nor accounts."""

import json
from pathlib import Path

import pytest

from factcontext.index.readers import read_article
from factcontext.index.readers.authors import byline_names, is_person, person_names

STORY = (
    "<p>The bridge over the Arden will stay closed until spring, the engineer said on Monday after a week of tests.</p>"
)


def author(head="", over="", under=""):
    outlet = "<meta property='og:site_name' content='Arden Post'>"
    markup = (
        f"<html><head><title>Bridge shut</title>{outlet}{head}</head><body><article><h1>Bridge shut</h1>{over}"
        f"{STORY * 3}</article>{under}</body></html>"
    )
    value = read_article(Path("a.html"), markup.encode()).metadata.author
    return value and value.text


def ld(*authors):
    data = {"@type": "NewsArticle", "author": list(authors)}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def person(name):
    return {"@type": "Person", "name": name}


@pytest.mark.parametrize(
    ("head", "over", "expected"),
    [
        (ld(person("Jane Roe"), person("Kit Danby")), "", "Jane Roe; Kit Danby"),
        (ld(person("Jane Roe"), {"@type": "Organization", "name": "Arden Post"}), "", "Jane Roe"),
        (ld(person("Arden Post")), "<p class='byline'>By Jane Roe, Water Correspondent</p>", "Jane Roe"),
        ("<meta name='author' content='Arden Post'>", "<p class='byline'>By Jane Roe</p>", "Jane Roe"),
        ("<meta name='author' content='Jane Roe'><meta name='author' content='Kit Danby'>", "", "Jane Roe; Kit Danby"),
        ("<meta name='author' content='jroe7'>", "<span class='author'>Jane Roe</span>", "Jane Roe"),
        ("<meta property='article:author' content='https://social.example/post'>", "<p>By Jane Roe</p>", "Jane Roe"),
        (
            "",
            "<p class='byline'>By <a rel='author'>Jane Roe</a> and <a rel='author'>Kit Danby</a></p>",
            "Jane Roe; Kit Danby",
        ),
        ("", "<p>By Jane Roe and Kit Danby in Vellstadt</p>", "Jane Roe; Kit Danby"),
        ("", "<p class='byline'>Words by Jane Roe | 3 May 2031</p>", "Jane Roe"),
        ("", "<p class='author'>Jane Roe 3 May 2031</p>", "Jane Roe"),
        ("", "<div class='author'><span>Jane Roe</span><span>Senior reporter</span></div>", "Jane Roe"),
        ("", "<p class='author'>Jane Roe View all posts by Jane Roe</p>", "Jane Roe"),
        ("", "<p class='byline'>Guest post by Jane Roe</p>", "Jane Roe"),
    ],
)
def test_authors_are_people(head, over, expected):
    assert author(head, over) == expected


@pytest.mark.parametrize(
    ("head", "over", "under"),
    [
        ("<meta name='author' content='Arden Post'>", "", ""),
        ("<meta name='author' content='admin'>", "", ""),
        ("<meta name='author' content='Staff Reporter'>", "", ""),
        ("<meta name='author' content='@ardenpost'>", "", ""),
        ("", "<p class='author'>You’re logged in as Kit Danby</p>", ""),
        ("", "", "<div class='user-account'><span class='author'>Kit Danby</span></div>"),
        ("", "", "<section id='comments'><span class='comment-author'>Kit Danby</span> wrote: Shame.</section>"),
        ("", "<p class='byline'>By Arden Post Staff</p>", ""),
        (ld({"@type": "NewsMediaOrganization", "name": "Vellstadt Broadcasting"}), "", ""),
    ],
)
def test_outlets_accounts_and_commenters_are_no_authors(head, over, under):
    assert author(head, over, under) is None


@pytest.mark.parametrize(
    "name", ["Jane Roe", "JANE ROE", "John van der Poe", "Ana-Luz O’Dell", "J. K. Roe Jr.", "Émile Zúñiga", "陈明"]
)
def test_a_persons_name(name):
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    ["Windows User", "jsmith3", "Webmaster", "Arden Broadcasting Corporation", "The Arden Post", "a@b.example"],
)
def test_what_is_no_persons_name(name):
    assert not is_person(name)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Roe", "Jane Roe"),
        ("By Jane Roe, Political Editor", "Jane Roe"),
        ("By Jane Roe and Kit Danby in Vellstadt", "Jane Roe and Kit Danby"),
        ("By Jane Roe in Vellstadt and Kit Danby in New Arden", "Jane Roe and Kit Danby"),
        ("By Jane Roe jroe@ardenpost.example", "Jane Roe"),
        ("By Jane Roe, CNN", "Jane Roe"),
        ("By Jane Roe and Kit Danby, Associated Press", "Jane Roe, Kit Danby"),
        ("Author: Jane Roe", "Jane Roe"),
        ("By our correspondent", None),
        ("By noon the river had risen.", None),
        ("By Staff Writers", None),
    ],
)
def test_a_byline_names_people(line, names):
    assert byline_names(line) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roe, Jane", ["Jane Roe"]),
        ("Roe, Jane; van der Poe, John A.", ["Jane Roe", "John A. van der Poe"]),
        ("Ortega Luz, Maria", ["Maria Ortega Luz"]),
        ("Jane Roe, Kit Danby", ["Jane Roe", "Kit Danby"]),
        ("Jane Roe, Paris", ["Jane Roe"]),
        ("Roe, Staff", []),
        ("Roe, Reuters", []),
    ],
)
def test_a_surname_may_stand_first(text, names):
    assert person_names([text]) == names
