"""Makes a Hugging Face folder of a LLaMA in GGUF, which is how many trained decoders are published.

    unpack-gguf.py FILE.gguf FOLDER

Quantised weights become f16. Writes config.json, generation_config.json, model.safetensors and tokenizer.json.
"""

import json
import pathlib
import struct
import sys

import gguf
import numpy
import tokenizers

LAYER = {
    "attn_norm": "input_layernorm", "attn_q": "self_attn.q_proj", "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj", "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj", "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj",
}
MODEL = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}


def name_of(name):
    """The name in a checkpoint of transformers: of blk.3.attn_q.weight, say."""
    parts = name.removesuffix(".weight").split(".")
    if parts[0] == "blk":
        return f"model.layers.{parts[1]}.{LAYER[parts[2]]}.weight"
    return MODEL[parts[0]] + ".weight"


def halves(weight, heads):
    """GGUF's rotary pairs lie side by side in a head, transformers' half a head apart."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def write_weights(reader, heads, groups, path):
    header, arrays, end = {}, [], 0
    for tensor in reader.tensors:
        values = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
        if ".attn_q." in tensor.name or ".attn_k." in tensor.name:
            values = halves(values, heads if ".attn_q." in tensor.name else groups)
        arrays.append(numpy.ascontiguousarray(values, "<f2"))
        begin, end = end, end + arrays[-1].nbytes
        header[name_of(tensor.name)] = {"dtype": "F16", "shape": values.shape, "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays:
            file.write(array)
    return header


def tokenizer(tokens, merges):
    """Byte-level BPE whose digits stand alone."""
    model = tokenizers.models.BPE(
        {token: number for number, token in enumerate(tokens)}, [tuple(merge.split(" ")) for merge in merges]
    )
    result = tokenizers.Tokenizer(model)
    steps = [tokenizers.pre_tokenizers.Digits(individual_digits=True),
             tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)]
    result.pre_tokenizer = tokenizers.pre_tokenizers.Sequence(steps)
    result.decoder = tokenizers.decoders.ByteLevel()
    return result


def main(source, folder):
    reader, folder = gguf.GGUFReader(source), pathlib.Path(folder)

    def field(name):
        return reader.fields[name].contents()

    if field("general.architecture") != "llama" or field("tokenizer.ggml.pre") != "smollm":
        sys.exit(f"error: {source}: no LLaMA with SmolLM's tokenizer\nhelp: that is what this script can read")
    folder.mkdir(parents=True, exist_ok=True)
    heads, groups = field("llama.attention.head_count"), field("llama.attention.head_count_kv")
    weights = write_weights(reader, heads, groups, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps({
        "architectures": ["LlamaForCausalLM"], "torch_dtype": "float16", "vocab_size": field("llama.vocab_size"),
        "hidden_size": field("llama.embedding_length"), "intermediate_size": field("llama.feed_forward_length"),
        "num_hidden_layers": field("llama.block_count"), "num_attention_heads": heads, "num_key_value_heads": groups,
        "max_position_embeddings": field("llama.context_length"), "rope_theta": field("llama.rope.freq_base"),
        "rms_norm_eps": field("llama.attention.layer_norm_rms_epsilon"), "hidden_act": "silu",
        "tie_word_embeddings": "lm_head.weight" not in weights,
    }, indent=1) + "\n")
    (folder / "generation_config.json").write_text(json.dumps({
        "eos_token_id": field("tokenizer.ggml.eos_token_id"), "pad_token_id": field("tokenizer.ggml.padding_token_id"),
    }) + "\n")
    tokenizer(field("tokenizer.ggml.tokens"), field("tokenizer.ggml.merges")).save(str(folder / "tokenizer.json"))


if __name__ == "__main__":
    main(*sys.argv[1:])
