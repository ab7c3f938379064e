"""Installs the kernel for a Jupyter of one's own: a folder that holds all it needs, also when the clone is gone.

Each installation lies in a numbered folder of its own and kernel.json names it, last and at once. So a kernel that runs
meanwhile keeps its files, and an installation that fails leaves the one before as it was.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

import installed
import jars
import kernelspec
import startup

ARCHIVE = "parley.jsa"


def make_archive(spec, folder, archive):
    """Runs typical cells in a JVM that writes its loaded classes down when it ends."""
    spec = {**spec, "argv": [spec["argv"][0], f"-XX:ArchiveClassesAtExit={archive}", *spec["argv"][1:]]}
    manager = installed.manager_by(spec, folder)
    # Writing the archive takes its time: the JVM must not be killed meanwhile.
    manager.shutdown_wait_time = 120
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=120)
        for cell in installed.TYPICAL:
            installed.run(client, cell)
    except RuntimeError as dead:
        raise installed.Failure(f"the new kernel does not start: {dead}") from None
    finally:
        client.stop_channels()
        manager.shutdown_kernel()
    return archive.is_file()


def make(folder, number):
    """Fills the numbered folder; the specification that names it."""
    names = jars.copy(kernelspec.jars(), folder / number / "jars")
    class_path = ["/".join(["{resource_dir}", number, "jars", name]) for name in names]
    spec = kernelspec.spec(class_path)
    if make_archive(spec, folder, folder / number / ARCHIVE):
        return kernelspec.spec(class_path, [f"-XX:SharedArchiveFile={{resource_dir}}/{number}/{ARCHIVE}", "-Xshare:auto"])
    print("parley: this JDK wrote no class archive; the kernel works, and starts slower", file=sys.stderr)
    return spec


def commands():
    """The command lines of all processes."""
    if not Path("/proc/self/cmdline").exists():
        return subprocess.run(["ps", "-axww", "-o", "command="], capture_output=True, text=True, check=True).stdout
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(file.read_bytes().decode(errors="replace"))
        except OSError:
            continue  # ended meanwhile, or another user's
    return "\n".join(lines)


def remove_others(folder, number):
    """Removes what earlier installations left, but for those that a process still runs from."""
    running = commands()
    for old in folder.iterdir():
        if old.name in (number, "kernel.json"):
            continue
        if f"{old}{os.sep}" in running:
            print(f"parley: a kernel still runs from {old}; it keeps that folder, and the next installation removes it", file=sys.stderr)
        elif old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink()


def install(kernels):
    folder = kernels / kernelspec.NAME
    taken = [int(entry.name) for entry in folder.glob("*") if entry.name.isdigit()]
    number = str(max(taken, default=0) + 1)
    try:
        spec = make(folder, number)
        fresh = folder / number / "kernel.json"
        fresh.write_text(json.dumps(spec, indent=1))
    except BaseException:
        shutil.rmtree(folder / number, ignore_errors=True)
        raise
    os.replace(fresh, folder / "kernel.json")
    remove_others(folder, number)
    return folder


def main():
    parser = argparse.ArgumentParser(prog="./parley install-kernel")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="for this user (unless said otherwise)")
    where.add_argument("--prefix", type=Path, metavar="P", help="under P/share/jupyter, as a Python environment's own")
    parser.add_argument("--measure", action="store_true", help="then measure its start with and without the archive")
    arguments = parser.parse_args()
    data = arguments.prefix.resolve() / "share" / "jupyter" if arguments.prefix else Path(jupyter_data_dir())
    try:
        folder = install(data / "kernels")
    except OSError as failure:
        sys.exit(f"parley: cannot install under {data}: {failure}; say --prefix P with a folder you may write")
    except installed.Failure as failure:
        sys.exit(f"parley: {failure}")
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"installed the kernel 'Java (Parley)' in {folder} ({size / 1e6:.0f} MB); to remove it, remove that folder")
    if arguments.measure:
        startup.measure(folder)


if __name__ == "__main__":
    main()
