"""Golden vectors for losses, gradients, SGD, FedAdam and metrics, from PyTorch, NumPy and scikit-learn.

Makes ../resources/golden/losses.json, which GoldenLossTest, GoldenSgdTest, GoldenFedAdamTest and GoldenMetricsTest
read. Nothing of it is computed by Parley:

* losses and gradients: PyTorch autograd in float64, with PyTorch's own loss functions;
* the SGD trajectories: torch.optim.SGD, whose convention is g = grad + wd * w; v = mu * v + g; w -= lr * v
  (the first v is the first g); FedProx's (Li et al. 2020) are the same with its term added to the loss;
* the Adam and AdamW trajectories: torch.optim.Adam (L2 weight decay) and torch.optim.AdamW (decoupled);
* the FedAdam trajectory: NumPy float64, written from Reddi et al. 2020, "Adaptive Federated Optimization",
  algorithm 2, with v_-1 = tau^2 and no bias correction. No library has exactly this form to compare with;
* metrics: scikit-learn.

All inputs and parameters are rounded to float32 before anything is computed, so that the float32 code under test
starts from the same numbers. Parameters and gradients are flat: layer by layer the weight (outputs x inputs, C order),
then the bias (outputs). Classes are indices from 0; the logistic model has one logit, of class 1.

To make it again (on x86-64 the file did not change when it was made twice):

    python3.11 -m venv venv && venv/bin/pip install torch==2.5.1 numpy==2.4.6 scikit-learn==1.9.1
    venv/bin/python make_losses.py
"""

import json
import pathlib
import platform
import re

import numpy as np
import sklearn
import torch
from sklearn import metrics
from torch import nn

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "losses.json"
ROWS = 9


def representable(values):
    """Float64 values that float32 holds exactly."""
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def numbers(values):
    return np.asarray(values, dtype=np.float64).ravel().tolist()


def network(sizes):
    """Dense layers with ReLU between them, in float64."""
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs, dtype=torch.float64), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def put(net, flat):
    with torch.no_grad():
        at = 0
        for p in net.parameters():  # nn.Linear: weight (outputs x inputs), then bias
            p.copy_(torch.from_numpy(flat[at : at + p.numel()].reshape(p.shape)))
            at += p.numel()


def flat_of(net, what=lambda p: p):
    return np.concatenate([what(p).detach().numpy().ravel() for p in net.parameters()])


def half_mean_squared(outputs, targets):
    return 0.5 * nn.functional.mse_loss(outputs[:, 0], targets)


def binary_cross_entropy(outputs, targets):
    return nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], targets)


def cross_entropy(outputs, targets):
    return nn.functional.cross_entropy(outputs, targets.long())


def draw(rng, sizes, classes):
    """Inputs (rows x features), targets (rows) and flat parameters of a case."""
    x = representable(rng.normal(0, 1.5, (ROWS, sizes[0])))
    if classes:
        y = np.concatenate([np.arange(classes), rng.integers(0, classes, ROWS - classes)]).astype(np.float64)
    else:
        y = representable(rng.normal(1, 2, ROWS))
    count = sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))
    return x, y, representable(rng.normal(0, 0.7, count))


def case(seed, name, sizes, classes, loss):
    x, y, w = draw(np.random.default_rng(seed), sizes, classes)
    net = network(sizes)
    put(net, w)
    value = loss(net(torch.from_numpy(x)), torch.from_numpy(y))
    value.backward()
    return {
        "model": name,
        "sizes": sizes,
        "classes": classes,
        "rows": ROWS,
        "x": numbers(x),
        "y": numbers(y),
        "parameters": numbers(w),
        "loss": value.item(),
        "gradient": numbers(flat_of(net, lambda p: p.grad)),
    }


def trajectory(seed, steps, lr, momentum, decay, mu=0.0):
    """SGD on loss + mu/2 |w - start|^2."""
    return {
        **walk(seed, steps, mu, torch.optim.SGD, lr=lr, momentum=momentum, weight_decay=decay),
        "lr": lr,
        "momentum": momentum,
        "weightDecay": decay,
        "mu": mu,
    }


def adam_trajectory(optimizer, seed, steps, lr, betas, eps, decay):
    return {
        **walk(seed, steps, 0.0, optimizer, lr=lr, betas=betas, eps=eps, weight_decay=decay),
        "optimizer": optimizer.__name__,
        "lr": lr,
        "betas": list(betas),
        "eps": eps,
        "weightDecay": decay,
    }


