"""Tells whether a cue plainly reports words without quotation marks: then they are certain to be its source's."""

import re

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.factuality import words_with
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.negation import is_phrase_negated

_PLAIN = word_group("verbs of plain reporting")
# "hoped to say that", "would say that", "never said that": words that nobody is surely reported to have used.
_UNSAID = re.compile(r"(?:to|would|could|might|may|should|can)\s", re.IGNORECASE)
# In the marked articles one of eight statements of fewer words, "said so too", was none; of longer ones one of 25.
_FEWEST_WORDS = 5


def is_plain_report(cue: str, said: str) -> bool:
    """Whether a cue surely reports words as its source's.

    >>> is_plain_report("said", "that the dam was safe")
    True
    >>> is_plain_report("suggested", "that the dam was safe")
    False
    """
    verb = CUE_VERBS.get(cue.split()[-1].lower())
    if verb in words_with("withholds"):
        return _refuses_words(said)
    return verb in _PLAIN and not _is_unsaid(cue) and len(said.split()) >= _FEWEST_WORDS


def _refuses_words(refused: str) -> bool:
    """Whether what somebody refuses is to speak: "to comment on the leak", but not "to leave"."""
    return any(word.lower() in CUE_VERBS for word in refused.split()[:2])


def _is_unsaid(cue: str) -> bool:
    """Whether words are wished for or denied, or but go along with what somebody did: ", saying that …"."""
    return cue.endswith("ing") or _UNSAID.match(cue) is not None or is_phrase_negated(cue)
