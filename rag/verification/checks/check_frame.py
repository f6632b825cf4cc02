"""Checks what a sentence says around the words that it reports: "angered that the crew left, Lund said that …"."""

from __future__ import annotations

from factcontext.index.lexicon.qualifiers import qualifiers_in
from factcontext.rag.verification.checks.alignment import Alignment, words_of
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.spans import text_of, without

# Telling words from which on what stands around a report tells something of its own.
_FEWEST = 4
# Where so many of them stand in a sentence of the evidence, it is that sentence's.
_SHORTENED = 0.75


def frame_holds(trial: Trial) -> bool:
    """Whether nobody has changed places in what stands around a report, and no reason behind it, "because", is from
    another sentence of the source."""
    quoted = [(one.start, one.end) for one in trial.sentence.quotations]
    text = text_of(trial.sentence.text, [part for span in trial.frame for part in without(span, quoted)])
    called = {word.stem for word in words_of(trial.claim.named)}
    words = [word for word in words_of(text) if word.stem not in called]
    if sum(word.is_telling for word in words) >= _FEWEST:
        whole = (Alignment(words, words_of(one.text)) for one in trial.source.whole.sentences)
        if any(one.common >= _SHORTENED and (one.are_exchanged() or one.is_turned_round()) for one in whole):
            return False
    reason = next((match.end() for kind, match in qualifiers_in(text) if kind == "cause"), None)
    if not trial.claim.speaker or reason is None:
        return True
    here = {word.stem for one in trial.basis.sentences for word in words_of(f"{one.text} {trial.basis.extra}")}
    elsewhere = {word.stem for word in words_of(trial.source.whole.text)} - here
    return not any(word.stem in elsewhere for word in words_of(text[reason:]) if word.is_common)
