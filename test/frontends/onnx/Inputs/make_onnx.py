"""Turns ONNX's own text into models, in place: make_onnx.py FOLDER, every FILE.onnx in it.

Not checked by onnx.checker: some are wrong on purpose.
"""

import pathlib
import sys

import onnx.parser

for path in pathlib.Path(sys.argv[1]).glob("*.onnx"):
    path.write_bytes(onnx.parser.parse_model(path.read_text()).SerializeToString())
