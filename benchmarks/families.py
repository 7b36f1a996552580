"""Times the model families at published sizes from every front door, against ONNX Runtime on the same graphs.

    scripts/make-families --base
    .venv/bin/python3 benchmarks/families.py [FAMILY…] [--doors folder,dynamo,torchscript] [--threads 1,2] [--seconds 4]

For each family and front door: seconds of the first compile (and those of its processes on all cores, which other work
on the machine does not stretch), and the ratio of one forward run, that of driver.py, by turns in one process; beside it
the ratio of the fastest runs, which other work disturbs less. Runs of one thread count the seconds that they had a
processor, not those that they waited for one. Texts have 128 tokens (CLIP's 77, which is its most),
decoders have no past and give the logits of all positions, T5's decoder writes 128 tokens behind 128; one image of
224 x 224, a second of sound, 128 rows of one index a table. A folder's runs are held against ONNX Runtime on the dynamo
graph, where a family has several on all of them one after the other. Writes families.json, families.svg and the table
families.md after each case; begun again it goes on behind the cases that it has of this build.
"""

import argparse
import json
import pathlib
import resource
import time

import numpy

import plot
from driver import (ELEMENTS, TIMED, Own, Peer, add_models, add_options, compile_model, difference, machine, ratio, seconds_of,
                    take_turns)
from hfc_runtime import Program, load_library

DOORS = {"folder": "hf", "dynamo": "onnx", "torchscript": "onnx-torchscript"}
TOKENS, ROWS = 128, 128
SLOW, LEAST_ROUNDS = 0.4, 3  # seconds of both sides' runs above which one a round is enough
DIMS = {
    "batch": 1, "sequence": TOKENS, "total_sequence": TOKENS, "encoder_sequence": TOKENS, "past_sequence": 0,
    "text_batch": 1, "image_batch": 1, "height": 224, "width": 224, "samples": 16000,
}


def graphs_of(name):
    """A family's graphs at a prompt: what follows a prompt is decode.py's."""
    return ["encoder", "decoder"] if name == "t5" else ["model"]


def make_inputs(session, config):
    """Seeded inputs of the declared names and types."""
    random, inputs = numpy.random.default_rng(0), {}
    tables = config.get("num_embeddings")
    dims = DIMS | ({"batch": ROWS} if tables else {})
    vocabulary = config.get("vocab_size")
    if "text_config" in config:
        vocabulary, dims = 49408, dims | {"sequence": 77}
    for info in session.get_inputs():
        shape = [dims.get(size, ROWS) if isinstance(size, str) else size for size in info.shape]
        element = ELEMENTS[info.type]
        if "mask" in info.name or info.name == "token_type_ids":
            inputs[info.name] = numpy.full(shape, "mask" in info.name, element)
        elif info.name in ("position_ids", "offsets"):
            inputs[info.name] = numpy.broadcast_to(numpy.arange(shape[-1]), shape).astype(element)
        elif info.name.startswith("indices_"):
            inputs[info.name] = random.integers(0, tables[int(info.name.removeprefix("indices_"))], shape)
        elif numpy.issubdtype(element, numpy.integer):
            inputs[info.name] = random.integers(3, vocabulary - 1, shape).astype(element)
        else:
            inputs[info.name] = random.uniform(-1, 1, shape).astype(element)
    return inputs


def open_peers(family, door, threads, config):
    peers = {graph: Peer(family / DOORS[door] / f"{graph}.onnx", threads) for graph in graphs_of(family.name)}
    for peer in peers.values():
        peer.inputs = make_inputs(peer.session, config)
    if "decoder" in peers:
        states = peers["encoder"].outputs()["last_hidden_state"]
        peers["decoder"].inputs["encoder_hidden_states"] = states
    return peers


def folder_inputs(peers):
    """Of the family's graphs, by the names that they have behind the folder."""
    inputs = dict(peers["model"].inputs) if "model" in peers else dict(peers["encoder"].inputs)
    if "decoder" in peers:
        inputs["decoder_input_ids"] = peers["decoder"].inputs["input_ids"]
    return inputs


def open_own(library, door, artifacts, threads, peers):
    """The programs behind a door on the inputs of its graphs. A decoder's session keeps what it reads: each run starts anew."""
    if door != "folder":
        return {graph: Own(Program(library, artifacts[graph], threads), peer.inputs) for graph, peer in peers.items()}
    keeps = "past_key_values.0.key" in peers.get("model", peers.get("decoder")).inputs
    program = Program(library, artifacts["model"], threads, **({"context": TOKENS} if keeps else {}))
    return {"model": Own(program, folder_inputs(peers), kept=0 if keeps else None)}


