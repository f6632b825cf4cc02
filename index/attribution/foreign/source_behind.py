"""Reports whose source stands behind the words: "« … », a déclaré Luc Maret"; "…, a annoncé Anna Roux"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.foreign.named import named_source, pronoun_sex
from factcontext.index.attribution.foreign.noun_phrases import NamedSource
from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.foreign.report import Report
from factcontext.index.lexicon.foreign_speech import ForeignSpeech

if TYPE_CHECKING:
    from spacy.tokens import Token


def behind_quotation(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """ "« … », a déclaré Luc Maret", "« … », a-t-il dit", "«…», afirmó"."""
    doc = reading.doc
    at, pronoun = _before_verb(reading, cue, words)
    if at not in reading.whole:
        return None
    stop = _clause_end(reading, cue.i)
    source = pronoun or named_source(doc, cue.i + 1, stop, words)
    if source is None and _drops_pronouns(words) and (cue.i + 1 == len(doc) or doc[cue.i + 1].is_punct):
        source = NamedSource("", cue.i, cue.i)
    if source is None:
        return None
    spans = [reading.span(reading.doc[n]) for n in _quotations_around(reading, at, range(cue.i + 1, stop), words)]
    return Report(source, reading.span(cue), tuple(spans), is_sure=True)


def behind_clause(reading: Reading, cue: Token, words: ForeignSpeech) -> Report | None:
    """ "La digue tiendra, a annoncé vendredi Anna Roux." """
    doc, comma = reading.doc, cue.i - 1
    while comma > 0 and words.has("auxiliaries", doc[comma].lower_):
        comma -= 1
    if doc[comma].text != "," or not any(token.pos_ in ("VERB", "AUX") for token in doc[:comma]):
        return None
    source = named_source(doc, cue.i + 1, len(doc), words)
    if source is None or source.is_pronoun or any(token.pos_ == "VERB" for token in doc[source.last + 1 :]):
        return None
    return Report(source, reading.span(cue), ((reading.start(doc[0]), reading.end_before(comma)),), False)


def _before_verb(reading: Reading, cue: Token, words: ForeignSpeech) -> tuple[int, NamedSource | None]:
    """The token before a verb with its auxiliaries and marks, and the pronoun among these: "a-t-il ajouté"."""
    doc, at = reading.doc, cue.i - 1
    pronoun: NamedSource | None = None
    while at > 0:
        low = doc[at].lower_
        if sex := pronoun_sex(low, words):
            pronoun = NamedSource("", at, at, sex)
        elif not (words.has("auxiliaries", low) or low == "-t"):
            break
        at -= 1
    while at > 0 and doc[at].is_punct and at not in reading.whole:
        at -= 1
    return at, pronoun


def _quotations_around(reading: Reading, before: int, clause: range, words: ForeignSpeech) -> list[int]:
    """The quotation before a reporting clause with those it goes on from, and the one right behind it.

    That is another's where the clause has a further verb: "…, a dit Luc Maret à Anna Roux, qui a répondu : …".
    """
    found = [before]
    while found[0] - 1 in reading.whole:
        found.insert(0, found[0] - 1)
    if clause.stop in reading.whole and not any(reading.doc[n].lower_ in words.verbs for n in clause):
        found.append(clause.stop)
    return found


def _clause_end(reading: Reading, at: int) -> int:
    """Where a reporting clause ends: at the next whole quotation, or with the unit."""
    return next((n for n in range(at + 1, len(reading.doc)) if n in reading.whole), len(reading.doc))


def _drops_pronouns(words: ForeignSpeech) -> bool:
    """Whether a verb does without a subject: in Spanish, Italian and Portuguese, whose "he" is no part of it."""
    return not any(form.startswith("-") for form in words.groups["he"]) and "hat" not in words.groups["auxiliaries"]
