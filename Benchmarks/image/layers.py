"""Makes what image builds are measured with: a Debian container host as five gzip layers with whiteouts, and its profile.

usage: layers.py FOLDER

FOLDER holds what `prototype.sh FOLDER fetch` made: rootfs.tar and debs. It gets layers/0.tar.gz to 4.tar.gz (the rest,
libraries, programs, the unpacked packages, an application with whiteouts), layers/4-changed.tar.gz, where 20 files of one
folder were changed, and the profiles old.yaml and new.yaml.
"""

import gzip
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "pack"))
import layers as pack  # noqa: E402

# Where the host has room for an application: /opt and /srv lead into /var.
PLACE = "usr/lib/app"


def layer_of(name):
    if name.startswith(("usr/bin/", "usr/sbin/", "usr/libexec/")):
        return 2
    return 1 if name.startswith("usr/lib/") else 0


def split(rootfs):
    """The three lower layers, and paths of documentation to hide."""
    streams = [io.BytesIO() for _ in range(3)]
    outs = [tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) for stream in streams]
    hidden = []
    with tarfile.open(rootfs) as tar:
        for member in tar:
            name = member.name.removeprefix("./")
            outs[layer_of(name)].addfile(member, tar.extractfile(member) if member.isreg() else None)
            # Licences are needed for the bill of materials.
            if member.isreg() and name.startswith("usr/share/") and "/doc/" not in name and len(hidden) < 200:
                hidden.append(name)
    for out in outs:
        out.close()
    return [stream.getvalue() for stream in streams], hidden


def unpacked(folder):
    """Packages whose scripts never run, as one layer."""
    with tempfile.TemporaryDirectory() as place:
        for name in sorted(os.listdir(folder)):
            subprocess.run(["dpkg-deb", "-x", f"{folder}/{name}", place], check=True)
        command = ["tar", "-C", place, "--sort=name", "--numeric-owner", "--owner=0", "--group=0", "-c", "."]
        return subprocess.run(command, check=True, capture_output=True).stdout


def write(path, layer):
    with open(path, "wb") as file, gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0) as packed:
        packed.write(layer)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def profile(path, layers):
    with open(path, "w", encoding="ascii") as file:
        file.write("apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: docker-host}\ntarget: {os: basalt}\n")
        file.write("image:\n  layers:\n")
        file.writelines(f"    - tar: {{source: layers/{name}, sha256: {digest}}}\n" for name, digest in layers)


def main():
    (folder,) = sys.argv[1:]
    os.makedirs(f"{folder}/layers", exist_ok=True)
    lower, hidden = split(f"{folder}/rootfs.tar")
    lower.append(unpacked(f"{folder}/debs"))
    named = [(f"{n}.tar.gz", write(f"{folder}/layers/{n}.tar.gz", layer)) for n, layer in enumerate(lower)]
    for name, changed, file in [("old", "", "4.tar.gz"), ("new", "new", "4-changed.tar.gz")]:
        digest = write(f"{folder}/layers/{file}", pack.top(hidden, changed, PLACE))
        profile(f"{folder}/{name}.yaml", [*named, (file, digest)])


main()
