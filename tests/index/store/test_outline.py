"""Articles as numbers say what their rows and texts say, whichever of them are read together."""

import re
from hashlib import sha256
from importlib import resources

import numpy as np
import pytest

from factcontext.index.numbering import COUNT, Counts, Runs
from factcontext.index.store.generations import SCHEMA
from factcontext.index.store.outline import SENTENCE, SPAN, WORD, word_number, word_numbers
from factcontext.index.text.stems import stems

SOME = [[1], [2, 5], [1, 2, 3, 4, 5, 6, 7]]


@pytest.fixture(scope="module")
def catalog(sample_library):
    return sample_library.catalog


@pytest.mark.parametrize("numbers", SOME)
def test_sentences_are_those_of_the_articles_and_of_their_passages(catalog, numbers):
    outlines, paths = catalog.outlines(np.array(numbers)), catalog.paths()
    for place, number in enumerate(numbers):
        rows = outlines.sentences[outlines.article == place]
        spans = list(zip(rows["start"].tolist(), rows["end"].tolist(), rows["paragraph"].tolist(), strict=True))
        assert spans == list(map(tuple, catalog.sentences(paths[number - 1]))) and spans
        assert outlines.sentences[outlines.first[place]] == rows[0]
        ids = outlines.sentence_ids[outlines.article == place].tolist()
        assert catalog.sentence_texts(ids) == [catalog.article(paths[number - 1]).text[s:e] for s, e, _ in spans]
    for passage, row in zip(catalog.passages(outlines.passage.tolist()), outlines.sentences, strict=True):
        assert passage.start <= row["start"] and row["end"] <= passage.end


@pytest.mark.parametrize("numbers", SOME)
def test_a_sentence_is_said_where_a_statement_has_a_part_in_it(catalog, numbers):
    outlines, paths = catalog.outlines(np.array(numbers)), catalog.paths()
    said = []
    for number in numbers:
        statements = catalog.statements_of(paths[number - 1])
        for sentence in catalog.sentences(paths[number - 1]):
            said.append(any(s.start < sentence.end and sentence.start < s.end for s in statements))
    assert outlines.are_said().tolist() == said and (any(said) or numbers == [1])


def test_words_are_the_stems_in_order(catalog):
    outlines = catalog.outlines(np.array([3]))
    article = catalog.article(catalog.paths()[2])
    words = catalog.words([3])
    end = 0
    for row in outlines.sentences:
        begin, end = end, int(row["words"])
        assert words[begin:end].tolist() == word_numbers(article.text[row["start"] : row["end"]])
    assert end == len(words)


def test_a_word_has_one_number_and_different_words_have_different_ones():
    words = sorted(set(stems("The harbour master of Velmora said on Monday that no ship will pass the lock gates")))
    assert len({word_number(word) for word in words}) == len(words)
    assert word_numbers("Probes, probing: a probe’s end") == [*[word_number("probe")] * 2, *word_numbers("a probe end")]


def test_numbers_lead_to_articles_also_where_one_has_none():
    counts = Counts()
    for passages, sentences in ((1, 3), (0, 0), (2, 4)):
        counts.add(passages, sentences)
    numbering = counts.numbering()
    assert len(numbering) == 3
    assert numbering.articles_of_sentences(np.arange(7)).tolist() == [1, 1, 1, 3, 3, 3, 3]
    assert numbering.articles_of_passages(np.arange(3)).tolist() == [1, 3, 3]


@pytest.mark.parametrize(
    "chosen, numbers", [([True, False, False], [0, 1, 2]), ([False, True, True], [3, 4, 5, 6]), ([False] * 3, [])]
)
def test_runs_hold_the_numbers_of_what_is_chosen(chosen, numbers):
    runs = Runs(np.array(chosen), np.array([0, 3, 3, 7]))
    assert len(runs) == len(numbers) and runs.numbers().tolist() == numbers
    assert runs.have(np.arange(7)).tolist() == [number in numbers for number in range(7)]


def test_another_layout_is_another_schema():
    """An index of one layout is nonsense to the other: who changes either raises SCHEMA, and then this."""
    files = [resources.files("factcontext.index").joinpath(at) for at in ("speakers/speakers.sql", "store/schema.sql")]
    tables = re.sub(r"--.*", "", "\n".join(file.read_text("utf-8") for file in files)).split()
    layout = repr((tables, [kind.descr for kind in (SENTENCE, SPAN, WORD, COUNT)]))
    assert (SCHEMA, sha256(layout.encode()).hexdigest()[:8]) == (23, "13cf7b35")
