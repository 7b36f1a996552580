"""How strict the simulator is: every wait, barrier and hazard nop of real kernels is taken away in turn, offsets of memory
instructions go one element too far, and EXEC stays as it was. A wait, barrier or nop that is missing must be reported, the
rest must be reported or change the numbers. What a run does not reach (a trap in its place stays silent) does not count.

Left out is what LLVM 22 sets without need: nops behind v_pk_ (their op_sel_hi looks like a result that is shifted), between
loads (they end a clause, for XNACK), before s_sendmsg, and a barrier with no LDS access behind it; and nops soon behind a place
where paths meet, for they may be there for the path that the run does not take. Left out, too, are waits that the
simulator reports to have found nothing to wait for: those are for a path on which less was under way. All other waits, all
barriers and nops must be noticed. With EXEC and offsets, numbers need not change where lanes or elements are computed and
not kept: hence the shares in `NEEDED`. Prints `passed|failed NAME[: detail]`, as scripts/run-tests.py reads it, with the places of survivors.

    mutants.py [--tools DIR] [--every N] [CHIP…]

--every N tries each N-th offset alone.
"""

import argparse
import collections
import concurrent.futures
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

ROOT = pathlib.Path(__file__).resolve().parents[2]
OBJDUMP = "/usr/lib/llvm-22/bin/llvm-objdump"
NOP = 0xBF800000  # s_nop 0
WIDTHS = {
    **dict.fromkeys(("ubyte", "sbyte", "byte", "u8", "i8", "b8"), 1), **dict.fromkeys(("short", "ushort", "u16", "i16", "b16"), 2),
    **dict.fromkeys(("dwordx2", "b64"), 8), **dict.fromkeys(("dwordx3", "b96"), 12), **dict.fromkeys(("dwordx4", "b128"), 16),
}
# The share of mutants that must be noticed.
NEEDED = {"wait": 1, "barrier": 1, "nop": 1, "exec": 0.7, "offset": 0.7}
# One instruction: where in the artifact, and how many bytes.
Site = collections.namedtuple("Site", "kernel text at size")
# The contraction on matrix instructions, one row of it, attention both ways, rows, and one long sum.
SHAPES = {
    "contract": {"x": (65, 256)}, "decode": {"x": (1, 1024)}, "rows": {"x": (3, 20000)}, "total": {"x": (100000,)},
    "attention": {"q": (1, 2, 70, 64), "k": (1, 2, 90, 64), "v": (1, 2, 90, 64)},
    "few-queries": {"q": (1, 2, 3, 64), "k": (1, 2, 90, 64), "v": (1, 2, 90, 64)},
}


def make_model(name, path):
    random = numpy.random.default_rng(5)

    def weight(name, *shape):
        return numpy_helper.from_array((random.standard_normal(shape) / shape[0] ** 0.5).astype(numpy.float32), name)

    def save(nodes, weights, result, kind=TensorProto.FLOAT):
        inputs = [helper.make_tensor_value_info(key, kind, shape) for key, shape in SHAPES[name].items()]
        graph = helper.make_graph(nodes, name, inputs, [helper.make_tensor_value_info("y", kind, result)], weights)
        onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 23)], ir_version=10), path)

    node = helper.make_node
    if name == "contract":
        nodes = [node("MatMul", ["x", "w"], ["a"]), node("Add", ["a", "b"], ["c"]), node("Gelu", ["c"], ["y"])]
        save(nodes, [weight("w", 256, 192), weight("b", 192)], (65, 192))
    elif name == "decode":
        nodes = [node("MatMul", ["x", "w"], ["a"]), node("Add", ["a", "b"], ["y"])]
        save(nodes, [weight("w", 1024, 64), weight("b", 64)], (1, 64))
    elif name == "rows":
        nodes = [node("LayerNormalization", ["x", "g", "b"], ["a"], axis=-1), node("Softmax", ["a"], ["y"], axis=-1)]
        save(nodes, [weight("g", 20000), weight("b", 20000)], (3, 20000))
    elif name == "total":
        save([node("ReduceSum", ["x"], ["y"], keepdims=0)], [], ())
    else:
        save([node("Attention", ["q", "k", "v"], ["y"], is_causal=1)], [], SHAPES[name]["q"], TensorProto.FLOAT16)


def code_objects(data):
    """Where AMDGPU ELF files lie in the artifact, and their sizes."""
    at = data.find(b"\x7fELF")
    while at >= 0:
        if struct.unpack_from("<H", data, at + 18)[0] == 224:
            (table,), (entry, count) = struct.unpack_from("<Q", data, at + 40), struct.unpack_from("<HH", data, at + 58)
            yield at, table + entry * count
        at = data.find(b"\x7fELF", at + 4)


