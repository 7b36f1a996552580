"""DIR make: a product with weights of 4 bits, of as many rows as a run gives. DIR check: what was computed of them."""

import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

ROWS, DEPTH, BLOCK = 96, 2048, 32
random = numpy.random.default_rng(0)
numbers = random.integers(0, 16, (ROWS, DEPTH // BLOCK, BLOCK), numpy.uint8)
scales = random.uniform(0.5, 1.5, (ROWS, DEPTH // BLOCK, 1)).astype(numpy.float32)
inputs = {count: random.standard_normal((count, DEPTH)).astype(numpy.float32) for count in (1, 3, 8, 9, 40)}
folder, step = pathlib.Path(sys.argv[1]), sys.argv[2]

if step == "make":
    packed = numbers[..., ::2] | numbers[..., 1::2] << 4
    node = helper.make_node("MatMulNBits", ["x", "w", "s"], ["y"], domain="com.microsoft", K=DEPTH, N=ROWS, bits=4,
                            block_size=BLOCK)
    graph = helper.make_graph(
        [node], "g", [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", DEPTH])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["rows", ROWS])],
        [numpy_helper.from_array(packed, "w"), numpy_helper.from_array(scales.reshape(-1), "s")],
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=10), folder / "m.onnx")
    for count, value in inputs.items():
        numpy.save(folder / f"{count}.npy", value)
else:
    weights = ((numbers.astype(float) - 8) * scales).reshape(ROWS, DEPTH)
    for count, value in inputs.items():
        wanted, got = value @ weights.T, numpy.load(folder / str(count) / "y.npy")
        error = abs(got - wanted).max() / abs(wanted).max()
        assert error < 1e-5, (count, error)
        print(count, "rows within", error)
