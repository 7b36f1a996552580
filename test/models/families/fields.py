"""Every field of the families' configs, changed: what hfc computes then is what transformers computes, or hfc refuses.

    fields.py MATRIX [NAME…] [--tools DIR]

A field is one of the class's own (configuration_*.py, with its defaults), at the tiny sizes of families.py. For each a few
other values are tried: where transformers gives other numbers than before, hfc must give these too, or end with an error
that names the field; where the weights no longer fit, hfc must end with an error. Where transformers itself does not
take the value, or gives what it gave before, nothing is asked of hfc. Also position_ids, where the class takes them: as
they come in no sequence. For classes that transformers does not have models.py stands. Prints as run.py does, a line for
each field.
"""

import argparse
import copy
import inspect
import json
import logging
import pathlib
import shutil
import sys
import tempfile
import warnings

import numpy
import torch
import transformers
from safetensors.torch import load_file

import graphs
import models
import run
from families import FAMILIES
from make import KeepWide, widen

# Other values of fields that hold a word, or nothing.
ACTIVATIONS = ["relu", "gelu_new", "silu"]
WORDS = {
    "hidden_act": ACTIVATIONS, "activation": ACTIVATIONS, "activation_function": ACTIVATIONS,
    "feat_extract_activation": ACTIVATIONS, "feed_forward_proj": ["gated-gelu", "gelu", "relu"],
    "feat_extract_norm": ["layer"], "layer_type": ["basic"], "position_embedding_type": ["relative_key"],
    "problem_type": ["regression"], "rope_type": ["linear", "dynamic", "yarn", "longrope", "llama3"],
    "n_inner": [96], "head_dim": [8], "sliding_window": [3], "num_key_value_heads": [1], "num_decoder_layers": [1],
    "cross_attention_hidden_size": [8], "layer_types": [["sliding_attention", "full_attention"]],
    "rope_scaling": [{"type": "linear", "factor": 2.0}],
}
# Said of the file, of training and of generation; what transformers reads itself of them is how it is to run.
SKIPPED = {
    "architectures", "model_type", "transformers_version", "dtype", "torch_dtype", "attn_implementation", "_name_or_path",
    "id2label", "label2id", "return_dict", "output_hidden_states", "output_attentions", "use_cache", "chunk_size_feed_forward",
}


