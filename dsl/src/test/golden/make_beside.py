"""Puts a run's file together whose arrays lie beside it, from one that holds them; plain Python 3.

python3 make_beside.py ../resources/dev/parley/run/kept/format-2
"""

import base64
import hashlib
import json
import re
import struct
import sys
from pathlib import Path

folder = Path(sys.argv[1])
text = (folder / "golden.json").read_text("utf-8")
run = json.loads(text)
data = b"".join(base64.b64decode(line) for line in run["values"])
header = json.dumps(run["tensors"]["inside"], separators=(",", ":")).encode()
header += b" " * (-len(header) % 8)
arrays = struct.pack("<Q", len(header)) + header + data
sha256 = hashlib.sha256(arrays).hexdigest()
name = f"beside.{sha256[:16]}.safetensors"
for old in folder.glob("beside.*.safetensors"):
    old.unlink()
(folder / name).write_bytes(arrays)
named = json.dumps({"beside": {"file": name, "bytes": len(arrays), "sha256": sha256}}, separators=(",", ":"))
text = re.sub(r'^"tensors": .*,$', lambda _: f'"tensors": {named},', text, flags=re.M)
text = re.sub(r'"values": \[.*?\n\],\n', "", text, flags=re.S)
text = re.sub(r'"sha256": "[0-9a-f]{64}"\n}\n$', "", text)
(folder / "beside.json").write_text(text + f'"sha256": "{hashlib.sha256(text.encode()).hexdigest()}"\n}}\n', "utf-8")
