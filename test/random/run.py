"""Random graphs (graphs.py) at every level, and on a simulated GPU, against ONNX's reference evaluator; a failure shrinks to the nodes it needs.

    run.py [--tools DIR] [--seed N] [--count N] [--nodes N] [--keep FOLDER]

Prints `passed|failed SEED[: detail]` for each, as scripts/run-tests.py reads it. A failing graph is kept in
FOLDER/SEED.onnx, with its inputs in SEED.npz. By hand: `run.py --seed 1000 --count 5000`.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile
import warnings

import numpy
import onnx
from onnx.reference import ReferenceEvaluator

import graphs
import templates

ROOT = pathlib.Path(__file__).resolve().parents[2]
LEVELS = ("-O0", "-O1", "-O2", "-O3")
CHIP = "gfx942"  # in place of a level: at -O3, on the simulator
# Of the largest magnitude of an output: what a chain of a few functions may lose.
TOLERANCE = {numpy.dtype(numpy.float64): 1e-5, numpy.dtype(numpy.float32): 3e-4, numpy.dtype(numpy.float16): 3e-2}


def evaluate(model, data):
    with warnings.catch_warnings(), numpy.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        names = [output.name for output in model.graph.output]
        feeds = {info.name: data[info.name] for info in model.graph.input}
        return dict(zip(names, ReferenceEvaluator(model).run(None, feeds)))


def difference(name, got, wanted):
    """What differs, or nothing."""
    if got.shape != wanted.shape or got.dtype != wanted.dtype:
        return f"{name} is {got.dtype}{list(got.shape)}, not {wanted.dtype}{list(wanted.shape)}"
    if wanted.dtype not in TOLERANCE:
        return "" if (got == wanted).all() else f"{name} differs: {got.ravel()[:8]}, not {wanted.ravel()[:8]}"
    a, b = numpy.atleast_1d(got.astype(numpy.float64)), numpy.atleast_1d(wanted.astype(numpy.float64))
    finite = numpy.isfinite(a) & numpy.isfinite(b)
    same = (numpy.isnan(a) & numpy.isnan(b)) | (a == b)
    scale = max(1.0, numpy.abs(b[finite]).max(initial=0))
    same[finite] |= numpy.abs(a[finite] - b[finite]) <= TOLERANCE[wanted.dtype] * scale
    # Beyond the type's range a last place decides between infinity, the largest value and what follows from them.
    largest = 0.9 * float(numpy.finfo(wanted.dtype).max)
    same |= ~finite & (numpy.where(numpy.isfinite(a), numpy.abs(a), numpy.inf) >= largest) & (
        numpy.where(numpy.isfinite(b), numpy.abs(b), numpy.inf) >= largest) & (numpy.isinf(a) | numpy.isinf(b))
    if same.all():
        return ""
    first = numpy.argmax(~same.ravel())
    return f"{name}: {(~same).sum()} of {same.size} differ, element {first} is {a.ravel()[first]}, not {b.ravel()[first]}"


class Tester:
    def __init__(self, tools, scratch):
        self.hfc, self.scratch = tools / "hfc", scratch

    def command(self, *words):
        try:
            done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            return "not done after 120 s"
        if not done.returncode:
            return ""
        return " | ".join((done.stderr.strip() or f"exit status {done.returncode}").splitlines()[:4])

    def attempt(self, model, data, levels=LEVELS):
        """The first (level, problem), or nothing."""
        wanted = evaluate(model, data)
        onnx.save(model, self.scratch / "m.onnx")
        inputs = []
        for number, info in enumerate(model.graph.input):
            numpy.save(self.scratch / f"i{number}.npy", data[info.name])
            inputs += ["--input", f"{info.name}={self.scratch}/i{number}.npy"]
        for level in levels:
            options = [f"--target={CHIP}"] if level == CHIP else ["--target=host", level]
            problem = self.command(
                self.hfc, "compile", self.scratch / "m.onnx", *options, "--subnormals=keep", "-o", self.scratch / "m.hfa",
            ) or self.command(
                self.hfc, "run", self.scratch / "m.hfa", *inputs, "--output-dir", self.scratch / "out",
                *([f"--device=sim:{CHIP}"] if level == CHIP else ["--threads", 2]))
            for name, value in wanted.items():
                problem = problem or difference(name, numpy.load(self.scratch / "out" / f"{name}.npy"), numpy.asarray(value))
            if problem:
                return level, problem
        return None

    def shrink(self, graph, level):
        """One output, then each value before it that may become an input does."""
        outputs = [name for node in graph.nodes for name in node.output if name]
        data = graph.data | evaluate(graph.model(outputs), graph.data)
        fails = lambda outputs, cut=(): self.attempt(graph.model(outputs, cut), data, [level])
        for output in outputs:
            if not fails([output]):
                continue
            cut = []
            place = next(i for i, node in enumerate(graph.nodes) if output in node.output)
            for node in reversed(graph.nodes[:place]):
                names = [name for name in node.output if name]
                if fails([output], [*cut, *names]):
                    cut += names
            return graph.model([output], cut), data, fails([output], cut)
        return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--nodes", type=int, default=8)
    parser.add_argument("--keep", type=pathlib.Path, default=ROOT / "build" / "random")
    options = parser.parse_args()
    failures = 0
    for names, why in zip(templates.missing(), ("no graph has it, and no list says why", "the list has it for nothing")):
        for name in names:
            failures += 1
            print(f"failed random-{name}: {why}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        tester = Tester(options.tools, pathlib.Path(scratch))
        for seed in range(options.seed, options.seed + options.count):
            graph = graphs.Graph(seed)
            graph.grow(options.nodes)
            # Two levels a graph, and the GPU: all levels over the seeds.
            try:
                evaluate(graph.model(), graph.data)
            except Exception as problem:  # pylint: disable=broad-except
                print(f"skipped random-{seed}: the reference cannot: {str(problem).splitlines()[0]}", flush=True)
                continue
            found = tester.attempt(graph.model(), graph.data, ("-O3", LEVELS[seed % 3], CHIP))
            if not found:
                print(f"passed random-{seed}", flush=True)
                continue
            failures += 1
            level, problem = found
            if small := tester.shrink(graph, level):
                model, data, (level, problem) = small
                options.keep.mkdir(parents=True, exist_ok=True)
                onnx.save(model, options.keep / f"{seed}.onnx")
                numpy.savez(options.keep / f"{seed}.npz", **{info.name: data[info.name] for info in model.graph.input})
                problem += f"; {', '.join(node.op_type for node in model.graph.node)} in {options.keep}/{seed}.onnx"
            print(f"failed random-{seed}: {level}: {' '.join(problem.split())}", flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
