"""Checks of what Parley is outside its own folder: an installed kernel, and a Java kernel that was there before."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import cells
import install
import installed
from tests.checks import HOME, expect, launcher


def installed_kernel_needs_nothing_of_the_clone():
    with tempfile.TemporaryDirectory(prefix="parley with spaces ") as prefix:
        result = launcher("install-kernel", "--prefix", prefix)
        expect(result.returncode == 0, "the kernel installs", result.stdout + result.stderr)
        folder = Path(prefix, "share", "jupyter", "kernels", "parley")
        expect(str(HOME) not in (folder / "kernel.json").read_text(), "the clone is not named", folder)
        expect((folder / "1" / install.ARCHIVE).is_file(), "the class archive is made", sorted(folder.rglob("*")))
        with started(folder) as client:
            runs(client, installed.TYPICAL[:1])
            again = launcher("install-kernel", "--prefix", prefix)
            expect(again.returncode == 0, "it installs again", again.stdout + again.stderr)
            expect(f"a kernel still runs from {folder / '1'}" in again.stderr, "the running kernel is seen", again.stderr)
            runs(client, installed.TYPICAL[1:])
        (folder / "2" / install.ARCHIVE).unlink()
        with started(folder) as client:
            runs(client, installed.TYPICAL)
        install.remove_others(folder, "2")
        names = sorted(file.name for file in folder.iterdir())
        expect(names == ["2", "kernel.json"], "what no kernel runs from is removed", names)


def plain_jjava_speaks_parley_by_its_class_path():
    with tempfile.TemporaryDirectory(prefix="parley with spaces ") as folder:
        result = launcher("jars", Path(folder, "jars"))
        expect(result.returncode == 0, "the jars are copied", result.stdout + result.stderr)
        line = next(line.strip() for line in result.stdout.splitlines() if "%classpath" in line)
        path = os.pathsep.join([str(Path(os.environ["JAVA_HOME"], "bin")), os.environ["PATH"]])
        manager, client = cells.started("java", stderr=subprocess.DEVNULL, env={**os.environ, "PATH": path})
        try:
            runs(client, [line, *installed.TYPICAL])
        finally:
            client.stop_channels()
            manager.shutdown_kernel()
        refused = launcher("jars", Path(folder, "jars"))
        expect(refused.returncode == 1 and "not empty" in refused.stderr, "what is there is left alone", refused)


@contextmanager
def started(folder):
    manager = installed.manager_of(folder)
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        yield client
    finally:
        client.stop_channels()
        manager.shutdown_kernel()


def runs(client, sources):
    try:
        for cell in sources:
            installed.run(client, cell)
    except installed.Failure as failure:
        raise AssertionError(failure) from None


ALL = [
    installed_kernel_needs_nothing_of_the_clone,
    plain_jjava_speaks_parley_by_its_class_path,
]
