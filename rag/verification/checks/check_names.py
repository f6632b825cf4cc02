"""Checks that every name in a claim and around it is known to the source."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.name_match import KnownNames, is_known, names_in, unknown_names
from factcontext.rag.verification.matching.pronoun_match import is_third_person, may_mean
from factcontext.rag.verification.spans import holds_place

if TYPE_CHECKING:
    from spacy.tokens import Token


def names_hold(trial: Trial) -> bool:
    """Whether names in the claim are in its basis, and those around it anywhere in the source or its article's head."""
    doc, directory = trial.sentence.doc, trial.folder.directory
    known = _known_to_basis(trial)
    alone = replace(known, context="")
    for run in names_in(doc, trial.claim.spans, trial.basis.article):
        if not is_known(run, known, directory):
            return False
        if not is_known(run, alone, directory) and not _may_be_meant(run, trial):
            return False
    return not unknown_names(doc, trial.frame, _known_to_source(trial), directory)


def _may_be_meant(run: Sequence["Token"], trial: Trial) -> bool:
    """Whether a pronoun of the evidence may mean somebody whom only what stands around the evidence names."""
    name, article, speakers = run[-1].text, trial.basis.article, trial.basis.surnames
    docs = [one.doc for one in trial.basis.sentences]
    return any(
        may_mean(token, name, docs[:at], article, speakers)
        for at, one in enumerate(trial.basis.sentences)
        for token in one.doc
        if is_third_person(token) and holds_place(one.start + token.idx, trial.basis.core)
    )


def _known_to_basis(trial: Trial) -> KnownNames:
    source, article = trial.source.source, trial.source.source.evidence.article
    return KnownNames(f"{trial.basis.text}\n{trial.basis.extra}", article.text, f"{source.before} {article.title}")


def _known_to_source(trial: Trial) -> KnownNames:
    source, article = trial.source.source, trial.source.source.evidence.article
    whole = trial.source.whole
    known = f"{whole.text}\n{whole.extra}\n{trial.claim.named} {article.title} {article.publisher or ''}"
    return KnownNames(known, article.text, source.before)
