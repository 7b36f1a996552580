"""The invalid cases of ONNX's own checker tests (onnx/test/checker_test.py): checker.py PROGRAM.

Each model is one that onnx.checker refuses, which is tested first; `PROGRAM check` must refuse it too, with a code, and name
the node or the tensor.
"""

import pathlib
import subprocess
import sys
import tempfile

import onnx
from onnx import TensorProto, checker, helper

FLOAT = TensorProto.FLOAT
info = helper.make_tensor_value_info
node = helper.make_node


def model(nodes, inputs=None, outputs=None, initializers=(), opsets=(("", 21),), functions=(), ir=10, edit=None):
    graph = helper.make_graph(
        nodes, "g", [info("x", FLOAT, [2, 3])] if inputs is None else inputs, [info("y", FLOAT, [None, None])] if outputs is None else outputs, initializers)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid(*o) for o in opsets], functions=functions)
    made.ir_version = ir
    if edit:
        edit(made)
    return made


def relu(name="r", x="x", y="y", **more):
    return node("Relu", [x], [y], name=name, **more)


def attribute(name, **fields):
    made = onnx.AttributeProto(name=name)
    for key, value in fields.items():
        if isinstance(value, (list, tuple)):
            getattr(made, key).extend(value)
        else:
            setattr(made, key, value)
    return made


def with_attribute(op, made, inputs=("x",)):
    result = node(op, list(inputs), ["y"], name="n")
    result.attribute.append(made)
    return model([result])


def tensor(name="w", dims=(2,), kind=FLOAT, **fields):
    made = TensorProto(name=name, data_type=kind, dims=dims)
    for key, value in fields.items():
        if isinstance(value, (list, tuple)):
            getattr(made, key).extend(value)
        else:
            setattr(made, key, value)
    return made


def with_tensor(made):
    return model([node("Add", ["x", "w"], ["y"], name="n")], initializers=[made])


def function(nodes, opsets=(("", 21),), attributes=()):
    return helper.make_function("local", "f", ["a"], ["b"], nodes, [helper.make_opsetid(*o) for o in opsets], list(attributes))


def call(*functions, opsets=(("", 21), ("local", 1))):
    return model([node("f", ["x"], ["y"], domain="local", name="n")], functions=functions, opsets=opsets)


def branch(nodes, result="z"):
    return helper.make_graph(nodes, "branch", [], [info(result, FLOAT, [None, None])])


def choice(then, otherwise):
    return model([node("If", ["c"], ["y"], name="n", then_branch=then, else_branch=otherwise)],
                 inputs=[info("c", TensorProto.BOOL, []), info("x", FLOAT, [2, 3])])


good = branch([relu("inner", "x", "z")])

