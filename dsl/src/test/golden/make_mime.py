"""Golden vectors for Mime and MimeLite, from FedJAX.

Makes ../resources/golden/mime.json, which GoldenMimeTest reads. Nothing of it is computed by Parley: fedjax.algorithms.mime
and mime_lite of google/fedjax, commit c57ee1970fcd74b560c3d7e5716fae32287daa7b, in float64, with their own optimizers.sgd for
momentum. FedJAX's momentum is m = b m + c, so its rate is (1 - b) times Parley's. Its Adam moves a copy of the second moment
in each local step; the paper's does not, so the cases with Adam give FedJAX an optimizer with the paper's step and state.
Parameters start at 0, and every client takes all its rows in each local step, so that their order does not matter.

    python3 -m venv venv && venv/bin/pip install jax optax dm-haiku msgpack requests numpy
    git clone https://github.com/google/fedjax && PYTHONPATH=fedjax venv/bin/python make_mime.py
"""

import json
import pathlib

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import numpy as np
from fedjax.algorithms import mime, mime_lite
from fedjax.core import client_datasets, optimizers

COMMIT = "c57ee1970fcd74b560c3d7e5716fae32287daa7b"
OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "mime.json"
FEATURES, CLASSES, SIZES, ROUNDS, RATE, DECAY = 4, 3, (5, 9, 3), 4, 0.5, 0.01


def exact(values):
    return np.asarray(values, np.float32).astype(np.float64)


def loss(params, batch, rng):
    logits = batch["x"] @ params["w"].T + params["b"]
    return -jnp.take_along_axis(jax.nn.log_softmax(logits), batch["y"][:, None], axis=1)[:, 0]


class Whole(client_datasets.ClientDataset):
    """All rows in each step; FedJAX's own batches of more rows than there are begin the next epoch."""

    def shuffle_repeat_batch(self, hparams):
        for _ in range(hparams.num_epochs):
            yield self.all_examples()


def paper_adam(rate, b1, b2, epsilon):
    """U and V of the paper; v starts at epsilon^2, as Parley's does."""

    def init(params):
        zeros = jax.tree_util.tree_map(jnp.zeros_like, params)
        return zeros, jax.tree_util.tree_map(lambda p: jnp.full_like(p, epsilon**2), params)

    def apply(grads, state, params):
        m, v = state
        step = jax.tree_util.tree_map(
            lambda p, g, a, s: p - rate * ((1 - b1) * g + b1 * a) / (jnp.sqrt(s) + epsilon), params, grads, m, v)
        m = jax.tree_util.tree_map(lambda a, g: b1 * a + (1 - b1) * g, m, grads)
        v = jax.tree_util.tree_map(lambda s, g: b2 * s + (1 - b2) * g * g, v, grads)
        return (m, v), step

    return optimizers.Optimizer(init, apply)


def train(build, base, clients, steps, decay, start):
    regularizer = None if decay == 0 else lambda p: decay / 2 * (jnp.sum(p["w"] ** 2) + jnp.sum(p["b"] ** 2))
    algorithm = build(
        loss,
        base,
        client_datasets.ShuffleRepeatBatchHParams(batch_size=max(SIZES), num_epochs=steps),
        client_datasets.PaddedBatchHParams(batch_size=max(SIZES)),
        1.0,
        regularizer)
    state = algorithm.init({"w": jnp.asarray(start[:-CLASSES].reshape(CLASSES, FEATURES)), "b": jnp.asarray(start[-CLASSES:])})
    after = []
    for r in range(ROUNDS):
        keys = jax.random.split(jax.random.PRNGKey(r), len(clients))
        state, _ = algorithm.apply(state, [(b"%d" % i, c, keys[i]) for i, c in enumerate(clients)])
        after.append([float(v) for v in np.concatenate([np.asarray(state.params["w"]).ravel(), np.asarray(state.params["b"])])])
    return after


def main():
    rng = np.random.default_rng(13)
    xs = [exact(rng.normal(size=(n, FEATURES))) for n in SIZES]
    ys = [rng.integers(0, CLASSES, n) for n in SIZES]
    start = np.zeros(CLASSES * (FEATURES + 1))
    clients = [Whole({"x": x, "y": y}) for x, y in zip(xs, ys)]
    cases = []
    for name, build in (("mimeLite", mime_lite.mime_lite), ("mime", mime.mime)):
        for steps in (1, 3):
            for momentum, decay in ((0.0, 0.0), (0.9, 0.0), (0.9, DECAY)):
                base = optimizers.sgd((1 - momentum) * RATE, momentum=momentum)
                cases.append({"word": name, "steps": steps, "momentum": momentum, "weightDecay": decay, "lr": RATE,
                              "after": train(build, base, clients, steps, decay, start)})
            base = paper_adam(0.01, 0.9, 0.99, 1e-3)
            cases.append({"word": name, "steps": steps, "adam": [0.9, 0.99, 1e-3], "weightDecay": 0.0, "lr": 0.01,
                          "after": train(build, base, clients, steps, 0.0, start)})
    parties = [{"x": [float(v) for v in x.ravel()], "y": [int(c) for c in y]} for x, y in zip(xs, ys)]
    OUT.write_text(json.dumps({"format": 1, "origin": "google/fedjax " + COMMIT + ", JAX " + jax.__version__,
                               "features": FEATURES, "classes": CLASSES, "parties": parties,
                               "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
