"""Finds what turns the sense of quoted words after them: a condition, a limit, a verdict."""

import re

from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.rag.verification.matching.turning_words import Written, has_condition, is_no, words_of

_INSERTED = r"(?:\s*,?[”\"][^”“\"]{0,60},\s*[“\"])?"  # …,” he said, “…
_CONDITION_AFTER = re.compile(
    rf"(?:{_INSERTED}[”\"’',\s]*(?:but\s+)?(?:only\s+|except\s+)?|(?:\s+\w+){{1,4}}\s+(?=if\b|unless\b))"
    r"(?P<word>if|unless|until|in case|in the event|assuming|not before|"
    r"provided|providing|so long as|as long as|on condition|only when|only after|except)\b",
    re.IGNORECASE,
)
_LIMITED_AFTER = re.compile(
    rf"[”\"’',\s]*(?P<word>{any_of(word_group('phrases that limit what stands before'))})\b", re.IGNORECASE
)
# "A tax on earnings | over £100,000"
_BOUNDED_AFTER = re.compile(
    r"\s+(?P<word>over|above|under|below|up\s+to|more\s+than|less\s+than|at\s+least|at\s+most)\s+[£$€]?\d",
    re.IGNORECASE,
)
# "Half of the crews were paid | in 1975": a year of the past, and no day of the news.
_DATED_AFTER = re.compile(r"\s+(?P<word>(?:in|until|before|since|by)\s+(?:[A-Z]\w+\s+)?(?P<year>(?:19|20)\d\d))\b")
_NEGATED_AFTER = re.compile(r"\s+(?P<word>not|never|no longer|cannot|nothing|nobody|no one|neither)\b", re.IGNORECASE)
_CALLED_FALSE = re.compile(
    r"[”\"’',\s]*(?:is|was|are|were|would\s+be)\s+(?:\w+\s+)?"
    r"(?P<word>not|never|false|untrue|a lie|lies|wrong|nonsense|a myth|impossible)\b",
    re.IGNORECASE,
)
# “You have no more trouble with what he said | than when she said it.”
_COMPARED_AFTER = re.compile(r"\s+(?P<word>than)\b", re.IGNORECASE)
# “We will work with any court | that respects us.”
_NARROWED_AFTER = re.compile(r"\s+(?:that|who|which)\s+\w+", re.IGNORECASE)
_WIDE = re.compile(r"\b(?:any|every|all|no)(?: [\w-]+){1,2}\Z", re.IGNORECASE)
_COMPARATIVE = re.compile(r"\b(?:more|less|fewer|rather|\w{3,}er)\b", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|must)\b", re.IGNORECASE)


def word_after(after: str, quoted: str, written: Written) -> str | None:
    """A condition that follows, or a verdict on what is quoted: “we shot first” is a lie."""
    if (match := _CONDITION_AFTER.match(after)) and not has_condition(written):
        return match["word"].lower()
    if _NARROWED_AFTER.match(after) and _WIDE.search(quoted) and " that " not in f" {written.after} ":
        return "that"
    said = f"{written.before} {written.after}".lower()
    limited = _LIMITED_AFTER.match(after)
    if limited and limited["word"].lower() not in said:
        return limited["word"].lower()
    if (bounded := _BOUNDED_AFTER.match(after)) and bounded["word"].lower() not in said:
        return bounded["word"].lower()
    if (dated := _DATED_AFTER.match(after)) and dated["year"] not in said:
        return dated["word"]
    if (compared := _COMPARED_AFTER.match(after)) and _COMPARATIVE.search(quoted):
        return compared["word"].lower() if " than " not in f" {written.after} " else None
    match = _NEGATED_AFTER.match(after) or (_CALLED_FALSE.match(after) if _FINITE.search(quoted) else None)
    if match is None or any(map(is_no, [*written.words, *words_of(written.after)])):
        return None
    return match["word"].lower()
