"""Checks that every name in a claim and around it is known to the source."""

from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.matching.name_match import KnownNames, unknown_names


def names_hold(trial: Trial) -> bool:
    """Whether names in the claim are in its basis, and those around it anywhere in the source or its article's head."""
    doc, directory = trial.sentence.doc, trial.folder.directory
    if unknown_names(doc, trial.claim.spans, _known_to_basis(trial), directory):
        return False
    return not unknown_names(doc, trial.frame, _known_to_source(trial), directory)


def _known_to_basis(trial: Trial) -> KnownNames:
    source, article = trial.source.source, trial.source.source.evidence.article
    return KnownNames(f"{trial.basis.text}\n{trial.basis.extra}", article.text, f"{source.before} {article.title}")


def _known_to_source(trial: Trial) -> KnownNames:
    source, article = trial.source.source, trial.source.source.evidence.article
    whole = trial.source.whole
    known = f"{whole.text}\n{whole.extra}\n{trial.claim.named} {article.title} {article.publisher or ''}"
    return KnownNames(known, article.text, source.before)
