"""What a speaker did not say: stage directions at the beginning of a sentence are left out."""

import pytest

from factcontext.index.attribution.stage_directions import spoken_stretches


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is gone. (Laughter.) Soon.", ["It is gone.", "Soon."]),
        ("(Applause.) It is gone.", ["It is gone."]),
        ("[Laughter] It is gone. [Applause]", ["It is gone."]),
        ("It is gone. (End of transcript)", ["It is gone."]),
        ("(CROSSTALK)", []),
        ("(END VIDEO CLIP)", []),
        ("We have (inaudible) ships.", ["We have (inaudible) ships."]),
        ("The league (LNP) met.", ["The league (LNP) met."]),
        ("It is gone (as I said).", ["It is gone (as I said)."]),
        ("", []),
    ],
)
def test_the_words_between_are_kept(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in spoken_stretches(text, 0, len(text))] == expected
