#!/usr/bin/env python3
"""Stands for ssh in tests of the tunnel: brings the TCP port FAKE_ENGINE_PORT to the socket that -L names.

Refuses what would make ssh ask somebody, or leave the socket open to others.
"""
import os, socket, sys, threading

arguments = sys.argv[1:]
options = [arguments[i + 1] for i, word in enumerate(arguments[:-1]) if word == "-o"]
if not {"BatchMode=yes", "ExitOnForwardFailure=yes", "StreamLocalBindMask=0177"} <= set(options) or "-N" not in arguments:
    sys.exit("these options would ask somebody, or hide a failure")
if arguments[-2] != "--" or arguments[-1] == "nobody.invalid":
    sys.exit(255)
path, _, remote = arguments[arguments.index("-L") + 1].partition(":")
if remote != "/var/run/docker.sock":
    sys.exit("another socket was meant")


def pump(source, target):
    while data := source.recv(65536):
        target.sendall(data)
    target.shutdown(socket.SHUT_WR)


os.umask(0o177)
listener = socket.socket(socket.AF_UNIX)
listener.bind(path)
listener.listen()
while True:
    here, _ = listener.accept()
    there = socket.create_connection(("127.0.0.1", int(os.environ["FAKE_ENGINE_PORT"])))
    for pair in (here, there), (there, here):
        threading.Thread(target=pump, args=pair, daemon=True).start()
