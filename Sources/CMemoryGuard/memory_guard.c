// Swift's runtime ends a process that gets no memory with an illegal instruction. These stand before glibc's functions, which
// do the work, and end it with a sentence and a status instead. What they return is glibc's, so its `free` takes it.

#include "memory_guard.h"

#include <errno.h>
#include <stddef.h>

#include "out_of_memory.h"

#if defined(__GLIBC__) || defined(__linux__)
#if !defined(__has_feature)
#define __has_feature(x) 0
#endif
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

// Weak: a test that counts allocations puts its own in their place.
#define GUARD __attribute__((weak))

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

GUARD void *malloc(size_t size) {
  void *memory = __libc_malloc(size);
  if (!memory) bertrun_out_of_memory(size);
  return memory;
}

GUARD void *calloc(size_t count, size_t size) {
  void *memory = __libc_calloc(count, size);
  if (!memory) bertrun_out_of_memory(count * size);
  return memory;
}

GUARD void *realloc(void *old, size_t size) {
  void *memory = __libc_realloc(old, size);
  if (!memory && size > 0) bertrun_out_of_memory(size);
  return memory;
}

GUARD void *memalign(size_t alignment, size_t size) {
  void *memory = __libc_memalign(alignment, size);
  if (!memory) bertrun_out_of_memory(size);
  return memory;
}

GUARD void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

GUARD int posix_memalign(void **memory, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  *memory = memalign(alignment, size);
  return 0;
}

#endif
#endif
