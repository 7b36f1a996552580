"""Compiles the tiny model of a class and compares a run with its float64 reference: check_class.py CLASS SCRATCH [OPTION…]"""

import pathlib
import subprocess
import sys

import numpy

name, scratch, *options = sys.argv[1:]
folder = pathlib.Path(__file__).parent / "Inputs" / name
scratch = pathlib.Path(scratch)
scratch.mkdir(parents=True, exist_ok=True)
reference = numpy.load(folder / "reference.npz")

artifact = scratch / "model.hfa"
subprocess.run(["hfc", "compile", folder, "--target=host", "-o", artifact, *options], check=True)
command = ["hfc", "run", artifact, "--output-dir", scratch]
for key in reference.files:
    kind, _, tensor = key.partition(".")
    if kind == "input":
        numpy.save(scratch / f"in-{tensor}.npy", reference[key])
        command += ["--input", f"{tensor}={scratch}/in-{tensor}.npy"]
subprocess.run(command, check=True)

# A padded token attends in its own way: the classes compute it, and nobody reads it.
seen = reference["input.attention_mask"] != 0
for key in reference.files:
    kind, _, tensor = key.partition(".")
    if kind != "output":
        continue
    wanted, got = reference[key], numpy.load(scratch / f"{tensor}.npy")
    assert got.shape == wanted.shape, f"{tensor}: {got.shape}, not {wanted.shape}"
    if wanted.shape[:2] == seen.shape:
        wanted, got = wanted[seen], got[seen]
    error = numpy.abs(got - wanted).max() / numpy.abs(wanted).max()
    assert error < 2e-6, f"{tensor}: {error:.2e} of its largest value"
    print(f"{tensor} within {error:.1e}")
