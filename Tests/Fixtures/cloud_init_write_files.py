#!/usr/bin/env python3
"""Runs cloud-init's own write_files for a cloud-config, and then its commands that set owners, below a folder."""
import subprocess, sys
import yaml
from cloudinit.config import cc_write_files

root, name = sys.argv[1:]
with open(name) as file:
    config = yaml.safe_load(file)
files = [dict(item, path=root + item["path"]) for item in config.get("write_files", [])]
cc_write_files.write_files("write_files", files, "root:root")
for command in config.get("runcmd", []):
    if "chown" in command[2]:  # sh -ec SCRIPT basalt (OWNER MODE PATH)...
        words = [root + word if index % 3 == 2 else word for index, word in enumerate(command[4:])]
        subprocess.run(command[:4] + words, check=True)
