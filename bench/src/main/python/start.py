"""The start: of the kernel, its first cell and first training; of jshell with a first training in it."""

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import sides

HOME = Path(os.environ["PARLEY_HOME"])
SCRIPT = """var cancer = dataset("breast-cancer");
var run = federation().parties(4).rounds(3).train(logistic(), cancer);
run.accuracy()
"""
TAKES = "about 3 minutes"


def run(chosen, ours, pins, repeats=5):
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "first.jsh")
        script.write_text(SCRIPT)
        seconds = []
        for repeat in range(repeats + 1):
            begun = time.monotonic()
            subprocess.run([HOME / "parley", "shell", script], check=True, capture_output=True)
            seconds.append(time.monotonic() - begun)
        rows.append({"": "jshell: start, first data set and first training", "seconds": f"{statistics.median(seconds[1:]):.2f}"})
        command = [HOME / "parley", "install-kernel", "--prefix", folder, "--measure"]
        measured = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {"title": "Start", "rows": rows, "notes": ["the kernel, by ./parley install-kernel --measure:", *measured.split("\n")]}
