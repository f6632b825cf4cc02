"""One analysed article with all that a generation stores of it."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from factcontext.index.records import Article, Passage, Sentence, Statement
from factcontext.index.store.outline import SENTENCE, SPAN, WORD, pack, word_numbers


def words_digest(words: str) -> bytes:
    """What a sentence's words are known by."""
    return hashlib.sha256(words.encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with all that is stored of it; every sentence lies in one of the passages."""

    article: Article
    identity: str
    sentences: Sequence[Sentence]
    statements: Sequence[Statement]
    passages: Sequence[Passage]

    def sentence_texts(self) -> list[str]:
        """The text of each sentence."""
        return [self.article.text[s.start : s.end] for s in self.sentences]

    def passage_of(self) -> list[int]:
        """Of each sentence its passage, counted from 0."""
        starts = [passage.start for passage in self.passages]
        return [bisect_right(starts, s.start) - 1 for s in self.sentences]

    def spans(self) -> list[tuple[int, int]]:
        """Of each statement the first and the last sentence that hold a part of it, counted from 0."""
        starts, ends = [s.start for s in self.sentences], [s.end for s in self.sentences]
        return [(bisect_right(ends, one.start), bisect_left(starts, one.end) - 1) for one in self.statements]

    def packed(self) -> tuple[bytes, bytes, bytes]:
        """Its sentences, statements and words as numbers, as they are stored."""
        words = [word_numbers(words) for words in self.sentence_texts()]
        places = zip(self.sentences, self.passage_of(), accumulate(map(len, words)), strict=True)
        sentences = [(*s, passage, end) for s, passage, end in places]
        return pack(sentences, SENTENCE), pack(sorted(self.spans()), SPAN), pack(chain.from_iterable(words), WORD)
