"""Models compiled for AMD's GPUs, executed on the simulator: MiniLM at 32 tokens on each kind of chip and precision against
the processor, and ONNX's node tests (scripts/test conformance makes them) at -O3: all on gfx942, in an order that spreads
over all operators, until the time is used up, and some on each other kind of chip; the same of com.microsoft's (scripts/test
contrib). Prints `passed|failed|skipped NAME[: detail]`, as scripts/run-tests.py reads it.

    run.py [--tools DIR] [--seconds N] [--conformance DIR] [NAME…]
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import importlib.util
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import onnx
import onnx.numpy_helper

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = [ROOT / "test/conformance/onnx/expected-failures.txt", ROOT / "test/simulators/expected-failures.txt"]
# Chip, precision, and the largest error of last_hidden_state as a share of its largest magnitude.
MINILM = [
    ("gfx942", "f32", 1e-5), ("gfx942", "f16", 2e-3), ("gfx942", "bf16", 1e-2), ("gfx90a", "f16", 2e-3),
    ("gfx950", "bf16", 1e-2), ("gfx1100", "f16", 2e-3),
]
OTHER_CHIPS = ["gfx90a", "gfx950", "gfx1100"]


def fetch(name):
    """A model by its name, as scripts/fetch-models.py brings it."""
    spec = importlib.util.spec_from_file_location("fetch_models", ROOT / "scripts" / "fetch-models.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.fetch(name)


def hfc(tools, *words, timeout=120):
    """Runs hfc; raises with its first lines where it fails."""
    done = subprocess.run(
        [str(tools / "hfc"), *map(str, words)], capture_output=True, text=True, errors="replace", timeout=timeout
    )
    if done.returncode:
        raise RuntimeError(" | ".join((done.stderr.strip() or f"exit status {done.returncode}").splitlines()[:3]))


def minilm(tools, scratch):
    folder, random = fetch("minilm"), numpy.random.default_rng(3)
    numpy.save(scratch / "ids.npy", random.integers(1000, 20000, (1, 32)))

    def run(target, device, precision):
        out = scratch / f"{device}-{precision}".replace(":", "-")
        hfc(tools, "compile", folder, f"--target={target}", f"--precision={precision}", "-o", f"{out}.hfa")
        arguments = ["--input", f"input_ids={scratch}/ids.npy", "--output-dir", out, f"--device={device}"]
        start = time.monotonic()
        hfc(tools, "run", f"{out}.hfa", *arguments)
        return numpy.load(out / "last_hidden_state.npy").astype(numpy.float64), time.monotonic() - start

    wanted, _ = run("host", "cpu", "f32")
    for chip, precision, bound in MINILM:
        name = f"minilm {chip} {precision}"
        try:
            got, seconds = run(chip, f"sim:{chip}", precision)
            error = numpy.abs(got - wanted).max() / numpy.abs(wanted).max()
            outcome = "passed" if error <= bound else "failed"
            print(f"{outcome} {name}: error {error:.1e}, at most {bound:.1e}; {seconds:.1f} s", flush=True)
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as problem:
            print(f"failed {name}: {problem}", flush=True)


def read_tensor(path):
    return onnx.numpy_helper.to_array(onnx.load_tensor(str(path)))


def node_test(tools, folder, chip, relative, absolute, scratch):
    """Empty, or what went wrong."""
    try:
        model = onnx.load(str(folder / "model.onnx"), load_external_data=False)
        data = folder / "test_data_set_0" if (folder / "test_data_set_0").is_dir() else folder
        with tempfile.TemporaryDirectory(dir=scratch) as name:
            out = pathlib.Path(name)
            arguments = [f"--target={chip}", "--subnormals=keep", "-o", out / "model.hfa"]
            hfc(tools, "compile", folder / "model.onnx", *arguments)
            inputs = []
            for i, tensor in enumerate(model.graph.input):
                inputs += ["--input", f"{tensor.name}={data}/input_{i}.pb"] if (data / f"input_{i}.pb").exists() else []
            hfc(tools, "run", out / "model.hfa", f"--device=sim:{chip}", *inputs, "--output-dir", out, "--output-format=pb")
            for i, tensor in enumerate(model.graph.output):
                wanted = read_tensor(data / f"output_{i}.pb")
                got = next(p for p in out.glob("*.pb") if onnx.load_tensor(str(p)).name in (tensor.name, ""))
                got = read_tensor(got)
                if got.shape != wanted.shape or got.dtype != wanted.dtype:
                    return f"output {i} is {got.dtype}{list(got.shape)}, not {wanted.dtype}{list(wanted.shape)}"
                if numpy.isinf(relative):  # random numbers
                    good = True
                elif wanted.dtype.kind in "biuSU":
                    good = numpy.array_equal(got, wanted)
                else:
                    # As ONNX's own runner does: bf16 is rounded at other places by everybody.
                    share = max(relative, 2**-6) if wanted.dtype.name == "bfloat16" else relative
                    pair = got.astype(numpy.float64), wanted.astype(numpy.float64)
                    good = numpy.allclose(*pair, rtol=share, atol=absolute, equal_nan=True)
                if not good:
                    return f"output {i} differs"
        return ""
    except (RuntimeError, OSError, ValueError, StopIteration, subprocess.TimeoutExpired) as problem:
        return str(problem) or type(problem).__name__


def node_tests(tools, folder, seconds, names, scratch):
    expected = []  # patterns of names
    for path in EXPECTED:
        for line in path.read_text().splitlines():
            if line and not line.startswith("#"):
                name, _, mode = line.partition(" | ")[0].partition(" ")
                expected += [name] if mode in ("", "-O3") else []
    rows = [line.split() for line in (folder / "index.txt").read_text().splitlines()]
    # The fourth word says why a test is out of scope, `-` that it is not.
    for reason, count in sorted(collections.Counter(row[3] for row in rows if row[3] != "-").items()):
        print(f"skipped {folder.name} out of scope, {reason}: {count}", flush=True)
    rows = [row for row in rows if row[3] == "-"]
    for name in (row[0].rpartition("/")[2] for row in rows):
        if any(fnmatch.fnmatchcase(name, pattern) for pattern in expected):
            print(f"skipped {name}: may fail, says expected-failures.txt", flush=True)
    rows = [row for row in rows if not any(fnmatch.fnmatchcase(row[0].rpartition("/")[2], name) for name in expected)]
    rows = [row for row in rows if not names or row[0].rpartition("/")[2] in names]
    # Neighbours test the same operator: take each seventh first, so that a shorter run still sees them all.
    others = [(row, chip) for start, chip in enumerate(OTHER_CHIPS) for row in rows[start::7]]
    rows = others + [(row, "gfx942") for start in range(7) for row in rows[start::7]]
    end = time.monotonic() + seconds

    def run(case):
        (relative, rtol, atol, *_), chip = case
        name = relative if chip == "gfx942" else f"{relative} {chip}"
        if time.monotonic() > end:
            return name, None
        return name, node_test(tools, folder / relative, chip, float(rtol), float(atol), scratch)

    late = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for name, problem in pool.map(run, rows):
            if problem is None:
                late += 1
            else:
                print(f"failed {name}: {problem}" if problem else f"passed {name}", flush=True)
    if late:
        print(f"skipped node tests: {late} of {len(rows)} do not fit into {seconds} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--conformance", type=pathlib.Path, default=ROOT / "build" / "conformance")
    parser.add_argument("--seconds", type=int, default=420)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        if not options.names or "minilm" in options.names:
            minilm(options.tools, scratch)
        for folder in (options.conformance, options.conformance.parent / "contrib"):
            if (folder / "index.txt").exists():
                node_tests(options.tools, folder, options.seconds, options.names, scratch)
            else:
                print(f"skipped {folder.name}: scripts/test {folder.name} makes them")


if __name__ == "__main__":
    sys.exit(main())
