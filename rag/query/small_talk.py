"""Recognises what asks nothing of the articles: greetings, thanks, "what can you do?", "When?" as the first words."""

from factcontext.index.lexicon.word_groups import word_group

_SMALL_TALK = word_group("small talk")
_COURTESIES = word_group("courtesies")
_COURTEOUS = _COURTESIES | word_group("small words of courtesies")
_ASKING_ALONE = word_group("question words alone")
_MARKS = " \t.!?,;:…-–—'\"“”"


def is_small_talk(text: str, is_first: bool) -> bool:
    """Whether words ask nothing of the articles; a question word alone does so where no question came before.

    >>> is_small_talk("Hello!", True), is_small_talk("When?", True), is_small_talk("When?", False)
    (True, True, False)
    """
    plain = " ".join(text.lower().replace("’", "'").split()).strip(_MARKS)
    parts = [part.strip(_MARKS) for part in plain.split(",")]
    if all(part in _SMALL_TALK for part in parts) or is_first and plain in _ASKING_ALONE:
        return True
    words = {word.strip(_MARKS) for word in plain.split()}
    return not _COURTESIES.isdisjoint(words) and words <= _COURTEOUS
