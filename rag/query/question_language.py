"""Tells the language of a question by its function words: names of other languages make none of an English one."""

import re
from collections.abc import Iterator

from factcontext.index.lexicon.languages import FunctionWords, function_words
from factcontext.index.lexicon.word_groups import word_group

ENGLISH, UNKNOWN = "en", "und"
# A word, an elided one with its apostrophe, the "-t-" of French with its pronoun, the mark that opens in Spanish.
_TOKEN = re.compile(r"¿|-t-\w+|\w+['’](?=\w)|\w+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
_ENGLISH = word_group("grammar words of questions") | word_group("distinctive words")
# So many words of another language for each English one: a title in the question may have some of either.
_PER_ENGLISH_WORD = 2
_ENOUGH = 2  # words that are common there


def question_language(text: str) -> str:
    """The ISO 639-1 code of a question's language; "en" where nothing tells of another, "und" for other scripts.

    >>> question_language("Que dit le maire ?"), question_language("What did Le Monde say about de la Cruz?")
    ('fr', 'en')
    """
    if _is_in_other_script(text):
        return UNKNOWN
    tokens = list(_tokens(text))
    weights = {code: _weight(tokens, words) for code, words in function_words().items()}
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] else ENGLISH


def without_function_words(text: str, language: str) -> str:
    """What a question is about: its words but those that its language has for grammar."""
    known = function_words().get(language)
    if known is None:
        return text
    grammar = known.telling | known.common | known.in_names_too | {"t"}
    words = enumerate(_TOKEN.findall(text))
    kept = " ".join(word for n, word in words if _plain(word) not in grammar or (n and word[:1].isupper()))
    return kept or text


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """The words in small letters, and whether a name in capitals follows each; what stands in capitals is a name."""
    words = _TOKEN.findall(_POSSESSIVE.sub("", text.lower() if text.isupper() else text))
    for n, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=False)):
        if not (word[:1].isupper() and (n or (word.isupper() and len(word) > 1))):
            yield _plain(word), after[:1].isupper()


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _weight(tokens: list[tuple[str, bool]], words: FunctionWords) -> int:
    """How many different words speak for a language; 0 where they are too few, or English ones too many."""
    known = words.telling | words.common | words.in_names_too
    telling = {word for word, _ in tokens if word in words.telling}
    common = {word for word, _ in tokens if word in words.common and word not in _ENGLISH}
    beside = {word for word, before_name in tokens if word in words.in_names_too and not before_name} - _ENGLISH
    english = {word for word, _ in tokens if word in _ENGLISH and word not in known}
    found = len(telling) * _ENOUGH + len(common) + len(beside)
    is_enough = (telling or common) and found >= _ENOUGH + _PER_ENGLISH_WORD * len(english)
    return found if is_enough else 0


def _is_in_other_script(text: str) -> bool:
    """Whether most letters are of another script than the Latin one, and it is not just a name."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter < "Ͱ" or "Ḁ" <= letter < "ἀ" for letter in letters)  # up to Greek; the extended ones
    return latin * 2 < len(letters) and not text.istitle()
