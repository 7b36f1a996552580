"""Nodes of every operator in scope, as ONNX's own node tests have them, for random graphs to take in.

A template is a node with values of its operands. Its first operand may come from the graph instead, brought to the shape that
the template has; the others are inputs or, where they decide shapes, constants.
"""

import collections
import functools
import importlib.util
import pathlib
import warnings

import onnx
from onnx import TensorProto, defs, helper

HERE = pathlib.Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("conformance", HERE.parent / "conformance" / "onnx" / "generate.py")
conformance = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conformance)

OPSET = defs.onnx_opset_version()
# Operators in scope that no random graph has, and why.
LEFT_OUT = {
    **{name: "its results are random" for name in conformance.RANDOM},
    "GlobalLpPool": "no test of ONNX has it; test/values has", "MaxRoiPool": "no test of ONNX has it; test/values has",
    "MeanVarianceNormalization": "onnx.checker cannot infer its function in a model of this opset",
    "ImageDecoder": "it reads files of images: out of scope",
}
OUT_OF_SCOPE = ("Sequence", "Optional", "String", "SplitToSequence", "ConcatFromSequence", "RegexFullMatch")
# Its families build them, with graphs inside.
CONTROL = {"If", "Loop", "Scan"}

# Types that numpy has by itself; of the others there are ONNX's tests and the audit.
PLAIN = {kind for kind in TensorProto.DataType.values()
         if kind and helper.tensor_dtype_to_np_dtype(kind).kind in "biuf" and helper.tensor_dtype_to_np_dtype(kind).isbuiltin == 1}

Template = collections.namedtuple("Template", "node values fixed outputs")


def operators():
    """Names of all operators over tensors at this opset."""
    names = set()
    for schema in defs.get_all_schemas():
        if schema.domain == "" and not schema.deprecated and not schema.name.startswith(OUT_OF_SCOPE):
            names.add(schema.name)
    return sorted(names)


@functools.lru_cache(maxsize=1)
def templates():
    """By operator."""
    warnings.simplefilter("ignore", RuntimeWarning)  # the package's own overflows on purpose
    found = collections.defaultdict(list)
    for _, name, original, data, _, _ in conformance.node_tests():
        model = onnx.ModelProto.FromString(original.SerializeToString())
        if conformance.scope_of(model) != "-" or len(model.graph.node) != 1 or model.functions:
            continue
        node = model.graph.node[0]
        opset = model.opset_import[0].version
        if node.domain or node.op_type in LEFT_OUT or node.op_type in CONTROL or (
                defs.get_schema(node.op_type, opset, "").since_version != defs.get_schema(node.op_type, OPSET, "").since_version):
            continue
        inputs = conformance.bake_shapes(model, data[0])
        values = {info.name: conformance.to_proto(value, info.name) for info, value in zip(model.graph.input, inputs)}
        fixed = {tensor.name: tensor for tensor in model.graph.initializer}
        kinds = [info.type.tensor_type.elem_type for info in model.graph.output]
        outputs = dict(zip([info.name for info in model.graph.output], zip(kinds, [conformance.to_proto(v, "") for v in data[1]])))
        if not {tensor.data_type for tensor in [*values.values(), *fixed.values()]} | set(kinds) <= PLAIN:
            continue
        found[node.op_type].append(Template(node, values, fixed, outputs))
    return dict(sorted(found.items()))


def missing():
    """Operators that neither a template nor the list has; and those that the list has for nothing."""
    there = set(templates()) | CONTROL
    names = set(operators())
    return sorted(names - there - set(LEFT_OUT)), sorted(set(LEFT_OUT) & there)
