"""Writes golden/attacks.json: what attackers send who know the honest updates, by NumPy and SciPy.

    pip install numpy scipy && python make_attacks.py > ../resources/golden/attacks.json
"""

import json

import numpy
import scipy
from scipy.optimize import brentq
from scipy.stats import norm

N, BAD = 9, 3
random = numpy.random.default_rng(20190528)
honest = numpy.float32(random.normal(0.1, 1, (N - BAD, 7)))
wide = honest.astype(numpy.float64)
mean, sd = wide.mean(0), wide.std(0, ddof=1)


def z(n, f):
    supporters = n // 2 + 1 - f
    return float(max(0, norm.ppf((n - f - supporters) / (n - f))))


most = max(numpy.linalg.norm(a - b) for a in wide for b in wide)
gamma = brentq(lambda g: max(numpy.linalg.norm(a - (mean - g * sd)) for a in wide) - most, 0, 1e3, xtol=1e-12)

print(json.dumps({
    "format": 1,
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "n": N,
    "honest": honest.tolist(),
    "z": [[n, f, z(n, f)] for n, f in [(25, 5), (50, 24), (100, 20), (9, 3), (7, 1)]],
    "littleIsEnough": (mean - z(N, BAD) * sd).tolist(),
    "innerProduct 0.3": (-0.3 * mean).tolist(),
    "minMax gamma": gamma,
    "minMax": (mean - gamma * sd).tolist(),
}, indent=1))
