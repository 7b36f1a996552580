"""Models that are valid and have very much of something: huge.py FOLDER."""

import pathlib
import sys

import numpy
from onnx import TensorProto, helper, numpy_helper

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
info = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"])


def write(name, nodes, initializers=()):
    graph = helper.make_graph(nodes, "g", [info("x")], [info("y")], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    (folder / f"{name}.onnx").write_bytes(model.SerializeToString())


relu = helper.make_node("Relu", ["x"], ["y"])
write("operands", [helper.make_node("Sum", ["x"] * 50_000, ["y"])])
write("initializers", [relu], [numpy_helper.from_array(numpy.float32(i), f"w{i}") for i in range(100_000)])
write("unused-nodes", [relu, *(helper.make_node("Relu", ["x"], [f"y{i}"]) for i in range(50_000))])
write("chain", [helper.make_node("Relu", [f"x{i}" if i else "x"], [f"x{i + 1}" if i < 9_999 else "y"]) for i in range(10_000)])