def walk(seed, steps, mu, optimizer, **choices):
    """Softmax regression on loss + mu/2 |w - start|^2: full batches of the same rows, one step an epoch."""
    sizes, classes = [7, 4], 4
    x, y, w = draw(np.random.default_rng(seed), sizes, classes)
    net = network(sizes)
    put(net, w)
    optimizer = optimizer(net.parameters(), **choices)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = cross_entropy(net(torch.from_numpy(x)), torch.from_numpy(y))
        flat = torch.cat([p.ravel() for p in net.parameters()])
        (loss + mu / 2 * (flat - torch.from_numpy(w)).square().sum()).backward()
        optimizer.step()
    return {
        "model": "softmax",
        "sizes": sizes,
        "classes": classes,
        "rows": ROWS,
        "steps": steps,
        "x": numbers(x),
        "y": numbers(y),
        "start": numbers(w),
        "end": numbers(flat_of(net)),
    }


def fed_adam(seed, steps=3, length=6, b1=0.9, b2=0.99, tau=1e-3, eta=0.1):
    rng = np.random.default_rng(seed)
    start = x = representable(rng.normal(0, 1, length))
    deltas = representable(rng.normal(0, 0.3, (steps, length)))
    deltas[1, 2] = 0.0  # an element that does not move in one round
    m, v, after = np.zeros(length), np.full(length, tau**2), []
    for delta in deltas:
        m = b1 * m + (1 - b1) * delta
        v = b2 * v + (1 - b2) * delta**2
        x = x + eta * m / (np.sqrt(v) + tau)
        after.append(numbers(x))
    return {
        "beta1": b1,
        "beta2": b2,
        "tau": tau,
        "eta": eta,
        "start": numbers(start),
        "deltas": [numbers(delta) for delta in deltas],
        "after": after,
    }


def scores(seed):
    rng = np.random.default_rng(seed)
    truth = np.array([1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1])
    score = np.array([0.9, 0.1, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3, 0.7, 0.7, 0.2, 0.9])  # ties within and across classes
    wanted = representable(rng.normal(10, 3, 11))
    given = representable(wanted + rng.normal(0, 1.5, 11))
    classes = rng.integers(0, 4, 20)
    guesses = np.where(rng.random(20) < 0.6, classes, rng.integers(0, 4, 20))
    return {
        "auc": {
            "truth": truth.tolist(),
            "score": representable(score).tolist(),
            "value": float(metrics.roc_auc_score(truth, score)),
        },
        "regression": {
            "truth": numbers(wanted),
            "prediction": numbers(given),
            "rmse": float(metrics.root_mean_squared_error(wanted, given)),
            "r2": float(metrics.r2_score(wanted, given)),
        },
        "confusion": {
            "truth": classes.tolist(),
            "prediction": guesses.tolist(),
            "accuracy": float(metrics.accuracy_score(classes, guesses)),
            "rowsAreTruth": metrics.confusion_matrix(classes, guesses, labels=range(4)).tolist(),
        },
    }


def main():
    torch.set_num_threads(1)
    golden = {
        "format": 1,
        "made by": "dsl/src/test/golden/make_losses.py",
        "versions": {
            "python": platform.python_version(),
            "torch": torch.__version__,
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "losses": [
            case(1, "linear", [5, 1], 0, half_mean_squared),
            case(2, "logistic", [6, 1], 2, binary_cross_entropy),
            case(3, "softmax", [7, 4], 4, cross_entropy),
            case(4, "mlp(8, 5)", [6, 8, 5, 3], 3, cross_entropy),
            case(5, "mlp(4)", [5, 4, 1], 0, half_mean_squared),
        ],
        "sgd": [
            trajectory(6, 5, 0.1, 0.0, 0.0),
            trajectory(6, 5, 0.1, 0.9, 0.0),
            trajectory(6, 5, 0.1, 0.0, 0.01),
            trajectory(6, 5, 0.1, 0.9, 0.01),
        ],
        "fedProx": [
            trajectory(9, 5, 0.1, 0.0, 0.0, mu=1.5),
            trajectory(9, 5, 0.1, 0.9, 0.01, mu=1.5),
        ],
        "adam": [
            adam_trajectory(torch.optim.Adam, 10, 6, 0.01, (0.9, 0.999), 1e-8, 0.0),
            adam_trajectory(torch.optim.Adam, 10, 6, 0.05, (0.8, 0.95), 1e-4, 0.1),
            adam_trajectory(torch.optim.AdamW, 10, 6, 0.01, (0.9, 0.999), 1e-8, 0.01),
            adam_trajectory(torch.optim.AdamW, 10, 6, 0.05, (0.8, 0.95), 1e-4, 0.3),
        ],
        "fedAdam": fed_adam(7),
        "metrics": scores(8),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    text = re.sub(r"\[[-\d.e,\s]*\]", lambda numbers: re.sub(r"\s+", " ", numbers[0]), json.dumps(golden, indent=1))
    OUT.write_text(text + "\n", encoding="utf-8")
    print(f"wrote {OUT} ({OUT.stat().st_size} bytes)")


if __name__ == "__main__":
    main()
