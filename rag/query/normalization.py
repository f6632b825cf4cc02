"""Normalises a question's wording: white space, contractions and polite phrases, and a second question word."""

import re
from collections.abc import Iterable

from factcontext.rag.query.patterns import compiled
from factcontext.rag.records import Act

# Short forms are written out where a question begins; further on they may be somebody's words.
_CONTRACTIONS = [
    (compiled(rf"\b{short}\b"), long)
    for short, long in (
        (r"(?:wat|waht|wht)", "what"),
        (r"(what|who|how|where|when|why)[’']?s(?= [a-z])", r"\1 is"),
        (r"(what|who|how|where|when|why)[’']d", r"\1 did"),
        (r"(what|who|how|where|when|why)[’']re", r"\1 are"),
        (r"(did|does|do|has|have|had|is|was|are|were|would|could|should)n[’']?t", r"\1 not"),
    )
]
_BEGINNING = compiled(r"^\W*(?:\S+(?: |$)){1,4}")
# Other ways to say "say" and "think of".
_SYNONYMS = [
    (compiled(rf"\b{phrase}\b"), plain)
    for phrase, plain in (
        (r"(?:have|has|had|having) (?:got )?to say", "say"),
        (r"make of", "think of"),
        (r" (?:himself|herself|itself|themselves)(?= [a-z])", ""),
        (r"abt", "about"),
        (r"(said|says|say) what", r"\1"),
        (r"go(?:es)? on (?:the )?record", "speak"),
    )
]
# No list of words: which phrase may follow which decides what is taken off.
_POLITE = compiled(
    r"^(?:(?:and|but|so|ok|okay|please|now|then|well|hi|hello|hey|also)\b[\s,:;-]*)+"
    r"|^(?:(?:can|could|would|will) you |do you (?:happen to )?|i(?: would|[’']d)? (?:want|like|need) to |let me |"
    r"i am wondering |i wonder |any idea )(?:please )?(?:tell me |know |find out |find me |find |show me |see |give me "
    r"|explain |look up |list |search for )?"
    r"|^(?:tell me|show me|find me|find|give me|list|(?:searching|search|looking|look) for|look up|remind me|explain|"
    r"summari[sz]e|i need|need) (?:of |about |an? )?"
    r"|^(?:are|is|were|was) there (?:any(?:thing)?|an?|some) |^do (?:we|you) have (?:any|an?) "
    r"|^(?:it (?:is|was) said )|^(?:is|was) it (?:true|right|correct) (?:that |if )?"
)
_RELATIVE = compiled(r"(?<=\w), (?:who|whose) [^,?]{3,80}, ?(?=\w)")  # "did Kerry, who was in Paris, say"
_ENDING = compiled(
    r"(?:[\s,]+(?:please|thanks|thank you|exactly|again|in the articles|in these articles|in the news))+$"
)
_SECOND_WORD = compiled(
    r",? and (?P<word>when|why|where|how|what else)"
    r"(?: (?:did|does) (?:he|she|they|it) (?:say|do) (?:it|that|so|this))?$"
)


def normalized(text: str) -> str:
    """The question without polite phrases, contractions written out.

    >>> normalized("Please tell me, what'd Calder say?")
    'what did Calder say'
    """
    text = " ".join(text.split()).strip(" ?!.…,;")
    text = text.lower() if text == text.upper() and len(text) > 5 else text
    text = _RELATIVE.sub(" ", text)
    text = _BEGINNING.sub(lambda match: _replaced(match[0], _CONTRACTIONS), text)
    text = _replaced(text, _SYNONYMS)
    for _ in range(3):  # "and could you please tell me" is three phrases
        text = _ENDING.sub("", _POLITE.sub("", text)).strip(" ?!.…,;")
    return text


def _replaced(text: str, replacements: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, plain in replacements:
        text = pattern.sub(plain, text)
    return text


def without_second_word(text: str) -> tuple[str, Act | None]:
    """A question without a second question word at its end, and what that asks for: "…, and when?"."""
    match = _SECOND_WORD.search(text)
    return (text[: match.start()], act_of_question_word(match["word"])) if match else (text, None)


def act_of_question_word(word: str) -> Act | None:
    """What a question word asks for besides the words themselves: a time or a reason."""
    low = word.lower()
    return "when" if low == "when" else "why" if low == "why" else None
