"""What is a source's own sentence, to the letter, needs no further proof; what is only a part of one does."""

import pytest

from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split
from factcontext.rag.records import Evidence
from factcontext.rag.verification.copied_sentence import find_copy
from factcontext.rag.verification.numbered_source import NumberedSource
from factcontext.rag.verification.parsed_source import SourceSentence

TEXT = (
    "The gates — all four — are old. “We cannot mend them now,” said Ines Calder. She left. "
    "He denied it to the council. “No. Nobody at the harbour knew of this. I swear,” said Tomas Brill."
)
ARTICLE = Article("port.txt", "0" * 64, TEXT)
OATH = "No. Nobody at the harbour knew of this. I swear"
AT = TEXT.index(OATH)
SAID = Statement("port.txt", AT, AT + len(OATH), "Tomas Brill", "Tomas Brill", "certain", "said", "direct")
SOURCE = NumberedSource(1, Evidence(ARTICLE, 0, len(TEXT), 1.0), (SAID,))
SENTENCES = [SourceSentence(s.start, s.end, TEXT[s.start : s.end], ()) for s in split(TEXT)]


@pytest.mark.parametrize(
    "text",
    [
        "The gates — all four — are old.",
        "The gates -- all four -- are old",
        '"We cannot mend them now," said Ines Calder.',
        "The gates — all four — are old. “We cannot mend them now,” said Ines Calder.",
        "“No. Nobody at the harbour knew of this. I swear,” said Tomas Brill.",
    ],
)
def test_whole_sentences_count_however_they_are_set(text):
    start, end = find_copy(text, SOURCE, SENTENCES) or (0, 0)
    assert end - start > 20


@pytest.mark.parametrize(
    "text",
    [
        "all four — are old.",  # a part
        "“We cannot mend them now,” said Ines",
        "The gates — all four — are new.",
        "The gates … said Ines Calder.",
        "He denied it to the council.",  # who "he" is, another sentence tells
        "She left.",
        "Nobody at the harbour knew of this.",  # somebody's words, told as a fact
    ],
)
def test_parts_changes_and_what_leans_on_another_sentence_do_not(text):
    assert find_copy(text, SOURCE, SENTENCES) is None
