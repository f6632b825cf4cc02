"""Finds the quotations in a written sentence: the words between its quotation marks, and where they stand."""

from dataclasses import dataclass

from factcontext.index.text.quotes import find_quotes_in_excerpt, quoted_words


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks: `start` and `end` in their sentence include the marks."""

    start: int
    end: int
    words: str  # without the marks

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.words.split())


def find_quotations(sentence: str) -> list[Quotation]:
    """The outermost quotations of a sentence, in order; one that is never closed or opened runs to the sentence's end.

    >>> [q.words for q in find_quotations("Orr's aide said “no ‘deal’ is near” and called it ‘a farce’.")]
    ['no ‘deal’ is near', 'a farce']
    """
    return [Quotation(one.start, one.end, quoted_words(sentence, one)) for one in find_quotes_in_excerpt(sentence)]
