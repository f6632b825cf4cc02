"""The words that can report somebody's words, looked up by the form that stands in a text."""

import re

from factcontext.index.lexicon.speech import speech_nouns, speech_verbs
from factcontext.index.lexicon.word_groups import any_of, word_group

# What each verb takes as the words it reports (the letters are told in verbs.tsv), and what leads them in.
FRAMES = {verb.base: verb.frame for verb in speech_verbs() if verb.frame}
CUE_VERBS = {form: verb.base for verb in speech_verbs() if verb.frame for form in verb.forms()}  # any form -> the verb
# These lead into words in quotation marks: “…,” he continued.
QUOTING = {form: verb.base for verb in speech_verbs() if verb.quotes for form in verb.forms()}
SPEECH_FORMS = CUE_VERBS.keys() | QUOTING.keys()  # all that may stand beside somebody's words
# Verbs that say nothing but by a noun: "made the claim that", "raised questions about".
SUPPORT_VERBS = frozenset(form for verb in speech_verbs() if verb.is_support for form in verb.forms())
# Nouns for what somebody said, and what it stands after: "that" and prepositions.
_PREDICATED = "is"
NOUN_LEADS = {noun.word: noun.leads for noun in speech_nouns() if noun.leads - {_PREDICATED}}
# Nouns whose words a clause behind "is" may be: "her view is that …".
PREDICATED_NOUNS = frozenset(noun.word for noun in speech_nouns() if not noun.leads.isdisjoint((_PREDICATED, "that")))
# Things that carry somebody's words; their owner is the speaker where the text names one.
DOCUMENTS = frozenset(noun.word for noun in speech_nouns() if noun.is_document)

# These alone make no sentence worth parsing: 600 of 6,000 were parsed for them alone, and 20 held a report.
_SELDOM = word_group("forms that are seldom cues")
_VERBAL = frozenset({*CUE_VERBS, "according", "clear"}) - _SELDOM
# Without one of these a noun reports nobody's words.
_OWNERS = frozenset("by from s his her their its".split()) | SUPPORT_VERBS
# "Critics counter that it leaks", "Orr put the damage at 200,000 crowns", "As Orr put it, “…”", "Her view is that …"
_LED = re.compile(
    r"\b(?:(?:counters?|protest|remark) that\b|puts? (?:it\b[,:]? ?[“\"]|(?:the|its|their) (?:[a-z]+ ){1,6}at\b)"
    rf"|{any_of(PREDICATED_NOUNS)}(?: (?:by|from|of) [^.“”\"\n]{{1,60}})? (?:is|was) that\b)"
)
_PLAIN = re.compile(r"[a-z]+(?:-[a-z]+)*")


def may_report(text: str) -> bool:
    """Whether a text holds a word that can report words; most sentences hold none and need no parsing."""
    words = _PLAIN.findall(text.lower())
    if not _VERBAL.isdisjoint(words) or _LED.search(text):
        return True
    return not (_OWNERS.isdisjoint(words) or NOUN_LEADS.keys().isdisjoint(words))
