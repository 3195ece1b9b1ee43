# SPDX-License-Identifier: Apache-2.0
"""The seven models as one writes them in PyTorch, for compare_torch.py: nn.Linear and ModuleLists.

Letters: B examples, d inputs, n experts, h units of an expert, K tasks. Inputs are [B x d],
outputs [B x K]. `first` makes the layer that reads the input: nn.Linear, or SparseLinear.
"""
import torch
from torch import nn


class SparseLinear(nn.Module):
    """nn.Linear over (dense [B x 7], indices [B x 31] of the inputs that are 1) by EmbeddingBag."""

    def __init__(self, d, out, dense=7, bias=True):
        super().__init__()
        self.dense = nn.Linear(dense, out, bias=bias)
        self.bag = nn.EmbeddingBag(d - dense, out, mode="sum")

    def forward(self, x):
        return self.dense(x[0]) + self.bag(x[1])


def mlp(widths, output=False, first=nn.Linear):
    layers = []
    for n_in, n_out in zip(widths, widths[1:]):
        layers += [(nn.Linear if layers else first)(n_in, n_out), nn.ReLU()]
    return nn.Sequential(*layers, *([nn.Linear(widths[-1], 1)] if output else []))


class SingleTask(nn.Module):
    def __init__(self, d, K, hidden):
        super().__init__()
        self.nets = nn.ModuleList(mlp([d, *hidden], output=True) for _ in range(K))

    def forward(self, x):
        return torch.cat([net(x) for net in self.nets], dim=1)

    def penalty(self):
        return 0.0


class L2Constrained(SingleTask):
    def penalty(self, alpha=0.01):
        a, b = self.nets  # K = 2
        return alpha * sum(((p - q) ** 2).sum() for p, q in zip(a.parameters(), b.parameters()))


class SharedBottom(nn.Module):
    def __init__(self, d, K, bottom, tower):
        super().__init__()
        self.bottom = mlp([d, *bottom])
        self.towers = nn.ModuleList(mlp([bottom[-1], *tower], output=True) for _ in range(K))

    def forward(self, x):
        shared = self.bottom(x)
        return torch.cat([tower(shared) for tower in self.towers], dim=1)


class SharedBottomOnIds(nn.Module):
    """Shared-Bottom over (dense [B x d], ids [B x fields]), with a sparse gradient of its tables: one
    EmbeddingBag per field, or `packed` a single one of all tables, whose ids are offset."""

    def __init__(self, fields, ids, width, dense, K, bottom, tower, packed=False):
        super().__init__()
        self.offsets = torch.arange(fields) * ids if packed else None
        sizes = [fields * ids] if packed else [ids] * fields
        self.bags = nn.ModuleList(nn.EmbeddingBag(n, width, mode="sum", sparse=True) for n in sizes)
        self.net = SharedBottom(fields * width + dense, K, bottom, tower)

    def embed(self, ids):
        if self.offsets is not None:
            rows = (ids + self.offsets).reshape(-1, 1)  # a bag per id
            return self.bags[0](rows).view(len(ids), -1)
        return torch.cat([bag(ids[:, f:f + 1]) for f, bag in enumerate(self.bags)], dim=1)

    def forward(self, x):
        return self.net(torch.cat([x[0], self.embed(x[1])], dim=1))


class CrossStitch(nn.Module):
    def __init__(self, d, K, hidden):
        super().__init__()
        widths = [d, *hidden, 1]
        self.layers = nn.ModuleList(
            nn.ModuleList(nn.Linear(n_in, n_out) for _ in range(K))
            for n_in, n_out in zip(widths, widths[1:]))
        self.stitches = nn.ParameterList(
            nn.Parameter(0.9 * torch.eye(K) + 0.1 / K) for _ in hidden)

    def forward(self, x):
        h = [x] * len(self.layers[0])
        for nets, stitch in zip(self.layers, self.stitches):
            a = torch.stack([torch.relu(net(z)) for net, z in zip(nets, h)])  # [K x B x units]
            h = torch.einsum("kj,jbu->kbu", stitch, a)
        return torch.cat([net(z) for net, z in zip(self.layers[-1], h)], dim=1)


class TuckerLayer(nn.Module):
    def __init__(self, n_in, n_out, K, ranks):
        super().__init__()
        r = [min(rank, size) for rank, size in zip(ranks, (n_in, n_out, K))]
        self.S = nn.Parameter(torch.randn(r) / r[0] ** 0.5)
        self.U1 = nn.Parameter(torch.randn(n_in, r[0]) / n_in ** 0.5)
        self.U2 = nn.Parameter(torch.randn(n_out, r[1]) / r[1] ** 0.5)
        self.U3 = nn.Parameter(torch.randn(K, r[2]) / r[2] ** 0.5)
        self.bias = nn.Parameter(torch.zeros(K, 1, n_out))

    def forward(self, h):  # [K x B x in]
        W = torch.einsum("abc,ia,ob,kc->kio", self.S, self.U1, self.U2, self.U3)
        return torch.baddbmm(self.bias, h, W)


class TensorFactorization(nn.Module):
    def __init__(self, d, K, hidden, ranks):
        super().__init__()
        self.K, widths = K, [d, *hidden, 1]
        self.layers = nn.ModuleList(
            TuckerLayer(n_in, n_out, K, ranks) for n_in, n_out in zip(widths, widths[1:]))

    def forward(self, x):
        h = x.expand(self.K, *x.shape)
        for layer in self.layers[:-1]:
            h = torch.relu(layer(h))
        return self.layers[-1](h).squeeze(2).T


class MMoE(nn.Module):
    """`gates` = 1: OMoE."""

    def __init__(self, d, K, n, expert, tower, gates, first=nn.Linear):
        super().__init__()
        self.experts = nn.ModuleList(mlp([d, *expert], first=first) for _ in range(n))
        self.gates = nn.ModuleList(first(d, n, bias=False) for _ in range(gates))
        self.towers = nn.ModuleList(mlp([expert[-1], *tower], output=True) for _ in range(K))

    def forward(self, x):
        experts = torch.stack([expert(x) for expert in self.experts], dim=1)  # [B x n x h]
        mixed = [(torch.softmax(gate(x), dim=1).unsqueeze(2) * experts).sum(dim=1)
                 for gate in self.gates]
        if len(mixed) == 1:
            mixed *= len(self.towers)
        return torch.cat([tower(f) for tower, f in zip(self.towers, mixed)], dim=1)


class PackedMMoE(nn.Module):
    """MMoE with one-layer experts, tuned by hand: experts and gates in one product of the input."""

    def __init__(self, d, K, n, h, tower, first=nn.Linear):
        super().__init__()
        self.shape = (K, n, h)
        self.first = first(d, n * h + K * n, bias=False)
        self.bias = nn.Parameter(torch.zeros(n * h))
        self.towers = nn.ModuleList(mlp([h, *tower], output=True) for _ in range(K))

    def forward(self, x):
        K, n, h = self.shape
        z = self.first(x)
        experts = torch.relu(z[:, :n * h] + self.bias).view(-1, n, h)
        gates = torch.softmax(z[:, n * h:].view(-1, K, n), dim=2)
        mixed = torch.bmm(gates, experts)  # [B x K x h]
        return torch.cat([tower(mixed[:, k]) for k, tower in enumerate(self.towers)], dim=1)
