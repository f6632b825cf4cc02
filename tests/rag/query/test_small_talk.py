"""What asks nothing of the articles is told from what does."""

import pytest

from factcontext.rag.query.question import understand
from factcontext.rag.query.small_talk import is_small_talk
from factcontext.rag.records import Turn


@pytest.mark.parametrize("text", ["hello", "Hi, how are you?", "THANKS!", "What can you do?", "“Thank you”", "When?"])
def test_it_asks_nothing(text: str) -> None:
    assert understand(text).is_small_talk


@pytest.mark.parametrize("text", ["What did Lund say?", "hello Dolly reviews", "thanks to Lund", "help for farmers"])
def test_it_asks_something(text: str) -> None:
    assert not is_small_talk(text, is_first=True)


def test_a_question_word_alone_goes_on_where_something_was_asked() -> None:
    earlier = Turn("What did Vera Lund say about the dam?", "Vera Lund: “It is safe.”", "Vera Lund")
    assert not understand("When?", [earlier]).is_small_talk
