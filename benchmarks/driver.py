"""Compares hfc with ONNX Runtime on the same ONNX files and inputs, in one process, in turns.

    .venv/bin/python3 benchmarks/driver.py [CASE…] [--threads 1,2] [--rounds 30] [--output build/benchmarks]

A case is a file in cases/: an ONNX model by name, its dims. For each number of threads the two run by turns: sleep
until both pools are idle, one run to warm up, three timed. A round gives one ratio, of its two medians; printed are the
median and quartiles over the rounds. Also: seconds and peak memory of the compile (summed over its process tree),
size of the artifact, seconds from opening it to the end of the first run, largest difference of the outputs.
Writes results.json and results.svg.
"""

import argparse
import datetime
import importlib.util
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import threading
import time

import numpy
import onnxruntime

import plot
from cases import bert_onnx
from hfc_runtime import Program, load_library

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
IDLE = 0.02  # seconds until spinning workers of either side have gone to sleep
TIMED = 3

ELEMENTS = {"tensor(float)": numpy.float32, "tensor(int64)": numpy.int64, "tensor(int32)": numpy.int32}


def fetch(name):
    spec = importlib.util.spec_from_file_location("fetch_models", ROOT / "scripts" / "fetch-models.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.fetch(name)


def model_of(case):
    """The ONNX file of a case; BERT graphs are made once and kept."""
    if "bert" not in case:
        name, _, rest = case["model"].partition("/")
        return fetch(name) / rest
    path = ROOT / ".cache" / "models" / f"bert-{case['bert']}.onnx"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        bert_onnx.write("base" if case["bert"] == "base" else str(fetch(case["bert"])), str(path))
    return path


def make_inputs(session, dims):
    """Seeded inputs of the declared types; masks are all ones."""
    random, inputs = numpy.random.default_rng(0), {}
    for info in session.get_inputs():
        shape = [dims[size] if isinstance(size, str) else size for size in info.shape]
        element = ELEMENTS[info.type]
        if "mask" in info.name:
            inputs[info.name] = numpy.ones(shape, element)
        elif numpy.issubdtype(element, numpy.integer):
            inputs[info.name] = random.integers(1, 20000, shape).astype(element)
        else:
            inputs[info.name] = random.uniform(-1, 1, shape).astype(element)
    return inputs


def tree_memory(root):
    """Bytes of a process and all below it; pages that several share count once (PSS)."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parent = int(pathlib.Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry))
    total, queue = 0, [root]
    while queue:
        process = queue.pop()
        queue += children.get(process, [])
        try:
            for line in pathlib.Path("/proc", str(process), "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
        except (OSError, ProcessLookupError):
            pass
    return total


def size_of(path):
    return sum(part.stat().st_size for part in path.rglob("*")) if path.is_dir() else path.stat().st_size


def watch_memory(process):
    """Its exit status, its end by the clock, and the largest memory that it and all below it had."""
    peak = 0

    def watch():
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, tree_memory(process.pid))
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    status, end = process.wait(), time.perf_counter()
    watcher.join()
    return status, end, peak


def compile_model(hfc, model, artifact, *flags):
    start = time.perf_counter()
    process = subprocess.Popen([hfc, "compile", model, "--target=host", "-o", artifact, *flags])
    status, end, peak = watch_memory(process)
    seconds = end - start
    if status:
        sys.exit(f"error: hfc compile {model} ended with status {status}")
    return {"compile_seconds": seconds, "compile_peak_bytes": peak, "artifact_bytes": artifact.stat().st_size,
            "model_bytes": size_of(model)}


class Peer:
    """ONNX Runtime on a file, or on the bytes of one, and the inputs of its runs."""

    def __init__(self, model, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        model = model if isinstance(model, bytes) else str(model)
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self.names = [info.name for info in self.session.get_outputs()]
        self.inputs = {}

    def step(self):
        return self.session.run(self.names, self.inputs)

    def outputs(self):
        return dict(zip(self.names, self.step()))


class Own:
    """A program on inputs of whoever has them all by name; before each run its state is cut to `kept` places."""

    def __init__(self, program, inputs, kept=None):
        self.program, self.kept = program, kept
        self.inputs = {name: numpy.ascontiguousarray(inputs[name]) for name in program.inputs if name in inputs}
        program.bind(self.inputs)

    def step(self):
        if self.kept is not None:
            self.program.truncate(self.kept)
        self.program.step()

    def outputs(self):
        self.step()
        return self.program.results()


def difference(wanted, got):
    """The largest one over the outputs that both have, each as a share of its largest magnitude."""
    return max(float(numpy.abs(got[name] - value).max() / max(numpy.abs(value).max(), 1e-30))
               for name, value in wanted.items() if name in got and value.size)


def seconds_of(run, clock=time.perf_counter):
    start = clock()
    run()
    return clock() - start


def timed(run, count=TIMED, clock=time.perf_counter):
    """Median seconds of a few runs after one that warms up, from idle."""
    time.sleep(IDLE)
    run()
    return statistics.median(seconds_of(run, clock) for _ in range(count))


def take_turns(sides, rounds, count=TIMED, clock=time.perf_counter):
    """Seconds of each side in each round, in which each runs so many times."""
    samples = {side: [] for side in sides}
    for number in range(rounds):
        # Whoever goes first finds the machine as the other left it: take turns at that, too.
        for side in sorted(sides, reverse=number % 2):
            samples[side].append(timed(sides[side], count, clock))
    return samples


def ratio(own, peer):
    """Of the peer's seconds to one's own, over the rounds."""
    low, middle, high = statistics.quantiles([b / a for a, b in zip(own, peer)], n=4)
    return {"ratio": middle, "ratio_quartiles": [low, high]}


def compare(library, model, artifact, dims, threads, rounds):
    peer = Peer(model, threads)
    peer.inputs = make_inputs(peer.session, dims)

    start = time.perf_counter()
    own = Own(Program(library, artifact, threads), peer.inputs)
    own.step()
    first = time.perf_counter() - start

    error = difference(peer.outputs(), own.outputs())
    samples = take_turns({"hfc": own.step, "onnxruntime": peer.step}, rounds)
    own.program.close()
    return ratio(samples["hfc"], samples["onnxruntime"]) | {
        "threads": threads, "rounds": rounds,
        "milliseconds": {side: 1e3 * statistics.median(values) for side, values in samples.items()},
        "open_and_first_run_seconds": first, "largest_difference": error, "samples_seconds": samples,
    }


def machine():
    cpu = next(line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    governor = pathlib.Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return {
        "cpu": cpu, "cores": os.cpu_count(), "governor": governor.read_text().strip() if governor.exists() else "unknown",
        "kernel": platform.release(), "load_average": os.getloadavg()[0], "hfc": commit.stdout.strip(),
        "onnxruntime": onnxruntime.__version__, "date": datetime.datetime.now().isoformat(timespec="minutes"),
        "command": " ".join(sys.argv),
    }


def add_options(parser, rounds):
    """Those that benchmarks share."""
    parser.add_argument("--threads", type=lambda text: [int(word) for word in text.split(",")], default=[1, 2])
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")


def add_models(parser):
    parser.add_argument("--models", type=pathlib.Path, default=ROOT / "build" / "base-families",
                        help="what scripts/make-families --base made")


def main():
    known = sorted(path.stem for path in (HERE / "cases").glob("*.json"))
    parser = argparse.ArgumentParser(description="Compares hfc with ONNX Runtime.")
    parser.add_argument("cases", nargs="*", help=", ".join(known))
    add_options(parser, rounds=30)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    library = load_library(options.build / "lib" / "libhfcrt.so")

    report = {"machine": machine(), "cases": []}
    print(f"{'case':<28}{'threads':>8}{'hfc ms':>10}{'ORT ms':>10}{'ratio':>8}   quartiles     difference")
    for name in options.cases or known:
        case = json.loads((HERE / "cases" / f"{name}.json").read_text())
        model, artifact = model_of(case), options.output / f"{name}.hfa"
        result = {"id": name, "name": case["name"], "dims": case["dims"]}
        result |= compile_model(options.build / "bin" / "hfc", model, artifact)
        result["runs"] = []
        for threads in options.threads:
            run = compare(library, model, artifact, case["dims"], threads, options.rounds)
            result["runs"].append(run)
            low, high = run["ratio_quartiles"]
            times = run["milliseconds"]
            print(f"{case['name']:<28}{threads:>8}{times['hfc']:>10.2f}{times['onnxruntime']:>10.2f}{run['ratio']:>8.2f}"
                  f"   {low:.2f} … {high:.2f}   {run['largest_difference']:.1e}", flush=True)
        first = min(run["open_and_first_run_seconds"] for run in result["runs"])
        print(f"    compile {result['compile_seconds']:.2f} s, peak {result['compile_peak_bytes'] / 1e6:.0f} MB, "
              f"artifact {result['artifact_bytes'] / 1e6:.1f} MB of {result['model_bytes'] / 1e6:.1f} MB model, "
              f"open and first run {first * 1e3:.1f} ms", flush=True)
        report["cases"].append(result)
    (options.output / "results.json").write_text(json.dumps(report, indent=1))
    (options.output / "results.svg").write_text(plot.svg(report))
    print(f"written: {options.output}/results.json, results.svg")


if __name__ == "__main__":
    main()
