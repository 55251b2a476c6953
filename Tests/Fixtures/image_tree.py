"""Makes a folder with everything that an image can hold. Needs root.

Usage: image_tree.py FOLDER [odd]

With `odd`, a name holds what could drive a terminal.
"""
import os
import socket
import stat
import sys


def write(path, content, mode=0o644):
    with open(path, "wb") as file:
        file.write(content)
    os.chmod(path, mode)


def main():
    os.makedirs(sys.argv[1])
    os.chdir(sys.argv[1])
    os.umask(0)
    for name, mode in [("bin", 0o755), ("dev", 0o755), ("etc", 0o755), ("etc/closed", 0), ("tmp", 0o1777),
                       ("team", 0o2775), ("empty", 0o700)]:
        os.mkdir(name)
        os.chmod(name, mode)
    write("bin/su", b"#!/bin/sh\n" * 9000, 0o4755)
    write("bin/wall", b"wall", 0o2755)
    write("bin/ping", bytes(range(256)) * 2000, 0o755)
    os.setxattr("bin/ping", "security.capability", bytes.fromhex("0100000200200000000000000000000000000000"))
    write("etc/closed/secret", b"s" * 200000, 0o400)
    os.setxattr("etc/closed/secret", "user.note", "Grüße".encode())
    os.setxattr("etc/closed", "trusted.note", b"\x00\xff")
    write("etc/os-release", b"ID=basalt\n")
    write("etc/empty", b"")
    os.link("etc/closed/secret", "team/second")
    os.link("bin/su", "bin/a-first")
    os.symlink("../bin/su", "etc/link")
    os.symlink("/etc/os-release", "etc/absolute")
    os.symlink("bin", "sbin")
    os.symlink("loop-b", "loop-a")
    os.symlink("loop-a", "loop-b")
    os.symlink("../../../../etc/os-release", "above")
    if "odd" in sys.argv:
        write(b"etc/odd\n\x1b[31m\xff", b"odd")
    write("etc/Grüße 漢字", b"text")
    with open("etc/sparse", "wb") as file:
        file.truncate(40 << 20)
        file.seek(20 << 20)
        file.write(b"middle")
    os.mknod("dev/sda", stat.S_IFBLK | 0o660, os.makedev(8, 0))
    os.mknod("dev/null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
    os.link("dev/null", "dev/zero-link")
    os.mkfifo("dev/pipe", 0o600)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("dev/log")
    for index, (folder, folders, files) in enumerate(os.walk(".", topdown=False)):
        for number, name in enumerate(sorted(folders + files)):
            path = os.path.join(folder, name)
            mode = os.lstat(path).st_mode
            capability = None if name != "ping" else os.getxattr(path, "security.capability")
            os.chown(path, 1000 * (number % 3), 50 * (index % 2), follow_symlinks=False)
            if not stat.S_ISLNK(mode):
                os.chmod(path, stat.S_IMODE(mode))
            if capability:
                os.setxattr(path, "security.capability", capability)
            os.utime(path, (0, 1700000000 + 61 * number), follow_symlinks=False)
    os.utime(".", (0, 1600000000))


main()
