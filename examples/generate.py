"""Continues a text with a compiled decoder folder, printing it as it comes.

    generate.py ARTIFACT MODEL_FOLDER PROMPT [--max-new-tokens N …]

hfc runs as a program and knows token ids alone; text comes from the package `tokenizers`. Options behind the prompt are
those of `hfc generate`.
"""

import argparse
import pathlib
import subprocess

import tokenizers


def words(stream):
    """What stands between spaces, as soon as it is there."""
    word = ""
    while letter := stream.read(1):
        if letter.isspace():
            if word:
                yield word
            word = ""
        else:
            word += letter


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("artifact")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("prompt")
    parser.add_argument("--hfc", default="build/release/bin/hfc")
    options, rest = parser.parse_known_args()

    tokenizer = tokenizers.Tokenizer.from_file(str(options.folder / "tokenizer.json"))
    ids = tokenizer.encode(options.prompt).ids
    command = [options.hfc, "generate", options.artifact, "--tokens", "-", *rest]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(" ".join(map(str, ids)))
        process.stdin.close()
        # A character may take several tokens: the text is what all of them make so far.
        shown = tokenizer.decode(ids)
        print(shown, end="", flush=True)
        for word in words(process.stdout):
            ids.append(int(word))
            text = tokenizer.decode(ids)
            if not text.endswith("\N{REPLACEMENT CHARACTER}"):
                print(text[len(shown):], end="", flush=True)
                shown = text
    print()
    return process.returncode


if __name__ == "__main__":
    raise SystemExit(main())
