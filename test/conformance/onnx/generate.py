"""Writes ONNX's own node tests, as the PyPI package `onnx` makes them, for hfc-conformance to run.

    generate.py FOLDER        FOLDER/index.txt, then FOLDER/TEST/model.onnx, input_N.pb, output_N.pb

index.txt has a line for each test: name, rtol, atol, operators. Tests over strings, sequences and optionals are left
out, for they are no tensors, and so are tests over complex numbers. A shape, axis or count that reaches a node as an input becomes an initializer, as in every
exported model; what is data stays data. FOLDER is left alone when this script and the package made it already.
"""

import hashlib
import pathlib
import shutil
import sys
import warnings

import numpy
import onnx
from onnx import TensorProto, numpy_helper

# Inputs that decide shapes, by operator; without a list, from that index on.
SHAPES = {
    "CenterCropPad": [1], "ConstantOfShape": [0], "CumSum": [1], "Expand": [1], "Pad": [1, 3], "OneHot": [1],
    "Range": [0, 1, 2], "Reshape": [1], "Resize": [1, 2, 3], "Slice": [1, 2, 3, 4], "Split": [1], "Squeeze": [1],
    "Tile": [1], "TopK": [1], "Trilu": [1], "Unsqueeze": [1], "Upsample": [1],
    **{f"Reduce{kind}": [1] for kind in ("L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare")},
}

# Element types of hfc.
TYPES = {
    TensorProto.BOOL, TensorProto.INT8, TensorProto.INT16, TensorProto.INT32, TensorProto.INT64, TensorProto.UINT8,
    TensorProto.UINT16, TensorProto.UINT32, TensorProto.UINT64, TensorProto.FLOAT16, TensorProto.BFLOAT16,
    TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.FLOAT8E4M3FN, TensorProto.FLOAT8E4M3FNUZ, TensorProto.FLOAT8E5M2,
    TensorProto.FLOAT8E5M2FNUZ, TensorProto.FLOAT8E8M0, TensorProto.FLOAT6E2M3, TensorProto.FLOAT6E3M2,
    TensorProto.FLOAT4E2M1, TensorProto.INT4, TensorProto.UINT4, TensorProto.INT2, TensorProto.UINT2,
}


def to_proto(value, name):
    return value if isinstance(value, TensorProto) else numpy_helper.from_array(numpy.asarray(value), name)


def is_tensor(value):
    if isinstance(value, TensorProto):
        return value.data_type != TensorProto.STRING
    return isinstance(value, (numpy.ndarray, numpy.generic)) and numpy.asarray(value).dtype.kind not in "OUS"


def bake_shapes(model, inputs):
    """Moves inputs that decide shapes into initializers; returns the inputs that stay."""
    graph = model.graph
    fixed = {node.input[index] for node in graph.node for index in SHAPES.get(node.op_type, []) if index < len(node.input)}
    # An operand that is also data somewhere stays an input.
    for node in graph.node:
        fixed -= {name for index, name in enumerate(node.input) if index not in SHAPES.get(node.op_type, [])}
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


def operators(graph):
    """Every operator of a graph and of the graphs inside its nodes."""
    found = set()
    for node in graph.node:
        found.add((node.domain + "." if node.domain else "") + node.op_type)
        for attribute in node.attribute:
            for inner in [attribute.g, *attribute.graphs]:
                found |= operators(inner)
    return found


def write(folder):
    from onnx.backend.test.case.node import collect_testcases

    lines = []
    for test in collect_testcases(None):
        inputs, outputs = test.data_sets[0]
        model = onnx.ModelProto()
        model.CopyFrom(test.model)
        if not all(map(is_tensor, [*inputs, *outputs])) or len(inputs) != len(model.graph.input):
            continue
        if any(info.type.tensor_type.elem_type not in TYPES for info in [*model.graph.input, *model.graph.output]):
            continue
        inputs = bake_shapes(model, inputs)
        target = folder / test.name
        target.mkdir()
        onnx.save(model, str(target / "model.onnx"))
        for kind, infos, values in ("input", model.graph.input, inputs), ("output", model.graph.output, outputs):
            for number, (info, value) in enumerate(zip(infos, values)):
                (target / f"{kind}_{number}.pb").write_bytes(to_proto(value, info.name).SerializeToString())
        lines.append(f"{test.name} {test.rtol:g} {test.atol:g} {' '.join(sorted(operators(model.graph)))}\n")
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