def disassemble(data, scratch):
    line_of = re.compile(r"^\s+(\S.*?)\s*// ([0-9A-F]+): ((?:[0-9A-F]{8} ?)+)")
    for base, size in code_objects(data):
        elf = data[base : base + size]
        (table,), (entry, count) = struct.unpack_from("<Q", elf, 32), struct.unpack_from("<HH", elf, 54)
        headers = [struct.unpack_from("<IIQQQQ", elf, table + i * entry) for i in range(count)]
        (scratch / "code").write_bytes(elf)
        listing = subprocess.run([OBJDUMP, "-d", scratch / "code"], capture_output=True, text=True, check=True).stdout
        kernel = None
        for line in listing.splitlines():
            if label := re.match(r"^[0-9a-f]+ <(.*)>:", line):
                kernel = label[1]
            elif found := line_of.match(line):
                address = int(found[2], 16)
                offset = next(address - h[3] + h[2] for h in headers if h[0] == 1 and h[3] <= address < h[3] + h[5])
                yield Site(kernel, found[1], base + offset, 4 * len(found[3].split()))


def later(word, text, gfx11):
    """The wait with one more operation allowed to be under way."""
    fields = {"vmcnt": [(10, 6)], "lgkmcnt": [(4, 6)]} if gfx11 else {"vmcnt": [(0, 4), (14, 2)], "lgkmcnt": [(8, 4)]}
    for name, parts in fields.items():
        width, value = sum(bits for _, bits in parts), 0
        for shift, bits in reversed(parts):
            value = value << bits | word >> shift & (1 << bits) - 1
        if f"{name}(" not in text or value + 1 >= 1 << width:
            continue
        changed, value = word, value + 1
        for shift, bits in parts:
            changed = changed & ~(((1 << bits) - 1) << shift) | (value & (1 << bits) - 1) << shift
            value >>= bits
        yield changed


def further(word, name):
    """The offset of a memory instruction one element on; None where it does not fit."""
    words = name.split("_")
    if words[0] == "ds":
        step = 1 if words[1][-1] == "2" or "2addr" in name else WIDTHS.get(words[2], 4)
        return word + step if (word & 0xFF) + step < 0x100 else None
    field = 0xFFF if words[0] == "buffer" else 0x1FFF
    offset = (word & field) + WIDTHS.get(words[2], 4)
    return word & ~field | offset if offset <= min(field, 0xFFF) else None


def mutations(sites, data, gfx11, every, idle):
    """Kind, site, bytes in its place; None for a wait that needs no trial."""
    pack, offsets = (lambda word: struct.pack("<I", word)), 0
    jumps = {
        site.at + 4 + 4 * struct.unpack_from("<h", data, site.at)[0]
        for site in sites if site.text.startswith(("s_branch", "s_cbranch"))
    }
    last_lds = {site.kernel: site.at for site in sites if site.text.startswith("ds_")}
    memory = re.compile(r"(global|buffer|flat)_")
    met = 0  # instructions since paths met
    for before, site, after in zip([None, *sites], sites, [*sites[1:], None]):
        met = 0 if site.at in jumps else met + 1
        name, (word,) = site.text.split()[0], struct.unpack_from("<I", data, site.at)
        if name in ("s_waitcnt", "s_waitcnt_vscnt") and site.at in idle:
            yield "wait", site, None
        elif name in ("s_waitcnt", "s_waitcnt_vscnt", "s_waitcnt_depctr"):
            yield "wait", site, pack(NOP)
            if name == "s_waitcnt":
                for changed in later(word, site.text, gfx11):
                    yield "wait", site, pack(changed)
        elif name == "s_barrier":
            if last_lds.get(site.kernel, 0) > site.at:
                yield "barrier", site, pack(NOP)
        elif name == "s_nop":
            if before is None or after is None or before.text.startswith(("v_pk_", "s_nop")) or after.text.startswith("s_sendmsg"):
                continue
            if met < 16:
                continue
            if memory.match(before.text) and memory.match(after.text):
                continue
            if word & 15:
                yield "nop", site, pack(word - 1)
            # The next instruction comes first; where a branch leads there, the nop aligns a loop.
            control = after.text.startswith(("s_branch", "s_cbranch", "s_endpgm", "s_nop"))
            if not control and after.kernel == site.kernel and after.at not in jumps:
                yield "nop", site, data[after.at : after.at + after.size] + data[site.at : site.at + 4]
        elif "_saveexec_" in name:  # becomes s_mov of EXEC itself
            yield "exec", site, pack(word & 0xFFFF0000 | (0x100 if name.endswith("b64") else 0) | 126)
        elif re.match(r"s_or_b(32|64) exec", site.text):
            yield "exec", site, pack(NOP)
        elif re.match(r"(global|buffer|ds)_(load|store|read|write)", name):
            offsets += 1
            if offsets % every == 0 and (changed := further(word, name)) is not None:
                yield "offset", site, pack(changed)


