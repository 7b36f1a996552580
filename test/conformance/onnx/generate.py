"""Writes ONNX's own tests, as the PyPI package `onnx` brings them, for hfc-conformance to run.

    generate.py FOLDER        FOLDER/index.txt, then FOLDER/SUITE/TEST/model.onnx, dynamic.onnx, input_N.pb, output_N.pb

The suites: computed is those of node with sizes that are inputs where an operand decides them; node (made in this process), simple, pytorch-converted, pytorch-operator, light (data of the package).
index.txt has a line for each test: SUITE/TEST, rtol, atol, scope, operators. The scope is `-`, or says why the test is
none over tensors: such a test has only its model, which has to be refused. A tolerance of inf stands for random results.

Of onnx 1.23.2 1,931 tests compute on tensors. Who counts 1,792 of node leaves out the six of Bernoulli, whose results are
random; here their types and shapes are compared. Of the 23 of simple, 8 compute with sequences between tensors.

A shape, axis or count that reaches a node as an input becomes an initializer, as in every exported model (but for the
suite computed); what is data stays data. dynamic.onnx is the same model with a symbol for every dim of its inputs that is not 1, but for dims that a
model knows (PINNED); it is absent where there is no such dim. FOLDER is left alone when this script and the package
made it already.
"""

import hashlib
import json
import pathlib
import re
import shutil
import sys
import warnings

import numpy
import onnx
from onnx import TensorProto, numpy_helper

# Inputs that decide shapes, by operator.
SHAPES = {
    "AffineGrid": [1], "BlackmanWindow": [0], "CenterCropPad": [1], "Col2Im": [1, 2], "ConstantOfShape": [0], "CumProd": [1],
    "CumSum": [1], "DFT": [1, 2], "Expand": [1], "HammingWindow": [0], "HannWindow": [0], "MaxUnpool": [2],
    "MelWeightMatrix": [0, 1, 2, 3, 4], "OneHot": [1], "Pad": [1, 3], "Range": [0, 1, 2], "Reshape": [1], "Resize": [1, 2, 3],
    "STFT": [1, 3], "Slice": [1, 2, 3, 4], "Split": [1], "Squeeze": [1], "Tile": [1], "TopK": [1], "Trilu": [1],
    "Unsqueeze": [1], "Upsample": [1],
    **{f"Reduce{kind}": [1] for kind in ("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")},
}

# Those of them that a run may give: sizes, starts and lengths, but neither ranks nor axes.
SIZES = {
    "AffineGrid": [1], "BlackmanWindow": [0], "CenterCropPad": [1], "Col2Im": [1], "ConstantOfShape": [0], "DFT": [1],
    "Expand": [1], "HammingWindow": [0], "HannWindow": [0], "MaxUnpool": [2], "MelWeightMatrix": [0, 1, 2, 3, 4],
    "OneHot": [1], "Pad": [1], "Range": [0, 1, 2], "Reshape": [1], "Resize": [3], "STFT": [3], "Slice": [1, 2], "Split": [1],
    "Tile": [1], "TopK": [1], "Trilu": [1],
}

# Dims that a model knows, by operator and input: of weights all, of others those that the architecture fixes.
WEIGHT, HEADS = range(16), (1, 3)
PINNED = {
    "AffineGrid": {1: (0,)}, "Col2Im": {0: (1, 2)}, "DFT": {0: (-1,)},
    "Attention": {0: HEADS, 1: HEADS, 2: HEADS, 3: (-3,), 4: HEADS, 5: HEADS}, "CausalConvWithState": {1: WEIGHT, 2: WEIGHT},
    "Conv": {1: WEIGHT, 2: WEIGHT}, "ConvInteger": {1: WEIGHT}, "ConvTranspose": {1: WEIGHT, 2: WEIGHT},
    "DeformConv": {1: WEIGHT, 3: WEIGHT}, "FlexAttention": {0: HEADS, 1: HEADS, 2: HEADS},
    "GatherND": {1: (-1,)}, "ScatterND": {1: (-1,)}, "GRU": {1: WEIGHT, 2: WEIGHT, 3: WEIGHT},
    "LinearAttention": {4: (-1,)}, "LSTM": {1: WEIGHT, 2: WEIGHT, 3: WEIGHT, 7: WEIGHT}, "QLinearConv": {3: WEIGHT}, "RNN": {1: WEIGHT, 2: WEIGHT, 3: WEIGHT},
}

