"""No source file over 600 lines: one idea a file."""

import tree

LIMIT = 600

problems = []
for path in tree.files():
    # Rows of a table (.def) are not ideas, and pages of docs/dialects are made from TableGen.
    if str(path).startswith("docs/dialects/"):
        continue
    if path.suffix in (tree.CODE | tree.SCRIPTS | {".mlir", ".md"}) - {".def"}:
        lines = tree.text(path).count("\n")
        if lines > LIMIT:
            problems.append(f"{path}: {lines} lines, over {LIMIT}")
tree.report(problems, f"no file over {LIMIT} lines")
