"""Writes a small Debian archive, signed by a key of its own, from a JSON description on standard input.

Usage: debian_repository.py FOLDER
{"suite": "stable", "valid_until": "...", "key": "gone|expired", "packages": [
    {"name": "hello", "version": "1.0-1", "architecture": "amd64", "fields": {"Depends": "..."}, "compression": "xz",
     "files": {"usr/bin/hello": "text", "lib/hello": {"link": "target"}}, "modes": {"usr/bin/hello": 493}}]}
A package already in the pool is kept as it is; one that is described no longer is removed from the pool. The keys are
FOLDER/key.gpg and FOLDER/key.asc; FOLDER/other.gpg is the key of somebody else.
"""

import gzip
import hashlib
import json
import lzma
import os
import pathlib
import shutil
import subprocess
import sys

ENVIRONMENT = dict(os.environ, LC_ALL="C", SOURCE_DATE_EPOCH="1700000000", TZ="UTC")


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, env=ENVIRONMENT, stdout=subprocess.PIPE, **options).stdout


def keys(folder):
    """Makes both keys, where they are not there."""
    home = folder / "gnupg"
    if home.exists():
        return home
    home.mkdir(mode=0o700)
    for name in ["key", "other"]:
        run("gpg", "--homedir", home, "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "",
            "--quick-generate-key", f"{name}@example.org", "ed25519", "sign", "0", stderr=subprocess.PIPE)
        export = ["gpg", "--homedir", home, "--batch", "--export"]
        (folder / f"{name}.gpg").write_bytes(run(*export, f"{name}@example.org"))
        (folder / f"{name}.asc").write_bytes(run(*export, "--armor", f"{name}@example.org"))
    return home


def build(package, target, scratch):
    tree = scratch / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    (tree / "DEBIAN").mkdir(parents=True)
    fields = {
        "Package": package["name"], "Version": package["version"], "Architecture": package.get("architecture", "amd64"),
        "Maintainer": "Nobody <nobody@example.org>", "Description": "a package\n of a test", **package.get("fields", {}),
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    (tree / "DEBIAN/control").write_text(text)
    for name, content in package.get("scripts", {}).items():
        (tree / "DEBIAN" / name).write_text(content)
        (tree / "DEBIAN" / name).chmod(0o755)
    for name, content in package.get("files", {}).items():
        file = tree / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            file.write_text(content)
            file.chmod(package.get("modes", {}).get(name, 0o644))
        elif "link" in content:
            file.symlink_to(content["link"])
        else:
            os.link(tree / content["hard"], file)
    for path in [tree, *tree.rglob("*")]:
        os.utime(path, (1600000000, 1600000000), follow_symlinks=False)
    run("dpkg-deb", "--root-owner-group", f"-Z{package.get('compression', 'xz')}", "--build", tree, target)


def stanza(file, folder):
    data = file.read_bytes()
    control = run("dpkg-deb", "--field", file).decode().rstrip("\n")
    return (f"{control}\nFilename: {file.relative_to(folder)}\nSize: {len(data)}\n"
            f"SHA256: {hashlib.sha256(data).hexdigest()}\n")


def main():
    folder = pathlib.Path(sys.argv[1])
    wanted = json.load(sys.stdin)
    home = keys(folder)
    suite = wanted.get("suite", "stable")
    pool = folder / "pool"
    pool.mkdir(exist_ok=True)
    described = []
    for package in wanted["packages"]:
        file = pool / f"{package['name']}_{package['version'].replace(':', '%3a')}_{package.get('architecture', 'amd64')}.deb"
        if not file.exists():
            build(package, file, folder)
        described.append(file)
    for file in set(pool.iterdir()) - set(described):
        file.unlink()
    index = "\n".join(stanza(file, folder) for file in described).encode()
    dists = folder / "dists" / suite
    binary = dists / "main/binary-amd64"
    shutil.rmtree(dists, ignore_errors=True)
    (binary / "by-hash/SHA256").mkdir(parents=True)
    sums = ""
    for name, data in [("Packages", index), ("Packages.gz", gzip.compress(index, mtime=0)),
                       ("Packages.xz", lzma.compress(index))]:
        if wanted.get("form", name) != name:
            continue
        digest = hashlib.sha256(data).hexdigest()
        (binary / name).write_bytes(data)
        (binary / "by-hash/SHA256" / digest).write_bytes(data)
        sums += f" {digest} {len(data)} main/binary-amd64/{name}\n"
    release = f"Origin: Test\nSuite: {wanted.get('says', suite)}\nCodename: {wanted.get('says', suite)}\n"
    release += f"Date: {wanted.get('date', 'Sat, 15 Nov 2025 10:12:33 UTC')}\n"
    if "valid_until" in wanted:
        release += f"Valid-Until: {wanted['valid_until']}\n"
    release += f"Architectures: amd64\nComponents: main\nAcquire-By-Hash: {wanted.get('by_hash', 'yes')}\nSHA256:\n{sums}"
    (dists / "Release").write_text(release)
    run("gpg", "--homedir", home, "--batch", "--quiet", "--local-user", f"{wanted.get('key', 'key')}@example.org",
        "--clearsign", "--output", dists / "InRelease", dists / "Release")


main()
