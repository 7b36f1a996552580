"""Writes small valid nodes of every operator: in every definition since opset 7, of every element type that it allows, with
the values of attributes that ONNX's own tests use or its text names. hfc-audit checks all, hfc-conformance runs some.

    generate.py FOLDER [--share N] [--only OPERATOR…]

FOLDER/checks.txt has a line for each node: NAME, operator, opset; FOLDER/NAME.onnx is its model. FOLDER/index.txt is
for hfc-conformance: one of N (32), and each definition once, with inputs and what ONNX Runtime gives, or where it has no
such kernel the reference evaluator. coverage.txt says of which definitions and types there is no node.

A node is one of ONNX's node tests, written for another definition: an operand that was an attribute becomes it, and element
types are replaced, one type name at a time. onnx.checker says which are valid, and where an attribute or the definition
is another one than the test's, also that something can evaluate it.
"""

import argparse
import collections
import hashlib
import importlib.util
import pathlib
import re
import shutil
import sys
import warnings

import ml_dtypes
import numpy
import onnx
import onnxruntime
from onnx import TensorProto, checker, defs, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

HERE = pathlib.Path(__file__).resolve().parent
spec = importlib.util.spec_from_file_location("conformance", HERE.parent / "conformance" / "onnx" / "generate.py")
conformance = importlib.util.module_from_spec(spec)
spec.loader.exec_module(conformance)
sys.path.insert(0, str(HERE))
import matched  # noqa: E402

OLDEST = 7
DOMAINS = ("", "ai.onnx.preview")
# Attributes that say the element type of a result.
RESULTS = ("to", "dtype", "output_dtype", "output_datatype")
# Operands that were attributes of another name.
# Relative and absolute, by the coarsest element type in sight.
TOLERANCE = {
    TensorProto.FLOAT: (1e-3, 1e-5), TensorProto.DOUBLE: (1e-5, 1e-7), TensorProto.FLOAT16: (1e-2, 1e-3), TensorProto.BFLOAT16: (3e-2, 3e-2),
}
FORMER = {("Pad", "constant_value"): "value"}
# Attributes that other parts of the node must match (onnx's own inference ends the process where num_outputs does not):
# matched.py varies them with those parts. And TopK's, which leaves the result open.
MATCHED = {
    ("Split", "num_outputs"), ("GRU", "hidden_size"), ("LSTM", "hidden_size"), ("RNN", "hidden_size"),
    ("QuantizeLinear", "block_size"), ("DequantizeLinear", "block_size"), ("TopK", "sorted"), ("Attention", "q_num_heads"),
    ("Attention", "kv_num_heads"), ("GRU", "layout"), ("LSTM", "layout"), ("RNN", "layout"), ("Compress", "axis"),
    ("ReverseSequence", "batch_axis"), ("ReverseSequence", "time_axis"), ("RoiAlign", "output_height"),
    ("RoiAlign", "output_width"),
}
# Of whole numbers that are element types: those of floats.
STASH = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.DOUBLE)
# Operators of which ONNX Runtime differs from their definitions or from what is exact (its transforms round), or is coarse.
BY_REFERENCE = {"Attention", "DFT", "Resize", "STFT"}
# What the texts of attributes quote and is no value of them; values that they do not quote.
NO_VALUES = set("i axes keep_aspect_ratio_policy length_original length_resized max_sequence_length mode output_half_pixel "
                "output_width output_width_int roi round_int scales sizes x_original x_resized".split())
VALUES = {"auto_pad": {"NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"}}
KINDS = {f"tensor({name.lower()})": kind for name, kind in TensorProto.DataType.items() if name not in ("UNDEFINED", "STRING")}


def definitions():
    """By domain and name: the definitions whose opsets are in scope, oldest first."""
    found = collections.defaultdict(list)
    for schema in defs.get_all_schemas_with_history():
        if schema.domain in DOMAINS:
            found[schema.domain, schema.name].append(schema)
    for schemas in found.values():
        schemas.sort(key=lambda schema: schema.since_version)
        while len(schemas) > 1 and schemas[1].since_version <= OLDEST:
            schemas.pop(0)
    return found


def parameter(formal, index):
    return formal[min(index, len(formal) - 1)]


