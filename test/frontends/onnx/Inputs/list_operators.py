"""Every operator of the package onnx is known, or refused by name: list_operators.py OUTPUT-OF-hfc-operators."""

import pathlib
import sys

import onnx.defs

known = {line.split()[0] for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if line.strip()}
names = {schema.name for schema in onnx.defs.get_all_schemas_with_history() if schema.domain == ""}
for name in sorted(names - known):
    print("not listed:", name)
print(len(names) > 150 and not names - known)
