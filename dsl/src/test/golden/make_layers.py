"""Golden vectors for layers: loss, gradient, outputs and running statistics of small networks, from PyTorch.

Makes ../resources/golden/layers.json, which GoldenLayersTest reads. Nothing of it is computed by Parley: autograd in
float64, torch.nn's own layers and loss functions. PyTorch keeps images as channels x height x width; here they are
turned to height x width x channels, and so are a convolution's weights (filters x height x width x channels) and the
order in which an image becomes a flat row. A dense layer's weights are turned to inputs x units from 64 units on.

All inputs and parameters are multiples of 1/256, which float32 holds exactly, but for the inputs of a case with
`pixels`, which are these bytes / 255 in float32. Parameters and gradients are flat, layer
by layer; of a batch normalization the weight, the bias, the running mean and the running variance. The loss and the
gradient are those of training, the outputs those of evaluation at the same parameters; `settled` are the parameters
with the running statistics that the training pass has left.

    python3 -m venv venv && venv/bin/pip install torch numpy
    venv/bin/python make_layers.py
"""

import json
import pathlib
import platform

import numpy as np
import torch
from torch import nn
from torch.nn import functional

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "layers.json"
ROWS = 6
WIDE = 64
HE = {"heNormal": {}}


class Image(nn.Module):
    """Rows of height x width x channels as PyTorch's images."""

    def __init__(self, height, width, channels):
        super().__init__()
        self.shape = height, width, channels

    def forward(self, x):
        return x.reshape(-1, *self.shape).permute(0, 3, 1, 2)


class Flat(nn.Module):
    """Back to rows, channels last."""

    def forward(self, x):
        return (x.permute(0, 2, 3, 1) if x.dim() == 4 else x).reshape(x.shape[0], -1)


