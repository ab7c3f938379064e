"""Writes kernelspecs: JJava and Parley on one class path, on the JDK the launcher found."""

import json
import os
import sys
from pathlib import Path

HOME = Path(os.environ["PARLEY_HOME"])
NAME = "parley"
DISPLAY_NAME = "Java (Parley)"
SPARK_NAME = "parley-spark"
SPARK_DISPLAY_NAME = "Java (Parley, Spark)"
SPARK = HOME / "engines" / "spark"
SPARK_HOME = SPARK / "target" / "spark-home"
# Parley says nothing where Spark would say two hundred lines.
UNWANTED = ("log4j-slf4j2-impl-",)


def jars():
    """What the kernel is made of, in the order of its class path."""
    jjava = Path(sys.prefix, "share", "jupyter", "kernels", "java", "jjava.jar")
    if not jjava.is_file():
        sys.exit(f"parley: {jjava} is missing: remove {HOME / '.parley'} and run again")
    return [str(jjava), *libraries()]


def libraries():
    """Parley and what it needs, without the kernel."""
    return Path(HOME, "notebooks", "target", "classpath.txt").read_text().strip().split(os.pathsep)


def spark_jars():
    """The engine and Spark's jars, without those that Parley brings."""
    engine = next(jar for jar in sorted((SPARK / "target").glob("parley-spark-*.jar")) if "-tests" not in jar.name)
    own = set(libraries())
    jars = (SPARK / "target" / "classpath.txt").read_text().strip().split(os.pathsep)
    return [str(engine), *(jar for jar in jars if jar not in own and not Path(jar).name.startswith(UNWANTED) and jar.endswith(".jar"))]


def make_spark_home():
    """A folder that executors of a cluster on this machine are started from, as an installation of Spark has it."""
    (SPARK_HOME / "launcher" / "target" / "scala-2.13").mkdir(parents=True, exist_ok=True)
    links = SPARK_HOME / "jars"
    links.mkdir(exist_ok=True)
    for jar in spark_jars()[1:]:
        link = links / Path(jar).name
        if not link.exists():
            link.unlink(missing_ok=True)
            link.symlink_to(jar)


def spark_spec():
    made = spec([*jars(), *spark_jars()])
    made["display_name"] = SPARK_DISPLAY_NAME
    made["env"] |= {"SPARK_HOME": str(SPARK_HOME), "SPARK_LOCAL_IP": "127.0.0.1"}
    return made


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


def write(name, made):
    target = Path(sys.prefix, "share", "jupyter", "kernels", name, "kernel.json")
    text = json.dumps(made, indent=1)
    if not target.is_file() or target.read_text() != text:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)


if __name__ == "__main__":
    write(NAME, spec(jars()))
    if sys.argv[1:] == ["spark"]:
        make_spark_home()
        write(SPARK_NAME, spark_spec())
