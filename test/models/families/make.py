"""Makes the families: each as a Hugging Face folder, as ONNX of both exporters of PyTorch, and with float64 references.

    make.py OUT [NAME…] [--base]

    OUT/NAME/hf/                     config.json, model.safetensors
    OUT/NAME/onnx/GRAPH.onnx         of torch.export (opset 20)
    OUT/NAME/onnx-torchscript/       of the tracer that most published files were made with (opset 17)
    OUT/NAME/io/GRAPH.CASE.npz       input.*, float64.*, and defined.* where a part only may be compared
    OUT/NAME/io/generate.npz         decoders and T5: a prompt, 16 greedy ids of each row, the lead of each over the next

With --base models of published sizes, without references. Everything is drawn from names; nothing is downloaded. Runs with requirements.txt: scripts/make-families.
"""

import argparse
import contextlib
import copy
import logging
import pathlib
import shutil
import warnings

import numpy
import torch
import transformers
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils._python_dispatch import TorchDispatchMode

import graphs
import models
from families import BASE, FAMILIES


class KeepWide(TorchDispatchMode):
    """Casts of float64 to less give it back: inside the classes several parts cast to float32, and a reference that did
    would be no better than what it is to judge."""

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        narrows = (kwargs or {}).get("dtype") in (torch.float32, torch.bfloat16, torch.float16)
        if function is torch.ops.aten._to_copy.default and args[0].dtype == torch.float64 and narrows:
            return args[0].clone()
        return function(*args, **(kwargs or {}))


def widen(inputs):
    return {name: value.double() if value.is_floating_point() else value for name, value in inputs.items()}


@contextlib.contextmanager
def quiet():
    """Exporters print and warn at length; their errors are exceptions."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings(), contextlib.redirect_stdout(None):
        warnings.simplefilter("ignore")
        yield


def make_model(family):
    if hasattr(models, family.model):
        model = getattr(models, family.model)(family.config)
    else:
        kind = getattr(transformers, family.model)
        model = kind(kind.config_class(**family.config))
    models.randomize(model)
    if hasattr(model, "tie_weights"):
        model.tie_weights()
    return model.eval()


def export(graph, folder):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    (folder / "onnx-torchscript").mkdir(exist_ok=True)
    names = {"input_names": list(graph.example), "output_names": graph.outputs}
    example = tuple(value.clone() for value in graph.example.values())
    # One backend of attention, because the tracer and what runs behind it may assume layouts that differ.
    with sdpa_kernel(SDPBackend.MATH):
        program = torch.onnx.export(
            graph, example, dynamo=True, opset_version=20, verbose=False, **names,
            dynamic_shapes=(tuple(dict(graph.axes[name]) for name in graph.example),),
        )
        program.save(folder / "onnx" / f"{graph.name}.onnx")
    torch.onnx.export(
        graph, example, str(folder / "onnx-torchscript" / f"{graph.name}.onnx"), dynamo=False, opset_version=17,
        dynamic_axes=graph.axes, **names,
    )


@torch.no_grad()
def write_cases(graph, twin, folder):
    for label, inputs in graph.cases.items():
        arrays = {f"input.{name}": value.numpy() for name, value in inputs.items()}
        with KeepWide():
            outputs = graph.call(twin, widen(inputs))
        for name, value in outputs.items():
            arrays[f"float64.{name}"] = value.numpy()
            if graph.left_padded:
                arrays[f"defined.{name}"] = graph.defined(name, inputs).numpy()
        numpy.savez_compressed(folder / f"{graph.name}.{label}.npz", **arrays)


@torch.no_grad()
def greedy(kind, model, inputs, count=16):
    """Every token anew over the whole sequence, without a cache. None ends the generation."""
    ids, mask, start, leads = inputs["input_ids"], inputs["attention_mask"], inputs["input_ids"].shape[1], []
    grown = torch.full((len(ids), 1), model.config.decoder_start_token_id) if kind == "seq2seq" else ids
    for _ in range(count):
        if kind == "seq2seq":
            call = {"input_ids": ids, "attention_mask": mask, "decoder_input_ids": grown}
        else:
            seen = torch.cat([mask, torch.ones(len(ids), grown.shape[1] - start, dtype=torch.long)], 1)
            call = {"input_ids": grown, "attention_mask": seen}
            if "position_ids" in inputs:
                call["position_ids"] = graphs.positions(seen, grown.shape[1])
        with KeepWide():
            best = model(**call).logits[:, -1].topk(2)
        leads.append(best.values[:, 0] - best.values[:, 1])
        grown = torch.cat([grown, best.indices[:, :1]], 1)
    return {"input_ids": ids, "attention_mask": mask, "generated_ids": grown[:, -count:], "lead": torch.stack(leads, 1)}


def make(name, out, base):
    family, folder = FAMILIES[name], out / name
    if base:
        family = family._replace(config=BASE[name])
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "io").mkdir(parents=True)
    model = make_model(family)
    model.save_pretrained(folder / "hf")
    built = graphs.build(family.kind, model)
    for graph in built:
        export(graph, folder)
    if base:
        return
    twin = copy.deepcopy(model).double()
    for graph in built:
        write_cases(graph, twin, folder / "io")
    if family.kind in ("decoder", "seq2seq"):
        prompt = [inputs for label, inputs in built[0].cases.items() if not label.startswith("decode")][-1]
        ids = greedy(family.kind, twin, prompt)
        numpy.savez_compressed(folder / "io" / "generate.npz", **{key: value.numpy() for key, value in ids.items()})


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--base", action="store_true")
    options = parser.parse_args()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    torch.set_grad_enabled(False)
    for name in options.names or FAMILIES:
        with quiet():
            make(name, options.out, options.base)
        print(f"made {name}", flush=True)


if __name__ == "__main__":
    main()
