"""The operations of the simulator that compiled models use: ONNX's node tests (scripts/test conformance makes them) and those of
com.microsoft, compiled for each kind of chip and disassembled. test/simulators/amdgpu/operations.txt lists them by the simulator's
names; each has a unit test (covered_test.cpp). Fails where a model uses one that the list lacks. Prints `passed|failed NAME[: detail]`.

    operations.py [--tools DIR] [--conformance DIR] [--every N] [--write]

--every N compiles each N-th model alone; --write adds to the list what it lacks.
"""

import argparse
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile

import mutants

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST = ROOT / "test/simulators/amdgpu/operations.txt"
ALIASES = dict(re.findall(r'\{"(\w+)",\s*"(\w+)"\}', (ROOT / "simulators/amdgpu/Operations.cpp").read_text()))


def canonical(mnemonic):
    """As canonicalName of simulators/amdgpu/Operations.cpp."""
    if mnemonic.startswith("v_"):
        mnemonic = re.sub(r"_(e32|e64)$", "", re.sub(r"_(dpp8|dpp|sdwa)$", "", mnemonic)).replace("v_dual_", "v_")
    if memory := re.match(r"(global|flat|buffer|scratch)_(.*)", mnemonic):
        return f"{memory[1]}_{ALIASES.get(memory[2], memory[2])}"
    return ALIASES.get(mnemonic, mnemonic)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", type=pathlib.Path, default=ROOT / "build" / "release" / "bin")
    parser.add_argument("--conformance", type=pathlib.Path, default=ROOT / "build" / "conformance")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    models = []
    for folder in (options.conformance, options.conformance.parent / "contrib"):
        if (folder / "index.txt").exists():
            rows = [line.split() for line in (folder / "index.txt").read_text().splitlines()]
            models += [folder / row[0] / "model.onnx" for row in rows if row[3] == "-"]
    models = models[:: options.every]
    known = set(LIST.read_text().split())

    def used(number, model, chip, scratch):
        folder = scratch / f"{chip}-{number}"
        folder.mkdir()
        command = [options.tools / "hfc", "compile", model, f"--target={chip}", "--subnormals=keep", "-o", folder / "model.hfa"]
        if subprocess.run(command, capture_output=True).returncode:
            return set()
        sites = mutants.disassemble((folder / "model.hfa").read_bytes(), folder)
        return {canonical(part.split()[0]) for site in sites for part in site.text.split(" :: ")} - {"s_code_end"}

    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        for chip in ("gfx90a", "gfx942", "gfx950", "gfx1100"):
            sets = pool.map(lambda job: used(*job, chip, pathlib.Path(name)), enumerate(models))
            found = set().union(*sets)
            lacking = sorted(found - known)
            known |= found
            detail = f"{len(found)} in {len(models)} models" + (f", not listed {', '.join(lacking)}" if lacking else "")
            print(f"{'passed' if not lacking or options.write else 'failed'} operations {chip}: {detail}", flush=True)
    if options.write:
        LIST.write_text("".join(f"{name}\n" for name in sorted(known)))


if __name__ == "__main__":
    sys.exit(main())
