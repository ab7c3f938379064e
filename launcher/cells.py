"""A running kernel as a notebook drives it: runs cells, presses stop, and keeps what each cell showed, with its time."""

import queue
import subprocess
import time

from jupyter_client.manager import start_new_kernel

import kernelspec

STEP_SECONDS = 0.02
PATIENCE_SECONDS = 120


class Shown:
    """One message of a cell: seconds since the cell was sent (or stop was pressed), its kind, its text and its page."""

    def __init__(self, at, message):
        content = message["content"]
        data = content.get("data", {})
        self.at, self.kind, self.data = at, message["msg_type"], data
        self.text = content.get("text") or data.get("text/plain", "")
        self.display = content.get("transient", {}).get("display_id")
        if self.kind == "error":
            self.text = "\n".join(content["traceback"])

    def __repr__(self):
        return f"{self.at:7.3f} {self.kind}: {self.text}"


class Cell:
    """What came of a cell."""

    def __init__(self):
        self.shown, self.now, self.idle_at, self.stopped = [], 0.0, None, False

    def of(self, *kinds):
        return [each for each in self.shown if each.kind in kinds]

    @property
    def failed(self):
        return bool(self.of("error"))

    @property
    def text(self):
        return "\n".join(each.text for each in self.shown)

    def __repr__(self):
        return "\n".join(map(repr, self.shown)) + f"\n{self.idle_at} idle"


def started(name, **options):
    """A kernel and its client; once more where another process took a port between its choice and its use."""
    try:
        return start_new_kernel(kernel_name=name, startup_timeout=60, **options)
    except RuntimeError:
        print("  the kernel did not answer: starting it once more, on other ports", flush=True)
        return start_new_kernel(kernel_name=name, startup_timeout=60, **options)


class Kernel:
    """A kernel of its own; everything it prints outside cells is dropped."""

    def __init__(self, folder=None):
        self.folder = folder

    def __enter__(self):
        self.manager, self.client = started(
            kernelspec.NAME,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=None if self.folder is None else str(self.folder),
        )
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel()

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def run(self, source, stop_when=None):
        """Runs a cell to its end; stop is pressed once, when `stop_when` says so of what was shown so far."""
        cell, began = Cell(), time.monotonic()
        request = self.client.execute(source)
        while cell.idle_at is None:
            cell.now = time.monotonic() - began
            if stop_when is not None and not cell.stopped and stop_when(cell):
                self.manager.interrupt_kernel()
                cell.stopped, began = True, time.monotonic()
            try:
                message = self.client.get_iopub_msg(timeout=STEP_SECONDS)
            except queue.Empty:
                message = None
            at = time.monotonic() - began
            if at > PATIENCE_SECONDS:
                raise AssertionError(f"the cell did not end within {PATIENCE_SECONDS} s; it showed:\n{cell}")
            if message is None or message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                cell.idle_at = at
            elif message["msg_type"] not in ("status", "execute_input"):
                cell.shown.append(Shown(at, message))
        return cell

    def value(self, source):
        """A cell's value as text; the cell must not fail."""
        cell = self.run(source)
        if cell.failed:
            raise AssertionError(f"{source}\n{cell}")
        return cell.of("execute_result")[-1].text if cell.of("execute_result") else ""
