"""Finds what turns the sense of quoted words before them: a “not”, a “would”, a verdict, a condition."""

import re
from collections.abc import Sequence
from itertools import pairwise

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.factuality import has_effect, words_with
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.rag.verification.matching.not_asserted import unasserted_by
from factcontext.rag.verification.matching.turning_words import (
    CONDITIONS,
    Written,
    has_condition,
    is_no,
    is_unreal,
    says_no,
    words_of,
)

_CLAUSE_ENDS = re.compile(r"[,;:—–]|\s--\s|\b(?:but|although|though|while|(?<!not )because)\b", re.IGNORECASE)
# "and" begins a clause of its own where somebody is named after it.
_JOINED_CLAUSE = re.compile(r"\b(?:and|or)\s+(?=(?:i|we|you|he|she|it|they|there|that)\b)", re.IGNORECASE)
# "Never, ever, ever | trust him"
_REPEATED = re.compile(r",\s+(?=(?:n?ever|not ever)\b)", re.IGNORECASE)
# A quotation that the article itself begins here, after "he said," or a colon.
_OPENED = re.compile(r"(?:^|[,:;.!?—–-])\s*(?:[“\"‘„«]|'')\s*\Z")
# These hold a "not" and do not negate.
_AFFIRMING = re.compile(
    r"\b(?:not only|no (?:doubt|question(?! of))|(?:without|beyond) (?:a )?doubt|nothing but)\b", re.I
)
_CLOSE = 3  # words before a quotation among which a "may" or an "only" governs its first word
_WISHED = 5  # the same where the last two are "to say": "I don't even want to say"
_FEWEST_OF_CLAUSE = 3
_BROKEN_BY = ("and", "or", "nor", "as")  # begin what is put into a clause between commas
_CALLED_UNTRUE = re.compile(
    rf"\b(?P<word>{any_of(word_group('phrases that call what follows untrue'))}|too \w+ (?:to|for))\b", re.IGNORECASE
)
# Words within a quotation's own marks are somebody's whom the speaker plays: “A lot of people say, ‘I cannot do it’”.
_INNER = re.compile(r"[“\"][^”\"]*[ (][‘']\s*\Z")
_FEWEST_INNER = 4  # words; fewer are a term
# "We were looking for signs that | he is a friend", "it is everything but | peace"
_SOUGHT = re.compile(
    r"\b(?P<word>(?:look|search|wait|watch|hop)(?:ing|ed|s)?\s+for\s+(?:\w+\s+){0,3}that|(?:every|any)(?:thing|one|body)\s+but)"
    r"\s+(?:[“\"‘„«]|'')?\s*\Z",
    re.IGNORECASE,
)
# "He needs to show that he | is willing"
_YET_TO_SHOW = re.compile(
    r"\b(?P<word>needs?|has|have|had|must|should|ought|fail(?:s|ed)?)\s+(?:yet\s+)?(?:to\s+)?"
    r"(?:convince|demonstrate|ensure|persuade|prove|show)\s+(?:\w+\s+){0,3}?that\s+(?:\w+\s+){0,3}\Z",
    re.IGNORECASE,
)
_SOUGHT_AFTER = re.compile(r"\b(?:look|search|wait|watch|hop)(?:ing|ed|s)?\s+for\b|\bbut\b", re.IGNORECASE)
_INVERTED = ("had", "were", "should")  # begin a condition: "Had they paid, …"
_GENERAL = re.compile(r"(?:when you|whenever|once you)\b", re.IGNORECASE)
_LIMITED_BY_WHERE = word_group("words before a where of cases")
_NARROWING = word_group("words that narrow")
_INSERTION = 12  # words at most of a “he said” between two clauses


def word_before(before: str, quoted: str, written: Written) -> str | None:
    """The word that turns what is quoted, in what its sentence has before it; None where none does."""
    before = _REPEATED.sub(" ", before)
    clauses = [one.strip(" “”\"'") for one in _CLAUSE_ENDS.split(_JOINED_CLAUSE.sub("; ", before))]
    if conditional := _leading_condition(clauses):
        return None if has_condition(written) else conditional
    if inner := _others_words(before, quoted):
        return inner
    if _OPENED.search(before):
        return None
    if (due := _YET_TO_SHOW.search(before)) and not re.search(rf"\b{due['word']}\b", written.before, re.IGNORECASE):
        return due["word"].lower()
    if sought := _SOUGHT.search(before):
        return sought["word"].lower() if not _SOUGHT_AFTER.search(written.before) else None
    governing = _AFFIRMING.sub(" ", _governing(clauses))
    words = words_of(governing)
    return (
        _called_untrue(governing, written)
        or _negated(words, written)
        or _narrowed(words[-_reach(quoted) :], written)
        or _conditioned(words, written)
        or _inverted(clauses, written)
        or unasserted_by(before, quoted, written)
    )


