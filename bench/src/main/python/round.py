"""Whole rounds on MNIST: 100 parties, 10 a round, one epoch in batches of 10, evaluation included; beside PyTorch and Flower.

Parley takes two threads; PyTorch one process, then two, a thread each, and batched, an expert's way: a
process's parties side by side in one `baddbmm`, gradients by hand.
"""

import json
import os
import statistics
import subprocess
import time
from pathlib import Path

import peers
import sides

MODELS = {"2nn": 50, "softmax": 100, "cnn": 4}
WAYS = {"module, 1 process": ("module", 1), "module, 2 processes": ("module", 2), "batched, 2 processes": ("batched", 2)}
TAKES = "about 8 minutes; a model's name narrows it, flower runs that part alone: ./parley bench round 2nn"


def run(chosen, ours, pins, repeats=3):
    for word in chosen:
        if word not in (*MODELS, "flower"):
            raise SystemExit(f"bench: round has no '{word}'; choose of {', '.join([*MODELS, 'flower'])}")
    models = [name for name in MODELS if name in chosen] or MODELS
    found, missing = peers.torches()
    mnist = {"PARLEY_MNIST": os.path.join(os.environ["PARLEY_HOME"], "datasets", "mnist")}
    script = str(Path(__file__).with_name("torch_peer.py"))
    contestants = {"Parley": sides.Side("Parley", ours("dev.parley.bench.Worker"), pins)}
    for name, command in found:
        contestants[name] = sides.Side(name, [*command, script], pins, **mnist)
    rows = []
    for model in models if "flower" not in chosen else []:
        rounds = MODELS[model]
        questions = [("Parley", contestants["Parley"], ("round", model, rounds, 2))]
        for name, _ in found:
            for way, (how, processes) in WAYS.items():
                if model == "cnn" and how == "batched":
                    continue
                questions.append((f"{name}, {way}", contestants[name], ("round", model, how, processes, max(1, rounds // 4))))
        answers = sides.in_turn(questions, repeats)
        rows += [row(model, rounds, max(1, rounds // 4), answers)]
        sides.say("  " + "  ".join(f"{key}: {value}" for key, value in rows[-1].items()))
    if found and found[0][0] == peers.NEWEST and (not chosen or "flower" in chosen):
        rows += [flower(found[0][1], contestants["Parley"], model, pins, mnist) for model in models if model != "cnn"]
        missing.append("Flower's ratios are of a round alone, and of a run of 10 rounds with the start of both sides")
    notes = [f"{side.name}: {side.engine}" for side in contestants.values()]
    for side in contestants.values():
        side.__exit__()
    columns = {key: "" for cells in rows for key in cells}
    rows = [{**columns, **cells} for cells in rows]
    return {"title": "A round on MNIST, milliseconds (medians of series taken in turn)", "rows": rows, "notes": notes + missing}


def flower(command, parley, model, pins, mnist, rounds=10):
    """A run of Flower's simulation, a process as it would be started, then ours in a warm process and in a fresh one."""
    environment = {key: value for key, value in os.environ.items() if key not in sides.PINS}
    environment.update(pins, OMP_NUM_THREADS="1", RAY_USAGE_STATS_ENABLED="0", FLWR_TELEMETRY_ENABLED="0", **mnist)
    script = Path(__file__).with_name("flower_peer.py")
    begun = time.monotonic()
    ran = subprocess.run([*command, script, model, str(rounds)], env=environment, capture_output=True, text=True)
    theirs = time.monotonic() - begun
    if ran.returncode != 0:
        raise SystemExit(f"bench: Flower's simulation ended with code {ran.returncode}\n{ran.stderr[-2000:]}")
    ended = json.loads(ran.stdout.strip().split("\n")[-1])
    # the first round starts the actors and reads the rows in each
    each = (ended["seconds"][-1] - ended["seconds"][1]) / (rounds - 1)
    mine = statistics.median(parley.ask("round", model, rounds, 2)[0] for _ in range(3))
    begun = time.monotonic()
    with sides.Side("Parley", parley.process.args, pins) as fresh:
        fresh.ask("round", model, rounds, 2)
        whole = time.monotonic() - begun
    return {
        "model": model,
        "Parley": f"{sides.short(mine * 1e3)}; a run of {rounds} from the start {whole:.1f} s",
        "Flower": f"{sides.short(each * 1e3)}; a run of {rounds} from the start {theirs:.1f} s",
        "Flower / Parley": f"{each / mine:.0f}; with the start {theirs / whole:.0f}",
    }


def row(model, ours, theirs, answers):
    medians = sides.medians(answers)
    mine = medians["Parley"]
    cells = {"model": model}
    cells.update({column: sides.short(seconds * 1e3) for column, seconds in medians.items()})
    loops = [seconds for column, seconds in medians.items() if "module, 2" in column]
    batched = [seconds for column, seconds in medians.items() if "batched" in column]
    if loops:
        cells["2 processes / Parley"] = f"{min(loops) / mine:.1f}"
    if batched:
        cells["batched / Parley"] = f"{min(batched) / mine:.1f}"
    accuracies = [statistics.median(each[1] for each in numbers) for numbers in answers.values()]
    cells["accuracy"] = f"{accuracies[0]:.3f} after {ours} rounds, others " + "/".join(
        f"{each:.3f}" for each in accuracies[1:]
    ) + f" after {theirs}"
    return cells
