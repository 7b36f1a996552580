"""Writes a tiny LLaMA folder with weights drawn from a fixed seed: make_decoder.py FOLDER [EOS]."""

import json
import pathlib
import struct
import sys

import numpy

VOCABULARY, WIDTH, LAYERS, HEADS, GROUPS, INNER, CONTEXT = 50, 32, 2, 4, 2, 48, 24


def main(folder, eos):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(3)
    size = WIDTH // HEADS
    shapes = {"model.embed_tokens.weight": (VOCABULARY, WIDTH), "model.norm.weight": (WIDTH,)}
    for layer in range(LAYERS):
        name = f"model.layers.{layer}."
        shapes |= {
            name + "self_attn.q_proj.weight": (HEADS * size, WIDTH),
            name + "self_attn.k_proj.weight": (GROUPS * size, WIDTH),
            name + "self_attn.v_proj.weight": (GROUPS * size, WIDTH),
            name + "self_attn.o_proj.weight": (WIDTH, HEADS * size),
            name + "mlp.gate_proj.weight": (INNER, WIDTH),
            name + "mlp.up_proj.weight": (INNER, WIDTH),
            name + "mlp.down_proj.weight": (WIDTH, INNER),
            name + "input_layernorm.weight": (WIDTH,),
            name + "post_attention_layernorm.weight": (WIDTH,),
        }
    header, data = {}, b""
    for name, shape in shapes.items():
        bytes_ = (0.5 * random.standard_normal(shape)).astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + data)
    (folder / "config.json").write_text(json.dumps({
        "architectures": ["LlamaForCausalLM"], "vocab_size": VOCABULARY, "hidden_size": WIDTH, "num_hidden_layers": LAYERS,
        "num_attention_heads": HEADS, "num_key_value_heads": GROUPS, "intermediate_size": INNER,
        "max_position_embeddings": CONTEXT, "tie_word_embeddings": True,
    }))
    (folder / "generation_config.json").write_text(json.dumps({"eos_token_id": json.loads(eos), "pad_token_id": 1}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "null")
