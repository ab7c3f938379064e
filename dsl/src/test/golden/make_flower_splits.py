"""What the partitioners of flwr-datasets make of 1000 rows of ten classes, for docs/conformance.md.

Makes ../resources/golden/flower-splits.json, which FlowerSplitsTest reads.

    python3 -m venv venv && venv/bin/pip install flwr-datasets
    venv/bin/python make_flower_splits.py       # half a minute
"""

import importlib.metadata
import json
import pathlib

import numpy as np
from datasets import Dataset
from flwr_datasets.partitioner import (
    DirichletPartitioner,
    ExponentialPartitioner,
    IidPartitioner,
    InnerDirichletPartitioner,
    LinearPartitioner,
    PathologicalPartitioner,
    ShardPartitioner,
    SquarePartitioner,
)

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "flower-splits.json"
CLASSES = [136, 64, 120, 80, 100, 110, 90, 100, 70, 130]
PARTIES = 10
SEEDS = 60
ROWS = Dataset.from_dict({"label": [label for label, count in enumerate(CLASSES) for _ in range(count)]})


def counts(partitioner):
    """Rows of each class, a line a party."""
    partitioner.dataset = ROWS
    return [
        np.bincount(partitioner.load_partition(party)["label"], minlength=10).tolist()
        for party in range(partitioner.num_partitions)
    ]


def sizes(partitioner):
    return [sum(line) for line in counts(partitioner)]


def spread_of_classes(make):
    """The mean over classes, parties and seeds of the squared share of a class that a party gets."""
    each = []
    for seed in range(SEEDS):
        line = np.array(counts(make(seed)), dtype=float)
        each.append(float(((line / line.sum(0)) ** 2).mean()))
    return {"mean": float(np.mean(each)), "error": float(np.std(each, ddof=1) / np.sqrt(SEEDS))}


def spread_within(make):
    """The mean over parties, classes and seeds of the squared share of a party's rows that a class has."""
    each = []
    for seed in range(SEEDS):
        line = np.array(counts(make(seed)), dtype=float)
        each.append(float(((line / line.sum(1, keepdims=True)) ** 2).mean()))
    return {"mean": float(np.mean(each)), "error": float(np.std(each, ddof=1) / np.sqrt(SEEDS))}


def main():
    made = {
        "format": 1,
        "flwr-datasets": importlib.metadata.version("flwr-datasets"),
        "classes": CLASSES,
        "iid": counts(IidPartitioner(PARTIES)),
        "iid of 7": sizes(IidPartitioner(7)),
        "linear": sizes(LinearPartitioner(PARTIES)),
        "square": sizes(SquarePartitioner(PARTIES)),
        "exponential of 5": sizes(ExponentialPartitioner(5)),
        "shards 2": counts(ShardPartitioner(PARTIES, "label", num_shards_per_partition=2)),
        "pathological 2": counts(PathologicalPartitioner(PARTIES, "label", 2)),
        "pathological 3, deterministic": counts(
            PathologicalPartitioner(PARTIES, "label", 3, class_assignment_mode="deterministic")),
        "inner dirichlet 0.5": counts(InnerDirichletPartitioner([100] * PARTIES, "label", 0.5)),
        "dirichlet 0.5, squared share of a class": spread_of_classes(
            lambda seed: DirichletPartitioner(PARTIES, "label", 0.5, min_partition_size=1, seed=seed)),
        "inner dirichlet 0.5, squared share of a party": spread_within(
            lambda seed: InnerDirichletPartitioner([100] * PARTIES, "label", 0.5, seed=seed)),
    }
    OUT.write_text(json.dumps(made, indent=1) + "\n")


main()
