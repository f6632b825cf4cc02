"""Classifies the modality of a parsed verb: a fact, doubted, wanted, to come, or under a condition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from factcontext.index.attribution.syntax.grammar import is_passive
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.lexicon.factuality import has_effect, words_with
from factcontext.index.lexicon.word_groups import word_group
from factcontext.rag.verification.meaning.meaning import Mood
from factcontext.rag.verification.meaning.negation import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

_DETERMINING = ("det", "poss", "nummod", "amod", "compound")
_INVERTED = ("had", "were", "should")
_LOOKING = word_group("verbs of looking")
_CAUSING = frozenset("led leads lead caused causes cause forced forces force compelled compels compel".split())
_CLAIMING = frozenset(("alleged", "alleges", "claimed", "claiming", "claims", "claim", "purported", "purports"))


def mood_of(verb: Token) -> Mood:
    """The mood of a verb: its own helpers come first, then the verb that it depends on."""
    helpers = {c.lower_.replace("’", "'") for c in verb.children if c.dep_ in ("aux", "advmod")}
    if helpers & words_with("doubts") or _is_claimed(verb):
        return "doubted"
    if _is_conditional(verb) or _is_inverted(verb) or _is_open_question(verb):
        return "if"
    has_aux = any(c.dep_ == "aux" for c in verb.children)
    if not has_aux and verb.dep_ == "conj" and verb.head.tag_[:2] == "VB" and not _has_subject(verb):
        return mood_of(verb.head)  # "should have gone there and smelled it"
    if _is_scheduled(verb):
        return "future"
    if inherited := _mood_from_above(verb) or _mood_of_relative(verb):
        return inherited
    if helpers & words_with("future"):
        return "future"
    is_gerund = verb.tag_ == "VBG" and verb.dep_ == "csubj" and not helpers and not _has_subject(verb)
    if is_infinitive(verb) or is_gerund:  # "to wait is wise", "waiting is wise"
        return "unreal"
    return "real"


def _is_scheduled(verb: Token) -> bool:
    """Whether a verb is told as fixed for later: "is to meet", "is due to be held"."""
    has_to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    above = verb.head
    if has_to and above.lower_ in ("due", "set", "scheduled", "slated"):
        return True
    if not (has_to and verb.dep_ == "xcomp" and above.lower_ in ("is", "are") and above.i < verb.i):
        return False
    return not any(c.dep_ in ("acomp", "attr") or c.dep_ == "aux" for c in above.children)


def _is_conditional(verb: Token) -> bool:
    """Whether a verb depends on a condition, or is one."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and not _is_address(c)]
    clauses += [c for one in clauses for c in one.children if c.dep_ == "advcl"]  # "if it rains, and we wait, …"
    return any(_has_condition(clause.children) for clause in clauses) or _has_condition(
        c for c in verb.children if c.dep_ == "mark"
    )


def _is_inverted(verb: Token) -> bool:
    """Whether a helper before its subject makes a condition of a verb: "had the firm paid, …"."""
    subject = min((c.i for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), default=0)
    return any(c.i < subject and c.dep_[:3] == "aux" and c.lower_ in _INVERTED for c in verb.children)


def _is_address(verb: Token) -> bool:
    """Whether an "if" only has the listener look: "if you talk to pilots, they want this" is no condition."""
    return verb.lower_ in _LOOKING and any(c.lower_ == "you" and c.dep_ == "nsubj" for c in verb.children)


def _has_condition(words: Iterable[Token]) -> bool:
    return any(word.lower_ in words_with("condition") for word in words)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _is_claimed(verb: Token) -> bool:
    """Whether somebody is only said to have done it: "claims to have won", "is believed to have left"."""
    above = verb.head
    has_done = verb.dep_ == "xcomp" and any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)
    return has_done and (above.lower_ in _CLAIMING or is_passive(above) and above.lower_ in CUE_VERBS)


def _is_open_question(verb: Token) -> bool:
    """Whether a "whether" leaves open if the doing is so: "whether to meet", "decide if and when he leaves"."""
    return any(child.lower_ == "whether" for child in verb.children) or _is_behind_if_and(verb)


def _is_behind_if_and(verb: Token) -> bool:
    """Whether an "if and what" or "whether or how" before a verb has no other verb between."""
    for token in reversed(verb.doc[: verb.i]):
        if token.tag_[:2] == "VB" and token.dep_[:3] != "aux":
            return False
        if token.lower_ in ("if", "whether"):
            return token.nbor(1).lower_ in ("and", "or") and token.nbor(2).tag_[:1] == "W"
    return False


def _mood_of_relative(verb: Token) -> Mood | None:
    """The mood of a relative clause: of whoever it may be under a condition, of what will be like that."""
    if verb.dep_ != "relcl":
        return None
    noun = verb.head
    if noun.tag_ == "NNS" and not any(child.dep_ in _DETERMINING for child in noun.children):
        return "if"  # "people who live there" is "anybody who lives there"
    above = noun.head if noun.dep_ != "pobj" else noun.head.head
    if verb.tag_ == "VBZ" and above.tag_[:2] == "VB" and noun.dep_ == "dobj" and above.i != verb.i:
        mood = mood_of(above)
        return mood if mood != "real" else None  # "will name a judge who keeps it"
    return None


def _is_demanded(verb: Token) -> bool:
    """Whether a verb in its base form tells what is called for: "demanded that he leave", "that he be released"."""
    bare = next((c for c in verb.children if c.dep_ == "auxpass"), verb)
    has_base_form = bare.tag_ in ("VB", "VBP") and bare.lower_ not in ("are", "am") and verb.dep_ == "ccomp"
    return (
        has_base_form and has_effect(verb.head.lower_, "unrealized") and any(c.lower_ == "that" for c in verb.children)
    )


def _mood_from_above(verb: Token) -> Mood | None:
    """The mood that an infinitive or "-ing" takes from its verb: "want to leave", "plans for leaving"."""
    if _is_demanded(verb):
        return "unreal"
    if verb.tag_ not in ("VB", "VBG") or verb.dep_ not in ("xcomp", "ccomp", "pcomp", "advcl"):
        return None
    above = verb.head if verb.dep_ != "pcomp" else verb.head.head
    if above.lower_ in _CAUSING and any(c.dep_ == "dobj" for c in above.children):
        return mood_of(above)  # "led the ship to sink it": it did
    if has_effect(above.lower_, "unrealized"):
        return "unreal"
    if above.tag_[:2] != "VB" or verb.dep_ not in ("xcomp", "ccomp"):
        return None
    is_its_own = above.dep_ in ("xcomp", "ccomp") or verb.tag_ == "VBG" and verb.dep_ == "xcomp"  # "to keep flying"
    return mood_of(above) if is_its_own or _is_conditional(above) else None  # "if they failed to pay"
