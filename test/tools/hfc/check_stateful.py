"""check_stateful.py SCRATCH: an ONNX decoder with past and present, compiled with --stateful, writes what ONNX Runtime
makes of it when its present is given back as past."""

import pathlib
import subprocess
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

VOCABULARY, WIDTH, HEADS, SIZE = 23, 16, 2, 8
scratch = pathlib.Path(sys.argv[1])
scratch.mkdir(parents=True, exist_ok=True)
random = numpy.random.default_rng(5)


def constant(name, *shape):
    return numpy_helper.from_array(random.standard_normal(shape).astype(numpy.float32), name)


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs, [output], name=output, **attributes)


nodes, constants = [node("Gather", ["words", "input_ids"], "x")], [constant("words", VOCABULARY, WIDTH)]
constants.append(numpy_helper.from_array(numpy.array([0, 0, HEADS, SIZE]), "split"))
constants.append(numpy_helper.from_array(numpy.array([0, 0, WIDTH]), "join"))
for part in "qkv":
    constants.append(constant("w" + part, WIDTH, WIDTH))
    nodes += [node("MatMul", ["x", "w" + part], part + "0"), node("Reshape", [part + "0", "split"], part + "1"),
              node("Transpose", [part + "1"], part + "2", perm=[0, 2, 1, 3])]
nodes += [
    node("Concat", ["past.key", "k2"], "present.key", axis=2),
    node("Concat", ["past.value", "v2"], "present.value", axis=-2),
    node("Transpose", ["present.key"], "kt", perm=[0, 1, 3, 2]),
    node("MatMul", ["q2", "kt"], "scores"),
    node("Softmax", ["scores"], "weights", axis=-1),
    node("MatMul", ["weights", "present.value"], "mixed"),
    node("Transpose", ["mixed"], "rows", perm=[0, 2, 1, 3]),
    node("Reshape", ["rows", "join"], "joined"),
    node("Add", ["joined", "x"], "sum"),
    node("MatMul", ["sum", "head"], "logits"),
]
constants.append(constant("head", WIDTH, VOCABULARY))
cache = lambda name, length: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", HEADS, length, SIZE])
graph = helper.make_graph(
    nodes, "decoder",
    [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "seq"]), cache("past.key", "past"), cache("past.value", "past")],
    [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", "seq", VOCABULARY]), cache("present.key", "total"), cache("present.value", "total")],
    constants,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
model.ir_version = 8
path = scratch / "decoder.onnx"
onnx.save(model, path)


def hfc(*words):
    return subprocess.run(["hfc", *map(str, words)], check=True, capture_output=True, text=True).stdout


artifact = scratch / "m.hfa"
hfc("compile", path, "--target=host", "--stateful", "--dim", "context=1..16", "-o", artifact)
plan = hfc("compile", path, "--target=host", "--stateful", "--dim", "context=1..16", "--emit=plan")
assert plan.count("plan.append") == 2 and "plan.copy" not in plan, plan
(scratch / "tokens").write_text("7\n11\n")
got = [[int(word) for word in line.split()] for line in hfc("generate", artifact, "--tokens", scratch / "tokens").splitlines()]

session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
ids, past = numpy.array([[7], [11]]), [numpy.zeros((2, HEADS, 0, SIZE), numpy.float32)] * 2
wanted = []
for _ in range(16):
    logits, *past = session.run(None, {"input_ids": ids, "past.key": past[0], "past.value": past[1]})
    ids = logits[:, -1].argmax(-1)[:, None]
    wanted.append(ids[:, 0].tolist())
assert got == wanted, (got, wanted)
print("past and present are state")
