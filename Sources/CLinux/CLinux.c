#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

int obmen_rename_noreplace(int source_folder, const char *source, int target_folder, const char *target) {
    return renameat2(source_folder, source, target_folder, target, RENAME_NOREPLACE);
}

int obmen_open_beneath(int folder, const char *path, int flags) {
    struct open_how how = {
        .flags = (unsigned long long)(flags | O_CLOEXEC | O_NOFOLLOW),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}

void obmen_begin_writeback(int descriptor, long long offset, long long count) {
    sync_file_range(descriptor, offset, count, SYNC_FILE_RANGE_WRITE);
}

void obmen_leave_no_memory_behind(void) {
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    if (getenv("SWIFT_BACKTRACE")) return;
    const int signals[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
    for (unsigned index = 0; index < sizeof signals / sizeof *signals; index++) signal(signals[index], SIG_DFL);
}

int obmen_has_writer(int descriptor) {
    if (fcntl(descriptor, F_SETLEASE, F_RDLCK) == 0) {
        fcntl(descriptor, F_SETLEASE, F_UNLCK);
        return 0;
    }
    return errno == EAGAIN ? 1 : -1;
}

void obmen_give_back_memory(void) { malloc_trim(0); }

unsigned int obmen_file_system(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (unsigned int)status.f_type : 0;
}

long long obmen_free_bytes(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (long long)status.f_bavail * status.f_bsize : -1;
}