def others(key, value):
    """Values that the field may have instead."""
    if key in WORDS:
        return [word for word in WORDS[key] if word != value]
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return list(dict.fromkeys([value + 1, value * 2] if value < 2 else [value // 2, value * 2]))
    if isinstance(value, float):
        return [value * 3 + 0.1]
    if value is None:
        return [True, 2]
    if isinstance(value, list) and value and isinstance(value[0], (int, float)) and not isinstance(value[0], bool):
        return [[other, *value[1:]] for other in others(key, value[0])[:1]]
    return []


def changes(config, path=()):
    """(path of a field, another value) of all fields, also of the configs inside."""
    for key, value in config.items():
        if key in SKIPPED:
            continue
        if isinstance(value, dict) and key not in WORDS:
            yield from changes(value, (*path, key))
        else:
            yield from (((*path, key), other) for other in others(key, value))


def changed(config, path, value):
    result = copy.deepcopy(config)
    at = result
    for key in path[:-1]:
        at = at.setdefault(key, {})
    at[path[-1]] = value
    return result


def inputs_of(family, model):
    """The last case of the family: inputs that a folder has, and which rows of its outputs are compared."""
    if family.kind == "seq2seq":
        encoder, decoder, _ = graphs.build(family.kind, model)
        label = list(encoder.cases)[-1]
        inputs = encoder.cases[label] | {"decoder_input_ids": decoder.cases[label]["input_ids"]}
        return inputs, None
    graph = graphs.build(family.kind, model)[0]
    case = [inputs for label, inputs in graph.cases.items() if not label.startswith("decode")][-1]
    inputs = {name: value for name, value in case.items() if not name.startswith("past_key_values")}
    return inputs, graph.defined("logits", inputs).numpy() if graph.left_padded else None


def outputs_of(model, inputs):
    with KeepWide():
        inputs = widen(inputs)
        if isinstance(model, models.Saved):
            name = "logits" if "pixel_values" in inputs else "pred"
            return {name: model(*inputs.values()).numpy()}
        result = model(**inputs)
    names = [name for name in ("logits", "logits_per_image", "text_embeds", "image_embeds") if name in result]
    return {name: result[name].numpy() for name in names}


class OwnKind:
    """A class of models.py, read from a folder."""

    def __init__(self, kind):
        self.kind = kind

    def read_config(self, folder):
        return json.loads((folder / "config.json").read_text())

    def make(self, config):
        # What it writes into its config itself.
        return self.kind({key: value for key, value in config.items() if key not in ("num_features", "pretrained_cfg")})

    def load(self, folder):
        """None where the weights do not fit."""
        model = self.make(self.read_config(folder))
        try:
            model.load_state_dict(load_file(folder / "model.safetensors"))
        except RuntimeError:
            return None
        return model

    def fields(self, model):
        return model.config


class TheirKind:
    """One of transformers."""

    def __init__(self, kind):
        self.make = self.kind = kind

    def read_config(self, folder):
        return self.kind.config_class.from_pretrained(folder)

    def load(self, folder):
        try:
            model, info = self.kind.from_pretrained(folder, output_loading_info=True)
        except RuntimeError:  # shapes
            return None
        return None if info["missing_keys"] else model

    def fields(self, model):
        return model.config.to_dict()


class Audit:
    def __init__(self, runner, name, folder, scratch):
        self.runner, self.family, self.scratch = runner, FAMILIES[name], scratch
        own = getattr(models, self.family.model, None)
        self.kind = OwnKind(own) if own else TheirKind(getattr(transformers, self.family.model))
        model = self.kind.load(folder).eval()
        self.inputs, self.defined = inputs_of(self.family, model)
        self.written = json.loads((folder / "config.json").read_text())
        self.full = self.kind.fields(model)
        self.twin = copy.deepcopy(model).double()
        self.base = outputs_of(self.twin, self.inputs)
        self.model = scratch / "model"
        self.model.mkdir(exist_ok=True)
        for path in folder.glob("*.safetensors"):
            shutil.copy(path, self.model)

    def difference(self, wanted, got):
        if any(got[name].shape != value.shape for name, value in wanted.items() if name in got):
            return numpy.inf
        case = run.Case("", {}, wanted, {"logits": self.defined} if self.defined is not None else {})
        return run.error(case, got)

    def theirs(self, path, value):
        """What transformers gives then; nothing where the weights do not fit, None where it does not take the value."""
        self.write(path, value)
        try:
            self.kind.make(self.kind.read_config(self.model))
        except Exception:  # noqa: BLE001, anything may be raised in there
            return None
        model = self.kind.load(self.model)
        if model is None:
            return {}
        try:
            return outputs_of(model.eval().double(), self.inputs)
        except Exception:  # noqa: BLE001
            return None

    def write(self, path, value):
        (self.model / "config.json").write_text(json.dumps(changed(self.written, path, value)))

    def ours(self, inputs):
        artifact = self.scratch / "model.hfa"
        run.call(self.runner.hfc, "compile", self.model, "--target=host", "-O1", "-o", artifact)
        return self.runner.run(artifact, "cpu", {key: value.numpy() for key, value in inputs.items()})

    def check_positions(self):
        """As check; positions that no rule would give."""
        if "position_ids" not in inspect.signature(self.kind.kind.forward).parameters:
            return None
        ids = self.inputs["input_ids"]
        inputs = self.inputs | {"position_ids": (torch.arange(ids.numel()).reshape(ids.shape) * 5 + 3) % (ids.shape[1] + 4)}
        (self.model / "config.json").write_text(json.dumps(self.written))
        found = self.difference(outputs_of(self.twin, inputs), self.ours(inputs))
        return found < run.BOUND, f"error {found:.1e}"

    def check(self, path, value):
        """Whether it is right, and what came of it; None where nothing is asked."""
        wanted = self.theirs(path, value)
        if wanted is None or (wanted and self.difference(self.base, wanted) < 1e-9):
            return None
        try:
            self.write(path, value)
            got = self.ours({key: value for key, value in self.inputs.items() if key != "position_ids"})
        except RuntimeError as problem:
            text = " ".join(str(problem).split())
            if path[-1] in text or "do not fit config.json" in text:
                return True, f"{value} is refused"
            return False, f"{value} ends with: {text}"
        if not wanted:
            return False, f"{value} is taken, and transformers has no weights for it"
        found = self.difference(wanted, got)
        return found < run.BOUND, f"{value} is honoured, error {found:.1e}" if found < run.BOUND else f"{value}: error {found:.1e}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("matrix", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tools", type=pathlib.Path, default=run.ROOT / "build" / "release" / "bin")
    options = parser.parse_args()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    torch.set_grad_enabled(False)
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        runner = run.Runner(options.tools, pathlib.Path(scratch))
        def report(name, result):
            nonlocal failures
            if result:
                failures += not result[0]
                print("passed" if result[0] else "failed", f"{name}: {result[1]}", flush=True)

        for name in options.names or FAMILIES:
            audit = Audit(runner, name, options.matrix / name / "hf", pathlib.Path(scratch))
            report(f"{name} position_ids", audit.check_positions())
            for path, value in changes(audit.full):
                report(f"{name} {'.'.join(path)}", audit.check(path, value))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
