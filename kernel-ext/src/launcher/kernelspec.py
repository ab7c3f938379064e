"""Writes the private kernelspec: JJava and Parley on one class path, on the JDK the launcher found."""

import json
import os
import sys
from pathlib import Path

HOME = Path(os.environ["PARLEY_HOME"])
NAME = "parley"


def write():
    kernels = Path(sys.prefix, "share", "jupyter", "kernels")
    jjava = kernels / "java" / "jjava.jar"
    if not jjava.is_file():
        sys.exit(f"parley: {jjava} is missing: remove {HOME / '.parley'} and run again")
    ours = Path(HOME, "notebooks", "target", "classpath.txt").read_text().strip()
    spec = {
        "argv": [
            str(Path(os.environ["JAVA_HOME"], "bin", "java")),
            *os.environ["PARLEY_JAVA_FLAGS"].split(),
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            "-cp",
            os.pathsep.join([str(jjava), ours]),
            "org.dflib.jjava.distro.JJava",
            "{connection_file}",
        ],
        "display_name": "Java (Parley)",
        "language": "java",
        # In signal mode the stop button would end the JVM.
        "interrupt_mode": "message",
        "env": {"OMP_NUM_THREADS": "1"},
    }
    target = kernels / NAME / "kernel.json"
    text = json.dumps(spec, indent=1)
    if not target.is_file() or target.read_text() != text:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)


if __name__ == "__main__":
    write()
