"""Nothing in the tree names a folder outside it: the models beside the checkout are known to test/CMakeLists.txt alone."""

import tree

# Spelled so that this file does not name them itself.
OUTSIDE = ["../" + "shared", "/" + "work/", "/" + "home/"]
CHECKED = tree.CODE | tree.SCRIPTS | {".mlir", ".test", ".ll", ".txt", ".json", ".in", ""}

problems = []
for path in tree.files():
    if path.suffix not in CHECKED or str(path) == "test/CMakeLists.txt":
        continue
    for number, line in enumerate(tree.text(path).splitlines(), 1):
        problems += [f"{path}:{number}: names {name}" for name in OUTSIDE if name in line]
tree.report(problems, "no path leads outside")
