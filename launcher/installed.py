"""Starts a kernel by its specification or from the folder it is installed in, and runs cells there."""

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

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


class Only(KernelSpecManager):
    """Knows one kernel, whichever Jupyter would find by itself."""

    def __init__(self, spec):
        super().__init__()
        self.spec = spec

    def get_kernel_spec(self, kernel_name):
        return self.spec


def manager_by(spec, folder):
    """A manager of the kernel that the specification says, as if it lay in the folder."""
    return KernelManager(kernel_name=kernelspec.NAME, kernel_spec_manager=Only(KernelSpec(resource_dir=str(folder), **spec)))


def manager_of(folder, change=lambda argv: argv):
    """A manager of the kernel installed in the folder."""
    spec = KernelSpec.from_resource_dir(str(folder))
    spec.argv = change(spec.argv)
    return KernelManager(kernel_name=kernelspec.NAME, kernel_spec_manager=Only(spec))


def run(client, cell):
    reply = client.execute_interactive(cell, output_hook=lambda message: None, timeout=120)["content"]
    if reply["status"] != "ok":
        raise Failure(f"a cell failed in the new kernel: {reply.get('evalue', reply)}")
