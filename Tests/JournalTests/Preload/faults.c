// Counts, records, breaks and kills at the calls that change files. For LD_PRELOAD.
//
//   FAULTS_UNDER   only calls on paths that start with this count (required; without it nothing happens)
//   FAULTS_LOG     a file to which each counted call is added as one line before it is made
//   FAULTS_AT      the number, from 1, of the call at which something happens
//   FAULTS_HOW     kill-before | kill-after | kill-torn (a write of which half is made, then killed)
//                  | error:NUMBER (that call fails) | errors:NUMBER (that call and all after it fail)
//                  | short (that write writes one byte) | interrupt (that call fails once with EINTR)
//
// A line of the log: NUMBER CALL PATH, then for writes offset and bytes in hexadecimal, for ftruncate the length, for
// rename the new path, for open the word "empty" (emptied or made new) or "keep". Opening for reading is not counted.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *under, *how;
static long at, number;
static int log_file = -1;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_LOG"), *place = getenv("FAULTS_AT");
  under = getenv("FAULTS_UNDER");
  how = getenv("FAULTS_HOW");
  at = place ? atol(place) : 0;
  if (path) log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void note(const char *text, size_t length) {
  while (log_file >= 0 && length > 0) {
    long written = syscall(SYS_write, log_file, text, length);
    if (written <= 0) return;
    text += written;
    length -= (size_t)written;
  }
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

// Says what is to be done at a call: 0 make it, -1 fail with errno set, 1 make it and die, 2 tear it and die,
// 3 shorten it.
static int meet(const char *call, const char *path, const char *more) {
  if (!under || strncmp(path, under, strlen(under)) != 0) return 0;
  long mine = __atomic_add_fetch(&number, 1, __ATOMIC_SEQ_CST);
  if (log_file >= 0) {
    char head[PATH_MAX + 64];
    int length = snprintf(head, sizeof head, "%ld %s %s", mine, call, path);
    note(head, (size_t)length);
    note(more, strlen(more));
    note("\n", 1);
  }
  if (!how || at == 0) return 0;
  if (strncmp(how, "errors:", 7) == 0 && mine >= at) {
    errno = atoi(how + 7);
    return -1;
  }
  if (mine != at) return 0;
  if (strcmp(how, "kill-before") == 0) die();
  if (strcmp(how, "kill-after") == 0) return 1;
  if (strcmp(how, "kill-torn") == 0) return 2;
  if (strcmp(how, "short") == 0) return 3;
  if (strcmp(how, "interrupt") == 0) errno = EINTR;
  else if (strncmp(how, "error:", 6) == 0) errno = atoi(how + 6);
  else return 0;
  return -1;
}

static void after(int what) {
  if (what == 1 || what == 2) die();
}

static const char *name(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
  return path;
}

// Paths in the log are absolute, as those of descriptors are.
static const char *absolute(const char *path, char *buffer) {
  if (path[0] == '/' || !getcwd(buffer, PATH_MAX / 2)) return path;
  strncat(buffer, "/", 2);
  strncat(buffer, path, PATH_MAX / 2 - 2);
  return buffer;
}

static ssize_t write_at(const char *call, int descriptor, const void *bytes, size_t count, off_t offset, int positioned) {
  char path[PATH_MAX];
  name(descriptor, path);
  if (!under || strncmp(path, under, strlen(under)) != 0)
    return positioned ? syscall(SYS_pwrite64, descriptor, bytes, count, offset)
                      : syscall(SYS_write, descriptor, bytes, count);
  off_t start = positioned ? offset : lseek(descriptor, 0, SEEK_CUR);
  char *more = malloc(count * 2 + 64);
  int length = snprintf(more, 64, " %lld ", (long long)(start < 0 ? 0 : start));
  for (size_t i = 0; i < count; i++) length += sprintf(more + length, "%02x", ((const unsigned char *)bytes)[i]);
  int what = meet(call, path, more);
  free(more);
  if (what < 0) return -1;
  if (what == 2) count /= 2;
  if (what == 3 && count > 1) count = 1;
  ssize_t result = positioned ? syscall(SYS_pwrite64, descriptor, bytes, count, offset)
                              : syscall(SYS_write, descriptor, bytes, count);
  after(what);
  return result;
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  return write_at("write", descriptor, bytes, count, 0, 0);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  return write_at("write", descriptor, bytes, count, offset, 1);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off_t offset) {
  return write_at("write", descriptor, bytes, count, offset, 1);
}

static int on_descriptor(const char *call, int descriptor, const char *more, long number_of_call, long argument) {
  char path[PATH_MAX];
  int what = meet(call, name(descriptor, path), more);
  if (what < 0) return -1;
  int result = (int)syscall(number_of_call, descriptor, argument);
  after(what);
  return result;
}

int fsync(int descriptor) { return on_descriptor("fsync", descriptor, "", SYS_fsync, 0); }

int fdatasync(int descriptor) { return on_descriptor("fdatasync", descriptor, "", SYS_fdatasync, 0); }

int ftruncate(int descriptor, off_t length) {
  char more[32];
  snprintf(more, sizeof more, " %lld", (long long)length);
  return on_descriptor("ftruncate", descriptor, more, SYS_ftruncate, length);
}

int ftruncate64(int descriptor, off_t length) { return ftruncate(descriptor, length); }

int rename(const char *old, const char *new) {
  char one[PATH_MAX], other[PATH_MAX], more[PATH_MAX + 1];
  snprintf(more, sizeof more, " %s", absolute(new, other));
  int what = meet("rename", absolute(old, one), more);
  if (what < 0) return -1;
  int result = (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
  after(what);
  return result;
}

int unlink(const char *path) {
  char buffer[PATH_MAX];
  int what = meet("unlink", absolute(path, buffer), "");
  if (what < 0) return -1;
  int result = (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  after(what);
  return result;
}

static int open_any(int folder, const char *path, int flags, mode_t mode) {
  int what = 0;
  if ((flags & O_ACCMODE) != O_RDONLY) {
    char buffer[PATH_MAX];
    struct stat status;
    int empty = (flags & O_TRUNC) || ((flags & O_CREAT) && stat(path, &status) != 0);
    what = meet("open", absolute(path, buffer), empty ? " empty" : " keep");
    if (what < 0) return -1;
  }
  int result = (int)syscall(SYS_openat, folder, path, flags, mode);
  after(what);
  return result;
}

#define MODE_ARGUMENT                          \
  mode_t mode = 0;                             \
  if (flags & (O_CREAT | O_TMPFILE)) {         \
    va_list list;                              \
    va_start(list, flags);                     \
    mode = va_arg(list, mode_t);               \
    va_end(list);                              \
  }

int open(const char *path, int flags, ...) {
  MODE_ARGUMENT
  return open_any(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_ARGUMENT
  return open_any(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  MODE_ARGUMENT
  return open_any(folder, path, flags, mode);
}
