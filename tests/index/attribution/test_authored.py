"""What an author writes: a statement a paragraph, without what others say in it."""

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split

HEAD = "Opinion: Keep the pier\n\nBy Ana Lund\n\n"


def statements(text: str) -> list[Statement]:
    return find_statements(Article("a.txt", "", text), split(text))


def written(text: str) -> list[str]:
    """The words that are Ana Lund's as an author."""
    found = [one for one in statements(text) if one.kind == "written"]
    assert all((one.speaker, one.cue) == ("Ana Lund", "wrote") for one in found)
    return [text[one.start : one.end] for one in found]


def test_a_paragraph_is_a_statement() -> None:
    text = HEAD + "I fish here. The pier is mine.\n\nIt must stay, I believe."
    assert written(text) == ["I fish here. The pier is mine.", "It must stay, I believe."]


def test_what_another_says_is_the_others_and_parts_the_paragraph() -> None:
    text = HEAD + "I fish here often. Mayor Jo Orr said on Monday that the pier was rotten. I see no rot at all."
    assert written(text) == ["I fish here often.", "I see no rot at all."]
    assert [one.speaker for one in statements(text) if "rotten" in text[one.start : one.end]] == ["Jo Orr"]


def test_a_quotation_of_nobodys_is_left_out() -> None:
    assert written(HEAD + "I like old songs. “The sea took it all away.” I hum them.") == [
        "I like old songs.",
        "I hum them.",
    ]


def test_headings_and_datelines_are_no_words_of_the_author() -> None:
    text = "Statement by Ana Lund on the Pier\n\nVELM, May 3 – I am sorry for it.\n\nWhat comes next\n\nWe will build."
    assert written(text) == ["I am sorry for it.", "We will build."]


def test_what_the_authors_own_things_say_is_the_authors() -> None:
    text = HEAD + "I fish here often. My own survey says that the pier is sound."
    assert written(text) == ["I fish here often. My own survey says that the pier is sound."]
    assert {one.speaker for one in statements(text)} == {"Ana Lund"}
