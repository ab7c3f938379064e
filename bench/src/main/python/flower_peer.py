"""The same rounds in Flower's simulation (Ray, PyTorch): says when each round ended, so that the start can be told apart.

As Flower's own PyTorch example has it, with everything that would only cost time left out: rows are read once a process,
no client evaluates, the server does. A client takes one core, so two work side by side.
"""

import json
import logging
import sys
import time

START = time.perf_counter()

import torch
from flwr.app import ArrayRecord, Message, MetricRecord, RecordDict
from flwr.clientapp import ClientApp
from flwr.serverapp import ServerApp
from flwr.serverapp.strategy import FedAvg
from flwr.simulation import run_simulation

import torch_parts

MODEL, ROUNDS = sys.argv[1], int(sys.argv[2])
PARTIES, COHORT, BATCH, RATE = 100, 10, 10, 0.1
KEPT = {}
ENDED = []


def kept(name, make):
    if name not in KEPT:
        KEPT[name] = make()
    return KEPT[name]


client = ClientApp()


@client.train()
def train(message, context):
    torch.set_num_threads(1)
    x, y = kept("train", lambda: torch_parts.images("train"))
    owners = kept("owners", lambda: torch.randperm(len(y), generator=torch.Generator().manual_seed(7)).reshape(PARTIES, -1))
    net = torch_parts.network(MODEL)
    net.load_state_dict(message.content["arrays"].to_torch_state_dict())
    loss = torch_parts.loss_of(MODEL, net)
    sgd = torch.optim.SGD(net.parameters(), lr=RATE)
    own = owners[int(context.node_config["partition-id"])]
    order = own[torch.randperm(len(own))]
    for at in range(0, len(order), BATCH):
        some = order[at : at + BATCH]
        sgd.zero_grad(set_to_none=True)
        loss(x[some], y[some]).backward()
        sgd.step()
    answer = {"arrays": ArrayRecord(net.state_dict()), "metrics": MetricRecord({"num-examples": len(own)})}
    return Message(content=RecordDict(answer), reply_to=message)


server = ServerApp()


def evaluate(number, arrays):
    x, y = kept("test", lambda: torch_parts.images("t10k"))
    net = torch_parts.network(MODEL)
    net.load_state_dict(arrays.to_torch_state_dict())
    with torch.no_grad():
        right = float((net(x).argmax(1) == y).float().mean())
    ENDED.append((time.perf_counter() - START, right))
    return MetricRecord({"accuracy": right})


@server.main()
def main(grid, context):
    FedAvg(fraction_train=COHORT / PARTIES, fraction_evaluate=0.0, min_train_nodes=COHORT).start(
        grid=grid,
        initial_arrays=ArrayRecord(torch_parts.network(MODEL).state_dict()),
        num_rounds=ROUNDS,
        evaluate_fn=evaluate,
    )


if __name__ == "__main__":
    logging.getLogger("flwr").setLevel(logging.WARNING)
    resources = {"client_resources": {"num_cpus": 1, "num_gpus": 0.0}, "init_args": {"num_cpus": 2, "include_dashboard": False}}
    run_simulation(server_app=server, client_app=client, num_supernodes=PARTIES, backend_config=resources)
    print("\n" + json.dumps({"seconds": [seconds for seconds, _ in ENDED], "accuracy": ENDED[-1][1]}))
