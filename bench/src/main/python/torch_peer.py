"""PyTorch's side of a comparison: reads a question a line, answers each with one line, as our own worker does.

`step 2nn module 10 0.5`: seconds a step at batch 10, measured for half a second. `module` is what people write
(nn.Module, autograd, optim.SGD); `hand` is an expert's: gradients by hand, the step folded into addmm_.
`round 2nn batched 2 10`: seconds a round and the accuracy, in two processes, of 10 rounds. `pfl 2 3`: seconds a round, in two processes, of 3 rounds.
"""

import os
import sys
import time

import torch

import torch_rounds
from torch_parts import blas, hand_step, images, module_step, table

RATE = 0.01
SETS = {}
STEPS = {}


def rows(name):
    key = "table" if name == "linear" else "mnist"
    if key not in SETS:
        SETS[key] = table() if key == "table" else images("train")
    return SETS[key]


class Steps:
    """Steps through all rows, shuffled each epoch and gathered each step."""

    def __init__(self, name, how, batch):
        self.x, self.y = rows(name)
        # looking at the clock costs too much for a small model, and eight steps last too long for a large one
        self.between = 1 if name == "cnn" else 8
        self.batch, self.at, self.order = batch, len(self.y), None
        self.step = (hand_step if how == "hand" else module_step)(name, RATE)

    def seconds(self, about):
        """The mean seconds of a step, of the processor's time."""
        end = time.perf_counter() + about
        start = time.process_time()
        count = 0
        while True:
            for _ in range(self.between):
                if self.at + self.batch > len(self.y):
                    self.order, self.at = torch.randperm(len(self.y)), 0
                some = self.order[self.at : self.at + self.batch]
                self.step(self.x[some], self.y[some])
                self.at += self.batch
            count += self.between
            if time.perf_counter() > end:
                return (time.process_time() - start) / count


def step(name, how, batch, about):
    key = name, how, batch
    if key not in STEPS:
        STEPS[key] = Steps(name, how, int(batch))
    return STEPS[key].seconds(float(about))


def main():
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    print(f"PyTorch {torch.__version__}, {blas()}", flush=True)
    for line in sys.stdin:
        what, *rest = line.split()
        print({"step": step, "round": torch_rounds.seconds, "pfl": torch_rounds.pfl_seconds}[what](*rest), flush=True)


if __name__ == "__main__":
    main()
