"""A csv file to a table: Parley's reader beside Tablesaw's own, in one process."""

import sides

TAKES = "1 minute"


def run(chosen, ours, pins):
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        answers = sides.in_turn(
            [("Parley", parley, ("read", 285000, 32, "parley")), ("Tablesaw", parley, ("read", 285000, 32, "tablesaw"))], 7, warm=2
        )
        seconds = sides.medians(answers)
        rows = [
            {
                "rows x columns": "285,000 x 32",
                "Parley, s": f"{seconds['Parley']:.2f}",
                "Tablesaw, s": f"{seconds['Tablesaw']:.2f}",
                "ratio": f"{seconds['Parley'] / seconds['Tablesaw']:.2f}",
            }
        ]
        return {"title": "Reading a csv file", "rows": rows, "notes": [f"Parley: {parley.engine}"]}
