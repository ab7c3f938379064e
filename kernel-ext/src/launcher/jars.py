"""Copies what Parley is made of into a folder, for a Java notebook of one's own, and says the lines that use it."""

import argparse
import re
import shutil
import sys
from pathlib import Path

import kernelspec

OURS = re.compile(r"\d{3}-.+\.jar")


def copy(jars, folder):
    """Copies the jars, in their order; their new names."""
    folder.mkdir(parents=True)
    names = []
    for number, jar in enumerate(jars):
        # The number keeps two libraries of one file name apart, and shows the order.
        names.append(f"{number:03}-{Path(jar).name}")
        shutil.copyfile(jar, folder / names[-1])
    return names


def replace(folder):
    """Makes the folder anew, beside itself until it is whole; refuses one that holds anything else."""
    if folder.exists():
        others = [file.name for file in folder.iterdir() if not OURS.fullmatch(file.name)]
        if others:
            sys.exit(f"parley: jars goes to a new folder or one it made, but {folder} holds {others[0]}; name another folder")
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy(kernelspec.libraries(), fresh)
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)


def main():
    parser = argparse.ArgumentParser(prog="./parley jars")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder = parser.parse_args().folder.resolve()
    try:
        replace(folder)
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
