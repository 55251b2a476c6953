"""Names the inodes of a mounted file system by file handles, or opens such handles.

    file_handles.py name FOLDER         prints: handle, inode number, type and size of each file and directory
    file_handles.py open FOLDER LINES   opens each handle, and prints the lines with what it finds then
"""
import ctypes
import os
import stat
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
AT_FDCWD = -100
ROOM = 128


class Handle(ctypes.Structure):
    _fields_ = [("size", ctypes.c_uint), ("type", ctypes.c_int), ("bytes", ctypes.c_ubyte * ROOM)]


def check(result, what):
    if result < 0:
        raise OSError(ctypes.get_errno(), what)
    return result


def line(handle, info):
    text = "%d:%s" % (handle.type, bytes(handle.bytes[:handle.size]).hex())
    return "%s %d %o %d" % (text, info.st_ino, info.st_mode, info.st_size)


def name(path):
    handle, mount = Handle(size=ROOM), ctypes.c_int()
    check(LIBC.name_to_handle_at(AT_FDCWD, path, ctypes.byref(handle), ctypes.byref(mount), 0), path)
    return line(handle, os.lstat(path))


def reopen(mount, text):
    kind, content = text.split(" ")[0].split(":")
    content = bytes.fromhex(content)
    handle = Handle(size=len(content), type=int(kind))
    handle.bytes[:len(content)] = content
    place = check(LIBC.open_by_handle_at(mount, ctypes.byref(handle), os.O_RDONLY), text)
    try:
        info = os.fstat(place)
        if stat.S_ISDIR(info.st_mode):
            # Its parent is found by number as well.
            os.stat("..", dir_fd=place)
        return line(handle, info)
    finally:
        os.close(place)


def paths(root):
    for folder, _, files in os.walk(root):
        yield folder
        for entry in files:
            path = os.path.join(folder, entry)
            if stat.S_ISREG(os.lstat(path).st_mode):
                yield path


def main():
    root = os.fsencode(sys.argv[2])
    if sys.argv[1] == "name":
        lines = [name(path) for path in sorted(paths(root))]
    else:
        mount = os.open(root, os.O_RDONLY)
        lines = [reopen(mount, text) for text in sys.argv[3].splitlines()]
    print("\n".join(lines))


main()
