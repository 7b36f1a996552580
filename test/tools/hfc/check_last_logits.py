"""logits_to_keep of a decoder's prefill, by the command line: check_last_logits.py ARTIFACT SCRATCH."""

import pathlib
import subprocess
import sys

import numpy

artifact, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
scratch.mkdir(parents=True, exist_ok=True)
numpy.save(scratch / "ids.npy", numpy.arange(10).reshape(2, 5))


def run(count, name):
    numpy.save(scratch / "count.npy", numpy.int64(count))
    return subprocess.run(
        ["hfc", "run", artifact, "--input", f"input_ids={scratch}/ids.npy", "--input",
         f"logits_to_keep={scratch}/count.npy", "--output-dir", scratch / name],
        capture_output=True, text=True,
    )


for name, count in {"all": 0, "last": 1, "more": 9}.items():
    run(count, name).check_returncode()
whole, last, more = (numpy.load(scratch / name / "logits.npy") for name in ("all", "last", "more"))
assert whole.shape == more.shape == (2, 5, 50) and last.shape == (2, 1, 50), (whole.shape, more.shape, last.shape)
assert numpy.allclose(whole[:, -1:], last, rtol=0, atol=1e-5) and numpy.array_equal(whole, more)
print("the last of 5 are the same")
refused = run(-1, "none")
assert refused.returncode == 1, refused
print(refused.stderr)
