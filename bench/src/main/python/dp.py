"""One step of DP-SGD on one thread: each row's gradient bounded, noise on their sum; beside Opacus.

Batches of MNIST's rows of one size, gathered each step; drawing them is left out on all sides. The time is the processor's,
which equals the clock's on an idle machine and is disturbed less by other work.
"""

import os
from pathlib import Path

import peers
import sides

MODELS = ("softmax", "2nn", "cnn")
BATCHES = (64, 256)
OURS = {"bounded": "bounded, no noise", "fast": "fastNoise()", "grid": "dpSgd"}
THEIRS = {"plain": "PyTorch, plain", "ghost": "Opacus, ghost clipping", "samples": "Opacus, its default"}
TAKES = "about 4 minutes; a model's name and a batch size narrow it: ./parley bench dp 2nn 256"


def run(chosen, ours, pins, slices=7, about=0.3):
    """Rows of a table, and who took part."""
    known = (*MODELS, *map(str, BATCHES))
    for word in chosen:
        if word not in known:
            raise SystemExit(f"bench: dp has no '{word}'; choose of {', '.join(known)}")
    models = [name for name in MODELS if name in chosen] or MODELS
    batches = [size for size in BATCHES if str(size) in chosen] or BATCHES
    mnist = os.path.join(os.environ["PARLEY_HOME"], "datasets", "mnist")
    command, missing = peers.opacus()
    parley = sides.Side("Parley", ours("dev.parley.bench.Worker"), pins)
    peer = None
    if command:
        script = str(Path(__file__).with_name("opacus_peer.py"))
        peer = sides.Side("Opacus", [*command, script], pins, PARLEY_MNIST=mnist)
    rows = []
    for model in models:
        for batch in batches:
            questions = [("plain", parley, ("step", model, batch, about))]
            questions += [(said, parley, ("dp", model, batch, kind, about)) for kind, said in OURS.items()]
            if peer:
                questions += [(said, peer, ("dp", model, how, batch, about)) for how, said in THEIRS.items()]
            rows.append(row(model, batch, sides.medians(sides.in_turn(questions, slices, warm=6))))
            sides.say("  " + "  ".join(f"{key}: {value}" for key, value in rows[-1].items()))
    grid, fast = zip(*sides.in_turn([("noise", parley, ("samplers",))], 5, warm=1)["noise"])
    notes = [f"{parley.name}: {parley.engine}; 1 thread"]
    if peer:
        notes.append(f"{peer.name}: {peer.engine}; 1 thread")
    notes.append(
        f"noise alone, nanoseconds a number: {sides.short(sorted(grid)[2])} exact on a grid, {sides.short(sorted(fast)[2])}"
        " by floats; both from AES in counter mode"
    )
    for side in (parley, peer):
        if side:
            side.__exit__()
    if missing:
        notes.append(missing)
    return {"title": "One step of DP-SGD, microseconds (medians of slices taken in turn)", "rows": rows, "notes": notes}


def row(model, batch, medians):
    cells = {"model": model, "batch": batch}
    cells.update({column: sides.short(seconds * 1e6) for column, seconds in medians.items()})
    cells["bounded / plain"] = f"{medians[OURS['bounded']] / medians['plain']:.2f}"
    for kind in ("ghost", "samples"):
        if THEIRS[kind] in medians:
            cells[f"{THEIRS[kind]} / dpSgd"] = f"{medians[THEIRS[kind]] / medians[OURS['grid']]:.1f}"
    return cells
