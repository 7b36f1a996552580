"""The families against their float64 references: every front door, every case, on every target. Compiled for the other
GPUs, too, where no kernel may spill registers.

    run.py MATRIX [NAME…] [--tools DIR] [--doors huggingface,dynamo,torchscript] [--write]

MATRIX is what make.py wrote. Prints `passed|failed|skipped NAME[: detail]`, as scripts/run-tests.py reads it. A line of
expected-failures.txt may fail; one that passes fails the run, so that the list only shrinks. docs/families.md is made
from the results of a whole run: --write writes it, without it a stale page fails.
"""

import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PAGE = ROOT / "docs" / "families.md"
DOORS = {"huggingface": "hf", "dynamo": "onnx", "torchscript": "onnx-torchscript"}
# Where the cases run, and how many of each model: the simulator takes its time.
Target = collections.namedtuple("Target", "compiled device cases")
TARGETS = {"x86": Target("host", "cpu", None), "gfx942": Target("gfx942", "sim:gfx942", 1)}
OTHER_GPUS = ["gfx90a", "gfx950", "gfx1100", "gfx1102"]
BOUND = 1e-5  # of the output's largest magnitude
SECONDS = 120  # for one compile or one run


def call(*words):
    """What the program prints."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        lines = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()
        raise RuntimeError(" | ".join(lines[:4]))
    return done.stdout


def part(arrays, kind):
    """The arrays called KIND.NAME, by NAME."""
    return {key.partition(".")[2]: value for key, value in arrays.items() if key.startswith(kind + ".")}


class Case:
    """Inputs of one run and what is to come of it; `last`: only so many positions of the outputs are compared."""

    def __init__(self, name, inputs, wanted, defined, last=None):
        self.name, self.inputs, self.wanted, self.defined, self.last = name, inputs, wanted, defined, last


def load(path):
    arrays = dict(numpy.load(path))
    return Case(path.stem, part(arrays, "input"), part(arrays, "float64"), part(arrays, "defined"))


def sizes(name):
    """3x1+19 of model.decode.3x1+19"""
    return name.rpartition(".")[2]


def whole_decoder(cases):
    """A folder's decoder takes the whole sequence and counts the mask: a step is the prompt's last positions."""
    prompts = {sizes(case.name): case for case in cases if ".prefill." in case.name}
    for case in cases:
        inputs = {key: case.inputs[key] for key in ("input_ids", "attention_mask")}
        step = Case(case.name, inputs, {"logits": case.wanted["logits"]}, case.defined)
        if ".decode." in case.name:
            batch, _, rest = sizes(case.name).partition("x")
            prompt = prompts[f"{batch}x{rest.partition('+')[2]}"]
            step.inputs["input_ids"] = numpy.concatenate([prompt.inputs["input_ids"], step.inputs["input_ids"]], 1)
            step.last = case.inputs["input_ids"].shape[1]
        yield step


def whole_seq2seq(graphs):
    """Encoder and decoder in one: the encoder's states and the logits of the targets, then of one target more."""
    for encoder, first, step in zip(graphs["encoder"], graphs["decoder"], graphs["decoder_with_past"]):
        target = first.inputs["input_ids"]
        wanted = {"logits": first.wanted["logits"], "encoder_last_hidden_state": encoder.wanted["last_hidden_state"]}
        yield Case(first.name, encoder.inputs | {"decoder_input_ids": target}, wanted, {})
        longer = numpy.concatenate([target, step.inputs["input_ids"]], 1)
        yield Case(step.name, encoder.inputs | {"decoder_input_ids": longer}, {"logits": step.wanted["logits"]}, {},
                   step.inputs["input_ids"].shape[1])


def programs(family, door):
    """(name, model, cases) of every artifact that a door makes of a family."""
    graphs = {}
    for path in sorted((family / "io").glob("*x*.npz")):
        graphs.setdefault(path.name.partition(".")[0], []).append(load(path))
    folder = family / DOORS[door]
    if door != "huggingface":
        return [(name, folder / f"{name}.onnx", cases) for name, cases in graphs.items()]
    if "encoder" in graphs:
        return [("model", folder, list(whole_seq2seq(graphs)))]
    cases = graphs["model"]
    decoder = any("past_key_values.0.key" in case.inputs for case in cases)
    return [("model", folder, list(whole_decoder(cases)) if decoder else cases)]


def error(case, outputs):
    """The largest one over all outputs, each as a share of that output's largest magnitude."""
    result = 0.0
    for name, wanted in case.wanted.items():
        got = outputs[re.sub(r"[^A-Za-z0-9._-]", "_", name)]
        if case.last:
            got = got[:, -case.last :]
        if got.shape != wanted.shape:
            raise RuntimeError(f"{name} has shape {got.shape}, not {wanted.shape}")
        defined = numpy.broadcast_to(case.defined.get(name, numpy.True_), wanted.shape)
        difference = numpy.abs(got.astype(numpy.float64) - wanted)[defined]
        if difference.size:
            worst = difference.max() / numpy.abs(wanted[defined]).max()
            result = max(result, float(worst) if numpy.isfinite(worst) else numpy.inf)
    return result


