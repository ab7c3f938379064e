#!/usr/bin/env python3
"""
Makes ../resources/golden/reports.json, which GoldenReportTest reads: scikit-learn's metrics of made-up probabilities, some
of them tied.

    python make_reports.py        # needs numpy and scikit-learn
"""

import json
import pathlib
import sys

import numpy
import sklearn
from sklearn import metrics
from sklearn.calibration import calibration_curve

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "reports.json"


def case(rows, classes, seed):
    random = numpy.random.default_rng(seed)
    truth = numpy.minimum(random.geometric(0.7 if classes == 2 else 0.5, rows) - 1, classes - 1)
    raw = random.normal(size=(rows, classes)) + 1.2 * numpy.eye(classes)[truth]
    p = numpy.exp(numpy.round(raw, 1))
    p = (p / p.sum(axis=1, keepdims=True)).astype(numpy.float32)
    if classes == 2:
        p[p[:, 1] == 0.5, 1] = 0.55
        p[:, 0] = 1 - p[:, 1]
    wide = p.astype(float)
    chosen = wide.argmax(axis=1) if classes > 2 else (wide[:, 1] >= 0.5).astype(int)
    precision, recall, f1, support = metrics.precision_recall_fscore_support(truth, chosen, zero_division=0)
    out = {
        "classes": classes,
        "truth": truth.tolist(),
        "p": [float(x) for x in p.ravel()],
        "accuracy": metrics.accuracy_score(truth, chosen),
        "balanced accuracy": metrics.balanced_accuracy_score(truth, chosen),
        "log loss": metrics.log_loss(truth, wide / wide.sum(axis=1, keepdims=True), labels=range(classes)),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "F1": f1.tolist(),
        "support": support.tolist(),
        "AUC": [],
        "average precision": [],
        "Brier": [],
        "roc": [],
        "calibration": [],
    }
    for c in range(classes):
        own = truth == c
        out["AUC"].append(metrics.roc_auc_score(own, wide[:, c]))
        out["average precision"].append(metrics.average_precision_score(own, wide[:, c]))
        out["Brier"].append(metrics.brier_score_loss(own, wide[:, c]))
        fpr, tpr, _ = metrics.roc_curve(own, wide[:, c], drop_intermediate=False)
        out["roc"].append([fpr.tolist(), tpr.tolist()])
        observed, predicted = calibration_curve(own, wide[:, c], n_bins=10)
        out["calibration"].append([predicted.tolist(), observed.tolist()])
    out["macro AUC"] = metrics.roc_auc_score(truth, wide / wide.sum(axis=1, keepdims=True), multi_class="ovr") if classes > 2 else out["AUC"][1]
    return out


def numbers():
    random = numpy.random.default_rng(9)
    truth = random.normal(100, 30, 50).astype(numpy.float32).astype(float)
    predicted = (truth + random.normal(0, 10, 50)).astype(numpy.float32).astype(float)
    return {
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "rmse": metrics.root_mean_squared_error(truth, predicted),
        "mae": metrics.mean_absolute_error(truth, predicted),
        "r2": metrics.r2_score(truth, predicted),
    }


made = {
    "format": 1,
    "made by": "dsl/src/test/golden/make_reports.py",
    "versions": {"python": sys.version.split()[0], "numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
    "cases": [case(200, 2, 1), case(60, 2, 2), case(150, 4, 3)],
    "numbers": numbers(),
}
OUT.write_text(json.dumps(made, indent=1) + "\n")
