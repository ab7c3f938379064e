"""NumPy's side of rules over all updates: answers `rules PARTIES LENGTH` with seconds of the median and the trimmed mean."""

import sys
import time

import numpy as np


def seconds(rule):
    start = time.process_time()
    rule()
    return time.process_time() - start


def trimmed(updates, share):
    k = int(np.floor(share * len(updates) + 1e-9))
    return np.sort(updates, axis=0)[k : len(updates) - k].mean(axis=0)


made = {}
print(f"NumPy {np.__version__}", flush=True)
for line in sys.stdin:
    _, parties, length = line.split()
    shape = (int(parties), int(length))
    if shape not in made:
        made[shape] = np.random.default_rng(1).standard_normal(shape).astype(np.float32)
    updates = made[shape]
    print(seconds(lambda: np.median(updates, axis=0)), seconds(lambda: trimmed(updates, 0.1)), flush=True)
