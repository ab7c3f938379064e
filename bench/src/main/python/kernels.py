"""JMH on our kernels alone: a step, an aggregation, a partition; for comparing one change of ours with another."""

import os
import subprocess

import sides

TAKES = "about 1 minute; what follows goes to JMH: ./parley bench kernels step -p model=2nn"


def run(chosen, ours, pins):
    environment = {key: value for key, value in os.environ.items() if key not in sides.PINS}
    environment.update(pins, OMP_NUM_THREADS="1")
    target = os.path.join(os.environ["PARLEY_HOME"], "target", "bench", "jmh.json")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    code = subprocess.run(ours("org.openjdk.jmh.Main", "-rf", "json", "-rff", target, *chosen), env=environment).returncode
    if code != 0:
        raise SystemExit(f"bench: JMH ended with code {code}")
    return {"title": "Kernels under JMH", "rows": [], "notes": [f"JMH's own JSON is {target}"]}
