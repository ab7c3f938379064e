"""Rules that withstand attackers on 100 updates of 200,000 floats, one thread, beside Flower's functions and NumPy."""

import statistics
from pathlib import Path

import peers
import sides

TAKES = "about two minutes"
SHAPE = (100, 200_000)
OURS = ("products of all pairs", "krum", "multiKrum", "bulyan", "median", "trimmedMean", "geometricMedian", "centeredClipping")
# Flower's bulyan works out all distances anew for each update it selects, and would take minutes
THEIRS = ("products of all pairs", "krum", "multiKrum", "median", "trimmedMean")


def run(chosen, ours, pins, repeats=5):
    command, why = peers.flower()
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        notes = [f"Parley: {parley.engine}"]
        if not command:
            answers = sides.in_turn([("Parley", parley, ("robust", *SHAPE))], repeats, warm=2)
            return {"title": TITLE, "rows": rows(answers, []), "notes": [*notes, why]}
        script = str(Path(__file__).with_name("flower_rules_peer.py"))
        with sides.Side("Flower", [*command, script], pins) as flower:
            questions = [(side.name, side, ("robust", *SHAPE)) for side in (parley, flower)]
            answers = sides.in_turn(questions, repeats, warm=2)
            notes.append(f"Flower: {flower.engine}; of the products of all pairs a double gemm of NumPy's")
            return {"title": TITLE, "rows": rows(answers, THEIRS), "notes": notes}


TITLE = "Robust rules, one thread, milliseconds"


def rows(answers, theirs):
    made = []
    for i, name in enumerate(OURS):
        mine = statistics.median(each[i] for each in answers["Parley"])
        row = {"": name, "Parley": sides.short(mine * 1e3), "Flower": "", "ratio": ""}
        if name in theirs:
            other = statistics.median(each[theirs.index(name)] for each in answers["Flower"])
            row.update(Flower=sides.short(other * 1e3), ratio=f"{other / mine:.1f}")
        made.append(row)
    return made
