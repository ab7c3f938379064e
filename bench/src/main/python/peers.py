"""The other sides, each in an environment of its own under .parley/peers: nothing of the machine is changed.

The newest PyTorch with Flower's simulation comes from Python's package index, an older PyTorch on OpenBLAS from Debian's
packages, unpacked beside it. Where one cannot be had the benchmarks say so and go on without it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(os.environ["PARLEY_HOME"], ".parley", "peers")
PYTHON = FOLDER / "venv" / "bin" / "python"
DEBIAN = FOLDER / "debian"
NEWEST = "PyTorch"


def run(command, log):
    with log.open("a") as sink:
        return subprocess.run(command, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL).returncode == 0


def newest():
    """The command of a Python with the newest PyTorch and Flower, or why there is none."""
    stamp = FOLDER / "venv.ok"
    if not stamp.is_file():
        print("bench: installing PyTorch and Flower (once; about 5 GB)", file=sys.stderr, flush=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        log = FOLDER / "pip.log"
        made = run([sys.executable, "-m", "venv", FOLDER / "venv"], log)
        if not made or not run([PYTHON, "-m", "pip", "install", "torch", "numpy", "flwr[simulation]"], log):
            return None, f"PyTorch could not be installed; see {log}"
        stamp.touch()
    return [str(PYTHON)], ""


def alone(name, title, *packages):
    """The command of a Python with some packages alone, or why there is none."""
    python = FOLDER / name / "bin" / "python"
    stamp = FOLDER / f"{name}.ok"
    if not stamp.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        log = FOLDER / "pip.log"
        made = run([sys.executable, "-m", "venv", FOLDER / name], log)
        if not made or not run([python, "-m", "pip", "install", *packages], log):
            return None, f"{title} could not be installed; see {log}"
        stamp.touch()
    return [str(python)], ""


def numpy():
    """The command of a Python with NumPy alone, or why there is none."""
    return alone("numpy", "NumPy", "numpy")


def flower():
    """The command of a Python with Flower alone, or why there is none."""
    return alone("flower", "Flower", "flwr")


def opacus():
    """The command of a Python with Opacus and the PyTorch that it takes, or why there is none."""
    return alone("opacus", "Opacus", "opacus", "numpy")


def older():
    """The command of a Python with Debian's PyTorch on OpenBLAS, or why there is none."""
    stamp = FOLDER / "debian.ok"
    if not shutil.which("apt-get"):
        return None, "no PyTorch on OpenBLAS: it comes from Debian's packages, and this machine has no apt-get"
    if not stamp.is_file():
        print("bench: unpacking Debian's PyTorch on OpenBLAS (once)", file=sys.stderr, flush=True)
        packages = FOLDER / "debs"
        (packages / "partial").mkdir(parents=True, exist_ok=True)
        log = FOLDER / "apt.log"
        options = ["-y", "--no-install-recommends", "--download-only", "-o", "Debug::NoLocking=1"]
        wanted = ["python3-torch", "libopenblas0-pthread"]
        if not run(["apt-get", "install", *options, "-o", f"Dir::Cache::archives={packages}", *wanted], log):
            return None, f"no PyTorch on OpenBLAS: apt-get could not fetch it (apt-get update?); see {log}"
        for package in packages.glob("*.deb"):
            if not run(["dpkg-deb", "-x", package, DEBIAN], log):
                return None, f"no PyTorch on OpenBLAS: {package.name} could not be unpacked; see {log}"
        shutil.rmtree(packages)
        stamp.touch()
    libraries = {path.parent for path in DEBIAN.glob("**/*.so*") if "python3" not in str(path)}
    first = sorted(libraries, key=lambda path: "openblas" not in path.name)
    return [
        "env",
        "LD_LIBRARY_PATH=" + ":".join(map(str, first)),
        f"PYTHONPATH={DEBIAN}/usr/lib/python3/dist-packages",
        "/usr/bin/python3",
    ], ""


def torches():
    """(name, command) of each PyTorch that can be had, and what is missing in words."""
    found, missing = [], []
    for name, kind in ((NEWEST, newest), ("older PyTorch", older)):
        command, why = kind()
        if command:
            found.append((name, command))
        else:
            missing.append(why)
    return found, missing
