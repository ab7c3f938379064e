"""A round of 10 parties that do nothing: what the library itself costs, for 199,210 parameters."""

import sides

TAKES = "30 seconds"


def run(chosen, ours, pins):
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        answers = sides.in_turn([("milliseconds a round", parley, ("overhead", 2000, 2))], 7, warm=2)
        median = sides.medians(answers)["milliseconds a round"]
        rows = [{"parties": 10, "parameters": "199,210", "milliseconds a round": f"{median * 1e3:.2f}"}]
        return {"title": "A round of empty clients, 2 threads", "rows": rows, "notes": [f"Parley: {parley.engine}"]}
