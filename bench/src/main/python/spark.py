"""Rounds on Spark: beside the bare job, beside threads, beside Spark ML's own estimators, and at large sizes."""

import os

import sides

TAKES = "about 10 minutes; fetches Spark's jars the first time (330 MB); a word takes another part: crossover, ml, large"
MASTERS = {"local[2]": "local[2]", "standalone, 2 workers": "standalone"}
CROSSOVER = {
    "10 parties x 60 rows, softmax": ("mnist", "softmax", 1000, 10, 1),
    "100 parties": ("mnist", "softmax", 1000, 100, 1),
    "1,000 parties": ("mnist", "softmax", 1000, 1000, 1),
    "10 parties x 60 rows, 2NN": ("mnist", "2nn", 1000, 10, 1),
    "600 rows": ("mnist", "2nn", 100, 10, 1),
    "6,000 rows": ("mnist", "2nn", 10, 10, 1),
    "10 parties x 6,000 rows, 7,850 parameters": ("mnist", "softmax", 10, 10, 1),
    "199,210 parameters": ("mnist", "2nn", 10, 10, 1),
    "1,796,010 parameters": ("mnist", "1000-1000", 10, 10, 1),
    "10 parties x 6,000 rows, 2NN, 5 epochs": ("mnist", "2nn", 10, 10, 5),
}
CROSSOVER_ROUNDS = 9
# Spark ML's iterations, whose loss is then ours to reach, and how often it is asked: its perceptron takes minutes.
ML = {"softmax": ((10, 20), 3), "mlp": ((10, 30), 1)}
LARGE = {
    "10,000 parties x 6 rows, softmax": ("mnist", "softmax", 10_000, 10_000, 1, 6),
    "4 parties x 360 rows, 10,118,240 parameters": ("digits", "3060-3230", 4, 4, 1, 6),
}


def run(chosen, ours, pins):
    parts = {"rounds": rounds, "crossover": crossover, "ml": ml, "large": large}
    names = chosen or ["rounds"]
    if len(names) != 1 or names[0] not in parts:
        raise SystemExit(f"bench: spark takes one of {', '.join(parts)}, not {' '.join(names)}")
    return parts[names[0]](ours, pins)


def side(ours, pins, main="dev.parley.spark.SparkWorker", classes="PARLEY_SPARK_CLASSES", heap="3g"):
    java, *rest = ours(main)
    rest[rest.index("-Xmx3g")] = f"-Xmx{heap}"
    rest[rest.index("-cp") + 1] = os.environ[classes]
    return sides.Side("Spark", [java, *rest], pins, SPARK_HOME=os.environ["PARLEY_SPARK_HOME"], SPARK_LOCAL_IP="127.0.0.1")


def told(cells):
    sides.say("  " + "  ".join(f"{key}: {value}" for key, value in cells.items()))
    return cells


def rounds(ours, pins):
    rows, engine = [], ""
    for name, master in MASTERS.items():
        with side(ours, pins) as spark:
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
            rows.append(told(cells))
    notes = [engine, "100 parties; the first columns send 199,210 floats each way and compute nothing, the last train on 600 images each"]
    return {"title": "Rounds on Spark", "rows": rows, "notes": notes}


def crossover(ours, pins):
    rows = []
    with side(ours, pins) as here, side(ours, pins) as apart:
        for name, sizes in CROSSOVER.items():
            words = (*sizes, CROSSOVER_ROUNDS)
            questions = [
                ("threads(2)", here, ("sweep", "threads", *words)),
                ("local[2]", here, ("sweep", "local[2]", *words)),
                ("standalone", apart, ("sweep", "standalone", *words)),
            ]
            seconds = sides.medians(sides.in_turn(questions, 3, warm=1))
            cells = {"a round": name, **{f"{place}, ms": sides.short(each * 1e3) for place, each in seconds.items()}}
            for place in ("local[2]", "standalone"):
                cells[f"{place} / threads"] = f"{seconds[place] / seconds['threads(2)']:.2f}"
            rows.append(told(cells))
        notes = [here.engine, "batches of 10; a row says what is another than in the row above it"]
    return {"title": "Where threads on one machine stop winning", "rows": rows, "notes": notes}


def ml(ours, pins):
    rows = []
    with side(ours, pins, "dev.parley.bench.ml.SparkMl", "PARLEY_SPARK_ML_CLASSES", "6g") as spark:
        spark.ask("theirs", "softmax", 2)
        spark.ask("theirs", "mlp", 2)
        for model, (iterations, times) in ML.items():
            for each in iterations:
                theirs = sorted(spark.ask("theirs", model, each) for _ in range(times))[times // 2]
                answers = sides.in_turn([(place, spark, ("ours", model, place, theirs[1])) for place in ("threads", "local[2]")], 3, warm=1)
                seconds = sides.medians(answers)
                cells = {"model": model, "Spark ML's iterations": each, "its s": f"{theirs[0]:.1f}", "its test loss": f"{theirs[1]:.4f}"}
                for place, numbers in answers.items():
                    reached = numbers[0][1] <= theirs[1]
                    cells[f"Parley on {place}, s"] = f"{seconds[place]:.2f}" if reached else f"not reached: {numbers[0][1]:.4f}"
                    cells[f"Spark ML / {place}"] = f"{theirs[0] / seconds[place]:.1f}" if reached else ""
                rows.append(told(cells))
        notes = [
            spark.engine + ", a heap of 6 GB; Spark ML on local[2] with rows in memory, its fit alone; no regularization, one hidden layer of 200",
            "Parley: distributed(), 2 workers, batches of 10 at rate 0.05, an average every 500 steps, until the test loss, looked at after each epoch, is as low; loading and tests counted",
        ]
    return {"title": "Time to the test loss of Spark ML's own estimators, MNIST", "rows": rows, "notes": notes}


def large(ours, pins):
    rows, engine = [], ""
    for name, words in LARGE.items():
        cells = {"a round": name}
        for place in ("threads", "local[2]"):
            # the peak of memory is a process's
            with side(ours, pins) as fresh:
                engine = fresh.engine
                seconds, peak = fresh.ask("sweep", place, *words)
            cells[f"{place}, s"] = sides.short(seconds)
            cells[f"{place}, peak MB"] = f"{peak:,.0f}"
        rows.append(told(cells))
    return {"title": "Large sizes", "rows": rows, "notes": [engine, "medians of rounds 3 to 5; a process each, with a heap of 3 GB at most"]}
