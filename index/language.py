"""Which language an article is written in, told offline."""

# Below this the model guesses: a headline alone is often taken for a neighbouring language.
_MIN_LETTERS = 40
_SAMPLE_CHARS = 5_000  # more changes no verdict


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" where there is too little text."""
    sample = text[:_SAMPLE_CHARS]
    if sum(map(str.isalpha, sample)) < _MIN_LETTERS:
        return "und"
    from py3langid import classify  # late: loading the model takes a third of a second

    return str(classify(sample)[0])
