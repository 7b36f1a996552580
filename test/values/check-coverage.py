"""Every operation of the hfc dialect has a file of value tests that uses it."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
definition = re.compile(r'def HFC_\w+Op\s*:\s*(?:HFC_\w+|Op)<(?:HFC_Dialect, )?"(\w+)"')
operations = {name for path in (root / "dialects/HFC").glob("*.td") for name in definition.findall(path.read_text())}
used = {name for path in (root / "test/values").glob("*.mlir") for name in re.findall(r"hfc\.(\w+)", path.read_text())}
assert len(operations) > 60, f"{len(operations)} operations found: has the form of the .td files changed?"
for name in sorted(operations - used):
    print(f"hfc.{name} has no value test")
print(f"{len(operations)} operations have value tests" if operations <= used else "some have none")
sys.exit(not operations <= used)
