"""Addresses of words: they can be kept, survive strange names, and tell when the text is another."""

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from factcontext.index.records import Article
from factcontext.ui.address import Address, address_of, read_address

ARTICLE = Article("a b/“é”&x=1#?.txt", "0" * 64, "The gates leak. They said so.")


def test_an_address_leads_back_to_its_words() -> None:
    kept = dict(parse_qsl(urlsplit(address_of(ARTICLE, 4, 9).href()).query))
    found = read_address(kept)
    assert found is not None
    assert found.article == ARTICLE.path
    assert ARTICLE.text[found.start : found.end] == "gates"
    assert found.same_text(ARTICLE)


def test_another_text_is_noticed() -> None:
    assert not address_of(ARTICLE, 4, 9).same_text(replace(ARTICLE, text=ARTICLE.text + " Now."))


def test_the_same_text_in_a_changed_file_is_still_the_same() -> None:
    assert address_of(ARTICLE, 4, 9).same_text(replace(ARTICLE, sha256="1" * 64))


@pytest.mark.parametrize(
    "start, end", [("-1", "4"), ("4", "4"), ("9", "4"), ("0", "999"), ("x", "4"), ("9" * 40, "1"), ("²", "5")]
)
def test_places_outside_the_text_are_no_words(start: str, end: str) -> None:
    found = read_address({"article": ARTICLE.path, "start": start, "end": end})
    assert found is not None
    assert not found.within(ARTICLE)


def test_no_article_is_no_address() -> None:
    assert read_address({"start": "1"}) is None


def test_an_article_has_an_address_without_words() -> None:
    assert Address("a.txt").href() == "article?article=a.txt"
