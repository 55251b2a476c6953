"""Measures commands and prints a Markdown table: wall time in ms, peak resident memory in MiB.

usage: measure.py RUNS < CASES
A line of CASES is: the case's name, a program's name and a command in shell words, separated by tabs. Lines with the
same case are compared: their runs alternate, so that a busy moment of the machine meets them all, and the first
program's time and memory are given as a multiple of the second's.
"""

import ctypes
import os
import shlex
import statistics
import sys
import time
from itertools import groupby

ROW = "| {:24} | {:>6} | {:>6} | {:>6} | {:>6} | {:>5} | {:>5} |"
MEMORY_RUNS = 3


def spawn(command: list[str]) -> int:
    child = os.fork()
    if child == 0:
        try:
            os.dup2(NULL, 1)
            os.dup2(NULL, 2)
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    return child


def check(status: int, command: list[str]) -> None:
    if status != 0:
        sys.exit(f"measure: exit code {os.waitstatus_to_exitcode(status)} of: {shlex.join(command)}")


def elapsed(command: list[str]) -> float:
    """The wall time of one run in ms."""
    start = time.perf_counter()
    _, status, _ = os.wait4(spawn(command), 0)
    end = time.perf_counter()
    check(status, command)
    return (end - start) * 1000


def peak(command: list[str]) -> float:
    """The peak resident memory of one run in MiB.

    Linux counts what a process held before `execve` too: here, a copy of this interpreter. So a shell starts the
    command and leaves it to this process, which adopts orphans.
    """
    shell = spawn(["sh", "-c", '"$@" &', "sh", *command])
    result = 0.0
    for _ in range(2):
        process, status, usage = os.wait4(-1, 0)
        check(status, command)
        if process != shell:
            result = usage.ru_maxrss / 1024
    return result


def measure(case: str, programs: list[tuple[str, list[str]]], runs: int) -> None:
    peaks = [max(peak(command) for _ in range(MEMORY_RUNS)) for _, command in programs]
    times = [[] for _ in programs]
    for _ in range(runs):
        for (_, command), sample in zip(programs, times):
            sample.append(elapsed(command))
    medians = [statistics.median(sample) for sample in times]
    for index, (program, _) in enumerate(programs):
        name, ratios = case, ["", ""]
        if len(programs) > 1:
            name = f"{case}: {program}"
        if index == 0 and len(programs) > 1:
            ratios = [f"{medians[0] / medians[1]:.2f}", f"{peaks[0] / peaks[1]:.2f}"]
        figures = [medians[index], min(times[index]), max(times[index]), peaks[index]]
        print(ROW.format(name, *(f"{figure:.1f}" for figure in figures), *ratios), flush=True)


PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
    sys.exit(f"measure: cannot adopt orphans: {os.strerror(ctypes.get_errno())}")
NULL = os.open(os.devnull, os.O_WRONLY)
lines = [line.rstrip("\n").split("\t") for line in sys.stdin]
print(ROW.format("what", "median", "min", "max", "memory", "time", "mem."))
print(ROW.format("-" * 24, *["-" * 5 + ":"] * 4, *["-" * 4 + ":"] * 2), flush=True)
for name, group in groupby(lines, key=lambda line: line[0]):
    measure(name, [(program, shlex.split(command)) for _, program, command in group], int(sys.argv[1]))
