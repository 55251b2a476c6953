// What Swift's Glibc module leaves out.
#pragma once
#include <sys/xattr.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Asks the kernel to begin to write these bytes of a file to its disk, and does not wait. See sync_file_range(2).
static inline long basalt_start_writeback(int descriptor, long long offset, long long count) {
    return syscall(SYS_sync_file_range, descriptor, offset, count, 2 /* SYNC_FILE_RANGE_WRITE */);
}
