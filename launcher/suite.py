"""Everything ./parley test runs: Java, the launcher itself, JupyterLab, notebooks, documentation, scripts."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as xml
from pathlib import Path

import lab_page
import lab_server
import notebooks
import pages
from tests import checks, install_checks, lab_checks, live_checks, print_checks

HOME = Path(os.environ["PARLEY_HOME"])
TARGET = HOME / "target"
CELL_TIMEOUT_SECONDS = 900


class Part:
    """One part of the suite: what passed, what failed, how long it took."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.notes, self.began = name, 0, 0, [], time.monotonic()
        print(f"\n== {name}", flush=True)

    def attempt(self, title, work):
        print(title, flush=True)
        began = time.monotonic()
        try:
            work()
        except (notebooks.Failure, AssertionError, RuntimeError, subprocess.SubprocessError, lab_server.BrowserError) as failure:
            self.failed += 1
            print(f"FAILED {title}\n{failure}", flush=True)
        else:
            self.passed += 1
            print(f"  passed, {time.monotonic() - began:.1f} s", flush=True)

    def done(self):
        self.seconds = time.monotonic() - self.began
        return self


def java(everything):
    part = Part("Java: unit tests, formatting, static checks")
    began = time.time()
    log = HOME / ".parley" / "verify.log"
    with log.open("w") as sink:
        maven = subprocess.Popen(
            [HOME / "mvnw", "-B", "-fae", "-Pbench,spark", *(["-DexcludedGroups="] if everything else []), "verify"], cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for line in maven.stdout:
            sink.write(line)
            if "Tests run:" in line or line.startswith(("[ERROR]", "[WARNING] /")):
                print("  " + notebooks.ANSI.sub("", line.rstrip()), flush=True)
    code = maven.wait()
    for report in [*HOME.glob("*/target/surefire-reports/TEST-*.xml"), *HOME.glob("engines/*/target/surefire-reports/TEST-*.xml")]:
        if report.stat().st_mtime >= began - 1:
            suite = xml.parse(report).getroot()
            run, skipped = int(suite.get("tests")), int(suite.get("skipped"))
            bad = int(suite.get("failures")) + int(suite.get("errors"))
            part.passed += run - skipped - bad
            part.failed += bad
    if code != 0 and part.failed == 0:
        part.failed = 1
        part.notes.append(f"a static check or the build failed, see {log}")
    return part.done()


def tutorials():
    part = Part("notebooks, in the real kernel")
    for path in sorted((HOME / "notebooks").glob("*.ipynb")):
        part.attempt(path.name, lambda: notebooks.run(path, TARGET / "notebooks", CELL_TIMEOUT_SECONDS))
    return part.done()


def documentation():
    part = Part("Java blocks of README.md, docs/ and launcher/tests/, in the real kernel")
    left_out = 0
    folders = [sorted((HOME / name).glob("*.md")) for name in ("docs", "launcher/tests")]
    for path in [HOME / "README.md", *(page for pages_of_one in folders for page in pages_of_one)]:
        if not path.is_file():
            continue
        notebook, skipped = pages.notebook(path)
        left_out += skipped
        if notebook.cells:
            folder = TARGET / "pages" / path.stem
            folder.mkdir(parents=True, exist_ok=True)
            log = TARGET / "pages" / f"{path.stem}.log"
            part.attempt(str(path.relative_to(HOME)), lambda: notebooks.execute(notebook, folder, log, CELL_TIMEOUT_SECONDS))
    part.notes.append(f"{left_out} blocks are marked no-run")
    return part.done()


def script(path):
    result = subprocess.run(
        [HOME / "parley", "shell", path], cwd=path.parent, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=900
    )
    if result.returncode != 0:
        raise AssertionError(f"exit code {result.returncode}\n{result.stdout}{result.stderr}")


def scripts():
    part = Part("scripts, in jshell")
    for path in sorted((HOME / "notebooks" / "scripts").glob("*.jsh")):
        part.attempt(path.name, lambda: script(path))
    return part.done()


def itself():
    part = Part("the launcher and the kernel")
    for check in [*checks.ALL, *install_checks.ALL, *live_checks.ALL, *print_checks.ALL]:
        part.attempt(check.__name__.replace("_", " "), check)
    return part.done()


def laboratory():
    part = Part("JupyterLab, before a headless browser")

    def all_of_them():
        folder = TARGET / "lab"
        shutil.rmtree(folder, ignore_errors=True)
        with lab_server.browser() as browser, lab_server.server(folder) as server:
            lab_checks.notebooks_for(server)
            for check in lab_checks.ALL:
                with lab_page.lab_page(browser, server) as page:
                    part.attempt(check.__name__.replace("_", " "), lambda: lab_checks.run(check, page))

    part.attempt("JupyterLab and the browser start, and end", all_of_them)
    return part.done()


def main():
    parser = argparse.ArgumentParser(prog="./parley test")
    parser.add_argument("--all", action="store_true", help="the large tables too, such as every plan on one executor and on four")
    everything = parser.parse_args().all
    # Asked to end, it ends as at a failure: what it started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parts = [java(everything), itself(), laboratory(), tutorials(), documentation(), scripts()]
    print("\n== summary")
    for part in parts:
        notes = "".join(f"; {note}" for note in part.notes)
        print(f"  {part.passed:5} passed {part.failed:3} failed {part.seconds:7.1f} s  {part.name}{notes}")
    failed = sum(part.failed for part in parts)
    print(f"\n{sum(part.passed for part in parts)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
