"""Flower's side of robust rules: answers `robust PARTIES LENGTH` with seconds of its functions, and of NumPy's double gemm."""

import sys
import time

import flwr
import numpy as np
from flwr.server.strategy.aggregate import aggregate_krum, aggregate_median, aggregate_trimmed_avg


def seconds(rule):
    start = time.process_time()
    rule()
    return time.process_time() - start


def products(updates):
    wide = updates.astype(np.float64)
    wide -= wide.mean(axis=0)
    return wide @ wide.T


made = {}
print(f"flwr {flwr.__version__}, NumPy {np.__version__}", flush=True)
for line in sys.stdin:
    _, parties, length = line.split()
    shape = (int(parties), int(length))
    if shape not in made:
        made[shape] = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    updates = made[shape]
    bad = shape[0] // 5

    def results(rows=updates):
        return [([row], 1) for row in rows]

    print(
        seconds(lambda: products(updates)),
        seconds(lambda: aggregate_krum(results(), bad, 0)),
        seconds(lambda: aggregate_krum(results(), bad, shape[0] - bad)),
        seconds(lambda: aggregate_median(results())),
        seconds(lambda: aggregate_trimmed_avg(results(), 0.2)),
        flush=True,
    )
