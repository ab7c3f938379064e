"""Rounds on Spark: beside the bare job that collects the same bytes, and beside threads."""

import os

import sides

TAKES = "about 5 minutes; fetches Spark's jars the first time (280 MB)"
MASTERS = {"local[2]": "local[2]", "two workers": "local-cluster[2,1,2048]"}


def run(chosen, ours, pins):
    java, *rest = ours("dev.parley.spark.SparkWorker")
    rest[rest.index("-cp") + 1] = os.environ["PARLEY_SPARK_CLASSES"]
    home = os.environ["PARLEY_SPARK_HOME"]
    rows, engine = [], ""
    for name, master in MASTERS.items():
        with sides.Side("Spark", [java, *rest], pins, SPARK_HOME=home, SPARK_LOCAL_IP="127.0.0.1") as spark:
            engine = spark.engine
            questions = [(work, spark, (work, master)) for work in ("engine", "bare")]
            seconds = sides.medians(sides.in_turn(questions, 3, warm=1))
            cells = {"where": name, "ms a round": f"{seconds['engine'] * 1e3:.0f}", "bare job": f"{seconds['bare'] * 1e3:.0f}"}
            cells["ratio"] = f"{seconds['engine'] / seconds['bare']:.2f}"
            for model in ("softmax", "2nn"):
                questions = [(place, spark, ("train", model, where)) for place, where in (("Spark", master), ("threads", "threads"))]
                trained = sides.medians(sides.in_turn(questions, 3, warm=1))
                cells[f"{model}, ms on Spark"] = f"{trained['Spark'] * 1e3:.0f}"
                cells[f"{model}, ms on threads"] = f"{trained['threads'] * 1e3:.0f}"
            rows.append(cells)
            sides.say("  " + "  ".join(f"{key}: {value}" for key, value in cells.items()))
    notes = [engine, "100 parties; the first columns send 199,210 floats each way and compute nothing, the last train on 600 images each"]
    return {"title": "Rounds on Spark", "rows": rows, "notes": notes}
