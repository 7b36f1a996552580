"""What is exported of a model and run: one or several graphs, each with example inputs and the inputs of its cases.

A decoder is one graph with a past, which is empty for a prompt; T5 is three. Inputs and outputs are named as optimum
names them. Sizes of the examples differ from those of every case, so that nothing is right by chance.
"""

import zlib

import numpy
import torch
from transformers import DynamicCache, EncoderDecoderCache
from transformers.cache_utils import DynamicLayer

SHAPES = [(1, 5), (3, 19)]  # batch and length
EXAMPLE = (2, 7)
NEW = {"batch": {0: "batch"}, "tokens": {0: "batch", 1: "sequence"}}


class Graph(torch.nn.Module):
    """`call(model, inputs by name)` gives outputs by name; `axes` of the inputs by name."""

    def __init__(self, name, model, call, axes, example, cases, left_padded=False):
        super().__init__()
        self.name, self.model, self.call, self.axes = name, model, call, axes
        self.example, self.cases, self.left_padded = example, cases, left_padded
        with torch.no_grad():
            self.outputs = list(call(model, example))
        self.eval()  # an exporter gives everybody inside the mode that this one had

    def forward(self, *tensors):
        return tuple(self.call(self.model, dict(zip(self.example, tensors))).values())

    def defined(self, output, inputs):
        """Where rows are compared: padding on the left attends to nothing, and everybody gives something else there."""
        mask = inputs["attention_mask"].bool()
        if output == "logits":
            return mask[:, -inputs["input_ids"].shape[1] :, None]
        return mask[:, None, :, None]


def random(*key):
    return numpy.random.default_rng(zlib.crc32("/".join(map(str, key)).encode()))


def tokens(vocabulary, *shape, name="tokens"):
    return torch.from_numpy(random(name, *shape).integers(3, vocabulary, shape))  # below lie special ones


def normal(*shape, name="normal"):
    return torch.from_numpy(random(name, *shape).standard_normal(shape, dtype=numpy.float32))