def _others_words(before: str, quoted: str) -> str | None:
    """The inner quotation mark before words that a speaker only puts into somebody's mouth."""
    is_long = len(quoted.split()) >= _FEWEST_INNER
    return "‘" if is_long and _INNER.search(before) else None


def _governing(clauses: Sequence[str]) -> str:
    """The clause that goes on in what is quoted: "I do not, and will never, | accept it"."""
    clauses = list(clauses)
    goes_on = len(clauses) > 2 and words_of(clauses[-1])[:1] in ([], ["that"])
    if goes_on and clauses[-2].split(" ")[0].lower() in _BROKEN_BY:
        return f"{clauses[-2]} {clauses[-3]} {clauses[-1]}".strip()
    return clauses[-1] if clauses else ""


def _inverted(clauses: Sequence[str], written: Written) -> str | None:
    """The verb that begins the sentence in which the quotation stands, as a condition: "Had they | not been ill"."""
    first = words_of(clauses[0])[:1] if len(clauses) == 1 else []
    return first[0] if first and first[0] in _INVERTED and not has_condition(written) else None


def _leading_condition(clauses: Sequence[str]) -> str | None:
    """The "if" of the clause before: "If they sell, we will strike", with or without "he said" between."""
    whole = [one for one in clauses[:-1] if one and not _is_insertion(one)]
    if words_of(clauses[-1])[:1] == ["then"]:  # "if they sell, if they even try to, then …"
        return next((word for one in reversed(whole) for word in words_of(one) if word in CONDITIONS), None)
    first = words_of(whole[-1])[:1] if whole else []
    is_general = bool(first) and _GENERAL.match(whole[-1]) is not None  # "When you pay, …"
    return first[0] if first and (first[0] in CONDITIONS or first[0] in _INVERTED or is_general) else None


def _is_insertion(clause: str) -> bool:
    """Whether a clause only says who speaks: "he said"."""
    words = words_of(clause)
    return len(words) <= _INSERTION and any(word in CUE_VERBS for word in words) and words[0] not in CONDITIONS


def _called_untrue(governing: str, written: Written) -> str | None:
    """A verdict that the clause passes on what it goes on to say: "it is absurd to suggest that …"."""
    match = _CALLED_UNTRUE.search(governing)
    said = f"{written.before} {written.after}"
    if match is None or _CALLED_UNTRUE.search(said) or any(is_no(word) or says_no(word) for word in written.words):
        return None
    return match["word"].lower()


def _negated(words: Sequence[str], written: Written) -> str | None:
    """A "not" of the clause, or a verb that says that it is not so; "dismissed it as" says what it is called."""
    if words and words[-1] in CUE_VERBS:
        words = words[-_WISHED if words[-2:-1] == ["to"] else -_CLOSE :]
    is_called = words[-1:] == ["as"]
    found = [word for word in words if is_no(word) or not is_called and says_no(word)]
    return found[-1] if found and not written.says_no else None


def _reach(quoted: str) -> int:
    """How many words before a quotation may govern it: more of a scrap, which is no clause of its own."""
    return _CLOSE if len(quoted.split()) >= _FEWEST_OF_CLAUSE else 2 * _CLOSE


def _narrowed(near: Sequence[str], written: Written) -> str | None:
    """A "may", "would", "only" or "wants to" that governs the first word quoted."""
    theirs = written.words
    for word in near:
        if word in _NARROWING and word not in theirs:
            return word
        if word in words_with("doubts") and not any(one in words_with("doubts") for one in theirs):
            return word
        if word in ("would", "should", "must") and not any(map(is_unreal, theirs)):
            return word
    if near[-1:] == ["to"] or near[-2:] == ["to", "be"]:
        wanted = [word for word in near if has_effect(word, "unrealized")]
        return wanted[-1] if wanted and not any(map(is_unreal, theirs)) else None
    return None


def _conditioned(words: Sequence[str], written: Written) -> str | None:
    """A word of conditions, or a "where" that tells the cases: "necessary where a law forbids it"."""
    found = [
        word
        for before, word in pairwise(["", *words])
        if word in CONDITIONS or word == "where" and before in _LIMITED_BY_WHERE
    ]
    return found[-1] if found and not has_condition(written) else None
