"""Writes a BERT encoder as an ONNX graph like those of PyTorch's exporter, without PyTorch.

    bert_onnx.py base OUT.onnx            the size of BERT-base, seeded random weights
    bert_onnx.py FOLDER OUT.onnx          a Hugging Face folder (config.json + model.safetensors, BertModel)

Inputs input_ids and attention_mask, int64 [b, s]; output last_hidden_state [b, s, hidden]. Token types are all 0 and
added into the position table. ONNX Runtime 1.32 fuses gelu and the scale in this form, and runs MiniLM at 128 tokens
faster than in the form of either of PyTorch's exporters (37.7 ms against 38.3 and 41.7 in one run on Zen 5, 1 thread).
"""

import json
import pathlib
import struct
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

BASE = {
    "hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12, "num_hidden_layers": 12,
    "max_position_embeddings": 512, "vocab_size": 30522, "layer_norm_eps": 1e-12,
}


class RandomWeights:
    """Seeded weights of the size of trained ones; asked for by the names of a BertModel checkpoint."""

    def __init__(self, config):
        self.random, self.config = numpy.random.default_rng(0), config

    def __call__(self, name, *shape):
        if name.endswith("LayerNorm.weight"):
            return numpy.ones(shape, numpy.float32)
        return self.random.standard_normal(shape, numpy.float32) * numpy.float32(0.02)


class Safetensors:
    """Weights of a checkpoint with one file."""

    def __init__(self, path):
        self.bytes = numpy.memmap(path, mode="r")
        (length,) = struct.unpack("<Q", self.bytes[:8].tobytes())
        self.header, self.start = json.loads(self.bytes[8 : 8 + length].tobytes()), 8 + length

    def __call__(self, name, *shape):
        entry = self.header[name]
        assert entry["dtype"] == "F32" and tuple(entry["shape"]) == shape, f"{name}: {entry}, wanted {shape}"
        begin, end = (self.start + offset for offset in entry["data_offsets"])
        return numpy.frombuffer(self.bytes[begin:end].tobytes(), numpy.float32).reshape(shape)


class Graph:
    def __init__(self):
        self.nodes, self.initializers, self.scope = [], [], ""

    def constant(self, name, value):
        self.initializers.append(numpy_helper.from_array(numpy.ascontiguousarray(value), name))
        return name

    def op(self, kind, *inputs, label=None, **attributes):
        name = f"{self.scope}/{label or kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name + "_output"], name=name, **attributes))
        return name + "_output"


class Encoder:
    def __init__(self, config, weight):
        self.config, self.weight, self.graph = config, weight, Graph()

    def linear(self, name, x, rows, columns):
        g = self.graph
        kernel = g.constant(name + ".weight", self.weight(name + ".weight", columns, rows).T)
        bias = g.constant(name + ".bias", self.weight(name + ".bias", columns))
        return g.op("Add", bias, g.op("MatMul", x, kernel))

    def layer_norm(self, name, x):
        hidden, g = self.config["hidden_size"], self.graph
        scale = g.constant(name + ".weight", self.weight(name + ".weight", hidden))
        bias = g.constant(name + ".bias", self.weight(name + ".bias", hidden))
        return g.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=self.config["layer_norm_eps"])

    def embeddings(self, ids):
        g, c = self.graph, self.config
        g.scope = "/embeddings"
        words = g.constant("word_embeddings", self.weight("embeddings.word_embeddings.weight", c["vocab_size"], c["hidden_size"]))
        places = self.weight("embeddings.position_embeddings.weight", c["max_position_embeddings"], c["hidden_size"])
        places = places + self.weight("embeddings.token_type_embeddings.weight", 2, c["hidden_size"])[0]
        length = g.op("Gather", g.op("Shape", ids), g.constant("one", numpy.array([1])), axis=0)
        numbers = g.constant("position_ids", numpy.arange(c["max_position_embeddings"])[None])
        numbers = g.op("Slice", numbers, g.constant("start", numpy.array([0])), length, "one")
        places = g.op("Gather", g.constant("position_embeddings", places), numbers, axis=0)
        return self.layer_norm("embeddings.LayerNorm", g.op("Add", g.op("Gather", words, ids, axis=0), places))

    def mask(self, mask):
        g = self.graph
        g.scope = "/mask"
        wide = g.op("Unsqueeze", mask, g.constant("mask_axes", numpy.array([1, 2])))
        wide = g.op("Sub", g.constant("true", numpy.float32(1)), g.op("Cast", wide, to=TensorProto.FLOAT))
        return g.op("Mul", wide, g.constant("masked", numpy.finfo(numpy.float32).min))

    def layer(self, number, x, mask):
        g, c = self.graph, self.config
        hidden, heads = c["hidden_size"], c["num_attention_heads"]
        prefix = f"encoder.layer.{number}."
        g.scope = f"/encoder/layer.{number}"

        def head(name, order):
            projected = self.linear(prefix + "attention.self." + name, x, hidden, hidden)
            return g.op("Transpose", g.op("Reshape", projected, "heads"), perm=order)

        query, key, value = head("query", [0, 2, 1, 3]), head("key", [0, 2, 3, 1]), head("value", [0, 2, 1, 3])
        scores = g.op("Add", g.op("Div", g.op("MatMul", query, key), "scale"), mask)
        mixed = g.op("MatMul", g.op("Softmax", scores, axis=-1), value)
        mixed = g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), "joined")
        mixed = self.linear(prefix + "attention.output.dense", mixed, hidden, hidden)
        x = self.layer_norm(prefix + "attention.output.LayerNorm", g.op("Add", mixed, x))

        wide = self.linear(prefix + "intermediate.dense", x, hidden, c["intermediate_size"])
        erf = g.op("Add", g.op("Erf", g.op("Div", wide, "root_two")), "true")
        gelu = g.op("Mul", g.op("Mul", wide, erf), "half")
        narrow = self.linear(prefix + "output.dense", gelu, c["intermediate_size"], hidden)
        return self.layer_norm(prefix + "output.LayerNorm", g.op("Add", narrow, x))

    def model(self):
        g, c = self.graph, self.config
        size = c["hidden_size"] // c["num_attention_heads"]
        g.constant("heads", numpy.array([0, 0, c["num_attention_heads"], size]))
        g.constant("joined", numpy.array([0, 0, c["hidden_size"]]))
        g.constant("scale", numpy.float32(size**0.5))
        g.constant("root_two", numpy.float32(2**0.5))
        g.constant("half", numpy.float32(0.5))
        x = self.embeddings("input_ids")
        mask = self.mask("attention_mask")
        for number in range(c["num_hidden_layers"]):
            x = self.layer(number, x, mask)
        g.nodes[-1].output[0] = "last_hidden_state"
        ids = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "s"]) for name in ("input_ids", "attention_mask")]
        out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["b", "s", c["hidden_size"]])
        graph = helper.make_graph(g.nodes, "bert", ids, [out], g.initializers)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8, producer_name="hfc")


def write(source, output):
    """Source: 'base' or a folder."""
    if source == "base":
        config, weight = BASE, RandomWeights(BASE)
    else:
        config = json.loads((pathlib.Path(source) / "config.json").read_text())
        weight = Safetensors(pathlib.Path(source) / "model.safetensors")
    onnx.save(Encoder(config, weight).model(), output)


if __name__ == "__main__":
    write(*sys.argv[1:])
