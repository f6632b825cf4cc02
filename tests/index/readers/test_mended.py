"""Characters that were decoded wrongly before a file was saved are mended, and what comes of that is normalised too."""

from pathlib import Path

import pytest

from factcontext.index.readers import read_file
from factcontext.index.text.characters import plain


@pytest.mark.parametrize(
    ("saved", "read"),
    [
        ("They donâ€™t know.", "They don’t know."),
        ("He saidâ€‹ they donâ€™t know.", "He said they don’t know."),  # a space of no width
        ("They donâ€™tÂ know.", "They don’t know."),  # a space that does not break
    ],
)
def test_what_is_mended_is_plain_text(saved: str, read: str) -> None:
    text = read_file(Path("a.txt"), saved.encode()).articles[0].text
    assert text == read and text == plain(text)
