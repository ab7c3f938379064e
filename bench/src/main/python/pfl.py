"""The public set-up of pfl-research's benchmark: 1000 users of 50 images, 50 a round; beside the same loop in PyTorch.

Images of 32 x 32 x 3 are noise, which takes as long as CIFAR-10's. The simple CNN: conv 32, conv 64 (3 x 3, valid), max
pool, dropout, dense 128, dropout, dense 10; 1,626,442 parameters; one epoch in batches of 10, learning rate 0.1.
"""

import os
from pathlib import Path

import peers
import sides

TAKES = "about 5 minutes"
ROUNDS = 4


def run(chosen, ours, pins, repeats=3):
    found, missing = peers.torches()
    script = str(Path(__file__).with_name("torch_peer.py"))
    mnist = os.path.join(os.environ["PARLEY_HOME"], "datasets", "mnist")
    contestants = [sides.Side("Parley", ours("dev.parley.bench.Worker"), pins)]
    contestants += [sides.Side(name, [*command, script], pins, PARLEY_MNIST=mnist) for name, command in found]
    questions = [("Parley, 2 threads", contestants[0], ("pfl", ROUNDS, 2))]
    questions += [(f"{side.name}, 2 processes", side, ("pfl", 2, ROUNDS)) for side in contestants[1:]]
    medians = sides.medians(sides.in_turn(questions, repeats))
    rows = [{"": column, "seconds for 100 rounds": f"{seconds * 100:.0f}"} for column, seconds in medians.items()]
    notes = [f"{side.name}: {side.engine}" for side in contestants]
    notes.append(f"100 times a round, of the median of {repeats} series of {ROUNDS} rounds")
    for side in contestants:
        side.__exit__()
    return {"title": "pfl-research's benchmark", "rows": rows, "notes": notes + missing}
