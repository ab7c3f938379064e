"""Flower's side of secure sums: answers `secure PARTIES LENGTH LEAVING` with seconds a party and for the coordinator, and bytes.

The steps of its SecAgg+ workflow with all as neighbors, by its own functions. One party does all of its steps; of the
coordinator's, each kind is done a few times, and counted as often as a round has it. `mask` answers milliseconds of one mask of
200,000 numbers and of sharing one key 67 of 100.
"""

import os
import sys
import time

import flwr
import numpy as np
from flwr.common import ndarray_to_bytes
from flwr.common.secure_aggregation.crypto.shamir import combine_shares, create_shares
from flwr.common.secure_aggregation.crypto.symmetric_encryption import decrypt, encrypt, generate_shared_key
from flwr.common.secure_aggregation.ndarrays_arithmetic import (
    factor_combine,
    parameters_addition,
    parameters_mod,
    parameters_multiply,
    parameters_subtraction,
)
from flwr.common.secure_aggregation.quantization import quantize
from flwr.common.secure_aggregation.secaggplus_utils import (
    pseudo_rand_gen,
    share_keys_plaintext_concat,
    share_keys_plaintext_separate,
)
from flwr.supercore.primitives.asymmetric import (
    bytes_to_private_key,
    bytes_to_public_key,
    generate_key_pairs,
    private_key_to_bytes,
    public_key_to_bytes,
)

MOD = 1 << 32
LEVELS = 1 << 22


def now():
    return time.process_time()


def pair():
    private, public = generate_key_pairs()
    return private_key_to_bytes(private), public_key_to_bytes(public)


def party(n, vector, threshold):
    """All steps of party 0, and its bytes; what the others would send it is made before, and not timed."""
    others = [(pair(), pair()) for _ in range(n - 1)]
    start = now()
    masks, channel = pair(), pair()
    seed = os.urandom(32)
    of_seed = create_shares(seed, threshold, n)
    of_key = create_shares(masks[0], threshold, n)
    keys, letters = [], []
    for i, (_, theirs) in enumerate(others):
        keys.append(generate_shared_key(bytes_to_private_key(channel[0]), bytes_to_public_key(theirs[1])))
        letters.append(encrypt(keys[i], share_keys_plaintext_concat(0, i + 1, of_seed[i + 1], of_key[i + 1])))
    for key, letter in zip(keys, letters):
        share_keys_plaintext_separate(decrypt(key, letter))
    numbers = quantize(parameters_multiply([vector], 1.0), 8.0, LEVELS)
    numbers = factor_combine(LEVELS, numbers)
    shapes = [each.shape for each in numbers]
    numbers = parameters_addition(numbers, pseudo_rand_gen(seed, MOD, shapes))
    for theirs, _ in others:
        common = generate_shared_key(bytes_to_private_key(masks[0]), bytes_to_public_key(theirs[1]))
        numbers = parameters_subtraction(numbers, pseudo_rand_gen(common, MOD, shapes))
    numbers = parameters_mod(numbers, MOD)
    sent = sum(len(ndarray_to_bytes(each)) for each in numbers)
    taken = now() - start
    sent += sum(map(len, letters)) + len(masks[1]) + len(channel[1]) + n * len(of_seed[0])
    return taken, sent, numbers, shapes, of_seed, of_key, masks, others


def coordinator(n, leaving, threshold, made):
    _, _, numbers, shapes, of_seed, of_key, masks, others = made
    staying = n - leaving
    start = now()
    for _ in range(3):
        numbers = parameters_addition(numbers, numbers)
    adding = (now() - start) / 3
    start = now()
    for _ in range(3):
        seed = combine_shares(of_seed[:threshold])
        numbers = parameters_subtraction(numbers, pseudo_rand_gen(seed, MOD, shapes))
    opening = (now() - start) / 3
    start = now()
    key = combine_shares(of_key[:threshold])
    joining = now() - start
    start = now()
    for theirs, _ in others[:5]:
        common = generate_shared_key(bytes_to_private_key(key), bytes_to_public_key(theirs[1]))
        numbers = parameters_addition(numbers, pseudo_rand_gen(common, MOD, shapes))
    common = (now() - start) / 5
    return staying * (adding + opening) + leaving * (joining + staying * common)


def main():
    print(f"flwr {flwr.__version__}, NumPy {np.__version__}", flush=True)
    for line in sys.stdin:
        word, *numbers = line.split()
        if word == "mask":
            start = now()
            for _ in range(20):
                pseudo_rand_gen(os.urandom(32), MOD, [(200_000,)])
            mask = (now() - start) / 20
            secret = pair()[0]
            start = now()
            create_shares(secret, 67, 100)
            print(mask * 1e3, (now() - start) * 1e3, flush=True)
            continue
        n, length, leaving = map(int, numbers)
        threshold = 2 * n // 3 + 1
        vector = np.random.default_rng(1).standard_normal(length).astype(np.float32)
        made = party(n, vector, threshold)
        print(made[0], coordinator(n, leaving, threshold, made), made[1], flush=True)


main()
