"""Finds the words of somebody whom an article calls by a description, "the Selda senator", that the folder knows."""

from collections.abc import Collection
from dataclasses import replace

from factcontext.index.lexicon.person_names import bare
from factcontext.index.speakers.descriptions import is_description
from factcontext.index.store.library import Library
from factcontext.rag.retrieval.evidence import RankedSentences, ScoredSentence
from factcontext.rag.retrieval.features import NAMES as FEATURES
from factcontext.rag.retrieval.referred import LIKELY
from factcontext.rag.statements import SURE, speaker_ids

# Statements that are looked at, the best by what they are about: they read their articles.
LOOKED_AT = 60


def with_described(name: str, found: RankedSentences) -> RankedSentences:
    """What was found; the statements of whoever is described as only the one who is asked about is known to be, of all
    whom the article names, are likely theirs."""
    asked = {id for id in speaker_ids(name, found.library) if found.library.directory.speakers[id].kind == "person"}
    if not asked:
        return found
    said = found.best_said(LOOKED_AT)
    others = said[found.feature("speaker")[said] < SURE]
    theirs = [
        row
        for row, one in zip(others.tolist(), found.where(others), strict=True)
        if _is_told_as_one_of(asked, one, found.library)
    ]
    features = found.features.copy()
    features[theirs, FEATURES.index("speaker")] = LIKELY
    return replace(found, features=features)


def _is_told_as_one_of(asked: Collection[int], one: ScoredSentence, library: Library) -> bool:
    """Whether a statement's speaker is described ("the Selda senator"), and of those of the folder who are called so
    the article names nobody but some who are asked about."""
    if one.statement is None or not one.statement.speaker_as_written.lower().startswith("the "):
        return False
    if not is_description(one.statement.speaker):
        return False
    words = frozenset(map(bare, one.article.text.split()))
    speakers = library.directory.speakers
    fitting = {id for id in speaker_ids(one.statement.speaker, library) if speakers[id].kind == "person"}
    named = {id for id in fitting if bare(speakers[id].name.split()[-1]) in words}
    return bool(named) and named <= set(asked)
