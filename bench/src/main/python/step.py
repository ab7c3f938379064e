"""One step of SGD on one thread: rows gathered, gradient taken, update made; beside PyTorch.

Rows are MNIST's, or those of a table of 13 columns, shuffled anew each epoch. The time is the processor's, which equals
the clock's on an idle machine and is disturbed less by other work.
"""

import os
from pathlib import Path

import peers
import sides

MODELS = ("linear", "softmax", "2nn", "cnn")
BATCHES = (10, 32, 64, 256)
WAYS = {"module": "module", "hand": "by hand"}
ADDED = ("plain", "momentum", "fedProx", "scaffold", "fedDyn", "clip", "long", "mimeLite", "adam", "moon", "mime")
ONCE = ("gradient", "moonOnce")
TAKES = (
    "about 3 minutes; a model's name and a batch size narrow it: ./parley bench step softmax 10; corrections shows instead"
    " what clients add to a step: ./parley bench step corrections 2nn"
)


def run(chosen, ours, pins, slices=9, about=0.15):
    """Rows of a table, and who took part."""
    known = ("corrections", *MODELS, *map(str, BATCHES))
    for word in chosen:
        if word not in known:
            raise SystemExit(f"bench: step has no '{word}'; choose of {', '.join(known)}")
    models = [name for name in MODELS if name in chosen] or MODELS
    batches = [size for size in BATCHES if str(size) in chosen] or BATCHES
    if "corrections" in chosen:
        return corrections(models, batches, ours, pins, slices, about)
    found, missing = peers.torches()
    script = str(Path(__file__).with_name("torch_peer.py"))
    mnist = os.path.join(os.environ["PARLEY_HOME"], "datasets", "mnist")
    contestants = [sides.Side("Parley", ours("dev.parley.bench.Worker"), pins)]
    contestants += [sides.Side(name, [*command, script], pins, PARLEY_MNIST=mnist) for name, command in found]
    rows = []
    for model in models:
        for batch in batches:
            questions = [("Parley", contestants[0], ("step", model, batch, about))]
            for side in contestants[1:]:
                for way, words in WAYS.items() if model != "cnn" else [("module", WAYS["module"])]:
                    questions.append((f"{side.name}, {words}", side, ("step", model, way, batch, about)))
            answers = sides.in_turn(questions, slices, warm=3)
            rows.append(row(model, batch, sides.medians(answers)))
            sides.say("  " + "  ".join(f"{key}: {value}" for key, value in rows[-1].items()))
    engines = [f"{side.name}: {side.engine}; 1 thread" for side in contestants]
    for side in contestants:
        side.__exit__()
    said = "module: nn.Module, autograd and optim.SGD, what people write; by hand: gradients and update written out"
    return {"title": "One step, microseconds (medians of slices taken in turn)", "rows": rows, "notes": [*engines, said, *missing]}


def corrections(models, batches, ours, pins, slices, about):
    """What a client adds to a step, beside a step with momentum."""
    rows = []
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        for model in models:
            for batch in batches:
                added = [each for each in (*ADDED, *ONCE) if model != "softmax" or not each.startswith("moon")]
                questions = [(each, parley, ("corrected", model, batch, each, about)) for each in added]
                medians = sides.medians(sides.in_turn(questions, slices, warm=3))
                cells = {"model": model, "batch": batch, "plain": sides.short(medians["plain"] * 1e6)}
                cells["momentum"] = sides.short(medians["momentum"] * 1e6)
                for each in (*ADDED[2:], *ONCE):
                    cells[f"{each} / momentum"] = f"{medians[each] / medians['momentum']:.2f}" if each in medians else ""
                rows.append(cells)
                sides.say("  " + "  ".join(f"{key}: {value}" for key, value in cells.items()))
        notes = [
            f"{parley.name}: {parley.engine}; 1 thread",
            "clip: clipGradient(c) that shortens every gradient; long: one that shortens none, and looks at each",
            "adam: mimeLite().adam(r); mime: two gradients; moon: mu of 1, on plain steps",
            "gradient, moonOnce: what mime and mimeLite, or moon, do once a round for as many rows as a step has",
        ]
    return {"title": "One step with corrections, microseconds, and ratios to momentum's", "rows": rows, "notes": notes}


def row(model, batch, medians):
    mine = medians["Parley"]
    cells = {"model": model, "batch": batch}
    cells.update({column: sides.short(seconds * 1e6) for column, seconds in medians.items()})
    others = {column: seconds for column, seconds in medians.items() if column != "Parley"}
    written = [seconds for column, seconds in others.items() if column.endswith(WAYS["module"])]
    if written:
        cells["fastest module / Parley"] = f"{min(written) / mine:.1f}"
        cells["fastest / Parley"] = f"{min(others.values()) / mine:.1f}"
    return cells
