"""Writes the corpus of hostile models into a folder: make.py FOLDER.

One folder a case. Its file `expect` says, a line each: what to open (a file or "." for a Hugging Face folder), the
beginning of the error's code, and a piece of its text. Cases named compile-* are harmless to read: the importer must
refuse them.
The classes are those of published incidents; each group names the ones it stands for. Needs no packages: a model
that breaks the rules is written byte by byte.
"""

import json
import os
import pathlib
import struct
import sys

ROOT = pathlib.Path(sys.argv[1])


# protobuf, as far as needed


def varint(value):
    value &= 2**64 - 1
    out = b""
    while value >= 128:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(number, value):
    """A field of a message: int, str, bytes (also a message), or a list of any of them."""
    if isinstance(value, list):
        return b"".join(field(number, each) for each in value)
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    value = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(value)) + value


def message(**fields):
    """field_NUMBER=value, in this order."""
    return b"".join(field(int(name.split("_")[1]), value) for name, value in fields.items())


def tensor(name, dims, kind, **fields):
    return field(1, dims) + message(f_2=kind, f_8=name, **fields)


def external(name, dims, kind, **entries):
    entries = [message(f_1=key, f_2=value) for key, value in entries.items()]
    return tensor(name, dims, kind, f_13=entries, f_14=1)


def integers(name, values):
    """An attribute INTS, or INT."""
    if isinstance(values, int):
        return message(f_1=name, f_3=values, f_20=2)
    return message(f_1=name, f_8=values, f_20=7)


def node(op, inputs, outputs, attributes=(), domain="", name="n"):
    return message(f_1=inputs, f_2=outputs, f_3=name, f_4=op, f_5=list(attributes), f_7=domain)


def value(name, dims=("n",), kind=1):
    dims = [message(f_2=dim) if isinstance(dim, str) else message(f_1=dim) for dim in dims]
    return message(f_1=name, f_2=message(f_1=message(f_1=kind, f_2=message(f_1=dims))))


def graph(nodes, initializers=(), inputs=None, outputs=None, **more):
    inputs = [value("x")] if inputs is None else inputs
    outputs = [value("y")] if outputs is None else outputs
    return message(f_1=nodes, f_2="g", f_5=list(initializers), f_11=inputs, f_12=outputs, **more)


OPSETS = [message(f_1="", f_2=17), message(f_1="local", f_2=1)]


def model(body, functions=(), ir=8):
    return message(f_1=ir, f_7=body, f_8=OPSETS, f_25=list(functions))


def function(name, nodes, inputs=("a",), outputs=("b",)):
    return message(f_1=name, f_4=list(inputs), f_5=list(outputs), f_7=nodes, f_9=OPSETS, f_10="local")


RELU = node("Relu", ["x"], ["y"])


def nest(levels, depth):
    """depth × levels around nothing, without copying the middle each time. A level is the field that holds the next,
    and what stands before it."""
    heads, size = [], 0
    for _ in range(depth):
        for tag, before in reversed(levels):
            head = before + varint(tag << 3 | 2) + varint(size)
            heads.append(head)
            size += len(head)
    return b"".join(reversed(heads))


# cases


def case(name, code, text, opened, files):
    folder = ROOT / name
    folder.mkdir(parents=True)
    (folder / "expect").write_text(f"{opened}\n{code}\n{text}\n")
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def onnx(name, code, text, content):
    return case(name, code, text, "model.onnx", {"model.onnx": content})


def with_tensor(*tensors):
    return model(graph([RELU], tensors))


