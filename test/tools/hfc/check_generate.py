"""check_generate.py ARTIFACT SCRATCH: what `hfc generate` writes is what the whole sequence, run anew for each token
without a cache, says; alone, in a batch padded on the left, and from a prompt that is continued."""

import pathlib
import subprocess
import sys

import numpy

artifact, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
scratch.mkdir(parents=True, exist_ok=True)


def hfc(*words):
    return subprocess.run(["hfc", *map(str, words)], check=True, capture_output=True, text=True).stdout


def generate(rows, *options):
    path = scratch / "tokens.txt"
    path.write_text("".join(" ".join(map(str, row)) + "\n" for row in rows))
    return hfc("generate", artifact, "--tokens", path, *options)


def logits(rows, mask=None):
    numpy.save(scratch / "ids.npy", numpy.array(rows, numpy.int64))
    words = ["--input", f"input_ids={scratch / 'ids.npy'}"]
    if mask is not None:
        numpy.save(scratch / "mask.npy", numpy.array(mask, numpy.int64))
        words += ["--input", f"attention_mask={scratch / 'mask.npy'}"]
    hfc("run", artifact, *words, "--output-dir", scratch)
    return numpy.load(scratch / "logits.npy")


prompts = [[3, 17, 40, 8, 22], [44, 9], [5, 5, 31]]
for prompt in prompts:
    ids = list(prompt)
    for _ in range(6):
        ids.append(int(logits([ids])[0, -1].argmax()))
    got = [int(word) for word in generate([prompt], "--max-new-tokens", 6).split()]
    assert got == ids[len(prompt):], (prompt, got, ids)
together = [line.split() for line in generate(prompts, "--max-new-tokens", 6).splitlines()]
for row, prompt in enumerate(prompts):
    assert [line[row] for line in together] == generate([prompt], "--max-new-tokens", 6).split(), prompt

# Padding on the right leaves the rows' own tokens as they are.
padded = logits([[44, 9, 1, 1], [3, 17, 40, 8]], [[1, 1, 0, 0], [1, 1, 1, 1]])
assert numpy.allclose(padded[0, :2], logits([[44, 9]])[0], atol=1e-5)
print("the cache changes nothing")

drawn = [generate([[7]], "--temperature", 1.5, "--seed", seed, "--max-new-tokens", 12) for seed in (1, 1, 2)]
assert drawn[0] == drawn[1] != drawn[2], drawn
greedy = generate([[7]], "--max-new-tokens", 12)
assert generate([[7]], "--temperature", 2, "--top-k", 1, "--max-new-tokens", 12) == greedy
assert generate([[7]], "--temperature", 2, "--top-p", 0, "--max-new-tokens", 12) == greedy
print("a seed is enough")