def padding(batch, length, left):
    """1 but for 3 r places of row r, at most half of them."""
    count = (3 * torch.arange(batch)[:, None]).clamp(max=length // 2)
    place = torch.arange(length)
    return (place >= count if left else place < length - count).long()


def named(shapes):
    return {"x".join(map(str, shape)): shape for shape in shapes}


def text(model):
    config = model.config

    def make(batch, length):
        mask = padding(batch, length, left=False)
        ids = torch.where(mask == 1, tokens(config.vocab_size, batch, length), config.pad_token_id)
        inputs = {"input_ids": ids, "attention_mask": mask}
        if getattr(config, "type_vocab_size", 1) > 1:
            inputs["token_type_ids"] = (torch.arange(length) >= length // 2).long().repeat(batch, 1)
        return inputs

    example = make(*EXAMPLE)
    cases = {label: make(*shape) for label, shape in named(SHAPES).items()}
    axes = {name: NEW["tokens"] for name in example}
    return [Graph("model", model, lambda m, inputs: {"logits": m(**inputs).logits}, axes, example, cases)]


def image(model):
    side = getattr(model.config, "image_size", None)
    shapes = [(1, 3, side, side), (3, 3, side, side)] if side else [(1, 3, 64, 64), (2, 3, 96, 70)]

    def call(m, inputs):
        result = m(inputs["pixel_values"])
        return {"logits": getattr(result, "logits", result)}

    example = {"pixel_values": normal(4, 3, side or 80, side or 72)}
    cases = {label.replace("x3x", "x", 1): {"pixel_values": normal(*shape)} for label, shape in named(shapes).items()}
    axes = {"pixel_values": NEW["batch"] | ({} if side else {2: "height", 3: "width"})}
    return [Graph("model", model, call, axes, example, cases)]


def clip(model):
    vocabulary, side = model.config.text_config.vocab_size, model.config.vision_config.image_size
    outputs = ("logits_per_image", "logits_per_text", "text_embeds", "image_embeds")

    def make(texts, length, images):
        mask = padding(texts, length, left=False)
        ids = tokens(vocabulary - 1, texts, length)
        ids[torch.arange(texts), mask.sum(1) - 1] = vocabulary - 1  # the text's end: the largest
        return {"input_ids": torch.where(mask == 1, ids, 1), "pixel_values": normal(images, 3, side, side),
                "attention_mask": mask}

    def call(m, inputs):
        result = m(**inputs)
        return {name: result[name] for name in outputs}

    text_axes = {0: "text_batch", 1: "sequence"}
    axes = {"input_ids": text_axes, "pixel_values": {0: "image_batch"}, "attention_mask": text_axes}
    cases = {label: make(*shape, images) for (label, shape), images in zip(named(SHAPES).items(), (2, 1))}
    return [Graph("model", model, call, axes, make(4, 7, 5), cases)]


def audio(model):
    axes = {"input_values": NEW["batch"] | {1: "samples"}}
    cases = {label: {"input_values": normal(*shape)} for label, shape in named([(1, 800), (3, 1237)]).items()}
    return [Graph("model", model, lambda m, inputs: {"logits": m(**inputs).logits}, axes,
                  {"input_values": normal(2, 1111)}, cases)]


def cache(tensors):
    """A cache that holds key, value, key, value … already: updating an empty one would put a Concat into the graph."""
    held = DynamicCache()
    for key, value in zip(tensors[::2], tensors[1::2]):
        layer = DynamicLayer()
        layer.lazy_initialization(key, value)
        layer.keys, layer.values = key, value
        held.layers.append(layer)
    return held


def flat(held):
    return [tensor for layer in held.layers for tensor in (layer.keys, layer.values)]


def past_names(layers, stem, part=""):
    return [f"{stem}.{layer}.{part}{kind}" for layer in range(layers) for kind in ("key", "value")]


def positions(mask, length):
    return (mask.cumsum(-1) - 1).clamp(min=0)[:, -length:]


def decoder(model):
    config = model.config
    layers, heads = config.num_hidden_layers, config.num_attention_heads
    groups = 1 if getattr(config, "multi_query", False) else getattr(config, "num_key_value_heads", None) or heads
    size = getattr(config, "head_dim", None) or config.hidden_size // heads
    past, present = past_names(layers, "past_key_values"), past_names(layers, "present")
    counts_mask = config.model_type in ("opt", "bloom")  # these take no positions

    def make(batch, length, held, padded):
        mask = torch.ones(batch, held[0].shape[2] + length, dtype=torch.long)
        mask[:, :padded] = padding(batch, padded, left=True)
        inputs = {"input_ids": tokens(config.vocab_size, batch, length), "attention_mask": mask}
        if not counts_mask:
            inputs["position_ids"] = positions(mask, length)
        return inputs | dict(zip(past, held))

    def call(m, inputs):
        rest = {name: value for name, value in inputs.items() if name not in past}
        result = m(**rest, past_key_values=cache([inputs[name] for name in past]), use_cache=True)
        return {"logits": result.logits} | dict(zip(present, flat(result.past_key_values)))

    def held(batch, length):
        return [normal(batch, groups, length, size, name=name) for name in past]

    example = make(2, 4, held(2, 3), 0)
    axes = {name: NEW["tokens"] for name in example} | {"attention_mask": NEW["batch"] | {1: "total_sequence"}}
    axes |= {name: NEW["batch"] | {2: "past_sequence"} for name in past}
    graph = Graph("model", model, call, axes, example, {}, left_padded=True)
    for batch, length in SHAPES:
        prompt = graph.cases[f"prefill.{batch}x{length}"] = make(batch, length, held(batch, 0), length)
        with torch.no_grad():
            grown = list(call(model, prompt).values())[1:]
        graph.cases[f"decode.{batch}x1+{length}"] = make(batch, 1, grown, length)
    return [graph]


def seq2seq(model):
    config = model.config
    layers = config.num_decoder_layers
    own, cross = (past_names(layers, "past_key_values", part) for part in ("decoder.", "encoder."))
    present = {name: name.replace("past_key_values", "present") for name in own + cross}

    def encode(m, inputs):
        return {"last_hidden_state": m.encoder(**inputs).last_hidden_state}

    def decode(m, inputs, states, held):
        result = m(attention_mask=inputs["encoder_attention_mask"], decoder_input_ids=inputs["input_ids"],
                   encoder_outputs=(states,), past_key_values=held, use_cache=True)
        outputs = dict(zip(own + cross, flat(held.self_attention_cache) + flat(held.cross_attention_cache)))
        return {"logits": result.logits}, outputs

    def first(m, inputs):
        empty = EncoderDecoderCache(DynamicCache(), DynamicCache())
        logits, outputs = decode(m, inputs, inputs["encoder_hidden_states"], empty)
        return logits | {present[name]: value for name, value in outputs.items()}

    def step(m, inputs):
        held = EncoderDecoderCache(*(cache([inputs[name] for name in names]) for names in (own, cross)))
        mask = inputs["encoder_attention_mask"]
        states = torch.zeros(*mask.shape, 1, dtype=inputs[own[0]].dtype)  # must be there, and nobody reads them
        logits, outputs = decode(m, inputs, states, held)
        return logits | {present[name]: outputs[name] for name in own}

    def make(batch, length):
        """The inputs of the three graphs, each from the outputs of the one before."""
        mask = padding(batch, length, left=False)
        source = {"input_ids": torch.where(mask == 1, tokens(config.vocab_size, batch, length), 0),
                  "attention_mask": mask}
        target = tokens(config.vocab_size, batch, 3, name="target")
        target[:, 0] = config.decoder_start_token_id
        with torch.no_grad():
            states = encode(model, source)["last_hidden_state"]
            opening = {"encoder_attention_mask": mask, "input_ids": target, "encoder_hidden_states": states}
            outputs = first(model, opening)
        following = {"encoder_attention_mask": mask,
                     "input_ids": tokens(config.vocab_size, batch, 1 if (batch, length) != EXAMPLE else 2, name="next")}
        following |= {name: outputs[present[name]].clone() for name in own + cross}
        return source, opening, following

    encoder_tokens = NEW["batch"] | {1: "encoder_sequence"}
    axes = [
        {"input_ids": encoder_tokens, "attention_mask": encoder_tokens},
        {"encoder_attention_mask": encoder_tokens, "input_ids": NEW["tokens"], "encoder_hidden_states": encoder_tokens},
        {"encoder_attention_mask": encoder_tokens, "input_ids": NEW["tokens"]}
        | {name: NEW["batch"] | {2: "past_sequence"} for name in own}
        | {name: NEW["batch"] | {2: "encoder_sequence"} for name in cross},
    ]
    made = {label: make(*shape) for label, shape in named(SHAPES).items()}
    return [
        Graph(name, model, call, axes[i], make(*EXAMPLE)[i], {label: inputs[i] for label, inputs in made.items()})
        for i, (name, call) in enumerate({"encoder": encode, "decoder": first, "decoder_with_past": step}.items())
    ]


def recommender(model):
    config = model.config
    rows = config["num_embeddings"]

    def make(batch, most):
        """Bags of 0 to `most` indices; the last one is full."""
        counts = random("bags", batch).integers(0, most + 1, (len(rows), batch))
        counts[:, -1] = most
        inputs = {"dense_x": normal(batch, config["num_dense_features"]),
                  "offsets": torch.from_numpy(numpy.cumsum(counts, 1) - counts)}
        for table, count in enumerate(rows):
            index = random("index", table, batch).integers(0, count, counts[table].sum())
            inputs[f"indices_{table}"] = torch.from_numpy(index)
        return inputs

    axes = {"dense_x": NEW["batch"], "offsets": {1: "batch"}}
    axes |= {f"indices_{table}": {0: f"count_{table}"} for table in range(len(rows))}
    cases = {label: make(*shape) for label, shape in named([(1, 3), (5, 4)]).items()}
    return [Graph("model", model, lambda m, inputs: {"pred": m(*inputs.values())}, axes, make(3, 2), cases)]


def build(kind, model):
    return {"text": text, "image": image, "clip": clip, "audio": audio, "decoder": decoder, "seq2seq": seq2seq,
            "recommender": recommender}[kind](model)
