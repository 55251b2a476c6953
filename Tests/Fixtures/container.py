"""A container image as `docker save` writes it: container.py FILE NAME. It holds busybox and what that needs, and runs
until it is stopped, at once."""
import hashlib, io, json, os, re, subprocess, sys, tarfile

busybox = next(p for p in ("/usr/bin/busybox", "/bin/busybox") if os.path.exists(p))
needed = re.findall(r"(/\S+) \(0x", subprocess.run(["ldd", busybox], capture_output=True, text=True).stdout)


def archive(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as t:
        for name, data in files:
            i = tarfile.TarInfo(name)
            i.size, i.mode = len(data), 0o755
            t.addfile(i, io.BytesIO(data))
    return out.getvalue()


layer = archive([(path.lstrip("/"), open(path, "rb").read()) for path in [busybox] + needed])
digest = hashlib.sha256(layer).hexdigest()
config = json.dumps({
    "architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": ["sha256:" + digest]},
    "config": {"Cmd": [busybox, "sleep", "1000000"], "StopSignal": "SIGKILL"}}).encode()
name = hashlib.sha256(config).hexdigest() + ".json"
manifest = json.dumps([{"Config": name, "RepoTags": [sys.argv[2]], "Layers": [digest + "/layer.tar"]}]).encode()
with open(sys.argv[1], "wb") as f:
    f.write(archive([(digest + "/layer.tar", layer), (name, config), ("manifest.json", manifest)]))
