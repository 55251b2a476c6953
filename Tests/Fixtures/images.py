"""Small images: images.py FOLDER writes layout/ (OCI), old.tar and new.tar (docker save, both forms)."""
import gzip, hashlib, io, json, os, sys, tarfile

folder = sys.argv[1]
layout = os.path.join(folder, "layout")
os.makedirs(os.path.join(layout, "blobs", "sha256"))
OCI = "application/vnd.oci.image."


def archive(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        for name, data in files:
            i = tarfile.TarInfo(name)
            i.size = len(data)
            t.addfile(i, io.BytesIO(data))
    return out.getvalue()


def blob(data, media, **more):
    digest = hashlib.sha256(data).hexdigest()
    with open(os.path.join(layout, "blobs", "sha256", digest), "wb") as f:
        f.write(data)
    return dict(mediaType=media, digest="sha256:" + digest, size=len(data), **more)


def document(value, media, **more):
    return blob(json.dumps(value).encode(), media, **more)


def image(architecture):
    plain = [archive([("etc/arch", architecture.encode()), ("top", b"plain")]), archive([("top", b"gzip")])]
    layers = [blob(plain[0], OCI + "layer.v1.tar"), blob(gzip.compress(plain[1], mtime=0), OCI + "layer.v1.tar+gzip")]
    ids = ["sha256:" + hashlib.sha256(data).hexdigest() for data in plain]
    config = {"architecture": architecture, "os": "linux", "rootfs": {"type": "layers", "diff_ids": ids}}
    written = document(config, OCI + "config.v1+json")
    platform = {"architecture": architecture, "os": "linux"}
    manifest = document(
        {"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json", "config": written, "layers": layers},
        OCI + "manifest.v1+json", platform=platform)
    return manifest, plain, layers, json.dumps(config).encode()


amd64, plain, layers, config = image("amd64")
arm64 = image("arm64")[0]
attestation = document(
    {"schemaVersion": 2, "layers": []}, OCI + "manifest.v1+json", platform={"architecture": "unknown", "os": "unknown"},
    annotations={"vnd.docker.reference.type": "attestation-manifest"})
several = document(
    {"schemaVersion": 2, "mediaType": OCI + "index.v1+json", "manifests": [attestation, arm64, amd64]},
    OCI + "index.v1+json", annotations={"org.opencontainers.image.ref.name": "one"})
named = dict(amd64, annotations={"io.containerd.image.name": "docker.io/library/two:latest"})
helm = document({}, "application/vnd.cncf.helm.config.v1+json", annotations={"org.opencontainers.image.ref.name": "helm"})
with open(os.path.join(layout, "index.json"), "w") as f:
    json.dump({"schemaVersion": 2, "manifests": [several, named, helm]}, f)
with open(os.path.join(layout, "oci-layout"), "w") as f:
    f.write('{"imageLayoutVersion": "1.0.0"}')


def save(name, config_path, layer_paths, files, links=()):
    manifest = [{"Config": config_path, "RepoTags": ["one:v1"], "Layers": layer_paths}]
    with tarfile.open(os.path.join(folder, name), "w") as t:
        for path, data in files + [("manifest.json", json.dumps(manifest).encode())]:
            i = tarfile.TarInfo(path)
            i.size = len(data)
            t.addfile(i, io.BytesIO(data))
        for path, target in links:
            i = tarfile.TarInfo(path)
            i.type, i.linkname = tarfile.SYMTYPE, target
            t.addfile(i)


# The old form stores a layer that was met before as a link to it.
save("old.tar", "c.json", ["1/layer.tar", "2/layer.tar"],
     [("c.json", config), ("1/layer.tar", plain[0]), ("other/layer.tar", plain[1])],
     [("2/layer.tar", "../other/layer.tar")])


def path(data):
    return "blobs/sha256/" + hashlib.sha256(data).hexdigest()


packed = gzip.compress(plain[1], mtime=0)
save("new.tar", path(config), [path(plain[0]), path(packed)],
     [(path(config), config), (path(plain[0]), plain[0]), (path(packed), packed)])
