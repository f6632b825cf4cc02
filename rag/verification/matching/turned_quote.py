"""Tells whether quoted words are cut out of a sentence that turns their sense: after a “not”, before an “unless”."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.factuality import has_effect, words_with
from factcontext.index.lexicon.word_groups import any_of, word_group
from factcontext.index.text.negation import is_negator
from factcontext.index.text.sentences import split
from factcontext.rag.verification.spans import Span

# Characters to either side within which a sentence is looked at: longer ones are lists.
_REACH = 400
_SENTENCE_ENDS = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘(]?[A-ZÀ-Þ0-9]|[“\"‘(]?\Z)|\n")
_CLAUSE_ENDS = re.compile(r"[,;:—–]|\s--\s|\b(?:but|although|though|while|(?<!not )because)\b", re.IGNORECASE)
# "and" begins a clause of its own where somebody is named after it.
_JOINED_CLAUSE = re.compile(r"\b(?:and|or)\s+(?=(?:i|we|you|he|she|it|they|there|that)\b)", re.IGNORECASE)
# A quotation that the article itself begins here, after "he said," or a colon.
_OPENED = re.compile(r"(?:^|[,:;.!?—–-])\s*(?:[“\"‘„«]|'')\s*\Z")
_PARENTHESES = re.compile(r"\([^()]{0,100}\)")
# These hold a "not" and do not negate.
_AFFIRMING = re.compile(
    r"\b(?:not (?:only|just|merely|simply)|no (?:doubt|question)|(?:without|beyond) (?:a )?doubt|nothing but)\b", re.I
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLOSE = 3  # words before a quotation among which a "may" or an "only" governs its first word
_FEWEST_OF_CLAUSE = 3
_NEAR = 12  # words of the written sentence before the quotation that may stand for what the quotation leaves out
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
_NEGATED_AFTER = re.compile(r"\s+(?P<word>not|never|no longer|cannot|nothing|nobody|no one|neither)\b", re.IGNORECASE)
_CALLED_FALSE = re.compile(
    r"[”\"’',\s]*(?:is|was|are|were|would\s+be)\s+(?:\w+\s+)?"
    r"(?P<word>not|never|false|untrue|a lie|lies|wrong|nonsense|a myth|impossible)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|must)\b", re.IGNORECASE)
_BROKEN_BY = ("and", "or", "nor", "as")  # begin what is put into a clause between commas
_CALLED_UNTRUE = re.compile(
    rf"\b(?P<word>{any_of(word_group('phrases that call what follows untrue'))}|too \w+ (?:to|for))\b", re.IGNORECASE
)
_CONDITIONS = word_group("words of conditions")
_INVERTED = ("had", "were", "should")  # begin a condition: "Had they paid, …"
_NARROWING = word_group("words that narrow")


@dataclass(frozen=True, slots=True)
class TurningWord:
    """A word beside quoted words that turns their sense."""

    word: str
    side: Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Written:
    """What a written sentence has before a quotation and after it, which may say what the quotation leaves out."""

    before: str = ""
    after: str = ""

    @property
    def words(self) -> list[str]:
        """The words just before the quotation, or after it where it begins the sentence."""
        before = _words(self.before)[-_NEAR:]
        return before or _words(self.after)[:_NEAR]


def turned_by(text: str, span: Span, written: Written) -> TurningWord | None:
    """The word of a text beside a stretch of it that turns the sense of what is quoted; None where none does.

    A word for the same in the written sentence makes up for it: he said he was not “going to resign.”

    >>> turned_by("I am not going to resign.", (9, 25), Written("Orr said he is "))
    TurningWord(word='not', side='before')
    >>> turned_by("I am not going to resign.", (9, 25), Written("Orr said he is not ")) is None
    True
    """
    before, after = _sentence_around(text, span)
    quoted = text[span[0] : span[1]]
    if word := _turned_before(before, quoted, written):
        return TurningWord(word, "before")
    word = _turned_after(after, quoted, written)
    return TurningWord(word, "after") if word else None


def _sentence_around(text: str, span: Span) -> tuple[str, str]:
    """What the sentence of a stretch has before it and after it."""
    low, high = max(0, span[0] - _REACH), span[1] + _REACH
    stops = frozenset(low + one.end for one in split(text[low:high]))
    begins = max((end.end() for end in _ends(text, low, span[0], stops)), default=low)
    ends = next((end.start() for end in _ends(text, span[1], high, stops)), high)
    return _PARENTHESES.sub(" ", text[begins : span[0]]), text[span[1] : ends]


def _ends(text: str, start: int, end: int, stops: Collection[int]) -> Iterator[re.Match[str]]:
    """The ends of sentences in a stretch; the point of "Mr." is none, as `stops` tells, where sentences end."""
    for match in _SENTENCE_ENDS.finditer(text, start, end):
        if match[0].strip() != "." or match.start() + 1 in stops:
            yield match


# ---- before


def _turned_before(before: str, quoted: str, written: Written) -> str | None:
    clauses = [one.strip(" “”\"'") for one in _CLAUSE_ENDS.split(_JOINED_CLAUSE.sub("; ", before))]
    if conditional := _leading_condition(clauses):
        return None if _has_condition(written) else conditional
    if _OPENED.search(before):
        return None
    governing = _AFFIRMING.sub(" ", _governing(clauses))
    words = _words(governing)
    return (
        _called_untrue(governing, written)
        or _negated(words, written)
        or _narrowed(words[-_reach(quoted) :], written)
        or _conditioned(words, written)
    )


def _governing(clauses: Sequence[str]) -> str:
    """The clause that goes on in what is quoted: "I do not, and will never, | accept it"."""
    clauses = list(clauses)
    goes_on = len(clauses) > 2 and _words(clauses[-1])[:1] in ([], ["that"])
    if goes_on and clauses[-2].split(" ")[0].lower() in _BROKEN_BY:
        return f"{clauses[-2]} {clauses[-3]} {clauses[-1]}".strip()
    return clauses[-1] if clauses else ""


def _leading_condition(clauses: Sequence[str]) -> str | None:
    """The "if" of the clause before: "If they sell, we will strike", with or without "he said" between."""
    whole = [one for one in clauses[:-1] if one and not _is_insertion(one)]
    if _words(clauses[-1])[:1] == ["then"]:  # "if they sell, if they even try to, then …"
        return next((word for one in reversed(whole) for word in _words(one) if word in _CONDITIONS), None)
    first = _words(whole[-1])[:1] if whole else []
    return first[0] if first and (first[0] in _CONDITIONS or first[0] in _INVERTED) else None


def _is_insertion(clause: str) -> bool:
    """Whether a clause only says who speaks: "he said"."""
    words = _words(clause)
    return len(words) <= _NEAR and any(word in CUE_VERBS for word in words) and words[0] not in _CONDITIONS


def _called_untrue(governing: str, written: Written) -> str | None:
    """A verdict that the clause passes on what it goes on to say: "it is absurd to suggest that …"."""
    match = _CALLED_UNTRUE.search(governing)
    said = f"{written.before} {written.after}"
    if match is None or _CALLED_UNTRUE.search(said) or any(_is_no(word) or _says_no(word) for word in written.words):
        return None
    return match["word"].lower()


def _negated(words: Sequence[str], written: Written) -> str | None:
    """A "not" of the clause, or a verb that says that it is not so; "dismissed it as" says what it is called."""
    if words and words[-1] in CUE_VERBS:
        words = words[-_CLOSE:]
    is_called = words[-1:] == ["as"]
    found = [word for word in words if _is_no(word) or not is_called and _says_no(word)]
    is_kept = any(_is_no(word) or _says_no(word) for word in written.words)
    return found[-1] if found and not is_kept else None


def _is_no(word: str) -> bool:
    return is_negator(word) or word.endswith("n't")


def _says_no(word: str) -> bool:
    return has_effect(word, "negates") or has_effect(word, "denies")


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
        if word in ("would", "should", "must") and not any(map(_is_unreal, theirs)):
            return word
    if near[-1:] == ["to"]:
        wanted = [word for word in near if has_effect(word, "unrealized")]
        return wanted[-1] if wanted and not any(map(_is_unreal, theirs)) else None
    return None


def _is_unreal(word: str) -> bool:
    """Whether a word tells that something is not so yet: "would", "wants", "could"."""
    return has_effect(word, "unrealized") or any(word in words_with(one) for one in ("future", "doubts", "condition"))


def _conditioned(words: Sequence[str], written: Written) -> str | None:
    found = [word for word in words if word in _CONDITIONS]
    return found[-1] if found and not _has_condition(written) else None


def _has_condition(written: Written) -> bool:
    return any(word in _CONDITIONS for word in _words(f"{written.before} {written.after}"))


# ---- after


def _turned_after(after: str, quoted: str, written: Written) -> str | None:
    """A condition that follows, or a verdict on what is quoted: “we shot first” is a lie."""
    if (match := _CONDITION_AFTER.match(after)) and not _has_condition(written):
        return match["word"].lower()
    limited = _LIMITED_AFTER.match(after)
    if limited and limited["word"].lower() not in f"{written.before} {written.after}".lower():
        return limited["word"].lower()
    match = _NEGATED_AFTER.match(after) or (_CALLED_FALSE.match(after) if _FINITE.search(quoted) else None)
    if match is None or any(map(_is_no, [*written.words, *_words(written.after)])):
        return None
    return match["word"].lower()


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def is_whole_somewhere(text: str, places: Iterable[Span], written: Written) -> bool:
    """Whether at one of several places nothing turns what is quoted."""
    return any(turned_by(text, place, written) is None for place in places)
