"""Writes golden/compress.json: what compressors leave of vectors, votes, half floats and rotations, by NumPy and SciPy.

    pip install numpy scipy && python make_compress.py > ../resources/golden/compress.json
"""

import json

import numpy
import scipy
from scipy.linalg import hadamard

random = numpy.random.default_rng(20170714)
ENDS = [24, 36, 40]
vector = numpy.float32(random.normal(0, 1, 40))
vector[[3, 17, 30]] = numpy.float32([2.5, -2.5, 2.5])  # three of one magnitude, where the cut goes through
vector[[5, 9]] = 0
wide = vector.astype(numpy.float64)


def largest(k):
    order = numpy.argsort(-numpy.abs(vector), kind="stable")[:k]
    return numpy.sort(order)


def only(places, values):
    made = numpy.zeros(40)
    made[places] = values
    return made


def top(k):
    return only(largest(k), wide[largest(k)]).tolist()


def ternary(k):
    at = largest(k)
    return only(at, numpy.sign(wide[at]) * numpy.abs(wide[at]).mean()).tolist()


def scales():
    return [float(numpy.abs(layer).mean()) for layer in numpy.split(wide, ENDS[:-1])]


halves = numpy.float32(numpy.concatenate([
    random.normal(0, 1, 30), random.normal(0, 1e-5, 20), random.normal(0, 1e-7, 20), random.normal(0, 2e4, 20),
    [1 + 2**-11, 1 + 3 * 2**-11, 2**-14, 2**-15, 2**-24, 2**-25, 3 * 2**-26, 65503.9, 2047.5, 2048.5, 0, -0.0]]))
halves = halves[numpy.abs(halves) < 65504]

blocks = [numpy.float32(random.normal(0, 1, size)) for size in (1, 2, 8, 64)]

votes = numpy.float32(random.choice([-1, 0, 1], (5, 12)) * random.uniform(0.5, 2, (5, 12)))
magnitudes = numpy.abs(votes.astype(numpy.float64)).mean(1)

print(json.dumps({
    "format": 1,
    "numpy": numpy.__version__,
    "scipy": scipy.__version__,
    "ends": ENDS,
    "vector": wide.tolist(),
    "top": {str(k): top(k) for k in (1, 2, 3, 10, 40)},
    "ternary": {str(k): ternary(k) for k in (1, 2, 10)},
    "scales": scales(),
    "floats": halves.astype(numpy.float64).tolist(),
    "halves": halves.astype(numpy.float16).view(numpy.uint16).tolist(),
    "blocks": [
        [block.astype(numpy.float64).tolist(), (hadamard(len(block)) @ block.astype(numpy.float64) / len(block) ** 0.5).tolist()]
        for block in blocks],
    "votes": votes.astype(numpy.float64).tolist(),
    "majority": (numpy.sign(numpy.sign(votes).sum(0)) * numpy.median(magnitudes)).tolist(),
}))
