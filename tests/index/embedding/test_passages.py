"""Passages keep sentences whole, paragraphs together where they fit, and lose nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from factcontext.index.embedding.passages import make_passages
from factcontext.index.records import Article
from factcontext.index.text.sentences import split
from tests.fakes import HashingEmbedder

EMBEDDER = HashingEmbedder(max_tokens=12)
TEXTS = st.lists(st.lists(st.integers(1, 20), min_size=1, max_size=6), max_size=8).map(
    lambda paragraphs: "\n\n".join(" ".join("Word " + "word " * (n - 1) + "end." for n in p) for p in paragraphs)
)


def passages(text, embedder=EMBEDDER):
    return make_passages(Article("a.txt", "", text), split(text), embedder)


def test_paragraphs_that_fit_are_kept_together():
    text = "One two three.\n\nFour five six.\n\n" + "Seven eight nine ten eleven twelve."
    assert [text[p.start : p.end] for p in passages(text)] == [text]


def test_a_paragraph_is_not_split_where_it_can_begin_a_passage():
    text = "One two three four five six.\n\nSeven eight nine ten. Eleven twelve thirteen fourteen."
    assert [p.start for p in passages(text)] == [0, text.index("Seven")]


def test_a_long_paragraph_is_split_between_sentences():
    text = "One two three four five six. Seven eight nine ten eleven twelve. Thirteen fourteen."
    assert [text[p.start : p.end] for p in passages(text)] == [text[:64].rstrip(), "Thirteen fourteen."]


def test_no_text_no_passage():
    assert passages("") == []


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_every_sentence_is_in_exactly_one_passage(text):
    made = passages(text)
    for sentence in split(text):
        assert sum(p.start <= sentence.start and sentence.end <= p.end for p in made) == 1


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_only_a_single_sentence_is_longer_than_the_model_reads(text):
    for p in passages(text):
        inside = [s for s in split(text) if p.start <= s.start < p.end]
        assert len(inside) == 1 or EMBEDDER.lengths([text[p.start : p.end]])[0] <= EMBEDDER.max_tokens
