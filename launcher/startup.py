"""Measures an installed kernel's start with and without its class archive: medians of five, alternating."""

import statistics
import subprocess
import time

import installed

TIMES = 5
STEPS = {"first cell": "1 + 1", "data set split": installed.TYPICAL[0], "first training": installed.TYPICAL[1], "first chart": "plot(run)"}


def without(argv):
    return [word for word in argv if not word.startswith(("-XX:SharedArchiveFile", "-Xshare"))]


def once(folder, change):
    """Seconds from start to ready, and of each step."""
    manager = installed.manager_of(folder, change)
    began = time.monotonic()
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    seconds = {}
    try:
        client.wait_for_ready(timeout=120)
        seconds["start to ready"] = time.monotonic() - began
        for step, cell in STEPS.items():
            began = time.monotonic()
            installed.run(client, cell)
            seconds[step] = time.monotonic() - began
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    return seconds


def measure(folder):
    plain, archive = [], []
    for _ in range(TIMES):
        plain.append(once(folder, without))
        archive.append(once(folder, lambda argv: argv))
    print("seconds: without the archive, with it")
    for step in plain[0]:
        a, b = (statistics.median(each[step] for each in measured) for measured in (plain, archive))
        print(f"{step:16} {a:6.2f} {b:6.2f}")
