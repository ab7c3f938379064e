"""Values of public implementations of robust rules on the updates of robust.json: their own code, fetched and run as it is.

Makes ../resources/golden/public.json, which PublicRulesTest reads. Nothing of their code is kept here.

    python3 -m venv venv && venv/bin/pip install numpy scipy torch
    venv/bin/python make_public.py                      # fetches the files from GitHub
    venv/bin/python make_public.py OWNER+NAME=GIT_DIR   # or takes a repository from a folder

- epfml/byzantine-robust-noniid-optimizer (Karimireddy, He and Jaggi): Krum, RFA, centered clipping, median, trimmed mean
- wanglun1996/secure-robust-federated-learning (Wang et al.): Bulyan by repeated Krum
- LPD-EPFL/ByzantineMomentum (El Mhamdi, Guerraoui and Rouault, the authors of Bulyan): Bulyan of Multi-Krum

Two of these differ from their papers; the file has their values as they are, and, where a difference lies in what is handed
to a function, also those of the same function for what the paper hands to it. docs/conformance.md names each.
"""

import json
import pathlib
import subprocess
import sys
import types
import urllib.request

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"
EPFML = ("epfml/byzantine-robust-noniid-optimizer", "0e27349ac99235251110d54dd102fda0091bf274")
WANG = ("wanglun1996/secure-robust-federated-learning", "b5540250ce0e87459ffc5a3751ae761ff5fc83e4")
LPD = ("LPD-EPFL/ByzantineMomentum", "1ef2c843a042e1038967251b2c2aaa4daddb3c58")
LOCAL = dict(each.split("=", 1) for each in sys.argv[1:])


def source(repository, path):
    name, commit = repository
    folder = LOCAL.get(name.replace("/", "+"))
    if folder:
        return subprocess.run(
            ["git", f"--git-dir={folder}", "show", f"{commit}:{path}"], check=True, capture_output=True, text=True
        ).stdout
    with urllib.request.urlopen(f"https://raw.githubusercontent.com/{name}/{commit}/{path}") as page:
        return page.read().decode()


def module(repository, path, name, package="", beside=None):
    """Runs a file as a module; what it imports and does not need for these functions is replaced by nothing."""
    made = types.ModuleType(name)
    made.__package__ = package
    for key, value in (beside or {}).items():
        sys.modules[key] = value
    sys.modules[name] = made
    exec(compile(source(repository, path), path, "exec"), made.__dict__)
    return made


def nothing(**parts):
    made = types.ModuleType("nothing")
    made.__dict__.update(parts)
    return made


def vectors(x):
    return [torch.tensor(row, dtype=torch.float64) for row in x]


def list_of(tensor):
    return [float(v) for v in tensor]


def epfml():
    sys.modules["codes"] = types.ModuleType("codes")
    sys.modules["codes.aggregator"] = types.ModuleType("codes.aggregator")
    sys.modules["codes.utils"] = nothing(log=lambda *a: None, log_dict=lambda *a: None)
    parts = {}
    for name in ("base", "krum", "rfa", "clipping", "coordinatewise_median", "trimmed_mean"):
        parts[name] = module(EPFML, f"codes/aggregator/{name}.py", f"codes.aggregator.{name}", "codes.aggregator")
    return parts


def krum_of_the_paper(krum, x, f, m):
    """Their scores, of distances that are squared once and not twice, and the mean and not the sum of the best."""
    n = len(x)
    distances = {i: {j: (x[i] - x[j]).norm() for j in range(i + 1, n)} for i in range(n - 1)}
    best = krum.multi_krum(distances, n, f, m)
    return sum(x[i] for i in best) / m


def main():
    theirs = epfml()
    wang = module(WANG, "src/robust_estimator.py", "wang", beside={
        "cvxpy": nothing(),
        "sklearn": nothing(),
        "sklearn.preprocessing": nothing(normalize=None),
    })
    lpd = module(LPD, "aggregators/bulyan.py", "lpd.bulyan", "lpd", beside={
        "tools": nothing(pairwise=lambda some: ((a, b) for i, a in enumerate(some) for b in some[i + 1:])),
        "lpd": nothing(register=lambda *a, **k: None),
    })
    cases = []
    for case in json.loads((HERE / "robust.json").read_text())["cases"]:
        x = vectors(case["updates"])
        n = len(x)
        clipping = theirs["clipping"].Clipping(tau=2.5)
        twice = theirs["clipping"].Clipping(tau=2.5, n_iter=2)
        cases.append({
            "krum 2": list_of(theirs["krum"].Krum(n, 2, 1)(x)),
            "krum 2 of the paper": list_of(krum_of_the_paper(theirs["krum"], x, 2, 1)),
            "multiKrum 2 5": list_of(theirs["krum"].Krum(n, 2, 5)(x)),
            "multiKrum 2 5 of the paper": list_of(krum_of_the_paper(theirs["krum"], x, 2, 5)),
            "rfa 8 steps": list_of(theirs["rfa"].RFA(T=8)(x)),
            "rfa 3 steps, nu 1e-6, from the mean": list_of(theirs["rfa"].smoothed_weiszfeld(
                x, [1 / n] * n, z=sum(x) / n, nu=1e-6, T=3)),
            "clipping 2.5": list_of(clipping(x)),
            "clipping 2.5 again": list_of(clipping(x)),
            "clipping 2.5, 2 steps": list_of(twice(x)),
            "median": list_of(theirs["coordinatewise_median"].CM()(x)),
            "trimmed 2 at each end": list_of(theirs["trimmed_mean"].TM(2)(x)),
            "bulyan 2": [float(v) for v in wang.bulyan([np.array(row) for row in case["updates"]], 2, "krum")],
            "bulyan 2 of its authors": list_of(lpd.aggregate(x, 2)),
        })
    made = {
        "format": 1,
        "repositories": {
            "bulyan 2": "@".join(WANG),
            "bulyan 2 of its authors": "@".join(LPD),
            "all others": "@".join(EPFML),
        },
        "torch": torch.__version__,
        "cases": cases,
    }
    (HERE / "public.json").write_text(json.dumps(made, indent=1) + "\n")


main()
