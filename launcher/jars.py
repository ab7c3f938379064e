"""Copies what Parley is made of into a folder, for a Java notebook of one's own, and says the lines that use it."""

import argparse
import os
import shutil
import sys
from pathlib import Path

import kernelspec


def copy(jars, folder):
    """Copies the jars, in their order; their new names."""
    folder.mkdir(parents=True)
    names = []
    for number, jar in enumerate(jars):
        # The number keeps two libraries of one file name apart, and shows the order.
        names.append(f"{number:03}-{Path(jar).name}")
        shutil.copyfile(jar, folder / names[-1])
    return names


def make(folder):
    """Makes a folder of the libraries, beside it until it is whole; a kernel may run from one that is there already."""
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"parley: jars goes to a new folder, but {folder} is there and not empty; name another, or remove it first")
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy(kernelspec.libraries(), fresh)
    os.replace(fresh, folder)


def main():
    parser = argparse.ArgumentParser(prog="./parley jars")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder = parser.parse_args().folder.resolve()
    try:
        make(folder)
    except OSError as failure:
        sys.exit(f"parley: cannot write {folder}: {failure}; name a folder you may write")
    # A magic's words end at spaces.
    quoted = f'"{folder}/*"' if " " in str(folder) else f"{folder}/*"
    print(f"""Parley and its libraries are in {folder}.

In a JJava notebook:
    %classpath {quoted}

In an IJava notebook:
    %classpath {quoted}
    dev.parley.kernel.IJavaStart.install();

For every notebook, in the environment Jupyter is started in:
    JJAVA_CLASSPATH={folder}/*
    IJAVA_CLASSPATH={folder}/*
    IJAVA_STARTUP_SCRIPT=dev.parley.kernel.IJavaStart.install();""")


if __name__ == "__main__":
    main()
