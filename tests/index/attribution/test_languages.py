"""Articles in another language give no statements: the rules read English."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


@pytest.mark.parametrize(("language", "count"), [("en", 1), ("und", 1), ("fr", 0), ("pt", 0)])
def test_only_english_and_what_is_too_short_to_tell_is_read(language: str, count: int) -> None:
    text = "“The pier is gone,” said Vera Lund."
    assert len(find_statements(Article("a.txt", "", text, language=language), split(text))) == count