def convert(value, kind):
    """Numbers of another element type: what it cannot hold is clipped."""
    dtype = helper.tensor_dtype_to_np_dtype(kind)
    value = numpy.asarray(value)
    if value.dtype == dtype:
        return value
    if value.dtype.kind not in "biuf":
        value = value.real if value.dtype.kind == "c" else value.astype(numpy.float32)
    if dtype == numpy.bool_:
        return value != 0
    if dtype.kind not in "iu" and not dtype.name.startswith(("int", "uint")):
        with numpy.errstate(all="ignore"):
            return value.astype(numpy.float32 if dtype.itemsize == 1 else value.dtype).astype(dtype)
    info = ml_dtypes.iinfo(dtype)
    low, high = max(int(info.min), -(2**62)), min(int(info.max), 2**62)
    value = numpy.rint(numpy.nan_to_num(value.astype(numpy.float64))) if value.dtype.kind == "f" else value
    return numpy.clip(value.astype(numpy.int64), low, high).astype(dtype)


class Case:
    """A node, and by name the values of its operands; those of `fixed` are initializers."""

    def __init__(self, node, values, fixed, outputs):
        self.node, self.values, self.fixed, self.outputs = node, values, fixed, outputs

    def copy(self):
        node = onnx.NodeProto()
        node.CopyFrom(self.node)
        return Case(node, dict(self.values), set(self.fixed), dict(self.outputs))


def read_case(model, inputs, outputs):
    """The one node of a test; None where there is none."""
    if len(model.graph.node) != 1 or model.functions:
        return None
    inputs = conformance.bake_shapes(model, inputs)
    values = {info.name: conformance.to_proto(value, info.name) for info, value in zip(model.graph.input, inputs)}
    values = {name: numpy_helper.to_array(proto) for name, proto in values.items()}
    fixed = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    given = {info.name: info.type.tensor_type.elem_type for info in model.graph.output}
    return Case(model.graph.node[0], {**values, **fixed}, set(fixed), given)


def adapt(case, newest, schema):
    """The node for another definition; None where it cannot be written."""
    case = case.copy()
    node = case.node
    if newest.since_version != schema.since_version:
        for index in reversed(range(len(node.input))):
            name, formal = node.input[index], parameter(newest.inputs, index).name if newest.inputs else ""
            former = FORMER.get((node.op_type, formal), formal).lower()
            attribute = next((a for a in schema.attributes if a.lower() == former), None)
            if attribute is None:
                continue
            if name:
                if name not in case.fixed and case.values[name].size > 16:
                    return None
                value = case.values[name]
                kind = schema.attributes[attribute].type
                scalar = kind in (onnx.AttributeProto.INT, onnx.AttributeProto.FLOAT)
                if scalar and value.size != 1:
                    return None
                number = float if kind in (onnx.AttributeProto.FLOAT, onnx.AttributeProto.FLOATS) else int
                numbers = [number(x) for x in value.ravel()]
                made = helper.make_attribute(attribute, numbers[0] if scalar else numbers) if scalar or numbers else None
                if made is not None:
                    node.attribute.append(made)
            del node.input[index]
        while node.input and not node.input[-1]:
            node.input.pop()
        kept = [attribute for attribute in node.attribute if attribute.name in schema.attributes]
        del node.attribute[:]
        node.attribute.extend(kept)
        if len(node.input) > schema.max_input or len(node.output) > schema.max_output:
            del node.input[schema.max_input:]
            del node.output[schema.max_output:]
    return case


def retype(case, schema, binding):
    """The case with element types by type name."""
    case = case.copy()
    for index, name in enumerate(case.node.input):
        if name and (kind := binding.get(parameter(schema.inputs, index).type_str)) is not None:
            case.values[name] = convert(case.values[name], kind)
    return case


def build(case, schema):
    used = [name for name in dict.fromkeys(case.node.input) if name]
    inputs = [helper.make_tensor_value_info(name, helper.np_dtype_to_tensor_dtype(case.values[name].dtype), case.values[name].shape)
              for name in used if name not in case.fixed]
    fixed = [numpy_helper.from_array(case.values[name], name) for name in used if name in case.fixed]
    outputs = [helper.make_empty_tensor_value_info(name) for name in case.node.output if name]
    graph = helper.make_graph([case.node], "audit", inputs, outputs, fixed)
    opsets = [helper.make_opsetid(schema.domain, schema.since_version)]
    if schema.domain:
        opsets.append(helper.make_opsetid("", 26))
    model = helper.make_model(graph, opset_imports=opsets, ir_version=13)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    unknown = []
    for index, info in enumerate(inferred.graph.output):
        if info.type.WhichOneof("value") != "tensor_type":
            kinds = {KINDS[t] for t in parameter(schema.outputs, index).types if t in KINDS}
            if len(kinds) != 1:
                raise ValueError("output type not inferred")
            info.CopyFrom(helper.make_tensor_value_info(info.name, kinds.pop(), None))
        if not info.type.tensor_type.HasField("shape"):  # of a rank that only data knows; the checker wants one
            info.type.tensor_type.shape.SetInParent()
            unknown.append(info)
    checker.check_model(inferred)
    for info in unknown:
        info.type.tensor_type.ClearField("shape")
    return inferred


