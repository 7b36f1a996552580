"""Each message of diagnostics/Diagnostics.def is raised by some test, which names it: HFC0301, Code::MalformedArtifact, or
HFC_MALFORMED_ARTIFACT."""

import re

import tree

KINDS = {".test", ".mlir", ".cpp", ".py"}
entries = re.findall(r"^HFC_DIAGNOSTIC\((\d+), (\w+),", tree.text("diagnostics/Diagnostics.def"), re.M)
tests = "\n".join(
    tree.text(path) for path in tree.files()
    if path.parts[0] == "test" and path.parts[1] not in ("tree", "diagnostics") and path.suffix in KINDS
)


def is_named(number, name):
    constant = "HFC" + re.sub(r"([A-Z])", r"_\1", name).upper()
    return re.search(rf"\b(HFC{int(number):04d}|Code::{name}|{constant})\b", tests)


problems = [
    f"HFC{int(number):04d} ({name}): no test raises it" for number, name in entries if not is_named(number, name)
]
tree.report(problems, f"{len(entries)} messages, each raised by a test")
