"""Checks what a draft says that somebody said, all or some of it unquoted: found, altered, by somebody else, or absent.

The articles' words need not be the draft's: what is found is supported as a model's sentence has to be. In doubt a
claim is absent, which sends its writer to the articles.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from factcontext.index.lexicon.factuality import has_effect
from factcontext.index.lexicon.roles import PRONOUNS
from factcontext.index.records import Statement
from factcontext.index.text.negation import is_negator
from factcontext.rag.query.wording import REPORTING
from factcontext.rag.reader import Reader
from factcontext.rag.records import Citation, Evidence, Problem, Question
from factcontext.rag.retrieval.search import search_index
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.drafts.draft_quotations import quotations_of, statements_of
from factcontext.rag.verification.matching.speaker_match import Identity, Voice
from factcontext.rag.verification.numbered_source import number_sources
from factcontext.rag.verification.spans import without
from factcontext.rag.verification.verdict import Verdict

ClaimState = Literal["found", "altered", "other_speaker", "absent"]

# Pieces of evidence that a claim is compared with: what supports it is among the nearest, and each takes time.
COMPARED = 6
# Fewer words say nothing that could be looked for: "said so".
FEWEST = 3
# Words of the speaker that support a claim so far, and have another of these, are what it was made of: of 13 claims
# that were tried by hand those about something else had 0.02 and less.
NEAR = 0.45
ALTERED: tuple[Problem, ...] = ("number", "date", "negation")
_NO_MARKS = str.maketrans("", "", '“”„«»"')


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """What a draft says that somebody said: `draft[start:end] == text`."""

    text: str
    start: int
    end: int
    claimed_speaker: str
    state: ClaimState
    citation: Citation | None = None  # the articles' own words; None where they have none like it
    problem: Problem | None = None  # of an altered one, what the articles have otherwise
    contrary: Citation | None = None  # of one that was found, what the speaker said to the contrary on another day


def check_claims(draft: str, reader: Reader, said: Sequence[Statement] | None = None) -> tuple[CheckedClaim, ...]:
    """Every claim of a draft that somebody said something, in order, with what the articles have of it.

    `said` are the draft's statements, where they were found before.
    """
    said = statements_of(draft) if said is None else said
    return tuple(_check(one, draft, reader) for one in claims_of(draft, said))


def claims_of(draft: str, said: Iterable[Statement]) -> Iterator[Statement]:
    """What a draft says that somebody said, where it names them and does not quote all of it."""
    quoted = [(one.start, one.end) for one in quotations_of(draft)]
    for one in said:
        is_named = one.kind != "direct" and one.speaker.lower() not in PRONOUNS
        own = [draft[start:end] for start, end in without((one.start, one.end), quoted)]
        if is_named and sum(any(map(str.isalnum, word)) for words in own for word in words.split()) >= FEWEST:
            yield one


def _check(said: Statement, draft: str, reader: Reader) -> CheckedClaim:
    """A claim is compared with the words quoted in it, which complete its sense; their letters are checked apart."""
    words = draft[said.start : said.end]
    made = _Comparison(said, " ".join(words.translate(_NO_MARKS).split()).rstrip(" ,"), reader)
    return CheckedClaim(words, said.start, said.end, said.speaker, *made.result())


class _Comparison:
    """One claim beside what the articles have."""

    def __init__(self, said: Statement, words: str, reader: Reader) -> None:
        self._said, self._words, self._reader = said, words, reader

    def result(self) -> tuple[ClaimState, Citation | None, Problem | None, Citation | None]:
        """Its state, the words that tell so, what they have otherwise, and words of another day to the contrary."""
        own = self._evidence(self._said.speaker)
        verdict = self._verdict(own, self._said.speaker)
        if verdict.numbers:
            return self._found(own[verdict.numbers[0] - 1], own)
        holding = [one for one in self._evidence(None) if self._holds(one)]
        if by_them := next((one for one in holding if self._is_by_claimed(one)), None):
            return self._found(by_them, own)
        if near := self._nearest(own, verdict):
            return "altered", near.cited(), verdict.problem, None
        return ("other_speaker", holding[0].cited(), None, None) if holding else ("absent", None, None, None)

    def _found(self, supports: Evidence, own: Sequence[Evidence]) -> tuple[ClaimState, Citation, None, Citation | None]:
        """Who has said so may have said the contrary before or later: no fault of the draft, and worth knowing."""
        day = supports.article.day
        others = (one for one in own if day and one.article.day not in (None, day))
        contrary = next((one for one in others if self._is_contrary(one)), None)
        return "found", supports.cited(), None, contrary.cited() if contrary else None

    def _is_contrary(self, piece: Evidence) -> bool:
        return self._verdict([piece], self._said.speaker).problem == "negation" and not self._denies_too(piece)

    def _nearest(self, own: Sequence[Evidence], verdict: Verdict) -> Evidence | None:
        """The speaker's words that say the same but for a number, a date or a "not"."""
        if verdict.problem not in ALTERED or verdict.score < NEAR:
            return None
        near = next((one for one in own if self._verdict([one], self._said.speaker).problem == verdict.problem), None)
        return None if near and self._denies_too(near) else near

    def _denies_too(self, piece: Evidence) -> bool:
        """A denial of what is denied is no contrary: "denied that a ship was there", "No ship was there"."""
        return _denies(self._said.cue) and _is_negative(piece)

    def _evidence(self, speaker: str | None) -> list[Evidence]:
        """The nearest words of one speaker, or of anybody."""
        asked = f"What did {speaker} say about {self._words}?" if speaker else f"Who said that {self._words}?"
        kind: Literal["said", "who"] = "said" if speaker else "who"
        question = Question(asked, asked, kind, speaker, self._words, wants_words=True)
        return search_index(question, self._reader).evidence()[:COMPARED]

    def _told_by(self, speaker: str) -> str:
        """The claim as a sentence of its own."""
        cue = self._said.cue if self._said.cue.lower() in REPORTING else "said"
        return f"{speaker} {cue} {self._words.rstrip('.')}."

    def _verdict(self, evidence: Sequence[Evidence], speaker: str) -> Verdict:
        """What the check of written sentences finds of the claim, had this speaker made it."""
        sources = number_sources(evidence, self._reader.library)
        return Checker(sources, self._reader).check(self._told_by(speaker))

    def _holds(self, piece: Evidence) -> bool:
        """Whether the speaker of some words, whoever it is, says what is claimed."""
        return piece.statement is not None and not self._verdict([piece], piece.statement.speaker).problem

    def _is_by_claimed(self, piece: Evidence) -> bool:
        voice = Voice(self._said.speaker, self._said.office)
        return piece.statement is not None and Identity(self._reader.library.directory).is_by(voice, piece.statement)


def _is_negative(piece: Evidence) -> bool:
    """Whether words deny, as far as they tell without a parse: "No vessel was there", "denied that"."""
    told = f"{piece.statement.cue} {piece.quote}" if piece.statement else piece.quote
    return _denies(told) or any(is_negator(word) for word in re.findall(r"\w+", told))


def _denies(words: str) -> bool:
    return any(has_effect(word, "denies") for word in words.lower().split())
