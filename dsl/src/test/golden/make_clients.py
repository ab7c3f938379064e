"""Golden vectors for FedNova and FedDyn, from public implementations run on small inputs.

Makes ../resources/golden/clients.json, which GoldenClientsTest reads. Nothing of it is computed by Parley, and no line of
these repositories is kept here: their functions are taken out of clones of them at the commits below, and run on NumPy
arrays, with stand-ins for the parts of PyTorch that they name.

* FedNova's local steps and the sum of the weights of their gradients: the optimizer's `step` of JYWa/FedNova, the
  authors'; the server's step: `FedNovaServerHandler.global_update` of SMILELab-FL/FedLab, option weighted_com;
* FedDyn's rounds, who takes part, duals and the server's step: `train_FedDyn` of alpemreacar/FedDyn, the authors'. Its
  local steps are written here in float64 after their `train_feddyn_mdl`, whose gradients are autograd's: the loss's, plus
  alpha times (history - x), by SGD with weight decay alpha + d; no gradient is as long as 10, where theirs would be clipped.

The loss is the mean cross-entropy of softmax regression. Inputs and parameters are rounded to float32 first. Parameters are
flat: weight (classes x inputs, C order), then bias. Each step takes all rows of a party.

To make it again, with clones of the three repositories in a folder:

    python3.11 -m venv venv && venv/bin/pip install numpy==2.4.6
    venv/bin/python make_clients.py FOLDER    # with FOLDER/FedNova, FOLDER/FedLab and FOLDER/FedDyn
"""

import ast
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import types

import numpy as np

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "clients.json"
SOURCES = {
    "FedNova": ("JYWa/FedNova", "47b4e096dfb19dc43c728896fff335a5befb645d", "distoptim/FedNova.py"),
    "FedLab": ("SMILELab-FL/FedLab", "92552a742debc9d7bcf06378720c92fe90e15aa3", "fedlab/contrib/algorithm/fednova.py"),
    "FedDyn": ("alpemreacar/FedDyn", "48a19fac440ef079ce563da8e0c2896f8256fef9", "utils_methods.py"),
}
INPUTS, CLASSES, ROWS = 4, 3, 6
NUMBERS = CLASSES * (INPUTS + 1)


def taken(folder, key, name, names):
    """A function or class of a repository, made with the given names in sight."""
    _, commit, file = SOURCES[key]
    text = subprocess.run(["git", "-C", str(folder / key), "show", f"{commit}:{file}"], check=True, capture_output=True, text=True).stdout
    nodes = [node for node in ast.parse(text).body if getattr(node, "name", "") == name]
    exec(compile(ast.Module(nodes, []), file, "exec"), names)
    return names[name]


