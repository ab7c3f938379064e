"""Opacus's side of a comparison: reads a question a line, answers each with one line, as our own worker does.

`dp 2nn ghost 256 0.5`: seconds a step at batch 256, measured for half a second; `samples` keeps each row's gradient, which is
Opacus's default, `ghost` clips by norms alone, `plain` is the same network without privacy.
"""

import os
import sys
import time
import warnings

import torch
from opacus import GradSampleModule
from opacus import __version__ as version
from opacus.grad_sample import GradSampleModuleFastGradientClipping
from opacus.optimizers import DPOptimizer
from opacus.optimizers.optimizer_fast_gradient_clipping import DPOptimizerFastGradientClipping
from opacus.utils.fast_gradient_clipping_utils import DPLossFastGradientClipping

from torch_parts import blas, images, network

RATE, CLIP, NOISE = 0.01, 1.0, 1.1
STEPS = {}


class Steps:
    """Steps through all rows, shuffled each epoch and gathered each step."""

    def __init__(self, name, how, batch):
        self.x, self.y = images("train")
        self.batch, self.at, self.order = batch, len(self.y), None
        net = network(name)
        sgd = torch.optim.SGD(net.parameters(), lr=RATE)
        self.net, self.optimizer, self.loss = net, sgd, torch.nn.CrossEntropyLoss()
        if how == "samples":
            self.net = GradSampleModule(net)
            self.optimizer = DPOptimizer(sgd, noise_multiplier=NOISE, max_grad_norm=CLIP, expected_batch_size=batch)
        if how == "ghost":
            self.net = GradSampleModuleFastGradientClipping(net, max_grad_norm=CLIP, use_ghost_clipping=True)
            self.optimizer = DPOptimizerFastGradientClipping(
                sgd, noise_multiplier=NOISE, max_grad_norm=CLIP, expected_batch_size=batch
            )
            self.loss = DPLossFastGradientClipping(self.net, self.optimizer, torch.nn.CrossEntropyLoss())

    def step(self, x, y):
        self.optimizer.zero_grad()
        self.loss(self.net(x), y).backward()
        self.optimizer.step()

    def seconds(self, about):
        """The mean seconds of a step, of the processor's time."""
        end = time.perf_counter() + about
        start = time.process_time()
        count = 0
        while True:
            if self.at + self.batch > len(self.y):
                self.order, self.at = torch.randperm(len(self.y)), 0
            some = self.order[self.at : self.at + self.batch]
            self.step(self.x[some], self.y[some])
            self.at += self.batch
            count += 1
            if time.perf_counter() > end:
                return (time.process_time() - start) / count


def dp(name, how, batch, about):
    key = name, how, batch
    if key not in STEPS:
        STEPS[key] = Steps(name, how, int(batch))
    return STEPS[key].seconds(float(about))


def main():
    warnings.filterwarnings("ignore")
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    print(f"Opacus {version} on PyTorch {torch.__version__}, {blas()}", flush=True)
    for line in sys.stdin:
        _, *rest = line.split()
        print(dp(*rest), flush=True)


if __name__ == "__main__":
    main()
