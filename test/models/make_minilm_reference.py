"""Writes Inputs/minilm-float64.npz: what transformers computes for MiniLM-L6 in float64.

    python -m venv scratch && scratch/bin/pip install torch==2.13.0 transformers==5.23.0
    scratch/bin/python test/models/make_minilm_reference.py .cache/minilm test/models/Inputs/minilm-float64.npz

The pooling head is that of sentence-transformers: mean over unmasked tokens, then division by the length.
"""

import sys

import numpy
import torch
import transformers

CASES = {
    "one": ["A cat sits on the mat."],
    "three": [
        "The quick brown fox jumps over the lazy dog near the river bank.",
        "Stocks fell sharply on Monday.",
        "Wie geht es dir? 你好！",
    ],
}


def main(folder, output):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.BertModel.from_pretrained(folder, attn_implementation="eager", dtype=torch.float64).eval()
    arrays = {}
    for name, sentences in CASES.items():
        inputs = tokenizer(sentences, padding=True, return_tensors="pt")
        with torch.no_grad():
            result = model(**inputs)
        hidden, mask = result.last_hidden_state, inputs["attention_mask"][..., None].double()
        pooled = (hidden * mask).sum(1) / mask.sum(1)
        for key in ("input_ids", "attention_mask"):
            arrays[f"{name}.{key}"] = inputs[key].numpy()
        arrays[f"{name}.last_hidden_state"] = hidden.numpy()
        arrays[f"{name}.pooler_output"] = result.pooler_output.numpy()
        arrays[f"{name}.sentence_embedding"] = torch.nn.functional.normalize(pooled, dim=1).numpy()
        print(name, {key: value.shape for key, value in arrays.items() if key.startswith(name)})
    numpy.savez_compressed(output, **arrays)


if __name__ == "__main__":
    main(*sys.argv[1:])