class Runner:
    def __init__(self, tools, scratch):
        self.hfc, self.scratch = tools / "hfc", scratch

    def check(self, family, door, target):
        """How many cases are right, and the largest error; raises at the first that is not."""
        worst, count = 0.0, 0
        compiled, device, most = TARGETS[target]
        for name, model, cases in programs(family, door):
            artifact = self.scratch / f"{name}.hfa"
            try:
                call(self.hfc, "compile", model, f"--target={compiled}", "-o", artifact)
                if device != "cpu" and not self.kernels(artifact):
                    raise RuntimeError("no kernel")
            except RuntimeError as problem:
                raise RuntimeError(f"{name}: {problem}") from None
            for case in cases[:most]:
                try:
                    found = error(case, self.run(artifact, device, case.inputs))
                except RuntimeError as problem:
                    raise RuntimeError(f"{case.name}: {problem}") from None
                if found > BOUND:
                    raise RuntimeError(f"{case.name}: error {found:.1e}, at most {BOUND:.0e}")
                worst, count = max(worst, found), count + 1
        greedy = family / "io" / "generate.npz"
        if door == "huggingface" and greedy.exists():
            self.generate(artifact, device, numpy.load(greedy))
            count += 1
        return count, worst

    def compile_for_gpus(self, family):
        """How many kernels there are for OTHER_GPUS, in f16; raises where one spills."""
        count = 0
        for name, model, _ in programs(family, "huggingface"):
            artifact = self.scratch / f"{name}.hfa"
            call(self.hfc, "compile", model, "--target=" + ",".join(OTHER_GPUS), "--precision=f16", "-o", artifact)
            count += self.kernels(artifact)
        return count

    def kernels(self, artifact):
        lines = [line.strip() for line in call(self.hfc, "inspect", artifact).splitlines() if " spills, " in line]
        for line in lines:
            if " 0 spills, " not in line:
                raise RuntimeError(f"a kernel spills: {line}")
        return len(lines)

    def generate(self, artifact, device, greedy):
        """All rows at once, which differ in length, continue as the reference did, token by token."""
        prompts, wanted = self.scratch / "prompts.txt", greedy["generated_ids"]
        rows = (row[mask != 0] for row, mask in zip(greedy["input_ids"], greedy["attention_mask"]))
        prompts.write_text("".join(" ".join(map(str, row)) + "\n" for row in rows))
        arguments = ["--tokens", prompts, "--max-new-tokens", wanted.shape[1], f"--device={device}"]
        text = call(self.hfc, "generate", artifact, *arguments)
        got = numpy.array([line.split() for line in text.splitlines()], int).T
        if not numpy.array_equal(got, wanted):
            raise RuntimeError(f"generation: {got.tolist()} instead of {wanted.tolist()}")

    def run(self, artifact, device, inputs):
        arguments = [f"--device={device}"]
        for number, (name, value) in enumerate(inputs.items()):
            path = self.scratch / f"input{number}.npy"
            numpy.save(path, value)
            arguments += ["--input", f"{name}={path}"]
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            call(self.hfc, "run", artifact, *arguments, "--output-dir", folder)
            return {path.name.removesuffix(".npy"): numpy.load(path) for path in pathlib.Path(folder).glob("*.npy")}


def expected_failures():
    """NAME → reason, of lines `NAME | reason`."""
    lines = (HERE / "expected-failures.txt").read_text().splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line and not line.startswith("#")]
    return dict(pairs)


def page(cells, families, doors):
    """A table with one cell for each family, front door and target: what the run found."""
    titles = [f"{door}, {target}" for door in doors for target in TARGETS]
    lines = [
        "# Families", "",
        f"Written by the test run (`scripts/test families`): the cases of each tiny model whose outputs are within"
        f" {BOUND:.0e} of the float64 reference, of the output's largest magnitude; behind a decoder's folder one of them is"
        f" `hfc generate`, whose greedy tokens are the reference's. How they are made:"
        f" [test/models/families](../test/models/families/README.md).", "",
        "| family | " + " | ".join(titles) + " |", "|---|" + "---|" * len(titles),
    ]
    for family in families:
        row = [cells[family, door, target] for door in doors for target in TARGETS]
        lines.append(f"| {family} | " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("matrix", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--doors", type=lambda text: text.split(","), default=list(DOORS))
    parser.add_argument("--write", action="store_true", help="write docs/families.md")
    options = parser.parse_args()
    known = sorted(path.parent.name for path in options.matrix.glob("*/hf"))
    families = options.names or known
    allowed, cells, failures = expected_failures(), {}, 0

    def report(outcome, name, detail):
        nonlocal failures
        failures += outcome == "failed"
        print(f"{outcome} {name}: {detail}", flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(options.tools, pathlib.Path(scratch))
        for family in families:
            name = f"{family} {' '.join(OTHER_GPUS)}"
            try:
                report("passed", name, f"{runner.compile_for_gpus(options.matrix / family)} kernels, none spills")
            except (RuntimeError, subprocess.TimeoutExpired, OSError) as problem:
                report("failed", name, " ".join(str(problem).split()))
            for door in options.doors:
                for target in TARGETS:
                    name = f"{family} {door} {target}"
                    try:
                        count, worst = runner.check(options.matrix / family, door, target)
                    except (RuntimeError, subprocess.TimeoutExpired, OSError, KeyError) as problem:
                        reason = allowed.get(name)
                        cells[family, door, target] = f"not yet: {reason}"
                        text = " ".join(str(problem).split())
                        report("skipped" if reason else "failed", name, f"expected to fail: {text}" if reason else text)
                        continue
                    cells[family, door, target] = f"{count} cases"
                    if name in allowed:
                        report("failed", name, "passes now; take it off the list of expected failures")
                    else:
                        report("passed", name, f"{count} cases, error at most {worst:.1e}")

    if options.doors == list(DOORS) and families == known:
        text = page(cells, families, options.doors)
        if options.write:
            PAGE.write_text(text)
        stale = not PAGE.exists() or PAGE.read_text() != text
        report("failed" if stale else "passed", "docs/families.md", "is stale: run test/models/families/run.py with --write" if stale else "is fresh")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
