"""What a model points at is read in whatever form it comes; a figure in a sentence is not taken for an extract."""

import time

import pytest

from factcontext.rag.answering.pointed import read_numbers

REFUSAL = "NOT IN THESE ARTICLES"


@pytest.mark.parametrize(
    "text",
    [
        '{"numbers": [4, 2]}',
        '{"numbers": ["4", "2"]}',
        '{"answers": [{"extract": 4}, {"extract": 2}]}',
        '```json\n{"numbers": [4, 2]}\n```',
        'Sure, here it is: {"numbers": [4, 2, 99]}',
        "[4, 2]",
        "4, 2",
        "4 and 2.",
        "**4**, **2**",
        "Extracts 4 and 2",
        "Answer: [4] [2]",
        "```\n4\n2\n```",
        "4\n2\n4",
        "<think>Perhaps 7? No.</think>\n4, 2",
        "It was 9, or [3].</think>4, 2",
        "Orrell said so in 2031 [4], and 12 others agreed [2].",
        "She said that the gates leak.⁴ Ships wait.²",
        "He said so【4】【2】",
    ],
)
def test_numbers_are_read_in_order_each_once(text: str) -> None:
    assert read_numbers(text, 18) == ((4, 2),)


@pytest.mark.parametrize(
    "text", ["none", "None.", "none of the extracts answers", '{"numbers": []}', "[]", "NOT IN THESE ARTICLES.", "0"]
)
def test_none_is_no_number(text: str) -> None:
    assert read_numbers(text, 18, refusal=REFUSAL) == ((),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello!",
        "She said that 4 people died.",
        "On 4 May 2031.",
        "99",
        '{"numbers": [19, 0]}',
        "<think>4 or 2?",
        "[99] [100]",
        "{",
        "½",
        str({"numbers": list(range(1, 19))}).replace("'", '"'),
        "1, 2, 3, 4, 5, 6, 7",
    ],
)
def test_what_names_no_extract_is_not_taken_for_an_answer(text: str) -> None:
    assert read_numbers(text, 18, refusal=REFUSAL) is None


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ('{"A": [3], "B": [7, 1]}', ((3,), (7, 1))),
        ('{"A": [], "B": [7]}', ((), (7,))),
        ("A: 3\nB: 7, 1", ((3,), (7, 1))),
        ("A: 3\nB: none", ((3,), ())),
        ("Part A: [3]\nPart B: none of them", ((3,), ())),
        ("3", ((3,), ())),
        ("none", ((), ())),
    ],
)
def test_each_part_of_a_question_has_its_own(text: str, numbers: tuple[tuple[int, ...], ...]) -> None:
    assert read_numbers(text, 18, parts=2) == numbers


HOSTILE = ["[" * 3000, "4, " * 30_000 + "x", "none " * 20_000, "<think>" * 20_000, "[1;" * 30_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    read_numbers(text, 18)
    assert time.perf_counter() - began < 1
