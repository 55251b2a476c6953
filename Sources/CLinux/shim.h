// What Swift's Glibc module leaves out.
#pragma once
#include <malloc.h>
#include <sys/xattr.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

/// Asks the kernel to begin to write these bytes of a file to its disk, and does not wait. See sync_file_range(2).
static inline long basalt_start_writeback(int descriptor, long long offset, long long count) {
    return syscall(SYS_sync_file_range, descriptor, offset, count, 2 /* SYNC_FILE_RANGE_WRITE */);
}

/// Lets the heap give memory back to the system early, from all threads alike, at the price of speed. See mallopt(3).
static inline void basalt_keep_heap_small(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_THRESHOLD, 64 << 10);
}

/// Whether somebody keeps the system's clock in time: 1 or 0; -1 where the kernel does not say. See adjtimex(2).
static inline int basalt_clock_is_kept(void) {
    struct timex state = {0};
    return adjtimex(&state) == -1 ? -1 : !(state.status & STA_UNSYNC);
}