def paths():
    """onnx CVE-2022-25882, CVE-2024-27318, CVE-2024-5187, CVE-2025-51480, CVE-2026-27489, CVE-2026-34446, -34447."""
    (ROOT / "secret").write_bytes(b"0123456789abcdef")
    secret = str((ROOT / "secret").resolve())
    for name, location in {
        "parent": "../secret", "parent-inside": "a/../../secret", "parent-back": "a/../w.bin", "parent-alone": "..",
        "absolute": secret, "proc": "/proc/self/mem", "nothing": "w.bin\0/../../secret",
    }.items():
        onnx(f"path-{name}", "HFC0203", "external data: the path",
             with_tensor(external("w", [4], 2, location=location)))
    for name, location, target in [
        ("link", "link", "../secret"), ("link-inside", "link", "model.onnx"), ("link-parent", "up/secret", ".."),
        ("link-root", "up/etc/passwd", "/"), ("link-loop", "loop", "loop"),
    ]:
        folder = onnx(f"path-{name}", "HFC0203", "goes through a link",
                      with_tensor(external("w", [4], 2, location=location)))
        os.symlink(target, folder / location.split("/")[0])
    folder = onnx("path-hard-link", "HFC0203", "hard links", with_tensor(external("w", [4], 2, location="w.bin")))
    os.link(secret, folder / "w.bin")
    folder = onnx("path-pipe", "HFC0201", "no regular file", with_tensor(external("w", [4], 2, location="w.bin")))
    os.mkfifo(folder / "w.bin")
    onnx("path-folder", "HFC0201", "no regular file", with_tensor(external("w", [4], 2, location=".")))
    onnx("path-missing", "HFC0201", "No such file", with_tensor(external("w", [4], 2, location="w.bin")))
    # ONNX Runtime 1.26 forgets the check for sparse tensors.
    sparse = message(f_1=external("w", [1], 1, location=secret), f_3=[4])
    onnx("path-sparse", "HFC0107", "is sparse", model(graph([RELU], f_15=sparse)))


def external_spans():
    """GGUF CVE-2025-53630 and its bypass CVE-2026-27940; Ollama CVE-2026-7482: claims more than the file holds."""
    for name, entries in {
        "end": {"offset": "13"}, "past-end": {"offset": "17"}, "wraps": {"offset": str(2**64 - 4)},
        "length": {"length": "8", "offset": "0"}, "negative": {"offset": "-1"}, "words": {"offset": "four"},
        "too-long": {"offset": "9" * 30},
    }.items():
        folder = onnx(f"span-{name}", "HFC0202", "external data",
                      with_tensor(external("w", [4], 2, location="w.bin", **entries)))
        (folder / "w.bin").write_bytes(b"0123456789abcdef")


def sizes():
    """GGUF CVE-2024-21802, -21825, -21836, -23496, -23605; TFLite CVE-2022-23558; onnx CVE-2024-27319."""
    raw = {"f_9": b"abcd"}
    for name, code, text, dims, kind in [
        ("product", "HFC0204", "does not fit 64 bits", [2**30] * 3, 2),
        ("product-to-four", "HFC0204", "does not fit 64 bits", [2**31 - 1] * 3, 2),
        ("bytes", "HFC0204", "does not fit 64 bits", [2**30, 2**30], 15),
        ("zero-times-huge", "HFC0204", "does not fit 64 bits", [0, 2**30, 2**30, 2**30], 2),
        ("dim", "HFC0204", "is over", [2**32 + 4], 2), ("dim-63-bits", "HFC0204", "is over", [2**63 - 1], 2),
        ("negative", "HFC0202", "is negative", [-4], 2), ("negative-pair", "HFC0202", "is negative", [-2, -2], 2),
        ("most-negative", "HFC0202", "is negative", [-2**63, 2], 2),
        ("rank", "HFC0204", "more than 32 dims", [1] * 33, 2),
        ("more-than-raw", "HFC0202", "raw_data has 4 bytes", [5], 2),
        ("less-than-raw", "HFC0202", "raw_data has 4 bytes", [3], 2),
        ("wider-than-raw", "HFC0202", "raw_data has 4 bytes", [4], 11),
        ("type", "HFC0202", "no element type", [4], 29), ("type-negative", "HFC0202", "no element type", [4], -1),
        ("type-wraps", "HFC0202", "more than 32 bits", [4], 2**32 + 2),
    ]:
        onnx(f"size-{name}", code, text, with_tensor(tensor("w", dims, kind, **raw)))
    onnx("size-typed", "HFC0202", "int32_data has 1 values",
         with_tensor(tensor("w", [2**30, 2**20], 6, f_5=1)))
    onnx("size-no-data", "HFC0202", "has no data", with_tensor(tensor("w", [2**31 - 1, 2**10], 2)))
    onnx("size-input-dim", "HFC0204", "is over",
         model(graph([RELU], inputs=[value("x", [2**40])])))
    onnx("size-input-rank", "HFC0204", "more than 32 dims", model(graph([RELU], inputs=[value("x", [1] * 1000)])))
    onnx("size-input-negative", "HFC0202", "is negative", model(graph([RELU], inputs=[value("x", [-(2**62)])])))


