"""Values of Flower's own functions on the updates of robust.json, for docs/conformance.md.

Makes ../resources/golden/flower.json, which FlowerConformanceTest reads.

    python3 -m venv venv && venv/bin/pip install flwr
    venv/bin/python make_flower.py
"""

import json
import pathlib
from statistics import NormalDist

import flwr
import numpy as np
from flwr.common import ndarrays_to_parameters, parameters_to_ndarrays
from flwr.common import Code, FitRes, Status
from flwr.server.strategy import FedAdagrad, FedAdam, FedAvgM, FedYogi
from flwr.server.strategy.aggregate import (
    aggregate_bulyan,
    aggregate_krum,
    aggregate_median,
    aggregate_trimmed_avg,
)
from flwr.app import Array, ArrayRecord, MetricRecord, RecordDict
from flwr.serverapp.strategy import DifferentialPrivacyServerSideAdaptiveClipping, FedAvg
from flwr.serverapp.strategy.bulyan import aggregate_n_closest_weights
from flwr.serverapp.strategy.multikrum import select_multikrum
from flwr.supercore.differential_privacy import adaptive_clip_inputs_inplace

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def results(x):
    return [([row.copy()], 1) for row in x]


def one_pass_bulyan(x, f):
    """Flower's Bulyan strategy: theta updates of one Multi-Krum, then the closest to their median."""
    records = [
        RecordDict({"arrays": ArrayRecord({"x": Array(row)}), "metrics": MetricRecord({"num-examples": 1})}) for row in x
    ]
    theta = len(x) - 2 * f
    chosen = select_multikrum(records, f, theta)
    arrays = [record["arrays"].to_numpy_ndarrays() for record in chosen]
    median = [np.median(np.array(each), axis=0) for each in zip(*arrays)]
    return aggregate_n_closest_weights(median, arrays, theta - 2 * f)[0]


def server(make, x):
    """Parameters after each of three rounds of the same updates, each party with one row."""
    start = np.zeros(x.shape[1], dtype=np.float32)
    strategy = make(ndarrays_to_parameters([start]))
    out = []
    current = start
    for number in (1, 2, 3):
        fits = [
            (None, FitRes(Status(Code.OK, ""), ndarrays_to_parameters([current + row]), 1, {}))
            for row in x
        ]
        parameters, _ = strategy.aggregate_fit(number, fits, [])
        current = parameters_to_ndarrays(parameters)[0].astype(np.float32)
        out.append(current.tolist())
    return out


def adaptive_clipping():
    """The clip norm round by round, of 40 updates whose norms are the same in every round and have the median 1.

    Once by Flower's bit and rule, once by Flower's rule and the paper's bit, which is 1 where an update was not clipped.
    """
    norms = [float(np.exp(0.5 * NormalDist().inv_cdf((i + 0.5) / 40))) for i in range(40)]

    def rounds(bit):
        # without noise
        strategy = DifferentialPrivacyServerSideAdaptiveClipping(FedAvg(), 0.0, 40, initial_clipping_norm=0.1)
        out = [strategy.clipping_norm]
        for _ in range(60):
            clipped = sum(
                bit(adaptive_clip_inputs_inplace([np.array([norm])], strategy.clipping_norm)) for norm in norms)
            strategy._geometric_update(clipped / 40)
            out.append(strategy.clipping_norm)
        return out

    return {"norms": norms, "flower": rounds(bool), "paper": rounds(lambda clipped: not clipped)}


def main():
    cases = []
    for case in json.loads((HERE / "robust.json").read_text())["cases"]:
        x = np.array(case["updates"], dtype=np.float32)
        cases.append({
            "krum 2": aggregate_krum(results(x), 2, 0)[0].tolist(),
            "multiKrum 2 5": aggregate_krum(results(x), 2, 5)[0].tolist(),
            "bulyan 2": aggregate_bulyan(results(x), 2, aggregate_krum, to_keep=0)[0].tolist(),
            "bulyan 2 in one pass": np.asarray(one_pass_bulyan(x, 2)).tolist(),
            "median": aggregate_median(results(x))[0].tolist(),
            "trimmed 0.2": aggregate_trimmed_avg(results(x), 0.2)[0].tolist(),
            "fedAdam 0.1": server(lambda start: FedAdam(initial_parameters=start, eta=0.1, tau=1e-3), x),
            "fedYogi 0.1": server(lambda start: FedYogi(initial_parameters=start, eta=0.1, tau=1e-3), x),
            "fedAdagrad 0.1": server(lambda start: FedAdagrad(initial_parameters=start, eta=0.1, tau=1e-3), x),
            "fedAvgM 0.5 0.9": server(
                lambda start: FedAvgM(initial_parameters=start, server_learning_rate=0.5, server_momentum=0.9), x
            ),
        })
    (HERE / "flower.json").write_text(json.dumps({"format": 1, "flwr": flwr.__version__, "cases": cases,
                                                 "adaptiveClipping": adaptive_clipping()}, indent=1) + "\n")


main()