# Operators that no generator of random numbers shares.
RANDOM = {"Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"}


def to_proto(value, name):
    return value if isinstance(value, TensorProto) else numpy_helper.from_array(numpy.asarray(value), name)


def walk(graph):
    """Every node of a graph and of the graphs inside its nodes."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            for inner in [attribute.g, *attribute.graphs]:
                yield from walk(inner)


def scope_of(model):
    """Why a test is out of scope, or `-`."""
    graph = model.graph
    for info in [*graph.input, *graph.output]:
        kind = info.type.WhichOneof("value").removesuffix("_type")
        if kind != "tensor":
            return kind
        if info.type.tensor_type.elem_type == TensorProto.STRING:
            return "string"
    for node in walk(graph):
        if node.domain == "ai.onnx.ml":
            return node.domain
        if node.domain.endswith("training") or (node.op_type == "Dropout" and len(node.input) > 2):
            return "training"
        if node.op_type == "ImageDecoder":
            return "image"
        for kind in "Optional", "Sequence", "String":
            if node.op_type.startswith(kind):
                return kind.lower()
    return "-"


def bake_shapes(model, inputs, but={}):
    """Moves inputs that decide shapes into initializers, but for those of a table; returns the inputs that stay."""
    graph = model.graph

    def indices(node):
        return set(SHAPES.get(node.op_type, [])) - set(but.get(node.op_type, []))

    fixed = {node.input[index] for node in graph.node for index in indices(node) if index < len(node.input)}
    # An operand that is also data somewhere stays an input.
    for node in graph.node:
        fixed -= {name for index, name in enumerate(node.input) if index not in indices(node)}
    kept, values = [], []
    for info, value in zip(graph.input, inputs):
        if info.name in fixed:
            proto = TensorProto()
            proto.CopyFrom(to_proto(value, info.name))
            proto.name = info.name
            graph.initializer.append(proto)
        else:
            kept.append(info)
            values.append(value)
    del graph.input[:]
    graph.input.extend(kept)
    return values


def pinned_dims(model):
    """Pairs of an input's name and an axis."""
    ranks = {info.name: len(info.type.tensor_type.shape.dim) for info in model.graph.input}
    pinned = set()
    for node in model.graph.node:
        for index, axes in PINNED.get(node.op_type, {}).items():
            if index < len(node.input) and (rank := ranks.get(node.input[index], 0)):
                # Heads may lie in one dim with their size.
                axes = (2,) if axes is HEADS and rank == 3 else axes
                pinned |= {(node.input[index], axis % rank) for axis in axes if -rank <= axis < rank}
    return pinned


def make_dynamic(model, suite, pinned):
    """The model with symbols for dims of its inputs; None where there is nothing to change."""
    result = onnx.ModelProto()
    result.CopyFrom(model)
    graph = result.graph
    constants = {tensor.name for tensor in graph.initializer}
    changed = False
    for info in graph.input:
        if info.name in constants:
            continue
        for axis, dim in enumerate(info.type.tensor_type.shape.dim):
            # A model of images has weights for images of its size.
            if (axis == 0 if suite == "light" else dim.dim_value != 1) and (info.name, axis) not in pinned:
                dim.dim_param = re.sub(r"\W", "_", f"{info.name}_{axis}")
                changed = True
    for info in graph.output:
        info.type.tensor_type.ClearField("shape")
    del graph.value_info[:]
    return result if changed else None


def node_tests():
    from onnx.backend.test.case.node import collect_testcases

    for test in collect_testcases(None):
        yield "node", test.name, test.model, test.data_sets[0], test.rtol, test.atol


def load_tensors(folder, prefix):
    found = []
    while (path := folder / f"{prefix}_{len(found)}.pb").exists():
        found.append(onnx.load_tensor(str(path)))
    return found


def packed_tests(suite, data):
    for folder in sorted(path for path in (data / suite).iterdir() if path.is_dir()):
        model = onnx.load(str(folder / "model.onnx"))
        settings = json.loads((folder / "data.json").read_text()) if (folder / "data.json").exists() else {}
        values = ([], [])
        if scope_of(model) == "-":
            values = [load_tensors(folder / "test_data_set_0", kind) for kind in ("input", "output")]
        yield suite, folder.name, model, values, settings.get("rtol", 1e-3), settings.get("atol", 1e-7)


