"""The mean and the weighted mean of 100 updates of 200,000 floats, beside the machine's reading of as much memory."""

import statistics

import sides

TAKES = "20 seconds"


def run(chosen, ours, pins):
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        answers = sides.in_turn([("all", parley, ("aggregate",))], 7)["all"]
        reading, mean, weighted = (statistics.median(each[i] for each in answers) for i in range(3))
        rows = [
            {"": name, "GB/s": f"{speed:.1f}", "of reading": f"{speed / reading:.0%}"}
            for name, speed in (("reading 80 MB", reading), ("mean", mean), ("weighted mean", weighted))
        ]
        return {"title": "Aggregation of 80 MB, one thread", "rows": rows, "notes": [f"Parley: {parley.engine}"]}
