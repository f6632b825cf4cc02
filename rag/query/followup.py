"""Rewrites a follow-up question as a stand-alone question, from the question and answer before it."""

import re
from collections.abc import Callable

from factcontext.index.lexicon.verb_forms import forms_of
from factcontext.rag.query.followup_fragments import corrected, fragment_completed
from factcontext.rag.query.followup_pronouns import pronouns_replaced
from factcontext.rag.query.last_question import FollowUp, say_question, subject_of, without_question_mark
from factcontext.rag.query.wording import QUESTION_VERBS
from factcontext.rag.records import Names, Question

_OPENING = re.compile(r"^(?:(?:and|but|so|ok|okay|then|now|also|or|well)\b[\s,:]*)+", re.IGNORECASE)
_AGAIN = re.compile(r"(?:really|seriously|(?:are you )?sure|is (?:that|this|it) (?:true|right|so))(?: that)?", re.I)
_WORD = re.compile(
    r"(?P<word>when|why|where|how)(?: exactly| so)?(?: (?:was|is|did|does|do) (?:that|this|it|he|she|they)"
    r"(?: (?:said|say|think|happen|that|so|it|this|announced))*)?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:anything|something|what|much) (?:else|more)|more|go on|tell me more|continue)"
    r"(?: (?:did|does|has|have) (?:he|she|they|it) (?:say|said|have to say))?(?: about (?:it|that|this))?",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:(?:who|any(?:one|body)|some(?:one|body)) else(?: (?:said|says|spoke|commented|talked|say|thinks?)"
    r"(?: anything)?(?: (?:so|that|this|it|(?:about|on) (?:it|that|this)))?)?|(?:the )?others"
    r"|what (?:did|do|have) (?:the )?others (?:say|said|think)(?: (?:about|on|of) (?:it|that|this))?)",
    re.IGNORECASE,
)
_ANYONE = re.compile(
    r"(?:(?:did|does|do|has|have) (?:any|some)(?:one|body)|who)(?: else)? (?P<verb>(?:dis)?agree|object)(?:e?d|s)?"
    r"(?P<whom> with (?:him|her|them|it|that|this))?",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:who (?:said|says|claimed) (?:that|so|this|it)|says who|who)", re.IGNORECASE)


def stand_alone(text: str, last: Question, heard: str | None = None, names: Names | None = None) -> str:
    """The question made complete from the one before and who is heard in its answer; a complete one as it is."""
    bare = " ".join(text.split()).strip(" ?!.…,;:")
    follow_up = FollowUp(text, _OPENING.sub("", bare), last, heard, names)
    for rewrite in _REWRITES:
        if (found := rewrite(follow_up)) is not None:
            return found
    return text


def _repeated(follow_up: FollowUp) -> str | None:
    """ "Really?" """
    return follow_up.last.standalone if _AGAIN.fullmatch(follow_up.bare) else None


def _question_word(follow_up: FollowUp) -> str | None:
    """ "When?", "why did he say that?" """
    match = _WORD.fullmatch(follow_up.bare)
    return f"{without_question_mark(follow_up.last)}, and {match['word'].lower()}?" if match else None


def _what_else(follow_up: FollowUp) -> str | None:
    """ "What else did she say?" """
    if not _MORE.fullmatch(follow_up.bare):
        return None
    last = follow_up.last
    speaker = last.speaker or follow_up.heard
    return say_question(speaker, subject_of(last), "What else did") if speaker else last.standalone


def _who_else(follow_up: FollowUp) -> str | None:
    """ "Who else?", "who said that?" """
    last = follow_up.last
    if _OTHERS.fullmatch(follow_up.bare):
        if last.kind == "who":
            return re.sub(r"^(who|which \w+)(?: else)?\b", r"\1 else", last.standalone, flags=re.IGNORECASE)
        return f"Who else spoke about {subject_of(last)}?"
    if _WHO.fullmatch(follow_up.bare):
        return last.standalone if last.kind == "who" else f"Who spoke about {subject_of(last)}?"
    return None


def _did_anyone(follow_up: FollowUp) -> str | None:
    """ "Did anyone disagree?", "who disagreed?" ask for others' words on the same topic."""
    match, last = _ANYONE.fullmatch(follow_up.bare), follow_up.last
    verb = match and QUESTION_VERBS.get(match["verb"].lower())
    topic, with_whom = subject_of(last), last.speaker or follow_up.heard
    if not match or not verb or not topic or topic == with_whom:
        return None
    past = next(form for form, tense in forms_of(verb.base).items() if tense == "past")
    if not with_whom:
        return f"Who {past} about {topic}?"
    return f"Who else {past}{f' with {with_whom}' if match['whom'] else ''} about {topic}?"


# The first that applies counts: whole phrases, then fragments, then pronouns within a full question.
_REWRITES: tuple[Callable[[FollowUp], str | None], ...] = (
    corrected,
    _repeated,
    _question_word,
    _what_else,
    _who_else,
    _did_anyone,
    fragment_completed,
    pronouns_replaced,
)
