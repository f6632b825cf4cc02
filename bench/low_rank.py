"""A linear layer with a low-rank change beside it (LoRA; Hu et al., 2022), as the adapters of index/embedding/ have."""

import torch
from torch import Tensor, nn


class LowRank(nn.Module):
    """A frozen linear layer and a change of so many ranks, which begins as none; `dropout` is that of its input."""

    def __init__(self, layer: nn.Linear, rank: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.layer, self._dropout = layer.requires_grad_(False), dropout
        self.down = nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, states: Tensor) -> Tensor:
        changed: Tensor = nn.functional.dropout(states, self._dropout, self.training) @ self.down.T @ self.up.T
        return self.layer(states) + changed
