"""A JupyterLab of our own on 127.0.0.1, and a headless Chromium before it: both are stopped when done with."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbformat import v4
from playwright.sync_api import Error as BrowserError  # noqa: F401, what a page throws
from playwright.sync_api import sync_playwright

import kernelspec
import notebooks

HOME = Path(os.environ["PARLEY_HOME"])
START_SECONDS = 180
STOP_SECONDS = 15
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
SETTINGS = {
    "notification": {"fetchNews": "false", "checkForUpdates": False},
    "themes": {"theme": LIGHT},
}


def chromium():
    """The browser's path: PARLEY_CHROMIUM, or the first one on the path."""
    named = os.environ.get("PARLEY_CHROMIUM")
    found = [path for path in map(shutil.which, [named] if named else BROWSERS) if path]
    if not found:
        raise notebooks.Failure(
            f"not run: no Chromium found{f' at PARLEY_CHROMIUM={named}' if named else ''}: "
            "install it (on Debian: apt-get install chromium), or name another by PARLEY_CHROMIUM"
        )
    return found[0]


class Server:
    """A running JupyterLab: its address, and the folder its notebooks are in."""

    def __init__(self, folder):
        self.folder, self.notebooks, self.log = folder, folder / "notebooks", folder / "jupyterlab.log"
        self.notebooks.mkdir(parents=True)
        for name, values in SETTINGS.items():
            path = folder / "settings" / "@jupyterlab" / "apputils-extension" / f"{name}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))

    def write(self, name, cells):
        """A notebook of these cells' sources."""
        spec = {"name": kernelspec.NAME, "display_name": kernelspec.DISPLAY_NAME, "language": "java"}
        made = v4.new_notebook(cells=[v4.new_code_cell(cell) for cell in cells], metadata={"kernelspec": spec})
        nbformat.write(made, self.notebooks / name)

    def command(self, token):
        words = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", "--port=0"]
        words += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={self.notebooks}"]
        words += ["--KernelSpecManager.ensure_native_kernel=False", f"--KernelSpecManager.allowed_kernelspecs={kernelspec.NAME}"]
        words += ["--LabApp.extension_manager=readonly"]
        # Jupyter asks for this where the user is root; it still listens on 127.0.0.1 only.
        return words + (["--allow-root"] if os.geteuid() == 0 else [])

    def start(self):
        # Nobody's own settings, and nobody else's running servers, are read or written.
        own = {"CONFIG_DIR": "config", "DATA_DIR": "data", "RUNTIME_DIR": "runtime"}
        env = dict(os.environ, **{f"JUPYTER_{word}": str(self.folder / name) for word, name in own.items()})
        env["JUPYTERLAB_SETTINGS_DIR"] = str(self.folder / "settings")
        env["JUPYTERLAB_WORKSPACES_DIR"] = str(self.folder / "workspaces")
        token = secrets.token_hex(16)
        with self.log.open("w") as sink:
            self.process = subprocess.Popen(
                self.command(token), env=env, cwd=self.notebooks, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
            )
        self.token, self.url = token, self.await_url()

    def await_url(self):
        """The port is the system's choice: the server writes down what it got."""
        told = self.folder / "runtime" / f"jpserver-{self.process.pid}.json"
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and self.process.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                return json.loads(told.read_text())["url"]
            time.sleep(0.1)
        raise notebooks.Failure(f"JupyterLab does not start, see {self.log}")

    def stop(self):
        """Kernels end with their server; a server that does not end in time is killed."""
        kernels = self.children()
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            for kernel in kernels:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(kernel, signal.SIGKILL)
            self.process.kill()
            self.process.wait()

    def children(self):
        """The server's own processes, where the system tells (Linux does)."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split()]


@contextlib.contextmanager
def server(folder):
    made = Server(folder)
    try:
        made.start()
        yield made
    finally:
        if hasattr(made, "process"):
            made.stop()


@contextlib.contextmanager
def browser():
    # Containers run as root, and have no /dev/shm to speak of.
    flags = ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    path = chromium()
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=path, args=flags)
        try:
            yield running
        finally:
            running.close()
