"""Requests of the language server protocol: initialize, shutdown, exit."""

import json
import sys

for number, (method, parameters) in enumerate(
    [("initialize", {"capabilities": {}, "rootUri": None, "processId": None}), ("shutdown", None), ("exit", None)]
):
    body = {"jsonrpc": "2.0", "method": method, "params": parameters}
    if method != "exit":
        body["id"] = number
    text = json.dumps(body)
    sys.stdout.write(f"Content-Length: {len(text)}\r\n\r\n{text}")
