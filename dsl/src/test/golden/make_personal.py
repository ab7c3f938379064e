"""Writes golden/personal.json: two rounds of one party's work under personalizations, by NumPy in float64.

    pip install numpy && python make_personal.py > ../resources/golden/personal.json

Each step takes all rows of a linear regression, half the mean squared error, so that their order does not matter. The steps of
ditto and pFedMe are those of PFLlib (github.com/TsingZ0/PFLlib, commit d832e76f6a23b833038949ec1e4fdefe63a4d350,
system/flcore/optimizers/fedoptimizer.py: PerturbedGradientDescent, pFedMeOptimizer with mu = 0;
clients/clientpFedMe.py, clients/clientperavg.py for the rest of them, on two batches of the same rows). APFL learns its share once
a round, as its authors' program does (github.com/MLOPTPSU/FedTorch, commit 1edcfbfc2061a4cddd9095b827c22c6b959cb739,
fedtorch/comms/trainings/federated/apfl.py); the difference for the Hessian is that of the paper.
"""

import json

import numpy

N, D, RATE, EPOCHS = 8, 3, 0.1, 4
random = numpy.random.default_rng(20210718)
x32 = numpy.float32(random.normal(0, 1, (N, D)))
y32 = numpy.float32(random.normal(0, 1, N))
sent32 = numpy.float32(random.normal(0, 0.5, (2, D + 1)))  # the common model in two rounds
x, y, sent = numpy.c_[x32.astype(float), numpy.ones(N)], y32.astype(float), sent32.astype(float)


def gradient(w):
    return x.T @ (x @ w - y) / N


def fine_tune(k):
    w = sent[1].copy()
    for _ in range(k):
        w = w - RATE * gradient(w)
    return w


def ditto(mu):
    own = sent[0].copy()
    for common in sent:
        for _ in range(EPOCHS):
            d_p = gradient(own) + mu * (own - common)
            own = own - RATE * d_p
    return own


def pfedme(lamda, k):
    inside = min(RATE, 1 / lamda)
    for common in sent:
        theta, local = common.copy(), common.copy()
        for _ in range(EPOCHS):
            for _ in range(k):
                theta = theta - inside * (gradient(theta) + lamda * (theta - local))
            local = local - lamda * RATE * (local - theta)
    return theta, local - sent[1]


def apfl(a, adaptive):
    v, shares = sent[0].copy(), []
    for common in sent:
        w = common.copy()
        for step in range(EPOCHS):
            mixed = a * v + (1 - a) * w
            g = gradient(mixed)
            way = (v - w) @ g
            v, w = v - RATE * a * g, w - RATE * gradient(w)
            if adaptive and step == 0:
                a = min(1.0, max(0.0, a - RATE * way))
        shares.append(a)
    return v, w - sent[1], shares, a * v + (1 - a) * sent[1]


def per_fedavg(alpha, second):
    w = sent[1].copy()
    for _ in range(2):  # of 4 batches: two and two, or three and the last one
        g = gradient(w - alpha * gradient(w))
        if second:
            d = 1e-3
            g = g - alpha * (gradient(w + d * g) - gradient(w - d * g)) / (2 * d)
        w = w - RATE * g
    return w - sent[1], sent[1] - alpha * gradient(sent[1])


apfl_v, apfl_delta, shares, apfl_own = apfl(0.3, True)
fixed_v, _, _, fixed_own = apfl(0.6, False)
theta, pfedme_delta = pfedme(6.0, 3)
print(json.dumps({
    "format": 1,
    "numpy": numpy.__version__,
    "pfllib": "d832e76f6a23b833038949ec1e4fdefe63a4d350",
    "rate": RATE,
    "epochs": EPOCHS,
    "sizes": [D],
    "x": x32.ravel().tolist(),
    "y": y32.tolist(),
    "sent": sent32.tolist(),
    "fineTune 3": fine_tune(3).tolist(),
    "ditto 0.7": ditto(0.7).tolist(),
    "pFedMe 6": {"own": theta.tolist(), "delta": pfedme_delta.tolist()},
    "apfl 0.3": {"own": apfl_own.tolist(), "delta": apfl_delta.tolist(), "shares": shares},
    "apfl 0.6 fixed": {"own": fixed_own.tolist()},
    "perFedAvg 0.2": {"own": per_fedavg(0.2, False)[1].tolist(), "delta": per_fedavg(0.2, False)[0].tolist()},
    "perFedAvg 0.2 hessianFree": {"delta": per_fedavg(0.2, True)[0].tolist()},
}, indent=1))
