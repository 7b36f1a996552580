"""Compiles each case of the corpus that make.py wrote: run.py CORPUS PROGRAM…

Each must end with status 1 and the error that it expects, soon, within 8 GiB, and without an output.
"""

import pathlib
import resource
import subprocess
import sys

corpus, *program = sys.argv[1:]
LIMIT = 8 << 30
problems = []
cases = sorted(path.parent for path in pathlib.Path(corpus).glob("*/expect"))
for case in cases:
    opened, code, text = (case / "expect").read_text().split("\n")[:3]
    output = case.parent / (case.name + ".hfa")
    command = [*program, "compile", str(case / opened), "--target=x86-64-v4", "-o", str(output)]
    try:
        run = subprocess.run(
            command, capture_output=True, timeout=120, errors="replace",
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (LIMIT, LIMIT)),
        )
    except subprocess.TimeoutExpired:
        problems.append(f"{case.name}: does not end")
        continue
    first = f"{case.name}: status {run.returncode}: {run.stderr[:300]}"
    if run.returncode != 1 or f"[{code}" not in run.stderr or text not in run.stderr:
        problems.append(f"{first}\n  wanted: {code} {text}")
    if output.exists():
        problems.append(f"{case.name}: left an output")
print("\n".join(problems) or f"{len(cases)} cases are refused")
raise SystemExit(bool(problems) or not cases)
