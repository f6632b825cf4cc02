"""Quotation marks: which stretches of an article, and of a sentence cut out of one, are quoted."""

import pytest

from factcontext.index.text.quotes import find_quotes, find_quotes_in_excerpt, quoted_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said “no ‘deal’ is near”.", ["no ‘deal’ is near"]),
        ('"Yes," said Orr, and "no, never."', ["Yes,", "no, never."]),
        ("''Yes,'' said Orr; ``a joke'', said Lund.", ["Yes,", "a joke"]),
        ("„So nicht“, sagte Lund, «non».", ["So nicht", "non"]),
        ("»So nicht«, sagte Lund, ‚nein‘, ‹non›, ›nie‹.", ["So nicht", "nein", "non", "nie"]),
        ("»Inte så», sa Lund. Home › News › Sport", ["Inte så"]),
        ("＂Wide marks＂ are marks too.", ["Wide marks"]),
        ("”Turned marks” open with the closing one.", ["Turned marks"]),
        ("He called it 'a farce' and ‘a joke’.", ["a farce", "a joke"]),
        ("‘I won’t go,’ she said.", ["I won’t go,"]),
        ("‘We said “no” to them, and I mean it,’ she said.", ["We said “no” to them, and I mean it,"]),
        ("'We're voting today!' the sign read.", ["We're voting today!"]),
        ("The workers' rights aren't the '90s.", []),
        ("The gate is 5' wide and 12\" deep.", []),
        ("He read “the whole thing\n“and the next paragraph.”", ["the whole thing", "and the next paragraph."]),
        ("He read “the whole thing. And went.\nNothing more.", ["the whole thing."]),
        ("never again,” she said.", []),
        ("No marks at all.", []),
        ("", []),
    ],
)
def test_what_an_article_quotes(text: str, words: list[str]) -> None:
    assert [quoted_words(text, one) for one in find_quotes(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said “it is never closed", ["it is never closed"]),
        ("We win,” he said.", ["We win,"]),
        ("We win,” he said, “and you lose", ["We win,", "and you lose"]),
        ("“One.” Two,” he said.", ["One.", "Two,"]),
        ("” said Orr.", []),
        ("„So nicht“, sagte er.", ["So nicht"]),
        ("He called it 'a farce'.", ["a farce"]),
        ("No marks at all.", []),
    ],
)
def test_an_excerpt_may_begin_or_end_inside_a_quotation(text: str, words: list[str]) -> None:
    assert [quoted_words(text, one) for one in find_quotes_in_excerpt(text)] == words


@pytest.mark.parametrize("text", ["“a” ‘b’ 'cd' \"e", "“”", "''''", "‘‘x’’ ” “ ” «", "'", "“a\n”b"])
def test_quotes_come_in_order_and_never_overlap(text: str) -> None:
    for found in (find_quotes(text), find_quotes_in_excerpt(text)):
        assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
        assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (
            "He said: 'Roxy is at her wits' end. She has rung a priest.'",
            "'Roxy is at her wits' end. She has rung a priest.'",
        ),
        ("'I like cats' said Orr, 'and dogs.'", "'I like cats'"),
        ("'The boys' boat sank,' he said.", "'The boys' boat sank,'"),
    ],
)
def test_an_owner_in_s_closes_no_single_quotation(text: str, inside: str) -> None:
    first = find_quotes(text)[0]
    assert text[first.start : first.end] == inside
