"""Times the model families at published sizes from every front door, against ONNX Runtime on the same graphs.

    scripts/make-families --base
    .venv/bin/python3 benchmarks/families.py [FAMILY…] [--doors folder,dynamo,torchscript] [--threads 1,2] [--rounds 10]

For each family and front door: seconds of the first compile (and those of its processes on all cores, which other work
on the machine does not stretch), and the ratio of one forward run, that of driver.py, by turns in one process. Texts have
128 tokens (CLIP's 77, which is its most), decoders have no past and give the logits of all positions, T5's decoder writes
128 tokens behind 128; one image of 224 x 224, a second of sound, 128 rows of one index a table. A folder's runs are held
against ONNX Runtime on the dynamo graph, where a family has several on all of them one after the other. Writes
families.json and families.svg.
"""

import argparse
import json
import pathlib
import resource

import numpy
import onnxruntime

import plot
from driver import ELEMENTS, ROOT, compile_model, machine, ratio, take_turns
from hfc_runtime import Program, load_library

DOORS = {"folder": "hf", "dynamo": "onnx", "torchscript": "onnx-torchscript"}
TOKENS, ROWS = 128, 128
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


class Peer:
    """ONNX Runtime on one graph."""

    def __init__(self, path, threads, config):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.names = [info.name for info in self.session.get_outputs()]
        self.inputs = make_inputs(self.session, config)

    def step(self):
        return self.session.run(self.names, self.inputs)

    def outputs(self):
        return dict(zip(self.names, self.step()))


class Own:
    """An artifact on the same inputs. A decoder's session keeps what it reads: every run starts anew."""

    def __init__(self, library, artifact, threads, inputs, keeps):
        self.program, self.keeps = Program(library, artifact, threads, **({"context": TOKENS} if keeps else {})), keeps
        self.inputs = {name: numpy.ascontiguousarray(inputs[name]) for name in self.program.inputs if name in inputs}
        self.program.bind(self.inputs)

    def step(self):
        if self.keeps:
            self.program.truncate(0)
        self.program.step()

    def outputs(self):
        if self.keeps:
            self.program.truncate(0)
        return self.program.run(self.inputs)


def open_peers(family, door, threads, config):
    peers = {graph: Peer(family / DOORS[door] / f"{graph}.onnx", threads, config) for graph in graphs_of(family.name)}
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


def difference(wanted, got):
    """The largest one over the outputs that both have, each as a share of its largest magnitude."""
    return max(float(numpy.abs(got[name] - value).max() / max(numpy.abs(value).max(), 1e-30))
               for name, value in wanted.items() if name in got and value.size)


def time_door(library, family, door, artifacts, threads, rounds, config):
    """One run of each of the family's programs behind that door, against all its graphs."""
    peers = open_peers(family, "dynamo" if door == "folder" else door, threads, config)
    if door == "folder":
        keeps = "past_key_values.0.key" in peers.get("model", peers.get("decoder")).inputs
        own = {"model": Own(library, artifacts["model"], threads, folder_inputs(peers), keeps)}
    else:
        own = {graph: Own(library, artifacts[graph], threads, peer.inputs, False) for graph, peer in peers.items()}
    last = list(peers)[-1]
    error = difference(peers[last].outputs(), own[list(own)[-1]].outputs())

    def all_of(sides):
        for side in sides.values():
            side.step()

    samples = take_turns({"hfc": lambda: all_of(own), "onnxruntime": lambda: all_of(peers)}, rounds)
    for side in own.values():
        side.program.close()
    times = {side: 1e3 * float(numpy.median(values)) for side, values in samples.items()}
    return ratio(samples["hfc"], samples["onnxruntime"]) | {
        "threads": threads, "rounds": rounds, "milliseconds": times, "largest_difference": error, "samples_seconds": samples}


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


def main():
    parser = argparse.ArgumentParser(description="Times the families at base size against ONNX Runtime.")
    parser.add_argument("families", nargs="*", help="all that were made")
    parser.add_argument("--doors", type=lambda text: text.split(","), default=list(DOORS))
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--models", type=pathlib.Path, default=ROOT / "build" / "base-families")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    library = load_library(options.build / "lib" / "libhfcrt.so")
    families = options.families or sorted(path.parent.name for path in options.models.glob("*/hf"))

    report = {"machine": machine(), "cases": []}
    print(f"{'family':<12}{'door':<13}{'compile s':>10}{'cpu s':>7}{'threads':>8}{'hfc ms':>10}{'ORT ms':>10}{'ratio':>8}"
          "   quartiles     difference")
    for name in families:
        family = options.models / name
        config = json.loads((family / "hf" / "config.json").read_text())
        for door in options.doors:
            artifacts, compiles = compile_door(options.build / "bin" / "hfc", family, door, options.output)
            seconds, cpu = (sum(made[key] for made in compiles.values())
                            for key in ("compile_seconds", "compile_cpu_seconds"))
            runs, start = [], f"{name:<12}{door:<13}{seconds:>10.1f}{cpu:>7.1f}"
            for threads in map(int, options.threads.split(",")):
                run = time_door(library, family, door, artifacts, threads, options.rounds, config)
                low, high = run["ratio_quartiles"]
                times = run["milliseconds"]
                print(f"{start}{threads:>8}{times['hfc']:>10.2f}{times['onnxruntime']:>10.2f}{run['ratio']:>8.2f}"
                      f"   {low:.2f} … {high:.2f}   {run['largest_difference']:.1e}", flush=True)
                runs.append(run)
                start = " " * len(start)
            for artifact in artifacts.values():
                artifact.unlink()
            report["cases"].append({"name": f"{name}, {door}", "family": name, "door": door, "compiles": compiles, "runs": runs})
            (options.output / "families.json").write_text(json.dumps(report, indent=1))
            (options.output / "families.svg").write_text(plot.svg(report))
    print(f"written: {options.output}/families.json, families.svg")


if __name__ == "__main__":
    main()
