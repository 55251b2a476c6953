"""Measures the packer beside its peers and prints Markdown tables.

usage: measure.py BASALT FOLDER RUNS

FOLDER was made by layers.py. The programs of a case take turns, so that a busy moment of the machine meets them all.
"""

import hashlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

CHUNK = 512 << 10
SALT = "--salt 0badcafe"
MKSQUASHFS = "-quiet -no-progress -noappend -comp zstd -Xcompression-level 3 -b 128K"


def run(command):
    """Wall time in seconds, CPU time in seconds, peak resident MiB (of the largest process)."""
    start = time.perf_counter()
    child = subprocess.Popen(["sh", "-ec", command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"measure: this failed: {command}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def clear(image):
    """Removes an image and what lies beside it, but for a bundle that another case reads."""
    stem = image.removesuffix(".sqfs")
    for name in [image, f"{stem}.verity"]:
        if os.path.exists(name):
            os.remove(name)


def allocated(path):
    return os.stat(path).st_blocks * 512 / 1e6


def chunks(path):
    with open(path, "rb") as file:
        return [hashlib.sha256(block).digest() for block in iter(lambda: file.read(CHUNK), b"")]


def changed(old, new):
    first, second = chunks(old), chunks(new)
    different = sum(1 for one, other in zip(first, second) if one != other) + abs(len(first) - len(second))
    stored = sum(1 for chunk in second if chunk != hashlib.sha256(bytes(CHUNK)).digest())
    return different, stored


def touched(basalt, image, paths):
    """The distinct chunks that hold the data of files, as the system calls of a reader tell."""
    with open(paths, encoding="utf-8") as file:
        names = file.read().split("\n")[:-1]
    end = int.from_bytes(open(image, "rb").read(96)[64:72], "little")
    trace = image + ".trace"
    subprocess.run(
        ["strace", "-f", "-o", trace, "-e", "trace=pread64", basalt, "cat", image, *names],
        check=True, stdout=subprocess.DEVNULL)
    found = set()
    with open(trace, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = re.search(r", (\d+), (\d+)\)\s+= (\d+)$", line)
            if match and 96 < int(match[2]) < end:
                first, count = int(match[2]), int(match[3])
                found.update(range(first // CHUNK, (first + count - 1) // CHUNK + 1))
    return len(found)


def least(pack, folder, out):
    """Chunks of an image that holds the boot set and nothing else."""
    with open(f"{folder}/paths", encoding="utf-8") as file:
        names = "".join("./" + name for name in file)
    with open(f"{out}/names", "w", encoding="utf-8") as file:
        file.write(names)
    run(f"mkdir {out}/set; tar --extract --file {folder}/base.tar --directory {out}/set --files-from {out}/names; "
        f"tar --create --file {out}/set.tar --directory {out}/set .; {pack} {out}/set.tar --no-cache -o {out}/set.sqfs")
    return -(-os.stat(f"{out}/set.sqfs").st_blocks * 512 // CHUNK)


def table(title, programs, runs):
    """programs: name → (command, image, what to do before each run).

    What an earlier run has made is removed before, and the disk is idle: neither is part of a program's work.
    """
    results = {name: [] for name in programs}
    for _ in range(runs):
        for name, (command, image, prepare) in programs.items():
            clear(image)
            if prepare:
                prepare()
            os.sync()
            results[name].append(run(command))
    first = next(iter(programs))
    print(f"\n### {title}\n")
    print(f"| {'program':30} | {'wall s':>7} | {'min':>6} | {'max':>6} | {'CPU s':>6} | {'MiB':>5} | {'MB on disk':>10} | {'× basalt':>8} |")
    print(f"|{'-' * 32}|{'-' * 8}:|{'-' * 7}:|{'-' * 7}:|{'-' * 7}:|{'-' * 6}:|{'-' * 11}:|{'-' * 9}:|")
    base = statistics.median(wall for wall, _, _ in results[first])
    for name, (_, image, _) in programs.items():
        walls = [wall for wall, _, _ in results[name]]
        middle = statistics.median(walls)
        cpu = statistics.median(cpu for _, cpu, _ in results[name])
        memory = max(memory for _, _, memory in results[name])
        print(
            f"| {name:30} | {middle:7.2f} | {min(walls):6.2f} | {max(walls):6.2f} | {cpu:6.2f} | {memory:5.0f} "
            f"| {allocated(image):10.1f} | {middle / base:8.2f} |", flush=True)


def chain(image, out):
    return (
        f"umoci raw unpack --image {image}:latest {out}.bundle; "
        f"mksquashfs {out}.bundle {out}.sqfs {MKSQUASHFS}; "
        f"veritysetup format --salt=0badcafe {out}.sqfs {out}.verity")


def without(folder):
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def floor(tar, cores):
    """Seconds in which the codec alone compresses the bytes of a tar, in memory, in blocks, on all cores."""
    said = subprocess.run(["zstd", "-b3", "-e3", "-i2", "-B131072", tar], capture_output=True, text=True, check=True)
    speed = float(re.findall(r"\), +([0-9.]+) MB/s", said.stdout + said.stderr)[-1])
    return os.path.getsize(tar) / 1e6 / speed / cores


def main():
    basalt, folder, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.environ["BASALT_CACHE"] = f"{folder}/cache"
    out = f"{folder}/out"
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    old, new, tar = f"{folder}/old", f"{folder}/new", f"{folder}/base.tar"
    pack = f"{basalt} pack --quiet"
    table(
        "Five gzip layers, with the hash tree",
        {
            "basalt pack": (f"{pack} {old} --no-cache -o {out}/b.sqfs --verity {out}/b.verity {SALT}", f"{out}/b.sqfs", None),
            "umoci, mksquashfs, veritysetup": (chain(old, f"{out}/chain"), f"{out}/chain.sqfs", without(f"{out}/chain.bundle")),
        }, runs)
    table(
        "One plain tar",
        {
            "basalt pack": (f"{pack} {tar} --no-cache -o {out}/t.sqfs", f"{out}/t.sqfs", None),
            "mksquashfs -tar": (f"mksquashfs - {out}/m.sqfs {MKSQUASHFS} -tar <{tar}", f"{out}/m.sqfs", None),
            "tar2sqfs": (f"tar2sqfs -q -f -c zstd -X level=3 -b 128K -j 2 {out}/g.sqfs <{tar}", f"{out}/g.sqfs", None),
            "mksquashfs of a folder": (f"mksquashfs {out}/chain.bundle {out}/d.sqfs {MKSQUASHFS}", f"{out}/d.sqfs", None),
        }, runs)
    cores = os.cpu_count()
    print(f"\nThe codec's floor: zstd alone takes {floor(tar, cores):.2f} s for these bytes in memory on {cores} cores.")
    table(
        "One gzip layer",
        {
            "basalt pack": (f"{pack} {tar}.gz --no-cache -o {out}/z.sqfs", f"{out}/z.sqfs", None),
            "gzip -dc, tar2sqfs": (f"gzip -dc {tar}.gz | tar2sqfs -q -f -c zstd -X level=3 -b 128K -j 2 {out}/y.sqfs", f"{out}/y.sqfs", None),
        }, runs)

    # A cache that knows the old image, and is put back before each run.
    shutil.rmtree(f"{folder}/cache", ignore_errors=True)
    run(f"{pack} {old} -o {out}/old.sqfs --verity {out}/old.verity {SALT}")
    os.rename(f"{folder}/cache", f"{folder}/primed")

    def prime():
        shutil.rmtree(f"{folder}/cache", ignore_errors=True)
        subprocess.run(["cp", "-a", f"{folder}/primed", f"{folder}/cache"], check=True)

    table(
        "Again, after 20 files of the top layer changed",
        {
            "basalt pack": (f"{pack} {new} -o {out}/new.sqfs --verity {out}/new.verity {SALT}", f"{out}/new.sqfs", prime),
            "umoci, mksquashfs, veritysetup": (chain(new, f"{out}/again"), f"{out}/again.sqfs", without(f"{out}/again.bundle")),
        }, runs)
    shutil.rmtree(f"{folder}/primed")
    ours, of_ours = changed(f"{out}/old.sqfs", f"{out}/new.sqfs")
    theirs, of_theirs = changed(f"{out}/chain.sqfs", f"{out}/again.sqfs")
    print("\n### Blocks of 512 KiB that changed with these 20 files\n")
    print(f"- basalt: {ours} of {of_ours} ({100 * ours / of_ours:.1f} %)")
    print(f"- mksquashfs: {theirs} of {of_theirs} ({100 * theirs / of_theirs:.1f} %)")

    print("\n### Blocks of 512 KiB that other changes move (basalt with this boot order)\n")
    ordered = f"--boot-order {folder}/paths --no-cache"
    run(f"{pack} {old} {ordered} -o {out}/before.sqfs")
    for name, what in [
        ("scattered", "20 files of 20 folders"), ("boot", "one file of the boot set"),
        ("hidden", "one file of the base newly hidden"), ("kernel", "kernel and all modules"),
    ]:
        run(f"{pack} {folder}/{name} {ordered} -o {out}/after.sqfs")
        different, stored = changed(f"{out}/before.sqfs", f"{out}/after.sqfs")
        print(f"- {what}: {different} of {stored} ({100 * different / stored:.1f} %)")

    run(f"{pack} {old} --no-cache -o {out}/boot.sqfs --boot-order {folder}/paths")
    ordered, default = (touched(basalt, f"{out}/{name}.sqfs", f"{folder}/paths") for name in ["boot", "old"])
    print("\n### Blocks of 512 KiB that hold 600 files of a boot\n")
    print(f"- with --boot-order: {ordered}; without: {default} ({default / ordered:.1f} ×); of mksquashfs: "
          f"{touched(basalt, f'{out}/chain.sqfs', f'{folder}/paths')}")
    print(f"- the least that can hold them: {least(pack, folder, out)} (an image of these files alone)")

    print("\n### Memory\n")
    for limit in ["160MiB", "256MiB"]:
        _, _, memory = run(f"exec {pack} {old} --no-cache -o {out}/l.sqfs --memory {limit}")
        same = chunks(f"{out}/l.sqfs") == chunks(f"{out}/old.sqfs")
        print(f"- `--memory {limit}`: {memory:.0f} MiB resident at most; the same image: {'yes' if same else 'NO'}")
    shutil.rmtree(out)
    shutil.rmtree(f"{folder}/cache", ignore_errors=True)


if __name__ == "__main__":
    main()
