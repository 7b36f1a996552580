"""Memory of a large decoder's compile and of a run: a LLaMA of 1.1 billion parameters in bf16, in shards.

    .venv/bin/python3 benchmarks/memory.py [--models build/base-families] [--layers 22]

The folder is made of random values where it is not there. Peaks are those of whole process trees, pages that several
processes share counted once; beside the compile's stands what it may be, 1.2 times the weights and 200 MB, and beside the
run's the size of the weights, of which it should hold one copy.
"""

import argparse
import json
import pathlib
import struct
import subprocess
import time

import numpy

from driver import ROOT, compile_model, size_of, watch_memory

VOCABULARY, WIDTH, HEADS, GROUPS, INNER, CONTEXT = 32000, 2048, 32, 4, 5632, 2048
LAYERS_OF_SHARD = 6


def shapes(layers):
    """Weights by name, those of a shard together."""
    shard = {"model.embed_tokens.weight": (VOCABULARY, WIDTH)}
    groups = WIDTH // HEADS * GROUPS
    for layer in range(layers):
        name = f"model.layers.{layer}."
        shard |= {
            name + "self_attn.q_proj.weight": (WIDTH, WIDTH), name + "self_attn.k_proj.weight": (groups, WIDTH),
            name + "self_attn.v_proj.weight": (groups, WIDTH), name + "self_attn.o_proj.weight": (WIDTH, WIDTH),
            name + "mlp.gate_proj.weight": (INNER, WIDTH), name + "mlp.up_proj.weight": (INNER, WIDTH),
            name + "mlp.down_proj.weight": (WIDTH, INNER), name + "input_layernorm.weight": (WIDTH,),
            name + "post_attention_layernorm.weight": (WIDTH,),
        }
        if layer % LAYERS_OF_SHARD == LAYERS_OF_SHARD - 1:
            yield shard
            shard = {}
    yield shard | {"model.norm.weight": (WIDTH,), "lm_head.weight": (VOCABULARY, WIDTH)}


def make_folder(folder, layers):
    folder.mkdir(parents=True)
    random, places, total = numpy.random.default_rng(0), {}, 0
    shards = list(shapes(layers))
    for number, shard in enumerate(shards):
        name = f"model-{number + 1:05}-of-{len(shards):05}.safetensors"
        header, end = {}, 0
        for tensor, shape in shard.items():
            begin, end = end, end + 2 * int(numpy.prod(shape))
            header[tensor] = {"dtype": "BF16", "shape": shape, "data_offsets": [begin, end]}
            places[tensor] = name
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        with open(folder / name, "wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            for shape in shard.values():
                values = 0.02 * random.standard_normal(shape, numpy.float32)
                file.write((values.view(numpy.uint32) >> 16).astype("<u2").tobytes())
        total += end
    (folder / "model.safetensors.index.json").write_text(
        json.dumps({"metadata": {"total_size": total}, "weight_map": places}))
    (folder / "config.json").write_text(json.dumps({
        "architectures": ["LlamaForCausalLM"], "torch_dtype": "bfloat16", "vocab_size": VOCABULARY, "hidden_size": WIDTH,
        "num_hidden_layers": layers, "num_attention_heads": HEADS, "num_key_value_heads": GROUPS,
        "intermediate_size": INNER, "max_position_embeddings": CONTEXT, "tie_word_embeddings": False,
    }))


def run_model(hfc, artifact):
    """Peak bytes, and seconds of the whole."""
    command = [hfc, "generate", artifact, "--tokens", "-", "--max-new-tokens", "16", "--dim", "context=64"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    process.stdin.write(b"1 2 3 4\n")
    process.stdin.close()
    status, end, peak = watch_memory(process)
    if status:
        raise SystemExit(f"error: hfc generate ended with status {status}")
    return peak, end - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--models", type=pathlib.Path, default=ROOT / "build" / "base-families")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "build" / "benchmarks")
    parser.add_argument("--layers", type=int, default=22)
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    folder = options.models / f"llama-bf16-{options.layers}"
    if not (folder / "config.json").exists():
        make_folder(folder, options.layers)
    artifact, hfc = options.output / "memory.hfa", options.build / "bin" / "hfc"
    weights = size_of(folder)
    compiled = compile_model(hfc, folder, artifact)
    bound = 1.2 * weights + 200e6
    print(f"weights {weights / 1e6:.0f} MB, artifact {compiled['artifact_bytes'] / 1e6:.0f} MB")
    print(f"compile {compiled['compile_seconds']:.1f} s, peak {compiled['compile_peak_bytes'] / 1e6:.0f} MB, "
          f"{compiled['compile_peak_bytes'] / bound:.0%} of {bound / 1e6:.0f} MB")
    peak, seconds = run_model(hfc, artifact)
    print(f"load, a prompt and 16 tokens {seconds:.1f} s, peak {peak / 1e6:.0f} MB, {peak / weights:.2f} times the weights")


if __name__ == "__main__":
    main()
