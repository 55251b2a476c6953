"""Writes a container image of one static program and one page, as `docker save` writes it."""
import hashlib, io, json, sys, tarfile
busybox, page, out = sys.argv[1:]
def tar(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, mode, content in files:
            info = tarfile.TarInfo(name); info.mode = mode; info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()
layer = tar([("busybox", 0o755, open(busybox, "rb").read()), ("www/index.html", 0o644, page.encode())])
config = json.dumps({"architecture": "amd64", "os": "linux", "config": {"Cmd": ["/busybox", "httpd", "-f", "-p", "80", "-h", "/www"]},
    "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]}}).encode()
name = hashlib.sha256(config).hexdigest() + ".json"
manifest = json.dumps([{"Config": name, "RepoTags": ["127.0.0.1:1/web:stable"], "Layers": ["layer.tar"]}]).encode()
open(out, "wb").write(tar([("manifest.json", 0o644, manifest), (name, 0o644, config), ("layer.tar", 0o644, layer)]))
