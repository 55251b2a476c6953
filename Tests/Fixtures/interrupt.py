"""Starts a program, sends it a signal as soon as a path that matches a pattern is there, prints how it ended.

The pattern `-` stands for its first line of errors, which is not printed.

Usage: interrupt.py SIGNAL PATTERN PROGRAM [ARGUMENT...]
"""
import glob
import signal
import subprocess
import sys

name, pattern, *command = sys.argv[1:]
process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
if pattern == "-":
    process.stderr.readline()
while pattern != "-" and process.poll() is None and not glob.glob(pattern):
    pass
process.send_signal(signal.Signals[name])
output, errors = process.communicate()
print(process.returncode)
print(errors, end="")
