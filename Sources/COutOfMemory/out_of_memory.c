#include "out_of_memory.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void bertrun_out_of_memory(size_t bytes) {
  char text[320];
  int length = snprintf(
      text, sizeof text,
      "bertrun: out of memory: the system refuses %zu more bytes; raise the limit (ulimit -v, or the memory of the control "
      "group), or use fewer --threads or a smaller model\n",
      bytes);
  if (length > 0) {
    ssize_t written = write(STDERR_FILENO, text, (size_t)length);
    (void)written;
  }
  _exit(74);
}
