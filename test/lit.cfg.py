"""How lit runs the tests: tools by plain name, first from the build, then LLVM's.

Substitutions: %python (has onnx and numpy when the feature `onnx` is there), %src (the checkout),
%shared (models beside the checkout; only with the feature `shared-models`).
Features: shared-models, onnx, avx512, sanitize, tool-NAME for each program that was built.
"""

import os
import subprocess

import lit.formats

config.name = "hfc"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test", ".ll"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.join(config.hfc_source, "test")
config.test_exec_root = os.path.join(config.hfc_build, "test")

tools = os.path.join(config.hfc_build, "bin")
config.environment["PATH"] = os.pathsep.join([tools, config.llvm_tools, os.environ["PATH"]])
config.environment["HOME"] = os.environ.get("HOME", "/")
if config.hfc_sanitize:
    config.available_features.add("sanitize")
    # libLLVM is not instrumented, so containers that cross it look overflown, and memory of its allocators poisoned.
    config.environment["ASAN_OPTIONS"] = "detect_container_overflow=0:detect_leaks=0:allow_user_poisoning=0"

config.substitutions += [
    ("%python", config.hfc_python),
    ("%src", config.hfc_source),
    ("%shared", config.hfc_shared),
]

for name in os.listdir(tools) if os.path.isdir(tools) else []:
    config.available_features.add("tool-" + name)
if os.path.isdir(os.path.join(config.hfc_shared, "models")):
    config.available_features.add("shared-models")
if subprocess.run([config.hfc_python, "-c", "import onnx, numpy"], capture_output=True).returncode == 0:
    config.available_features.add("onnx")
with open("/proc/cpuinfo") as cpuinfo:
    flags = set(cpuinfo.read().split())
if {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"} <= flags:
    config.available_features.add("avx512")
