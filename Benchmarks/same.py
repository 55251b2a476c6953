"""Ends with an error unless two Ignition files say the same, however they wrap the contents of their files.

usage: same.py FILE FILE
"""

import base64
import gzip
import json
import sys
import urllib.parse


def unwrapped(node: object) -> object:
    """The value with bytes in the place of `data:` URLs."""
    if isinstance(node, list):
        return [unwrapped(item) for item in node]
    if not isinstance(node, dict):
        return node
    if not str(node.get("source")).startswith("data:"):
        return {key: unwrapped(value) for key, value in node.items()}
    header, text = node["source"].split(",", 1)
    content = base64.b64decode(text) if header.endswith(";base64") else urllib.parse.unquote_to_bytes(text)
    return gzip.decompress(content) if node.get("compression") == "gzip" else content


first, second = (unwrapped(json.load(open(name, encoding="utf-8"))) for name in sys.argv[1:])
if first != second:
    sys.exit("same: the two programs' results differ")
