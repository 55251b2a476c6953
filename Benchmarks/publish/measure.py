"""Measures uploads to an endpoint of this machine, and prints tables.

usage: measure.py BASALT FOLDER RUNS MIB LAYERS

LAYERS was made by Benchmarks/pack/layers.py: a container host, and the same host after each of five changes.
"""
import contextlib
import hashlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time
import urllib.request

BASALT, FOLDER, RUNS, MIB = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
LAYERS = pathlib.Path(sys.argv[5])
HERE = pathlib.Path(__file__).resolve().parent
BLOCK = 524288
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}


def image(name, version, size, blocks):
    """An image in a store: blocks at its start, those of zeros as holes like all that follows."""
    folder = FOLDER / "store" / name / version
    if (folder / "manifest.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    digests = []
    with open(folder / "disk.raw", "wb") as disk:
        for index, data in enumerate(blocks):
            if data.count(0) != BLOCK:
                os.pwrite(disk.fileno(), data, index * BLOCK)
            digests.append(hashlib.sha256(data).digest())
        disk.truncate(size or len(digests) * BLOCK)
    size = os.path.getsize(folder / "disk.raw")
    digests += [hashlib.sha256(bytes(BLOCK)).digest()] * (size // BLOCK - len(digests))
    digest = "sha256:" + hashlib.sha256(b"".join(digests)).hexdigest()
    (folder / "disk.blocks").write_bytes(b"".join(digests))
    (folder / "manifest.json").write_text(json.dumps({
        "schema": 1, "name": name, "version": version, "architecture": "x86_64",
        "profile": {"name": name, "digest": digest}, "kernel": {"release": "6.1", "commandLine": "quiet"},
        "verity": {"rootHash": digest[7:], "salt": "00", "dataBlocks": 1}, "disk": {"size": size, "digest": digest},
        "sourceDate": "2026-11-01T00:00:00Z"}))
    return folder


def noise(version, size, written):
    return image("bench", version, size, (os.urandom(BLOCK) for _ in range(written)))


def host(layers):
    """An image whose disk is a packed host with its hash tree, in the order of a boot."""
    root, tree = FOLDER / "root", FOLDER / "tree"
    subprocess.run([BASALT, "pack", LAYERS / layers, "--boot-order", LAYERS / "paths", "--no-cache", "--quiet", "-o", root,
                    "--verity", tree, "--salt", "0badcafe"], check=True, capture_output=True)

    def blocks():
        for path in (root, tree):
            with open(path, "rb") as file:
                while data := file.read(BLOCK):
                    yield data.ljust(BLOCK, b"\0")

    folder = image("host", layers, None, blocks())
    root.unlink()
    tree.unlink()
    return folder


@contextlib.contextmanager
def endpoint(latency):
    """A fresh endpoint: its address."""
    process = subprocess.Popen([sys.executable, "-B", HERE / "endpoint.py", str(latency)], stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


def counted(address):
    with urllib.request.urlopen(address + "/count") as answer:
        return json.load(answer)


def run(command, address):
    """Runs a command: seconds, processor seconds, MiB of memory, blocks, the endpoint's processor seconds."""
    before = counted(address)
    environment = PLAIN | {"AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
                           "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_EC2_METADATA_DISABLED": "true"}
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status:
        sys.exit(f"{command} failed: {errors}")
    after = counted(address)
    return (seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, after["blocks"] - before["blocks"],
            after["seconds"] - before["seconds"])


def measured(command, latency):
    with endpoint(latency) as address:
        return run(command, address)


def publish(folder):
    for name in ("publish.journal", "amis.json"):
        (folder / name).unlink(missing_ok=True)
    return [BASALT, "publish", f"{folder.parent.name}@{folder.name}", "--regions", "eu-west-1", "--allow-untested", "--no-parameters",
            "--store", str(FOLDER / "store"), "--quiet"]


def row(title, results):
    seconds, cpu, memory, blocks, endpoint = (statistics.median(column) for column in zip(*results))
    gib = blocks * BLOCK / (1 << 30)
    print(f"| {title} | {seconds:.1f} s | {blocks * BLOCK / (1 << 20) / seconds:.0f} MiB/s | {cpu / gib:.2f} s | "
          f"{memory:.0f} MiB | {endpoint / gib:.2f} s |")


full = noise(f"full-{MIB}", MIB << 20, MIB * 2)
peer = [sys.executable, "-B", HERE / "upload.py", full / "disk.raw"]
print("\n| latency, program | time | throughput | CPU per GiB | memory | CPU of the endpoint per GiB |")
print("|---|---:|---:|---:|---:|---:|")
for latency in (5, 20, 100):
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(measured(publish(full), latency))
        theirs.append(measured(peer, latency))
    assert {result[3] for result in ours + theirs} == {MIB * 2}
    row(f"{latency} ms, basalt", ours)
    row(f"{latency} ms, boto3, 64 threads", theirs)

print("\n| a sparse disk, 64 MiB written | time | memory |")
print("|---|---:|---:|")
for gib in (1, 10):
    results = [measured(publish(noise(f"sparse-{gib}", gib << 30, 128)), 5) for _ in range(RUNS)]
    assert {result[3] for result in results} == {128}
    print(f"| {gib} GiB | {statistics.median(r[0] for r in results):.1f} s | {max(r[2] for r in results):.0f} MiB |")

print("\n| version 2 after version 1: what changed | blocks of 512 KiB | MiB | of what boto3 sends |")
print("|---|---:|---:|---:|")
old = host("old")
for layers, what in [
    ("new", "20 files of one folder"), ("scattered", "20 files of 20 folders"), ("boot", "one file of the boot set"),
    ("hidden", "one file of the base newly hidden"), ("kernel", "kernel and all modules"),
]:
    folder = host(layers)
    with endpoint(0) as address:
        run(publish(old), address)
        sent = run(publish(folder), address)[3]
    whole = measured([sys.executable, "-B", HERE / "upload.py", folder / "disk.raw"], 0)[3]
    print(f"| {what} | {sent} of {whole} | {sent / 2:.1f} of {whole / 2:.1f} | {100 * sent / whole:.1f} % |", flush=True)
    for name in ("publish.journal", "amis.json"):
        (folder / name).unlink(missing_ok=True)
