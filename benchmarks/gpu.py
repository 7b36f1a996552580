"""The table of cycles: contractions compiled for AMD's GPUs, one of their workgroups executed on the simulator, and from
what it executed an estimate of the time on the chip (simulators/amdgpu/cycles). No GPU is needed, nothing is timed.

    .venv/bin/python3 benchmarks/gpu.py [--chips gfx942,…] [--precisions f16,bf16] [--shapes square,bert,llama] [--rows 1,16,…]
                                        [--tools build/release/bin] [--output build/benchmarks]

A row is one contraction with a bias. Of the inner loop: the share of matrix instructions; cycles of issue, LDS and L1 as
a share of the matrix unit's (less than 100 %: the matrix unit is the bound); of loads from memory and from LDS the least and
the median number of cycles to the wait for them, the latency of the chip table, and how many the wave had to stand for (those
that others' loads delay, too). `unit` is the estimated share of a busy compute unit's matrix peak, prologue and epilogue
included, `chip` that of the whole chip with what tiles leave over, and `public` what somebody measured of AMD's libraries in
this size on such a chip, of its peak at boost; where from is printed below. `us` is the estimated time, `bound` that of the
arithmetic at peak or the operands moved once, `ratio` us / (bound + 2 us). `mca` is llvm-mca's opinion of the loop: the bound
of the matrix unit over its cycles, waits and caches unseen; it has no model of gfx11's matrix instructions. Writes gpu.json.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
import onnx
from onnx import TensorProto, helper

ROOT = pathlib.Path(__file__).resolve().parent.parent
MCA = "/usr/lib/llvm-22/bin/llvm-mca"
LAUNCH_US = 2
# Names, and columns and terms of the sum: the projections of BERT-base and of Llama-3.2-1B.
SHAPES = {
    "square": [("4096", 4096, 4096)],
    "bert": [("bert attention", 768, 768), ("bert up", 3072, 768), ("bert down", 768, 3072)],
    "llama": [("llama qo", 2048, 2048), ("llama kv", 512, 2048), ("llama up", 8192, 2048), ("llama down", 2048, 8192)],
}
# Of 4096 x 4096 x 4096: what was measured in percent of the peak, and by whom. Clocks of such runs are not known.
PUBLIC = {
    "gfx90a": (
        {"f16": 65, "bf16": 67},
        "MI210: 117.1 and 120.6 of 181 TFLOPS, PyTorch 2.13, ROCm 7.2 (github.com/zzc0721/torch-performance-test-data/issues/195)",
    ),
    "gfx942": (
        {},
        "MI300X: none found in this size; AMD speaks of up to 94 % of the peak at the clock that the chip holds, in the best of "
        "sizes (rocm.blogs.amd.com, measuring-max-achievable-flops-part2)",
    ),
    "gfx950": ({}, "MI350: none found in this size; 1281 of 2500 TFLOPS in bf16, a hand-written kernel (arXiv 2511.08083)"),
    "gfx1100": (
        {"f16": 86, "bf16": 81},
        "RX 7900 XTX: 105.4 and 99.4 of 122.8 TFLOPS, PyTorch 2.7, ROCm 6.3 (the same, issues/58)",
    ),
}
COLUMNS = (
    f"{'chip':<8} {'type':<5} {'contraction':<15} {'rows':>5}  {'tile':<22} {'VGPR':>4} {'LDS':>6} {'waves':>5}  "
    f"{'matrix':>6} {'issue':>6} {'LDS':>6} {'L1':>6}  {'bound':<7} {'conflicts':>9}  "
    f"{'memory':>14} {'late':>5} {'LDS':>12} {'late':>5}  {'unit':>5} {'chip':>5} {'public':>6} {'us':>8} {'bound':>8} {'ratio':>6} {'mca':>5}"
)


def save_model(path, precision, columns, terms):
    """Weights and activations are of the type that it is computed in."""
    kind = TensorProto.BFLOAT16 if precision == "bf16" else TensorProto.FLOAT16
    values = numpy.random.default_rng(1).uniform(-0.05, 0.05, (terms, columns)).astype(numpy.float32)
    bits = values.view(numpy.uint32) >> 16 if precision == "bf16" else values.astype(numpy.float16).view(numpy.uint16)

    def tensor(name, part):
        return helper.make_tensor(name, kind, part.shape, part.astype(numpy.uint16).tobytes(), raw=True)

    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["product"]), helper.make_node("Add", ["product", "b"], ["y"])],
        "contraction",
        [helper.make_tensor_value_info("x", kind, ["rows", terms])],
        [helper.make_tensor_value_info("y", kind, ["rows", columns])],
        [tensor("w", bits), tensor("b", bits[0])],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10), path)


def run(tools, *words):
    done = subprocess.run([str(tools / "hfc"), *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr.strip())
    return done.stdout


def mca(chip, text):
    """The matrix unit's bound over the cycles that llvm-mca counts; None where it knows too little."""
    lines = [line for line in text.splitlines() if not re.match(r"s_(cbranch|branch)", line)]
    command = [MCA, "-mtriple=amdgcn-amd-amdhsa", f"-mcpu={chip}", "-iterations=100"]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True)
    cycles = re.search(r"Total Cycles:\s+(\d+)", done.stdout)
    bound = re.search(r"Block RThroughput:\s+([\d.]+)", done.stdout)
    if chip.startswith("gfx11") or not cycles or "mfma" not in text:
        return None
    return float(bound[1]) / (int(cycles[1]) / 100)


