"""Server optimizers step by step, by the published recurrences in NumPy float64.

Makes ../resources/golden/servers.json, which GoldenServersTest reads. Nothing of it is computed by Parley:

* FedAdagrad, FedAdam and FedYogi: Reddi et al., "Adaptive Federated Optimization", ICLR 2021, algorithm 2, with
  v_-1 = tau^2; FedAdam also with Flower's correction of the rate, sqrt(1 - b2^(t+1)) / (1 - b1^(t+1)), and v_-1 = 0;
* FedAvgM: Hsu, Qi and Brown 2019: v = beta v + g; x = x - rate v, with g = -delta, and with Nesterov's momentum
  x = x - rate (g + beta v), as in Flower's baseline `fedavgm`;
* schedules: the rate of round t of T times (1 + cos(pi (t - 1) / T)) / 2, or times 0.5^(t - 1).

    python3 -m venv venv && venv/bin/pip install numpy
    venv/bin/python make_servers.py
"""

import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "servers.json"
ROUNDS = 12


def representable(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def constant(t):
    return 1.0


def cosine(t):
    return (1 + np.cos(np.pi * (t - 1) / ROUNDS)) / 2


def halving(t):
    return 0.5 ** (t - 1)


def adaptive(x, deltas, rate, second, b1, tau, v0, factor=constant):
    m, v, after = np.zeros_like(x), np.full_like(x, v0), []
    for t, delta in enumerate(deltas, start=1):
        m = b1 * m + (1 - b1) * delta
        v = second(v, delta)
        x = x + rate * factor(t) * m / (np.sqrt(v) + tau)
        after.append(x.tolist())
    return after


def adagrad(v, d):
    return v + d**2


def adam(v, d):
    return 0.99 * v + 0.01 * d**2


def yogi(v, d):
    return v - 0.01 * d**2 * np.sign(v - d**2)


def corrected(t):
    return np.sqrt(1 - 0.99 ** (t + 1)) / (1 - 0.9 ** (t + 1))


def momentum(x, deltas, rate, beta, nesterov, factor=constant):
    v, after = np.zeros_like(x), []
    for t, delta in enumerate(deltas, start=1):
        g = -delta
        v = beta * v + g
        x = x - rate * factor(t) * (g + beta * v if nesterov else v)
        after.append(x.tolist())
    return after


def main():
    rng = np.random.default_rng(20210504)
    start = representable(rng.normal(size=7))
    # some coordinates shrink, some jump, one is 0 at first: where Yogi and Adam part
    scale = np.array([1, 0.1, 0.01, 1e-4, 3, 1, 1])
    deltas = [representable(rng.normal(size=7) * scale * 0.8**t) for t in range(ROUNDS)]
    deltas[0][5] = 0
    deltas[4][6] = 10
    cases = {
        "fedAdagrad(0.1)": adaptive(start, deltas, 0.1, adagrad, 0.0, 1e-3, 1e-6),
        "fedAdagrad(0.1, 0.9, 0.01)": adaptive(start, deltas, 0.1, adagrad, 0.9, 1e-2, 1e-4),
        "fedAdam(0.1)": adaptive(start, deltas, 0.1, adam, 0.9, 1e-3, 1e-6),
        "fedAdam(0.1).biasCorrection(true)": adaptive(start, deltas, 0.1, adam, 0.9, 1e-3, 0.0, corrected),
        "fedAdam(0.1).schedule(cosine())": adaptive(start, deltas, 0.1, adam, 0.9, 1e-3, 1e-6, cosine),
        "fedYogi(0.1)": adaptive(start, deltas, 0.1, yogi, 0.9, 1e-3, 1e-6),
        "fedYogi(0.1, 0.5, 0.99, 0.1)": adaptive(start, deltas, 0.1, yogi, 0.5, 0.1, 1e-2),
        "fedYogi(0.1).schedule(exponential(0.5))": adaptive(start, deltas, 0.1, yogi, 0.9, 1e-3, 1e-6, halving),
        "fedAvgM(0.9)": momentum(start, deltas, 1, 0.9, False),
        "fedAvgM(0.9).nesterov()": momentum(start, deltas, 1, 0.9, True),
        "fedAvgM(0.5).nesterov().rate(0.3)": momentum(start, deltas, 0.3, 0.5, True),
        "fedAvgM(0.9).rate(0.3).schedule(cosine())": momentum(start, deltas, 0.3, 0.9, False, cosine),
        "serverSgd(0.5).momentum(0.9).schedule(exponential(0.5))": momentum(start, deltas, 0.5, 0.9, False, halving),
        "serverSgd(0.5).schedule(cosine())": momentum(start, deltas, 0.5, 0.0, False, cosine),
    }
    OUT.write_text(
        json.dumps(
            {
                "format": 1,
                "numpy": np.__version__,
                "start": start.tolist(),
                "deltas": [each.tolist() for each in deltas],
                "after": cases,
            },
            indent=1,
        )
        + "\n"
    )


main()
