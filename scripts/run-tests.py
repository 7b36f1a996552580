"""The stages of scripts/test: build, run, count, print a table. Standard library only.

A stage is a function that yields results (name, outcome, detail). Its log lies in build/test-logs/. What passed is
recorded with a sum over the whole checkout, so that a second run where nothing changed only prints the table.
"""

import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LOGS = ROOT / "build" / "test-logs"
LLVM = "/usr/lib/llvm-22/bin"
SANITIZER_ENVIRONMENT = {
    # libLLVM is not instrumented, so containers that cross it look overflown, and memory of its allocators poisoned.
    "ASAN_OPTIONS": "detect_container_overflow=0:allow_user_poisoning=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}

Result = collections.namedtuple("Result", "name outcome detail")  # outcome: passed, failed, skipped


def run(log, command, timeout=3600, environment=None, folder=ROOT):
    """Runs a command with its output in the log; returns the exit status, 'timeout' as a status of its own."""
    with open(LOGS / log, "a") as out:
        print("$", *command, file=out, flush=True)
        try:
            return subprocess.run(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, timeout=timeout,
                env={**os.environ, **(environment or {})},
            ).returncode
        except subprocess.TimeoutExpired:
            print(f"stopped after {timeout} s", file=out)
            return "timeout"


def build(preset, *targets):
    status = run(f"build-{preset}.log", ["scripts/build", preset, *targets])
    yield Result(f"build {preset}", "failed" if status else "passed", f"see build/test-logs/build-{preset}.log")


def lit():
    report = LOGS / "lit.json"
    report.unlink(missing_ok=True)
    run("lit.log", [f"{LLVM}/lit", "-v", "-o", str(report), "build/release/test"], timeout=1800)
    if not report.exists():
        yield Result("lit", "failed", "lit did not finish")
        return
    for test in json.loads(report.read_text())["tests"]:
        name = test["name"].removeprefix("hfc :: ")
        if test["code"] == "UNSUPPORTED":
            yield Result(name, "skipped", test["output"].strip().splitlines()[-1] if test["output"] else "")
        else:
            good = test["code"] in ("PASS", "XFAIL", "FLAKYPASS")
            yield Result(name, "passed" if good else "failed", test["output"])


def google_tests(preset, environment=None):
    """Every test that CTest knows; programs that hfc_test made are read through GoogleTest's JSON."""
    listing = subprocess.run(
        ["ctest", "--show-only=json-v1"], cwd=ROOT / "build" / preset / "test", capture_output=True, text=True
    )
    for test in json.loads(listing.stdout)["tests"]:
        properties = {entry["name"]: entry["value"] for entry in test.get("properties", [])}
        if "googletest" not in properties.get("LABELS", []):
            if preset == "release":
                command = ["ctest", "--test-dir", f"build/{preset}/test", "--output-on-failure", "-R", f"^{test['name']}$"]
                status = run(f"unit-{preset}.log", command, timeout=900)
                yield Result(test["name"], "failed" if status else "passed", f"see build/test-logs/unit-{preset}.log")
            continue
        program = pathlib.Path(test["command"][0]) if "command" in test else None
        if program is None or not program.exists():
            if preset == "release":
                yield Result(test["name"], "failed", "the program was not built")
            continue  # the sanitized build makes some rooms only
        report = LOGS / f"{preset}-{test['name']}.json"
        report.unlink(missing_ok=True)
        command = [str(program), f"--gtest_output=json:{report}"]
        folder = properties.get("WORKING_DIRECTORY", ROOT)
        status = run(f"unit-{preset}.log", command, timeout=900, environment=environment, folder=folder)
        cases = []
        if report.exists():
            for suite in json.loads(report.read_text())["testsuites"]:
                cases += suite["testsuite"]
        for case in cases:
            name = f"{test['name']}: {case['classname']}.{case['name']}"
            if case.get("failures"):
                yield Result(name, "failed", "\n".join(failure["failure"] for failure in case["failures"]))
            else:
                yield Result(name, "skipped" if case.get("result") == "SKIPPED" else "passed", "")
        if status and not any(case.get("failures") for case in cases):
            yield Result(test["name"], "failed", f"exit status {status}, see build/test-logs/unit-{preset}.log")


def counted(name, command, timeout=3600):
    """A program of our own that prints `passed|failed|skipped NAME[: detail]` a line for each test."""
    log = f"{name}.log"
    status = run(log, command, timeout)
    failures = 0
    for line in (LOGS / log).read_text(errors="replace").splitlines():
        outcome, _, rest = line.partition(" ")
        if outcome in ("passed", "failed", "skipped"):
            test, _, detail = rest.partition(": ")
            failures += outcome == "failed"
            yield Result(test, outcome, detail)
    if status and not failures:
        yield Result(name, "failed", f"exit status {status}, see build/test-logs/{log}")


def fuzz(seconds=20):
    """Each libFuzzer program for a short while, from its committed seeds, which stay as they are."""
    for program in sorted((ROOT / "build/asan/test/fuzz").glob("*-fuzz")):
        seeds = ROOT / "test" / "fuzz" / "Inputs" / program.name.removesuffix("-fuzz")
        grown = LOGS / "corpus" / program.name
        grown.mkdir(parents=True, exist_ok=True)
        command = [
            str(program), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-max_len=65536",
            f"-artifact_prefix={LOGS}/", str(grown), *([str(seeds)] if seeds.is_dir() else []),
        ]
        status = run(f"{program.name}.log", command, timeout=seconds * 10, environment=SANITIZER_ENVIRONMENT)
        detail = f"exit status {status}, see build/test-logs/{program.name}.log"
        yield Result(program.name, "failed" if status else "passed", detail)


def conformance():
    """ONNX's own node tests, made from the package `onnx`."""
    folder, source = ROOT / "build" / "conformance", ROOT / "test" / "conformance" / "onnx"
    if run("conformance-generate.log", [sys.executable, str(source / "generate.py"), str(folder)]):
        yield Result("conformance", "failed", "see build/test-logs/conformance-generate.log")
        return
    command = ["build/release/bin/hfc-conformance", str(folder), str(source / "expected-failures.txt")]
    yield from counted("conformance", command)


def contrib():
    """Operators of com.microsoft against ONNX Runtime, on inputs drawn anew."""
    folder, source = ROOT / "build" / "contrib", ROOT / "test" / "conformance" / "contrib"
    if run("contrib-generate.log", [sys.executable, str(source / "generate.py"), str(folder)]):
        yield Result("contrib", "failed", "see build/test-logs/contrib-generate.log")
        return
    yield from counted("contrib", ["build/release/bin/hfc-conformance", str(folder), os.devnull])


def audit():
    """Every operator in every definition since opset 7, of every element type: all are checked, some are run."""
    folder, source = ROOT / "build" / "audit", ROOT / "test" / "audit"
    if run("audit-generate.log", [sys.executable, str(source / "generate.py"), str(folder)]):
        yield Result("audit", "failed", "see build/test-logs/audit-generate.log")
        return
    yield from counted("audit", ["build/release/bin/hfc-audit", str(folder), str(source / "refusals.txt")])
    command = ["build/release/bin/hfc-conformance", str(folder), str(source / "expected-failures.txt")]
    yield from counted("audit-values", command)


def random_graphs():
    """Graphs of fixed seeds, and broken models; by hand: test/random/run.py --seed 1000 --count 5000."""
    yield from counted("random", [sys.executable, "test/random/run.py"])
    yield from counted("random-mutants", [sys.executable, "test/random/mutants.py", "build/conformance"])


def sim():
    """Models and ONNX's node tests compiled for AMD's GPUs, on the simulator. Within twelve minutes."""
    yield from counted("sim", [sys.executable, "test/simulators/run.py", "--seconds", "420"], timeout=900)
    yield from counted("sim-mutants", [sys.executable, "test/simulators/mutants.py", "--every", "6"], timeout=900)
    yield from counted("sim-operations", [sys.executable, "test/simulators/operations.py", "--every", "60"], timeout=900)
    some = ["retsim", "mobilefacenet", "minilm-int8", "tiny-distilbert", "bert-toy", "llama", "llama-with-past", "gpt2-contrib"]
    for chip, names in (("gfx942", []), ("gfx90a", some), ("gfx950", some), ("gfx1100", some)):
        yield from counted(f"sim-{chip}", [sys.executable, "test/models/run.py", "--chip", chip, *names], timeout=900)
    yield from counted("sim-kernels", [sys.executable, "test/models/run.py", "--kernels"], timeout=900)


def demo():
    """The README's first command. Sentences that say the same are nearer to each other than to the rest."""
    status = run("demo.log", ["scripts/demo"])
    rows = [
        [float(word) for word in line.split()[:5]]
        for line in (LOGS / "demo.log").read_text().splitlines()
        if re.match(r"\s*-?\d\.\d{3} ", line)
    ]
    good = status == 0 and len(rows) == 5 and rows[0][1] > rows[0][2] and rows[2][3] > rows[2][4]
    yield Result("demo", "passed" if good else "failed", "see build/test-logs/demo.log")


def models():
    yield from counted("models", [sys.executable, "test/models/run.py"])


def families():
    """Tiny models of all families from all front doors, which a script makes with PyTorch first."""
    if run("families-make.log", ["scripts/make-families"]):
        yield Result("families", "failed", "see build/test-logs/families-make.log")
        return
    yield from counted("families", [sys.executable, "test/models/families/run.py", "build/families"])


def fields():
    """Every field of the families' configs, changed, against transformers."""
    if run("fields-make.log", ["scripts/make-families"]):
        yield Result("fields", "failed", "see build/test-logs/fields-make.log")
        return
    python = ROOT / ".cache" / "families-venv" / "bin" / "python"
    yield from counted("fields", [str(python), "test/models/families/fields.py", "build/families"])


def sanitized_build():
    yield from build("asan", "hfc-tests-sanitized")


STAGES = {
    "build": lambda: build("release"),
    "lit": lit,
    "unit": lambda: google_tests("release"),
    "conformance": conformance,
    "contrib": contrib,
    "audit": audit,
    "random": random_graphs,
    "sim": sim,
    "demo": demo,
    "models": models,
    "families": families,
    "fields": fields,
    "asan-build": sanitized_build,
    "asan": lambda: google_tests("asan", SANITIZER_ENVIRONMENT),
    "fuzz": fuzz,
}


def fingerprint():
    """A sum over what git tracks or would track, and whether the models lie beside the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    digest = hashlib.sha256()
    for name in sorted(filter(None, listed.split(b"\0"))):
        path = ROOT / os.fsdecode(name)
        if path.is_file():
            digest.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    digest.update(str((ROOT.parent / "shared" / "models").is_dir()).encode())
    return digest.hexdigest()


def run_stage(name):
    for old in LOGS.glob(f"{name}*.log"):
        old.unlink()
    start, results = time.monotonic(), list(STAGES[name]())
    for result in results:
        if result.outcome == "failed":
            print(f"FAILED {result.name}\n{result.detail}", flush=True)
    return {
        "seconds": time.monotonic() - start,
        "counts": collections.Counter(result.outcome for result in results),
        "skipped": [f"{result.name}: {result.detail}" for result in results if result.outcome == "skipped"],
    }


def main():
    parser = argparse.ArgumentParser(description="Builds and runs every test.")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="run these alone")
    parser.add_argument("--again", action="store_true", help="run also what passed on these very files")
    parser.add_argument("--list", action="store_true", help="print the stages")
    options = parser.parse_args()
    unknown = [stage for stage in options.stages if stage not in STAGES]
    if options.list or unknown:
        print("\n".join(STAGES))
        return 2 if unknown else 0

    LOGS.mkdir(parents=True, exist_ok=True)
    record_path = LOGS / "passed.json"
    current = fingerprint()
    record = json.loads(record_path.read_text()) if record_path.exists() else {}
    if record.get("fingerprint") != current or options.again:
        record = {"fingerprint": current, "stages": {}}

    total, rows = collections.Counter(), []
    for name in options.stages or STAGES:
        known = record["stages"].get(name)
        print(f"== {name}" + (": nothing changed since it passed" if known else ""), flush=True)
        outcome = known or run_stage(name)
        for skipped in outcome["skipped"]:
            print(f"skipped {skipped}", flush=True)
        counts = collections.Counter(outcome["counts"])
        rows.append((name, counts["passed"], counts["failed"], counts["skipped"], outcome["seconds"]))
        total += counts
        if not counts["failed"]:
            record["stages"][name] = outcome
            record_path.write_text(json.dumps(record))

    print(f"\n{'stage':<12} {'passed':>7} {'failed':>7} {'skipped':>7} {'seconds':>9}")
    for name, passed, failed, skipped, seconds in rows:
        print(f"{name:<12} {passed:>7} {failed:>7} {skipped:>7} {seconds:>9.1f}")
    print(f"\n{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped", flush=True)
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
