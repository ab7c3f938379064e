"""Writes kernelspecs: JJava and Parley on one class path, on the JDK the launcher found."""

import json
import os
import sys
from pathlib import Path

HOME = Path(os.environ["PARLEY_HOME"])
NAME = "parley"
DISPLAY_NAME = "Java (Parley)"


def jars():
    """What the kernel is made of, in the order of its class path."""
    jjava = Path(sys.prefix, "share", "jupyter", "kernels", "java", "jjava.jar")
    if not jjava.is_file():
        sys.exit(f"parley: {jjava} is missing: remove {HOME / '.parley'} and run again")
    return [str(jjava), *libraries()]


def libraries():
    """Parley and what it needs, without the kernel."""
    return Path(HOME, "notebooks", "target", "classpath.txt").read_text().strip().split(os.pathsep)


def spec(class_path, more_flags=()):
    return {
        "argv": [
            str(Path(os.environ["JAVA_HOME"], "bin", "java")),
            *os.environ["PARLEY_JAVA_FLAGS"].split(),
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            *more_flags,
            "-cp",
            os.pathsep.join(class_path),
            "org.dflib.jjava.distro.JJava",
            "{connection_file}",
        ],
        "display_name": DISPLAY_NAME,
        "language": "java",
        # In signal mode the stop button would end the JVM.
        "interrupt_mode": "message",
        "env": {"OMP_NUM_THREADS": "1"},
    }


def write():
    target = Path(sys.prefix, "share", "jupyter", "kernels", NAME, "kernel.json")
    text = json.dumps(spec(jars()), indent=1)
    if not target.is_file() or target.read_text() != text:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)


if __name__ == "__main__":
    write()
