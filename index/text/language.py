"""Detects the language that an article is written in, offline."""

import re

from factcontext.index.lexicon.languages import language_names
from factcontext.index.lexicon.word_groups import word_group

READ = ("en", "und")  # what the rules and the parser read; "und" is too short to tell
# Below this the model guesses: a headline alone is often taken for a neighbouring language.
_MIN_LETTERS = 40
_SAMPLE_CHARS = 5_000  # more changes no verdict
# Words that are English only. News has one of them to 39 letters at the median, and nine articles of ten have one to
# 51; a text that is half in another language has fewer, and is left to the model.
_ENGLISH = re.compile(rf"\b(?:{'|'.join(sorted(word_group('distinctive words')))})\b", re.IGNORECASE)
_LETTERS_PER_WORD = 50


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" where there is too little text."""
    sample = text[:_SAMPLE_CHARS]
    letters = sum(map(str.isalpha, sample))
    if letters < _MIN_LETTERS:
        return "und"
    if _LETTERS_PER_WORD * len(_ENGLISH.findall(sample)) >= letters:
        return "en"
    from py3langid import classify  # late: loading the model takes half a second, and each text four milliseconds

    return str(classify(sample)[0])


def is_foreign(text: str) -> bool:
    """Whether a text is surely in another language than English, be it short: it has no word that is English only."""
    return _ENGLISH.search(text) is None and detect_language(text) not in READ


def language_name(code: str) -> str:
    """A language's name in English, as far as it is known which.

    >>> language_name("fr"), language_name("und")
    ('French', 'another language')
    """
    return language_names().get(code, "another language")
