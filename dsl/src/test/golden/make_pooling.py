"""Golden vectors for poolings, alone and beside ReLU, with many equal numbers in a window, from PyTorch.

Makes ../resources/golden/pooling.json, which PoolingTest reads. Nothing of it is computed by Parley: torch.nn's layers
and autograd in float64. Images are written as height x width x channels. Inputs are whole numbers from -2 to 2, so that
most windows have several largest; gradients are whole numbers too.

    python3 -m venv venv && venv/bin/pip install torch
    venv/bin/python make_pooling.py
"""

import json
import pathlib
import platform
import random

import torch
from torch import nn

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "pooling.json"
IMAGES = 3


def whole(rng, shape, most):
    count = torch.Size(shape).numel()
    return torch.tensor([float(rng.randint(-most, most)) for _ in range(count)], dtype=torch.float64).reshape(shape)


def flat(tensor):
    return tensor.detach().permute(0, 2, 3, 1).reshape(-1).tolist()


def case(rng, height, width, channels, kind, size, stride, relu):
    pool = {"maxPool": nn.MaxPool2d, "avgPool": nn.AvgPool2d}[kind](size, stride)
    layers = {"none": [pool], "before": [nn.ReLU(), pool], "behind": [pool, nn.ReLU()]}[relu]
    x = whole(rng, (IMAGES, channels, height, width), 2).requires_grad_()
    y = nn.Sequential(*layers)(x)
    slope = whole(rng, y.shape, 9)
    y.backward(slope)
    return {
        "name": f"{kind}({size}).stride({stride}), ReLU {relu}, {height} x {width} x {channels}",
        "image": [height, width, channels],
        "layer": {kind: {"size": size, "stride": stride}},
        "relu": relu,
        "x": flat(x),
        "y": flat(y),
        "slope": flat(slope),
        "below": flat(x.grad),
    }


def main():
    rng = random.Random(20261123)
    shapes = [(4, 4, 2, 2, 2), (7, 5, 3, 2, 2), (6, 7, 1, 3, 2), (5, 5, 17, 3, 1), (9, 8, 2, 2, 3), (3, 3, 4, 3, 5),
              (8, 6, 16, 1, 2), (2, 9, 5, 2, 2)]
    cases = [case(rng, height, width, channels, "maxPool", size, stride, relu)
             for height, width, channels, size, stride in shapes for relu in ("none", "before", "behind")]
    cases += [case(rng, height, width, channels, "avgPool", size, stride, "none")
              for height, width, channels, size, stride in shapes]
    OUT.write_text(json.dumps({
        "format": 1,
        "origin": f"make_pooling.py with PyTorch {torch.__version__}, {platform.machine()}",
        "cases": cases,
    }, separators=(",", ":")).replace('{"name"', '\n{"name"').replace(".0,", ",").replace(".0]", "]") + "\n")


main()
