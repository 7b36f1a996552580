"""Embeds English sentences with a compiled sentence-transformers folder and prints how similar they are.

    embed.py ARTIFACT MODEL_FOLDER [SENTENCE…]       hfc runs as a program; tokens come from the package `tokenizers`
"""

import argparse
import pathlib
import subprocess
import tempfile

import numpy
import tokenizers

SENTENCES = [
    "A man is playing a guitar on stage.",
    "Someone performs music for an audience.",
    "The stock market fell sharply today.",
    "Shares lost value after the announcement.",
    "Add two eggs and a cup of flour.",
]


def tokenize(folder, sentences):
    """Token ids and mask, padded to the longest sentence here."""
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    # This model's file asks for padding and truncation to 128; hfc takes any length.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows = [encoding.ids for encoding in tokenizer.encode_batch(sentences)]
    ids = numpy.zeros((len(rows), max(map(len, rows))), numpy.int64)
    mask = numpy.zeros_like(ids)
    for number, row in enumerate(rows):
        ids[number, : len(row)] = row
        mask[number, : len(row)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def run(hfc, artifact, inputs):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        arguments = []
        for name, value in inputs.items():
            numpy.save(scratch / f"{name}.npy", value)
            arguments += ["--input", f"{name}={scratch / name}.npy"]
        command = [hfc, "run", artifact, *arguments, "--output-dir", scratch, "--time"]
        times = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        return numpy.load(scratch / "sentence_embedding.npy"), times.split("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("artifact")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("sentences", nargs="*", default=SENTENCES)
    parser.add_argument("--hfc", default="build/release/bin/hfc")
    options = parser.parse_args()

    inputs = tokenize(options.folder, options.sentences)
    embeddings, times = run(options.hfc, options.artifact, inputs)
    for number, row in enumerate(embeddings @ embeddings.T):
        print(" ".join(f"{value:6.3f}" for value in row), " ", options.sentences[number])
    print(f"{inputs['input_ids'].size} tokens in {len(embeddings)} rows:", ", ".join(filter(None, times)))


if __name__ == "__main__":
    main()
