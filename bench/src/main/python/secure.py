"""Secure sums of 100 updates of 200,000 floats, one thread: a party, the coordinator, bytes, beside Flower's functions."""

import statistics
from pathlib import Path

import peers
import sides

TAKES = "about three minutes"
PARTIES, LENGTH = 100, 200_000
LEAVING = (0, 10, 30)
CROWD = 1000
TITLE = "Secure sums, one thread"


def run(chosen, ours, pins, repeats=3):
    command, why = peers.flower()
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        notes = [f"Parley: {parley.engine}"]
        speed, agreement, sharing = best(parley, "masks")
        notes.append(
            f"masks: {speed:.1f} GB/s expanded and added; an agreement {agreement:.0f} us, sharing one secret 67 of 100"
            f" {sharing / 1e3:.2f} ms"
        )
        for way in ("open", "hidden"):
            seconds, processors, memory, load = parley.ask("crowd", CROWD, way)
            notes.append(
                f"a whole round of {CROWD:,} parties, 2NN on MNIST, {way}: {seconds:.1f} s, {processors:.1f} s of"
                f" processors, {memory:.0f} MB at most, load {load:.1f}"
            )
        if not command:
            return {"title": TITLE, "rows": rows(parley, None, repeats), "notes": [*notes, why]}
        script = str(Path(__file__).with_name("flower_secure_peer.py"))
        with sides.Side("Flower", [*command, script], pins) as flower:
            mask, share = flower.ask("mask")
            notes.append(f"Flower: {flower.engine}; a mask {mask:.2f} ms, sharing one key 67 of 100 {share:.0f} ms")
            return {"title": TITLE, "rows": rows(parley, flower, repeats), "notes": notes}


def best(side, *question, tries=3):
    return max((side.ask(*question) for _ in range(tries)), key=lambda answer: answer[0])


def rows(parley, flower, repeats):
    made = []
    for neighbors in (0, 1):
        for leaving in LEAVING if not neighbors else LEAVING[:2]:
            questions = [("Parley", parley, ("secure", PARTIES, LENGTH, leaving, neighbors))]
            if flower and not neighbors:
                questions.append(("Flower", flower, ("secure", PARTIES, LENGTH, leaving)))
            answers = sides.in_turn(questions, repeats, warm=1)
            party, coordinator, up, down, plain = (statistics.median(each) for each in zip(*answers["Parley"]))
            whole = PARTIES * party + coordinator
            row = {
                "neighbors": "few" if neighbors else "all",
                "leave": leaving,
                "a party, ms": sides.short(party * 1e3),
                "coordinator, ms": sides.short(coordinator * 1e3),
                "KB up": f"{up / 1e3:.0f}",
                "of plain": f"{up / plain:.0%}",
                "Flower, a party, ms": "",
                "coordinator, ms ": "",
                "KB up ": "",
                "whole round, ratio": "",
            }
            if "Flower" in answers:
                theirs, their_coordinator, their_up = (statistics.median(each) for each in zip(*answers["Flower"]))
                row["Flower, a party, ms"] = sides.short(theirs * 1e3)
                row["coordinator, ms "] = sides.short(their_coordinator * 1e3)
                row["KB up "] = f"{their_up / 1e3:.0f}"
                row["whole round, ratio"] = f"{(PARTIES * theirs + their_coordinator) / whole:.1f}"
            made.append(row)
    return made