# Name, model, what the message must hold.
CASES = [
    ("no-operator", model([node("", ["x"], ["y"], name="n")]), "n"),
    ("unknown-operator", model([node("NoSuch", ["x"], ["y"], name="n")]), "NoSuch"),
    ("too-few-inputs", model([node("Add", ["x"], ["y"], name="n")]), "Add"),
    ("too-many-inputs", model([node("Relu", ["x", "x"], ["y"], name="n")]), "Relu"),
    ("absent-input", model([node("Relu", [""], ["y"], name="n")]), "Relu"),
    ("too-many-outputs", model([node("Relu", ["x"], ["y", "z"], name="n")]), "Relu"),
    ("unordered", model([relu("late", "z"), relu("never", "q", "z")]), "q"),
    ("undefined", model([relu(x="nowhere")]), "nowhere"),
    ("cycle", model([relu("first", "z"), relu("second", "y", "z")]), "second"),
    ("not-ssa", model([relu("first"), relu("second")]), "second"),
    ("result-named-like-input", model([relu(x="y")], inputs=[info("y", FLOAT, [2])]), "y"),
    ("output-nowhere", model([relu(y="z")]), "y"),
    ("no-opset", model([relu()], edit=lambda m: m.ClearField("opset_import")), "opset"),
    ("no-opset-of-domain", model([node("Inverse", ["x"], ["y"], domain="com.other", name="n")]), "com.other"),
    ("no-ir-version", model([relu()], edit=lambda m: m.ClearField("ir_version")), "IR version"),
    ("input-without-type", model([relu()], edit=lambda m: m.graph.input[0].ClearField("type")), "x"),
    ("input-of-no-element-type", model([relu()], inputs=[info("x", 0, [2])]), "x"),
    ("unsupported-input-type", model([node("Add", ["x", "x"], ["y"], name="n")], inputs=[info("x", TensorProto.BOOL, [2])]), "Add"),
    ("inconsistent-types", model([node("Add", ["x", "z"], ["y"], name="n")], inputs=[info("x", FLOAT, [2]), info("z", TensorProto.INT32, [2])]), "Add"),
    ("other-output-type", model([relu()], outputs=[info("y", TensorProto.INT32, [2, 3])]), "y"),
    ("unknown-attribute", with_attribute("Relu", helper.make_attribute("no_such", 1)), "no_such"),
    ("attribute-of-other-type", with_attribute("Softmax", helper.make_attribute("axis", 1.5)), "axis"),
    ("attribute-without-type", with_attribute("Softmax", attribute("axis", i=1)), "axis"),
    ("attribute-without-name", with_attribute("Softmax", attribute("", i=1, type=2)), "Softmax"),
    ("attribute-twice", model([relu()], edit=lambda m: m.graph.node[0].attribute.extend([helper.make_attribute("a", 1)] * 2)), "a"),
    ("attribute-of-two-fields", with_attribute("Softmax", attribute("axis", i=1, f=1.0, type=2)), "axis"),
    ("missing-attribute", model([node("Concat", ["x", "x"], ["y"], name="n")]), "axis"),
    ("axis-outside", with_attribute("Softmax", helper.make_attribute("axis", 7)), "Softmax"),
    ("shapes-contradict", model([node("MatMul", ["x", "x"], ["y"], name="n")]), "MatMul"),
    ("tensor-without-type", with_tensor(tensor(kind=0, float_data=[1.0, 2.0])), "w"),
    ("tensor-of-two-fields", with_tensor(tensor(float_data=[1.0, 2.0], raw_data=bytes(8))), "w"),
    ("tensor-of-other-field", with_tensor(tensor(int32_data=[1, 2])), "w"),
    ("tensor-without-data", with_tensor(tensor()), "w"),
    ("strings-as-raw", with_tensor(tensor(kind=TensorProto.STRING, raw_data=b"ab")), "w"),
    ("external-without-location", with_tensor(tensor(data_location=1)), "w"),
    ("initializer-without-name", model([relu()], initializers=[tensor("", float_data=[1.0, 2.0])]), "initializer"),
    ("initializer-twice", with_tensor(tensor(float_data=[1.0, 2.0])), "w"),
    ("subgraph-of-unknown-names", choice(good, branch([relu("inner", "nowhere", "z")])), "nowhere"),
    ("subgraph-hides-a-name", choice(good, branch([relu("inner", "x", "x"), relu("more", "x", "z")])), "x"),
    ("function-of-unknown-operator", call(function([node("NoSuch", ["a"], ["b"], name="inner")])), "NoSuch"),
    ("function-without-opset", call(function([relu("inner", "a", "b")], opsets=[])), "opset"),
    ("function-not-ssa", call(function([relu("first", "a", "b"), relu("second", "a", "b")])), "b"),
    ("function-of-unknown-names", call(function([relu("inner", "nowhere", "b")])), "nowhere"),
    ("function-domain-not-imported", call(function([relu("inner", "a", "b")]), opsets=[("", 21)]), "local"),
    ("functions-twice", call(function([relu("inner", "a", "b")]), function([relu("inner", "a", "b")])), "f"),
]
CASES[[name for name, _, _ in CASES].index("initializer-twice")][1].graph.initializer.append(tensor(float_data=[1.0, 2.0]))


def problem_of(made, text, program, path):
    try:
        checker.check_model(made, full_check=True)
        return "the checker takes it"
    except Exception:  # pylint: disable=broad-except
        pass
    path.write_bytes(made.SerializeToString())
    run = subprocess.run([program, "check", path, "--target=x86-64-v4"], capture_output=True, text=True, timeout=60)
    if run.returncode != 1 or "[HFC" not in run.stderr or text not in run.stderr:
        return f"status {run.returncode}, {text} wanted: {run.stderr[:300]}{run.stdout[:200]}"
    return ""


def main():
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        for name, made, text in CASES:
            if problem := problem_of(made, text, sys.argv[1], pathlib.Path(folder) / f"{name}.onnx"):
                problems.append(f"{name}: {problem}")
    print("\n".join(problems) or f"{len(CASES)} cases are refused")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
