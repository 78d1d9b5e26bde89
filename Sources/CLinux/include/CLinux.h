#ifndef OBMEN_CLINUX_H
#define OBMEN_CLINUX_H

/// Calls of Linux that Swift's Glibc module does not show, because it is made without _GNU_SOURCE.

/// renameat2(2) with RENAME_NOREPLACE: moves `source` to `target` unless `target` exists. 0, or -1 and errno.
/// Each is relative to its folder's descriptor, or to the working folder where that is AT_FDCWD.
int obmen_rename_noreplace(int source_folder, const char *source, int target_folder, const char *target);

/// O_PATH of open(2): a descriptor that only stands for the place.
#define OBMEN_O_PATH 010000000

/// openat2(2): opens what lies beneath a folder, through no symbolic link and on no other file system.
/// A descriptor that is closed on exec, or -1 and errno (ELOOP a link, EXDEV another file system or a way out).
int obmen_open_beneath(int folder, const char *path, int flags);

/// Lets the kernel begin to write a part of a file to the disk (sync_file_range(2)); promises nothing, fsync has to
/// follow.
void obmen_begin_writeback(int descriptor, long long offset, long long count);

/// Whether some process has the file open for writing: 1 yes, 0 no, -1 the file system cannot tell.
/// Asks for a read lease (fcntl F_SETLEASE) and gives it back at once; meaningful on a local disk only.
int obmen_has_writer(int descriptor);

/// Gives memory that was freed back to the system; the allocator keeps it for threads that have ended.
void obmen_give_back_memory(void);

/// Leaves nothing of the process's memory behind when it crashes: no core dump (prctl(2) PR_SET_DUMPABLE, which holds
/// for handlers of the system too, unlike a limit), and none of the Swift runtime's backtraces, which show registers
/// and memory, unless SWIFT_BACKTRACE asks for them.
void obmen_leave_no_memory_behind(void);

/// The magic number of the file system on which a path lies (statfs f_type); 0 where it cannot be told.
unsigned int obmen_file_system(const char *path);

/// Bytes free for us on the file system of a path; -1 where it cannot be told.
long long obmen_free_bytes(const char *path);

#endif
