"""Splits text into words and stems them for search: accents, case, possessives and endings off."""

import re
from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import Any

import tantivy

from factcontext.index.lexicon.word_groups import word_group

# Words that carry no topic: a question's grammar. A short list, since BM25 already weighs common words down.
STOP = word_group("grammar words of questions")
# Words with their punctuation whose stems are remembered, 40 MB: of an article's, 19 of 20 were met before, and looking
# them up takes a tenth of the time.
REMEMBERED = 200_000

_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_POSSESSIVE = re.compile(r"['’]s\b")


def analyzer() -> Any:
    """Lower case, accents off, Porter's English stems: "investigations" and "investigating" meet."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_ANALYZER = analyzer()


def stems(text: str) -> list[str]:
    """The stemmed words of a text, in order.

    >>> stems("War-crimes probes")
    ['war', 'crime', 'probe']
    """
    return list(chain.from_iterable(map(_stems_between_spaces, text.split())))


@lru_cache(REMEMBERED)
def _stems_between_spaces(written: str) -> tuple[str, ...]:
    """The stemmed words of what stands between two spaces: no word and no spelling of one goes beyond."""
    return tuple(_ANALYZER.analyze(fold(written)))


def content_words(text: str) -> Counter[str]:
    """The stemmed words of a text without grammar words; with them where nothing else is left."""
    words = [word for word in text.split() if word.strip("?.,!'\"’").lower() not in STOP]
    return Counter(stems(" ".join(words)) or stems(text))


def fold(text: str) -> str:
    """Spell alike what readers type in different ways: "U.S." and "US", "Russia’s" and "Russia"."""
    if "." in text:
        text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    return _POSSESSIVE.sub("", text) if "'" in text or "’" in text else text
