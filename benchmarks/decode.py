"""Times one step of a decoder behind a context, as a share of the machine's memory bandwidth and against ONNX Runtime.

    scripts/make-families --base gpt2 llama
    .venv/bin/python3 benchmarks/decode.py [FAMILY…] [--types bf16,f16] [--threads 1,2] [--context 512] [--rounds 10]

Artifacts of a family: of its folder, of that with weights of 16 bits, and of its ONNX file with --stateful. ONNX Runtime runs that file, its caches as
inputs. All take turns, as in driver.py. The share counts what a step must read: each weight once (of a table that is
only looked up, nothing) and the keys and values of the context. The bandwidth is what `hfc bench` reads at with as many
threads, the best of before and after; of each side the fastest run counts, and as `steps` the sum of the fastest of
each of the folder's steps, as `hfc bench` gives it: on a machine with other work a whole run is seldom undisturbed. The
ratio is the median over the rounds. Also printed: the largest difference of the logits.
"""

import argparse
import json
import pathlib
import shutil
import statistics
import subprocess

import numpy

from driver import Own, Peer, add_models, add_options, compile_model, difference, machine, take_turns
from hfc_runtime import Program, load_library

HEADS = ("lm_head.weight", "embed_out.weight")


def bytes_of_weights(folder):
    """Of those that a step reads. A head of its own stands for a table of the same size, which is only looked up."""
    total = 0
    for path in folder.glob("*.safetensors"):
        with open(path, "rb") as file:
            header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        for name, entry in header.items():
            if name != "__metadata__" and name not in HEADS:
                total += entry["data_offsets"][1] - entry["data_offsets"][0]
    return total


def narrow(folder, kind, out):
    """The folder with its weights as bf16 or f16."""
    out.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.suffix != ".safetensors":
            shutil.copy(path, out)
            continue
        data = numpy.memmap(path, numpy.uint8)
        start = 8 + int.from_bytes(data[:8].tobytes(), "little")
        header, end = json.loads(data[8:start].tobytes()), 0
        tensors = {name: entry for name, entry in header.items() if name != "__metadata__"}
        values = []
        for entry in tensors.values():
            begin, stop = entry["data_offsets"]
            value = data[start + begin : start + stop].view(numpy.float32)
            if kind == "f16":
                values.append(value.astype("<f2"))
            else:
                values.append((value.view(numpy.uint32) >> 16).astype("<u2"))
            entry |= {"dtype": kind.upper(), "data_offsets": [end, end + values[-1].nbytes]}
            end += values[-1].nbytes
        text = json.dumps(tensors).encode()
        text += b" " * (-len(text) % 8)
        with open(out / path.name, "wb") as file:
            file.write(len(text).to_bytes(8, "little") + text)
            for value in values:
                file.write(value.tobytes())
    return out


def tokens(ids, past, names):
    """The inputs called so of a run that takes the ids behind so many."""
    end = past + ids.shape[1]
    values = {"input_ids": ids, "attention_mask": numpy.ones((1, end), numpy.int64),
              "position_ids": numpy.arange(past, end)[None]}
    return {name: value for name, value in values.items() if name in names}


def open_peer(path, threads, ids):
    """ONNX Runtime behind a context that it computed itself, and that context."""
    peer = Peer(path, threads)
    shapes = {info.name: info.shape for info in peer.session.get_inputs()}
    empty = {name: numpy.zeros([{"batch": 1, "past_sequence": 0}.get(size, size) for size in shape], numpy.float32)
             for name, shape in shapes.items() if name.startswith("past")}
    peer.inputs = tokens(ids[:, :-1], 0, shapes) | empty
    cache = dict(zip(empty, peer.step()[1:]))
    peer.inputs = tokens(ids[:, -1:], ids.shape[1] - 1, shapes) | cache
    return peer, cache


def open_own(library, artifact, threads, ids, functions):
    """An artifact whose session keeps the context."""
    program, past = Program(library, artifact, threads, context=ids.shape[1]), ids.shape[1] - 1
    prefill, decode = functions
    program.use(prefill)
    Own(program, tokens(ids[:, :-1], 0, program.inputs)).step()
    program.use(decode)
    return Own(program, tokens(ids[:, -1:], past, program.inputs), kept=past)


