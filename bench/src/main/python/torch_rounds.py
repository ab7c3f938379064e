"""PyTorch's whole rounds: the loop that people write, the same in several processes, and an expert's batched one.

100 parties of 600 images, 10 a round, one epoch in batches of 10, weighted mean, evaluation on 10,000 test rows. Parties
are equal in size, so the weighted mean is the plain one. `batched` trains a process's parties side by side, a party a
matrix of one `baddbmm`, with gradients by hand.
"""

import functools
import time

import torch
import torch.multiprocessing as processes
import torch.nn.functional as F
from torch import nn

import torch_parts

PARTIES, COHORT, BATCH, RATE = 100, 10, 10, 0.1
CHUNK = 1000
USERS, POINTS, PFL_COHORT = 1000, 50, 50
SHARED = {}
POOLS = {}


def shared():
    """All rows, in memory that the processes share, and who owns which."""
    if not SHARED:
        x, y = torch_parts.images("train")
        test_x, test_y = torch_parts.images("t10k")
        torch.manual_seed(7)
        owners = torch.randperm(len(y)).reshape(PARTIES, -1)
        images = torch.rand(USERS * POINTS, 3 * 32 * 32) / 4
        users = torch.arange(USERS * POINTS).reshape(USERS, POINTS)
        SHARED.update(images=images, classes=torch.randint(0, 10, (USERS * POINTS,)), users=users)
        SHARED.update(x=x, y=y, test_x=test_x, test_y=test_y, owners=owners)
        for tensor in SHARED.values():
            tensor.share_memory_()
    return SHARED


def flat(net):
    return torch.cat([p.detach().reshape(-1) for p in net.parameters()])


@torch.no_grad()
def load(vector, net):
    """A vector into a network, whose order in memory (channels last) stays as it is."""
    at = 0
    for p in net.parameters():
        p.copy_(vector[at : at + p.numel()].view(p.shape))
        at += p.numel()


@functools.cache
def network(name):
    """A process's one network, made once."""
    return torch_parts.network(name)


def module_parties(rows, name, start, parties):
    """The sum of the parties' parameters after an epoch each; one network, loaded anew for each."""
    net = network(name).train()
    loss = torch_parts.loss_of(name, net)
    sgd = torch.optim.SGD(net.parameters(), lr=RATE)
    total = torch.zeros_like(start)
    x, y, whose = (rows[key] for key in (("images", "classes", "users") if name == "pfl" else ("x", "y", "owners")))
    for party in parties:
        load(start, net)
        own = whose[party]
        order = own[torch.randperm(len(own))]
        for at in range(0, len(order), BATCH):
            some = order[at : at + BATCH]
            sgd.zero_grad(set_to_none=True)
            loss(x[some], y[some]).backward()
            sgd.step()
        total += flat(net)
    return total


@torch.no_grad()
def batched_parties(rows, name, start, parties):
    """The same, all parties at once: weights k x in x out."""
    net = network(name)
    load(start, net)
    layers = [m for m in net.modules() if isinstance(m, nn.Linear)]
    k = len(parties)
    weights = [layer.weight.t().unsqueeze(0).repeat(k, 1, 1) for layer in layers]
    biases = [layer.bias[None, None].repeat(k, 1, 1) for layer in layers]
    own = rows["owners"][parties]
    order = torch.stack([row[torch.randperm(len(row))] for row in own])
    for at in range(0, order.shape[1], BATCH):
        some = order[:, at : at + BATCH]
        x, y = rows["x"][some], rows["y"][some]
        acts = [x]
        for l, (w, b) in enumerate(zip(weights, biases)):
            z = torch.baddbmm(b, acts[-1], w)
            acts.append(z.clamp_(min=0) if l < len(weights) - 1 else z)
        d = torch.softmax(acts[-1], 2)
        d.scatter_add_(2, y[..., None], torch.full((k, y.shape[1], 1), -1.0))
        d /= y.shape[1]
        for l in range(len(weights) - 1, -1, -1):
            below = torch.bmm(d, weights[l].transpose(1, 2)).mul_(acts[l] > 0) if l > 0 else None
            weights[l].baddbmm_(acts[l].transpose(1, 2), d, alpha=-RATE)
            biases[l].add_(d.sum(1, keepdim=True), alpha=-RATE)
            d = below
    parts = [part for w, b in zip(weights, biases) for part in (w.sum(0).t().reshape(-1), b.sum(0).reshape(-1))]
    return torch.cat(parts)


