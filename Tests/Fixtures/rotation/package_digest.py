"""Prints the SHA-256 of a package in a lock file: LOCK NAME."""
import json, sys


def find(value):
    if isinstance(value, dict):
        if value.get("name") == sys.argv[2] and "sha256" in value:
            return value["sha256"]
        value = list(value.values())
    if isinstance(value, list):
        return next(filter(None, map(find, value)), None)


digest = find(json.load(open(sys.argv[1])))
if not digest:
    sys.exit(f"{sys.argv[1]} holds no package {sys.argv[2]}")
print(digest)
