"""Holds #include lines and CMake's USES lines against the table of rooms in docs/architecture.md.

The table is read, not repeated here. A room may name the rooms and libraries in the last column of its row, and
use the libraries (not the rooms) of those rooms; PARTS stand for a few headers, and a library, of a room.
"""

import re

import tree

# Libraries of the table, by the first folder of their headers. LLVM comes with MLIR and LLD.
LIBRARIES = {"mlir": "MLIR", "mlir-c": "MLIR", "llvm": "LLVM", "llvm-c": "LLVM", "lld": "LLD", "flatbuffers": "FlatBuffers"}
BRINGS = {"MLIR": {"LLVM"}, "LLD": {"LLVM"}, "LLVM Support": {"LLVM"}}
# Plain C++20, without the libraries of the rest of their rooms.
PARTS = {
    "diagnostics (codes)": {"diagnostics/Codes.h", "diagnostics/Diagnostics.def", "HFCDiagnostics"},
    "runtime (HIP)": {"runtime/devices/hip/HipApi.h"},
    "tools (command line)": {"tools/CommandLine.h"},
    "frontends (.pb)": {
        "frontends/onnx/ElementType.h", "frontends/onnx/Packing.h", "frontends/onnx/Tensor.h", "frontends/onnx/TensorProto.h", "HFCOnnxTensor",
    },
}


def read_table():
    """Room folder → set of room folders, libraries and PARTS that it may use."""
    section = tree.text("docs/architecture.md").split("## Rooms")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    groups = [re.findall(r"`([\w/]+)/`", row[0]) for row in rows]
    names = [name for group in groups for name in group]
    known = {*PARTS, "LLVM Support", "MLIR", "LLVM", "LLD", "FlatBuffers", *names}
    table = {}
    for group, row in zip(groups, rows):
        general, *special = row[2].split(";")
        if "any room" in general:
            allowed = {*names, "MLIR", "LLD", "FlatBuffers"}
        elif "all of the above" in general:
            allowed = {*names[: names.index(group[0])], "MLIR", "LLD", "FlatBuffers"}
        else:
            allowed = {word.strip() for word in general.split(",")}
            assert allowed <= known, f"docs/architecture.md: row {group} names {allowed - known}: no room, no library"
        for room in group:
            table[room] = allowed | {room}
        for clause in special:
            tool, dependencies = re.match(r"\s*`(\w+)` itself: (.*)", clause).groups()
            folder = f"{group[0]}/{tool}"
            table[folder] = {word.strip() for word in dependencies.split(",")} | {folder}
    return table


def room_of(path, table):
    """The longest row whose folder holds this path; None outside all rooms."""
    matches = [room for room in table if str(path).startswith(room + "/")]
    return max(matches, key=len, default=None)


def libraries(room, table):
    """Libraries a room may use: its own and those of the rooms it may use."""
    found = set()
    for name in table[room]:
        own = table[name] if name in table else {name}
        found |= {library for library in own if library not in table}
    return found | {brought for library in found for brought in BRINGS.get(library, ())}


def in_part(name, allowed):
    return any(name in PARTS[part] for part in allowed & PARTS.keys())


def check_include(path, line, name, table, public):
    room = room_of(path, table)
    first = name.split("/")[0]
    if first in LIBRARIES:
        wanted = LIBRARIES[first]
        return None if wanted in libraries(room, table) else f"{path}:{line}: {room}/ may not use {wanted} ({name})"
    used = room_of(public.get(name, name), table)
    if used is None or used in table[room]:
        return None
    if in_part(name, table[room]):
        return None
    return f"{path}:{line}: {room}/ may not use {used}/ ({name})"


def check_cmake(paths, table):
    """USES of every hfc_library, hfc_executable and hfc_test; a library's room is where it is made."""
    calls = []
    for path in paths:
        source = re.sub(r"#.*", "", tree.text(path))
        calls += [(path, kind, body.split()) for kind, body in re.findall(r"\b(hfc_\w+)\(([^()]*)\)", source)]
    home = {words[0]: room_of(path, table) for path, kind, words in calls if kind == "hfc_library"}
    for path, kind, words in calls:
        room = room_of(path, table)
        if room is None or "USES" not in words:
            continue
        for used in words[words.index("USES") + 1 :]:
            target = home.get(used)
            if target and target not in table[room] and not in_part(used, table[room]):
                yield f"{path}: {words[0]} of {room}/ may not link {used} of {target}/"


def main():
    table = read_table()
    paths = tree.files()
    # Public headers are included as "hfc/runtime.h" and live under ROOM/include/.
    public = {str(path).split("/include/")[1]: path for path in paths if "/include/" in str(path)}
    problems, seen = [], 0
    for path in paths:
        if path.suffix not in tree.CODE or room_of(path, table) is None:
            continue
        for number, line in enumerate(tree.text(path).splitlines(), 1):
            match = re.match(r'\s*#?\s*include\s+["<]([\w./+-]+)[">]', line)
            if match:
                seen += 1
                problem = check_include(path, number, match[1], table, public)
                problems += [problem] if problem else []
    problems += check_cmake([path for path in paths if path.name == "CMakeLists.txt"], table)
    tree.report(problems, f"{seen} includes follow the table")


if __name__ == "__main__":
    main()
