"""Finds the act that a question takes for granted, of which there must be word where it is answered."""

import re

from factcontext.index.lexicon.acts import acts
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import QUESTION_VERBS

_WORD = re.compile(r"[\w’'-]+")
# Words after an auxiliary within which the verb of a question stands: "did the chief executive of the guild resign".
_REACH = 8
# Of "would X resign" nothing is taken for granted.
_DONE = frozenset(("did", "does", "do", "has", "have", "had", "was", "were"))
_ENDS = frozenset(("about", "as", "that"))


def required_act(text: str) -> frozenset[str]:
    """The stems of the words that tell of the act a question is about, "did X resign"; none where it is about none.

    Only what is asked of somebody who is to have done it counts: the verb behind "did", "has" and the like, not those
    of what was said.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    place = next((n for n, word in enumerate(words[:6]) if word in _DONE), None)
    if place is None:
        return frozenset()
    for n, word in enumerate(words[place + 1 : place + 1 + _REACH], place + 1):
        if word in QUESTION_VERBS and not _ENDS.isdisjoint(words[n + 1 : n + 2]):  # "what did X concede as Y"
            break
        for verb in (" ".join(words[n : n + 2]), word):  # "call off" is an act of its own
            if verb in acts():
                return frozenset(stems(" ".join(acts()[verb])))
        if word in QUESTION_VERBS or word in _ENDS:  # from there on it is what was said
            break
    return frozenset()
