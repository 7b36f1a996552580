"""Every operator that the frontend knows has a case, or a reason for having none: coverage.py [HFC]."""

import pathlib
import subprocess
import sys

if __name__ == "__main__":
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from cases.operators import UNMEASURED, cases


def check_cases(hfc):
    """Ends the program where one has neither, both, or is no operator. `hfc operators` prints the frontend's table."""
    lines = subprocess.run([hfc, "operators"], capture_output=True, text=True, check=True).stdout.splitlines()
    known = {line.partition("from opset")[0].strip() for line in lines if "from opset" in line}
    measured = {case.operator for case in cases()}
    complaints = [f"{name} has no case, and no reason for that" for name in sorted(known - measured - set(UNMEASURED))]
    complaints += [f"{name} has a case, and a reason for none" for name in sorted(measured & set(UNMEASURED))]
    complaints += [f"{name} is no operator" for name in sorted((measured | set(UNMEASURED)) - known)]
    if complaints:
        sys.exit("\n".join(complaints))


if __name__ == "__main__":
    check_cases(sys.argv[1] if len(sys.argv) > 1 else "hfc")
