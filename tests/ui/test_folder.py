"""What the page says of a folder that has changed, in a line that can be read."""

import pytest

from factcontext.index.lookout import News
from factcontext.ui import texts


@pytest.mark.parametrize(
    ("news", "line"),
    [
        (News(), ""),
        (News(added=1), "1 article is new since the index was built."),
        (News(added=1_200), "1,200 articles are new since the index was built."),
        (News(added=3, changed=1), "3 articles are new, 1 has changed since the index was built."),
        (News(moved=1, removed=2), "1 article was moved, 2 are gone since the index was built."),
        (News(1, 2, 3, 4), "1 article is new, 2 have changed, 3 were moved, 4 are gone since the index was built."),
        (News(problem="/news is not a folder; name another"), "/news is not a folder; name another."),
    ],
)
def test_the_line(news: News, line: str) -> None:
    assert texts.news(news) == line
