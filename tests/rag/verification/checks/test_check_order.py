"""What comes before something is read with what it is; who stands before a judge is somewhere, not early."""

import pytest

from factcontext.rag.verification.checks.check_order import orders


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orr left before the vote.", {("before", "vote")}),
        ("Ahead of the final, Orr trained.", {("before", "final")}),
        ("Following the vote, Orr left.", {("after", "vote")}),
        ("Orr spoke after the match.", {("after", "match")}),
        ("Orr testified before the committee.", set()),
        ("Orr stood before the judge.", set()),
    ],
)
def test_the_order_in_time_is_read(text: str, found: set[tuple[str, str]]) -> None:
    assert set(orders(text)) == found
