"""Executes notebooks in the real kernel, a progress line a cell, and writes them as .ipynb and .html."""

import argparse
import os
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

import kernelspec

HOME = Path(os.environ["PARLEY_HOME"])
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# Frames of the kernel's own machinery: they say nothing of the user's cell.
KERNEL_FRAME = re.compile(r"^\s+at (java\.base/|jdk\.|org\.dflib\.jjava\.|.*\.do_it\$)")


class Failure(Exception):
    """A cell that failed: its source and its error, ready to be shown."""


def label(source, width):
    words = " ".join(line for line in source.split("\n") if line.strip() and not line.strip().startswith("//"))
    words = " ".join((words or source).split())
    return words if len(words) <= width else words[: width - 1] + "…"


def readable(error):
    """The kernel's traceback without its own frames, and without colours where nobody can see them."""
    lines = []
    for line in "\n".join(error).split("\n"):
        if not KERNEL_FRAME.match(ANSI.sub("", line)):
            lines.append(line if sys.stdout.isatty() else ANSI.sub("", line))
    return "\n".join(lines).strip()


def indented(text):
    return "\n".join("    " + line for line in text.strip().split("\n"))


def reason(failure, cell, log):
    if isinstance(failure, DeadKernelError):
        tail = log.read_text(errors="replace").strip().split("\n")[-15:]
        return "\n".join(["the kernel ended", *tail])
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            return readable(output.traceback) or f"{output.ename}: {output.evalue}"
    return str(failure)


def execute(notebook, folder, log, timeout=None, progress=print):
    """Runs the code cells in order in one kernel; raises Failure at the first that fails."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in code:
        cell.outputs, cell.execution_count = [], None
    spark = notebook.metadata.get("kernelspec", {}).get("name") == kernelspec.SPARK_NAME
    name = kernelspec.SPARK_NAME if spark else kernelspec.NAME
    client = NotebookClient(
        notebook, kernel_name=name, timeout=timeout, record_timing=False, resources={"metadata": {"path": str(folder)}}
    )
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as sink, client.setup_kernel(cwd=str(folder), stdout=sink, stderr=sink):
        for number, cell in enumerate(code, 1):
            progress(f"  [{number:2}/{len(code)}] {label(cell.source, 60):60}", end=" ", flush=True)
            began = time.monotonic()
            try:
                client.execute_cell(cell, notebook.cells.index(cell))
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as failure:
                progress("failed", flush=True)
                where = cell.metadata.get("where", f"cell {number}")
                raise Failure(f"{where}:\n{indented(cell.source)}\n\n{indented(reason(failure, cell, log))}") from None
            progress(f"{time.monotonic() - began:6.1f} s", flush=True)
    shown = kernelspec.SPARK_DISPLAY_NAME if spark else kernelspec.DISPLAY_NAME
    notebook.metadata["kernelspec"] = {"name": name, "display_name": shown, "language": "java"}


def write(notebook, stem, folder):
    folder.mkdir(parents=True, exist_ok=True)
    executed, page = folder / f"{stem}.ipynb", folder / f"{stem}.html"
    nbformat.write(notebook, executed)
    html, _ = HTMLExporter().from_notebook_node(notebook, resources={"metadata": {"name": stem}})
    page.write_text(html, encoding="utf-8")
    return executed, page


def run(path, out, timeout=None, progress=print):
    """Executes one notebook file and writes what came out, also where a cell failed."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise Failure(f"there is no notebook {path}") from None
    except Exception as broken:
        raise Failure(f"{path} is not a notebook: {broken}") from None
    try:
        execute(notebook, path.resolve().parent, out / f"{path.stem}.log", timeout, progress)
    finally:
        written = write(notebook, path.stem, out)
    return written


def main():
    parser = argparse.ArgumentParser(prog="./parley run")
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    arguments = parser.parse_args()
    out = HOME / "target" / "notebooks"
    failed = 0
    for path in arguments.notebooks:
        print(path, flush=True)
        began = time.monotonic()
        try:
            for written in run(path, out):
                print(f"  wrote {written}")
            print(f"  {time.monotonic() - began:.1f} s", flush=True)
        except Failure as failure:
            failed += 1
            print(f"\n{path}: {failure}", flush=True)
            if (out / f"{path.stem}.html").is_file():
                print(f"\n  what ran is in {out / path.stem}.html", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