class SamePad(nn.Module):
    """Zeros around, so that a stride of s leaves ceil(size / s) pixels; the odd one is below and right."""

    def __init__(self, kernel, stride):
        super().__init__()
        self.kernel, self.stride = kernel, stride

    def forward(self, x):
        pads = []
        for size in (x.shape[3], x.shape[2]):
            out = -(-size // self.stride)
            whole = max((out - 1) * self.stride + self.kernel - size, 0)
            pads += [whole // 2, whole - whole // 2]
        return functional.pad(x, pads)


class Look(nn.Module):
    def __init__(self, vocabulary, size):
        super().__init__()
        self.table = nn.Embedding(vocabulary, size, dtype=torch.float64)

    def forward(self, x):
        return self.table(x.long()).reshape(x.shape[0], -1)


def conv(channels, filters, kernel, stride=1, same=True):
    pad = [SamePad(kernel, stride)] if same else []
    layer = {"filters": filters, "kernel": kernel, "stride": stride, "same": same, "initial": HE}
    return {"conv": layer}, pad + [nn.Conv2d(channels, filters, kernel, stride, dtype=torch.float64)]


def dense(inputs, units):
    return {"dense": {"units": units, "initial": HE}}, [nn.Linear(inputs, units, dtype=torch.float64)]


def norm(channels, image):
    kind = nn.BatchNorm2d if image else nn.BatchNorm1d
    return {"batchNorm": {}}, [kind(channels, dtype=torch.float64)]


def pool(name, size, stride=None):
    kind = {"maxPool": nn.MaxPool2d, "avgPool": nn.AvgPool2d}[name]
    return {name: {"size": size, "stride": stride or size}}, [kind(size, stride or size)]


FLATTEN = {"flatten": {}}, [Flat()]
RELU = {"relu": {}}, [nn.ReLU()]
TANH = {"tanh": {}}, [nn.Tanh()]
SIGMOID = {"sigmoid": {}}, [nn.Sigmoid()]


def arrays(net):
    """(tensor, is it learned, from our order to PyTorch's, back) of each array, in our order."""
    for module in net:
        if isinstance(module, nn.Conv2d):
            yield module.weight, True, lambda w: w.permute(0, 2, 3, 1)
            yield module.bias, True, lambda b: b
        elif isinstance(module, nn.Linear):
            yield module.weight, True, (lambda w: w.T) if module.out_features >= WIDE else (lambda w: w)
            yield module.bias, True, lambda b: b
        elif isinstance(module, Look):
            yield module.table.weight, True, lambda w: w
        elif isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            yield module.weight, True, lambda w: w
            yield module.bias, True, lambda b: b
            yield module.running_mean, False, lambda m: m
            yield module.running_var, False, lambda v: v


def numbers(tensors):
    return [float(v) for t in tensors for v in t.detach().numpy().ravel()]


def short(values):
    return np.round(values * 256) / 256


def drawing(width, rng):
    """Rows of bytes, most of them 0: no row has anything in the first half, one row has nothing at all."""
    pixels = rng.integers(0, 256, (ROWS, width)) * (rng.uniform(0, 1, (ROWS, width)) < 0.4)
    pixels[:, : width // 2] = 0
    pixels[2] = 0
    return pixels


def case(name, image, width, classes, parts, rng, vocabulary=0, pixels=None):
    head = [Image(*image)] if image else []
    net = nn.Sequential(*head, *[module for _, modules in parts for module in modules])
    for tensor, learned, _ in arrays(net):
        values = rng.uniform(-0.6, 0.6, tensor.shape) if learned else rng.uniform(0.2, 1.5, tensor.shape)
        with torch.no_grad():
            tensor.copy_(torch.from_numpy(short(values)))
    if vocabulary:
        x = rng.integers(0, vocabulary, (ROWS, width)).astype(np.float64)
    elif pixels is not None:
        x = (pixels.astype(np.float32) * (np.float32(1) / np.float32(255))).astype(np.float64)
    else:
        x = short(rng.uniform(-1, 1, (ROWS, width)))
    y = rng.integers(0, classes, ROWS) if classes else short(rng.uniform(-1, 1, ROWS))
    params = numbers(turn(t) for t, _, turn in arrays(net))

    net.eval()
    scores = net(torch.from_numpy(x))
    outputs = torch.softmax(scores, 1) if classes else scores
    net.train()
    scores = net(torch.from_numpy(x))
    if classes:
        loss = functional.cross_entropy(scores, torch.from_numpy(y))
    else:
        loss = functional.mse_loss(scores[:, 0], torch.from_numpy(y.astype(np.float64))) / 2
    loss.backward()
    gradient = numbers(turn(t.grad) if learned else torch.zeros_like(t) for t, learned, turn in arrays(net))
    return {
        "name": name,
        "model": {"sequential": {"layers": [layer for layer, _ in parts]}},
        "image": list(image),
        "sizes": [width],
        "classes": classes,
        "x": x.ravel().tolist(),
        **({} if pixels is None else {"pixels": pixels.ravel().tolist()}),
        "y": y.astype(np.float64).tolist(),
        "parameters": params,
        "loss": loss.item(),
        "gradient": gradient,
        "outputs": numbers([outputs]),
        "settled": numbers(turn(t) for t, _, turn in arrays(net)),
    }


def main():
    rng = np.random.default_rng(20261122)
    cases = [
        case("conv, relu, maxPool", (6, 7, 2), 84, 3,
             [conv(2, 3, 5), RELU, pool("maxPool", 2), FLATTEN, dense(27, 3)], rng),
        case("many channels, valid, then same", (5, 6, 22), 660, 3,
             [conv(22, 4, 3, same=False), TANH, conv(4, 5, 3), pool("avgPool", 2), FLATTEN, dense(10, 3)], rng),
        case("many channels behind a convolution", (4, 5, 1), 20, 2,
             [conv(1, 16, 2), RELU, conv(16, 2, 5), TANH, FLATTEN, dense(40, 2)], rng),
        case("even kernel, stride 2, batchNorm", (7, 6, 3), 126, 4,
             [conv(3, 5, 4, stride=2), norm(5, True), SIGMOID, FLATTEN, dense(60, 4)], rng),
        case("stride 2 behind a convolution, valid", (8, 7, 1), 56, 3,
             [conv(1, 3, 3), RELU, conv(3, 4, 3, stride=2, same=False), RELU, FLATTEN, dense(36, 3)], rng),
        case("overlapping windows", (7, 7, 2), 98, 0,
             [pool("maxPool", 3, 2), conv(2, 3, 3), pool("avgPool", 2, 1), FLATTEN, dense(12, 1)], rng),
        case("batchNorm of a flat row", (), 5, 0,
             [dense(5, 6), norm(6, False), RELU, dense(6, 4), SIGMOID, norm(4, False), dense(4, 1)], rng),
        case("embedding", (), 4, 3,
             [({"embedding": {"vocabulary": 7, "size": 3}}, [Look(7, 3)]), FLATTEN, dense(12, 5), TANH, dense(5, 3)],
             rng, vocabulary=7),
        case("activations in a row", (), 4, 2,
             [dense(4, 6), TANH, RELU, dense(6, 5), SIGMOID, TANH, dense(5, 2)], rng),
        case("many units on pixels", (4, 5, 1), 20, 2,
             [FLATTEN, dense(20, 64), RELU, dense(64, 2)], rng, pixels=drawing(20, rng)),
        case("many units behind others", (), 3, 2,
             [dense(3, 5), TANH, dense(5, 65), RELU, dense(65, 2)], rng),
    ]
    OUT.write_text(json.dumps({
        "format": 1,
        "origin": f"make_layers.py with PyTorch {torch.__version__}, NumPy {np.__version__}, {platform.machine()}",
        "cases": cases,
    }, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
