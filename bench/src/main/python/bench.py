"""./parley bench: lists the benchmarks, runs the named ones, prints tables for docs/benchmarks.md and writes JSON."""

import json
import os
import sys
from pathlib import Path

import aggregate
import compression
import dp
import kernels
import machine
import overhead
import pfl
import read
import round as rounds
import rules
import scale
import secure
import sides
import spark
import start
import step

HOME = Path(os.environ["PARLEY_HOME"])
ALL = {
    "step": step,
    "dp": dp,
    "round": rounds,
    "pfl": pfl,
    "scale": scale,
    "overhead": overhead,
    "aggregate": aggregate,
    "rules": rules,
    "compression": compression,
    "secure": secure,
    "read": read,
    "spark": spark,
    "start": start,
    "kernels": kernels,
}


def ours(main, *arguments):
    """The command of one of our own programs."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java")
    flags = os.environ["PARLEY_JAVA_FLAGS"].split()
    return [java, *flags, "-Xmx3g", "-cp", os.environ["PARLEY_BENCH_CLASSES"], main, *arguments]


def table(rows):
    columns = list(rows[0])
    lines = [columns, ["---"] * len(columns), *([str(row.get(column, "")) for column in columns] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def show(result, facts, pins):
    print(f"\n### {result['title']}\n")
    print(machine.text(facts))
    if pins:
        print("\nwith " + ", ".join(f"{key}={value}" for key, value in pins.items()))
    print()
    if result["rows"]:
        print(table(result["rows"]))
    print("\n" + "\n".join(f"- {note}" for note in result["notes"]), flush=True)


def keep(name, results):
    target = HOME / "target" / "bench" / f"{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"format": 1, "name": name, "runs": results}, indent=2, ensure_ascii=False) + "\n")
    print(f"\nwritten to {target}", flush=True)


def usage():
    print("usage: ./parley bench NAME [WORD..]\n")
    for name, benchmark in ALL.items():
        print(f"  {name:10} {benchmark.__doc__.splitlines()[0]}")
        print(f"  {'':10} takes {benchmark.TAKES}")
    print("  notebook   the running kernel: cost of the live view, time to stop, memory over 20 runs of a cell")


def known(name):
    if name not in ALL:
        usage()
        raise SystemExit(f"bench: there is no benchmark '{name}'; choose one of {', '.join([*ALL, 'notebook'])}")


def main(arguments):
    if not arguments:
        usage()
        return
    name, *words = arguments
    if name == "--known":
        known(*words[:1])
        return
    known(name)
    pinned = {key: os.environ[key] for key in sides.PINS if key in os.environ}
    results = []
    for pins in [{}, pinned] if pinned else [{}]:
        facts = machine.facts()
        result = ALL[name].run(words, ours, pins)
        results.append({"machine": facts, "pins": pins, **result})
        show(result, facts, pins)
    keep(name, results)


if __name__ == "__main__":
    main(sys.argv[1:])
