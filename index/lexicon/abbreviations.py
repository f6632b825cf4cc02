"""Words that end in a full stop without ending a sentence, and the words that sentences begin with."""

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import words_of_class

_BEFORE = {short: before for short, before, _ in table_rows("abbreviations")}

# A name or a number follows these, so the stop is never the end of a sentence.
BEFORE_NAMES = frozenset(short for short, before in _BEFORE.items() if before == "name")
BEFORE_NUMBERS = frozenset(short for short, before in _BEFORE.items() if before == "number")
# These may end a sentence: they do when a word follows that seldom goes on with a name.
PERHAPS_LAST = frozenset(short for short, before in _BEFORE.items() if before == "any")
STARTERS = words_of_class("starter")