def current(case, schema):
    """The element types of a case by type name."""
    binding = {}
    for index, name in enumerate(case.node.input):
        if name:
            kind = helper.np_dtype_to_tensor_dtype(case.values[name].dtype)
            binding.setdefault(parameter(schema.inputs, index).type_str, kind)
    return binding


def bindings(case, schema):
    """The case's own types where they are allowed, and one type name at a time each other type."""
    base = current(case, schema)
    allowed = {c.type_param_str: [KINDS[t] for t in c.allowed_type_strs if t in KINDS] for c in schema.type_constraints}
    plain = {name: kinds[0] if base[name] not in kinds else base[name] for name, kinds in allowed.items() if name in base and kinds}
    if any(TensorProto.FLOAT in allowed[name] and base[name] not in allowed[name] for name in plain):
        plain = {name: TensorProto.FLOAT if base[name] not in allowed[name] and TensorProto.FLOAT in allowed[name] else kind for name, kind in plain.items()}
    yield plain
    for name in plain:
        for kind in allowed[name]:
            if kind != plain[name]:
                yield {**plain, name: kind}
    # Several names that must agree: all that allow it.
    for kind in sorted({kind for name in plain for kind in allowed[name]}):
        together = {name: kind if kind in allowed[name] and plain[name] not in (TensorProto.INT64, TensorProto.BOOL) else plain[name] for name in plain}
        if sum(together[name] != plain[name] for name in plain) > 1:
            yield together


def with_results(case, schema):
    """The case, and with each type that an attribute may ask of the result."""
    yield case
    outputs = [KINDS[t] for t in sorted(schema.outputs[0].types) if t in KINDS] if schema.outputs else []  # a set, in no order
    for number, attribute in enumerate(case.node.attribute):
        if attribute.name in RESULTS and attribute.type == onnx.AttributeProto.INT:
            for kind in outputs:
                other = case.copy()
                other.node.attribute[number].i = kind
                yield other
    # Of an operator that may have the attribute and does not.
    for name in RESULTS:
        if name in schema.attributes and not any(a.name == name for a in case.node.attribute):
            for kind in outputs:
                other = case.copy()
                other.node.attribute.append(helper.make_attribute(name, kind))
                yield other


def words(schema, attribute):
    """Values of a text attribute that its description names, in quotes."""
    found = set(re.findall(r"[\"'`]([A-Za-z_]+)[\"'`]", schema.attributes[attribute].description))
    return found - NO_VALUES | VALUES.get(attribute, set())


def with_attributes(case, schema, seen):
    """The case with one attribute set otherwise: to each value that a test of the operator gives or the text names."""
    present = {attribute.name: helper.get_attribute_value(attribute) for attribute in case.node.attribute}
    for name, attribute in sorted(schema.attributes.items()):
        if (schema.name, name) in MATCHED:
            continue
        if attribute.type == onnx.AttributeProto.STRING:
            values = sorted({v for v in seen[name] if isinstance(v, bytes)} | {w.encode() for w in words(schema, name)})
        elif name == "stash_type":
            values = STASH
        elif attribute.type == onnx.AttributeProto.INT and name not in RESULTS:
            values = sorted({v for v in seen[name] if isinstance(v, int)})
            default = helper.get_attribute_value(attribute.default_value) if attribute.default_value.name else None
            values += [v for v in (0, 1) if default in (0, 1) and v not in values]
        elif attribute.type == onnx.AttributeProto.FLOAT:
            values = sorted({v for v in seen[name] if isinstance(v, float)})
        else:
            values = []
        for value in values[:8]:
            if present.get(name) == value:
                continue
            other = case.copy()
            kept = [a for a in other.node.attribute if a.name != name]
            made = helper.make_attribute(name, value)
            del other.node.attribute[:]
            other.node.attribute.extend([*kept, made])
            yield other


