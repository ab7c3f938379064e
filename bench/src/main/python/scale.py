"""10 to 10,000 parties of 60 rows, 100 of them a round: time of a party's round, and the peak of memory."""

import sides

MODELS = ("softmax", "2nn")
PARTIES = (10, 100, 1000, 10_000)
LONG, SHORT = 1000, 50
COHORT = 100
TAKES = "about 5 minutes; a model's name narrows it"


def run(chosen, ours, pins):
    models = [name for name in MODELS if name in chosen] or MODELS
    rows, engine = [], ""
    for model in models:
        for parties in PARTIES:
            cells = {"model": model, "parties": f"{parties:,}"}
            peaks = {}
            for rounds in (SHORT, LONG):
                if rounds == LONG and parties not in (100, 10_000):
                    continue
                # a process each, since the peak of memory is a process's
                with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins, threads=1) as parley:
                    engine = parley.engine
                    parley.ask("scale", model, 100, 10, 2)
                    # few parties take more rounds for as much work, over which opening and evaluation are spread
                    more = max(1, COHORT // parties)
                    seconds, peaks[rounds] = parley.ask("scale", model, parties, rounds * more, 2)
                cells[f"µs a party's round, {rounds} rounds"] = f"{seconds * 1e6:.0f}"
                cells[f"peak MB, {rounds} rounds"] = f"{peaks[rounds]:.0f}"
            if LONG in peaks:
                cells[f"peak of {LONG} / of {SHORT} rounds"] = f"{peaks[LONG] / peaks[SHORT]:.3f}"
            rows.append(cells)
            sides.say("  " + "  ".join(f"{key}: {value}" for key, value in cells.items()))
    # the first row has all columns
    columns = {key: "" for cells in rows for key in cells}
    rows = [{**columns, **cells} for cells in rows]
    notes = [f"Parley: {engine}", f"10 parties take {COHORT // 10} times the rounds"]
    return {"title": f"Parties of 60 rows, {COHORT} a round, 2 threads", "rows": rows, "notes": notes}
