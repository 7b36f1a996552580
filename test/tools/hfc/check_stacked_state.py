"""check_stacked_state.py SCRATCH: a decoder of com.microsoft.Attention, whose keys and values are one cache
[2, b, heads, past, size], compiled with --stateful, writes what ONNX Runtime makes of it."""

import pathlib
import subprocess
import sys

import numpy
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

VOCABULARY, HEADS, SIZE, STEPS = 29, 2, 8, 9
WIDTH = HEADS * SIZE
scratch = pathlib.Path(sys.argv[1])
scratch.mkdir(parents=True, exist_ok=True)
random = numpy.random.default_rng(11)


def constant(name, *shape):
    return numpy_helper.from_array(random.standard_normal(shape).astype(numpy.float32), name)


def tensor(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


nodes, inputs, outputs = [helper.make_node("Gather", ["words", "input_ids"], ["x0"])], [], []
constants = [constant("words", VOCABULARY, WIDTH), constant("head", WIDTH, VOCABULARY)]
for layer in range(2):
    constants += [constant(f"w{layer}", WIDTH, 3 * WIDTH), constant(f"b{layer}", 3 * WIDTH)]
    nodes += [
        helper.make_node("Attention", [f"x{layer}", f"w{layer}", f"b{layer}", "", f"past_{layer}"],
                         [f"a{layer}", f"present_{layer}"], domain="com.microsoft", num_heads=HEADS, unidirectional=1),
        helper.make_node("Add", [f"a{layer}", f"x{layer}"], [f"x{layer + 1}"]),
    ]
    inputs.append(tensor(f"past_{layer}", TensorProto.FLOAT, 2, "batch", HEADS, "past", SIZE))
    outputs.append(tensor(f"present_{layer}", TensorProto.FLOAT, 2, "batch", HEADS, "total", SIZE))
nodes.append(helper.make_node("MatMul", ["x2", "head"], ["logits"]))
graph = helper.make_graph(
    nodes, "decoder", [tensor("input_ids", TensorProto.INT64, "batch", "seq"), *inputs],
    [tensor("logits", TensorProto.FLOAT, "batch", "seq", VOCABULARY), *outputs], constants,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)])
model.ir_version = 8
path = scratch / "decoder.onnx"
onnx.save(model, path)


def hfc(*words):
    return subprocess.run(["hfc", *map(str, words)], check=True, capture_output=True, text=True).stdout


artifact, options = scratch / "m.hfa", ["--target=host", "--stateful", "--dim", "context=1..12"]
hfc("compile", path, *options, "-o", artifact)
plan = hfc("compile", path, *options, "--emit=plan")
assert plan.count("plan.append") == 2 and "plan.copy" not in plan, plan
prompts = numpy.array([[7, 3, 9], [11, 2, 5]])
(scratch / "tokens").write_text("".join(" ".join(map(str, row)) + "\n" for row in prompts))
lines = hfc("generate", artifact, "--tokens", scratch / "tokens", "--max-new-tokens", STEPS).splitlines()

session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
ids, past, wanted = prompts, [numpy.zeros((2, 2, HEADS, 0, SIZE), numpy.float32)] * 2, []
for _ in range(STEPS):
    logits, *past = session.run(None, {"input_ids": ids, "past_0": past[0], "past_1": past[1]})
    ids = logits[:, -1].argmax(-1)[:, None]
    wanted.append(ids[:, 0].tolist())
got = [[int(word) for word in line.split()] for line in lines]
assert got == wanted, (got, wanted)
print("stacked past and present are state")
