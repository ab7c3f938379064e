"""Whole rounds on MNIST: 100 parties, 10 a round, one epoch in batches of 10, evaluation included; beside PyTorch and Flower.

Parley and the PyTorch loops run on both cores: Parley with two threads, PyTorch in one process of two threads, in two
processes of one, and batched, an expert's way: a process's parties side by side in one `baddbmm`, gradients by hand.
"""

import os
import statistics
from pathlib import Path

import peers
import sides

MODELS = {"2nn": 20, "softmax": 40}
WAYS = {"module, 1 process": ("module", 1), "module, 2 processes": ("module", 2), "batched, 2 processes": ("batched", 2)}
TAKES = "about 6 minutes; a model's name narrows it, flower runs that part alone: ./parley bench round 2nn"


def run(chosen, ours, pins, repeats=5):
    for word in chosen:
        if word not in (*MODELS, "flower"):
            raise SystemExit(f"bench: round has no '{word}'; choose of {', '.join([*MODELS, 'flower'])}")
    models = [name for name in MODELS if name in chosen] or MODELS
    found, missing = peers.torches()
    mnist = {"PARLEY_MNIST": os.path.join(os.environ["PARLEY_HOME"], "datasets", "mnist")}
    script = str(Path(__file__).with_name("torch_peer.py"))
    contestants = {"Parley": sides.Side("Parley", ours("dev.parley.bench.Worker"), pins)}
    for name, command in found:
        # one process takes both cores by threads, two take one each
        contestants[name, 1] = sides.Side(name, [*command, script], pins, threads=2, **mnist)
        contestants[name, 2] = sides.Side(name, [*command, script], pins, threads=1, **mnist)
    rows = []
    for model in models if chosen != ["flower"] else []:
        rounds = MODELS[model]
        questions = [("Parley", contestants["Parley"], ("round", model, rounds, 2))]
        for name, _ in found:
            for way, (how, processes) in WAYS.items():
                side = contestants[name, processes]
                questions.append((f"{name}, {way}", side, ("round", model, how, processes, rounds // 4)))
        answers = sides.in_turn(questions, repeats)
        rows += [row(model, rounds, rounds // 4, answers)]
        sides.say("  " + "  ".join(f"{key}: {value}" for key, value in rows[-1].items()))
    notes = [f"{side.name}: {side.engine}" for key, side in contestants.items() if key == "Parley" or key[1] == 1]
    for side in contestants.values():
        side.__exit__()
    return {"title": "A round on MNIST, milliseconds (medians of series taken in turn)", "rows": rows, "notes": notes + missing}


def row(model, ours, theirs, answers):
    medians = sides.medians(answers)
    mine = medians["Parley"]
    cells = {"model": model}
    cells.update({column: f"{seconds * 1e3:.3g}" for column, seconds in medians.items()})
    loops = [seconds for column, seconds in medians.items() if "module, 2" in column]
    batched = [seconds for column, seconds in medians.items() if "batched" in column]
    if loops:
        cells["2 processes / Parley"] = f"{min(loops) / mine:.1f}"
        cells["batched / Parley"] = f"{min(batched) / mine:.1f}"
    accuracies = [statistics.median(each[1] for each in numbers) for numbers in answers.values()]
    cells["accuracy"] = f"{accuracies[0]:.3f} after {ours} rounds, others " + "/".join(
        f"{each:.3f}" for each in accuracies[1:]
    ) + f" after {theirs}"
    return cells
