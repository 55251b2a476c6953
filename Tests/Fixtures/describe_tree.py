"""Prints one line for everything below a folder, in the order of the paths' bytes.

The lines are those of TreeDescription.swift, so that a folder can be compared with a tree.
"""
import errno
import os
import stat
import sys
import zlib

KINDS = {
    stat.S_IFDIR: "directory", stat.S_IFREG: "file", stat.S_IFLNK: "link", stat.S_IFBLK: "block",
    stat.S_IFCHR: "character", stat.S_IFIFO: "fifo", stat.S_IFSOCK: "socket",
}
PLAIN = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/")


def encoded(text):
    return "".join(chr(byte) if byte in PLAIN else "%%%02x" % byte for byte in text)


def checksum(path):
    value = 0
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            value = zlib.crc32(chunk, value)
    return value


def attributes(place):
    try:
        return sorted(os.fsencode(name) for name in os.listxattr(place, follow_symlinks=False))
    except OSError as error:
        # A mounted image without any attributes says so.
        if error.errno != errno.ENOTSUP:
            raise
        return []


def walk(root, path, paths):
    paths.append(path)
    if stat.S_ISDIR(os.lstat(root + path).st_mode):
        for name in sorted(os.listdir(root + path)):
            walk(root, (b"" if path == b"/" else path) + b"/" + name, paths)


def describe(root, path, first):
    place = root + path
    info = os.lstat(place)
    kind = KINDS[stat.S_IFMT(info.st_mode)]
    words = [encoded(path), kind]
    if kind != "link":
        words.append("mode=%o" % stat.S_IMODE(info.st_mode))
    words.append("owner=%d:%d time=%d" % (info.st_uid, info.st_gid, info.st_mtime_ns // 10**9))
    if kind in ("block", "character"):
        words.append("device=%d:%d" % (os.major(info.st_rdev), os.minor(info.st_rdev)))
    if kind == "link":
        words.append("target=" + encoded(os.readlink(place)))
    if kind == "file":
        words.append("size=%d crc=%08x" % (info.st_size, checksum(place)))
    if kind != "directory":
        words.append("links=%d same=%s" % (info.st_nlink, encoded(first.setdefault(info.st_ino, path))))
    for name in attributes(place):
        words.append("%s=%s" % (encoded(name), os.getxattr(place, name, follow_symlinks=False).hex()))
    return " ".join(words)


def main():
    root = os.fsencode(sys.argv[1]).rstrip(b"/")
    paths, first = [], {}
    sys.setrecursionlimit(10000)
    walk(root, b"/", paths)
    print("\n".join(describe(root, path, first) for path in sorted(paths)))


main()