def representable(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def gradient(flat, x, y):
    """Of the mean cross-entropy."""
    weight, bias = flat[: CLASSES * INPUTS].reshape(CLASSES, INPUTS), flat[CLASSES * INPUTS :]
    scores = x @ weight.T + bias
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    chances[np.arange(len(y)), y.astype(int)] -= 1
    chances /= len(y)
    return np.concatenate([(chances.T @ x).ravel(), chances.sum(axis=0)])


def parties(seed, count):
    """Parties that are not alike: each has its own mean and mostly one class."""
    rng = np.random.default_rng(seed)
    made = []
    for party in range(count):
        x = representable(rng.normal(size=(ROWS, INPUTS)) + rng.normal(size=INPUTS))
        y = np.where(rng.random(ROWS) < 0.6, party % CLASSES, rng.integers(0, CLASSES, ROWS)).astype(float)
        made.append((x, y))
    return made, representable(0.3 * rng.normal(size=NUMBERS))


class Tensor:
    """What JYWa/FedNova asks of a tensor: sums in place, with PyTorch 1's order of a factor and a tensor."""

    def __init__(self, values):
        self.values = np.array(values, dtype=np.float64)
        self.data = self
        self.grad = None

    def add_(self, factor, other):
        self.values += factor * other.values
        return self

    def mul_(self, factor):
        self.values *= factor
        return self

    def __sub__(self, other):
        return Tensor(self.values - other.values)

    def detach(self):
        return self


class Optimizer:
    def __init__(self, params, defaults):
        self.param_groups = [{"params": params, **defaults}]
        self.state = {id(p): {} for p in params}
        self.state = _ById(self.state)


class _ById(dict):
    def __getitem__(self, key):
        return super().__getitem__(id(key))


def fed_nova(folder):
    cuda = types.SimpleNamespace(is_available=lambda: False)
    torch = types.SimpleNamespace(cuda=cuda, clone=lambda t: Tensor(t.values))
    theirs = taken(folder, "FedNova", "FedNova", {"Optimizer": Optimizer, "required": object(), "torch": torch, "np": np})
    handler = taken(folder, "FedLab", "FedNovaServerHandler", {"SyncServerHandler": object, "Aggregators": None})
    cases = []
    for momentum, mu in [(0, 0), (0.9, 0), (0, 0.5)]:
        data, start = parties(5, 3)
        steps, rate = [1, 3, 6], 0.2
        server = handler()
        server.num_clients_per_round = server.num_clients = len(data)
        server.option = "weighted_com"
        server.model_parameters = start
        server.set_model = lambda flat, server=server: setattr(server, "model_parameters", flat)
        rounds, weights = [], []
        for _ in range(3):
            buffer = []
            for (x, y), count in zip(data, steps):
                p = Tensor(server.model_parameters)
                optimizer = theirs([p], ratio=1 / 3, gmf=0, mu=mu, lr=rate, momentum=momentum)
                for _ in range(count):
                    p.grad = Tensor(gradient(p.values, x, y))
                    optimizer.step()
                buffer.append((p.values, optimizer.local_normalizing_vec))
            weights = [tau for _, tau in buffer]
            server.global_update(buffer)
            rounds.append(server.model_parameters.tolist())
        cases.append({"momentum": momentum, "mu": mu, "rate": rate, "steps": steps, "weights": weights,
                      **given(data, start), "rounds": rounds})
    return cases


class Model:
    """What train_FedDyn asks of a model."""

    def __init__(self):
        self.flat = np.zeros(NUMBERS, dtype=np.float64)

    def to(self, device):
        return self

    def load_state_dict(self, state):
        self.flat = np.array(state["flat"])

    def named_parameters(self):
        return [("flat", self.flat)]

    def parameters(self):
        return []


def fed_dyn(folder):
    cases = []
    for alpha, decay in [(0.1, 0), (0.5, 0.01)]:
        data, start = parties(8, 4)
        count, rate, epochs = 5, 0.2, 4
        drawn, clouds = [], []

        def local(model, model_func, a, x0, history, x, y, lr, batch, epoch, print_per, weight_decay, name):
            for _ in range(epoch):
                g = gradient(model.flat, x, y) + a * (history - x0) + (a + weight_decay) * model.flat
                model.flat = model.flat - lr * g
            drawn[-1].append(next(i for i, (own, _) in enumerate(data) if own is x))
            return model

        def chosen(text):
            if text.startswith("Selected"):
                drawn.append([])

        def put(model, flat):
            model.flat = np.array(flat, dtype=np.float64)
            clouds.append(model.flat)
            return model

        torch = types.SimpleNamespace(tensor=lambda values, **more: np.array(values, dtype=np.float64), float32=None)
        names = {
            "np": np, "os": os, "copy": copy, "torch": torch, "device": None, "print": chosen,
            "train_feddyn_mdl": local, "set_client_from_params": put,
            "get_mdl_params": lambda models, n=None: np.array([model.flat for model in models]),
            "get_acc_loss": lambda *any: (0, 0),
        }
        theirs = taken(folder, "FedDyn", "train_FedDyn", names)
        initial = Model()
        initial.flat = start
        mine = types.SimpleNamespace(
            n_client=len(data), clnt_x=[x for x, _ in data], clnt_y=[y for _, y in data], tst_x=None, tst_y=None, name="here", dataset="here")
        with tempfile.TemporaryDirectory() as away:
            before = os.getcwd()
            os.chdir(away)
            os.makedirs("Output/here")
            theirs(mine, 0.6, rate, ROWS, epochs, count, 1, decay, Model, initial, alpha, count + 1, 1)
            os.chdir(before)
        rounds = [flat.tolist() for flat in clouds[2::3]]  # of each round: the mean of who came, of all, the next model
        cases.append({"a": alpha, "weightDecay": decay, "rate": rate, "epochs": epochs, "drawn": drawn,
                      **given(data, start), "rounds": rounds})
    return cases


def given(data, start):
    return {"classes": CLASSES, "start": start.tolist(),
            "parties": [{"x": x.ravel().tolist(), "y": y.tolist(), "sizes": [INPUTS]} for x, y in data]}


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    origin = {key: f"{repository}@{commit}:{file}" for key, (repository, commit, file) in SOURCES.items()}
    file = {"format": 1, "origin": origin, "numpy": np.__version__, "fedNova": fed_nova(folder), "fedDyn": fed_dyn(folder)}
    OUT.write_text(json.dumps(file, indent=1) + "\n")


main()
