"""Checks a written sentence against numbered sources: the sentence -> its claims -> trials by source -> a verdict."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from factcontext.index.text.language import is_foreign
from factcontext.rag.reader import Reader
from factcontext.rag.verification.checks.trial import Trial
from factcontext.rag.verification.checks.try_claim import try_claim
from factcontext.rag.verification.claims.claim import WrittenSentence
from factcontext.rag.verification.claims.claims import take_apart_sentence
from factcontext.rag.verification.claims.inserted import unexplained_pronoun
from factcontext.rag.verification.claims.split import split_all, split_by_cues, split_joined_claims
from factcontext.rag.verification.copied_sentence import find_copy
from factcontext.rag.verification.folder_knowledge import FolderKnowledge
from factcontext.rag.verification.instructions import is_instruction
from factcontext.rag.verification.markers import strip_markers
from factcontext.rag.verification.matching.support import content_stems
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.parsed_source import ParsedSource
from factcontext.rag.verification.parsed_text import parse
from factcontext.rag.verification.verdict import Verdict, decide

# Of a sentence that holds as a whole no joined part may be without all support: "it fired and sank the ferry".
_BARELY = 0.2
# What a source lacks of a sentence another may have: its claims are tried one by one.
_MENDED = ("support", "quote", "name", "number", "date")
# Characters; nobody writes such a sentence, and to parse it takes seconds.
_LONGEST = 2000
_HAS_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
# Of a sentence's words so many stand in an article's order to a machine: the sentence obeys it.
_OBEYED = 0.6


class Checker:
    """Checks the sentences of one answer against its sources, which are taken apart once."""

    def __init__(self, sources: Sequence[NumberedSource], reader: Reader) -> None:
        self._sources = sources
        self._folder = FolderKnowledge(reader)

    def check(self, sentence: str, before: str | None = None) -> Verdict:
        """Whether a sentence is supported, and by which sources; `before` is who spoke in the sentence before."""
        text, cited = strip_markers(sentence)
        if not any(map(str.isalnum, text)) or not self._parsed:
            return Verdict(text, (), "no_source", 0.0)
        if is_instruction(text):
            return Verdict(text, (), "instruction", 0.0)
        if len(text) > _LONGEST:
            return Verdict(text, (), "support", 0.0)
        numbers = {source.n for source in self._sources}
        known = [n for n in cited if n in numbers]
        before = before or self._meant(text)
        if copied := self._as_copied(text, known):
            return copied
        if is_foreign(text):  # no rule here tells what it denies, nor who does what
            return Verdict(text, (), "support", 0.0)
        return self._as_claims(text, known, before)

    def article(self, n: int) -> str:
        """The path of the article of source n."""
        return next(source.evidence.article.path for source in self._sources if source.n == n)

    def trials(self, sentence: WrittenSentence) -> list[list[Trial]]:
        """Each claim of a sentence against each source."""
        return [
            [Trial(claim, sentence, source, source.whole, self._folder) for source in self._parsed]
            for claim in sentence.claims
        ]

    def written(self, text: str, before: str | None = None) -> WrittenSentence:
        """A sentence without markers taken apart and embedded."""
        return take_apart_sentence(text, before, self._folder.embed(text))

    def _meant(self, text: str) -> str | None:
        """Whom a "she" means that nothing before the sentence explains, nor the sentence itself."""
        pronoun = unexplained_pronoun(parse(text)) if _HAS_PRONOUN.search(text) else None
        if pronoun is None or self._names_speaker(text[: pronoun.idx]):
            return None
        return self._likeliest(pronoun.lower_)

    def _names_speaker(self, text: str) -> bool:
        """Whether a text has the last name of somebody who speaks in the sources: "After Orr left, he said"."""
        words = set(re.findall(r"[\w-]+", text))
        return any(one.speaker.split()[-1] in words for source in self._sources for one in source.statements)

    def _likeliest(self, pronoun: str) -> str | None:
        """Who says most of all in the sources and is called so, and only so."""
        said = Counter(one.speaker for source in self._sources for one in source.statements)
        name, count = said.most_common(1)[0] if said else ("", 0)
        called = {
            one.speaker_as_written.lower()
            for source in self._sources
            for one in source.statements
            if one.speaker == name
        }
        other = "she" if pronoun == "he" else "he"
        return name if 2 * count > said.total() and pronoun in called and other not in called else None

    @cached_property
    def _parsed(self) -> list[ParsedSource]:
        parsed = [ParsedSource(source) for source in self._sources]
        for source in parsed:
            self._folder.give_vectors(source)
        return [source for source in parsed if source.sentences or source.orders]

    def _as_copied(self, text: str, cited: Sequence[int]) -> Verdict | None:
        """The verdict on what is a source's own sentence; None on what is not."""
        found = {one.source: span for one in self._parsed if (span := find_copy(text, one.source, one.sentences))}
        if not found:
            return None
        own = [source for source in found if source.n in cited] or list(found)[:1]
        start, end = found[own[0]]
        speakers = {said.speaker for said in own[0].statements if said.start < end and start < said.end}
        only = speakers.pop() if len(speakers) == 1 else None
        return Verdict(text, tuple(source.n for source in own), None, 1.0, only)

    def _as_claims(self, text: str, cited: Sequence[int], before: str | None) -> Verdict:
        """The verdict on a sentence as a whole, or on its joined parts where these tell more."""
        written = self.written(text, before)
        whole = self._decide(written, cited)
        if whole.problem is None:
            parts = split_joined_claims(written)
        else:
            parts = split_all(written) if whole.problem in _MENDED else split_by_cues(written)
        if parts is None:
            return whole
        several = self._decide(parts, cited)
        if whole.problem is None:
            return replace(several, problem="support") if several.problem and several.score < _BARELY else whole
        return whole if several.problem else several

    def _decide(self, sentence: WrittenSentence, cited: Sequence[int]) -> Verdict:
        found = [[try_claim(trial) for trial in of_claim] for of_claim in self.trials(sentence)]
        verdict = decide(sentence.text, found, cited)
        return replace(verdict, problem="instruction") if verdict.problem and self._obeys(sentence.text) else verdict

    def _obeys(self, text: str) -> bool:
        """Whether a sentence says what an article's order to a machine wants said: that is no support at all."""
        words = frozenset(content_stems(text))
        orders = (order for source in self._parsed for order in source.orders)
        return bool(words) and any(len(words & order.stems) >= _OBEYED * len(words) for order in orders)
