"""What the PyTorch sides share: rows in memory, networks, a step as people write it and one by hand."""

import gzip
import os

import torch
import torch.nn.functional as F
from torch import nn

MNIST = os.environ["PARLEY_MNIST"]


def idx(name, skip):
    with gzip.open(os.path.join(MNIST, name)) as file:
        return torch.frombuffer(bytearray(file.read()[skip:]), dtype=torch.uint8)


def images(which):
    """Rows as floats in [0, 1], n x 784, and labels: all in memory, the quickest to gather from."""
    x = idx(which + "-images-idx3-ubyte.gz", 16).reshape(-1, 784).float().div_(255)
    return x, idx(which + "-labels-idx1-ubyte.gz", 8).long()


def table():
    torch.manual_seed(1)
    x = torch.randn(8000, 13)
    return x, x @ torch.arange(-6.0, 7.0) / 6


def network(name):
    torch.manual_seed(42)
    if name == "linear":
        return nn.Linear(13, 1)
    if name == "softmax":
        return nn.Linear(784, 10)
    if name == "2nn":
        return nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Linear(200, 200), nn.ReLU(), nn.Linear(200, 10))
    if name == "cnn":
        image = nn.Unflatten(1, (1, 28, 28))
        first = nn.Conv2d(1, 32, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)
        second = nn.Conv2d(32, 64, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2)
        net = nn.Sequential(image, *first, *second, nn.Flatten(), nn.Linear(3136, 512), nn.ReLU(), nn.Linear(512, 10))
        return net.to(memory_format=torch.channels_last)
    if name == "pfl":
        first = nn.Conv2d(3, 32, 3), nn.ReLU(), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.25)
        second = nn.Flatten(), nn.Linear(64 * 14 * 14, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 10)
        return nn.Sequential(nn.Unflatten(1, (3, 32, 32)), *first, *second).to(memory_format=torch.channels_last)
    raise ValueError(f"no model {name!r}")


def loss_of(name, net):
    if name == "linear":
        return lambda x, y: F.mse_loss(net(x).squeeze(1), y) / 2
    return lambda x, y: F.cross_entropy(net(x), y)


def module_step(name, rate):
    net = network(name)
    loss = loss_of(name, net)
    sgd = torch.optim.SGD(net.parameters(), lr=rate)

    def step(x, y):
        sgd.zero_grad(set_to_none=True)
        loss(x, y).backward()
        sgd.step()

    return step


def hand_step(name, rate):
    """Gradients by hand; weights in x out, W -= rate X' D in one call."""
    layers = [m for m in network(name).modules() if isinstance(m, nn.Linear)]
    weights = [layer.weight.detach().t().contiguous() for layer in layers]
    biases = [layer.bias.detach() for layer in layers]

    @torch.no_grad()
    def step(x, y):
        acts = [x]
        for l, (w, b) in enumerate(zip(weights, biases)):
            z = torch.addmm(b, acts[-1], w)
            acts.append(z.clamp_(min=0) if l < len(weights) - 1 else z)
        if name == "linear":
            d = acts[-1] - y[:, None]
        else:
            d = torch.softmax(acts[-1], 1)
            d.scatter_add_(1, y[:, None], MINUS[: len(y)])
        d /= len(y)
        for l in range(len(weights) - 1, -1, -1):
            below = (d @ weights[l].t()).mul_(acts[l] > 0) if l > 0 else None
            weights[l].addmm_(acts[l].t(), d, alpha=-rate)
            biases[l].add_(d.sum(0), alpha=-rate)
            d = below

    return step


MINUS = -torch.ones(4096, 1)


def blas():
    config = torch.__config__.show()
    kernel = "MKL" if "Math Kernel Library" in config else "OpenBLAS"
    level = config.split("CPU capability usage: ")[1].split("\n")[0]
    return f"{kernel}, its own kernels {level}"