def measure(tools, artifact, chip, rows, columns, terms):
    report = json.loads(run(tools, "bench", artifact, f"--device=sim:{chip}", "--dim", f"rows={rows}", "--json"))
    kernels = report["kernels"]
    main = max(kernels, key=lambda kernel: kernel["estimate"]["cycles"])
    arithmetic = rows * columns * terms / (report["peak_multiply_adds_half"] * report["simds"] * report["clock_mhz"])
    moved = 2 * (rows * terms + terms * columns + columns + rows * columns)
    bound = max(arithmetic, moved / report["memory_gb_per_s"] * 1e-3)
    loop = main.get("loop")
    return {
        "kernel": main, "kernels": len(kernels), "us": report["us"], "bound_us": bound,
        "ratio": report["us"] / (bound + LAUNCH_US), "machine_share": arithmetic / report["us"],
        "mca": mca(chip, loop["text"]) if loop else None,
    }


def share(value, whole):
    return f"{100 * value / whole:.0f} %" if whole else "-"


def line(chip, precision, name, rows, row):
    kernel, loop = row["kernel"], row["kernel"].get("loop")
    matrix = loop["matrix_cycles"] if loop else 0
    text = (
        f"{chip:<8} {precision:<5} {name:<15} {rows:>5}  {kernel['strategy'].removeprefix('contract ')[:22]:<22} "
        f"{kernel['vgprs']:>4} {kernel['lds_bytes']:>6} {kernel['workgroup_waves']:>2}x{kernel['estimate']['resident']:<2}  "
    )
    if loop:
        text += f"{share(loop['mix'].get('matrix', 0), loop['instructions']):>6} "
        text += " ".join(f"{share(loop[key], matrix):>6}" for key in ("issue_cycles", "lds_cycles", "l1_cycles"))
        text += f"  {loop['bound']:<7} {share(kernel['lds_conflict_cycles'], kernel['lds_cycles']):>9}  "
        for key, width in (("memory_loads", 14), ("lds_loads", 12)):
            loads = loop[key]
            text += f"{loads['least']}/{loads['median']}/{loads['latency']}".rjust(width)
            text += f" {share(loads['late'], loads['count']):>5} "
    else:
        text += " " * 78
    busy = kernel["estimate"]["busy_share"]
    public = PUBLIC[chip][0].get(precision) if (name, rows) == ("4096", 4096) else None
    text += f" {100 * busy:4.0f}% {100 * row['machine_share']:4.0f}% " + (f"{public:5}%" if public else f"{'-':>6}")
    return (
        text + f" {row['us']:8.1f} {row['bound_us']:8.1f} "
        f"{row['ratio']:6.2f} " + (f"{100 * row['mca']:4.0f}%" if row["mca"] else "    -")
    )


def main():
    parser = argparse.ArgumentParser(description="Estimates contractions on AMD's GPUs.")
    parser.add_argument("--chips", default=",".join(PUBLIC))
    parser.add_argument("--precisions", default="f16,bf16")
    parser.add_argument("--shapes", default="square,bert,llama")
    parser.add_argument("--rows", default="1,16,128,2048")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    results, failures = [], 0
    print(COLUMNS)
    with tempfile.TemporaryDirectory() as scratch:
        model, artifact = pathlib.Path(scratch) / "model.onnx", pathlib.Path(scratch) / "model.hfa"
        for group in options.shapes.split(","):
            for name, columns, terms in SHAPES[group]:
                precisions = options.precisions.split(",")
                for chip in options.chips.split(","):
                    for precision in precisions:
                        save_model(model, precision, columns, terms)
                        run(options.tools, "compile", model, f"--target={chip}", f"--precision={precision}", "-o", artifact)
                        for rows in [4096] if group == "square" else map(int, options.rows.split(",")):
                            try:
                                row = measure(options.tools, artifact, chip, rows, columns, terms)
                            except RuntimeError as problem:
                                print(f"{chip} {precision} {name} {rows}: {problem}")
                                failures += 1
                                continue
                            print(line(chip, precision, name, rows, row), flush=True)
                            results.append({"chip": chip, "precision": precision, "contraction": name, "rows": rows, **row})
    if "square" in options.shapes:
        for chip in options.chips.split(","):
            print(f"{chip} public: {PUBLIC[chip][1]}")
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "gpu.json").write_text(json.dumps(results, indent=1))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
