"""Puts words of a PDF's line together that are drawn in pieces: letter-spaced, kerned, or with two letters as one."""

import re
from collections.abc import Sequence

from factcontext.index.text.characters import plain
from factcontext.index.text.vocabulary import is_whole_word, is_word

# Two or three letters drawn as one sign; nobody searches for the sign. Older fonts have two of them at places of their
# own.
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\uf001": "fi", "\uf002": "fl"}
)
SOFT_HYPHEN = "\u00ad"
_AROUND = ".,;:!?“”‘’\"'()"
_SPACED = re.compile(r"(?<!\S)(?:\S {1,4}){5,}\S(?!\S)")
_TOKEN = re.compile(r"(?P<before>[“‘(\"']*)(?P<word>[^\W\d_]+)(?P<after>[^\w]*)")
_MAX_PIECES = 6
_LOOSE_MARK = re.compile(
    r"(?<=[.,!?]) (?=[”’](?:\s|$))|(?<=”) (?=[.,;:](?:\s|$))|(?<=[^\W\d_]) (?=‐$|,[”’\"']?(?:\s|$))"
)


def whole_words(text: str) -> str:
    """A line's text in plain characters and whole words; a soft hyphen at its end stays, for it parts a word.

    >>> whole_words("W e  p a y  i n  s i l v e r"), whole_words("the agree ment of the o ﬃ ce")
    ('We pay in silver', 'the agreement of the office')
    """
    bare = text.translate(_LIGATURES)
    end = SOFT_HYPHEN if bare.rstrip().endswith(SOFT_HYPHEN) else ""
    return _LOOSE_MARK.sub("", _mended(plain(_SPACED.sub(lambda run: _words_of(run[0]), bare)))) + end


def _words_of(run: str) -> str:
    """Letter-spaced words drawn together; the wider gaps part words."""
    words = [word.replace(" ", "") for word in re.split(r" {2,}", run)]
    return " ".join(words) if len(words) > 1 or is_word(words[0].strip(_AROUND)) else run


def _mended(text: str) -> str:
    """The text with the pieces of a word joined where one of them is no word, and all together are one."""
    tokens = text.split()
    if all(_stands_alone(token) for token in tokens):
        return text
    done: list[str] = []
    at = 0
    while at < len(tokens):
        count = _pieces_at(tokens[at : at + _MAX_PIECES])
        done.append("".join(tokens[at : at + count]))
        at += count
    return " ".join(done)


def _pieces_at(tokens: Sequence[str]) -> int:
    """How many tokens from the first on are one word; the most that may be."""
    for count in range(len(tokens), 1, -1):
        pieces = tokens[:count]
        are_cut_short = count == 2 and max(map(len, tokens[:3])) == 1 < len(tokens[1:])  # "a m a n" is "a man"
        if all(map(_stands_alone, pieces)) or are_cut_short:
            continue
        whole = _TOKEN.fullmatch("".join(pieces))
        if whole and is_whole_word(whole["word"]) and pieces[-1][:1].islower():
            return count
    return 1


def _stands_alone(token: str) -> bool:
    """Whether a token is a word, or nothing that could be a piece of one."""
    found = _TOKEN.fullmatch(token)
    return found is None or (found["word"][0].isupper() and len(found["word"]) > 1) or is_whole_word(found["word"])
