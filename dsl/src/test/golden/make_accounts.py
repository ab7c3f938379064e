"""Golden values for privacy accounts: Google's dp_accounting, PLD_accounting (Feldman and Shenfeld) and mpmath.

Makes ../resources/golden/accounts.json, which the tests of dev.parley.account read.

    python3 -m venv venv && venv/bin/pip install dp-accounting==0.6.0 PLD-accounting==2.0 mpmath
    venv/bin/python make_accounts.py
"""

import json
import pathlib

import dp_accounting as dpa
import mpmath as mp
from dp_accounting.pld import pld_privacy_accountant
from dp_accounting.rdp import rdp_privacy_accountant
from PLD_accounting import gaussian_allocation_epsilon_range

OUT = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden" / "accounts.json"
mp.mp.dps = 40


def sampled(z, q, rounds):
    event = dpa.GaussianDpEvent(z) if q == 1 else dpa.PoissonSampledDpEvent(q, dpa.GaussianDpEvent(z))
    return dpa.SelfComposedDpEvent(event, rounds)


def pld(event, delta, interval=1e-4):
    accountant = pld_privacy_accountant.PLDAccountant(value_discretization_interval=interval)
    return accountant.compose(event).get_epsilon(delta)


def renyi_exact(z, q, order):
    """Quadrature of the Renyi divergence, the unit taken away."""
    z, q, order = mp.mpf(z), mp.mpf(q), mp.mpf(order)
    f = lambda x: mp.npdf(x, 0, z) * (1 - q + q * mp.exp((2 * x - 1) / (2 * z * z))) ** order
    edges = [-20 * z, -5 * z, 0, 1, order / 2, order, order + 5 * z, order + 20 * z]
    return float(mp.log(mp.quad(f, sorted(edges))) / (order - 1))


def delta_exact(mu, epsilon):
    mu, epsilon = mp.mpf(mu), mp.mpf(epsilon)
    return float(mp.ncdf(mu / 2 - epsilon / mu) - mp.exp(epsilon) * mp.ncdf(-mu / 2 - epsilon / mu))


def main():
    rows = [(0.01, 1, 1000, 1e-5), (0.1, 1, 100, 1e-5), (0.1, 1.1, 100, 1e-5), (0.1, 1, 20, 1e-3), (0.1, 1, 20, 1e-5),
            (0.25, 1, 20, 1e-3), (1, 1, 1, 1e-5), (1, 1, 20, 1e-5), (1, 4, 20, 1e-5), (0.04, 1.5, 2250, 1e-5),
            (5000 / 763430, 1, 5000, 1e-9), (0.01, 0.5, 200, 1e-7), (0.5, 2, 50, 1e-6), (0.9, 1, 5, 1e-5),
            (0.001, 0.8, 10000, 1e-8)]
    epsilons = [{"q": q, "z": z, "rounds": t, "delta": d, "pld": pld(sampled(z, q, t), d)} for q, z, t, d in rows]

    mixed = dpa.ComposedDpEvent([sampled(1, 0.05, 100), sampled(1.5, 0.2, 30), sampled(8, 1, 10)])
    renyi = [{"z": z, "q": q, "order": a, "value": renyi_exact(z, q, a)}
             for z, q, a in [(2.5, 0.01, 1.5), (2.5, 0.01, 2.5), (1, 0.1, 1.1), (1, 0.1, 3.2), (0.7, 0.3, 5.5),
                             (1.5, 0.6, 2.7), (4, 0.01, 32), (1, 0.9, 10.9)]]
    gaussian = [{"mu": mu, "epsilon": e, "delta": delta_exact(mu, e)}
                for mu, e in [(3, 1), (1, 1), (0.1, 0.5), (0.5, 5), (4.5, 30), (0.01, 0.02)]]
    allocations = []
    for z, k, t in [(1, 1, 10), (1, 1, 100), (2, 10, 100), (1, 10, 100), (0.5, 1, 100), (1, 1, 1000)]:
        high, low = gaussian_allocation_epsilon_range(delta=1e-5, sigma=z, num_steps=t, num_selected=k)
        allocations.append({"z": z, "k": k, "rounds": t, "delta": 1e-5, "low": low, "high": high})

    OUT.write_text(json.dumps({"format": 1, "epsilons": epsilons, "mixed": pld(mixed, 1e-6), "renyi": renyi,
                               "gaussian": gaussian, "allocations": allocations}, indent=1) + "\n")


main()
