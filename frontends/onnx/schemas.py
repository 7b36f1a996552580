"""Writes Schemas.inc from the installed package `onnx`: schemas.py [--check]. Run it when the pinned version changes.

A row is one definition of an operator:  NAME OPSET MIN-INPUTS MIN-OUTPUTS INPUTS > OUTPUTS | TYPES | ATTRIBUTES
INPUTS and OUTPUTS are names of types, `?` behind an optional one, `*` behind the last where it repeats, `**` where each
may have a type of its own. TYPES are NAME=MASK, hexadecimal, bit n for the element type n of TensorProto. ATTRIBUTES
are NAME:KIND, a number of AttributeProto.AttributeType, `!` behind a required one.
"""

import pathlib
import re
import sys

import onnx
from onnx import defs

ROWS = pathlib.Path(__file__).with_name("Schemas.inc")
DOMAINS = ("", "ai.onnx.preview")
ELEMENTS = {name.lower(): value for name, value in onnx.TensorProto.DataType.items()}


def mask(types):
    elements = [re.fullmatch(r"tensor\((\w+)\)", text) for text in types]
    return sum({1 << ELEMENTS[found[1]] for found in elements if found})


def parameters(formal, types):
    for parameter in formal:
        if not any(constraint.type_param_str == parameter.type_str for constraint in types):
            yield f"{mask([parameter.type_str]):x}", parameter  # a type that needs no name
        else:
            yield parameter.type_str, parameter


def write(formal, types):
    option = defs.OpSchema.FormalParameterOption
    words = []
    for text, parameter in parameters(formal, types):
        if parameter.option == option.Variadic:
            text += "*" if parameter.is_homogeneous else "**"
        words.append(text + ("?" if parameter.option == option.Optional else ""))
    return " ".join(words)


def row(schema):
    constraints = schema.type_constraints
    names = {constraint.type_param_str: f"{mask(constraint.allowed_type_strs):x}" for constraint in constraints}
    for text, _ in [*parameters(schema.inputs, constraints), *parameters(schema.outputs, constraints)]:
        names.setdefault(text, text)
    attributes = [f"{name}:{int(attribute.type)}{'!' * attribute.required}" for name, attribute in sorted(schema.attributes.items())]
    name = f"{schema.domain}.{schema.name}".lstrip(".")
    return " ".join([
        name, str(schema.since_version), str(schema.min_input), str(schema.min_output),
        write(schema.inputs, constraints), ">", write(schema.outputs, constraints), "|",
        *(f"{key}={value}" for key, value in sorted(names.items())), "|", *attributes,
    ])


def main():
    schemas = [schema for schema in defs.get_all_schemas_with_history() if schema.domain in DOMAINS and not schema.deprecated]
    schemas.sort(key=lambda schema: (f"{schema.domain}.{schema.name}".lstrip("."), schema.since_version))
    text = f"// Written by schemas.py from onnx {onnx.__version__}.\n" + "".join(
        f'"{re.sub(" +", " ", row(schema))}",\n' for schema in schemas
    )
    if "--check" in sys.argv:
        sys.exit(ROWS.read_text() != text and "Schemas.inc is stale: run frontends/onnx/schemas.py")
    ROWS.write_text(text)


main()