class Bench:
    """One model compiled for a chip; runs it with some bytes changed."""

    def __init__(self, tools, name, chip, scratch):
        self.tools, self.chip, self.scratch = tools, chip, scratch
        make_model(name, scratch / f"{name}.onnx")
        command = [tools / "hfc", "compile", scratch / f"{name}.onnx", f"--target={chip}", "--precision=f16"]
        subprocess.run([*command, "-o", scratch / "model.hfa"], check=True, capture_output=True)
        self.data, self.inputs, random = (scratch / "model.hfa").read_bytes(), [], numpy.random.default_rng(1)
        for key, shape in SHAPES[name].items():
            type_ = numpy.float16 if key in "qkv" else numpy.float32
            numpy.save(scratch / f"{name}-{key}.npy", random.standard_normal(shape).astype(type_))
            self.inputs += ["--input", f"{key}={scratch}/{name}-{key}.npy"]
        self.sites = list(disassemble(self.data, scratch))
        problem, self.right = self.run("right", 0, b"")
        if problem:
            raise RuntimeError(f"{name} on {chip}: {problem}")
        self.idle = set(self.idle_waits())

    def idle_waits(self):
        """Places in the artifact of waits that found nothing to wait for."""
        start, kernel = {}, None
        for site in self.sites:
            start.setdefault(site.kernel, site.at)
        command = [self.tools / "hfc", "run", self.scratch / "model.hfa", f"--device=sim:{self.chip}", "--profile", *self.inputs]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for line in (done.stdout + done.stderr).splitlines():
            if found := re.match(rf"(\S+) on {self.chip}: ", line):
                kernel = found[1]
            elif line.startswith("  waits that found nothing to wait for"):
                yield from (start[kernel] + int(word, 16) for word in line.split() if word.startswith("0x"))

    def run(self, tag, at, change):
        """What was reported, and the output."""
        out = self.scratch / f"out-{tag}"
        path = self.scratch / f"{tag}.hfa"
        path.write_bytes(self.data[:at] + change + self.data[at + len(change) :])
        command = [self.tools / "hfc", "run", path, f"--device=sim:{self.chip}", "--output-dir", out, *self.inputs]
        try:
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120)
        except subprocess.TimeoutExpired:
            return "it does not end", None
        finally:
            path.unlink()
        return (done.stderr, None) if done.returncode else ("", numpy.load(out / "y.npy"))

    def verdict(self, tag, site, change):
        if change is None:
            return "idle"
        problem, got = self.run(tag, site.at, change)
        if problem:
            return "reported"
        if not numpy.array_equal(got, self.right, equal_nan=True):
            return "wrong"
        trap = struct.pack("<I", 0xBF900002 if self.chip.startswith("gfx11") else 0xBF920002)
        return "survived" if "a trap" in self.run(tag, site.at, trap)[0] else "unreached"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("chips", nargs="*")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    for chip in options.chips or ["gfx90a", "gfx942", "gfx950", "gfx1100"]:
        tally, survivors = collections.Counter(), collections.defaultdict(list)
        for name in SHAPES:
            with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
                bench = Bench(options.tools, name, chip, pathlib.Path(folder))
                mutants = list(mutations(bench.sites, bench.data, chip.startswith("gfx11"), options.every, bench.idle))
                verdicts = pool.map(lambda job: bench.verdict(job[0], *job[1][1:]), enumerate(mutants))
                for (kind, site, _), verdict in zip(mutants, verdicts):
                    tally[kind, verdict] += 1
                    if verdict == "survived" or verdict == "wrong" and kind in ("wait", "barrier", "nop"):
                        survivors[kind].append(f"{verdict} in {name}, {site.kernel}, file offset 0x{site.at:x}: {site.text}")
        for kind in ("wait", "barrier", "nop", "exec", "offset"):
            reported, wrong, reached = (tally[kind, "reported"], tally[kind, "wrong"], sum(
                count for (of, verdict), count in tally.items() if of == kind and verdict not in ("unreached", "idle")))
            idle = tally[kind, "idle"]
            detail = f"of {reached} reported {reported}" + (f", wrong numbers {wrong}" if wrong else "")
            detail += f"; {idle} more found nothing to wait for" if idle else ""
            good = reached - len(survivors[kind]) >= NEEDED[kind] * reached
            print(f"{'passed' if good else 'failed'} mutants {chip} {kind}: {'; '.join([detail, *survivors[kind]])}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
