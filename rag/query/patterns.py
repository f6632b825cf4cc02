"""The pieces that the patterns of questions are made of: a slot for the speaker, one for the topic, small verbs."""

import re

from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.query.wording import LINK, NOUN


def compiled(text: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern in which a space stands for any white space."""
    return re.compile(text.replace(" ", r"\s+"), flags)


def any_of(*groups: str) -> str:
    """A pattern of any word or phrase of some groups of the lexicon, the longest first."""
    words = {word for group in groups for word in word_group(group)}
    return f"(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"


OWNER_END = re.compile(r"[’']s?$")  # "Orr's", "the guards'"
EXACT = re.NOFLAG  # capitals tell names
# Eighty characters hold any name with its office; a bound keeps long texts quick.
SPEAKER = r"(?P<speaker>\S.{0,80}?)"
# A name without an office; what stands before "on" or a possessive noun is no longer.
SHORT_SPEAKER = r"(?P<speaker>\S.{0,60}?)"
IS = "(?:is|was|are|were|has been)"
HAS = "(?:has|have|had|did|does)"
TOPIC = rf"(?: (?:{LINK}) (?P<topic>.+))?"
# What a question begins with before its topic: "how many", "what is the view on".
QUESTION_WORDS = compiled(
    r"^(?:what|how|which|why|when|where|who|whether) (?:(?:is|was|are|were|did|does|do|will) )?"
    rf"(?:(?:the |a )?{NOUN} {LINK} )?"
)
