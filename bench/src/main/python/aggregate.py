"""Aggregation on one thread: means of 100 updates of 200,000 floats beside the machine's reading of as much memory, and
median and trimmed mean beside NumPy's."""

import statistics
from pathlib import Path

import peers
import sides

TAKES = "about a minute"

SHAPES = ((10, 200_000), (100, 200_000), (1000, 20_000))


def run(chosen, ours, pins, repeats=7):
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        rows = means(parley, repeats)
        notes = [f"Parley: {parley.engine}"]
        command, why = peers.numpy()
        if command:
            script = str(Path(__file__).with_name("numpy_peer.py"))
            with sides.Side("NumPy", [*command, script], pins) as numpy:
                rows += [row for shape in SHAPES for row in rules(shape, parley, numpy, repeats)]
                notes.append(f"NumPy: {numpy.engine}; its trimmed mean sorts")
        else:
            notes.append(why)
        return {"title": "Aggregation, one thread", "rows": rows, "notes": notes}


def means(parley, repeats):
    answers = sides.in_turn([("all", parley, ("aggregate",))], repeats)["all"]
    reading, mean, weighted = (statistics.median(each[i] for each in answers) for i in range(3))
    return [
        {"": name, "GB/s": f"{speed:.1f}", "of reading": f"{speed / reading:.0%}", "ms": "", "NumPy, ms": "", "ratio": ""}
        for name, speed in (("reading 80 MB", reading), ("mean", mean), ("weighted mean", weighted))
    ]


def rules(shape, parley, numpy, repeats):
    questions = [(side.name, side, ("rules", *shape)) for side in (parley, numpy)]
    answers = sides.in_turn(questions, repeats, warm=5)
    rows = []
    for i, name in enumerate(("median", "trimmed mean, 10 % at each end")):
        ours, theirs = (statistics.median(each[i] for each in answers[side.name]) for side in (parley, numpy))
        rows.append(
            {
                "": f"{name} of {shape[0]} x {shape[1]:,}",
                "ms": sides.short(ours * 1e3),
                "NumPy, ms": sides.short(theirs * 1e3),
                "ratio": f"{theirs / ours:.1f}",
            }
        )
    return rows
