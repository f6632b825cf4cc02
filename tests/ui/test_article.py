"""The article view: words are marked where the text is the one they were counted in, and never else."""

import pytest

from factcontext.index.records import Article, Metadata, Value
from factcontext.ui import texts
from factcontext.ui.address import Address, address_of
from factcontext.ui.article import neighbours, view
from factcontext.ui.elements import Element
from tests.drawn import find, words

TEXT = "The gates leak.\n\n“We cannot mend them,” she said.\n\nShips wait."
ARTICLE = Article("a.txt", "0" * 64, TEXT, Metadata(title=Value("Harbour", "document")))


def marked(tree: Element) -> list[str]:
    return [words(mark) for mark in find(tree, tag="mark")]


@pytest.mark.parametrize("quote", ["gates", "“We cannot mend them,” she said.", "The gates leak.", "Ships wait."])
def test_the_words_of_the_address_are_marked(quote: str) -> None:
    start = TEXT.index(quote)
    assert marked(view(ARTICLE, address_of(ARTICLE, start, start + len(quote)))) == [quote]


def test_words_across_paragraphs_are_marked_in_each() -> None:
    assert marked(view(ARTICLE, address_of(ARTICLE, 4, 20))) == ["gates leak.", "“We"]


def test_only_the_first_mark_is_brought_into_view() -> None:
    assert len(find(view(ARTICLE, address_of(ARTICLE, 4, 20)), id="words")) == 1


def test_the_whole_text_is_there() -> None:
    shown = view(ARTICLE, address_of(ARTICLE, 4, 9))
    [body] = find(shown, class_="fc-text")
    assert [words(paragraph) for paragraph in find(body, tag="p")] == TEXT.split("\n\n")
    assert [words(one) for one in find(shown, tag="h1")] == ["Harbour"]


def test_a_changed_article_is_shown_without_pretending() -> None:
    shown = view(Article("a.txt", "1" * 64, TEXT + " Now."), address_of(ARTICLE, 4, 9))
    assert texts.CHANGED_ARTICLE in words(shown) and not marked(shown) and "Ships wait. Now." in words(shown)


@pytest.mark.parametrize("address", [Address("a.txt", 4, 999), Address("a.txt", 4, None), Address("a.txt", 4, 9)])
def test_a_place_that_nothing_vouches_for_is_not_marked(address: Address) -> None:
    shown = view(ARTICLE, address)
    assert texts.BAD_PLACE in words(shown) and not marked(shown)


def test_an_address_without_words_shows_the_article_alone() -> None:
    shown = view(ARTICLE, Address("a.txt"))
    assert not marked(shown) and not find(shown, role="alert")


@pytest.mark.parametrize(
    "shown, expected",
    [
        (Address("a.txt"), (None, (2, 6))),
        (Address("a.txt", 0, 1), (None, (2, 6))),
        (Address("a.txt", 2, 6), (None, (9, 12))),
        (Address("a.txt", 7, 20), ((2, 6), (20, 30))),
        (Address("a.txt", 20, 30), ((9, 12), None)),
    ],
)
def test_the_bar_leads_to_the_quotes_before_and_after(shown: Address, expected: object) -> None:
    assert neighbours([(20, 30), (2, 6), (9, 12)], shown) == expected