def wire():
    """Bytes that are no protobuf, or not all of it; lengths narrowed to 32 bits (llama.cpp CVE-2025-49847)."""
    good = model(graph([RELU]))
    onnx("wire-empty", "HFC0202", "no graph", b"")
    onnx("wire-html", "HFC0202", "byte 0: ", b"<!DOCTYPE html><html></html>")
    onnx("wire-pickle", "HFC0202", "byte ", b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.")
    onnx("wire-half", "HFC0202", "ends in the middle", good[: len(good) // 2])
    onnx("wire-length-33-bits", "HFC0202", "more than 31 bits", b"\x3a" + varint(2**32 + 5) + b"12345")
    onnx("wire-length-63-bits", "HFC0202", "more than 31 bits", b"\x3a" + varint(2**63 - 1))
    onnx("wire-length-negative", "HFC0202", "more than 31 bits", b"\x3a" + varint(-1))
    onnx("wire-length-long", "HFC0202", "ends in the middle", b"\x3a" + varint(2**31 - 1) + b"12345")
    onnx("wire-varint-endless", "HFC0202", "varint too long", b"\x08" + b"\xff" * 20 + b"\1")
    onnx("wire-group", "HFC0202", "unknown pbf field type", b"\x0b\x0c")
    onnx("wire-field-0", "HFC0202", "invalid tag", b"\0\0" + good)
    onnx("wire-kind", "HFC0202", "wire type", b"\x3d1234")
    onnx("wire-two-graphs", "HFC0202", "a second graph", good + field(7, graph([RELU])))


def recursion():
    """ONNX Runtime 1.27: 3,000 chained local functions end in SIGSEGV; protobuf CVE-2026-0994; llvm::json."""
    # A graph has a node, which has an attribute, which has a graph …
    levels = [(1, b""), (5, message(f_4="If", f_2="y")), (6, message(f_1="then_branch", f_20=5))]
    onnx("deep-subgraphs", "HFC0204", "nested more than", model(nest(levels, 50_000)))
    for name, fields in {"sequences": [4, 1], "optionals": [9, 1], "maps": [5, 2]}.items():
        info = message(f_1="t", f_2=nest([(number, b"") for number in fields], 50_000))
        onnx(f"deep-{name}", "HFC0204", "nested more than", model(graph([RELU], f_13=info)))

    def chain(count, calls):
        bodies = []
        for i in range(count):
            names = ["a", *(f"t{j}" for j in range(calls - 1)), "b"]
            op, domain = ("Relu", "") if i == count - 1 else (f"f{i + 1}", "local")
            nodes = [node(op, [names[j]], [names[j + 1]], domain=domain) for j in range(calls)]
            bodies.append(function(f"f{i}", nodes))
        return model(graph([node("f0", ["x"], ["y"], domain="local")]), bodies)

    onnx("deep-functions", "HFC0204", "more than 64 deep", chain(3000, 1))
    onnx("bomb-functions", "HFC0204", "inlined functions take more", chain(60, 2))
    onnx("bomb-functions-wide", "HFC0204", "inlined functions take more", chain(5, 100))
    onnx("loop-function", "HFC0102", "calls itself",
         model(graph([RELU]), [function("f", [node("f", ["a"], ["b"], domain="local")])]))
    onnx("loop-functions", "HFC0102", "calls itself",
         model(graph([RELU]), [function("f", [node("g", ["a"], ["b"], domain="local")]),
                               function("g", [node("f", ["a"], ["b"], domain="local")])]))


def names():
    """Graphs that contradict themselves."""
    relu = lambda a, b: node("Relu", [a], [b])
    for name, text, body in [
        ("undefined", "is defined nowhere", graph([relu("q", "y")])),
        ("twice", "is already defined", graph([relu("x", "y"), relu("x", "y")])),
        ("inputs-twice", "two inputs", graph([RELU], inputs=[value("x"), value("x")])),
        ("initializers-twice", "two initializers", graph([RELU], [tensor("w", [0], 1), tensor("w", [0], 1)])),
        ("outputs-twice", "two outputs", graph([RELU], outputs=[value("y"), value("y")])),
        ("no-output", "nothing in the graph computes", graph([])),
        ("cycle", "depends on its own result", graph([relu("q", "y"), relu("y", "q")])),
        ("no-domain", "no opset is imported", graph([node("Relu", ["x"], ["y"], domain="\x1b[2Jevil")])),
        ("escape", "is defined nowhere", graph([node("\x1b[2J\nhelp: run this", ["\a\n"], ["y"], name="\x1b]0;")])),
    ]:
        onnx(f"name-{name}", "HFC0102", text, model(body))
    onnx("name-many-uses", "HFC0102", "is defined nowhere",
         model(graph([node("Sum", ["x"] * 200_000 + ["q"], ["y"])])))


def compiled():
    """ONNX Runtime's Tile bomb; DepthToSpace with a block of 2^32; TFLite CVE-2023-27579: division by zero."""
    ints = lambda name, values: tensor(name, [len(values)], 7, f_9=struct.pack(f"<{len(values)}q", *values))
    fixed = [value("x", [1, 4, 8, 8])]
    out = [value("y", ["a", "b", "c", "d"])]

    def one(name, text, nodes, initializers=(), inputs=fixed, outputs=out):
        onnx(f"compile-{name}", "HFC0", text, model(graph(nodes, initializers, inputs, outputs)))

    one("tile-bomb", "", [node("Tile", ["x", "r"], ["y"])], [ints("r", [2**31 - 1] * 4)])
    one("tile-negative", "", [node("Tile", ["x", "r"], ["y"])], [ints("r", [-1, 1, 1, 1])])
    one("fill-bomb", "", [node("ConstantOfShape", ["s"], ["y"])], [ints("s", [2**20] * 4)])
    one("fill-negative", "", [node("ConstantOfShape", ["s"], ["y"])], [ints("s", [-4, 1, 1, 1])])
    one("expand-bomb", "", [node("Expand", ["x", "s"], ["y"])], [ints("s", [2**31 - 1] * 4)],
        inputs=[value("x", [1, 1, 1, 1])])
    one("pad-bomb", "", [node("Pad", ["x", "p"], ["y"])], [ints("p", [2**62, 0, 0, 0, 2**62, 0, 0, 0])])
    one("pad-negative", "", [node("Pad", ["x", "p"], ["y"])], [ints("p", [-(2**62), 0, 0, 0, 0, 0, 0, 0])])
    one("reshape-wraps", "", [node("Reshape", ["x", "s"], ["y"])], [ints("s", [2**32, 2**32, 1, 256])])
    one("reshape-two-unknown", "", [node("Reshape", ["x", "s"], ["y"])], [ints("s", [-1, -1, 8, 8])])
    for block in (0, -1, 2**32, 2**62):
        one(f"depth-to-space-{block}", "", [node("DepthToSpace", ["x"], ["y"], [integers("blocksize", block)])])
        one(f"space-to-depth-{block}", "", [node("SpaceToDepth", ["x"], ["y"], [integers("blocksize", block)])])
    weights = tensor("w", [4, 4, 1, 1], 1, f_9=bytes(64))
    for name, attributes in {
        "stride-0": [integers("strides", [0, 0])], "stride-negative": [integers("strides", [-1, -1])],
        "dilation-0": [integers("dilations", [0, 0])], "group-0": [integers("group", 0)],
        "group-3": [integers("group", 3)], "pads-wrap": [integers("pads", [2**62] * 4)],
        "pads-short": [integers("pads", [1])], "kernel": [integers("kernel_shape", [2**31, 2**31])],
    }.items():
        one(f"conv-{name}", "", [node("Conv", ["x", "w"], ["y"], attributes)], [weights])
    for name, attributes in {
        "no-kernel": [], "kernel-0": [integers("kernel_shape", [0, 0])],
        "stride-0": [integers("kernel_shape", [1, 1]), integers("strides", [0, 0])],
        "kernel-negative": [integers("kernel_shape", [-1, -1])],
        "kernel-huge": [integers("kernel_shape", [2**62, 2**62])],
    }.items():
        for op in ("MaxPool", "AveragePool"):
            one(f"{op.lower()}-{name}", "", [node(op, ["x"], ["y"], attributes)])
    for axis in (4, -5, 2**62, -(2**63)):
        one(f"softmax-axis-{axis}", "", [node("Softmax", ["x"], ["y"], [integers("axis", axis)])])
        one(f"concat-axis-{axis}", "", [node("Concat", ["x", "x"], ["y"], [integers("axis", axis)])])
        one(f"gather-axis-{axis}", "", [node("Gather", ["x", "i"], ["y"], [integers("axis", axis)])], [ints("i", [0])])
    one("transpose-short", "", [node("Transpose", ["x"], ["y"], [integers("perm", [0, 1])])])
    one("transpose-twice", "", [node("Transpose", ["x"], ["y"], [integers("perm", [0, 1, 2, 2])])])
    one("transpose-outside", "", [node("Transpose", ["x"], ["y"], [integers("perm", [0, 1, 2, 4])])])
    one("slice-step-0", "", [node("Slice", ["x", "b", "e", "a", "s"], ["y"])],
        [ints("b", [0]), ints("e", [4]), ints("a", [1]), ints("s", [0])])
    one("split-wrong", "", [node("Split", ["x", "s"], ["y", "z"], [integers("axis", 1)])], [ints("s", [3, 3])])
    one("split-negative", "", [node("Split", ["x", "s"], ["y", "z"], [integers("axis", 1)])], [ints("s", [-1, 5])])
    one("matmul-shapes", "", [node("MatMul", ["x", "w"], ["y"])], [tensor("w", [3, 3], 1, f_9=bytes(36))])
    one("add-shapes", "", [node("Add", ["x", "w"], ["y"])], [tensor("w", [3], 1, f_9=bytes(12))])
    one("add-types", "", [node("Add", ["x", "w"], ["y"])], [ints("w", [1])])
    one("no-inputs", "", [node("Add", [], ["y"])])
    one("absent-inputs", "", [node("Add", ["", ""], ["y"])])
    one("too-many-inputs", "", [node("Relu", ["x", "x", "x"], ["y"])])
    one("too-many-outputs", "", [node("Relu", ["x"], ["y", "z"])])
    one("wrong-attribute-kind", "", [node("Softmax", ["x"], ["y"], [integers("axis", [1])])])
    one("range-step-0", "", [node("Range", ["a", "b", "c"], ["y"])],
        [tensor(n, [], 7, f_9=struct.pack("<q", v)) for n, v in (("a", 0), ("b", 10), ("c", 0))], outputs=[value("y")])
    one("range-bomb", "", [node("Range", ["a", "b", "c"], ["y"])],
        [tensor(n, [], 7, f_9=struct.pack("<q", v)) for n, v in (("a", 0), ("b", 2**62), ("c", 1))],
        outputs=[value("y")])
    one("one-hot-bomb", "", [node("OneHot", ["i", "d", "v"], ["y"])],
        [ints("i", [0]), ints("d", [2**62]), tensor("v", [2], 1, f_9=bytes(8))])
    one("resize-bomb", "", [node("Resize", ["x", "", "", "s"], ["y"])], [ints("s", [1, 4, 2**40, 2**40])])
    one("input-bomb", "", [RELU], inputs=[value("x", [2**31 - 1] * 4)])
    one("escape", "", [node("\x1b[2J\nhelp: run this", ["x"], ["y"], name="\x1b]0;\a\n")],
        inputs=[value("x", ["\x1b[31m", 4, "\n", 8])])
    one("output-type", "", [RELU], outputs=[value("y", ["a", "b", "c", "d"], 7)])


def huge():
    """Lists of attributes, and of numbers in one, that break a rule: the message is short, and soon there."""
    many = [integers(f"a{i}", 1) for i in range(200_000)]
    onnx("huge-attributes", "HFC0102", "no attribute", model(graph([node("Relu", ["x"], ["y"], many)])))
    onnx("huge-attribute", "HFC0102", "Transpose", model(graph([node("Transpose", ["x"], ["y"], [integers("perm", [0] * 10**6)])])))


def checkpoints():
    """Hugging Face folders: safetensors headers, shards, links, pickle (CVE-2025-32434), JSON."""
    bert = json.dumps({"architectures": ["BertModel"], "model_type": "bert"}).encode()

    def header(text, data=b"", size=None):
        text = text if isinstance(text, bytes) else json.dumps(text).encode()
        return struct.pack("<Q", len(text) if size is None else size) + text + data

    def folder(name, code, text, files=None):
        return case(f"hf-{name}", code, text, ".", {"config.json": bert, **(files or {})})

    def weights(name, code, text, content):
        return folder(name, code, text, {"model.safetensors": content})

    def entry(dims, begin, end, dtype="U8"):
        return {"dtype": dtype, "shape": dims, "data_offsets": [begin, end]}

    eight = b"12345678"
    weights("empty", "HFC0202", "no header length", b"")
    weights("header-cut", "HFC0202", "truncated", header(b"{}", size=100))
    weights("header-huge", "HFC0204", "a header of", header(b"{}", size=2**64 - 8))
    weights("header-wraps", "HFC0204", "a header of", header(b"{}", size=2**64 - 1))
    weights("header-zero", "HFC0202", "a zero byte", header(b'{}\0{"a":1}'))
    weights("header-array", "HFC0202", "begins not with", header(b"[]"))
    weights("header-deep", "HFC0204", "levels deep", header(b'{"a":' * 50_000))
    weights("header-deep-array", "HFC0204", "levels deep", header(b'{"a":' + b"[" * 50_000))
    weights("header-twice", "HFC0202", "appears twice",
            header(b'{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{}}'))
    weights("hole", "HFC0202", "begins at byte", header({"a": entry([2], 2, 4)}, b"1234"))
    weights("overlap", "HFC0202", "begins at byte", header({"a": entry([4], 0, 4), "b": entry([4], 2, 6)}, b"123456"))
    weights("left-over", "HFC0202", "the tensors end", header({"a": entry([4], 0, 4)}, eight))
    weights("outside", "HFC0202", "no span", header({"a": entry([9], 0, 9)}, eight))
    weights("backwards", "HFC0202", "no span", header({"a": entry([4], 8, 4)}, eight))
    weights("negative", "HFC0202", "no span", header({"a": entry([4], -4, 0)}, eight))
    weights("offset-wraps", "HFC0202", "no span", header({"a": entry([8], 2**64 - 4, 4)}, eight))
    weights("shape-wraps", "HFC0202", "asks for", header({"a": entry([2**30, 2**30, 2**4, 2], 0, 8)}, eight))
    weights("shape-dim", "HFC0204", "is over", header({"a": entry([2**63], 0, 8)}, eight))
    weights("shape-rank", "HFC0204", "more than 32 dims", header({"a": entry([1] * 33, 0, 8)}, eight))
    weights("dtype", "HFC0202", "unknown dtype", header({"a": entry([8], 0, 8, "F7")}, eight))
    folder("pickle", "HFC0201", "safetensors only", {"pytorch_model.bin": b"\x80\x02cposix\nsystem\n."})

    index = lambda shard: json.dumps({"weight_map": {"w": shard}}).encode()
    for name, shard in {"parent": "../secret", "absolute": "/etc/passwd", "folder": "a/b", "dots": "..",
                        "zero": "a\0b"}.items():
        folder(f"shard-{name}", "HFC0203", "no plain file name", {"model.safetensors.index.json": index(shard)})
    made = folder("shard-link", "HFC0203", "goes through a link", {"model.safetensors.index.json": index("s")})
    os.symlink("../secret", made / "s")
    made = folder("link", "HFC0203", "goes through a link")
    os.symlink("../secret", made / "model.safetensors")
    made = folder("hard-link", "HFC0203", "hard links")
    os.link(ROOT / "secret", made / "model.safetensors")
    case("hf-config-deep", "HFC0204", "levels deep", ".", {"config.json": b"[" * 50_000})
    case("hf-config-array", "HFC0202", "no JSON object", ".", {"config.json": b"[]"})
    case("hf-config-bytes", "HFC0202", "no JSON at byte", ".", {"config.json": b"\xff\xfe{}"})
    # A snapshot of the hub's cache whose link leads out of its own repository.
    made = case("hf-snapshot", "HFC0203", "goes through a link", "hub/snapshots/1",
                {"hub/snapshots/1/config.json": bert})
    os.symlink("../../../../secret", made / "hub/snapshots/1/model.safetensors")


ROOT.mkdir(parents=True)
for group in (paths, external_spans, sizes, wire, recursion, names, compiled, huge, checkpoints):
    group()
