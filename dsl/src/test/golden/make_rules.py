"""Golden vectors for the coordinate-wise median and trimmed mean, from NumPy.

Makes ../resources/golden/rules.json, which OrderStatisticsTest reads. Nothing of it is computed by Parley: numpy.median
of float32, which is rounded as float32 is, and the mean in float64 of numpy.sort without its ends.

    python3 -m venv venv && venv/bin/pip install numpy
    venv/bin/python make_rules.py
"""

import json
import pathlib

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "rules.json"


def case(rng, parties, length, scale):
    x = (rng.integers(-(2**20), 2**20, (parties, length)) * scale).astype(np.float32)
    x[:, 0] = np.float32(1.5)  # ties
    k = parties // 5
    trimmed = np.sort(x, axis=0)[k : parties - k].astype(np.float64).mean(axis=0)
    return {
        "updates": [[float(v) for v in row] for row in x],
        "median": [float(v) for v in np.median(x, axis=0)],
        "trimmed": [float(v) for v in trimmed],
    }


def main():
    rng = np.random.default_rng(7)
    cases = [case(rng, parties, 5, scale) for parties, scale in ((1, 1.0), (2, 2.0**-18), (5, 2.0**-20), (10, 2.0**40),
                                                                 (15, 2.0**-20), (32, 2.0**-60))]
    OUT.write_text(json.dumps({"format": 1, "origin": "NumPy " + np.__version__, "share": 0.2, "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
