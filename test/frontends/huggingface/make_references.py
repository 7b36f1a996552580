"""Writes Inputs/CLASS/: a tiny model of each class as transformers saves it, and what it computes in float64.

    python3 -m venv scratch && scratch/bin/pip install torch==2.13.0 transformers==5.23
    scratch/bin/python test/frontends/huggingface/make_references.py
"""

import pathlib
import shutil

import numpy
import torch
import transformers

INPUTS = pathlib.Path(__file__).parent / "Inputs"
SIZES = {
    "Bert": dict(vocab_size=40, hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=24,
                 max_position_embeddings=32, num_labels=3),
    "DistilBert": dict(vocab_size=40, dim=16, n_layers=2, n_heads=4, hidden_dim=24, max_position_embeddings=32,
                       num_labels=3),
}
CLASSES = {
    "Bert": ["BertModel", "BertForMaskedLM", "BertForSequenceClassification"],
    "DistilBert": ["DistilBertModel", "DistilBertForMaskedLM", "DistilBertForSequenceClassification"],
}


def write(family, name):
    torch.manual_seed(7)
    config = getattr(transformers, family + "Config")(**SIZES[family])
    model = getattr(transformers, name)(config).eval()
    # Freshly made norms and biases are trivial, and an error in them would not show.
    with torch.no_grad():
        for key, value in model.named_parameters():
            value += 0.3 * torch.randn_like(value)
    folder = INPUTS / name
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    generation = folder / "generation_config.json"
    generation.unlink(missing_ok=True)

    generator = numpy.random.default_rng(7)
    ids = generator.integers(1, 40, (2, 7))
    mask = numpy.ones((2, 7), dtype=numpy.int64)
    mask[1, 4:] = 0
    inputs = {"input_ids": ids, "attention_mask": mask}
    if family == "Bert":
        inputs["token_type_ids"] = generator.integers(0, 2, (2, 7))
    with torch.no_grad():
        outputs = model.double()(**{key: torch.from_numpy(value) for key, value in inputs.items()})
    values = {f"input.{key}": value for key, value in inputs.items()}
    values |= {f"output.{key}": value.numpy() for key, value in outputs.items()}
    numpy.savez_compressed(folder / "reference.npz", **values)


for family, names in CLASSES.items():
    for name in names:
        write(family, name)