def signature(case):
    return "".join(sorted(f"{a.name}={helper.get_attribute_value(a)!r};" if a.type in (1, 2, 3) else a.name for a in case.node.attribute))


def evaluate(model, case):
    """What a right evaluation gives, or None where nothing can evaluate it."""
    feeds = {info.name: case.values[info.name] for info in model.graph.input}
    if case.node.op_type in BY_REFERENCE:
        return by_reference(model, feeds)
    try:
        options = onnxruntime.SessionOptions()
        options.log_severity_level, options.intra_op_num_threads = 4, 1
        session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        values = session.run(None, feeds)
    except Exception:  # pylint: disable=broad-except
        return by_reference(model, feeds)
    # It gives 8-bit floats as their bytes.
    dtypes = [helper.tensor_dtype_to_np_dtype(info.type.tensor_type.elem_type) for info in model.graph.output]
    return [value.view(dtype) if value.dtype != dtype and value.dtype.itemsize == dtype.itemsize else value
            for value, dtype in zip(values, dtypes)]


def by_reference(model, feeds):
    try:
        with numpy.errstate(all="ignore"):
            return ReferenceEvaluator(model).run(None, feeds)
    except Exception:  # pylint: disable=broad-except
        return None


class Writer:
    def __init__(self, folder, share):
        self.folder, self.share = folder, share
        self.checks, self.tests = [], []
        self.counts = collections.Counter()  # of nodes that show the same
        self.types = collections.defaultdict(set)  # by definition: pairs of a type name and a type

    def add(self, name, typed, schema, binding, why, other):
        """A node, unless there are enough like it. True where it is valid."""
        key = (schema.domain, schema.name, schema.since_version)
        operands = tuple(bool(operand) for operand in typed.node.input)
        what = (*key, tuple(sorted(binding.items()))) if why == "type" else (*key, signature(typed), operands)
        if self.counts[what] >= (2 if why == "type" else 1):
            return True
        try:
            typed = self.within(typed, schema)
            model = build(typed, schema)
        except (checker.ValidationError, onnx.shape_inference.InferenceError, RuntimeError, ValueError, TypeError, KeyError):
            return False
        isSample = why in ("base", "matched") or hashlib.sha256(f"{name}{what}".encode()).digest()[0] % self.share == 0
        values = evaluate(model, typed) if other or isSample else None
        if other and values is None:
            return False
        self.counts[what] += 1
        number = hashlib.sha256(f"{name}{what}".encode()).hexdigest()[:6]
        label = f"{name.removeprefix('test_')}-{schema.since_version}-{number}"
        operator = f"{schema.domain}.{schema.name}".lstrip(".")
        (self.folder / f"{label}.onnx").write_bytes(model.SerializeToString())
        self.checks.append(f"{label} {operator} {schema.since_version}\n")
        self.types[key] |= set(binding.items())
        if values is not None and isSample:
            self.write_test(label, operator, model, typed, values)
        return True

    @staticmethod
    def within(case, schema):
        """Casts to integers of what they can hold: of other numbers they may give anything."""
        to = next((a.i for a in case.node.attribute if a.name == "to"), None)
        if schema.name == "CastLike":
            to = helper.np_dtype_to_tensor_dtype(case.values[case.node.input[1]].dtype)
        x = case.values.get(case.node.input[0]) if schema.name in ("Cast", "CastLike") else None
        if x is None or to is None or helper.tensor_dtype_to_np_dtype(to).kind in "fc" or x.dtype.kind in "biuc":
            return case
        case = case.copy()
        wide = numpy.nan_to_num(x.astype(numpy.float32), nan=1)
        case.values[case.node.input[0]] = numpy.clip(wide, 0, 1).astype(x.dtype)
        return case

    def write_test(self, label, operator, model, typed, values):
        values = [numpy.asarray(value) for value in values]
        if operator in conformance.RANDOM and any(value.dtype.kind in "biu" for value in values):
            return
        kinds = {helper.np_dtype_to_tensor_dtype(value.dtype) for value in [*typed.values.values(), *values]}
        if kinds & {TensorProto.COMPLEX64, TensorProto.COMPLEX128}:
            return
        relative, absolute = TOLERANCE[max(kinds, key=lambda kind: TOLERANCE.get(kind, (0, 0)))] if kinds & TOLERANCE.keys() else (1e-3, 1e-5)
        if operator in conformance.RANDOM:  # of what is drawn, type and shape are compared
            relative = absolute = float("inf")
            values = [numpy.zeros_like(value) for value in values]
        inputs = [typed.values[info.name] for info in model.graph.input]
        conformance.write_files(self.folder / "audit" / label, model, inputs, values)
        self.tests.append(f"audit/{label} {relative:g} {absolute:g} - {operator}\n")

    def add_all(self, name, case, schemas, newest, seen):
        for schema in schemas:
            adapted = None if schema.deprecated else adapt(case, newest, schema)
            if adapted is None:
                continue
            plain, *others = bindings(adapted, schema)
            other = schema.since_version != newest.since_version
            if not self.add(name, retype(adapted, schema, plain), schema, plain, "base", other):
                continue
            for binding in others:
                self.add(name, retype(adapted, schema, binding), schema, binding, "type", False)
            for changed in with_results(adapted, schema):
                self.add(name, retype(changed, schema, plain), schema, plain, "result", False)
            for changed in with_attributes(adapted, schema, seen):
                self.add(name, retype(changed, schema, plain), schema, plain, "attribute", True)
            for changed in matched.matched(adapted):
                if all(attribute.name in schema.attributes for attribute in changed.node.attribute):
                    self.add(name, retype(changed, schema, plain), schema, plain, "matched", True)

    def coverage(self, table):
        """Definitions and types without a node, and the number of those that have one."""
        covered, lines = 0, []
        for (domain, name), schemas in sorted(table.items()):
            for schema in schemas:
                if schema.deprecated or not schema.inputs:
                    continue
                used = {p.type_str for p in schema.inputs}
                wanted = {(c.type_param_str, KINDS[t]) for c in schema.type_constraints if c.type_param_str in used
                          for t in c.allowed_type_strs if t in KINDS}
                missing = wanted - self.types[domain, name, schema.since_version]
                covered += len(wanted) - len(missing)
                if missing:
                    words = " ".join(f"{p}={TensorProto.DataType.Name(k).lower()}" for p, k in sorted(missing))
                    lines.append(f"{domain or 'ai.onnx'} {name} {schema.since_version}: {words}\n")
        return covered, lines


