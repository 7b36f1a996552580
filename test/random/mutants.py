"""Breaks models of ONNX's node tests, one rule each: what onnx.checker refuses, `hfc check` must refuse, and neither may crash.

    mutants.py MODELS [--tools DIR] [--seed N] [--count N] [--keep FOLDER]

MODELS: where test/conformance/onnx/generate.py wrote. Prints `passed|failed SEED.NUMBER KIND[: detail]` for each, as
scripts/run-tests.py reads it; FOLDER keeps the models. By hand: `mutants.py build/conformance --seed 1000 --count 5000`.
"""

import argparse
import concurrent.futures
import pathlib
import random
import subprocess
import tempfile

import onnx
from onnx import checker, helper

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Shapes that a model only declares may be stale: hfc and ONNX Runtime warn of them.
LENIENT = ("existing shape differ", "merge shape info")


def nodes(model):
    """Those that outputs need: hfc leaves the others out unread."""
    used, live = {output.name for output in model.graph.output}, []
    for node in reversed(model.graph.node):
        if used.intersection(node.output):
            used.update(node.input)
            used.update(name for a in node.attribute for graph in (a.g, *a.graphs) for inner in graph.node for name in inner.input)
            live.append(node)
    return live


def attributes(model, kinds=range(1, 15)):
    return [attribute for node in nodes(model) for attribute in node.attribute if attribute.type in kinds]


def tensors(infos):
    return [info.type.tensor_type for info in infos if info.type.HasField("tensor_type")]


# A mutation changes the model in place, and raises IndexError where it finds nothing to change.


def drop_input(r, model):
    node = r.choice(nodes(model))
    index = r.choice(range(len(node.input)))
    if r.random() < 0.5:
        node.input[index] = ""
    else:
        del node.input[index:]


def add_input(r, model):
    inputs = r.choice(nodes(model)).input
    inputs.extend([inputs[-1]] * r.choice([1, 5]))


def add_output(r, model):
    r.choice(nodes(model)).output.append("one more")


def undefined_input(r, model):
    inputs = r.choice(nodes(model)).input
    inputs[r.choice(range(len(inputs)))] = "nowhere"


def repeated_node(r, model):
    model.graph.node.add().CopyFrom(r.choice(nodes(model)))


def unknown_operator(r, model):
    r.choice(nodes(model)).op_type = "NoSuchOperator"


def unknown_domain(r, model):
    r.choice(nodes(model)).domain = "no.such"


def unknown_attribute(r, model):
    r.choice(nodes(model)).attribute.append(helper.make_attribute("no_such_attribute", 1))


def attribute_type(r, model):
    attribute = r.choice(attributes(model))
    attribute.CopyFrom(helper.make_attribute(attribute.name, r.choice([3, 2.5, "text", [1, 2], [1.5]])))


def attribute_value(r, model):
    kinds = onnx.AttributeProto
    attribute = r.choice(attributes(model, (kinds.INT, kinds.STRING, kinds.INTS)))
    value = r.choice([-99, 99, -1, 0, 2**62])
    if attribute.type == kinds.INT:
        attribute.i = value
    elif attribute.type == kinds.STRING:
        attribute.s = b"bogus"
    elif r.random() < 0.5:
        attribute.ints.append(value)
    else:
        attribute.ints[r.choice(range(len(attribute.ints)))] = value


def no_attribute(r, model):
    node = r.choice([node for node in nodes(model) if node.attribute])
    del node.attribute[r.randrange(len(node.attribute))]


def input_type(r, model):
    r.choice(tensors(model.graph.input)).elem_type = r.choice([1, 2, 3, 6, 7, 9, 10, 11, 12, 13, 16])


def input_rank(r, model):
    dims = r.choice(tensors(model.graph.input)).shape.dim
    if dims and r.random() < 0.5:
        dims.pop()
    else:
        dims.add().dim_value = 3


def input_size(r, model):
    r.choice(r.choice(tensors(model.graph.input)).shape.dim).dim_value = r.choice([0, 1, 7, 13])


def output_type(r, model):
    r.choice(tensors(model.graph.output)).elem_type = r.choice([1, 2, 3, 6, 7, 9, 10, 11, 16])


def other_opset(r, model):
    model.opset_import[0].version = r.choice([1, 6, 7, 10, 13, 999])


MUTATIONS = [
    drop_input, add_input, add_output, undefined_input, repeated_node, unknown_operator, unknown_domain,
    unknown_attribute, attribute_type, attribute_value, no_attribute, input_type, input_rank, input_size, output_type,
    other_opset,
]


def make(r, paths):
    """A mutation's name, a model."""
    while True:
        mutation, model = r.choice(MUTATIONS), onnx.load(r.choice(paths))
        try:
            mutation(r, model)
            return mutation.__name__, model
        except IndexError:
            continue


def refusal(model):
    """What the checker says, or nothing."""
    try:
        checker.check_model(model, full_check=True)
        return ""
    except (checker.ValidationError, onnx.shape_inference.InferenceError, RuntimeError, ValueError) as error:
        return str(error).replace("\n", " ")


def test(name, kind, model, program, folder):
    path = folder / f"{name}.onnx"
    onnx.save(model, path)
    wrong = refusal(model)
    try:
        run = subprocess.run(
            [program, "check", path, "--target=x86-64-v4"], capture_output=True, text=True, errors="replace", timeout=60
        )
    except subprocess.TimeoutExpired:
        return f"failed {name} {kind}: does not end"
    if run.returncode not in (0, 1):
        return f"failed {name} {kind}: status {run.returncode}: {run.stderr[:300]!r}"
    if run.returncode == 1 and "[HFC" not in run.stderr:
        return f"failed {name} {kind}: an error without a code: {run.stderr[:300]!r}"
    if run.returncode == 0 and wrong and not any(text in wrong for text in LENIENT):
        return f"failed {name} {kind}: compiles, and onnx.checker says: {wrong[:300]}"
    return f"passed {name} {kind}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", type=pathlib.Path)
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    paths = sorted(options.models.glob("node/*/model.onnx"))
    r = random.Random(options.seed)
    cases = [(f"{options.seed}.{number}", *make(r, paths)) for number in range(options.count)]
    with tempfile.TemporaryDirectory() as temporary, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        program = options.tools / "hfc-compile"
        failed = False
        for line in pool.map(lambda case: test(*case, program, folder), cases):
            print(line, flush=True)
            failed |= line.startswith("failed")
    return failed


if __name__ == "__main__":
    raise SystemExit(main())
