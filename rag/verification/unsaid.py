"""Whether a cue says that words were not said."""

_WITHHOLDING = frozenset("declined declines decline refused refuses refuse".split())


def is_unsaid(cue: str) -> bool:
    """Whether a cue tells that words were not said: "did not say", "declined to say"."""
    words = cue.lower().replace("’", "'").split()
    return any(word in ("not", "never") or word.endswith("n't") or word in _WITHHOLDING for word in words)
