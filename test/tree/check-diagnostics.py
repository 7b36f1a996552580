"""Each message of diagnostics/Diagnostics.def is raised by some test, which names it: HFC0101, or Code::UnsupportedNodes."""

import re

import tree

KINDS = {".test", ".mlir", ".cpp", ".py"}
entries = re.findall(r"^HFC_DIAGNOSTIC\((\d+), (\w+),", tree.text("diagnostics/Diagnostics.def"), re.M)
tests = "\n".join(
    tree.text(path) for path in tree.files()
    if path.parts[0] == "test" and path.parts[1] not in ("tree", "diagnostics") and path.suffix in KINDS
)
problems = [
    f"HFC{int(number):04d} ({name}): no test raises it" for number, name in entries
    if f"HFC{int(number):04d}" not in tests and not re.search(rf"\bCode::{name}\b", tests)
]
tree.report(problems, f"{len(entries)} messages, each raised by a test")
