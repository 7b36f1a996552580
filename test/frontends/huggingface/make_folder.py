"""Writes a toy folder as it might be published: make_folder.py CLASS FOLDER [OPTION…]

    KEY=JSON         a field of config.json; null takes it away
    name:FROM=TO     in all names of tensors
    add:NAME=JSON    a tensor more, of this shape
    dtype:BF16       the type of all tensors (F32)
    shards:2         several files and an index

The same class has the same weights at the same offsets, whatever their names.
"""

import json
import pathlib
import struct
import sys

import numpy

WIDTH, VOCABULARY, LAYERS = 16, 40, 2


def llama():
    config = dict(
        architectures=["LlamaForCausalLM"], vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS,
        num_attention_heads=4, num_key_value_heads=2, intermediate_size=24, max_position_embeddings=32,
        tie_word_embeddings=True, rope_parameters={"rope_type": "default", "rope_theta": 5000.0},
    )
    tensors = {"model.embed_tokens.weight": [VOCABULARY, WIDTH]}
    for layer in range(LAYERS):
        name = f"model.layers.{layer}."
        tensors |= {name + part + ".weight": [WIDTH] for part in ("input_layernorm", "post_attention_layernorm")}
        tensors |= {name + f"self_attn.{part}_proj.weight": [size, WIDTH] for part, size in zip("qkvo", (16, 8, 8, 16))}
        tensors |= {name + f"mlp.{part}_proj.weight": [24, WIDTH] for part in ("gate", "up")}
        tensors[name + "mlp.down_proj.weight"] = [WIDTH, 24]
    return config, tensors | {"model.norm.weight": [WIDTH]}


def gpt2():
    config = dict(
        architectures=["GPT2LMHeadModel"], vocab_size=VOCABULARY, n_embd=WIDTH, n_layer=LAYERS, n_head=4, n_positions=32,
    )
    tensors = {"transformer.wte.weight": [VOCABULARY, WIDTH], "transformer.wpe.weight": [32, WIDTH]}
    layers = [f"h.{layer}." for layer in range(LAYERS)]
    for name in layers:
        for part, shape in {"attn.c_attn": [16, 48], "attn.c_proj": [16, 16], "mlp.c_fc": [16, 64],
                            "mlp.c_proj": [64, 16]}.items():
            tensors |= {f"transformer.{name}{part}.weight": shape, f"transformer.{name}{part}.bias": shape[1:]}
    for norm in [name + part for name in layers for part in ("ln_1", "ln_2")] + ["ln_f"]:
        tensors |= {f"transformer.{norm}.weight": [WIDTH], f"transformer.{norm}.bias": [WIDTH]}
    return config, tensors


def wav2vec2():
    config = dict(
        architectures=["Wav2Vec2ForCTC"], vocab_size=8, hidden_size=WIDTH, num_hidden_layers=1, num_attention_heads=4,
        intermediate_size=24, conv_dim=[12], conv_stride=[5], conv_kernel=[10], num_conv_pos_embeddings=4,
        num_conv_pos_embedding_groups=2,
    )
    name = "wav2vec2."
    position = name + "encoder.pos_conv_embed.conv."
    layer = name + "encoder.layers.0."
    tensors = {
        name + "feature_extractor.conv_layers.0.conv.weight": [12, 1, 10],
        name + "feature_projection.projection.weight": [16, 12], name + "feature_projection.projection.bias": [16],
        position + "bias": [16], position + "parametrizations.weight.original0": [1, 1, 4],
        position + "parametrizations.weight.original1": [16, 8, 4], "lm_head.weight": [8, 16], "lm_head.bias": [8],
    }
    norms = {name + "feature_extractor.conv_layers.0.layer_norm": 12, name + "feature_projection.layer_norm": 12,
             name + "encoder.layer_norm": 16, layer + "layer_norm": 16, layer + "final_layer_norm": 16}
    for norm, size in norms.items():
        tensors |= {norm + ".weight": [size], norm + ".bias": [size]}
    shapes = {f"attention.{part}_proj": [16, 16] for part in ("q", "k", "v", "out")}
    shapes |= {"feed_forward.intermediate_dense": [24, 16], "feed_forward.output_dense": [16, 24]}
    for part, shape in shapes.items():
        tensors |= {layer + part + ".weight": shape, layer + part + ".bias": shape[:1]}
    return config, tensors


def draw(number, shape):
    """Numbers that bfloat16 and float16 hold too, so that every dtype is the same model."""
    values = numpy.random.default_rng(number).standard_normal(shape).astype(numpy.float32) / 4
    return ((numpy.abs(values) + 2**-10).view(numpy.uint32) & 0xFFFF0000).view(numpy.float32) * numpy.sign(values)


def encode(values, dtype):
    if dtype == "BF16":
        return (values.view(numpy.uint32) >> 16).astype(numpy.uint16).tobytes()
    return values.astype({"F32": numpy.float32, "F16": numpy.float16, "I32": numpy.int32}[dtype]).tobytes()


def save(path, tensors, dtype):
    header, data = {}, b""
    for name, values in tensors.items():
        bytes_ = encode(values, dtype)
        header[name] = {"dtype": dtype, "shape": values.shape, "data_offsets": [len(data), len(data) + len(bytes_)]}
        data += bytes_
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8192)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main(name, folder, *options):
    config, tensors = globals()[name]()
    dtype, shards = "F32", 1
    for option in options:
        kind, _, rest = option.partition(":")
        key, _, value = rest.partition("=")
        if kind == "dtype":
            dtype = rest
        elif kind == "shards":
            shards = int(rest)
        elif kind == "name":
            tensors = {old.replace(key, value): shape for old, shape in tensors.items()}
        elif kind == "add":
            tensors[key] = json.loads(value)
        else:
            key, _, value = option.partition("=")
            config[key] = json.loads(value)
    tensors = {name: draw(number, shape) for number, (name, shape) in enumerate(tensors.items())}
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    if shards == 1:
        save(folder / "model.safetensors", tensors, dtype)
        return
    names = [f"model-{i + 1:05}-of-{shards:05}.safetensors" for i in range(shards)]
    place = {tensor: names[i % shards] for i, tensor in enumerate(tensors)}
    for file in names:
        save(folder / file, {tensor: values for tensor, values in tensors.items() if place[tensor] == file}, dtype)
    index = {"metadata": {}, "weight_map": place}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))


main(*sys.argv[1:])
