#!/usr/bin/env python3
"""Applies image/policy.yaml and image/root to an unpacked tree, for prototype.sh. Usage: policy.py IMAGE_FOLDER TREE"""
import os
import re
import shutil
import sys


def sections(path):
    """The file's sections: lists and flat maps of strings, the only YAML that it uses."""
    result, name = {}, None
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"(^|\s)#.*", "", line).rstrip()
        if not line:
            continue
        if not line.startswith(" "):
            name = line.rstrip(":")
            result[name] = []
        elif line.startswith("  - "):
            result[name].append(line[4:])
        else:
            key, value = line.strip().split(": ")
            result[name].append((key, value.strip('"')))
    return result


def pattern(glob):
    """A regular expression for a path and all below it; `**` is any number of names."""
    parts = []
    for name in glob.strip("/").split("/"):
        if name == "**":
            parts.append("(?:/[^/]+)*" if parts and name != glob.split("/")[-1] else "(?:/[^/]+)+")
            continue
        text = re.escape(name).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
        parts.append("/" + re.sub(r"\\\[(.*?)\\\]", lambda m: "[" + m[1].replace("!", "^").replace("\\", "") + "]", text))
    return "".join(parts)


def remove(tree, globs):
    wanted = re.compile("|".join(f"(?:{pattern(glob)})" for glob in globs))
    for folder, folders, files in os.walk(tree, topdown=True):
        inside = folder[len(tree):]
        for name in files + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            if wanted.fullmatch(f"{inside}/{name}"):
                os.unlink(os.path.join(folder, name))
        for name in list(folders):
            path = os.path.join(folder, name)
            if os.path.isdir(path) and not os.path.islink(path) and wanted.fullmatch(f"{inside}/{name}"):
                shutil.rmtree(path)
                folders.remove(name)


def replace(path):
    if os.path.isdir(path) and not os.path.islink(path):
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)


def main(image, tree):
    policy = sections(f"{image}/policy.yaml")
    remove(tree, policy["remove"])
    for source, destination in policy["move"]:
        if os.path.lexists(tree + source):
            assert not os.path.lexists(tree + destination), f"{destination} exists"
            os.makedirs(os.path.dirname(tree + destination), exist_ok=True)
            os.rename(tree + source, tree + destination)
    for path, mode in policy["directories"]:
        os.makedirs(tree + path, exist_ok=True)
        os.chmod(tree + path, int(mode, 8))
    for path, target in policy["links"]:
        replace(tree + path)
        os.symlink(target, tree + path)
    for folder, _, files in os.walk(f"{image}/root"):
        for name in files:
            source = os.path.join(folder, name)
            path = tree + source[len(f"{image}/root"):]
            replace(path)
            shutil.copyfile(source, path)
            os.chmod(path, 0o755 if os.access(source, os.X_OK) else 0o644)


main(sys.argv[1].rstrip("/"), sys.argv[2].rstrip("/"))
