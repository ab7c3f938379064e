"""Chebyshev coefficients of (1 + 2 x) exp(x^2) erfc(x) in (x - 3.75) / (x + 3.75), after Shepherd and Laframboise
(Mathematics of Computation 36, 1981), computed anew by mpmath to 40 digits; printed for account/Normal.java.

    python3 -m venv venv && venv/bin/pip install mpmath
    venv/bin/python make_normal.py
"""

import mpmath as mp

mp.mp.dps = 40
K = mp.mpf("3.75")
TERMS = 128


def g(s):
    if s == 1:
        return 2 / mp.sqrt(mp.pi)
    x = K * (1 + s) / (1 - s)
    if x > 40:  # asymptotic series, to more digits than asked for
        total, term, k = mp.mpf(1), mp.mpf(1), 0
        while abs(term) > mp.mpf(10) ** -38 and k < 60:
            k += 1
            term *= -(2 * k - 1) / (2 * x * x)
            total += term
        return (1 + 2 * x) * total / (x * mp.sqrt(mp.pi))
    return (1 + 2 * x) * mp.exp(x * x) * mp.erfc(x)


nodes = [mp.cos(mp.pi * (j + mp.mpf(1) / 2) / TERMS) for j in range(TERMS)]
values = [g(s) for s in nodes]
for k in range(TERMS):
    c = 2 * sum(v * mp.cos(mp.pi * k * (j + mp.mpf(1) / 2) / TERMS) for j, v in enumerate(values)) / TERMS
    if abs(c) < mp.mpf(10) ** -18:
        break
    print("        " + repr(float(c)).replace("e-0", "e-") + ",")