def write(folder, share, only):
    table = {key: schemas for key, schemas in definitions().items() if not only or key[1] in only}
    cases, seen = [], collections.defaultdict(lambda: collections.defaultdict(set))
    for _, name, model, data, _, _ in conformance.node_tests():
        if conformance.scope_of(model) != "-" or name.endswith("_expanded"):
            continue
        case = read_case(onnx.ModelProto.FromString(model.SerializeToString()), *data)
        if case is None or (case.node.domain, case.node.op_type) not in table:
            continue
        opset = next(o.version for o in model.opset_import if o.domain == case.node.domain)
        schemas = table[case.node.domain, case.node.op_type]
        own = [schema for schema in schemas if schema.since_version <= opset][-1]
        cases.append((name, case, schemas, own))
        for attribute in case.node.attribute:
            value = helper.get_attribute_value(attribute)
            if isinstance(value, (bytes, int, float)):
                seen[schemas[0].domain, schemas[0].name][attribute.name].add(value)
    writer = Writer(folder, share)
    for name, case, schemas, own in cases:
        writer.add_all(name, case, schemas, own, seen[schemas[0].domain, schemas[0].name])
    (folder / "checks.txt").write_text("".join(writer.checks))
    (folder / "index.txt").write_text("".join(writer.tests))
    covered, missing = writer.coverage(table)
    (folder / "coverage.txt").write_text("".join(missing))
    print(f"{len(writer.checks)} nodes, {len(writer.tests)} with values; {covered} types of definitions covered, {len(missing)} definitions not wholly")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--share", type=int, default=32)
    parser.add_argument("--only", nargs="+", default=[])
    options = parser.parse_args()
    sources = b"".join((HERE / name).read_bytes() for name in ("generate.py", "matched.py"))
    stamp = f"{onnx.__version__} {options.share} {options.only} " + hashlib.sha256(sources).hexdigest()
    made = options.folder / "made-by"
    if made.exists() and made.read_text() == stamp:
        return
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    warnings.simplefilter("ignore")
    onnxruntime.set_default_logger_severity(4)
    write(options.folder, options.share, options.only)
    made.write_text(stamp)


if __name__ == "__main__":
    main()
