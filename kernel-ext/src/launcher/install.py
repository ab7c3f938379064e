"""Installs the kernel for a Jupyter of one's own: a folder that holds all it needs, also when the clone is gone."""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir

import installed
import kernelspec
import startup

ARCHIVE = "parley.jsa"


def copy_jars(folder):
    target = folder / "jars"
    target.mkdir(parents=True)
    names = []
    for number, jar in enumerate(kernelspec.jars()):
        # The number keeps two libraries of one file name apart, and shows the order.
        name = f"{number:03}-{Path(jar).name}"
        shutil.copyfile(jar, target / name)
        names.append("/".join(["{resource_dir}", "jars", name]))
    return names


def write_spec(folder, class_path, more_flags=()):
    Path(folder, "kernel.json").write_text(json.dumps(kernelspec.spec(class_path, more_flags), indent=1))


def make_archive(folder):
    """Runs typical cells in a JVM that writes its loaded classes down when it ends."""
    archive = folder / ARCHIVE
    manager = installed.manager_of(folder, lambda argv: [argv[0], f"-XX:ArchiveClassesAtExit={archive}", *argv[1:]])
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


def install(kernels):
    folder, fresh = kernels / kernelspec.NAME, kernels / f".{kernelspec.NAME}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    class_path = copy_jars(fresh)
    write_spec(fresh, class_path)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    # Only now: an archive holds for the paths it was made with.
    if make_archive(folder):
        write_spec(folder, class_path, [f"-XX:SharedArchiveFile={{resource_dir}}/{ARCHIVE}", "-Xshare:auto"])
    else:
        print("parley: this JDK wrote no class archive; the kernel works, and starts slower", file=sys.stderr)
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
