"""Writes golden/audits.json: bounds of one-run audits by SciPy, attacks' measures by scikit-learn, LiRA's scores by NumPy.

    pip install numpy scipy scikit-learn && python make_audits.py > ../resources/golden/audits.json
"""

import json

import numpy
import scipy
import sklearn
from scipy.optimize import brentq
from scipy.stats import binom, binomtest
from sklearn.metrics import roc_auc_score, roc_curve


def probability(m, r, v, epsilon, delta):
    """Theorem 5.2 of Steinke, Nasr and Jagielski (2023): P[right >= v] is at most this."""
    right = binom(r, 1 / (1 + numpy.exp(-epsilon)))
    i = numpy.arange(1, v + 1)
    between = right.cdf(v - 1) - right.cdf(v - i - 1)
    return right.sf(v - 1) + 2 * m * delta * max(between / i, default=0)


def bound(m, r, v, delta, confidence):
    over = lambda epsilon: probability(m, r, v, epsilon, delta) - (1 - confidence)
    return float(brentq(over, 0, 30, xtol=1e-13)) if over(0) < 0 else 0.0


bounds = [
    {"m": m, "r": r, "v": v, "delta": delta, "confidence": confidence, "epsilon": bound(m, r, v, delta, confidence)}
    for m, r, v in [(100, 100, 100), (100, 100, 75), (100, 100, 50), (1000, 200, 190), (1000, 1000, 560), (64, 16, 16)]
    for delta in (0, 1e-5, 1e-3)
    for confidence in (0.95, 0.975)
]
pearson = []
for r, v in [(100, 75), (200, 190), (1000, 560)]:
    low = binomtest(v, r, alternative="greater").proportion_ci(0.95, method="exact").low
    pearson.append({"r": r, "v": v, "epsilon": float(numpy.log(low / (1 - low)))})

random = numpy.random.default_rng(2022)
members = numpy.round(random.normal(0.8, 1, 300), 2)
others = numpy.round(random.normal(0, 1, 400), 2)
truth = [1] * 300 + [0] * 400
scores = numpy.concatenate([members, others])
false, true, _ = roc_curve(truth, scores, drop_intermediate=False)

shadows, rows = 5, 12
observed = numpy.round(random.normal(1, 2, rows), 3)
confidences = numpy.round(random.normal(0, 2, (shadows, rows)), 3)
out = random.random((shadows, rows)) < 0.5
out[0, :] |= ~out.any(0)
mean = numpy.array([confidences[out[:, i], i].mean() for i in range(rows)])
sd = numpy.sqrt(((confidences - mean) ** 2)[out].mean())

print(json.dumps({
    "format": 1,
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "sklearn": sklearn.__version__,
    "bounds": bounds,
    "pearson": pearson,
    "members": members.tolist(),
    "others": others.tolist(),
    "auc": roc_auc_score(truth, scores),
    "found": [{"most": m, "share": float(true[false <= m].max())} for m in (0.0, 0.01, 0.1, 0.5)],
    "observed": observed.tolist(),
    "confidences": confidences.tolist(),
    "out": out.tolist(),
    "scores": ((observed - mean) / sd).tolist(),
}))
