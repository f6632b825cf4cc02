"""The list of articles: every word of a search must be in the row, and ten thousand rows are searched at once."""

from time import monotonic

from factcontext.ui.library import ArticleRow, matching_articles

ROWS = [
    ArticleRow(
        "a.txt", "Harbour to close", "The Echo", "2031-05-02", "a.txt harbour to close the echo 2031-05-02 2 may 2031"
    ),
    ArticleRow("b.txt", "Frost", "", "", "b.txt frost  "),
]


def test_all_words_in_any_order() -> None:
    assert matching_articles(ROWS, "echo HARB") == ROWS[:1]
    assert matching_articles(ROWS, "may 2031") == ROWS[:1]
    assert matching_articles(ROWS, "frost harbour") == []
    assert matching_articles(ROWS, "  ") == ROWS


def test_ten_thousand_articles_are_searched_while_one_types() -> None:
    rows = ROWS * 5000
    began = monotonic()
    assert len(matching_articles(rows, "frost b.txt")) == 5000
    assert monotonic() - began < 0.5
