"""Golden vectors for robust rules, from NumPy: each formula of its paper written out again, nothing of Parley.

Makes ../resources/golden/robust.json, which RobustRulesTest reads.

    python3 -m venv venv && venv/bin/pip install numpy
    venv/bin/python make_robust.py
"""

import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "robust.json"


def squared(x):
    return ((x[:, None, :] - x[None, :, :]) ** 2).sum(-1)


def krum_scores(x, f):
    d = squared(x)
    n = len(x)
    return np.array([np.sort(np.delete(d[i], i))[: max(1, n - f - 2)].sum() for i in range(n)])


def krum(x, f):
    return x[np.argmin(krum_scores(x, f))]


def multi_krum(x, f, k):
    return x[np.argsort(krum_scores(x, f), kind="stable")[:k]].mean(0)


def bulyan(x, f):
    theta = len(x) - 2 * f
    left, chosen = list(range(len(x))), []
    while len(chosen) < theta:
        d = squared(x[left])
        m = len(left)
        keys = []
        for i in range(m):
            others = np.sort(np.delete(d[i], i))
            keys.append((others[: max(1, m - f - 2)].sum(), d[i].sum()))
        best = min(range(m), key=lambda i: keys[i])
        chosen.append(left.pop(best))
    selected = x[chosen]
    median = np.median(selected, axis=0)
    nearest = np.argsort(np.abs(selected - median), axis=0, kind="stable")[: theta - 2 * f]
    return np.take_along_axis(selected, nearest, axis=0).mean(0)


def weiszfeld(x, steps=3, nu=1e-6):
    z = x.mean(0)
    for _ in range(steps):
        w = 1 / np.maximum(nu, np.linalg.norm(x - z, axis=1))
        z = (w[:, None] * x).sum(0) / w.sum()
    return z


def centered_clipping(x, center, tau):
    gap = x - center
    norm = np.linalg.norm(gap, axis=1, keepdims=True)
    return center + (gap * np.minimum(1, tau / norm)).mean(0)


def norm_clipping(x, c):
    return (x * np.minimum(1, c / np.linalg.norm(x, axis=1, keepdims=True))).mean(0)


def fools_gold(h):
    n = len(h)
    unit = h / np.linalg.norm(h, axis=1, keepdims=True)
    cs = unit @ unit.T - np.eye(n) * 1e9
    v = cs.max(1)
    pardoned = cs.copy()
    for i in range(n):
        for j in range(n):
            if i != j and v[i] < v[j]:
                pardoned[i, j] = cs[i, j] * v[i] / v[j]
    a = np.clip(1 - pardoned.max(1), 0, 1)
    a = a / a.max()
    with np.errstate(divide="ignore"):
        logit = np.log(a / (1 - a)) + 0.5
    return np.where(a >= 1, 1, np.clip(logit, 0, 1))


def main():
    rng = np.random.default_rng(20171204)
    cases = []
    for n, length in [(11, 6), (15, 40), (23, 9)]:
        x = np.float32(rng.normal(0, 1, (n, length)) + rng.normal(0, 3, length))
        x[1] += np.float32(20)  # an outlier
        wide = x.astype(np.float64)
        first = centered_clipping(wide, np.zeros(length), 2.5)
        h = wide[:7]
        h = np.vstack([h, h[2] * 1.5, h[2] + 0.01])  # clones
        weights = fools_gold(h)
        cases.append({
            "updates": x.tolist(),
            "krum 2": krum(wide, 2).tolist(),
            "multiKrum 2 5": multi_krum(wide, 2, 5).tolist(),
            "bulyan 2": bulyan(wide, 2).tolist(),
            "geometricMedian": weiszfeld(wide).tolist(),
            "centeredClipping 2.5": first.tolist(),
            "centeredClipping 2.5 again": centered_clipping(wide, first, 2.5).tolist(),
            "normClipping 2": norm_clipping(wide, 2).tolist(),
            "foolsGold of": np.float32(h).tolist(),
            "foolsGold weights": fools_gold(np.float32(h).astype(np.float64)).tolist(),
        })
    OUT.write_text(json.dumps({"format": 1, "numpy": np.__version__, "cases": cases}, indent=1) + "\n")


main()
