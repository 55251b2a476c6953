"""Starts a program, sends it a signal as soon as a path that matches a pattern is there, prints how it ended.

Usage: interrupt.py SIGNAL PATTERN PROGRAM [ARGUMENT...]
"""
import glob
import signal
import subprocess
import sys

name, pattern, *command = sys.argv[1:]
process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
while process.poll() is None and not glob.glob(pattern):
    pass
process.send_signal(signal.Signals[name])
output, errors = process.communicate()
print(process.returncode)
print(errors, end="")
