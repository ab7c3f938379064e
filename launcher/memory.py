"""How much a kernel holds after each of 20 runs of one cell: threads, Java heap after a collection, resident memory."""

from dataclasses import dataclass
from pathlib import Path

TIMES = 20
# Resident memory moves by tens of megabytes: the collector, compiled code, malloc's arenas. A learner or a run that
# were kept would show: one run's parameters, buffers and displays come to more than a tenth of this each time.
BOUND = 150
HEAP_BOUND = 10
SET_UP = 'var phones = dataset("mnist").split(100, shards(2));'
CELL = """var run = federation().rounds(2).participation(0.1).client(localSgd(0.1).batch(10)).evaluateParties(2)
    .train(mlp(200, 200), phones);
plot(run)"""
HEAP = """for (int i = 0; i < 3; i++) { System.gc(); Thread.sleep(50); }
(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1_000_000.0"""


@dataclass
class Held:
    """What the kernel's process holds: a count, and megabytes."""

    threads: int
    heap: float
    resident: float


def status(pid, name):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    raise AssertionError(f"/proc/{pid}/status has no {name}")


def again(kernel, times=TIMES):
    kernel.value(SET_UP)
    held = []
    for _ in range(times):
        kernel.value(CELL)
        heap = float(kernel.value(HEAP))
        held.append(Held(status(kernel.pid, "Threads"), heap, status(kernel.pid, "VmRSS") / 1000))
    return held


def text(held):
    return "\n  ".join(
        f"run {number:2}: {each.threads} threads, heap {each.heap:.1f} MB, resident {each.resident:.0f} MB"
        for number, each in enumerate(held, 1)
        if number in (1, 2, 5, 10, 15, 20)
    )