WAYS = {"module": module_parties, "batched": batched_parties}


@torch.no_grad()
def right(rows, name, params, begin, end):
    """How many of some test rows are classified right; the loss is worked out too, as everybody does."""
    net = network(name).eval()
    load(params, net)
    count = 0
    for at in range(begin, end, CHUNK):
        x, y = (rows[key][at : min(at + CHUNK, end)] for key in ("test_x", "test_y"))
        scores = net(x)
        F.cross_entropy(scores, y)
        count += (scores.argmax(1) == y).sum()
    return count


def work(rows, tasks, answers, inbox, outbox):
    """A process: trains its parties or evaluates its test rows, on one thread."""
    torch.set_num_threads(1)
    while True:
        what, name, *rest = tasks.get()
        if what == "train":
            way, parties = rest
            outbox.copy_(torch.nn.functional.pad(WAYS[way](rows, name, inbox[: size(name)].clone(), parties), pad(name, outbox)))
            answers.put(0)
        else:
            answers.put(int(right(rows, name, inbox[: size(name)].clone(), *rest)))


def size(name):
    return sum(p.numel() for p in torch_parts.network(name).parameters())


def pad(name, whole):
    return 0, len(whole) - size(name)


class Pool:
    """Processes that share the rows; parameters and sums cross in shared memory too."""

    def __init__(self, count):
        context = processes.get_context("fork")
        self.inbox = torch.zeros(2_000_000).share_memory_()
        self.workers = []
        for _ in range(count):
            tasks, answers, outbox = context.SimpleQueue(), context.SimpleQueue(), torch.zeros(2_000_000).share_memory_()
            process = context.Process(target=work, args=(shared(), tasks, answers, self.inbox, outbox), daemon=True)
            process.start()
            self.workers.append((tasks, answers, outbox))

    def round(self, name, way, params, cohort):
        n, count = len(params), len(self.workers)
        self.inbox[:n] = params
        for i, (tasks, _, _) in enumerate(self.workers):
            tasks.put(("train", name, way, cohort[i::count]))
        total = torch.zeros(n)
        for _, answers, outbox in self.workers:
            answers.get()
            total += outbox[:n]
        return total / len(cohort)

    def accuracy(self, name, params):
        rows, count = len(shared()["test_y"]), len(self.workers)
        self.inbox[: len(params)] = params
        for i, (tasks, _, _) in enumerate(self.workers):
            tasks.put(("evaluate", name, rows * i // count, rows * (i + 1) // count))
        return sum(answers.get() for _, answers, _ in self.workers) / rows


class Here:
    """One process, on as many threads as it is given."""

    def round(self, name, way, params, cohort):
        return WAYS[way](shared(), name, params, cohort) / len(cohort)

    def accuracy(self, name, params):
        return int(right(shared(), name, params, 0, len(shared()["test_y"]))) / len(shared()["test_y"])


def seconds(name, way, count, rounds):
    """Seconds a round and the accuracy reached."""
    count, rounds = int(count), int(rounds)
    if count not in POOLS:
        POOLS[count] = Here() if count == 1 else Pool(count)
    pool = POOLS[count]
    params = flat(torch_parts.network(name))
    torch.manual_seed(42)
    start = time.perf_counter()
    for _ in range(rounds):
        params = pool.round(name, way, params, torch.randperm(PARTIES)[:COHORT].tolist())
        accuracy = pool.accuracy(name, params)
    return f"{(time.perf_counter() - start) / rounds} {accuracy}"


def pfl_seconds(count, rounds):
    """Seconds a round of pfl-research's set-up, which evaluates too seldom to count."""
    count, rounds = int(count), int(rounds)
    if count not in POOLS:
        POOLS[count] = Here() if count == 1 else Pool(count)
    params = flat(torch_parts.network("pfl"))
    start = time.perf_counter()
    for _ in range(rounds):
        params = POOLS[count].round("pfl", "module", params, torch.randperm(USERS)[:PFL_COHORT].tolist())
    return (time.perf_counter() - start) / rounds
