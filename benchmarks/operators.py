"""Every operator at a realistic size, hfc and ONNX Runtime in turns in one process.

    .venv/bin/python3 benchmarks/operators.py [NAME…] [--threads 1] [--rounds 10] [--output build/benchmarks]

Prints the ratio of ONNX Runtime's time to hfc's, each the least of the rounds, slowest first. Refuses to run where an
operator that hfc knows has neither a case nor a reason for having none (cases/operators.py). NAME takes the cases whose
names begin so. Writes operators.json.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import time

import onnx
import onnxruntime

from cases.coverage import check_cases
from cases.operators import cases
from driver import ROOT, Peer, machine
from hfc_runtime import Program, load_library

BATCH = 1e-3  # seconds that one sample lasts at least


def sample(run, times):
    start = time.perf_counter()
    for _ in range(times):
        run()
    return (time.perf_counter() - start) / times


def measure(library, artifact, model, feeds, threads, rounds):
    peer = Peer(model.SerializeToString(), threads)
    values = {name: onnxruntime.OrtValue.ortvalue_from_numpy(value) for name, value in feeds.items()}
    program = Program(library, artifact, threads)
    program.bind(feeds)
    # ort values on both ends: ONNX Runtime copies nothing to NumPy, as hfc does not.
    sides = [program.step, lambda: peer.session.run_with_ort_values(peer.names, values)]
    for run in sides:
        run()
    repeats = [max(1, int(BATCH / sample(run, 3))) for run in sides]
    seconds = ([], [])
    for number in range(rounds):
        for side in ((0, 1), (1, 0))[number % 2]:
            seconds[side].append(sample(sides[side], repeats[side]))
    program.close()
    own, other = min(seconds[0]), min(seconds[1])
    return {"ratio": other / own, "hfc_us": 1e6 * own, "onnxruntime_us": 1e6 * other}


def main():
    parser = argparse.ArgumentParser(description="Compares every operator with ONNX Runtime.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    hfc = options.build / "bin" / "hfc"
    check_cases(hfc)
    options.output.mkdir(parents=True, exist_ok=True)
    library = load_library(options.build / "lib" / "libhfcrt.so")

    results, refused = {}, {}
    for case in cases():
        if options.names and not case.name.startswith(tuple(options.names)):
            continue
        path, artifact, model = options.output / "operator.onnx", options.output / "operator.hfa", case.model()
        onnx.save(model, path)
        compiled = subprocess.run([hfc, "compile", path, "--target=host", "-o", artifact], capture_output=True, text=True)
        if compiled.returncode:
            refused[case.name] = compiled.stderr.strip()
            continue
        try:
            results[case.name] = measure(library, artifact, model, case.feeds(), options.threads, options.rounds)
        except onnxruntime.capi.onnxruntime_pybind11_state.NotImplemented:
            refused[case.name] = "ONNX Runtime has no kernel for it"
        print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)

    print(f"{'operator':<36}{'hfc us':>10}{'ORT us':>10}{'ratio':>8}")
    for name, result in sorted(results.items(), key=lambda item: item[1]["ratio"]):
        print(f"{name:<36}{result['hfc_us']:>10.1f}{result['onnxruntime_us']:>10.1f}{result['ratio']:>8.2f}")
    slow = sum(result["ratio"] < 0.5 for result in results.values())
    print(f"{len(results)} measured at {options.threads} threads, {slow} below 0.5, {len(refused)} refused")
    for name, why in refused.items():
        print(f"  {name}: {why}")
    report = {"machine": machine(), "threads": options.threads, "operators": results, "refused": refused}
    (options.output / "operators.json").write_text(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
