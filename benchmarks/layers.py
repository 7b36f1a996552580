"""Whether a compile's time and its kernels depend on the number of layers, but for the bytes of the weights.

    scripts/make-families
    .venv/bin/python3 benchmarks/layers.py [FAMILY…] [--layers 12] [--times 4]

Folders of the tiny families (build/families), whose weights are next to nothing, with their layers written again until
there are so many, and times as many. Prints the kernels of each, which must be as many, and the seconds that the compile
had processors, the least of three. Ends with 1 where the kernels differ.
"""

import argparse
import json
import pathlib
import re
import resource
import subprocess
import sys

from driver import ROOT

# Fields that count layers, and what the names of a layer's weights begin with.
COUNTS = {"num_hidden_layers", "n_layer", "n_layers", "num_layers", "num_decoder_layers"}
LAYER = re.compile(r"((?:^|\.)(?:layers?|h|block)\.)(\d+)(\.(?!\d))")
SAMPLES = 3


def set_counts(config, layers):
    """The config, and those inside, with so many layers; how many there were."""
    found = 0
    for key, value in config.items():
        if isinstance(value, dict):
            found = max(found, set_counts(value, layers))
        elif key in COUNTS and value is not None:
            found, config[key] = value, layers
    return found


def deepen(folder, layers, out):
    """The folder with so many layers, whose weights are those that it has, again and again; None where it has none."""
    config = json.loads((folder / "config.json").read_text())
    count = set_counts(config, layers)
    if not count:
        return None
    config.pop("layer_types", None)  # one word a layer
    data = (folder / "model.safetensors").read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header, tensors, parts, end = json.loads(data[8:start]), {}, [], 0
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        match = LAYER.search(name)
        for number in range(int(match[2]), layers, count) if match else [None]:
            # T5's first layer alone has a table of distances.
            if number and "relative_attention_bias" in name:
                continue
            begin, stop = entry["data_offsets"]
            own = name if number is None else f"{name[:match.start(2)]}{number}{name[match.end(2):]}"
            tensors[own] = entry | {"data_offsets": [end, end + stop - begin]}
            parts.append(data[start + begin : start + stop])
            end += stop - begin
    text = json.dumps(tensors).encode()
    out.mkdir(parents=True, exist_ok=True)
    (out / "config.json").write_text(json.dumps(config))
    (out / "model.safetensors").write_bytes(len(text).to_bytes(8, "little") + text + b"".join(parts))
    return out


def compile_folder(hfc, folder, artifact):
    """The least seconds of processors, and the number of kernels."""
    seconds = []
    for _ in range(SAMPLES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([hfc, "compile", folder, "--target=host", "-o", artifact], check=True, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    told = subprocess.run([hfc, "inspect", "--json", artifact], check=True, capture_output=True).stdout
    return min(seconds), len(json.loads(told)["kernels"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("families", nargs="*", help="all that have layers")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--models", type=pathlib.Path, default=ROOT / "build" / "families")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")
    options = parser.parse_args()
    hfc, scratch = options.build / "bin" / "hfc", options.output / "layers"
    differ = False
    print(f"{'family':<12}{'layers':>8}{'s':>7}{'kernels':>9}{'layers':>8}{'s':>7}{'kernels':>9}{'times':>7}")
    for name in options.families or sorted(path.parent.name for path in options.models.glob("*/hf")):
        results = []
        for layers in (options.layers, options.layers * options.times):
            folder = deepen(options.models / name / "hf", layers, scratch)
            if folder:
                results.append((layers, *compile_folder(hfc, folder, scratch / "model.hfa")))
        if results:
            few, many = results
            differ |= few[2] != many[2]
            line = "".join(f"{layers:>8}{seconds:>7.2f}{kernels:>9}" for layers, seconds, kernels in results)
            print(f"{name:<12}{line}{many[1] / few[1]:>7.2f}", flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
