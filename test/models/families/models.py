"""The two families that transformers has no class of: ResNeXt with the names and config of timm, and DLRM with the names
of facebookresearch/dlrm. And the weights of all: seeded, and such that every part shows in the outputs."""

import json
import math
import zlib

import numpy
import torch
from safetensors.torch import save_file
from torch import nn


class Saved(nn.Module):
    """Writes itself as transformers does."""

    def __init__(self, config):
        super().__init__()
        self.config = config

    def save_pretrained(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config.json").write_text(json.dumps(self.config, indent=2, sort_keys=True) + "\n")
        save_file({name: value.contiguous() for name, value in self.state_dict().items()}, folder / "model.safetensors")


class Bottleneck(nn.Module):
    """1x1, grouped 3x3 with the stride, 1x1 to four times the planes."""

    def __init__(self, inputs, planes, stride, groups, base_width):
        super().__init__()
        width, outputs = planes * base_width // 64 * groups, planes * 4
        self.conv1, self.bn1 = nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, 1, groups=groups, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, outputs, 1, bias=False), nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        shortcut = self.downsample(x) if self.downsample else x
        y = self.bn1(self.conv1(x)).relu()
        y = self.bn2(self.conv2(y)).relu()
        return (self.bn3(self.conv3(y)) + shortcut).relu()


class ResNeXt(Saved):
    def __init__(self, config):
        arguments = config["model_args"]
        features = arguments["channels"][-1] * 4
        super().__init__(config | {"num_features": features, "pretrained_cfg": {"input_size": [3, 224, 224]}})
        self.conv1, self.bn1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64)
        inputs = 64
        for stage, (depth, planes) in enumerate(zip(arguments["layers"], arguments["channels"])):
            blocks = []
            for index in range(depth):
                stride = 2 if stage and not index else 1
                blocks.append(Bottleneck(inputs, planes, stride, arguments["cardinality"], arguments["base_width"]))
                inputs = planes * 4
            self.add_module(f"layer{stage + 1}", nn.Sequential(*blocks))
        self.fc = nn.Linear(features, config["num_classes"])

    def forward(self, pixel_values):
        x = nn.functional.max_pool2d(self.bn1(self.conv1(pixel_values)).relu(), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1))


class DLRM(Saved):
    """Dense features [batch, dense], where each bag starts [tables, batch], and the indices of each table."""

    def __init__(self, config):
        super().__init__({"model_type": "dlrm", "architectures": ["DLRM"], **config})
        rows, width = config["num_embeddings"], config["embedding_dim"]
        self.emb_l = nn.ModuleList(nn.EmbeddingBag(count, width, mode="sum") for count in rows)
        self.bot_l = self.mlp([config["num_dense_features"], *config["bottom_mlp"]], nn.ReLU())
        vectors = len(rows) + 1
        self.top_l = self.mlp([width + vectors * (vectors - 1) // 2, *config["top_mlp"]], nn.Sigmoid())
        self.register_buffer("lower", torch.tril_indices(vectors, vectors, -1), persistent=False)

    @staticmethod
    def mlp(widths, last):
        layers = [layer for pair in zip(widths, widths[1:]) for layer in (nn.Linear(*pair), nn.ReLU())]
        return nn.Sequential(*layers[:-1], last)

    def forward(self, dense, offsets, *indices):
        x = self.bot_l(dense)
        bags = [table(index, offsets[i]) for i, (table, index) in enumerate(zip(self.emb_l, indices))]
        vectors = torch.stack([x, *bags], dim=1)
        products = torch.bmm(vectors, vectors.transpose(1, 2))[:, self.lower[0], self.lower[1]]
        return self.top_l(torch.cat([x, products], dim=1))


def draw(owner, name, old):
    """Values that keep activations near unit scale. Freshly made biases are 0 and norms 1: an error would not show."""
    random = numpy.random.default_rng(zlib.crc32(name.encode()))
    noise = random.standard_normal(old.shape, dtype=numpy.float32)
    kind, leaf = type(owner).__name__, name.rpartition(".")[2]
    if leaf == "running_var":
        return 1 + 0.3 * abs(noise)
    if leaf == "original0":  # the lengths of a weight norm
        return math.sqrt(owner.original1.shape[0] / old.numel()) * (1 + 0.1 * noise)
    if "Norm" in kind and leaf == "weight":
        return 1 + 0.1 * noise
    if "Embedding" in kind:
        return 0.5 * noise
    if old.ndim < 2:
        return 0.1 * noise
    if leaf not in ("weight", "original1"):
        return 0.2 * noise  # class tokens, positions
    inputs = old.shape[0] if kind == "Conv1D" else math.prod(old.shape[1:])
    gain = 2**0.5 if old.ndim > 2 else 0.25 if name.endswith("Attention.q.weight") else 1  # T5 does not scale its scores
    return gain / math.sqrt(inputs) * noise


@torch.no_grad()
def randomize(model):
    seen = set()
    for path, owner in model.named_modules():
        tensors = list(owner.named_parameters(recurse=False))
        tensors += [entry for entry in owner.named_buffers(recurse=False) if entry[0].startswith("running_")]
        for leaf, tensor in tensors:
            if tensor.ndim and id(tensor) not in seen:  # a scalar is a temperature; a tied one is its first owner's
                tensor.copy_(torch.from_numpy(numpy.asarray(draw(owner, f"{path}.{leaf}", tensor), numpy.float32)))
            seen.add(id(tensor))
