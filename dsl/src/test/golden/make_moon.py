"""Golden vectors for the local steps of MOON, from JAX's differentiation in float64.

Makes ../resources/golden/moon.json, which GoldenMoonTest reads. Nothing of it is computed by Parley: the loss is that of
train_net_fedcon in main.py of QinbinLi/MOON, commit 2f7199e7389ad1bf1ac63094c452a073d90d75e2, cross-entropy plus mu times the
cross-entropy of (cos(z, z_global), cos(z, z_previous)) / T with label 0; its gradient is jax.grad's, and the steps are those
of torch.optim.SGD: v = momentum v + g + decay w, w -= lr v. Every step takes all rows, so that their order does not matter.

    python3 -m venv venv && venv/bin/pip install jax numpy
    venv/bin/python make_moon.py
"""

import json
import pathlib

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "moon.json"
SIZES, ROWS, STEPS, LR = (4, 6, 5, 3), 8, 4, 0.2
NUMBERS = sum(o * (i + 1) for i, o in zip(SIZES, SIZES[1:]))


def exact(values):
    return np.asarray(values, np.float32).astype(np.float64)


def forward(flat, x, last):
    """The input of the last dense layer, and the logits: dense, last, dense, dense."""
    at, h = 0, x
    for layer, (i, o) in enumerate(zip(SIZES, SIZES[1:])):
        weight = flat[at : at + o * i].reshape(o, i)
        bias = flat[at + o * i : at + o * (i + 1)]
        at += o * (i + 1)
        z, h = h, h @ weight.T + bias
        if layer == 0:
            h = last(h)
    return z, h


def cosine(a, b):
    return jnp.sum(a * b, 1) / (jnp.linalg.norm(a, axis=1) * jnp.linalg.norm(b, axis=1))


def loss(flat, x, y, start, previous, mu, temperature, last):
    z, logits = forward(flat, x, last)
    near, _ = forward(start, x, last)
    far, _ = forward(previous, x, last)
    pair = jnp.stack([cosine(z, near), cosine(z, far)], 1) / temperature
    contrast = -jax.nn.log_softmax(pair)[:, 0].mean()
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], 1).mean() + mu * contrast


def train(x, y, start, previous, mu, temperature, last, momentum, decay):
    gradient = jax.jit(jax.grad(lambda w: loss(w, x, y, start, previous, mu, temperature, last)))
    w, v = jnp.asarray(start), jnp.zeros(NUMBERS)
    for _ in range(STEPS):
        v = momentum * v + gradient(w) + decay * w
        w = w - LR * v
    return [float(value) for value in w]


def main():
    rng = np.random.default_rng(21)
    x, y = exact(rng.normal(size=(ROWS, SIZES[0]))), rng.integers(0, SIZES[-1], ROWS)
    start, previous = exact(rng.normal(size=NUMBERS) / 2), exact(rng.normal(size=NUMBERS) / 2)
    cases = []
    for name, last in (("tanh", jnp.tanh), ("relu", lambda h: jnp.maximum(h, 0))):
        for mu, temperature, momentum, decay in ((1, 0.5, 0, 0), (5, 0.5, 0.9, 0), (1, 0.1, 0.9, 0.01), (0, 0.5, 0, 0)):
            end = train(x, y, start, previous, mu, temperature, last, momentum, decay)
            cases.append({"layer": name, "mu": mu, "temperature": temperature, "momentum": momentum, "weightDecay": decay,
                          "end": end})
    OUT.write_text(json.dumps({"format": 1, "origin": "JAX " + jax.__version__ + "; loss of QinbinLi/MOON 2f7199e",
                               "sizes": SIZES, "lr": LR, "steps": STEPS, "x": [float(v) for v in x.ravel()],
                               "y": [int(v) for v in y], "start": [float(v) for v in start],
                               "previous": [float(v) for v in previous], "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
