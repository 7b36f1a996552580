"""The files of the checkout, for the checks beside this one."""

import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = {".h", ".cpp", ".c", ".td", ".def", ".fbs"}
SCRIPTS = {".py", ".sh", ".cmake"}


def files():
    """What git tracks or would track, as paths relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    return [pathlib.Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()]


def text(path):
    return (ROOT / path).read_text(encoding="utf-8", errors="replace")


def report(problems, passed):
    """Prints what is wrong, or one line that says what holds, and makes the exit status."""
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else passed)
    raise SystemExit(bool(problems))