def light_tests(data):
    for folder in sorted(path for path in (data / "real").iterdir() if path.is_dir()):
        settings = json.loads((folder / "data.json").read_text())
        path = data / "light" / pathlib.Path(settings["url"]).name
        model = onnx.load(str(path))
        constants = {tensor.name for tensor in model.graph.initializer}
        inputs = []
        for info in model.graph.input:
            if info.name not in constants:  # as the package's own runner makes them
                shape = [dim.dim_value for dim in info.type.tensor_type.shape.dim]
                count = numpy.prod(shape)
                inputs.append((numpy.arange(count).reshape(shape) / count).astype(numpy.float32))
        outputs = [onnx.load_tensor(str(path).replace(".onnx", f"_output_{n}.pb")) for n in range(len(model.graph.output))]
        yield "light", folder.name, model, (inputs, outputs), settings["rtol"], settings["atol"]


def write_computed(target, model, values):
    """The test with sizes as inputs; False where it has none."""
    inputs, outputs = values
    computed = {node.input[index] for node in model.graph.node for index in SIZES.get(node.op_type, [])
                if index < len(node.input)}
    if not computed & {info.name for info in model.graph.input}:
        return False
    inputs = bake_shapes(model, inputs, but=SIZES)
    for info in model.graph.output:
        info.type.tensor_type.ClearField("shape")
    write_files(target, model, inputs, outputs)
    return True


def write_files(target, model, inputs, outputs):
    target.mkdir(parents=True, exist_ok=True)
    for kind, infos, values in ("input", model.graph.input, inputs), ("output", model.graph.output, outputs):
        for number, (info, value) in enumerate(zip(infos, values)):
            (target / f"{kind}_{number}.pb").write_bytes(to_proto(value, info.name).SerializeToString())
    onnx.save(model, str(target / "model.onnx"))


def write_test(target, suite, name, model, values, scope, pinned):
    target.mkdir(parents=True)
    inputs, outputs = values
    if scope == "-":
        # The light models list their weights among their inputs, in any order.
        constants = {tensor.name for tensor in model.graph.initializer}
        for info in [info for info in model.graph.input if info.name in constants]:
            model.graph.input.remove(info)
        assert len(inputs) == len(model.graph.input), name
        inputs = bake_shapes(model, inputs)
        if dynamic := make_dynamic(model, suite, pinned):
            onnx.save(dynamic, str(target / "dynamic.onnx"))
        return write_files(target, model, inputs, outputs)
    onnx.save(model, str(target / "model.onnx"))


def write(folder):
    data = pathlib.Path(onnx.__file__).parent / "backend" / "test" / "data"
    tests = [*node_tests(), *light_tests(data)]
    for suite in "simple", "pytorch-converted", "pytorch-operator":
        tests += packed_tests(suite, data)
    lines, pinned = [], {}
    for suite, name, original, values, rtol, atol in tests:
        model = onnx.ModelProto()
        model.CopyFrom(original)
        scope = scope_of(model)
        # What an operator expands to has the operator's inputs.
        pinned[name] = pinned.get(name.removesuffix("_expanded"), set()) | pinned_dims(model)
        write_test(folder / suite / name, suite, name, model, values, scope, pinned[name])
        nodes = list(walk(model.graph))
        if any(node.op_type in RANDOM for node in nodes):
            rtol = atol = float("inf")
        operators = {(node.domain + "." if node.domain else "") + node.op_type for node in nodes}
        rest = f"{name} {rtol:g} {atol:g} {scope} {' '.join(sorted(operators))}\n"
        lines.append(f"{suite}/{rest}")
        if suite == "node" and scope == "-" and not name.endswith("_expanded"):
            model.CopyFrom(original)
            if write_computed(folder / "computed" / name, model, values):
                lines.append(f"computed/{rest}")
    (folder / "index.txt").write_text("".join(lines))
    return len(lines)


def main(folder):
    folder = pathlib.Path(folder)
    stamp = onnx.__version__ + " " + hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
    if (folder / "made-by").exists() and (folder / "made-by").read_text() == stamp:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    warnings.simplefilter("ignore", RuntimeWarning)  # the package's own overflows on purpose
    print(write(folder), "tests")
    (folder / "made-by").write_text(stamp)


if __name__ == "__main__":
    main(sys.argv[1])
