"""Writes src/test/resources/golden/python.safetensors by Python's own safetensors (0.8.0, numpy 2.4.6)."""

import sys

import numpy as np
from safetensors.numpy import save_file

arrays = {
    "weight": np.arange(12, dtype=np.float32).reshape(3, 4) / 8 - 0.5,
    "bias": np.array([1.5, -0.0, np.float32(1e-40)], dtype=np.float32),
    "scale": np.array(0.25, dtype=np.float32),
}
save_file(arrays, sys.argv[1], metadata={"origin": "python"})
