"""Random layer stacks, and a listing of what an unpacked one holds.

layers.py make SEED FOLDER   writes an OCI image layout with the tag `latest`
layers.py list ROOT          writes one line a path, sorted by its bytes
"""
import gzip, hashlib, io, json, os, random, stat, sys, tarfile

NAMES = ["a", "b", "c", "dd", "\u00e9", "e\u0301", "x\udcff"]
NEWEST = 1_600_000_000
CAPABILITY = "\x01\x00\x00\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"


def layer(rng, folders, files):
    """One layer. `folders` and `files` are the likely ones so far: most entries refer to them."""
    out = io.BytesIO()
    form = rng.choice([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
    # Whiteouts first, as the specification wants it: where they stand among the others, unpackers disagree.
    hiding, others = [], []
    t = tarfile.open(fileobj=out, mode="w", format=form, encoding="utf-8", errors="surrogateescape")

    def path():
        if rng.random() < 0.02:
            return "/".join(rng.choice(NAMES) for _ in range(rng.choice([1, 2, 3])))
        folder = rng.choice(folders)
        return (folder + "/" if folder else "") + rng.choice(NAMES)

    def replaced(name):
        """Nothing is expected at `name` and below any more."""
        for known in folders, files:
            known[:] = [k for k in known if k == "" or k != name and not k.startswith(name + "/")]

    def add(name, kind, data=b"", **fields):
        i = tarfile.TarInfo(rng.choice(["", "./", "/"]) + name)
        i.type, i.size, i.mtime = kind, len(data), rng.randrange(1, NEWEST)
        i.mode, i.uid, i.gid = rng.randrange(0o10000), rng.randrange(70000), rng.randrange(70000)
        if kind == tarfile.DIRTYPE:
            i.mode &= ~0o2000  # a kernel passes it on to what is made inside
        for key, value in fields.items():
            setattr(i, key, value)
        if form == tarfile.PAX_FORMAT and kind in (tarfile.REGTYPE, tarfile.DIRTYPE) and rng.random() < 0.3:
            i.pax_headers = {"SCHILY.xattr.user.%d" % rng.randrange(3): "value", "SCHILY.xattr.trusted.t": "1"}
            if kind == tarfile.REGTYPE:
                i.pax_headers["SCHILY.xattr.security.capability"] = CAPABILITY
        (hiding if "/.wh." in "/" + name else others).append((i, data))

    for _ in range(rng.randrange(1, 14)):
        name = path()
        kind = rng.choices(
            ["dir", "file", "symlink", "hardlink", "whiteout", "opaque", "fifo", "char"],
            [25, 35, 10, 8, 12, 4, 2, 2])[0]
        if kind == "dir":
            add(name + rng.choice(["", "/"]), tarfile.DIRTYPE)
            folders.append(name)
            if name in files:
                files.remove(name)
        elif kind == "file":
            add(name, tarfile.REGTYPE, rng.randbytes(rng.choice([0, 1, 100, 5000])))
            replaced(name)
            files.append(name)
        elif kind == "symlink":
            target = rng.choice(folders + [path()])
            add(name, tarfile.SYMTYPE, linkname=rng.choice(["/", "/", "../", "../../../", "./"]) + target)
            replaced(name)
            if rng.random() < 0.5:
                folders.append(name)
        elif kind == "hardlink":
            target = rng.choice(files) if files and rng.random() < 0.98 else path()
            if target != name:
                replaced(name)
                add(name, tarfile.LNKTYPE, linkname=target)
        elif kind == "whiteout":
            folder, _, last = name.rpartition("/")
            add((folder + "/" if folder else "") + ".wh." + last, tarfile.REGTYPE)
            replaced(name)
        elif kind == "opaque":
            folder = rng.choice(folders)
            add(folder + "/.wh..wh..opq", tarfile.REGTYPE)
            for known in folders, files:
                known[:] = [k for k in known if not k.startswith(folder + "/" if folder else "")] or [""] * (known is folders)
            folders.append(folder)
        elif kind == "fifo":
            add(name, tarfile.FIFOTYPE)
            replaced(name)
        else:
            add(name, tarfile.CHRTYPE, devmajor=rng.randrange(1, 4096), devminor=rng.randrange(1 << 20))
            replaced(name)
    for i, data in hiding + others:
        t.addfile(i, io.BytesIO(data))
    t.close()
    return out.getvalue()


def make(seed, folder):
    rng = random.Random(seed)
    blobs = os.path.join(folder, "blobs", "sha256")
    os.makedirs(blobs)

    def blob(data, media):
        digest = hashlib.sha256(data).hexdigest()
        with open(os.path.join(blobs, digest), "wb") as f:
            f.write(data)
        return {"mediaType": media, "digest": "sha256:" + digest, "size": len(data)}

    def document(value, media):
        return blob(json.dumps(value, sort_keys=True).encode(), media)

    layers, plain = [], []
    folders, files = ["", "a", "a/b"], []
    for _ in range(rng.randrange(1, 5)):
        data = layer(rng, folders, files)
        plain.append("sha256:" + hashlib.sha256(data).hexdigest())
        if rng.random() < 0.5:
            layers.append(blob(gzip.compress(data, mtime=0), "application/vnd.oci.image.layer.v1.tar+gzip"))
        else:
            layers.append(blob(data, "application/vnd.oci.image.layer.v1.tar"))
    config = document(
        {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": plain}},
        "application/vnd.oci.image.config.v1+json")
    manifest = document(
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "config": config,
         "layers": layers}, "application/vnd.oci.image.manifest.v1+json")
    manifest["annotations"] = {"org.opencontainers.image.ref.name": "latest"}
    with open(os.path.join(folder, "index.json"), "w") as f:
        json.dump({"schemaVersion": 2, "manifests": [manifest]}, f)
    with open(os.path.join(folder, "oci-layout"), "w") as f:
        f.write('{"imageLayoutVersion": "1.0.0"}')


def line(path, full, inodes):
    s = os.lstat(full)
    kind = stat.S_IFMT(s.st_mode)
    fields = [path.hex(), "%o" % kind, str(s.st_uid), str(s.st_gid)]
    fields.append("-" if kind == stat.S_IFLNK else "%o" % stat.S_IMODE(s.st_mode))
    fields.append(str(int(s.st_mtime)))
    content = ""
    if kind == stat.S_IFREG:
        with open(full, "rb") as f:
            content = "%d %s" % (s.st_size, hashlib.sha256(f.read()).hexdigest())
    elif kind == stat.S_IFLNK:
        content = os.readlink(full).hex()
    elif kind in (stat.S_IFCHR, stat.S_IFBLK):
        content = "%d:%d" % (os.major(s.st_rdev), os.minor(s.st_rdev))
    names = sorted(os.listxattr(full, follow_symlinks=False))
    values = ",".join(os.fsencode(n).hex() + "=" + os.getxattr(full, n, follow_symlinks=False).hex() for n in names)
    first = inodes.setdefault(s.st_ino, path) if kind != stat.S_IFDIR else path
    return " ".join(fields + [content or "-", values or "-", first.hex() or "-"])


def show(root):
    root, found = os.fsencode(root), [b""]
    for folder, folders, files in os.walk(root):
        found += [os.path.relpath(os.path.join(folder, name), root) for name in folders + files]
    inodes = {}
    for path in sorted(found):
        print(line(path, os.path.join(root, path) if path else root, inodes))


if sys.argv[1] == "make":
    make(int(sys.argv[2]), sys.argv[3])
else:
    show(sys.argv[2])
