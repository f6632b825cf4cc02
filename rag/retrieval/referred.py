"""Finds the words of a body that nobody speaks for by its name: its spokesman's, or "the company's" beside the name."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import bare, first_names, is_role
from factcontext.index.lexicon.roles import BODIES
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.records import Statement
from factcontext.index.speakers.descriptions import describe, has_same_head
from factcontext.index.speakers.short_names import initials
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.query.slots import is_described
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.features import share
from factcontext.rag.statements import SURE

# Statements that are looked at, the best by what they are about.
LOOKED_AT = 60
# So much of a name, by rarity, is a short form of it: "Platte" alone is a river, "Platte River" the firm.
ENOUGH = 0.5
# Sentences before the words in which a body is named that is then called "the company".
REACH = 2
# How surely a statement is of the one to whom an article ties its speaker: as surely as a spokesman's is of a body.
LIKELY = 0.85
_SPOKESPEOPLE = word_group("spokespeople")
_RELATIONS = word_group("nouns of relation")
_PARTED = _RELATIONS | word_group("words for what was")
_LINKS = word_group("links of a dependent name")
_BELONGING = ("of", "for", "to", "from", "representing")
_ARTICLES = ("the", "a", "an", "its", "their")


def may_be_body(name: str) -> bool:
    """Whether a name may be a body's: a first name and a surname, or a title and one, is a person's.

    >>> may_be_body("Platte River Networks"), may_be_body("Judge Ada Orr"), may_be_body("Ada Orr")
    (True, False, False)
    """
    words = name.split()
    if country_named(name):  # whoever speaks for it is known as such
        return False
    is_titled = bool(words) and (is_role(words[0]) or bare(words[0]) in first_names())
    is_plain_pair = len(words) == 2 and name.istitle() and bare(words[1]) not in BODIES
    return bool(words) and not is_titled and not is_plain_pair


def may_have_people(name: str) -> bool:
    """Whether somebody may speak who is not called by that very name: for a body, or as the one who is described. A
    single word is a person's too often."""
    return is_described(name) or len(name.split()) > 1 and may_be_body(name)


def by_reference(name: str, found: RankedSentences) -> RankedSentences:
    """Of the statements found those whose speakers the articles tie to a body of that name."""
    said = found.best_said(LOOKED_AT)
    worth = {word: found.library.words.rarity(word) for word in content_words(name)}
    meant = [_is_tied(name, worth, one) for one in found.where(said)]
    return found.where(said[np.array(meant, dtype=bool)])


def with_referred(name: str, found: RankedSentences) -> RankedSentences:
    """What was found; the statements of those whom the articles tie to the one who is asked about are likely theirs: of
    a body its spokesman's, whom another article names in full, or "the campaign" right behind its name."""
    said = found.best_said(LOOKED_AT)
    others = said[found.feature("speaker")[said] < SURE]
    worth = {word: found.library.words.rarity(word) for word in content_words(name)}
    tied = [
        row
        for row, one in zip(others.tolist(), found.where(others), strict=True)
        if _is_tied(name, worth, one) and _is_of_kind(name, one.statement)
    ]
    features = found.features.copy()
    features[tied, FEATURES.index("speaker")] = LIKELY
    return replace(found, features=features)


def _is_tied(name: str, worth: Mapping[str, float], one: ScoredSentence) -> bool:
    """Whether a statement's speaker has the name, or most of it, or stands for it right behind it. Who was with a body,
    or is its critic or lawyer, is not heard for it."""
    if one.statement is None:
        return False
    given = _given(one.statement)
    if not is_described(name) and not _PARTED.isdisjoint(given.lower().replace("-", " ").split()):
        return False
    if share(worth, frozenset(stems(given))) >= ENOUGH or _has_initials(name, given):
        return True
    return _is_short_for(name, one.statement) and share(worth, _words_before(one)) >= ENOUGH


def _is_of_kind(name: str, statement: Statement | None) -> bool:
    """Whether a speaker is called what a name says they are, or by its initials: "people in Sollen" are no mayor of it,
    nor is the secretary of a state its Democrats."""
    if statement is None:
        return False
    if is_described(name) and (asked := describe(name)):
        given = describe(statement.office or statement.speaker_as_written, statement.body)
        return given is not None and has_same_head(asked, given) and _has_names(name, _given(statement))
    given_words = _given(statement)
    return set(stems(name)[-1:]) <= set(stems(given_words)) or _has_initials(name, given_words)


def _has_names(description: str, given: str) -> bool:
    """Whether what is told of a speaker has the names of a description: the mayor of Sollen is no mayor of Brenn."""
    names = (word for word in description.split() if word[:1].isupper())
    return {stem for name in names for stem in content_words(name)} <= set(stems(given))


def _has_initials(name: str, words: str) -> bool:
    """Whether a name stands among words by its initials: "RBS spokesman"."""
    return initials(name) in {bare(word) for word in words.split()} - {""}


def _given(statement: Statement) -> str:
    """What a statement tells of its speaker."""
    return " ".join(filter(None, (_without_others(statement.speaker), statement.office, statement.body)))


def _without_others(speaker: str) -> str:
    """A description without those who only tell it from others: of "farmers near Orrby" but "farmers".

    >>> _without_others("The heads of two towns bordering Orland"), _without_others("a spokesman for Orr Mills")
    ('The heads of two towns', 'a spokesman for Orr Mills')
    """
    words = speaker.split()
    for i, word in enumerate(words):
        is_relation = i > 0 and words[i - 1].lower() in _RELATIONS
        if i and word in _LINKS and (word not in _BELONGING or is_relation):
            return " ".join(words[:i])
    return speaker


def _is_short_for(name: str, statement: Statement) -> bool:
    """Whether a speaker is called but "the ministry" or "a spokesman"; a name that tells its kind is of no other."""
    article, _, noun = statement.speaker.lower().partition(" ")
    if article not in _ARTICLES or noun not in BODIES | _SPOKESPEOPLE or statement.body:
        return False
    kind = bare(name.split()[-1])
    return noun == kind or noun in _SPOKESPEOPLE or kind not in BODIES


def _words_before(one: ScoredSentence) -> frozenset[str]:
    """The stems of the sentence and of those right before it."""
    first = one.seen.sentences[max(one.number - REACH, 0)]
    return frozenset(stems(one.article.text[first.start : one.sentence.end]))
