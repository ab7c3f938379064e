"""Golden vectors for gradients that are bounded row by row: norms and clipped sums of small networks, from Opacus.

Makes ../resources/golden/dp.json, which GoldenClippedTest reads. Networks, rows, parameters and their order are made as
make_layers.py makes them. Norms are those of Opacus's gradients of single rows, in float64; the sum takes min(1, c / norm) of
each, where Opacus divides by norm + 1e-6: that its own sum is the same within 1e-5 is checked here.

    python3 -m venv venv && venv/bin/pip install opacus numpy
    venv/bin/python make_dp.py
"""

import json
import platform
import warnings

import numpy as np
import opacus
import torch
from opacus import GradSampleModule
from opacus.optimizers import DPOptimizer
from torch import nn
from torch.nn import functional

from make_layers import FLATTEN, OUT, RELU, ROWS, SIGMOID, TANH, Image, Look, arrays, dense, numbers, pool, short
from make_layers import conv as usual


class InOrder(nn.Module):
    """Opacus 1.6 takes wrong gradients of a convolution whose images do not lie in memory as PyTorch's usually do."""

    def forward(self, x):
        return x.clone(memory_format=torch.contiguous_format)


def conv(*sizes, **more):
    layer, modules = usual(*sizes, **more)
    return layer, [*modules[:-1], InOrder(), modules[-1]]


def case(name, image, width, classes, parts, rng, vocabulary=0):
    net = nn.Sequential(*([Image(*image)] if image else []), *[module for _, modules in parts for module in modules])
    for tensor, _, _ in arrays(net):
        with torch.no_grad():
            tensor.copy_(torch.from_numpy(short(rng.uniform(-0.6, 0.6, tensor.shape))))
    if vocabulary:
        x = rng.integers(0, vocabulary, (ROWS, width)).astype(np.float64)
    else:
        x = short(rng.uniform(-1, 1, (ROWS, width)))
    y = rng.integers(0, classes, ROWS) if classes else short(rng.uniform(-1, 1, ROWS))
    params = numbers(turn(t) for t, _, turn in arrays(net))

    rows = GradSampleModule(net, batch_first=True, loss_reduction="mean")
    scores = rows(torch.from_numpy(x))
    if classes:
        loss = functional.cross_entropy(scores, torch.from_numpy(y))
    else:
        loss = functional.mse_loss(scores[:, 0], torch.from_numpy(y.astype(np.float64))) / 2
    loss.backward()
    each = [numbers(turn(t.grad_sample[i]) for t, _, turn in arrays(net)) for i in range(ROWS)]
    norms = np.linalg.norm(np.array(each), axis=1)
    clip = float(short(np.median(norms)))
    total = (np.minimum(1, clip / norms)[:, None] * np.array(each)).sum(0)

    optimizer = DPOptimizer(
        torch.optim.SGD(rows.parameters(), lr=1), noise_multiplier=0, max_grad_norm=clip, expected_batch_size=ROWS
    )
    optimizer.clip_and_accumulate()
    theirs = np.array(numbers(turn(t.summed_grad) for t, _, turn in arrays(net)))
    assert np.abs(theirs - total).max() < 1e-5, name
    return {
        "name": name,
        "model": {"sequential": {"layers": [layer for layer, _ in parts]}},
        "image": list(image),
        "sizes": [width],
        "classes": classes,
        "x": x.ravel().tolist(),
        "y": y.astype(np.float64).tolist(),
        "parameters": params,
        "norms": norms.tolist(),
        "clip": clip,
        "sum": total.tolist(),
    }


def main():
    warnings.filterwarnings("ignore")
    rng = np.random.default_rng(20261127)
    embedding = ({"embedding": {"vocabulary": 4, "size": 3}}, [Look(4, 3)])
    cases = [
        case("dense, many units", (), 7, 3, [dense(7, 66), RELU, dense(66, 9), TANH, dense(9, 3)], rng),
        case("a number", (), 5, 0, [dense(5, 4), SIGMOID, dense(4, 1)], rng),
        case("conv, relu, maxPool", (6, 7, 2), 84, 3, [conv(2, 3, 5), RELU, pool("maxPool", 2), FLATTEN, dense(27, 3)], rng),
        case("stride 2, valid, avgPool", (8, 7, 1), 56, 3,
             [conv(1, 3, 3), TANH, conv(3, 4, 3, stride=2, same=False), pool("avgPool", 2, 1), FLATTEN, dense(16, 3)], rng),
        case("overlapping windows", (9, 8, 1), 72, 4,
             [conv(1, 4, 4, stride=2), RELU, pool("maxPool", 2, 1), conv(4, 3, 2, same=False), RELU, FLATTEN, dense(18, 4)], rng),
        case("embedding, rows look up a vector twice", (), 5, 3, [embedding, FLATTEN, dense(15, 5), TANH, dense(5, 3)], rng,
             vocabulary=4),
    ]
    OUT.with_name("dp.json").write_text(json.dumps({
        "format": 1,
        "origin": f"make_dp.py with Opacus {opacus.__version__}, PyTorch {torch.__version__}, NumPy {np.__version__},"
                  f" {platform.machine()}",
        "cases": cases,
    }, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


main()