def time_door(library, family, door, artifacts, threads, options, config):
    """One run of each of the family's programs behind that door, against all its graphs."""
    peers = open_peers(family, "dynamo" if door == "folder" else door, threads, config)
    own = open_own(library, door, artifacts, threads, peers)
    error = difference(peers[list(peers)[-1]].outputs(), own[list(own)[-1]].outputs())

    def all_of(sides):
        for side in sides.values():
            side.step()

    sides = {"hfc": lambda: all_of(own), "onnxruntime": lambda: all_of(peers)}
    once = sum(seconds_of(run) for run in sides.values())
    count = 1 if once > SLOW else TIMED
    rounds = min(options.rounds, max(LEAST_ROUNDS, round(options.seconds / (once * (count + 1)))))
    samples = take_turns(sides, rounds, count, time.process_time if threads == 1 else time.perf_counter)
    for side in own.values():
        side.program.close()
    fastest = {side: 1e3 * min(values) for side, values in samples.items()}
    return ratio(samples["hfc"], samples["onnxruntime"]) | {
        "threads": threads, "rounds": rounds, "milliseconds": fastest, "largest_difference": error,
        "ratio_of_fastest": fastest["onnxruntime"] / fastest["hfc"], "samples_seconds": samples}


def compile_door(hfc, family, door, output):
    """The artifacts by the graph's name, and what their compiles took."""
    folder, artifacts, compiles = family / DOORS[door], {}, {}
    for graph in ["model"] if door == "folder" else graphs_of(family.name):
        artifacts[graph] = output / f"{family.name}-{door}-{graph}.hfa"
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        made = compile_model(hfc, folder if door == "folder" else folder / f"{graph}.onnx", artifacts[graph])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        made["compile_cpu_seconds"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        compiles[graph] = made
    return artifacts, compiles


def table(cases):
    """As Markdown: a line for each family and door."""
    lines = ["| family | door | compile, s (of processors) | threads | hfc, ms | ONNX Runtime, ms | times as fast: fastest, median "
             "(quartiles) |", "|---|---|---|---|---|---|---|"]
    for case in cases:
        compiles = case["compiles"].values()
        took, cpu = (sum(made[key] for made in compiles) for key in ("compile_seconds", "compile_cpu_seconds"))
        for run in case["runs"]:
            low, high = run["ratio_quartiles"]
            times = run["milliseconds"]
            lines.append(f"| {case['family']} | {case['door']} | {took:.1f} ({cpu:.1f}) | {run['threads']} | {times['hfc']:.1f} "
                         f"| {times['onnxruntime']:.1f} | {run['ratio_of_fastest']:.2f}, {run['ratio']:.2f} ({low:.2f}–{high:.2f}) |")
    return lines


def main():
    parser = argparse.ArgumentParser(description="Times the families at base size against ONNX Runtime.")
    parser.add_argument("families", nargs="*", help="all that were made")
    parser.add_argument("--doors", type=lambda text: text.split(","), default=list(DOORS))
    parser.add_argument("--seconds", type=float, default=4, help="that the rounds of a case take together, about")
    parser.add_argument("--again", action="store_true", help="also the cases that families.json has of this build")
    add_options(parser, rounds=10)
    add_models(parser)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    hfc, runtime = options.build / "bin" / "hfc", options.build / "lib" / "libhfcrt.so"
    library, path = load_library(runtime), options.output / "families.json"
    families = options.families or sorted(path.parent.name for path in options.models.glob("*/hf"))

    built = [file.stat().st_mtime for file in (hfc.with_name("hfc-compile"), runtime)]
    report = {"machine": machine(), "built": built, "cases": []}
    if path.exists() and not options.again:
        old = json.loads(path.read_text())
        report["cases"] = old["cases"] if old.get("built") == built else []
    done = {(case["family"], case["door"]) for case in report["cases"]}
    print("\n".join(table(report["cases"])), flush=True)
    for name, door in ((name, door) for name in families for door in options.doors if (name, door) not in done):
        family = options.models / name
        config = json.loads((family / "hf" / "config.json").read_text())
        artifacts, compiles = compile_door(hfc, family, door, options.output)
        runs = [time_door(library, family, door, artifacts, threads, options, config) for threads in options.threads]
        for artifact in artifacts.values():
            artifact.unlink()
        report["cases"].append({"name": f"{name}, {door}", "family": name, "door": door, "compiles": compiles, "runs": runs})
        print("\n".join(table(report["cases"][-1:])[2:]), flush=True)
        path.write_text(json.dumps(report, indent=1))
        path.with_suffix(".svg").write_text(plot.svg(report))
        path.with_suffix(".md").write_text("\n".join(table(report["cases"])) + "\n")
    print(f"written: {path}, families.svg, families.md")


if __name__ == "__main__":
    main()
