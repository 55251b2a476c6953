"""Measures uploads to an endpoint of this machine, and prints tables. usage: measure.py BASALT FOLDER RUNS MIB"""
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
HERE = pathlib.Path(__file__).resolve().parent
BLOCK = 524288
PLAIN = {key: value for key, value in os.environ.items() if not key.startswith("AWS_")}


def image(version, size, written):
    """An image in a store: `written` blocks of noise at its start, the rest a hole."""
    folder = FOLDER / "store" / "bench" / version
    if (folder / "manifest.json").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    digests = []
    with open(folder / "disk.raw", "wb") as disk:
        for _ in range(written):
            data = os.urandom(BLOCK)
            disk.write(data)
            digests.append(hashlib.sha256(data).digest())
        disk.truncate(size)
    digests += [hashlib.sha256(bytes(BLOCK)).digest()] * (size // BLOCK - written)
    digest = "sha256:" + hashlib.sha256(b"".join(digests)).hexdigest()
    (folder / "disk.blocks").write_bytes(b"".join(digests))
    (folder / "manifest.json").write_text(json.dumps({
        "schema": 1, "name": "bench", "version": version, "architecture": "x86_64",
        "profile": {"name": "bench", "digest": digest}, "kernel": {"release": "6.1", "commandLine": "quiet"},
        "verity": {"rootHash": digest[7:], "salt": "00", "dataBlocks": 1}, "disk": {"size": size, "digest": digest},
        "sourceDate": "2026-11-01T00:00:00Z"}))
    return folder


def measured(command, latency):
    """Runs a command against a fresh endpoint: seconds, processor seconds, MiB of memory, blocks, the endpoint's seconds."""
    endpoint = subprocess.Popen([sys.executable, "-B", HERE / "endpoint.py", str(latency)], stdout=subprocess.PIPE, text=True)
    try:
        address = f"http://127.0.0.1:{int(endpoint.stdout.readline())}"
        environment = PLAIN | {"AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
                               "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1",
                               "AWS_EC2_METADATA_DISABLED": "true"}
        start = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        errors = process.stderr.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if status:
            sys.exit(f"{command} failed: {errors}")
        count = json.load(urllib.request.urlopen(address + "/count"))
        return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, count["blocks"], count["seconds"]
    finally:
        endpoint.kill()
        endpoint.wait()


def publish(folder):
    for name in ("publish.journal", "amis.json"):
        (folder / name).unlink(missing_ok=True)
    return [BASALT, "publish", f"bench@{folder.name}", "--regions", "eu-west-1", "--allow-untested", "--no-parameters",
            "--store", str(FOLDER / "store"), "--quiet"]


def row(title, results):
    seconds, cpu, memory, blocks, endpoint = (statistics.median(column) for column in zip(*results))
    gib = blocks * BLOCK / (1 << 30)
    print(f"| {title} | {seconds:.1f} s | {blocks * BLOCK / (1 << 20) / seconds:.0f} MiB/s | {cpu / gib:.2f} s | "
          f"{memory:.0f} MiB | {endpoint / gib:.2f} s |")


full = image(f"full-{MIB}", MIB << 20, MIB * 2)
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
    results = [measured(publish(image(f"sparse-{gib}", gib << 30, 128)), 5) for _ in range(RUNS)]
    assert {result[3] for result in results} == {128}
    print(f"| {gib} GiB | {statistics.median(r[0] for r in results):.1f} s | {max(r[2] for r in results):.0f} MiB |")
