"""What a result depends on besides the code: processor, cores, load, Java."""

import os
import platform
import subprocess
from datetime import datetime, timezone


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            facts = dict(line.split(":", 1) for line in file.read().split("\n\n")[0].split("\n") if ":" in line)
    except OSError:
        return platform.processor() or platform.machine()
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    flags = facts.get("flags", "").split()
    wide = "AVX-512" if "avx512f" in flags else "AVX2" if "avx2" in flags else "no AVX2"
    model = f"family {facts.get('cpu family', '?')} model {facts.get('model', '?')}"
    return f"{facts.get('model name', platform.machine())} ({model}, {wide})"


def java():
    command = [os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "-version"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr.split("\n")[0]


def facts():
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load": [round(load, 2) for load in os.getloadavg()],
        "java": java(),
    }


def text(facts):
    return (
        f"{facts['date']}; {facts['processor']}, {facts['cores']} cores; {facts['java']}; "
        f"load at the start {facts['load'][0]}"
    )
