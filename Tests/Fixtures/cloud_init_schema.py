#!/usr/bin/env python3
"""Runs `cloud-init schema --config-file FILE` for each FILE in one process; prints only what is refused."""
import contextlib, io, sys
from cloudinit.cmd import main as command

for name in sys.argv[1:]:
    said, status = io.StringIO(), 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            status = command.main(["cloud-init", "schema", "--config-file", name]) or 0
        except SystemExit as end:
            status = end.code or 0
    if status:
        with open(name, errors="replace") as file:
            print("refused:", name, said.getvalue(), file.read()[:2000], sep="\n")
