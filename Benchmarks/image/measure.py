"""Measures image builds beside the shell pipeline and prints Markdown tables.

usage: measure.py BASALT FOLDER RUNS

FOLDER was filled by prototype.sh and layers.py. The programs of a case take turns, so that a busy moment of the machine
meets them both. With BOOT in the environment both disks are booted, once each.
"""

import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "pack"))
import measure as pack  # noqa: E402

# The level at which basalt compresses the initramfs.
SHELL = f"SOURCE_DATE_EPOCH=1760000000 NAME=docker-host LEVEL=3 INITRAMFS_LEVEL=9 bash {HERE}/prototype.sh"


def prototype(folder, top):
    layers = " ".join(f"{folder}/layers/{name}" for name in ["0.tar.gz", "1.tar.gz", "2.tar.gz", "3.tar.gz", top])
    return f"LAYERS='{layers}' {SHELL} {folder} all"


def digests(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)["disk"]["digest"]


def milestones(basalt, store, image):
    """Seconds from power-on, by name. A host without a profile need not pass its test."""
    subprocess.run(
        [basalt, "test", image, "--store", store, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False)
    name, version = image.split("@")
    with open(f"{store}/{name}/{version}/verdict.json", encoding="utf-8") as file:
        return {item["name"]: item["seconds"] for item in json.load(file)["milestones"]}


def boots(basalt, folder, store):
    """The shell pipeline's disk is put into the store under the manifest of the other one, which says how to boot it."""
    theirs = f"{store}/docker-host/0.1.0"
    shutil.copytree(f"{store}/docker-host/1.0.0", theirs)
    shutil.copyfile(f"{folder}/disk.raw", f"{theirs}/disk.raw")
    with open(f"{theirs}/manifest.json", encoding="utf-8") as file:
        manifest = json.load(file)
    manifest["version"] = "0.1.0"
    manifest["disk"]["size"] = os.path.getsize(f"{theirs}/disk.raw")
    with open(f"{theirs}/manifest.json", "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    found = [milestones(basalt, store, f"docker-host@{version}") for version in ("1.0.0", "0.1.0")]
    print("\n### A boot of each disk in QEMU, seconds from power-on\n")
    print(f"| {'milestone':20} | {'basalt':>8} | {'shell':>8} |\n|{'-' * 22}|{'-' * 9}:|{'-' * 9}:|")
    for name in [*found[0], *(name for name in found[1] if name not in found[0])]:
        values = [f"{times[name]:8.1f}" if name in times else " " * 8 for times in found]
        print(f"| {name:20} | {values[0]} | {values[1]} |")


def main():
    basalt, folder, runs = sys.argv[1], os.path.abspath(sys.argv[2]), int(sys.argv[3])
    cache, primed, store = (f"{folder}/{name}" for name in ["cache", "primed", "store"])
    os.environ["BASALT_CACHE"] = cache
    build = f"{basalt} build --quiet --store {store}"
    disk = f"{store}/docker-host/{{}}/disk.raw"

    def clear():
        for path in [cache, store]:
            shutil.rmtree(path, ignore_errors=True)

    def prime():
        clear()
        subprocess.run(["cp", "-a", primed, cache], check=True)

    pack.table(
        "Five gzip layers to a disk",
        {
            "basalt build": (f"{build} {folder}/old.yaml --version 1.0.0 --no-cache", disk.format("1.0.0"), clear),
            "the shell pipeline": (prototype(folder, "4.tar.gz"), f"{folder}/disk.raw", None),
        }, runs)
    old = digests(f"{store}/docker-host/1.0.0/manifest.json")
    clear()
    pack.run(f"{build} {folder}/old.yaml --version 1.0.0")
    same = digests(f"{store}/docker-host/1.0.0/manifest.json") == old
    print(f"\nThe same disk with and without the cache: {'yes' if same else 'NO'}.")
    shutil.rmtree(primed, ignore_errors=True)
    os.rename(cache, primed)
    shutil.copyfile(f"{folder}/disk.raw", f"{folder}/old.raw")
    shutil.copyfile(disk.format("1.0.0"), f"{folder}/ours.raw")
    pack.table(
        "Again, after 20 files of one folder of the top layer changed",
        {
            "basalt build": (f"{build} {folder}/new.yaml --version 1.0.0", disk.format("1.0.0"), prime),
            "the shell pipeline": (prototype(folder, "4-changed.tar.gz"), f"{folder}/disk.raw", None),
        }, runs)
    print("\n### Blocks of 512 KiB of the disk that changed with these 20 files\n")
    for name, before, after in [
        ("basalt", f"{folder}/ours.raw", disk.format("1.0.0")), ("shell", f"{folder}/old.raw", f"{folder}/disk.raw"),
    ]:
        different, stored = pack.changed(before, after)
        print(f"- {name}: {different} of {stored} ({100 * different / stored:.1f} %)", flush=True)
    if os.environ.get("BOOT"):
        boots(basalt, folder, store)
    for path in [cache, primed, store]:
        shutil.rmtree(path, ignore_errors=True)
    for name in ["old.raw", "ours.raw"]:
        os.unlink(f"{folder}/{name}")


main()
