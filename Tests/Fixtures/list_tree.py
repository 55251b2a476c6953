#!/usr/bin/env python3
"""Prints everything below a folder as JSON: path, kind, mode, user, group, inode, content or target."""
import base64, json, os, stat, sys

root, found = sys.argv[1], []
for folder, folders, files in os.walk(root):
    for name in folders + files:
        path = os.path.join(folder, name)
        about = os.lstat(path)
        entry = {"path": "/" + os.path.relpath(path, root), "user": about.st_uid, "group": about.st_gid, "inode": about.st_ino}
        if stat.S_ISLNK(about.st_mode):
            entry.update(kind="link", target=os.readlink(path))
        else:
            entry["mode"] = stat.S_IMODE(about.st_mode)
            entry["kind"] = "folder" if stat.S_ISDIR(about.st_mode) else "file"
            if entry["kind"] == "file":
                with open(path, "rb") as file:
                    entry["content"] = base64.b64encode(file.read()).decode()
        found.append(entry)
json.dump(found, sys.stdout)
