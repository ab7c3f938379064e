"""Starts a kernel from the folder it is installed in, and runs cells there."""

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

import kernelspec

# What a first notebook does: the classes it needs are those the archive holds.
TYPICAL = [
    'var hospitals = dataset("breast-cancer").split(4, dirichlet(0.5));\nhospitals',
    "var run = federation().rounds(3).aggregate(mean()).train(logistic(), hospitals);\nrun",
    "run.table()",
    "plot(run)",
    "%help parley",
]


class Failure(Exception):
    """Why the kernel could not be installed or started, for the user."""


def manager_of(folder, change=lambda argv: argv):
    """A manager of the kernel in the folder, whichever kernels Jupyter would find by itself."""
    only = KernelSpecManager(kernel_dirs=[str(folder.parent)], ensure_native_kernel=False)
    manager = KernelManager(kernel_name=kernelspec.NAME, kernel_spec_manager=only)
    manager.kernel_spec.argv = change(manager.kernel_spec.argv)
    return manager


def run(client, cell):
    reply = client.execute_interactive(cell, output_hook=lambda message: None, timeout=120)["content"]
    if reply["status"] != "ok":
        raise Failure(f"a cell failed in the new kernel: {reply.get('evalue', reply)}")