def bench(build, artifact, threads, past):
    """GB/s that reads of memory reach, and the milliseconds of all steps."""
    command = [build / "bin" / "hfc", "bench", artifact, "--function", "decode", "--dim", "batch=1", "--json",
               "--dim", f"past={past}", "--seconds", "0.05", "--threads", str(threads)]
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report["peak_gbytes_per_s"], sum(kernel["ms"] for kernel in report["kernels"])


def compare(library, build, artifacts, graph, ids, threads, rounds, weights):
    before = bench(build, artifacts["folder"], threads, ids.shape[1] - 1)
    peer, cache = open_peer(graph, threads, ids)
    sides = {
        side: open_own(library, artifact, threads, ids, (None, None) if side == "onnx" else ("prefill", "decode"))
        for side, artifact in artifacts.items()
    }
    wanted = {"logits": peer.outputs()["logits"]}
    error = max(difference(wanted, sides[side].outputs()) for side in ("folder", "onnx"))
    sides["onnxruntime"] = peer
    samples = take_turns({name: side.step for name, side in sides.items()}, rounds)
    for side in artifacts:
        sides[side].program.close()
    after = bench(build, artifacts["folder"], threads, ids.shape[1] - 1)
    best, steps = max(before[0], after[0]), min(before[1], after[1])
    context = sum(array.nbytes for array in cache.values())
    size = weights["folder"] + context
    result = {"threads": threads, "gbytes_per_s": best, "difference": error, "bytes": size, "samples": samples,
              "steps": {"milliseconds": steps, "share": size / steps / best / 1e6}}
    for side, values in samples.items():
        read = weights.get(side, weights["folder"]) + context
        result[side] = {
            "milliseconds": 1e3 * min(values), "share": read / min(values) / best / 1e9,
            "ratio": statistics.median(b / a for a, b in zip(values, samples["onnxruntime"])),
        }
    return result


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("families", nargs="*", default=["gpt2", "llama"])
    parser.add_argument("--types", type=lambda text: text.split(","), default=["bf16", "f16"])
    parser.add_argument("--context", type=int, default=512)
    add_options(parser, rounds=10)
    add_models(parser)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    library = load_library(options.build / "lib" / "libhfcrt.so")

    report = {"machine": machine(), "context": options.context, "families": {}}
    print(f"{'family':<12}{'threads':>8}{'GB/s':>7}  {'':12}{'ms':>8}{'share':>7}{'ratio':>7}   difference")
    for name in options.families:
        folder, graph = options.models / name / "hf", options.models / name / "onnx" / "model.onnx"
        hfc, bound = options.build / "bin" / "hfc", f"--dim=context=1..{options.context + 1}"
        folders = {"folder": folder}
        folders |= {kind: narrow(folder, kind, options.output / f"{name}-{kind}") for kind in options.types}
        artifacts = {side: options.output / f"{name}-{side}.hfa" for side in [*folders, "onnx"]}
        compiled = {side: compile_model(hfc, folders[side], artifacts[side], bound) for side in folders}
        compiled["onnx"] = compile_model(hfc, graph, artifacts["onnx"], "--stateful", bound)
        ids = numpy.random.default_rng(0).integers(3, 20000, (1, options.context + 1))
        weights, runs = {side: bytes_of_weights(path) for side, path in folders.items()}, []
        for threads in options.threads:
            run = compare(library, options.build, artifacts, graph, ids, threads, options.rounds, weights)
            runs.append(run)
            for side in (*artifacts, "onnxruntime", "steps"):
                start = f"{name:<12}{threads:>8}{run['gbytes_per_s']:>7.1f}" if side == "folder" else " " * 27
                ratio = f"{run[side]['ratio']:>7.2f}" if "ratio" in run[side] else ""
                end = f"   {run['difference']:.1e}" if side == "folder" else ""
                print(f"{start}  {side:<12}{run[side]['milliseconds']:>8.2f}{run[side]['share']:>7.0%}{ratio}{end}",
                      flush=True)
        report["families"][name] = {"compiled": compiled, "runs": runs}
    path = options.output / "decode.json"
    path.write_text(json.dumps(report, indent=1))
    print(f"written: {path}")


if __name__ == "__main__":
    main()
