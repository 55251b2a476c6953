"""Makes what the packers are measured with: a Debian container host as a tar, and as five gzip layers with whiteouts.

usage: layers.py FOLDER

FOLDER gets base.tar, base.tar.gz and `old`, `new`: OCI image layouts that differ in the top layer's folder opt/app/pkg07,
where 20 files were changed; `scattered` (20 files of 20 folders), `hidden` (one more whiteout), `boot` (one file of the boot
set) and `kernel` (every module and the kernel), which differ from `old` likewise; `paths`, a list of files as a boot might
read them.
"""

import hashlib
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import zlib

PACKAGES = (
    "systemd,systemd-sysv,udev,dbus,openssh-server,ca-certificates,curl,nvme-cli,iproute2,kmod,procps,e2fsprogs,"
    "linux-image-cloud-amd64,docker.io,ignition,python3,vim,git"
)
WORDS = [bytes(random.Random(n).choices(b"abcdefghijklmnopqrstuvwxyz_ {}();=\n", k=3 + n % 10)) for n in range(4000)]


def layer_of(name):
    """The layer that a path of the base stands in: documentation and the rest, kernel, programs, shared data."""
    name = name.removeprefix("./")
    if name.startswith(("usr/lib/modules", "lib/modules", "boot")):
        return 1
    if name.startswith(("usr/bin", "usr/sbin", "usr/libexec")):
        return 2
    if name.startswith(("usr/lib/python3", "usr/share/vim", "usr/lib/git-core")):
        return 3
    return 0


def text(size, seed):
    chosen = random.Random(seed)
    out = bytearray()
    while len(out) < size:
        out += chosen.choice(WORDS) + b" "
    return bytes(out[:size])


def top(hidden, changed, place="opt/app"):
    """An application of about 45 MB in a folder, and whiteouts for files of the base."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:

        def add(name, data, mode=0o644):
            info = tarfile.TarInfo(name)
            info.size, info.mode, info.mtime = len(data), mode, 1700000000
            tar.addfile(info, io.BytesIO(data))

        def directory(name):
            info = tarfile.TarInfo(name)
            info.type, info.mode, info.mtime = tarfile.DIRTYPE, 0o755, 1700000000
            tar.addfile(info)

        for name in [place.rsplit("/", 1)[0], place, f"{place}/bin", *(f"{place}/pkg{n:02}" for n in range(40))]:
            directory(name)
        for package in range(40):
            for module in range(50):
                seed = package * 1000 + module
                size = [800, 3000, 9000, 40000, 60000][seed % 5]
                inside = package == 7 and module < 20
                if changed == "new" and inside or changed == "scattered" and package % 2 == 0 and module == 7:
                    seed, size = seed + 10**6, size + 10
                add(f"{place}/pkg{package:02}/mod{module:03}.js", text(size, seed))
        for number in range(10):
            noise = random.Random(number).randbytes(200_000)
            add(f"{place}/bin/tool{number}", noise + text(800_000, number), 0o755)
        for name in hidden:
            folder, base = name.rsplit("/", 1)
            add(f"{folder}/.wh.{base}", b"")
    return out.getvalue()


PACKED = {}


def layout(folder, layers):
    os.makedirs(f"{folder}/blobs/sha256", exist_ok=True)

    def blob(data):
        digest = hashlib.sha256(data).hexdigest()
        with open(f"{folder}/blobs/sha256/{digest}", "wb") as file:
            file.write(data)
        return {"digest": f"sha256:{digest}", "size": len(data)}

    def gzip(layer):
        key = hashlib.sha256(layer).digest()
        if key not in PACKED:
            codec = zlib.compressobj(6, zlib.DEFLATED, 31)
            PACKED[key] = codec.compress(layer) + codec.flush()
        return PACKED[key]

    kind = "application/vnd.oci.image"
    packed = []
    for layer in layers:
        packed.append({"mediaType": f"{kind}.layer.v1.tar+gzip", **blob(gzip(layer))})
    diffs = ["sha256:" + hashlib.sha256(layer).hexdigest() for layer in layers]
    config = {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": diffs}, "config": {}}
    manifest = {
        "schemaVersion": 2,
        "mediaType": f"{kind}.manifest.v1+json",
        "config": {"mediaType": f"{kind}.config.v1+json", **blob(json.dumps(config).encode())},
        "layers": packed,
    }
    named = {"annotations": {"org.opencontainers.image.ref.name": "latest"}}
    entry = {"mediaType": f"{kind}.manifest.v1+json", **blob(json.dumps(manifest).encode()), **named}
    with open(f"{folder}/index.json", "w", encoding="ascii") as file:
        json.dump({"schemaVersion": 2, "manifests": [entry]}, file)
    with open(f"{folder}/oci-layout", "w", encoding="ascii") as file:
        json.dump({"imageLayoutVersion": "1.0.0"}, file)


def longer(layer, isChosen):
    """The layer with some bytes more at the start of the chosen files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(layer)) as old, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as new:
        for member in old:
            data = old.extractfile(member).read() if member.isreg() else None
            if data and isChosen(member.name.removeprefix("./")):
                data = b"changed" + data
                member.size = len(data)
            new.addfile(member, io.BytesIO(data) if data is not None else None)
    return out.getvalue()


def main():
    (folder,) = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    base = f"{folder}/base.tar"
    if not os.path.exists(base):
        arguments = ["--variant=minbase", f"--include={PACKAGES}", "bookworm", base + ".part"]
        subprocess.run(["mmdebstrap", "--format=tar", *arguments], check=True)
        os.rename(base + ".part", base)
    if not os.path.exists(base + ".gz"):
        subprocess.run(f"gzip -6 -c '{base}' > '{base}.gz.part' && mv '{base}.gz.part' '{base}.gz'", shell=True, check=True)
    streams = [io.BytesIO() for _ in range(4)]
    hidden, more, boot = [], [], []
    outs = [tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) for stream in streams]
    with tarfile.open(base) as tar:
        for member in tar:
            outs[layer_of(member.name)].addfile(member, tar.extractfile(member) if member.isreg() else None)
            if member.isreg() and "/usr/share/doc/" in member.name and len(hidden) < 200:
                hidden.append(member.name.removeprefix("./"))
            elif member.isreg() and "/usr/share/doc/" in member.name:
                more.append(member.name.removeprefix("./"))
            elif member.isreg() and 0 < member.size < 1 << 20 and member.name.startswith(("./etc", "./usr/lib", "./usr/bin")):
                boot.append(member.name.removeprefix("./"))
    for out in outs:
        out.close()
    layers = [stream.getvalue() for stream in streams]
    chosen = random.Random(1).sample(boot, 600)
    layout(f"{folder}/old", [*layers, top(hidden, "")])
    layout(f"{folder}/new", [*layers, top(hidden, "new")])
    layout(f"{folder}/scattered", [*layers, top(hidden, "scattered")])
    layout(f"{folder}/hidden", [*layers, top([*hidden, more[0]], "")])
    first = next(name for name in chosen if layer_of(name) == 0)
    layout(f"{folder}/boot", [longer(layers[0], lambda name: name == first), *layers[1:], top(hidden, "")])
    layout(f"{folder}/kernel", [layers[0], longer(layers[1], lambda name: True), *layers[2:], top(hidden, "")])
    with open(f"{folder}/paths", "w", encoding="utf-8") as file:
        file.writelines(path + "\n" for path in chosen)


if __name__ == "__main__":
    main()
