"""Sentences measured all at once have the features that each has by itself, counted from its words."""

from itertools import pairwise

import numpy as np
import pytest

from factcontext.index.text.stems import content_words, stems
from factcontext.rag.query.library_names import LibraryNames
from factcontext.rag.query.question import understand
from factcontext.rag.retrieval.expected import expected, holds
from factcontext.rag.retrieval.features import NAMES
from factcontext.rag.retrieval.retrieve import ASKING
from factcontext.rag.retrieval.search import search_index

QUESTIONS = [
    "What did Velmora say about the probe?",
    "What did Elin Corrow say about the museum theft?",
    "Who spoke about the harbour gates?",
    "How many people live in Corrow?",
    "What did the prime minister say?",
    "Zzyzx?",
]


@pytest.fixture(scope="module", params=QUESTIONS)
def found(request, sample_library, sample_reader):
    question = understand(request.param, (), LibraryNames(sample_library), sample_library.span)
    return search_index(question, sample_reader)


def words(text):
    return {word: None for word in content_words(text) if word not in ASKING}


def share(library, wanted, present):
    worth = {word: library.words.rarity(word) for word in wanted}
    return sum(value for word, value in worth.items() if word in present) / (sum(worth.values()) or 1)


def test_shares_are_those_of_the_words(found, sample_library):
    question, topic = found.question, words(found.question.topic or found.question.standalone)
    topic = topic or words(question.standalone)
    for one in found.ranked:
        own = [stems(one.article.text[s.start : s.end]) for s in one.seen.sentences]
        here, near = set(own[one.number]), set().union(*own[max(0, one.number - 1) : one.number + 2])
        features = one.features
        assert features.topic == pytest.approx(share(sample_library, topic, here))
        assert features.around == pytest.approx(share(sample_library, topic, near))
        assert features.article == pytest.approx(share(sample_library, topic, set().union(*own)))
        assert features.question == pytest.approx(share(sample_library, words(question.standalone), here))


def test_a_phrase_is_what_stands_together(found):
    pairs = set(pairwise(stems(found.question.topic.removeprefix("the "))))
    for one in found.ranked:
        if pairs:
            there = set(pairwise(stems(one.article.text[one.sentence.start : one.sentence.end])))
            assert one.features.phrase == pytest.approx(len(pairs & there) / len(pairs))
        else:
            assert one.features.phrase == one.features.topic


def test_who_says_it_is_told_by_its_statements(found, sample_library):
    meant = sample_library.directory.meant_by(found.question.speaker) if found.question.speaker else {}
    for one in found.ranked:
        inside = one.seen.statements[one.number]
        assert one.features.said == bool(inside) == (one.statement is not None)
        assert one.features.speaker == max((meant.get(s.speaker_id, 0.0) for s in inside), default=0.0)
        if one.statement and meant:
            assert meant.get(one.statement.speaker_id, 0.0) == one.features.speaker


def test_who_is_told_of_is_told_by_name(found):
    name = frozenset(content_words(found.question.speaker)) if found.question.speaker else frozenset()
    in_full = []
    for one in found.ranked:
        own = [frozenset(stems(one.article.text[s.start : s.end])) for s in one.seen.sentences]
        whole = name <= frozenset().union(*own)
        assert one.features.named == bool(name and whole and name & own[one.number])
        in_full.append(bool(name) and name <= own[one.number])
    assert found.ranked.in_full.tolist() == in_full


def test_the_kind_that_is_asked_for_is_looked_for_in_the_text(found):
    for one in found.ranked:
        text = one.article.text[one.sentence.start : one.sentence.end]
        kind = expected(found.question.standalone) if found.question.kind == "fact" else None
        right = (1.0 if holds(kind, text, words(found.question.standalone)) else -1.0) if kind else 0.0
        assert one.features.kind == right


def test_of_several_statements_the_asked_speakers_is_meant(found, sample_library):
    meant = sample_library.directory.meant_by(found.question.speaker) if found.question.speaker else {}
    for one in found.ranked:
        sure = [meant.get(s.speaker_id, 0.0) for s in one.seen.statements[one.number]]
        assert not sure or meant.get(one.statement.speaker_id, 0.0) == max(sure)


def test_places_in_the_order_are_those_of_any_list(found):
    everything = list(found.ranked)
    if everything:
        assert found.ranked[-1] == everything[-1] and found.ranked[0] == everything[0]
    with pytest.raises(IndexError):
        found.ranked[len(everything)]
    nothing = found.ranked.where(np.zeros(len(everything), dtype=bool))
    assert list(nothing) == [] and nothing[:3] == []


def test_sentences_come_in_order_and_once(found):
    rows = [(-one.score, one.article.path, one.sentence.start) for one in found.ranked]
    assert rows == sorted(rows) and len({row[1:] for row in rows}) == len(rows)
    assert found.ranked.features.shape == (len(rows), len(NAMES))


def test_some_of_them_are_read_as_all_are(found):
    everything = list(found.ranked)
    assert found.ranked[:3] == everything[:3]
    chosen = found.ranked.features[:, 0] > 0
    some = [one for one, is_chosen in zip(everything, chosen, strict=True) if is_chosen]
    assert list(found.ranked.where(chosen)) == some
    assert list(found.ranked.where(np.arange(len(everything))[::-1])) == everything[::-1]
